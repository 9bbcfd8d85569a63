"""Periods with a name: "the Crimean War", "the reign of Alexander II", "the tenth year of the reign of Nicholas II"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from polyvocal import usage
from polyvocal.terms import Locus, When
from polyvocal.terms.days import from_gregorian

_BEFORE = 40  # characters before "the reign of" within which its year may be counted


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the table: its first and last day (ISO, Gregorian) and the work that draws its bounds so."""

    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class _Names:
    """The periods of one language by name, and the pattern that finds the names."""

    pattern: re.Pattern[str]
    year: re.Pattern[str]  # "tenth year of the ", to its end
    periods: tuple[tuple[re.Pattern[str], Period], ...]  # each with the pattern of its names
    ordinals: dict[str, int]
    words: tuple[str, ...]  # one of them stands in every name


def read_periods(text: str, record: str = "", *, language: str = "en") -> tuple[When, ...]:
    """The periods that *text* names, in order of place, with the bounds of the table and the work it takes them from.

    They are no TIMEX3 expressions, so *value* is empty.

    >>> [(w.words, w.edtf) for w in read_periods("He served through the Crimean War.")]
    [('Crimean War', '1853-10-01/1856-03-30')]
    >>> [(w.words, w.edtf) for w in read_periods("In the second year of the reign of Nicholas II.")]
    [('second year of the reign of Nicholas II', '1895-11-01/1896-10-31')]
    """
    names = _names(language)
    if not any(word in text for word in names.words):
        return ()
    whens = []
    for found in names.pattern.finditer(text):
        name = found["ruler"] or found[0]
        period, rule = next(known for spelled, known in names.periods if spelled.fullmatch(name)), "named period"
        start = found.start()
        counted = names.year.search(text, max(0, start - _BEFORE), start) if found["ruler"] else None
        if counted:
            period, rule = _year_of(period, names.ordinals[counted["nth"].lower()]), "year of a reign"
            start = counted.start()
        first, last = (from_gregorian(day.year, day.month, day.day) for day in (period.first, period.last))
        edtf = f"{period.first.isoformat()}/{period.last.isoformat()}"
        locus = Locus.at(record, text, start, found.end())
        whens.append(
            When(locus.words, locus, "DATE", "", edtf, first, last, ground=f"after {period.source}", rule=rule)
        )
    return tuple(whens)


def with_periods(dates: Sequence[When], periods: Sequence[When]) -> tuple[When, ...]:
    """Dates and named periods in order of place; a period whose words a date has read already is left out."""
    taken = [when.locus for when in dates if when.locus is not None]
    own = [p for p in periods if p.locus is not None and not any(p.locus.overlaps(locus) for locus in taken)]
    return tuple(sorted((*dates, *own), key=lambda w: w.locus.start if w.locus else 0))


def _year_of(reign: Period, ordinal: int) -> Period:
    """The *ordinal*-th year of a reign, counted from the day of accession."""
    first = reign.first.replace(year=reign.first.year + ordinal - 1)
    return replace(reign, first=first, last=first.replace(year=first.year + 1) - timedelta(days=1))


@cache
def _names(language: str) -> _Names:
    table = usage.load(language, "periods")
    ordinals: dict[str, int] = usage.load(language, "dates")["words"]["Nth"]
    entries = [*table["period"], *table["reign"]]
    of = "|".join(_spaced(words) for words in sorted(table["reigns"]["of"], key=len, reverse=True))
    wars, rulers = _spelled(table["period"]), _spelled(table["reign"])
    named = [*(name for entry in table["period"] for name in entry["names"]), *table["reigns"]["of"]]
    # Most words begin with another letter, and are passed over without a look at any name.
    starts = "".join(sorted({name[0] for name in named}))
    pattern = rf"\b(?=[{starts}])(?:{wars}|(?:{of})\s+(?P<ruler>{rulers}))\b"
    nth = "|".join(sorted(map(re.escape, ordinals), key=len, reverse=True))
    year = re.compile(rf"\b(?P<nth>{nth})\s+{table['reigns']['year']}$")
    periods = tuple((re.compile(_spelled([entry])), _period(entry, table["sources"])) for entry in entries)
    return _Names(re.compile(pattern), year, periods, ordinals, _words_of(named))


def _spelled(entries: Sequence[dict[str, Any]]) -> str:
    """The names of the entries as alternatives, the longest first."""
    names = sorted({name for entry in entries for name in entry["names"]}, key=lambda name: (-len(name), name))
    return "|".join(map(_spaced, names))


def _words_of(names: Iterable[str]) -> tuple[str, ...]:
    """A word of each name, the same for as many as can be: most texts have none of them, and are passed over."""
    spelled = [[word.rstrip("*") for word in re.split(r"[\s-]+", name) if len(word) > 2] for name in names]
    often = Counter(word for words in spelled for word in set(words))
    return tuple(sorted({max(words, key=lambda word: (often[word], len(word), word)) for words in spelled}))


def _period(entry: dict[str, str], sources: dict[str, str]) -> Period:
    return Period(date.fromisoformat(entry["from"]), date.fromisoformat(entry["to"]), sources[entry["source"]])


def _spaced(name: str) -> str:
    """A name with any white space or dash between its words; "*" is the ending of a word."""
    words = [re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"\s+", name)]
    return r"\s+".join(words)
