"""What a page of HTML says about itself in its head: meta tags (OpenGraph, Dublin Core, citation_*), JSON-LD, title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import form_of, is_name, spread
from polyvocal.catalogue.page_marks import headline
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Contributor, Entry
from polyvocal.terms.description import DateRole, Role
from polyvocal.usage import load

# Bounded, so that quotes that never close cost no more than themselves.
_META = re.compile(r"""<meta\b((?:[^>"']{1,400}+|"[^"]{0,5000}+"|'[^']{0,5000}+'){0,40}+)>""", re.I)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINKED_DATA = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.I)
_END_OF_SCRIPT = re.compile("</script", re.I)
_TITLE = re.compile(r"<title\b[^>]{0,300}>(.{0,2000}?)</title>", re.I | re.S)
# What stands before the first of Twitter's two data on a card, as plugins of blogs name the author.
_AUTHOR_LABEL = re.compile(
    r"(?:.* )?(?:by|von|par|por|da|di|door|av|af|przez)|.*\\b(?:author|autor(?:in)?|auteur|autore)\\b.*|автор", re.I
)
_LANGUAGES = frozenset(("content-language", "dc.language", "dcterms.language", "citation_language", "og:locale",
                        "language", "inlanguage"))  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*")
_SITE_SPLIT = re.compile(r"\s+(?:[|–—·•»«:]|::|-|/)\s+|\s*\|\s*|:\s+")


@cache
def _names(what: str) -> tuple[str, ...]:
    """Names of meta tags that tell it, best first."""
    return tuple(load("en", "catalogue")["meta"][what])


@dataclass(frozen=True, slots=True)
class Meta:
    """A meta tag's content and its place in the capture."""

    name: str
    start: int
    end: int


def metas(page: str) -> list[Meta]:
    """The meta tags with a name and a content, names in lower case.

    >>> [m.name for m in metas('<meta property="og:title" content="Two fleets">')]
    ['og:title']
    """
    found = []
    for tag in _META.finditer(page):
        name, place = "", None
        for attribute in _ATTRIBUTE.finditer(page, tag.start(1), tag.end(1)):
            key = attribute[1].lower()
            group = next(g for g in (2, 3, 4) if attribute[g] is not None)
            if key in ("name", "property", "itemprop", "http-equiv") and not name:
                name = attribute[group].strip().lower()
            elif key == "content":
                place = attribute.span(group)
        if name and place and page[place[0] : place[1]].strip():
            found.append(Meta(name, *_trimmed(page, *place)))
    return found


def _trimmed(page: str, start: int, end: int) -> tuple[int, int]:
    while start < end and page[start].isspace():
        start += 1
    while end > start and page[end - 1].isspace():
        end -= 1
    return start, end


def read_head(sheet: Sheet, draft: Draft, *, single: bool) -> None:
    """Fill the card from the page's head; of a page with several posts only what holds for all of them."""
    page = sheet.captured
    tags: dict[str, list[Meta]] = {}
    for meta in metas(page):
        tags.setdefault(meta.name, []).append(meta)
    linked = list(_linked_articles(page)) if single else []
    _container(sheet, tags, draft)
    if not single:
        return
    titles = _names("title")
    for name in titles[:3]:
        _put(sheet, tags, name, "title", draft)
    told = " ".join(page[m.start : m.end] for name in titles for m in tags.get(name, [])[:1])
    draft.put("title", headline(sheet, told or _title_element(page)))
    # The article among the linked data knows its own dates; the web page around it may be younger or older.
    _linked_data(sheet, [item for item in linked if not _general(item[0])], draft)
    _dates(sheet, tags, "published", draft)
    _people(sheet, tags, draft)
    _linked_data(sheet, [item for item in linked if _general(item[0])], draft)
    _linked_person(sheet, draft)
    for name in titles[3:]:
        _put(sheet, tags, name, "title", draft)
    _dates(sheet, tags, "edited", draft)
    for name in _names("rights"):
        _put(sheet, tags, name, "rights", draft)
    site = draft.entries.get("periodical")
    _without_site(sheet, site.value if site else "", draft)


def declared_languages(sheet: Sheet) -> Iterator[Entry]:
    """The languages that the head's meta tags name for the page."""
    for meta in metas(sheet.captured):
        if meta.name in _LANGUAGES and _TAG.fullmatch(sheet.captured, meta.start, meta.end):
            yield _entry(sheet, meta.start, meta.end, f"meta {meta.name}")


def _put(sheet: Sheet, tags: dict[str, list[Meta]], name: str, field: str, draft: Draft) -> None:
    for meta in tags.get(name, [])[:1]:
        draft.put(field, _entry(sheet, meta.start, meta.end, f"meta {name}"))


def _entry(sheet: Sheet, start: int, end: int, by: str) -> Entry:
    return sheet.entry(start, end, by, layer="capture", value=" ".join(unescape(sheet.captured[start:end]).split()))


def _container(sheet: Sheet, tags: dict[str, list[Meta]], draft: Draft) -> None:
    for name in _names("site"):
        _put(sheet, tags, name, "periodical", draft)
    for name, field in load("en", "catalogue")["meta"]["citation"].items():
        _put(sheet, tags, name, field, draft)


def _people(sheet: Sheet, tags: dict[str, list[Meta]], draft: Draft) -> None:
    for name in _names("author"):
        label = tags.get("twitter:label1", [])
        if name == "twitter:data1" and not (
            label and _AUTHOR_LABEL.fullmatch(sheet.captured, label[0].start, label[0].end)
        ):
            continue
        for meta in tags.get(name, []):
            draft.add(_contributors(sheet, meta.start, meta.end, "author", f"meta {name}", draft))


def _contributors(sheet: Sheet, start: int, end: int, role: Role, by: str, draft: Draft) -> Iterator[Contributor]:
    if re.search(r"https?://|www\.", sheet.captured[start:end]):
        return
    site = draft.entries.get("periodical")
    lead = re.match(r"(?:by|von|par|por|di|автор:?)\s+", sheet.captured[start:end], re.I)
    start += lead.end() if lead else 0
    inverted = re.fullmatch(r"\s*[^\W\d_][\w'’-]+,\s+[^\W\d_][\w.'’ -]+", sheet.captured[start:end])
    places = [(start, end)] if inverted and by.startswith("meta citation") else spread(sheet.captured, start, end)
    for a, b in places:
        name = " ".join(unescape(sheet.captured[a:b]).split())
        if is_name(name) and not (site and name.casefold() == site.value.casefold() and role == "author"):
            yield Contributor(_entry(sheet, a, b, by), role, form_of(name))


def _dates(sheet: Sheet, tags: dict[str, list[Meta]], role: DateRole, draft: Draft) -> None:
    for name in _names(role):
        for meta in tags.get(name, [])[:1]:
            draft.date(sheet.date(role, meta.start, meta.end, f"meta {name}", layer="capture"))


# --- JSON-LD ---


def _linked_articles(page: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    return _linked_things(page, frozenset(_names("articles")))


def _linked_things(page: str, wanted: frozenset[str]) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Things of the *wanted* kinds among the page's linked data, with the place of the script that holds them."""
    at = 0
    while script := _LINKED_DATA.search(page, at):
        closing = _END_OF_SCRIPT.search(page, script.end())
        if closing is None:
            return
        start, at = script.end(), closing.start()
        try:
            data = json.loads(
                page[start:at].strip().removeprefix("<!--").removesuffix("-->").strip(" \n\t;"), strict=False
            )
        except ValueError:
            continue  # broken linked data is common and says nothing reliable
        for thing in _things(data, 0):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.lower() in wanted for kind in kinds):
                yield thing, start, at


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth + 1)


def _linked_data(sheet: Sheet, linked: list[tuple[dict[str, Any], int, int]], draft: Draft) -> None:
    # A page describes itself as WebPage and as its article: the article's own words come first.
    for thing, start, end in sorted(
        linked, key=lambda item: str(item[0].get("@type")).lower() in ("webpage", "creativework")
    ):
        draft.put("title", _linked_entry(sheet, thing.get("headline"), start, end, "JSON-LD headline"))
        graph = {item.get("@id"): item for item, _, _ in linked if item.get("@id")}
        for role, key in (("author", "author"), ("publisher", "publisher")):
            for name in _names_of(thing.get(key), graph, sheet.captured[start:end]):
                entry = _linked_entry(sheet, name, start, end, f"JSON-LD {key}")
                if entry and is_name(entry.value.title()):
                    form = "body" if role == "publisher" else form_of(entry.value)
                    draft.add([Contributor(entry, "author" if role == "author" else "publisher", form)])
        for role_of_date, key in (("published", "datePublished"), ("edited", "dateModified")):
            place = _place_of(sheet.captured, thing.get(key), start, end)
            if place and not (key == "datePublished" and _stamped(thing)):
                role_name: DateRole = "published" if role_of_date == "published" else "edited"
                draft.date(sheet.date(role_name, *place, f"JSON-LD {key}", layer="capture"))


def _linked_person(sheet: Sheet, draft: Draft) -> None:
    """The one person among the linked data, where the article beside it names no author."""
    if draft.has("author"):
        return
    entries: dict[str, Entry] = {}
    for thing, start, end in _linked_things(sheet.captured, frozenset(("person",))):
        entry = _linked_entry(sheet, thing.get("name"), start, end, "JSON-LD person 1")
        if entry is not None and is_name(entry.value):
            entries.setdefault(entry.value, entry)
    if len(entries) == 1:
        draft.add(Contributor(entry, "author", form_of(entry.value)) for entry in entries.values())


def _stamped(thing: dict[str, Any]) -> bool:
    # One day for both, not in the form that schema.org asks for, is a template's stamp of the last build of the site.
    day = str(thing.get("datePublished"))
    return day == str(thing.get("dateModified")) and not re.match(r"\d{4}-\d\d", day)


def _general(thing: dict[str, Any]) -> bool:
    return str(thing.get("@type")).lower() in ("webpage", "creativework")


def _names_of(value: Any, graph: dict[Any, dict[str, Any]], raw: str) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            name = item.get("name") or graph.get(item.get("@id"), {}).get("name")
            if not name and item.get("@id"):
                found = re.search(
                    r'"@id"\s*:\s*' + re.escape(json.dumps(item["@id"]).replace("/", r"\/"))
                    + r'[^{}]*?"name"\s*:\s*"([^"]+)"', raw)  # fmt: skip
                name = json.loads(f'"{found[1]}"') if found else None
            for single in name if isinstance(name, list) else [name]:
                if isinstance(single, str):
                    yield single


def _place_of(page: str, value: Any, start: int, end: int) -> tuple[int, int] | None:
    """Where a JSON string stands in the script, in one of the ways to write it."""
    if not isinstance(value, str) or not value.strip():
        return None
    plain, escaped = json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1]
    for written in (plain, escaped, plain.replace("/", r"\/"), escaped.replace("/", r"\/"), value):
        at = page.find(written, start, end)
        if at >= 0:
            return _trimmed(page, at, at + len(written))
    return None


def _linked_entry(sheet: Sheet, value: Any, start: int, end: int, by: str) -> Entry | None:
    place = _place_of(sheet.captured, value, start, end)
    if place is None:
        return None
    return sheet.entry(*place, by, layer="capture", value=" ".join(unescape(str(value)).split()))


# --- the title element, and titles with the site's name behind them ---


def _title_element(page: str) -> str:
    found = _TITLE.search(page)
    return found[1] if found else ""


def _without_site(sheet: Sheet, site: str, draft: Draft) -> None:
    """Take the site's name off a title from the head; where no tag told a title, the title element does."""
    entry = draft.entries.get("title")
    if entry is None:
        found = _TITLE.search(sheet.captured)
        if not found or not found[1].strip():
            return
        start, end = _trimmed(sheet.captured, *found.span(1))
        by = "title element"
        parts = list(_SITE_SPLIT.finditer(sheet.captured, start, end))
        if parts and not site:
            last = parts[-1]
            if last[0].strip() != ":" and last.start() - start >= (end - last.end()):
                end = last.start()
    elif entry.evidence is not None and entry.evidence.layer == "capture" and entry.by.startswith(("meta", "JSON")):
        start, end, by = entry.evidence.start, entry.evidence.end, entry.by
    else:
        return
    for cut in _SITE_SPLIT.finditer(sheet.captured, start, end):
        rest = " ".join(unescape(sheet.captured[cut.end() : end]).split()).casefold()
        if site and rest and (rest == site.casefold() or rest in site.casefold() or site.casefold() in rest):
            end = cut.start()
            break
    if not by.startswith("JSON"):
        draft.entries["title"] = _entry(sheet, start, end, by)
