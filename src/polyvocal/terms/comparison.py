"""Statements set side by side: events, questions, readings, relations; and who stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.statement import Statement

Verdict = Literal[
    "AGREE", "COMPATIBLE", "CLOSE", "CONFLICT",  # same scope
    "NESTED", "STRAINED", "CONFLICT-SUBSET",  # part of the scope
    "SEQUENCE", "REPLACEMENT", "PART-WHOLE", "REVISION", "RETRACTED",  # the words themselves say so
    "DENIAL", "DIFFERENT ACCOUNTS", "JULIAN TWIN",
]  # fmt: skip
ReprintKind = Literal["exact", "near", "partial", "translation"]


@dataclass(frozen=True, slots=True, order=True)
class ReprintLink:
    """Record *copy* repeats *of*; *containment* is the share of the shorter text's shingles found in the longer.

    A translation is linked where *copy* itself says what it translates; its containment is 1.
    """

    copy: str
    of: str
    kind: ReprintKind
    containment: float


ChangeKind = Literal["cut", "added", "replaced", "spelling", "moved"]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Where a printing departs from what it repeats: characters of the reading texts of both, either may be empty.

    "Spelling" is a word misread or spelt otherwise, not another word.
    """

    of_start: int
    of_end: int
    copy_start: int
    copy_end: int
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Version:
    """Two printings of one text aligned word by word: *changes* in order; *notes* say what was retitled or re-dated."""

    copy: str
    of: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class CitationLink:
    """The *n*-th citation of record *by* cites record *of*, which is held, and why the two are taken for one."""

    by: str
    n: int
    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class Witness:
    """One record as collation sees it: who wrote it, when, and its statements.

    *published* are Julian Day Numbers of the first and last possible day of publication, or None.
    """

    record: str
    source: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: tuple[int, int] | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Records or statements that may go back to one source, and why; agreement inside one origin proves nothing."""

    id: str
    records: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A statement's place in an event, and the reason it stands there."""

    statement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that a voice gives the event; all are listed, none is preferred."""

    words: str
    voice: str
    statement: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event: a neutral *label* (place and date), every party's *names* for it, its bounds and members.

    *earliest* and *latest* are Julian Day Numbers or None; *edtf* says the same in words of ISO 8601-2.
    *period* marks a node such as a whole war, to which vague statements attach. *parent* is the event that
    contains this one.
    """

    id: str
    label: str
    names: tuple[Naming, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    edtf: str | None = None
    places: tuple[str, ...] = ()
    period: bool = False
    parent: str | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to a question about an event, with those who give it.

    *answer* is quoted from the first of *statements*. *documents* counts records, *origins* independent origins
    as far as known.
    """

    answer: str
    statements: tuple[str, ...]
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class Relation:
    """How two statements on one question relate; *why* says it in a sentence, with the gap where there is one.

    *documents* and *origins* count what stands behind both; *weight* orders the cards, *place* says why this
    card stands where it stands. *rivals* is true where voices of the event's two sides give the statements.
    """

    event: str
    a: str
    b: str
    aspect: str
    relation: Verdict
    why: str
    documents: int
    origins: int
    weight: float
    place: str
    rivals: bool = False


@dataclass(frozen=True, slots=True)
class Apparatus:
    """One question about an event (a row of the synopsis): its readings and how they relate.

    *question* is what a reader would ask ("How many dead? British"), *aspect* the statements' aspect.
    """

    event: str
    question: str
    aspect: str
    readings: tuple[Reading, ...]
    relations: tuple[Relation, ...]


RulingKind = Literal["merge", "split", "reject", "relabel"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided about events; *statement* stands in the event meant, whose id may change with a rebuild.

    "merge" and "reject" say that the event of *other* is, or is not, that of *statement*; "split" takes *others* out
    of their event into one of their own; "relabel" gives the event the heading *label*.
    """

    kind: RulingKind
    statement: str
    others: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Perhaps:
    """Two events that may be one, for a person to settle: *a* is the lesser id; *strength* orders the queue."""

    strength: float
    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Collation:
    """All that collation found: events (most telling first), their questions, the origins behind the records.

    *perhaps* are pairs of events that a person is asked about, the likeliest first.
    """

    events: tuple[Event, ...] = ()
    apparatus: tuple[Apparatus, ...] = ()
    origins: tuple[Origin, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()
