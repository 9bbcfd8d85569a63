"""A point or stretch of the calendar as far as words give it: its TIMEX3 value, its EDTF and its bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from polyvocal.terms.days import from_gregorian, from_julian, month_length, to_gregorian, to_julian

Grain = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]
Convert = Literal["gregorian", "julian"]

# First and last month and day of the seasons, northern hemisphere, wide enough for either habit (month or solstice).
# Winter runs over the turn of the year on both sides, as "the winter of 1916" may mean either.
_SEASONS = {"SP": ((3, 1), (6, 21)), "SU": ((6, 1), (9, 23)), "FA": ((9, 1), (12, 21))}
_SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True, slots=True)
class Point:
    """What is known of a date; *year* is astronomical (1 BC is 0), and what is not known is None.

    >>> Point(year=1917, month=10, grain="month").value
    '1917-10'
    >>> Point(month=6, day=3, grain="day").value
    'XXXX-06-03'
    >>> Point(year=-498, grain="year").value
    'BC0499'
    """

    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None  # of the quarter, half or week in its year
    season: str | None = None
    weekday: int | None = None  # Monday 0, where that is all that is known of the day
    time: str = ""  # "TMO", "T05:34"

    @property
    def known(self) -> bool:
        """Whether the point has a place in time."""
        return self.year is not None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.grain == "decade":
            return self._year()[:-1] if self.known else "XXX"
        if self.grain == "century":
            return self._century()
        return self._date() + self.time

    def _date(self) -> str:
        year = self._year()
        if self.grain == "year":
            return f"{year}-XX-XX" if self.time else year
        if self.grain == "season":
            return f"{year}-{self.season}"
        if self.grain == "quarter":
            return f"{year}-Q{self.number or 'X'}"
        if self.grain == "half":
            return f"{year}-H{self.number or 'X'}"
        if self.grain == "week":
            return f"{year}-W{self.number:02d}" if self.number else f"{year}-WXX"
        if self.weekday is not None and self.day is None:
            return f"{year}-WXX-{self.weekday + 1}"
        month = f"{self.month:02d}" if self.month else "XX"
        if self.grain == "month":
            return f"{year}-{month}-XX" if self.time else f"{year}-{month}"
        return f"{year}-{month}-{self.day:02d}" if self.day else f"{year}-{month}-XX"

    def _year(self) -> str:
        if self.year is None:
            return "XXXX"
        return f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"

    def _century(self) -> str:
        if self.year is None:
            return "XX"
        return f"{self.year // 100:02d}" if self.year > 0 else f"BC{-self.year // 100:02d}"

    def bounds(self, calendar: Convert = "gregorian") -> tuple[int, int] | None:
        """Julian Day Numbers of the first and last day it can be; None where it has no place, or no such day exists."""
        if self.year is None:
            return None
        convert = from_julian if calendar == "julian" else from_gregorian
        first, last = self._span(self.year, julian=calendar == "julian")
        try:
            return convert(*first), convert(*last)
        except ValueError:
            return None

    def _span(self, year: int, *, julian: bool) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        if self.grain == "decade":
            return ((year, 1, 1), (year + 9, 12, 31))
        if self.grain == "century":
            return ((year, 1, 1), (year + 100, 12, 31))
        if self.grain == "season" and self.season == "WI":
            return (year - 1, 12, 1), (year + 1, 3, 20)
        if self.grain == "season" and self.season in _SEASONS:
            (m1, d1), (m2, d2) = _SEASONS[self.season]
            return (year, m1, d1), (year, m2, d2)
        if self.grain in ("quarter", "half") and self.number:
            size = 3 if self.grain == "quarter" else 6
            last = size * self.number
            return (year, last - size + 1, 1), (year, last, month_length(year, last))
        if self.grain == "week" and self.number:
            first = _monday(year, self.number)
            return to_gregorian(first), to_gregorian(first + 6)
        if not self.month:
            return (year, 1, 1), (year, 12, 31)
        if self.grain == "day" and self.day:
            return (year, self.month, self.day), (year, self.month, self.day)
        return (year, self.month, 1), (year, self.month, month_length(year, self.month, julian=julian))

    def edtf(self, *, approximate: bool = False) -> str | None:
        """The date in EDTF (ISO 8601-2:2019), as written; None where it has no form there."""
        if self.year is not None and not -9990 <= self.year <= 9990:
            return None
        text = self._edtf()
        return f"{text}~" if text and approximate and "X" not in text else text

    def _edtf(self) -> str | None:
        if self.year is None:
            if self.grain not in ("day", "month") or not self.month:
                return None
            return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day and self.grain == "day" else "")
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if self.grain == "decade":
            return f"{year[:-1]}X" if self.year > 0 else f"{year}/{_signed(self.year + 9)}"
        if self.grain == "century":
            return f"{year[:-2]}XX" if self.year > 0 else f"{year}/{_signed(self.year + 99)}"
        if self.grain == "season":
            return f"{year}-{_SEASON_EDTF[self.season]}" if self.season in _SEASON_EDTF else year
        if self.grain in ("quarter", "half", "week"):
            return self._edtf_span(year)
        if self.grain == "year" or not self.month:
            return year
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.grain == "day" and self.day else "")

    def _edtf_span(self, year: str) -> str:
        found = self.bounds()
        if not self.number or not found or self.year is None or self.year < 0:
            return year  # an interval of months before the common era has no form in level 1
        first, last = (to_gregorian(d) for d in found)
        if self.grain == "week":
            return "/".join(f"{_signed(y)}-{m:02d}-{d:02d}" for y, m, d in (first, last))
        return f"{year}-{first[1]:02d}/{year}-{last[1]:02d}"

    def exists(self, calendar: Convert = "gregorian") -> bool:
        """Whether the calendar has such a day; True where no year is known and some year has it."""
        if self.grain != "day" or not self.month or not self.day:
            return True
        year = 2000 if self.year is None else self.year
        return 1 <= self.month <= 12 and 1 <= self.day <= month_length(year, self.month, julian=calendar == "julian")


def _signed(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _monday(year: int, week: int) -> int:
    fourth = from_gregorian(year, 1, 4)
    return fourth - fourth % 7 + 7 * (week - 1)


def day_point(number: int, calendar: Convert = "gregorian") -> Point:
    """The point of a Julian Day Number.

    >>> day_point(2421015).value
    '1916-05-31'
    """
    year, month, day = to_julian(number) if calendar == "julian" else to_gregorian(number)
    return Point("day", year, month, day)


def shifted(point: Point, count: int, unit: str) -> Point:
    """The point *count* units away: exact where the point is known to that unit, and no finer than the unit.

    >>> shifted(Point("day", 1917, 11, 7), 2, "D").value
    '1917-11-09'
    >>> shifted(Point("year", 1917), 4, "D").value
    '1917-XX-XX'
    """
    if point.year is None:
        return {"D": Point("day"), "W": Point("week"), "M": Point("month")}.get(unit, Point("year"))
    if unit in ("D", "W"):
        return _shifted_days(point, count, unit)
    if unit == "M":
        if not point.month:
            return replace(point, grain="month", month=None, day=None, time="", season=None, number=None)
        months = point.year * 12 + point.month - 1 + count
        return Point("month", months // 12, months % 12 + 1)
    if unit in ("DE", "CE"):
        return Point("year", point.year + count * (10 if unit == "DE" else 100))
    return Point("year", point.year + count)


def _shifted_days(point: Point, count: int, unit: str) -> Point:
    found = point.bounds()
    exact = point.grain == "day" and point.day is not None and found is not None
    if not exact or found is None:
        whole = Point("day", point.year, point.month if unit == "D" and abs(count) < 8 else None)
        return whole if unit == "D" else Point("week", point.year)
    return week_point(found[0] + 7 * count) if unit == "W" else day_point(found[0] + count)


def week_start(day: int) -> int:
    """The Monday on or before a Julian Day Number."""
    return day - day % 7


def week_point(day: int) -> Point:
    """The ISO week of a Julian Day Number.

    >>> week_point(2421015).value
    '1916-W22'
    """
    thursday = day - day % 7 + 3
    year = to_gregorian(thursday)[0]
    return Point("week", year, number=(thursday - from_gregorian(year, 1, 1)) // 7 + 1)


def narrowed(bounds: tuple[int, int], mod: str | None) -> tuple[int, int]:
    """The half of a stretch of days that "early" (START), "mid" or "late" (END) may mean at the widest.

    >>> year = (from_gregorian(1917, 1, 1), from_gregorian(1917, 12, 31))
    >>> [to_gregorian(day) for day in narrowed(year, "END")]
    [(1917, 7, 2), (1917, 12, 31)]
    >>> decade = (from_gregorian(1920, 1, 1), from_gregorian(1929, 12, 31))
    >>> to_gregorian(narrowed(decade, "END")[0])
    (1925, 1, 1)
    """
    first, last = bounds
    begin, end = to_gregorian(first), to_gregorian(last)
    years = end[0] - begin[0] + 1
    if years > 1 and begin[1:] == (1, 1) and end[1:] == (12, 31):
        quarter = years // 4
        middle = {"START": (0, (years - 1) // 2), "END": (years // 2, years - 1), "MID": (quarter, years - 1 - quarter)}
        if mod in middle:
            low, high = middle[mod]
            return from_gregorian(begin[0] + low, 1, 1), from_gregorian(begin[0] + high, 12, 31)
    size = last - first + 1
    if mod == "START":
        return first, first + (size - 1) // 2
    if mod == "END":
        return first + size // 2, last
    if mod == "MID":
        return first + size // 4, last - size // 4
    return bounds
