"""The order of the synopsis: losses first, by side, then fates and outcome; what asks nothing in particular last.

Relations are ordered by weight; of several on one question each later one gives way to other questions, so that the
first cards of a library are not one question in ten variations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import sqrt

from polyvocal.terms import Relation
from polyvocal.usage import load

Key = tuple[str, ...]
UNSPECIFIC = frozenset({("figure", "~other"), ("fate", "")})
_LAST = 99


@cache
def _table() -> tuple[dict[str, int], dict[str, int]]:
    rows = load("en", "collation")["rows"]
    return (
        {kind: at for at, kind in enumerate(rows["losses"])},
        {aspect: at for at, aspect in enumerate(rows["aspects"])},
    )


def rank(asked: Mapping[Key, Sequence[object]]) -> Callable[[Key], tuple[int, int, int, int, Key]]:
    """Sorting key of the questions *asked* of one event.

    Losses of a whole side come first, ships before people; then those of a group ("German cruisers"); a count without
    a side stands with the first where nobody counts by side, and behind the fates where somebody does.
    """
    losses, aspects = _table()
    by_side = any(len(key) > 2 and key[1] in losses and key[2] for key in asked)

    def place(key: Key) -> tuple[int, int, int, int, Key]:
        many = -len(asked[key])
        if key in UNSPECIFIC:
            return _LAST, 0, 0, many, key
        if key[0] == "figure" and key[1] in losses:
            whole = not key[3]
            tier = (0 if whole else 1) if key[2] or not by_side else 3
            return tier, losses[key[1]] if whole else 0, 0, many, key
        if key[0] == "figure":
            return 4, aspects["figure"], 0 if key[2] else 1, many, key
        tier = 2 if key[0] == "fate" else 4
        return tier, aspects.get(key[0], _LAST), 0, many, key

    return place


def weighed(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations on one question, the weightiest first; each later one gives way to other questions."""
    ordered = sorted(relations, key=lambda r: (-r.weight, r.relation, r.a, r.b))
    return tuple(
        r if at == 0 else replace(r, weight=round(r.weight / sqrt(1 + at), 4), place=f"{r.place}; {_GIVES_WAY}")
        for at, r in enumerate(ordered)
    )


_GIVES_WAY = "lower, as a weightier pair on this question stands before it"
