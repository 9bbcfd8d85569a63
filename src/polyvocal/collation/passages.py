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
from polyvocal.terms import Figure, Statement
from polyvocal.usage import load

if TYPE_CHECKING:
    from polyvocal.collation.desk import Leaf

NEXT_TO = 450  # characters between two counts that stand side by side
_PARTICULAR = 3  # digits, noughts at the end not counted
_OPENING, _STORY = 120, 1200  # characters: the headline, and what it is the headline of


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


def told_side_by_side(a: Leaf, b: Leaf) -> bool:
    """Whether two voices are quoted next to each other in one passage, so that they speak of one affair."""
    if a.pericope is not b.pericope or not (_is_quoted(a.statement) and _is_quoted(b.statement)):
        return False
    first, second = sorted((a.statement, b.statement), key=lambda s: s.loci[0].start)
    near = second.loci[0].start - first.loci[-1].end <= NEXT_TO
    return near and plain(_speaker(first)) != plain(_speaker(second))


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
    told = {when.value for when in early.statement.whens if when.type in {"DATE", "TIME"}}
    if len(told) > 1 and any(x.overlaps(y) for x in early.statement.loci for y in late.statement.loci):
        return False  # "20 on Monday, while the minister said 10 on Sunday"
    if any(when.type in {"DATE", "TIME"} and when.value not in told for when in late.statement.whens):
        return False
    return not (late.narrow - early.narrow) or not early.narrow


def is_odd(figure: Figure) -> bool:
    """Whether a number is so particular that nobody hits on it twice: three digits and more that rounding did not make.

    >>> from polyvocal.terms import Locus
    >>> place = Locus("r", 0, "1,426")
    >>> is_odd(Figure(place, place, 1426, 1426, "exact")), is_odd(Figure(place, place, 4000, 4000, "exact"))
    (True, False)
    """
    value = figure.low if figure.bound == "at least" else figure.high
    if value is None or value != int(value) or figure.bound in {"vague", "range"}:
        return False
    return len(f"{value:.0f}".rstrip("0")) >= _PARTICULAR


def is_told_twice(a: Leaf, b: Leaf) -> bool:
    """Whether two counts of one record give one odd number for one kind of thing: one thing is then told twice."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or a.statement.record != b.statement.record:
        return False
    return (first.low, first.high) == (second.low, second.high) and is_odd(first) and is_odd(second)


def heads_the_story(a: Leaf, b: Leaf) -> bool:
    """Whether one count stands in the first lines of a record, which tell in short what the lines after them report."""
    early, late = sorted((a, b), key=lambda leaf: leaf.statement.loci[0].start)
    if early.statement.record != late.statement.record or _parted(late) or not _told_at_once(early, late):
        return False
    return early.statement.loci[0].start <= _OPENING and late.statement.loci[0].start <= _STORY
