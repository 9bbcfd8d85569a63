"""Acts for dates that reckon from another: "the next day", "two months later", "last Tuesday", "ult."."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.dates import numbers
from polyvocal.close_reading.dates.context import Context, Draft, in_unit, weekday_near
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import clock_time
from polyvocal.close_reading.dates.point import Point, day_point, shifted

_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "Q": "XXXX-QX",
    "N": "XXXX-XX-XXTNI",
    "WE": "XXXX-WXX-WE",
}


def _draft(
    context: Context,
    found: Found,
    point: Point | None,
    unit: str,
    *,
    source: str,
    base: Point | None,
    mod: str | None = None,
    moves: bool = True,
) -> Draft:
    known = point is not None and point.known
    rule = found.rule.name + (f"; from the {source}" if source else "; no anchor")
    anchor = base.value if base is not None and base.known else None
    return Draft(
        found.first,
        found.last,
        "TIME" if point is not None and point.time else "DATE",
        point if known else None,
        None if known else point.value if point is not None else _UNKNOWN.get(unit, ""),
        mod,
        anchor,
        rule,
        moves=moves and known,
        # The day of writing comes as an ISO date, which is Gregorian.
        calendar="gregorian" if source == "day of writing" else None,
        ground="reckoned from the day of writing" if source == "day of writing" else "",
    )


def relative(context: Context, found: Found) -> list[Draft]:
    """The next day, that year, the previous April, the following spring."""
    step = context.step(found, "which")
    base, source = context.base() if context.deictic(found, "which") else context.running(found.first)
    mod = context.value(found, "mod", "mod")
    for table, act in (("Weekday", _weekday), ("Season", _season), ("Fall", _season), ("Month", _month)):
        value = context.value(found, "unit", table)
        if value is not None:
            point = act(base, value, step)
            if point is not None and "part" in found.groups:
                point = replace(point, time=str(context.value(found, "part", "Part")))
            return [_draft(context, found, point, "D", source=source, base=base, mod=mod)]
    part = context.value(found, "unit", "Part")
    unit = context.value(found, "unit", "Unit")
    if part is not None and context.words(found, "unit") in context.grammar.lexicon.values["Part"]:
        day = _day(base, step)
        day = Point("day") if day is None else day
        return [_draft(context, found, replace(day, time=part), "N", source=source, base=base)]
    if unit == "CE" and source != "day of writing":
        base = None
    if unit in (None, "TS", "TH", "TM", "F", "ME"):
        return []
    point = in_unit(base, unit, step) if base is not None else None
    if unit == "WE" and base is not None and _looks_back(base, step, source):
        point = in_unit(base, unit, -1)
    if unit == "WE" and point is not None:
        draft = _draft(context, found, point, unit, source=source, base=base, mod=mod, moves=False)
        week = point.bounds()
        days = (day_point(week[0] + 5), day_point(week[0] + 6)) if week else (draft.point, None)
        return [replace(draft, point=days[0], until=days[1], value=f"{point.value}-WE")]
    return [_draft(context, found, point, unit, source=source, base=base, mod=mod)]


def _looks_back(base: Point, step: int, source: str) -> bool:
    """Whether "the weekend", written early in the week, is the one just past."""
    found = base.bounds() if base.grain == "day" else None
    return step == 0 and source == "day of writing" and found is not None and found[0] % 7 < 4


def _day(base: Point | None, step: int) -> Point | None:
    if base is None or base.grain != "day" or base.day is None:
        return None
    return shifted(replace(base, time=""), step, "D") if step else replace(base, time="")


def _weekday(base: Point | None, value: int, step: int) -> Point | None:
    found = weekday_near(base, value, step) if base is not None else None
    return found or Point("day", weekday=value)


def _season(base: Point | None, season: str, step: int) -> Point | None:
    if base is None or base.year is None:
        return Point("season", season=season)
    year = base.year
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 13}[season]
    month = base.month or {"SP": 4, "SU": 7, "FA": 10, "WI": 12}.get(base.season or "", 6)
    if step > 0 and month >= middle - 1:
        year += 1
    if step < 0 and month <= middle + 1:
        year -= 1
    return Point("season", year, season=season)


def _month(base: Point | None, month: int, step: int) -> Point | None:
    if base is None or base.year is None:
        return Point("month", None, month)
    year = base.year
    running = base.month or 0
    if step > 0 and running >= month:
        year += 1
    if step < 0 and (not running or running <= month):
        year -= 1
    return Point("month", year, month)


def offset(context: Context, found: Found) -> list[Draft]:
    """Two months later, ten years earlier, three days ago."""
    step = context.step(found, "which")
    unit = context.value(found, "unit", "Unit") or context.value(found, "unit", "Units")
    base, source = context.base() if context.deictic(found, "which") else context.running(found.first)
    number = 1.0 if found.rule.given.get("one") and "count" not in found.groups else numbers.count(context, found)
    if found.rule.given.get("loose"):
        return [Draft(found.first, found.last, "DATE", value=_UNKNOWN.get(unit, ""), rule=found.rule.name, moves=False)]
    if number is None or unit is None:
        vague = "FUTURE_REF" if step > 0 else "PAST_REF"
        return [Draft(found.first, found.last, "DATE", value=vague, rule=found.rule.name, moves=False)]
    hedge = context.value(found, "hedge", "hedge")
    mod = {"MORE_THAN": "BEFORE" if step < 0 else "AFTER", "LESS_THAN": "AFTER" if step < 0 else "BEFORE"}.get(
        hedge or "", hedge
    )
    if unit in ("TH", "TM", "TS"):
        return [Draft(found.first, found.last, "TIME", value="", rule=found.rule.name, moves=False)]
    if unit == "F":
        unit, number = "W", number * 2
    if unit == "N":
        unit = "D"
    if number != int(number):
        unit, number = ("M", number * 12) if unit == "Y" else ("D", round(number * 7))
    point = shifted(base, step * int(number), unit) if base is not None and base.known else None
    draft = _draft(context, found, point, unit, source=source, base=base, mod=mod, moves=not hedge)
    return [replace(draft, open=mod in ("BEFORE", "AFTER") and point is not None and "/" not in str(point.edtf()))]


def deictic(context: Context, found: Found) -> list[Draft]:
    """Today, yesterday, tomorrow, tonight: the day of writing, except that a history's today is its present."""
    said = str(context.value(found, "deictic", "Deictic") or context.value(found, "deictic", "deictic"))
    step, _, time = said.partition("T")
    part = context.value(found, "part", "Part") or (f"T{time}" if time else "")
    if context.narrative and said == "0":
        return [Draft(found.first, found.last, "DATE", value="PRESENT_REF", rule=found.rule.name, moves=False)]
    if context.narrative or context.written is None:
        value = "XXXX-XX-XX" + part
        return [Draft(found.first, found.last, "TIME" if part else "DATE", value=value, rule=found.rule.name)]
    point = replace(shifted(context.written, int(step), "D"), time=part)
    return [_draft(context, found, point, "D", source="day of writing", base=context.written, moves=False)]


