"""A record: one document of the library, cut from its capture and cleaned reversibly."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

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


MarkKind = Literal["noise", "furniture", "caption"]


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """A page of the original: *label* as it is numbered there ("12", "iv", "f. 3r"), *start* where it begins."""

    start: int
    label: str


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters ``[start:end]`` of a reading text that stay as they came but are not the document's own prose.

    Noise is what no language writes (debris of machine reading), furniture what a page repeats around its texts,
    a caption belongs to a picture.
    """

    start: int
    end: int
    kind: MarkKind
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters ``[start:end]`` in another *language* (BCP 47) or *script* (ISO 15924) than the rest of a text."""

    start: int
    end: int
    language: str
    script: str


@dataclass(frozen=True, slots=True)
class Record:
    """One document: *place* is its stretch of the capture's decoded text, *order* its rank on that page (from 0).

    *text* is the reading text, made from the capture by *edits* alone. *collection* is the folder of the pile
    ("" for its root). *leaves*, *marks* and *passages* count the reading text, each sorted by start; *leaves* is
    empty where the original has no pages.
    """

    id: str
    collection: str
    capture: Capture
    place: tuple[int, int]
    order: int
    text: str
    edits: tuple[Edit, ...]
    description: Description = Description()
    leaves: tuple[Leaf, ...] = ()
    marks: tuple[Mark, ...] = ()
    passages: tuple[Passage, ...] = ()

    def leaf_at(self, start: int) -> Leaf | None:
        """The page that the character at *start* of the reading text stands on; None where there are no pages."""
        n = bisect_right([leaf.start for leaf in self.leaves], start)
        return self.leaves[n - 1] if n else None

    def alignment(self, captured: str) -> Alignment:
        """The map between this record's text and *captured*, the decoded text of its capture."""
        return Alignment(captured, self.place, self.edits)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What accession made of one file: its *capture*, the decoded *text* (None where it is not text), and what follows.

    *records* is empty only where *setbacks* says why, or where the capture is no document (see its *use*).
    """

    capture: Capture
    text: str | None
    records: tuple[Record, ...]
    setbacks: tuple[Setback, ...] = ()
