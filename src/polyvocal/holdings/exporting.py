"""The export: a library as JSON lines, the same bytes for the same pile and corrections, however it was built."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from polyvocal.holdings import synopsis
from polyvocal.holdings.corrections import BESIDE
from polyvocal.holdings.decided import Decision
from polyvocal.terms import Capture

if TYPE_CHECKING:
    from polyvocal.holdings.library import Library

_json = msgspec.json.Encoder(order="deterministic").encode
_capture = msgspec.json.Decoder(Capture).decode


def export(library: Library, connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every capture, record, reading, setback, correction and all that collation found, one JSON object a line.

    Each line has *a*, which says what it is. Nothing in it depends on when or in what order files were shelved.
    """
    for (term,) in connection.execute("SELECT term FROM captures ORDER BY source").fetchall():
        yield _line("capture", _capture(term))
    for (record,) in connection.execute("SELECT id FROM records ORDER BY source, rank, id").fetchall():
        yield _line("record", library.record(record))
        yield _line("reading", library.reading(record))
    for setback in library.setbacks():
        yield _line("setback", setback)
    for decision in library.history():
        if not _of_a_withdrawn_card(library, decision):
            yield _line("correction", decision.correction)
    yield from _between(library, connection)
    for origin in synopsis.origins(connection):
        yield _line("origin", origin)
    for offset in range(0, library.event_count(), 200):
        for event in library.events(offset=offset, limit=200):
            yield _line("event", event)
            for question in library.apparatus(event.id):
                yield _line("apparatus", question)


def _between(library: Library, connection: sqlite3.Connection) -> Iterator[bytes]:
    """What ties records to one another: reprints, how they differ, citations."""
    for link in synopsis.reprints(connection):
        yield _line("reprint", link)
    for version in library.versions():
        yield _line("version", version)
    for cited in library.citation_links():
        yield _line("citation", cited)


def _of_a_withdrawn_card(library: Library, decision: Decision) -> bool:
    # What people once wrote on the card of a withdrawn record went with it.
    of = decision.correction
    shut = decision.held and of.record and library.card(of.record).access == "withdrawn"
    return bool(shut and of.field not in ("access", *BESIDE))


def _line(a: str, term: object) -> bytes:
    return _json({"a": a, "is": term}) + b"\n"
