"""Which calendar a date is in, on what ground, and what the other calendar would make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from polyvocal.close_reading.dates.checks import julian_fits
from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import day_of, month_of, year_of
from polyvocal.close_reading.dates.point import Point, day_point
from polyvocal.terms.days import from_gregorian
from polyvocal.terms.when import Calendar

# The Gregorian calendar begins with 15 October 1582 (bull Inter gravissimas).
REFORM = from_gregorian(1582, 10, 15)


@dataclass(frozen=True, slots=True)
class Placed:
    """A point on the axis of days: its bounds, the calendar and its ground, and the bounds in the other calendar."""

    bounds: tuple[int, int] | None
    calendar: Calendar
    ground: str
    twin: tuple[int, int] | None = None


def place(context: Context, draft: Draft) -> Placed:
    """Put a point on the axis of days, in the calendar that its text and time speak for."""
    point = draft.point
    if point is None:
        return Placed(None, "gregorian", "")
    bounds = point.bounds()
    if draft.calendar is not None:
        return Placed(point.bounds(draft.calendar), draft.calendar, draft.ground)
    if point.year is None:
        return Placed(bounds, "gregorian", context.grammar.settings["ground"])
    old = point.bounds("julian")
    if old is not None and old[1] < REFORM:
        return Placed(old, "julian", "before the Gregorian reform of 1582")
    if draft.weekday is not None and julian_fits(point, draft.weekday) and bounds and bounds[0] % 7 != draft.weekday:
        return Placed(bounds, "unknown", "the weekday named is that of the Julian calendar", old)
    year, month, day = context.grammar.settings["julian_until"]
    kept = from_gregorian(year, month, day)
    if point.grain not in ("day", "month", "week") or old is None or (bounds or old)[0] > kept:
        return Placed(bounds, "gregorian", context.grammar.settings["ground"])
    written = context.written.bounds() if context.written else None
    if written is not None and written[0] <= kept:
        return Placed(old, "julian", context.grammar.settings["julian_ground"])
    return Placed(bounds, "unknown", context.grammar.settings["unknown_ground"], old)


def edtf(draft: Draft, placed: Placed) -> str | None:
    """The EDTF of a draft; where the calendar is unknown, the one or the other day."""
    point = draft.point
    if point is None or draft.type == "SET":
        return None
    if draft.until is not None:
        return f"{point.edtf()}/{draft.until.edtf()}"
    if draft.open:
        plain = point.edtf()
        if plain and plain.startswith("-"):
            return None  # an open interval with a year before the common era has no form in level 1
        return f"{plain}/.." if plain and draft.mod == "AFTER" else f"../{plain}" if plain else None
    if draft.readings:
        return "[" + ",".join(sorted(str(p.edtf()) for p in draft.readings)) + "]"
    exact = point.grain == "day" and point.day is not None
    if not point.exists("julian" if placed.calendar == "julian" else "gregorian"):
        return None
    if exact and placed.calendar == "julian" and placed.bounds:
        return day_point(placed.bounds[0]).edtf(approximate=draft.mod == "APPROX")
    if exact and placed.calendar == "unknown" and placed.twin and placed.bounds:
        days = sorted({placed.bounds[0], placed.twin[0]})
        return "[" + ",".join(str(day_point(d).edtf()) for d in days) + "]"
    return point.edtf(approximate=draft.mod == "APPROX")


def difference(year: int, month: int) -> int:
    """Days by which the Julian calendar lags behind the Gregorian.

    >>> difference(1917, 10), difference(1825, 12), difference(1700, 1)
    (13, 12, 10)
    """
    lag = year - 1 if month < 3 else year
    return lag // 100 - lag // 400 - 2


def pair(context: Context, found: Found) -> list[Draft]:
    """One day in both styles: "25 October (7 November) 1917", whichever comes first; else two dates."""
    first, second = _members(context, found)
    styles = _styles(first, second)
    rule = found.rule.name
    if styles is None:
        return _apart(found, first, second)
    old, new = styles
    lag = difference(new.year or 1917, new.month or 1)
    ground = f"both styles given, {lag} days apart: {old.value} Julian, {new.value} Gregorian"
    return [
        Draft(
            found.first,
            found.last,
            "DATE",
            new,
            rule=rule,
            explicit="year" in found.groups,
            calendar="gregorian",
            ground=ground,
        )
    ]


def _apart(found: Found, first: Point, second: Point) -> list[Draft]:
    """Two dates whose distance is not that of the styles; a bare number in brackets behind a date is none."""
    explicit = "year" in found.groups
    middle, end = found.groups["second"]
    month = found.groups["month"]
    drafts = [Draft(found.first, middle - 1, "DATE", first, rule=found.rule.name, explicit=explicit)]
    if "month2" in found.groups or month[0] >= end:
        end = end if "month2" in found.groups else found.last
        drafts.append(Draft(middle, end, "DATE", second, rule=found.rule.name, explicit=explicit))
    begin, stop = found.groups.get("year", (0, 0))
    if begin > found.groups["second"][1] and end < begin:
        drafts.append(Draft(begin, stop, "DATE", Point("year", first.year), rule=found.rule.name, explicit=True))
    return drafts


def pairs(context: Context, found: Found) -> list[Draft]:
    """Two days in both styles: "24-25 October (6-7 November) 1917"; each a day of its own."""
    to, to2 = day_of(context, found, "to"), day_of(context, found, "to2")
    first, second = _members(context, found)
    styles = _styles(first, second)
    if styles is None or to is None or to2 is None or to2 - to != (second.day or 0) - (first.day or 0):
        return []
    old, new = styles
    ahead = to - (first.day or 0)
    begin = new.bounds()
    if begin is None or not 1 <= ahead <= 27:
        return []
    ground = f"both styles given, {difference(new.year or 1917, new.month or 1)} days apart"
    time = context.value(found, "part", "Part") or ""
    spans = ((found.first, found.groups["day"][1]), (found.groups["last"][0], found.last))
    return [
        Draft(
            *span, "TIME" if time else "DATE", replace(day_point(begin[0] + step), time=time), rule=found.rule.name,
            explicit="year" in found.groups, calendar="gregorian", ground=f"{ground}: {old.value} Julian and on",
        )
        for span, step in zip(spans, (0, ahead), strict=True)
    ]  # fmt: skip


def _members(context: Context, found: Found) -> tuple[Point, Point]:
    later = month_of(context, found, "month2")
    month = month_of(context, found) or later or 1
    later = later or month
    day, other = day_of(context, found) or 1, day_of(context, found, "day2") or 1
    year, other_year = year_of(context, found), year_of(context, found, "year2")
    if year is None:
        year = other_year
    if year is None:
        year, _ = context.year_near(found.first, month, day)
    first, second = Point("day", year, month, day), Point("day", other_year or year, later, other)
    if year is None or other_year is not None:
        return first, second
    # Over the turn of the year: 20 December 1917 (2 January 1918).
    if (month, later) == (12, 1):
        second = replace(second, year=year + 1)
    elif (month, later) == (1, 12):
        second = replace(second, year=year - 1)
    return first, second


def _styles(first: Point, second: Point) -> tuple[Point, Point] | None:
    """The Old and the New Style member of a pair, by the gap of the two calendars and never by their order."""
    for old, new in ((first, second), (second, first)):
        year = new.year if new.year is not None else 1917
        a = replace(old, year=old.year if old.year is not None else year).bounds("julian")
        b = replace(new, year=year).bounds()
        if a is not None and b is not None and a == b:
            return old, new
    return None


def style(context: Context, found: Found) -> list[Draft]:
    """A day marked Old Style or New Style."""
    words = context.words(found, "style")
    old = words[:1] in context.grammar.settings["old_style"]
    month, day = month_of(context, found), day_of(context, found)
    year, source = year_of(context, found), ""
    explicit = year is not None
    if year is None:
        year, source = context.year_near(found.first, month or 1, day)
    point = Point("day", year, month, day)
    rule = found.rule.name + (f"; {source}" if source else "")
    calendar: Literal["gregorian", "julian"] = "julian" if old else "gregorian"
    return [
        Draft(
            found.first,
            found.last,
            "DATE",
            point,
            rule=rule,
            explicit=explicit,
            calendar=calendar,
            ground="style named",
        )
    ]
