"""Winnowing: what stands in a much told event by one thread alone is taken out again, what belongs to it brought home.

A newspaper page sets columns side by side; a passage that runs over from the next column may hang on the battle by one
dateline. And a report that gives only its own day, but names three ships of the battle, is of the battle.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from polyvocal.collation.bearings import FORTNIGHT, rare_sorts, specific
from polyvocal.collation.clusters import Cluster, begin
from polyvocal.collation.dates import gap
from polyvocal.collation.foremost import TOLD, Core, core, is_of, is_told
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import lie
from polyvocal.terms.days import iso

HOLDERS = 3  # passages of an event that must name what ties a passage to it
TIES = 2  # names of the event that bring a report home
SURER = 3  # how many times as many names must be of one event as of all others together
MOSTLY = 0.6  # share of a name's passages that must stand in the event for the name to be its own


def winnow(clusters: Sequence[Cluster], pericopes: Sequence[Pericope], reasons: dict[int, str]) -> list[Cluster]:
    """The clusters with what has no hold in its event set apart, and reports that name an event's own brought to it."""
    sifted: list[Cluster] = []
    own = _names_of_one_event(clusters, pericopes)
    for rank, cluster in enumerate(clusters):
        if not is_told(cluster):
            sifted.append(cluster)
            continue
        kept, loose = _sift(cluster, pericopes, {name for name, at in own.items() if at == rank})
        cluster.pericopes = kept
        sifted.append(cluster)
        for at in loose:
            reasons.pop(at, None)
            sifted.append(begin(at, pericopes[at]))
    return _bring_home(sifted, pericopes, reasons)


def _sift(cluster: Cluster, pericopes: Sequence[Pericope], own: Set[str]) -> tuple[list[int], list[int]]:
    home = core(cluster, pericopes)
    kept: list[int] = []
    loose: list[int] = []
    for at in cluster.pericopes:
        (kept if _has_hold(pericopes[at], cluster, own, home) else loose).append(at)
    if kept:
        cluster.where, cluster.called = set(home.where), set(home.called)
    return kept, loose


def _has_hold(p: Pericope, cluster: Cluster, own: Set[str], home: Core) -> bool:
    """Whether a passage is held in its event by place, by a name that is the event's own, or by its date and sort."""
    if p.called:
        return bool(p.called & home.called) or any(is_of(name, home.where) for name in p.called)
    if p.names & own:
        return True
    near = not specific(p.where) or any(lie(p.where, y) in {"same", "near", "inside", "around"} for y in home.where)
    if p.exact is not None and p.footing == "own" and cluster.exact is not None and p.sorts & cluster.sorts and near:
        return gap(p.exact, cluster.exact) == 0
    if any(lie(x, y) in {"same", "near", "inside", "around"} for x in p.places for y in home.where):
        return True
    # Without a place elsewhere, the event's own two sides and a rare sort of event still do.
    return len(home.sides) > 1 and p.sides >= home.sides and bool(p.sorts & rare_sorts()) and not specific(p.where)


def _bring_home(clusters: list[Cluster], pericopes: Sequence[Pericope], reasons: dict[int, str]) -> list[Cluster]:
    own = _names_of_one_event(clusters, pericopes)
    if not own:
        return clusters
    stay: list[Cluster] = []
    for at, cluster in enumerate(clusters):
        named = {name for i in cluster.pericopes for name in pericopes[i].names}
        votes = Counter(own[name] for name in named if name in own)
        rank, many = min(votes.items(), key=lambda vote: (-vote[1], vote[0]), default=(at, 0))
        home = clusters[rank] if rank != at and many > SURER * (votes.total() - many) else None
        if home is None or many < _ties(cluster, home, pericopes) or not _may_be_of(cluster, home):
            stay.append(cluster)
            continue
        day = f" of {iso(home.exact[0])}" if home.exact is not None else ""
        for i in cluster.pericopes:
            reasons.setdefault(i, f"reported soon after the event{day} and names what only its accounts name")
        home.pericopes += cluster.pericopes
        home.sorts |= cluster.sorts
        home.sides |= cluster.sides
    return stay


def _ties(cluster: Cluster, home: Cluster, pericopes: Sequence[Pericope]) -> int:
    """How many of the event's own names bring a group home: one, where it gives its very day or its place."""
    if cluster.where and cluster.where <= home.where and all(specific(place) for place in cluster.where):
        return 1
    day = cluster.exact is not None and cluster.exact == home.exact and not cluster.where
    return 1 if day and all(pericopes[i].dated for i in cluster.pericopes) else TIES


def _names_of_one_event(clusters: Sequence[Cluster], pericopes: Sequence[Pericope]) -> dict[str, int]:
    """Names that mostly stand in one much told event, with its rank."""
    holders: dict[str, Counter[int]] = defaultdict(Counter)
    for at, cluster in enumerate(clusters):
        for i in cluster.pericopes:
            for name in pericopes[i].names:
                holders[name][at] += 1
    own: dict[str, int] = {}
    for name, counts in holders.items():
        at, many = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if len(clusters[at].pericopes) >= TOLD and many >= HOLDERS and many >= MOSTLY * sum(counts.values()):
            own[name] = at
    return own


def _may_be_of(cluster: Cluster, home: Cluster) -> bool:
    """Whether sort, time and name of a small group allow that it is of a much told event."""
    if cluster.period >= 0 or home.period >= 0 or len(cluster.pericopes) * 4 > len(home.pericopes):
        return False
    if (cluster.sorts and not cluster.sorts & home.sorts) or (cluster.called and not cluster.called & home.called):
        return False
    if home.exact is None:
        return False
    lo, hi = cluster.exact or cluster.within or (None, None)
    if lo is None or hi is None:
        return True
    if cluster.exact is not None:  # a day soon after may be that of the report
        return home.exact[0] <= lo and hi <= home.exact[1] + FORTNIGHT
    return lo <= home.exact[1] and home.exact[0] <= hi
