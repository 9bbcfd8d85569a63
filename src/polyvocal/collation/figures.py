"""The calculus of figures: when two counts may be set against each other, and what follows.

Two counts are comparable only when kind, people counted, place and time relate; the last two are settled by the
event before this module is asked. Where anything is unknown there is no verdict: a false agreement costs more than
a missing one.

The lattice of kinds: what is counted jointly holds its parts ("dead" inside "dead+wounded" inside
"dead+wounded+missing"), and the table names the wider kinds ("dead" inside "casualties").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10
from typing import Literal

from polyvocal.collation.places import heading
from polyvocal.collation.sides import mended, sides_in
from polyvocal.terms import Figure
from polyvocal.terms.comparison import Verdict
from polyvocal.usage import load

Scope = Literal["same", "part", "whole", "unlike"]
"""What *a* counts beside what *b* counts: the same, part of it, the whole of it, or nothing comparable."""

SMALL = 12  # up to here two counts are often equal by chance
ABOUT = 0.1  # "about" leaves a tenth on either side
_TENS = 10
VAGUE = 2.0  # nobody counts "hundreds"; 1,500 is still called so


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the sentence that says why, and the *gap* (0 none, 1 tenfold or more) that the ranking weighs."""

    verdict: Verdict
    why: str
    gap: float = 0.0


# --- kinds -------------------------------------------------------------------------------------------------------


def parts_of(kind: str) -> frozenset[str]:
    """The single kinds that a joint kind counts together.

    >>> sorted(parts_of("dead+wounded"))
    ['dead', 'wounded']
    """
    return frozenset(kind.split("+"))


@cache
def _kinds() -> dict[str, dict[str, object]]:
    table: dict[str, dict[str, object]] = load("en", "collation")["kinds"]
    return table


@cache
def _never() -> frozenset[str]:
    return frozenset(load("en", "collation")["never"]["kinds"])


@cache
def loose_kinds() -> frozenset[str]:
    """Kinds under which any noun may be counted, so that equal kinds say little."""
    return frozenset(load("en", "collation")["never"]["loose"])


@lru_cache(maxsize=4096)
def kind_scope(a: str, b: str) -> Scope:
    """How kind *a* lies to kind *b* in the lattice.

    >>> kind_scope("dead", "dead+wounded"), kind_scope("casualties", "dead"), kind_scope("dead", "wounded")
    ('part', 'whole', 'unlike')
    """
    if a in _never() or b in _never():
        return "unlike"
    if a == b:
        return "same"
    if _inside(a, b):
        return "part"
    return "whole" if _inside(b, a) else "unlike"


def _inside(a: str, b: str) -> bool:
    first, second = parts_of(a), parts_of(b)
    if first < second:
        return True
    return all(b in _wholes(part) for part in first)


@lru_cache(maxsize=4096)
def _wholes(kind: str) -> frozenset[str]:
    entry = _kinds().get(kind, {})
    direct = entry.get("whole", ())
    assert isinstance(direct, (list, tuple))
    found = set(direct)
    for outer in direct:
        found |= _wholes(outer)
    return frozenset(found)


# --- people counted ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Population:
    """Who is counted: the sides named, and the words that narrow them to a group (none: everyone)."""

    sides: frozenset[str]
    groups: frozenset[str]


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@cache
def _group_table() -> tuple[dict[str, frozenset[str]], frozenset[str], frozenset[str], frozenset[str]]:
    table, russian = load("en", "collation")["groups"], load("ru", "collation")["groups"]
    lists = ("anyone", "ranks", "stop")
    wider = {g: frozenset(w) for g, w in table.items() if g not in lists}
    anyone, ranks, stop = (frozenset((*table[name], *russian[name])) for name in lists)
    return wider, anyone, ranks, stop


