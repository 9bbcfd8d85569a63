"""Late attachment: reports that give neither day nor place of what they report.

A paper of 3 June that writes "fourteen British and eleven German ships" reports something of the days before. Where
the library knows one dated event of that sort and those sides in the fortnight before, and no second one told nearly
as often, the report belongs there; the reason is kept with every statement so that a person may overrule it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from polyvocal.collation.bearings import FORTNIGHT
from polyvocal.collation.clusters import Cluster, forbidden, merge
from polyvocal.collation.pericopes import Pericope
from polyvocal.terms.days import iso
from polyvocal.usage import load

FOREMOST = 3  # how many times as often as the next one the event must be told


@cache
def rare_sorts() -> frozenset[str]:
    """Sorts of event of which two seldom fall in one fortnight."""
    return frozenset(s for s, entry in load("en", "collation")["sorts"].items() if entry.get("rare"))


def attach(clusters: list[Cluster], pericopes: Sequence[Pericope], reasons: dict[int, str]) -> list[Cluster]:
    """The clusters with undated reports brought to the one event that they can be of."""
    rounds = [c for c in clusters if c.exact is not None and c.sorts & rare_sorts() and c.period < 0]
    if not rounds:
        return clusters
    by_month: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in rounds:
        assert cluster.exact is not None
        by_month[cluster.exact[0] // 30].append(cluster)
    gone: set[int] = set()
    for cluster in sorted(clusters, key=lambda c: (len(c.pericopes), c.pericopes)):
        home = _home(cluster, by_month)
        if home is None or home is cluster:
            continue
        day = iso(home.exact[0]) if home.exact is not None else ""
        why = f"reported within a fortnight of {day}, same sort of event and both sides named"
        for at in cluster.pericopes:
            reasons.setdefault(at, why)
        merge(home, cluster)
        gone.add(id(cluster))
    return [c for c in clusters if id(c) not in gone]


def _home(cluster: Cluster, by_month: dict[int, list[Cluster]]) -> Cluster | None:
    if cluster.exact is not None or cluster.within is None or cluster.period >= 0 or not cluster.sorts & rare_sorts():
        return None
    lo, hi = cluster.within
    if hi - lo > 2 * FORTNIGHT + 3 or len(cluster.sides) < 2:
        return None
    possible = [c for month in range(lo // 30, hi // 30 + 1) for c in by_month.get(month, ()) if _fits(cluster, c)]
    possible.sort(key=lambda c: (-len(c.pericopes), c.pericopes))
    return possible[0] if possible and _is_foremost(possible) else None


def _fits(cluster: Cluster, home: Cluster) -> bool:
    if not cluster.sorts & home.sorts & rare_sorts() or len(cluster.sides & home.sides) < 2:
        return False
    return not forbidden(home, cluster)


def _is_foremost(possible: Iterable[Cluster]) -> bool:
    first, *rest = (len(c.pericopes) for c in possible)
    return first > 1 and (not rest or first >= FOREMOST * rest[0])
