"""A date as a source gives it, with its words kept and its bounds on one axis for every calendar."""

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.locus import Locus

Calendar = Literal["gregorian", "julian", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class When:
    """A date, span, duration or set of dates as written.

    *value* is the TIMEX3 value ("" where the words give none), *edtf* the Extended Date/Time Format (ISO 8601-2:2019)
    or None, *earliest* and *latest* Julian Day Numbers of the first and last possible day or None. *ground* says on
    what the calendar rests, *anchor* the date (ISO) that a relative expression was resolved against, and how.
    *twin* holds the bounds under the other calendar where the calendar is unknown. *checks* are findings of
    arithmetic that the words themselves fail ("13 November 2017 was a Monday, not a Sunday").
    *locus* is None only where a person supplied the date.
    """

    words: str
    locus: Locus | None
    type: TimexType
    value: str
    edtf: str | None = None
    earliest: int | None = None
    latest: int | None = None
    calendar: Calendar = "gregorian"
    ground: str = ""
    anchor: str | None = None
    mod: str | None = None  # TIMEX3 mod: BEFORE, AFTER, START, MID, END, APPROX, LESS_THAN, MORE_THAN ...
    twin: tuple[int, int] | None = None
    checks: tuple[str, ...] = ()
    rule: str = ""
