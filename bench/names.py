"""Names: precision, recall and F1 of exact spans by type, and characters per CPU second.

    python -m bench.names FILE [--out ANSWERS.jsonl] [--language ru]

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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import Name, Sentence

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
    last = -1  # which of the columns of tags counts: CoNLL 2003 has chunks before names
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith(("-DOCSTART-", "# newdoc")):
            document = str(int(document) + 1)
        elif not line.strip():
            if words:
                yield document, words, [True] * len(words), tags
            words, tags = [], []
        elif line.startswith("TOKEN\t"):
            last = 1  # a header as in HIPE, whose first layer is the coarse one
        elif not line.startswith("#"):
            columns = line.split("\t") if "\t" in line else line.split()
            numbered = columns[0].isdigit() and len(columns) > 2
            words.append(columns[1] if numbered else columns[0])
            found = [c for c in columns[1:] if re.fullmatch(r"O|[BI]-[\w-]+", c)]
            tags.append(found[0 if last == 1 else -1] if found else "O")
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


def compared(document: dict[str, Any], names: Sequence[Name]) -> tuple[set[Span], set[Span]]:
    """Our spans and the gold's under one convention."""
    gold = {(a, b, GOLD[t.lower()]) for a, b, t in document["names"] if t.lower() in GOLD}
    ignored = [(a, b) for a, b, t in document["names"] if t.lower() in IGNORED]
    spans = {(n.locus.start, n.locus.end, str(n.type)) for n in names}
    if document.get("columns"):
        kinds = {t for _, _, t in gold} | {"person", "place", "organisation"}
        spans = {cut for s in spans if s[2] in kinds and (cut := untitled(document["text"], s))}
    return {s for s in spans if not any(s[0] >= a and s[1] <= b for a, b in ignored)}, gold


def score(path: Path, out: Path | None = None, show: int = 0, language: str = "en") -> dict[str, Score]:
    """Score a file by type and in all; prints what *show* asks for and the cost."""
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    missed, false, answers = Counter[tuple[str, str]](), Counter[tuple[str, str]](), []
    characters, spent = 0, 0.0
    for document in documents(path):
        text = document["text"]
        started = time.process_time()
        names = read_names(text, sentences=document["sentences"] or divide_sentences(text, language), language=language)
        spent += time.process_time() - started
        characters += len(text)
        spans, gold = compared(document, names)
        right.update(t for _, _, t in spans & gold)
        given.update(t for _, _, t in spans)
        wanted.update(t for _, _, t in gold)
        missed.update((t, " ".join(text[a:b].split())) for a, b, t in gold - spans)
        false.update((t, " ".join(text[a:b].split())) for a, b, t in spans - gold)
        answers.append({"id": document["id"], "names": [_answer(n) for n in names]})
    print(f"{characters:,} characters in {spent:.2f} CPU s: {characters / max(spent, 1e-9):,.0f} a CPU second")
    for kind in TYPES if show else ():
        print("MISSED", kind, [x for x in missed.most_common() if x[0][0] == kind][:show])
        print("FALSE", kind, [x for x in false.most_common() if x[0][0] == kind][:show])
    if out:
        out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")
    scores = {kind: Score(right[kind], given[kind], wanted[kind]) for kind in TYPES}
    return scores | {"all": Score(right.total(), given.total(), wanted.total())}


def _answer(name: Name) -> dict[str, object]:
    return {
        "start": name.locus.start,
        "end": name.locus.end,
        "words": name.locus.words,
        "type": name.type,
        "heading": name.heading,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, help="write the answers in the form of the gold")
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false names by type")
    parser.add_argument("--language", default="en", help="whose word lists to read by (en, ru)")
    options = parser.parse_args()
    for kind, s in score(options.file, options.out, options.show, options.language).items():
        print(
            f"{kind:13} precision {s.precision:.3f}  recall {s.recall:.3f}  F1 {s.f1:.3f}"
            f"  ({s.right} right of {s.given} given, {s.wanted} wanted)"
        )


if __name__ == "__main__":
    main()
