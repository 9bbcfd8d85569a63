"""The apparatus: questions about an event, the readings that answer them, and how these relate.

Statements are grouped into readings by equal answers first; relations hold between the readings' foremost
statements, so that an event told five hundred times costs little more than one told fifty times.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from polyvocal.collation.accounts import (
    answer,
    denies_what_stands_before,
    fate_of,
    is_said_to_deny,
    questions,
    sets_against,
    subject,
)
from polyvocal.collation.counted import counted_words
from polyvocal.collation.desk import Desk, Leaf
from polyvocal.collation.figures import Finding, ask, bounds_differ, gap_of, kind_scope, population, scope_of
from polyvocal.collation.pairs import accounts_of, figures_of, part_of_event, subject_key
from polyvocal.collation.places import plain
from polyvocal.collation.ranking import stand
from polyvocal.terms import Apparatus, Reading, Relation, Statement
from polyvocal.terms.comparison import Verdict

READINGS = 14  # of one question that are related to each other
ACCOUNTS = 5  # the same, of questions that no number and no fate answers
AGREEING = 4  # statements of one reading that are related to its foremost
ACROSS = 24  # questions of one event between which parts and wholes are looked for
NEXT_TO = 600  # characters within which a denial or a contrast reaches back

Key = tuple[str, ...]
_LINKED: dict[str, Verdict] = {
    "sequence": "SEQUENCE", "replacement": "REPLACEMENT", "part of whole": "PART-WHOLE", "withdrawal": "RETRACTED",
    "denial": "DENIAL",
}  # fmt: skip
_COUNTED = frozenset({"figure", "fate", "date"})
_OF_A_PART = frozenset({"NESTED", "STRAINED", "CONFLICT-SUBSET"})
_ORDER = ("figure", *questions())


def apparatus(desk: Desk) -> tuple[Apparatus, ...]:
    """The questions of one event, in the order of the synopsis."""
    asked: dict[Key, list[Leaf]] = defaultdict(list)
    for leaf in desk.leaves:
        key = question_of(leaf)
        if key:
            asked[key].append(leaf)
    found: dict[Key, list[Relation]] = defaultdict(list)
    at = {leaf.statement.id: leaf for leaf in desk.leaves}
    for key, relation in _said_in_text(desk, asked, at):
        found[key].append(relation)
    readings: dict[Key, list[list[Leaf]]] = {}
    for key in sorted(asked):
        readings[key] = read(asked[key])
        found[key] += _relations(desk, key, readings[key])
    for key, relation in (*_across(desk, asked, readings), *_within(desk, readings)):
        found[key].append(relation)
    return tuple(
        Apparatus(
            desk.event,
            wording(key, asked[key]),
            key[0],
            _shown(desk, readings[key]),
            tuple(sorted(found[key], key=_weight)),
        )
        for key in sorted(asked, key=_rank(asked))
    )


def _weight(relation: Relation) -> tuple[float, str, str, str]:
    return -relation.weight, relation.relation, relation.a, relation.b


def _rank(asked: dict[Key, list[Leaf]]) -> Callable[[Key], tuple[int, int, Key]]:
    return lambda key: (_ORDER.index(key[0]) if key[0] in _ORDER else len(_ORDER), -len(asked[key]), key)


def question_of(leaf: Leaf) -> Key:
    """The question a statement answers, as a key; () where it answers none."""
    statement = leaf.statement
    figure = statement.figure
    if figure is not None:
        if kind_scope(figure.kind, figure.kind) == "unlike":
            return ("figure", "~other")
        counted = leaf.people
        return ("figure", figure.kind, "+".join(sorted(counted.sides)), "+".join(sorted(counted.groups)), figure.unit)
    if statement.aspect == "fate":
        return ("fate", subject_key(statement))
    return (statement.aspect,)


def wording(key: Key, leaves: Sequence[Leaf]) -> str:
    """The question as a reader would ask it.

    >>> wording(("figure", "dead", "British", "", ""), ())
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
        named = [subject(leaf.statement) for leaf in leaves]
        written = min((" ".join(n.words.split()) for n in named if n is not None), default="those named")
        return questions()["fate"].format(subject=written)
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
    rivals = bool(a.side and b.side and a.side != b.side)
    standing = stand(
        finding,
        a.statement,
        b.statement,
        documents=documents,
        origins=origins,
        voices=len({a.voice, b.voice}),
        rivals=rivals,
        firm=0.6 if desk.period else 1.0,
    )
    return Relation(
        desk.event, a.statement.id, b.statement.id, aspect, finding.verdict, _because(finding, documents, origins),
        documents, origins, standing.weight, standing.place,
    )  # fmt: skip


def _because(finding: Finding, documents: int, origins: int) -> str:
    if finding.verdict != "AGREE" or documents < 2:
        return finding.why[:1].upper() + finding.why[1:] + "."
    many = f"{documents} documents, {origins} origin{'s' * (origins != 1)}, independence not shown"
    return finding.why[:1].upper() + finding.why[1:] + f" ({many})."


def _relations(desk: Desk, key: Key, readings: Sequence[list[Leaf]]) -> Iterator[Relation]:
    if key[0] in {"other", "ignorance", "sequence"} or key == ("figure", "~other") or key == ("fate", ""):
        return
    for reading in readings[: READINGS * 2]:
        others = [leaf for leaf in reading[1:] if leaf.voice != reading[0].voice][:AGREEING]
        for leaf in others:
            yield from _weighed(desk, key, reading[0], leaf, reading)
    for first, second in combinations(readings[: READINGS if key[0] in _COUNTED else ACCOUNTS], 2):
        pair = _foremost(first, second)
        yield from _weighed(desk, key, *pair, [*first, *second])


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
    finding = figures_of(a, b, firm=desk.firm, dated=desk.dated) if key[0] == "figure" else accounts_of(a, b, key[0])
    if finding is not None and desk.take_up(a, b):
        first, second = _in_order(a, b, finding.verdict)
        yield _relation(desk, first, second, key[0], finding, behind)


