"""Which voices stand abreast at first: those between whom most is compared, then those who add most answers.

Nobody's side is asked: two governments come together because their statements contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log2

from polyvocal.reading_room.voices import Column
from polyvocal.terms import Apparatus

_AGAIN = 0.25  # what an answer adds that another voice has given already
_FIRST = 2.5  # ... and what the first answer to a question does: a row of silence tells the reader nothing
_Pairs = Mapping[tuple[str, str], float]


def abreast(known: Sequence[Column], asked: Sequence[Apparatus], most: int) -> tuple[Column, ...]:
    """At most *most* of the *known* voices, in the order in which they are known; those with a name first."""
    named = [column for column in known if column.kind != "unnamed"]
    answers = _answers(named, asked)
    pairs = _compared(named, asked)
    chosen = _foremost(named, pairs)[:most]
    while len(chosen) < min(most, len(named)):
        told = {answer for column in chosen for answer in answers[column.key]}
        rest = [column for column in named if column not in chosen]
        chosen.append(max(rest, key=lambda column: _adds(column, answers[column.key], told, chosen, pairs)))
    short = most - len(chosen)
    chosen += [column for column in known if column.kind == "unnamed"][:short]
    return tuple(column for column in known if column in chosen)


def _adds(
    column: Column,
    answers: Mapping[tuple[int, int], float],
    told: set[tuple[int, int]],
    chosen: Sequence[Column],
    pairs: _Pairs,
) -> tuple[float, float]:
    """What a voice adds to those chosen: answers to the first questions, and what is compared with theirs."""
    heard = {question for question, _ in told}
    new = sum(
        weight * (_AGAIN if answer in told else 1 if answer[0] in heard else _FIRST)
        for answer, weight in answers.items()
    )
    against = sum(pairs.get(_pair(column, other), 0.0) for other in chosen)
    return (new * log2(1 + column.documents) + against) * column.standing**2, column.telling


def _answers(known: Sequence[Column], asked: Sequence[Apparatus]) -> dict[str, dict[tuple[int, int], float]]:
    """For each voice the readings that it gives, the first questions weighing most."""
    voice_of = {statement: column.key for column in known for statement in column.statements}
    found: dict[str, dict[tuple[int, int], float]] = {column.key: {} for column in known}
    for rank, question in enumerate(asked):
        for at, reading in enumerate(question.readings):
            for key in {voice_of[s] for s in reading.statements if s in voice_of}:
                found[key][rank, at] = 1 / (1 + rank)
    return found


def _compared(known: Sequence[Column], asked: Sequence[Apparatus]) -> _Pairs:
    """The weight of all that was compared between two voices."""
    column_of = {statement: column for column in known for statement in column.statements}
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for question in asked:
        for relation in question.relations:
            a, b = column_of.get(relation.a), column_of.get(relation.b)
            if a is not None and b is not None and a is not b:
                found[_pair(a, b)] += relation.weight
    return found


def _foremost(known: Sequence[Column], pairs: _Pairs) -> list[Column]:
    """The two voices between whom most is compared; where nothing is, the most telling one."""
    by_weight = sorted(
        (
            (pairs[_pair(a, b)] * a.standing * b.standing, a, b)
            for a, b in combinations(known, 2)
            if _pair(a, b) in pairs
        ),
        key=lambda found: (-found[0], found[1].key, found[2].key),
    )
    return list(by_weight[0][1:]) if by_weight else list(known[:1])


def _pair(a: Column, b: Column) -> tuple[str, str]:
    return min(a.key, b.key), max(a.key, b.key)
