"""A limit to the time that one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LIMIT_SECONDS = 600.0
"""Wall time that one document may take: a book of a thousand pages takes a minute."""


class Overdue(BaseException):
    """A document took too long. No `Exception`, so that no library takes it for trouble of its own."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `Overdue` inside after that many seconds.

    Only a main thread on a system with alarms can do that, and only Python notices it; where a library written in C
    never comes back, the pool ends its process (see `spreading`).
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
