"""What events are called: proper names, named periods of the table, and what is no name at all.

A name is proper ("Battle of X", "X riot", "Bloody Sunday") or given outright ("they call it a pogrom"); "a victory"
says what came of it and "the fiercest of the war" how it was, and neither names it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from polyvocal.collation.places import heading, is_known, plain
from polyvocal.collation.sides import sides_in
from polyvocal.terms import Figure, Locus, Statement
from polyvocal.usage import load

_YEAR = 366  # days
_BY = re.compile(r"[^.;:]{0,60}?\s(?:of|by)\s+")
_NEAR = 100  # characters behind a figure within which "during the war" is its time


class Period(NamedTuple):
    """A named period of the table: its bounds (Julian Day Numbers), its place, the names for it."""

    names: tuple[str, ...]
    place: str
    bounds: tuple[int, int]
    of_states: frozenset[str] = frozenset()  # words for it where so many states did it


@cache
def periods() -> tuple[Period, ...]:
    """The named periods of the table, in its order."""
    from polyvocal.collation.dates import day_of

    return tuple(
        Period(tuple(e["names"]), e["place"], (day_of(e["from"]), day_of(e["to"])), frozenset(e.get("of_states", ())))
        for e in load("en", "periods")["period"]
    )


@cache
def _period_index() -> dict[str, int]:
    return {plain(name): at for at, period in enumerate(periods()) for name in period.names}


@cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    table = load("en", "collation")["names"]
    return frozenset(table["heads"]), frozenset(table["generic"])


@lru_cache(maxsize=65536)
def name_key(words: str) -> str:
    """The key of an event's proper name, "" where the words name no particular event.

    >>> name_key("Battle of Jutland"), name_key("the Jutland battle"), name_key("the great naval battle")
    ('battle:Jutland', 'battle:Jutland', '')
    """
    heads, generic = _heads()
    said = [_russian_heads().get(word, word) for word in plain(words).split()]
    kept = [w for w in said if w not in generic]
    found = [w for w in kept if w in heads or w.rstrip("s") in heads]
    rest = " ".join(w for w in kept if w not in found)
    if not found or not rest or len(rest) > 40 or not any(c.isalpha() for c in rest):
        return ""
    # "Battle of X" names an event whatever X is; "X battle" only where X is a place ("British battle" is none).
    named = f"{found[0]} of" in " ".join(said) and not sides_in(rest) and rest not in _peoples()
    return f"{found[0].rstrip('s')}:{heading(rest)}" if named or is_known(heading(rest)) else ""


@cache
def _russian_heads() -> dict[str, str]:
    names: dict[str, list[str]] = load("ru", "collation")["names"]
    return {word: head for head, words in names.items() for word in words}


@cache
def _peoples() -> frozenset[str]:
    return frozenset(plain(word) for word in load("en", "gazetteer")["demonyms"])


def names_of_event(statement: Statement) -> frozenset[str]:
    """The keys of the proper names by which a statement calls the event: "battle:Jutland"."""
    keys: set[str] = set()
    for locus in statement.event_words:
        # A proper name is written with a capital somewhere; "the battle at sea" is none.
        if locus.words != locus.words.lower() and plain(locus.words) not in _period_index():
            key = name_key(locus.words)
            if key:
                keys.add(key)
    return frozenset(keys)


@cache
def _period_words() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    names = sorted(_period_index(), key=len, reverse=True)
    pattern = "|".join(r"[\s-]+".join(map(re.escape, name.split())) for name in names)
    inside = load("en", "collation")["period_parts"]["words"]
    part = r"\b(?:" + "|".join(inside) + r")\s+of\s+(?:the\s+)?(?:entire\s+|whole\s+)?[^\w\s]?$"
    # One word of each name, that of most names, is looked for first: it is mostly absent, and plain search is fast.
    often = Counter(word for name in names for word in name.split() if len(word) > 3 or word == "war")
    telling = frozenset(max(name.split(), key=lambda word: (often[word], word)) for name in names)
    return telling, re.compile(rf"\b(?:{pattern})\b", re.I), re.compile(part, re.I)


def period_of(statement: Statement) -> tuple[int, int]:
    """The named period that a statement tells of, and the one inside which it tells of something narrower; -1: none."""
    telling, pattern, part = _period_words()
    whole = inside = -1
    for locus in statement.loci:
        words = locus.words.casefold()
        if not any(word in words for word in telling):
            continue
        for found in pattern.finditer(locus.words):
            at = _period_index().get(plain(found.group()), -1)
            if part.search(locus.words[: found.start()]):
                inside = at
            elif at >= 0 and _governs(locus.start + found.start(), statement):
                whole = at
    if inside < 0 and whole < 0:
        whole = _by_states(statement)
    return (-1, inside) if inside >= 0 else (whole, -1)


def _by_states(statement: Statement) -> int:
    """The period that "the intervention of the fourteen powers" names, told of its years or those beside them."""
    figure, when = statement.figure, statement.anchor.when
    if figure is None or figure.kind != "states" or when is None or when.earliest is None or when.latest is None:
        return -1
    for at, period in enumerate(periods()):
        if when.latest < period.bounds[0] - _YEAR or when.earliest > period.bounds[1] + _YEAR:
            continue
        if any(
            _is_done_by(figure, locus, statement) for locus in statement.event_words if _last(locus) in period.of_states
        ):
            return at
    return -1


def _last(locus: Locus) -> str:
    return plain(locus.words).split()[-1] if plain(locus.words) else ""


def _is_done_by(figure: Figure, event: Locus, statement: Statement) -> bool:
    """Whether the states counted are those who did it: "invasion of the country by 14 states"."""
    for locus in statement.loci:
        if locus.covers(event) and locus.covers(figure.locus) and event.end <= figure.locus.start:
            return bool(_BY.fullmatch(locus.words[event.end - locus.start : figure.locus.start - locus.start]))
    return False


def _governs(name: int, statement: Statement) -> bool:
    """Whether a period named at an offset is that of the figure: it stands before it, or not far behind."""
    figure = statement.figure
    return figure is None or name - figure.locus.end <= _NEAR


# --- what is a name ----------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER = frozenset({"of", "the", "and", "in", "at", "on", "for", "to", "de", "la", "der", "von"})
_ARTICLES = frozenset({"the", "a", "an", "one", "this", "that"})


@cache
def _named_outright() -> tuple[frozenset[str], frozenset[str]]:
    table = load("en", "collation")["names"]
    return frozenset(table["outright"]), frozenset(table["outcomes"])


@lru_cache(maxsize=16384)
def is_name(words: str) -> bool:
    """Whether words that a voice gives an event name it, and do not only say how it was or how it ended.

    >>> is_name("Battle of the Skagerrak"), is_name("a disturbance"), is_name("Bloody Sunday")
    (True, True, True)
    >>> is_name("a great victory"), is_name("the fiercest of the war"), is_name("the convention")
    (False, False, False)
    """
    said = _TOKEN.findall(words)
    bare = [w for w in said if w.casefold() not in _ARTICLES]
    outright, outcomes = _named_outright()
    if not bare or len(bare) > 6 or any(w.casefold() in outcomes for w in bare):
        return False
    capitals = [w for w in bare if w[0].isupper()]
    if capitals and name_key(words):
        return True
    if "of" not in bare and bare[-1].casefold() in outright:
        return True
    # A compound proper name: all its words but the small ones bear a capital, and not the whole is shouted.
    large = [w for w in bare if w not in _LOWER]
    shouted = words.isupper() or any(len(w) < 3 for w in large)
    return len(large) > 1 and large == capitals and not shouted and words.strip(" .,") == " ".join(words.split())


def calls(statement: Statement, called: set[str], period: int) -> list[str]:
    """The names that a statement gives its event, of those that the event is *called* or its named *period*."""
    if statement.aspect == "naming" and statement.answer is not None:
        words = statement.answer.words.strip(" \"“”‘’'.,;")
        return [words] if is_name(" ".join(words.split())) else []
    names = {plain(n) for n in periods()[period].names} if period >= 0 else set()
    return [
        locus.words
        for locus in statement.event_words
        if locus.words != locus.words.lower() and (plain(locus.words) in names or name_key(locus.words) in called)
    ]
