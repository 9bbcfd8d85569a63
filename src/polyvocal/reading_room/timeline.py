"""The timeline: what is spoken of, by event or by voice, on one axis of days; uncertain dates are bands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from polyvocal.holdings import Library, Query
from polyvocal.holdings.views import Dated
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.wording import MONTHS, both_calendars, counted, t
from polyvocal.terms import PolyvocalError
from polyvocal.terms.days import from_gregorian, iso, to_gregorian

LINES = 40
_HOURS = 3  # days that are few enough to show hours
_LEFT, _WIDTH, _LINE, _TOP = 260, 720, 22, 30
_YEAR = 365.2425
# From the widest to the narrowest, with the days that each shows.
LEVELS = (
    ("centuries", 1000 * _YEAR), ("a century", 100 * _YEAR), ("a decade", 10 * _YEAR), ("a year", _YEAR),
    ("a month", 31.0), ("a week", 7.0), ("hours", 1.0),
)  # fmt: skip
_DAY = re.compile(r"(-?\d{1,4})-(\d\d)-(\d\d)")
_FIRST, _LAST = from_gregorian(-3000, 1, 1), from_gregorian(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are shown, the last one included."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many they are."""
        return self.last - self.first + 1

    def moved(self, share: float) -> Window:
        """As long a window, earlier or later by a share of itself."""
        by = round(self.days * share) or (1 if share > 0 else -1)
        return within(self.first + by, self.last + by)

    def of(self, days: float) -> Window:
        """A window of so many days round the same middle."""
        middle = (self.first + self.last) // 2
        first = middle - int(days) // 2
        return within(first, first + max(1, round(days)) - 1)

    def place(self, day: float) -> float:
        """Where a day begins, in the units of the drawing; what lies outside stands at the edge.

        >>> Window(0, 9).place(5)
        620.0
        """
        share = (day - self.first) / self.days
        return round(_LEFT + _WIDTH * min(1.0, max(0.0, share)), 1)


def within(first: int, last: int) -> Window:
    """A window of these days inside those that the axis knows."""
    return Window(max(_FIRST, min(first, _LAST)), max(_FIRST, min(last, _LAST)))


