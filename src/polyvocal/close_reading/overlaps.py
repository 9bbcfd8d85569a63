"""Of findings that overlap, which stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A finding with its place: *start* and *end* in characters of the text, end exclusive."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_Placed = TypeVar("_Placed", bound=Placed)


def outermost(found: Iterable[_Placed]) -> list[_Placed]:
    """The longest of findings that overlap, in order of place.

    >>> from polyvocal.close_reading.suggested import SuggestedName
    >>> [(n.start, n.end) for n in outermost([SuggestedName(4, 9, "place"), SuggestedName(0, 6, "person")])]
    [(0, 6)]
    """
    kept: list[_Placed] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept
