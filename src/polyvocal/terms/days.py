"""Julian Day Numbers: one axis of whole days for every calendar.

The arithmetic is that of E. G. Richards, "Calendars", in the Explanatory Supplement to the Astronomical Almanac
(3rd ed., 2013), ch. 15; years are astronomical (1 BC is 0).
"""

from __future__ import annotations

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int, *, julian: bool = False) -> int:
    """Days of a month.

    >>> month_length(1900, 2), month_length(1900, 2, julian=True)
    (28, 29)
    """
    leap = year % 4 == 0 and (julian or year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTHS[month - 1]


def from_gregorian(year: int, month: int, day: int) -> int:
    """Julian Day Number of a Gregorian date; raises ValueError where the day does not exist.

    >>> from_gregorian(1916, 5, 31)
    2421015
    """
    _exists(year, month, day, julian=False)
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def from_julian(year: int, month: int, day: int) -> int:
    """Julian Day Number of a date of the Julian calendar; raises ValueError where the day does not exist.

    >>> from_julian(1917, 10, 25) == from_gregorian(1917, 11, 7)
    True
    """
    _exists(year, month, day, julian=True)
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083


def _exists(year: int, month: int, day: int, *, julian: bool) -> None:
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month, julian=julian):
        raise ValueError(f"no day {day} in month {month} of {year} ({'Julian' if julian else 'Gregorian'})")


def to_gregorian(day: int) -> tuple[int, int, int]:
    """Year, month and day of a Julian Day Number.

    >>> to_gregorian(2421015)
    (1916, 5, 31)
    """
    a = day + 32044
    b = (4 * a + 3) // 146097
    return _civil(a - 146097 * b // 4, 100 * b)


def to_julian(day: int) -> tuple[int, int, int]:
    """Year, month and day in the Julian calendar."""
    return _civil(day + 32082, 0)


def _civil(c: int, century: int) -> tuple[int, int, int]:
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return century + d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1


def iso(day: int) -> str:
    """ISO 8601 date of a Julian Day Number, Gregorian; years before 1 with a sign.

    >>> iso(2421015), iso(from_gregorian(-43, 3, 15))
    ('1916-05-31', '-0043-03-15')
    """
    year, month, of_month = to_gregorian(day)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"


def weekday(day: int) -> int:
    """Day of the week, Monday 0 to Sunday 6.

    >>> weekday(from_gregorian(2017, 11, 13))
    0
    """
    return day % 7
