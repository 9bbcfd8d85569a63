"""In which language a request is answered: asked for in its address, kept in a cookie, or told by the browser."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polyvocal.reading_room.languages import NAMES, chosen, language, speaking

ASKED = "lang"
"""The parameter of an address, and the cookie, that name a language."""

_YEAR = 365 * 24 * 3600


class Spoken:
    """Answers each request in the reader's language, and keeps the one that the reader asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        asked = query.get(ASKED, "")
        tongue = chosen(asked, _kept(headers.get("cookie", "")), headers.get("accept-language", ""))

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if answer.get("content-type", "").startswith("text/html"):
                    answer.add_vary_header("Accept-Language, Cookie")
                    if asked in NAMES:
                        root = scope.get("root_path", "") or "/"
                        answer.append("set-cookie", f"{ASKED}={asked}; Path={root}; Max-Age={_YEAR}; SameSite=Lax")
            await send(message)

        with speaking(tongue):
            await self.app(scope, receive, told)


def _kept(cookies: str) -> str:
    try:
        kept = SimpleCookie(cookies).get(ASKED)
    except CookieError:
        return ""
    return kept.value if kept else ""


def tongues(query: str) -> list[tuple[str, str, str]]:
    """The other languages of a page: code, own name, and the address, from the page, that asks for it.

    >>> tongues("q=a+b")
    [('ru', 'Русский', '?q=a+b&lang=ru')]
    """
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != ASKED]
    others = [tongue for tongue in NAMES if tongue != language()]
    return [(tongue, NAMES[tongue], f"?{urlencode([*kept, (ASKED, tongue)])}") for tongue in others]
