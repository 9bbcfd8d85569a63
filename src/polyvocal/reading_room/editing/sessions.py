"""Sessions: who is signed in, told by a signed cookie; tokens that show a form to be the room's own; patience."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from polyvocal.reading_room.editing.curators import Curators
from polyvocal.reading_room.page import Seat

HOURS = 8
"""How long a session lasts."""

_FREE, _LONGEST, _REMEMBERED = 5, 900.0, 10_000


class Sessions:
    """Starlette's session cookie, marked Secure where the room is read over https."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        def kept(*, secure: bool) -> SessionMiddleware:
            # Browsers share cookies between the ports of a host: each library has its own.
            own = sha256(key.encode()).hexdigest()[:8]
            name = f"__Host-polyvocal-{own}" if secure else f"polyvocal-{own}"
            return SessionMiddleware(
                app, key, session_cookie=name, max_age=HOURS * 3600, same_site="strict", https_only=secure
            )

        self._plain, self._secure = kept(secure=False), kept(secure=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its session."""
        kept = self._secure if scope.get("scheme") == "https" else self._plain
        await kept(scope, receive, send)


class Desk:
    """Who sits at the desk: reads and begins sessions, makes and checks the tokens of forms."""

    def __init__(self, curators: Curators, key: str) -> None:
        self.curators = curators
        self._tokens = URLSafeTimedSerializer(key, salt="form")
        self.patience = Patience()

    def curator(self, request: Request) -> str | None:
        """The name of who is signed in; None where nobody is, or where the session is over."""
        name, turn = request.session.get("name"), request.session.get("turn")
        return name if isinstance(name, str) and turn == self.curators.turn(name) is not None else None

    def seat(self, request: Request) -> Seat:
        """What a page is told; a reader who is not signed in gets no token, and so no cookie."""
        name = self.curator(request)
        return Seat(name, self.token(request)) if name else Seat()

    def sign_in(self, request: Request, name: str) -> None:
        """Begin a session; the one before, and its tokens, are worth nothing from here on."""
        request.session.clear()
        request.session.update(name=name, turn=self.curators.turn(name), key=secrets.token_urlsafe(18))

    def sign_out(self, request: Request) -> None:
        """End the session, and every other of the same name."""
        if name := self.curator(request):
            self.curators.sign_out(name)
        request.session.clear()

    def token(self, request: Request) -> str:
        """A token for a form on a page of this session."""
        if "key" not in request.session:
            request.session["key"] = secrets.token_urlsafe(18)
        return str(self._tokens.dumps(request.session["key"]))

    def genuine(self, request: Request, token: str) -> bool:
        """Whether a form came from a page of this session, by its token and by what the browser says of its origin."""
        try:
            told = self._tokens.loads(token, max_age=HOURS * 3600)
        except BadData:
            return False
        own = request.session.get("key")
        return isinstance(own, str) and secrets.compare_digest(str(told), own) and same_origin(request)


def same_origin(request: Request) -> bool:
    """Whether the browser says, as far as it says anything, that a page of the room itself sent the request."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


class Patience:
    """How long somebody must wait after wrong passphrases: the wait doubles from the sixth on, to a quarter of an hour.

    >>> patience = Patience()
    >>> for _ in range(7): patience.failed(["from 10.0.0.1"])
    >>> 0 < patience.wait(["from 10.0.0.1", "name Ada"]) <= 2
    True
    """

    def __init__(self) -> None:
        self._failed: dict[str, tuple[int, float]] = {}
        self._guard = threading.Lock()

    def wait(self, keys: Sequence[str]) -> float:
        """Seconds until any of these may try again."""
        now = time.monotonic()
        with self._guard:
            return max((self._failed[key][1] - now for key in keys if key in self._failed), default=0.0)

    def failed(self, keys: Sequence[str]) -> None:
        """Note a wrong passphrase."""
        with self._guard:
            for key in keys:
                times = self._failed.pop(key, (0, 0.0))[0] + 1
                pause = min(2.0 ** (times - _FREE - 1), _LONGEST) if times > _FREE else 0.0
                self._failed[key] = (times, time.monotonic() + pause)
            while len(self._failed) > _REMEMBERED:
                del self._failed[next(iter(self._failed))]

    def succeeded(self, keys: Sequence[str]) -> None:
        """Forget the wrong ones before."""
        with self._guard:
            for key in keys:
                self._failed.pop(key, None)
