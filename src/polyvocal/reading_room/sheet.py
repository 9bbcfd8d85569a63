"""The synopsis of one event: a row a question, a column a voice, quotations in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.holdings.views import Placed
from polyvocal.reading_room.quotation import Quote, quote
from polyvocal.reading_room.rows import Gathering, Row, row
from polyvocal.reading_room.voices import Column, columns
from polyvocal.terms import Apparatus

FIRST_COLUMNS, FIRST_ROWS, FIRST_OTHERS = 5, 24, 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole synopsis: all *columns*, those *shown*, the rows, and the statements that answer no question."""

    columns: tuple[Column, ...]
    shown: tuple[Column, ...]
    rows: tuple[Row, ...]
    rows_left: tuple[str, ...]
    others: tuple[Quote, ...]
    others_left: int

    @property
    def narrow(self) -> bool:
        """Whether the columns fit a page without a scroll of their own."""
        return len(self.shown) <= FIRST_COLUMNS


def lay_out(
    questions: Sequence[Apparatus], placed: Sequence[Placed], chosen: Sequence[str] = (), *, every: bool = False
) -> Sheet:
    """The sheet of an event from its apparatus and statements, with the columns *chosen*, or *every* one.

    Sigla are given over all columns, so that they stay the same whichever are chosen.
    """
    held = {one.statement.id: one for one in placed}
    asked = [question for question in questions if _given(question) & held.keys()]
    answering = {s for question in asked for s in _given(question)}
    known = columns(placed, [_given(question) for question in asked])
    shown = known if every else tuple(c for c in known if c.key in set(chosen)) or _most_telling(known)
    here = {s for column in shown for s in column.statements}
    # Questions that none of the chosen voices answers come last.
    asked.sort(key=lambda question: not _given(question) & here)
    rows = asked if every else asked[:FIRST_ROWS]
    sigla = {statement: column.siglum for column in known for statement in column.statements}
    event = Gathering(known, shown, held, sigla)
    others = [one for one in placed if one.statement.id not in answering]
    others_shown = others if every else others[:FIRST_OTHERS]
    return Sheet(
        known,
        shown,
        tuple(row(question, event) for question in rows),
        tuple(question.question for question in asked[len(rows) :]),
        tuple(quote(one.statement, one.card) for one in others_shown),
        len(others) - len(others_shown),
    )


def _given(question: Apparatus) -> set[str]:
    return {s for reading in question.readings for s in reading.statements}


def _most_telling(known: tuple[Column, ...]) -> tuple[Column, ...]:
    # In the order of the whole sheet, so that choosing more voices moves none.
    best = sorted(known, key=lambda c: (-c.weight, -c.documents, len(c.siglum), c.siglum))[:FIRST_COLUMNS]
    return tuple(column for column in known if column in best)
