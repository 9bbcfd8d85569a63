"""Acts for dates that stand by their own words: days, months, years, decades, centuries, lists and ranges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.point import Point
from polyvocal.terms.days import weekday

__all__ = ["century", "date", "decade", "iso", "list_", "named", "numeric", "year", "years"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date(context: Context, found: Found) -> list[Draft]:
    """A day, month, season, half or year with whatever its words give."""
    point, source, explicit = _point(context, found)
    mod = context.value(found, "mod", "mod") or context.value(found, "hedge", "hedge")
    checks = _checks(context, found, point)
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
        weekday=_weekday(context, found),
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
        point = replace(point, year=year, grain="quarter", number=_ordinal(context, found, "quarter"))
    if "weekday" in found.groups and not month and day:
        point = _day_of_running_month(context, found, day)
    return point, source, explicit


_MIDST = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def _grain(found: Found, month: int | None, day: int | None, season: str | None) -> Any:
    if season:
        return "season"
    if day:
        return "day"
    return "month" if month else "year"


def _day_of_running_month(context: Context, found: Found, day: int) -> Point:
    base, _ = context.base()
    if base is None or not base.month:
        return Point("day", base.year if base else None, None, day)
    return Point("day", base.year, base.month, day)


def month_of(context: Context, found: Found, group: str = "month") -> int | None:
    """The month a group names."""
    for table in ("Month", "MonthAbbr", "MonthWorn", "MonthDim"):
        month = context.value(found, group, table)
        if month is not None:
            return int(month)
    return None


def day_of(context: Context, found: Found, group: str = "day") -> int | None:
    """The day of the month a group gives."""
    words = context.words(found, group)
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else _ordinal(context, found, group) if words else None


def year_of(context: Context, found: Found, group: str = "year") -> int | None:
    """The astronomical year that the words themselves give."""
    words = context.words(found, group)
    digits = "".join(c for c in words if c.isdigit())
    if not digits:
        return None
    if _before_christ(context, found):
        return 1 - int(digits)
    short = len(digits) == 2 and "era" not in found.groups
    return _full_year(context, int(digits)) if short else int(digits)


def _before_christ(context: Context, found: Found) -> bool:
    return context.words(found, "era")[:1] in context.grammar.settings["before_christ"]


def _full_year(context: Context, short: int) -> int:
    """A year of two digits, in the century that the text is in."""
    base = context.focus if context.focus is not None and context.focus.known else context.written
    if base is None or base.year is None:
        return 1900 + short
    century = base.year // 100 * 100
    year = century + short
    return year - 100 if year > base.year + 30 else year


def _checks(context: Context, found: Found, point: Point) -> tuple[str, ...]:
    checks = []
    if point.grain == "day" and point.day and not point.exists():
        if point.exists("julian"):
            checks.append(f"{point.value} exists in the Julian calendar only")
        else:
            checks.append(f"there is no day {point.value}")
    day = _weekday(context, found)
    bounds = point.bounds() if point.grain == "day" and point.day else None
    if day is not None and bounds is not None and weekday(bounds[0]) != day:
        checks.append(weekday_finding(point, bounds[0], day))
    return tuple(checks)


def _weekday(context: Context, found: Found) -> int | None:
    day = context.value(found, "weekday", "Weekday")
    result = day if day is not None else context.value(found, "weekday", "WeekdayAbbr")
    return None if result is None else int(result)


def _weekday_before(context: Context, found: Found, point: Point) -> tuple[str, ...]:
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


def clock_time(context: Context, found: Found) -> str:
    """The TIMEX3 time of a clock reading ("5:34 PM" is T17:34)."""
    digits = context.words(found, "clock")
    if digits:
        hour, _, rest = digits.partition(":")
        number, minutes = int(hour), rest[:2]
    else:
        words = context.words(found, "hour")
        number = int(words) if words.isdigit() else int(context.value(found, "hour", "Card") or 0)
        minutes = context.words(found, "minute").zfill(2)
    half = context.words(found, "ampm")[:1]
    if number < 12 and context.value(found, "part", "Part") in ("TAF", "TEV", "TNI"):
        number += 12
    if half in context.grammar.settings["afternoon"] and number < 12:
        number += 12
    if half in context.grammar.settings["forenoon"] and number == 12:
        number = 0
    return f"T{number:02d}:{minutes}"


def list_(context: Context, found: Found) -> list[Draft]:
    """Days that share a month: each its own date, the one with the month keeping its words."""
    last_point, source, explicit = _point(context, found)
    checks = _checks(context, found, last_point)
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
    if _before_christ(context, found):
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


def decade(context: Context, found: Found) -> list[Draft]:
    """The 1930s, '30s or thirties."""
    words = context.words(found, "decade")
    digits = "".join(c for c in words if c.isdigit())
    number = int(digits) if digits else int(context.value(found, "decade", "DecadeWord"))
    articles = context.grammar.settings["articles"]
    if number < 100 and articles and "mod" not in found.groups and context.tokens.word(found.first) not in articles:
        return []  # "in his 30s" is an age
    if 100 <= number < 1000 and "era" not in found.groups:
        return []
    if number < 100:
        number += context.value(found, "century", "century") or _full_year(context, number) - number
    if _before_christ(context, found):
        number = 1 - number - 9
        # The 470s BC run from 479 to 470; TIMEX3 names them by their first digits.
        value = f"BC{(1 - number) // 10:03d}"
        point = Point("decade", number)
        return [_draft(context, found, point, value)]
    return [_draft(context, found, Point("decade", number))]


def century(context: Context, found: Found) -> list[Draft]:
    """The nineteenth century; the 4th century BC."""
    number = _ordinal(context, found)
    if not 1 <= number <= 21:
        return []
    if _before_christ(context, found):
        point = Point("century", -100 * number + 1)
        return [_draft(context, found, point, f"BC{number - 1:02d}")]
    return [_draft(context, found, Point("century", 100 * (number - 1)))]


def _ordinal(context: Context, found: Found, group: str = "century") -> int:
    words = context.words(found, group).split()
    digits = "".join(c for c in words[0] if c.isdigit())
    if digits:
        return int(digits)
    values: dict[str, int] = context.grammar.lexicon.values["Nth"]
    others = {**context.grammar.lexicon.values["Tens"], **context.grammar.lexicon.values["Roman"]}
    return sum(values.get(w, others.get(w, 0)) for w in words)


def _draft(context: Context, found: Found, point: Point, value: str | None = None) -> Draft:
    mod = context.value(found, "mod", "mod")
    return Draft(found.first, found.last, "DATE", point, value, mod, rule=found.rule.name, moves=False, explicit=True)


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
    number = y if len(digits) == 4 else _full_year(context, y)
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
        checks += _weekday_before(context, found, point)
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
    words = context.words(found, "named").replace(" ' ", "'").replace(" ’ ", "'").replace("' s", "'s")
    month, day = context.grammar.lexicon.values["Named"][words]
    number = year_of(context, found)
    explicit, source = number is not None, ""
    if number is None:
        number, source = context.year_near(found.first, month, day)
    time = context.value(found, "part", "Part") or ""
    point = Point("day", number, month, day, time=time)
    rule = found.rule.name + (f"; {source}" if source else "")
    return [
        Draft(
            found.first, found.last, _type(point), point, anchor=_anchor(context, source), rule=rule, explicit=explicit
        )
    ]
