"""What a reading knows as it goes: the tokens, the running date of the narrative, and the day it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from polyvocal.close_reading.dates.grammar import Found, Grammar
from polyvocal.close_reading.dates.point import Point, shifted, week_point
from polyvocal.close_reading.dates.running import Running
from polyvocal.close_reading.dates.tokens import Tokens
from polyvocal.terms.days import to_gregorian
from polyvocal.terms.when import TimexType

# Tokens within which a date in news is what "the next day" reckons from; farther on it is the day of writing again.
NEAR = 60
# Tokens within which a weekday's verb is looked for, before it and behind it.
_BEHIND, _BEFORE = 10, 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading before it becomes a When: tokens *first* to before *last*, and what they say."""

    first: int
    last: int
    type: TimexType
    point: Point | None = None
    value: str | None = None  # where it is not the point's own
    mod: str | None = None
    anchor: str | None = None
    rule: str = ""
    checks: tuple[str, ...] = ()
    until: Point | None = None  # the last point of a span given in one expression
    moves: bool = True  # whether the narrative goes on from here
    explicit: bool = False  # whether the words themselves give the year
    calendar: Literal["gregorian", "julian"] | None = None  # where the words settle it
    ground: str = ""
    weekday: int | None = None  # the day of the week the words name besides
    open: bool = False  # whether the point bounds the date on one side only ("more than a year earlier")
    narrows: bool = False  # whether the mod (START, MID, END) names a part of the point, inside its bounds
    readings: tuple[Point, ...] = ()  # days between which the words leave the choice


@dataclass(slots=True)
class Context:
    """The state of one reading."""

    tokens: Tokens
    grammar: Grammar
    written: Point | None
    narrative: bool
    borrowed: dict[int, int] = field(default_factory=dict)
    told: Running = field(default_factory=Running)
    told_at: int = 0  # the token of the date last told
    order: str | None = None  # of numeric dates, as the text shows

    def words(self, found: Found, group: str) -> str:
        """The words of a group in lower case, single spaced; "" where the group is empty."""
        span = found.groups.get(group)
        if span is None:
            return ""
        return " ".join(self.tokens.word(i) for i in range(*span))

    def value(self, found: Found, group: str, table: str) -> Any:
        """What the table says the words of a group are worth."""
        words = self.words(found, group)
        values = self.grammar.lexicon.values[table]
        if words in values:
            return values[words]
        return next((values[w] for w in words.split() if w in values), None)

    def narrows(self, found: Found) -> bool:
        """Whether the words of an edge stay inside their unit: not so "the turn of the century"."""
        return "mod" in found.groups and self.words(found, "mod") not in self.grammar.settings["turning"]

    def step(self, found: Found, group: str) -> int:
        """How many units on (1, "the next") or back (-1, "last") the words of a group lead."""
        steps: dict[str, int] = self.grammar.lexicon.values["step"]
        return next((steps[w] for w in self.words(found, group).split() if w in steps), 0)

    def deictic(self, found: Found, group: str) -> bool:
        """Whether the words of a group reckon from the speaker's day ("last", "ago"), not from the day told."""
        words = self.words(found, group)
        deictic, articles = self.grammar.settings["deictic"], self.grammar.settings["articles"]
        return words in deictic or words in articles or words.partition(" ")[0] in deictic

    def year_near(self, first: int, month: int, day: int | None = None) -> tuple[int | None, str]:
        """The year of a month or day that is written without one, and where it comes from."""
        if first in self.borrowed:
            return self.borrowed[first], "year of the date it is paired with"
        if not self.narrative and self.written is not None:
            return self._nearest(first, month, day), "year nearest the day of writing"
        # A day heading a text, a calendar or a list is not part of a telling that has a running year.
        dot = self.grammar.lexicon.shape["Dot"]
        same = self.tokens.classes.find(dot, self.told_at, first) < 0
        year = self.told.year_of(month, same_sentence=same)
        if day is not None and self.heads(first, first + 2):
            year = None
        if year is not None:
            return year, "running year of the narrative"
        return None, ""

    @property
    def focus(self) -> Point | None:
        """Where the telling stands."""
        return self.told.point

    def _nearest(self, first: int, month: int, day: int | None) -> int | None:
        """The year that brings the month closest to the day of writing."""
        if self.written is None or self.written.year is None or not self.written.month:
            return None
        ahead = month - self.written.month
        if day is not None:
            return self.written.year + _nearest_year(ahead, self.points_ahead(first, first + 2))
        if self.looks_ahead(first) and self.points_ahead(first, first + 1):
            return self.written.year + (1 if ahead < 0 else 0)
        return self.written.year - (1 if ahead > 2 else 0)

    def looks_ahead(self, first: int) -> bool:
        """Whether the words around a token, in its sentence, speak of what is to come."""
        ahead, dot, classes = self.grammar.settings["ahead"], self.grammar.lexicon.shape["Dot"], self.tokens.classes
        low = max(0, first - 10)
        low = max(classes.rfind(dot, low, first) + 1, low)
        end = classes.find(dot, first, first + 8)
        high = end if end >= 0 else min(len(classes), first + 8)
        return any(self.tokens.word(i) in ahead for i in range(low, high))

    def points_ahead(self, first: int, last: int) -> bool:
        """Whether the nearest verb around a weekday speaks of what is to come; a report of the past comes first."""
        settings, kinds = self.grammar.settings, self.grammar.lexicon.shape
        stops = (kinds["Dot"], kinds["Semicolon"], kinds["Break"], kinds["Quote"])
        best: tuple[int, bool] | None = None
        for step, begin, sight in ((-1, first - 1, _BEHIND), (1, last, _BEFORE)):
            for distance in range(sight):
                at = begin + step * distance
                if not 0 <= at < len(self.tokens.classes) or self.tokens.classes[at] in stops:
                    break
                word = self.tokens.word(at)
                ahead = word in settings["ahead"]
                if ahead or word in settings["told"] or (word.endswith(tuple(settings["told_endings"]))):
                    if best is None or distance < best[0]:
                        best = distance, ahead
                    break
        return best is not None and best[1]

    def running(self, first: int) -> tuple[Point | None, str]:
        """What "later" and "the next" reckon from: the date last told; in news only one just told, else its own."""
        told = self.focus
        if not self.narrative:
            close = first - self.told_at <= NEAR
            told = told if close and told is not None and told.grain in ("day", "month") else self.written
            if told is self.written:
                return told, "day of writing"
        return (told, "running date") if told is not None and told.known else (None, "")

    def base(self) -> tuple[Point | None, str]:
        """What relative words reckon from: the running date of a narrative, else the day of writing."""
        if self.narrative and self.focus is not None and self.focus.known:
            return self.focus, "running date"
        if self.written is not None:
            return self.written, "day of writing"
        return (self.focus, "running date") if self.focus is not None and self.focus.known else (None, "")

    def move(self, draft: Draft) -> None:
        """Let the telling go on from what was just read."""
        if draft.point is None or not draft.moves or not draft.point.exists() or self._modifies(draft):
            return
        shape, classes = self.grammar.lexicon.shape, self.tokens.classes
        before = classes[draft.first - 1 : draft.first]
        section = draft.point.grain == "year" and classes.find(shape["Break"], self.told_at, draft.first) >= 0
        bracketed = before == shape["LParen"] or (before == shape["Dash"] and draft.point.grain == "year")
        anew = draft.explicit and (self.heads(draft.first, draft.last) or (section and not bracketed))
        self.told_at = draft.first
        self.told.see(draft.point, explicit=draft.explicit, anew=anew, bracketed=bracketed)

    def _modifies(self, draft: Draft) -> bool:
        """Whether a month or day with its year only tells one thing from another: "the August 1792 rising"."""
        if not draft.explicit or draft.point is None or draft.point.grain == "year":
            return False
        classes, kinds = self.tokens.classes, self.grammar.lexicon.classes
        before, after = classes[draft.first - 1 : draft.first], classes[draft.last : draft.last + 1]
        article = any(before in kinds[word] for word in self.grammar.settings["articles"])
        return article and (after in kinds["Lower"] or after in kinds["Capital"])

    def heads(self, first: int, last: int) -> bool:
        """Whether the date stands in a short line of its own, between empty lines."""
        shape, classes = self.grammar.lexicon.shape, self.tokens.classes
        low, high = max(0, first - 12), min(len(classes), last + 12)
        begin = classes.rfind(shape["Break"], low, first)
        end = classes.find(shape["Break"], last, high)
        if end < 0 or (begin < 0 and low > 0):
            return False
        line = classes[begin + 1 : end]
        return len(line) <= 14 and shape["Dot"] not in line[:-1] and shape["Semicolon"] not in line


