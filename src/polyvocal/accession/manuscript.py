"""A text composed from a document of paragraphs: what is read, and beside it what is kept out of the reading text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from polyvocal.accession.extract import Stretch
from polyvocal.accession.scribe import Scribe, Span
from polyvocal.terms.record import MarkKind

# Characters that no text has; a composed text with them could not be written as XML again.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")


def deletions(count: int) -> tuple[str, ...]:
    """The loss that tracked deletions are, where there are any.

    >>> deletions(1), deletions(0)
    (('1 tracked deletion: kept out of the reading text',), ())
    """
    return (f"{count} tracked deletion{'s' if count > 1 else ''}: kept out of the reading text",) if count else ()


@dataclass(slots=True)
class _Part:
    """A run of the composed text; *rule* cuts it from the reading text, "" keeps it."""

    words: str
    rule: str


@dataclass(slots=True)
class _Event:
    """Something that happens before the part *at*: a page, a record, the start or end of a mark."""

    at: int
    kind: str
    label: str = ""
    mark: MarkKind | None = None


@dataclass(slots=True)
class Manuscript:
    """Grows from left to right; `text` is the capture layer, `stretches` its records.

    Words under a rule stand in the text where the document has them and are cut from the reading text by an edit.

    >>> manuscript = Manuscript()
    >>> manuscript.paragraph(); manuscript.write("Kept, "); manuscript.write("gone", "cut: tracked deletion")
    >>> manuscript.write("and kept."); text = manuscript.text
    >>> text, [(e.start, e.end, e.rule) for e in manuscript.stretches(text)[0].edits]
    ('Kept, goneand kept.', [(5, 6, 'white space'), (6, 10, 'cut: tracked deletion')])
    """

    _parts: list[_Part] = field(default_factory=list)
    _events: list[_Event] = field(default_factory=list)
    _gap: str = ""
    size: int = 0
    _in_table: bool = False
    _cells: int = 0
    _cell_open: bool = False
    _bar: bool = False
    _row_at: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def paragraph(self, gap: str = "\n\n") -> None:
        """What is written next is set off from what stands before."""
        if self._cell_open:
            # The first paragraph of a cell stands on the row's line, those after it follow as a new line.
            gap, self._cell_open = "", False
        elif self._cells:
            gap = "\n"
        self._gap = max(self._gap, gap, key=len)

    def write(self, words: str, rule: str = "") -> None:
        """Add *words*, white space evened out; a line end in them stays."""
        words = _SPACES.sub(" ", _CONTROLS.sub("", words))
        if self._gap or self._bar or not self.size:
            words = words.lstrip()
        if not words:
            return
        if self._bar:
            self._gap, self._bar = "", False
            self._parts.append(_Part(" | ", ""))
        if self._gap and self.size:
            self._parts.append(_Part(self._gap, ""))
        self._gap, self._cell_open = "", False
        self._parts.append(_Part(words, rule))
        self.size += len(words)

    def aside(self, words: str, rule: str) -> None:
        """Add *words* that stand beside the text, under the rule that cuts them."""
        if words.strip():
            self.paragraph()
            self.write(words, rule)

    def row(self) -> None:
        """A row of a table begins."""
        self._cells, self._cell_open, self._bar, self._row_at = 0, False, False, self.size
        self.paragraph("\n" if self._in_table else "\n\n")
        self._in_table = True

    def cell(self) -> None:
        """A cell begins; a bar stands between it and the one before, so that their figures stay apart."""
        if self._cells:
            self._bar = self.size > self._row_at
            self._gap = "" if self._bar else self._gap
        self._cells += 1
        self._cell_open = True

    def end_table(self) -> None:
        """The rows of a table end."""
        self._in_table, self._cells, self._cell_open, self._bar = False, 0, False, False
        self.paragraph()

    def end_table_if_open(self) -> None:
        """Words outside a table follow."""
        if self._in_table:
            self.end_table()

    def leaf(self, label: str) -> None:
        """A page begins."""
        self._events.append(_Event(len(self._parts), "leaf", label))

    def record(self) -> None:
        """A record begins; its notes follow at its end."""
        self.end_notes()
        self.paragraph()
        self._events.append(_Event(len(self._parts), "record"))

    def begin(self, mark: MarkKind, rule: str) -> None:
        """A mark begins."""
        self._events.append(_Event(len(self._parts), "begin", rule, mark))

    def end(self) -> None:
        """The mark that was begun last ends."""
        self._events.append(_Event(len(self._parts), "end"))

    def note(self, label: str, words: str) -> None:
        """Keep a note for the end of the record."""
        if words.strip():
            self.notes.append((label, words.strip()))

    def end_notes(self) -> None:
        """Write the notes of the record that ends, each a paragraph under its own sign."""
        for label, words in self.notes:
            self.paragraph()
            self.write(f"[{label}] {words}")
        self.notes.clear()

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(part.words for part in self._parts)

    def stretches(self, text: str) -> tuple[Stretch, ...]:
        """The records of `text`; none where it has no words."""
        if not text.strip():
            return ()
        scribe, at, spans = Scribe(text), 0, list[tuple[Span, _Event]]()
        events = iter([*self._events, _Event(len(self._parts) + 1, "none")])
        due = next(events)
        for n, part in enumerate(self._parts):
            while due.at <= n:
                self._happens(due, scribe, at, spans)
                due = next(events)
            end = at + len(part.words)
            if part.rule:
                scribe.cut(at, end, part.rule)
            elif part.words.isspace():
                scribe.gap("\n\n" if "\n\n" in part.words else "\n" if "\n" in part.words else " ")
            else:
                _keep(scribe, part.words, at)
            at = end
        while due.kind != "none":
            self._happens(due, scribe, at, spans)
            due = next(events)
        return scribe.finish()

    def _happens(self, event: _Event, scribe: Scribe, at: int, spans: list[tuple[Span, _Event]]) -> None:
        if event.kind == "leaf":
            scribe.leaf(event.label)
        elif event.kind == "record":
            scribe.divide(at)
        elif event.kind == "begin":
            spans.append((scribe.begin(), event))
        elif event.kind == "end" and spans:
            span, begun = spans.pop()
            scribe.mark(span, begun.mark or "furniture", begun.label)


def _keep(scribe: Scribe, words: str, at: int) -> None:
    """Keep words whose single line ends belong to them."""
    for n, line in enumerate(words.split("\n")):
        if n:
            scribe.gap("\n")
        scribe.words(at, at + len(line))
        at += len(line) + 1
