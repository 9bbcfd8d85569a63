"""Acts for durations, sets, times of day and references to the present, past and future."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.dates import numbers
from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.fixed import date
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import clock_time, ordinal
from polyvocal.close_reading.dates.point import Point, day_point, week_point, week_start

_SETS = {"N": "XXXX-XX-XXTNI"}


def duration(context: Context, found: Found) -> list[Draft]:
    """Four years, less than 70 days, the previous four years."""
    unit = context.value(found, "unit", "Unit") or context.value(found, "unit", "Units")
    if unit is None or "age" in found.groups:
        return []  # "a six-year-old boy" tells an age, no stretch of time that anything took
    mod = context.value(found, "hedge", "hedge")
    if "count" in found.groups:
        number = numbers.count(context, found)
    else:
        number = 1.0 if context.words(found, "unit") in context.grammar.lexicon.values["Unit"] else None
    if "or" in found.groups:
        number = None
    value = period(unit, number)
    draft = Draft(found.first, found.last, "DURATION", value=value, mod=mod, rule=found.rule.name, moves=False)
    if found.groups.keys() & {"year", "month"}:
        whole = date(context, found)[0]
        # "The first ten months of 1915" is a part of that year, however long it lasts.
        draft = replace(draft, point=whole.point, moves=True, explicit=whole.explicit, anchor=whole.anchor)
        return [
            _week_of_month(draft, ordinal(context, found, "nth")) if unit == "W" and "nth" in found.groups else draft
        ]
    return [draft]


def _week_of_month(draft: Draft, nth: int) -> Draft:
    """The days that the n-th week of a month (0: the last) may hold, counted from its first day or by the calendar."""
    month = draft.point.bounds() if draft.point is not None and draft.point.grain == "month" else None
    if month is None or draft.point is None or (draft.point.year or 0) < 1:
        return draft
    first = month[1] - 9 if nth == 0 else max(month[0], month[0] + 7 * nth - 10)
    last = month[1] if nth == 0 else min(month[1], month[0] + 7 * nth + 2)
    return replace(draft, point=day_point(first), until=day_point(last)) if first <= last else draft


def span(context: Context, found: Found) -> list[Draft]:
    """The years 1751-1777: as long as they last, first and last included."""
    start, end = context.words(found, "year"), context.words(found, "short")
    first = int(start)
    last = first - first % 10 ** len(end) + int(end)
    if last <= first:
        return []
    value = f"P{last - first + 1}Y"
    point, until = Point("year", first), Point("year", last)
    rule = found.rule.name
    return [Draft(found.first, found.last, "DURATION", point, value, rule=rule, until=until, explicit=True)]


def period(unit: str, number: float | None) -> str:
    """A TIMEX3 duration.

    >>> period("Y", 4), period("TH", 24), period("M", None), period("F", 1)
    ('P4Y', 'PT24H', 'PXM', 'P2W')
    """
    if unit == "F":
        unit, number = "W", None if number is None else 2 * number
    if unit == "N":
        unit = "D"
    size = "X" if number is None else numbers.written(number)
    return f"PT{size}{unit[1:]}" if unit in ("TS", "TM", "TH") else f"P{size}{unit}"


def set_(context: Context, found: Found) -> list[Draft]:
    """Every year, each night, per week, Sundays."""
    lexicon = context.grammar.lexicon
    word = context.words(found, "unit")
    size = found.rule.given.get("size")
    if size:
        value = period(lexicon.values["Unit"][word], size)
    elif "count" in found.groups:
        value = period(lexicon.values["Units"][word], numbers.count(context, found))
    elif word in lexicon.values["Weekday"]:
        value = f"XXXX-WXX-{lexicon.values['Weekday'][word] + 1}"
    elif word in lexicon.values["Weekdays"]:
        value = f"XXXX-WXX-{lexicon.values['Weekdays'][word] + 1}"
    elif word in lexicon.values["Part"]:
        value = "XXXX-XX-XX" + lexicon.values["Part"][word]
    elif word in lexicon.values["Season"]:
        value = "XXXX-" + lexicon.values["Season"][word]
    elif word in lexicon.values["Month"]:
        value = f"XXXX-{lexicon.values['Month'][word]:02d}"
    else:
        unit = lexicon.values["Unit"].get(word, "")
        value = _SETS.get(unit, period(unit, 1))
    return [Draft(found.first, found.last, "SET", value=value, rule=found.rule.name, moves=False)]


def fixed(context: Context, found: Found) -> list[Draft]:
    """Words whose value stands in the table."""
    words = context.words(found, "fixed")
    table = context.grammar.lexicon.values[found.rule.given["table"]]
    value = table.get(words, table.get(words.replace(" - ", "-"), ""))
    return [Draft(found.first, found.last, found.rule.given["type"], value=value, rule=found.rule.name, moves=False)]


def former(context: Context, found: Found) -> list[Draft]:
    """Former, which TIMEX2 counts among the references to the past: read in histories, not in news."""
    if not context.narrative:
        return []
    return [Draft(found.first, found.last, "DATE", value="PAST_REF", rule=found.rule.name, moves=False)]


def week(context: Context, found: Found) -> list[Draft]:
    """The week of 5 March 1917; the week ending 3 June 1916."""
    day = date(context, found)[0]
    bounds = day.point.bounds() if day.point is not None else None
    if bounds is None or day.point is None or day.point.day is None:
        return [replace(day, value="XXXX-WXX", point=None, weekday=None, rule=found.rule.name)]
    # A week "of" a day begins with it or holds it: the days that either habit allows.
    first = bounds[0] - 6 if found.rule.given.get("ends") else week_start(bounds[0])
    last = bounds[0] if found.rule.given.get("ends") else bounds[0] + 6
    value = week_point(bounds[0]).value
    return [replace(day, point=day_point(first), until=day_point(last), value=value, weekday=None, moves=False)]


def clock(context: Context, found: Found) -> list[Draft]:
    """A time of the running day."""
    if "," in context.words(found, "clock"):
        return []  # a thousand, no hour
    time = clock_time(context, found)
    if time > "T24:00":
        return []
    base, source = context.base()
    day = base if base is not None and base.grain == "day" and base.day is not None else Point("day")
    point = replace(day, time=time)
    rule = found.rule.name + (f"; day of the {source}" if day.known else "")
    anchor = day.value if day.known else None
    return [Draft(found.first, found.last, "TIME", point, anchor=anchor, rule=rule, moves=False)]
