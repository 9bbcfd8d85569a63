"""Decisions at work in the database: which bear on a record, and the cards brought up to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

import msgspec

from polyvocal.holdings import withdrawal
from polyvocal.holdings.corrections import BESIDE, Correction, Home, correct
from polyvocal.holdings.decisions import Bearing, Standing, bearing, of_a_card, standings
from polyvocal.holdings.shelving import card_row, shut_capture, write_description, write_tombstone
from polyvocal.holdings.supplied import supplied_of, supply
from polyvocal.terms import Description, Receipt

_description = msgspec.json.Decoder(Description).decode

_COLUMNS = "record, field, value, by, reason, day, moment, id, supersedes, undo, source, sha256, start, rank, among"


def _correction(row: Sequence[object]) -> Correction:
    record, field, value, by, reason, day, moment, name, supersedes, undo = map(str, row[:10])
    home = Home(*row[10:15]) if row[10] is not None else None  # type: ignore[arg-type]
    return Correction(record, field, value, by, reason, day, moment, name, tuple(json.loads(supersedes)), undo, home)


def told(connection: sqlite3.Connection, where: str = "TRUE", values: Sequence[object] = ()) -> list[Correction]:
    """The decisions that answer a condition, in their order."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM corrections WHERE {where} ORDER BY n", tuple(values))
    return [_correction(row) for row in rows]


def home_of(connection: sqlite3.Connection, record: str) -> Home | None:
    """Where a record stands; None where it is not held."""
    row = connection.execute(
        "SELECT source, sha256, place_start, rank, (SELECT count(*) FROM records o WHERE o.source = records.source)"
        " FROM records JOIN captures USING (source) WHERE id = ?",
        (record,),
    ).fetchone()
    return Home(*row) if row else None


def bearing_on(
    connection: sqlite3.Connection, record: str, home: Home | None = None, held: Collection[str] | None = None
) -> dict[str, Bearing]:
    """The decisions in force that bear on a record, one a field; *home* and *held* where it is not shelved yet."""
    home = home or home_of(connection, record)
    if home is None:
        return {}
    lines = told(
        connection,
        "standing = 'in force' AND record <> '' AND (record = ? OR source = ? OR sha256 = ?)",
        (record, home.source, home.sha256),
    )
    if not lines:
        return {}
    if held is None:
        sql = "SELECT id FROM records WHERE source = ?"
        held = {row[0] for row in connection.execute(sql, (home.source,))}
    return bearing(lines, record, home, held)


def corrections_on(connection: sqlite3.Connection, record: str) -> list[Correction]:
    """The decisions that bear on a record, field by field."""
    return [b.correction for b in bearing_on(connection, record).values()]


def of_receipt(connection: sqlite3.Connection, receipt: Receipt) -> dict[str, list[Correction]]:
    """For every record of a file that is about to be shelved, the decisions that bear on it."""
    held = {record.id for record in receipt.records}
    capture, found = receipt.capture, {}
    for record in receipt.records:
        home = Home(capture.source, capture.sha256, record.place[0], record.order, len(held))
        found[record.id] = [b.correction for b in bearing_on(connection, record.id, home, held).values()]
    return found


def erases(receipt: Receipt, decided: dict[str, list[Correction]]) -> bool:
    """Whether the bytes of a file are not to be kept: all its records are withdrawn, and one with its original."""
    known = [{c.field: c.value for c in decided[record.id]} for record in receipt.records]
    shut = all(fields.get("access") == "withdrawn" for fields in known)
    return bool(known) and shut and any(fields.get("original") == "erased" for fields in known)


def is_buried(connection: sqlite3.Connection, record: str) -> bool:
    """Whether only a tombstone is held of a record."""
    return connection.execute("SELECT 1 FROM texts WHERE record = ?", (record,)).fetchone() is None


def in_force(
    connection: sqlite3.Connection, record: str, described: str, decided: Iterable[Correction] | None = None
) -> Description:
    """The description of a record that is held: as the catalogue read it, then as lists, then as people say."""
    sql = (
        "SELECT source, rank, EXISTS (SELECT 1 FROM records o WHERE o.source = r.source AND o.id <> r.id)"
        " FROM records r WHERE r.id = ?"
    )
    source, order, of_many = connection.execute(sql, (record,)).fetchone()
    lines = corrections_on(connection, record) if decided is None else list(decided)
    supplied = supply(_description(described), supplied_of(connection, source, order), of_many=bool(of_many))
    description = correct(supplied, lines)
    if description.access == "withdrawn" or is_buried(connection, record):
        return withdrawal.tombstone(description, withdrawal.title_of(lines))
    return description


