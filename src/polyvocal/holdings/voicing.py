"""Under what name a voice is filed through the whole library, however the sources spell it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from polyvocal.usage import languages, load

UNNAMED = "unnamed in the source"
AUTHOR = ("the author", "author", "")
# "A dispatch from Copenhagen" is one of many; "A Company" is not.
_INDEFINITE = re.compile(r"[Aa]n?\s+[a-zà-ÿ]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_LONGEST = 6  # words of a name


@cache
def pronouns() -> frozenset[str]:
    """The personal pronouns of all languages read."""
    return frozenset(word for language in languages() for word in load(language, "pronouns")["personal"].split())


@lru_cache(4096)
def is_common(name: str) -> bool:
    """Whether a name says no more than a pronoun or a common noun: it then names a voice of one document only.

    >>> is_common("He"), is_common("the eyewitnesses"), is_common("the Admiralty"), is_common("матросы")
    (True, True, False, True)
    >>> is_common("a dispatch from Copenhagen")
    True
    """
    words = _ARTICLE.sub("", name).split()
    if _INDEFINITE.match(name):
        return True
    if len(words) == 1 and words[0].casefold() in pronouns():
        return True
    return bool(words) and all(word[0].islower() for word in words)


@lru_cache(8192)
def letters(name: str) -> str:
    """What the spellings of one voice share: its letters without article, capitals, signs and spaces.

    >>> letters("The Admiralty") == letters("ADMIRALTY") == letters("the Ad miralty")
    True
    """
    return "".join(sign for sign in _ARTICLE.sub("", name).casefold() if sign.isalnum()) or name


def labels(connection: sqlite3.Connection) -> dict[str, str]:
    """Every name of a voice or an author that can be filed, and the name it is filed under.

    Spellings of one heading go under its label, else under the most frequent spelling. Pronouns, common nouns, the
    author and voices that the sources leave unnamed are filed under nothing.
    """
    sql = (
        "SELECT name, sum(times) FROM (SELECT name, count(*) AS times FROM voices GROUP BY name"
        " UNION ALL SELECT name, count(*) FROM authors GROUP BY name) GROUP BY name ORDER BY name"
    )
    named = [(name, times) for name, times in connection.execute(sql) if _may_be_filed(name)]
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name, times in named:
        spelled[letters(name)][name] += times
    headed = _headed(connection, spelled)
    return {name: headed.get(letters(name)) or _best(spelled[letters(name)]) for name, _ in named}


def _may_be_filed(name: str) -> bool:
    words = _ARTICLE.sub("", name).split()
    # A very long "name" is a clause that a reader took for one; "some" and "others" are nobody in particular.
    if len(words) > _LONGEST or all(word.casefold() in _closed() for word in words):
        return False
    return name != UNNAMED and name.lower() not in AUTHOR and not is_common(name)


@cache
def _closed() -> frozenset[str]:
    return frozenset(word for language in ("en", "ru") for word in load(language, "search")["common"])


def _best(spelled: Counter[str]) -> str:
    # Rather not in capitals, nor with its article.
    best = min(spelled, key=lambda name: (name.isupper(), -spelled[name], name))
    bare = _ARTICLE.sub("", best)
    return bare[:1].upper() + bare[1:]


def _headed(connection: sqlite3.Connection, spelled: Mapping[str, object]) -> dict[str, str]:
    """The heading's label for the voices that just one heading spells so."""
    found: dict[str, set[str]] = defaultdict(set)
    sql = "SELECT label, found FROM headings WHERE hidden = 0 AND type IN ('person', 'body') ORDER BY id"
    for label, spellings in connection.execute(sql):
        for words in spellings.split("\n"):
            if (key := letters(words)) in spelled:
                found[key].add(label)
    return {key: next(iter(of)) for key, of in found.items() if len(of) == 1}
