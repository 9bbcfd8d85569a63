"""Edits of one capture brought into order, and shared out among its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from polyvocal.terms import Edit


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


def within(edits: Sequence[Edit], place: tuple[int, int]) -> list[Edit]:
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


def trim(captured: str, place: tuple[int, int], edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with the white space at the edges of the reading text cut too.

    >>> trim("  Kiel. ", (0, 8), [])
    [Edit(start=0, end=2, put='', rule='margin'), Edit(start=7, end=8, put='', rule='margin')]
    """
    pieces = _pieces(place, edits)
    front = _blank_run(captured, pieces)
    if front == len(pieces):
        return [_cut(piece) for piece in pieces if piece.end > piece.start]
    back = _blank_run(captured, pieces[::-1])
    middle = pieces[front : len(pieces) - back]
    middle = [*_edge(captured, middle[0], left=True), *middle[1:]]
    middle = [*middle[:-1], *_edge(captured, middle[-1], left=False)]
    whole = [*map(_cut, pieces[:front]), *middle, *map(_cut, pieces[len(pieces) - back :])]
    return [edit for edit in whole if edit.rule != _KEPT and (edit.end > edit.start or edit.put)]


_KEPT = ""


def _pieces(place: tuple[int, int], edits: Sequence[Edit]) -> list[Edit]:
    """The edits and, between them, the stretches that are kept, which bear no rule."""
    pieces: list[Edit] = []
    at = place[0]
    for edit in edits:
        if edit.start > at:
            pieces.append(Edit(at, edit.start, "", _KEPT))
        pieces.append(edit)
        at = edit.end
    if place[1] > at:
        pieces.append(Edit(at, place[1], "", _KEPT))
    return pieces


def _seen(captured: str, piece: Edit) -> str:
    return captured[piece.start : piece.end] if piece.rule == _KEPT else piece.put


def _blank_run(captured: str, pieces: Sequence[Edit]) -> int:
    """How many of the first pieces leave nothing but white space."""
    return next((i for i, piece in enumerate(pieces) if _seen(captured, piece).strip()), len(pieces))


def _cut(piece: Edit) -> Edit:
    return Edit(piece.start, piece.end, "", piece.rule or "margin")


def _edge(captured: str, piece: Edit, *, left: bool) -> list[Edit]:
    """The piece without white space on one side."""
    words = _seen(captured, piece)
    bare = words.lstrip() if left else words.rstrip()
    if piece.rule != _KEPT:
        return [Edit(piece.start, piece.end, bare, piece.rule)]
    blank = len(words) - len(bare)
    if not blank:
        return [piece]
    if left:
        return [Edit(piece.start, piece.start + blank, "", "margin"), Edit(piece.start + blank, piece.end, "", _KEPT)]
    return [Edit(piece.start, piece.end - blank, "", _KEPT), Edit(piece.end - blank, piece.end, "", "margin")]
