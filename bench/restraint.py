"""Restraint: pairs of figures judged by reading, most of which must get no verdict of agreement or conflict.

    python -m bench.restraint DATA [--pairs FILE] [--errors]

DATA is the folder with ``voices/attributions.jsonl`` and ``gold/dates``; FILE (``tests/collation/restraint.tsv``)
has the columns record, a_start, a_end, b_start, b_end, judgement (none, agree, conflict), reason, offsets in the
record's text. Each record is read and collated by itself, from its plain text. A pair is answered where a relation
holds between statements whose numerals lie at the two places: CONFLICT is a conflict, AGREE, CLOSE and COMPATIBLE
are agreement; parts of a whole, sequences and replacements are neither.

Printed beside it: what comparing the values of all figures of equal kinds would give.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyvocal.accession import receive
from polyvocal.close_reading import read
from polyvocal.collation import collate
from polyvocal.collation.figures import figures_differ
from polyvocal.terms import Figure, Witness

PAIRS = Path(__file__).resolve().parent.parent / "tests" / "collation" / "restraint.tsv"
SAID = {"AGREE": "agree", "CLOSE": "agree", "COMPATIBLE": "agree", "CONFLICT": "conflict"}
_COST = {"conflict": 0, "agree": 1}  # of several relations on one pair the gravest counts

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in one record, and what a reader says of the figures that stand there."""

    record: str
    a: Span
    b: Span
    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs answered: *false* verdicts among the *negative* pairs, *right* ones among the *positive*."""

    negative: int
    false: int
    positive: int
    right: int
    wrong: int

    @property
    def line(self) -> str:
        """The scores in one line."""
        return (
            f"false verdicts {self.false} of {self.negative}, right ones {self.right} of {self.positive}, "
            f"opposite ones {self.wrong}"
        )


def pairs_of(file: Path = PAIRS) -> list[Pair]:
    """The judged pairs of a table."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(
                row["record"], (int(row["a_start"]), int(row["a_end"])), (int(row["b_start"]), int(row["b_end"])),
                row["judgement"], row["reason"],
            )
            for row in rows
        ]  # fmt: skip


def texts_of(data: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each wanted record."""
    for folder, files in (("voices", [data / "voices" / "attributions.jsonl"]),
                          ("wikiwars", sorted((data / "gold" / "dates").glob("*.jsonl")))):  # fmt: skip
        for file in files:
            for line in file.read_text("utf-8").splitlines():
                held = json.loads(line)
                if (name := f"{folder}/{held['id']}") in wanted:
                    yield name, held["text"]


class Answered:
    """One record read and collated: its figures by place, and the verdicts between them."""

    def __init__(self, name: str, text: str) -> None:
        """Read and collate the text of a record called *name*."""
        source = f"{name.rpartition('/')[2]}.txt"
        self.figures: list[tuple[Span, Figure]] = []
        self._ids: dict[Span, set[str]] = defaultdict(set)
        witnesses = []
        for record in receive(source, text.encode()).records:
            reading = read(record)
            align = record.alignment(text).to_capture
            for figure in reading.figures:
                self.figures.append((align(figure.numeral.start, figure.numeral.end), figure))
            for statement in reading.statements:
                if statement.figure is not None:
                    numeral = statement.figure.numeral
                    self._ids[align(numeral.start, numeral.end)].add(statement.id)
            witnesses.append(Witness(record.id, source, "", (), "", None, reading.statements))
        self._verdicts: dict[frozenset[str], set[str]] = defaultdict(set)
        for row in collate(witnesses).apparatus:
            for relation in row.relations:
                self._verdicts[frozenset((relation.a, relation.b))].add(relation.relation)

    def verdict(self, pair: Pair) -> str:
        """What collation says of a pair: "agree", "conflict" or "none"."""
        said = {
            SAID[verdict]
            for a in self._at(pair.a)
            for b in self._at(pair.b)
            for verdict in self._verdicts.get(frozenset((a, b)), ())
            if verdict in SAID
        }
        return min(said, key=_COST.__getitem__, default="none")

    def by_kind(self, pair: Pair) -> str:
        """What comparing values says wherever two kinds are equal."""
        first, second = (next((f for at, f in self.figures if _meet(at, span)), None) for span in (pair.a, pair.b))
        if first is None or second is None or first.kind != second.kind or first.unit != second.unit:
            return "none"
        return "conflict" if figures_differ(first, second) else "agree"

    def _at(self, span: Span) -> set[str]:
        return {ident for at, ids in self._ids.items() if _meet(at, span) for ident in ids}


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def score(pairs: Sequence[Pair], answers: Sequence[str]) -> Scores:
    """False verdicts on pairs that must get none, and right ones on the others."""
    told = Counter((pair.judgement if pair.judgement == "none" else "some", pair.judgement == answer, answer == "none")
                   for pair, answer in zip(pairs, answers, strict=True))  # fmt: skip
    negative = sum(n for (judged, _, _), n in told.items() if judged == "none")
    return Scores(
        negative,
        told["none", False, False],
        len(pairs) - negative,
        told["some", True, False],
        told["some", False, False],
    )


def answer(data: Path, pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """For each pair what collation says, and what comparing equal kinds says."""
    wanted = {pair.record for pair in pairs}
    ours: dict[Pair, str] = {}
    bare: dict[Pair, str] = {}
    for name, text in texts_of(data, wanted):
        answered = Answered(name, text)
        for pair in pairs:
            if pair.record == name:
                ours[pair], bare[pair] = answered.verdict(pair), answered.by_kind(pair)
    return [ours[pair] for pair in pairs], [bare[pair] for pair in pairs]


def main() -> None:
    """Print the scores and, if asked, the pairs that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the development data")
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="the judged pairs")
    parser.add_argument("--errors", action="store_true", help="print the pairs that went wrong")
    wanted = parser.parse_args()
    pairs = pairs_of(wanted.pairs)
    ours, bare = answer(wanted.data, pairs)
    print("collation:           ", score(pairs, ours).line)
    print("equal kinds compared:", score(pairs, bare).line)
    for pair, said in zip(pairs, ours, strict=True):
        if wanted.errors and said != pair.judgement:
            print(f"{pair.record} {pair.a} {pair.b}: {said}, judged {pair.judgement} ({pair.reason})")


if __name__ == "__main__":
    main()