@lru_cache(maxsize=65536)
def population(words: str, noun: str, places: frozenset[str] = frozenset()) -> Population:
    """Who the words of a figure say is counted; the event's own *places* narrow nothing.

    >>> population("British", "officers").groups, sorted(population("the Germans", "men").sides)
    (frozenset({'officer'}), ['German'])
    """
    _, anyone, ranks, stop = _group_table()
    said = mended(f"{words} {noun}")
    sides = sides_in(said)
    groups: set[str] = set()
    has_anyone = False
    for word in _WORD.findall(said):
        if word in anyone or (sides and word in ranks):
            has_anyone = True
        elif word not in stop and not sides_in(word) and heading(word) not in places:
            groups.add(_singular(word))
    # "officers and men" is the whole crew, "men, women and children" everyone: they narrow nothing.
    if has_anyone and (groups <= {"officer"} or {"women"} <= groups <= {"women", "child", "children"}):
        groups.clear()
    return Population(sides, frozenset(groups))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("wives"):
        return word[:-3] + "fe"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def people_scope(a: Population, b: Population) -> Scope:
    """How the people *a* counts lie to those *b* counts; unlike also where that is unknown.

    >>> british, both = population("British", ""), population("British and German", "")
    >>> people_scope(british, both), people_scope(british, population("German", "men"))
    ('part', 'unlike')
    """
    sides = _set_scope(a.sides, b.sides)
    groups = _group_scope(a.groups, b.groups)
    if sides == "unlike" or groups == "unlike":
        return "unlike"
    if sides == "same":
        return groups
    return sides if groups in {"same", sides} else "unlike"


def _set_scope(a: frozenset[str], b: frozenset[str]) -> Scope:
    if a == b:
        return "same"
    if not a or not b:
        return "unlike"
    return "part" if a < b else "whole" if a > b else "unlike"


def _group_scope(a: frozenset[str], b: frozenset[str]) -> Scope:
    if a == b:
        return "same"
    # A group named on one side only is part of everyone named on the other.
    if not b:
        return "part"
    if not a:
        return "whole"
    wider, _, _, _ = _group_table()
    if len(a) == len(b) == 1:
        (first,), (second,) = a, b
        if second in wider.get(first, ()):
            return "part"
        if first in wider.get(second, ()):
            return "whole"
    return "unlike"


# --- numbers -----------------------------------------------------------------------------------------------------


def hard(figure: Figure) -> tuple[float, float]:
    """The lowest and highest count that the words allow."""
    low = 0.0 if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.bound == "at least":
        high = float("inf") if figure.high == figure.low else high
    if figure.bound == "at most":
        low = 0.0 if figure.high == figure.low else low
    return low, high


def soft(figure: Figure) -> tuple[float, float]:
    """The same, with what rounding and "about" leave open.

    A numeral rounded to thousands may stand for anything within half a thousand.
    """
    low, high = hard(figure)
    if figure.bound == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if figure.bound == "vague":
        return low / VAGUE, high * VAGUE
    slack = figure.rounded / 2 if figure.rounded > 1 else 0.0
    if figure.rounded <= _TENS:  # "20" may be a round number; it is never 10
        return low - min(slack, low * ABOUT), high + min(slack, high * ABOUT)
    return low - slack, high + slack


def size(figure: Figure) -> float:
    """The largest number that the words give, be it a bound ("at least 200" is no small count)."""
    return figure.high if figure.high is not None else figure.low or 0.0


def figures_differ(a: Figure, b: Figure) -> bool:
    """Whether the two cannot both be true, even rounded."""
    (low_a, high_a), (low_b, high_b) = soft(a), soft(b)
    return high_a < low_b or high_b < low_a


def bounds_differ(a: Figure, b: Figure) -> bool:
    """Whether the two cannot both be true as worded."""
    (low_a, high_a), (low_b, high_b) = hard(a), hard(b)
    return high_a < low_b or high_b < low_a


def gap_of(a: Figure, b: Figure) -> tuple[float, str]:
    """How far two counts lie apart: 0 to 1 for the ranking, and in words."""
    (low_a, high_a), (low_b, high_b) = hard(a), hard(b)
    near, far = (high_a, low_b) if high_a < low_b else (high_b, low_a)
    if near == float("inf") or far <= near:
        return 0.0, ""
    words = f"{_number(far - near)} apart" + (f", {far / near:.3g} times" if near > 0 and far / near >= 1.2 else "")
    return (1.0 if near <= 0 else min(1.0, log10(far / near))), words


