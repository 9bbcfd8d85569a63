"""The running date of a narrative: where in time the telling stands, so that "14 January" finds its year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from polyvocal.close_reading.dates.point import Point

# A year this far from the running one is an aside until the telling stays there.
FAR = 6
# Months of distance that a year just spoken of is worth.
SPOKEN = 13
# How much farther a step back is than a step on: narratives go forward.
BACK = 1.5

_MIDST = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


@dataclass(slots=True)
class Running:
    """The last day, month or season told (*told*), the last year spoken of (*year*), and a far year not yet settled."""

    told: Point | None = None
    year: int | None = None
    aside: int | None = None

    @property
    def point(self) -> Point | None:
        """The point that relative words reckon from."""
        if self.told is not None and (self.year is None or self.told.year == self.year):
            return self.told
        return Point("year", self.year) if self.year is not None else self.told

    def see(self, point: Point, *, explicit: bool = True, anew: bool = False, bracketed: bool = False) -> None:
        """Go on from *point*; a heading or new section starts anew, a year in brackets or far off is an aside."""
        if point.year is None or point.grain in ("decade", "century"):
            return
        if point.grain == "season" and not explicit:
            return
        if anew:
            self.told, self.year, self.aside = _finer(point), point.year, None
            return
        if bracketed and self.year is not None and point.grain == "year":
            return
        if point.grain == "year" and self._far(point.year):
            self.aside = point.year
            return
        self.aside = None
        self.year = point.year
        self.told = _finer(point) or self.told

    def _far(self, year: int) -> bool:
        if self.year is None or abs(year - self.year) <= FAR:
            return False
        return self.aside is None or abs(year - self.aside) >= abs(year - self.year)

    def year_of(self, month: int, *, same_sentence: bool = False) -> int | None:
        """The year in which the telling most likely means a month that it names without one."""
        if self.year is None:
            return self.told.year if self.told else None
        if self.told is None or self.told.year is None or (same_sentence and self.year != self.told.year):
            return self.year
        near = {self.year, self.told.year, self.told.year + 1}
        return min(sorted(near), key=lambda y: self._distance(y, month))

    def _distance(self, year: int, month: int) -> float:
        assert self.told is not None
        assert self.told.year is not None
        then = self.told.month or _MIDST.get(self.told.season or "", 6)
        months = 12 * (year - self.told.year) + month - then
        distance = months if months >= 0 else -BACK * months
        if year == self.year:
            return distance
        # The next days of what is being told go on in its year, whatever year was spoken of in between.
        return distance + (SPOKEN / 2 if 0 <= months <= 1 and self.told.grain == "day" else SPOKEN)


def _finer(point: Point) -> Point | None:
    return replace(point, time="") if point.grain in ("day", "week", "month", "season") else None
