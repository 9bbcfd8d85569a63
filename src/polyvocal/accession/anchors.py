"""The words that two long texts have in common, in order, at a cost that grows with their length.

Runs of words that both have once anchor the alignment (after "patience" differencing, B. Cohen 2003, and the anchors
of P. Heckel, "A technique for isolating differences between files", 1978); only the gaps between are compared word
with word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_ANCHORS = (6, 3, 1)  # words of a run that both texts have once; where no long run is shared, shorter ones are tried
_SQUARE = 10_000  # words times words of a gap that is compared word with word
_PASSES = 40  # how often, on average, a word may be looked at in the search for anchors

Piece = tuple[int, int, int, int]
"""Words of one text, words of the other: first and behind the last of each."""


def differing(of: Sequence[str], copy: Sequence[str]) -> Iterator[Piece]:
    """The pieces in which two sequences of words differ, in order."""
    a = b = 0
    for i, j, size in _matching(of, copy):
        if a < i or b < j:
            yield a, i, b, j
        a, b = i + size, j + size
    if a < len(of) or b < len(copy):
        yield a, len(of), b, len(copy)


def _matching(of: Sequence[str], copy: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of words that stand in both, in the order of both: place, place, length."""
    pending: list[tuple[int, int, int, int, int]] = [(0, len(of), 0, len(copy), 0)]
    left = _PASSES * (len(of) + len(copy))
    while pending:
        a, a_end, b, b_end, level = pending.pop()
        while a < a_end and b < b_end and of[a] == copy[b]:
            yield a, b, 1
            a, b = a + 1, b + 1
        if a == a_end or b == b_end:
            continue
        if (a_end - a) * (b_end - b) <= _SQUARE:
            yield from _word_with_word(of, copy, a, a_end, b, b_end)
            continue
        anchors: list[tuple[int, int]] = []
        while not anchors and level < len(_ANCHORS) and left > 0:
            left -= a_end - a + b_end - b
            anchors = _anchors(of, copy, (a, a_end, b, b_end), _ANCHORS[level])
            level += not anchors
        stops = [*anchors, (a_end, b_end)] if anchors else []
        gaps = []
        for i, j in stops:
            # Every gap but the first begins with the words of its anchor, which are equal.
            if a < i and b < j:
                gaps.append((a, i, b, j, level))
            a, b = i, j
        pending += reversed(gaps)


def _word_with_word(
    of: Sequence[str], copy: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, of[a:a_end], copy[b:b_end], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield a + block.a, b + block.b, block.size


def _anchors(of: Sequence[str], copy: Sequence[str], piece: Piece, width: int) -> list[tuple[int, int]]:
    """Places where both have the same run of *width* words once, as long a row of them as rises in both."""
    a, a_end, b, b_end = piece
    here, there = _once(of, a, a_end, width), _once(copy, b, b_end, width)
    shared = sorted((place, there[run]) for run, place in here.items() if run in there)
    # The longest rising row (patience sorting): of anchors that cross, the moved ones fall out.
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(shared):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
    row, n = [], ends[-1] if ends else -1
    while n >= 0:
        row.append(shared[n])
        n = before[n]
    return row[::-1]


def _once(words: Sequence[str], start: int, end: int, width: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for i in range(start, end - width + 1):
        run = tuple(words[i : i + width])
        seen[run] = -1 if run in seen else i
    return {run: place for run, place in seen.items() if place >= 0}
