"""Names: precision, recall and F1 of exact spans by type, and characters per CPU second.

    python -m bench.names FILE [--reader rules|model|NAME] [--out ANSWERS.jsonl] [--language ru] [--pages DIR]

FILE is the folder of factRuEval's development part, or holds CoNLL/IOB2 columns (word first, tag last, "# newdoc" or
-DOCSTART- between documents), JSON lines with `text` and `names`, JSON lines of sentences with `words`, `spaces`, `ner`
and `doc` (.gz is read too), or JSON lines of passages of front pages (bench/front_page_names.jsonl: page, start, end
and names of the file below DIR), which are read as `polyvocal read` reads the page: divided into its items, cleaned,
and led back to the file.

The gold's types are mapped openly (GOLD below): units and periodicals count as organisations, ships as other;
demonyms are no names for us and neither asked for nor punished. Some columns leave titles outside of a person's name
("President [Lincoln]"), so for columns titles are cut off both ours and the gold's before scoring.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.names_forms import Span, documents
from polyvocal.accession import receive
from polyvocal.close_reading import read
from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.readers import chosen, reader
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


class Score(NamedTuple):
    """Names right, given and wanted."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


TYPES = ("person", "place", "organisation", "event", "other")


Answer = dict[str, Any]


def answered(document: dict[str, Any], by: str, language: str, pages: Path | None) -> list[Answer]:
    """What a reader finds in a document, in the form of the gold; offsets count the document's text."""
    if "page" in document:
        return _on_page(document, by, pages)
    text = document["text"]
    sentences: Sequence[Sentence] = document["sentences"] or divide_sentences(text, language)
    chosen_reader = reader(by)
    reads = not chosen_reader.languages or language in chosen_reader.languages
    suggested = chosen_reader.read(text, sentences, language).names if reads else ()
    names = read_names(
        text, sentences=sentences, language=language, suggested=suggested, suggested_by=chosen_reader.name
    )
    return [_answer(n.locus.start, n.locus.end, n.locus.words, n.type, n.heading, n.rule) for n in names]


def _on_page(document: dict[str, Any], by: str, pages: Path | None) -> list[Answer]:
    if pages is None:
        raise SystemExit("passages of front pages need --pages DIR, the folder that holds the pages")
    low, high = document["window"]
    receipt = receive(document["page"], (pages / document["page"]).read_bytes())
    document["text"] = receipt.text or ""
    found = []
    for record in receipt.records:
        span = record.alignment(document["text"]).to_capture
        for n in read(record, reader=by).names:
            start, end = span(n.locus.start, n.locus.end)
            if start < high and end > low:
                found.append(_answer(start, end, n.locus.words, n.type, n.heading, n.rule))
    return found


def compared(document: dict[str, Any], names: Sequence[Answer]) -> tuple[set[Span], set[Span]]:
    """Our spans and the gold's under one convention."""
    gold = {(a, b, GOLD[t.lower()]) for a, b, t in document["names"] if t.lower() in GOLD}
    ignored = [(a, b) for a, b, t in document["names"] if t.lower() in IGNORED]
    spans: set[Span] = {(n["start"], n["end"], n["type"]) for n in names}
    if document.get("columns"):
        kinds = {t for _, _, t in gold} | {"person", "place", "organisation"}
        spans = {cut for s in spans if s[2] in kinds and (cut := untitled(document["text"], s))}
        gold = {cut for s in gold if (cut := untitled(document["text"], s))}
    return {s for s in spans if not any(s[0] >= a and s[1] <= b for a, b in ignored)}, gold


def overlapping(spans: set[Span], gold: set[Span]) -> Iterator[Span]:
    """The gold's names that one of ours of the same type overlaps, each of ours counted once."""
    free = sorted(spans)
    for name in sorted(gold):
        over = next((s for s in free if s[2] == name[2] and s[0] < name[1] and name[0] < s[1]), None)
        if over is not None:
            free.remove(over)
            yield name


class Tally:
    """Names right, given and wanted, by type."""

    def __init__(self) -> None:
        self.right, self.touched = Counter[str](), Counter[str]()
        self.given, self.wanted = Counter[str](), Counter[str]()
        self.missed, self.false = Counter[tuple[str, str]](), Counter[tuple[str, str]]()

    def add(self, text: str, spans: set[Span], gold: set[Span]) -> None:
        """Count one document."""
        self.right.update(t for _, _, t in spans & gold)
        self.touched.update(t for _, _, t in overlapping(spans, gold))
        self.given.update(t for _, _, t in spans)
        self.wanted.update(t for _, _, t in gold)
        self.missed.update((t, " ".join(text[a:b].split())) for a, b, t in gold - spans)
        self.false.update((t, " ".join(text[a:b].split())) for a, b, t in spans - gold)

    def scores(self, right: Counter[str]) -> dict[str, Score]:
        """The scores by type and in all."""
        found = {kind: Score(right[kind], self.given[kind], self.wanted[kind]) for kind in TYPES}
        return found | {"all": Score(right.total(), self.given.total(), self.wanted.total())}

    def show(self, most: int) -> None:
        """Print misses and false names by type."""
        for kind in TYPES:
            print("MISSED", kind, [x for x in self.missed.most_common() if x[0][0] == kind][:most])
            print("FALSE", kind, [x for x in self.false.most_common() if x[0][0] == kind][:most])


def score(
    path: Path,
    out: Path | None = None,
    show: int = 0,
    language: str = "en",
    by: str = "rules",
    pages: Path | None = None,
) -> dict[str, Score]:
    """Score a file by type and in all; prints what *show* asks for, the cost, and how many names overlap."""
    tally, answers = Tally(), []
    characters, spent = 0, 0.0
    for document in documents(path):
        started = time.process_time()
        names = answered(document, by, language, pages)
        spent += time.process_time() - started
        characters += len(document["text"])
        tally.add(document["text"], *compared(document, names))
        answers.append({"id": document["id"], "names": names})
    print(f"{characters:,} characters in {spent:.2f} CPU s: {characters / max(spent, 1e-9):,.0f} a CPU second")
    if show:
        tally.show(show)
    print(f"F1 of names that overlap one of their type: {tally.scores(tally.touched)['all'].f1:.3f}")
    if out:
        out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")
    return tally.scores(tally.right)


def _answer(start: int, end: int, words: str, kind: str, heading: str | None, rule: str) -> Answer:
    return {"start": start, "end": end, "words": words, "type": kind, "heading": heading, "rule": rule}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, help="write the answers in the form of the gold")
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false names by type")
    parser.add_argument("--language", default="en", help="whose word lists to read by (en, ru)")
    parser.add_argument("--reader", default="", help="rules, model or a plug-in (default: as polyvocal itself)")
    parser.add_argument("--pages", type=Path, help="the folder of the front pages, for marks that only point at them")
    told = parser.parse_args()
    by = chosen(told.reader)
    for kind, s in score(told.file, told.out, told.show, told.language, by, told.pages).items():
        print(
            f"{kind:13} precision {s.precision:.3f}  recall {s.recall:.3f}  F1 {s.f1:.3f}"
            f"  ({s.right} right of {s.given} given, {s.wanted} wanted)"
        )


if __name__ == "__main__":
    main()
