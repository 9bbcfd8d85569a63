"""Whose they are, where the words say it away from the numeral: breakdowns, gaps, ellipses, a ship named in front."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from polyvocal.close_reading.figures.draft import Draft, adjective
from polyvocal.close_reading.figures.predicates import modifiers
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_PEOPLE = frozenset({"person", "military"})
_LONGEST_NAME = 6
_REACH = 10
"""Words between a whole and the colon that opens its parts: "eleven ships in the battle off the Skagerrak: ..."."""
_STOPS = frozenset({",", ";", ".", ":", "(", ")", "—"})
_MARKS = frozenset({":", "—", "–", "--"})


def is_elliptical(words: Words, last: int, tables: Tables) -> bool:
    """Whether a numeral that ends at *last* shares a noun to come: "151 British and 99 German warships"."""
    linked = words.low(last + 2) in tables.words["phrase.links"] or words.low(last + 2) == ","
    at = last + 3
    if words.low(last + 2) == "," and words.low(at) in tables.words["phrase.links"]:
        at += 1
    side = words.low(last + 1) in tables.peoples.values() and words.capitalised(last + 1)
    return side and linked and tables.numbers.begins(words.low(at))


def share_nouns(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Give the first of "151 British and 99 German warships" the noun of the second."""
    for two, one in pairwise(reversed(drafts)):
        side = two.phrase.population.partition(" ")
        if one.phrase.noun or not side[2] or not is_elliptical(words, one.numeral.last, tables):
            continue
        if side[0].lower() not in tables.peoples.values() or two.phrase.noun is None:
            continue
        one.tentative = False
        one.phrase.noun, one.phrase.head = two.phrase.noun, two.phrase.head
        one.phrase.last = one.numeral.last + 1
        one.phrase.population = f"{words.raw(one.numeral.last + 1)} {side[2]}"
        one.right = one.right or two.right
        one.shared = one.shared or two.phrase.states


def share_gaps(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Take up the verb before: "the French lost two battleships and the Italians one", "а немцы — 2551"."""
    for one, two in pairwise(drafts):
        at = two.bound.first - 1
        if words.low(at) in _MARKS or words.low(at) == "-":
            at -= 1
        if words.low(at) not in tables.peoples or at <= one.phrase.last or one.left is None or not one.left.subject:
            continue
        before = words.low(at - 1)
        if before in tables.words["phrase.the"]:
            before = words.low(at - 2)
        if before in tables.words["phrase.links"] or before in tables.words["front.contrasts"] or before == ",":
            two.population = words.raw(at)
            two.shared, two.left = one.states, None


def place_in_front(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Count the men of the ship or unit that opens the sentence: "In the Invincible, 1,026 men were killed"."""
    if not drafts or words.low(0) not in tables.words["front.prepositions"]:
        return
    draft, k = drafts[0], 1
    if draft.phrase.noun not in _PEOPLE or not draft.phrase.population:
        return
    while words.low(k) in tables.words["front.within"]:
        k += 1
    article = words.low(k - 1) in tables.words["phrase.the"] or words.low(k) in tables.words["phrase.the"]
    k += words.low(k) in tables.words["phrase.the"]
    end = k
    while words.capitalised(end) and end - k < _LONGEST_NAME:
        end += 1
    between = words.lows[end : draft.bound.first]
    crewed = words.low(0) not in tables.numbers.of or any(w in tables.words["front.crews"] for w in words.lows[1:k])
    if not article or end == k or not crewed or not all(w == "," or w in tables.words["front.all"] for w in between):
        return
    draft.phrase.population += f" {words.raw(0).lower()} {words.join(1, end - 1)}"


def break_down(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Parts behind a colon share the fate and the side of their whole: "lost 14 ships: 3 battle cruisers and ..."."""
    for n, whole in enumerate(drafts[:-1]):
        mark = drafts[n + 1].bound.first - 1
        between = words.lows[whole.phrase.last + 1 : mark]
        near = words.low(mark) in _MARKS and len(between) < _REACH and _STOPS.isdisjoint(between)
        if not near or not whole.phrase.noun or not whole.states:
            continue
        side = whole.left.subject if whole.left and whole.left.subject else whole.population
        end = mark
        for part in drafts[n + 1 :]:
            between = words.lows[end + 1 : part.bound.first]
            own = part.left is not None and part.left.near and bool(part.left.states)
            alike = part.phrase.noun == whole.phrase.noun or {part.phrase.noun, whole.phrase.noun} <= _PEOPLE
            listed = all(w == "," or w in tables.words["phrase.links"] for w in between)
            if not listed or own or not alike or (whole.numeral.high or part.numeral.low) < part.numeral.low:
                break
            part.whole = (whole.bound.first, whole.phrase.last)
            part.shared = part.shared or whole.states
            part.population = part.population or _owner(side, tables)
            end = part.phrase.last


def _owner(side: str, tables: Tables) -> str:
    """The people of a side, where it names one: "British" of "British fleet"."""
    first = side.partition(" ")[0]
    return first if first.lower() in tables.peoples.values() else adjective(side, tables)


def possessor_in_front(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Whose losses a colon lists: "the enemy's losses were serious: at least one cruiser was sunk"."""
    for colon, word in enumerate(words.lows):
        if word != ":":
            continue
        nouns = [j for j in range(max(0, colon - 8), colon) if words.lows[j] in tables.words["left.nouns"]]
        side = modifiers(words, nouns[-1], tables) if nouns else ""
        if not side:
            continue
        for draft in drafts:
            sided = draft.population or any(c.isupper() for c in draft.phrase.population)
            if draft.bound.first > colon and not sided and draft.states and not (draft.left and draft.left.subject):
                draft.population = side
        return
