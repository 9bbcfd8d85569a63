"""Figures of one sentence together: lists, gaps, contrasts, and parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from polyvocal.close_reading.figures.draft import Draft, kind_of, population_of
from polyvocal.close_reading.figures.sides import (
    break_down,
    place_in_front,
    possessor_in_front,
    share_gaps,
    share_nouns,
)
from polyvocal.close_reading.figures.subjects import name_owners
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_PEOPLE = frozenset({"person", "military", None})
_MORTAL = frozenset({"dead", "wounded", "missing"})
_GAP = 18
"""Words over which a bare numeral takes up what the figure before it counted."""


def join(words: Words, drafts: Sequence[Draft], tables: Tables, previous: Draft | None = None) -> None:
    """Let the figures of a sentence share units, predicates, sides and counted nouns; *previous* stands before them."""
    _add_small_change(words, drafts, tables)
    _share_units(words, drafts, tables)
    counting = [d for d in drafts if not d.phrase.unit_kind and not d.kind]
    for draft in counting:
        _overrule(draft, tables)
    share_nouns(words, counting, tables)
    name_owners(words, counting, tables)
    place_in_front(words, counting, tables)
    share_gaps(words, counting, tables)
    for one, two in pairwise(counting):
        if _listed(words, one, two, tables):
            _forwards(one, two)
    for one, two in pairwise(counting):
        _outer(words, one, two, tables)
    for two, one in pairwise(reversed(counting)):
        own = two.phrase.states and not two.overruled
        rivals = own and _either(words, one, two, tables)  # "no fewer than 600 and perhaps 1,000 perished"
        if not one.states and two.states and (rivals or not own) and _listed(words, one, two, tables):
            one.shared = two.states
    _parts(words, drafts, tables)
    break_down(words, counting, tables)
    possessor_in_front(words, counting, tables)
    _sides(words, counting, tables)
    before = previous
    for draft in counting:
        if before is not None:
            _elided(words, draft, before, before is previous, tables)
        before = draft
        _of_them(words, draft, tables)
    for draft in counting:
        at = draft.numeral.first - len(tables.all_but)
        if tables.all_but and at >= 0 and tuple(words.lows[at : draft.numeral.first]) == tables.all_but:
            kind = kind_of(draft, tables)
            draft.kind = tables.opposite.get(kind, kind)


def _either(words: Words, one: Draft, two: Draft, tables: Tables) -> bool:
    """Whether two bare numerals give two counts of the same people."""
    between = words.lows[one.phrase.last + 1 : two.bound.first]
    bare = one.phrase.head < 0 and two.phrase.head < 0 and not one.phrase.states
    return bare and one.bound.hedged and len(between) == 1 and between[0] in tables.words["phrase.links"]


def _add_small_change(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Three dollars and fifty cents are one amount; the second draft is left tentative and falls away."""
    for one, two in pairwise(drafts):
        whole = tables.money_parts.get(two.phrase.unit)
        between = words.lows[one.phrase.last + 1 : two.numeral.first]
        linked = not between or (len(between) == 1 and between[0] in tables.numbers.ands)
        if not whole or one.phrase.unit not in whole or not linked or one.numeral.low != one.numeral.high:
            continue
        sum_ = round(one.numeral.low + two.numeral.low / 100, 2)
        one.numeral = replace(one.numeral, last=two.numeral.last, low=sum_, high=sum_, rounded=0.01)
        one.phrase.last = two.phrase.last
        two.tentative, two.phrase.unit_kind = True, ""


