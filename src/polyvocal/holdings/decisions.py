"""The file of what people decided: one line a decision, only ever added to, the same in whatever order lines stand.

Two people's files merge by putting their lines together. What is in force follows from the lines alone: a decision
that nobody took back and none in force supersedes; of several such about one entry, the latest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

from polyvocal.holdings.corrections import BESIDE, LABEL, Correction, Home
from polyvocal.holdings.corrections import FIELDS as CARD_FIELDS
from polyvocal.terms import PolyvocalError

How = Literal["named", "place", "bytes", "file"]
Standing = Literal["in force", "superseded", "outweighed", "undone", "undo"]

_HOME = tuple(field.name for field in fields(Home))
_NEEDED = ("record", "field", "value", "by", "reason", "day")
_SHUT = ("restricted", "withdrawn")
"""What access keeps from readers, the strictest last."""


def named(correction: Correction) -> Correction:
    """The decision under an id of its own: the digest of all that it says.

    >>> named(Correction("r1", "title", "A", "B", "c", "2026-01-05")).id
    'c530960e1e82919e'
    """
    line = json.dumps(_form(replace(correction, id="")), ensure_ascii=False, sort_keys=True)
    return replace(correction, id="c" + sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:15])


def _form(correction: Correction) -> dict[str, object]:
    told = asdict(correction)
    home = told.pop("home") or {}
    return {key: value for key, value in {"id": "", **told, **home}.items() if key in _NEEDED or value not in ("", ())}


def now() -> str:
    """This second in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(path: Path, corrections: Iterable[Correction]) -> None:
    """Add decisions to the file in one stroke, so that they are on the disk when this returns."""
    lines = b"".join(json.dumps(_form(c), ensure_ascii=False).encode() + b"\n" for c in corrections)
    with path.open("a+b") as file:
        # A process killed while it wrote left half a line: what follows must not be glued to it.
        if file.seek(0, os.SEEK_END) and file.seek(-1, os.SEEK_END) >= 0 and file.read(1) != b"\n":
            lines = b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def parse(content: bytes) -> tuple[Correction, ...]:
    """The decisions of a corrections file, in order of their moments and ids, each once.

    Raises `PolyvocalError` naming the line that is none. A line cut short by a crash was never confirmed to anybody,
    so it counts for nothing; a key that this version does not know is passed over.
    """
    found: set[Correction] = set()
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.add(_decision(json.loads(line)))
        except json.JSONDecodeError:
            if line.rstrip().endswith(b"}"):
                raise PolyvocalError(f"corrections.jsonl line {number} is not JSON") from None
        except (TypeError, ValueError, LookupError) as error:
            raise PolyvocalError(f"corrections.jsonl line {number} is no correction: {error}") from None
    return tuple(sorted(found, key=order))


def _decision(told: object) -> Correction:
    if not isinstance(told, dict):
        raise TypeError("it is no object")
    words = {key: told.get(key, "") for key in (*_NEEDED, "moment", "id", "undo")}
    if missing := [key for key in _NEEDED if key not in told]:
        raise ValueError(f"it has no {', '.join(missing)}")
    if wrong := [key for key, value in words.items() if not isinstance(value, str)]:
        raise TypeError(f"its {wrong[0]} is not words")
    above = told.get("supersedes", [])
    if not isinstance(above, list) or not all(isinstance(one, str) for one in above):
        raise TypeError("its supersedes is no list of ids")
    home = Home(*_places(told)) if all(key in told for key in _HOME) else None
    correction = Correction(**words, supersedes=tuple(above), home=home)
    return correction if correction.id else named(correction)


def _places(told: dict[str, object]) -> tuple[str, str, int, int, int]:
    values = tuple(told[key] for key in _HOME)
    if [type(value) for value in values] != [str, str, int, int, int]:
        raise TypeError("where the record stood is not told by two names and three numbers")
    return cast(tuple[str, str, int, int, int], values)


def order(correction: Correction) -> tuple[str, ...]:
    """What decisions are put in order by: the moment (or day), the id, and at last all that they say."""
    return correction.moment or correction.day, correction.id, json.dumps(_form(correction), sort_keys=True)


