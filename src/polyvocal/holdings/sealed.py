"""What leaves the library without its restricted records: no word of their texts, none of what was found in them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from polyvocal.terms import Apparatus, Event, Origin, Reading, Record

FOR_WANT_OF_A_RECORD = "stands with a record that is restricted"
"""Stands in place of a reason that may quote a restricted record."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The restricted *records* of a library, and their *statements*."""

    records: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> Sealed:
        """What is restricted in the library."""
        records = frozenset(row[0] for row in connection.execute("SELECT id FROM records WHERE access = 'restricted'"))
        sql = "SELECT statements.id FROM statements JOIN records ON records.id = record WHERE access = 'restricted'"
        return cls(records, frozenset(row[0] for row in connection.execute(sql)))

    def without_text(self, record: Record) -> Record:
        """The record; of a restricted one the card alone."""
        if record.id not in self.records:
            return record
        return replace(record, text="", edits=(), leaves=(), marks=(), passages=())

    def origin(self, origin: Origin) -> Origin | None:
        """The origin without what is restricted; None where nothing of it is left."""
        left = tuple(one for one in origin.records if one not in self.records | self.statements)
        if len(left) == len(origin.records):
            return origin
        return replace(origin, records=left, reason=FOR_WANT_OF_A_RECORD) if left else None

    def event(self, event: Event) -> Event | None:
        """The event without the statements and names of restricted records; None where only they speak of it."""
        members = tuple(member for member in event.members if member.statement not in self.statements)
        if len(members) == len(event.members):
            return event
        if not members:
            return None
        return replace(
            event, members=members, names=tuple(one for one in event.names if one.statement not in self.statements)
        )

    def apparatus(self, question: Apparatus, connection: sqlite3.Connection) -> Apparatus | None:
        """The question without the answers and relations of restricted records; None where no answer is left."""
        readings = [self._reading(reading, connection) for reading in question.readings]
        left = tuple(reading for reading in readings if reading is not None)
        relations = tuple(one for one in question.relations if not self.statements & {one.a, one.b})
        if question.readings and not left:
            return None
        return replace(question, readings=left, relations=relations)

    def _reading(self, reading: Reading, connection: sqlite3.Connection) -> Reading | None:
        left = tuple(statement for statement in reading.statements if statement not in self.statements)
        if len(left) == len(reading.statements):
            return reading
        if not left:
            return None
        marks = ", ".join("?" * len(left))
        told = dict(connection.execute(f"SELECT id, answer FROM statements WHERE id IN ({marks})", left))
        sql = f"SELECT count(DISTINCT record) FROM statements WHERE id IN ({marks})"
        documents = int(connection.execute(sql, left).fetchone()[0])
        return Reading(told[left[0]] or "", left, documents, min(reading.origins, documents))
