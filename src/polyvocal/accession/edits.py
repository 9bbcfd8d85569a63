"""Edits of one capture brought into order, and shared out among its records."""

from __future__ import annotations

import re
from collections.abc import Iterable

from polyvocal.terms import Edit

_SPACE = re.compile(r"\s*")


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """The edits sorted and disjoint: where two overlap, the one that starts first (then the longer) stands.

    >>> [e.rule for e in settle([Edit(3, 9, "", "b"), Edit(0, 5, "", "a"), Edit(9, 9, " ", "c")])]
    ['a', 'c']
    """
    settled: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= at and (edit.end > edit.start or edit.put):
            settled.append(edit)
            at = edit.end
    return settled


def within(edits: list[Edit], place: tuple[int, int]) -> list[Edit]:
    """Those of settled *edits* that lie in *place*; an edit across its bounds is cut in two and puts nothing there."""
    start, end = place
    inside: list[Edit] = []
    for edit in edits:
        if edit.end < start or edit.start > end or (edit.end == start and edit.start < start):
            continue
        if edit.start >= start and edit.end <= end:
            inside.append(edit)
        elif edit.start < end and edit.end > start:
            inside.append(Edit(max(start, edit.start), min(end, edit.end), "", edit.rule))
    return inside


def trim(captured: str, place: tuple[int, int], edits: list[Edit]) -> list[Edit]:
    """The edits, and two more for the white space that would stand at the edges of the reading text."""
    start, end = place
    at, rest = start, list(edits)
    while True:
        blank = _SPACE.match(captured, at, end)
        at = blank.end() if blank else at
        if rest and rest[0].start <= at and not rest[0].put.strip():
            at = max(at, rest.pop(0).end)
            continue
        break
    tail = end
    while True:
        floor = max(at, rest[-1].end if rest else at)
        while tail > floor and captured[tail - 1].isspace():
            tail -= 1
        if rest and rest[-1].end >= tail and tail > at and not rest[-1].put.strip() and rest[-1].start >= at:
            tail = min(tail, rest.pop().start)
            continue
        break
    kept = _edge(edits, start, at) + rest
    return kept + _edge(edits, max(tail, at), end)


def _edge(edits: list[Edit], start: int, end: int) -> list[Edit]:
    """Everything between *start* and *end* cut: the edits there keep their rules, the white space gets "margin"."""
    cut: list[Edit] = []
    at = start
    for edit in edits:
        if edit.start < start or edit.end > end or edit.end == edit.start:
            continue
        if edit.start > at:
            cut.append(Edit(at, edit.start, "", "margin"))
        cut.append(Edit(edit.start, edit.end, "", edit.rule))
        at = edit.end
    if end > at:
        cut.append(Edit(at, end, "", "margin"))
    return cut
