"""A locus: exactly which characters of which text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from polyvocal.terms.trouble import Misquotation

Layer = Literal["reading", "capture"]
"""Which text of a record the offsets count: its cleaned reading text, or the capture's decoded text as it came."""


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """Words at their place: *record* is the record's id, *start* a code point offset in its *layer*.

    The end is derived, so it cannot disagree with the words.

    >>> Locus("r1", 4, "ships").end
    9
    """

    record: str
    start: int
    words: str
    layer: Layer = "reading"

    @classmethod
    def at(cls, record: str, text: str, start: int, end: int) -> Locus:
        """Locus of ``text[start:end]`` in the reading text *text* of *record*."""
        return cls(record, start, text[start:end])

    @property
    def end(self) -> int:
        """Offset just behind the last character."""
        return self.start + len(self.words)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, end exclusive."""
        return self.start, self.end

    def verify(self, text: str) -> None:
        """Raise `Misquotation` unless these words stand at this place of *text*.

        >>> Locus("r1", 0, "ship").verify("shipping")
        >>> Locus("r1", 1, "ship").verify("shipping")
        Traceback (most recent call last):
        polyvocal.terms.trouble.Misquotation: r1 at 1 (reading): 'ship' expected, 'hipp' found
        """
        found = text[max(0, self.start) : max(0, self.end)]
        if found != self.words or not 0 <= self.start <= len(text):
            raise Misquotation(
                f"{self.record} at {self.start} ({self.layer}): {self.words!r} expected, {found!r} found"
            )

    def overlaps(self, other: Locus) -> bool:
        """Whether the two share a character of one text."""
        same = self.record == other.record and self.layer == other.layer
        return same and self.start < other.end and other.start < self.end

    def covers(self, other: Locus) -> bool:
        """Whether *other* lies wholly inside this locus."""
        same = self.record == other.record and self.layer == other.layer
        return same and self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Locus:
        """The same words *by* characters further on."""
        return replace(self, start=self.start + by)
