"""The ledger of an event: what was counted, as claimed day after day, side by side; nothing is added up or averaged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polyvocal.holdings.views import Placed
from polyvocal.terms import Apparatus, Locus

COLUMNS, VOICES = 6, 3
Printed = tuple[int, str]
"""The first day and the EDTF of a card's date: a year alone and the first of its January are two dates."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as somebody gives it on one day: the *answer* at its place, the *voices*, who is behind it."""

    answer: Locus
    voices: tuple[str, ...]
    more: int  # voices that are not listed
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class Day:
    """The claims printed at one date: its first day (a Julian Day Number), the *date* in EDTF as precise as the card
    has it, and a tuple of claims for each question."""

    day: int
    date: str
    claims: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The *questions* that are counted, and the *days* on which something was claimed, the earliest first."""

    questions: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()


def ledger(questions: Sequence[Apparatus], placed: Sequence[Placed], names: Mapping[str, str]) -> Ledger:
    """The first counted questions that two days answer; *names* are the voices of statements.

    Copies of one report are one claim, with the number of documents and origins that are behind it.
    """
    held = {one.statement.id: one for one in placed if one.card.earliest is not None}
    columns: list[tuple[str, dict[Printed, tuple[Claim, ...]]]] = []
    for question in questions:
        by_day = _by_day(question, held, names) if question.aspect == "figure" and "(" in question.question else {}
        if len(by_day) > 1:
            columns.append((question.question, by_day))
    del columns[COLUMNS:]
    days = sorted({day for _, by_day in columns for day in by_day})
    return Ledger(
        tuple(question for question, _ in columns),
        tuple(Day(*day, tuple(by_day.get(day, ()) for _, by_day in columns)) for day in days),
    )


def _by_day(
    question: Apparatus, held: Mapping[str, Placed], names: Mapping[str, str]
) -> dict[Printed, tuple[Claim, ...]]:
    found: dict[Printed, list[Claim]] = defaultdict(list)
    for reading in question.readings:
        days: dict[Printed, list[Placed]] = defaultdict(list)
        for statement in reading.statements:
            figure = held[statement].statement.figure if statement in held else None
            # Losses of nothing in particular may be ships or men.
            if figure is not None and figure.kind != "losses":
                card = held[statement].card
                days[card.earliest or 0, card.date].append(held[statement])
        for day, told in days.items():
            found[day].append(_claim(told, names, reading.origins))
    return {
        day: tuple(sorted(claims, key=lambda c: (-c.origins, -c.documents, c.answer))) for day, claims in found.items()
    }


def _claim(told: Sequence[Placed], names: Mapping[str, str], most: int) -> Claim:
    figure = told[0].statement.figure
    assert figure is not None
    voices = Counter(names[one.statement.id] for one in told)
    ordered = sorted(voices, key=lambda name: (-voices[name], name))
    documents = len({one.card.id for one in told})
    origins = min(most, len({one.origin for one in told}))
    return Claim(figure.locus, tuple(ordered[:VOICES]), len(ordered) - len(ordered[:VOICES]), documents, origins)
