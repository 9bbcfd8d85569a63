"""Scores who speaks each quotation of novels: `python -m bench.quotations LITBANK [--reader rules]`.

LITBANK is a copy of the repository of that name (`original/`, `quotations/tsv/`, `coref/tsv/`). The original text is
read, with its paragraphs; the annotation is laid over it word by word. A quotation is ours where one of our contents
covers half of it; its speaker is right where our source stands in a mention of the speaker annotated. `named` asks the
same of the name that a pronoun was resolved to.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from bench.attribution import Tally, overlap, read_text
from bench.reports import Span
from polyvocal.terms import Attribution

Quote = tuple[Span, str]
"""A quotation and the name of its speaker in the annotation."""


class Story:
    """A text with the places of its words, its quotations and the mentions of its persons."""

    def __init__(self, root: Path, name: str) -> None:
        self.text = (root / "original" / f"{name}.txt").read_text("utf-8")
        lines = (root / "quotations/tsv" / f"{name}_brat.txt").read_text("utf-8").splitlines()
        self.words = self._places([line.split() for line in lines])
        # The rest of the novel is not marked.
        self.text = self.text[: max(spans[-1][1] for spans in self.words if spans)]
        self.quotes = self._quotes(_rows(root / "quotations/tsv" / f"{name}_brat.ann"))
        self.mentions = self._mentions(_rows(root / "coref/tsv" / f"{name}_brat.ann"))

    def _places(self, lines: list[list[str]]) -> list[list[Span]]:
        at, places = 0, []
        for line in lines:
            spans = []
            for word in line:
                at = self.text.index(word, at)
                spans.append((at, at + len(word)))
                at += len(word)
            places.append(spans)
        return places

    def _span(self, line: str, word: str, last_line: str, last_word: str) -> Span:
        return self.words[int(line)][int(word)][0], self.words[int(last_line)][int(last_word)][1]

    def _quotes(self, rows: list[list[str]]) -> list[Quote]:
        speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
        return [(self._span(*row[2:6]), speakers.get(row[1], "")) for row in rows if row[0] == "QUOTE"]

    def _mentions(self, rows: list[list[str]]) -> list[tuple[Span, str]]:
        who = {row[1]: row[2] for row in rows if row[0] == "COREF"}
        return [(self._span(*row[2:6]), who[row[1]]) for row in rows if row[0] == "MENTION" and row[1] in who]

    def is_of(self, span: Span, speaker: str) -> bool:
        """Whether a mention of the speaker stands at *span*: the smallest that overlaps it decides."""
        near = [(b - a, who) for (a, b), who in self.mentions if overlap(span, (a, b)) > 0]
        return any(who == speaker for size, who in near if size == min(near)[0] or who == speaker)


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def _owner(found: tuple[Attribution, ...], quote: Span) -> Attribution | None:
    """The innermost report that covers half of a quotation and whose cue stands outside it."""
    size = quote[1] - quote[0]
    around = [
        (part.end - part.start, n)
        for n, report in enumerate(found)
        for part in report.content
        if 2 * overlap(quote, part.span) >= size and not (report.cue and overlap(quote, report.cue.span) > 0)
    ]
    return found[min(around)[1]] if around else None


def stories(root: Path) -> Iterator[Story]:
    """All texts of the collection."""
    for path in sorted((root / "quotations/tsv").glob("*_brat.txt")):
        yield Story(root, path.stem.removesuffix("_brat"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reader", default="rules")
    options = parser.parse_args()
    spoken, named, held = Tally(), Tally(), 0
    begun = time.process_time()
    for story in stories(options.path):
        found = read_text(story.text, options.reader)
        for quote, speaker in story.quotes:
            report = _owner(found, quote)
            held += report is not None
            source = report.source if report else None
            stands = report.chain[-1].locus if report else None
            spoken.add(source is not None and story.is_of(source.span, speaker), source is not None, 1)
            named.add(stands is not None and story.is_of(stands.span, speaker), stands is not None, 1)
    print(f"quotations found {held}/{spoken.gold}")
    print(f"speaker right    {spoken}")
    print(f"named            {named}")
    print(f"{time.process_time() - begun:.1f} CPU s")


if __name__ == "__main__":
    main()
