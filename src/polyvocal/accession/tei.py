"""TEI editions (P4 and P5): the reading text as the source has it, the editor's apparatus cut or set off, by edits."""

from __future__ import annotations

import re

from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.scribe import Scribe, Span
from polyvocal.accession.tei_header import Header
from polyvocal.accession.tei_language import language_of
from polyvocal.accession.tei_parts import parts
from polyvocal.accession.xml_edits import Token, Walk, attributes, pieces, value
from polyvocal.terms.record import MarkKind


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# What is no text of the source (TEI Guidelines P5, chapters 2, 10 to 12, 16), by the rule that cuts it.
_CUT = {
    "teiHeader": "cut: header of the edition", "facsimile": "cut: facsimile", "standOff": "cut: stand-off",
    "sourceDoc": "cut: source document", "del": "cut: deleted in the source", "figDesc": "cut: editor's description",
    "rdg": "cut: variant reading", "wit": "cut: apparatus", "witDetail": "cut: apparatus", "surplus": "cut: surplus",
    "listWit": "cut: apparatus", "index": "cut: index", "interpGrp": "cut: interpretation", "desc": "cut: description",
    "castGroupDesc": "cut: description", "xenoData": "cut: foreign data", "binaryObject": "cut: binary",
}  # fmt: skip
# Of a choice the source's own reading stays; the editor's is cut.
_EDITORS = _tags("reg corr expan")
_PARAGRAPHS = _tags(
    "p ab head lg sp list table div div0 div1 div2 div3 div4 div5 div6 div7 opener closer byline argument epigraph "
    "trailer titlePage docImprint figure bibl listBibl castList postscript listPerson person "
    "text front body back group floatingText "
    "entry entryFree eTree msItem event performance prologue epilogue docTitle TEI TEI.2 teiCorpus"
)
_LINES = _tags(
    "l speaker stage item row dateline salute signed label castItem titlePart docAuthor docDate docEdition addrLine "
    "line u seg-line imprimatur"
)
_INLINE_HOLDERS = _tags("p ab l head item cell quote q seg s hi ref said note u salute signed dateline opener closer")
# Elements whose language is worth a passage; that of a whole division is the language of its record.
_SPOKEN = _tags("foreign q quote said cit p ab l lg seg note head title mentioned term hi salute opener closer")
_MILESTONES = _tags("pb lb cb gb milestone")
_HYPHEN = re.compile(r"[-\xad\u00ac\u2010\u2e17]\s*$")


def read(text: str) -> Extract:
    """The records of a TEI file; raises `Unreadable` where it has no text element.

    >>> from polyvocal.terms import Alignment
    >>> tei = "<TEI><text><body><p>The <choice><sic>flet</sic><corr>fleet</corr></choice> sai<lb break='no'/>led.</p>"
    >>> tei += "</body></text></TEI>"
    >>> [Alignment(tei, s.place, s.edits).text for s in read(tei).stretches]
    ['The flet sailed.']
    """
    reader = _Reader(text)
    if not reader.texts:
        raise Unreadable("a TEI file without a text" + (f" ({reader.losses[0]})" if reader.losses else ""))
    return Extract(reader.stretches, embedded=reader.header.embedded(), losses=tuple(reader.losses))


