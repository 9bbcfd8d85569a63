"""A library: the folder of originals, database, corrections and search index, and the one door to them."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from uuid import uuid4

import msgspec

from polyvocal.holdings import (
    auditing,
    deciding,
    exporting,
    furniture,
    originals,
    shelf,
    shelving,
    synopsis,
    withdrawal,
)
from polyvocal.holdings.card import is_item_of_a_page, published
from polyvocal.holdings.catalogued import Catalogued
from polyvocal.holdings.checked import Checked
from polyvocal.holdings.citing import Citing
from polyvocal.holdings.database import Database, next_change, note, noted, number
from polyvocal.holdings.decided import Decided
from polyvocal.holdings.index import Index
from polyvocal.holdings.indexed import RECORDS, STATEMENTS
from polyvocal.holdings.quotations import check_receipt
from polyvocal.holdings.read_by import ReadBy
from polyvocal.holdings.ruled import Ruled
from polyvocal.holdings.searching import Searching
from polyvocal.holdings.silence import Silences
from polyvocal.holdings.versions import Printings
from polyvocal.holdings.views import Audit, Card, Placed
from polyvocal.holdings.vistas import Vistas
from polyvocal.terms import (
    Apparatus,
    Capture,
    CloseReading,
    Collation,
    Description,
    Edit,
    Event,
    Leaf,
    Mark,
    Origin,
    Passage,
    PolyvocalError,
    Receipt,
    Record,
    Relation,
    ReprintLink,
    Setback,
    Statement,
    Witness,
)

_capture = msgspec.json.Decoder(Capture).decode
_description = msgspec.json.Decoder(Description).decode
_edits = msgspec.json.Decoder(tuple[Edit, ...]).decode
_furnishing = msgspec.json.Decoder(tuple[tuple[Leaf, ...], tuple[Mark, ...], tuple[Passage, ...]]).decode
_reading = msgspec.json.Decoder(CloseReading).decode
_statement = msgspec.json.Decoder(Statement).decode


class Library(Searching, Vistas, Decided, Ruled, Silences, Catalogued, Checked, Citing, Printings, ReadBy):
    """The library in the folder *place*; made where there is none, unless *must_exist*.

    Threads share one Library; every answer is of whole transactions, also while a build writes.
    """

    def __init__(self, place: str | Path, *, must_exist: bool = False) -> None:
        self.place = Path(place)
        self._originals = self.place / "originals"
        self._corrections = self.place / "corrections.jsonl"
        if must_exist and not (self.place / "library.sqlite").is_file():
            raise PolyvocalError(f"there is no library in {self.place}")
        self.place.mkdir(parents=True, exist_ok=True)
        self._database = Database(self.place / "library.sqlite")
        self._index = Index(self.place / "search", RECORDS)
        self._sayings = Index(self.place / "search-statements", STATEMENTS)
        self._applying = threading.Lock()
        if noted(self._read, "identity") is None:
            with self._writing() as connection:
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?), ('wiped', '1')", (uuid4().hex,))
            originals.merge_by_union(self.place)
        self.apply_corrections()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    @property
    def _read(self) -> sqlite3.Connection:
        return self._database.here()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._database.transaction() as connection:
            yield connection

    @contextmanager
    def building(self) -> Iterator[None]:
        """Keep other builds out; a killed process lets go of the library by itself."""
        lock = sqlite3.connect(self.place / "build.lock", timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or lock.in_transaction:
                raise
            raise PolyvocalError(f"another build is writing to {self.place}") from None
        finally:
            lock.close()

    # What is shelved.

    def holds(self, source: str, sha256: str) -> bool:
        """Whether the file of that name and content has been shelved."""
        sql = "SELECT 1 FROM captures WHERE source = ? AND sha256 = ? AND source NOT IN (SELECT source FROM stale)"
        return self._read.execute(sql, (source, sha256)).fetchone() is not None

    def shelve(self, receipt: Receipt, content: bytes, readings: Sequence[CloseReading]) -> None:
        """Keep one file, its records and readings in one transaction, in place of an older state of the file.

        Every locus is checked first: raises `Misquotation` where words do not stand at their place.
        """
        check_receipt(receipt, content, readings)
        decided = deciding.of_receipt(self._read, receipt)
        if not deciding.erases(receipt, decided):
            originals.keep(self._originals, content)
        try:
            with self._writing() as connection:
                decided = deciding.of_receipt(connection, receipt)
                changed = next_change(connection)
                shelving.write(connection, receipt, content, readings, decided, changed)
                if any(c.value == "withdrawn" for told in decided.values() for c in told if c.field == "access"):
                    note(connection, "purged", changed)
        except sqlite3.IntegrityError as error:
            raise PolyvocalError(f"{receipt.capture.source}: {error}") from None

    def shelve_file(self, receipt: Receipt, path: Path) -> None:
        """Keep a file of which no records are made (a container, a film) without reading it as a whole.

        Raises `PolyvocalError` where the file has changed since its digest was taken.
        """
        originals.keep_file(self._originals, path, receipt.capture.sha256)
        with self._writing() as connection:
            shelving.write(connection, receipt, b"", (), {}, next_change(connection))

    def digest_held(self, sha256: str) -> str:
        """The digest that the bytes held under *sha256* have now, read piece by piece."""
        return originals.digest_held(self._originals, sha256)

    def note_setback(self, source: str, setback: Setback) -> None:
        """Count a file that gave no bytes, so that it is not forgotten; a later `shelve` takes its place."""
        with self._writing() as connection:
            connection.execute("DELETE FROM setbacks WHERE source = ?", (source,))
            row = (source, setback.where, setback.stage, setback.reason)
            connection.execute("INSERT INTO setbacks VALUES (?, ?, ?, ?)", row)

    def witnesses(self) -> Iterator[Witness]:
        """Every record that is not withdrawn, as collation sees it, in order of ids."""
        sql = "SELECT id, source, title, publisher, description FROM records WHERE access <> 'withdrawn' ORDER BY id"
        for record, source, title, publisher, described in self._read.execute(sql).fetchall():
            told = tuple(
                _statement(term)
                for (term,) in self._read.execute("SELECT term FROM statements WHERE record = ? ORDER BY n", (record,))
            )
            description = self._corrected(record, described)
            authors = tuple(c.name.value for c in description.contributors if c.role == "author")
            # The items of a newspaper page are other people's reports; one wire story does not tie whole pages.
            file = f"{source} {record}" if is_item_of_a_page(description) else source
            said = furniture.outside(told, (*furniture.of(self._read, record), *self._captions(record)))
            yield Witness(record, file, title, authors, publisher, published(description), said)

    def _captions(self, record: str) -> tuple[Mark, ...]:
        """The marks on a record that stand for captions; only where other records lie inside it."""
        sql = (
            "SELECT furnishing FROM texts JOIN records ON records.id = record WHERE records.id = ? AND EXISTS"
            " (SELECT 1 FROM records AS other WHERE other.source = records.source AND other.id <> records.id"
            " AND other.place_start >= records.place_start AND other.place_end <= records.place_end)"
        )
        row = self._read.execute(sql, (record,)).fetchone()
        return furniture.captions(_furnishing(zlib.decompress(row[0]))[1]) if row and row[0] else ()

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Record, site and reading text of every page of the web that is not withdrawn, in order of ids."""
        yield from furniture.pages(self._read)

    def place_furniture(self, learnt: Mapping[str, tuple[Mark, ...]]) -> None:
        """Put what the pages of each site repeat in the place of what was known of it before."""
        with self._writing() as connection:
            furniture.place(connection, learnt)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Id and reading text of every record that is not withdrawn and lies in no other, in order of ids."""
        sql = (
            "SELECT record, text FROM texts JOIN records ON records.id = texts.record"
            f" WHERE access <> 'withdrawn' AND {furniture.WHOLE} ORDER BY record"
        )
        yield from self._read.execute(sql)

    def place_collation(
        self, reprints: Sequence[ReprintLink], collation: Collation, *, seen: int | None = None
    ) -> None:
        """Put a collation in the place of the one before.

        *seen* is the change of the shelf that it has seen; None says that nothing changed since.
        """
        with self._writing() as connection:
            synopsis.place(connection, reprints, collation)
            note(connection, "collated", number(connection, "changes") if seen is None else seen)

    def changes(self) -> int:
        """How often the shelf has changed."""
        return number(self._read, "changes")

    def collated(self) -> bool:
        """Whether the collation held has seen all that is shelved."""
        return number(self._read, "collated", -1) == number(self._read, "changes")

    # The shelf.

    def card(self, record: str) -> Card:
        """The card of one record."""
        return shelf.card(self._read, record)

    def setbacks(self) -> tuple[Setback, ...]:
        """Every document that could not go further, and why."""
        rows = self._read.execute("SELECT place, stage, reason FROM setbacks ORDER BY 1, 2, 3")
        return tuple(Setback(*row) for row in rows)

    # One record.

    def record(self, record: str) -> Record:
        """A record with its description as people corrected it; a withdrawn one has no text."""
        sql = (
            "SELECT collection, captures.term, place_start, place_end, rank, texts.text, edits, description, furnishing"
            " FROM records LEFT JOIN texts ON texts.record = records.id JOIN captures USING (source)"
            " WHERE records.id = ?"
        )
        row = self._read.execute(sql, (record,)).fetchone()
        if row is None:
            raise PolyvocalError(f"no record {record!r} is held")
        collection, capture, start, end, rank, text, packed, described, beside = row
        leaves, marks, passages = _furnishing(zlib.decompress(beside)) if beside else ((), (), ())
        marks = tuple(sorted((*marks, *furniture.of(self._read, record))))
        edits = _edits(zlib.decompress(packed)) if packed else ()
        return Record(
            record, collection, _capture(capture), (start, end), rank, text or "", edits,
            self._corrected(record, described), leaves, marks, passages,
        )  # fmt: skip

    def _corrected(self, record: str, described: str) -> Description:
        return deciding.in_force(self._read, record, described)

    def reading(self, record: str) -> CloseReading:
        """All that close reading found in a record; nothing in a withdrawn one."""
        row = self._read.execute("SELECT reading FROM texts WHERE record = ?", (record,)).fetchone()
        if row is None:
            return CloseReading(self.card(record).id)
        sql = "SELECT term FROM statements WHERE record = ? ORDER BY n"
        statements = tuple(_statement(term) for (term,) in self._read.execute(sql, (record,)))
        return replace(_reading(zlib.decompress(row[0])), statements=statements)

    def captured(self, record: str) -> str | None:
        """The decoded text of a record's capture as it came, before any cleaning; None where it has none.

        What of it belongs to a withdrawn record is blanked out; raises `PolyvocalError` where that is this one.
        """
        if self.tombstone(record):
            raise PolyvocalError(f"the record {record} has been withdrawn")
        source = self.card(record).source
        text = self.captured_whole(source)
        return None if text is None else withdrawal.blanked(text, *withdrawal.places(self._read, source))

    def captured_whole(self, source: str) -> str | None:
        """The decoded text of a file with what is withdrawn in it, as far as it is held; not to be shown to anybody."""
        sql = "SELECT sha256, encoding, text, text_sha256 FROM captures WHERE source = ?"
        digest, encoding, stored, text_digest = self._read.execute(sql, (source,)).fetchone()
        if text_digest is None:
            return None
        if stored is not None:
            return shelving.unpack_text(stored)
        return shelving.decoded_again(originals.fetch(self._originals, digest), encoding)

    def original(self, sha256: str) -> bytes:
        """The bytes with that digest, as they came; raises `PolyvocalError` where they hold what was withdrawn."""
        if withdrawal.shut_digest(self._read, sha256):
            raise PolyvocalError(f"the original {sha256} holds a text that has been withdrawn")
        return originals.fetch(self._originals, sha256)

    def read_again(self, sha256: str) -> bytes:
        """The bytes with that digest whatever they hold, for a build or an audit; not to be shown to anybody."""
        return originals.fetch(self._originals, sha256)

    def statement(self, statement: str) -> Statement:
        """One statement."""
        row = self._read.execute("SELECT term FROM statements WHERE id = ?", (statement,)).fetchone()
        if row is None:
            raise PolyvocalError(f"no statement {statement!r} is held")
        return _statement(row[0])

    def reprints(self, record: str) -> tuple[ReprintLink, ...]:
        """The links from and to a record that repeats another or is repeated."""
        return tuple(synopsis.reprints(self._read, record))

    def origin(self, record: str) -> Origin | None:
        """The origin that collation counts a record under; None where it stands alone."""
        return synopsis.origin(self._read, record)

    # Accounts side by side.

    def events(self, *, offset: int = 0, limit: int = 50) -> tuple[Event, ...]:
        """One page of the events, most telling first."""
        return synopsis.events(self._read, offset, limit)

    def event_count(self) -> int:
        """How many events there are."""
        return int(self._read.execute("SELECT count(*) FROM events").fetchone()[0])

    def event(self, event: str) -> Event:
        """One event."""
        return synopsis.event(self._read, event)

    def events_of(self, record: str) -> tuple[Event, ...]:
        """The events that a record speaks of, most telling first."""
        return synopsis.events_of(self._read, record)

    def apparatus(self, event: str) -> tuple[Apparatus, ...]:
        """The questions about an event, each with its readings and how they relate."""
        return synopsis.apparatus(self._read, event)

    def relations(self, *, kinds: Sequence[str] = (), limit: int = 50, rivals: bool = False) -> tuple[Relation, ...]:
        """The weightiest relations over all events; *kinds* are verdicts to keep to, *rivals* only those of rivals."""
        return synopsis.relations(self._read, kinds, limit, rivals=rivals)

    def placed(self, event: str) -> tuple[Placed, ...]:
        """An event's statements in its order, each with its record's card and its origin (else the record)."""
        synopsis.event(self._read, event)
        sql = (
            "SELECT statements.term, statements.record, coalesce("
            " (SELECT min(origin) FROM origin_records o WHERE o.record = statements.id),"
            " (SELECT min(origin) FROM origin_records o WHERE o.record = statements.record),"
            " statements.record)"
            " FROM event_members JOIN statements ON statements.id = event_members.statement"
            " JOIN records ON records.id = statements.record"
            " WHERE event = ? AND access <> 'withdrawn' ORDER BY event_members.n"
        )
        rows = self._read.execute(sql, (event,)).fetchall()
        cards = shelf.cards_by_id(self._read, (record for _, record, _ in rows))
        return tuple(Placed(_statement(term), cards[record], origin) for term, record, origin in rows)

    # The whole.

    def audit(self) -> Audit:
        """Check every digest and every quotation again."""
        return auditing.audit(self, self._read, self._index)

    def export(self) -> Iterator[bytes]:
        """The library as JSON lines; the same pile and corrections give the same bytes."""
        return exporting.export(self, self._read)