def rewrite_cards(connection: sqlite3.Connection, source: str, changed: int) -> None:
    """Bring the cards of one file up to what lists and people say."""
    rows = connection.execute("SELECT id FROM records WHERE source = ? ORDER BY rank, id", (source,)).fetchall()
    for (record,) in rows:
        _rewrite(connection, record, changed)


def _rewrite(connection: sqlite3.Connection, record: str, changed: int) -> bool:
    sql = "SELECT source, collection, place_start, place_end, rank, description FROM records WHERE id = ?"
    *home, described = connection.execute(sql, (record,)).fetchone()
    lines = corrections_on(connection, record)
    buried = is_buried(connection, record)
    description = in_force(connection, record, described, lines)
    if description.access == "withdrawn" and not buried:
        withdrawal.clear(connection, record)
        write_tombstone(connection, record, tuple(home), description, changed)
        shut_capture(connection, home[0])
        _erase_where_decided(connection, home[0], lines)
        return True
    connection.execute(
        "UPDATE records SET (title, title_supplied, authors, publisher, date, earliest, latest, year, kind,"
        " container, language, access, changed) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
        (*card_row(description), changed, record),
    )
    write_description(connection, record, description)
    if buried:
        _erase_where_decided(connection, home[0], lines)
        if not any(c.field == "access" and c.value == "withdrawn" for c in lines):
            withdrawal.mark_stale(connection, home[0])
    return False


def _erase_where_decided(connection: sqlite3.Connection, source: str, lines: Iterable[Correction]) -> None:
    if {"access": "withdrawn", "original": "erased"}.items() <= {c.field: c.value for c in lines}.items():
        withdrawal.mark_erased(connection, source)


def replace_all(connection: sqlite3.Connection, lines: Sequence[Correction], changed: int) -> bool:
    """Put these decisions in place of those that were, and bring every card up to them that they bear on.

    True where a text left the shelf for it.
    """
    before = dict(zip(told(connection), _standings(connection), strict=True))
    after: dict[Correction, Standing] = dict(zip(lines, standings(lines), strict=True))
    connection.execute("DELETE FROM corrections")
    rows = ((n, *_row(c), standing) for n, (c, standing) in enumerate(after.items()))
    connection.executemany(f"INSERT INTO corrections VALUES ({', '.join('?' * 17)})", rows)
    moved = [c for c in {*before, *after} if c.record and before.get(c) != after.get(c) and of_a_card(c.field)]
    gone = False
    for record in _reached(connection, moved):
        gone |= _rewrite(connection, record, changed)
    return gone


def _standings(connection: sqlite3.Connection) -> list[Standing]:
    return [row[0] for row in connection.execute("SELECT standing FROM corrections ORDER BY n")]


def _row(c: Correction) -> tuple[object, ...]:
    home = (c.home.source, c.home.sha256, c.home.start, c.home.order, c.home.among) if c.home else (None,) * 5
    words = (c.record, c.field, c.value, c.by, c.reason, c.day, c.moment)
    return c.id, *words, json.dumps(c.supersedes), c.undo, *home


def _reached(connection: sqlite3.Connection, moved: Iterable[Correction]) -> list[str]:
    # All records that a decision can bear on: its own; where that is gone, those of its file; the same bytes elsewhere.
    found: set[str] = set()
    for c in moved:
        held = connection.execute("SELECT id FROM records WHERE id = ?", (c.record,)).fetchall()
        if not held and c.home:
            held = connection.execute("SELECT id FROM records WHERE source = ?", (c.home.source,)).fetchall()
        found |= {row[0] for row in held}
        if c.home and (c.field == "access" or c.field in BESIDE):
            sql = "SELECT id FROM records JOIN captures USING (source) WHERE sha256 = ? AND place_start = ?"
            found |= {row[0] for row in connection.execute(sql, (c.home.sha256, c.home.start))}
    return sorted(found)


def orphans(connection: sqlite3.Connection) -> list[Correction]:
    """The decisions in force about records no longer held, which bear on no other record of their file by its place."""
    lines = told(
        connection,
        "standing = 'in force' AND record <> '' AND NOT EXISTS"
        " (SELECT 1 FROM records WHERE records.id = corrections.record)",
    )
    return [c for c in lines if of_a_card(c.field) and not _found_again(connection, c)]


def _found_again(connection: sqlite3.Connection, c: Correction) -> bool:
    if c.home is None:
        return False
    sql = "SELECT rank FROM records WHERE source = ?"
    ranks = [row[0] for row in connection.execute(sql, (c.home.source,))]
    return len(ranks) == c.home.among and c.home.order in ranks
