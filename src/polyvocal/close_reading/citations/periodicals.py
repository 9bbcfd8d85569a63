"""Issues of newspapers and journals: a title, its day or number, a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyvocal.close_reading.citations.shapes import (
    DAY_BEFORE,
    MONTH_RU,
    PAGES,
    PAGES_RU,
    SHORT_RUN,
    YEAR,
    choice,
    edtf,
    words,
)
from polyvocal.terms import Citation, Locus

_VOLUME = r"(?:[,.]? (?:[Vv]ol\.?|[Vv]olume) ?(?P<volume>[IVXLC]+|\d+))?"
_NUMBER = r"(?:[,.]? (?:[Nn]os?\.?|[Nn]umber|№) ?(?P<number>\d+[\w/-]*))?"
_BEFORE = re.compile(
    rf"(?<![\w'’.-])(?P<title>(?:(?:The|Le|La|Il|Die|Der) )?{SHORT_RUN}){_VOLUME}{_NUMBER}(?:, ?| ?\()\Z"
)

# «Правда», № 12, 1938; «Известия», 21 декабря 1939 г., с. 2; «Новый мир», 1962, № 11; «Звезда» от 5 февраля 1943 г.
_QUOTED = re.compile(
    r"(?P<kind>\b(?:газета|газеты|газете|журнал|журнала|журнале|еженедельник) )?«(?P<title>[А-ЯЁ][^«»\n]{1,60})»"
    r"(?:(?P<comma>,)? ?№ ?(?P<number>\d+[а-я]?))?"
    rf"(?:, | от |,? за )(?:(?P<day>[0-3]?\d) (?P<month>{MONTH_RU})\.? )?(?P<year>{YEAR})(?: ?(?:гг?\.|года))?"
    r"(?:, № ?(?P<later>\d+[а-я]?))?"
)
# Правда. 1937. 29 января. С. 3; Большевик. 1931. № 8. С. 14 (GOST R 7.0.5-2008, 7.3).
_DOTTED = re.compile(
    rf"(?<![\w«/] )(?<![\w-])(?P<title>[А-ЯЁ][а-яё]+(?: (?:[А-ЯЁ]{{2,5}}|[А-ЯЁ]?[а-яё]+)){{0,3}})\. (?P<year>{YEAR})\. "
    rf"(?:(?P<day>[0-3]?\d) (?P<month>{MONTH_RU})\.?|№ ?(?P<number>\d+)(?: \((?P<bracket>[^)\n]{{1,30}})\))?\.?)"
)


def read_issue(text: str, record: str, year: re.Match[str], *, listed: bool) -> Citation | None:
    """The issue whose year was found at *year*, cited in Latin letters; None where it is no issue."""
    window_start = max(0, year.start() - 160)
    window = text[window_start : year.start()]
    day = DAY_BEFORE.search(window[-28:])
    before = window[: len(window) - (28 if len(window) > 28 else len(window)) + day.start()] if day else window
    if not before.rstrip().endswith((",", "(")):
        return None
    found = _BEFORE.search(before[before.rfind("\n") + 1 :])
    if found is None:
        return None
    shift = window_start + before.rfind("\n") + 1
    lead, title = without_lead(found["title"], "en")
    end = year.end()
    if text[end : end + 1] == ")" and before.endswith("("):
        end += 1
    pages = PAGES.match(text, end)
    numbered = found["number"] is not None
    dated = day is not None and (day["m4"] is None or numbered)
    known = title.split(" ")[-1] in words("en", "periodicals", "last_words")
    if not title or not (known or numbered) or not (dated or (numbered and (pages or known)) or (known and pages)):
        return None
    start = shift + found.start("title") + lead
    return Citation(
        Locus.at(record, text, start, pages.end() if pages else end), "periodical", container=title,
        volume=found["volume"], number=found["number"], date=_day(year[0], day),
        pages=pages["pages"] if pages else None, rule="title, day or number 1",
    )  # fmt: skip


def _day(year: str, day: re.Match[str] | None) -> str:
    if day is None:
        return year
    month = day["m1"] or day["m2"] or day["m3"] or day["m4"]
    return edtf(year, month, day["d1"] or day["d2"] or day["d3"])


def without_lead(title: str, language: str) -> tuple[int, str]:
    """How many characters open a run of capitals without being part of the title ("See", "Source"), and the rest.

    >>> without_lead("See Daily News", "en")
    (4, 'Daily News')
    """
    leads, at = words(language, "periodicals", "leads"), 0
    while " " in title[at:] and title[at:].split(" ", 1)[0].rstrip(".,:") in leads:
        at += len(title[at:].split(" ", 1)[0]) + 1
        while title[at:].startswith(("in ", "also ", "the ", "of ", "by ", "from ")):
            at += title[at:].index(" ") + 1
    return at, title[at:]


def read_cyrillic_issues(text: str, record: str) -> Iterator[Citation]:
    """Every issue cited in Russian."""
    if "«" in text:
        yield from (made for found in _QUOTED.finditer(text) if (made := _quoted(text, record, found)))
    for found in _DOTTED.finditer(text):
        lead, title = without_lead(found["title"], "ru")
        if title.split(" ")[0] in words("ru", "periodicals", "leads"):
            continue
        pages = PAGES_RU.match(text, found.end() - (text[found.end() - 1] == "."))
        end = pages.end() if pages else found.end() - (text[found.end() - 1] == ".")
        yield Citation(
            Locus.at(record, text, found.start() + lead, end), "periodical", container=title, number=found["number"],
            date=edtf(found["year"], found["month"], found["day"]), pages=pages["pages"] if pages else None,
            rule="title, year, day or number 1",
        )  # fmt: skip


def _quoted(text: str, record: str, found: re.Match[str]) -> Citation | None:
    pages = PAGES_RU.match(text, found.end())
    number = found["number"] or found["later"]
    known = found["title"].rsplit(" ", 1)[-1].lower() in words("ru", "periodicals", "last_words")
    numbered = (found["number"] and found["comma"]) or found["later"]
    if not (pages or found["kind"] or numbered or (known and found["day"])):
        return None
    return Citation(
        Locus.at(record, text, found.start(), pages.end() if pages else found.end()), "periodical",
        container=found["title"], number=number, date=edtf(found["year"], found["month"], found["day"]),
        pages=pages["pages"] if pages else None, rule="title in quotation marks 1",
    )  # fmt: skip


@cache
def places(language: str) -> str:
    """Where books are printed, as a choice."""
    return choice(language, "places", "names")
