"""The forms of EDTF (ISO 8601-2) in which people give dates: year, month or day, qualified or not, or a span."""

from __future__ import annotations

import re

from polyvocal.terms import PolyvocalError
from polyvocal.terms.days import from_gregorian, month_length

_DATE = re.compile(r"(-?\d{3}[\dX])(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def day_bounds(edtf: str) -> tuple[int | None, int | None]:
    """Julian Day Numbers of the first and last day that an EDTF string allows; None where it is open.

    >>> day_bounds("1916-05") == (from_gregorian(1916, 5, 1), from_gregorian(1916, 5, 31))
    True
    >>> day_bounds("1916-05-31/..")
    (2421015, None)
    """
    first, _, last = edtf.partition("/")
    low = None if first in ("", "..") else _bounds(first, edtf)[0]
    if "/" in edtf and last in ("", ".."):
        return low, None
    return low, _bounds(last or first, edtf)[1]


def _bounds(date: str, edtf: str) -> tuple[int, int]:
    found = _DATE.fullmatch(date)
    if not found:
        raise PolyvocalError(f"{edtf!r} is no date such as 1916, 191X, 1916-05, 1916-05-31~ or 1916-05-31/1916-06-01")
    year, month, day = found.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = (int(month), int(month)) if month else (1, 12)
    try:
        days = (int(day), int(day)) if day else (1, month_length(last, months[1]))
        return from_gregorian(first, months[0], days[0]), from_gregorian(last, months[1], days[1])
    except (ValueError, IndexError):
        raise PolyvocalError(f"{edtf!r} is no day of the calendar") from None
