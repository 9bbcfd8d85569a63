"""A reading text written from left to right over a capture: what is kept, cut or put, and where pages begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from polyvocal.accession.extract import Stretch
from polyvocal.terms import Edit, Leaf, Mark, Passage
from polyvocal.terms.record import MarkKind

# Words with single spaces between them are kept as they stand; other white space becomes a gap.
_RUN = re.compile(r"[^\s\x00-\x08]+(?: [^\s\x00-\x08]+)*")
_BREAKS = ("", " ", "\n", "\n\n")
_HYPHENS = "-\xad\u00ac\u2010\u2e17"


@dataclass(slots=True)
class Span:
    """A stretch of the reading text that is being written; *start* is None until its first character."""

    start: int | None = None
    record: int = 0


@dataclass(slots=True)
class _Draft:
    start: int
    edits: list[Edit] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


class Scribe:
    """Decides for every character of *captured*, in order, and yields the stretches of its records.

    >>> scribe = Scribe("<p>One\\n two</p><p>Three</p>")
    >>> scribe.words(3, 11); scribe.gap("\\n\\n"); scribe.words(18, 23)
    >>> [(e.start, e.end, e.put) for e in scribe.finish()[0].edits]
    [(0, 3, ''), (6, 8, ' '), (11, 18, '\\n\\n'), (23, 27, '')]
    """

    def __init__(self, captured: str) -> None:
        self._captured = captured
        self._at, self.length, self._gap, self._joined = 0, 0, "", False
        self._done: list[Stretch] = []
        self._draft = _Draft(0)
        self._spans: list[Span] = []
        self._label: str | None = None
        self._leaf_due = False

    def gap(self, put: str) -> None:
        """What sets the next words off: of several gaps the widest stands; none stands where words are joined."""
        if not (self._joined and put == " ") and _BREAKS.index(put) > _BREAKS.index(self._gap):
            self._gap = put

    def join(self) -> None:
        """Let the next words follow without a space, and take back the hyphen that stands before."""
        last = self._draft.edits[-1] if self._draft.edits else None
        kept = self._at > max(self._draft.start, last.end if last else 0)
        if self.length > 1 and kept and self._captured[self._at - 1] in _HYPHENS:
            self._at -= 1
            self.length -= 1
        elif self.length > 1 and not kept and last and last.end == self._at and last.put.endswith(tuple(_HYPHENS)):
            self._draft.edits[-1] = replace(last, put=last.put[:-1])
            self.length -= 1
        self._gap, self._joined = "", True

    def words(self, start: int, end: int) -> None:
        """Keep ``captured[start:end]``, its white space evened out."""
        at = start
        for run in _RUN.finditer(self._captured, start, end):
            if run.start() > at:
                self.gap(" ")
            self.keep(run.start(), run.end())
            at = run.end()
        if end > at:
            self.gap(" ")

    def keep(self, start: int, end: int, put: str | None = None, rule: str = "character") -> None:
        """Keep ``captured[start:end]``, or *put* in its place (for *rule*); what was passed over is cut as markup."""
        if start == end:
            # A sign of the editor's: one edit, its gap included.
            self._drop(start, "markup")
            self.insert(put or "", rule)
            return
        gap = self._gap if self.length else ""
        if not (gap == " " and self._captured[self._at : start] == " "):
            self._drop(start, "markup" if self._captured[self._at : start].strip() else "white space")
            if gap:
                self._insert(gap)
        self.length += len(gap)
        self._gap, self._joined = "", False
        self._opened()
        if put is not None:
            self._draft.edits.append(Edit(start, end, put, rule))
        self.length += end - start if put is None else len(put)
        self._at = end

    def close(self, put: str, at: int, rule: str) -> None:
        """Put a closing sign right behind the last words, whatever gap was asked for since."""
        gap, self._gap = self._gap, ""
        self.keep(at, at, put, rule)
        self._gap = gap

    def insert(self, put: str, rule: str) -> None:
        """Put words that stand elsewhere in the capture."""
        put = (self._gap if self.length else "") + put
        gap = len(self._gap) if self.length else 0
        last = self._draft.edits[-1] if self._draft.edits else None
        self.length += gap
        self._gap, self._joined = "", False
        self._opened()
        self.length += len(put) - gap
        if last and last.end == self._at and last.start == last.end and last.rule == rule:
            self._draft.edits[-1] = replace(last, put=last.put + put)
        else:
            self._draft.edits.append(Edit(self._at, self._at, put, rule))

    def cut(self, start: int, end: int, rule: str) -> None:
        """Leave ``captured[start:end]`` out for *rule*."""
        self._drop(start, "markup" if self._captured[self._at : start].strip() else "white space")
        self._drop(end, rule)

    def leaf(self, label: str) -> None:
        """A page begins here."""
        self._label, self._leaf_due = label, True

    def begin(self) -> Span:
        """Open a span that starts with the next character written."""
        span = Span(None, len(self._done))
        self._spans.append(span)
        return span

    def mark(self, span: Span, kind: MarkKind, rule: str) -> None:
        """Close a span as a mark; nothing where nothing was written."""
        if self._closed(span):
            self._draft.marks.append(Mark(span.start or 0, self.length, kind, rule))

    def passage(self, span: Span, language: str, script: str) -> None:
        """Close a span as a passage in another language."""
        if self._closed(span):
            self._draft.passages.append(Passage(span.start or 0, self.length, language, script))

    def cell(self) -> None:
        """The next cell of a row begins: a bar keeps the figures of two cells apart."""
        self.gap(" ")
        if self._gap == " " and self.length:
            self.insert("|", "between cells")
            self.gap(" ")

    def divide(self, at: int) -> None:
        """The next record begins at *at* of the capture; where nothing was written yet, nothing is divided."""
        if self.length:
            self._stretch(at)

    def finish(self) -> tuple[Stretch, ...]:
        """The stretches of all records; what is left of the capture is cut."""
        if self.length or not self._done:
            self._stretch(len(self._captured))
        elif self._done:
            last = self._done[-1]
            rest = Edit(last.place[1], len(self._captured), "", "markup")
            edits = (*last.edits, rest) if rest.end > rest.start else last.edits
            place = (last.place[0], rest.end)
            self._done[-1] = Stretch(place, edits, last.leaves, last.marks, last.passages)
        return tuple(self._done)

    def _stretch(self, end: int) -> None:
        self._drop(max(end, self._at), "markup")
        draft = self._draft
        self._done.append(
            Stretch((draft.start, self._at), tuple(draft.edits), tuple(draft.leaves), tuple(sorted(draft.marks)),
                    tuple(sorted(draft.passages)))
        )  # fmt: skip
        self._draft = _Draft(self._at)
        self.length, self._gap, self._joined = 0, "", False
        self._spans.clear()
        self._leaf_due = self._label is not None

    def _drop(self, end: int, rule: str) -> None:
        if end <= self._at:
            return
        edits = self._draft.edits
        last = edits[-1] if edits else None
        if last and last.end == self._at and last.rule == rule and not last.put:
            edits[-1] = Edit(last.start, end, "", rule)
        else:
            edits.append(Edit(self._at, end, "", rule))
        self._at = end

    def _insert(self, gap: str) -> None:
        edits = self._draft.edits
        last = edits[-1] if edits else None
        if last and last.end == self._at and not last.put:
            edits[-1] = Edit(last.start, last.end, gap, last.rule)
        else:
            edits.append(Edit(self._at, self._at, gap, "break between blocks"))

    def _opened(self) -> None:
        for span in self._spans:
            span.start = self.length
        self._spans.clear()
        if self._leaf_due and self._label is not None:
            leaves = self._draft.leaves
            if leaves and leaves[-1].start == self.length:
                leaves.pop()
            leaves.append(Leaf(self.length, self._label))
            self._leaf_due = False

    def _closed(self, span: Span) -> bool:
        if span.start is None:
            self._spans = [other for other in self._spans if other is not span]
        return span.start is not None and span.record == len(self._done) and self.length > span.start
