"""Clustering, the surest ties first: two groups become one only where nothing in either forbids it.

Connected components would chain one town in 1963 to the same town in 1988; here each group keeps what its members
say together, and a tie between two members is not enough where the groups contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyvocal.collation.bearings import FORTNIGHT, PERIOD, REPORT_WINDOW, specific
from polyvocal.collation.event_names import periods
from polyvocal.collation.keys import candidates
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import lie
from polyvocal.collation.ties import ENOUGH, Tie, one_name, reason, strength
from polyvocal.terms.days import weekday

NEAR = 3.0  # strength from which a tie is worth a person's question
TIES_KEPT = 8  # the strongest of one pericope
PASSES = 2  # the second finds ties between groups, when those inside them no longer count
EXTENT = 2  # days over which exact dates of one event may lie, where no member gives a longer extent
_LONGEST = 10  # "27-29 February" is how long a thing lasted; "in February" is how little is known of when


@dataclass(slots=True)
class Cluster:
    """Pericopes of one event, and what they say together."""

    pericopes: list[int]
    exact: tuple[int, int] | None  # first and last exact day
    within: tuple[int, int] | None  # what every longer date leaves possible
    stretch: tuple[int, int] | None  # the longest stretch of days that a member names outright
    where: set[str]
    called: set[str]
    period: int
    sorts: set[str]
    sides: set[str]


def begin(at: int, p: Pericope) -> Cluster:
    """A cluster of one pericope."""
    exact, within = (p.exact, None) if p.footing == "own" else (None, None)
    if exact is None and p.lo is not None and p.hi is not None:
        # A date that runs on from the text before may be that of the report.
        within = (p.lo - REPORT_WINDOW, p.hi) if p.exact is not None else (p.lo, p.hi)
    stretch = None
    if p.footing == "own" and p.lo is not None and p.hi is not None and EXTENT < p.hi - p.lo <= _LONGEST:
        # "Last week", a calendar week, is again how little is known.
        stretch = None if p.hi - p.lo == 6 and weekday(p.lo) in {0, 6} else (p.lo, p.hi)
    where = {p.where} if specific(p.where) and p.placed else set()
    return Cluster([at], exact, within, stretch, where, set(p.called), p.period, set(p.sorts), set(p.sides))


def forbidden(a: Cluster, b: Cluster) -> bool:
    """Whether anything that *a* says together forbids that it is the event of *b*."""
    if a.period != b.period or _otherwise_called(a, b) or _elsewhere(a, b):
        return True
    exact, within = _hull(a.exact, b.exact), _common(a.within, b.within)
    if within is not None and (within[0] > within[1] or _only_touch(a.within, b.within, within)):
        return True
    if exact is None:
        return False
    # A stretch that a member names ("27-29 February") is how long the event may be; it must lie there too.
    if exact[1] - exact[0] > EXTENT and not _stretch_covers(a, b, exact):
        return True
    return within is not None and (within[0] > exact[1] + 1 or within[1] < exact[0] - 1)


def _only_touch(a: tuple[int, int] | None, b: tuple[int, int] | None, shared: tuple[int, int]) -> bool:
    """Whether two windows of reports share but their edges: a month before 3 June and one before 3 May."""
    if a is None or b is None or min(a[1] - a[0], b[1] - b[0]) < REPORT_WINDOW - FORTNIGHT:
        return False
    return shared[1] - shared[0] <= EXTENT


def _otherwise_called(a: Cluster, b: Cluster) -> bool:
    if not a.called or not b.called or a.called & b.called:
        return False
    return not any(one_name(x, y) for x in a.called for y in b.called)


def _elsewhere(a: Cluster, b: Cluster) -> bool:
    if not a.where or not b.where or a.where & b.where:
        return False
    return all(lie(x, y) == "apart" for x in a.where for y in b.where)


def _stretch_covers(a: Cluster, b: Cluster, exact: tuple[int, int]) -> bool:
    return any(s is not None and s[0] <= exact[0] and exact[1] <= s[1] for s in (a.stretch, b.stretch))


def _hull(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), max(a[1], b[1])


def _common(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    if a is None or b is None:
        return a or b
    return max(a[0], b[0]), min(a[1], b[1])


def merge(a: Cluster, b: Cluster) -> None:
    """Take *b* into *a*."""
    a.pericopes += b.pericopes
    a.exact, a.within = _hull(a.exact, b.exact), _common(a.within, b.within)
    a.stretch = max((s for s in (a.stretch, b.stretch) if s is not None), key=_days, default=None)
    a.where |= b.where
    a.called |= b.called
    a.sorts |= b.sorts
    a.sides |= b.sides


def _days(stretch: tuple[int, int]) -> tuple[int, int]:
    return stretch[1] - stretch[0], stretch[0]


def cluster(
    pericopes: Sequence[Pericope],
    counts: Counter[str],
    worth: dict[str, float],
    written: dict[str, str],
    near: list[Tie] | None = None,
) -> tuple[list[Cluster], dict[int, str]]:
    """The clusters of all pericopes, and for each pericope that was tied the reason.

    *near* takes up the ties that came near to making one of two groups, or that something forbade.
    """
    near = [] if near is None else near
    owner = list(range(len(pericopes)))
    clusters: list[Cluster | None] = [begin(at, p) for at, p in enumerate(pericopes)]
    reasons: dict[int, str] = {}
    _gather_periods(pericopes, owner, clusters, reasons)
    for _ in range(PASSES):
        near.clear()
        ties = _ties(pericopes, counts, worth, owner, near)
        for at, why in _take_up(ties, pericopes, owner, clusters, written, near):
            reasons.setdefault(at, why)
    return [c for c in clusters if c is not None], reasons


def _take_up(
    ties: Sequence[Tie],
    pericopes: Sequence[Pericope],
    owner: list[int],
    clusters: list[Cluster | None],
    written: dict[str, str],
    near: list[Tie],
) -> Iterator[tuple[int, str]]:
    """Make groups one along the ties, the strongest first, where nothing in either group forbids it.

    Yields each tied pericope with the reason.
    """
    for tie in ties:
        i, j = owner[tie.a], owner[tie.b]
        first, second = clusters[i], clusters[j]
        if i == j or first is None or second is None:
            continue
        if forbidden(first, second):
            near.append(tie)
            continue
        if len(first.pericopes) < len(second.pericopes):
            i, j, first, second = j, i, second, first
        merge(first, second)
        clusters[j] = None
        for at in second.pericopes:
            owner[at] = i
        why = reason(pericopes[tie.a], pericopes[tie.b], written)
        yield tie.a, why
        yield tie.b, why


def _ties(
    pericopes: Sequence[Pericope],
    counts: Counter[str],
    worth: dict[str, float],
    owner: Sequence[int],
    near: list[Tie],
) -> list[Tie]:
    ties: list[Tie] = []
    for at, others in candidates(pericopes, counts):
        p = pericopes[at]
        mine: list[Tie] = []
        weak = Tie(NEAR, -1, -1)
        for other in others:
            q = pericopes[other]
            if p.period != q.period or owner[at] == owner[other]:
                continue
            strong = strength(p, q, worth)
            if strong >= ENOUGH:
                mine.append(Tie(round(strong, 4), min(at, other), max(at, other)))
            elif strong > weak.strength:
                weak = Tie(round(strong, 4), min(at, other), max(at, other))
        near += [weak] if weak.a >= 0 and not mine else []
        mine.sort(key=_order)
        ties += mine[:TIES_KEPT]
    ties.sort(key=_order)
    return ties


def _order(tie: Tie) -> tuple[float, int, int]:
    return -tie.strength, tie.a, tie.b


def _gather_periods(
    pericopes: Sequence[Pericope], owner: list[int], clusters: list[Cluster | None], reasons: dict[int, str]
) -> None:
    """Bring what names one period of the table, and nothing narrower, to that period."""
    heads: dict[int, int] = {}
    for at, p in enumerate(pericopes):
        if p.period < 0:
            continue
        if is_narrower(p):
            p.period = -1
            own = clusters[at]
            if own is not None:
                own.period = -1
            continue
        head = heads.setdefault(p.period, at)
        reasons[at] = f"the words name the {periods()[p.period].names[0]}"
        first, own = clusters[head], clusters[at]
        if head != at and first is not None and own is not None:
            first.pericopes += own.pericopes
            clusters[at] = None
            owner[at] = head


def is_narrower(p: Pericope) -> bool:
    """Whether a pericope that names a period tells of something narrower inside it."""
    return bool(p.called) or (p.lo is not None and p.hi is not None and p.hi - p.lo <= PERIOD and p.dated)
