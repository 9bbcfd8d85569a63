"""The dates of lists, as volunteers and programs write them, in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable

from polyvocal.terms import When
from polyvocal.terms.days import month_length

DateReader = Callable[[str], tuple[When, ...]]

_YEAR = r"-?\d{3}[\dX]"
_ISO = re.compile(rf"({_YEAR})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_SPAN = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4}|\d\d)")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_ABOUT = re.compile(
    r"^(?:c(?:irc)?a?\.?|about|approx\.?|ок(?:оло)?\.?|примерно)\s*(?=\d)|\s*\(?(?:circa|около)\)?$", re.I
)
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*$")
_OF_YEAR = re.compile(r"\s*(?:г\.|года?|гг\.)$")


def edtf(words: str, read_dates: DateReader) -> str | None:
    """The date in EDTF; None where the words leave day and month in doubt, or give no date.

    *read_dates* reads what is written out in words.

    >>> none = lambda words: ()
    >>> [edtf(w, none) for w in ("31.05.1916", "1916", "c. 1916", "1941-45", "1916/5/31", "2004-02-03T10:00:00Z")]
    ['1916-05-31', '1916', '1916~', '1941/1945', '1916-05-31', '2004-02-03']
    >>> [edtf(w, none) for w in ("5/6/1916", "31/5/1916", "31.02.1916", "summer")]
    [None, '1916-05-31', None, None]
    """
    plain = _OF_YEAR.sub("", words.strip().strip("[]()").strip())
    first, slash, last = plain.partition("/")
    if slash and (first in ("", "..") or _iso(first)) and (last in ("", "..") or _iso(last)) and len(first) != 2:
        return plain if _iso(first) or _iso(last) else None
    about = _ABOUT.search(plain)
    bare = _TIME.sub("", _ABOUT.sub("", plain)).strip()
    found = _iso(bare) or _span(bare) or _in_figures(bare)
    if found is None and re.search(r"\d", bare) and not _FIGURES.fullmatch(bare):
        found = _written_out(words, read_dates)
    if found and about and re.fullmatch(r"\d{4}", found):
        return f"{found}~"
    return found


def _iso(words: str) -> str | None:
    found = _ISO.fullmatch(words)
    if not found:
        return None
    year, month, day = found[1], found[2], found[3]
    return words if _is_day(int(year.replace("X", "0")), month, day) else None


def _is_day(year: int, month: str | None, day: str | None) -> bool:
    if month is None:
        return True
    return 1 <= int(month) <= 12 and (day is None or 1 <= int(day) <= month_length(year, int(month)))


def _span(words: str) -> str | None:
    found = _SPAN.fullmatch(words)
    if not found:
        return None
    first, last = found[1], found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    if len(found[2]) == 2 and "-" in words and int(found[2]) <= 12 and int(last) <= int(first):
        return None  # "1916-05" with spaces is a month
    return f"{first}/{last}" if int(first) < int(last) else None


def _in_figures(words: str) -> str | None:
    if found := _SLASHED.fullmatch(words):
        return _made(found[1], found[2], found[3])
    if found := _MONTH.fullmatch(words):
        return _made(found[2], found[1], None)
    found = _FIGURES.fullmatch(words)
    if not found:
        return None
    day, month = found[1], found[3]
    # With full stops the day comes first wherever such dates are written; else only what is certain counts.
    if found[2] != "." and int(day) <= 12 and int(month) <= 12 and int(day) != int(month):
        return None
    if found[2] != "." and int(month) > 12:
        day, month = month, day
    return _made(found[4], month, day)


def _made(year: str, month: str, day: str | None) -> str | None:
    return _iso("-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])]))


def _written_out(words: str, read_dates: DateReader) -> str | None:
    for when in read_dates(words):
        if when.type == "DATE" and when.edtf and when.earliest is not None and not when.anchor:
            first, _, last = when.edtf.partition("/")
            fits = all(part in ("", "..") or _iso(part) for part in (first, last))
            return when.edtf if fits else None
    return None
