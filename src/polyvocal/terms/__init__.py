"""The values that every stage speaks: frozen, slotted, made of the standard library alone."""

from polyvocal.terms.capture import Capture
from polyvocal.terms.comparison import (
    Apparatus,
    Collation,
    Event,
    Member,
    Naming,
    Origin,
    Reading,
    Relation,
    ReprintLink,
    Witness,
)
from polyvocal.terms.description import Container, Contributor, Description, Entry, StatedDate
from polyvocal.terms.edit import Alignment, Edit
from polyvocal.terms.figure import Figure
from polyvocal.terms.locus import Locus
from polyvocal.terms.reading import Attribution, CloseReading, Name, Sentence
from polyvocal.terms.record import Receipt, Record
from polyvocal.terms.statement import Anchor, Link, Statement, Voice
from polyvocal.terms.trouble import Misquotation, PolyvocalError, Setback
from polyvocal.terms.when import When

__all__ = [
    "Alignment",
    "Anchor",
    "Apparatus",
    "Attribution",
    "Capture",
    "CloseReading",
    "Collation",
    "Container",
    "Contributor",
    "Description",
    "Edit",
    "Entry",
    "Event",
    "Figure",
    "Link",
    "Locus",
    "Member",
    "Misquotation",
    "Name",
    "Naming",
    "Origin",
    "PolyvocalError",
    "Reading",
    "Receipt",
    "Record",
    "Relation",
    "ReprintLink",
    "Sentence",
    "Setback",
    "StatedDate",
    "Statement",
    "Voice",
    "When",
    "Witness",
]
