"""Who is counted: the words of a figure, read once a statement."""

from __future__ import annotations

import re

from polyvocal.collation.figures import Population, population
from polyvocal.collation.places import plain
from polyvocal.terms import Statement

_WE = {"we", "us", "our", "ours", "our side", "our own"}
_ON_BOARD = re.compile(r"\b(?:on|aboard|of|in|from|at)\s+(?:board\s+)?(?:the\s+)?(?:\w+\s+)?[\"“‘']?$", re.I)
_NOBODY = population("", "")


def counted_words(statement: Statement) -> str:
    """The words that say who is counted; "we" are those who say so."""
    words = " ".join(statement.figure.population.split()) if statement.figure is not None else ""
    if words.casefold() in _WE:
        return statement.attribution[-1].name if statement.attribution else ""
    return words


def people_of(statement: Statement, places: frozenset[str]) -> Population:
    """Who a statement's figure counts; the event's own *places* narrow nothing."""
    figure = statement.figure
    if figure is not None and figure.kind == "states":
        return Population(population(counted_words(statement), "").sides, frozenset())  # "capitalist" narrows no states
    return population(counted_words(statement), figure.noun, places) if figure is not None else _NOBODY


def aboard(statement: Statement) -> frozenset[str]:
    """The ships, units and men whose people are counted ("aboard the Halcyon"), as far as the sentence says."""
    figure = statement.figure
    if figure is None or not statement.people:
        return frozenset()
    speakers = {plain(v.name) for v in statement.attribution}
    names: set[str] = set()
    for name in statement.people:
        said = plain(name.words)
        if said in speakers or figure.locus.covers(name):
            continue
        for locus in statement.loci:
            at = name.start - locus.start
            if 0 < at <= len(locus.words) and _ON_BOARD.search(locus.words, max(0, at - 30), at):
                names.add(said)
    return frozenset(names)
