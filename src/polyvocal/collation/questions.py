"""The apparatus: questions about an event, the readings that answer them, and how these relate.

Statements are grouped into readings by equal answers first; relations hold between the readings' foremost
statements, so that an event told five hundred times costs little more than one told fifty times.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from polyvocal.collation.accounts import answer, fate_of, questions
from polyvocal.collation.calculus import stand_to
from polyvocal.collation.counted import counted_words
from polyvocal.collation.desk import Desk, Leaf
from polyvocal.collation.figures import Finding, ask, kind_scope
from polyvocal.collation.order import UNSPECIFIC, Key, rank, weighed
from polyvocal.collation.pairs import accounts_of, figures_of, part_of_event
from polyvocal.collation.places import plain
from polyvocal.collation.ranking import stand
from polyvocal.collation.said import said_in_text
from polyvocal.collation.subjects import Subjects
from polyvocal.terms import Apparatus, Reading, Relation, Statement

READINGS = 14  # of one question that are related to each other
ACCOUNTS = 5  # the same, of questions that no number and no fate answers
AGREEING = 4  # statements of one reading that are related to its foremost
ACROSS = 24  # questions of one event between which parts and wholes are looked for

_COUNTED = frozenset({"figure", "fate", "date"})
_OF_A_PART = frozenset({"NESTED", "STRAINED", "CONFLICT-SUBSET"})


def apparatus(desk: Desk) -> tuple[Apparatus, ...]:
    """The questions of one event, in the order of the synopsis."""
    asked: dict[Key, list[Leaf]] = defaultdict(list)
    for leaf in desk.leaves:
        asked[question_of(leaf, desk.subjects)].append(leaf)
    found: dict[Key, list[Relation]] = defaultdict(list)
    for a, b, finding in said_in_text(desk):
        if a is b or desk.take_up(a, b):
            behind = [a] if a is b else [a, b]
            key = question_of(a, desk.subjects)
            found[key].append(_relation(desk, a, b, a.statement.aspect, finding, behind))
    readings: dict[Key, list[list[Leaf]]] = {}
    for key in sorted(asked):
        readings[key] = read(asked[key])
        found[key] += _relations(desk, key, readings[key])
    for key, relation in (*_across(desk, asked, readings), *_within(desk, readings)):
        found[key].append(relation)
    return tuple(
        Apparatus(
            desk.event,
            wording(key, asked[key], desk.subjects),
            key[0],
            _shown(desk, readings[key]),
            weighed(found[key]),
        )
        for key in sorted(asked, key=rank(asked))
    )


def question_of(leaf: Leaf, subjects: Subjects) -> Key:
    """The question a statement answers, as a key."""
    statement = leaf.statement
    figure = statement.figure
    if figure is not None:
        if kind_scope(figure.kind, figure.kind) == "unlike":
            return ("figure", "~other")
        counted = leaf.people
        return ("figure", figure.kind, "+".join(sorted(counted.sides)), "+".join(sorted(counted.groups)), figure.unit)
    if statement.aspect == "fate":
        return ("fate", subjects.key(statement))
    return (statement.aspect,)


def wording(key: Key, leaves: Sequence[Leaf], subjects: Subjects) -> str:
    """The question as a reader would ask it.

    >>> wording(("figure", "dead", "British", "", ""), (), Subjects(()))
    'How many dead? (British)'
    """
    if key[0] == "figure":
        if key[1] == "~other":
            return "What other numbers are given?"
        _, kind, sides, groups, unit = key
        who = " and ".join(sides.split("+")) if sides else ""
        narrowed = _as_counted(leaves) if groups else ""
        who = "" if who and who in narrowed else who
        scope = ", ".join(part for part in (who, narrowed, unit) if part)
        return ask(kind) + (f" ({scope})" if scope else "")
    if key[0] == "fate":
        return questions()["fate"].format(subject=subjects.written(key[1]) if key[1] else "others")
    return questions().get(key[0], questions()["other"])


def _as_counted(leaves: Sequence[Leaf]) -> str:
    """The group that is counted, in the words of a source: those most often used."""
    forms = Counter(counted_words(x.statement) or f.noun for x in leaves if (f := x.statement.figure) is not None)
    return min(forms, key=lambda form: (-forms[form], form), default="")


# --- readings ----------------------------------------------------------------------------------------------------


def read(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Statements grouped by equal answers, the best supported first; inside a reading the earliest said first."""
    groups: dict[Key, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        groups[_answer_key(leaf.statement)].append(leaf)
    for group in groups.values():
        group.sort(key=lambda leaf: leaf.order)
    return [groups[key] for key in sorted(groups, key=lambda key: (-len({x.voice for x in groups[key]}), key))]


def _answer_key(statement: Statement) -> Key:
    figure = statement.figure
    if figure is not None:
        open_ended = figure.bound if figure.bound in {"at least", "at most", "vague"} else "="
        return (f"{figure.low}", f"{figure.high}", open_ended, str(figure.affirmed))
    if statement.aspect == "fate":
        fate = fate_of(statement)
        if fate:
            return (fate,)
    words = answer(statement)
    return (plain(words.words) if words is not None else "",)


def _shown(desk: Desk, readings: Sequence[Sequence[Leaf]]) -> tuple[Reading, ...]:
    shown = []
    for reading in readings:
        words = answer(reading[0].statement)
        documents, origins = desk.counted(reading)
        ids = tuple(leaf.statement.id for leaf in reading)
        shown.append(Reading(words.words if words is not None else "", ids, documents, origins))
    return tuple(shown)


# --- relations ---------------------------------------------------------------------------------------------------


def _relation(desk: Desk, a: Leaf, b: Leaf, aspect: str, finding: Finding, behind: Sequence[Leaf]) -> Relation:
    documents, origins = desk.counted(behind)
    rivals = desk.rivals(a, b)
    standing = stand(
        finding,
        a.statement,
        b.statement,
        documents=documents,
        origins=origins,
        voices=_voices(a, b),
        rivals=rivals,
        firm=0.6 if desk.period else 1.0,
    )
    return Relation(
        desk.event, a.statement.id, b.statement.id, aspect, finding.verdict, _because(finding, documents, origins),
        documents, origins, standing.weight, standing.place, rivals,
    )  # fmt: skip


def _voices(a: Leaf, b: Leaf) -> int:
    """How many voices speak; two unsigned pages that may copy one text are not known to be two."""
    unsigned = any(not leaf.voice.startswith("voice:") and not any(leaf.witness.authors) for leaf in (a, b))
    return 1 if unsigned and a.statement.record != b.statement.record else len({a.voice, b.voice})


def _because(finding: Finding, documents: int, origins: int) -> str:
    if finding.verdict != "AGREE" or documents < 2:
        return finding.why[:1].upper() + finding.why[1:] + "."
    many = f"{documents} documents, {origins} origin{'s' * (origins != 1)}, independence not shown"
    return finding.why[:1].upper() + finding.why[1:] + f" ({many})."


def _relations(desk: Desk, key: Key, readings: Sequence[list[Leaf]]) -> Iterator[Relation]:
    if key[0] in {"other", "ignorance", "sequence"} or key in UNSPECIFIC:
        return
    for reading in readings[: READINGS * 2]:
        opposed = _rivals_of(desk, reading)
        if opposed is not None:
            yield from _weighed(desk, key, *opposed, reading)
        others = [leaf for leaf in reading[1:] if leaf.voice != reading[0].voice][:AGREEING]
        for leaf in others:
            yield from _weighed(desk, key, reading[0], leaf, reading)
    for first, second in combinations(readings[: READINGS if key[0] in _COUNTED else ACCOUNTS], 2):
        pair = _foremost(first, second)
        yield from _weighed(desk, key, *pair, [*first, *second])


def _rivals_of(desk: Desk, reading: Sequence[Leaf]) -> tuple[Leaf, Leaf] | None:
    """The first statement of each of two rivals that give one answer, or of one that admits it and one other."""
    by_side: dict[str, Leaf] = {}
    for leaf in reading:
        by_side.setdefault(leaf.side, leaf)
    sides = [by_side[side] for side in sorted(desk.sides) if side in by_side]
    if len(sides) == 2:
        return sides[0], sides[1]
    granted = next((leaf for leaf in reading if leaf.admits and leaf.side in desk.sides), None)
    others = (leaf for leaf in reading if granted is not None and desk.rivals(granted, leaf))
    # A voice with a name tells more than a page's own words.
    other = min(others, key=lambda leaf: (not leaf.voice.startswith("voice:"), leaf.order), default=None)
    return (granted, other) if granted is not None and other is not None else None


def _foremost(first: Sequence[Leaf], second: Sequence[Leaf]) -> tuple[Leaf, Leaf]:
    """The pair to set side by side: of one record where both stand there, else of different voices."""
    by_record = {leaf.statement.record: leaf for leaf in reversed(first)}
    for leaf in second[:READINGS]:
        other = by_record.get(leaf.statement.record)
        if other is not None and other.voice != leaf.voice:
            return other, leaf
    for leaf in second[:READINGS]:
        if leaf.voice != first[0].voice:
            return first[0], leaf
    return first[0], second[0]


def _weighed(desk: Desk, key: Key, a: Leaf, b: Leaf, behind: Sequence[Leaf]) -> Iterator[Relation]:
    if desk.is_of_another(a) or desk.is_of_another(b):
        return
    finding = figures_of(a, b, firm=desk.firm, dated=desk.dated) if key[0] == "figure" else accounts_of(a, b, key[0])
    if finding is not None and desk.take_up(a, b):
        first, second = _in_order(a, b, finding.verdict)
        yield _relation(desk, first, second, key[0], finding, behind)


def _in_order(a: Leaf, b: Leaf, verdict: str) -> tuple[Leaf, Leaf]:
    """The part before its whole, else the earlier said before the later."""
    first, second = a.statement.figure, b.statement.figure
    if verdict in _OF_A_PART and first is not None and second is not None:
        return (a, b) if stand_to(a, b).scope == "part" else (b, a)
    return (a, b) if a.order <= b.order else (b, a)


def _across(
    desk: Desk, asked: dict[Key, list[Leaf]], readings: dict[Key, list[list[Leaf]]]
) -> Iterator[tuple[Key, Relation]]:
    """Parts beside their wholes: between questions whose kinds or people hold each other."""
    counts = [key for key in asked if key[0] == "figure" and key[1] != "~other"]
    counts.sort(key=lambda key: (-len(asked[key]), key))
    for first, second in combinations(counts[:ACROSS], 2):
        if first[-1] != second[-1] or kind_scope(first[1], second[1]) == "unlike":
            continue
        for one in readings[first][:3]:
            for other in readings[second][:3]:
                a, b = one[0], other[0]
                finding = figures_of(a, b, firm=desk.firm, dated=desk.dated)
                if finding is not None and desk.take_up(a, b):
                    a, b = _in_order(a, b, finding.verdict)
                    yield first, _relation(desk, a, b, "figure", finding, [a, b])


def _within(desk: Desk, readings: dict[Key, list[list[Leaf]]]) -> Iterator[tuple[Key, Relation]]:
    """Counts of the events that lie inside this one, as parts of what is counted of it."""
    inner = [group[0] for group in read([x for x in desk.inner if x.statement.figure is not None])][:ACROSS]
    for key in sorted(readings):
        for reading in readings[key][:3] if key[0] == "figure" else ():
            for leaf in inner:
                finding = part_of_event(leaf, reading[0])
                if finding is not None and desk.take_up(leaf, reading[0]):
                    yield key, _relation(desk, leaf, reading[0], "figure", finding, [leaf, reading[0]])
