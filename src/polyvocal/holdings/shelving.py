"""Putting a received file on the shelf: its capture, records and readings, row by row."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain

import msgspec

from polyvocal.holdings.card import entries, heading
from polyvocal.holdings.checked import check_rows
from polyvocal.holdings.citing import citation_rows
from polyvocal.holdings.corrections import Correction, correct
from polyvocal.holdings.supplied import supplied_of, supply
from polyvocal.holdings.withdrawal import blanked, places, stripped, title_of, tombstone
from polyvocal.terms import Capture, CloseReading, Description, Receipt, Record, Statement

Row = tuple[object, ...]
_description = msgspec.json.Decoder(Description).decode
_json = msgspec.json.Encoder(order="deterministic").encode


def pack(value: object) -> bytes:
    """A term or text as it is stored where nobody queries it: JSON, compressed at the fastest level."""
    return zlib.compress(_json(value), 1)


def unpack_text(stored: bytes) -> str:
    """A text that was packed."""
    return msgspec.json.decode(zlib.decompress(stored), type=str)


def decoded_again(content: bytes, encoding: str | None) -> str | None:
    """The text that decoding the bytes by the name of their encoding gives; None where it gives none."""
    try:
        return content.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None


def text_digest(text: str) -> str:
    """The sha256 of a text in UTF-8; a lone surrogate, which some decoders let through, counts as itself."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write(
    connection: sqlite3.Connection,
    receipt: Receipt,
    content: bytes,
    readings: Sequence[CloseReading],
    decided: dict[str, list[Correction]],
    changed: int,
) -> None:
    """Write all rows of one file, in place of those that an older state of it had; *decided* has what bears on each.

    Of a withdrawn record only its tombstone is written.
    """
    source = receipt.capture.source
    withdraw_source(connection, source, changed)
    _write_capture(connection, receipt, content)
    read = {reading.record: reading for reading in readings}
    for record in receipt.records:
        reading = read.get(record.id, CloseReading(record.id))
        told = supplied_of(connection, source, record.order)
        supplied = supply(record.description, told, of_many=len(receipt.records) > 1)
        description = correct(supplied, decided.get(record.id, ()))
        if description.access == "withdrawn":
            stone = tombstone(description, title_of(decided.get(record.id, ())))
            home = (source, record.collection, *record.place, record.order)
            write_tombstone(connection, record.id, home, stone, changed)
        else:
            _write_record(connection, record, description, reading, changed)
    shut_capture(connection, source)
    for setback in receipt.setbacks:
        row = (source, setback.where, setback.stage, setback.reason)
        connection.execute("INSERT OR IGNORE INTO setbacks VALUES (?, ?, ?, ?)", row)


def withdraw_source(connection: sqlite3.Connection, source: str, changed: int) -> None:
    """Take the rows of a file's older state off the shelf; its bytes stay in the originals."""
    old = connection.execute("SELECT sha256 FROM captures WHERE source = ?", (source,)).fetchone()
    connection.execute("DELETE FROM setbacks WHERE source = ?", (source,))
    if not old:
        return
    connection.execute("INSERT OR IGNORE INTO superseded VALUES (?, ?)", (source, old[0]))
    connection.execute(
        "INSERT OR REPLACE INTO departures SELECT id, ? FROM records WHERE source = ?", (changed, source)
    )
    connection.execute("DELETE FROM captures WHERE source = ?", (source,))


def _write_capture(connection: sqlite3.Connection, receipt: Receipt, content: bytes) -> None:
    capture, text = receipt.capture, receipt.text
    stored = None if text is None or decoded_again(content, capture.encoding) == text else pack(text)
    row = (
        capture.source, capture.sha256, capture.size, capture.media_type, capture.encoding, capture.address,
        capture.captured, None if text is None else text_digest(text), stored, _term(capture),
        capture.use, capture.part_of,
    )  # fmt: skip
    connection.execute(f"INSERT INTO captures VALUES ({_marks(row)})", row)
    connection.execute("DELETE FROM superseded WHERE source = ? AND sha256 = ?", (capture.source, capture.sha256))


def _write_record(
    connection: sqlite3.Connection,
    record: Record,
    description: Description,
    reading: CloseReading,
    changed: int,
) -> None:
    connection.execute("DELETE FROM departures WHERE record = ?", (record.id,))
    row = (
        record.id, record.capture.source, record.collection, *record.place, record.order,
        *card_row(description), len(record.text.split()), len(reading.statements), len(reading.unread), changed,
        _term(record.description),
    )  # fmt: skip
    connection.execute(f"INSERT INTO records VALUES ({_marks(row)})", row)
    rest = pack(replace(reading, statements=()))
    beside = (record.leaves, record.marks, record.passages)
    text_row = (record.id, record.text, pack(record.edits), rest, pack(beside) if any(beside) else None)
    connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", text_row)
    write_description(connection, record.id, description)
    _insert(connection, "figures", _figures(reading))
    _insert(connection, "dates", _dates(reading))
    _insert(connection, "names", _names(reading))
    _insert(connection, "citations", citation_rows(reading))
    _insert(connection, "checks", check_rows(reading))
    _insert(connection, "statements", _statements(reading))
    _insert(connection, "quotations", chain.from_iterable(map(_quotations, reading.statements)))
    _insert(connection, "voices", chain.from_iterable(map(_voices, reading.statements)))


