"""A statement: what a voice says about an event, at which characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.figure import Figure
from polyvocal.terms.locus import Locus
from polyvocal.terms.when import When

Manner = Literal[
    "writes", "says", "reports", "estimates", "denies", "doubts", "orders", "names", "conceals", "withdraws", "thinks",
    "perceives",
]  # fmt: skip
Certainty = Literal["certain", "probable", "possible", "unknown"]
Aspect = Literal[
    "figure", "date", "place", "participant", "fate", "cause", "responsibility", "motive", "sequence", "naming",
    "outcome", "ignorance", "other",
]  # fmt: skip
LinkKind = Literal["contrast", "sequence", "replacement", "part of whole", "withdrawal", "denial"]
ReviewState = Literal["machine", "confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain of voices.

    *name* is as written ("the author" for an unnamed author, "unnamed in the source" for the innermost of
    "it was reported"); *entity* the authority heading where one is known; *locus* where the name stands, None for
    the record's author. *when* is the ISO date at which this voice spoke, where the text says it.
    """

    name: str
    manner: Manner
    locus: Locus | None = None
    cue: Locus | None = None
    entity: str | None = None
    certainty: Certainty = "certain"
    affirmed: bool = True
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """When and where the event of a statement took place, as far as the text says it, and how that was found.

    *how* names the rule: "in the sentence", "running date", "heading", "dateline", "document date".
    *place_how* the same for the place.
    """

    when: When | None = None
    how: str = ""
    place: Locus | None = None
    place_how: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What the text itself says about how this statement relates to *other* (a statement's id in the same record)."""

    kind: LinkKind
    other: str
    cue: Locus


@dataclass(frozen=True, slots=True)
class Statement:
    """What a voice says on one *aspect* of an event, tied to the exact characters of its source.

    *loci* is the quotation, in several parts where it is interrupted. *attribution* is the chain of voices, nearest
    the page first. *event_words* are the words that name the event ("the battle", "riot"). There is no field for
    truth, rank, consensus or reliability.
    """

    id: str
    record: str
    loci: tuple[Locus, ...]
    attribution: tuple[Voice, ...]
    aspect: Aspect
    figure: Figure | None = None
    answer: Locus | None = None  # the words that answer the aspect's question where no figure does
    whens: tuple[When, ...] = ()
    places: tuple[Locus, ...] = ()
    people: tuple[Locus, ...] = ()
    event_words: tuple[Locus, ...] = ()
    anchor: Anchor = Anchor()
    links: tuple[Link, ...] = ()
    rule: str = ""
    review: ReviewState = "machine"