@dataclass(frozen=True, slots=True)
class Span:
    """What stands on a line: from the start of a day (or an hour) to the end of another, in how many statements."""

    start: float
    end: float
    statements: int = 1

    @property
    def is_sure(self) -> bool:
        """Whether a single day, or an hour, is meant."""
        return self.end - self.start <= 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: its *name*, the *key* of its event or voice, and what stands on it."""

    key: str
    name: str
    spans: tuple[Span, ...]

    @property
    def statements(self) -> int:
        """How many statements stand on it."""
        return sum(span.statements for span in self.spans)


def timeline_page(
    library: Library, first: str = "", last: str = "", by: str = "event", shut: Collection[str] = WITHDRAWN
) -> Page:
    """The events, or the voices, of the days from *first* to *last* (ISO, Gregorian), or else of nearly all days."""
    if by not in ("event", "voice"):
        raise PolyvocalError(f"no timeline by {by!r}; there are: event, voice")
    window = _window(library, first, last)
    lines, total = (_events if by == "event" else _voices)(library, window, shut)
    levels = [(t(name), window.of(days)) for name, days in LEVELS]
    shows: dict[str, object] = {
        "window": window,
        "by": by,
        "lines": lines,
        "total": total,
        "levels": levels,
        "level": min(LEVELS, key=lambda level: abs(level[1] - window.days))[0],
        "earlier": window.moved(-0.5),
        "later": window.moved(0.5),
        "closer": window.of(max(1, window.days / 3)),
        "wider": window.of(window.days * 3),
        "ticks": ticks(window),
        "draw": draw,
        "iso": iso,
        "when": when,
    }
    data = {"from": iso(window.first), "to": iso(window.last), "by": by, "of": total, "lines": lines}
    return Page("timeline.html", t("Timeline"), shows, data, here="timeline")


def _window(library: Library, first: str, last: str) -> Window:
    if first or last:
        a, b = _day(first or last), _day(last or first)
        return within(min(a, b), max(a, b))
    days = library.days_spoken_of()
    if not days:
        return within(from_gregorian(1900, 1, 1), from_gregorian(1999, 12, 31))
    # A slip of a reader in a date must not stretch the first view over a thousand years.
    a, b = days[len(days) // 20], days[-1 - len(days) // 20]
    spare = max(2, (b - a) // 20)
    return within(a - spare, b + spare)


def _day(words: str) -> int:
    found = _DAY.fullmatch(words)
    try:
        return from_gregorian(int(found[1]), int(found[2]), int(found[3])) if found else _raise(words)
    except ValueError:
        return _raise(words)


def _raise(words: str) -> int:
    raise PolyvocalError(f"a day is written year-month-day (1916-05-31), not {words[:20]!r}")


def _events(library: Library, window: Window, shut: Collection[str]) -> tuple[list[Line], int]:
    events, total = library.events_between(window.first, window.last, LINES)
    hours = library.hours_of([one.id for one in events]) if window.days <= _HOURS else {}
    lines = [
        Line(one.id, one.label, _with_hours(one, hours.get(one.id, {}), window))
        for one in events
        if one.earliest is not None and one.latest is not None
    ]
    return sorted(lines, key=lambda line: (line.spans[0].start, line.spans[0].end, line.name)), total


def _with_hours(event: Dated, hours: Mapping[tuple[float, float], int], window: Window) -> tuple[Span, ...]:
    # The days of the event, less what of it is told by the hour.
    assert event.earliest is not None
    assert event.latest is not None
    told = [Span(*bounds, n) for bounds, n in sorted(hours.items())]
    rest = max(0, event.statements - sum(span.statements for span in told))
    shown = [span for span in told if window.first <= span.start < window.last + 1]
    return (Span(event.earliest, event.latest + 1, rest), *shown)


def _voices(library: Library, window: Window, shut: Collection[str]) -> tuple[list[Line], int]:
    restricted = "restricted" not in shut
    said = library.search_statements(Query(limit=1, days=(window.first, window.last), restricted=restricted))
    heard = library.voices_between(window.first, window.last, LINES, restricted=restricted)
    lines = [
        Line(voice, voice, tuple(Span(*bounds, n) for bounds, n in sorted(times.items())))
        for voice, times in sorted(heard.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    ]
    return lines, said.total


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: where, in which *words*, and the window that lies behind it (None for hours)."""

    day: float
    words: str
    window: Window | None


def ticks(window: Window) -> tuple[Tick, ...]:
    """Round dates below the axis: centuries, decades, years, months, days or hours, whichever fits.

    >>> [tick.words for tick in ticks(Window(from_gregorian(1914, 1, 1), from_gregorian(1917, 12, 31)))]
    ['1914', '1915', '1916', '1917']
    """
    years = window.days / _YEAR
    if years > 2:
        step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if years / s <= 9), 1000)
        return tuple(_year_ticks(window, step))
    if window.days > 62:
        return tuple(_month_ticks(window, 1 if window.days < 300 else 3))
    if window.days > _HOURS:
        step = next(s for s in (1, 2, 5, 7) if window.days / s <= 9 or s == 7)
        days = range(window.first, window.last + 1, step)
        return tuple(Tick(day, _of_month(day), Window(day, day + step - 1)) for day in days)
    hours = 6 if window.days > 1 else 3
    return tuple(
        Tick(day + hour / 24, f"{_of_month(day)}, {hour}:00" if hour == 0 else f"{hour}:00", None)
        for day in range(window.first, window.last + 1)
        for hour in range(0, 24, hours)
    )


def _year_ticks(window: Window, step: int) -> Iterator[Tick]:
    first, last = to_gregorian(window.first)[0], to_gregorian(window.last)[0]
    for year in range(first - first % step, last + 1, step):
        day = from_gregorian(year, 1, 1)
        if day >= window.first:
            yield Tick(day, str(year), Window(day, from_gregorian(year + step, 1, 1) - 1))


