"""Late attachment: statements too vague to be tied, of which the library knows only one event that they can be of.

A paper of 3 June that writes "fourteen British and eleven German ships" reports something of the days before; a book
that writes "at Jutland in 1916" need not give the day. Where one dated event fits, and no second one told nearly as
often, the statement belongs there; the reason is kept with every statement so that a person may overrule it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from polyvocal.collation.bearings import FORTNIGHT, akin, rare_sorts, specific
from polyvocal.collation.clusters import Cluster, forbidden, merge
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import lie
from polyvocal.terms.days import iso, to_gregorian

FOREMOST = 3  # how many times as often as the next one the event must be told
_YEAR = 400  # days; a longer stretch is no date
_MANY = 64  # events of one month or place that are looked at


def attach(clusters: list[Cluster], pericopes: Sequence[Pericope], reasons: dict[int, str]) -> list[Cluster]:
    """The clusters with the vague ones brought to the one event that they can be of."""
    by_month: dict[object, list[Cluster]] = defaultdict(list)
    by_place: dict[object, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.exact is None or cluster.period >= 0:
            continue
        if cluster.sorts & rare_sorts():
            by_month[_month(cluster.exact[0])].append(cluster)
        for place in cluster.where:
            by_place[place, to_gregorian(cluster.exact[0])[0]].append(cluster)
            by_place[place, None].append(cluster)
    gone: set[int] = set()
    for cluster in sorted(clusters, key=lambda c: (len(c.pericopes), c.pericopes)):
        for home, why in (_by_sides(cluster, by_month), _by_place(cluster, pericopes, by_place)):
            if home is not None and id(home) not in gone:
                for at in cluster.pericopes:
                    reasons.setdefault(at, why)
                merge(home, cluster)
                gone.add(id(cluster))
                break
    return [c for c in clusters if id(c) not in gone]


def _month(day: int) -> int:
    return day // 30


def _by_sides(cluster: Cluster, by_month: dict[object, list[Cluster]]) -> tuple[Cluster | None, str]:
    """The one event of a rare sort and of both sides in the fortnight before a report."""
    if cluster.exact is not None or cluster.within is None or cluster.period >= 0 or len(cluster.sides) < 2:
        return None, ""
    lo, hi = max(cluster.within[0], cluster.within[1] - FORTNIGHT), cluster.within[1]
    if not cluster.sorts & rare_sorts() or cluster.within[1] - cluster.within[0] > 2 * FORTNIGHT + 3:
        return None, ""

    def fits(home: Cluster) -> bool:
        of_sort = bool(cluster.sorts & home.sorts & rare_sorts())
        return (
            of_sort
            and _where_fits(cluster, home)
            and len(cluster.sides & home.sides) > 1
            and not forbidden(home, cluster)
        )

    home = _foremost((c for m in range(_month(lo), _month(hi) + 1) for c in by_month.get(m, ())[:_MANY]), fits)
    day = iso(home.exact[0]) if home is not None and home.exact is not None else ""
    return home, f"reported within a fortnight of {day}, same sort of event and both sides named"


def _where_fits(a: Cluster, b: Cluster) -> bool:
    if not a.where or not b.where:
        return True
    return any(lie(x, y) in {"same", "near", "inside", "around"} for x in a.where for y in b.where)


def _by_place(
    cluster: Cluster, pericopes: Sequence[Pericope], by_place: dict[object, list[Cluster]]
) -> tuple[Cluster | None, str]:
    """The one event at a place in the year that a statement gives, or of which it gives the name alone."""
    first = pericopes[cluster.pericopes[0]]
    narrow = {first.where} if first.where else {p for p in first.places if specific(p)}
    where = min(narrow) if len(narrow) == 1 else ""
    if cluster.exact is not None or cluster.period >= 0 or not specific(where) or not cluster.sorts:
        return None, ""
    lo, hi = cluster.within or (None, None)
    if lo is None or hi is None:
        year = None  # no date at all: only an event's name may then bring it home
        if not cluster.called:
            return None, ""
    elif first.dated and FORTNIGHT < hi - lo <= _YEAR:
        year = to_gregorian(lo)[0]
    else:
        return None, ""

    def fits(home: Cluster) -> bool:
        if home.exact is None or (lo is not None and home.exact[0] < lo) or (hi is not None and home.exact[1] > hi):
            return False
        return akin(cluster.sorts, home.sorts) and not forbidden(home, cluster)

    here = by_place.get((where, year), [])[:_MANY]
    home = _foremost((c for c in here if any(lie(where, p) == "same" for p in c.where)), fits)
    return home, "of that time and place the library knows one such event"


def _foremost(homes: Iterable[Cluster], fits: Callable[[Cluster], bool]) -> Cluster | None:
    """Of the events that fit the one told at least three times as often as any other."""
    possible = sorted((c for c in homes if fits(c)), key=lambda c: (-len(c.pericopes), c.pericopes))
    if not possible or len(possible[0].pericopes) < 2:
        return None
    alone = len(possible) == 1 or len(possible[0].pericopes) >= FOREMOST * len(possible[1].pericopes)
    return possible[0] if alone else None
