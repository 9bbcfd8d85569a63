"""The strip beside a row of figures: each reading on one axis as its words bind it, and no mean, no best value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape

from polyvocal.reading_room.wording import bounds, number
from polyvocal.terms import Figure

_LEFT, _WIDTH, _LINE, _TOP = 84, 400, 20, 8
_MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the strip: the *label* of those who give this figure."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Axis:
    """Places numbers on the width of the strip: logarithmic for counts, straight for percentages."""

    low: float
    high: float
    straight: bool = False
    zero: bool = False

    def place(self, value: float) -> float:
        """Where *value* stands; zero has its own place at the left end of a logarithmic axis.

        >>> axis = Axis(10, 1000)
        >>> axis.place(10), axis.place(100), axis.place(1000)
        (84.0, 284.0, 484.0)
        """
        left, width = (_LEFT + 40.0, _WIDTH - 40.0) if self.zero else (float(_LEFT), float(_WIDTH))
        if self.straight:
            share = (value - self.low) / (self.high - self.low)
        elif value <= 0:
            return float(_LEFT) + 4
        else:
            share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return round(left + width * min(1.0, max(0.0, share)), 1)

    def ticks(self) -> tuple[float, ...]:
        """Round numbers to print below the axis.

        >>> Axis(10, 1000).ticks(), Axis(2000, 5000).ticks()
        ((10, 100, 1000), (2000.0, 3000.0, 4000.0, 5000.0))
        """
        if self.straight:
            return (0, 25, 50, 75, 100)
        if self.high / self.low < 5:
            return self._even()
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        fine = tuple(step * 10**power for power in powers for step in ((1, 2, 5) if len(powers) <= 3 else (1,)))
        known = tuple(tick for tick in fine if self.low <= tick <= self.high)
        if self.high / self.low > 50:
            known = tuple(tick for tick in known if log10(tick) == int(log10(tick)))
        # Eight numbers are as many as can be read below the axis.
        return ((0, *known) if self.zero else known)[:: 1 + len(known) // 8]

    def _even(self) -> tuple[float, ...]:
        # On so short a stretch even steps read better than powers; the spacing still is that of the axis.
        step = _nice((self.high - self.low) / 5)
        first = ceil(self.low / step)
        return tuple(step * n for n in range(first, floor(self.high / step) + 1))


def _nice(step: float) -> float:
    power = 10.0 ** floor(log10(step))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= step)


def axis_of(figures: Sequence[Figure]) -> Axis | None:
    """An axis that holds all *figures*, or None where fewer than two different ones could stand on it."""
    firm = [f for f in figures if f.low is not None or f.high is not None]
    if len({(f.low, f.high, f.bound) for f in firm}) < 2 or len({f.unit for f in firm}) > 1:
        return None
    if firm[0].unit == "%":
        return Axis(0, 100, straight=True)
    known = [value for f in firm for value in (f.low, f.high) if value is not None and value > 0]
    if not known:
        return None
    return Axis(_round(min(known), floor), _round(max(known) * 1.02, ceil), zero=any(f.low == 0 for f in firm))


def _round(value: float, way: type[int] | object) -> float:
    # Down or up to the next 1, 2 or 5 of a power of ten, so that no figure stands on the very edge.
    power = 10.0 ** floor(log10(value))
    steps = (1, 2, 5, 10)
    if way is floor:
        return max(step * power for step in (*steps, 0.5) if step * power < value or step == 0.5)
    return min(step * power for step in (*steps, 20) if step * power > value)


def draw(lines: Sequence[Line], name: str) -> Markup:
    """The strip as inline SVG whose description says the same in words; nothing where there is nothing to compare.

    *name* is an id, unique on the page. Bar: a range. Stroke: an exact number. Ring: "about". Arrow: "at least" or
    "at most". Hatching: a vague figure with known bounds.
    """
    shown = [line for line in lines if line.figure.low is not None or line.figure.high is not None]
    axis = axis_of([line.figure for line in shown])
    if axis is None:
        return Markup("")
    rows = shown[:_MOST_LINES]
    height = _TOP + _LINE * len(rows) + 26
    spoken = "; ".join(f"{line.label}: {bounds(line.figure)}" for line in rows)
    left_out = len(shown) - len(rows)
    spoken += f"; and {left_out} more readings" if left_out else ""
    parts = [
        f'<svg class="strip" viewBox="0 0 {_LEFT + _WIDTH + 36} {height}" role="img" aria-labelledby="{name}-t">',
        f'<title id="{name}-t">Figures on one axis. {escape(spoken)}.</title>',
        f'<defs><pattern id="{name}-h" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>',
        *_scale(axis, _TOP + _LINE * len(rows)),
    ]
    for i, line in enumerate(rows):
        middle = _TOP + _LINE * i + _LINE / 2
        parts.append(f'<text class="who" x="{_LEFT - 10}" y="{middle + 4}">{escape(line.label)}</text>')
        parts.append(_sign(line.figure, axis, middle, name))
    return Markup("".join([*parts, "</svg>"]))


def _scale(axis: Axis, base: int) -> list[str]:
    ticks = [(axis.place(tick), number(tick)) for tick in axis.ticks()]
    lines = "".join(f"M{x} {_TOP - 4}V{base + 4}" for x, _ in ticks)
    words = [f'<text class="tick" x="{x}" y="{base + 18}">{word}</text>' for x, word in ticks]
    return [f'<path class="grid" d="{lines}"/>', f'<path class="axis" d="M{_LEFT} {base}H{_LEFT + _WIDTH}"/>', *words]


def _sign(figure: Figure, axis: Axis, y: float, name: str) -> str:
    low = None if figure.low is None else axis.place(figure.low)
    high = None if figure.high is None else axis.place(figure.high)
    if low is not None and high is not None and high - low > 1:
        fill = f' fill="url(#{name}-h)"' if figure.bound == "vague" else ""
        kind = "vague" if fill else "about bar" if figure.bound == "about" else "bar"
        return f'<rect class="{kind}" x="{low}" y="{y - 4}" width="{high - low:.1f}" height="8"{fill}/>'
    x = low if low is not None else high if high is not None else 0.0
    if figure.bound == "at least" or high is None:
        return f'<path class="arrow" d="M{x} {y - 6}V{y + 6}M{x} {y}h26m-6 -4l6 4l-6 4"/>'
    if figure.bound == "at most" or low is None:
        return f'<path class="arrow" d="M{x} {y - 6}V{y + 6}M{x} {y}h-26m6 -4l-6 4l6 4"/>'
    if figure.bound in ("about", "vague"):
        return f'<circle class="about" cx="{x}" cy="{y}" r="4.5"/>'
    return f'<path class="exact" d="M{x} {y - 7}V{y + 7}"/>'
