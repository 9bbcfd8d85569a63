"""What the words themselves say: "in reality", "instead of", "out of", "denied the report"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polyvocal.collation.accounts import denies_what_stands_before, is_said_to_deny, sets_against, weak_contrasts
from polyvocal.collation.checks import is_finding
from polyvocal.collation.claimed import is_plain_voice
from polyvocal.collation.desk import Desk, Leaf
from polyvocal.collation.figures import Finding, bounds_differ, gap_of, kind_scope, weigh
from polyvocal.collation.people import far_off, one_object, shown
from polyvocal.terms import Figure
from polyvocal.terms.comparison import Verdict

NEXT_TO = 600  # characters within which a denial or a contrast reaches back
AT_HAND = 150  # characters behind which "this" is no longer what was said

_CROWD = frozenset({"present", "engaged"})  # a crowd is those who were there and those who took part

Pair = tuple[Leaf, Leaf, Finding]
_LINKED: dict[str, Verdict] = {
    "sequence": "SEQUENCE", "replacement": "REPLACEMENT", "part of whole": "PART-WHOLE", "withdrawal": "RETRACTED",
    "denial": "DENIAL",
}  # fmt: skip


def said_in_text(desk: Desk) -> Iterator[Pair]:
    """Pairs of statements that their own words relate; both are one where a statement is at odds with the calendar."""
    at = {leaf.statement.id: leaf for leaf in desk.leaves}
    by_record: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in desk.leaves:
        by_record[leaf.statement.record].append(leaf)
    for leaf in desk.leaves:
        for link in leaf.statement.links:
            other = at.get(link.other)
            finding = _linked(other, leaf, link.kind, link.cue.words) if other is not None else None
            if other is not None and finding is not None:
                yield other, leaf, finding
        yield from _part_of(leaf, by_record[leaf.statement.record])
        for why in (check for when in leaf.statement.whens for check in when.checks if is_finding(check)):
            yield leaf, leaf, Finding("CONFLICT", why, 0.3)
    for record in sorted(by_record):
        yield from _reaching_back(by_record[record])


def _linked(a: Leaf, b: Leaf, kind: str, cue: str) -> Finding | None:
    if kind == "sequence" and a.voice != b.voice:
        return None  # "a later commission found": what two voices say is no course of events
    if kind == "denial" and not is_plain_voice(b.statement):
        return None
    if kind == "denial" and not (is_said_to_deny(b.statement, cue) and _denies(b, a)):
        return None
    if kind in _LINKED:
        gap = 0.5 if kind in {"withdrawal", "denial"} else 0.0
        return Finding(_LINKED[kind], f"the words say so: “{cue.strip()}”", gap)
    return _contrasted(a, b, cue)


def _denies(denier: Leaf, other: Leaf) -> bool:
    """Whether a denial is of what the other says: by an object that they share, or by "the report"."""
    if denies_what_stands_before(denier.statement):
        # A report is what somebody else is quoted to say; "this" is what was said just now.
        return len(other.statement.attribution) > 1 and _at_hand(other, denier)
    return one_object(denier, other)


def _at_hand(other: Leaf, denier: Leaf) -> bool:
    if not other.statement.loci or not denier.statement.loci:
        return False
    said, denied = other.statement.loci, denier.statement.loci
    return said[0].start <= denied[-1].end and denied[0].start - said[-1].end <= AT_HAND


def _contrasted(a: Leaf, b: Leaf, cue: str) -> Finding | None:
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None:
        if a.statement.aspect != b.statement.aspect:
            return None
        return Finding("DIFFERENT ACCOUNTS", f"the words set them against each other: “{cue.strip()}”", 0.4)
    alike = kind_scope(first.kind, second.kind) == "same" or {first.kind, second.kind} <= _CROWD
    if not alike or first.unit != second.unit or far_off(first, second):
        return None
    if not _of_one_people(a, b):
        return None
    said = f"the words set them against each other, “{cue.strip()}”"
    if bounds_differ(first, second) or _worded_apart(first, second, cue):
        gap, words = gap_of(first, second)
        return Finding("CONFLICT", f"{said}: {words or 'other numbers'}", gap)
    found = weigh(first, second) if cue.strip().casefold() not in weak_contrasts() else None
    return replace(found, why=f"{said}: {found.why}") if found is not None else None


def _of_one_people(a: Leaf, b: Leaf) -> bool:
    """Whether two counts that the words set against each other name the same people, or one names none of its own."""
    if a.people.sides and b.people.sides and a.people.sides != b.people.sides:
        return False
    if a.people.groups == b.people.groups:
        return True
    return shown(a) and shown(b) and not (a.people.groups and b.people.groups)


def _worded_apart(a: Figure, b: Figure, cue: str) -> bool:
    """Whether two open bounds are two answers ("over 6,000 by one source or over 2,000 according to another").

    Both may be true of one number; those who give them do not give one number.
    """
    if "other" not in cue.casefold() or "vague" in {a.bound, b.bound}:
        return False
    (low_a, high_a), (low_b, high_b) = _as_written(a), _as_written(b)
    return high_a < low_b or high_b < low_a


def _as_written(figure: Figure) -> tuple[float, float]:
    """The number or numbers that stand there, whatever "over" or "up to" leave open."""
    low = figure.high if figure.low is None or (figure.bound == "at most" and figure.high) else figure.low
    high = figure.low if figure.high is None else figure.high
    return low or 0.0, high or low or 0.0


def _part_of(leaf: Leaf, beside: Sequence[Leaf]) -> Iterator[Pair]:
    figure = leaf.statement.figure
    if figure is None or figure.part_of is None:
        return
    for other in beside:
        whole = other.statement.figure
        if other is not leaf and whole is not None and whole.locus.overlaps(figure.part_of):
            yield leaf, other, Finding("PART-WHOLE", f"the words say so: out of “{figure.part_of.words}”")
            return


def _reaching_back(leaves: Sequence[Leaf]) -> Iterator[Pair]:
    """Contrasts ("in reality") and denials ("denied the allegations") that reach back to what was said before."""
    ordered = sorted(leaves, key=lambda leaf: leaf.statement.loci[0].start if leaf.statement.loci else 0)
    for place, leaf in enumerate(ordered):
        before = [o for o in ordered[max(0, place - 6) : place] if _near(o, leaf)]
        if sets_against(leaf.statement) and leaf.statement.figure is not None:
            for other in reversed(before):
                finding = _contrasted(other, leaf, "in reality")
                if finding is not None:
                    yield other, leaf, finding
                    break
        if denies_what_stands_before(leaf.statement) and is_plain_voice(leaf.statement):
            said = [o for o in before if o.voice != leaf.voice and len(o.statement.attribution) > 1]
            for other in said[-1:]:
                who = leaf.statement.attribution[-1].name
                yield other, leaf, Finding("DENIAL", f"what was said before is denied by {who}", 0.5)


def _near(before: Leaf, leaf: Leaf) -> bool:
    if not before.statement.loci or not leaf.statement.loci:
        return False
    return 0 <= leaf.statement.loci[0].start - before.statement.loci[-1].end <= NEXT_TO
