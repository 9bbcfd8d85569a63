"""Withdrawal: what stays of a withdrawn record (a tombstone), and how all else of it leaves the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import msgspec

from polyvocal.holdings import originals
from polyvocal.holdings.corrections import Correction
from polyvocal.terms import Capture, Description, Entry

_capture = msgspec.json.Decoder(Capture).decode

FOR_WANT_OF_A_COUNT = "origins were counted before a withdrawal; the next build counts them again"
"""Stands in place of a reason that may quote what was withdrawn."""

# A record whose text is gone; only withdrawal leaves one.
BURIED = "NOT EXISTS (SELECT 1 FROM texts WHERE texts.record = records.id)"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is told of a withdrawn record: its *title*, who withdrew it, on which *day* (ISO), and why.

    *reopened* says that somebody opened it since; its text comes back when the next build reads its file again.
    """

    record: str
    title: str
    day: str
    by: str
    reason: str
    reopened: bool


def tombstone(description: Description, title: str = "") -> Description:
    """All that stays of a card: its title (or the one chosen for it, "" for none), quoting nothing."""
    entry = Entry(title, None, "withdrawal") if title else description.title
    return Description(
        title=replace(entry, evidence=None) if entry else None,
        title_supplied=bool(title) or description.title_supplied,
        access="withdrawn",
    )


def title_of(decided: Iterable[Correction]) -> str:
    """The title that somebody chose for a tombstone, "" where nobody did."""
    return next((c.value for c in decided if c.field == "tombstone"), "")


def clear(connection: sqlite3.Connection, record: str) -> None:
    """Take a record and all that was made of it out of the database; what quotes it elsewhere is mended."""
    told = "SELECT id FROM statements WHERE record = ?"
    touched = connection.execute(
        f"SELECT DISTINCT event, question, reading FROM reading_statements WHERE statement IN ({told})", (record,)
    ).fetchall()
    events = connection.execute(
        f"SELECT DISTINCT event FROM event_members WHERE statement IN ({told})", (record,)
    ).fetchall()
    counted = f"record = ? OR record IN ({told})"
    connection.execute(
        f"UPDATE origins SET reason = ? WHERE id IN (SELECT origin FROM origin_records WHERE {counted})",
        (FOR_WANT_OF_A_COUNT, record, record),
    )
    connection.execute(f"DELETE FROM origin_records WHERE {counted}", (record, record))
    # All else refers to the record or to its statements, and goes with them.
    connection.execute("DELETE FROM records WHERE id = ?", (record,))
    for reading in touched:
        _mend_reading(connection, *reading)
    for (event,) in events:
        _mend_event(connection, event)


def _mend_reading(connection: sqlite3.Connection, event: str, question: int, reading: int) -> None:
    at = (event, question, reading)
    left = connection.execute(
        "SELECT answer, statements.record FROM reading_statements JOIN statements ON statements.id = statement"
        " WHERE event = ? AND question = ? AND reading = ? ORDER BY reading_statements.n",
        at,
    ).fetchall()
    if not left:
        connection.execute("DELETE FROM readings WHERE event = ? AND question = ? AND n = ?", at)
        return
    documents = len({record for _, record in left})
    connection.execute(
        "UPDATE readings SET answer = ?, documents = ?, origins = min(origins, ?)"
        " WHERE event = ? AND question = ? AND n = ?",
        (left[0][0] or "", documents, documents, *at),
    )


def _mend_event(connection: sqlite3.Connection, event: str) -> None:
    connection.execute(
        "DELETE FROM apparatus WHERE event = ?1"
        " AND NOT EXISTS (SELECT 1 FROM readings WHERE event = ?1 AND question = apparatus.n)"
        " AND NOT EXISTS (SELECT 1 FROM relations WHERE event = ?1 AND question = apparatus.n)",
        (event,),
    )
    connection.execute(
        "DELETE FROM events WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM event_members WHERE event = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM events part WHERE part.parent = ?1)",
        (event,),
    )


def places(connection: sqlite3.Connection, source: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of a file's text that are withdrawn, and those of its other records."""
    sql = f"SELECT place_start, place_end, {BURIED} FROM records WHERE source = ? ORDER BY 1, 2"
    rows = connection.execute(sql, (source,)).fetchall()
    return [(a, b) for a, b, gone in rows if gone], [(a, b) for a, b, gone in rows if not gone]


def blanked(text: str, gone: Iterable[tuple[int, int]], kept: Sequence[tuple[int, int]]) -> str:
    """The text with every character of *gone* that no stretch of *kept* holds made a block; lines stay lines.

    >>> blanked("secret\\nopen", [(0, 6)], [(7, 11)])
    '██████\\nopen'
    """
    for start, end in gone:
        bounds = sorted({start, end, *(b for place in kept for b in place if start < b < end)})
        for a, b in pairwise(bounds):
            if not any(k <= a and b <= z for k, z in kept):
                text = text[:a] + "".join("\n" if sign == "\n" else "█" for sign in text[a:b]) + text[b:]
    return text


def stripped(term: str) -> Capture:
    """A file's capture without what it says outside its text, for a file of which no record is left open."""
    return replace(_capture(term), address=None, embedded=())


def same_bytes(connection: sqlite3.Connection, record: str) -> list[str]:
    """Open records that use the bytes of a record's file: its other documents, and copies under other names."""
    sql = (
        "SELECT id FROM records JOIN captures USING (source) WHERE sha256 ="
        " (SELECT sha256 FROM captures JOIN records USING (source) WHERE id = ?1)"
        " AND id <> ?1 AND access <> 'withdrawn' ORDER BY source, rank"
    )
    return [other for (other,) in connection.execute(sql, (record,))]


def mark_erased(connection: sqlite3.Connection, source: str) -> None:
    """Note the bytes of a file, and of its older states, as erased, unless an open record uses them."""
    connection.execute(
        "INSERT OR IGNORE INTO erased SELECT held.sha256 FROM"
        " (SELECT sha256 FROM captures WHERE source = ?1 UNION SELECT sha256 FROM superseded WHERE source = ?1) held"
        " WHERE NOT EXISTS (SELECT 1 FROM captures JOIN records USING (source)"
        f" WHERE captures.sha256 = held.sha256 AND NOT {BURIED})",
        (source,),
    )


def erase(connection: sqlite3.Connection, folder: Path) -> None:
    """Delete the bytes of every original noted as erased; those deleted already are passed over."""
    for (digest,) in connection.execute("SELECT sha256 FROM erased").fetchall():
        originals.place_of(folder, digest).unlink(missing_ok=True)


def shut_digest(connection: sqlite3.Connection, digest: str) -> bool:
    """Whether the bytes with that digest hold a text that was withdrawn, in this or an older state of its file."""
    sql = (
        "SELECT 1 FROM records WHERE access = 'withdrawn' AND source IN (SELECT source FROM captures WHERE sha256 = ?1"
        " UNION SELECT source FROM superseded WHERE sha256 = ?1)"
    )
    return connection.execute(sql, (digest,)).fetchone() is not None


def mark_stale(connection: sqlite3.Connection, source: str) -> None:
    """Have a file, and what it came in, read again at the next build."""
    connection.execute(
        "WITH RECURSIVE above (source) AS (SELECT ? UNION"
        " SELECT part_of FROM captures JOIN above USING (source) WHERE part_of IS NOT NULL)"
        " INSERT OR IGNORE INTO stale SELECT captures.source FROM above JOIN captures USING (source)",
        (source,),
    )
