"""How newspaper pages fall into items: `python -m bench.newspapers PILE [--sample N --seed S] [--corpus]`.

Prints items a page, their lengths, the share of the text that stands in items, what was cut and joined by which rule,
and the share marked as debris; with --sample random items of random pages to be judged by eye; with --corpus the
precision and recall of the boundaries on the hand-made pages of tests/accession/newspaper_pages.txt.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from polyvocal.accession import receive
from polyvocal.accession.plain import read_plain
from polyvocal.terms import Receipt, Record

CORPUS = Path(__file__).parent.parent / "tests" / "accession" / "newspaper_pages.txt"
_PAGE, _ITEM = "=== page", ">>>"
_SHOWN = 24  # lines of an item printed for judging


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path, nargs="?")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N random items instead")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--context", type=int, default=6, help="lines shown of what stands before and behind an item")
    parser.add_argument("--corpus", action="store_true", help="score the boundaries of the hand-made pages")
    asked = parser.parse_args()
    if asked.corpus or asked.pile is None:
        print(report(score(CORPUS.read_text("utf-8"))))
        return
    paths = sorted(asked.pile.rglob("*.txt"))
    if asked.sample:
        for shown in samples(paths, asked.sample, asked.seed, asked.context):
            print(shown, end="\n\n")
    else:
        print("\n".join(figures(paths)))


def received(path: Path) -> Receipt:
    """The receipt of one page, under the name of its folder and file."""
    return receive(f"{path.parent.name}/{path.name}", path.read_bytes())


def figures(paths: Sequence[Path]) -> Iterator[str]:
    """The lines of the report on a pile of pages."""
    divided = records = read = written = 0
    lengths: list[int] = []
    rules: Counter[str] = Counter()
    noise: Counter[str] = Counter()
    for path in paths:
        receipt = received(path)
        records += len(receipt.records)
        divided += len(receipt.records) > 1
        written += len(receipt.text or "")
        for record in receipt.records:
            read += len(record.text)
            lengths.append(len(record.text))
            rules.update(edit.rule for edit in record.edits)
            for mark in record.marks:
                noise[mark.rule] += mark.end - mark.start
    yield f"pages {len(paths)}, divided {divided}, records {records}, records a page {records / max(1, len(paths)):.1f}"
    yield f"characters of a record: median {median(lengths or [0]):.0f}, longest {max(lengths or [0])}"
    yield f"share of the characters in reading texts: {read / max(1, written):.3f}"
    yield from (f"edits, {rule}: {many}" for rule, many in rules.most_common())
    yield from (f"marked, {rule}: {many / max(1, read):.4f} of the characters" for rule, many in noise.most_common())


def samples(paths: Sequence[Path], many: int, seed: int, context: int) -> Iterator[str]:
    """Random items, one from each of *many* random pages, with the lines before and behind them."""
    drawn = random.Random(seed)
    left = many
    for path in drawn.sample(list(paths), len(paths)):
        receipt = received(path)
        if len(receipt.records) < 2:
            continue
        yield shown(receipt, drawn.choice(receipt.records), context)
        left -= 1
        if not left:
            return


def shown(receipt: Receipt, record: Record, context: int) -> str:
    """One item between the lines before and behind it; long texts are shown by their ends."""
    text, (start, end) = receipt.text or "", record.place
    lines = record.text.split("\n")
    body = (
        lines
        if len(lines) <= _SHOWN
        else [*lines[: _SHOWN // 2], f"    ... {len(lines) - _SHOWN} lines ...", *lines[-_SHOWN // 2 :]]
    )
    before = [f"  < {line}" for line in text[:start].rstrip("\n").split("\n")[-context:]]
    behind = [f"  > {line}" for line in text[end:].lstrip("\n").split("\n")[:context]]
    place = f"{receipt.capture.source}, item {record.order + 1} of {len(receipt.records)}, {len(lines)} lines"
    return "\n".join([f"##### {place}", *before, *body, *behind])


def corpus_pages(corpus: str) -> Iterator[tuple[str, set[int]]]:
    """Each hand-made page without its marks, and the offsets at which items begin."""
    for marked in corpus.split(_PAGE)[1:]:
        page, starts = "", set()
        for line in marked.split("\n", 1)[1].splitlines():
            if line == _ITEM:
                starts.add(len(page))
            else:
                page += line + "\n"
        yield page, starts


def score(corpus: str) -> tuple[int, int, int]:
    """Boundaries found rightly, found, and there to be found; the beginning of a page counts as none."""
    right = found = wanted = 0
    for page, starts in corpus_pages(corpus):
        told = {stretch.place[0] for stretch in read_plain(page)} - {0}
        right += len(told & starts)
        found += len(told)
        wanted += len(starts - {0})
    return right, found, wanted


def report(counts: tuple[int, int, int]) -> str:
    """Precision, recall and F1 of *counts* in a line."""
    right, found, wanted = counts
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"boundaries: {right} right of {found} found and {wanted} there; P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
    )


if __name__ == "__main__":
    main()
