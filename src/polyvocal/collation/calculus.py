"""The calculus of counts as one table: four measures, how two counts lie by each, and what may then be said.

| measure | same | part of | unlike |
|---|---|---|---|
| kind | dead, dead | dead, dead and wounded; dead, casualties | dead, wounded; any two units |
| people | British, British | British, British and German; officers, all | British, German; a side, nobody knows whom |
| place | Jutland, Skagerrak | a town, its country | two towns |
| period | one day; stretches that overlap | a day, the year it lies in | days apart |

Same by all four: the numbers are weighed (AGREE, COMPATIBLE, CLOSE, CONFLICT). Part by one or more and same by the
rest: the part is set beside its whole (NESTED, STRAINED, CONFLICT-SUBSET). Unlike by any, or part by one and whole by
another: not comparable, and why. What the words themselves say ("in reality", "first ... then", "instead of", "out of",
a withdrawal) stands before all this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from polyvocal.collation.dates import gap
from polyvocal.collation.desk import Leaf
from polyvocal.collation.figures import Population, Scope, kind_scope, people_scope
from polyvocal.collation.places import lie, place

_LONG, _TIMES = 45, 2  # days, and how many times as long: then a shorter stretch is part of a longer one
_WIDE = frozenset({"country", "continent"})  # a sea or coast around an event is a looser name of its place


class Standing(NamedTuple):
    """How one count lies to another, and, where they are not comparable, why."""

    scope: Scope
    why: str = ""


_SAME = Standing("same")  # the commonest answer by far


def stand_to(a: Leaf, b: Leaf) -> Standing:
    """How the count of *a* lies to that of *b* by kind, people, place and period."""
    return combine(measure(a, b) for measure in MEASURES)


def combine(standings: Iterable[Standing]) -> Standing:
    """What the measures say together.

    >>> combine([Standing("same"), Standing("part")]), combine([Standing("part"), Standing("whole")]).scope
    (Standing(scope='part', why=''), 'unlike')
    >>> combine([Standing("part"), Standing("unlike", "unlike kinds: dead and wounded")]).why
    'unlike kinds: dead and wounded'
    """
    together, crossed = _SAME, False
    for standing in standings:
        if standing.scope == "unlike":
            return standing
        if standing.scope != "same":
            crossed = crossed or together.scope not in {"same", standing.scope}
            together = standing
    return Standing("unlike", "a part by one measure and the whole by another") if crossed else together


def by_kind(a: Leaf, b: Leaf) -> Standing:
    """What is counted: the lattice of kinds, inside one unit."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None:
        return Standing("unlike", "one of them counts nothing")
    if first.unit != second.unit:
        return Standing("unlike", f"unlike units: {first.unit or 'a count'} and {second.unit or 'a count'}")
    scope = kind_scope(first.kind, second.kind)
    return Standing(scope, f"unlike kinds: {first.kind} and {second.kind}" if scope == "unlike" else "")


def by_people(a: Leaf, b: Leaf) -> Standing:
    """Who is counted: sides, and groups within them."""
    scope = people_scope(a.people, b.people)
    if scope != "unlike":
        return Standing(scope)
    if bool(a.people.sides) != bool(b.people.sides):
        return Standing(scope, f"{_named(a.people)} beside people of whom no side is told")
    return Standing(scope, f"different people: {_named(a.people)} and {_named(b.people)}")


def _named(people: Population) -> str:
    return " ".join((*sorted(people.sides), *sorted(people.groups))) or "people"


def by_place(a: Leaf, b: Leaf) -> Standing:
    """Where, as far as both sentences say so themselves."""
    first, second = a.bearings, b.bearings
    if not (first.placed and second.placed and first.where and second.where):
        return _SAME  # both lean on the place of their event
    how = lie(first.where, second.where)
    if how == "apart":
        return Standing("unlike", f"other places: {first.where} and {second.where}")
    if how == "inside" and place(second.where).level in _WIDE:
        return Standing("part")
    if how == "around" and place(first.where).level in _WIDE:
        return Standing("whole")
    return _SAME


def by_period(a: Leaf, b: Leaf) -> Standing:
    """When, as far as both sentences say so themselves."""
    first, second = a.bearings, b.bearings
    if first.footing != "own" or second.footing != "own":
        return _SAME
    if first.lo is None or first.hi is None or second.lo is None or second.hi is None:
        return _SAME
    if gap((first.lo, first.hi), (second.lo, second.hi)) > 1:
        return Standing("unlike", "other times")
    one, other = first.hi - first.lo, second.hi - second.lo
    if max(one, other) <= _LONG or min(one, other) * _TIMES >= max(one, other):
        return _SAME
    return Standing("part" if one < other else "whole")


MEASURES: tuple[Callable[[Leaf, Leaf], Standing], ...] = (by_kind, by_people, by_place, by_period)
"""The measures, in the order in which a difference is told."""
