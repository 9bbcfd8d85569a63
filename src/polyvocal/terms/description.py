"""How a record is described: every entry with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.locus import Locus
from polyvocal.terms.when import When

Role = Literal[
    "author", "translator", "editor", "transcriber", "publisher", "sponsor", "speaker", "photographer", "illustrator",
    "recorder",  # who wrote down what the author told: "as told to"
]  # fmt: skip
DateRole = Literal[
    "written", "delivered", "first published", "this edition", "translated", "edited", "transcribed", "captured",
    "published",
]  # fmt: skip
Access = Literal["open", "restricted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalogue entry: *value*, its *evidence*, and *by* which rule (name and version) or person.

    Evidence is None where a person supplied the value, where the whole text is the evidence (its language), or where
    the value stands outside any text; *by* then names the place: "PDF Title", "list.csv line 3, column date".
    """

    value: str
    evidence: Locus | None
    by: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who had a part in the document, as written, in which *role*; *form* tells persons from bodies."""

    name: Entry
    role: Role
    form: Literal["person", "body", "anonymous"] = "person"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One of the document's separate clocks: which (*role*), the words, and what they mean."""

    role: DateRole
    entry: Entry
    when: When


@dataclass(frozen=True, slots=True)
class Container:
    """The periodical, book or site the document is part of."""

    title: Entry | None = None
    volume: Entry | None = None
    number: Entry | None = None
    pages: Entry | None = None
    series: Entry | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A record's catalogue card. *labels* are label lines no rule knows, kept verbatim (label, words).

    *variants* are what other places of the same document say of a field (named as in corrections), where they disagree
    with the entry that stands.
    """

    title: Entry | None = None
    title_supplied: bool = False  # shown in square brackets: the document has no title of its own
    kind: Entry | None = None
    contributors: tuple[Contributor, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    container: Container = Container()
    source_copy: Entry | None = None
    place: Entry | None = None  # where it was written, from a dateline or a subscription
    version_of: Entry | None = None  # "translation of", "reprint of", "excerpt of", as the document says it
    rights: Entry | None = None  # the claim verbatim; None is shown as "copyright not evaluated"
    language: Entry | None = None  # BCP 47
    access: Access = "open"
    labels: tuple[tuple[str, Entry], ...] = ()
    variants: tuple[tuple[str, Entry], ...] = ()
