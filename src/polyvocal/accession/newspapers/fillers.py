"""Fillers: paragraphs that sell or tell who visited whom, set below an item of another kind without a headline."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from polyvocal.accession.newspapers.shapes import Shape
from polyvocal.accession.newspapers.signs import gossips, sign

_BODY = 3  # lines of prose that stay with the item above
_LONGEST, _LOCAL = 8, 5  # lines of a paragraph that sells, and of one of local news
_OFFERS = 2
_SHORTEST = 2  # lines of a paragraph that sells: a price may stand alone below what it is asked for
_COLUMN = 4  # local paragraphs that make the item a column of such
_OPENING = 12  # lines that tell of which kind the item itself is


def with_fillers(shapes: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """The starts of items, and those of the fillers that close an item of another kind."""
    found = list(starts)
    for start, end in itertools.pairwise([*starts, len(shapes)]):
        at = _filler(shapes, start, end)
        if at < end:
            found.append(at)
    return sorted(found)


def _filler(shapes: Sequence[Shape], start: int, end: int) -> int:
    """Where the last paragraphs of an item are fillers; *end* where they are none."""
    opening = shapes[start : min(start + _OPENING, end)]
    at = end
    sells = tells = False
    for first, last in _paragraphs_from_below(shapes, start, end):
        if last - first > _LONGEST or not (_is_offer(shapes[first:last]) or _is_local(shapes[first:last])):
            break
        if sum(shape.is_text for shape in shapes[start:first]) < _BODY:
            break
        if at == end:
            sells = _offers(opening) >= _OFFERS
            tells = any(gossips(shape.line.words) for shape in opening) or _is_column(shapes, start, end)
        if (sells or not _is_offer(shapes[first:last])) and (tells or not _is_local(shapes[first:last])):
            break
        at = first
    return at


def _paragraphs_from_below(shapes: Sequence[Shape], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of lines that begin behind a sentence's end with no small letter, the last one first."""
    last = end
    for i in range(end - 1, start, -1):
        if shapes[i - 1].closed:
            first = next((c for c in shapes[i].line.words if c.isalnum()), "a")
            if not first.islower():
                yield i, last
                last = i


def _is_column(shapes: Sequence[Shape], start: int, end: int) -> bool:
    """Whether the item is itself a column of local news."""
    return sum(_is_local(shapes[a:b]) for a, b in _paragraphs_from_below(shapes, start, end)) >= _COLUMN


def _offers(lines: Sequence[Shape]) -> int:
    return sum(len(sign("signs", "trade").findall(shape.line.words)) for shape in lines)


def _is_offer(lines: Sequence[Shape]) -> bool:
    if not _SHORTEST <= len(lines) <= _LONGEST:
        return False
    hits = [hit for shape in lines for hit in sign("signs", "trade").findall(shape.line.words)]
    # Sums of money alone stand in reports too.
    return (len(hits) >= _OFFERS and any(map(str.isalpha, hits))) or sign("signs", "insertions").search(
        lines[-1].line.words
    ) is not None


def _is_local(lines: Sequence[Shape]) -> bool:
    if len(lines) > _LOCAL or not gossips(lines[0].line.words):
        return False
    return any(sign("signs", "visits").search(shape.line.words) for shape in lines)