def write_tombstone(
    connection: sqlite3.Connection, record: str, home: tuple[object, ...], stone: Description, changed: int
) -> None:
    """Write what stays of a withdrawn record; *home* is its source, collection, place (start, end) and order."""
    connection.execute("DELETE FROM departures WHERE record = ?", (record,))
    row = (record, *home, *card_row(stone), 0, 0, 0, changed, _term(stone))
    connection.execute(f"INSERT INTO records VALUES ({_marks(row)})", row)
    write_description(connection, record, stone)


def shut_capture(connection: sqlite3.Connection, source: str) -> None:
    """Take out of a file's row what it still holds of the texts of withdrawn records."""
    gone, kept = places(connection, source)
    sql = "SELECT text, term FROM captures WHERE source = ?"
    stored, term = connection.execute(sql, (source,)).fetchone()
    if gone and not kept:
        sql = "UPDATE captures SET text = NULL, address = NULL, term = ? WHERE source = ?"
        connection.execute(sql, (_term(stripped(term)), source))
    elif gone and stored is not None:
        text = blanked(unpack_text(stored), gone, kept)
        sql = "UPDATE captures SET text = ?, text_sha256 = ? WHERE source = ?"
        connection.execute(sql, (pack(text), text_digest(text), source))


def card_row(description: Description) -> Row:
    """The columns of a record from title to access."""
    head = heading(description)
    return (
        head.title, head.title_supplied, json.dumps(head.authors, ensure_ascii=False), head.publisher,
        head.date, head.earliest, head.latest, head.year, head.kind, head.container, head.language, head.access,
    )  # fmt: skip


def write_description(connection: sqlite3.Connection, record: str, description: Description) -> None:
    """Write the catalogue entries in force, and the authors the shelf filters by."""
    for table in ("entries", "authors"):
        connection.execute(f"DELETE FROM {table} WHERE record = ?", (record,))
    _insert(connection, "authors", ((record, n, name) for n, name in enumerate(heading(description).authors)))
    rows = []
    for n, (field, entry) in enumerate(entries(description)):
        at = entry.evidence
        place = (at.start, at.words, at.layer) if at else (None, None, None)
        rows.append((record, field, n, entry.value, *place, entry.by))
    _insert(connection, "entries", rows)


def _figures(reading: CloseReading) -> Iterator[Row]:
    for n, f in enumerate(reading.figures):
        yield (
            reading.record, n, f.locus.start, f.locus.words, f.low, f.high, f.bound, f.kind, f.population,
            f.noun, f.unit, f.affirmed,
        )  # fmt: skip


def _dates(reading: CloseReading) -> Iterator[Row]:
    for n, d in enumerate(reading.dates):
        start = d.locus.start if d.locus else None
        yield reading.record, n, start, d.words, d.type, d.value, d.edtf, d.earliest, d.latest, d.calendar


def _names(reading: CloseReading) -> Iterator[Row]:
    for n, name in enumerate(reading.names):
        said = (name.type, name.heading, name.rule, name.kind, name.why)
        yield reading.record, n, name.locus.start, name.locus.words, *said


def _statements(reading: CloseReading) -> Iterator[Row]:
    for n, s in enumerate(reading.statements):
        f, when = s.figure, s.anchor.when
        answer = s.answer or (f.locus if f else None)
        place = s.anchor.place or (s.places[0] if s.places else None)
        yield (
            s.id, s.record, n, s.aspect, s.attribution[-1].name if s.attribution else "",
            answer.words if answer else None,
            *((f.kind, f.low, f.high, f.bound, f.population) if f else (None,) * 5),
            when.earliest if when else None, when.latest if when else None, place.words if place else None,
            s.review, s.rule, _term(s),
        )  # fmt: skip


def _quotations(statement: Statement) -> Iterator[Row]:
    for n, locus in enumerate(statement.loci):
        yield statement.id, n, locus.start, locus.words


def _voices(statement: Statement) -> Iterator[Row]:
    for n, v in enumerate(statement.attribution):
        yield statement.id, n, v.name, v.manner, v.certainty, v.affirmed, v.entity


def _term(term: Capture | Description | Statement) -> str:
    return _json(term).decode()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    held = list(rows)
    if held:
        connection.executemany(f"INSERT INTO {table} VALUES ({_marks(held[0])})", held)


def _marks(row: Row) -> str:
    return ", ".join("?" * len(row))
