"""The room as a web application: the only module that knows HTTP."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote
from xml.sax.saxutils import escape

import msgspec
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polyvocal.holdings import Library
from polyvocal.holdings.indexed import STATEMENT_FACETS
from polyvocal.holdings.shelf import FACETS
from polyvocal.holdings.vistas import GALLERY_FACETS
from polyvocal.reading_room import shelf
from polyvocal.reading_room.addresses import RoomAddresses
from polyvocal.reading_room.authority import heading_page, headings_page
from polyvocal.reading_room.capture import capture_page
from polyvocal.reading_room.checks import checks_page
from polyvocal.reading_room.citation import ENDINGS
from polyvocal.reading_room.citing import cited_page
from polyvocal.reading_room.events import event_page, events_page, voices_page
from polyvocal.reading_room.fonds import fonds_page
from polyvocal.reading_room.gallery import gallery_page, image, picture_page
from polyvocal.reading_room.map import map_page
from polyvocal.reading_room.network import TIES, network_page
from polyvocal.reading_room.originals import SAVED_POLICY, original, saved_page
from polyvocal.reading_room.page import SHUT, WITHDRAWN, Page, Seat, render
from polyvocal.reading_room.reader import citation_page, record_page
from polyvocal.reading_room.search import AS_WRITTEN, UNFOLDED, search_page, statements_page
from polyvocal.reading_room.spoken import Spoken, tongues
from polyvocal.reading_room.timeline import timeline_page
from polyvocal.reading_room.versions import compared_page, versions_page
from polyvocal.reading_room.wording import t
from polyvocal.terms import PolyvocalError

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
_CITED_AS = {"bibtex": "application/x-bibtex", "ris": "application/x-research-info-systems",
             "csl-json": "application/vnd.citationstyles.csl+json", "chicago": "text/plain"}  # fmt: skip
_MOST_OFFSET = 10_000_000


class Guarded:
    """Gives every answer, also of an error, the headers that keep the page to itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


