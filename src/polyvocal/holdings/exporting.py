"""The export: a library as JSON lines, the same bytes for the same pile and corrections, however it was built."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from polyvocal.holdings import synopsis
from polyvocal.holdings.corrections import BESIDE
from polyvocal.holdings.decided import Decision
from polyvocal.holdings.sealed import Sealed
from polyvocal.terms import Capture, Supplied

if TYPE_CHECKING:
    from polyvocal.holdings.library import Library

_json = msgspec.json.Encoder(order="deterministic").encode
_capture = msgspec.json.Decoder(Capture).decode


def export(library: Library, connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every capture, record, reading, setback, correction and all that collation found, one JSON object a line.

    Each line has *a*, which says what it is. Nothing in it depends on when or in what order files were shelved. Of a
    restricted record there is the card; what its text says, and what was found in it, is left out.
    """
    sealed = Sealed.of(connection)
    for (term,) in connection.execute("SELECT term FROM captures ORDER BY source").fetchall():
        yield _line("capture", _capture(term))
    for (record,) in connection.execute("SELECT id FROM records ORDER BY source, rank, id").fetchall():
        yield _line("record", sealed.without_text(library.record(record)))
        if record not in sealed.records:
            yield _line("reading", library.reading(record))
    for setback in library.setbacks():
        yield _line("setback", setback)
    for decision in library.history():
        if not _of_a_withdrawn_card(library, decision):
            yield _line("correction", decision.correction)
    yield from _catalogue(library, connection)
    yield from _between(library, connection, sealed)
    for origin in synopsis.origins(connection):
        left = sealed.origin(origin)
        if left is not None:
            yield _line("origin", left)
    yield from _events(library, connection, sealed)


def _events(library: Library, connection: sqlite3.Connection, sealed: Sealed) -> Iterator[bytes]:
    for offset in range(0, library.event_count(), 200):
        for event in library.events(offset=offset, limit=200):
            left = sealed.event(event)
            if left is None:
                continue
            yield _line("event", left)
            for question in library.apparatus(event.id):
                told = sealed.apparatus(question, connection)
                if told is not None:
                    yield _line("apparatus", told)


def _catalogue(library: Library, connection: sqlite3.Connection) -> Iterator[bytes]:
    """What lists of the pile say of its files, the units and the place of each record, the headings and suggestions."""
    for row in connection.execute("SELECT source, n, field, value, by FROM supplied ORDER BY list, line"):
        yield _line("supplied", Supplied(*row))
    for counted in library.units():
        yield _line("unit", counted.unit)
    for record, unit in connection.execute("SELECT record, unit FROM unit_records ORDER BY n"):
        yield _line("place", {"record": record, "unit": unit})
    for (heading,) in connection.execute("SELECT id FROM headings ORDER BY id").fetchall():
        yield _line("heading", {"heading": library.heading(heading), "records": library.heading_records(heading)})
    for suggestion in library.suggestions():
        yield _line("suggestion", suggestion)


def _between(library: Library, connection: sqlite3.Connection, sealed: Sealed) -> Iterator[bytes]:
    """What ties records to one another: reprints, how they differ, citations."""
    for link in synopsis.reprints(connection):
        if not sealed.records & {link.copy, link.of}:
            yield _line("reprint", link)
    for version in library.versions():
        if not sealed.records & {version.copy, version.of}:
            yield _line("version", version)
    for cited in library.citation_links():
        if not sealed.records & {cited.by, cited.of}:
            yield _line("citation", cited)


def _of_a_withdrawn_card(library: Library, decision: Decision) -> bool:
    # What people once wrote on the card of a withdrawn record went with it.
    of = decision.correction
    shut = decision.held and of.record and library.card(of.record).access == "withdrawn"
    return bool(shut and of.field not in ("access", *BESIDE))


def _line(a: str, term: object) -> bytes:
    return _json({"a": a, "is": term}) + b"\n"
