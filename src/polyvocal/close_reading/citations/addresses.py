"""Web addresses, whole and torn, DOIs and ISBNs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from polyvocal.close_reading.citations.shapes import table
from polyvocal.terms import Citation, Locus, Record

_PATH = r"[^\s<>\"“”«»\[\]{}|\\^`]"
_WHOLE = re.compile(rf"(?<![A-Za-z/])(?:(?P<scheme>https?://|ftp://)|www\.)[A-Za-zА-Яа-яё0-9]{_PATH}*", re.IGNORECASE)
# "ttp://": the first letters fell off in the copying.
_BEHEADED = re.compile(rf"(?<![A-Za-z])t?tps?://{_PATH}+")
# "http:// www . example . org": broken up by a machine that took the dots for full stops.
_SPACED = re.compile(
    r"(?<![A-Za-z])(?:https?\s?:\s?//\s|https?\s?:\s?//\s?\w+\s?\.\s|www\s\.\s?|https?://(?=www\s\.))"
    r"[\w-]*(?:\s?\.\s?[\w-]+){1,4}(?:\s?/\s?[\w.-]+)*",
    re.IGNORECASE,
)
# A target without a host, or an address whose beginning is dots.
_HOSTLESS = re.compile(
    r"(?:(?<=\]\()/[^\s()]{1,500}|(?<![\w/.:<~-])/(?:[\w~-]{1,80}/){1,12}[\w.~-]{1,120}\.(?:s?html?|php|aspx?|pdf)\b[^\s<>\"()]*)"
)
_DOTTED = re.compile(rf"(?:\.\.\.|…)/?(?:[a-z0-9-]+\.)+[a-z]{{2,6}}/{_PATH}+")
_DOI = re.compile(
    r"(?:(?:doi|DOI)\s?:?\s?|(?:https?://)?(?:dx\.)?doi\.org/)10\.\d{4,9}/[^\s<>\"“”]+|(?<![\w/.])10\.\d{4,9}/[^\s<>\"“”]+"
)
_ISBN = re.compile(r"ISBN(?:-1[03])?:? ?(?:97[89][- ]?)?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?[\dXxХ]\b")
_NET = ("://", "www", "WWW", "www .", ": //")
# Each sort of address, its rule, whether it is torn, and what a text must hold for it to be worth looking.
_SORTS = (
    (_DOI, "DOI", False, ("10.",)),
    (_SPACED, "address torn by spaces", True, _NET),
    (_BEHEADED, "address without its beginning", True, ("tp://", "tps://")),
    (_WHOLE, "address", False, _NET),
    (_DOTTED, "address without its host", True, ("...", "…")),
    (_HOSTLESS, "address without its host", True, ("/",)),
)
_TRAILING = ".,;:!?'’»”*_"
# Doors of the web that lead to no source: sharing, following, searching.
_DOORS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|vk|pinterest|linkedin|reddit|tumblr|t|telegram|whatsapp|instagram|addthis|gravatar|ok"
    r"|wordpress|blogger|feedburner|doubleclick|google-analytics|livejournal)\.(?:com|ru|me|net)$"
)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,400}?\bhref\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')[^<>]{0,2000}>", re.IGNORECASE
)
_MOST_LINKS = 2000


def read_addresses(text: str, record: str) -> Iterator[Citation]:
    """Every address that stands in the text itself."""
    for pattern, rule, torn, clues in _SORTS:
        if not any(clue in text for clue in clues):
            continue
        for found in pattern.finditer(text):
            start, end = _trimmed(text, *found.span())
            if "." in text[start:end].removeprefix("www."):
                yield _made(text, record, start, end, rule, torn=torn)
    if "ISBN" in text:
        for found in _ISBN.finditer(text):
            locus = Locus.at(record, text, *found.span())
            yield Citation(locus, "book", signature=" ".join(locus.words.split()), rule="ISBN 1")


def _made(text: str, record: str, start: int, end: int, rule: str, *, torn: bool = False) -> Citation:
    locus = Locus.at(record, text, start, end)
    return Citation(locus, "address", address=locus.words, torn=torn, rule=f"{rule} 1")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    # The sentence goes on behind an address: its marks are not the address's, nor is a bracket that opened before it.
    while end > start + 1:
        last = text[end - 1]
        unopened = last == ")" and text.count(")", start, end) > text.count("(", start, end)
        if last not in _TRAILING and not unopened:
            break
        end -= 1
    return start, end


def read_links(record: Record, captured: str) -> Iterator[Citation]:
    """The addresses behind the words of a saved page that lead to another site, or whose words name a source.

    They are quoted from the capture, because the reading text has no markup; a target without its host is torn.
    """
    if "<a" not in captured and "<A" not in captured:
        return
    own = urlsplit(record.capture.address or "").hostname or ""
    alignment = record.alignment(captured)
    aside = [mark for mark in record.marks if mark.kind != "caption"]
    cue, seen = _cue(), set()
    for count, found in enumerate(_ANCHOR.finditer(captured, *record.place)):
        if count >= _MOST_LINKS:
            return
        group = 1 if found[1] else 2
        target = unescape(found[group]).strip()
        closed = captured.find("</", found.end(), min(record.place[1], found.end() + 600))
        if closed < 0:
            continue
        start, end = alignment.to_reading(found.end(), closed)
        said = alignment.text[start:end].strip()
        if len(said) < 2 or target in seen or any(m.start <= start < m.end for m in aside):
            continue
        if not leads_away(target, own, cue.search(said) is not None):
            continue
        seen.add(target)
        locus = Locus(record.id, found.start(group), found[group], "capture")
        yield Citation(
            locus, "address", title=" ".join(said.split())[:200], address=target, torn=target.startswith("/"),
            rule="link behind words 1",
        )  # fmt: skip


def leads_away(target: str, own: str, named: bool) -> bool:
    """Whether a link leads to a source: to another site, or (*named* by its words) to a page whose host was cut off.

    >>> leads_away("https://paper.example/1916/a.html", "blog.example", False)
    True
    >>> leads_away("https://www.facebook.com/sharer.php?u=x", "blog.example", True)
    False
    >>> leads_away("/2014/05/page.html", "blog.example", True), leads_away("/tag/war/", "", True)
    (True, False)
    """
    if target.startswith("/") and not target.startswith("//"):
        return named and re.search(r"\d{4}/\d\d?/|\.(?:s?html?|php|aspx?|pdf)$", target) is not None
    parts = urlsplit(target if "://" in target else f"http:{target}" if target.startswith("//") else "")
    host = (parts.hostname or "").removeprefix("www.")
    return bool(host) and host != own.removeprefix("www.") and not _DOORS.search(host) and len(parts.path) > 1


def _cue() -> re.Pattern[str]:
    cues = "|".join(table(language)["links"]["cue"] for language in ("en", "ru"))
    return re.compile(rf"\b(?:{cues})\b", re.IGNORECASE)
