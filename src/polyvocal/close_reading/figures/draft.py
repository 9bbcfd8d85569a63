"""From a read numeral to a figure: its kind, who is counted, its bounds and places."""

from __future__ import annotations

from dataclasses import dataclass, field

from polyvocal.close_reading.figures.hedges import Bounded
from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.phrases import Counted
from polyvocal.close_reading.figures.predicates import Governed
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words
from polyvocal.terms import Figure, Locus

RULE = "figures 1"


@dataclass(slots=True)
class Draft:
    """A figure in the making; *kind* is set where an implied figure already knows it.

    A *tentative* draft is a bare number: it stays only where it takes up what another figure counts."""

    numeral: Numeral
    phrase: Counted
    bound: Bounded
    left: Governed | None = None
    right: Governed | None = None
    kind: str = ""
    population: str = ""
    whole: tuple[int, int] | None = None
    rule: str = RULE
    shared: tuple[str, ...] = field(default=())
    overruled: bool = False
    tentative: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        """What became of those counted, from the nearest words that say it."""
        phrase = self.phrase
        left, right = self.left, self.right
        if phrase.states and not self.overruled:
            return phrase.states
        if left and left.near and left.states:
            return left.states
        if right:
            return right.states
        return left.states if left and left.states else self.shared


def kind_of(draft: Draft, tables: Tables) -> str:
    """Kind of a figure: from the class of the noun and what became of those counted; joint states give a joint kind."""
    phrase = draft.phrase
    if draft.kind:
        return draft.kind
    if phrase.unit_kind:
        return phrase.unit_kind
    table = tables.kinds[phrase.noun or "none"]
    if not phrase.noun and phrase.head >= 0 and (not draft.states or _only_handled(draft)):
        return "things"
    if draft.states == ("lost",) and phrase.noun in (None, "person", "military") and not _lost_by(draft):
        return "dead"  # "the crew of 132 were lost"
    states = list(dict.fromkeys(s for state in draft.states for s in _parts(state, table, tables)))
    if not states:
        return table[""]
    if len(states) == 1:
        state = states[0]
        found = table.get(state, table.get("*", "unknown"))
        return tables.status_kinds.get(state, state) if found == "=" else found
    if table.get("*") != "=":
        first = next((s for s in states if s in table), "")
        return table[first]
    joint = [s for s in tables.joint if s in states]
    if len(joint) < len(states):  # "arrested and shot": the last or the gravest says it
        last = "dead" if "dead" in states else states[-1]
        return tables.status_kinds.get(last, last)
    return "+".join(joint)


def _only_handled(draft: Draft) -> bool:
    """Whether a verb before an unknown noun says only that they were raised, sent or drawn: "raised two flags"."""
    beside = draft.left is not None and draft.left.near
    said = draft.phrase.states or (draft.right.states if draft.right and not beside else ())
    return not said and set(draft.states) <= {"engaged", "present"}


def _lost_by(draft: Draft) -> bool:
    """Whether somebody lost them ("lost 300 men": losses of every sort), not they themselves were lost."""
    left = draft.left is not None and "lost" in draft.left.states
    return left or bool(draft.shared) or draft.phrase.role


def _parts(state: str, table: dict[str, str], tables: Tables) -> list[str]:
    """A sum such as "casualty" apart, so that it joins with others: dead and wounded."""
    if table.get("*") != "=":
        return [state]
    if state in tables.status_kinds and "+" in tables.status_kinds[state]:
        return tables.status_kinds[state].split("+")
    return [state]


def finish(draft: Draft, words: Words, record: str, tables: Tables) -> Figure:
    """The figure of a draft, with its loci."""
    n, phrase, text = draft.numeral, draft.phrase, words.text
    first, last = min(draft.bound.first, n.first), max(draft.bound.last, phrase.last, n.last)
    last = _extent(words, draft, last, tables)
    locus = Locus.at(record, text, words.starts[first], words.ends[last])
    numeral = Locus.at(record, text, words.starts[n.first], words.ends[n.last])
    low, high = _between(draft)
    whole = None
    if draft.whole:
        whole = Locus.at(record, text, words.starts[draft.whole[0]], words.ends[draft.whole[1]])
    return Figure(
        locus=locus,
        numeral=numeral,
        low=low,
        high=high,
        bound=draft.bound.bound,
        kind=kind_of(draft, tables),
        population=population_of(draft, tables),
        noun=words.raw(phrase.head) if phrase.head >= 0 else "",
        unit=phrase.unit,
        rounded=n.rounded,
        part_of=whole,
        rule=draft.rule,
    )


def _extent(words: Words, draft: Draft, last: int, tables: Tables) -> int:
    """A predicate that stands right behind the phrase as a participle or "who died" belongs to the locus."""
    right = draft.right
    if (
        right
        and right.first - draft.phrase.last == 2
        and words.low(right.first - 1) in tables.words["phrase.relatives"]
    ):
        return max(last, right.last)
    return last


def _between(draft: Draft) -> tuple[float | None, float | None]:
    low: float | None = draft.numeral.low
    high = draft.numeral.high
    if draft.numeral.form in ("vague", "range"):
        return (_whole_number(low), _whole_number(high))
    if draft.bound.bound == "at least":
        high = None
    elif draft.bound.bound == "at most":
        low = None
    return _whole_number(low), _whole_number(high)


def _whole_number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def population_of(draft: Draft, tables: Tables) -> str:
    """Who is counted, in the words of the text: the side that lost or suffered, then the noun phrase."""
    phrase = draft.phrase
    left, own = draft.left, phrase.population
    side = draft.population
    if left and left.subject and (left.near or not draft.right) and not phrase.unit_kind:
        side = left.subject.removesuffix(left.role).strip() if own else left.subject
    side = side.removesuffix("'s").removesuffix("’s")
    if own and left and "lost" not in left.states and (left.noun or side in tables.collectives):
        return own
    if side and own.lower() in tables.words["generic.nouns"]:
        return side
    if own and own.lower() in side.lower():
        return side
    if side and side.lower() not in own.lower():
        return f"{adjective(side, tables) if own else side} {own}".strip()
    return own


def adjective(side: str, tables: Tables) -> str:
    """The adjective of a people ("German" of "Germans"); another side as written."""
    found = tables.peoples.get(side.lower())
    return found.capitalize() if found else side
