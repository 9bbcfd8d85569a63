"""The furniture of sites as a library holds it: marks on texts, learnt from all pages of a site together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from polyvocal.terms import Mark, Statement

Marks = tuple[Mark, ...]

WHOLE = (
    "NOT EXISTS (SELECT 1 FROM records AS other WHERE other.source = records.source AND other.id <> records.id"
    " AND other.place_start <= records.place_start AND other.place_end >= records.place_end)"
)
"""For SQL: that a record does not lie inside another, as a picture lies in its page, which has the caption too."""
_CAPTION = "caption on the page"


def pages(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Record, site and reading text of every page of the web that is not withdrawn, in order of ids.

    The pictures in a page are none. The site is the host of the page's address, or else the folder that it lay in.
    """
    sql = (
        "SELECT records.id, address, collection, texts.text FROM records JOIN texts ON texts.record = records.id"
        " JOIN captures USING (source) WHERE access <> 'withdrawn'"
        f" AND json_extract(captures.term, '$.media_type') = 'text/html' AND {WHOLE} ORDER BY records.id"
    )
    for record, address, collection, text in connection.execute(sql):
        yield record, site_of(address, collection), text


def site_of(address: str | None, collection: str) -> str:
    """The site that a page belongs to.

    >>> site_of("https://www.example.org/a.html", "saved"), site_of(None, "saved/2014"), site_of("http://[", "x")
    ('example.org', 'folder saved/2014', 'folder x')
    """
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:  # an address that is none
        host = ""
    return host.removeprefix("www.") or f"folder {collection}"


def place(connection: sqlite3.Connection, learnt: Mapping[str, Marks]) -> None:
    """Put what was learnt in the place of what was learnt before."""
    connection.execute("DELETE FROM furniture")
    rows = ((record, m.start, m.end, m.rule) for record in sorted(learnt) for m in learnt[record])
    connection.executemany("INSERT INTO furniture VALUES (?, ?, ?, ?)", rows)


def of(connection: sqlite3.Connection, record: str) -> Marks:
    """The furniture in one record, in order."""
    sql = "SELECT start, stop, rule FROM furniture WHERE record = ? ORDER BY start"
    return tuple(Mark(start, stop, "furniture", rule) for start, stop, rule in connection.execute(sql, (record,)))


def captions(marks: Iterable[Mark]) -> Marks:
    """Those marks on a page that are captions of pictures which are records themselves: these say it in its place."""
    return tuple(mark for mark in marks if mark.kind == "caption" and mark.rule.startswith(_CAPTION))


def outside(statements: Sequence[Statement], marks: Marks) -> tuple[Statement, ...]:
    """The statements that do not stand wholly in what is marked."""
    if not marks:
        return tuple(statements)
    return tuple(
        s for s in statements
        if not s.loci or not all(any(m.start <= at.start and at.end <= m.end for m in marks) for at in s.loci)
    )  # fmt: skip
