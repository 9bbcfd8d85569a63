"""Authority: one heading for many spellings, across scripts; what is not certain is a suggestion with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HeadingType = Literal["person", "body", "place", "periodical", "ship", "event"]


@dataclass(frozen=True, slots=True, order=True)
class Variant:
    """One spelling as sources write it, its *script* (ISO 15924), and in how many *records* it stands."""

    words: str
    script: str
    records: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A town of today that a heading of a place may mean: its *geonames* id, name and region, where it lies, and *why*.

    A person decides; the order is that of the regions which the records name, and says nothing by itself.
    """

    geonames: str
    name: str
    region: str
    latitude: str
    longitude: str
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One person, body, place or periodical: *label* is the fullest spelling found, never a preferred party's.

    *identifiers* are (scheme, value) pairs that a person gave: wikidata, viaf, geonames. *decided* tells whether a
    person settled this heading; *reasons* say why its variants were joined. *candidates* are for places alone.
    """

    id: str
    type: HeadingType
    label: str
    variants: tuple[Variant, ...]
    reasons: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    decided: bool = False
    hidden: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Suggestion:
    """Two headings that may be one, and why; a person decides."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority file of a library."""

    headings: tuple[Heading, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