def standings(told: Sequence[Correction]) -> list[Standing]:
    """How each of the decisions stands, whatever their order."""
    undone = _undone(sorted(told, key=order))
    alive = [c for c in told if not c.undo and c.id not in undone]
    above: dict[str, set[str]] = {}
    for c in alive:
        for lower in c.supersedes:
            above.setdefault(lower, set()).add(c.id)
    heads: dict[tuple[str, str], Correction] = {}
    for c in alive:
        if c.record and not above.get(c.id, set()) - {c.id}:
            key = (c.record, c.field)
            heads[key] = max((c, heads.get(key, c)), key=order)
    found: list[Standing] = []
    for c in told:
        if c.undo:
            found.append("undone" if c.id in undone else "undo")
        elif c.id in undone:
            found.append("undone")
        elif above.get(c.id, set()) - {c.id}:
            found.append("superseded")
        else:
            found.append("in force" if not c.record or heads[c.record, c.field] == c else "outweighed")
    return found


def _undone(told: Sequence[Correction]) -> set[str]:
    by_target: dict[str, list[Correction]] = {}
    for c in told:
        if c.undo:
            by_target.setdefault(c.undo, []).append(c)
    known: dict[str, bool] = {}

    def is_undone(name: str) -> bool:
        # An undo may itself be undone. Lines written by hand may go round in a circle: then nothing is taken back.
        path = [name]
        while path:
            at = path[-1]
            waiting = [c.id for c in by_target.get(at, ()) if c.id not in known and c.id not in path]
            if waiting and at not in known:
                path.append(waiting[0])
                continue
            known[at] = any(not known.get(c.id, True) for c in by_target.get(at, ()))
            path.pop()
        return known[name]

    return {c.id for c in told if is_undone(c.id)}


@dataclass(frozen=True, slots=True)
class Bearing:
    """A decision that bears on a record, and *how*: it names it, or its place, its bytes or its file."""

    correction: Correction
    how: How


def bearing(told: Iterable[Correction], record: str, home: Home, held: Collection[str]) -> dict[str, Bearing]:
    """Of the decisions in force those that bear on *record*, which stands at *home*: one a field.

    *held* are the ids of the records that its file has now. A decision about a record that the file no longer has
    bears on the one of the same rank, where the file still has as many. Withdrawal and restriction reach further,
    because a text must not come back by an accident: to the same stretch of the same bytes under another name, and,
    where a changed file leaves it open which document was meant, to all of it, until somebody decides.
    """
    found: dict[str, Bearing] = {}
    for c in told:
        if how := _how(c, record, home, held):
            here = Bearing(c, how)
            there = found.get(c.field)
            if there is None or _weight(here) > _weight(there):
                found[c.field] = here
    return found


def _how(
    c: Correction, record: str, home: Home, held: Collection[str]
) -> Literal["named", "place", "bytes", "file"] | None:
    if c.record == record:
        return "named"
    if not c.record or c.home is None:
        return None
    access = c.field == "access" or c.field in BESIDE
    if c.home.source == home.source and c.record not in held:
        if c.home.among == home.among:
            return "place" if c.home.order == home.order else None
        return "file" if c.field == "access" and c.value in _SHUT else None
    same = (c.home.sha256, c.home.start) == (home.sha256, home.start)
    return "bytes" if same and access and (c.field != "access" or c.value in _SHUT) else None


def _weight(b: Bearing) -> tuple[int, int, tuple[str, ...]]:
    # A decision about the record itself (or its place) is what a person meant; of those that only reach it, the
    # strictest counts.
    meant = b.how in ("named", "place")
    strict = _SHUT.index(b.correction.value) + 1 if not meant and b.correction.value in _SHUT else 0
    return int(meant), strict, order(b.correction)


def of_a_card(field: str) -> bool:
    """Whether decisions about the field are about the card of a record."""
    return field in CARD_FIELDS or field in BESIDE or field.startswith(LABEL)
