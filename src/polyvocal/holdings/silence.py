"""Silence: which parties have documents of an event's time, and which of them do not mention it."""

from __future__ import annotations

import json
from collections import Counter
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
            "SELECT DISTINCT record FROM event_members JOIN statements ON statements.id = event_members.statement"
            " WHERE event = ?"
        )
        speaking = {row[0] for row in self._read.execute(sql, (event,))}
        marks = ", ".join("?" * len(shut))
        sql = (
            "SELECT id, container, authors, source FROM records"
            f" WHERE earliest BETWEEN ? AND ? AND access NOT IN ({marks})"
        )
        documents, speak = Counter[str](), Counter[str]()
        for record, container, authors, source in self._read.execute(sql, (first, last, *shut)):
            party = container or next(iter(json.loads(authors)), "") or source
            documents[party] += 1
            speak[party] += record in speaking
        return tuple(
            Party(name, documents[name], speak[name]) for name in sorted(documents, key=lambda n: (-documents[n], n))
        )
