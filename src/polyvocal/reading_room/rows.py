"""One question of a sheet: the cells of the voices, the apparatus line, the relations and the strip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyvocal.holdings.views import Placed
from polyvocal.reading_room.quotation import Quote, answer, quote
from polyvocal.reading_room.strip import Line
from polyvocal.reading_room.voices import Column
from polyvocal.terms import Apparatus, Reading, Relation

_FIRST_QUOTES, _MORE_QUOTES = 2, 10
_FIRST_RELATIONS, _MORE_RELATIONS = 4, 20

RELATIONS = {
    "AGREE": "agree", "COMPATIBLE": "compatible", "CLOSE": "close", "CONFLICT": "conflict",
    "NESTED": "part within the whole", "STRAINED": "strained", "CONFLICT-SUBSET": "part larger than its whole",
    "SEQUENCE": "one after the other", "REPLACEMENT": "one instead of the other", "PART-WHOLE": "part of the whole",
    "REVISION": "revised", "RETRACTED": "withdrawn", "DENIAL": "denied", "DIFFERENT ACCOUNTS": "different accounts",
    "JULIAN TWIN": "one day in two calendars",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What a voice answers to a question: the first quotations, some more, and how many are left."""

    column: Column
    first: tuple[Quote, ...] = ()
    more: tuple[Quote, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading in the apparatus: its answer where it is quoted, the sigla of its voices with their documents."""

    answer: str
    link: Quote
    sigla: tuple[tuple[str, int], ...]
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A relation as the apparatus prints it: both sides with their sigla."""

    relation: Relation
    label: str
    a: Quote
    b: Quote
    sigla: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: its cells, its readings, those who are silent, the relations and the lines of its strip."""

    question: str
    aspect: str
    cells: tuple[Cell, ...]
    variants: tuple[Variant, ...]
    silent: tuple[str, ...]
    relations: tuple[Compared, ...]
    more_relations: tuple[Compared, ...]
    relations_left: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a row is drawn from: all columns, those shown, and every statement of the event by its id."""

    columns: tuple[Column, ...]
    shown: tuple[Column, ...]
    statements: dict[str, Placed]
    sigla: dict[str, str]


def row(question: Apparatus, event: Gathering) -> Row:
    """The row of one question."""
    given = [s for s in dict.fromkeys(s for r in question.readings for s in r.statements) if s in event.statements]
    speaking = {event.sigla[s] for s in given}
    variants = tuple(v for reading in question.readings if (v := _variant(reading, event)))
    compared = tuple(_compared(question, event))
    return Row(
        question.question,
        question.aspect,
        tuple(_cell(column, given, event) for column in event.shown),
        variants,
        tuple(column.siglum for column in event.columns if column.siglum not in speaking),
        compared[:_FIRST_RELATIONS],
        compared[_FIRST_RELATIONS:_MORE_RELATIONS],
        max(0, len(compared) - _MORE_RELATIONS),
        tuple(_lines(variants)),
    )


def _cell(column: Column, given: Sequence[str], event: Gathering) -> Cell:
    mine = set(column.statements)
    folded: dict[object, list[Placed]] = {}
    for statement in given:
        if statement in mine:
            one = event.statements[statement]
            folded.setdefault(_sameness(one), []).append(one)
    quotes = [quote(first.statement, first.card, rest) for first, *rest in folded.values()]
    # A sheet of one voice alone is where "all of this voice" leads to: nothing is left out there.
    last = len(quotes) if len(event.shown) == 1 else _FIRST_QUOTES + _MORE_QUOTES
    return Cell(column, tuple(quotes[:_FIRST_QUOTES]), tuple(quotes[_FIRST_QUOTES:last]), max(0, len(quotes) - last))


def _sameness(one: Placed) -> object:
    # Copies within one origin that give the same answer are one quotation, and so are words alike to the letter.
    figure, words = one.statement.figure, answer(one.statement)
    if figure is not None:
        return one.origin, figure.low, figure.high, figure.bound, figure.population
    if words is not None:
        return one.origin, " ".join(words.words.casefold().split())
    return " ".join(locus.words.casefold() for locus in one.statement.loci)


def _variant(reading: Reading, event: Gathering) -> Variant | None:
    held = [event.statements[s] for s in reading.statements if s in event.statements]
    if not held:
        return None
    documents: dict[str, set[str]] = {}
    for one in held:
        documents.setdefault(event.sigla[one.statement.id], set()).add(one.card.id)
    sigla = sorted(((siglum, len(ids)) for siglum, ids in documents.items()), key=lambda s: (len(s[0]), s[0]))
    whole = len(held) == len(reading.statements)
    return Variant(
        reading.answer,
        quote(held[0].statement, held[0].card),
        tuple(sigla),
        len({one.card.id for one in held}),
        reading.origins if whole else min(reading.origins, len({one.origin for one in held})),
    )


def _compared(question: Apparatus, event: Gathering) -> Iterator[Compared]:
    for relation in sorted(question.relations, key=lambda r: (-r.weight, r.a, r.b)):
        a, b = event.statements.get(relation.a), event.statements.get(relation.b)
        if a is not None and b is not None:
            yield Compared(
                relation,
                RELATIONS[relation.relation],
                quote(a.statement, a.card),
                quote(b.statement, b.card),
                (event.sigla[relation.a], event.sigla[relation.b]),
            )


def _lines(variants: Sequence[Variant]) -> Iterator[Line]:
    for variant in variants:
        if variant.link.statement.figure is not None:
            yield Line(_label([siglum for siglum, _ in variant.sigla]), variant.link.statement.figure)


def _label(sigla: Sequence[str]) -> str:
    # The strip has room for about ten letters before its axis.
    most = next(n for n in (4, 3, 2, 1) if n == 1 or len(", ".join(sigla[:n])) <= 8)
    left = len(sigla) - most
    return ", ".join(sigla[:most]) + (f" +{left}" if left > 0 else "")
