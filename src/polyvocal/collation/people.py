"""Are two figures of the same people? Only where the words show it, never because they stand under one heading.

A side or a named group shows it. "Men", "people" and "persons" show nothing: such counts meet only inside one
passage, or as tolls of one narrow event (one place, one day, a disaster or riot), each said of the whole of it.
"""

from __future__ import annotations

import re
from functools import cache

from polyvocal.collation.desk import Leaf
from polyvocal.collation.figures import Population, figures_differ, kind_scope, parts_of, ratio
from polyvocal.collation.passages import heads_the_story, in_one_passage, is_told_twice
from polyvocal.collation.pericopes import exact_of
from polyvocal.collation.places import lie, plain
from polyvocal.collation.sides import mended, sides_in
from polyvocal.collation.subjects import bare
from polyvocal.terms import Figure, Statement
from polyvocal.usage import load

ABSURD = 50  # times: nobody is that far off, so two such counts are of different people, or one is misread
_SHARED = 2  # words that a denial shares with what it denies
_WORD = re.compile(r"[^\W\d_]{5,}")
_PARTITION = re.compile(
    r"\bof\s+(?:the|these|those|them|whom)\s+(?:\w+\s+)?(?:dead|killed|victims?|wounded|injured|bodies|missing)\b"
    r"|\b(?:among|including|included|besides|of)\s+(?:them|whom|these)\b",
    re.I,
)

_VICINITY = re.compile(r"\b(?:and|in)\s+(?:(?:the|this|that)\s+)?(?:immediate\s+)?vicinity\b", re.I)  # of one spot
_WHERE = re.compile(r"\bwhere\s+(?:\w+\s+){0,2}$", re.I)  # "Selby, where thirty died": those of Selby


@cache
def _tolls() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    table = load("en", "collation")["tolls"]
    whole = "|".join(re.escape(w) for w in sorted(table["whole"], key=len, reverse=True))
    return frozenset(table["kinds"]), frozenset(table["sorts"]), re.compile(rf"\b(?:{whole})\b", re.I)


def counts_people(figure: Figure) -> bool:
    """Whether the figure counts people to whom something happened ("dead", "dead+wounded", "arrested")."""
    kinds, _, _ = _tolls()
    return parts_of(figure.kind) <= kinds


def far_off(a: Figure, b: Figure) -> bool:
    """Whether two counts lie so far apart that they cannot be of the same people."""
    return "vague" not in {a.bound, b.bound} and ratio(a, b) > ABSURD


def shown(leaf: Leaf) -> bool:
    """Whether the group that is counted stands in the figure's own words and is not carried over from others."""
    figure = leaf.statement.figure
    if figure is None or not leaf.people.groups:
        return True
    words = mended(f"{figure.locus.words} {figure.noun}")
    return any(_stem(group) in words for group in leaf.people.groups)


def _stem(group: str) -> str:
    return group[:-1] if group.endswith("y") else group


def same_people(a: Leaf, b: Leaf) -> bool:
    """Whether the words show that two counts of one kind are of the same people."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or not shown(a) or not shown(b):
        return False
    if not counts_people(first) or not counts_people(second) or (a.people.sides and b.people.sides):
        return True
    if _of_a_part(a) or _of_a_part(b):
        return False
    if in_one_passage(a, b) or is_told_twice(a, b) or (heads_the_story(a, b) and not figures_differ(first, second)):
        return _same_spot(a, b)
    if a.pericope is b.pericope:
        return (_dated(a) or bool(a.people.groups & b.people.groups)) and _same_spot(a, b)
    if a.people.groups or b.people.groups:
        return _same_spot(a, b)
    return _narrow(a, b) and _is_toll(a) and _is_toll(b) and _same_spot(a, b)


def _dated(leaf: Leaf) -> bool:
    """Whether the passage or the sentence itself gives the day."""
    own = leaf.bearings
    return leaf.pericope.exact is not None or exact_of(own.lo, own.hi, own.footing) is not None


def _of_a_part(leaf: Leaf) -> bool:
    """Whether the sentence divides the people ("sixty of the dead were men"), or counts those of one spot of many."""
    figure = leaf.statement.figure
    for locus in leaf.statement.loci:
        if _PARTITION.search(locus.words):
            return True
        if (
            figure is not None
            and locus.covers(figure.locus)
            and _WHERE.search(locus.words[: figure.locus.start - locus.start])
        ):
            return True
    return False


def _same_spot(a: Leaf, b: Leaf) -> bool:
    """Whether neither sentence names a narrow place of which the other does not tell."""
    spots = [any(_VICINITY.search(locus.words) for locus in leaf.statement.loci) for leaf in (a, b)]
    if spots[0] != spots[1]:
        return False
    for leaf, other in ((a, b), (b, a)):
        told = other.narrow or ({other.pericope.where} if other.pericope.where else set())
        if leaf.narrow and told and all(lie(x, y) in {"apart", "unknown"} for x in leaf.narrow for y in told):
            return False
    return True


def _narrow(a: Leaf, b: Leaf) -> bool:
    """Whether both passages tell of one narrow event: one place, exact days, a sort of event that has a toll.

    A passage that gives the day and no place stands in the event by its names; the event itself is placed.
    """
    p, q = a.pericope, b.pericope
    if not _dated(a) or not _dated(b):
        return False
    _, sorts, _ = _tolls()
    if not (p.sorts & sorts and q.sorts & sorts):
        return False
    return not (p.where and q.where) or lie(p.where, q.where) in {"same", "near", "inside", "around"}


def _is_toll(leaf: Leaf) -> bool:
    """Whether a count is said of the whole: by words for it, by the event's own word, or by people in general."""
    figure = leaf.statement.figure
    _, sorts, whole = _tolls()
    if figure is None:
        return False
    if leaf.bearings.sorts & sorts or any(whole.search(locus.words) for locus in leaf.statement.loci):
        return True
    return bool(figure.noun) and leaf.people == _ANYONE


_ANYONE = Population(frozenset(), frozenset())


# --- what is denied ------------------------------------------------------------------------------------------------


def one_object(denier: Leaf, other: Leaf) -> bool:
    """Whether a denial and a statement share an object: a name, a count of one kind, or words of the claim."""
    first, second = denier.statement.figure, other.statement.figure
    if first is not None and second is not None:
        return kind_scope(first.kind, second.kind) == "same" and denier.people.sides == other.people.sides
    if _named(denier.statement) & _named(other.statement):
        return True
    return len(_claim(denier.statement) & _claim(other.statement)) >= _SHARED


def _named(statement: Statement) -> set[str]:
    speakers = {plain(voice.name) for voice in statement.attribution}
    names = {bare(n.words) for n in statement.people if plain(n.words) not in speakers and not sides_in(n.words)}
    return names - {""}


def _claim(statement: Statement) -> set[str]:
    speakers = {word for voice in statement.attribution for word in _WORD.findall(voice.name.casefold())}
    said = {word.rstrip("s") for locus in statement.loci for word in _WORD.findall(locus.words.casefold())}
    return {word for word in said if not sides_in(word)} - speakers - _reporting()


@cache
def _reporting() -> frozenset[str]:
    return frozenset(load("en", "collation")["tolls"]["reporting"])
