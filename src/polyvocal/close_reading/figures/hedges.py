"""Hedges: the words before or behind a numeral that bind it, and the bound they make."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.phrases import Counted
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words
from polyvocal.terms.figure import Bound


class Bounded(NamedTuple):
    """The bound, the figure's first word with its hedge, its last, and whether any words hedge it."""

    bound: Bound
    first: int
    last: int
    hedged: bool


_TURNED: dict[Bound, Bound] = {"at least": "at most", "at most": "at least"}


def bind(words: Words, n: Numeral, phrase: Counted, first: int, tables: Tables) -> Bounded:
    """How the words around bind the numeral."""
    bound: Bound = {"exact": "exact", "range": "range", "vague": "vague", "fraction": "exact"}[n.form]  # type: ignore[assignment]
    hedged = False
    at = first
    for _ in range(3):
        k = at
        while words.low(k - 1) in tables.words["phrase.articles"]:
            k -= 1
        found = tables.hedges.before(words.lows, at) or (tables.hedges.before(words.lows, k) if k < at else None)
        if found is None:
            break
        length, value = found
        end = at if tables.hedges.before(words.lows, at) else k
        start = end - length
        if _is_adverb(words, start, end, value, n, tables):
            break
        at, hedged = start, hedged or value != "range"
        if value in ("at least", "at most") and _negated(words, start, tables):
            value = _TURNED[value]  # type: ignore[index]
        bound = _stronger(bound, value)
    if at == first and words.low(first - 1) in tables.words["phrase.articles"] and n.form != "fraction":
        at = first - 1 if words.low(first - 1) in tables.words["phrase.the"] else first
    last = phrase.last
    for place in (n.last + 1, phrase.last + 1):
        after = tables.hedges_after.at(words.lows, place)
        if after and words.low(place + after[0]) != "than" and not tables.numbers.begins(words.low(place + after[0])):
            bound, hedged = _stronger(bound, after[1]), True
            last = max(last, place + after[0] - 1)
            break
    if words.low(n.last + 1) == "+":
        bound, hedged = _stronger(bound, "at least"), True
    return Bounded(bound, at, last, hedged)


def _stronger(bound: Bound, value: str) -> Bound:
    """A range stays a range and a vague word vague under "some" and "only"; a limit beats "about"."""
    if value == "range":
        return bound
    if value in ("at least", "at most"):
        return value if bound != "range" else bound  # type: ignore[return-value]
    if value == "about":
        return "about" if bound == "exact" else bound
    return bound


def _negated(words: Words, start: int, tables: Tables) -> bool:
    for i in range(start - 1, max(-1, start - 4), -1):
        if words.lows[i] in tables.words["phrase.relatives"]:
            return False  # "it is not estimated that more than 5,000 ..."
        if words.lows[i] in tables.negations:
            return True
    return False


def _is_adverb(words: Words, start: int, end: int, value: str, n: Numeral, tables: Tables) -> bool:
    """Whether "over", "under", "near", "but" or "in all" belongs to what goes before, not to the numeral."""
    if value == "range":
        return n.form != "range"
    return end - start == 1 and words.low(start) in tables.words["hedges_near.adverbs"] and not n.plain and n.low < 10
