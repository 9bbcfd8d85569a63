"""A quotation as a page sets it: the words of the source, with the answer marked and long ones cut to sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room.voices import Crumb, chain
from polyvocal.reading_room.wording import spans
from polyvocal.terms import Locus, Statement

# A quotation longer than this is cut, with the mark [...] that readers of editions know.
_LONGEST = 340
_CUT = " […] "


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation; *kind* is "" for plain words, "answer" for the answer, "cut" for what the page put in."""

    words: str
    kind: str = ""


def answer(statement: Statement) -> Locus | None:
    """The words that answer the question a statement is about."""
    if statement.aspect == "figure" and statement.figure:
        return statement.figure.locus
    if statement.answer:
        return statement.answer
    if statement.aspect == "date" and statement.whens:
        return statement.whens[0].locus
    by_aspect = {"place": statement.places, "participant": statement.people, "fate": statement.people,
                 "naming": statement.event_words}  # fmt: skip
    known = by_aspect.get(statement.aspect, ())
    return known[0] if known else None


def pieces(statement: Statement, longest: int = _LONGEST) -> tuple[Piece, ...]:
    """The words of a statement piece by piece; interrupted ones are joined by "[…]".

    >>> ship = Locus("r", 4, "three ships were lost")
    >>> [p.words for p in pieces(Statement("s", "r", (ship,), (), "other", answer=Locus("r", 4, "three ships")))]
    ['three ships', ' were lost']
    """
    marked = answer(statement)
    found: list[Piece] = []
    for i, locus in enumerate(statement.loci):
        found += [Piece(_CUT, "cut")] if i else []
        found += _parted(locus, marked, longest)
    return tuple(piece for piece in found if piece.words)


def _parted(locus: Locus, marked: Locus | None, longest: int) -> list[Piece]:
    if marked is None or not locus.covers(marked):
        return _shortened(Piece(locus.words), longest, keep_end=False)
    at, end = marked.start - locus.start, marked.end - locus.start
    room = max(80, longest - (end - at))
    before, after = locus.words[:at], locus.words[end:]
    # What stands before the answer may take two thirds of the room: it says who is meant.
    before_room = max(room * 2 // 3, room - len(after))
    return [
        *_shortened(Piece(before), before_room, keep_end=True),
        Piece(locus.words[at:end], "answer"),
        *_shortened(Piece(after), max(room // 3, room - len(before)), keep_end=False),
    ]


def _shortened(piece: Piece, room: int, *, keep_end: bool) -> list[Piece]:
    words = piece.words
    if len(words) <= room + len(_CUT):
        return [piece]
    if keep_end:
        kept = words[-room:]
        return [Piece(_CUT.lstrip(), "cut"), Piece(kept[kept.find(" ") + 1 :])]
    kept = words[:room]
    return [Piece(kept[: kept.rfind(" ")] if " " in kept else kept), Piece(_CUT.rstrip(), "cut")]


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement ready for a page: its voices, its words, its place; *also* are the documents that repeat it."""

    statement: Statement
    card: Card
    crumbs: tuple[Crumb, ...]
    pieces: tuple[Piece, ...]
    spans: tuple[tuple[int, int], ...]
    also: tuple[Placed, ...] = ()


def quote(statement: Statement, card: Card, also: Sequence[Placed] = ()) -> Quote:
    """A held statement made ready for a page."""
    return Quote(statement, card, chain(statement, card), pieces(statement), spans(statement), tuple(also))
