"""What people decided about records: an append-only layer over what the catalogue read, in one plain file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from polyvocal.holdings.edtf import day_bounds
from polyvocal.terms import Contributor, Description, Entry, PolyvocalError, StatedDate, When
from polyvocal.terms.description import Access, DateRole, Role


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision: *field* of *record* reads *value*, says *by* on *day* (ISO), because of *reason*."""

    record: str
    field: str
    value: str
    by: str
    reason: str
    day: str


def _entry(correction: Correction) -> Entry:
    return Entry(correction.value, None, correction.by)


def _own(name: str) -> Callable[[Description, Correction], Description]:
    def change(description: Description, correction: Correction) -> Description:
        changes: dict[str, object] = {name: _entry(correction) if correction.value else None}
        if name == "title":
            changes["title_supplied"] = False
        return replace(description, **changes)  # type: ignore[arg-type]

    return change


def _of_container(name: str) -> Callable[[Description, Correction], Description]:
    def change(description: Description, correction: Correction) -> Description:
        entry = _entry(correction) if correction.value else None
        return replace(description, container=replace(description.container, **{name: entry}))

    return change


def _of_role(role: Role) -> Callable[[Description, Correction], Description]:
    def change(description: Description, correction: Correction) -> Description:
        names = [name.strip() for name in correction.value.split(";") if name.strip()]
        people = tuple(Contributor(Entry(name, None, correction.by), role) for name in names)
        others = tuple(c for c in description.contributors if c.role != role)
        return replace(description, contributors=people + others)

    return change


def _of_date(role: DateRole) -> Callable[[Description, Correction], Description]:
    def change(description: Description, correction: Correction) -> Description:
        dates = tuple(d for d in description.dates if d.role != role)
        if correction.value:
            first, last = day_bounds(correction.value)
            when = When(
                correction.value, None, "DATE", correction.value, correction.value, first, last,
                ground=f"given by {correction.by}",
            )  # fmt: skip
            dates += (StatedDate(role, _entry(correction), when),)
        return replace(description, dates=dates)

    return change


def _access(description: Description, correction: Correction) -> Description:
    if correction.value not in get_args(Access):
        raise PolyvocalError(f"no access {correction.value!r}; there are: {', '.join(get_args(Access))}")
    return replace(description, access=correction.value)  # type: ignore[arg-type]


FIELDS: dict[str, Callable[[Description, Correction], Description]] = {
    **{name: _own(name) for name in ("title", "kind", "source_copy", "place", "version_of", "rights", "language")},
    "container": _of_container("title"),
    **{name: _of_container(name) for name in ("volume", "number", "pages")},
    **{role: _of_role(role) for role in get_args(Role)},
    **{role: _of_date(role) for role in get_args(DateRole)},
    "access": _access,
}
"""What can be corrected, and how; several people of one role are parted by ";", dates are given in EDTF."""


def correct(description: Description, corrections: Iterable[Correction]) -> Description:
    """The description with the decisions in force, later ones over earlier ones.

    >>> c = Correction("r1", "author", "Scheer, Reinhard; anonymous", "A. B.", "signed overleaf", "2026-01-05")
    >>> [p.name.value for p in correct(Description(), [c]).contributors]
    ['Scheer, Reinhard', 'anonymous']
    """
    for correction in corrections:
        if correction.field not in FIELDS:
            raise PolyvocalError(f"no field {correction.field!r}; there are: {', '.join(sorted(FIELDS))}")
        description = FIELDS[correction.field](description, correction)
    return description


def append(path: Path, correction: Correction) -> None:
    """Add one decision to the file, so that it is on the disk when this returns."""
    line = (json.dumps(asdict(correction), ensure_ascii=False) + "\n").encode()
    # A process killed while it wrote left half a line: what follows must not be glued to it.
    if path.is_file() and (held := path.read_bytes()) and not held.endswith(b"\n"):
        line = b"\n" + line
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def parse(content: bytes) -> tuple[Correction, ...]:
    """The decisions of a corrections file; raises `PolyvocalError` naming the line that is none.

    A line cut short by a crash was never confirmed to anybody, so it counts for nothing.
    """
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(Correction(**json.loads(line)))
        except json.JSONDecodeError:
            if line.rstrip().endswith(b"}"):
                raise PolyvocalError(f"corrections.jsonl line {number} is not JSON") from None
        except (TypeError, UnicodeDecodeError) as error:
            raise PolyvocalError(f"corrections.jsonl line {number} is no correction: {error}") from None
    return tuple(found)
