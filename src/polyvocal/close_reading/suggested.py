"""What a reader other than the rules suggests; joining decides what of it is taken.

Spans are (start, end) in characters of the text, end exclusive.
"""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.terms.reading import NameType
from polyvocal.terms.statement import Manner

Span = tuple[int, int]


class SuggestedName(NamedTuple):
    """A name at its place; *probability* is the reader's own, 1.0 where it states none."""

    start: int
    end: int
    type: NameType
    probability: float = 1.0


class SuggestedReport(NamedTuple):
    """A report: whose words (*source*, None where the text does not say), by which *cue*, saying what (*content*)."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    manner: Manner
    probability: float = 1.0


class Suggested(NamedTuple):
    """All that a reader suggests of one text, each list in order of place.

    *losses* say what it had to leave out, in words for whoever looks after the library.
    """

    names: tuple[SuggestedName, ...] = ()
    reports: tuple[SuggestedReport, ...] = ()
    losses: tuple[str, ...] = ()
