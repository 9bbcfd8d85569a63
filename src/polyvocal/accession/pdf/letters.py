"""The words of a page of a PDF in their boxes, from the characters that PDFium finds."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from polyvocal.accession.page_layout import Word
from polyvocal.accession.pdf.limits import PAGE_CHARACTERS

_HYPHENS = (0x02, 0xFFFE)  # what PDFium gives for a hyphen at a line's end
_SPACES = frozenset((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
_RAISED = 0.15  # of the size: how far above the line a note number stands
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Letters:
    """The *words* of a page, *sideways* those that run in another direction than most, and what tells a scan."""

    words: tuple[Word, ...]
    sideways: tuple[Word, ...]
    count: int  # letters and digits
    strange: int  # characters without a meaning in Unicode
    cut: bool  # there were more than the limit
    downwards: bool = False  # set from the top down, as Japanese and Chinese may be


class _Glyphs:
    """Characters of one page by their index, as PDFium's C functions give them."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page = raw, text_page.raw
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def code(self, index: int) -> int:
        return int(self._raw.FPDFText_GetUnicode(self._page, index))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        box = self._box
        if not self._raw.FPDFText_GetLooseCharBox(self._page, index, box):
            return (0.0, 0.0, 0.0, 0.0)
        return (box.left, box.bottom, box.right, box.top)

    def origin(self, index: int) -> tuple[float, float]:
        self._raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._x.value, self._y.value

    def quarter(self, index: int) -> int:
        """Quarter turns of a character, counted against the clock."""
        angle = self._raw.FPDFText_GetCharAngle(self._page, index)
        return round(angle / (math.pi / 2)) % 4 if angle > 0 else 0

    def is_hidden(self, index: int) -> bool:
        thing = self._raw.FPDFText_GetTextObject(self._page, index)
        return bool(thing) and (
            self._raw.FPDFTextObj_GetTextRenderMode(thing) == self._raw.FPDF_TEXTRENDERMODE_INVISIBLE
        )


def letters(text_page: Any, box: tuple[float, float, float, float]) -> Letters:
    """The words of a page of a PDF; *text_page* is pypdfium2's, *box* what of the page is seen (left, bottom, ...)."""
    glyphs = _Glyphs(text_page)
    total = text_page.count_chars()
    number = min(total, PAGE_CHARACTERS)
    codes = [glyphs.code(i) for i in range(number)]
    turned = [(glyphs.quarter(a), _word(glyphs, codes, a, b)) for a, b in _spans(codes)]
    # Printers put their notices outside of what is cut to be the page.
    turned = [item for item in turned if any(_is_inside(word, box) for word in item[1])] or turned
    usual = Counter(quarter for quarter, _ in turned).most_common(1)[0][0] if turned else 0
    words = [word for quarter, found in turned if quarter == usual for word in found]
    others = [word for quarter, found in turned if quarter != usual for word in found]
    count = sum(1 for word in words + others for c in word.text if c.isalnum())
    strange = sum(
        1 for code in codes if code == 0xFFFD or 0xE000 <= code <= 0xF8FF or (code < 32 and _is_control(code))
    )
    upright = tuple(_upright(words, usual))
    return Letters(
        upright,
        tuple(_upright(others, 0)),
        count,
        strange,
        total > number,
        2 * sum(map(_is_tall, upright)) > len(upright),
    )


def _is_inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    # Its top is the higher number still: PDF counts upwards.
    across, up = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def _is_tall(word: Word) -> bool:
    return len(word.text) >= 3 and word.size > 1.5 * (word.right - word.left)


def _is_control(code: int) -> bool:
    return code not in _SPACES and code not in _HYPHENS


def _spans(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each word; a hyphen at a line's end ends its word."""
    start = -1
    for i, code in enumerate(codes):
        if code in _SPACES or code == 0:
            if start >= 0:
                yield start, i
            start = -1
            continue
        if start < 0:
            start = i
        if code in _HYPHENS:
            yield start, i + 1
            start = -1
    if start >= 0:
        yield start, len(codes)


def _word(glyphs: _Glyphs, codes: list[int], start: int, end: int) -> list[Word]:
    """The word, and apart from it a number that stands raised at its end."""
    raised = _raised_from(glyphs, codes, start, end)
    pieces = [(start, raised), (raised, end)] if start < raised < end else [(start, end)]
    found = []
    for k, (a, b) in enumerate(pieces):
        text = "".join(_character(code) for code in codes[a:b])
        first, last = glyphs.box(a), glyphs.box(b - 1)
        base = glyphs.origin(start)[1]
        if text:
            # PDF counts upwards from the lower left corner; `_upright` turns that over.
            found.append(
                Word(text, min(first[0], last[0]), max(first[3], last[3]), max(first[2], last[2]),
                     min(first[1], last[1]), base, None, "note number" if k else "")
            )  # fmt: skip
    return found


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code) if code >= 32 else ""


def _raised_from(glyphs: _Glyphs, codes: list[int], start: int, end: int) -> int:
    """Where a raised number begins at the end of a word; *end* where there is none."""
    at = end
    while at > start and 0x30 <= codes[at - 1] <= 0x39:
        at -= 1
    if at in (start, end) or end - at > 3:
        return end
    bottom, top = glyphs.box(start)[1::2]
    lifted = all(glyphs.origin(i)[1] - glyphs.origin(start)[1] > _RAISED * abs(top - bottom) for i in range(at, end))
    return at if lifted else end


def _upright(words: list[Word], quarters: int) -> Iterator[Word]:
    """The words with their boxes turned upright and measured downwards."""
    for word in words:
        left, right, top, bottom, base = word.left, word.right, word.top, word.bottom, word.base
        if quarters == 0:
            left, right, top, bottom, base = left, right, -top, -bottom, -base
        elif quarters == 2:
            left, right, top, bottom = -right, -left, bottom, top
        elif quarters == 1:
            left, right, top, bottom = bottom, top, left, right
            base = bottom
        else:
            left, right, top, bottom = -top, -bottom, -right, -left
            base = bottom
        yield replace(
            word,
            left=min(left, right),
            right=max(left, right),
            top=min(top, bottom),
            bottom=max(top, bottom),
            base=base,
        )


def is_hidden(text_page: Any) -> bool:
    """Whether most of the text of a page is there to be searched and not to be seen: what a reading machine left."""
    glyphs = _Glyphs(text_page)
    number = min(text_page.count_chars(), PAGE_CHARACTERS)
    sample = range(0, number, max(1, number // _SAMPLE))
    return bool(number) and sum(map(glyphs.is_hidden, sample)) * 2 > len(sample)
