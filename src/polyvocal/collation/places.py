"""Places as sources name them: one key for many spellings, and how two places lie to each other.

A place that the table does not know keeps its own name and is taken for a town; nothing is looked up elsewhere, so
no bigger namesake is ever picked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from polyvocal.usage import load

Lie = Literal["same", "inside", "around", "near", "apart", "unknown"]
"""How one place lies to another: the same, inside it, around it, beside it, apart from it, or nobody knows."""

# Letters that optical character recognition takes for each other (Holley, "How good can it get?", D-Lib Magazine
# 15(3/4), 2009): folding them lets "Jutlaud" meet "Jutland". Only long names, where a chance likeness is rare.
_FOLD = str.maketrans({"u": "n", "v": "n", "c": "e", "o": "e", "t": "i", "l": "i", "1": "i", "j": "i", "h": "b"})
_FOLDED_FROM = 7
_BREAK = re.compile(r"-\s*\n\s*")
_NOT_A_WORD = re.compile(r"[^\w.&' -]+|'s\b|’s\b")
_LEADING = re.compile(
    r"^(?:the|an?|off|near|at|in|of|from|around|outside|coast of|city of|town of|village of|port of)\s+"
)


class Place(NamedTuple):
    """A place of the table: what it lies in and by, and its level ("town" where nothing is known)."""

    name: str
    level: str
    inside: frozenset[str]
    beside: frozenset[str]


@lru_cache(maxsize=65536)
def plain(words: str) -> str:
    """A name without case, line breaks, articles and stray marks.

    >>> plain("the  Skager-\\nRak,"), plain("Horn's Reef"), plain("off Jutland")
    ('skagerrak', 'horn reef', 'jutland')
    """
    joined = _NOT_A_WORD.sub(" ", _BREAK.sub("", words)).casefold()
    joined = " ".join(joined.replace("-", " ").split()).strip(" .'")
    for _ in range(2):
        joined = _LEADING.sub("", joined)
    return joined


def folded(name: str) -> str:
    """A long name with the letters folded that OCR confuses; a short one as it is.

    >>> folded("jutlaud") == folded("jutland"), folded("kiel")
    (True, 'kiel')
    """
    return name.translate(_FOLD) if len(name) >= _FOLDED_FROM else name


@cache
def _table() -> tuple[dict[str, str], dict[str, Place]]:
    """Every spelling to its heading, and every heading to its place."""
    entries = load("en", "collation")["place"]
    headings: dict[str, str] = {}
    direct = {e["name"]: frozenset(e.get("in", ())) for e in entries}
    places: dict[str, Place] = {}
    for entry in entries:
        name = entry["name"]
        around: set[str] = set()
        todo = list(direct[name])
        while todo:
            outer = todo.pop()
            if outer not in around:
                around.add(outer)
                todo.extend(direct.get(outer, ()))
        places[name] = Place(name, entry.get("level", "town"), frozenset(around), frozenset(entry.get("by", ())))
        for spelling in (name, *entry.get("aliases", ())):
            headings.setdefault(plain(spelling), name)
    for alias in load("ru", "collation").get("alias", ()):
        for spelling in alias["words"]:
            headings.setdefault(plain(spelling), alias["place"])
    _add_known(headings, places)
    for spelling, name in list(headings.items()):
        headings.setdefault(folded(spelling), name)
    return headings, places


def _add_known(headings: dict[str, str], places: dict[str, Place]) -> None:
    """Add what the gazetteer knows by kind alone: no town, but a country or a region."""
    gazetteer = load("en", "gazetteer")
    for group, level in (("countries", "country"), ("states", "region"), ("regions", "region"), ("towns", "town")):
        for name in gazetteer.get(group, ()):
            if plain(name) not in headings:
                headings[plain(name)] = name
                places[name] = Place(name, level, frozenset(), frozenset())


@lru_cache(maxsize=65536)
def heading(words: str) -> str:
    """The one name under which all spellings of a place are kept.

    >>> heading("Skager Rak"), heading("Jutlaud"), heading("the coast of Jutland"), heading("Sestroretsk")
    ('Skagerrak', 'Jutland', 'Jutland', 'sesirereisk')
    """
    headings, _ = _table()
    name = plain(words)
    # A column break leaves "Jut land".
    joined = headings.get(name.replace(" ", "")) if " " in name else None
    return headings.get(name) or joined or headings.get(folded(name)) or folded(name)


def place(name: str) -> Place:
    """The place of a heading; one that no table knows is a town of unknown country."""
    return _table()[1].get(name) or Place(name, "town", frozenset(), frozenset())


def spellings() -> Collection[str]:
    """All spellings that the table gives, plain."""
    return _table()[0].keys()


def is_known(name: str) -> bool:
    """Whether the table has this heading."""
    return name in _table()[1]


@lru_cache(maxsize=65536)
def lie(a: str, b: str) -> Lie:
    """How the place with heading *a* lies to the one with heading *b*.

    >>> lie("Jutland", "Skagerrak"), lie("London", "Britain"), lie("sumgait", "tbilisi"), lie("sumgait", "Russia")
    ('near', 'inside', 'apart', 'unknown')
    """
    if a == b:
        return "same"
    first, second = place(a), place(b)
    if b in first.inside:
        return "inside"
    if a in second.inside:
        return "around"
    if _beside(first, second) or _beside(second, first):
        return "near"
    if is_known(a) and is_known(b):
        return "apart" if first.level == second.level or (_located(first) and _located(second)) else "unknown"
    # A town nobody knows may lie in any country, but it is not another town.
    return "apart" if first.level == second.level == "town" else "unknown"


def _located(place: Place) -> bool:
    """Whether the table says where the place lies, so that what it does not say is not so."""
    return bool(place.inside or place.beside)


def _beside(a: Place, b: Place) -> bool:
    """Whether *a* adjoins *b*, or something that *b* lies in or adjoins (two spots of one coast)."""
    if b.name in a.beside or (a.beside & b.inside and a.level != "town"):
        return True
    if "town" in {a.level, b.level}:
        return False  # two ports of one sea are not near each other
    shared = a.beside & b.beside | a.inside & b.beside
    return any(place(s).level in {"sea", "region"} for s in shared)


def is_wide(name: str) -> bool:
    """Whether a place is too wide to tell one event from another (a country, a sea, a state)."""
    here = place(name)
    # A coast or bank of the table lies by a sea and is narrow; a region that is known by kind alone may be any size.
    return here.level in {"country", "continent", "sea"} or (here.level == "region" and not here.beside)
