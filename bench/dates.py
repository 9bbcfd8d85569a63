"""Score and time the date reader: ``python -m bench.dates GOLD.jsonl [--out FILE] [--errors FILE]``.

``--peer narrative`` (or ``news``) runs HeidelTime on the same documents, ``--noise .03`` damages them as reading
machines do, ``--ablate`` tells what each family of rules buys, ``--types`` scores each TIMEX3 type.

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
from unittest.mock import patch

from bench.ocr_noise import worn
from bench.peers import heideltime
from polyvocal.close_reading.dates import read_dates
from polyvocal.close_reading.dates.reader import ACTS

Span = dict[str, Any]

# The families of rules by what they do with words (see polyvocal.close_reading.dates.reader).
FAMILIES = {
    "days, months, years": ("date", "named", "iso", "numeric", "year", "instult"),
    "lists and ranges": ("list", "years", "span", "winter"),
    "both calendars": ("pair", "pairs", "style", "republican"),
    "decades, centuries": ("decade", "decades", "century", "centuries"),
    "counted from a date": ("relative", "counted", "daypart", "weekday", "deictic", "week"),
    "so long before, after": ("offset",),
    "durations": ("duration",),
    "sets": ("set",),
    "hours": ("clock",),
    "now, then, once": ("fixed", "former", "kind"),
}


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


def by_type(gold: dict[str, list[Span]], read: dict[str, list[Span]]) -> dict[str, dict[str, Score]]:
    """The scores of each type, where the gold gives types: its own expressions against the answers of that type."""
    kinds = sorted({span["type"] for spans in gold.values() for span in spans if span.get("type")})
    chosen = {}
    for kind in kinds:
        theirs = {name: [s for s in spans if s.get("type") == kind] for name, spans in gold.items()}
        ours = {name: [s for s in spans if s.get("type") == kind] for name, spans in read.items()}
        chosen[kind] = score(theirs, ours)
    return chosen


def ablated(documents: list[dict[str, Any]], language: str) -> Iterable[tuple[str, dict[str, Score]]]:
    """The scores without each family of rules in turn."""
    gold = {d["id"]: d["timexes"] for d in documents}
    for family, acts in FAMILIES.items():
        with patch.dict(ACTS, dict.fromkeys(acts, lambda context, found: [])):
            yield family, score(gold, {d["id"]: answers(d, language) for d in documents})


def damaged(document: dict[str, Any], share: float) -> dict[str, Any]:
    """A document with its letters worn, the gold's places moved with them."""
    text, places = worn(document["text"], share, seed=sum(map(ord, document["id"])))
    spans = [{**span, "start": places[span["start"]], "end": places[span["end"]]} for span in document["timexes"]]
    return {**document, "text": text, "timexes": spans}


def shown(figures: dict[str, Score]) -> str:
    return "  ".join(f"{name} {figure.f1:6.2f}" for name, figure in figures.items())


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
    parser.add_argument("--noise", type=float, default=0.0, help="share of letters to damage first")
    parser.add_argument("--types", action="store_true", help="score each type too")
    parser.add_argument("--ablate", action="store_true", help="score without each family of rules")
    parser.add_argument("--peer", choices=("narrative", "news"), help="run HeidelTime too, for documents of that kind")
    options = parser.parse_args(arguments)
    documents = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines() if line.strip()]
    if options.half:
        documents = documents[1::2] if options.half == "even" else documents[::2]
    if options.noise:
        documents = [damaged(document, options.noise) for document in documents]
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
    for kind, figures in by_type(gold, read).items() if options.types else ():
        print(f"{kind:24} {shown(figures)}")
    for family, figures in ablated(documents, options.language) if options.ablate else ():
        print(f"without {family:24} {shown(figures)}")
    if options.peer:
        begun = time.perf_counter()
        print(f"HeidelTime {shown(score(gold, heideltime(documents, options.peer)))}")
        print(f"HeidelTime took {time.perf_counter() - begun:.0f} s of wall time")
    if options.out:
        lines = (json.dumps({"id": i, "timexes": t}, ensure_ascii=False) for i, t in read.items())
        options.out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if options.errors:
        options.errors.write_text("".join(f"{line}\n" for line in errors(documents, read)), "utf-8")


if __name__ == "__main__":
    main()
