"""Acts for dates that stand by their own words: days, months and years, alone, in lists and in ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from polyvocal.close_reading.dates.checks import findings, weekday_before
from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.feasts import feast
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import (
    before_christ,
    clock_time,
    day_of,
    full_year,
    month_of,
    ordinal,
    weekday_of,
    year_of,
)
from polyvocal.close_reading.dates.point import Point, shifted


def date(context: Context, found: Found) -> list[Draft]:
    """A day, month, season, half or year with whatever its words give."""
    if "quarter" in found.groups and not 1 <= ordinal(context, found, "quarter") <= 4:
        return []
    point, source, explicit = _point(context, found)
    mod = context.value(found, "mod", "mod") or context.value(found, "hedge", "hedge")
    checks = findings(context, found, point)
    anchor = _anchor(context, source)
    rule = found.rule.name + (f"; {source}" if source else "")
    draft = Draft(
        found.first,
        found.last,
        _type(point),
        point,
        mod=mod,
        anchor=anchor,
        rule=rule,
        checks=checks,
        explicit=explicit,
        weekday=weekday_of(context, found),
        narrows=point.grain != "day" and context.narrows(found),
    )
    return [draft]


def _type(point: Point) -> Any:
    return "TIME" if point.time else "DATE"


def _anchor(context: Context, source: str) -> str | None:
    if not source:
        return None
    base = context.written if "writing" in source else context.focus
    return base.value if base is not None and base.known else None


def _point(context: Context, found: Found) -> tuple[Point, str, bool]:
    month = month_of(context, found)
    season = context.value(found, "season", "Season") or context.value(found, "season", "Fall")
    day = day_of(context, found)
    year, explicit, source = year_of(context, found), True, ""
    if year is None:
        explicit = False
        if "year_rel" in found.groups:
            base, where = context.base() if context.deictic(found, "year_rel") else context.running(found.first)
            step = context.step(found, "year_rel")
            year = base.year + step if base is not None and base.year is not None else None
            source = f"year of the {where}" if year is not None else ""
        elif month:
            year, source = context.year_near(found.first, month, day)
        elif season:
            year, source = context.year_near(found.first, _MIDST[season])
    time = context.value(found, "part", "Part") or ""
    if "clock" in found.groups:
        time = clock_time(context, found)
    point = Point(_grain(found, month, day, season), year, month, day, season=season, time=time)
    if "half" in found.groups:
        point = replace(point, grain="half", number=1 if context.value(found, "half", "Nth") == 1 else 2)
    if "quarter" in found.groups:
        base, _ = context.base()
        year = point.year if point.known or base is None else base.year
        number = ordinal(context, found, "quarter")
        if not point.known and base is not None and base.month and year is not None:
            begun = 3 * number - 2 <= base.month
            year -= not begun and not context.narrative and not context.points_ahead(found.first, found.last)
        point = replace(point, year=year, grain="quarter", number=number)
    if "weekday" in found.groups and not month and day:
        point = _day_of_running_month(context, found, day)
    elif found.groups.keys() == {"day"} and day:
        point, source = _day_alone(context, found, day)
    return point, source, explicit


_MIDST = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def _grain(found: Found, month: int | None, day: int | None, season: str | None) -> Any:
    if season:
        return "season"
    if day:
        return "day"
    return "month" if month else "year"


def _day_alone(context: Context, found: Found, day: int) -> tuple[Point, str]:
    """ "On the 5th": a day of the month told of; in news of the month that brings it closest to the day of writing."""
    if context.narrative:
        base, source = context.running(found.first)
        known = base is not None and base.month is not None
        return (Point("day", base.year, base.month, day), source) if known and base else (Point("day", day=day), "")
    written = context.written
    if written is None or written.day is None:
        return Point("day", day=day), ""
    step = -1 if day - written.day > 15 else 1 if written.day - day > 15 else 0
    month = shifted(written, step, "M")
    return Point("day", month.year, month.month, day), "day of writing"


def winter(context: Context, found: Found) -> list[Draft]:
    """The winter of 1915-16."""
    first, short = int(context.words(found, "year")), context.words(found, "short")
    last = int(short) if len(short) == 4 else first - first % 10 ** len(short) + int(short)
    if last != first + 1:
        return []
    begin, end = Point("month", first, 12), Point("month", last, 3)
    mod = context.value(found, "mod", "mod")
    rule = found.rule.name
    return [Draft(found.first, found.last, "DATE", begin, f"{first}-WI", mod, rule=rule, until=end, explicit=True)]


def _day_of_running_month(context: Context, found: Found, day: int) -> Point:
    base, _ = context.base()
    if base is None or not base.month:
        return Point("day", base.year if base else None, None, day)
    return Point("day", base.year, base.month, day)


def list_(context: Context, found: Found) -> list[Draft]:
    """Days that share a month: each its own date, the one with the month keeping its words."""
    last_point, source, explicit = _point(context, found)
    checks = findings(context, found, last_point)
    rule = found.rule.name + (f"; {source}" if source else "")
    anchor = _anchor(context, source)
    drafts = []
    low, high = found.groups["heads"]
    days = [i for i in range(low, high) if context.tokens.word(i)[0].isdigit()]
    if found.rule.given.get("tail"):
        # "June 3-5, 1916": the first day keeps the month, the last the year.
        first = days.pop(0)
        spans = [(found.first, first + 1), *((i, i + 1) for i in days)]
        numbers = [first, *days]
        final = (found.groups["day"][0], found.last)
    else:
        articles = context.grammar.settings["articles"]
        spans = [(i - (i > found.first and context.tokens.word(i - 1) in articles), i + 1) for i in days]
        if "part" in found.groups:
            spans[0] = (found.first, spans[0][1])  # "the night of 24-25 October"
        numbers = days
        final = (found.groups.get("last", found.groups["day"])[0], found.last)
    for (start, end), index in zip(spans, numbers, strict=True):
        number = int("".join(c for c in context.tokens.word(index) if c.isdigit()))
        point = replace(last_point, day=number)
        drafts.append(Draft(start, end, _type(point), point, anchor=anchor, rule=rule, explicit=explicit))
    drafts.append(
        Draft(*final, _type(last_point), last_point, anchor=anchor, rule=rule, checks=checks, explicit=explicit)
    )
    return drafts


def years(context: Context, found: Found) -> list[Draft]:
    """The two years of a span: "1915-17", "499 to 493 BC"."""
    start, end = context.words(found, "year"), context.words(found, "short")
    if before_christ(context, found):
        first, last = 1 - int(start), 1 - int(end)
    else:
        first = int(start)
        last = int(end) if len(end) >= len(start) else first - first % 10 ** len(end) + int(end)
        settings = context.grammar.settings
        if not settings["first_year"] <= first <= settings["last_year"]:
            return []
    if last < first or (len(start) == 4 and last - first > 150):
        return [] if last < first else _pair(found, first, last)
    return _pair(found, first, last)


def _pair(found: Found, first: int, last: int) -> list[Draft]:
    begin, middle = found.groups["year"][1], found.groups["short"][0]
    return [
        Draft(found.first, begin, "DATE", Point("year", first), rule=found.rule.name, explicit=True),
        Draft(middle, found.last, "DATE", Point("year", last), rule=found.rule.name, explicit=True),
    ]


def year(context: Context, found: Found) -> list[Draft]:
    """A year that stands alone, where nothing shows it to be a count."""
    number = int(context.words(found, "year"))
    if not context.grammar.settings["first_year"] <= number <= context.grammar.settings["last_year"]:
        before = context.tokens.classes[found.first - 1 : found.first]
        lexicon = context.grammar.lexicon
        if before not in lexicon.classes["Before"] and before != lexicon.shape["LParen"]:
            return []
    return date(context, found)


def iso(context: Context, found: Found) -> list[Draft]:
    """2017-11-13."""
    y, m, d = (int(p) for p in context.words(found, "iso").split("-"))
    point = Point("day", y, m, d)
    checks = () if point.exists() else (f"there is no day {point.value}",)
    return [Draft(found.first, found.last, "DATE", point, rule=found.rule.name, checks=checks, explicit=True)]


def numeric(context: Context, found: Found) -> list[Draft]:
    """13.11.2017: day and month only where one order is possible or the text shows its habit."""
    a, b, y = (int(p) for p in context.words(found, "numeric").replace("/", ".").split("."))
    digits = context.words(found, "numeric").replace("/", ".").split(".")[2]
    number = y if len(digits) == 4 else full_year(context, y)
    orders = [(d, m) for d, m in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= 31]
    if not orders:
        return []
    order = context.order
    if order is not None and len(orders) == 2:
        orders = [(a, b) if order.startswith("day") else (b, a)]
    if len(set(orders)) == 1:
        d, m = orders[0]
        point = Point("day", number, m, d)
        checks: tuple[str, ...] = () if point.exists() else (f"there is no day {point.value}",)
        checks += weekday_before(context, found, point)
        why = "" if order is None else f"; {order}"
        return [Draft(found.first, found.last, "DATE", point, rule=found.rule.name + why, checks=checks, explicit=True)]
    days = tuple(Point("day", number, m, d) for d, m in sorted(orders, key=lambda o: (o[1], o[0])))
    doubt = f"day and month in doubt: {days[0].value} or {days[1].value}"
    whole = Point("year", number)
    rule = found.rule.name
    draft = Draft(found.first, found.last, "DATE", whole, rule=rule, checks=(doubt,), explicit=True, readings=days)
    return [draft]


def named(context: Context, found: Found) -> list[Draft]:
    """A day with a name and a fixed place in the year."""
    words = _POSSESSIVE.sub("'s ", context.words(found, "named")).replace(" .", ".").strip()
    words = _APOSTROPHE.sub("'", words)
    where = context.grammar.lexicon.values["Named"][words]
    number = year_of(context, found)
    explicit, source = number is not None, ""
    month, day = feast(where, number or 2000)
    if number is None:
        number, source = context.year_near(found.first, month, day)
    moves = len(where) == 4 or isinstance(where[0], str)
    if moves and number is None:
        return [Draft(found.first, found.last, "DATE", value="XXXX-XX-XX", rule=found.rule.name)]
    if moves and number is not None and number > 0:
        month, day = feast(where, number)
    time = context.value(found, "part", "Part") or ""
    point = Point("day", number, month, day, time=time)
    rule = found.rule.name + (f"; {source}" if source else "")
    draft = Draft(found.first, found.last, _type(point), point, anchor=_anchor(context, source), rule=rule)
    draft = replace(draft, explicit=explicit)
    if where[0] == "pascha":
        return [replace(draft, calendar="julian", ground="the Easter of the Eastern church")]
    return [draft]


_POSSESSIVE = re.compile(r" ['’‘] s\b ?")
_APOSTROPHE = re.compile(r" ?['’‘]")
