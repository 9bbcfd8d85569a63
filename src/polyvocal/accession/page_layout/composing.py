"""Pages made into one text with the edits, leaves and marks of its reading text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from polyvocal.accession.edits import settle, trim, within
from polyvocal.accession.extract import Stretch
from polyvocal.accession.page_layout.lines import goes_on
from polyvocal.accession.page_layout.running import running_lines
from polyvocal.accession.page_layout.words import SetLine, SetPage
from polyvocal.accession.repairs import repairs
from polyvocal.terms import Alignment, Edit, Leaf, Mark

_BREAK, _INSIDE = "page break", "page break inside a paragraph"
_HYPHENED = re.compile(r"[^\W\d_]-$")
UNSURE = 40
"""Confidence, of 100, below which a word that a machine read is marked as noise."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The *text* of all pages, its *edits*, and by offsets of that text: where pages begin, and marks."""

    text: str
    edits: tuple[Edit, ...]
    pages: tuple[Leaf, ...]
    marks: tuple[Mark, ...]

    def stretch(self, first: int = 0, last: int | None = None) -> Stretch:
        """The record of the pages from *first* up to, not including, *last*."""
        start = 0 if first == 0 else self.pages[first].start
        end = len(self.text) if last is None or last >= len(self.pages) else self.pages[last].start
        place = (start, end)
        edits = tuple(trim(self.text, place, within(self.edits, place)))
        aligned = Alignment(self.text, place, edits)
        leaves = tuple(Leaf(aligned.to_reading(p.start, p.start)[0], p.label) for p in self.pages[first:last])
        marks = []
        for mark in self.marks:
            if start <= mark.start and mark.end <= end:
                a, b = aligned.to_reading(mark.start, mark.end)
                marks += [Mark(a, b, mark.kind, mark.rule)] if a < b else []
        return Stretch(place, edits, leaves, tuple(sorted(marks)))


@dataclass(slots=True)
class _Sheet:
    """A text while it is being set."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    edits: list[Edit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pages: list[Leaf] = field(default_factory=list)
    cuts: list[Edit] = field(default_factory=list)  # of running lines since the last line of the text itself

    def put(self, words: str) -> int:
        """Set *words*; gives the offset they begin at."""
        self.pieces.append(words)
        self.at += len(words)
        return self.at - len(words)


def compose(pages: Sequence[SetPage]) -> Composition:
    """One text of the pages, parted by form feeds, a line of print a line; the edits make paragraphs of them."""
    running = running_lines(pages)
    sheet = _Sheet()
    last: SetLine | None = None  # the last line of the text itself
    end = 0  # where it ends
    for n, page in enumerate(pages):
        if n:
            sheet.put("\f")
        sheet.pages.append(Leaf(sheet.at, page.label))
        for k, line in enumerate(page.lines):
            rule = running.get((n, k), "")
            if k:
                sheet.put("\n" if rule or line.begins != "paragraph" else "\n\n")
            start = _set(sheet, line)
            if rule:
                sheet.cuts.append(Edit(start, sheet.at, "", rule))
                continue
            sheet.edits += _gap(sheet, end, start, last, line, same_page=end > sheet.pages[-1].start)
            sheet.edits += sheet.cuts
            sheet.cuts.clear()
            last, end = line, sheet.at
    sheet.edits += sheet.cuts
    text = "".join(sheet.pieces)
    edits = [e for e in sheet.edits if text[e.start : e.end] != e.put]
    return Composition(text, tuple(settle([*edits, *_mended(text, edits)])), tuple(sheet.pages), tuple(sheet.marks))


def _set(sheet: _Sheet, line: SetLine) -> int:
    start = sheet.at
    unsure: list[tuple[int, int, int]] = []
    parts = line.parts()
    for i, (piece, word) in enumerate(parts):
        at = sheet.put(piece.rstrip(" ") if i + 1 == len(parts) else piece)
        end = at + len(word.text)
        if word.kind == "note number":
            sheet.marks.append(Mark(at, end, "furniture", "note number"))
        if word.confidence is not None and word.confidence < UNSURE:
            if unsure and unsure[-1][1] + 1 == at:
                at, word_confidence = unsure[-1][0], min(unsure.pop()[2], word.confidence)
            else:
                word_confidence = word.confidence
            unsure.append((at, end, word_confidence))
    sheet.marks += [Mark(a, b, "noise", f"OCR confidence {confidence}") for a, b, confidence in unsure]
    return start


def _gap(sheet: _Sheet, end: int, start: int, last: SetLine | None, line: SetLine, *, same_page: bool) -> list[Edit]:
    """The edits for what stands between two lines of the text: running lines are cut, line ends become space."""
    if last is None:
        return []
    if same_page:
        put = {"flow": " ", "line": "\n", "paragraph": "\n\n"}[line.begins]
        rule = "line of a paragraph" if line.begins == "flow" else "layout"
    else:
        put = " " if goes_on(last, line) else "\n\n"
        rule = _INSIDE if put == " " else _BREAK
    if put == " " and _HYPHENED.search(last.text):
        put = ""  # the word is joined below where the hyphen is only that of a line's end
    pieces, at = [], end
    for cut in sheet.cuts:
        pieces.append((at, cut.start))
        at = cut.end
    pieces.append((at, start))
    edits = [Edit(a, b, "" if i else put, _BREAK if i and not same_page else rule) for i, (a, b) in enumerate(pieces)]
    return [e for e in edits if e.end > e.start or e.put]


def _mended(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Words cut at line ends and damaged characters, looked for in the text without its running lines."""
    cuts = [e for e in sorted(edits) if e.rule.startswith(("running", "page"))]
    cuts = settle(Edit(e.start, e.end, "\n" if e.rule == _INSIDE else e.put, e.rule) for e in cuts)
    aligned = Alignment(text, (0, len(text)), cuts)
    mended = []
    for edit in repairs(aligned.text):
        start, end = aligned.to_capture(edit.start, edit.end)
        mended.append(Edit(start, end, edit.put, edit.rule))
    return mended
