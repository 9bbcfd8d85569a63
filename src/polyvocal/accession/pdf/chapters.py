"""Chapters of a volume, where its bookmarks name at least three long ones that begin on pages of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from polyvocal.accession.page_layout import SetPage
from polyvocal.accession.pdf.limits import BOOKMARKS

_LONG = 3  # pages that a chapter has more than
_LEAST = 3  # long chapters
_LOOK = 8  # lines at a page's head where its title must stand
_LOOSE = re.compile(r"[\W\d_]+")


def bookmarks(document: Any) -> list[tuple[str, int]]:
    """Title and page (from 0) of the bookmarks of the highest level; that below a single one, which is the book's."""
    import pypdfium2.raw as raw

    highest = _level(document, None)
    if len(highest) != 1:
        return _places(document, highest)
    return _places(document, _level(document, raw.FPDFBookmark_GetFirstChild(document.raw, None)))


def _level(document: Any, parent: Any) -> list[Any]:
    """The bookmarks right under *parent*; a chain that bites its own tail ends at the limit."""
    import pypdfium2.raw as raw

    found: list[Any] = []
    mark = raw.FPDFBookmark_GetFirstChild(document.raw, parent)
    while mark and len(found) < BOOKMARKS:
        found.append(mark)
        mark = raw.FPDFBookmark_GetNextSibling(document.raw, mark)
    return found


def _places(document: Any, marks: Sequence[Any]) -> list[tuple[str, int]]:
    import pypdfium2

    found = []
    for mark in marks:
        held = pypdfium2.PdfBookmark(mark, document, 0)
        place = held.get_dest()
        page = place.get_index() if place else None
        if page is not None and page >= 0:
            found.append((held.get_title() or "", page))
    return found


def chapter_starts(marks: Sequence[tuple[str, int]], pages: Sequence[SetPage]) -> list[int]:
    """The pages on which records begin: only 0 where the document is one whole.

    Sections of an article have bookmarks too, but begin in the middle of a page: a chapter's title stands at the head.
    """
    begun = sorted({page for title, page in marks if page < len(pages) and _is_headed(title, pages[page])})
    if not begun:
        return [0]
    starts = begun if begun[0] == 0 else [0, *begun]
    bounds = [*starts, len(pages)]
    long = [b for a, b in itertools.pairwise(bounds) if b - a > _LONG and a in begun]
    named = {page for _, page in marks}
    return starts if len(long) >= _LEAST and 3 * len(begun) >= 2 * len(named) else [0]


def _is_headed(title: str, page: SetPage) -> bool:
    sought = _letters(title)
    if len(sought) < 3:
        return False
    head = "".join(_letters(line.text) for line in sorted(page.lines[:_LOOK], key=lambda line: line.base))
    return sought in head


def _letters(words: str) -> str:
    return _LOOSE.sub("", words).casefold()
