"""ALTO, versions 1 to 4 (Library of Congress): the pages of a machine reading, words as attributes."""

from __future__ import annotations

from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.machine_pages import Block, Row, Sheet, Word, piece_spans, written
from polyvocal.accession.xml_edits import Span, Token, Walk, attributes, pieces, value
from polyvocal.terms import Embedded

_MARGINS = {"TopMargin": "top margin", "BottomMargin": "bottom margin", "LeftMargin": "left margin",
            "RightMargin": "right margin"}  # fmt: skip
_HALVES: dict[str, str] = {"HypPart1": "first", "HypPart2": "second"}
# What an ALTO file says of itself in words, and the label it is quoted under.
_SAID = {
    name: f"ALTO {name}"
    for name in ("fileName", "softwareName", "processingDateTime", "fileIdentifier", "documentIdentifier")
}


def read(text: str) -> Extract:
    """The pages of an ALTO file as one record; raises `Unreadable` where it has no page.

    >>> read('<alto><Layout><Page PHYSICAL_IMG_NR="3"/></Layout></alto>').stretches
    ()
    """
    reader = _Reader(text)
    if not reader.sheets:
        raise Unreadable("an ALTO file without a page")
    return written(text, reader.sheets, reader.embedded, reader.losses)


class _Reader:
    """Walks the file once and gathers its sheets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.sheets: list[Sheet] = []
        self.embedded: list[Embedded] = []
        self._margin = ""
        walk = Walk(text)
        said: str | None = None
        for token in walk:
            if token.kind in ("open", "empty"):
                self._opened(token, attributes(text, token))
                said = _SAID.get(token.name) if token.kind == "open" else None
            elif token.kind == "close":
                self._closed(token)
                said = None
            elif said and text[token.start : token.end].strip():
                self.embedded.append(Embedded(said, text[token.start : token.end].strip()))
        self.losses = walk.losses

    def _opened(self, token: Token, given: dict[str, Span]) -> None:
        name = token.name
        if name == "Page":
            printed, physical = (value(self._text, given.get(key)) for key in ("PRINTED_IMG_NR", "PHYSICAL_IMG_NR"))
            self.sheets.append(Sheet(printed or (f"image {physical}" if physical else None)))
        elif name in _MARGINS:
            self._margin = _MARGINS[name] if token.kind == "open" else ""
        elif name == "TextBlock":
            block = Block(token.start, token.end, [], "furniture" if self._margin else None, self._margin)
            self._sheet().blocks.append(block)
        elif name == "TextLine":
            self._block(token).rows.append(
                Row([], self._number(given, "HPOS") or 0.0, self._number(given, "HEIGHT") or 0.0)
            )
        elif name in ("String", "HYP"):
            self._string(token, given)

    def _closed(self, token: Token) -> None:
        if token.name in _MARGINS:
            self._margin = ""
        elif token.name == "TextBlock" and self.sheets and self.sheets[-1].blocks:
            self.sheets[-1].blocks[-1].end = token.end

    def _string(self, token: Token, given: dict[str, Span]) -> None:
        content = given.get("CONTENT")
        if content is None or not self._text[content[0] : content[1]].strip():
            return
        found = tuple(piece_spans(pieces(self._text, *content)))
        rows = self._block(token).rows
        if not rows:
            rows.append(Row())
        words = rows[-1].words
        if token.name == "HYP":
            # The hyphen belongs to the word before it; a joined word takes it back.
            if words:
                words[-1].pieces += found
            return
        word = Word(found, self._number(given, "WC"))
        half = _HALVES.get(value(self._text, given.get("SUBS_TYPE")))
        if half == "first":
            word.half = "first"
        elif half == "second":
            word.half = "second"
        words.append(word)

    def _sheet(self) -> Sheet:
        if not self.sheets:
            self.sheets.append(Sheet(None))
        return self.sheets[-1]

    def _block(self, token: Token) -> Block:
        blocks = self._sheet().blocks
        if not blocks:
            blocks.append(Block(token.start, token.end))
        blocks[-1].end = max(blocks[-1].end, token.end)
        return blocks[-1]

    def _number(self, given: dict[str, Span], name: str) -> float | None:
        try:
            return float(value(self._text, given.get(name)))
        except ValueError:
            return None
