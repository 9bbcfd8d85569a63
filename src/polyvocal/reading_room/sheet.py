"""The synopsis of one event: a row a question, a column a voice, quotations in the cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from polyvocal.holdings.views import Placed
from polyvocal.reading_room.abreast import abreast
from polyvocal.reading_room.quotation import Quote, quote
from polyvocal.reading_room.rows import Gathering, Row, row
from polyvocal.reading_room.voices import Column, columns
from polyvocal.terms import Apparatus

FIRST_COLUMNS, MOST_COLUMNS = 5, 24
ROWS, FEW_ROWS = 20, 40
"""Questions on one leaf of a long sheet, and how many fit on a sheet of one leaf."""

FIRST_OTHERS, MOST_OTHERS = 20, 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A leaf of a synopsis: all *columns*, those *shown*, the rows from *offset* of *total*, and the rest."""

    columns: tuple[Column, ...]
    shown: tuple[Column, ...]
    rows: tuple[Row, ...]
    offset: int
    total: int
    others: tuple[Quote, ...]
    others_left: int

    @property
    def narrow(self) -> bool:
        """Whether the columns fit a page without a scroll of their own."""
        return len(self.shown) <= FIRST_COLUMNS

    @property
    def leaf(self) -> int:
        """How many questions a leaf of this sheet holds."""
        return ROWS if self.total > FEW_ROWS else FEW_ROWS


def lay_out(
    questions: Sequence[Apparatus],
    placed: Sequence[Placed],
    chosen: Sequence[str] = (),
    *,
    every: bool = False,
    offset: int = 0,
) -> Sheet:
    """A leaf of an event's sheet with the columns *chosen*, the most telling ones, or *every* one that a page can hold.

    Sigla are given over all columns, so that they stay the same whichever are chosen.
    """
    held = {one.statement.id: one for one in placed}
    asked = [question for question in questions if _given(question) & held.keys()]
    known = columns(placed, [_given(question) for question in asked])
    shown = _shown(known, asked, chosen, every=every)
    here = {s for column in shown for s in column.statements}
    # Questions that none of the chosen voices answers, and on which nothing was compared, come last.
    asked.sort(key=lambda question: not (_given(question) & here or question.relations))
    leaf = ROWS if len(asked) > FEW_ROWS else FEW_ROWS
    sigla = {statement: column.siglum for column in known for statement in column.statements}
    event = Gathering(known, shown, held, sigla)
    answering = {s for question in asked for s in _given(question)}
    others = [one for one in placed if one.statement.id not in answering] if offset == 0 else []
    others_shown = others[: MOST_OTHERS if every else FIRST_OTHERS]
    return Sheet(
        known,
        shown,
        tuple(row(question, event) for question in asked[offset : offset + leaf]),
        offset,
        len(asked),
        tuple(quote(one.statement, one.card) for one in others_shown),
        len(others) - len(others_shown),
    )


def _given(question: Apparatus) -> set[str]:
    return {s for reading in question.readings for s in reading.statements}


def _shown(
    known: tuple[Column, ...], asked: Sequence[Apparatus], chosen: Collection[str], *, every: bool
) -> tuple[Column, ...]:
    if every:
        # In the order of the whole sheet, so that choosing more voices moves none.
        best = set(sorted(known, key=lambda column: (column.kind == "unnamed", -column.telling))[:MOST_COLUMNS])
        return tuple(column for column in known if column in best)
    named = {column.key: column for column in known}
    asked_for = tuple(named[key] for key in dict.fromkeys(chosen) if key in named)
    return asked_for[:MOST_COLUMNS] or abreast(known, asked, FIRST_COLUMNS)


def moved(keys: Sequence[str], place: int, by: int) -> list[str]:
    """The keys of columns with the one at *place* moved so far to the right, or left out if *by* is 0.

    >>> moved("abc", 0, 1), moved("abc", 2, -1), moved("abc", 1, 0)
    (['b', 'a', 'c'], ['a', 'c', 'b'], ['a', 'c'])
    """
    rest = [*keys[:place], *keys[place + 1 :]]
    return [*rest[: place + by], keys[place], *rest[place + by :]] if by else rest
