"""The annotated texts, all in one form: words with names, parts of speech and reports, as far as each marks them."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.reading_model.labels import MANNERS, NAMES
from polyvocal.close_reading.reading_model.words import cut
from training.parts import Part, part_of, part_of_web_text

Span = tuple[int, int]

PARTS_OF_SPEECH = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
UNMARKED = -100
"""A label that counts for nothing."""

_TYPES = {
    "PER": "person", "LOC": "place", "ORG": "organisation", "EVT": "event", "unit": "organisation",
    "periodical": "organisation", "ship": "other", "nationality": None,
}  # fmt: skip
_MANNERS = {
    "speech": "says", "writing": "writes", "evidential": "reports", "adverb": "reports", "noun": "reports",
    "mental": "thinks", "perception": "perceives", "directive": "orders", "naming": "names", "silence": "conceals",
    "denial": "denies", "withdrawal": "withdraws",
}  # fmt: skip
# The corpus sorts by the kind of word, the terms by the act: where the word of the cue tells, it decides.
_BY_WORD = (
    (re.compile(r"estimat|calculat|reckon", re.I), ("speech", "noun", "evidential", "mental"), "estimates"),
    (re.compile(r"\bdoubt|sceptic|skeptic", re.I), ("mental", "noun", "speech"), "doubts"),
    (re.compile(r"belie[fv]|opinion|hope|fear|view|idea|convic|feeling|expect", re.I), ("noun",), "thinks"),
    (re.compile(r"order|demand|request|decree|propos|command|appeal|instruc", re.I), ("noun",), "orders"),
    (re.compile(r"denial|den[iy]", re.I), ("noun",), "denies"),
)
_JOINED = 2_000  # words: web texts are short, and a window holds more than one of them


@dataclass(frozen=True, slots=True)
class Report:
    """A report in words of its text; *doubtful* where the annotator was not sure."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    manner: int
    doubtful: bool
    noun: bool = False  # or an adverb: cues that few texts have
    cut_off: bool = False  # so near the end of a window that its source or content may be missing


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in words; None where the corpus does not mark a layer. *mute* are types that it never marks."""

    name: str
    words: tuple[str, ...]
    breaks: tuple[int, ...]
    names: tuple[tuple[int, int, int], ...] | None = None
    mute: tuple[int, ...] = ()
    speech: tuple[int, ...] | None = None
    reports: tuple[Report, ...] | None = None


def voices(folder: Path, part: Part) -> list[Marked]:
    """Texts with reports."""
    return [_with_reports(row) for row in _rows(folder / "attributions.jsonl") if part_of(row["id"]) == part]


def names_of_1916(folder: Path, part: Part) -> list[Marked]:
    """Texts of `voices` with names; nationalities are no names."""
    found = []
    for row in _rows(folder / "names.jsonl"):
        if part_of(row["id"]) == part:
            spans = [(n["start"], n["end"], n["type"]) for n in row["names"]]
            found.append(_with_names(row["id"], row["text"], spans))
    return found


def treebank(path: Path, part: Part | None, *, web: bool) -> list[Marked]:
    """Texts of a treebank with names and parts of speech, as running text; *part* None takes all."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(path):
        by_text.setdefault(row["doc"], []).append(row)
    rule = part_of_web_text if web else part_of
    texts = [_running(name, rows) for name, rows in by_text.items() if part is None or rule(name) == part]
    mute = ("event", "other") if web else ("other",)
    return [_with_names(*text, mute=mute) for text in _joined(texts)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


Text = tuple[str, str, list[tuple[int, int, str]], dict[int, str]]


def _running(name: str, rows: Iterable[dict[str, Any]]) -> Text:
    """The text of a treebank's sentences, the spans of its names, the part of speech by place."""
    text, names, speech = "", [], {}
    for row in rows:
        if row["ner"] is None:
            continue
        text += "\n\n" if row["newpar"] and text else " " if text and not text.endswith(" ") else ""
        for word, space, tag, kind in zip(row["words"], row["spaces"], row["ner"], row["upos"], strict=True):
            start, end = len(text), len(text) + len(word)
            speech[start] = kind
            if tag.startswith("B-"):
                names.append((start, end, tag[2:]))
            elif tag.startswith("I-") and names:
                names[-1] = (names[-1][0], end, names[-1][2])
            text += word + (" " if space else "")
    return name, text, names, speech


def _joined(texts: Iterable[Text]) -> Iterator[Text]:
    """Short texts put together as if they were paragraphs."""
    name, text, names, speech = "", "", [], {}
    for one, more, spans, kinds in texts:
        base = len(text) + 2 if text else 0
        text = f"{text}\n\n{more}" if text else more
        name = name or one
        names += [(base + a, base + b, kind) for a, b, kind in spans]
        speech |= {base + at: kind for at, kind in kinds.items()}
        if len(text.split()) >= _JOINED:
            yield name, text, names, speech
            name, text, names, speech = "", "", [], {}
    if text:
        yield name, text, names, speech


def _with_names(
    name: str,
    text: str,
    spans: Iterable[tuple[int, int, str]],
    kinds: dict[int, str] | None = None,
    mute: tuple[str, ...] = (),
) -> Marked:
    starts, ends, breaks = cut(text)
    found = []
    for start, end, tag in spans:
        kind = _TYPES.get(tag, tag)
        if kind is None:
            continue
        if kind == "person":
            start = _behind_titles(text, start, end)
        a, b = bisect_right(ends, start), bisect_left(starts, end)
        if a < b:
            found.append((a, b, NAMES.index(kind)))  # type: ignore[arg-type]
    speech = None
    if kinds is not None:
        speech = tuple(PARTS_OF_SPEECH.index(k) if (k := kinds.get(s)) in PARTS_OF_SPEECH else UNMARKED for s in starts)
    words = tuple(text[s:e] for s, e in zip(starts, ends, strict=True))
    silent = tuple(NAMES.index(kind) for kind in mute)  # type: ignore[arg-type]
    return Marked(name, words, tuple(breaks), tuple(sorted(found)), silent, speech)


def _behind_titles(text: str, start: int, end: int) -> int:
    """Where a person's name begins behind its titles, which only some corpora count as part of it."""
    titles = lexicon_of("en").titles
    while (word := re.match(r"\S+\s+", text[start:end])) and word.group().strip() in titles:
        start += word.end()
    return start


def _with_reports(row: dict[str, Any]) -> Marked:
    text = row["text"]
    starts, ends, breaks = cut(text)

    def span(pair: list[int]) -> Span:
        return bisect_right(ends, pair[0]), bisect_left(starts, pair[1])

    reports = []
    for a in row["attributions"]:
        if not a["cue"] or span(a["cue"])[0] >= span(a["cue"])[1]:
            continue
        content = tuple(sorted(s for s in map(span, a["content"]) if s[0] < s[1]))
        doubtful = "doubt" in a["note"] or "inner" in a["note"]
        source = span(a["source"]) if a["source"] else None
        manner = _manner(a["manner"], text[slice(*a["cue"])])
        found = MANNERS.index(manner)  # type: ignore[arg-type]
        reports.append(Report(span(a["cue"]), source, content, found, doubtful, a["manner"] in ("noun", "adverb")))
    words = tuple(text[s:e] for s, e in zip(starts, ends, strict=True))
    return Marked(row["id"], words, tuple(breaks), reports=tuple(reports))


def _manner(marked: str, cue: str) -> str:
    for words, kinds, act in _BY_WORD:
        if marked in kinds and words.search(cue):
            return act
    return _MANNERS[marked]
