"""Versions of one text, in and out of the database."""

from __future__ import annotations

import json
import zlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from polyvocal.holdings.part import Part
from polyvocal.holdings.shelving import pack
from polyvocal.terms import PolyvocalError, ReprintLink, Version

_version = msgspec.json.Decoder(Version).decode
_BATCH = 256  # versions kept in one transaction, so that readers and the memory never wait for all of them
MOST_PRINTINGS = 200
"""Printings of one family that are listed; a press release may have thousands."""


class Printings(Part):
    """The part of a library that knows how printings of one text differ."""

    @abstractmethod
    def reprints(self, record: str) -> tuple[ReprintLink, ...]:
        """The links from and to a record."""

    def text(self, record: str) -> str:
        """The reading text of a record; raises `PolyvocalError` where none is held."""
        row = self._read.execute("SELECT text FROM texts WHERE record = ?", (record,)).fetchone()
        if row is None:
            raise PolyvocalError(f"no record {record!r} is held")
        return str(row[0])

    def place_versions(self, versions: Iterable[Version]) -> None:
        """Put these versions in the place of those before; they are taken and kept a batch at a time."""
        pending = iter(versions)
        with self._writing() as connection:
            connection.execute("DELETE FROM versions")
        while batch := list(islice(pending, _BATCH)):
            rows = [(v.copy, v.of, len(v.changes), json.dumps(v.notes, ensure_ascii=False), pack(v)) for v in batch]
            with self._writing() as connection:
                connection.executemany("INSERT INTO versions VALUES (?, ?, ?, ?, ?)", rows)

    def versions(self, record: str | None = None) -> Iterator[Version]:
        """The versions that a record is part of, as copy or as what is copied; without *record*, all of them."""
        sql = "SELECT term FROM versions"
        if record is None:
            rows = self._read.execute(f"{sql} ORDER BY copy, of")
        else:
            rows = self._read.execute(f"{sql} WHERE copy = ? OR of = ? ORDER BY copy, of", (record, record))
        for (term,) in rows:
            yield _version(zlib.decompress(term))

    def version(self, copy: str, of: str) -> Version:
        """How the printing *copy* departs from *of*; raises `PolyvocalError` where the two were not compared."""
        row = self._read.execute("SELECT term FROM versions WHERE copy = ? AND of = ?", (copy, of)).fetchone()
        if row is None:
            raise PolyvocalError(f"no record {copy!r} that repeats {of!r} is held")
        return _version(zlib.decompress(row[0]))

    def compared_with(self, record: str) -> frozenset[str]:
        """The printings that a record was compared with word by word."""
        sql = "SELECT of FROM versions WHERE copy = ? UNION SELECT copy FROM versions WHERE of = ?"
        return frozenset(other for (other,) in self._read.execute(sql, (record, record)))

    def printings(self, record: str) -> tuple[str, ...]:
        """The records of one family: all that are linked with *record*, through others too; at most 200."""
        family, pending = {record}, [record]
        while pending and len(family) < MOST_PRINTINGS:
            here = pending.pop(0)
            for link in self.reprints(here):
                # A partial reprint shares a passage and no more: the family does not go on through it.
                other = link.of if link.copy == here else link.copy
                if other not in family:
                    family.add(other)
                    if link.kind != "partial":
                        pending.append(other)
        return tuple(sorted(family))
