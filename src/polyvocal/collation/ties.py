"""Ties: how strongly two pericopes seem to tell of one event, or what forbids it.

A tie needs a time that fits and something particular besides: a place, a name of the event, rare names. Nothing
common to half the library makes a tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from math import log
from typing import NamedTuple

from polyvocal.collation.bearings import FORTNIGHT, akin, rare_sorts, specific
from polyvocal.collation.dates import gap
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import lie, place
from polyvocal.terms.days import iso

ENOUGH = 4.0
VETO = -100.0
# A library of few documents says little about which names are rare in the world.
_LIBRARY = 500
_NAMES_AT_MOST = 3.0
_OFTEN, _SHARE = 20, 0.05  # a name in more records than either is on everybody's lips
_LATE = 0.4  # what a later running date is worth: names or sides must tie as well
_ONE_RECORD = 1.5  # what standing in one record under one day is worth


class Tie(NamedTuple):
    """Two pericopes, by their ranks, and the strength of what ties them."""

    strength: float
    a: int
    b: int


def rarity(counts: Counter[str], records: int) -> dict[str, float]:
    """What each name is worth as evidence: 2 for one that stands in two records, near 0 for one that stands in all."""
    scale = log(1 + max(records, _LIBRARY))
    often = max(_OFTEN, records * _SHARE)
    return {
        name: max(0.0, 2.0 * (1 - log(1 + count) / scale)) * (1 if count <= often else 0.5)
        for name, count in counts.items()
    }


def strength(p: Pericope, q: Pericope, worth: dict[str, float]) -> float:
    """Strength of the tie; `VETO` where something forbids it, 0 where nothing particular ties *p* and *q*."""
    time = _time(p, q)
    if time == VETO:
        return VETO
    called = _called(p, q)
    if called == VETO:
        return VETO
    where = _where(p, q, worth)
    if where == VETO:
        return VETO
    shared = p.names & q.names
    names = min(_NAMES_AT_MOST, sum(worth[name] for name in shared)) if shared else 0.0
    sorts = _sorts(p, q)
    # Two sides fight every day of a war; two fleets seldom meet.
    sides = 1.0 if len(p.sides & q.sides) > 1 and p.sorts & q.sorts & rare_sorts() else 0.0
    # Two items of one newspaper page share its days; two passages of one account share their subject too.
    mates = 0.0
    if p.record == q.record and time >= 2 and p.exact == q.exact and (sorts > 0 or p.sides & q.sides):
        mates = _ONE_RECORD
    particular = called > 0 or where >= 1.0 or names > 0 or mates > 0 or (sides > 0 and p.dated and q.dated)
    if not particular or (time <= 0 and called < 4 and not (where >= 1.5 and names >= 1.5)):
        return 0.0
    return time + called + where + names + sorts + sides + mates


def _time(p: Pericope, q: Pericope) -> float:
    if p.lo is None or p.hi is None or q.lo is None or q.hi is None:
        return 0.0
    a, b = (p.lo, p.hi), (q.lo, q.hi)
    if p.exact is not None and q.exact is not None:
        apart = gap(p.exact, q.exact)
        if apart == 0:
            return 3.0 if p.footing == q.footing == "own" else 2.5
        if apart == 1 or _twin(p, q):
            return 1.0 if apart == 1 else 2.0
        return _LATE if _told_later(p, q) else VETO
    if gap(a, b) > 0:
        return VETO
    if not p.dated or not q.dated:
        return _reported(p, q)
    return _overlap(a, b)


def _reported(p: Pericope, q: Pericope) -> float:
    """What dates are worth of which one at least is only the day of a report."""
    if p.lo is None or p.hi is None or q.lo is None or q.hi is None or max(p.hi - p.lo, q.hi - q.lo) > 62:
        return 0.25
    if p.dated == q.dated:
        return 1.0 if abs(p.hi - q.hi) <= FORTNIGHT else _LATE
    report, told = (q, p) if p.dated else (p, q)
    return 1.0 if (report.hi or 0) - (told.hi or 0) <= FORTNIGHT else _LATE


def _told_later(p: Pericope, q: Pericope) -> bool:
    """Whether the later date only runs on from the text before it: it may be that of the report."""
    early, late = (p, q) if (p.lo or 0) < (q.lo or 0) else (q, p)
    return late.footing == "running" and (late.hi or 0) - (early.lo or 0) <= FORTNIGHT


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0]) + 1
    whole = max(a[1], b[1]) - min(a[0], b[0]) + 1
    if whole <= 40:
        return 1.5 if shared * 2 < whole else 2.0
    if shared * 2 >= whole:
        return 1.2
    return 0.5 if whole <= 400 else 0.2


def _twin(p: Pericope, q: Pericope) -> bool:
    return any(
        twin is not None and other.exact is not None and gap(twin, other.exact) == 0
        for twin, other in ((p.twin, q), (q.twin, p))
    )


def _called(p: Pericope, q: Pericope) -> float:
    if not p.called or not q.called:
        return 0.0
    if p.called & q.called:
        return 4.0
    return 2.0 if any(one_name(a, b) for a in p.called for b in q.called) else VETO


def one_name(a: str, b: str) -> bool:
    """Whether two names may be of one event: "battle:Jutland" and "battle:Skagerrak", by where the places lie."""
    _, _, first = a.partition(":")
    _, _, second = b.partition(":")
    return lie(first, second) in {"same", "near", "inside", "around"}


def _where(p: Pericope, q: Pericope, worth: dict[str, float]) -> float:
    if p.where and q.where:
        how = lie(p.where, q.where)
        if how == "same":
            if not specific(p.where):
                return 0.8
            # Much happens on one day in a town that every paper names.
            return (0.7 if p.placed or q.placed else 0.2) + worth.get("@" + p.where, 0.0)
        if how in {"inside", "around"}:
            wide = place(q.where if how == "inside" else p.where).level
            return 1.5 if wide in {"sea", "region"} else 0.8
        if how == "near":
            return 2.0
        if how == "apart":
            # A place that runs on from a heading or the sentence before may be that of something else.
            return VETO if p.placed and q.placed else -1.0
    shared = p.places & q.places
    narrow = [worth.get("@" + x, 0.0) for x in shared if specific(x)]
    if narrow:
        return min(1.5, 0.2 + max(narrow))
    return 0.5 if shared else 0.0


def _sorts(p: Pericope, q: Pericope) -> float:
    if not p.sorts or not q.sorts:
        return 0.0
    if p.sorts & q.sorts:
        return 1.0
    return 0.3 if akin(p.sorts, q.sorts) else -1.5


_LIES = {"same": "same place", "near": "a place beside", "inside": "a place in", "around": "a place around"}


def reason(p: Pericope, q: Pericope, written: dict[str, str]) -> str:
    """Why *p* stands with *q*, in words."""
    parts: list[str] = []
    if p.exact is not None and q.exact is not None and p.lo is not None:
        apart = gap(p.exact, q.exact)
        if apart > 1:
            twin = _twin(p, q)
            parts.append(f"same day by the Julian calendar as {iso(p.lo)}" if twin else "told within a fortnight")
        else:
            parts.append(f"same date, {iso(p.lo)}" if apart == 0 else f"the day next to {iso(q.exact[0])}")
    elif p.lo is not None and q.lo is not None:
        parts.append("dates that can be one" if p.dated and q.dated else "reported within a fortnight")
    if p.called & q.called:
        parts.append("same name, " + _said(min(p.called & q.called), written))
    how = lie(p.where, q.where) if p.where and q.where else "unknown"
    if how in _LIES:
        parts.append(f"{_LIES[how]}, {written.get(q.where, q.where)}")
    elif p.places & q.places:
        parts.append("both name " + _listed(p.places & q.places, written))
    if p.names & q.names:
        parts.append("both name " + _listed(p.names & q.names, written))
    if p.sorts & q.sorts and len(parts) < 3:
        parts.append("words of the same sort of event (" + ", ".join(sorted(p.sorts & q.sorts)) + ")")
    return "; ".join(parts)


def _listed(keys: Set[str], written: dict[str, str]) -> str:
    return ", ".join(sorted(written.get(key, key) for key in keys)[:3])


def _said(key: str, written: dict[str, str]) -> str:
    head, _, rest = key.partition(":")
    return f"{head} of {written.get(rest, rest)}"
