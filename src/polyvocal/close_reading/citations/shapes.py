"""The small shapes that references are made of: days, pages, names of persons and titles, in two scripts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from polyvocal.usage import load

_MONTHS = (
    ("january", "jan", "январь", "января", "янв"), ("february", "feb", "февраль", "февраля", "февр", "фев"),
    ("march", "mar", "март", "марта", "мар"), ("april", "apr", "апрель", "апреля", "апр"),
    ("may", "май", "мая"), ("june", "jun", "июнь", "июня"), ("july", "jul", "июль", "июля"),
    ("august", "aug", "август", "августа", "авг"), ("september", "sept", "sep", "сентябрь", "сентября", "сент"),
    ("october", "oct", "октябрь", "октября", "окт"), ("november", "nov", "ноябрь", "ноября", "нояб"),
    ("december", "dec", "декабрь", "декабря", "дек"),
)  # fmt: skip
MONTH_OF = {word: n for n, words in enumerate(_MONTHS, 1) for word in words}


def _alternatives(*, cyrillic: bool) -> str:
    words = [word for word in MONTH_OF if (word[0] > "z") == cyrillic]
    return "|".join(
        sorted((w.capitalize() if not cyrillic else w for w in words), key=lambda w: (-len(w), w)),
    )


MONTH, MONTH_RU = _alternatives(cyrillic=False), _alternatives(cyrillic=True)
YEAR = r"(?:1[5-9]|20)\d\d"
EVERY_YEAR = re.compile(rf"(?<![\d/-]){YEAR}(?!\d)")

# What stands before a year to make a day of it; matched against the end of a window.
DAY_BEFORE = re.compile(
    rf"(?:(?<![\d.])(?P<d1>[0-3]?\d)(?:st|nd|rd|th)? (?P<m1>{MONTH})\.?,? |(?P<m2>{MONTH})\.? (?P<d2>[0-3]?\d)"
    rf"(?:st|nd|rd|th)?,? |(?<![\d.])(?P<d3>[0-3]?\d) (?P<m3>{MONTH_RU})\.? |(?P<m4>{MONTH})\.?,? )\Z"
)

_PAGE = r"(?:\d{1,4}|[xvi]{1,6})"
PAGE_RUN = rf"{_PAGE}(?: ?[-–—] ?{_PAGE})?(?:, ?{_PAGE}(?:[-–—]{_PAGE})?(?!\d|\.\d))*"
PAGES = re.compile(rf"[,:]? ?(?:pp?\.|pages?) ?(?P<pages>{PAGE_RUN})")
BARE_PAGES = re.compile(rf"[,:] ?(?:pp?\.|pages?)? ?(?P<pages>{PAGE_RUN})(?![\w/])")
PAGES_RU = re.compile(rf"[.,]?(?: ?[—–])? (?:[Сс]\.|[Сс]тр\.) ?(?P<pages>{PAGE_RUN})")

_CAPITAL = "A-ZÀ-ÖØ-Þ"
WORD = rf"[{_CAPITAL}][\w'’&-]*"
_PARTICLE = "of|the|and|de|des|du|la|le|for|on|in|to|an?|or|from|under|with|without|at|its|der|die|und|et|&"
TITLE_RUN = rf"{WORD}(?:,? (?:(?:{_PARTICLE}) ){{0,2}}{WORD}){{0,11}}"
SHORT_RUN = rf"{WORD}(?: (?:(?:{_PARTICLE}) ){{0,2}}{WORD}){{0,5}}"
_GIVEN = rf"(?:[{_CAPITAL}]\.(?:[ -]?[{_CAPITAL}]\.)*|{WORD})"
NAME = rf"{_GIVEN}(?: (?:[{_CAPITAL}]\.|{WORD}|van|von|de|der)){{1,3}}"
NAMES = rf"{NAME}(?:(?:,| and| &|, and) {NAME}){{0,4}}"
TURNED = rf"{WORD}, [{_CAPITAL}](?:\.|[\w'’-]+)(?: [{_CAPITAL}]\.?[\w'’-]*){{0,2}}"
NAME_RU = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?,? [А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?"
NAMES_RU = rf"{NAME_RU}(?:, {NAME_RU}){{0,4}}"


def edtf(year: str, month: str | None = None, day: str | None = None) -> str:
    """The day, month or year of a reference in EDTF; what is no day is given as its month or year.

    >>> edtf("1939", "December", "21"), edtf("1943", "февраля", "5"), edtf("1916", "June", "44")
    ('1939-12-21', '1943-02-05', '1916-06')
    """
    number = MONTH_OF.get((month or "").lower().rstrip("."))
    if number is None:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{number:02d}"
    return f"{year}-{number:02d}-{int(day):02d}"


@cache
def table(language: str) -> dict[str, Any]:
    """The usage of references in a language."""
    return load(language, "citations")


@cache
def words(language: str, section: str, key: str) -> frozenset[str]:
    """A list of words of that usage."""
    return frozenset(table(language)[section][key].split())


@cache
def choice(language: str, section: str, key: str) -> str:
    """A list parted by bars as a choice of a regular expression, longest first."""
    known = [" ".join(name.split()) for name in table(language)[section][key].split("|")]
    return "|".join(re.escape(name) for name in sorted(filter(None, known), key=lambda name: (-len(name), name)))
