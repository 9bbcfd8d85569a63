"""The first cards of a library against judgements that were made by reading each card against its text.

    python -m bench.cards LIBRARY [JUDGED.tsv] [--first 20]

A card stands in one of two lists: where accounts part ("part"), where rivals agree ("agree"). Each line of the judged
file names the list, the verdict, the relation, and for both statements the file, the place in it and the aspect, with
the reason in our words. A place is the offset of the record in its file and that of the statement in the record's text
together, so that a line finds its statement again as long as neither moves by more than a line.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyvocal.holdings import Library
from polyvocal.reading_room.shelf import AGREEING, PARTING
from polyvocal.terms import Relation

JUDGED = Path(__file__).parents[1] / "tests" / "collation" / "judged.tsv"
NEAR = 80  # characters by which a place may have moved

Side = tuple[str, int, str]
"""A statement: its file, its place, its aspect."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader said of one card."""

    list: str
    right: bool
    relation: str
    sides: tuple[Side, Side]
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The first cards of one list: how many, and how many of them were judged right and wrong."""

    cards: int
    right: int
    wrong: tuple[str, ...]


def judgements(file: Path = JUDGED) -> tuple[Judgement, ...]:
    """The judged cards."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Judgement(
                row["list"],
                row["verdict"] == "right",
                row["relation"],
                (
                    (row["file"], int(row["place"].split("-")[0]), row["aspect"]),
                    (row["other file"], int(row["other place"].split("-")[0]), row["other aspect"]),
                ),
                row["reason"],
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


def cards(library: Library, which: str, first: int) -> Iterator[tuple[Relation, tuple[Side, Side]]]:
    """The first cards of a list, each pair of statements with one relation once."""
    kinds, rivals = (PARTING, False) if which == "part" else (AGREEING, True)
    for relation in library.relations(kinds=kinds, limit=first, rivals=rivals):
        yield relation, (_side(library, relation.a), _side(library, relation.b))


def _side(library: Library, name: str) -> Side:
    statement = library.statement(name)
    record = library.record(statement.record)
    start = min((locus.start for locus in statement.loci), default=0)
    return record.capture.source, record.place[0] + start, statement.aspect


def score(library: Library, which: str, judged: Sequence[Judgement], first: int) -> Score:
    """The first cards of a list beside the judgements."""
    known = [one for one in judged if one.list == which]
    count, right, wrong = 0, 0, []
    for relation, sides in cards(library, which, first):
        count += 1
        found = next((one for one in known if _is_of(one, relation, sides)), None)
        right += found is not None and found.right
        if found is not None and not found.right:
            wrong.append(f"{relation.relation}: {found.reason}")
    return Score(count, right, tuple(wrong))


def _is_of(one: Judgement, relation: Relation, sides: tuple[Side, Side]) -> bool:
    if one.relation != relation.relation:
        return False
    return any(all(map(_near, one.sides, order)) for order in (sides, sides[::-1]))


def _near(a: Side, b: Side) -> bool:
    return a[0] == b[0] and a[2] == b[2] and abs(a[1] - b[1]) <= NEAR


def main() -> None:
    """Print the scores of a library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("judged", type=Path, nargs="?", default=JUDGED)
    parser.add_argument("--first", type=int, default=20)
    asked = parser.parse_args()
    judged = judgements(asked.judged)
    with Library(asked.library, must_exist=True) as library:
        for which in ("part", "agree"):
            found = score(library, which, judged, asked.first)
            open_ = found.cards - found.right - len(found.wrong)
            print(f"{which}: {found.cards} cards, {found.right} right, {len(found.wrong)} wrong, {open_} not judged")
            for reason in found.wrong:
                print(f"  wrong: {reason}")


if __name__ == "__main__":
    main()
