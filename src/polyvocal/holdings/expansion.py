"""Names in a query looked for under the other spellings of their heading, in whatever letters."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from polyvocal.holdings.analysis import fold, is_common
from polyvocal.holdings.query import Clause, Group
from polyvocal.holdings.views import Expansion
from polyvocal.terms import Heading

_heading = msgspec.json.Decoder(Heading).decode
_WORD = re.compile(r"\w+")
_LONGEST, _MOST = 4, 6  # words of a name; spellings added to it


@dataclass(frozen=True, slots=True)
class Spelled:
    """A heading with its spellings, the label first."""

    heading: str
    label: str
    spellings: tuple[str, ...]


Spellings = Mapping[str, Spelled]


def key(words: str) -> str:
    """What is the same for a name with and without its capitals, accents and signs.

    >>> key("Lloyd-George, D.")
    'lloyd george d'
    """
    return " ".join(_WORD.findall(fold(words).casefold()))


def spellings(connection: sqlite3.Connection) -> dict[str, Spelled]:
    """Every spelling that just one heading has, of the headings that are spelled in more ways than one."""
    found: dict[str, list[Spelled]] = defaultdict(list)
    sql = "SELECT term FROM headings WHERE hidden = 0 AND type <> 'event' ORDER BY id"
    for heading in map(_heading, (row[0] for row in connection.execute(sql))):
        known: dict[str, str] = {}
        for one in (heading.label, *(variant.words for variant in heading.variants)):
            known.setdefault(key(one), one)
        if len(known) > 1:
            spelled = Spelled(heading.id, heading.label, tuple(known.values()))
            for one in known:
                found[one].append(spelled)
    return {one: of[0] for one, of in found.items() if one and len(of) == 1}


def expand(
    groups: Sequence[Group], known: Spellings, as_written: Sequence[str] = ()
) -> tuple[tuple[Group, ...], tuple[Expansion, ...]]:
    """The query with the other spellings of its names, and which names those are; headings *as_written* stay as typed.

    >>> tsar = Spelled("h1", "Tsar Nicholas", ("Tsar Nicholas", "Николай II"))
    >>> (group,), (told,) = expand(((Clause("Nicholas II"),),), {"nicholas ii": tsar})
    >>> [c.words for c in group], told.spellings
    (['Nicholas II', 'Tsar Nicholas', 'Николай II'], ('Tsar Nicholas', 'Николай II'))
    """
    wider = list(groups)
    told: list[Expansion] = []
    at = 0
    while at < len(groups):
        length, spelled = _named(groups, at, known)
        if spelled is not None:
            words = " ".join(group[0].words for group in groups[at : at + length])
            added = _other(spelled, words)
            removed = spelled.heading in as_written
            if added:
                told.append(Expansion(spelled.heading, spelled.label, words, added, removed))
            if not removed:
                for i in range(at, at + length):
                    wider[i] = (*wider[i], *_alternatives(wider[i][0], added))
        at += length
    return tuple(wider), tuple(told)


def _named(groups: Sequence[Group], at: int, known: Spellings) -> tuple[int, Spelled | None]:
    # The longest name that begins here; a phrase is one whole.
    run = 0
    while at + run < len(groups) and run < _LONGEST and _is_plain(groups[at + run]):
        run += 1
        if groups[at + run - 1][0].form == "phrase":
            break
    for length in range(run, 0, -1):
        clauses = [group[0] for group in groups[at : at + length]]
        if length > 1 and any(clause.form == "phrase" for clause in clauses):
            continue
        if length == 1 and clauses[0].form == "word" and is_common(clauses[0].words):
            continue
        spelled = known.get(key(" ".join(clause.words for clause in clauses)))
        if spelled is not None:
            return length, spelled
    return 1, None


def _is_plain(group: Group) -> bool:
    only = group[0]
    return len(group) == 1 and not only.field and not only.excluded and only.form in ("word", "phrase")


def _other(spelled: Spelled, words: str) -> tuple[str, ...]:
    # A spelling that has all the words asked for is found anyway.
    asked = set(key(words).split())
    return tuple(one for one in spelled.spellings if not asked <= set(key(one).split()))[:_MOST]


def _alternatives(clause: Clause, added: Sequence[str]) -> list[Clause]:
    return [replace(clause, words=words, form="phrase") for words in added]
