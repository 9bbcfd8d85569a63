"""The authority file on the shelf: as found by rule, in force with what people decided, and where headings stand."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from polyvocal import __version__
from polyvocal.holdings.database import note, noted
from polyvocal.holdings.headings import Line, decide
from polyvocal.terms import Authority, Heading, PolyvocalError, Suggestion, Variant
from polyvocal.usage import load

_STATE = "headings of"
Place = tuple[str, str, str]
_found = msgspec.msgpack.Decoder(tuple[Authority, tuple[Place, ...]]).decode
_heading = msgspec.json.Decoder(Heading).decode
_json = msgspec.json.Encoder(order="deterministic").encode
_OPEN = "access NOT IN ('restricted', 'withdrawn')"  # what others may not read leaves no word in headings
_FEW = 5000  # names; in a library of no more each can be weighed
_TITLED = re.compile(
    r"(?:(?:Sir|Lord|Lady|Miss|Mrs?|Messrs|Mme|Mlle|Dr|Prof|Rev|Hon|Gen|Col|Capt|Lieut|Lt|Maj|Sergt|Adm|Gov|Sen|Pres"
    r"|Admiral|General|Colonel|Captain|Major|Judge|Senator|President|Governor|Comrade|Premier)\.?\s+)+(?=\S)"
)
_ROLES = (
    "author",
    "translator",
    "editor",
    "transcriber",
    "publisher",
    "sponsor",
    "speaker",
    "photographer",
    "illustrator",
    "recorder",
)


@dataclass(frozen=True, slots=True)
class SeeAlso:
    """Another heading for one place under a name of another time: since which *year*, after which *source*."""

    heading: Heading
    year: int | None
    source: str


def mentions(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, bool]]:
    """The names of open records that may make headings: words, type, record, how often, whether the catalogue has it.

    In a library of many names one that stands but once, and in no catalogue entry, is left out: it is debris of
    machine reading or somebody of whom nothing more is said. Titles and capitals make no other name of it.
    """
    types = {"organisation": "body", "person": "person", "place": "place", "event": "event"}
    types |= {"ship": "ship", "periodical": "periodical"}
    alone = _alone(connection)
    sql = (
        "SELECT names.words, iif(names.kind IN ('ship', 'periodical'), names.kind, names.type), record, count(*)"
        " FROM names JOIN records ON records.id = names.record"
        f" WHERE {_OPEN} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    for words, kind, record, times in connection.execute(sql):
        if times == 1 and words in alone:
            continue
        if kind in types:
            yield words, types[kind], record, times, False
    yield from _catalogued(connection)


def _alone(connection: sqlite3.Connection) -> frozenset[str]:
    """The names that stand once in a library of many."""
    sql = f"SELECT names.words, count(*) FROM names JOIN records ON records.id = names.record WHERE {_OPEN} GROUP BY 1"
    many, once = Counter[str](), []
    for words, times in connection.execute(sql):
        many[_bare(words)] += times
        if times == 1:
            once.append(words)
    if len(many) <= _FEW:
        return frozenset()
    return frozenset(words for words in once if many[_bare(words)] == 1)


def _bare(words: str) -> str:
    """A name without what stands before it in small letters or with a stop, and without capitals."""
    return " ".join(_TITLED.sub("", words).split()).casefold()


def _catalogued(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, bool]]:
    sql = (
        "SELECT DISTINCT json_extract(c.value, '$.name.value') FROM records, json_each(description, '$.contributors') c"
        f" WHERE {_OPEN} AND json_extract(c.value, '$.form') <> 'person'"
    )
    bodies = {row[0] for row in connection.execute(sql)}
    types = {"container": "periodical", "place": "place", **dict.fromkeys(_ROLES, "person"), "publisher": "body"}
    fields = ", ".join(f"'{field}'" for field in types)
    sql = (
        f"SELECT value, field, record FROM entries JOIN records ON records.id = entries.record"
        f" WHERE {_OPEN} AND field IN ({fields}) ORDER BY 1, 2, 3"
    )
    for words, field, record in connection.execute(sql):
        if field not in _ROLES or words not in bodies:
            yield words, types[field], record, 1, True
        elif words.casefold() != "anonymous":
            yield words, "body", record, 1, True


def state(names: Iterable[tuple[str, str, str, int, bool]]) -> str:
    """A digest of all names that may make headings, under this version of the rules."""
    digest = sha256(__version__.encode())
    for mention in names:
        digest.update(repr(mention).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def is_of(connection: sqlite3.Connection, state: str) -> bool:
    """Whether the authority file was made of the names of this state."""
    return noted(connection, _STATE) == state


def place(connection: sqlite3.Connection, authority: Authority, places: Sequence[Place], of: str = "") -> None:
    """Keep an authority file, made *of* a state of names, in place of the one before, and put it in force."""
    note(connection, _STATE, of)
    packed = zlib.compress(msgspec.msgpack.encode((authority, places)), 1)
    connection.execute("INSERT OR REPLACE INTO authority VALUES (1, ?)", (packed,))
    _put_in_force(connection, authority, places)


def lines_of(connection: sqlite3.Connection) -> list[Line]:
    """What people decided about headings and did not take back."""
    sql = "SELECT field, value FROM corrections WHERE standing = 'in force' AND record = '' AND field LIKE 'heading:%'"
    return [(field, value) for field, value in connection.execute(f"{sql} ORDER BY n")]


def follow(connection: sqlite3.Connection) -> None:
    """Bring the headings up to what people decided meanwhile, about headings or about records that had to leave."""
    row = connection.execute("SELECT found FROM authority").fetchone()
    if row is None:
        return
    authority, places = _found(zlib.decompress(row[0]))
    held = {row[0] for row in connection.execute(f"SELECT id FROM records WHERE {_OPEN}")}
    left = tuple(one for one in places if one[2] in held)
    if len(left) < len(places):
        spelled = Counter((heading, words) for heading, words, _ in left)
        kept = (replace(h, variants=_kept(h, spelled)) for h in authority.headings)
        named = tuple(h if _has_label(h) else replace(h, label=h.variants[0].words) for h in kept if h.variants)
        ids = {h.id for h in named}
        told = tuple(s for s in authority.suggestions if s.a in ids and s.b in ids)
        place(connection, Authority(named, told), left)
    elif noted(connection, "headings decided") != _digest(lines_of(connection)):
        _put_in_force(connection, authority, places)


def _kept(heading: Heading, spelled: Counter[tuple[str, str]]) -> tuple[Variant, ...]:
    counted = (replace(v, records=spelled[heading.id, v.words]) for v in heading.variants)
    return tuple(sorted((v for v in counted if v.records), key=lambda v: (-v.records, v.words)))


def _has_label(heading: Heading) -> bool:
    return any(v.words == heading.label for v in heading.variants)


def _digest(lines: Sequence[Line]) -> str:
    return sha256(_json(lines)).hexdigest()


def _put_in_force(connection: sqlite3.Connection, authority: Authority, places: Sequence[Place]) -> None:
    lines = lines_of(connection)
    decided = decide(authority, lines)
    for table in ("heading_records", "heading_identifiers", "heading_suggestions", "headings"):
        connection.execute(f"DELETE FROM {table}")
    standing = {(decided.moved(heading, words), record, words) for heading, words, record in places}
    records: dict[str, set[str]] = {}
    for heading, record, _ in standing:
        records.setdefault(heading, set()).add(record)
    rows = [
        (h.id, h.type, h.label, len(records.get(h.id, ())), h.decided, h.hidden, _spellings(h), _json(h).decode())
        for h in decided.authority.headings
    ]
    connection.executemany("INSERT INTO headings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    known = {row[0] for row in rows}
    connection.executemany(
        "INSERT INTO heading_records VALUES (?, ?, ?)", sorted(row for row in standing if row[0] in known)
    )
    told = [(s.a, s.b, s.reason) for s in decided.authority.suggestions]
    connection.executemany("INSERT OR IGNORE INTO heading_suggestions VALUES (?, ?, ?)", told)
    given = [(h.id, scheme, value) for h in decided.authority.headings for scheme, value in h.identifiers]
    connection.executemany("INSERT INTO heading_identifiers VALUES (?, ?, ?)", given)
    note(connection, "headings decided", _digest(lines))


def _spellings(heading: Heading) -> str:
    return "\n".join([heading.label, *(variant.words for variant in heading.variants)]).casefold()


def headings(
    connection: sqlite3.Connection, kind: str | None, words: str, offset: int, limit: int
) -> tuple[Heading, ...]:
    """Headings by label, those that people hid left out; *words* are looked for in every spelling."""
    where, values = _condition(kind, words)
    sql = f"SELECT term FROM headings WHERE {where} ORDER BY label COLLATE NOCASE, id LIMIT ? OFFSET ?"
    return tuple(_heading(row[0]) for row in connection.execute(sql, (*values, limit, offset)))


def counted(connection: sqlite3.Connection, words: str) -> dict[str, int]:
    """How many headings of each type there are, that hold *words* in a spelling."""
    where, values = _condition(None, words)
    return dict(connection.execute(f"SELECT type, count(*) FROM headings WHERE {where} GROUP BY 1 ORDER BY 1", values))


def _condition(kind: str | None, words: str) -> tuple[str, list[str]]:
    where, values = "hidden = 0", []
    if kind:
        where += " AND type = ?"
        values.append(kind)
    if words.strip():
        where += " AND instr(found, ?) > 0"
        values.append(" ".join(words.casefold().split()))
    return where, values


def heading(connection: sqlite3.Connection, one: str) -> Heading:
    """One heading; raises `PolyvocalError` where it is not held."""
    row = connection.execute("SELECT term FROM headings WHERE id = ?", (one,)).fetchone()
    if row is None:
        raise PolyvocalError(f"no heading {one!r} is held")
    return _heading(row[0])


def records_of(connection: sqlite3.Connection, one: str) -> dict[str, tuple[str, ...]]:
    """The records that a heading stands in, in the order of their files, each with its spellings."""
    sql = (
        "SELECT record, heading_records.words FROM heading_records JOIN records ON records.id = record"
        f" WHERE heading = ? AND {_OPEN} ORDER BY source, rank, heading_records.words"
    )
    found: dict[str, list[str]] = {}
    for record, words in connection.execute(sql, (one,)):
        found.setdefault(record, []).append(words)
    return {record: tuple(words) for record, words in found.items()}


def headings_of(connection: sqlite3.Connection, record: str) -> tuple[Heading, ...]:
    """The headings that stand in a record, by type and label."""
    sql = (
        "SELECT DISTINCT term, type, label FROM headings JOIN heading_records ON heading = id"
        " WHERE record = ? AND hidden = 0 ORDER BY type, label"
    )
    return tuple(_heading(row[0]) for row in connection.execute(sql, (record,)))


def suggestions(connection: sqlite3.Connection, one: str) -> tuple[tuple[Heading, str], ...]:
    """Headings that may be the same as this one, each with the reason."""
    sql = (
        "SELECT term, reason FROM heading_suggestions JOIN headings ON id = CASE a WHEN ?1 THEN b ELSE a END"
        " WHERE (a = ?1 OR b = ?1) AND hidden = 0 ORDER BY label, id"
    )
    return tuple((_heading(term), reason) for term, reason in connection.execute(sql, (one,)))


def every_suggestion(connection: sqlite3.Connection) -> tuple[Suggestion, ...]:
    """All pairs of headings that may be one."""
    rows = connection.execute("SELECT a, b, reason FROM heading_suggestions ORDER BY 1, 2, 3")
    return tuple(Suggestion(*row) for row in rows)


@cache
def _renamings() -> dict[str, list[dict[str, Any]]]:
    """Every name of a renamed place with all the names that the place has had."""
    found: dict[str, list[dict[str, Any]]] = {}
    for chain in load("en", "renamings")["place"]:
        for name in chain["names"]:
            for words in name["words"]:
                found.setdefault(words.casefold(), []).extend(chain["names"])
    return found


def see_also(connection: sqlite3.Connection, one: Heading) -> tuple[SeeAlso, ...]:
    """Headings of one place under its names of other times; they stay headings of their own."""
    if one.type != "place":
        return ()
    own = {variant.words.casefold() for variant in one.variants} | {one.label.casefold()}
    found: dict[str, SeeAlso] = {}
    for name in [name for words in sorted(own) for name in _renamings().get(words, [])]:
        if own & {words.casefold() for words in name["words"]}:
            continue
        for words in name["words"]:
            sql = "SELECT term FROM headings WHERE type = 'place' AND hidden = 0 AND instr(found, ?) > 0"
            for (term,) in connection.execute(sql, (words.casefold(),)):
                other = _heading(term)
                if words.casefold() in {v.words.casefold() for v in other.variants} and other.id != one.id:
                    found.setdefault(other.id, SeeAlso(other, name.get("since"), name.get("source", "")))
    return tuple(sorted(found.values(), key=lambda also: (also.year or 0, also.heading.label)))
