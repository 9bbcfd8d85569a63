"""A report while it is being read: tokens of one field, before chains are made."""

from __future__ import annotations

import dataclasses

from polyvocal.close_reading.voices.fields import Field
from polyvocal.terms.statement import Certainty, Manner

Chars = tuple[int, int]


@dataclasses.dataclass(slots=True)
class Report:
    """Who says what by which words; spans count characters of the text."""

    cue: Chars | None
    source: Chars | None
    content: list[Chars]
    kind: str
    manner: Manner
    rule: str
    certainty: Certainty = "certain"
    affirmed: bool = True
    field: Field | None = None
    verb: int = -1  # token of the cue's head
    quotes: list[int] = dataclasses.field(default_factory=list)  # quotations that the content holds
    resolved: str = ""  # the name that a pronoun stands for
    parent: int | None = None


def chars(field: Field, a: int, b: int) -> Chars:
    """Character span of tokens *a* to *b*."""
    return field.starts[a], field.ends[b - 1]
