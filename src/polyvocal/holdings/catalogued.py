"""What a library holds above its records: the lists that describe them, their arrangement, the authority file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from polyvocal.holdings import arranged, authority, deciding
from polyvocal.holdings.arranged import Counted, Place
from polyvocal.holdings.authority import SeeAlso
from polyvocal.holdings.corrections import Correction
from polyvocal.holdings.database import next_change, note
from polyvocal.holdings.decided import Change
from polyvocal.holdings.headings import told
from polyvocal.holdings.part import Part
from polyvocal.holdings.supplied import replace_list
from polyvocal.terms import (
    Arrangement,
    Authority,
    Capture,
    Heading,
    PolyvocalError,
    Setback,
    Suggestion,
    Supplied,
    Unit,
)

_capture = msgspec.json.Decoder(Capture).decode


class Catalogued(Part):
    """The part of a library that knows records together."""

    @abstractmethod
    def decide(self, changes: Sequence[Change], by: str, reason: str) -> tuple[Correction, ...]:
        """Write decisions."""

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

    def note_losses(self, of: str, losses: Sequence[str]) -> None:
        """Keep, as setbacks of a list, what it could not give."""
        with self._writing() as connection:
            connection.execute("DELETE FROM setbacks WHERE source = ? AND stage = 'catalogue'", (of,))
            for loss in losses:
                told = Setback(of, "catalogue", loss)
                row = (of, told.where, told.stage, told.reason)
                connection.execute("INSERT OR IGNORE INTO setbacks VALUES (?, ?, ?, ?)", row)

    # The arrangement.

    def shelf_marks(self) -> list[tuple[str, str, int, str, str]]:
        """Id, source, order in the file, address and container of every record, in the order of the pile."""
        return arranged.shelf_marks(self._read)

    def place_arrangement(self, arrangement: Arrangement) -> None:
        """Put an arrangement in place of the one before."""
        with self._writing() as connection:
            arranged.place(connection, arrangement)

    def units(self) -> tuple[Counted, ...]:
        """All units above the records, each before its parts, with how many records they hold."""
        return arranged.units(self._read)

    def unit(self, unit: str) -> Unit:
        """One unit."""
        return arranged.unit(self._read, unit)

    def records_in(self, unit: str, *, offset: int = 0, limit: int = 50) -> list[str]:
        """The ids of the records that lie in a unit itself, in order."""
        return arranged.records_in(self._read, unit, offset, limit)

    def place_of(self, record: str) -> Place:
        """Where a record belongs, and its neighbours in the order of its fonds."""
        return arranged.place_of(self._read, record)

    # The authority file.

    def mentions(self) -> Iterator[tuple[str, str, str, int, bool]]:
        """Every name that records hold: words, type of heading, record, how often, whether the catalogue has it."""
        yield from authority.mentions(self._read)

    def names_changed(self, names: Iterable[tuple[str, str, str, int, bool]]) -> str:
        """A digest of these mentions of names; "" where the authority file was made of just these."""
        now = authority.state(names)
        return "" if authority.is_of(self._read, now) else now

    def place_authority(self, found: Authority, places: Sequence[tuple[str, str, str]], of: str = "") -> None:
        """Put an authority file in place of the one before; *places* are (heading, spelling, record).

        *of* is the digest of the names that it was made of.
        """
        with self._writing() as connection:
            authority.place(connection, found, places, of)

    def headings(
        self, type: str | None = None, words: str = "", *, offset: int = 0, limit: int = 50
    ) -> tuple[Heading, ...]:
        """One page of the headings of a type, by label; *words* are looked for in every spelling."""
        return authority.headings(self._read, type, words, offset, limit)

    def heading_counts(self, words: str = "") -> dict[str, int]:
        """How many headings of each type there are."""
        return authority.counted(self._read, words)

    def heading(self, heading: str) -> Heading:
        """One heading."""
        return authority.heading(self._read, heading)

    def heading_records(self, heading: str) -> dict[str, tuple[str, ...]]:
        """The records that a heading stands in, each with the spellings it has there."""
        return authority.records_of(self._read, heading)

    def headings_of(self, record: str) -> tuple[Heading, ...]:
        """The headings that stand in a record."""
        return authority.headings_of(self._read, record)

    def heading_suggestions(self, heading: str) -> tuple[tuple[Heading, str], ...]:
        """Headings that may be the same as this one, each with the reason."""
        return authority.suggestions(self._read, heading)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """All pairs of headings that may be one."""
        return authority.every_suggestion(self._read)

    def see_also(self, heading: str) -> tuple[SeeAlso, ...]:
        """Headings of one place under its names of other times."""
        return authority.see_also(self._read, self.heading(heading))

    def decide_heading(self, by: str, reason: str, field: str, value: str) -> None:
        """Decide about a heading: merge, split, hide, rename or identify it; see `polyvocal.holdings.headings`.

        Raises `PolyvocalError` where the value is none, or names a heading that is not held.
        """
        _, said = told((field, value))
        for key in ("into", "of", "heading"):
            if key in said:
                self.heading(said[key])
        if "variant" in said and said["variant"] not in {v.words for v in self.heading(said["heading"]).variants}:
            raise PolyvocalError(f"the heading {said['heading']} has no variant {said['variant']!r}")
        self.decide([Change("", field, value)], by, reason)