class _Reader:
    """Walks the file once; knows which element it is in, and tells a scribe what to keep."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scribe = Scribe(text)
        self.header = Header(text)
        self.texts = 0
        self._path: list[str] = []
        self._hidden: list[int] = []  # depths at which a cut element was opened, one at most
        self._cut = (0, "")
        self._page = 0
        self._choices: list[int] = []  # per open app: how many readings were kept
        self._notes: list[tuple[int, bool]] = []
        self._spans: list[tuple[int, Span, MarkKind, str]] = []
        self._languages: list[tuple[int, str]] = []
        self._passages: list[tuple[int, Span, str, str]] = []
        starts = set(parts(text))
        walk = Walk(text)
        for token in walk:
            if token.kind in ("open", "empty"):
                self._opened(token, divides=token.start in starts)
            elif token.kind == "close":
                self._closed(token)
            else:
                self._seen(token)
        self.losses = walk.losses
        self.stretches = self._scribe.finish() if self._scribe.length or self.texts else ()

    def _opened(self, token: Token, *, divides: bool) -> None:
        if divides:
            self._scribe.divide(token.start)
        opens = token.kind == "open"
        if "teiHeader" in self._path:
            self.header.take(token)
        if not self._hidden:
            rule = self._rule(token)
            if rule and opens:
                self._hidden.append(len(self._path))
                self._cut = (token.start, rule)
            elif not rule:
                self._begin(token)
        if opens:
            self._path.append(token.name)

    def _rule(self, token: Token) -> str:
        """Why an element is left out; "" where it is not."""
        name, above = token.name, self._path[-1] if self._path else ""
        if name in _EDITORS and above == "choice":
            return "cut: editor's reading"
        if name == "rdg" and above in ("app", "rdgGrp") and self._choices and not self._choices[-1]:
            self._choices[-1] += 1
            return ""
        return _CUT.get(name, "")

    def _speak(self, token: Token) -> None:
        """Open a passage where an element is in another language than what it stands in."""
        given = attributes(self._text, token)
        language, script = language_of(value(self._text, given.get("xml:lang") or given.get("lang")))
        if not language:
            return
        around = self._languages[-1][1] if self._languages else ""
        self._languages.append((len(self._path), language))
        if token.name in _SPOKEN and (language != around or token.name == "foreign"):
            self._passages.append((len(self._path), self._scribe.begin(), language, script))

    def _begin(self, token: Token) -> None:
        name = token.name
        if token.kind == "open":
            self._speak(token)
        if name in _MILESTONES:
            self._milestone(token)
        elif name == "note" or (name == "figure" and token.kind == "open"):
            self._set_off(token)
        elif name in _PARAGRAPHS:
            self._scribe.gap("\n\n")
        elif name in _LINES:
            self._scribe.gap("\n")
        elif name == "cell":
            self._scribe.cell()
        elif name == "gap":
            self._scribe.keep(token.start, token.start, "[…]", "gap")
        elif name == "app":
            self._choices.append(0)
        elif name == "lem" and self._choices:
            self._choices[-1] += 1
        elif name == "supplied" and token.kind == "open":
            self._scribe.keep(token.start, token.start, "[", "supplied by the editor")
        elif name == "fw" and token.kind == "open":
            self._scribe.gap("\n\n")
            self._spans.append((len(self._path), self._scribe.begin(), "furniture", "fw"))
        self.texts += name == "text"

    def _set_off(self, token: Token) -> None:
        """A note inside a sentence stands in brackets, one between paragraphs is a paragraph of its own."""
        if token.name == "figure":
            self._scribe.gap("\n\n")
            self._spans.append((len(self._path), self._scribe.begin(), "caption", "figure"))
            return
        inside = any(name in _INLINE_HOLDERS for name in self._path)
        self._scribe.gap(" " if inside else "\n\n")
        if token.kind == "open":
            self._notes.append((len(self._path), inside))
            if inside:
                self._scribe.keep(token.start, token.start, "[", "note")

    def _milestone(self, token: Token) -> None:
        given = attributes(self._text, token)
        if token.name == "pb":
            self._page += 1
            self._scribe.leaf(value(self._text, given.get("n")) or f"[{self._page}]")
        if value(self._text, given.get("break")) == "no":
            self._scribe.join()
        elif token.name != "milestone":
            self._scribe.gap(" ")

    def _closed(self, token: Token) -> None:
        self._path.pop()
        if "teiHeader" in self._path:
            self.header.take(token)
        depth = len(self._path)
        if self._hidden:
            if depth == self._hidden[-1]:
                self._hidden.pop()
                self._scribe.cut(self._cut[0], token.end, self._cut[1])
            return
        self._end(token, depth)

    def _end(self, token: Token, depth: int) -> None:
        name = token.name
        while self._languages and self._languages[-1][0] >= depth:
            self._languages.pop()
        while self._passages and self._passages[-1][0] >= depth:
            self._scribe.passage(*self._passages.pop()[1:])
        if name == "app" and self._choices:
            self._choices.pop()
        elif name == "supplied":
            self._scribe.close("]", token.start, "supplied by the editor")
        elif name == "note" and self._notes and self._notes[-1][0] == depth:
            if self._notes.pop()[1]:
                self._scribe.close("]", token.start, "note")
            else:
                self._scribe.gap("\n\n")
        while self._spans and self._spans[-1][0] >= depth:
            _, span, kind, rule = self._spans.pop()
            self._scribe.mark(span, kind, rule)
            self._scribe.gap("\n\n")
        if name in _PARAGRAPHS:
            self._scribe.gap("\n\n")
        elif name in _LINES:
            self._scribe.gap("\n")
        elif name == "cell":
            self._scribe.gap(" ")

    def _seen(self, token: Token) -> None:
        if "teiHeader" in self._path:
            self.header.take(token)
        if self._hidden or "text" not in self._path:
            return
        if token.kind == "reference":
            _, _, put = next(pieces(self._text, token.start, token.end))
            if put is not None and put.isspace():
                self._scribe.gap(" ")
            else:
                self._scribe.keep(token.start, token.end, put)
        else:
            self._scribe.words(token.start, token.end)