def room(library: Library, *, editing: bool = False) -> Starlette:
    """The reading room of *library* as an ASGI application; every page also answers as JSON (``.json`` or Accept).

    With *editing*, curators can sign in, correct, and read what is restricted; without it nothing can be changed.
    """

    def page(path: str, make: Callable[[Request], Page]) -> list[Route]:
        def answer(request: Request) -> Response:
            return _answer(request, make(request))

        endings = [path, f"{path}.json"] if path != "/" else ["/", "/index.json"]
        return [Route(ending, answer, methods=["GET"]) for ending in reversed(endings)]

    routes = [
        *page("/", lambda request: shelf.front(library, _shut(request), date.today())),
        *page("/records", lambda request: _shelf(library, request)),
        *page("/search", lambda request: _search(library, request)),
        *page("/statements", lambda request: _statements(library, request)),
        Route("/opensearch.xml", _open_search),
        *page("/events", lambda request: events_page(library, _words(request), _offset(request), _shut(request))),
        *page("/timeline", lambda request: _timeline(library, request)),
        *page(
            "/map",
            lambda request: map_page(library, *(request.query_params.get(name, "")[:40] for name in ("at", "width"))),
        ),
        *page("/network", lambda request: _network(library, request)),
        *page("/gallery", lambda request: gallery_page(library, _filters(request, GALLERY_FACETS), _offset(request))),
        Route("/records/{record}/image", lambda request: _image(library, request)),
        *page("/records/{record}/picture", lambda request: _picture(library, request)),
        *page("/checks", lambda request: _checks(library, request)),
        *page("/setbacks", lambda request: shelf.setbacks(library)),
        *page("/about", lambda request: shelf.about(library)),
        *page(
            "/events/{event}/voices", lambda request: voices_page(library, request.path_params["event"], _shut(request))
        ),
        *page("/events/{event}", lambda request: _event(library, request)),
        Route("/records/{record}/saved", lambda request: _saved(library, request)),
        Route("/records/{record}/original", lambda request: _original(library, request)),
        Route("/records/{record}/cite/{style}", lambda request: _citation(library, request)),
        *page(
            "/records/{record}/versions/{other}",
            lambda request: compared_page(
                library, request.path_params["record"], request.path_params["other"], _shut(request)
            ),
        ),
        *page(
            "/records/{record}/versions",
            lambda request: versions_page(library, request.path_params["record"], _shut(request)),
        ),
        *page("/fonds", lambda request: fonds_page(library, request.query_params.get("unit", ""), _offset(request))),
        *page("/headings", lambda request: _headings(library, request)),
        *page(
            "/headings/{heading}",
            lambda request: heading_page(library, request.path_params["heading"], _shut(request)),
        ),
        *page("/cited", lambda request: cited_page(library, _offset(request), _shut(request))),
        *page("/records/{record}/capture", lambda request: _capture(library, request)),
        *page("/records/{record}", lambda request: _record(library, request)),
        Route("/assets/{name:path}", _asset),
        Route("/favicon.ico", lambda request: _served(request, "icon.svg")),
        Route("/robots.txt", lambda request: _served(request, "robots.txt")),
    ]
    middleware = [
        Middleware(Guarded, headers=(headers := dict(_HEADERS))),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        Middleware(Spoken),
    ]
    desk = None
    if editing:
        from polyvocal.reading_room.editing import open_desk

        desk, more_routes, sessions = open_desk(library, _answer)
        routes += more_routes
        middleware.append(sessions)
        # A form tells where it came from only under this policy; elsewhere nothing is told still.
        headers |= {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
    troubles = {HTTPException: _http_trouble, PolyvocalError: _trouble, Exception: _broken}
    made = Starlette(routes=routes, middleware=middleware, exception_handlers=dict(troubles))
    made.state.desk = desk
    return made


def _seat(request: Request) -> Seat | None:
    desk = request.app.state.desk
    # An error may come from outside the session.
    return desk.seat(request) if desk and "session" in request.scope else None


def _shut(request: Request) -> frozenset[str]:
    seat = _seat(request)
    return WITHDRAWN if seat and seat.name else SHUT


def _answer(request: Request, page: Page) -> Response:
    accepted = request.headers.get("accept", "")
    if request.url.path.endswith(".json") or ("application/json" in accepted and "text/html" not in accepted):
        return Response(
            msgspec.json.encode(page.data), page.status, media_type="application/json", headers={"Vary": "Accept"}
        )
    html = render(page, _addresses(request), _seat(request), tongues(request.url.query))
    return HTMLResponse(html, page.status, headers={"Vary": "Accept"})


def _addresses(request: Request) -> RoomAddresses:
    root = str(request.scope.get("root_path", ""))
    base = f"{request.url.scheme}://{request.url.netloc}"
    if request.app.state.desk:
        from polyvocal.reading_room.editing.addresses import EditingAddresses

        return EditingAddresses(root, base)
    return RoomAddresses(root, base)


def _words(request: Request) -> str:
    return request.query_params.get("q", "")[:1000]


def _filters(request: Request, facets: Collection[str] = FACETS) -> list[tuple[str, str]]:
    return [(facet, value) for facet, value in request.query_params.multi_items() if facet in facets and value][:24]


def _number(request: Request, name: str, absent: int = 0) -> int:
    given = request.query_params.get(name)
    if given is None or given == "":
        return absent
    if not re.fullmatch(r"\d{1,8}", given, re.ASCII):
        raise HTTPException(400, f"“{name}” must be a whole number, not “{given[:40]}”.")
    return int(given)


def _offset(request: Request) -> int:
    return min(_number(request, "offset"), _MOST_OFFSET)


def _spans(request: Request) -> list[tuple[int, int]]:
    starts, ends = (request.query_params.getlist(name) for name in ("from", "to"))
    if len(starts) != len(ends):
        raise HTTPException(400, "Each “from” needs a “to”: they give the characters of a passage.")
    if not all(re.fullmatch(r"\d{1,9}", bound, re.ASCII) for bound in (*starts, *ends)):
        raise HTTPException(400, "“from” and “to” must be whole numbers: they count the characters of a passage.")
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)][:64]


def _shelf(library: Library, request: Request) -> Page:
    order = request.query_params.get("order", "title")
    return shelf.shelf(library, _filters(request), _offset(request), order)


def _search(library: Library, request: Request) -> Page:
    restricted = "restricted" not in _shut(request)
    return search_page(
        library, _words(request), _filters(request), _offset(request), restricted=restricted,
        as_written=_as_written(request), folded=not request.query_params.get(UNFOLDED),
    )  # fmt: skip


def _as_written(request: Request) -> list[str]:
    return request.query_params.getlist(AS_WRITTEN)[:24]


def _statements(library: Library, request: Request) -> Page:
    filters = _filters(request, STATEMENT_FACETS)
    return statements_page(
        library, _words(request), filters, _offset(request), shut=_shut(request), as_written=_as_written(request)
    )


def _timeline(library: Library, request: Request) -> Page:
    first, last = (request.query_params.get(name, "") for name in ("from", "to"))
    return timeline_page(library, first, last, request.query_params.get("by") or "event", _shut(request))


def _network(library: Library, request: Request) -> Page:
    voice = request.query_params.get("voice", "")[:300]
    return network_page(library, voice, max(1, _number(request, "ties", TIES)))


def _picture(library: Library, request: Request) -> Page:
    return picture_page(library, request.path_params["record"], _number(request, "zoom", 1), _shut(request))