def ratio(a: Figure, b: Figure) -> float:
    """How many times as large the larger count is, at its nearest."""
    (low_a, high_a), (low_b, high_b) = hard(a), hard(b)
    near, far = (high_a, low_b) if high_a < low_b else (high_b, low_a)
    return far / near if near > 0 else float("inf")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def _said(figure: Figure) -> str:
    return " ".join(figure.numeral.words.split())


def weigh(a: Figure, b: Figure) -> Finding | None:
    """Two figures of the same scope: AGREE, COMPATIBLE, CLOSE, CONFLICT, or nothing to be said."""
    vague = (a.bound == "vague") + (b.bound == "vague")
    first, second = _said(a), _said(b)
    if figures_differ(a, b):
        gap, words = gap_of(a, b)
        return Finding("CONFLICT", f"“{first}” against “{second}”: {words}", gap)
    if vague == 2:
        return None
    if vague:
        return Finding("COMPATIBLE", f"the vague “{first if a.bound == 'vague' else second}” allows the other number")
    if hard(a) == hard(b) and a.bound == b.bound:
        return Finding("AGREE", f"both give {first}" if first == second else f"“{first}” and “{second}” are one number")
    (low_a, high_a), (low_b, high_b) = hard(a), hard(b)
    if low_a <= high_b and low_b <= high_a:
        if low_a == high_a == low_b == high_b:
            return Finding("AGREE", f"“{first}” and “{second}” are one number, one of them hedged")
        return Finding("COMPATIBLE", f"“{first}” and “{second}” can both be true as worded")
    return Finding("CLOSE", f"“{first}” and “{second}” differ by no more than their rounding")


def weigh_part(part: Figure, whole: Figure) -> Finding | None:
    """A figure of part of the scope beside one of the whole: NESTED, STRAINED, CONFLICT-SUBSET."""
    if part.bound == "vague" or whole.bound == "vague":
        return _weigh_vague_part(part, whole)
    first, second = _said(part), _said(whole)
    (low_part, high_part), (_, high_whole) = hard(part), hard(whole)
    if high_whole <= SMALL:
        return None
    if figures_differ(part, whole) and low_part > high_whole:
        gap, words = gap_of(part, whole)
        return Finding("CONFLICT-SUBSET", f"the part, “{first}”, is larger than the whole, “{second}”: {words}", gap)
    if min(high_part, low_part) >= high_whole * (1 - 1e-9) and high_whole > SMALL:
        return Finding("STRAINED", f"the part, “{first}”, is as large as the whole, “{second}”, allows", 0.3)
    return Finding("NESTED", f"“{first}” is part of what “{second}” counts")


def _weigh_vague_part(part: Figure, whole: Figure) -> Finding | None:
    (low_part, _), (_, high_whole) = hard(part), hard(whole)
    if low_part > high_whole * 2:
        gap, words = gap_of(part, whole)
        first, second = _said(part), _said(whole)
        return Finding("CONFLICT-SUBSET", f"the part, “{first}”, is larger than the whole, “{second}”: {words}", gap)
    return None


def scope_of(a: Figure, b: Figure, of_a: Population | None = None, of_b: Population | None = None) -> Scope:
    """What *a* counts beside what *b* counts, by kind, people and unit; the people as given or as the figures say."""
    if a.unit != b.unit:
        return "unlike"
    kind = kind_scope(a.kind, b.kind)
    if kind == "unlike":
        return "unlike"
    people = people_scope(of_a or population(a.population, a.noun), of_b or population(b.population, b.noun))
    if people == "unlike" or kind == "same":
        return people
    return kind if people in {"same", kind} else "unlike"


def ask(kind: str) -> str:
    """What a reader would ask about a kind.

    >>> ask("dead+wounded"), ask("ships lost")
    ('How many dead and wounded?', 'How many ships lost?')
    """
    entry = _kinds().get(kind)
    if entry is not None:
        return str(entry["ask"])
    *first, last = kind.split("+")
    return f"How many {', '.join(first)} and {last}?" if first else f"How many {kind}?"


def consequence(kind: str) -> float:
    """How much hangs on a kind, 0 to 1, for the ranking."""
    weights = [w for part in parts_of(kind) if isinstance(w := _kinds().get(part, {}).get("weight", 0.3), float)]
    return max(weights, default=0.3)
