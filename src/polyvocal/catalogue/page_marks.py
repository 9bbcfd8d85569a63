"""What the body of a page marks about its document: the heading, bylines, times, licences, by element and class."""

from __future__ import annotations

import re
from html import unescape

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.page_authors import inner, read_author
from polyvocal.catalogue.page_credits import read_credits
from polyvocal.catalogue.page_dates import read_dates_of_page
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry

_HEADING = re.compile(r"<(h[1-3])\b([^>]{0,1000})>(.{0,1500}?)</\1\s*>", re.I | re.S)
_TITLED = re.compile(r"\b(?:entry|post|article|story|page|blog)[-_]?(?:title|head\w*)?\b|headline|title", re.I)
_TAG = re.compile(r"<[^>]*>")
_LICENCE = re.compile(r"""<a\b[^>]{0,600}\brel\s*=\s*["']?license["']?[^>]{0,600}>(.{0,500}?)</a>""", re.I | re.S)


def read_marks(sheet: Sheet, draft: Draft) -> None:
    """Fill the card from the record's own stretch of the page."""
    if "title" not in draft.entries:
        _heading(sheet, draft)
    read_dates_of_page(sheet, draft)
    read_author(sheet, draft)
    read_credits(sheet, draft)
    licence = _LICENCE.search(sheet.captured, *sheet.record.place)
    if licence and _plain(licence[1]):
        start, end = inner(sheet.captured, *licence.span(1))
        draft.put("rights", _resolved(sheet, start, end, "licence link 1"))


def _resolved(sheet: Sheet, start: int, end: int, by: str) -> Entry:
    words = unescape(_TAG.sub("", sheet.captured[start:end]))
    return sheet.entry(start, end, by, layer="capture", value=" ".join(words.split()))


def headline(sheet: Sheet, told: str) -> Entry | None:
    """The page's own heading of the first rank, where it can be told from the site's: the title proper.

    *told* is the title that the page's head gives: of several headings the one that shares most words with it counts.
    """
    found = [m for m in _HEADING.finditer(sheet.captured, *sheet.record.place) if m[1] in "h1H1" and _plain(m[3])]
    words = _words(told)
    ranked = sorted(found, key=lambda m: (-len(_words(m[3]) & words), not _TITLED.search(m[2])))
    for heading in ranked[:1]:
        if not words or 3 * len(_words(heading[3]) & words) >= len(words | _words(heading[3])) or len(found) == 1:
            if len(found) == 1 and words and not _words(heading[3]) & words:
                return None
            return _resolved(sheet, *inner(sheet.captured, *heading.span(3)), "heading 1")
    return None


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def _words(markup: str) -> set[str]:
    return set(re.findall(r"\w+", _plain(markup).casefold()))


def _heading(sheet: Sheet, draft: Draft) -> None:
    """The heading marked as title, else the first of the highest rank."""
    found = [m for m in _HEADING.finditer(sheet.captured, *sheet.record.place) if _plain(m[3])]
    ranked = sorted(found, key=lambda m: (not _TITLED.search(m[2]) or "site" in m[2], m[1].lower(), m.start()))
    for heading in ranked[:1]:
        draft.put("title", _resolved(sheet, *inner(sheet.captured, *heading.span(3)), "heading 1"))
