"""A whole day as pages of many languages write it: "3. März 2014", "le 1er mai 2019", "03/07/14", "2014年3月12日"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polyvocal.terms.days import month_length
from polyvocal.usage import load

_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
_NAME = r"(?P<name>[^\W\d_]{3,15})"
_SHAPES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # 3 March 2014, 3. März 2014, 1er mai 2019, 3 de marzo de 2014, 03-Mar-2014, 3-го марта 2014
        r"(?<![\d.,/])(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|re|º|ª|°|-е|-го)?(?:\s+|-|/|\.)?(?:of\s+|de\s+|d[’'])?"
        + _NAME + r"\.?,?(?:\s+|-|/)(?:de\s+|del\s+|do\s+)?" + _YEAR + r"(?!\d)",
        # March 3rd, 2014
        r"(?<![^\W\d_])" + _NAME + r"\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+" + _YEAR + r"(?!\d)",
        # 2014. március 3., 2014 March 3
        r"(?<!\d)" + _YEAR + r"\.?,?\s+" + _NAME + r"\.?\s+(?P<d>\d{1,2})(?!\d)",
        # 2014年3月12日, 2014년 3월 12일
        r"(?<!\d)" + _YEAR + r"\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
        # 2014-03-12, 2014/3/12, 2014.03.12
        r"(?<![\d/.-])" + _YEAR + r"(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/]\d)",
    )
)  # fmt: skip
_SPACED = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s+(?P<m>\d{1,2})\.\s+" + _YEAR + r"(?!\d)")


class Day(NamedTuple):
    """A day and the characters ``[start:end]`` that give it."""

    start: int
    end: int
    year: int
    month: int
    day: int


@cache
def _months() -> dict[str, dict[str, int]]:
    """Month numbers by name, by language."""
    return {
        language: {name: n for n, names in enumerate(twelve, 1) for name in names.split()}
        for language, twelve in load("en", "page_dates")["months"].items()
    }


@cache
def _shared() -> dict[str, int]:
    """Names that mean one month in every language that has them."""
    meanings: dict[str, set[int]] = {}
    for names in _months().values():
        for name, n in names.items():
            meanings.setdefault(name, set()).add(n)
    return {name: min(found) for name, found in meanings.items() if len(found) == 1}


def month_of(name: str, language: str = "") -> int | None:
    """The number of a month by its name, in the page's language first; None where no language, or two, have it.

    >>> month_of("März"), month_of("mar"), month_of("mars", "fr-BE"), month_of("Montag")
    (3, 3, 3, None)
    """
    plain = name.casefold()
    own = _months().get(language.lower().partition("-")[0], {})
    return own.get(plain) or _shared().get(plain)


def written_day(words: str, language: str = "") -> Day | None:
    """The first whole day that the words name with its month in letters, or from the year down; None without one.

    >>> written_day("jeudi 1er mai 2019 à 10 h")
    Day(start=6, end=18, year=2019, month=5, day=1)
    >>> written_day("May 2019"), written_day("30 February 2019"), written_day("3/4/2019")
    (None, None, None)
    """
    best: Day | None = None
    for shape in (*_SHAPES, _SPACED):
        for found in shape.finditer(words):
            day = _day(found, language)
            if day is not None:
                best = day if best is None or day.start < best.start else best
                break
    return best


def _day(found: re.Match[str], language: str) -> Day | None:
    groups = found.groupdict()
    month = int(groups["m"]) if groups.get("m") else month_of(groups["name"], language)
    year, day = int(groups["y"]), int(groups["d"])
    if month is None or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    return Day(found.start(), found.end(), year, month, day)


def day_comes_first(language: str, address: str = "") -> bool | None:
    """Whether figures put the day before the month, as far as a page's language or its address's country tells.

    >>> day_comes_first("de-AT"), day_comes_first("en-US"), day_comes_first("en"), day_comes_first("en", "a.co.uk")
    (True, False, None, True)
    """
    order = load("en", "page_dates")["order"]
    tag = language.lower().replace("_", "-")
    if tag in order["month_first"]:
        return False
    if tag and tag not in order["unknown"]:
        return True if tag.partition("-")[0] in _months() else None
    country = re.search(r"\.(uk|au|nz|ie|in|za|gov|edu|mil)(?:[:/]|$)", address)
    return country[1] not in ("gov", "edu", "mil") if country else None
