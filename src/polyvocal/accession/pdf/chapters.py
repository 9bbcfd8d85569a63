"""Chapters of a volume, where its bookmarks name at least three long ones that begin on pages of their own."""

from __future__ import annotations

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
    levels: dict[int, list[tuple[str, int]]] = {0: [], 1: []}
    for n, mark in enumerate(document.get_toc(max_depth=2)):
        if n >= BOOKMARKS:
            break
        place = mark.get_dest()
        page = place.get_index() if place else None
        if page is not None and page >= 0 and mark.level in levels:
            levels[mark.level].append((mark.get_title() or "", page))
    return levels[0] if len(levels[0]) > 1 else levels[1]


def chapter_starts(marks: Sequence[tuple[str, int]], pages: Sequence[SetPage]) -> list[int]:
    """The pages on which records begin: only 0 where the document is one whole.

    Sections of an article have bookmarks too, but begin in the middle of a page: a chapter's title stands at the head.
    """
    begun = sorted({page for title, page in marks if page < len(pages) and _is_headed(title, pages[page])})
    if not begun:
        return [0]
    starts = begun if begun[0] == 0 else [0, *begun]
    bounds = [*starts, len(pages)]
    long = [b for a, b in zip(bounds, bounds[1:], strict=False) if b - a > _LONG and a in begun]
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
