"""The forms in which marked names come: columns, JSON lines, factRuEval's folders, passages of front pages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polyvocal.terms import Sentence

Span = tuple[int, int, str]


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Documents of a file or folder: id, text, names (start, end, type), sentences or None, whether of columns.

    Passages of front pages have a `page` and the `window` that was marked instead of a text.
    """
    if path.is_dir():
        yield from _fact_ru_eval(path)
        return
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
                if "page" in document:
                    window = (document["start"], document["end"])
                    yield {**document, "id": document["page"], "window": window}
                    continue
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


_OBJECTS = {
    "Person": "person", "Org": "organisation", "LocOrg": "place", "Location": "place", "Project": "other",
    "Facility": "place",
}  # fmt: skip


def _fact_ru_eval(folder: Path) -> Iterator[dict[str, Any]]:
    """Texts with their outermost objects, each from the first to the last of its spans."""
    for text in sorted(folder.glob("*.txt")):
        spans: dict[str, tuple[int, int]] = {}
        for line in text.with_suffix(".spans").read_text("utf-8").splitlines():
            if len(parts := line.split()) > 4:
                spans[parts[0]] = (int(parts[2]), int(parts[2]) + int(parts[3]))
        names: set[Span] = set()
        for line in text.with_suffix(".objects").read_text("utf-8").splitlines():
            parts = line.partition("#")[0].split()
            own = [spans[one] for one in parts[2:] if one in spans]
            if own and parts[1] in _OBJECTS:
                names.add((min(own)[0], max(end for _, end in own), _OBJECTS[parts[1]]))
        words = text.read_bytes().decode("utf-8")  # offsets count every character of a line's end
        yield {"id": text.stem, "text": words, "names": _outermost(names), "sentences": None}


def _outermost(names: set[Span]) -> list[Span]:
    kept: list[Span] = []
    for name in sorted(names, key=lambda n: (n[0], -n[1])):
        if not kept or name[0] >= kept[-1][1]:
            kept.append(name)
    return kept
