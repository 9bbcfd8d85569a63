"""Windows of a text that overlap, so that each word is decided where it has enough around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from polyvocal.close_reading.reading_model.labels import END_PIECE, PIECES, START_PIECE

OVERLAP = 56
"""Pieces that two neighbouring windows share, about."""


class Window(NamedTuple):
    """Words *start* to *end* of a stretch; those from *first* to *last* are decided here."""

    start: int
    end: int
    first: int
    last: int


def windows(lengths: Sequence[int]) -> list[Window]:
    """Windows over words of so many pieces each; every word is decided in exactly one.

    >>> windows([2, 1, 1])
    [Window(start=0, end=3, first=0, last=3)]
    """
    cut: list[tuple[int, int]] = []
    start = 0
    while start < len(lengths):
        end, pieces = start, 0
        while end < len(lengths) and pieces + lengths[end] <= PIECES:
            pieces += lengths[end]
            end += 1
        cut.append((start, end))
        if end == len(lengths):
            break
        start, shared = end, 0
        while shared < OVERLAP:
            start -= 1
            shared += lengths[start]
    return list(_decided(cut))


def _decided(cut: list[tuple[int, int]]) -> Iterator[Window]:
    first = 0
    for number, (start, end) in enumerate(cut):
        last = (cut[number + 1][0] + end) // 2 if number + 1 < len(cut) else end
        yield Window(start, end, first, last)
        first = last


class Encoded(NamedTuple):
    """A window in pieces: numbers, shapes, breaks, quotation marks; and where each word's first piece stands."""

    ids: list[int]
    shapes: list[int]
    breaks: list[int]
    quotes: list[int]
    first: list[int]


def encode(
    words: Sequence[str],
    shapes: Sequence[int],
    breaks: Sequence[int],
    quotes: Sequence[int],
    pieces: Callable[[str], list[int]],
) -> Encoded:
    """A window as the encoder takes it; the break stands with a word's first piece."""
    made = Encoded([START_PIECE], [0], [0], [0], [])
    for word, form, gap, quote in zip(words, shapes, breaks, quotes, strict=True):
        given = pieces(word)
        more = len(given)
        made.first.append(len(made.ids))
        made.ids.extend(given)
        made.shapes.extend([form] * more)
        made.breaks.extend([gap] + [0] * (more - 1))
        made.quotes.extend([quote] * more)
    made.ids.append(END_PIECE)
    for row in (made.shapes, made.breaks, made.quotes):
        row.append(0)
    return made
