"""Who wrote a page of the web, by what its body marks: links of authorship, elements named for it, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from polyvocal.catalogue.days_shown import NEVER, region_of
from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, form_of, is_name, is_pen_name, is_person, stands_out, until_stop
from polyvocal.catalogue.openings import byline_names
from polyvocal.catalogue.page_dates import place_of_title
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Contributor
from polyvocal.terms.line import Line
from polyvocal.usage import load

_NAMES = load("en", "page_authors")
# Every stretch is bounded: a tag that never closes must not be read to the end of the page again and again.
_AUTHOR = re.compile(
    r"<(\w+)\b[^>]{0,600}\b(?:class|rel|itemprop|id)\s*=\s*(?:\"[^\"]{0,400}"
    + _NAMES["marks"]["named"]
    + r"[^\"]{0,400}\"|'[^']{0,400}"
    + _NAMES["marks"]["named"]
    + r"[^']{0,400}'|author\b)[^>]{0,600}>",
    re.I,
)
# Marks that mean the author and nothing else: HTML's rel=author, schema.org's itemprop, hCard's fn inside an author.
_LINKED = re.compile(
    r"""<(\w+)\b[^>]{0,600}\b(?:rel\s*=\s*["']?(?:author|"[^"]{0,60}\bauthor)\b|itemprop\s*=\s*["']author["'])"""
    r"""[^>]{0,600}>|<(span|div|p|address|h\d)\b[^>]{0,300}\bclass\s*=\s*["'][^"']{0,200}"""
    r"""(?:\bauthor vcard\b|\bvcard author\b)[^>]{0,300}>""",
    re.I,
)
_RUN = re.compile(r">\s*+([^<]++)<")
_LEAD, _PLAIN_LEAD, _LABEL = (re.compile(_NAMES["words"][name], re.I) for name in ("lead", "plain_lead", "label"))
_CREDITS = re.compile(r"\b(?:entry|post|article)-meta\b")
_REACH = 400
_A_NAME = 7
_AUTHOR_LINK = re.compile(
    r"""<a\b[^>]{0,600}\bhref\s*=\s*["'][^"']{0,400}/(?:authors?|autor(?:en)?|writers?|by|staff|contributors?|columnists?)/"""
    r"""[^"']{0,400}["'][^>]{0,600}>(.{3,300}?)</a>""",
    re.I | re.S,
)


def read_author(sheet: Sheet, draft: Draft) -> None:
    """Add the author that the page's body marks, nearest to the headline first, where its head names but the site."""
    told = [c for c in draft.contributors if c.role == "author"]
    if not all(_is_the_site(c, sheet, draft) for c in told):
        return
    headline = place_of_title(sheet, draft)
    site: list[Contributor] = []
    best: list[Contributor] = []
    for way in (_linked, _elements, _author_links, _byline_run):
        found = list(way(sheet, headline))
        best = [c for c in found if not _is_the_site(c, sheet, draft)]
        if best:
            break
        site = site or found
    if best:
        draft.contributors = [c for c in draft.contributors if c not in told]
        draft.add(replace(c, role="publisher", form="body") for c in told)
        draft.add(best)
    elif not told:
        draft.add(site)


def _is_the_site(person: Contributor, sheet: Sheet, draft: Draft) -> bool:
    """Whether the name is that of the site: the periodical's, the publisher's, or that of its address."""
    name = _letters(person.name.value)
    host = urlsplit(sheet.record.capture.address or "").hostname or ""
    labels = {_letters(part) for part in host.removeprefix("www.").split(".")} | {_letters(host.removeprefix("www."))}
    bodies = [c.name.value for c in draft.contributors if c.role == "publisher"]
    site = draft.entries.get("periodical")
    known = {_letters(words) for words in [*bodies, *([site.value] if site else [])]}
    return name in known or name in labels or any(len(label) >= _A_NAME and label in name for label in labels)


def _letters(words: str) -> str:
    return "".join(re.findall(r"[^\W_]", words.casefold()))


def _by_distance(sheet: Sheet, pattern: re.Pattern[str], headline: int) -> list[re.Match[str]]:
    found = pattern.finditer(sheet.captured, *sheet.record.place)
    shown = [m for m in found if region_of(sheet, m.start()) not in NEVER]
    return sorted(shown, key=lambda m: (abs(m.start() - headline), m.start()))


def _linked(sheet: Sheet, headline: int) -> list[Contributor]:
    """The name in an element that is marked as nothing but the author's; a pen name too."""
    page = sheet.captured
    for element in _by_distance(sheet, _LINKED, headline):
        name = (element[1] or element[2]).lower()
        for run in _RUN.finditer(page, element.end() - 1, _closing(page, element, name, sheet.record.place[1])):
            start, end = inner(page, *run.span(1))
            lead = _LEAD.match(page, start, end)
            start = lead.end() if lead else start
            if is_pen_name(page[start:end]) and not _LEAD.fullmatch(page[start:end] + " "):
                by = "element marked as author 2"
                stop = until_stop(page, start, end)
                several = list(contributors(sheet, start, stop, "author", by, layer="capture", strict=True))
                entry = sheet.entry(start, end, by, layer="capture")
                return several or [Contributor(entry, "author", form_of(entry.value))]
    return []


def _elements(sheet: Sheet, headline: int) -> list[Contributor]:
    page = sheet.captured
    for element in _by_distance(sheet, _AUTHOR, headline):
        credits_line = bool(_CREDITS.search(element[0]))
        stop = _closing(page, element, element[1], sheet.record.place[1])
        for run in _RUN.finditer(page, element.end() - 1, stop):
            names = _name_in(page, *run.span(1), led=credits_line)
            if names:
                by = "element marked as author 2"
                found = list(contributors(sheet, *names, "author", by, layer="capture"))
                if found:
                    return found
    return []


def _author_links(sheet: Sheet, headline: int) -> Iterator[Contributor]:
    page = sheet.captured
    for link in _by_distance(sheet, _AUTHOR_LINK, headline):
        start, end = inner(page, *link.span(1))
        if is_person(page[start:end]):
            return contributors(sheet, start, end, "author", "link to an author's page 1", layer="capture")
    return iter(())


def _byline_run(sheet: Sheet, headline: int) -> list[Contributor]:
    """A byline that nothing marks: "By NAME" in one run of text, or "By" in one and the name in the next."""
    page, place = sheet.captured, sheet.record.place
    before = ""
    found: list[tuple[int, int, int]] = []
    for run in _RUN.finditer(page, *place):
        if len(run[1]) > 200 or region_of(sheet, run.start()) in NEVER:
            before = ""
            continue
        start, end = inner(page, *run.span(1))
        names = _byline(page[start:end], before)
        if names is not None:
            found.append((abs(start - headline), start + names[0], start + names[1]))
        before = _spaced(page[start:end])
    for _, a, b in sorted(found)[:1]:
        by = "byline on the page 2"
        persons = list(contributors(sheet, a, b, "author", by, layer="capture", strict=True))
        return persons or list(contributors(sheet, a, b, "author", by, layer="capture"))
    return []


def _byline(words: str, before: str) -> tuple[int, int] | None:
    """Where the names stand in a run of text that is a byline, itself or with the run *before* it."""
    if _LEAD.fullmatch(before + " "):
        names: tuple[int, int] | None = (0, until_stop(words, 0, len(words)))
    else:
        label = _LABEL.match(words)
        # The label is in the singular: what follows a comma is the author's office.
        stop = until_stop(words, label.end(), (words + ",").index(",", label.end())) if label else 0
        names = (label.end(), stop) if label else byline_names(Line(0, len(words), words, 0))
    if names and is_person(re.split(",| and | und | et ", words[names[0] : names[1]])[0].strip()):
        return names
    plain = _PLAIN_LEAD.fullmatch(before[-40:]) and is_pen_name(words) and len(words.split()) <= 3
    return (0, len(words)) if plain else None


def _spaced(words: str) -> str:
    return " ".join(words.replace("&nbsp;", " ").replace("&#160;", " ").split())


def inner(page: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without tags and white space at its edges."""
    while True:
        lead = re.compile(r"(?:\s|&nbsp;|&#160;|<[^>]*>)*").match(page, start, end)
        begin = lead.end() if lead else start
        tail = re.compile(r"(?:\s|&nbsp;|&#160;|<[^<>]*>)*$").search(page, begin, end)
        return begin, tail.start() if tail else end


def _closing(page: str, element: re.Match[str], name: str, limit: int) -> int:
    """Where the element ends, its like inside it counted; never far behind its start."""
    depth = 1
    limit = min(limit, element.end() + _REACH)
    for tag in re.compile(rf"<(/?){name}\b[^>]*>", re.I).finditer(page, element.end(), limit):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return limit


def _name_in(page: str, start: int, end: int, *, led: bool) -> tuple[int, int] | None:
    """The name in a run of text, behind a leading "by"; *led* takes none without it."""
    start, end = inner(page, start, end)
    lead = _LEAD.match(page, start, end)
    if lead is None and (led or _LEAD.fullmatch(page[start:end] + " ")):
        return None
    start = lead.end() if lead else start
    end = until_stop(page, start, end)
    name = page[start:end].strip()
    return (start, end) if is_name(name) and stands_out(name) else None
