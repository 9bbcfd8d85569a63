"""What the body of a page marks about its document: the heading, bylines, times, licences, by element and class."""

from __future__ import annotations

import re
from html import unescape

from polyvocal.catalogue.days_shown import NEVER, region_of
from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, is_name, is_person, stands_out, until_stop
from polyvocal.catalogue.openings import byline_names
from polyvocal.catalogue.page_dates import read_dates_of_page
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry
from polyvocal.terms.line import Line

_HEADING = re.compile(r"<(h[1-3])\b([^>]{0,1000})>(.{0,1500}?)</\1\s*>", re.I | re.S)
_TITLED = re.compile(r"\b(?:entry|post|article|story|page|blog)[-_]?(?:title|head\w*)?\b|headline|title", re.I)
# Every stretch is bounded: a tag that never closes must not be read to the end of the page again and again.
_AUTHOR = re.compile(
    r"""<(\w+)\b[^>]{0,600}\b(?:class|rel|itemprop|id)\s*=\s*"""
    r"""(?:"[^"]{0,400}\b(?:author|byline|by-line|creator|vcard|(?:entry|post|article)-meta|posted-by)\b[^"]{0,400}["]"""
    r"""|'[^']{0,400}\b(?:author|byline|creator)\b[^']{0,400}'|author\b)[^>]{0,600}>""",
    re.I,
)
_RUN = re.compile(r">\s*+([^<]++)<")
_TAG = re.compile(r"<[^>]*>")
_LEAD = re.compile(
    r"(?:(?:posted|written|published|words|text|story|photos?)\s+)?by:?\s+|(?:eingestellt|geschrieben|verfasst|erstellt|"
    r"veröffentlicht|ein beitrag|text|foto)?\s*(?:von:?\s+|autor(?:in)?:\s*)|(?:publié |écrit |posté )?par:?\s+|"
    r"(?:escrito |publicado )?por:?\s+|(?:scritto |pubblicato )?(?:da|di):?\s+|автор:?\s+|door:?\s+|av:?\s+|af:?\s+",
    re.I,
)
_CREDITS = re.compile(r"\b(?:entry|post|article)-meta\b")
_REACH = 400
_AUTHOR_LINK = re.compile(
    r"""<a\b[^>]{0,600}\bhref\s*=\s*["'][^"']{0,400}/(?:authors?|writers?|by|staff|contributors?|columnists?)/"""
    r"""[^"']{0,400}["'][^>]{0,600}>(.{3,300}?)</a>""",
    re.I | re.S,
)
_LICENCE = re.compile(r"""<a\b[^>]{0,600}\brel\s*=\s*["']?license["']?[^>]{0,600}>(.{0,500}?)</a>""", re.I | re.S)


def read_marks(sheet: Sheet, draft: Draft) -> None:
    """Fill the card from the record's own stretch of the page."""
    if "title" not in draft.entries:
        _heading(sheet, draft)
    read_dates_of_page(sheet, draft)
    if not draft.has("author"):
        _authors(sheet, draft)
    licence = _LICENCE.search(sheet.captured, *sheet.record.place)
    if licence and _plain(licence[1]):
        start, end = _inner(sheet.captured, *licence.span(1))
        draft.put("rights", _resolved(sheet, start, end, "licence link 1"))


def _resolved(sheet: Sheet, start: int, end: int, by: str) -> Entry:
    words = unescape(_TAG.sub("", sheet.captured[start:end]))
    return sheet.entry(start, end, by, layer="capture", value=" ".join(words.split()))


def _inner(page: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without tags and white space at its edges."""
    while True:
        lead = re.compile(r"\s*(?:<[^>]*>\s*)*").match(page, start, end)
        begin = lead.end() if lead else start
        tail = re.compile(r"(?:\s|<[^<>]*>)*$").search(page, begin, end)
        return begin, tail.start() if tail else end


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
            return _resolved(sheet, *_inner(sheet.captured, *heading.span(3)), "heading 1")
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
        draft.put("title", _resolved(sheet, *_inner(sheet.captured, *heading.span(3)), "heading 1"))


def _authors(sheet: Sheet, draft: Draft) -> None:
    page, place = sheet.captured, sheet.record.place
    for element in _AUTHOR.finditer(page, *place):
        if region_of(sheet, element.start()) in NEVER:
            continue
        credits_line = bool(_CREDITS.search(element[0]))
        for run in _RUN.finditer(page, element.end() - 1, _closing(page, element, place[1])):
            names = _name_in(page, *run.span(1), led=credits_line)
            if names:
                draft.add(contributors(sheet, *names, "author", "element marked as author 1", layer="capture"))
                if draft.has("author"):
                    return
    for link in _AUTHOR_LINK.finditer(page, *place):
        start, end = _inner(page, *link.span(1))
        if is_person(page[start:end]) and region_of(sheet, start) not in NEVER:
            draft.add(contributors(sheet, start, end, "author", "link to an author's page 1", layer="capture"))
            return
    _byline_run(sheet, draft)


def _byline_run(sheet: Sheet, draft: Draft) -> None:
    """A byline that nothing marks: "By NAME" in one run of text, or "By" in one and the name in the next."""
    page, place = sheet.captured, sheet.record.place
    led = False
    for run in _RUN.finditer(page, *place):
        if len(run[1]) > 200:
            led = False
            continue
        start, end = _inner(page, *run.span(1))
        names = (0, end - start) if led else byline_names(Line(start, end, page[start:end], 0))
        if names and is_person(page[start + names[0] : start + names[1]].split(",")[0].split(" and ")[0]):
            a, b = start + names[0], start + names[1]
            draft.add(contributors(sheet, a, b, "author", "byline on the page 1", layer="capture"))
            return
        led = bool(_LEAD.fullmatch(page[start:end] + " "))


def _closing(page: str, element: re.Match[str], limit: int) -> int:
    """Where the element ends, its like inside it counted; never far behind its start."""
    depth = 1
    limit = min(limit, element.end() + _REACH)
    for tag in re.compile(rf"<(/?){element[1]}\b[^>]*>", re.I).finditer(page, element.end(), limit):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return limit


def _name_in(page: str, start: int, end: int, *, led: bool) -> tuple[int, int] | None:
    """The name in a run of text, behind a leading "by"; *led* takes none without it."""
    start, end = _inner(page, start, end)
    lead = _LEAD.match(page, start, end)
    if lead is None and (led or _LEAD.fullmatch(page[start:end] + " ")):
        return None
    start = lead.end() if lead else start
    end = until_stop(page, start, end)
    name = page[start:end].strip()
    return (start, end) if is_name(name) and stands_out(name) else None
