"""Bearings of a statement: when, where, who, under what name, and what sort of event its words tell of.

All are taken from the statement's own words and its anchor. They are what keys are made of, and what vetoes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from polyvocal.collation.event_names import names_of_event, period_of, periods
from polyvocal.collation.places import folded, heading, is_known, is_wide, plain
from polyvocal.collation.sides import sides_in, speaks
from polyvocal.terms import Statement, When, Witness
from polyvocal.terms.days import to_gregorian
from polyvocal.usage import load

Footing = Literal["own", "running", "report", "none"]
"""What the dates rest on: words of the sentence, words before it, the day of the report alone, nothing."""

# A report tells as a rule of the fortnight before it; an official despatch may take a month (Jellicoe's on Jutland
# is of 18 June 1916). Beyond the fortnight the day of the report is no evidence, beyond the month it forbids.
REPORT_WINDOW = 31
FORTNIGHT = 14
_FRESH = 4  # days; a dispatch is in print within them
_A_MONTH = 27  # days
PERIOD = 60  # days; what lasts longer is a period, not an event
_DISTANT = {"dateline", "document date", "document", "published"}
# "LONDON, June 3": a capitalised word and a comma before the date; "on Wednesday, May 31" is no dateline.
_DATELINE = re.compile(r"(?<!\w)(?!\w+day,)[A-Z][\w.]+,\s*$")
_DAY = re.compile(r"\d")
_CAPITAL = re.compile(r"[^\W\d_]")


class Bearings(NamedTuple):
    """Where a statement stands: *lo* and *hi* are Julian Day Numbers (None: no date at all)."""

    lo: int | None
    hi: int | None
    footing: Footing
    twin: tuple[int, int] | None  # the bounds in the other calendar, where the calendar is unknown
    where: str  # heading of the place of the event, "" where none is given
    placed: bool  # whether the sentence itself says so, not the heading or the text before it
    places: frozenset[str]  # headings of all places in the words, the event's among them
    names: frozenset[str]  # persons, ships, units
    called: frozenset[str]  # keys of the event's proper names: "battle:jutland"
    period: int  # index of a named period of the table, -1 where none is named
    sorts: frozenset[str]
    sides: frozenset[str]


def take(statement: Statement, published: tuple[int, int] | None) -> Bearings:
    """The bearings of *statement* in a document *published* between two days."""
    lo, hi, footing, twin = _time(statement, published)
    words = " ".join(locus.words for locus in statement.loci)
    sorts = sorts_in(words)
    where, placed, places = _places(statement, capitals_speak=bool(sorts & two_sided()))
    called = names_of_event(statement)
    period, inside = period_of(statement)
    if called and footing == "report":
        # An event that has a name may be long past; the day of the report then says nothing of it.
        lo, hi, footing = None, None, "none"
    if inside >= 0 and (footing != "own" or _is_whole_period(statement, inside)):
        lo, hi, footing = *periods()[inside].bounds, "running"
    if period >= 0 and (footing != "own" or lo is None or _is_whole_period(statement, period)):
        lo, hi, footing = *periods()[period].bounds, "own"
    names, sides = one(_names(statement)), one(sides_in(words))
    return Bearings(
        lo, hi, footing, twin, where, placed, one(places), names, one(called), period, one(sorts), sides
    )  # fmt: skip


@lru_cache(maxsize=65536)
def one(words: frozenset[str]) -> frozenset[str]:
    """The first of all equal sets: most passages of an event name the same, and a million sets take much memory."""
    return words


def both(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """All words of two sets; one of the two itself where it holds the other.

    >>> sorted(both(frozenset({"a"}), frozenset({"b"})))
    ['a', 'b']
    """
    return a if b <= a else b if a <= b else one(a | b)


def _is_whole_period(statement: Statement, period: int) -> bool:
    """Whether the words give the years in which the period begins and ends ("the war (1941-1945)")."""
    first, last = (to_gregorian(day)[0] for day in periods()[period].bounds)
    years = {to_gregorian(day)[0] for w in statement.whens for day in (w.earliest, w.latest) if day is not None}
    return first in years and last in years


def _time(
    statement: Statement, published: tuple[int, int] | None
) -> tuple[int | None, int | None, Footing, tuple[int, int] | None]:
    when, how = statement.anchor.when, statement.anchor.how
    making = when is not None and _is_of_the_making(statement, when, how, published)
    when = None if making else when
    if when is not None and when.earliest is not None and when.latest is not None and how not in _DISTANT:
        if _is_of_the_report(statement, when, how, published):
            last = min(when.latest, published[1]) if published is not None else when.latest
            return last - REPORT_WINDOW, last, "report", None
        return when.earliest, when.latest, "own" if how == "in the sentence" else "running", when.twin
    if not making and (when is None or how not in _DISTANT):
        own = _narrowest(statement.whens)
        if own is not None and own.earliest is not None and own.latest is not None:
            return own.earliest, own.latest, "own", own.twin
    if when is not None and when.latest is not None:
        return when.latest - REPORT_WINDOW, when.latest, "report", None
    if published is not None and published[1] - published[0] <= PERIOD:
        return published[0] - REPORT_WINDOW, published[1], "report", None
    return None, None, "none", None


def _is_of_the_making(statement: Statement, when: When, how: str, published: tuple[int, int] | None) -> bool:
    """Whether a year is that in which somebody was born or a ship was built, and not that of what is told of them.

    A whole year that runs on from the text before, long before a paper of a known day, is mostly such a one too.
    """
    if when.earliest is None or when.latest is None or when.latest - when.earliest < _A_MONTH:
        return False
    if how == "in the sentence":
        at = when.locus.start if when.locus is not None else -1
        before = next((x.words[: at - x.start] for x in statement.loci if x.start <= at <= x.end), "")
        return bool(_making().search(before[-40:]))
    of_a_day = published is not None and published[1] - published[0] <= 1
    return of_a_day and published is not None and when.latest < published[0] - PERIOD


@cache
def _making() -> re.Pattern[str]:
    words = "|".join(load("en", "collation")["fresh"]["making"])
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+){{0,3}}$", re.I)


def _is_of_the_report(statement: Statement, when: When, how: str, published: tuple[int, int] | None) -> bool:
    """Whether a date is rather that of the report: one of the last days before print, standing as in a dateline.

    A date behind the day of print cannot be that of what is told; it is misread, or somebody's plan.
    """
    if published is None or when.earliest is None or when.latest is None:
        return False
    if how != "in the sentence":
        return when.latest >= published[0] - _FRESH
    if when.latest < published[0] - _FRESH or when.locus is None or not statement.loci:
        return False
    if when.earliest > published[1] and not _DAY.search(when.words):
        return True  # "Wednesday" read forward: what is told has happened
    if plain(when.words) in _fresh_words():
        return True  # "a despatch received today": today is when it was received
    at = when.locus.start
    before = next((x.words[: at - x.start] for x in statement.loci if x.start <= at <= x.end), "")
    return len(before.strip()) <= 3 or bool(_DATELINE.search(before))


@cache
def _fresh_words() -> frozenset[str]:
    return frozenset(load("en", "collation")["fresh"]["words"])


def _narrowest(whens: tuple[When, ...]) -> When | None:
    dated = [w for w in whens if w.earliest is not None and w.latest is not None and w.type in {"DATE", "TIME"}]
    return min(dated, key=lambda w: ((w.latest or 0) - (w.earliest or 0), w.words), default=None)


def _places(statement: Statement, *, capitals_speak: bool) -> tuple[str, bool, frozenset[str]]:
    anchor = statement.anchor
    voices = [voice.locus for voice in statement.attribution if voice.locus is not None]
    # A dateline says where the report was sent from; that the event was there is nowhere said.
    sent_from = anchor.place_how in {"dateline", "document date"}
    where = heading(anchor.place.words) if anchor.place is not None and not sent_from else ""
    if where and not _CAPITAL.search(where):
        where = ""
    # "Berlin admits": the capital speaks, nothing happened there; as the place of a heading it may do no more.
    placed = anchor.place_how == "in the sentence"
    if where and anchor.place is not None:
        said = any(voice.overlaps(anchor.place) for voice in voices)
        mute = capitals_speak and not placed and speaks(plain(anchor.place.words))
        where = "" if said or mute else where
    named = {heading(p.words) for p in statement.places if not any(voice.overlaps(p) for voice in voices)}
    if sent_from and anchor.place is not None and anchor.place not in statement.places:
        named.discard(heading(anchor.place.words))
    if where:
        named.add(where)
    return where, placed, frozenset(p for p in named if len(p) > 2)


def _names(statement: Statement) -> frozenset[str]:
    names: set[str] = set()
    for locus in statement.people:
        name = plain(locus.words)
        if len(name) < 4 or len(name) > 60 or not name[0].isalpha():
            continue
        name = folded(name)
        if is_known(heading(locus.words)) or (sides_in(locus.words) and " " not in name):
            continue
        names.add(name)
    return frozenset(sorted(names)[:12])


# --- sorts ---------------------------------------------------------------------------------------------------


@cache
def _stems() -> tuple[re.Pattern[str], dict[str, str]]:
    by_stem = {stem: sort for sort, entry in load("en", "collation")["sorts"].items() for stem in entry["stems"]}
    longest = sorted(by_stem, key=len, reverse=True)
    # Parted by first letter: a word is then tried against the stems of its letter alone.
    by_letter = {stem[0]: [s for s in longest if s[0] == stem[0]] for stem in longest}
    of_letter = (f"{letter}(?:{'|'.join(re.escape(s[1:]) for s in stems)})" for letter, stems in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(of_letter)})"), by_stem


def sorts_in(words: str) -> frozenset[str]:
    """What sorts of event the words tell of, by the beginnings of words.

    >>> sorted(sorts_in("The destroyers attacked the battleships")), sorted(sorts_in("The riot was put down"))
    (['battle', 'naval'], ['unrest'])
    """
    pattern, by_stem = _stems()
    found = {by_stem[stem] for stem in pattern.findall(words.casefold())}
    return frozenset(found)


_MARTIAL = frozenset({"naval", "battle", "war"})


def akin(a: Set[str], b: Set[str]) -> bool:
    """Whether two sets of sorts can be of one event: they share one, or both are of fighting.

    >>> akin({"naval"}, {"battle"}), akin({"naval"}, {"election"})
    (True, False)
    """
    return bool(a & b) or bool(a & _MARTIAL and b & _MARTIAL)


@cache
def rare_sorts() -> frozenset[str]:
    """Sorts of event of which two seldom fall in one fortnight."""
    return frozenset(s for s, entry in load("en", "collation")["sorts"].items() if entry.get("rare"))


@cache
def two_sided() -> frozenset[str]:
    """Sorts of event that have two sides, so that a count without a side is of unknown people."""
    return frozenset(s for s, entry in load("en", "collation")["sorts"].items() if entry["two_sided"])


def bear(witnesses: tuple[Witness, ...]) -> list[tuple[Witness, Statement, Bearings]]:
    """Every statement with its witness and bearings, in an order that does not depend on that of the witnesses."""
    return [
        (witness, statement, take(statement, witness.published))
        for witness in sorted(witnesses, key=lambda w: w.record)
        for statement in sorted(witness.statements, key=place_in_text)
    ]


def written_names(taken: Iterable[tuple[Witness, Statement, Bearings]]) -> dict[str, str]:
    """How the sources write the names and places that keys stand for: the commonest form of each."""
    forms: dict[str, Counter[str]] = {}
    for _, statement, _ in taken:
        anchor = statement.anchor.place
        for locus in (*statement.people, *statement.places, *((anchor,) if anchor is not None else ())):
            said = " ".join(locus.words.split())
            for key in (folded(plain(said)), heading(said)):
                if key != said:
                    forms.setdefault(key, Counter())[said] += 1
    return {
        key: min(found, key=lambda form: (form.isupper(), -found[form], form))
        for key, found in forms.items()
        if not is_known(key)
    }


def place_in_text(statement: Statement) -> tuple[int, int, str]:
    """Sorting key: the place of a statement in its record."""
    first = statement.loci[0] if statement.loci else None
    return (first.start, first.end, statement.id) if first else (0, 0, statement.id)


def specific(place: str) -> bool:
    """Whether a place is narrow enough to tell one event from another."""
    return bool(place) and not is_wide(place)
