"""Anniversaries counted over: "the 104th anniversary of the October Revolution, in 2020" does not add up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from polyvocal import usage
from polyvocal.terms import When
from polyvocal.terms.days import to_gregorian

_NEAR = 120  # characters around an anniversary within which the year it is kept in stands
_SINCE = 60  # characters behind it within which stands what it is the anniversary of
_YEAR = re.compile(r"\b1[0-9]\d\d\b")
_STOP = re.compile(r"[.;!?](?=\s)")


@dataclass(frozen=True, slots=True)
class _Table:
    pattern: re.Pattern[str]
    events: re.Pattern[str]
    years: dict[str, int]
    counts: dict[str, int]
    finding: str
    stems: tuple[str, ...]  # one of them stands in every anniversary


def check_anniversaries(text: str, dates: Sequence[When], *, language: str = "en") -> tuple[When, ...]:
    """The dates, those of an anniversary that its number contradicts with a finding; nothing is mended.

    >>> from polyvocal.close_reading.dates import read_dates
    >>> text = "In 2020 they kept the 104th anniversary of the October Revolution."
    >>> check_anniversaries(text, read_dates(text))[0].checks
    ('104 years after 1917 is 2021, not 2020',)
    """
    table = _table(language)
    if not any(stem in text for stem in table.stems):
        return tuple(dates)
    found = list(dates)
    starts = [when.locus.start if when.locus else 0 for when in found]
    for kept in table.pattern.finditer(text):
        count = int(kept["digits"]) if kept["digits"] else table.counts[kept["words"].lower()]
        base, end = _base(text, kept.end(), table)
        at = _year_kept(text, found, starts, kept.start(), end, base) if base else None
        if base is None or at is None:
            continue
        year = _year(found[at])
        if year is not None and year != base + count:
            told = table.finding.format(count=count, base=base, due=base + count, year=year)
            found[at] = replace(found[at], checks=(*found[at].checks, told))
    return tuple(found)


def _base(text: str, at: int, table: _Table) -> tuple[int | None, int]:
    """The year that an anniversary counts from, by a year or an event named behind it, and where that ends."""
    stop = _STOP.search(text, at, at + _SINCE)
    until = stop.start() if stop else at + _SINCE
    event = table.events.search(text, at, until)
    if event:
        return table.years[" ".join(event[0].split())], event.end()
    year = _YEAR.search(text, at, until)
    return (int(year[0]), year.end()) if year else (None, at)


def _year_kept(text: str, dates: Sequence[When], starts: Sequence[int], first: int, last: int, base: int) -> int | None:
    """The date that an anniversary was kept on: the nearest before it in its sentence, or else behind it."""
    nearest: tuple[bool, int, int] | None = None
    for at in range(bisect_left(starts, first - _NEAR), bisect_left(starts, last + _NEAR)):
        locus, year = dates[at].locus, _year(dates[at])
        if locus is None or year is None or year <= base or first < locus.start < last:
            continue
        behind = locus.end > first
        between = text[last : locus.start] if behind else text[locus.end : first]
        if not _STOP.search(between) and (nearest is None or (behind, len(between)) < nearest[:2]):
            nearest = behind, len(between), at
    return nearest[2] if nearest else None


def _year(when: When) -> int | None:
    """The year of a date that lies within one, whose year its own words give."""
    if when.type != "DATE" or when.earliest is None or when.latest is None or when.anchor:
        return None
    first, last = to_gregorian(when.earliest)[0], to_gregorian(when.latest)[0]
    return first if first == last else None


@cache
def _table(language: str) -> _Table:
    periods = usage.load(language, "periods")
    said = periods["anniversaries"]
    counts = {**usage.load(language, "dates")["words"]["Nth"], **said["tens"]}
    words = "|".join(sorted(map(re.escape, counts), key=len, reverse=True))
    pattern = rf"\b(?:(?P<digits>\d{{1,3}}){said['ordinal']}|(?P<words>{words}))\s*{said['word']}\s+{said['of']}"
    years = {name: entry["year"] for entry in periods["event"] for name in entry["names"]}
    events = "|".join(r"\s+".join(map(re.escape, n.split())) for n in sorted(years, key=len, reverse=True))
    return _Table(
        re.compile(pattern, re.I),
        re.compile(rf"\b(?:{events})\b"),
        years,
        counts,
        said["finding"],
        tuple(said["stems"]),
    )