def _image(library: Library, request: Request) -> Response:
    media_type, content = image(library, request.path_params["record"], _number(request, "width"), _shut(request))
    # What a card allows to be seen may be withdrawn: a browser keeps it for an hour only, and for itself.
    return Response(content, media_type=media_type, headers={"Cache-Control": "private, max-age=3600"})


def _open_search(request: Request) -> Response:
    """How a browser can search the room from its own bar (OpenSearch 1.1, draft 6)."""
    to = _addresses(request)
    page, data = (escape(to.lasting(path)) for path in (to.search(), f"{to.search()}.json"))
    asked = "q={searchTerms}&amp;offset={startIndex?}"
    words = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>Reading room</ShortName><Description>Search the documents of this library</Description>"
        "<InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" indexOffset="0" template="{page}?{asked}"/>'
        f'<Url type="application/json" indexOffset="0" template="{data}?{asked}"/></OpenSearchDescription>\n'
    )
    return Response(words, media_type="application/opensearchdescription+xml")


def _record(library: Library, request: Request) -> Page:
    return record_page(library, request.path_params["record"], _spans(request), _shut(request))


def _checks(library: Library, request: Request) -> Page:
    return checks_page(library, request.query_params.get("kind", ""), _offset(request), _shut(request))


def _headings(library: Library, request: Request) -> Page:
    return headings_page(library, request.query_params.get("type", ""), _words(request), _offset(request))


def _event(library: Library, request: Request) -> Page:
    voices = request.query_params.getlist("voices")
    every = "all" in voices
    return event_page(
        library, request.path_params["event"], [] if every else voices, _offset(request), every=every,
        shut=_shut(request),
    )  # fmt: skip


def _capture(library: Library, request: Request) -> Page:
    spans = _spans(request)
    layer = request.query_params.get("layer", "reading")
    return capture_page(
        library, request.path_params["record"], spans[0] if spans else None, layer, _number(request, "leaf"),
        shut=_shut(request),
    )  # fmt: skip


def _original(library: Library, request: Request) -> Response:
    name, content = original(library, request.path_params["record"], _shut(request))
    saved = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": saved})


def _saved(library: Library, request: Request) -> Response:
    encoding, content = saved_page(library, request.path_params["record"], _shut(request))
    return Response(content, media_type=f"text/html; charset={encoding}", headers=dict(SAVED_POLICY))


def _citation(library: Library, request: Request) -> Response:
    record, style = request.path_params["record"], request.path_params["style"]
    spans = _spans(request)
    to = _addresses(request)
    address = to.lasting(to.record(record, spans[:1]))
    words = citation_page(library, record, style, spans[0] if spans else None, address, _shut(request))
    saved = f'inline; filename="{record}.{ENDINGS[style]}"'
    return Response(
        words.encode(), media_type=f"{_CITED_AS[style]}; charset=utf-8", headers={"Content-Disposition": saved}
    )


def _asset(request: Request) -> Response:
    return _served(request, request.path_params["name"])


def _served(request: Request, name: str) -> Response:
    parts = name.split("/")
    ending = os.path.splitext(name)[1]
    place = files("polyvocal.reading_room").joinpath("assets", *parts)
    if ending not in _KINDS or any(part in ("", ".", "..") for part in parts) or not place.is_file():
        raise HTTPException(404, "There is no such file.")
    content = place.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:20]}"'
    # Fonts never change under their name; style and script are asked for again, cheaply.
    kept = "public, max-age=31536000, immutable" if ending == ".woff2" else "no-cache"
    headers = {"ETag": tag, "Cache-Control": kept}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_KINDS[ending], headers=headers)


def _trouble(request: Request, error: Exception) -> Response:
    words = str(error)
    unknown = ("no record", "no event", "no citation", "no unit", "no heading '")
    absent = words.startswith(unknown) or " is no passage" in words
    status = 403 if words.endswith("restricted") else 410 if "withdrawn" in words else 404 if absent else 400
    return _told(request, status, words[:1].upper() + words[1:])


def _broken(request: Request, error: Exception) -> Response:
    # Starlette logs the error itself and sends this answer past the middleware.
    answer = _told(request, 500, "The room has met an error of its own. The server’s log names it.")
    answer.headers.update(_HEADERS)
    return answer


def _http_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and error.detail == "Not Found":
        return _told(request, 404, "There is no page at this address.")
    return _told(request, error.status_code, error.detail)


def _told(request: Request, status: int, message: str) -> Response:
    names = {
        400: "This cannot be asked so", 403: "Not without leave", 404: "Not here", 405: "Not in this way",
        410: "Withdrawn",
    }  # fmt: skip
    page = Page("trouble.html", t(names.get(status, "Trouble")), {"message": message}, {"error": message}, status)
    if request.method not in ("GET", "HEAD") and not request.app.state.desk:
        return PlainTextResponse(message, status)
    return _answer(request, page)
