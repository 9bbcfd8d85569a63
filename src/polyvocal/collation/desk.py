"""The desk on which one event's statements lie: each with its witness, bearings, origin and voice at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from polyvocal.collation.bearings import Bearings, specific
from polyvocal.collation.counted import aboard, people_of
from polyvocal.collation.dates import day_of
from polyvocal.collation.figures import Population
from polyvocal.collation.foremost import TOLD
from polyvocal.collation.origins import Party, count, final_voice, is_own_word, shared_wording, voice_key
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.sides import side_of_capital, side_of_people, side_of_voice
from polyvocal.collation.subjects import Subjects
from polyvocal.terms import Statement, Witness
from polyvocal.usage import load

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Leaf:
    """One statement with all that comparing it needs."""

    statement: Statement
    witness: Witness
    bearings: Bearings
    pericope: Pericope
    voice: str
    side: str
    people: Population  # who its figure counts
    aboard: frozenset[str]  # whose people they are, where a ship, unit or man is named
    narrow: frozenset[str]  # places that are narrow enough to part two counts

    @property
    def admits(self) -> bool:
        """Whether a side grants what tells against it ("the Germans admit the loss of the Pommern")."""
        voice = final_voice(self.statement)
        return (
            bool(self.side)
            and voice is not None
            and voice.cue is not None
            and bool(_admitting().search(voice.cue.words))
        )

    @property
    def said(self) -> int | None:
        """Day on which the voice spoke: its own where the text gives one, else that of the publication."""
        last = self.statement.attribution[-1] if self.statement.attribution else None
        if last is not None and last.when and _ISO.fullmatch(last.when):
            return day_of((last.when + "-01-01")[:10])
        return self.witness.published[0] if self.witness.published else None

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Sorting key: the earliest said first, the undated last."""
        start = self.statement.loci[0].start if self.statement.loci else 0
        return (_NEVER if self.said is None else self.said), self.statement.record, start, self.statement.id


def side_spoken_for(statement: Statement, witness: Witness) -> str:
    """The side on whose word a statement rests, "" where none is named.

    "The admiralty" in a dispatch from Berlin is that of Berlin. The title of a paper names sides and speaks for none.
    """
    voice = final_voice(statement)
    if voice is None or is_own_word(statement):
        return side_of_voice("; ".join((*witness.authors, witness.publisher)))
    known = side_of_voice(voice.entity or "") or side_of_people(voice.name)
    # Both sides have an admiralty: without its town nobody knows whose it is.
    return known or (side_sent_from(statement) if _of_a_body(voice.name) else side_of_voice(voice.name))


def side_sent_from(statement: Statement) -> str:
    """The side of the town from which a dispatch was sent, "" where no dateline says so."""
    sent = statement.anchor.place if statement.anchor.place_how == "dateline" else None
    return side_of_voice(sent.words) if sent is not None else ""


def _of_a_body(name: str) -> bool:
    words = name.casefold().split()
    return bool(_bodies().intersection(word.strip(".,;:") for word in words))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load("en", "collation")["voices"]["bodies"])


@cache
def _admitting() -> re.Pattern[str]:
    words = "|".join(load("en", "collation")["voices"]["admitting"])
    return re.compile(rf"\b(?:{words})\b", re.I)


def leaf(statement: Statement, witness: Witness, bearings: Bearings, pericope: Pericope) -> Leaf:
    """Lay a statement on the desk."""
    side = side_spoken_for(statement, witness)
    narrow = frozenset(place for place in bearings.places if specific(place))
    people = people_of(statement, bearings.places)
    return Leaf(
        statement, witness, bearings, pericope, voice_key(statement, witness), side, people, aboard(statement), narrow
    )


_OUR = re.compile(r"\b(?:our|ours|us|we)\b", re.I)


def side_behind(leaf: Leaf) -> str:
    """The side from which a statement may come: that of its voice or dateline, "?" where nobody can tell.

    "Our losses" are anybody's, and who repeats an admission adds nothing to it.
    """
    words = " ".join(locus.words for locus in leaf.statement.loci)
    if leaf.side:
        return leaf.side
    hidden = not leaf.voice.startswith("voice:") or _OUR.search(words) or _admitting().search(words)
    return "?" if hidden else side_of_capital(words) or side_sent_from(leaf.statement)


@dataclass(slots=True)
class Desk:
    """The leaves of one event; *firm* where its place and time are known, *dated* where its day is."""

    event: str
    leaves: Sequence[Leaf]
    firm: bool
    dated: bool
    period: bool
    origin_of: dict[str, str]
    inner: Sequence[Leaf] = ()  # counts of events that lie inside this one
    settled: set[tuple[str, str]] = field(default_factory=set)
    sides: frozenset[str] = field(init=False)
    subjects: Subjects = field(init=False)
    _parties: dict[str, Party] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note once how names are spelled, and what ties statements of different records: a voice, a run of words."""
        self.subjects = Subjects(leaf.statement for leaf in self.leaves)
        named = Counter(side for leaf in self.leaves for side in leaf.bearings.sides)
        self.sides = frozenset(sorted(named, key=lambda side: (-named[side], side))[:2])
        wording = shared_wording(leaf.statement for leaf in (*self.leaves, *self.inner))
        for leaf in (*self.leaves, *self.inner):
            # The record's own author ties whole records; `of_records` has seen to that.
            voice = (leaf.voice,) if leaf.voice.startswith("voice:") else ()
            record, ident = leaf.statement.record, leaf.statement.id
            self._parties[ident] = Party(record, self.origin_of[record], frozenset((*voice, *wording[ident])))

    def counted(self, leaves: Iterable[Leaf]) -> tuple[int, int]:
        """How many documents and origins stand behind some of the leaves."""
        return count([self._parties[leaf.statement.id] for leaf in leaves])

    def rivals(self, a: Leaf, b: Leaf) -> bool:
        """Whether the two sides that the event is mostly told of speak, or one of them admits what others say."""
        if a.side == b.side:
            return False
        if {a.side, b.side} == self.sides:
            return True
        return any(
            x.admits and x.side in self.sides and side_behind(y) not in {x.side, "?", ""} for x, y in ((a, b), (b, a))
        )

    def is_of_another(self, leaf: Leaf) -> bool:
        """Whether a count is of a side that has no part in a much told event of two ("twenty-one Russian craft")."""
        counted = leaf.people.sides
        return bool(counted) and len(self.sides) > 1 and len(self.leaves) >= TOLD and not counted & self.sides

    def take_up(self, a: Leaf, b: Leaf) -> bool:
        """Whether the pair is still open; it is then settled, so that no pair gets two verdicts."""
        pair = (min(a.statement.id, b.statement.id), max(a.statement.id, b.statement.id))
        if pair in self.settled:
            return False
        self.settled.add(pair)
        return True
