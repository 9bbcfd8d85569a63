"""Silence: which parties have documents of an event's time, and which of them do not mention it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from polyvocal.holdings.part import Part


@dataclass(frozen=True, slots=True)
class Party:
    """A newspaper, an author or, where neither is known, a file: *documents* of that time, and how many *speak*."""

    name: str
    documents: int
    speak: int


class Silences(Part):
    """The part of a library that knows who keeps silent."""

    def parties(self, event: str, first: int, last: int, shut: Collection[str] = ("withdrawn",)) -> tuple[Party, ...]:
        """Every party with documents dated between two days (Julian Day Numbers), those with most documents first."""
        sql = (
            "SELECT coalesce(nullif(container, ''), nullif(json_extract(authors, '$[0]'), ''), source) AS party,"
            " count(*), count(told.record) FROM records LEFT JOIN (SELECT DISTINCT statements.record FROM event_members"
            " JOIN statements ON statements.id = event_members.statement WHERE event = ?) AS told"
            " ON told.record = records.id WHERE earliest BETWEEN ? AND ?"
            " AND access NOT IN (SELECT value FROM json_each(?)) GROUP BY party ORDER BY 2 DESC, 1"
        )
        rows = self._read.execute(sql, (event, first, last, json.dumps(sorted(shut))))
        return tuple(Party(*row) for row in rows)
