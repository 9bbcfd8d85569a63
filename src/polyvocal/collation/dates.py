"""Dates set side by side: interval algebra, the Julian twin, and what plain arithmetic finds.

The relations are a coarse reading of J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26 (1983):
which of his thirteen holds matters less here than whether both dates can be true.
"""

from __future__ import annotations

from typing import Literal

from polyvocal.terms import When
from polyvocal.terms.days import from_gregorian, from_julian, iso, to_gregorian, to_julian

Allen = Literal["equal", "during", "contains", "overlaps", "meets", "before", "after"]


def day_of(written: str) -> int:
    """Julian Day Number of an ISO date.

    >>> day_of("1916-05-31")
    2421015
    """
    year, month, day = written.rsplit("-", 2)
    return from_gregorian(int(year), int(month), int(day))


def relate(a: tuple[int, int], b: tuple[int, int]) -> Allen:
    """How interval *a* lies to interval *b*; both ends belong to them.

    >>> relate((1, 2), (1, 5)), relate((1, 2), (3, 4)), relate((1, 2), (5, 6))
    ('during', 'meets', 'before')
    """
    if a == b:
        return "equal"
    if a[1] < b[0]:
        return "meets" if a[1] + 1 == b[0] else "before"
    if b[1] < a[0]:
        return "meets" if b[1] + 1 == a[0] else "after"
    if b[0] <= a[0] and a[1] <= b[1]:
        return "during"
    if a[0] <= b[0] and b[1] <= a[1]:
        return "contains"
    return "overlaps"


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days that lie between two intervals, 0 where they share a day.

    >>> gap((1, 2), (5, 6)), gap((1, 5), (3, 9))
    (3, 0)
    """
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def bounds(when: When) -> tuple[int, int] | None:
    """The first and last possible day of a date, or None."""
    return None if when.earliest is None or when.latest is None else (when.earliest, when.latest)


def is_julian_twin(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether the later interval is the earlier one with its calendar mistaken: the same days, Julian and Gregorian.

    >>> is_julian_twin((day_of("1917-10-25"),) * 2, (day_of("1917-11-07"),) * 2)
    True
    >>> is_julian_twin((day_of("1917-10-25"),) * 2, (day_of("1917-11-06"),) * 2)
    False
    """
    early, late = sorted((a, b))
    # A Gregorian-looking date that was Julian is later by the difference of its century.
    return early != late and _read_as_julian(early) == late


def _read_as_julian(days: tuple[int, int]) -> tuple[int, int] | None:
    try:
        first, last = (from_julian(*to_gregorian(day)) for day in days)
    except ValueError:
        return None
    return first, last


def edtf(earliest: int | None, latest: int | None) -> str | None:
    """Bounds in the words of ISO 8601-2, as short as they are exact.

    >>> edtf(day_of("1916-05-31"), day_of("1916-06-01")), edtf(day_of("1963-01-01"), day_of("1963-12-31"))
    ('1916-05-31/1916-06-01', '1963')
    >>> edtf(day_of("1941-01-01"), day_of("1945-12-31")), edtf(None, day_of("1916-06-03"))
    ('1941/1945', '../1916-06-03')
    """
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return f"../{iso(latest)}" if latest is not None else f"{iso(earliest or 0)}/.."
    if earliest == latest:
        return iso(earliest)
    first, last = _start_words(earliest, latest)
    return first if first == last else f"{first}/{last}"


def _start_words(earliest: int, latest: int) -> tuple[str, str]:
    first, last = iso(earliest), iso(latest)
    _, next_month, next_day = to_gregorian(latest + 1)
    if first.endswith("-01") and next_day == 1:
        if first.endswith("-01-01") and next_month == 1:
            return first[:-6], last[:-6]
        return first[:-3], last[:-3]
    return first, last


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def in_words(earliest: int | None, latest: int | None) -> str:
    """Bounds as an English heading gives them.

    >>> in_words(day_of("1916-05-31"), day_of("1916-06-01")), in_words(day_of("1988-02-27"), day_of("1988-02-29"))
    ('31 May-1 June 1916', '27-29 February 1988')
    >>> in_words(day_of("1941-01-01"), day_of("1945-12-31")), in_words(day_of("1941-09-01"), day_of("1941-09-30"))
    ('1941-1945', 'September 1941')
    >>> in_words(day_of("-0479-09-01"), day_of("-0479-09-30")), in_words(day_of("-0399-01-01"), day_of("-0299-12-31"))
    ('September 480 BC', '400-300 BC')
    """
    if earliest is None or latest is None:
        return "" if latest is None else f"before {_day(latest, year=True)}"
    _, next_month, next_day = to_gregorian(latest + 1)
    (y1, m1, d1), (y2, m2, d2) = to_gregorian(earliest), to_gregorian(latest)
    if d1 == 1 and next_day == 1 and earliest != latest:
        if m1 == 1 and next_month == 1:
            return _years(y1, y2)
        if (y1, m1) == (y2, m2):
            return f"{_MONTHS[m1 - 1]} {_year(y1)}"
        first = _MONTHS[m1 - 1] + ("" if y1 == y2 else f" {_year(y1)}")
        return f"{first}-{_MONTHS[m2 - 1]} {_year(y2)}"
    if earliest == latest:
        return _day(earliest, year=True)
    if latest - earliest > 366:
        return _years(y1, y2)
    if (y1, m1) == (y2, m2):
        return f"{d1}-{d2} {_MONTHS[m1 - 1]} {_year(y1)}"
    return f"{_day(earliest, year=y1 != y2)}-{_day(latest, year=True)}"


def _year(year: int) -> str:
    """A year as a heading gives it; astronomical years before 1 are those before Christ."""
    return str(year) if year > 0 else f"{1 - year} BC"


def _years(first: int, last: int) -> str:
    if first == last:
        return _year(first)
    return f"{1 - first}-{_year(last)}" if first <= 0 and last <= 0 else f"{_year(first)}-{_year(last)}"


def _day(day: int, *, year: bool) -> str:
    y, m, d = to_gregorian(day)
    return f"{d} {_MONTHS[m - 1]}" + (f" {_year(y)}" if year else "")


def both_calendars(day: int) -> str:
    """A day in both calendars, for the sentence that offers the Julian twin.

    >>> both_calendars(day_of("1917-11-07"))
    '25 October 1917 (Julian) = 7 November 1917 (Gregorian)'
    """
    y, m, d = to_julian(day)
    return f"{d} {_MONTHS[m - 1]} {_year(y)} (Julian) = {_day(day, year=True)} (Gregorian)"
