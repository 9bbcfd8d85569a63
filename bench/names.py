"""Names: precision, recall and F1 of exact spans by type, and characters per CPU second.

    python -m bench.names FILE [--out ANSWERS.jsonl]

FILE holds CoNLL/IOB2 columns (word first, tag last, "# newdoc" or -DOCSTART- between documents), or JSON lines
with `text` and `names`, or JSON lines of sentences with `words`, `spaces`, `ner` and `doc` (.gz is read too).

The gold's types are mapped openly (GOLD below): units and periodicals count as organisations, ships as other;
demonyms are no names for us and neither asked for nor punished. Columns leave titles outside of a person's name
("President [Lincoln]"), so for them titles are cut off before scoring.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import Sentence

GOLD = {
    "per": "person", "person": "person", "loc": "place", "gpe": "place", "place": "place", "fac": "place",
    "org": "organisation", "organization": "organisation", "organisation": "organisation", "unit": "organisation",
    "periodical": "organisation", "corporation": "organisation", "group": "organisation",
    "evt": "event", "event": "event", "ship": "other", "other": "other", "misc": "other", "oth": "other",
    "product": "other", "work": "other", "creative-work": "other", "location": "place",
}  # fmt: skip
IGNORED = {"nationality"}
Span = tuple[int, int, str]


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Documents of a file: id, text, names (start, end, type), sentences or None, whether of columns."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        first = lines.readline()
        lines.seek(0)
        if not first.lstrip().startswith("{"):
            yield from _grouped(_column_sentences(lines))
        elif "words" in json.loads(first) and "ner" in json.loads(first):
            yield from _grouped(_json_sentences(lines))
        else:
            for line in lines:
                document = json.loads(line)
                names = [(n["start"], n["end"], n["type"]) for n in document.get("names", [])]
                yield {"id": document["id"], "text": document["text"], "names": names, "sentences": None}


def _json_sentences(lines: Any) -> Iterator[tuple[str, list[str], list[bool], list[str]]]:
    for line in lines:
        sentence = json.loads(line)
        if sentence["ner"] is None:  # marked for syntax alone
            continue
        yield sentence["doc"], sentence["words"], sentence["spaces"], sentence["ner"]


def _column_sentences(lines: Any) -> Iterator[tuple[str, list[str], list[bool], list[str]]]:
    document = "0"
    words: list[str] = []
    tags: list[str] = []
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith(("-DOCSTART-", "# newdoc")):
            document = str(int(document) + 1)
        elif not line.strip():
            if words:
                yield document, words, [True] * len(words), tags
            words, tags = [], []
        elif not line.startswith("#"):
            columns = line.split("\t") if "\t" in line else line.split()
            numbered = columns[0].isdigit() and len(columns) > 2
            words.append(columns[1] if numbered else columns[0])
            tags.append(next((c for c in columns[1:] if re.fullmatch(r"O|[BI]-[\w-]+", c)), "O"))
    if words:
        yield document, words, [True] * len(words), tags


def _grouped(sentences: Iterator[tuple[str, list[str], list[bool], list[str]]]) -> Iterator[dict[str, Any]]:
    """Sentences of one document joined by line breaks, their tags as spans."""
    current: dict[str, Any] | None = None
    for name, words, spaces, tags in sentences:
        if current is None or current["id"] != name:
            if current is not None:
                yield current
            current = {"id": name, "text": "", "names": [], "sentences": [], "columns": True}
        base = len(current["text"])
        text, places = "", []
        for word, space in zip(words, spaces, strict=True):
            places.append((base + len(text), base + len(text) + len(word)))
            text += word + (" " if space else "")
        current["sentences"].append(Sentence(base, base + len(text.rstrip()), 0))
        current["names"] += _spans(tags, places)
        current["text"] += text.rstrip() + "\n"
    if current is not None:
        yield current


def _spans(tags: list[str], places: list[tuple[int, int]]) -> list[Span]:
    spans: list[Span] = []
    for tag, (start, end) in zip(tags, places, strict=True):
        if tag.startswith("B-") or (tag.startswith("I-") and not spans):
            spans.append((start, end, tag[2:]))
        elif tag.startswith("I-"):
            spans[-1] = (spans[-1][0], end, spans[-1][2])
    return spans


def untitled(text: str, span: Span) -> Span | None:
    """A person's name without its titles."""
    start, end, kind = span
    if kind != "person":
        return span
    titles = lexicon_of("en").titles
    while (word := re.match(r"\S+", text[start:end])) and word.group() in titles and word.end() < end - start:
        start += word.end()
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, end, kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, help="write the answers in the form of the gold")
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false names by type")
    options = parser.parse_args()
    right, given, wanted, characters, spent = Counter[str](), Counter[str](), Counter[str](), 0, 0.0
    missed, false, answers = Counter[tuple[str, str]](), Counter[tuple[str, str, str]](), []
    for document in documents(options.file):
        text = document["text"]
        started = time.process_time()
        names = read_names(text, sentences=document["sentences"] or divide_sentences(text))
        spent += time.process_time() - started
        characters += len(text)
        gold_raw = document["names"]
        gold = {(a, b, GOLD[t.lower()]) for a, b, t in gold_raw if t.lower() in GOLD}
        ignored = [(a, b) for a, b, t in gold_raw if t.lower() in IGNORED]
        rules = {(n.locus.start, n.locus.end): n.rule for n in names}
        spans = {(n.locus.start, n.locus.end, str(n.type)) for n in names}
        if document.get("columns"):
            kinds = {t for _, _, t in gold} | {"person", "place", "organisation"}
            spans = {cut for s in spans if s[2] in kinds and (cut := untitled(text, s))}
        spans = {s for s in spans if not any(s[0] >= a and s[1] <= b for a, b in ignored)}
        for kind in ("person", "place", "organisation", "event", "other"):
            mine, theirs = {s for s in spans if s[2] == kind}, {s for s in gold if s[2] == kind}
            right[kind] += len(mine & theirs)
            given[kind] += len(mine)
            wanted[kind] += len(theirs)
        missed.update((t, " ".join(text[a:b].split())) for a, b, t in gold - spans)
        false.update((t, " ".join(text[a:b].split()), rules.get((a, b), "cut")) for a, b, t in spans - gold)
        answers.append({"id": document["id"], "names": [
            {"start": n.locus.start, "end": n.locus.end, "words": n.locus.words, "type": n.type} for n in names
        ]})  # fmt: skip
    for kind in [*given, "all"]:
        r, g, w = (sum(c.values()) if kind == "all" else c[kind] for c in (right, given, wanted))
        p, rec = r / g if g else 0.0, r / w if w else 0.0
        f1 = 2 * p * rec / (p + rec) if p + rec else 0.0
        print(f"{kind:13} precision {p:.3f}  recall {rec:.3f}  F1 {f1:.3f}  ({r} right of {g} given, {w} wanted)")
    print(f"{characters:,} characters in {spent:.2f} CPU s: {characters / max(spent, 1e-9):,.0f} a CPU second")
    if options.show:
        for kind in given:
            print("MISSED", kind, [x for x in missed.most_common() if x[0][0] == kind][: options.show])
            print("FALSE", kind, [x for x in false.most_common() if x[0][0] == kind][: options.show])
    if options.out:
        options.out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")


if __name__ == "__main__":
    main()
