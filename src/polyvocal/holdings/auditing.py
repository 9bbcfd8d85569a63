"""The audit: every digest and every quotation checked again, from the bytes up."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from polyvocal.holdings.database import noted, number
from polyvocal.holdings.index import Index
from polyvocal.holdings.quotations import check_reading, check_record
from polyvocal.holdings.shelving import text_digest
from polyvocal.holdings.views import Audit, Fault
from polyvocal.holdings.withdrawal import BURIED
from polyvocal.terms import PolyvocalError

if TYPE_CHECKING:
    from polyvocal.holdings.library import Library


@dataclass(slots=True)
class _Tally:
    captures: int = 0
    quotations: int = 0
    faults: list[Fault] = field(default_factory=list)
    readers: Counter[str] = field(default_factory=Counter)


def audit(library: Library, connection: sqlite3.Connection, index: Index) -> Audit:
    """Check a whole library; what is broken is told, never repaired."""
    tally = _Tally()
    _check_digests(library, connection, tally)
    sql = f"SELECT source, id FROM records WHERE NOT {BURIED} ORDER BY source, rank, id"
    held = connection.execute(sql).fetchall()
    for source, rows in groupby(held, key=lambda row: str(row[0])):
        _check_records(library, connection, source, [record for _, record in rows], tally)
    tally.faults += _misquoted_rows(connection)
    tally.faults += _database_faults(connection)
    tally.faults += _index_faults(connection, index)
    readers = sorted(tally.readers.items(), key=lambda pair: (-pair[1], pair[0]))
    return Audit(tally.captures, tally.quotations, tuple(tally.faults), tuple(readers))


def _check_digests(library: Library, connection: sqlite3.Connection, tally: _Tally) -> None:
    tally.captures = int(connection.execute("SELECT count(*) FROM captures").fetchone()[0])
    sql = "SELECT source, sha256 FROM captures UNION SELECT source, sha256 FROM superseded ORDER BY 1, 2"
    erased = {row[0] for row in connection.execute("SELECT sha256 FROM erased")}
    for source, digest in connection.execute(sql).fetchall():
        if digest in erased:
            continue  # somebody decided so
        try:
            found = library.digest_held(digest)
        except PolyvocalError as error:
            tally.faults.append(Fault(source, str(error)))
        else:
            if found != digest:
                tally.faults.append(Fault(source, f"the original {digest} now has the digest {found}"))


def _check_records(
    library: Library, connection: sqlite3.Connection, source: str, records: Sequence[str], tally: _Tally
) -> None:
    expected = connection.execute("SELECT text_sha256 FROM captures WHERE source = ?", (source,)).fetchone()[0]
    try:
        captured = library.captured_whole(source)
    except PolyvocalError:
        return  # the missing original is a fault already
    if captured is None or text_digest(captured) != expected:
        tally.faults.append(Fault(source, "the original no longer decodes to the text of its accession"))
        return
    for record_id in records:
        try:
            record = library.record(record_id)
            tally.quotations += check_record(record, captured)
            reading = library.reading(record_id)
            tally.readers[reading.reader or "nobody"] += 1
            tally.quotations += check_reading(record, reading, captured)
        except PolyvocalError as error:
            tally.faults.append(Fault(source, str(error)))


def _misquoted_rows(connection: sqlite3.Connection) -> Iterator[Fault]:
    # The rows that people query; SQLite counts code points, but stops at a NUL.
    quoted = {
        "quotations": "quotations AS q JOIN statements ON statements.id = q.statement JOIN texts USING (record)",
        "figures": "figures AS q JOIN texts USING (record)",
        "dates": "dates AS q JOIN texts USING (record)",
        "checks": "checks AS q JOIN texts USING (record)",
        "names": "names AS q JOIN texts USING (record)",
        "entries": "entries AS q JOIN texts ON texts.record = q.record AND layer = 'reading'",
    }
    for table, joined in quoted.items():
        sql = (
            f"SELECT texts.record, q.start, q.words FROM {joined} WHERE instr(text, char(0)) = 0"
            " AND q.start IS NOT NULL AND substr(text, q.start + 1, length(q.words)) <> q.words ORDER BY 1, 2"
        )
        for record, start, words in connection.execute(sql):
            yield Fault(record, f"the table {table} has {words!r} at {start}, where the text has other words")


def _database_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault("library.sqlite", line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("library.sqlite", f"row {row} of {table} points to nothing in {parent}")
    told = "(SELECT count(*) FROM statements AS s WHERE s.record = records.id)"
    short = connection.execute(f"SELECT count(*) FROM records WHERE statements <> {told}").fetchone()[0]
    for (record,) in connection.execute(f"SELECT id FROM records WHERE access <> 'withdrawn' AND {BURIED} ORDER BY id"):
        yield Fault(record, "has no text, though nobody withdrew it")
    for (record,) in connection.execute(
        f"SELECT id FROM records WHERE access = 'withdrawn' AND NOT {BURIED} ORDER BY id"
    ):
        yield Fault(record, "is withdrawn, but its text is still held")
    if short:
        yield Fault("library.sqlite", f"{short} records have not the statements that they were shelved with")


def _index_faults(connection: sqlite3.Connection, index: Index) -> Iterator[Fault]:
    seen, changes = index.seen(noted(connection, "identity") or ""), number(connection, "changes")
    if seen < 0:
        return  # derived and deletable: the next search makes it
    if seen != changes:
        yield Fault("search", f"the index has seen change {seen} of {changes}; it follows at the next build")
        return
    indexed = index.ids()
    shelved = {row[0] for row in connection.execute("SELECT id FROM records WHERE access <> 'withdrawn'")}
    for record in sorted(shelved - indexed):
        yield Fault(record, "is not in the search index")
    for record in sorted(indexed - shelved):
        yield Fault(record, "is in the search index, but not on the shelf")
