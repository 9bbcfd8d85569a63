"""Events: the neutral heading, the bounds, every party's names, the tree by containment.

The heading is a place and a date. What parties call the event is listed with who calls it so, and none is preferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from polyvocal.collation.bearings import PERIOD, Bearings, specific, two_sided
from polyvocal.collation.clusters import EXTENT, Cluster
from polyvocal.collation.dates import edtf, in_words
from polyvocal.collation.event_names import calls, periods
from polyvocal.collation.origins import voice_name
from polyvocal.collation.passages import counted_by_rivals
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import heading, is_known, place, plain, spellings
from polyvocal.terms import Event, Member, Naming, Statement, Witness
from polyvocal.terms.days import to_gregorian

_OFTEN = 5  # a day given a fifth as often as the most given one belongs to the event

Taken = Sequence[tuple[Witness, Statement, Bearings]]


@dataclass(slots=True)
class Draft:
    """An event in the making: its cluster, the ranks of its statements, and what its heading is made of."""

    cluster: Cluster
    ranks: list[int]
    where: str
    places: tuple[str, ...]
    bounds: tuple[int, int] | None
    reported: bool  # the bounds are those of the reports, not of the event
    period: bool
    dated: bool  # whether a passage gives an exact day
    bare: bool = False  # neither placed, dated nor named: kept only where rivals count one thing in it
    id: str = ""
    parent: str | None = None

    @property
    def firm(self) -> bool:
        """Whether place and time are close enough for counts to be compared."""
        if self.cluster.period >= 0 or self.cluster.called:
            return True
        if not self.where or self.bounds is None:
            return False
        # What is reported of a whole country by some day may be anything.
        return self.dated or specific(heading(self.where))


def draft(cluster: Cluster, pericopes: Sequence[Pericope], taken: Taken) -> Draft | None:
    """What an event of this cluster would be; None where its statements are not placed at all."""
    ranks = sorted(rank for at in cluster.pericopes for rank in pericopes[at].members)
    dated = cluster.exact is not None or any(pericopes[at].dated for at in cluster.pericopes)
    named = bool(cluster.called) or cluster.period >= 0
    where, places = _places(cluster, ranks, taken)
    told_again = len(ranks) > 1 and (dated or bool(where) or len(cluster.pericopes) > 1)
    bare = not named and not told_again and not (dated and where)
    if bare and not counted_by_rivals([taken[rank][1] for rank in ranks]):
        return None
    bounds = _bounds(cluster, pericopes)
    if cluster.period >= 0:
        bounds = periods()[cluster.period].bounds
    long = bounds is not None and bounds[1] - bounds[0] > PERIOD
    reported, period = not dated and cluster.period < 0, cluster.period >= 0 or long
    exact = any(pericopes[at].exact is not None for at in cluster.pericopes)
    return Draft(cluster, ranks, where, places, bounds, reported, period, exact, bare)


def _bounds(cluster: Cluster, pericopes: Sequence[Pericope]) -> tuple[int, int] | None:
    if any(pericopes[at].exact is not None for at in cluster.pericopes):
        core = _core(cluster, pericopes)
        # "The last week" is a stretch that a member names; what others say to the day is better known.
        return cluster.stretch if core is not None and core[1] - core[0] > EXTENT and cluster.stretch else core
    stretches = [
        (p.lo, p.hi)
        for at in cluster.pericopes
        if (p := pericopes[at]).footing == "own" and p.lo is not None and p.hi is not None
    ]
    if cluster.within is None:
        return min(stretches, default=None)
    # A stretch that a member names outright says more than what all of them leave possible.
    return Counter(sorted(stretches)).most_common(1)[0][0] if stretches else cluster.within


def _core(cluster: Cluster, pericopes: Sequence[Pericope]) -> tuple[int, int] | None:
    """First and last of the days that are given often, so that one slip does not stretch the heading."""
    days: Counter[int] = Counter()
    for p in (pericopes[at] for at in cluster.pericopes):
        if p.exact is not None and (p.footing == "own" or cluster.exact is None):
            first, last = cluster.exact or p.exact
            days.update(range(max(first, p.exact[0]), min(last, p.exact[1]) + 1))
    often = [day for day, many in days.items() if many * _OFTEN >= max(days.values(), default=0)]
    return (min(often), max(often)) if often else cluster.exact


def _places(cluster: Cluster, ranks: Sequence[int], taken: Taken) -> tuple[str, tuple[str, ...]]:
    """The place of the heading and all places of the event, as written or by their heading, most given first."""
    anchored: Counter[str] = Counter()
    named: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for rank in ranks:
        _, statement, bearings = taken[rank]
        if bearings.where:
            anchored[bearings.where] += 1
        loci = [*statement.places, *([statement.anchor.place] if statement.anchor.place is not None else ())]
        for locus in loci:
            key = heading(locus.words)
            if key in bearings.places:
                written.setdefault(key, Counter())[" ".join(locus.words.split())] += 1
        named.update(bearings.places)
    if cluster.period >= 0:
        here = periods()[cluster.period].place
        return here, tuple(dict.fromkeys([here, *_best(named)][:8]))
    ranked = _best(anchored) or [p for p in _best(named) if named[p] * 2 >= len(ranks)]
    ranked.sort(key=lambda p: not specific(p))
    called = [key.partition(":")[2] for key in sorted(cluster.called)]
    first = ranked[0] if ranked else called[0] if called else ""
    shown = tuple(_as_written(p, written) for p in dict.fromkeys([*ranked, *_best(named)]))[:8]
    return _as_written(first, written) if first else "", shown


def _best(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda p: (-counts[p], p))


def _as_written(key: str, written: dict[str, Counter[str]]) -> str:
    """A place as the sources of the event write it (Leningrad, Petrograd), never a modern name for it."""
    forms = written.get(key)
    if not forms:
        return key if is_known(key) else key.title()
    # Capitals of a headline, and what scanning made of a name, give way to a spelling of the table.
    best = min(forms, key=lambda f: (is_known(key) and plain(f) not in spellings(), f.isupper(), -forms[f], f))
    return key if is_known(key) and plain(best) not in spellings() else best


def finish(
    drafts: Sequence[Draft],
    taken: Taken,
    pericopes: Sequence[Pericope],
    reasons: dict[int, str],
    written: dict[str, str],
) -> list[Event]:
    """Events of the drafts: ids given, the tree built, members with their reasons."""
    _give_ids(drafts, taken)
    _plant(drafts)
    return [_event(d, taken, pericopes, reasons, written) for d in drafts]


def _give_ids(drafts: Sequence[Draft], taken: Taken) -> None:
    """Ids of place and time, which stay as members join; a second event of one place and time adds its first member."""
    used: set[str] = set()
    for d in sorted(drafts, key=lambda d: (-len(d.ranks), _first_id(d, taken))):
        cell = ""
        if d.bounds is not None:
            year, month, day = to_gregorian(d.bounds[0])
            cell = f"{year}-{month}" + (f"-{day}" if d.cluster.exact is not None else "")
        key = f"{plain(d.where)}|{cell}|{d.cluster.period}"
        ident = "e" + sha256(key.encode()).hexdigest()[:15]
        if ident in used:
            ident = "e" + sha256(f"{key}|{_first_id(d, taken)}".encode()).hexdigest()[:15]
        used.add(ident)
        d.id = ident


def _first_id(d: Draft, taken: Taken) -> str:
    return min(taken[rank][1].id for rank in d.ranks)


def _plant(drafts: Sequence[Draft]) -> None:
    """Give each event the smallest one that contains it in time and place."""
    by_place: dict[str, list[Draft]] = {}
    for d in drafts:
        if d.period and d.bounds is not None:
            by_place.setdefault(heading(d.where) if d.where else "", []).append(d)
    for outer in by_place.values():
        outer.sort(key=lambda d: (_span(d), d.id))
    for d in drafts:
        if d.bounds is None or not d.where:
            continue
        here = heading(d.where)
        fits = [
            outer
            for name in (here, *sorted(place(here).inside))
            for outer in by_place.get(name, ())[:200]
            if outer is not d and _contains(outer, d)
        ]
        if fits:
            d.parent = min(fits, key=lambda outer: (_span(outer), outer.id)).id


def _span(d: Draft) -> int:
    return d.bounds[1] - d.bounds[0] if d.bounds is not None else 0


def _contains(outer: Draft, inner: Draft) -> bool:
    if outer.bounds is None or inner.bounds is None:
        return False
    # A siege that is dated by its war alone still lies inside the war.
    by_name = outer.cluster.period >= 0 > inner.cluster.period
    if _span(outer) < _span(inner) + (not by_name):
        return False
    if outer.cluster.period >= 0 and inner.cluster.period < 0 and not inner.cluster.sorts & two_sided():
        return False  # not all that happened in those years belongs to the war
    return outer.bounds[0] <= inner.bounds[0] and inner.bounds[1] <= outer.bounds[1]


def _event(
    d: Draft, taken: Taken, pericopes: Sequence[Pericope], reasons: dict[int, str], written: dict[str, str]
) -> Event:
    lo, hi = d.bounds if d.bounds is not None else (None, None)
    home = {rank: at for at in d.cluster.pericopes for rank in pericopes[at].members}
    members = []
    for rank in d.ranks:
        _, statement, bearings = taken[rank]
        tie = reasons.get(home[rank], "")
        members.append(Member(statement.id, _why(bearings, pericopes[home[rank]], rank, tie, written)))
    return Event(
        d.id, _label(d), _namings(d, taken), lo, hi, edtf(lo, hi), d.places, d.period, d.parent, tuple(members)
    )  # fmt: skip


def _label(d: Draft) -> str:
    if d.bounds is None:
        return f"{d.where}, undated" if d.where else "Place and date not given"
    lo, hi = d.bounds
    when = in_words(lo, hi)
    if d.cluster.period >= 0:
        (first, _, _), (last, _, _) = to_gregorian(lo), to_gregorian(hi)
        when = f"{first}-{last}" if first != last else str(first)
    elif d.reported:
        when = f"reported by {in_words(hi, hi)}"
    return f"{d.where}, {when}" if d.where else when


def _why(b: Bearings, p: Pericope, rank: int, tie: str, written: dict[str, str]) -> str:
    parts: list[str] = []
    if b.footing == "own" and b.lo is not None:
        parts.append(f"its words date it {in_words(b.lo, b.hi)}")
    elif b.footing == "running" and b.lo is not None:
        parts.append(f"the text before it gives {in_words(b.lo, b.hi)}")
    elif b.footing == "report" and b.hi is not None:
        parts.append(f"reported by {in_words(b.hi, b.hi)}")
    if b.where:
        parts.append(f"placed at {written.get(b.where, b.where)}")
    if not parts or (rank != p.members[0] and not b.where and b.footing != "own"):
        parts.append("stands in a passage about it")
    if tie:
        parts.append("the passage is tied to another by: " + tie)
    return "; ".join(parts)


def _namings(d: Draft, taken: Taken) -> tuple[Naming, ...]:
    """Every name that a voice gives the event, the first statement of each voice."""
    found: dict[tuple[str, str], Naming] = {}
    for rank in d.ranks:
        witness, statement, _ = taken[rank]
        who = voice_name(statement, witness)
        for words in _names_in(statement, d):
            said = " ".join(words.split())
            found.setdefault((plain(said), plain(who)), Naming(said, who, statement.id))
    return tuple(sorted(found.values(), key=lambda n: (plain(n.words), n.voice, n.statement)))


def _names_in(statement: Statement, d: Draft) -> list[str]:
    return calls(statement, d.cluster.called, d.cluster.period)
