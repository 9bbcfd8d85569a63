"""Score and time the date reader: ``python -m bench.dates GOLD.jsonl [--out FILE] [--errors FILE]``.

Scored in the manner of TempEval-3: strict (same offsets), relaxed (any overlap, one to one, largest first) and value
(a relaxed match whose normalised value is equal; gold expressions without a value are left out with their matches).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyvocal.close_reading.dates import read_dates

Span = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, in percent."""

    precision: float
    recall: float
    f1: float


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other, in order of place."""
    kept: list[Span] = []
    end = -1
    for span in sorted(spans, key=lambda s: (s["start"], -s["end"])):
        if span["start"] >= end:
            kept.append(span)
            end = span["end"]
    return kept


def plain(value: str | None) -> str:
    """A value as it is compared: upper case, one form for years before Christ, no midnight."""
    text = (value or "").strip().upper()
    text = re.sub(r"^-(\d{4})", r"BC\1", text)
    return re.sub(r"T00:00(:00)?$", "", text)


def match(gold: list[Span], read: list[Span]) -> dict[int, int]:
    """Pairs of gold and answer that share characters, the best overlaps first."""
    pairs = []
    for a, g in enumerate(gold):
        for b, r in enumerate(read):
            shared = min(g["end"], r["end"]) - max(g["start"], r["start"])
            if shared > 0:
                pairs.append((shared / (max(g["end"], r["end"]) - min(g["start"], r["start"])), a, b))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(pairs, reverse=True):
        if a not in chosen and b not in taken:
            chosen[a] = b
            taken.add(b)
    return chosen


def f1(right: int, gold: int, read: int) -> Score:
    """Precision, recall and F1 of counts."""
    p, r = (right / read if read else 0.0), (right / gold if gold else 0.0)
    return Score(*(round(100 * x, 2) for x in (p, r, 2 * p * r / (p + r) if p + r else 0.0)))


def score(gold: dict[str, list[Span]], read: dict[str, list[Span]]) -> dict[str, Score]:
    """Strict, relaxed, value and type scores over all documents."""
    strict = relaxed = value = types = golds = reads = value_gold = value_read = typed = 0
    for name, marked in gold.items():
        ours, theirs = outermost(read.get(name, [])), outermost(marked)
        pairs = match(theirs, ours)
        places = {(s["start"], s["end"]) for s in theirs}
        strict += sum((s["start"], s["end"]) in places for s in ours)
        relaxed += len(pairs)
        golds, reads = golds + len(theirs), reads + len(ours)
        value_gold, value_read = value_gold + len(theirs), value_read + len(ours)
        for a, span in enumerate(theirs):
            typed += bool(span.get("type"))
            if not plain(span.get("value")):
                value_gold -= 1
                value_read -= a in pairs
            elif a in pairs:
                value += plain(span["value"]) == plain(ours[pairs[a]].get("value"))
            if a in pairs and span.get("type"):
                types += span["type"] == ours[pairs[a]].get("type")
    found = {
        "strict": f1(strict, golds, reads),
        "relaxed": f1(relaxed, golds, reads),
        "value": f1(value, value_gold, value_read),
    }
    return {**found, "type": f1(types, golds, reads)} if typed else found


def answers(document: dict[str, Any], language: str) -> list[Span]:
    """What the reader finds in a document, in the form of the gold."""
    found = read_dates(document["text"], language=language, written=document.get("dct"))
    return [
        {"start": w.locus.start, "end": w.locus.end, "type": w.type, "value": w.value, "mod": w.mod, "rule": w.rule}
        for w in found
        if w.locus is not None
    ]


def errors(documents: list[dict[str, Any]], read: dict[str, list[Span]]) -> Iterable[str]:
    """Each miss, false find, wrong extent and wrong value, one a line with its context."""
    for document in documents:
        text, theirs = document["text"], outermost(document["timexes"])
        ours = outermost(read[document["id"]])
        pairs = match(theirs, ours)

        def shown(span: Span, text: str = text) -> str:
            s, e = span["start"], span["end"]
            return f"{text[max(0, s - 40) : s]!r} [{text[s:e]}] {text[e : e + 30]!r} {span['value']}"

        for a, span in enumerate(theirs):
            if a not in pairs:
                yield f"MISS   {document['id']} {shown(span)}"
                continue
            mine = ours[pairs[a]]
            if (mine["start"], mine["end"]) != (span["start"], span["end"]):
                yield f"EXTENT {document['id']} {shown(span)} | [{text[mine['start'] : mine['end']]}] {mine['rule']}"
            if plain(span["value"]) and plain(span["value"]) != plain(mine["value"]):
                yield f"VALUE  {document['id']} {shown(span)} | {mine['value']} {mine['rule']}"
        for b, mine in enumerate(ours):
            if b not in pairs.values():
                yield f"FALSE  {document['id']} {shown(mine)} {mine['rule']}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Score and time the date reader.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="write the answers here, one JSON object a line")
    parser.add_argument("--errors", type=Path, help="write the errors here")
    parser.add_argument("--language", default="en")
    parser.add_argument("--half", choices=("even", "odd"), help="only every other document")
    options = parser.parse_args(arguments)
    documents = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines() if line.strip()]
    if options.half:
        documents = documents[1::2] if options.half == "even" else documents[::2]
    read_dates("1 May 1917", language=options.language)  # the grammar is compiled once, outside the clock
    begun = time.process_time()
    read = {d["id"]: answers(d, options.language) for d in documents}
    spent = time.process_time() - begun
    size = sum(len(d["text"]) for d in documents)
    gold = {d["id"]: d["timexes"] for d in documents}
    for name, figure in score(gold, read).items():
        print(f"{name:8} P {figure.precision:6.2f}  R {figure.recall:6.2f}  F1 {figure.f1:6.2f}")
    print(
        f"documents {len(documents)}, gold {sum(len(outermost(t)) for t in gold.values())}, "
        f"read {sum(len(r) for r in read.values())}; {size} characters in {spent:.2f} CPU s, "
        f"{size / max(spent, 1e-9):,.0f} a CPU second"
    )
    if options.out:
        lines = (json.dumps({"id": i, "timexes": t}, ensure_ascii=False) for i, t in read.items())
        options.out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if options.errors:
        options.errors.write_text("".join(f"{line}\n" for line in errors(documents, read)), "utf-8")


if __name__ == "__main__":
    main()
