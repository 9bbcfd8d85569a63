"""What does not add up, in every record that is held."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from polyvocal.holdings import shelf
from polyvocal.holdings.part import Part
from polyvocal.holdings.views import Card
from polyvocal.terms import CloseReading, Locus


class Finding(NamedTuple):
    """One finding: the card of its record, what sort it is, its words, and why they do not add up."""

    card: Card
    kind: str
    locus: Locus
    reason: str


def check_rows(reading: CloseReading) -> Iterator[tuple[object, ...]]:
    """The rows of a reading's checks."""
    for n, check in enumerate(reading.checks):
        yield reading.record, n, check.kind, check.locus.start, check.locus.words, check.reason


class Checked(Part):
    """The list of what does not add up."""

    def checks(
        self, kind: str = "", *, offset: int = 0, limit: int = 100, shut: Collection[str] = ("withdrawn", "restricted")
    ) -> tuple[Finding, ...]:
        """The findings of one *kind*, or of all, in the order of the shelf; none of records that are *shut*."""
        marks = ", ".join("?" * len(shut))
        sql = (
            "SELECT record, checks.kind, checks.start, checks.words, reason"
            " FROM checks JOIN records ON records.id = record"
            f" WHERE access NOT IN ({marks}) AND (? = '' OR checks.kind = ?) ORDER BY source, rank, n LIMIT ? OFFSET ?"
        )
        rows = self._read.execute(sql, (*shut, kind, kind, limit, offset)).fetchall()
        return tuple(
            Finding(shelf.card(self._read, record), sort, Locus(record, start, words), reason)
            for record, sort, start, words, reason in rows
        )

    def count_checks(self, shut: Collection[str] = ("withdrawn", "restricted")) -> dict[str, int]:
        """How many findings there are of each kind."""
        marks = ", ".join("?" * len(shut))
        sql = (
            "SELECT checks.kind, count(*) FROM checks JOIN records ON records.id = record"
            f" WHERE access NOT IN ({marks}) GROUP BY 1 ORDER BY 1"
        )
        return dict(self._read.execute(sql, tuple(shut)).fetchall())
