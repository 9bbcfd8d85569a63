"""What lists of the pile say of its files: a layer over what the catalogue read, and under what people corrected.

A person typed a list, so its entries overrule a machine's reading; what the machine read is kept beside them as a
variant.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import get_args

from polyvocal.holdings.corrections import FIELDS, Correction
from polyvocal.terms import Container, Description, Entry, PolyvocalError, Supplied
from polyvocal.terms.description import DateRole, Role

_LABEL = "label: "
_CLOCKS = frozenset(["published", "first published"])  # two names for one clock


def supply(description: Description, supplied: Iterable[Supplied], *, of_many: bool = False) -> Description:
    """The description with what lists say of its file in force, what it said before as variants.

    *of_many* says that the file holds several documents and the list speaks of the file: its title is then that of
    what holds them.

    >>> row = Supplied("a.txt", None, "title", "The Loss of the Fleet", "list.csv line 2, column title")
    >>> card = supply(Description(title=Entry("fleet loss", None, "first line 1")), [row])
    >>> card.title.value, [entry.value for _, entry in card.variants]
    ('The Loss of the Fleet', ['fleet loss'])
    """
    machine = description
    touched: dict[str, None] = {}
    for row in supplied:
        field = "container" if of_many and row.n is None and row.field == "title" else row.field
        description = _put(description, replace(row, field=field), first=field not in touched)
        touched[field] = None
    variants = tuple((field, e) for field in touched for e in _differing(machine, description, field))
    return replace(description, variants=(*description.variants, *variants)) if variants else description


def _put(description: Description, row: Supplied, *, first: bool) -> Description:
    entry = Entry(row.value, None, row.by)
    if row.field.startswith(_LABEL):
        return replace(description, labels=(*description.labels, (row.field.removeprefix(_LABEL), entry)))
    if row.field == "series":
        return replace(description, container=replace(description.container, series=entry))
    correction = Correction("", row.field, row.value, row.by, "", "")
    if row.field in get_args(Role) and not first:  # one line may name several people, each by a column of his own
        added = FIELDS[row.field](Description(), correction).contributors
        return replace(description, contributors=description.contributors + added)
    if row.field not in FIELDS:
        raise PolyvocalError(f"{row.by}: no field {row.field!r}; there are: {', '.join(sorted(FIELDS))}")
    return FIELDS[row.field](description, correction)


def _differing(machine: Description, now: Description, field: str) -> list[Entry]:
    """What the machine read in a field that now says something else."""
    said = {_plain(entry.value) for entry in _values(now, field)}
    meant = {when for when in _meanings(now, field) if when}
    if meant and meant & _meanings(machine, field):
        return []
    return [entry for entry in _values(machine, field) if _plain(entry.value) not in said]


def _values(description: Description, field: str) -> list[Entry]:
    if field in get_args(Role):
        return [c.name for c in description.contributors if c.role == field]
    if field in get_args(DateRole):
        return [d.entry for d in description.dates if d.role == field]
    if field == "title" and description.title_supplied:
        return []  # words set in brackets for want of a title disagree with none
    entry = _of_container(description.container, field) or getattr(description, field, None)
    return [entry] if isinstance(entry, Entry) else []


def _of_container(container: Container, field: str) -> Entry | None:
    name = "title" if field == "container" else field
    return getattr(container, name, None) if field in ("container", "volume", "number", "pages", "series") else None


def _meanings(description: Description, field: str) -> set[str | None]:
    return {d.when.edtf for d in description.dates if d.role == field or {d.role, field} <= _CLOCKS}


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def supplied_of(connection: sqlite3.Connection, source: str, order: int) -> list[Supplied]:
    """What lists say of one document, in the order of lists and lines."""
    sql = (
        "SELECT source, n, field, value, by FROM supplied WHERE source = ? AND (n IS NULL OR n = ?) ORDER BY list, line"
    )
    return [Supplied(*row) for row in connection.execute(sql, (source, order))]


def replace_list(
    connection: sqlite3.Connection, of: str, rows: Sequence[Supplied], rewrite: Callable[[str], None]
) -> bool:
    """Put what the list *of* says in place of what it said before, and bring the cards it touches up to it.

    *rewrite* is called with every file whose cards may have changed; returns whether any had to be.
    """
    sql = "SELECT source, n, field, value, by FROM supplied WHERE list = ? ORDER BY line"
    held = [Supplied(*row) for row in connection.execute(sql, (of,))]
    if held == list(rows):
        return False
    connection.execute("DELETE FROM supplied WHERE list = ?", (of,))
    connection.executemany(
        "INSERT INTO supplied VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((of, line, r.source, r.n, r.field, r.value, r.by) for line, r in enumerate(rows)),
    )
    before, after = _by_source(held), _by_source(rows)
    for source in sorted(before.keys() | after.keys()):
        if before.get(source) != after.get(source):
            rewrite(source)
    return True


def _by_source(rows: Iterable[Supplied]) -> dict[str, list[Supplied]]:
    found: dict[str, list[Supplied]] = {}
    for row in rows:
        found.setdefault(row.source, []).append(row)
    return found
