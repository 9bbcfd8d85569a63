"""The addresses of the editing mode, and what each does: nothing is changed but by a form of the room's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from polyvocal.holdings import Library
from polyvocal.reading_room.editing.addresses import EditingAddresses
from polyvocal.reading_room.editing.cards import changed, desk_page, faults, seen, withdrawal_page
from polyvocal.reading_room.editing.events import decide, event_desk, queue_page
from polyvocal.reading_room.editing.sessions import Desk
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.wording import t
from polyvocal.terms import PolyvocalError

Told = dict[str, str]
Answer = Callable[[Request, Page], Response]
Taking = Callable[[Request], Coroutine[None, None, Response]]

_MOST_BYTES, _MOST_FIELDS = 256_000, 500


async def form(request: Request) -> Told:
    """What a form sent: its fields, each once."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "This address takes a form.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, "The form holds more than can be taken in at once.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise HTTPException(400, "The form cannot be read.") from None


class Editing:
    """The editing mode of one room; *answer* turns a page into a response with the room's addresses."""

    def __init__(self, library: Library, desk: Desk, answer: Answer) -> None:
        self.library = library
        self.desk = desk
        self.answer = answer

    def routes(self) -> list[Route]:
        """All routes of the mode."""
        record = "/edit/records/{record}"
        return [
            Route("/edit/sign-in", self.ask, methods=["GET"]),
            Route("/edit/sign-in", self._taking(self.sign_in, anybody=True), methods=["POST"]),
            Route("/edit/sign-out", self._taking(self.sign_out, anybody=True), methods=["POST"]),
            Route(record, self._showing(self.show), methods=["GET"]),
            Route(record, self._taking(self.save), methods=["POST"]),
            Route(f"{record}/undo", self._taking(self.undo), methods=["POST"]),
            Route(f"{record}/withdraw", self._showing(self.confirm), methods=["GET"]),
            Route(f"{record}/withdraw", self._taking(self.withdraw), methods=["POST"]),
            Route("/edit/events", self._showing(self.queue), methods=["GET"]),
            Route("/edit/events/{event}", self._showing(self.show_event), methods=["GET"]),
            Route("/edit/events/{event}", self._taking(self.decide_event), methods=["POST"]),
        ]

    def _to(self, request: Request) -> EditingAddresses:
        return EditingAddresses(str(request.scope.get("root_path", "")))

    def _showing(self, show: Callable[[Request], Response]) -> Callable[[Request], Response]:
        def shown(request: Request) -> Response:
            if self.desk.curator(request) is None:
                asked = request.path_params.get("record") or request.path_params.get("event", "")
                return RedirectResponse(self._to(request).sign_in(asked), 303)
            return show(request)

        return shown

    def _taking(self, act: Callable[[Request, Told, str], Response], *, anybody: bool = False) -> Taking:
        def taken(request: Request, told: Told) -> Response:
            if not self.desk.genuine(request, told.get("token", "")):
                raise HTTPException(403, "This form is too old, or came from elsewhere. Open its page again.")
            by = self.desk.curator(request)
            if by is None and not anybody:
                raise HTTPException(403, "Sign in first: the session is over.")
            return act(request, told, by or "")

        async def answered(request: Request) -> Response:
            return await run_in_threadpool(taken, request, await form(request))

        return answered

    # Signing in and out.

    def ask(self, request: Request) -> Response:
        """The page to sign in on."""
        record = request.query_params.get("record", "")
        return self.answer(request, self._sign_in_page(request, record, "", ""))

    def _sign_in_page(self, request: Request, record: str, name: str, error: str, status: int = 200) -> Page:
        token = self.desk.token(request)
        shows: dict[str, object] = {"record": record, "name": name, "error": error, "token": token}
        return Page("editing/sign_in.html", t("Sign in"), shows, status=status, here="desk")

    def sign_in(self, request: Request, told: Told, _by: str) -> Response:
        """Begin a session, or say that name and passphrase do not belong together."""
        name, record = " ".join(told.get("name", "").split())[:100], told.get("record", "")
        client = request.client.host if request.client else ""
        keys = (f"from {client}", f"name {name}")
        if (wait := self.desk.patience.wait(keys)) > 0:
            error = f"Too many wrong passphrases. Try again in {int(wait) + 1} seconds."
            answer = self.answer(request, self._sign_in_page(request, record, name, error, 429))
            answer.headers["Retry-After"] = str(int(wait) + 1)
            return answer
        if not self.desk.curators.knows(name, told.get("passphrase", "")):
            self.desk.patience.failed(keys)
            error = "No curator has this name and this passphrase."
            return self.answer(request, self._sign_in_page(request, record, name, error, 422))
        self.desk.patience.succeeded(keys)
        self.desk.sign_in(request, name)
        to = self._to(request)
        desks = {"r": to.edit, "e": to.edit_event}
        known = desks[record[0]](record) if re.fullmatch(r"[re][0-9a-f]+", record) else to.front()
        return RedirectResponse(known, 303)

    def sign_out(self, request: Request, _told: Told, _by: str) -> Response:
        """End all sessions of who is signed in."""
        self.desk.sign_out(request)
        return RedirectResponse(self._to(request).front(), 303)

    # The desk.

    def show(self, request: Request) -> Response:
        """The form of a record."""
        saved = request.query_params.get("saved", "")
        count = int(saved) if re.fullmatch(r"\d{1,3}", saved, re.ASCII) else 0
        return self.answer(request, desk_page(self.library, request.path_params["record"], saved=count))

    def save(self, request: Request, told: Told, by: str) -> Response:
        """Write a decision for every entry that was changed, or show the form again with what is wrong."""
        record = request.path_params["record"]
        description = self.library.record(record).description
        changes = changed(description, record, told)
        if told.get("seen") != seen(description):
            notice = "Somebody changed this card while you wrote. Your words are still here; look at the history below."
            page = desk_page(self.library, record, told, {}, notice=notice)
            return self.answer(request, page)
        errors = faults(changes)
        if changes and not told.get("reason", "").strip():
            errors["reason"] = "Say on what ground, so that others can judge it."
        if errors:
            return self.answer(request, desk_page(self.library, record, told, errors))
        if not changes:
            return self.answer(request, desk_page(self.library, record, notice="Nothing was changed."))
        self.library.decide(changes, by, told["reason"])
        return RedirectResponse(self._to(request).edit(record, saved=len(changes)), 303)

    def undo(self, request: Request, told: Told, by: str) -> Response:
        """Take a decision back."""
        record, decision = request.path_params["record"], told.get("decision", "")
        if decision not in {d.correction.id for d in self.library.history(record)}:
            raise PolyvocalError(f"no record {record!r} has a decision {decision!r}")
        if not told.get("reason", "").strip():
            errors = {"reason": f"Say why the decision {decision} is to be taken back."}
            return self.answer(request, desk_page(self.library, record, {"undo": decision}, errors))
        self.library.undo(decision, by, told["reason"])
        return RedirectResponse(self._to(request).edit(record, saved=1), 303)

    def confirm(self, request: Request) -> Response:
        """Ask before a record is withdrawn."""
        return self.answer(request, withdrawal_page(self.library, request.path_params["record"], {}, {}))

    def withdraw(self, request: Request, told: Told, by: str) -> Response:
        """Withdraw a record whose withdrawal was confirmed."""
        record, errors = request.path_params["record"], {}
        if not told.get("reason", "").strip():
            errors["reason"] = "Say why; it stands on the tombstone."
        if told.get("confirmed") != "yes":
            errors["confirmed"] = "Tick the box to confirm."
        if errors:
            return self.answer(request, withdrawal_page(self.library, record, told, errors))
        erase = told.get("erase") == "yes"
        title = " ".join(told.get("title", "").split()) or "Withdrawn document"
        title = "" if title == self.library.card(record).title else title
        self.library.withdraw(record, by, told["reason"], title=title, erase_original=erase)
        return RedirectResponse(self._to(request).edit(record, saved=1), 303)

    # The desk of an event.

    def queue(self, request: Request) -> Response:
        """The pairs of events that may be one."""
        return self.answer(request, queue_page(self.library, saved="saved" in request.query_params))

    def show_event(self, request: Request) -> Response:
        """The forms of an event."""
        saved = "saved" in request.query_params
        return self.answer(request, event_desk(self.library, request.path_params["event"], saved=saved))

    def decide_event(self, request: Request, told: Told, by: str) -> Response:
        """Write a decision about an event, or show its forms again with what is wrong."""
        event, from_queue = request.path_params["event"], told.get("back") == "queue"
        error = decide(self.library, event, told, by)
        if error:
            page = queue_page(self.library, told, error) if from_queue else event_desk(self.library, event, told, error)
            return self.answer(request, replace(page, status=422))
        to = self._to(request)
        return RedirectResponse(to.perhaps(saved=True) if from_queue else to.edit_event(event, saved=True), 303)
