"""Main text, title, author and date of saved pages against a gold standard, beside trafilatura in the same run.

    python -m bench.accession DIR [--out FILE]

DIR holds pages ``*.html`` and ``gold.json``: ``{name: {text, title, author, date}}``, any of them null. Text is
scored by words (each as often as it occurs): precision, recall and F1 a page, averaged over the pages. A date counts
where the day is the same; an author where a surname of the gold is among those found; a title where one holds the
other or four words of five are shared.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from polyvocal.accession import receive
from polyvocal.terms import Description, Record, When

_TOKEN = re.compile(r"\w+")


class Answer(NamedTuple):
    """What a program says about a page; None where it says nothing."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None


def polyvocal_answer(name: str, content: bytes) -> Answer:
    from polyvocal.catalogue import describe
    from polyvocal.close_reading.dates import read_dates

    def dates(text: str) -> tuple[When, ...]:
        return read_dates(text)

    receipt = receive(name, content)
    if not receipt.records or receipt.text is None:
        return Answer("")
    first = receipt.records[0]
    card = describe(first, receipt.text, dates)
    authors = "; ".join(c.name.value for c in card.contributors if c.role == "author")
    text = "\n\n".join(record.text for record in receipt.records if not _is_inside(record, receipt.records))
    return Answer(text, card.title.value if card.title else None, authors or None, _day(card))


def _is_inside(record: Record, records: Sequence[Record]) -> bool:
    """Whether the record is a picture in the place of another, whose words stand there already."""
    (start, end) = record.place
    return any(other is not record and other.place[0] <= start and end <= other.place[1] for other in records)


def _day(card: Description) -> str | None:
    for role in ("published", "first published", "this edition", "written", "edited"):
        for stated in card.dates:
            if stated.role == role and stated.when.edtf:
                return stated.when.edtf[:10]
    return None


def trafilatura_answer(name: str, content: bytes) -> Answer:
    from trafilatura import extract, extract_metadata

    text = extract(content, include_comments=False) or ""
    about = extract_metadata(content)
    return Answer(text, about.title, about.author, about.date)


def words_score(gold: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of words, each counted as often as it occurs."""
    want, have = Counter(_TOKEN.findall(gold.casefold())), Counter(_TOKEN.findall(found.casefold()))
    shared = sum((want & have).values())
    precision, recall = shared / max(1, have.total()), shared / max(1, want.total())
    return precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0


def same_title(gold: str, found: str | None) -> bool:
    a, b = " ".join(_TOKEN.findall(gold.casefold())), " ".join(_TOKEN.findall((found or "").casefold()))
    if not a or not b:
        return False
    words_a, words_b = set(a.split()), set(b.split())
    return a in b or b in a or len(words_a & words_b) >= 0.8 * max(len(words_a), len(words_b))


def same_author(gold: str, found: str | None) -> bool:
    names = re.split(r"\s*(?:,|;|&|\band\b)\s*", gold.casefold())
    told = _TOKEN.findall((found or "").casefold())
    return any(_TOKEN.findall(name)[-1] in told for name in names if _TOKEN.findall(name))


def pages(folder: Path) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    for name, about in sorted(gold.items()):
        path = folder / (name if name.endswith(".html") else f"{name}.html")
        if path.is_file():
            yield name, about, path.read_bytes()


def measure(folder: Path, answer: Callable[[str, bytes], Answer]) -> tuple[dict[str, float], dict[str, Answer]]:
    """Scores of one program over the folder, and its answers."""
    scores: dict[str, list[float]] = {}
    answers: dict[str, Answer] = {}
    seconds, characters = 0.0, 0
    for name, gold, content in pages(folder):
        began = time.process_time()
        found = answers[name] = answer(f"{name}.html", content)
        seconds += time.process_time() - began
        characters += len(content)
        if gold.get("text"):
            for key, value in zip(
                ("text precision", "text recall", "text F1"), words_score(gold["text"], found.text), strict=True
            ):
                scores.setdefault(key, []).append(value)
            scores.setdefault("pages without text", []).append(float(not found.text))
        if gold.get("date"):
            scores.setdefault("date exact", []).append(float(found.date == gold["date"][:10]))
        if gold.get("author"):
            scores.setdefault("author lenient", []).append(float(same_author(gold["author"], found.author)))
        if gold.get("title"):
            scores.setdefault("title lenient", []).append(float(same_title(gold["title"], found.title)))
    means = {key: sum(values) / len(values) for key, values in scores.items()}
    means["CPU seconds"] = seconds
    means["bytes a CPU second"] = characters / max(seconds, 1e-9)
    return means, answers


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, help="write our answers here, one JSON object a line")
    options = parser.parse_args()
    peers, _ = measure(options.folder, trafilatura_answer)
    ours, answers = measure(options.folder, polyvocal_answer)
    print(f"{'':22}{'polyvocal':>12}{'trafilatura':>13}")
    for key in ours:
        digits = 0 if "bytes" in key else 3
        print(f"{key:22}{ours[key]:12,.{digits}f}{peers.get(key, 0.0):13,.{digits}f}")
    if options.out:
        lines = (json.dumps({"name": n, **a._asdict()}, ensure_ascii=False) for n, a in answers.items())
        options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
