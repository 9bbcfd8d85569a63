"""Books and articles: author, title, imprint or periodical, year, page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyvocal.close_reading.citations.periodicals import places, without_lead
from polyvocal.close_reading.citations.shapes import (
    BARE_PAGES,
    NAMES,
    NAMES_RU,
    PAGE_RUN,
    PAGES,
    PAGES_RU,
    SHORT_RUN,
    TITLE_RUN,
    TURNED,
    WORD,
    YEAR,
)
from polyvocal.terms import Citation, Locus

_BACK = 300  # a reference seldom has more characters before its year
_AUTHOR = rf"(?<![\w'’.-])(?P<author>{NAMES}|{TURNED})"
_ARTICLE = re.compile(
    rf"{_AUTHOR}[,.:]? [\"“'‘](?P<title>[^\"“”\n]{{3,160}}?)[,.?!]?[\"”'’][,.]? (?:in )?(?P<container>{SHORT_RUN}),? "
    r"(?:(?:vol\.? ?)?(?P<volume>\d{1,4}|[IVXLC]+))?(?:,? no\.? ?(?P<number>\d+))?,? ?\(?(?:[A-Z][a-z]+ )?\Z"
)
_EDITION = r"(?:, (?:\d+(?:st|nd|rd|th)|rev\.|new|revised) ed(?:ition|\.))?"
_PUBLISHER = rf"{WORD}(?:,? (?:and |& |of )?{WORD}){{0,4}}"


@cache
def _book() -> re.Pattern[str]:
    where = places("en")
    return re.compile(
        rf"{_AUTHOR}[,.] (?P<title>{TITLE_RUN}){_EDITION}"
        rf"(?P<imprint> \({WORD}(?:[ ,]+{WORD}){{0,3}}: {_PUBLISHER}, | \((?P<known>{where}), "
        rf"|[,.] {WORD}(?:[ ,]+{WORD}){{0,3}}: {_PUBLISHER}, |, (?P<plain>{where}),? )\Z"
    )


_AUTHOR_YEAR = re.compile(
    rf"(?<![\w'’.-])(?P<author>{WORD}, (?:[A-Z]\. ?){{1,3}}"
    rf"(?:(?:,|,? &|,? and) {WORD}, (?:[A-Z]\. ?){{1,3}}){{0,4}}) ?\(\Z"
)
_AFTER_YEAR = re.compile(rf"\)[.:,]? (?P<title>{TITLE_RUN})\. {WORD}(?: {WORD})?: {_PUBLISHER}")
_TITLE_RU = r"(?P<title>[А-ЯЁ«][^.\n/]{2,160}?)"


@cache
def _book_ru() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.-])(?P<author>{NAMES_RU}) {_TITLE_RU}\. ?(?:[—–-] )?"
        rf"(?:(?:{places('ru')})(?:: ?[А-ЯЁ«A-Z][^.\n]{{1,60}}?)?"
        rf"|[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё]+)?: ?[А-ЯЁ«][^.\n]{{1,60}}?), \Z"
    )


_ARTICLE_RU = re.compile(
    rf"(?<![\w.-])(?P<author>{NAMES_RU}) {_TITLE_RU}\.? // (?P<container>[А-ЯЁ«][^/\n]{{2,80}}?)[.,] (?P<year>{YEAR})"
    rf"(?:[.,] (?:Т\.|т\.) ?(?P<volume>\d+))?(?:[.,] (?:№|[Вв]ып\.) ?(?P<number>\d+))?"
    rf"(?:[.,] [Сс]\. ?(?P<pages>{PAGE_RUN}))?"
)
_EXTENT = re.compile(r"\. [—–-] \d+ с\b")


def read_work(text: str, record: str, year: re.Match[str], *, listed: bool) -> Citation | None:
    """The book or article whose year was found at *year*; *listed* says that it stands in a list of sources."""
    at = max(0, year.start() - _BACK, text.rfind("\n", 0, year.start()) + 1)
    window = text[at : year.start()]
    if "“" in window or '"' in window or "’" in window or "'" in window:
        found = _ARTICLE.search(window)
        if found and (found["volume"] or found["number"]):
            return _article(text, record, year, found, at)
    if window.endswith((", ", " ")) and (found := _book().search(window)):
        return _english_book(text, record, year, found, at, listed=listed)
    if window.endswith("(") and (found := _AUTHOR_YEAR.search(window)):
        return _author_year(text, record, year, found, at)
    if window.endswith(", ") and (found := _book_ru().search(window)):
        pages = PAGES_RU.match(text, year.end()) or _EXTENT.match(text, year.end())
        locus = Locus.at(record, text, at + found.start(), pages.end() if pages else year.end())
        told = pages["pages"] if pages and "pages" in pages.re.groupindex else None
        return Citation(
            locus, "book", author=found["author"], title=found["title"], date=year[0], pages=told, rule="ГОСТ 1"
        )
    return None


def _article(text: str, record: str, year: re.Match[str], found: re.Match[str], at: int) -> Citation:
    lead, author = without_lead(found["author"], "en")
    end = year.end() + (text[year.end() : year.end() + 1] == ")")
    pages = BARE_PAGES.match(text, end)
    return Citation(
        Locus.at(record, text, at + found.start() + lead, pages.end() if pages else end), "article",
        author=author, title=found["title"].rstrip(",."), container=found["container"], volume=found["volume"],
        number=found["number"], date=year[0], pages=pages["pages"] if pages else None, rule="author, title, journal 1",
    )  # fmt: skip


def _english_book(
    text: str, record: str, year: re.Match[str], found: re.Match[str], at: int, *, listed: bool
) -> Citation | None:
    lead, author = without_lead(found["author"], "en")
    bracket = "(" in found["imprint"]
    if bracket and text[year.end() : year.end() + 1] != ")":
        return None
    end = year.end() + bracket
    pages = BARE_PAGES.match(text, end) if bracket else PAGES.match(text, end)
    # "John Reed, Memories, London 1920" may be a man and a town: there the page tells that it is a book.
    if " " not in found["title"] and not (pages or listed):
        return None
    if (found["plain"] or found["known"]) and not (pages or listed):
        return None
    return Citation(
        Locus.at(record, text, at + found.start() + lead, pages.end() if pages else end), "book", author=author,
        title=found["title"], date=year[0], pages=pages["pages"] if pages else None, rule="author, title, imprint 1",
    )  # fmt: skip


def _author_year(text: str, record: str, year: re.Match[str], found: re.Match[str], at: int) -> Citation | None:
    after = _AFTER_YEAR.match(text, year.end())
    if after is None:
        return None
    lead, author = without_lead(found["author"], "en")
    locus = Locus.at(record, text, at + found.start() + lead, after.end())
    return Citation(
        locus, "book", author=author.strip(), title=after["title"], date=year[0], rule="author, year, title 1"
    )


def read_cyrillic_articles(text: str, record: str) -> Iterator[Citation]:
    """Every article cited as GOST has it, its periodical behind two strokes."""
    if "//" not in text:
        return
    for found in _ARTICLE_RU.finditer(text):
        yield Citation(
            Locus.at(record, text, *found.span()), "article", author=found["author"], title=found["title"],
            container=found["container"], volume=found["volume"], number=found["number"], date=found["year"],
            pages=found["pages"], rule="ГОСТ 1",
        )  # fmt: skip
