"""Pericopes: stretches of one record whose statements tell of one thing, as in a synopsis of the gospels.

A statement that says neither when nor where leans on those before it; it does so here, once, inside its record, and
only pericopes are then compared across records. That is what keeps the work near-linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polyvocal.collation.bearings import PERIOD, Bearings, akin, both, specific
from polyvocal.collation.places import lie
from polyvocal.terms import Statement, Witness

REACH = 700  # characters; a statement further on begins anew
MEMORY = 4  # pericopes back to which a text may return after a digression
EXACT = 3  # days; a date no longer than this is exact enough to veto


@dataclass(slots=True, eq=False)
class Pericope:
    """Statements (by their rank in the collation) that share their bearings, and these bearings together."""

    record: str
    members: list[int]
    lo: int | None
    hi: int | None
    footing: str
    twin: tuple[int, int] | None
    where: str
    placed: bool
    places: frozenset[str]
    names: frozenset[str]
    called: frozenset[str]
    period: int
    sorts: frozenset[str]
    sides: frozenset[str]
    day: int | None = None  # the day of the report under which the statements stand
    end: int = 0
    sent: int = -1  # where the dateline stands that the statements come under
    exact: tuple[int, int] | None = field(default=None)

    @property
    def dated(self) -> bool:
        """Whether the words, not only the day of the report, give a date."""
        return self.footing in {"own", "running"}


def divide(taken: Sequence[tuple[Witness, Statement, Bearings]]) -> list[Pericope]:
    """The pericopes of all records; *taken* lies in order of record and place."""
    pericopes: list[Pericope] = []
    recent: list[Pericope] = []
    home_of: dict[str, Pericope] = {}
    dated_at: dict[str, Pericope] = {}
    for rank, (witness, statement, bearings) in enumerate(taken):
        if recent and recent[-1].record != witness.record:
            recent, home_of, dated_at = [], {}, {}
        start, end = _span(statement)
        sent = _dateline(statement)
        linked = next((home_of[link.other] for link in statement.links if link.other in home_of), None)
        home = linked or _home(recent, bearings, start, sent) or _told_before(dated_at, bearings, sent)
        if home is None:
            home = _begin(witness.record, bearings)
            pericopes.append(home)
        elif linked is None:
            _widen(home, bearings)
        if home in recent:
            recent.remove(home)
        home_of[statement.id] = home
        if bearings.footing == "report":
            home.day = bearings.hi
        if home.dated and specific(home.where):
            dated_at[home.where] = home
        home.members.append(rank)
        home.end, home.sent = end, sent if sent >= 0 else home.sent
        recent.append(home)
        del recent[:-MEMORY]
    return pericopes


def _told_before(dated_at: dict[str, Pericope], b: Bearings, sent: int) -> Pericope | None:
    """The last dated passage of one record on a narrow place, for a statement of that place without any date.

    A narrative goes on in a town for pages before it gives another day; a dateline begins a tale of its own.
    """
    if b.footing != "none" or sent >= 0 or not specific(b.where):
        return None
    before = dated_at.get(b.where)
    return before if before is not None and not _parts(before, b, sent) else None


def _span(statement: Statement) -> tuple[int, int]:
    if not statement.loci:
        return 0, 0
    return statement.loci[0].start, statement.loci[-1].end


def _dateline(statement: Statement) -> int:
    place = statement.anchor.place
    return place.start if place is not None and statement.anchor.place_how == "dateline" else -1


def _begin(record: str, b: Bearings) -> Pericope:
    exact = exact_of(b.lo, b.hi, b.footing)
    bounds = (b.lo, b.hi, b.footing, b.twin)
    where = (b.where, b.placed, b.places)
    return Pericope(record, [], *bounds, *where, b.names, b.called, b.period, b.sorts, b.sides, exact=exact)


def exact_of(lo: int | None, hi: int | None, footing: str) -> tuple[int, int] | None:
    """The bounds where they are exact enough to tell one event from another."""
    if footing not in {"own", "running"} or lo is None or hi is None or hi - lo > EXACT:
        return None
    return lo, hi


def _home(recent: list[Pericope], b: Bearings, start: int, sent: int) -> Pericope | None:
    for back, pericope in enumerate(reversed(recent)):
        if start - pericope.end > REACH * (1 if back == 0 else 2) or _parts(pericope, b, sent):
            continue
        same_item = b.footing != "report" or pericope.day in {None, b.hi}
        if back == 0 and b.footing not in {"own", "running"} and same_item and not _moves(pericope, b):
            return pericope
        if _shares(pericope, b):
            return pericope
        if not b.where and not b.called and b.footing == "running" and _holds(pericope, b):
            return pericope
    return None


def _parts(p: Pericope, b: Bearings, sent: int) -> bool:
    """Whether anything forbids that *b* tells of the same thing as *p*."""
    if sent >= 0 and p.sent >= 0 and sent != p.sent:
        return True
    if b.period != p.period and b.period >= 0:
        return True
    # "Two attackers" in the tale of a riot: where a text gives no new day or place, a word makes no new affair.
    leans = b.footing == "none" and b.where in p.places
    if p.sorts and b.sorts and not leans and not akin(p.sorts, b.sorts):
        return True
    # A village "in the region of" a town: places of one sentence are not each other's rivals.
    if b.where and p.where and b.where not in p.places and lie(b.where, p.where) == "apart":
        return True
    if p.called and b.called and not p.called & b.called:
        return True
    return p.dated and b.footing in {"own", "running"} and _other_time(p, b)


def _other_time(p: Pericope, b: Bearings) -> bool:
    if p.lo is None or p.hi is None or b.lo is None or b.hi is None:
        return False
    if (p.hi - p.lo > PERIOD) != (b.hi - b.lo > PERIOD):
        return True
    return b.lo > p.hi + 1 or p.lo > b.hi + 1


def _moves(p: Pericope, b: Bearings) -> bool:
    """Whether a statement names a place of its own, so that it need not lean on what stands before it."""
    if not b.where or b.where in p.places or akin(p.sorts, b.sorts):
        return False
    if not p.places:
        return specific(b.where)
    return all(lie(b.where, place) in {"apart", "unknown"} for place in p.places)


def _holds(p: Pericope, b: Bearings) -> bool:
    if p.lo is None or p.hi is None or b.lo is None or b.hi is None or not p.dated:
        return False
    return p.lo <= b.lo and b.hi <= p.hi


def _shares(p: Pericope, b: Bearings) -> bool:
    if p.called & b.called or p.names & b.names:
        return True
    if b.where and p.where and specific(b.where) and lie(b.where, p.where) in {"same", "near"}:
        return True
    if b.where and specific(b.where) and b.where in p.places and b.footing != "own":
        return True
    narrow = {x for x in p.places & b.places if specific(x)}
    return bool(narrow) and b.lo == p.lo and b.hi == p.hi


def _widen(p: Pericope, b: Bearings) -> None:
    if not p.dated and b.footing in {"own", "running"}:
        p.lo, p.hi, p.footing, p.twin = b.lo, b.hi, b.footing, b.twin
    elif p.dated and b.footing in {"own", "running"} and b.lo is not None and b.hi is not None:
        # The narrower date is kept; neighbouring exact days make the extent of what is told.
        both_exact = p.exact is not None and exact_of(b.lo, b.hi, b.footing) is not None
        if p.exact is not None and both_exact:
            p.lo, p.hi = min(p.exact[0], b.lo), max(p.exact[1], b.hi)
        elif p.lo is None or p.hi is None or b.hi - b.lo < p.hi - p.lo:
            p.lo, p.hi, p.footing, p.twin = b.lo, b.hi, b.footing, b.twin
    elif p.lo is None:
        p.lo, p.hi, p.footing = b.lo, b.hi, b.footing
    p.exact = exact_of(p.lo, p.hi, p.footing)
    if b.where and (not p.where or (specific(b.where), b.placed) > (specific(p.where), p.placed)):
        p.where, p.placed = b.where, b.placed
    p.places, p.names, p.called = both(p.places, b.places), both(p.names, b.names), both(p.called, b.called)
    p.sorts, p.sides = both(p.sorts, b.sorts), both(p.sides, b.sides)
    p.period = max(p.period, b.period)
    if p.called and not p.dated:
        # What has a name may be long past when it is reported.
        p.lo, p.hi, p.footing = None, None, "none"
