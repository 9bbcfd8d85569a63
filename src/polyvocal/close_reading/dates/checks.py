"""Findings of arithmetic that the words of a date fail; they are kept, never mended."""

from __future__ import annotations

from polyvocal.close_reading.dates.context import Context
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import weekday_of
from polyvocal.close_reading.dates.point import Point
from polyvocal.terms.days import weekday

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def findings(context: Context, found: Found, point: Point) -> tuple[str, ...]:
    """What the calendar says against the words: a day that does not exist, a weekday that does not fit."""
    checks = []
    if point.grain == "day" and point.day and not point.exists():
        if point.exists("julian"):
            checks.append(f"{point.value} exists in the Julian calendar only")
        else:
            checks.append(f"there is no day {point.value}")
    day = weekday_of(context, found)
    bounds = point.bounds() if point.grain == "day" and point.day else None
    if day is not None and bounds is not None and weekday(bounds[0]) != day:
        checks.append(weekday_finding(point, bounds[0], day))
    return tuple(checks)


def weekday_before(context: Context, found: Found, point: Point) -> tuple[str, ...]:
    """What weekday arithmetic finds where a weekday stands just before: "Remembrance Sunday (13.11.2017)"."""
    tokens, lexicon = context.tokens, context.grammar.lexicon
    at = found.first - 1
    if at > 0 and tokens.classes[at] in (lexicon.shape["LParen"], lexicon.shape["Comma"]):
        at -= 1
    said = lexicon.values["Weekday"].get(tokens.word(at)) if at >= 0 else None
    bounds = point.bounds()
    if said is None or bounds is None or weekday(bounds[0]) == said:
        return ()
    return (weekday_finding(point, bounds[0], said),)


def weekday_finding(point: Point, number: int, said: int) -> str:
    """What weekday arithmetic finds, with the Julian calendar offered where it would explain it."""
    text = f"{point.value} was a {WEEKDAYS[weekday(number)]}, not a {WEEKDAYS[said]}"
    return text + ("; the weekday fits the Julian calendar" if julian_fits(point, said) else "")


def julian_fits(point: Point, said: int) -> bool:
    """Whether the weekday named is that of the day in the Julian calendar, while states still kept it (until 1923)."""
    old = point.bounds("julian") if point.grain == "day" else None
    return old is not None and point.year is not None and point.year <= 1923 and weekday(old[0]) == said
