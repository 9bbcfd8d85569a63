"""The reader's search syntax: words, "a phrase", -word or NOT, OR, AND, prefix*, fuzzy~, fields (title:, year:)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Form = Literal["word", "phrase", "prefix", "fuzzy"]

FIELDS = {
    "title": "title", "author": "author", "voice": "voice", "place": "place", "in": "container", "year": "year",
    "kind": "kind", "language": "language", "fonds": "fonds", "collection": "collection",
}  # fmt: skip
"""What may stand before a colon, and the field of the index that it means."""

_TOKEN = re.compile(
    rf"""(?P<minus>-(?=[^\s-]))? (?:(?P<field>{"|".join(FIELDS)}):(?=\S))?
    (?: ["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$) | (?P<word>[^\s"“”„«»]+) )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to look for: *words* as typed, in which *form*, in the *field* of the index ("" for title and text).

    A document must have it where *required*, must not where *excluded*, else ranks higher for having it.
    *edits* is how many letters a fuzzy word may differ in.
    """

    words: str
    form: Form = "word"
    field: str = ""
    required: bool = False
    excluded: bool = False
    edits: int = 0


Group = tuple[Clause, ...]
"""Clauses joined by OR: any of them will do."""


def parse(words: str) -> tuple[Group, ...]:
    """What a reader asked for; every string means something, so nothing raises.

    >>> [c.words for (c,) in parse('jutland "heavy losses" -cruiser')]
    ['jutland', 'heavy losses', 'cruiser']
    >>> [[c.words for c in group] for group in parse("Beatty OR Hipper squadron")]
    [['Beatty', 'Hipper'], ['squadron']]
    """
    groups: list[list[Clause]] = []
    joined, negated = "", False
    shouted = words.isupper()  # in a query all in capitals, OR and NOT are words like the others
    for found in _TOKEN.finditer(words):
        word = found["word"]
        if word in ("OR", "AND", "NOT") and not shouted and not found["minus"] and not found["field"]:
            joined, negated = ("", True) if word == "NOT" else (word, False)
            continue
        clause = _clause(found["phrase"], word, FIELDS.get((found["field"] or "").lower(), ""))
        if not any(map(str.isalnum, clause.words)):
            continue
        if negated or found["minus"]:
            groups.append([replace(clause, excluded=True)])
        elif joined == "OR" and groups and not groups[-1][0].excluded:
            groups[-1].append(clause)
        else:
            if joined == "AND" and groups and not groups[-1][0].excluded:
                groups[-1] = [replace(c, required=True) for c in groups[-1]]
                clause = replace(clause, required=True)
            groups.append([clause])
        joined, negated = "", False
    return tuple(tuple(group) for group in groups)


def _clause(phrase: str | None, word: str | None, field: str) -> Clause:
    if phrase is not None:
        return Clause(phrase.strip(), "phrase", field, required=True)
    typed = word or ""
    fuzzy = re.fullmatch(r"(.+?)~([0-2])?", typed)
    if fuzzy:
        # One slip in a short word, two in a long one: more would find other words.
        allowed = int(fuzzy[2]) if fuzzy[2] else (1 if len(fuzzy[1]) < 8 else 2)
        return Clause(fuzzy[1], "fuzzy", field, required=bool(field), edits=allowed)
    if typed.endswith("*") and len(typed) > 1:
        return Clause(typed.rstrip("*"), "prefix", field, required=bool(field))
    return Clause(typed, "word", field, required=bool(field))
