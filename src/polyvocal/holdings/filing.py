"""What records and statements are filed under besides what their cards say: fonds, voices, places, review."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from polyvocal.holdings.voicing import labels
from polyvocal.terms.days import to_gregorian

REVIEWED, UNREVIEWED = "reviewed", "not reviewed"
_MOST_YEARS = 3  # a statement on a longer stretch is filed under no year
AMONG = "IN (SELECT value FROM json_each(?))"
"""A condition of SQL: one of the values of a JSON list."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What one record is filed under."""

    fonds: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    review: str = UNREVIEWED

    def digest(self) -> str:
        """The same for the same filing."""
        return blake2b(repr(self).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass
class Filing:
    """The library's labels, read once, and what records are filed under by them."""

    connection: sqlite3.Connection

    @cached_property
    def voices(self) -> dict[str, str]:
        """Name of a voice or author -> the name it is filed under."""
        return labels(self.connection)

    @cached_property
    def places(self) -> dict[str, str]:
        """Spelling of a place, in small letters -> the label of the one heading that has it."""
        found: dict[str, set[str]] = defaultdict(set)
        sql = "SELECT label, found FROM headings WHERE hidden = 0 AND type = 'place'"
        for label, spellings in self.connection.execute(sql):
            for words in spellings.split("\n"):
                found[words].add(label)
        return {words: next(iter(of)) for words, of in found.items() if len(of) == 1}

    @cached_property
    def fonds(self) -> dict[str, str]:
        """Unit -> the title of the fonds above it."""
        rows = self.connection.execute("SELECT id, title, parent FROM units ORDER BY n").fetchall()
        found: dict[str, str] = {}
        for unit, title, parent in rows:  # each before its parts
            found[unit] = found.get(parent, title) if parent else title
        return found

    def place(self, words: str | None) -> str:
        """What a place is filed under: its heading, else its words."""
        return self.places.get(words.casefold(), words) if words else ""

    def of(self, records: Sequence[str]) -> dict[str, Filed]:
        """What these records are filed under."""
        ids = json.dumps(list(records))
        voices: defaultdict[str, set[str]] = defaultdict(set)
        for record, name in self._pairs(
            "SELECT DISTINCT s.record, v.name FROM statements s JOIN voices v ON v.statement = s.id"
            f" WHERE s.record {AMONG} UNION SELECT record, name FROM authors JOIN records ON records.id = record"
            f" WHERE statements > 0 AND record {AMONG}", ids, ids,
        ):  # fmt: skip
            if name in self.voices:
                voices[record].add(self.voices[name])
        places, fonds = self.places_of(records), self.fonds_of(records)
        sql = (
            f"SELECT DISTINCT record, '' FROM statements WHERE review <> 'machine' AND record {AMONG} UNION"
            f" SELECT record, '' FROM corrections WHERE standing = 'in force' AND record {AMONG}"
        )
        reviewed = {record for record, _ in self._pairs(sql, ids, ids)}
        return {
            record: Filed(
                fonds.get(record, ()), tuple(sorted(voices[record])), places.get(record, ()),
                REVIEWED if record in reviewed else UNREVIEWED,
            )
            for record in records
        }  # fmt: skip

    def places_of(self, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The places that these records are filed under."""
        return self._sorted(
            "SELECT DISTINCT record, label FROM heading_records JOIN headings ON headings.id = heading"
            f" WHERE type = 'place' AND hidden = 0 AND record {AMONG}", records,
        )  # fmt: skip

    def fonds_of(self, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The fonds that these records are filed under."""
        units = self._sorted(f"SELECT record, unit FROM unit_records WHERE record {AMONG}", records)
        titles = {record: {self.fonds.get(unit, "") for unit in of} - {""} for record, of in units.items()}
        return {record: tuple(sorted(of)) for record, of in titles.items()}

    def _sorted(self, sql: str, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for record, value in self._pairs(sql, json.dumps(list(records))):
            found[record].add(value)
        return {record: tuple(sorted(of)) for record, of in found.items()}

    def _pairs(self, sql: str, *values: str) -> Iterator[tuple[str, str]]:
        yield from self.connection.execute(sql, values)


def years(earliest: int | None, latest: int | None) -> tuple[str, ...]:
    """The years that a short stretch of days touches.

    >>> years(2421015, 2421016), years(2421015, None), years(2400000, 2500000)
    (('1916',), ('1916',), ())
    """
    if earliest is None:
        return ()
    first = to_gregorian(earliest)[0]
    last = first if latest is None else to_gregorian(latest)[0]
    return tuple(str(year) for year in range(first, last + 1)) if 0 <= last - first < _MOST_YEARS else ()