def _month_ticks(window: Window, step: int) -> Iterator[Tick]:
    year, month, _ = to_gregorian(window.first)
    months = range(year * 12 + month - 1, year * 12 + month + 30)
    for n in (n for n in months if (n % 12) % step == 0):
        day, end = (from_gregorian(m // 12, m % 12 + 1, 1) for m in (n, n + step))
        if window.first <= day <= window.last:
            yield Tick(day, f"{MONTHS[n % 12][:3]} {n // 12}", Window(day, end - 1))


def _of_month(day: int) -> str:
    _, month, of_month = to_gregorian(day)
    return f"{of_month} {MONTHS[month - 1][:3]}"


def when(span: Span) -> str:
    """The days of a span in words, in both calendars where Russia kept its own."""
    first, last = int(span.start), int(span.end - 1 / 48)
    if first == last:
        hour = span.start - first
        told = both_calendars(first)
        return f"{told}, {int(hour * 24)}:{round(hour * 1440) % 60:02}" if span.end - span.start < 1 else told
    return f"{both_calendars(first)} – {both_calendars(last)}"


def draw(
    lines: Sequence[Line], window: Window, axis: Sequence[Tick], to: Mapping[str, str], zoom: Mapping[int, str]
) -> Markup:
    """The timeline as inline SVG; *to* are the addresses behind the lines, *zoom* those behind the ticks, by number.

    A stroke is one day (or hour), a bar an uncertain or a longer time, open where it goes on outside the window.
    """
    height = _TOP + _LINE * max(1, len(lines)) + 8
    parts = [
        f'<svg class="timeline" viewBox="0 0 {_LEFT + _WIDTH + 20} {height}" role="group" aria-labelledby="timeline-t">'
        f'<title id="timeline-t">{escape(t("Timeline; the table below says the same."))}</title>',
        '<path class="grid" d="' + "".join(f"M{window.place(tick.day)} 22V{height - 4}" for tick in axis) + '"/>',
    ]
    for n, tick in enumerate(axis):
        x = window.place(tick.day)
        anchor = ' class="tick last"' if x > _LEFT + _WIDTH - 40 else ' class="tick"'
        words = f'<text{anchor} x="{x}" y="15">{escape(tick.words)}</text>'
        parts.append(f'<a href="{escape(zoom[n])}">{words}</a>' if n in zoom else words)
    for i, line in enumerate(lines):
        y = _TOP + _LINE * i + _LINE / 2
        short = line.name if len(line.name) <= 36 else f"{line.name[:35]}…"
        name = f'<text class="who" x="{_LEFT - 14}" y="{y + 4}">{escape(short)}</text>'
        parts.append(f'<a href="{escape(to[line.key])}">{name}</a>' if line.key in to else name)
        parts += [_sign(span, window, y) for span in line.spans]
    return Markup("".join([*parts, "</svg>"]))


def _sign(span: Span, window: Window, y: float) -> str:
    said = f"<title>{escape(when(span))}: {escape(counted(span.statements, 'statement'))}</title>"
    a, b = window.place(span.start), window.place(span.end)
    weight = min(3, 1 + span.statements // 8)
    if span.is_sure and b - a < 14:
        return f'<path class="sure w{weight}" d="M{round((a + b) / 2, 1)} {y - 7}V{y + 7}">{said}</path>'
    # Where hours are shown, a day is as uncertain as elsewhere a longer time.
    kind = "sure" if span.end - span.start < (1 if window.days <= _HOURS else 1.5) else "band"
    open_ends = " open-left" if span.start < window.first else ""
    open_ends += " open-right" if span.end > window.last + 1 else ""
    place = f'x="{a}" y="{y - 5}" width="{max(3.0, b - a):.1f}" height="10"'
    return f'<rect class="{kind}{open_ends} w{weight}" {place}>{said}</rect>'
