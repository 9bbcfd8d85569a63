"""Asking an endpoint that speaks the protocol of OpenAI's chat completions, within bounds of time and size."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from polyvocal.close_reading.readers import Unanswered
from polyvocal.terms import PolyvocalError

ADDRESS, KEY, PATIENCE = "POLYVOCAL_OPENAI_ADDRESS", "POLYVOCAL_OPENAI_KEY", "POLYVOCAL_OPENAI_SECONDS"
"""The settings: where the endpoint is, the key it asks for, how many seconds one answer may take."""
_SECONDS = 120.0
_ANSWER_BYTES = 4 * 2**20
_PAUSES = (1.0, 4.0, 15.0)  # seconds before the second, third and fourth attempt
_LONGEST_PAUSE = 60.0  # an endpoint may ask for a longer one; a build does not wait for it
_PASSING = frozenset([408, 409, 425, 429, 500, 502, 503, 504, 529])  # statuses that may be others in a moment


class Refused(Unanswered):
    """The endpoint gave an answer that asking again will not change; *status* is that of HTTP."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status = status


class _Passing(Exception):
    def __init__(self, told: str, wait: float = 0.0) -> None:
        super().__init__(told)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where questions go. No redirect is followed: what is sent is the text of a document."""

    address: SplitResult
    key: str = field(default="", repr=False)
    seconds: float = _SECONDS
    pauses: tuple[float, ...] = field(default_factory=lambda: _PAUSES)
    sleep: Callable[[float], None] = time.sleep

    def ask(self, question: object) -> bytes:
        """The body of the answer to *question*, sent as JSON.

        Asks again after a while where the trouble may pass. Raises `Unanswered`, or `Refused`, in the end.
        """
        body = json.dumps(question, ensure_ascii=True).encode()
        for pause in (*self.pauses, None):
            try:
                return self._asked(body)
            except _Passing as trouble:
                if pause is None:
                    raise Unanswered(f"{self.address.netloc}: {trouble}") from None
                self.sleep(max(pause, min(trouble.wait, _LONGEST_PAUSE)))
        raise AssertionError

    def _asked(self, body: bytes) -> bytes:
        kind = http.client.HTTPSConnection if self.address.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.address.hostname or "", self.address.port, timeout=self.seconds)
        overdue = threading.Event()
        try:
            connection.connect()
            # A timeout of the socket starts anew with every byte; an answer that drips would never end.
            with _cut_after(self.seconds, connection.sock, overdue):
                connection.request("POST", self.address.path, body, self._headers())
                answer = connection.getresponse()
                content = answer.read(_ANSWER_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            late = overdue.is_set() or isinstance(error, TimeoutError)
            raise _Passing(f"no answer within {self.seconds:g} seconds" if late else _told(error)) from None
        finally:
            connection.close()
        if overdue.is_set():
            raise _Passing(f"no answer within {self.seconds:g} seconds")
        return _accepted(answer, content)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "polyvocal"}
        return {**headers, "Authorization": f"Bearer {self.key}"} if self.key else headers


class _cut_after:  # noqa: N801
    """End whatever a socket is doing after that many seconds."""

    def __init__(self, seconds: float, connected: socket.socket, overdue: threading.Event) -> None:
        self._socket, self._overdue = connected, overdue
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        self._overdue.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _accepted(answer: http.client.HTTPResponse, content: bytes) -> bytes:
    """The content of a good answer, or why it is none."""
    if answer.status == 200 and len(content) <= _ANSWER_BYTES:
        return content
    if answer.status == 200:
        raise Refused(200, f"an answer of more than {_ANSWER_BYTES // 2**20} MiB")
    words = " ".join(content[:2000].decode("utf-8", "replace").split())[:200]
    told = f"status {answer.status} {answer.reason}{': ' if words else ''}{words}"
    if answer.status in _PASSING:
        asked = answer.getheader("Retry-After", "")
        raise _Passing(told, float(asked) if asked.isdecimal() else 0.0)
    raise Refused(answer.status, told)


def _told(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def endpoint() -> Endpoint:
    """The endpoint that the environment names; raises `PolyvocalError` where it names none, or none that can be."""
    given = os.environ.get(ADDRESS, "").strip()
    if not given:
        raise PolyvocalError(f"the reader 'openai:MODEL' needs {ADDRESS}, as in http://127.0.0.1:8080/v1")
    try:
        address = urlsplit(given)
        fits = address.scheme in ("http", "https") and address.hostname and (address.port is None or address.port > 0)
    except ValueError:
        fits = False
    if not fits or address.username is not None or address.query or address.fragment:
        raise PolyvocalError(f"{ADDRESS} is no address as in http://127.0.0.1:8080/v1")
    path = address.path.rstrip("/")
    asked = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    return Endpoint(address._replace(path=asked), os.environ.get(KEY, "").strip(), _seconds())


def _seconds() -> float:
    given = os.environ.get(PATIENCE, "").strip()
    try:
        seconds = float(given) if given else _SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise PolyvocalError(f"{PATIENCE} is a number of seconds up to 3600, not {given!r}")
    return seconds
