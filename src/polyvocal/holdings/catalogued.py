"""What a library holds above its records: the lists that describe them, their arrangement, the authority file."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial

import msgspec

from polyvocal.holdings import deciding
from polyvocal.holdings.database import next_change, note
from polyvocal.holdings.supplied import replace_list
from polyvocal.terms import Capture, PolyvocalError, Supplied

_capture = msgspec.json.Decoder(Capture).decode


class Catalogued(ABC):
    """The part of a library that knows records together."""

    @property
    @abstractmethod
    def _read(self) -> sqlite3.Connection:
        """The connection of the calling thread."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction."""

    def supply(self, of: str, rows: Sequence[Supplied]) -> None:
        """Put what the list *of* says of other files in force, in place of what it said before.

        Raises `PolyvocalError` where no such list is held, or where a row names a field that no card has.
        """
        with self._writing() as connection:
            if connection.execute("SELECT 1 FROM captures WHERE source = ?", (of,)).fetchone() is None:
                raise PolyvocalError(f"no list {of!r} is held")
            changed = next_change(connection)
            if not replace_list(connection, of, rows, partial(deciding.rewrite_cards, connection, changed=changed)):
                note(connection, "changes", changed - 1)

    def lists(self) -> tuple[Capture, ...]:
        """The captures that are data about others."""
        sql = "SELECT term FROM captures WHERE use = 'metadata' ORDER BY source"
        return tuple(_capture(term) for (term,) in self._read.execute(sql).fetchall())

    def sources(self) -> dict[str, str]:
        """Every document that is held by its name in the pile, with the address it was captured from ("" if none)."""
        sql = "SELECT source, coalesce(address, '') FROM captures WHERE use = 'document' ORDER BY source"
        return dict(self._read.execute(sql).fetchall())
