"""What people decided, through the library's door: correct, take back, withdraw, list."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from polyvocal.holdings import authority, deciding, withdrawal
from polyvocal.holdings.corrections import BESIDE, Correction, applies
from polyvocal.holdings.database import Database, next_change, note, noted
from polyvocal.holdings.decisions import Bearing, Standing, append, named, now, of_a_card, parse
from polyvocal.holdings.originals import place_of
from polyvocal.holdings.part import Part
from polyvocal.holdings.withdrawal import Tombstone
from polyvocal.terms import PolyvocalError


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as its history lists it: how it stands, and whether the record it names is held."""

    correction: Correction
    standing: Standing
    held: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One change that somebody asks for: *field* of *record* is to read *value*."""

    record: str
    field: str
    value: str


def _after(line: Correction, other: Correction) -> Correction:
    """The line with a moment behind that of another that it rests on, also where clocks differ or a second is short."""
    if not other.moment or line.moment > other.moment:
        return line
    try:
        later = datetime.fromisoformat(other.moment) + timedelta(seconds=1)
    except ValueError:
        return line
    moment = later.strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(line, moment=moment, day=moment[:10])


class Decided(Part):
    """The part of a library that keeps what people decided."""

    place: Path
    _database: Database
    _corrections: Path
    _originals: Path
    _applying: threading.Lock

    @abstractmethod
    def refresh_index(self) -> None:
        """Bring the search index up to the shelf."""

    def correct(self, record: str, field: str, value: str, by: str, reason: str) -> None:
        """Correct one entry of a record's card; who, when and why stay with it, and no rebuild undoes it."""
        self.decide([Change(record, field, value)], by, reason)

    def decide(self, changes: Sequence[Change], by: str, reason: str) -> tuple[Correction, ...]:
        """Write several decisions at once, or, where one of them cannot be, none; gives them as written."""
        signed = self._signed(by, reason)
        lines = []
        for change in changes:
            home = deciding.home_of(self._read, change.record) if change.record else None
            if change.record and home is None:
                raise PolyvocalError(f"no record {change.record!r} is held")
            line = replace(signed, record=change.record, field=change.field, value=change.value, home=home)
            if change.record and change.field not in BESIDE and (trouble := applies(line)):
                raise PolyvocalError(trouble)
            above = deciding.bearing_on(self._read, change.record).get(change.field) if change.record else None
            # What reaches a record only through a copy or its file stays in force for those.
            if above and above.how in ("named", "place"):
                line = replace(line, supersedes=(above.correction.id,))
            lines.append(self._latest(line, above.correction if above else None))
        return self._write(lines)

    def undo(self, decision: str, by: str, reason: str) -> Correction:
        """Take a decision back by a new line; what it took the place of is in force again."""
        known = deciding.told(self._read, "id = ?", (decision,))
        if not known:
            raise PolyvocalError(f"no decision {decision!r} is known; see: polyvocal correct LIBRARY --list")
        standing = self._read.execute("SELECT standing FROM corrections WHERE id = ?", (decision,)).fetchone()[0]
        if standing == "undone":
            raise PolyvocalError(f"the decision {decision} has been taken back already")
        of = known[0]
        line = replace(self._signed(by, reason), record=of.record, field=of.field, value="", undo=of.id, home=of.home)
        return self._write([self._latest(line, of)])[0]

    def _latest(self, line: Correction, other: Correction | None) -> Correction:
        # Behind all that was decided about the same entry, and behind what it rests on; of events the last word holds.
        same = "record = ?1 AND field = ?2 AND record <> '' OR ?2 LIKE 'event:%' AND field LIKE 'event:%'"
        before = deciding.told(self._read, same, (line.record, line.field))
        for known in (other, *before[-1:]):
            line = _after(line, known) if known else line
        return line

    def _signed(self, by: str, reason: str) -> Correction:
        if not by.strip() or not reason.strip():
            raise PolyvocalError("a correction needs the name of who makes it, and a reason")
        moment = now()
        return Correction("", "", "", by.strip(), reason.strip(), moment[:10], moment)

    def _write(self, lines: Iterable[Correction]) -> tuple[Correction, ...]:
        known = {row[0] for row in self._read.execute("SELECT id FROM corrections")}
        written = []
        for line in lines:
            line = named(line)
            while line.id in known:  # the same decision within one second, taken back in between
                line = named(_after(line, line))
            known.add(line.id)
            written.append(line)
        if written:
            append(self._corrections, written)
            self.apply_corrections()
            self.refresh_index()
        return tuple(written)

    def withdraw(self, record: str, by: str, reason: str, *, title: str = "", erase_original: bool = False) -> None:
        """Withdraw a record: a tombstone stays, its text and all that was made of it leave the library.

        *title* is what the tombstone is called, by default the record's title. With *erase_original* its bytes are
        deleted as well; raises `PolyvocalError` where a record that stays open uses them.
        """
        if erase_original and (others := withdrawal.same_bytes(self._read, record)):
            raise PolyvocalError(f"the original of {record} is that of open records too: {', '.join(others[:20])}")
        beside = [("tombstone", title)] if title else []
        beside += [("original", "erased")] if erase_original else []
        # What is decided beside comes first, so that the text leaves under the title chosen.
        self.decide([Change(record, *change) for change in (*beside, ("access", "withdrawn"))], by, reason)

    def same_bytes(self, record: str) -> tuple[str, ...]:
        """Open records whose file has the same bytes as that of *record*."""
        return tuple(withdrawal.same_bytes(self._read, record))

    def tombstone(self, record: str) -> Tombstone | None:
        """Who withdrew a record, when and why; None where its text is held."""
        row = self._read.execute("SELECT title FROM records WHERE id = ?", (record,)).fetchone()
        if row is None or not deciding.is_buried(self._read, record):
            return None
        found = deciding.bearing_on(self._read, record).get("access")
        shut = found.correction if found and found.correction.value == "withdrawn" else None
        last = shut or self._last_withdrawal(record)
        if last is None:
            return Tombstone(record, row[0], "", "", "", True)
        return Tombstone(record, row[0], last.day, last.by, last.reason, shut is None)

    def _last_withdrawal(self, record: str) -> Correction | None:
        lines = deciding.told(self._read, "record = ? AND field = 'access' AND value = 'withdrawn'", (record,))
        return lines[-1] if lines else None

    def corrections(self, record: str) -> tuple[Correction, ...]:
        """The decisions that bear on a record, the earliest first."""
        lines = deciding.corrections_on(self._read, record)
        return tuple(sorted(lines, key=lambda c: (c.moment or c.day, c.id)))

    def reaching(self, record: str) -> tuple[Bearing, ...]:
        """The decisions that bear on a record without naming it: on its place, its bytes, or its whole file."""
        found = deciding.bearing_on(self._read, record).values()
        return tuple(b for b in found if b.how != "named")

    def decisions(self, prefix: str) -> tuple[Correction, ...]:
        """All decisions in force whose field starts with *prefix*, in order of their moments."""
        where = "standing = 'in force' AND substr(field, 1, length(?1)) = ?1"
        return tuple(deciding.told(self._read, where, (prefix,)))

    def history(self, record: str | None = None) -> tuple[Decision, ...]:
        """Every decision that was ever made (about *record*), the earliest first, with how it stands."""
        where, values = ("TRUE", ()) if record is None else ("record = ?", (record,))
        lines = deciding.told(self._read, where, values)
        sql = (
            "SELECT standing, record = '' OR EXISTS (SELECT 1 FROM records WHERE records.id = corrections.record)"
            f" FROM corrections WHERE {where} ORDER BY n"
        )
        rows = self._read.execute(sql, values).fetchall()
        return tuple(Decision(c, standing, bool(held)) for c, (standing, held) in zip(lines, rows, strict=True))

    def orphans(self) -> tuple[Correction, ...]:
        """Decisions in force about records that are no longer held, and that no other record could be matched with."""
        return tuple(deciding.orphans(self._read))

    def not_taken_in(self) -> tuple[tuple[Correction, str], ...]:
        """Decisions in force that this version cannot take in, each with the reason; they are kept as they are."""
        lines = (
            c for c in deciding.told(self._read, "standing = 'in force' AND record <> ''") if c.field not in BESIDE
        )
        known = ((c, applies(c)) for c in lines if of_a_card(c.field))
        return tuple((c, trouble) for c, trouble in known if trouble)

    def apply_corrections(self) -> None:
        """Bring the shelf up to corrections.jsonl, which may have been edited or merged elsewhere."""
        content = self._corrections.read_bytes() if self._corrections.is_file() else b""
        digest = sha256(content).hexdigest()
        with self._applying:
            if noted(self._read, "corrections") == digest:
                return
            lines = parse(content)
            with self._writing() as connection:
                changed = next_change(connection)
                gone = deciding.replace_all(connection, lines, changed)
                authority.follow(connection)
                note(connection, "corrections", digest)
                if gone:
                    note(connection, "purged", changed)
        withdrawal.erase(self._read, self._originals)
        if gone:
            self._database.wipe()

    def to_be_read_again(self) -> tuple[tuple[str, str, str], ...]:
        """Every file of which a withdrawn record was opened: its source, its digest, and the file that it came in."""
        sql = (
            "WITH RECURSIVE up (source, at) AS (SELECT source, source FROM stale UNION"
            " SELECT up.source, part_of FROM up JOIN captures ON captures.source = at WHERE part_of IS NOT NULL)"
            " SELECT source, sha256, (SELECT at FROM up JOIN captures c ON c.source = at"
            " WHERE up.source = captures.source AND c.part_of IS NULL LIMIT 1)"
            " FROM captures WHERE source IN (SELECT source FROM stale)"
            " AND EXISTS (SELECT 1 FROM records WHERE records.source = captures.source) ORDER BY source"
        )
        return tuple(self._read.execute(sql).fetchall())

    def original_of(self, source: str) -> BinaryIO:
        """The bytes held of the file of that name, opened, for a build that reads it again.

        Raises `PolyvocalError` where they are not held.
        """
        row = self._read.execute("SELECT sha256 FROM captures WHERE source = ?", (source,)).fetchone()
        try:
            return place_of(self._originals, row[0] if row else "").open("rb")
        except OSError:
            raise PolyvocalError(f"no original of {source!r} is held") from None
