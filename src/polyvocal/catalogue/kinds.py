"""What kind of document a record is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import is_paragraph, search
from polyvocal.terms import Entry
from polyvocal.terms.line import Line

_ENGINE = re.compile(
    r"<meta\b[^>]{0,600}\bgenerator\b[^>]{0,600}\b(?:wordpress|blogger|tumblr|typepad|ghost)|\"BlogPosting\"", re.I
)
_NEWS = re.compile(
    r"\"(?:Reportage|Opinion|Analysis)?NewsArticle\"|<meta\b[^>]{0,600}\bname\s*=\s*[\"']?news_keywords", re.I
)
_SCHOLARLY = re.compile(r"<meta\b[^>]{0,600}\bcitation_journal_title\b", re.I)
_INDEX_LINES = 15
_CAPTION_WORDS = 40


def kind_of(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> Entry:
    """The kind of document, told by the surest sign there is.

    Kinds: newspaper page, newspaper article, journal article, speech, letter, transcription, photograph caption, web
    index page, blog post, web page, text.
    """
    for kind, by in _signs(sheet, lines, draft):
        if kind:
            return Entry(kind, None, by)
    return Entry("web page" if sheet.is_page else "text", None, "media type")


def _signs(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> Iterator[tuple[str, str]]:
    told_by = {name: entry.by for name, entry in draft.entries.items()}
    yield _caption(sheet, lines), "few words that name a picture 1"
    yield "speech" if "delivered" in draft.dates else "", "label table 1"
    title = draft.entries.get("title")
    letter = search("kinds", "letter", title.value) if title else None
    yield "letter" if letter and letter.start() == 0 else "", "title 1"
    yield "newspaper article" if told_by.get("number", "").startswith("label") else "", "issue in a label 1"
    yield _from_markup(sheet), "markup 1"
    yield "newspaper article" if told_by.get("place", "").startswith("dateline") else "", "dateline 1"
    yield "transcription" if draft.has("transcriber") or "source_copy" in draft.entries else "", "label table 1"
    yield "web index page" if is_index(lines) else "", "mostly short titles 1"
    yield "blog post" if _of_a_blog(sheet) else "", "one of several posts, or a blog engine's words 1"
    bylined = any(c.role == "author" and c.name.by.startswith("byline") for c in draft.contributors)
    yield "newspaper article" if bylined and "published" in draft.dates else "", "byline and day 1"


def _caption(sheet: Sheet, lines: Sequence[Line]) -> str:
    few = len(sheet.text.split()) <= _CAPTION_WORDS and not any(is_paragraph(line) for line in lines)
    return "photograph caption" if few and search("kinds", "picture", sheet.text) else ""


def _from_markup(sheet: Sheet) -> str:
    if not sheet.is_page:
        return ""
    for kind, pattern in (("journal article", _SCHOLARLY), ("newspaper article", _NEWS), ("blog post", _ENGINE)):
        if pattern.search(sheet.captured):
            return kind
    return ""


def _of_a_blog(sheet: Sheet) -> bool:
    several = sheet.record.place != (0, len(sheet.captured))
    return several or search("kinds", "blog", sheet.captured) is not None


def is_index(lines: Sequence[Line]) -> bool:
    """Whether most lines are short titles, each on its own: a page that leads to others."""
    short = [line for line in lines if len(line.words) <= 110 and not line.words.endswith((".", ",", ";", "!", "?"))]
    titles = sum(1 for line in short if line.gap and line.words[:1].isalnum() and not line.words[:1].islower())
    paragraphs = sum(1 for line in lines if is_paragraph(line))
    return titles >= _INDEX_LINES and titles >= 3 * paragraphs and 2 * titles >= len(lines)
