"""The shelf: cards in order, filtered and counted by facet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from polyvocal.holdings.views import Card, Counts
from polyvocal.terms import PolyvocalError

Filters = Sequence[tuple[str, str]]

FACETS = ("collection", "author", "year", "language", "kind", "container")
"""What the shelf and the search can be narrowed by."""

_COLUMNS = (
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


def cards(connection: sqlite3.Connection, filters: Filters, offset: int, limit: int, order: str) -> tuple[Card, ...]:
    """One page of the shelf."""
    if order not in _ORDERS:
        raise PolyvocalError(f"no order {order!r}; there are: {', '.join(sorted(_ORDERS))}")
    where, values = condition(filters)
    sql = f"SELECT {_COLUMNS} FROM records WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    return tuple(card_of(row) for row in connection.execute(sql, (*values, limit, offset)))


def card(connection: sqlite3.Connection, record: str) -> Card:
    """The card of one record."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM records WHERE id = ?", (record,)).fetchone()
    if row is None:
        raise PolyvocalError(f"no record {record!r} is held")
    return card_of(row)


def cards_by_id(connection: sqlite3.Connection, records: Iterable[str]) -> dict[str, Card]:
    """The cards of several records."""
    ids = json.dumps(sorted(set(records)))
    sql = f"SELECT {_COLUMNS} FROM records WHERE id IN (SELECT value FROM json_each(?))"
    return {found.id: found for found in map(card_of, connection.execute(sql, (ids,)))}


def facets(connection: sqlite3.Connection, filters: Filters) -> dict[str, tuple[tuple[str, int], ...]]:
    """For every facet its values and how many of the filtered records have them, the most frequent first."""
    where, values = condition(filters)
    found = {}
    for facet in FACETS:
        if facet == "author":
            held = f"SELECT id FROM records WHERE {where}"
            sql = f"SELECT name, count(*) FROM authors WHERE record IN ({held}) GROUP BY 1"
        else:
            sql = f"SELECT {facet}, count(*) FROM records WHERE {where} GROUP BY 1"
        counted = [(value, count) for value, count in connection.execute(sql, values) if value]
        found[facet] = tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))
    return found


def condition(filters: Filters) -> tuple[str, list[str]]:
    """The filters as a condition on the records table, and its values.

    >>> condition([("year", "1916")])
    ('year = ?', ['1916'])
    """
    parts, values = [], []
    for facet, value in filters:
        if facet not in FACETS:
            raise PolyvocalError(f"no facet {facet!r}; there are: {', '.join(FACETS)}")
        by_author = "id IN (SELECT record FROM authors WHERE name = ?)"
        parts.append(by_author if facet == "author" else f"{facet} = ?")
        values.append(value)
    return " AND ".join(parts) or "TRUE", values


def counts(connection: sqlite3.Connection) -> Counts:
    """How much is held."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM records),"
        " (SELECT count(*) FROM statements), (SELECT count(*) FROM events), (SELECT count(*) FROM setbacks),"
        " (SELECT coalesce(sum(unread), 0) FROM records)"
    ).fetchone()
    return Counts(*row)
