"""Markdown (CommonMark with tables): markdown-it reads the structure, edits cut its marks and keep every word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from polyvocal.accession import markup
from polyvocal.accession.extract import Extract, Stretch
from polyvocal.accession.scribe import Scribe
from polyvocal.terms import Embedded

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n((?:[^\n]*\n){0,300}?)(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_YAML = re.compile(r"([A-Za-z][\w -]{0,60}):(?:[ \t]+(.*))?$")
_TOML = re.compile(r"([A-Za-z][\w-]{0,60})[ \t]*=[ \t]*(.+)$")
_NUMBER = re.compile(r"[\s>]*(\d{1,9}[.)])\s")
# The library's time grows with the square of a paragraph that is made to hold it up: about two seconds are spent.
_MOST_SQUARED = 4_000_000_000
_MOST_BRACKETS_SQUARED = 40_000_000
_NESTING = 40
_ONE_LINE = frozenset(("tr_close", "list_item_close", "paragraph_close", "thead_close", "tbody_open"))


def read(text: str) -> Extract:
    """The record of a Markdown text; what its front matter says stands beside it.

    >>> from polyvocal.terms import Alignment
    >>> text = "# The convoy\\n\\nIt *sailed* on [4 May](notes.md).\\n"
    >>> Alignment(text, (0, len(text)), read(text).stretches[0].edits).text
    'The convoy\\n\\nIt sailed on 4 May.'
    """
    front = _FRONT.match(text)
    body = front.end() if front else 0
    embedded = tuple(_front_matter(front[2], front[1])) if front else ()
    if _holds_up(text[body:]):
        loss = "paragraphs too long or too full of brackets to be read as Markdown: its marks are left in the text"
        return Extract((Stretch((0, len(text)), ()),), embedded=embedded, losses=(loss,))
    writer = _Writer(text, body)
    return Extract(writer.stretches, embedded=embedded)


def _holds_up(text: str) -> bool:
    paragraphs = re.split(r"\n[ \t\r]*\n", text)
    brackets = sum(paragraph.count("[") ** 2 for paragraph in paragraphs)
    return brackets > _MOST_BRACKETS_SQUARED or sum(len(p) ** 2 for p in paragraphs) > _MOST_SQUARED


def _front_matter(lines: str, fence: str) -> Iterator[Embedded]:
    """Fields of front matter: one line each, or the items of a list below a name."""
    pattern, name = (_YAML if fence == "---" else _TOML), ""
    for line in lines.splitlines():
        field = pattern.match(line)
        item = re.match(r"\s+-\s+(.+)$|-\s+(.+)$", line)
        if field:
            name = field[1].strip()
            yield from _values(name, field[2] or "")
        elif item and name:
            yield from _values(name, item[1] or item[2])


def _values(name: str, words: str) -> Iterator[Embedded]:
    words = words.strip()
    listed = re.fullmatch(r"\[(.*)\]", words)
    for part in listed[1].split(",") if listed else [words]:
        bare = part.strip().strip("\"'").strip()
        if bare and bare not in ("|", ">", "null", "~"):
            yield Embedded(f"front matter {name}", bare)


class _Writer:
    """Finds every piece of text that the library read in the source again, in order, and keeps it."""

    def __init__(self, text: str, body: int) -> None:
        self._text, self._body = text, body
        self._scribe = Scribe(text)
        self._at = body
        if body:
            self._scribe.cut(0, body, "front matter")
        source = text[body:]
        # The library parts lines at "\n" alone, once it has made "\n" of "\r\n"; a bare "\r" is a line end to it too.
        ends = [body + found.end() for found in re.finditer(r"\r\n|\n|\r", source)]
        self._lines = [body, *ends]
        library = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").disable("text_join")
        self._row: list[int] | None = None
        self._numbered = False
        for token in library.parse(source):
            self._block(token)
        self.stretches = self._scribe.finish() if self._scribe.length else ()

    def _block(self, token: Token) -> None:
        kind = token.type
        if kind == "tr_open":
            self._row = token.map
            self._scribe.gap("\n")
        elif kind in ("th_open", "td_open"):
            self._scribe.cell()
        elif kind in ("th_close", "td_close"):
            self._scribe.gap(" ")
        elif kind == "list_item_open":
            self._item(token)
        elif kind == "paragraph_open":
            if not self._numbered:
                self._scribe.gap("\n" if token.hidden else "\n\n")
            self._numbered = False
        elif kind in ("fence", "code_block"):
            self._verbatim(token)
        elif kind == "html_block" and token.map:
            self._html(*self._span(token.map))
        elif kind == "inline":
            self._inline(token)
        elif kind.endswith(("_open", "_close")) or kind == "hr":
            self._scribe.gap("\n" if kind in _ONE_LINE else "\n\n")

    def _span(self, lines: list[int]) -> tuple[int, int]:
        size = len(self._text)
        start, end = (self._lines[n] if n < len(self._lines) else size for n in lines)
        return max(start, self._at), min(end, size)

    def _item(self, token: Token) -> None:
        self._scribe.gap("\n")
        if token.map and token.info:
            start, end = self._span(token.map)
            number = _NUMBER.match(self._text, start, end)
            if number:
                self._keep(*number.span(1))
                self._scribe.gap(" ")
                self._numbered = True

    def _verbatim(self, token: Token) -> None:
        self._scribe.gap("\n\n")
        if token.map is None:
            return
        self._at = self._span(token.map)[0]
        if token.type == "fence":
            self._at = min(len(self._text), self._text.find("\n", self._at) + 1 or len(self._text))
        for line in token.content.split("\n"):
            self._found(line.strip())
            self._scribe.gap("\n" if line.strip() else "\n\n")
        self._scribe.gap("\n\n")

    def _html(self, start: int, end: int) -> None:
        self._scribe.gap("\n\n")
        for token in markup.tokens(self._text[start:end]):
            if token.kind == "text":
                self._scribe.words(start + token.start, start + token.end)
                self._at = start + token.end
        self._scribe.gap("\n\n")

    def _inline(self, token: Token) -> None:
        lines = token.map or self._row
        if lines:
            self._at = self._span(lines)[0]
        for child in token.children or ():
            self._child(child)

    def _child(self, child: Token) -> None:
        kind = child.type
        if kind == "text":
            self._found(child.content)
        elif kind == "code_inline":
            self._found(child.content)
            self._at = min(len(self._text), self._at + len(child.markup))
        elif kind == "text_special":
            self._special(child)
        elif kind in ("softbreak", "hardbreak"):
            self._scribe.gap(" " if kind == "softbreak" else "\n")
        elif kind == "image":
            span = self._scribe.begin()
            for part in child.children or ():
                self._child(part)
            self._scribe.mark(span, "caption", "words in place of a picture")
            self._behind_address()
        elif kind == "link_close" and child.info != "auto":
            self._behind_address()

    def _special(self, child: Token) -> None:
        """An escaped character or a reference: the source has more than what is read."""
        at = self._text.find(child.markup, self._at)
        if child.markup and at >= 0:
            self._scribe.keep(at, at + len(child.markup), child.content)
            self._at = at + len(child.markup)

    def _found(self, words: str) -> None:
        if not words:
            return
        at = self._text.find(words, self._at)
        if at < 0:  # white space that the library evened out
            for word in words.split():
                at = self._text.find(word, self._at)
                if at >= 0:
                    self._keep(at, at + len(word))
                    self._scribe.gap(" ")
            return
        self._keep(at, at + len(words))

    def _keep(self, start: int, end: int) -> None:
        self._scribe.words(start, end)
        self._at = end

    def _behind_address(self) -> None:
        """Pass over the address and title of a link, so that no word of theirs is taken for the text behind it."""
        at = self._text.find("]", self._at)
        if at < 0:
            return
        self._at = at + 1
        if self._text.startswith("[", self._at):
            closed = self._text.find("]", self._at)
            self._at = closed + 1 if closed >= 0 else self._at
        elif self._text.startswith("(", self._at):
            self._at = self._end_of_address(self._at + 1)

    def _end_of_address(self, at: int) -> int:
        depth, quoted = 1, ""
        start = at
        while at < len(self._text) and depth and at - start < 4000:
            sign = self._text[at]
            if sign == "\\":
                at += 1
            elif quoted:
                quoted = "" if sign == quoted else quoted
            elif sign in "\"'" and self._text[at - 1].isspace():
                quoted = sign
            elif sign == "<" and at == start:
                at = max(at, self._text.find(">", at))
            else:
                depth += (sign == "(") - (sign == ")")
            at += 1
        return at
