"""A record: one document of the library, cut from its capture and cleaned reversibly."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from polyvocal.terms.capture import Capture
from polyvocal.terms.description import Description
from polyvocal.terms.edit import Alignment, Edit
from polyvocal.terms.trouble import Setback


def record_id(source: str, digest: str, start: int) -> str:
    """Stable id of the record that starts at *start* of the file *source* with that sha256.

    >>> record_id("a.txt", "00", 0)
    'ra02cbb9125f24f2'
    """
    return "r" + sha256(f"{source}\0{digest}\0{start}".encode()).hexdigest()[:15]


@dataclass(frozen=True, slots=True)
class Record:
    """One document: *place* is its stretch of the capture's decoded text, *order* its rank on that page (from 0).

    *text* is the reading text, made from the capture by *edits* alone. *collection* is the folder of the pile
    ("" for its root).
    """

    id: str
    collection: str
    capture: Capture
    place: tuple[int, int]
    order: int
    text: str
    edits: tuple[Edit, ...]
    description: Description = Description()

    def alignment(self, captured: str) -> Alignment:
        """The map between this record's text and *captured*, the decoded text of its capture."""
        return Alignment(captured, self.place, self.edits)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What accession made of one file: its *capture*, the decoded *text* (None where it is not text), and what follows.

    *records* is empty only where *setbacks* says why.
    """

    capture: Capture
    text: str | None
    records: tuple[Record, ...]
    setbacks: tuple[Setback, ...] = ()