def _nearest_year(ahead: int, to_come: bool) -> int:
    """The year of a day, *ahead* months off in the year of writing, against that year.

    News tells of what was, unless it says that something is *to_come*, or the day is close at hand.
    """
    if ahead > 6 or (ahead > 3 and not to_come):
        return -1
    return 1 if ahead < -9 or (ahead < -6 and to_come) else 0


def written_point(written: str | None) -> Point | None:
    """The day of writing; None where it is not a whole ISO date.

    >>> written_point("1916-06-03").value
    '1916-06-03'
    """
    if not written:
        return None
    digits = written[:8]
    parts = [digits[:4], digits[4:6], digits[6:]] if digits.isdigit() else written[:10].split("-")
    if len(parts) != 3 or not all(p.isdigit() for p in parts):
        return None
    point = Point("day", int(parts[0]), int(parts[1]), int(parts[2]))
    return point if point.exists() else None


Direction = Literal[-1, 0, 1]


def weekday_near(base: Point, weekday: int, direction: int) -> Point | None:
    """The day of the week next before (-1), next after (1), or last up to (0) a day."""
    found = base.bounds()
    if base.grain != "day" or found is None:
        return None
    day = found[0]
    if direction < 0:
        day -= (day % 7 - weekday - 1) % 7 + 1
    elif direction > 0:
        day += (weekday - day % 7 - 1) % 7 + 1
    else:
        day -= (day % 7 - weekday) % 7
    return Point("day", *to_gregorian(day))


def in_unit(point: Point, unit: str, count: int) -> Point | None:
    """The day, week, month, year ... that lies *count* of them from the one the point is in."""
    if point.year is None:
        return None
    if unit == "D":
        return shifted(point, count, "D")
    if unit in ("W", "WE"):
        found = point.bounds()
        return week_point(found[0] + 7 * count) if point.grain == "day" and found else None
    if unit == "M":
        return shifted(point, count, "M") if point.month else None
    if unit == "Q":
        quarters = point.year * 4 + ((point.month or 1) - 1) // 3 + count
        return Point("quarter", quarters // 4, number=quarters % 4 + 1) if point.month else None
    if unit == "DE":
        return Point("decade", point.year // 10 * 10 + 10 * count)
    if unit == "CE":
        return Point("century", point.year // 100 * 100 + 100 * count)
    return Point("year", point.year + count)
