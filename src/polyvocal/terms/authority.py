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
class Heading:
    """One person, body, place or periodical: *label* is the fullest spelling found, never a preferred party's.

    *identifiers* are (scheme, value) pairs that a person gave: wikidata, viaf, geonames. *decided* tells whether a
    person settled this heading; *reasons* say why its variants were joined.
    """

    id: str
    type: HeadingType
    label: str
    variants: tuple[Variant, ...]
    reasons: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    decided: bool = False
    hidden: bool = False


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