def weekday(context: Context, found: Found) -> list[Draft]:
    """A weekday by its name alone: in news the last up to the day of writing, in a history the next to come."""
    value = int(context.value(found, "weekday", "Weekday"))
    base, source = context.base()
    point = None
    if base is not None:
        forward = context.narrative and source == "running date"
        point = weekday_near(base, value, 1 if forward else _tense(context, found))
    clock = found.groups.keys() & {"clock", "hour"}
    part = clock_time(context, found) if clock else context.value(found, "part", "Part") or ""
    point = replace(point or Point("day", weekday=value), time=part)
    return [_draft(context, found, point, "D", source=source, base=base)]


def _tense(context: Context, found: Found) -> int:
    """Whether the clause looks ahead (1) or back, that very day counted in (0)."""
    return 1 if context.points_ahead(found.first, found.last) else 0


def daypart(context: Context, found: Found) -> list[Draft]:
    """That afternoon, the next morning, the night."""
    part = str(context.value(found, "part", "Part"))
    if "which" not in found.groups:
        return [Draft(found.first, found.last, "TIME", value="XXXX-XX-XX" + part, rule=found.rule.name, moves=False)]
    base, source = context.base() if context.deictic(found, "which") else context.running(found.first)
    day = _day(base, context.step(found, "which"))
    point = replace(day, time=part) if day is not None else Point("day", time=part)
    return [_draft(context, found, point, "N", source=source, base=base, moves=False)]


def instult(context: Context, found: Found) -> list[Draft]:
    """The 3rd inst., the 28th and 29th ult.: days of the month of writing, or of the one before."""
    step = int(context.value(found, "instult", "InstUlt"))
    base = context.written or context.focus
    known = base is not None and base.month is not None and base.year is not None
    month = shifted(base, step, "M") if known and base is not None else Point("month")
    source = "" if not known else "day of writing" if context.written is not None else "running date"
    low, high = found.groups.get("heads", (0, 0))
    tokens, articles = context.tokens, context.grammar.settings["articles"]
    heads = [i for i in range(low, high) if tokens.word(i)[0].isdigit()]
    spans = [(i - (i > found.first and tokens.word(i - 1) in articles), i + 1, i) for i in heads]
    spans.append((found.groups["last"][0] if heads else found.first, found.last, found.groups["day"][0]))
    drafts = []
    for first, last, index in spans:
        day = int("".join(c for c in tokens.word(index) if c.isdigit()))
        point = Point("day", month.year, month.month, day)
        part = replace(found, first=first, last=last)
        drafts.append(_draft(context, part, point, "D", source=source, base=base))
    return drafts


def counted(context: Context, found: Found) -> list[Draft]:
    """The day after the battle, the third evening: a day that the text itself must place."""
    unit = context.value(found, "unit", "Unit")
    part = context.value(found, "unit", "Part") or ""
    value = "XXXX-XX-XX" + part if part else _UNKNOWN.get(unit or "", "")
    return [Draft(found.first, found.last, "TIME" if part else "DATE", value=value, rule=found.rule.name, moves=False)]


def kind(context: Context, found: Found) -> list[Draft]:
    """Winter quarters: the season as a kind, not that of any year."""
    value = f"XXXX-{context.value(found, 'season', 'Season')}"
    return [Draft(found.first, found.last, "DATE", value=value, rule=found.rule.name, moves=False)]
