"""What dividing a run hands about: a name found, and what surrounds the run."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.close_reading.names.runs import Word
from polyvocal.terms.reading import NameType

DOUBTFUL = "doubtful"
POSSESSIVE = frozenset(["’s", "'s", "’", "'"])


class Found(NamedTuple):
    """A name at its place, before it becomes a term."""

    start: int
    end: int
    type: NameType
    rule: str


class Context(NamedTuple):
    """What reading a run needs to know of its surroundings."""

    text: str
    lexicon: Lexicon
    usual: frozenset[str] | set[str]  # words that this record also writes in lower case
    opening: int  # where the sentence's first word stands
    headline: bool = False  # most words are capitalised, so that capitals prove nothing
    ship: int = -1  # where the ship named last ends


def segment_end(run: list[Word], at: int) -> int:
    """Index behind the last word that stands next to its neighbour."""
    stop = at + 1
    while stop < len(run) and run[stop].link == "":
        stop += 1
    return stop


def found_between(run: list[Word], at: int, stop: int, kind: NameType, rule: str) -> tuple[Found, int]:
    """A name of the words *at* to *stop* of a run, and *stop*."""
    return Found(run[at].start, run[stop - 1].end, kind, rule), stop
