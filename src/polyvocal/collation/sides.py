"""Sides: which party is counted, which party speaks.

>>> sorted(sides_in("British officers and men")), sorted(sides_in("the Germans and the English"))
(['British'], ['British', 'German'])
>>> side_of_voice("the British Admiralty"), side_of_voice("Berlin"), side_of_voice("a survivor")
('British', 'German', '')
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyvocal.usage import load


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    words: dict[str, str] = {}
    speaks: dict[str, str] = {}
    for entry in load("en", "collation")["side"]:
        for word in entry["words"]:
            words[word.casefold()] = entry["name"]
        for word in entry.get("speaks", ()):
            speaks.setdefault(word.casefold(), entry["name"])
    for entry in load("ru", "collation").get("side_alias", ()):
        for word in entry["words"]:
            words[word.casefold()] = entry["side"]
    spellings = sorted({*words, *speaks}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, spellings)) + r")\b"), words, speaks


@cache
def _whole_words() -> tuple[frozenset[str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = load("en", "collation")
    _, sides, _ = _table()
    known = {w for w in (*sides, *table["subjects"]["titles"], *table["compounds"]["words"]) if len(w) > 4}
    forms = tuple((re.compile(rf"\b(?:{p})\b"), to) for to, p in table["compounds"]["forms"].items())
    return frozenset(known), forms


@lru_cache(maxsize=65536)
def mended(words: str) -> str:
    """The words in lower case, those that a column or the scanner broke made whole, compounds in one spelling.

    >>> mended("Ger man battle-ships"), mended("two ar mored cruis ers"), mended("torpedo boat destroyers")
    ('german battleships', 'two armored cruisers', 'destroyers')
    """
    known, forms = _whole_words()
    said = words.casefold().replace("- ", "").split()
    made: list[str] = []
    for word in said:
        bare = word.strip(".,;:")
        if made and made[-1] not in known and made[-1] + bare in known and bare not in known:
            made[-1] += word
        else:
            made.append(word)
    whole = " ".join(made)
    for pattern, to in forms:
        whole = pattern.sub(to, whole)
    return whole


@lru_cache(maxsize=65536)
def sides_in(words: str) -> frozenset[str]:
    """The sides that the words name, none guessed."""
    pattern, sides, _ = _table()
    return frozenset(sides[m] for m in pattern.findall(words.casefold()) if m in sides)


def speaks(place: str) -> bool:
    """Whether a place is a capital that speaks for its government ("Berlin admits").

    >>> speaks("Berlin"), speaks("Kiel")
    (True, False)
    """
    return place.casefold() in _table()[2]


@lru_cache(maxsize=65536)
def side_of_voice(name: str) -> str:
    """The one side that a voice speaks for, or "" where it names none or several."""
    pattern, sides, speaks = _table()
    found = pattern.findall(name.casefold())
    named = {sides[m] for m in found if m in sides}
    # "the Berlin correspondent of an American paper": a people outweighs a capital.
    named = named or {speaks[m] for m in found if m in speaks}
    return next(iter(named)) if len(named) == 1 else ""


def side_of_people(name: str) -> str:
    """The one side whose people or country a voice's name gives ("the German admiralty"), capitals left out."""
    named = sides_in(name)
    return next(iter(named)) if len(named) == 1 else ""


def side_of_capital(words: str) -> str:
    """The one side whose capital the words name ("received from Berlin"), peoples left out."""
    pattern, _, speaks = _table()
    named = {speaks[m] for m in pattern.findall(words.casefold()) if m in speaks}
    return next(iter(named)) if len(named) == 1 else ""
