"""The date reader: from text to the dates it writes, in order of place."""

from __future__ import annotations

from collections.abc import Callable

from polyvocal.close_reading.dates import ages, calendars, fixed, relative, republican, spans
from polyvocal.close_reading.dates.context import Context, Draft, written_point
from polyvocal.close_reading.dates.grammar import Found, grammar
from polyvocal.close_reading.dates.parts import month_of
from polyvocal.close_reading.dates.point import Point, narrowed
from polyvocal.close_reading.dates.tokens import Tokens
from polyvocal.terms import Locus, When

Act = Callable[[Context, Found], list[Draft]]

ACTS: dict[str, Act] = {
    "centuries": ages.centuries,
    "century": ages.century,
    "clock": spans.clock,
    "counted": relative.counted,
    "date": fixed.date,
    "daypart": relative.daypart,
    "decade": ages.decade,
    "decades": ages.decades,
    "deictic": relative.deictic,
    "duration": spans.duration,
    "fixed": spans.fixed,
    "former": spans.former,
    "instult": relative.instult,
    "iso": fixed.iso,
    "kind": relative.kind,
    "list": fixed.list_,
    "named": fixed.named,
    "numeric": fixed.numeric,
    "offset": relative.offset,
    "pair": calendars.pair,
    "pairs": calendars.pairs,
    "relative": relative.relative,
    "republican": republican.republican,
    "set": spans.set_,
    "span": spans.span,
    "style": calendars.style,
    "winter": fixed.winter,
    "week": spans.week,
    "weekday": relative.weekday,
    "year": fixed.year,
    "years": fixed.years,
}


def read_dates(text: str, record: str = "", *, language: str = "en", written: str | None = None) -> tuple[When, ...]:
    """The dates, times, durations and sets that *text* writes, outermost expressions in order of place.

    *written* is the ISO day the text was written or published, where that is known. What cannot be resolved has no
    bounds; nothing is filled in from today's date.

    >>> [(w.words, w.value) for w in read_dates("They sailed on 31 May 1916 and returned two days later.")]
    [('31 May 1916', '1916-05-31'), ('two days later', '1916-06-02')]
    """
    rules = grammar(language)
    tokens = Tokens(text, rules.lexicon)
    found = list(rules.find(tokens))
    day = written_point(written)
    context = Context(tokens, rules, day, _is_narrative(tokens, found, day))
    context.borrowed = _borrowed(context, found)
    context.order = rules.settings.get("numeric_order") or _numeric_order(context, found)
    whens: list[When] = []
    for each in _days_before_hours(found):
        for draft in ACTS[each.rule.act](context, each):
            context.move(draft)
            whens.append(_when(context, draft, record))
    return tuple(sorted(whens, key=lambda w: w.locus.start if w.locus else 0))


def _days_before_hours(found: list[Found]) -> list[Found]:
    """The order to understand dates in: "5:30 a.m. on 6 June" waits for its day."""
    ordered = list(found)
    for i in range(len(ordered) - 1):
        hour, day = ordered[i], ordered[i + 1]
        if hour.rule.act == "clock" and day.rule.act in ("date", "deictic") and day.first - hour.last <= 1:
            ordered[i], ordered[i + 1] = day, hour
    return ordered


def _is_narrative(tokens: Tokens, found: list[Found], written: Point | None) -> bool:
    """Whether the text tells of other years than that of its writing, so that it has a running date of its own.

    Years near the day of writing, and words that point at it ("yesterday"), speak for news; far years for a history.
    """
    if written is None or written.year is None:
        return True
    news = history = 0
    for each in found:
        span = each.groups.get("year")
        if each.rule.act in ("deictic", "weekday"):
            news += 3
        elif "era" in each.groups:
            history += 1
        elif span is not None:
            words = tokens.words(*span)
            if words.isdigit() and len(words) == 4:
                near = abs(int(words) - written.year) <= 1
                news, history = news + near, history + (not near)
    return history > news and history >= 4


def _numeric_order(context: Context, found: list[Found]) -> str | None:
    """Day or month first, where the numeric dates that allow one order only agree on it."""
    orders = set()
    for each in found:
        if each.rule.act == "numeric":
            first, second, _ = (int(n) for n in context.words(each, "numeric").replace("/", ".").split("."))
            if (first > 12) != (second > 12):
                orders.add("day first" if first > 12 else "month first")
    return f"{orders.pop()}, as the text shows" if len(orders) == 1 else None


def _borrowed(context: Context, found: list[Found]) -> dict[int, int]:
    """Years that dates take from the date they are paired with: "from May to July 1917"."""
    known: dict[int, int] = {}
    classes, lexicon = context.tokens.classes, context.grammar.lexicon
    links = lexicon.classes["Until"] | {lexicon.shape["Dash"], lexicon.shape["Comma"], lexicon.shape["Slash"]}
    following: tuple[int, int | None, int | None] | None = None  # where it starts, its year, its month
    for each in reversed(found):
        groups = each.groups
        month = month_of(context, each)
        year: int | None = None
        if month and "year" in groups and "year_rel" not in groups:
            words = context.words(each, "year")
            year = int(words) if words.isdigit() and len(words) == 4 and "era" not in groups else None
        elif month and following is not None and "year" not in groups:
            start, later, later_month = following
            gap = classes[each.last : start]
            if later is not None and 1 <= len(gap) <= 2 and all(c in links for c in gap):
                year = later - 1 if later_month and month > later_month else later
                known[each.first] = year
        following = (each.first, year, month) if month else None
    return known


def _when(context: Context, draft: Draft, record: str) -> When:
    tokens = context.tokens
    start = tokens.starts[draft.first]
    end = tokens.ends[draft.last - 1]
    words = tokens.text[start:end]
    point = draft.point
    placed = calendars.place(context, draft)
    bounds, twin = placed.bounds, placed.twin
    if draft.readings:
        days = [b for b in (p.bounds() for p in draft.readings) if b]
        bounds = (min(d[0] for d in days), max(d[1] for d in days)) if days else bounds
    if draft.open:
        bounds, twin = None, None
    if draft.until is not None and bounds is not None:
        end_bounds = draft.until.bounds(placed.calendar if placed.calendar == "julian" else "gregorian")
        bounds = (bounds[0], end_bounds[1]) if end_bounds else bounds
        end_twin = draft.until.bounds("julian")
        twin = (twin[0], end_twin[1]) if twin and end_twin else twin
    if draft.narrows and bounds is not None:
        bounds = narrowed(bounds, draft.mod)
    return When(
        words,
        Locus(record, start, words),
        draft.type,
        draft.value if draft.value is not None else point.value if point is not None else "",
        calendars.edtf(draft, placed),
        bounds[0] if bounds else None,
        bounds[1] if bounds else None,
        placed.calendar,
        placed.ground if bounds else "",
        draft.anchor,
        draft.mod,
        twin,
        draft.checks,
        draft.rule,
    )
