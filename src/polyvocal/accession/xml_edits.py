"""XML read without a tree: its tokens with their exact places, in one pass and bounded time, broken files too.

A tree tells neither where an attribute's value stands nor where an element ends, and edits need both. Follows XML 1.0
as far as tags, references, CDATA, comments and the document type go. Entities that a file declares itself are never
expanded (a few hundred bytes of them can stand for gigabytes); what was declared is told, not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([^\W\d][\w:.\-]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_CRUDE = re.compile(r"<(/?)([^\W\d][\w:.\-]*)([^<>]*+)>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#x[0-9a-fA-F]{1,8}|[^\W\d][\w.\-]{0,60});")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*+)"|'([^']*+)')""")
_DOCTYPE_END = re.compile(r"\]\s*>")
_DECLARED = re.compile(r"<!ENTITY\s+(?:%\s+)?([\w.\-]{1,60})")
_DEPTH = 2000
"""Elements inside each other: no edition comes near, files made to break readers do."""

Span = tuple[int, int]


class Token(NamedTuple):
    """A stretch of the file: "text", "reference", "open", "close", "empty" (an element without content), "cdata",
    "doctype", or "broken" (markup that the file's end cuts off); *name* has no prefix.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text* in order; comments and processing instructions are left out.

    >>> xml = "<p>a &amp; <t:lb/><![CDATA[b]]></p>"
    >>> [t.name or xml[t.start : t.end] for t in tokens(xml)]
    ['p', 'a ', '&amp;', ' ', 'lb', 'b', 'p']
    """
    at, size, last = 0, len(text), text.rfind(">")
    while at < size:
        mark = text.find("<", at)
        mark = size if mark < 0 else mark
        for piece in pieces(text, at, mark):
            yield Token("text" if piece[2] is None else "reference", piece[0], piece[1])
        if mark == size:
            return
        token, at = _markup(text, mark, last)
        if token is not None:
            yield token


def _markup(text: str, mark: int, last: int) -> tuple[Token | None, int]:
    """The token that the "<" at *mark* opens (None for one left out), and where reading goes on.

    *last* is where the file's last ">" stands.
    """
    tag = _TAG.match(text, mark) or _CRUDE.match(text, mark)
    if tag:
        kind = "close" if tag[1] else "empty" if tag[3].endswith("/") else "open"
        return Token(kind, mark, tag.end(), tag[2].rpartition(":")[2]), tag.end()
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")):
        if text.startswith(opening, mark):
            end = text.find(closing, mark + len(opening))
            if end < 0:
                return Token("broken", mark, len(text)), len(text)
            inside = Token("cdata", mark + len(opening), end) if opening == "<![CDATA[" else None
            return inside, end + len(closing)
    if text.startswith("<!DOCTYPE", mark):
        end = _end_of_doctype(text, mark)
        return Token("doctype", mark, end), end
    if mark > last and text[mark + 1 : mark + 2] not in (" ", "\n"):
        return Token("broken", mark, len(text)), len(text)
    return Token("text", mark, mark + 1), mark + 1


def _end_of_doctype(text: str, mark: int) -> int:
    plain, subset = text.find(">", mark), text.find("[", mark)
    if 0 <= subset < plain:
        end = _DOCTYPE_END.search(text, subset)
        return end.end() if end else len(text)
    return plain + 1 if plain >= 0 else len(text)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """``text[start:end]`` in stretches with what each stands for: None where that is itself.

    The five names of XML and numbers are resolved, and the names that HTML gives to characters, which are those of
    the ISO sets that older editions use.

    >>> list(pieces("R&eacute;gime", 0, 13))
    [(0, 1, None), (1, 9, 'é'), (9, 13, None)]
    """
    at = start
    if text.find("&", start, end) >= 0:
        for found in _REFERENCE.finditer(text, start, end):
            meant = unescape(found[0])
            if meant == found[0]:
                continue
            if found.start() > at:
                yield at, found.start(), None
            at = found.end()
            yield found.start(), at, meant
    if end > at:
        yield at, end, None


def attributes(text: str, token: Token) -> dict[str, Span]:
    """Where the values of a tag's attributes stand; names keep their prefix, of two with one name the first counts.

    >>> attributes('<pb n="12" xml:id="a"/>', Token("empty", 0, 23, "pb"))
    {'n': (7, 9), 'xml:id': (19, 20)}
    """
    found: dict[str, Span] = {}
    for match in _ATTRIBUTE.finditer(text, token.start + 1, token.end - 1):
        found.setdefault(match[1], match.span(2) if match[2] is not None else match.span(3))
    return found


def value(text: str, span: Span | None) -> str:
    """What an attribute's value stands for; "" where there is no such attribute."""
    return unescape(text[span[0] : span[1]]) if span else ""


@dataclass(slots=True)
class Walk:
    """Goes through a file's tokens, knows inside which elements it stands, and gathers what is wrong with the file.

    An end tag closes the elements left open inside its own; one that closes nothing is passed over.
    """

    text: str
    path: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Token]:
        """The tokens; elements left open are closed by tokens of no length, so that "open" and "close" pair off."""
        for token in tokens(self.text):
            if token.kind == "open":
                if len(self.path) >= _DEPTH:
                    self.losses.append(f"more than {_DEPTH} elements inside each other: read no further")
                    break
                self.path.append(token.name)
                yield token
            elif token.kind == "close":
                yield from self._close(token)
            elif token.kind == "doctype":
                self._declared(token)
            elif token.kind == "broken":
                self.losses.append("the file ends in the middle of its markup: the rest is missing")
            else:
                yield token
        if self.path and not self.losses:
            self.losses.append(f"the file ends inside <{self.path[-1]}>: the rest is missing")
        yield from self._all_closed()

    def _close(self, token: Token) -> Iterator[Token]:
        if token.name not in self.path:
            return
        while self.path[-1] != token.name:
            yield Token("close", token.start, token.start, self.path.pop())
        self.path.pop()
        yield token

    def _all_closed(self) -> Iterator[Token]:
        end = len(self.text)
        while self.path:
            yield Token("close", end, end, self.path.pop())

    def _declared(self, token: Token) -> None:
        names = {m[1] for m in _DECLARED.finditer(self.text, token.start, token.end)}
        if not names:
            return
        used = sorted(names & {m[0][1:-1] for m in _REFERENCE.finditer(self.text, token.end)})
        if used:
            shown = ", ".join(used[:5]) + (", ..." if len(used) > 5 else "")
            self.losses.append(f"entities that the file declares itself are not expanded: {shown}")
