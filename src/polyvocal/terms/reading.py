"""What close reading finds in one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.figure import Figure
from polyvocal.terms.locus import Locus
from polyvocal.terms.statement import Certainty, Manner, Statement, Voice
from polyvocal.terms.when import When

NameType = Literal["person", "place", "organisation", "event", "other"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reading text: code points *start* to *end*, in the *paragraph*-th paragraph (from 0)."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; *heading* is the fullest name that the record gives a person, *why* the reason; else None.

    *kind* is finer than the type: "ship", "periodical", "unit", or "". *rule* names the reader, its version and rule.
    """

    locus: Locus
    type: NameType
    heading: str | None = None
    rule: str = ""
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report in the text: whose words (*source*, None when unnamed), by which *cue*, saying what (*content*).

    *chain* are the voices, nearest the page first: the record's author, then who he quotes, and so on to *source*.
    *parent* is the index, in the record's attributions, of the report that this one lies inside of, or None.
    *source* may lie outside the sentence where a pronoun was followed; the pronoun itself is then *source*
    and the name it stands for is the last voice of the chain.
    """

    source: Locus | None
    cue: Locus | None
    content: tuple[Locus, ...]
    manner: Manner
    certainty: Certainty = "certain"
    affirmed: bool = True
    parent: int | None = None
    chain: tuple[Voice, ...] = ()
    rule: str = ""


CitedKind = Literal["periodical", "article", "book", "archive", "address"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that the text itself cites: an issue, an article, a book, an archive signature, a web address.

    *locus* are the words of the whole reference; the other fields are what it says, None where it does not.
    *date* is EDTF. *torn* marks an address or a reference whose beginning or end was lost in the copying.
    """

    locus: Locus
    kind: CitedKind
    author: str | None = None
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    number: str | None = None
    date: str | None = None
    pages: str | None = None
    signature: str | None = None
    address: str | None = None
    torn: bool = False
    rule: str = ""


CheckKind = Literal["weekday", "calendar", "feast", "anniversary", "span", "part", "sum", "caption"]


@dataclass(frozen=True, slots=True)
class Check:
    """Words of a record that do not add up by themselves, and why; *beside* are the words they do not fit, if any.

    Nothing is said of who is wrong: a slip of the pen, of the press or of the machine that read it looks alike.
    """

    kind: CheckKind
    locus: Locus
    reason: str
    beside: Locus | None = None


@dataclass(frozen=True, slots=True)
class CloseReading:
    """All that the readers found in one record, each list in order of place; offsets count the reading text.

    *unread* are sentences in which a reader saw a date, figure or cue but no rule could make a statement of it;
    *checks* what does not add up by the record's own words.
    *reader* names what read it, with versions ("" where nothing did); *losses* say what a reader had to leave out.
    """

    record: str
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[When, ...] = ()
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Locus, ...] = ()
    citations: tuple[Citation, ...] = ()
    reader: str = ""
    losses: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
