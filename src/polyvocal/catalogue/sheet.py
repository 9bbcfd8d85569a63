"""The sheet a cataloguer fills in: entries with the place of their evidence, dates read in the words of a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from polyvocal.catalogue.written_days import day_comes_first, written_day
from polyvocal.terms import Alignment, Entry, Locus, PolyvocalError, Record, StatedDate, When
from polyvocal.terms.days import from_gregorian, iso, month_length
from polyvocal.terms.description import DateRole
from polyvocal.terms.locus import Layer

DateReader = Callable[[str], tuple[When, ...]]
"""Reads the dates in any text; loci count that text."""

HTML_LANGUAGE = re.compile(r"<html\b[^>]*?\b(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)", re.I)
_ISO = re.compile(r"((?:1[0-9]|20)\d\d)(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?![\d-])(?:T.*|,? \d.*)?", re.S)
# As C's asctime, Java and Unix write it: "Tue Jan 28 15:28:56 CET 2020".
_ASCTIME = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3})\s{1,2}(\d{1,2}) \d\d:\d\d(?::\d\d)?(?: [A-Z]{2,5}| [+-]\d{4})?"
    r" ((?:19|20)\d\d)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?!\d)")


@dataclass(frozen=True)
class Sheet:
    """A record with its capture, and the ways to make entries from it."""

    record: Record
    captured: str
    read_dates: DateReader

    @cached_property
    def alignment(self) -> Alignment:
        """The map between reading text and capture."""
        return self.record.alignment(self.captured)

    @property
    def text(self) -> str:
        """The reading text."""
        return self.record.text

    @cached_property
    def is_page(self) -> bool:
        """Whether the record comes from a page of the web, whose days are written in any language."""
        return self.record.capture.media_type == "text/html"

    @cached_property
    def language(self) -> str:
        """The language that a page declares, "" where it declares none."""
        found = HTML_LANGUAGE.search(self.captured[:5000]) if self.is_page else None
        return found[1] if found else ""

    def quote(self, start: int, end: int, layer: Layer = "reading") -> Locus:
        """Locus of these characters; in the capture, unless they stand alike in the reading text."""
        if layer == "capture":
            words = self.captured[start:end]
            place = self.record.place
            if place[0] <= start and end <= place[1]:
                a, b = self.alignment.to_reading(start, end)
                if words and self.text[a:b] == words:
                    return Locus(self.record.id, a, words)
            return Locus(self.record.id, start, words, "capture")
        return Locus.at(self.record.id, self.text, start, end)

    def entry(self, start: int, end: int, by: str, *, layer: Layer = "reading", value: str | None = None) -> Entry:
        """An entry whose value is what stands there, or *value* where markup had to be resolved."""
        locus = self.quote(start, end, layer)
        return Entry(" ".join(locus.words.split()) if value is None else value, locus, by)

    def date(
        self, role: DateRole, start: int, end: int, by: str, *, layer: Layer = "reading", year: int | None = None
    ) -> StatedDate | None:
        """The first date of these characters that names a year (or that *year* completes), as one of the clocks."""
        source = self.captured if layer == "capture" else self.text
        words = source[start:end]
        when = _iso_when(words) or _asctime(words) or self._read(words, year)
        if when is None or when.locus is None:
            return None
        at = start + when.locus.start
        locus = self.quote(at, at + len(when.locus.words), layer)
        return StatedDate(role, Entry(locus.words, locus, by), replace(when, words=locus.words, locus=locus))

    def _read(self, words: str, year: int | None) -> When | None:
        if not re.search(r"\d", words):
            return None
        day = written_day(words, self.language) if self.is_page else None
        if day is not None:
            said = words[day.start : day.end]
            return _when(said, day.start, day.year, day.month, day.day, "day as pages write it")
        numeric = _NUMERIC.search(words)
        if numeric:
            return self._numeric(numeric)
        for when in self.read_dates(words):
            if when.type == "DATE" and when.earliest is not None and not when.anchor:
                return when
        if year is None:
            return None
        completed = f"{words.rstrip(' .,-–—:')}, {year}"
        for when in self.read_dates(completed):
            if when.earliest is not None and when.locus is not None:
                said = when.locus.words.removesuffix(f", {year}").removesuffix(f" {year}")
                if words[when.locus.start : when.locus.start + len(said)] == said and said:
                    return replace(
                        when, locus=replace(when.locus, words=said), anchor=str(year), ground="year of the issue"
                    )
        return None

    def _numeric(self, found: re.Match[str]) -> When | None:
        """A date in figures; its order of day and month is the page's own, or certain, or else unknown."""
        first, second = int(found[1]), int(found[3])
        year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
        order = self._day_first(found[2]) if first <= 12 and second <= 12 and first != second else first > 12
        if order is None:
            return _when(found[0], found.start(), year, None, None, "order of day and month unknown")
        day, month = (first, second) if order or first == second else (second, first)
        if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
            return None
        return _when(found[0], found.start(), year, month, day, "day and month in figures")

    def _day_first(self, separator: str) -> bool | None:
        if separator == ".":
            return True  # with full stops the day comes first wherever such dates are written
        firsts = seconds = 0
        for other in _NUMERIC.finditer(self.captured):
            if other[2] == separator:
                firsts += int(other[1]) > 12 >= int(other[3])
                seconds += int(other[3]) > 12 >= int(other[1])
        if bool(firsts) != bool(seconds):
            return bool(firsts)
        return day_comes_first(self.language, self.record.capture.address or "") if self.is_page else None


def _iso_when(words: str) -> When | None:
    """A date as machines write it, at the start of the words."""
    stripped = words.strip()
    found = _ISO.fullmatch(stripped)
    if not found or (len(stripped) == 6 and "-" not in stripped):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if (
        year is None
        or (month and not 1 <= month <= 12)
        or (month and day and not 1 <= day <= month_length(year, month))
    ):
        return None
    start = len(words) - len(words.lstrip())
    return _when(words[start : start + found.end(3 if day else 2 if month else 1)], start, year, month, day, "ISO 8601")


def _asctime(words: str) -> When | None:
    found = _ASCTIME.fullmatch(words.strip())
    if not found or found[1] not in _MONTHS:
        return None
    year, month, day = int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])
    if not 1 <= day <= month_length(year, month):
        return None
    return _when(found[0], words.index(found[0]), year, month, day, "asctime")


def _when(words: str, start: int, year: int, month: int | None, day: int | None, ground: str) -> When:
    first = from_gregorian(year, month or 1, day or 1)
    last = from_gregorian(year, month or 12, day or month_length(year, month or 12))
    value = iso(first)[: 10 if day else 7 if month else 4]
    locus = Locus("", start, words)
    return When(words, locus, "DATE", value, value, first, last, ground=ground, rule="catalogue dates 1")


def check(sheet: Sheet, entry: Entry) -> Entry:
    """The entry, its evidence verified; raises `PolyvocalError` where the words do not stand there."""
    if entry.evidence is None:
        return entry
    if entry.evidence.record != sheet.record.id:
        raise PolyvocalError(f"evidence of {sheet.record.id} quotes {entry.evidence.record}")
    entry.evidence.verify(sheet.text if entry.evidence.layer == "reading" else sheet.captured)
    return entry