def _in_order(a: Leaf, b: Leaf, verdict: str) -> tuple[Leaf, Leaf]:
    """The part before its whole, else the earlier said before the later."""
    first, second = a.statement.figure, b.statement.figure
    if verdict in _OF_A_PART and first is not None and second is not None:
        return (a, b) if scope_of(first, second, a.people, b.people) == "part" else (b, a)
    return (a, b) if a.order <= b.order else (b, a)


def _across(
    desk: Desk, asked: dict[Key, list[Leaf]], readings: dict[Key, list[list[Leaf]]]
) -> Iterator[tuple[Key, Relation]]:
    """Parts beside their wholes: between questions whose kinds or people hold each other."""
    counts = [key for key in asked if key[0] == "figure" and key[1] != "~other"]
    counts.sort(key=lambda key: (-len(asked[key]), key))
    for first, second in combinations(counts[:ACROSS], 2):
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


# --- what the words themselves say ---------------------------------------------------------------------------------


def _said_in_text(desk: Desk, asked: dict[Key, list[Leaf]], at: dict[str, Leaf]) -> Iterator[tuple[Key, Relation]]:
    by_record: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in desk.leaves:
        by_record[leaf.statement.record].append(leaf)
    for leaf in desk.leaves:
        for link in leaf.statement.links:
            other = at.get(link.other)
            if other is None:
                continue
            yield from _settle(desk, other, leaf, _linked(other, leaf, link.kind, link.cue.words))
        yield from _part_of(desk, leaf, by_record[leaf.statement.record])
        for why in (check for when in leaf.statement.whens for check in when.checks):
            finding = Finding("CONFLICT", why, 0.3)
            yield question_of(leaf), _relation(desk, leaf, leaf, leaf.statement.aspect, finding, [leaf])
    for record in sorted(by_record):
        yield from _reaching_back(desk, by_record[record])


def _settle(desk: Desk, a: Leaf, b: Leaf, finding: Finding | None) -> Iterator[tuple[Key, Relation]]:
    if finding is not None and desk.take_up(a, b):
        yield question_of(a), _relation(desk, a, b, a.statement.aspect, finding, [a, b])


def _linked(a: Leaf, b: Leaf, kind: str, cue: str) -> Finding | None:
    if kind == "sequence" and a.voice != b.voice:
        return None  # "a later commission found": what two voices say is no course of events
    if kind == "denial" and not is_said_to_deny(b.statement, cue):
        return None
    if kind == "denial" and b.statement.aspect == "other" and len(a.statement.attribution) < 2:
        return None  # "denied the report": a report is what somebody else is quoted to say
    if kind in _LINKED:
        gap = 0.5 if kind in {"withdrawal", "denial"} else 0.0
        return Finding(_LINKED[kind], f"the words say so: “{cue.strip()}”", gap)
    return _contrasted(a, b, cue)


def _contrasted(a: Leaf, b: Leaf, cue: str) -> Finding | None:
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None:
        if a.statement.aspect != b.statement.aspect:
            return None
        return Finding("DIFFERENT ACCOUNTS", f"the words set them against each other: “{cue.strip()}”", 0.4)
    if kind_scope(first.kind, second.kind) != "same" or not bounds_differ(first, second):
        return None
    one, other = population(first.population, first.noun), population(second.population, second.noun)
    if one.sides and other.sides and one.sides != other.sides:
        return None
    gap, words = gap_of(first, second)
    return Finding(
        "CONFLICT", f"the words set them against each other, “{cue.strip()}”: {words or 'other numbers'}", gap
    )


def _part_of(desk: Desk, leaf: Leaf, beside: Sequence[Leaf]) -> Iterator[tuple[Key, Relation]]:
    figure = leaf.statement.figure
    if figure is None or figure.part_of is None:
        return
    whole = [
        other
        for other in beside
        if other is not leaf
        and other.statement.figure is not None
        and other.statement.figure.locus.overlaps(figure.part_of)
    ]
    for other in whole[:1]:
        yield from _settle(
            desk, leaf, other, Finding("PART-WHOLE", f"the words say so: out of “{figure.part_of.words}”")
        )


def _reaching_back(desk: Desk, leaves: Sequence[Leaf]) -> Iterator[tuple[Key, Relation]]:
    """Contrasts ("in reality") and denials ("denied the allegations") that reach back to what was said before."""
    ordered = sorted(leaves, key=lambda leaf: leaf.statement.loci[0].start if leaf.statement.loci else 0)
    for place, leaf in enumerate(ordered):
        before = [o for o in ordered[max(0, place - 6) : place] if _near(o, leaf)]
        if sets_against(leaf.statement) and leaf.statement.figure is not None:
            for other in reversed(before):
                finding = _contrasted(other, leaf, "in reality")
                if finding is not None:
                    yield from _settle(desk, other, leaf, finding)
                    break
        if denies_what_stands_before(leaf.statement):
            said = [o for o in before if o.voice != leaf.voice and len(o.statement.attribution) > 1]
            for other in said[-1:]:
                who = leaf.statement.attribution[-1].name
                yield from _settle(desk, other, leaf, Finding("DENIAL", f"{who} denies what was said before", 0.5))


def _near(before: Leaf, leaf: Leaf) -> bool:
    if not before.statement.loci or not leaf.statement.loci:
        return False
    return 0 <= leaf.statement.loci[0].start - before.statement.loci[-1].end <= NEXT_TO
