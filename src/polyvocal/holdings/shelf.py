"""The shelf: cards in order, filtered and counted by facet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from polyvocal.holdings.views import Card, Counts
from polyvocal.terms import PolyvocalError

Filter = tuple[str, str | tuple[str, ...]]
"""A facet and its value; for a voice, all names that it is filed under."""
Filters = Sequence[tuple[str, str]]

FACETS = (
    "collection", "fonds", "author", "voice", "year", "place", "kind", "language", "container", "review",
)  # fmt: skip
"""What the shelf and the search can be narrowed by."""

_JUDGED = (
    "SELECT record FROM statements WHERE review <> 'machine'"
    " UNION SELECT record FROM corrections WHERE standing = 'in force'"
)
_CONDITIONS = {
    "author": "id IN (SELECT record FROM authors WHERE name = ?)",
    "fonds": "id IN (WITH RECURSIVE below(unit) AS (SELECT id FROM units WHERE parent IS NULL AND title = ? UNION"
    " SELECT id FROM units JOIN below ON parent = unit) SELECT record FROM unit_records JOIN below USING (unit))",
    "place": "id IN (SELECT record FROM heading_records JOIN headings ON headings.id = heading"
    " WHERE type = 'place' AND hidden = 0 AND label = ?)",
    "voice": "id IN (WITH named(name) AS (SELECT value FROM json_each(?)) SELECT s.record FROM voices JOIN named"
    " USING (name) JOIN statements s ON s.id = statement UNION SELECT record FROM authors JOIN named USING (name)"
    " JOIN records r ON r.id = record WHERE r.statements > 0)",
    "review": f"(CASE WHEN id IN ({_JUDGED}) THEN 'reviewed' ELSE 'not reviewed' END) = ?",
}

COLUMNS = (
    "id, title, title_supplied, authors, date, earliest, kind, container, language, collection, source, rank,"
    " words, access, statements"
)
# Undated records come last; the id decides what nothing else does, so that the order never changes.
_ORDERS = {
    "title": "title = '', title COLLATE NOCASE, id",
    "date": "earliest IS NULL, earliest, latest, title COLLATE NOCASE, id",
    "author": "authors = '[]', authors COLLATE NOCASE, title COLLATE NOCASE, id",
    "source": "source, rank, id",
}


def card_of(row: Sequence[object]) -> Card:
    """The card in a row of the records table."""
    values = list(row)
    values[2] = bool(values[2])
    values[3] = tuple(json.loads(str(values[3])))
    return Card(*values)  # type: ignore[arg-type]


def cards(
    connection: sqlite3.Connection, filters: Sequence[Filter], offset: int, limit: int, order: str
) -> tuple[Card, ...]:
    """One page of the shelf."""
    if order not in _ORDERS:
        raise PolyvocalError(f"no order {order!r}; there are: {', '.join(sorted(_ORDERS))}")
    where, values = condition(filters)
    sql = f"SELECT {COLUMNS} FROM records WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    return tuple(card_of(row) for row in connection.execute(sql, (*values, limit, offset)))


def card(connection: sqlite3.Connection, record: str) -> Card:
    """The card of one record."""
    row = connection.execute(f"SELECT {COLUMNS} FROM records WHERE id = ?", (record,)).fetchone()
    if row is None:
        raise PolyvocalError(f"no record {record!r} is held")
    return card_of(row)


def cards_by_id(connection: sqlite3.Connection, records: Iterable[str]) -> dict[str, Card]:
    """The cards of several records."""
    ids = json.dumps(sorted(set(records)))
    sql = f"SELECT {COLUMNS} FROM records WHERE id IN (SELECT value FROM json_each(?))"
    return {found.id: found for found in map(card_of, connection.execute(sql, (ids,)))}


def how_many(connection: sqlite3.Connection, filters: Sequence[Filter]) -> int:
    """How many records the filters leave."""
    where, values = condition(filters)
    return int(connection.execute(f"SELECT count(*) FROM records WHERE {where}", values).fetchone()[0])


def condition(filters: Sequence[Filter]) -> tuple[str, list[str]]:
    """The filters as a condition on the records table, and its values.

    >>> condition([("year", "1916")])
    ('year = ?', ['1916'])
    """
    parts, values = [], []
    for facet, value in filters:
        if facet not in FACETS:
            raise PolyvocalError(f"no facet {facet!r}; there are: {', '.join(FACETS)}")
        parts.append(_CONDITIONS.get(facet, f"{facet} = ?"))
        values.append(value if isinstance(value, str) else json.dumps(value))
    return " AND ".join(parts) or "TRUE", values


def counts(connection: sqlite3.Connection) -> Counts:
    """How much is held."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM records),"
        " (SELECT count(*) FROM statements), (SELECT count(*) FROM events), (SELECT count(*) FROM setbacks),"
        " (SELECT coalesce(sum(unread), 0) FROM records)"
    ).fetchone()
    return Counts(*row)
