"""What people decided about events: merged, split, held apart, given a heading; and what they are asked.

A decision is a line of corrections.jsonl about no record, with a field that begins with "event:". It names statements
of the events meant, because the id of an event may change when the library is built anew. A heading is in force at
once; the rest at the next build, which compares the accounts of the new events.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from polyvocal.holdings import synopsis
from polyvocal.holdings.corrections import Correction
from polyvocal.holdings.decided import Change
from polyvocal.holdings.part import Part
from polyvocal.terms import Event, Perhaps, PolyvocalError, Ruling, RulingKind

_PREFIX = "event:"
_KINDS = ("merge", "split", "reject", "relabel")


@dataclass(frozen=True, slots=True)
class RuledEvent:
    """A decision about events as its history lists it: its line, what it says, the headings at the time."""

    correction: Correction
    ruling: Ruling
    labels: tuple[str, ...]


def spelled(ruling: Ruling, labels: Sequence[str]) -> Change:
    """The decision as a line of corrections.jsonl.

    >>> spelled(Ruling("relabel", "s1", label="Selby, May 1902"), ["Selby, 1902"]).value
    '{"statement": "s1", "label": "Selby, May 1902", "was": ["Selby, 1902"]}'
    """
    told: dict[str, object] = {"statement": ruling.statement, "others": list(ruling.others), "label": ruling.label}
    told["was"] = list(labels)
    value = json.dumps({key: said for key, said in told.items() if said}, ensure_ascii=False)
    return Change("", _PREFIX + ruling.kind, value)


def ruling_of(correction: Correction) -> RuledEvent | None:
    """What a line says of events; None where it says nothing that this version knows."""
    kind = correction.field.removeprefix(_PREFIX)
    try:
        told = json.loads(correction.value)
    except ValueError:
        return None
    if kind not in _KINDS or not isinstance(told, dict) or not isinstance(told.get("statement"), str):
        return None
    others, was = (told.get(key, []) for key in ("others", "was"))
    if not all(isinstance(x, list) and all(isinstance(y, str) for y in x) for x in (others, was)):
        return None
    ruling = Ruling(cast(RulingKind, kind), told["statement"], tuple(others), str(told.get("label", "")))
    return RuledEvent(correction, ruling, tuple(was))


class Ruled(Part):
    """The part of a library that keeps what people decided about its events."""

    @abstractmethod
    def decide(self, changes: Sequence[Change], by: str, reason: str) -> tuple[Correction, ...]:
        """Write several decisions at once."""

    @abstractmethod
    def decisions(self, prefix: str) -> tuple[Correction, ...]:
        """All decisions in force whose field starts with *prefix*."""

    @abstractmethod
    def event(self, event: str) -> Event:
        """One event."""

    def ruled(self) -> tuple[RuledEvent, ...]:
        """The decisions about events in force, the earliest first."""
        return tuple(known for line in self.decisions(_PREFIX) if (known := ruling_of(line)) is not None)

    def rulings(self) -> tuple[Ruling, ...]:
        """The same as collation takes them."""
        return tuple(one.ruling for one in self.ruled())

    def ruled_on(self, event: str) -> tuple[RuledEvent, ...]:
        """The decisions in force that name a statement of this event."""
        held = {member.statement for member in self.event(event).members}
        return tuple(r for r in self.ruled() if held & {r.ruling.statement, *r.ruling.others})

    def perhaps(self, event: str = "") -> tuple[Perhaps, ...]:
        """Pairs of events that may be one (about *event*), the likeliest first, those settled since left out."""
        where = "WHERE a = ?1 OR b = ?1" if event else ""
        sql = f"SELECT strength, a, b, reason FROM event_suggestions {where} ORDER BY strength DESC, a, b"
        return tuple(Perhaps(*row) for row in self._read.execute(sql, (event,) if event else ()))

    def merge_events(self, one: str, other: str, by: str, reason: str) -> Correction:
        """Say that two events are one."""
        return self._rule_on_two("merge", one, other, by, reason)

    def part_events(self, one: str, other: str, by: str, reason: str) -> Correction:
        """Say that two events are not one, so that nobody is asked again and no rule makes them one."""
        return self._rule_on_two("reject", one, other, by, reason)

    def split_event(self, event: str, statements: Sequence[str], by: str, reason: str) -> Correction:
        """Take statements out of an event into one of their own."""
        held = [member.statement for member in self.event(event).members]
        if strange := set(statements) - set(held):
            raise PolyvocalError(f"the event {event} has no statement {min(strange)!r}")
        if not statements or len(set(statements)) == len(held):
            raise PolyvocalError("a split takes some statements out of an event, not none and not all")
        stay = next(one for one in held if one not in set(statements))
        return self._rule(Ruling("split", stay, tuple(sorted(set(statements)))), [event], by, reason)

    def relabel_event(self, event: str, label: str, by: str, reason: str) -> Correction:
        """Give an event another heading; it is in force at once."""
        if not label.strip() or "\n" in label:
            raise PolyvocalError("a heading is one line of words")
        told = Ruling("relabel", self._anchor(event), label=" ".join(label.split()))
        written = self._rule(told, [event], by, reason)
        with self._writing() as connection:
            connection.execute("UPDATE events SET label = ? WHERE id = ?", (told.label, event))
        return written

    def _rule_on_two(self, kind: RulingKind, one: str, other: str, by: str, reason: str) -> Correction:
        if one == other:
            raise PolyvocalError(f"{one} and {other} are one event already")
        told = Ruling(kind, self._anchor(one), (self._anchor(other),))
        written = self._rule(told, [one, other], by, reason)
        with self._writing() as connection:
            synopsis.settle(connection, one, other)
        return written

    def _rule(self, ruling: Ruling, events: Sequence[str], by: str, reason: str) -> Correction:
        labels = [self.event(one).label for one in events]
        return self.decide([spelled(ruling, labels)], by, reason)[0]

    def _anchor(self, event: str) -> str:
        """The statement by which a decision names an event: the first in the order of the sheet."""
        members = self.event(event).members
        if not members:
            raise PolyvocalError(f"the event {event} has no statement that is shown")
        return members[0].statement