def _sides(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Whose they are where the text says "on the German side": behind the figure in its clause, else before it."""
    marks = [
        i for i, w in enumerate(words.lows) if i > 1 and w in tables.words["side.words"] and words.capitalised(i - 1)
    ]
    if not marks:
        return
    for n, draft in enumerate(drafts):
        sided = draft.population or any(c.isupper() for c in draft.phrase.population)
        if sided or not draft.states:
            continue
        limit = drafts[n + 1].bound.first if n + 1 < len(drafts) else len(words)
        behind = [m for m in marks if draft.numeral.last < m < limit]
        before = [m for m in marks if m < draft.bound.first]
        if behind or before:
            mark = behind[0] if behind else before[-1]
            draft.population = words.raw(mark - 1)


def _overrule(draft: Draft, tables: Tables) -> None:
    """A predicate says more than a role noun: "45 strikers were arrested"."""
    phrase = draft.phrase
    nearest = draft.left if draft.left and draft.left.near else draft.right
    if nearest is draft.left and nearest and nearest.states == ("population",):
        draft.overruled = True  # "the city of 300,000 inhabitants surrendered"
        return
    if nearest is None or not nearest.states or not phrase.states:
        return
    strong = nearest.states[0] in tables.words["weak.overruled_by"]
    there = phrase.participial and phrase.states[0] in ("present", "engaged")  # "all seven astronauts aboard"
    draft.overruled = phrase.weak or (strong and (phrase.role or (there and nearest is draft.left)))


def _share_units(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """From 12 to 18 kopecks; 20 or 30 miles; aged 24 and 31: a bare numeral takes the unit of its neighbour."""
    for one, two in pairwise(drafts):
        between = words.lows[one.numeral.last + 1 : two.numeral.first]
        joined = between and len(between) <= 3 and all(_joins(w, tables) for w in between)
        if not joined or (one.phrase.unit_kind and two.phrase.unit_kind):
            continue
        anaphoric = two.phrase.unit_kind == "percent" and not two.numeral.plain and two.numeral.form != "exact"
        if _bare(one) and two.phrase.unit_kind and two.phrase.unit_kind != "age" and not anaphoric:
            one.phrase.unit, one.phrase.unit_kind = two.phrase.unit, two.phrase.unit_kind
            one.phrase.last = one.numeral.last
        elif one.phrase.unit_kind == "age" and _bare(two):
            two.phrase.unit, two.phrase.unit_kind = one.phrase.unit, "age"
            two.phrase.last = two.numeral.last


def _joins(word: str, tables: Tables) -> bool:
    return (
        word in tables.numbers.to
        or word in tables.words["phrase.links"]
        or word == ","
        or word in tables.words["phrase.by"]
    )


def _bare(draft: Draft) -> bool:
    phrase = draft.phrase
    return phrase.head < 0 and not phrase.states and not phrase.unit_kind and not phrase.pronoun


def _forwards(one: Draft, two: Draft) -> None:
    if not two.states and one.states and (one.overruled or not one.phrase.states):
        two.shared = one.states
    if two.population or two.left is not None:
        return
    two.population = one.left.subject if one.left and one.left.subject else one.population


def _outer(words: Words, one: Draft, two: Draft, tables: Tables) -> None:
    """A predicate behind a place governs those counted before it: "150,000 workers in 300 factories struck"."""
    between = words.lows[one.phrase.last + 1 : two.bound.first]
    prepositional = len(between) == 1 and between[0] in tables.words["phrase.places"]
    if not prepositional or one.states or two.phrase.noun not in ("place", "thing", "ship", "unit"):
        return
    if two.phrase.participial:
        one.shared, two.phrase.states = two.phrase.states, ()
    elif two.right:
        one.right, two.right = two.right, None


def _listed(words: Words, one: Draft, two: Draft, tables: Tables) -> bool:
    """Whether nothing but commas, links and adverbs of addition stands between two figures."""
    if _fronted(words, one, two, tables):
        return False
    last = one.right.last if one.right and one.right.last < two.bound.first else one.phrase.last
    between = words.lows[last + 1 : two.bound.first]
    if len(between) >= _GAP:
        return False
    if between and between[0] in tables.numbers.of and len(between) < 3:
        return False  # the part and its whole
    links = tables.words["phrase.links"]
    unknown = [
        w for w in between if w not in links and w not in {",", "(", ")"} and w not in tables.words["phrase.between"]
    ]
    bracketed = "(" in between and ")" in between
    included = any(w in tables.words["phrase.including"] for w in between)
    if unknown and not (len(unknown) < 6 and (bracketed or included)):
        return False
    classes = {one.phrase.noun, two.phrase.noun}
    alike = len(classes) == 1 or None in classes or classes <= _PEOPLE
    return alike or (one.left is not None and all(w in links or w == "," for w in between)) or bool(one.shared)


def _elided(words: Words, draft: Draft, before: Draft, earlier_sentence: bool, tables: Tables) -> None:
    """A numeral without a noun counts those of the figure before: "dozens of people died; 40 were wounded"."""
    phrase, model = draft.phrase, before.phrase
    if model.unit_kind or phrase.head >= 0 or phrase.population:
        return
    if phrase.noun not in (None, model.noun) or (draft.left and draft.left.subject):
        return
    exists = words.low(draft.bound.first - 2) in tables.words["phrase.there"] and model.noun in ("person", "military")
    if earlier_sentence and (model.noun not in _PEOPLE or not (before.states or exists)):
        return
    if exists and not draft.states:  # "Next day there were a hundred"
        phrase.noun, draft.population = model.noun, draft.population or population_of(before, tables)
        return
    if not draft.states:
        gap = draft.bound.first - max(model.last, before.numeral.last)
        telling = model.noun in _PEOPLE - {None} or before.states or model.noun == "vote"
        opposed = model.noun == "vote" and words.low(draft.bound.first - 1) in tables.words["tally.to"]
        if earlier_sentence or not telling or gap > _GAP or not (opposed or _may_continue(draft)):
            return
        verb = words.low(draft.phrase.last + 1)
        acts = verb.endswith(tuple(tables.words["endings.past"])) if tables.words["endings.past"] else False
        if not acts:  # "22 were arrested; later 6,000 followed"
            draft.shared = before.states
    elif phrase.states and model.noun not in _PEOPLE and not _linked(draft, before):
        return
    phrase.noun = model.noun
    draft.population = draft.population or population_of(before, tables)


def _of_them(words: Words, draft: Draft, tables: Tables) -> None:
    """Whom "forty of them" counts where no figure says it: the nearest noun of people before."""
    if not draft.phrase.pronoun or draft.phrase.noun or draft.population:
        return
    for k in range(draft.bound.first - 1, max(-1, draft.bound.first - 1 - _GAP), -1):
        noun = tables.noun(words.lows[k])
        if noun in ("person", "military", "ship", "aircraft", "vote"):
            draft.phrase.noun, draft.population = noun, words.raw(k)
            return


def _linked(draft: Draft, before: Draft) -> bool:
    """Whether only "and" or a comma stands between: "lost 3 battleships sunk and 2 damaged"."""
    things = before.phrase.noun in ("ship", "aircraft", "gun", "vehicle", "place")
    end = max(before.phrase.last, before.right.last if before.right else -1)
    return things and draft.bound.first - end == 2 and not _MORTAL & set(draft.states)


def _may_continue(draft: Draft) -> bool:
    """Whether a bare numeral is large or hedged enough to count people, not a place in a row."""
    return draft.bound.hedged or draft.numeral.low >= 13 or draft.numeral.form == "vague"


def _parts(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """The whole that the words name: "two out of ten", "45 of the 120 seats", "of whom six survived"."""
    for draft, other in pairwise(drafts):
        between = words.lows[draft.numeral.last + 1 : other.bound.first]
        while between and between[-1] in tables.words["phrase.determiners"]:
            between.pop()
        if not between or len(between) > 5 or other.phrase.unit_kind:
            continue
        share = draft.phrase.unit_kind == "percent" and words.low(draft.phrase.last + 1) in tables.numbers.of
        if share and between[-1] in tables.numbers.of and not draft.phrase.population:
            draft.whole = (other.bound.first, other.phrase.last)  # "90 per cent of the 1,200 delegates"
            draft.phrase.population = other.phrase.population
            continue
        if between[-1] in tables.words["whose.among"] and other.states and not draft.states:
            draft.whole, draft.shared = (other.bound.first, other.phrase.last), other.states
            continue
        of = between[-1] in tables.numbers.of and draft.phrase.partitive and draft.phrase.last < other.bound.first
        if of:
            _hand_over(draft, other)
        if of or tuple(between[-2:]) in tables.pairs["out_of"]:
            _part_of(draft, other)
    for other, draft in pairwise(drafts):
        led = words.lows[max(0, draft.bound.first - 2) : draft.bound.first]
        of_whom = len(led) == 2 and led[0] in tables.numbers.of and led[1] in tables.words["phrase.pronouns"]
        named = draft.phrase.pronoun or of_whom or _fronted(words, other, draft, tables)
        named = named or _among(words, other, draft, tables)
        if named and not other.phrase.unit_kind:
            _part_of(draft, other)


def _among(words: Words, whole: Draft, part: Draft, tables: Tables) -> bool:
    """Whether the words say that a part follows: "5,000 people, including 1,200 women"; larger is no part."""
    before = tables.phrases["phrase.members"].before(words.lows, part.bound.first)
    small = part.numeral.low <= (whole.numeral.high or whole.numeral.low)
    people = whole.phrase.noun in _PEOPLE and part.phrase.noun in _PEOPLE
    return before is not None and small and people and part.bound.first - whole.phrase.last <= _GAP


def _fronted(words: Words, one: Draft, two: Draft, tables: Tables) -> bool:
    """Whether the whole stands in front: "Of 2,200 passengers, more than 1,500 drowned"."""
    at = one.bound.first - 1
    if words.low(at) in tables.words["phrase.determiners"]:
        at -= 1
    fronted = words.low(at) in tables.numbers.of and not words.low(at - 1)[:1].isalpha()
    return fronted and words.lows[one.phrase.last + 1 : two.bound.first] in ([","], [])


def _hand_over(part: Draft, whole: Draft) -> None:
    """The predicate behind the whole governs the part: "2,000 of the 12,000 prisoners had died"."""
    if whole.phrase.participial:
        part.shared, whole.phrase.states, whole.phrase.participial = whole.phrase.states, (), False
    elif whole.right and not part.right:
        part.right, whole.right = whole.right, None


def _part_of(draft: Draft, whole: Draft) -> None:
    draft.whole = (whole.bound.first, whole.phrase.last)
    if draft.phrase.head < 0:
        draft.phrase.noun = draft.phrase.noun or whole.phrase.noun
        draft.population = draft.population or whole.phrase.population or whole.population
    if not draft.states and not draft.phrase.unit_kind:
        draft.shared = whole.states
