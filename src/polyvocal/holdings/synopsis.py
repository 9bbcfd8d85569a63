"""What collation found, in and out of the database: origins, reprints, events, questions, relations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from polyvocal.terms import (
    Apparatus,
    Collation,
    Event,
    Member,
    Naming,
    Origin,
    PolyvocalError,
    Reading,
    Relation,
    ReprintLink,
)

Row = tuple[object, ...]

_TABLES = (
    "event_suggestions", "relations", "reading_statements", "readings", "apparatus", "event_members", "event_names",
    "events", "origin_records", "origins", "reprints",
)  # fmt: skip
_EVENT = "id, label, earliest, latest, edtf, places, period, parent"
_SHOWN = "NOT IN (SELECT id FROM hidden)"
_RELATION = "event, a, b, aspect, relation, why, documents, origins, weight, place, rivals"


def place(connection: sqlite3.Connection, reprints: Iterable[ReprintLink], collation: Collation) -> None:
    """Put a collation in the place of the one before."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    _insert(connection, "reprints", 4, ((r.copy, r.of, r.kind, r.containment) for r in reprints))
    _insert(connection, "origins", 2, ((o.id, o.reason) for o in collation.origins))
    _insert(
        connection,
        "origin_records",
        3,
        ((o.id, n, r) for o in collation.origins for n, r in enumerate(o.records)),
    )
    _place_events(connection, collation.events)
    _place_apparatus(connection, _numbered(collation.apparatus))
    asked = ((p.a, p.b, p.strength, p.reason) for p in collation.perhaps)
    _insert(connection, "event_suggestions", 4, asked)


def settle(connection: sqlite3.Connection, one: str, other: str) -> None:
    """Ask no longer whether two events are one."""
    connection.execute("DELETE FROM event_suggestions WHERE (a, b) IN (VALUES (?1, ?2), (?2, ?1))", (one, other))


