"""What the body of a page marks about its document: the heading, bylines, times, licences, by element and class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, is_name, is_person, stands_out, until_stop
from polyvocal.catalogue.openings import byline_names, is_day
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry, StatedDate
from polyvocal.terms.line import Line

_HEADING = re.compile(r"<(h[1-3])\b([^>]{0,1000})>(.{0,1500}?)</\1\s*>", re.I | re.S)
_TITLED = re.compile(r"\b(?:entry|post|article|story|page|blog)[-_]?(?:title|head\w*)?\b|headline|title", re.I)
_TIME = re.compile(r"<time\b([^>]{0,500})>(.{0,500}?)</time\s*>", re.I | re.S)
_DATETIME = re.compile(r"""\bdatetime\s*=\s*["']([^"']+)["']""", re.I)
# Every stretch is bounded: a tag that never closes must not be read to the end of the page again and again.
_AUTHOR = re.compile(
    r"""<(\w+)\b[^>]{0,600}\b(?:class|rel|itemprop|id)\s*=\s*"""
    r"""(?:"[^"]{0,400}\b(?:author|byline|by-line|creator|vcard|(?:entry|post|article)-meta|posted-by)\b[^"]{0,400}["]"""
    r"""|'[^']{0,400}\b(?:author|byline|creator)\b[^']{0,400}'|author\b)[^>]{0,600}>""",
    re.I,
)
_DATED = re.compile(
    r"""<(\w+)\b[^>]{0,600}\b(?:class|itemprop|id)\s*=\s*["'][^"']{0,400}"""
    r"""(?<![a-z])(?:date|published|pubdate|datePublished|posted-on|timestamp|dateline)(?![a-z])"""
    r"""[^"']{0,400}["'][^>]{0,600}>""",
    re.I,
)
# A year of print or of the web beside something that can be a month, before a date is looked for.
_MAYBE_DAY = re.compile(
    r"\b(?:1[89]|20)\d\d\b.*[^\W\d_]{3}|[^\W\d_]{3}.*\b(?:1[89]|20)\d\d\b|\d[./-]\d{1,2}[./-](?:1[89]|20)\d\d", re.S
)
_UPDATED = re.compile(r"updat|modif|edited|©|copyright|обновл", re.I)
_DAY_RUN, _DAYS_TRIED = 60, 30
_RUN = re.compile(r">\s*+([^<]++)<")
_TAG = re.compile(r"<[^>]*>")
_LEAD = re.compile(r"(?:(?:posted|written|published|words|text|story)\s+)?by:?\s+|автор:?\s+|von\s+|par\s+", re.I)
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
    if "published" not in draft.dates:
        for stated in _times(sheet):
            draft.date(stated)
    if "published" not in draft.dates:
        draft.date(_bare_day(sheet, _place_of_title(sheet, draft)))
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


def _times(sheet: Sheet) -> Iterator[StatedDate]:
    page, place = sheet.captured, sheet.record.place
    for time in _TIME.finditer(page, *place):
        if re.search(r"update|modif", time[1], re.I):
            continue
        machine = _DATETIME.search(page, *time.span(1))
        span = machine.span(1) if machine else time.span(2)
        stated = sheet.date("published", *span, "time element 1", layer="capture")
        if stated:
            yield stated
            return
    for marked in _DATED.finditer(page, *place):
        for run in _RUN.finditer(page, marked.end() - 1, min(place[1], marked.end() + 200)):
            stated = sheet.date("published", *run.span(1), "element marked as date 1", layer="capture")
            if stated:
                yield stated
                return


def _place_of_title(sheet: Sheet, draft: Draft) -> int:
    """Where the title stands in the page's body, or the start of the record."""
    title = draft.entries.get("title")
    if title is None or title.evidence is None or title.by != "heading 1":
        return sheet.record.place[0]
    if title.evidence.layer == "capture":
        return title.evidence.start
    return sheet.alignment.to_capture(*title.evidence.span)[0]


def _bare_day(sheet: Sheet, near: int) -> StatedDate | None:
    """The day that stands alone in a run of text, nearest to the title: pages set it there without marking it."""
    page, place = sheet.captured, sheet.record.place
    runs = [run for run in _RUN.finditer(page, *place) if len(run[1]) <= _DAY_RUN and _MAYBE_DAY.search(run[1])]
    for run in sorted(runs, key=lambda found: abs(found.start(1) - near))[:_DAYS_TRIED]:
        start, end = _inner(page, *run.span(1))
        line = Line(start, end, page[start:end], 0)
        if not _UPDATED.search(line.words) and is_day(sheet, line, layer="capture"):
            stated = sheet.date("published", start, end, "day alone near the title 1", layer="capture")
            if stated and len(stated.when.edtf or "") == 10:
                return stated
    return None


def _authors(sheet: Sheet, draft: Draft) -> None:
    page, place = sheet.captured, sheet.record.place
    for element in _AUTHOR.finditer(page, *place):
        credits_line = bool(_CREDITS.search(element[0]))
        for run in _RUN.finditer(page, element.end() - 1, _closing(page, element, place[1])):
            names = _name_in(page, *run.span(1), led=credits_line)
            if names:
                draft.add(contributors(sheet, *names, "author", "element marked as author 1", layer="capture"))
                if draft.has("author"):
                    return
    for link in _AUTHOR_LINK.finditer(page, *place):
        start, end = _inner(page, *link.span(1))
        if is_person(page[start:end]):
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
