"""Feasts that fell on another day: "Easter Sunday, 5 April 1916" was the 23rd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from polyvocal.terms import When
from polyvocal.terms.days import from_julian, iso, to_gregorian

_JOINED = frozenset({",", "(", ", ", " (", " ", ", the", " – ", " - "})
Reader = Callable[[str], Sequence[When]]


def check_feasts(text: str, dates: Sequence[When], reader: Reader) -> tuple[When, ...]:
    """The dates, those behind a feast that fell on another day with a finding; *reader* reads dates of a few words.

    >>> from polyvocal.close_reading.dates import read_dates
    >>> text = "On Easter Sunday, 5 April 1916, he spoke."
    >>> check_feasts(text, read_dates(text), read_dates)[1].checks
    ('Easter Sunday 1916 fell on 1916-04-23, not on 1916-04-05',)
    """
    found = list(dates)
    for at, (feast, day) in enumerate(pairwise(dates), 1):
        if feast.locus is None or day.locus is None or not _is_feast(feast) or day.earliest is None:
            continue
        if day.earliest != day.latest or text[feast.locus.end : day.locus.start] not in _JOINED:
            continue
        told = _finding(feast.words, day.earliest, reader)
        if told:
            found[at] = replace(day, checks=(*day.checks, told))
    return tuple(found)


def _is_feast(when: When) -> bool:
    """Whether words name a day without its year: "Easter Monday", "Christmas Day"."""
    return when.value.startswith("XXXX-") and when.earliest is None and when.rule.startswith("named day")


def _finding(feast: str, day: int, reader: Reader) -> str:
    year, month, number = to_gregorian(day)
    kept = [when for when in reader(f"{feast} {year}") if when.earliest is not None and when.earliest == when.latest]
    # The same words may be of the old calendar, and so may the day.
    old = from_julian(year, month, number) if year <= 1923 else day
    if len(kept) != 1 or kept[0].earliest in {day, old} or kept[0].earliest is None:
        return ""
    return f"{' '.join(feast.split())} {year} fell on {iso(kept[0].earliest)}, not on {iso(day)}"
