"""One page of a PDF: its text where it has one, its picture where it must be read by machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from polyvocal.accession.page_layout import SetLine, columns, set_lines
from polyvocal.accession.page_layout.words import line_of
from polyvocal.accession.pdf.letters import Letters, is_hidden, letters
from polyvocal.accession.pdf.limits import DOTS, DOTS_AN_INCH, OBJECTS

Sort = Literal["text", "hidden text", "picture", "blank", "strange letters"]
"""What a page is: set text, a scan with a text behind it or without, nothing, text in letters without a meaning."""

_FEW = 25  # letters: a stamp or a page number over a scan
_SOME = 250  # a library's notice over a scan
_COVER, _FULL_COVER = 0.3, 0.7  # share of the page
_DRAWN = 100  # lines and curves: letters drawn as outlines


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of a PDF is and the lines that its own text makes."""

    sort: Sort
    lines: tuple[SetLine, ...]
    characters: int
    cut: bool


def with_forms(document: Any, number: int) -> Any:
    """Page *number* (from 0) of a pypdfium2 document, with what was filled in or typed over it as part of its text."""
    import pypdfium2.raw as raw

    page = document[number]
    written = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
    if any(kind in written for kind in _annotations(raw, page)) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY):
        page.close()
        page = document[number]
    return page


def _annotations(raw: Any, page: Any) -> Iterator[int]:
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), OBJECTS)):
        note = raw.FPDFPage_GetAnnot(page, i)
        if note:
            yield raw.FPDFAnnot_GetSubtype(note)
            raw.FPDFPage_CloseAnnot(note)


def look(page: Any) -> Found:
    """What a page is, and its lines; *page* is pypdfium2's."""
    text_page = page.get_textpage()
    try:
        found = letters(text_page, page.get_bbox())
        hidden = found.count > 0 and is_hidden(text_page)
    finally:
        text_page.close()
    sort = _sort(page, found, hidden)
    lines = () if sort in ("picture", "blank") and not found.words else _lines(found)
    return Found(sort, lines, found.count, found.cut)


def _sort(page: Any, found: Letters, hidden: bool) -> Sort:
    if found.strange * 3 > found.count + found.strange:
        return "strange letters"
    if found.count >= _SOME or (hidden and found.count >= _FEW):
        return "hidden text" if hidden else "text"
    covered, drawn = _pictures(page)
    if covered >= (_COVER if found.count < _FEW else _FULL_COVER) or (not found.count and drawn >= _DRAWN):
        return "picture"
    return "text" if found.count or found.words else "blank"


def _pictures(page: Any) -> tuple[float, int]:
    """Which share of a page pictures cover, and how many lines and curves are drawn on it."""
    import pypdfium2.raw as raw

    area = max(1.0, page.get_width() * page.get_height())
    covered, drawn = 0.0, 0
    for i in range(min(raw.FPDFPage_CountObjects(page), OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, i)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawn += 1
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            covered += _area(raw, thing)
    return covered / area, drawn


def _area(raw: Any, thing: Any) -> float:
    import ctypes

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return 0.0
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)


def _lines(found: Letters) -> tuple[SetLine, ...]:
    """The lines of a page; what runs sideways (a notice in the margin) follows in the order it was put in."""
    if found.downwards:
        return (line_of(found.words, "paragraph"),)
    aside = (line_of(found.sideways, "paragraph"),) if found.sideways else ()
    return (*set_lines(columns(found.words)), *aside)


def draw(page: Any) -> tuple[bytes, int]:
    """The page drawn in shades of grey, as a PGM file, and its dots an inch."""
    area = max(1.0, page.get_width() * page.get_height()) / 72**2
    dots = min(DOTS_AN_INCH, int((DOTS / area) ** 0.5))
    bitmap = page.render(scale=max(dots, 1) / 72, grayscale=True, may_draw_forms=False)
    try:
        height, width, stride = bitmap.height, bitmap.width, bitmap.stride
        rows = bytes(bitmap.buffer)
        if stride != width:
            rows = b"".join(rows[y * stride : y * stride + width] for y in range(height))
        return b"P5 %d %d 255\n" % (width, height) + rows, max(dots, 70)
    finally:
        bitmap.close()
