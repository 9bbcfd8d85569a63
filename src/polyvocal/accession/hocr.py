"""hOCR: the pages of a machine reading as HTML, their parts told by class and their measures by title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.machine_pages import Block, Row, Sheet, Word, written
from polyvocal.accession.markup import Token, attributes, tokens
from polyvocal.accession.outline import Piece
from polyvocal.terms import Embedded
from polyvocal.terms.record import MarkKind

# Classes of the hOCR specification (1.2), by what they part.
_ROWS = frozenset(("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_pageno"))
_BLOCKS = frozenset(("ocr_carea", "ocrx_block", "ocr_par", "ocr_column", "ocr_float", "ocr_separator", "ocr_photo"))
_KINDS: dict[str, tuple[MarkKind, str]] = {
    "ocr_header": ("furniture", "header"),
    "ocr_footer": ("furniture", "footer"),
    "ocr_pageno": ("furniture", "page-number"),
    "ocr_caption": ("caption", "caption"),
}
_HIDDEN = frozenset(("script", "style", "head"))
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_SURE = re.compile(r"\bx_wconf\s+(\d+(?:\.\d+)?)")
_PRINTED = re.compile(r"\blpageno\s+(?:\"([^\"]*)\"|([^\s;]+))")
_PHYSICAL = re.compile(r"\bppageno\s+(\d+)")
_IMAGE = re.compile(r"\bimage\s+(?:\"([^\"]*)\"|'([^']*)'|([^\s;]+))")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class _Open:
    tag: str
    role: str


def read(text: str) -> Extract:
    """The pages of an hOCR file as one record; raises `Unreadable` where it has no page."""
    reader = _Reader(text)
    if not reader.sheets:
        raise Unreadable("an hOCR file without a page")
    return written(text, reader.sheets, reader.embedded, reader.losses)


class _Reader:
    """Walks the file once and gathers its sheets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.sheets: list[Sheet] = []
        self.embedded: list[Embedded] = []
        self._stack: list[_Open] = []
        self._word: Word | None = None
        self._within = False  # a word's element is open
        self._new_block = self._new_row = True
        for token in tokens(text):
            if token.kind == "open":
                self._opened(token)
            elif token.kind == "close":
                self._closed(token.name, token.end)
            elif self.sheets and not any(element.tag in _HIDDEN for element in self._stack[-3:]):
                self._seen(token)
        inside = [element.role for element in self._stack if element.role]
        self.losses = ["the file ends inside a page: the rest is missing"] if "ocr_page" in inside else []

    def _opened(self, token: Token) -> None:
        given = {name: unescape(said) for name, said in attributes(self._text, token).items()}
        if token.name == "meta" and given.get("name", "").lower().startswith(("ocr-", "dc.")) and given.get("content"):
            self.embedded.append(Embedded(f"hOCR {given['name']}", given["content"]))
        if token.name == "br":
            self._new_row, self._word = True, None
        if token.name in _VOID:
            return
        if token.name == "p" and self._stack and self._stack[-1].tag == "p":
            self._stack.pop()
        classes = given.get("class", "").split()
        role = next((name for name in classes if name.startswith(("ocr_", "ocrx_"))), "")
        self._stack.append(_Open(token.name, role))
        self._begin(role, token, given.get("title", ""))

    def _begin(self, role: str, token: Token, title: str) -> None:
        if role == "ocr_page":
            self.sheets.append(Sheet(_label(title)))
            image = _IMAGE.search(title)
            if image and any(image.groups()):
                self.embedded.append(Embedded("hOCR image", next(filter(None, image.groups()))))
            self._new_block, self._word = True, None
        elif not self.sheets:
            return
        elif role in _ROWS:
            self._row(role, token, title)
        elif role in _BLOCKS or token.name in ("p", "div"):
            self._new_block, self._word = True, None
        elif role == "ocrx_word":
            sure = _SURE.search(title)
            self._word = Word((), float(sure[1]) / 100 if sure else None)
            self._within = True
            self._last_row(token).words.append(self._word)

    def _row(self, role: str, token: Token, title: str) -> None:
        kind, rule = _KINDS.get(role, (None, ""))
        blocks = self.sheets[-1].blocks
        if self._new_block or not blocks or blocks[-1].rule != rule:
            blocks.append(Block(token.start, token.end, [], kind, rule))
        box = _BOX.search(title)
        blocks[-1].rows.append(Row([], float(box[1]), float(box[4]) - float(box[2])) if box else Row())
        self._new_block = self._new_row = False
        self._word = None

    def _last_row(self, token: Token) -> Row:
        blocks = self.sheets[-1].blocks
        if self._new_block or not blocks:
            blocks.append(Block(token.start, token.end))
            self._new_block, self._new_row = False, True
        if self._new_row or not blocks[-1].rows:
            blocks[-1].rows.append(Row())
            self._new_row = False
        return blocks[-1].rows[-1]

    def _closed(self, tag: str, at: int) -> None:
        if not any(element.tag == tag for element in self._stack[-200:]):
            return
        while self._stack:
            element = self._stack.pop()
            if element.role == "ocrx_word":
                self._word, self._within = None, False
            elif element.role in _ROWS:
                self._new_row, self._word = True, None
            elif element.role in _BLOCKS or element.tag in ("p", "div"):
                self._new_block, self._word = True, None
            if self.sheets and self.sheets[-1].blocks:
                self.sheets[-1].blocks[-1].end = at
            if element.tag == tag:
                return

    def _seen(self, token: Token) -> None:
        """Words outside a word's own element are words too: not every engine marks them."""
        put = None
        words = self._text[token.start : token.end]
        if token.kind == "reference":
            meant = unescape(words)
            put, words = (None if meant == words else meant), meant
        if put is not None and put.strip():
            self._add(token, Piece(token.start, token.end, put))
            return
        at = 0
        for found in _WORD.finditer(words) if put is None else ():
            if found.start() > at and not self._within:
                self._word = None
            self._add(token, Piece(token.start + found.start(), token.start + found.end()))
            at = found.end()
        if at < len(words) and not self._within:
            self._word = None

    def _add(self, token: Token, piece: Piece) -> None:
        if self._word is None:
            row = self._last_row(token)
            self._word = Word(())
            row.words.append(self._word)
        self._word.pieces += (piece,)


def _label(title: str) -> str | None:
    """A page's label: as printed, or else which image it is."""
    printed, physical = _PRINTED.search(title), _PHYSICAL.search(title)
    if printed and (printed[1] or printed[2]):
        return printed[1] or printed[2]
    return f"image {physical[1]}" if physical else None
