"""The values that every stage speaks: frozen, slotted, made of the standard library alone."""

from polyvocal.terms.arrangement import Arrangement, Unit
from polyvocal.terms.authority import Authority, Candidate, Heading, Suggestion, Variant
from polyvocal.terms.capture import Capture, Embedded
from polyvocal.terms.comparison import (
    Apparatus,
    Change,
    CitationLink,
    Collation,
    Event,
    Member,
    Naming,
    Origin,
    Perhaps,
    Reading,
    Relation,
    ReprintLink,
    Ruling,
    RulingKind,
    Version,
    Witness,
)
from polyvocal.terms.description import Container, Contributor, Description, Entry, StatedDate
from polyvocal.terms.edit import Alignment, Edit
from polyvocal.terms.figure import Figure
from polyvocal.terms.locus import Locus
from polyvocal.terms.reading import Attribution, Check, Citation, CloseReading, Name, Sentence
from polyvocal.terms.record import Leaf, Mark, Passage, Receipt, Record
from polyvocal.terms.statement import Anchor, Link, Statement, Voice
from polyvocal.terms.supplied import Supplied
from polyvocal.terms.trouble import Misquotation, PolyvocalError, Setback
from polyvocal.terms.when import When

__all__ = [
    "Alignment",
    "Anchor",
    "Apparatus",
    "Arrangement",
    "Attribution",
    "Authority",
    "Candidate",
    "Capture",
    "Change",
    "Check",
    "Citation",
    "CitationLink",
    "CloseReading",
    "Collation",
    "Container",
    "Contributor",
    "Description",
    "Edit",
    "Embedded",
    "Entry",
    "Event",
    "Figure",
    "Heading",
    "Leaf",
    "Link",
    "Locus",
    "Mark",
    "Member",
    "Misquotation",
    "Name",
    "Naming",
    "Origin",
    "Passage",
    "Perhaps",
    "PolyvocalError",
    "Reading",
    "Receipt",
    "Record",
    "Relation",
    "ReprintLink",
    "Ruling",
    "RulingKind",
    "Sentence",
    "Setback",
    "StatedDate",
    "Statement",
    "Suggestion",
    "Supplied",
    "Unit",
    "Variant",
    "Version",
    "Voice",
    "When",
    "Witness",
]