def _place_events(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    rows: Iterable[Row] = (
        (
            e.id,
            n,
            e.label,
            e.earliest,
            e.latest,
            e.edtf,
            json.dumps(e.places, ensure_ascii=False),
            e.period,
            e.parent,
        )
        for n, e in enumerate(events)
    )
    _insert(connection, "events", 9, rows)
    rows = ((e.id, n, x.words, x.voice, x.statement) for e in events for n, x in enumerate(e.names))
    _insert(connection, "event_names", 5, rows)
    rows = ((e.id, n, m.statement, m.reason) for e in events for n, m in enumerate(e.members))
    _insert(connection, "event_members", 4, rows)


def _numbered(apparatus: Iterable[Apparatus]) -> list[tuple[int, Apparatus]]:
    seen: dict[str, int] = {}
    numbered = []
    for question in apparatus:
        n = seen.get(question.event, 0)
        seen[question.event] = n + 1
        numbered.append((n, question))
    return numbered


def _place_apparatus(connection: sqlite3.Connection, numbered: Sequence[tuple[int, Apparatus]]) -> None:
    rows: Iterable[Row] = ((a.event, q, a.question, a.aspect) for q, a in numbered)
    _insert(connection, "apparatus", 4, rows)
    rows = ((a.event, q, n, r.answer, r.documents, r.origins) for q, a in numbered for n, r in enumerate(a.readings))
    _insert(connection, "readings", 6, rows)
    rows = (
        (a.event, q, n, m, statement)
        for q, a in numbered
        for n, r in enumerate(a.readings)
        for m, statement in enumerate(r.statements)
    )
    _insert(connection, "reading_statements", 5, rows)
    rows = (
        (a.event, q, n, r.a, r.b, r.aspect, r.relation, r.why, r.documents, r.origins, r.weight, r.place, r.rivals)
        for q, a in numbered
        for n, r in enumerate(a.relations)
    )
    _insert(connection, "relations", 13, rows)


def _insert(connection: sqlite3.Connection, table: str, width: int, rows: Iterable[Row]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def events(connection: sqlite3.Connection, offset: int, limit: int) -> tuple[Event, ...]:
    """One page of the events, most telling first."""
    sql = f"SELECT {_EVENT} FROM events ORDER BY rank LIMIT ? OFFSET ?"
    return _with_members(connection, connection.execute(sql, (limit, offset)).fetchall())


def event(connection: sqlite3.Connection, event_id: str) -> Event:
    """One event."""
    rows = connection.execute(f"SELECT {_EVENT} FROM events WHERE id = ?", (event_id,)).fetchall()
    if not rows:
        raise PolyvocalError(f"no event {event_id!r} is held")
    return _with_members(connection, rows)[0]


def events_of(connection: sqlite3.Connection, record: str) -> tuple[Event, ...]:
    """The events that a record's statements belong to, most telling first."""
    sql = (
        f"SELECT {_EVENT} FROM events WHERE id IN (SELECT event FROM event_members JOIN statements"
        " ON statements.id = event_members.statement WHERE record = ?) ORDER BY rank"
    )
    return _with_members(connection, connection.execute(sql, (record,)).fetchall())


def _with_members(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> tuple[Event, ...]:
    ids = json.dumps([row[0] for row in rows])
    chosen = f"WHERE event IN (SELECT value FROM json_each(?)) AND statement {_SHOWN} ORDER BY event, n"
    names: dict[str, list[Naming]] = {}
    for of, *naming in connection.execute(f"SELECT event, words, voice, statement FROM event_names {chosen}", (ids,)):
        names.setdefault(of, []).append(Naming(*naming))
    members: dict[str, list[Member]] = {}
    for of, *member in connection.execute(f"SELECT event, statement, reason FROM event_members {chosen}", (ids,)):
        members.setdefault(of, []).append(Member(*member))
    return tuple(_event(row, names.get(row[0], []), members.get(row[0], [])) for row in rows)


def _event(row: tuple[Any, ...], names: Sequence[Naming], members: Sequence[Member]) -> Event:
    event_id, label, earliest, latest, edtf, places, period, parent = row
    return Event(
        event_id, label, tuple(names), earliest, latest, edtf, tuple(json.loads(places)), bool(period),
        parent, tuple(members),
    )  # fmt: skip


def apparatus(connection: sqlite3.Connection, event_id: str) -> tuple[Apparatus, ...]:
    """The questions about an event with their readings and relations, in the order collation gave them."""
    statements: dict[tuple[int, int], list[str]] = {}
    sql = (
        "SELECT question, reading, statement FROM reading_statements"
        f" WHERE event = ? AND statement {_SHOWN} ORDER BY question, reading, n"
    )
    for question, reading, statement in connection.execute(sql, (event_id,)):
        statements.setdefault((question, reading), []).append(statement)
    readings: dict[int, list[Reading]] = {}
    sql = "SELECT question, n, answer, documents, origins FROM readings WHERE event = ? ORDER BY question, n"
    for question, n, answer, documents, origins in connection.execute(sql, (event_id,)):
        told = tuple(statements.get((question, n), ()))
        if told:
            readings.setdefault(question, []).append(Reading(answer, told, documents, origins))
    found: dict[int, list[Relation]] = {}
    shown = f"a {_SHOWN} AND b {_SHOWN}"
    sql = f"SELECT question, {_RELATION} FROM relations WHERE event = ? AND {shown} ORDER BY question, n"
    for question, *relation in connection.execute(sql, (event_id,)):
        found.setdefault(question, []).append(_relation(relation))
    sql = "SELECT n, question, aspect FROM apparatus WHERE event = ? ORDER BY n"
    return tuple(
        Apparatus(event_id, words, aspect, tuple(readings.get(n, ())), tuple(found.get(n, ())))
        for n, words, aspect in connection.execute(sql, (event_id,))
    )


def _relation(row: Sequence[Any]) -> Relation:
    return replace(Relation(*row), rivals=bool(row[10]))


def relations(
    connection: sqlite3.Connection, kinds: Sequence[str], limit: int, *, rivals: bool = False
) -> tuple[Relation, ...]:
    """The weightiest relations over all events; only those between *rivals* where asked."""
    shown = f"a {_SHOWN} AND b {_SHOWN}"
    shown += " AND rivals = 1" if rivals else ""
    chosen = f"WHERE {shown} AND relation IN (SELECT value FROM json_each(?))" if kinds else f"WHERE {shown}"
    values = (json.dumps(list(kinds)), limit) if kinds else (limit,)
    sql = f"SELECT {_RELATION} FROM relations {chosen} ORDER BY weight DESC, event, question, n LIMIT ?"
    return tuple(_relation(row) for row in connection.execute(sql, values))


def reprints(connection: sqlite3.Connection, record: str | None = None) -> Iterator[ReprintLink]:
    """The reprint links, of one record or of all."""
    sql = "SELECT copy, of, kind, containment FROM reprints"
    if record is None:
        rows = connection.execute(f"{sql} ORDER BY copy, of")
    else:
        rows = connection.execute(f"{sql} WHERE copy = ? OR of = ? ORDER BY copy, of", (record, record))
    return (ReprintLink(*row) for row in rows)


def origins(connection: sqlite3.Connection) -> Iterator[Origin]:
    """All origins, by id."""
    for origin, reason in connection.execute("SELECT id, reason FROM origins ORDER BY id").fetchall():
        sql = "SELECT record FROM origin_records WHERE origin = ? ORDER BY n"
        yield Origin(origin, tuple(r for (r,) in connection.execute(sql, (origin,))), reason)


def origin(connection: sqlite3.Connection, record: str) -> Origin | None:
    """The origin of a record (or of a statement with an origin of its own), where collation named one."""
    sql = "SELECT origin, reason FROM origin_records JOIN origins ON origins.id = origin WHERE record = ?"
    row = connection.execute(sql, (record,)).fetchone()
    if row is None:
        return None
    sql = "SELECT record FROM origin_records WHERE origin = ? ORDER BY n"
    return Origin(row[0], tuple(r for (r,) in connection.execute(sql, (row[0],))), row[1])
