"""Feasts and holidays that move: their day in a given year."""

from __future__ import annotations

from typing import Any

from polyvocal.terms.days import from_gregorian, from_julian, to_gregorian, to_julian


def feast(where: list[Any], year: int) -> tuple[int, int]:
    """Month and day of a feast: [12, 25]; ["easter", -2]; [9, "nth", 1, 0], the first Monday of September.

    >>> feast(["easter", 1], 1916), feast([9, "nth", 1, 0], 1916), feast([12, 25], 1916)
    ((4, 24), (9, 4), (12, 25))
    >>> feast(["pascha", 0], 1917)  # in the calendar that its church keeps
    (4, 2)
    """
    if where[0] in ("easter", "pascha"):
        julian = where[0] == "pascha" or year < 1583
        month, day = julian_easter(year) if julian else gregorian_easter(year)
        number = (from_julian if julian else from_gregorian)(year, month, day) + int(where[1])
        _, month, day = to_julian(number) if julian else to_gregorian(number)
        return month, day
    if len(where) == 4:
        month, _, count, weekday = where
        first = from_gregorian(year, month, 1)
        return month, (weekday - first) % 7 + 1 + 7 * (count - 1)
    return int(where[0]), int(where[1])


def gregorian_easter(year: int) -> tuple[int, int]:
    """Easter Sunday in the Gregorian calendar, by the rule of J. Meeus, Astronomical Algorithms (1991), ch. 8.

    >>> gregorian_easter(1916)
    (4, 23)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return n // 31, n % 31 + 1


def julian_easter(year: int) -> tuple[int, int]:
    """Easter Sunday in the Julian calendar, by the rule of J. Meeus, Astronomical Algorithms (1991), ch. 8.

    >>> julian_easter(1917)
    (4, 2)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    n = d + e + 114
    return n // 31, n % 31 + 1
