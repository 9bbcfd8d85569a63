"""The arrangement of the records on the shelf: levels above them, and the place of each (ISAD(G), 2nd ed., 2000)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from polyvocal.terms import Arrangement, PolyvocalError, Unit

_COLUMNS = "id, level, title, parent, rank, basis"


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit with how many records it and all its parts hold."""

    unit: Unit
    records: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record belongs: the units above it, the outermost first, and its neighbours in the order of the fonds."""

    path: tuple[Unit, ...]
    before: str | None
    after: str | None


def shelf_marks(connection: sqlite3.Connection) -> list[tuple[str, str, int, str, str]]:
    """Id, source, order in the file, address and container of every record, in the order of the pile."""
    sql = (
        "SELECT records.id, source, rank, coalesce(address, ''), container FROM records JOIN captures USING (source)"
        " ORDER BY source, rank, records.id"
    )
    return [tuple(row) for row in connection.execute(sql)]


def place(connection: sqlite3.Connection, arrangement: Arrangement) -> None:
    """Put an arrangement in place of the one before."""
    for table in ("unit_records", "units"):
        connection.execute(f"DELETE FROM {table}")
    units = ((u.id, n, u.level, u.title, u.parent, u.rank, u.basis) for n, u in enumerate(arrangement.units))
    connection.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)", units)
    places = ((record, unit, n) for n, (record, unit) in enumerate(arrangement.places))
    connection.executemany("INSERT INTO unit_records VALUES (?, ?, ?)", places)


def units(connection: sqlite3.Connection) -> tuple[Counted, ...]:
    """All units, each before its parts, with the records in them."""
    own: dict[str, int] = dict(connection.execute("SELECT unit, count(*) FROM unit_records GROUP BY unit"))
    known = [Unit(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM units ORDER BY n")]
    for unit in reversed(known):  # parts stand behind their whole
        if unit.parent is not None:
            own[unit.parent] = own.get(unit.parent, 0) + own.get(unit.id, 0)
    return tuple(Counted(unit, own.get(unit.id, 0)) for unit in known)


def unit(connection: sqlite3.Connection, one: str) -> Unit:
    """One unit; raises `PolyvocalError` where it is not held."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM units WHERE id = ?", (one,)).fetchone()
    if row is None:
        raise PolyvocalError(f"no unit {one!r} is held")
    return Unit(*row)


def records_in(connection: sqlite3.Connection, one: str, offset: int, limit: int) -> list[str]:
    """The records that lie in a unit itself, in order."""
    sql = "SELECT record FROM unit_records WHERE unit = ? ORDER BY n LIMIT ? OFFSET ?"
    return [row[0] for row in connection.execute(sql, (one, limit, offset))]


def place_of(connection: sqlite3.Connection, record: str) -> Place:
    """Where a record belongs; an empty place where the records were not arranged since it came."""
    row = connection.execute("SELECT unit, n FROM unit_records WHERE record = ?", (record,)).fetchone()
    if row is None:
        return Place((), None, None)
    path = [unit(connection, row[0])]
    while path[0].parent is not None:
        path.insert(0, unit(connection, path[0].parent))
    sides = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        # Neighbours are those of the same fonds.
        sql = f"SELECT record, unit FROM unit_records WHERE n {sign} ? ORDER BY n {order} LIMIT 1"
        found = connection.execute(sql, (row[1],)).fetchone()
        sides.append(found[0] if found and _fonds(connection, found[1]) == path[0].id else None)
    return Place(tuple(path), *sides)


def _fonds(connection: sqlite3.Connection, one: str) -> str:
    found = unit(connection, one)
    while found.parent is not None:
        found = unit(connection, found.parent)
    return found.id
