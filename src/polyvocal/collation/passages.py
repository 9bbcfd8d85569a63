"""Two voices in one passage that count one thing, side by side: "police said 20 were killed; doctors counted 60".

Where a passage gives neither place nor day there is still one affair that its neighbouring sentences tell of. Two
counts of one kind by two named voices, next to each other and of people named alike, are then two answers to one
question, unless anything in the words parts them: another place, another time, "more", "elsewhere", a side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from polyvocal.collation.places import plain
from polyvocal.terms import Statement
from polyvocal.usage import load

if TYPE_CHECKING:
    from polyvocal.collation.desk import Leaf

NEXT_TO = 450  # characters between two counts that stand side by side


def counted_by_rivals(statements: Sequence[Statement]) -> bool:
    """Whether two voices count the same kind next to each other, or words set two counts against each other."""
    counts = [s for s in statements if s.figure is not None and s.loci]
    if any(link.kind == "contrast" for s in counts for link in s.links):
        return True
    by_kind: dict[str, list[Statement]] = {}
    for s in counts:
        by_kind.setdefault(s.figure.kind if s.figure is not None else "", []).append(s)
    return any(_side_by_side(a, b) for same in by_kind.values() for a, b in pairwise(same))


def _side_by_side(a: Statement, b: Statement) -> bool:
    if a.figure is None or b.figure is None or a.record != b.record or not (_is_quoted(a) and _is_quoted(b)):
        return False
    first, second = sorted((a.figure.locus, b.figure.locus), key=lambda locus: locus.start)
    return plain(_speaker(a)) != plain(_speaker(b)) and 0 <= second.start - first.end <= NEXT_TO


def _is_quoted(statement: Statement) -> bool:
    """Whether somebody else than the author gives the count, by name or office."""
    return len(statement.attribution) > 1 and statement.attribution[-1].locus is not None


def _speaker(statement: Statement) -> str:
    return statement.attribution[-1].name


def in_one_passage(a: Leaf, b: Leaf) -> bool:
    """Whether two voices count one thing side by side, and no word between or around the counts parts them."""
    if a.pericope is not b.pericope or not _side_by_side(a.statement, b.statement):
        return False
    early, late = sorted((a, b), key=lambda leaf: leaf.statement.loci[0].start)
    if _parted(late) or not _told_at_once(early, late):
        return False
    # "The army lost 20, it said; the rebels lost 7, they said": each side of an affair counts its own.
    kinds = {leaf.statement.figure.kind for leaf in (a, b) if leaf.statement.figure is not None}
    unnamed = kinds == {"losses"} and not (a.people.sides or a.people.groups)
    return not (unnamed or (a.side and b.side and a.side != b.side and not a.people.sides))


def _parted(late: Leaf) -> bool:
    """Whether the later sentence says that it counts others ("elsewhere", "in the meantime", "another")."""
    return any(_parting().search(locus.words) for locus in late.statement.loci)


@cache
def _parting() -> re.Pattern[str]:
    words = load("en", "collation")["passages"]["parting"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.I)


def _told_at_once(early: Leaf, late: Leaf) -> bool:
    """Whether the later sentence names no place and no date of its own."""
    told = {when.value for when in early.statement.whens}
    if any(when.type in {"DATE", "TIME"} and when.value not in told for when in late.statement.whens):
        return False
    return not (late.narrow - early.narrow) or not early.narrow
