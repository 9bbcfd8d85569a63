"""Whose they are, where the words say it away from the numeral: breakdowns, gaps, ellipses, a ship named in front."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from polyvocal.close_reading.figures.draft import Draft, adjective
from polyvocal.close_reading.figures.predicates import modifiers
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_PEOPLE = frozenset({"person", "military"})
_MATERIAL = frozenset({"gun", "ship", "aircraft", "vehicle"})
_LONGEST_NAME = 6
_REACH = 10
"""Words between a whole and the colon that opens its parts: "eleven ships in the battle off the Skagerrak: ..."."""
_STOPS = frozenset({",", ";", ".", ":", "(", ")", "—"})
_HYPHENS = frozenset("-–‑")
_MARKS = frozenset({":", "—", "–", "--"})


def is_elliptical(words: Words, last: int, tables: Tables) -> int:
    """Last word of what stands for a phrase where a numeral that ends at *last* shares a noun to come; 0 elsewhere.

    "151 British and 99 German warships"; "four 9.2-inch and ten 7.5-inch guns".
    """
    end = last + 1
    if words.low(end)[:1].isdigit():
        end += 1 + (words.low(end + 1) in _HYPHENS)
        if tables.measures.get(words.low(end), ("",))[0] != "distance":
            return 0
    elif words.low(end) not in tables.peoples.values() or not words.capitalised(end):
        return 0
    at = end + 1
    if words.low(at) != "," and words.low(at) not in tables.words["phrase.links"]:
        return 0
    at += 1 + (words.low(at) == "," and words.low(at + 1) in tables.words["phrase.links"])
    return end if tables.numbers.begins(words.low(at)) else 0


def share_nouns(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Give the first of "151 British and 99 German warships" the noun of the second."""
    for two, one in pairwise(reversed(drafts)):
        side = two.phrase.population.partition(" ")
        end = is_elliptical(words, one.numeral.last, tables)
        if one.phrase.noun or not side[2] or not end or two.phrase.noun is None:
            continue
        if side[0].lower() not in tables.peoples.values() and not side[0][0].isdigit():
            continue
        one.tentative = False
        one.phrase.noun, one.phrase.head = two.phrase.noun, two.phrase.head
        one.phrase.last = end
        one.phrase.population = f"{words.join(one.numeral.last + 1, end)} {side[2]}"
        one.right = one.right or two.right
        one.shared = one.shared or two.phrase.states


def share_gaps(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Take up the verb before: "the French lost two battleships and the Italians one", "а немцы — 2551"."""
    for one, two in pairwise(drafts):
        at = two.bound.first - 1
        if words.low(at) in _MARKS or words.low(at) == "-":
            at -= 1
        sided = one.population or (one.left and one.left.subject)
        if not _names_a_side(words, at, tables) or at <= one.phrase.last or not sided or two.phrase.unit_kind:
            continue
        before = words.low(at - 1)
        if before in tables.words["phrase.the"]:
            before = words.low(at - 2)
        if before in tables.words["phrase.links"] or before in tables.words["front.contrasts"] or before == ",":
            two.population = words.raw(at)
            two.shared, two.left = one.states, None


def _names_a_side(words: Words, at: int, tables: Tables) -> bool:
    """Whether the word at *at* is a people or a name: "France lost 1.3 million men, Germany nearly 2 million"."""
    low = words.low(at)
    named = words.capitalised(at) and tables.noun(low) is None and low not in tables.words["phrase.stops"]
    return low in tables.peoples or (named and at > 0 and low[:1].isalpha())


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
            bare = not draft.states and draft.phrase.noun in _MATERIAL
            if bare and draft.bound.first > colon:
                draft.shared = ("lost",)  # "Turkish losses: 300 dead and 40 guns"
            if draft.bound.first > colon and not sided and draft.states and not (draft.left and draft.left.subject):
                draft.population = side
        return
