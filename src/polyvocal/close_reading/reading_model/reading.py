"""The model at work: a text in, its names and reports out."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from polyvocal.close_reading.reading_model.decoding import (
    Span,
    Thresholds,
    content_of,
    labelled,
    source_of,
    trimmed,
)
from polyvocal.close_reading.reading_model.labels import (
    AFTER,
    AFTER_CUE,
    BEFORE,
    BEFORE_CUE,
    BEGIN,
    CUE,
    MANNERS,
    NAMES,
    OTHER_CUE,
)  # fmt: skip
from polyvocal.close_reading.reading_model.network import Network, Read, Seen
from polyvocal.close_reading.reading_model.pieces import Pieces
from polyvocal.close_reading.reading_model.windows import Window, encode, windows
from polyvocal.close_reading.reading_model.words import Cut, cut, quoted, shape, stretches
from polyvocal.terms import Sentence
from polyvocal.terms.reading import NameType
from polyvocal.terms.statement import Manner

LONGEST = 60_000
"""Characters that are held at a time; a longer text is read in stretches, cut at paragraphs."""


class ModelReport(NamedTuple):
    """A report: by which *cue*, whose words (None where the text does not say), saying what, in what manner.

    Spans are (start, end) in characters of the text, end exclusive; *probability* is that of the cue.
    """

    cue: Span
    source: Span | None
    content: list[Span]
    manner: Manner
    probability: float


class ModelReading(NamedTuple):
    """Names (start, end, type, probability) and reports, each in order of place."""

    names: list[tuple[int, int, NameType, float]]
    reports: list[ModelReport]


class _Stretch(NamedTuple):
    """A stretch of a text in words."""

    cut: Cut
    words: list[str]
    shapes: list[int]
    quotes: list[int]

    def span(self, start: int, end: int) -> Span:
        """Words as characters."""
        return self.cut.starts[start], self.cut.ends[end - 1]


class ReadingModel:
    """The model with its weights; made by `load`."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._pieces = Pieces(folder / "tokenizer.json")
        self._network = Network(folder / "words.onnx", folder / "around.onnx")
        self.thresholds = Thresholds(**json.loads((folder / "thresholds.json").read_text("utf-8")))

    def read(self, text: str, sentences: Sequence[Sentence] = ()) -> ModelReading:
        """Names and reports of an English text; *sentences* help to find where content begins and ends."""
        found = ModelReading([], [])
        begun = [s.start for s in sentences]
        for start, end in stretches(text, LONGEST):
            part = self._stretch(text, start, end)
            if part.words:
                names, reports = self._read(
                    part, [bisect_left(part.cut.starts, at) for at in begun if start <= at < end]
                )
                found.names.extend(names)
                found.reports.extend(reports)
        return found

    def _stretch(self, text: str, start: int, end: int) -> _Stretch:
        made = cut(text, start, end)
        words = [text[a:b] for a, b in zip(made.starts, made.ends, strict=True)]
        return _Stretch(made, words, [shape(w) for w in words], quoted(words, made.breaks))

    def _read(
        self, part: _Stretch, sentences: Sequence[int]
    ) -> tuple[list[tuple[int, int, NameType, float]], list[ModelReport]]:
        cut_up = windows([len(self._pieces(word)) for word in part.words])
        seen = list(self._network.see(self._encoded(part, cut_up)))
        named = [
            row for w, s in zip(cut_up, seen, strict=True) for row in s.names[w.first - w.start : w.last - w.start]
        ]
        cued = [row for w, s in zip(cut_up, seen, strict=True) for row in s.cues[w.first - w.start : w.last - w.start]]
        names = [
            (*part.span(a, b), NAMES[kind], _surety(named, a, b, kind))
            for a, b, kind in labelled(named, self.thresholds.name)
        ]
        cues = [((a, b), _surety(cued, a, b, 0)) for a, b, _ in labelled(cued, self.thresholds.cue)]
        return names, self._reports(part, cut_up, seen, cues, sentences)

    def _encoded(self, part: _Stretch, cut_up: Sequence[Window]) -> Iterator:  # type: ignore[type-arg]
        for w in cut_up:
            here = slice(w.start, w.end)
            yield encode(part.words[here], part.shapes[here], part.cut.breaks[here], part.quotes[here], self._pieces)

    def _reports(
        self,
        part: _Stretch,
        cut_up: Sequence[Window],
        seen: Sequence[Seen],
        cues: Sequence[tuple[Span, float]],
        sentences: Sequence[int],
    ) -> list[ModelReport]:
        decided = [w.first for w in cut_up]
        others = {place for (start, end), _ in cues for place in range(start, end)}
        asked, low = [], []
        for (start, end), _ in cues:
            number = bisect_right(decided, start) - 1
            window = cut_up[number]
            a, b = max(window.start, start - BEFORE), min(window.end, start + AFTER)
            stands = [_stands(place, (start, end), others) for place in range(a, b)]
            distance = [place - start + BEFORE for place in range(a, b)]
            vectors = seen[number].vectors[a - window.start : b - window.start]
            asked.append(Read(vectors, stands, distance, part.cut.breaks[a:b], part.quotes[a:b]))
            low.append((a, number))
        found = []
        for (cue, sure), (a, number), scores in zip(cues, low, self._network.read_around(asked), strict=True):
            here = (cue[0] - a, min(cue[1] - a, len(scores.content)))
            source = source_of(scores.starts, scores.ends, here, self.thresholds.unnamed)
            content = content_of(scores.content, [here, *([source] if source else [])], self.thresholds)
            manner = MANNERS[seen[number].manners[cue[0] - cut_up[number].start]]
            whole = (trimmed((a + s, a + e), sentences, self.thresholds.least) for s, e in content)
            spans = [part.span(*words) for words in whole]
            whose = part.span(a + source[0], a + source[1]) if source else None
            found.append(ModelReport(part.span(*cue), whose, spans, manner, sure))
        return found


def _stands(place: int, cue: Span, others: set[int]) -> int:
    if cue[0] <= place < cue[1]:
        return CUE
    if place in others:
        return OTHER_CUE
    return BEFORE_CUE if place < cue[0] else AFTER_CUE


def _surety(scores: Sequence[Sequence[float]], start: int, end: int, kind: int) -> float:
    """The probability of the least sure word of a span to be of its type, begun or going on."""
    begin = BEGIN + 2 * kind
    return min(min(1.0, exp(scores[n][begin]) + exp(scores[n][begin + 1])) for n in range(start, end))
