"""What a much told event says by its many members, not by its few: its place, its names, its sides, its days.

A group that grew along hundreds of ties holds a stray town, a battle that it is only likened to, and the day of a
despatch. Groups that are one event by what most of their passages say are then put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from polyvocal.collation.bearings import rare_sorts, specific
from polyvocal.collation.clusters import Cluster
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import lie
from polyvocal.collation.ties import one_name
from polyvocal.terms.days import iso

TOLD = 12  # passages from which an event is told often enough to know what belongs to it
FEW = 8  # what one passage in so many says, or fewer, may be a slip
_TOGETHER = frozenset({"same", "near", "inside", "around"})
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Core:
    """What the many say: *where* (the place most given and those given nearly as often), names, sides, exact days."""

    where: frozenset[str]
    called: frozenset[str]
    sides: frozenset[str]
    sorts: frozenset[str]
    exact: tuple[int, int] | None


def core(cluster: Cluster, pericopes: Sequence[Pericope]) -> Core:
    """The core of a group."""
    members = [pericopes[at] for at in cluster.pericopes]
    where = Counter(p.where for p in members if specific(p.where))
    called = Counter(name for p in members for name in p.called)
    sides = Counter(side for p in members for side in p.sides)
    sorts = Counter(sort for p in members for sort in p.sorts)
    days = Counter(p.exact for p in members if p.exact is not None and p.footing == "own")
    known = _often(days) if days.total() * FEW >= len(members) else []
    exact = (min(d[0] for d in known), max(d[1] for d in known)) if known else None
    two = sorted(sides, key=lambda side: (-sides[side], side))[:2]
    here = frozenset(_often(where, 4))
    names = (n for n in _often(called) if called[n] * FEW >= len(members) or not here or is_of(n, here))
    return Core(here, frozenset(names), frozenset(two), frozenset(_often(sorts, 2)), exact)


def is_of(name: str, where: Iterable[str]) -> bool:
    """Whether the place in an event's name is one of those: "battle:Skagerrak" is of Jutland."""
    return any(lie(name.partition(":")[2], place) in _TOGETHER for place in where)


def _often(counts: Counter[_Item], share: int = FEW) -> list[_Item]:
    most = max(counts.values(), default=0)
    return [item for item, many in counts.items() if many * share > most]


def unite(clusters: list[Cluster], pericopes: Sequence[Pericope], reasons: dict[int, str]) -> list[Cluster]:
    """The groups with those put together that most of their passages show to be one much told event."""
    told = sorted((c for c in clusters if is_told(c)), key=lambda c: (-len(c.pericopes), c.pericopes))
    cores = {id(c): core(c, pericopes) for c in told}
    gone: set[int] = set()
    for rank, home in enumerate(told):
        for other in told[rank + 1 :]:
            if id(home) in gone or id(other) in gone or not _are_one(cores[id(home)], cores[id(other)]):
                continue
            _take_in(home, other, cores[id(home)], cores[id(other)])
            for at in other.pericopes:
                reasons.setdefault(at, _why(cores[id(home)]))
            cores[id(home)] = core(home, pericopes)
            gone.add(id(other))
    return [c for c in clusters if id(c) not in gone]


def is_told(cluster: Cluster) -> bool:
    """Whether a group is told often enough for its many to be heard."""
    return cluster.period < 0 and len(cluster.pericopes) >= TOLD


def _why(home: Core) -> str:
    day = f" of {iso(home.exact[0])}" if home.exact is not None else ""
    return f"told soon after the event{day}, of its place, sort and two sides"


def _are_one(a: Core, b: Core) -> bool:
    if not any(lie(x, y) in _TOGETHER for x in a.where for y in b.where):
        return False
    if a.called and b.called and not any(one_name(x, y) for x in a.called for y in b.called):
        return False
    fought = a.sorts & b.sorts & rare_sorts() and len(a.sides) > 1 and a.sides == b.sides
    if not fought and not a.called & b.called:
        return False
    if a.exact is None or b.exact is None:
        return True
    early, late = sorted((a.exact, b.exact))
    return late[0] <= early[1] + 1


def _take_in(home: Cluster, other: Cluster, of_home: Core, of_other: Core) -> None:
    home.pericopes += other.pericopes
    home.exact = of_home.exact or of_other.exact or home.exact
    home.within = home.within if of_home.exact is not None else other.within
    home.where = set(of_home.where | of_other.where)
    home.called = set(of_home.called | of_other.called)
    home.sides = set(of_home.sides)
    home.sorts |= other.sorts
