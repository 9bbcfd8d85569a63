"""A report while it is being read: tokens of one field, before chains are made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from polyvocal.close_reading.voices.fields import Field
from polyvocal.terms.statement import Certainty, Manner

Chars = tuple[int, int]
"""Start and end of a span, in characters of the text."""


@dataclasses.dataclass(slots=True)
class Report:
    """Who says what by which words."""

    cue: Chars | None
    source: Chars | None
    content: list[Chars]
    kind: str
    manner: Manner
    rule: str
    certainty: Certainty = "certain"
    affirmed: bool = True
    field: Field | None = None
    quotes: list[int] = dataclasses.field(default_factory=list)  # quotations that the content holds
    shares: bool = False  # the speaker is that of an earlier verb
    stands: Chars | None = None  # where the name stands that a pronoun or "the statement" stands for
    own: bool = False  # nobody is named, but it is whoever speaks around it who says so
    by: str = ""  # who found it, where not the rules alone


def chars(field: Field, a: int, b: int) -> Chars:
    """Character span of tokens *a* to *b*."""
    return field.starts[a], field.ends[b - 1]


def quotes_in(field: Field, contents: Iterable[tuple[int, int]], kinds: tuple[str, ...]) -> list[int]:
    """Quotations that stand as a token of one of *kinds* in the contents."""
    if not field.quotes:
        return []
    low, quotes = field.low, field.quotes
    return [quotes[k] for a, b in contents for k in range(a, b) if low[k] in kinds and k in quotes]
