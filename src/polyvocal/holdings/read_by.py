"""By which reader a library was read: part of what decides whether a file must be read again."""

from __future__ import annotations

from collections.abc import Iterable

from polyvocal.holdings.database import note, noted
from polyvocal.holdings.part import Part
from polyvocal.holdings.withdrawal import mark_stale


class ReadBy(Part):
    """The part of a library that knows who reads it."""

    def reader(self) -> str:
        """The reader by the name it was asked for, as in "model"; "" before the first build."""
        return noted(self._read, "reader") or ""

    def read_by(self) -> str:
        """Name and version of the reader that reads this library, as in "reading model 1"; "" before the first build.

        What a single record was read by stands in its reading.
        """
        return noted(self._read, "read by") or ""

    def closed(self) -> frozenset[str]:
        """The files with a record that is restricted or withdrawn."""
        return frozenset(row[0] for row in self._read.execute("SELECT source FROM records WHERE access <> 'open'"))

    def take_reader(self, asked: str, name: str) -> bool:
        """Have *name* read this library from now on, asked for as *asked*; whether that is another than before.

        All that another reader read is then read again by the next build.
        """
        with self._writing() as connection:
            before = noted(connection, "read by")
            note(connection, "reader", asked)
            note(connection, "read by", name)
            if before == name:
                return False
            # A film or a style sheet has nothing to read; what holds others must be opened to reach them.
            changed = connection.execute(
                "INSERT OR IGNORE INTO stale SELECT source FROM captures WHERE (use = 'container'"
                " OR source IN (SELECT source FROM records) OR source IN (SELECT source FROM setbacks))"
                " AND sha256 NOT IN (SELECT sha256 FROM erased)"
            ).rowcount
            return before is not None or changed > 0

    def ask_again(self, sources: Iterable[str]) -> None:
        """Have files, and what they came in, read again by the next build."""
        with self._writing() as connection:
            for source in sources:
                mark_stale(connection, source)
