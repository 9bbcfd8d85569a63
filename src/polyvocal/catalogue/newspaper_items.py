"""Items of newspaper pages: headline, dateline, wire and kind from the item, the rest from the masthead of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.languages import language_of
from polyvocal.catalogue.newspapers import DATELINE, TOP, is_front_page, read_masthead
from polyvocal.catalogue.sheet import DateReader, Sheet
from polyvocal.catalogue.wording import words
from polyvocal.terms import Capture, Contributor, Entry, Record
from polyvocal.terms.line import Line, lines_of
from polyvocal.usage import languages, load

HEADLINE = "headline 1"
CREDIT = "wire credit 1"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEGIBLE = re.compile(r"(?=[^\W\d_]*[aeiouyаеёиоуыэюя])[^\W\d_]{3,}", re.I)
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
_PAGE = re.compile(r"(?:^|[_-])seq-0*(\d{1,3})(?:\D|$)")
_HEAD_LINES, _HEAD_LENGTH = 6, 160
_ABOVE = 40  # lines over which the first headline of a page is sought, below ears and banners
_READ = 64  # lines of an item that are looked at
_OPENING = 16  # lines in which a dateline and a credit stand
_CAPITALS, _TITLE = 0.75, 0.75
_BOX_WORDS, _SALE_WORDS = 130, 14  # words of a weather box; words to each word of trade in an advertisement
_MARKET_WORDS = 9
_TOLD_BY = 1500  # characters that tell what kind of item it is


@lru_cache(maxsize=4)
def _page_lines(captured: str) -> tuple[Line, ...]:
    return lines_of(captured)


@lru_cache(maxsize=16)
def _is_page(captured: str) -> bool:
    return is_front_page(_page_lines(captured))


@lru_cache(maxsize=16)
def page_language(captured: str) -> Entry | None:
    """The language of a newspaper page, which is that of its items: a damaged item is too short to tell."""
    return language_of(captured, "")


def is_item(sheet: Sheet) -> bool:
    """Whether the record is one of several of a page of narrow columns."""
    return sheet.record.place != (0, len(sheet.captured)) and _is_page(sheet.captured)


def masthead(sheet: Sheet, draft: Draft) -> None:
    """Fill what the masthead of the record's page says; its places count the capture."""
    found = _masthead(sheet.captured, sheet.read_dates)
    for name, entry in found.entries.items():
        draft.put(name, _of(sheet, entry))
    for stated in found.dates.values():
        entry = _of(sheet, stated.entry)
        draft.date(replace(stated, entry=entry, when=replace(stated.when, locus=entry.evidence)))


def _of(sheet: Sheet, entry: Entry) -> Entry:
    return replace(entry, evidence=entry.evidence and replace(entry.evidence, record=sheet.record.id))


@lru_cache(maxsize=4)
def _masthead(captured: str, read_dates: DateReader) -> Draft:
    """What the masthead of a page says, read once for all its items: at its top, or on a line with the day of issue."""
    first, rest = _page_lines(captured)[:TOP], _page_lines(captured)[TOP:]
    dated = (line for line in rest if _YEAR.search(line.words))
    lines = (*first, *(line for line in dated if any(p.search(line.words) for p in _issue_days())))
    draft = Draft()
    read_masthead(Sheet(_page_record(), captured, read_dates), lines, draft)
    return draft


@cache
def _page_record() -> Record:
    """A record that has no place on the page, so that whatever is quoted for it counts the capture."""
    capture = Capture("", "", 0, "text/plain", "")
    return Record("", "", capture, (0, 0), 0, "", ())


@cache
def _issue_days() -> tuple[re.Pattern[str], ...]:
    tables = [load(language, "newspapers")["masthead"] for language in languages()]
    return tuple(re.compile(rf"{t['weekday']}.{{0,40}}{t['month']}.{{0,12}}\b(?:1[6-9]|20)\d\d\b") for t in tables)


@cache
def _sign(name: str) -> tuple[re.Pattern[str], ...]:
    # Words that sell are counted in text made small, which is quicker than looking for them in any case.
    flags = re.NOFLAG if name in ("dateline", "agency", "trade", "market") else re.I
    tables = [load(language, "newspapers")["signs"] for language in languages()]
    return tuple(re.compile(table[name], flags) for table in tables if name in table)


def read_item(sheet: Sheet, draft: Draft) -> None:
    """Fill title, dateline, wire and kind from the item itself; the masthead has been read before."""
    lines = lines_of(sheet.text, _READ)
    _page_number(sheet, draft)
    title = _headline(sheet, lines)
    if title is not None:
        draft.put("title", sheet.entry(*title, HEADLINE))
    opening = _opening(lines, title)
    _dateline(sheet, opening, draft)
    _credit(sheet, opening, draft)
    kind, by = _kind(sheet, draft)
    draft.put("kind", Entry(kind, None, by))


def _page_number(sheet: Sheet, draft: Draft) -> None:
    found = _PAGE.search(sheet.record.capture.source.rpartition("/")[2])
    if found:
        draft.put("pages", Entry(found[1], None, "file name 1"))


def _headline(sheet: Sheet, lines: Sequence[Line]) -> tuple[int, int] | None:
    """Place of the first headline: lines of capitals that follow one another, or a title of up to three lines."""
    first = sheet.record.place[0] == 0
    start = _first_headline(lines) if first else 0
    if start is None or start >= len(lines):
        return None
    look = _look(lines[start].words)
    if not look:
        return None
    end = start
    while end < len(lines) and end - start < (_HEAD_LINES if look == "capitals" else 3):
        if _look(lines[end].words) != look or lines[end].end - lines[start].start > _HEAD_LENGTH:
            break
        end += 1
        if lines[end - 1].words.endswith((".", "!", "?")):
            break
    return lines[start].start, lines[max(end, start + 1) - 1].end


def _first_headline(lines: Sequence[Line]) -> int | None:
    """The first line of capitals of two words or more, at the top of a page; the first title where there is none."""
    candidates = list(enumerate(lines[:_ABOVE]))
    for look in ("capitals", "title"):
        for i, line in candidates:
            named = any(p.match(line.words) for name in ("weather", "edition") for p in _box(name))
            if _look(line.words) == look and len(_LEGIBLE.findall(line.words)) > 1 and not named:
                return i
    return None


@cache
def _box(name: str) -> tuple[re.Pattern[str], ...]:
    tables = [load(language, "newspapers") for language in languages()]
    return tuple(re.compile({**t["signs"], **t["masthead"]}[name], re.I) for t in tables)


def _look(line: str) -> str:
    letters = [c for c in line if c.isalpha()]
    every = _WORD.findall(line)
    if len(letters) < 3 or not _LEGIBLE.search(line) or any(p.match(line) for p in _sign("dateline")):
        return ""
    if sum(map(str.isupper, letters)) >= _CAPITALS * len(letters):
        return "capitals"
    if any(p.match(line) for p in _sign("credit")):
        return ""
    big = [word for word in every if word.casefold() not in _small()]
    titled = sum(word[0].isupper() for word in big) >= max(1, _TITLE * len(big)) and bool(big)
    return "title" if titled and every[0][0].isupper() and not line.endswith((",", ";", ":")) else ""


@cache
def _small() -> frozenset[str]:
    return frozenset(w for language in languages() for w in load(language, "newspapers")["words"]["small"])


def _opening(lines: Sequence[Line], title: tuple[int, int] | None) -> Sequence[Line]:
    behind = title[1] if title else 0
    return [line for line in lines if line.start >= behind][:_OPENING]


def _dateline(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    """Place and day of the first dateline; a day after the day of issue was read wrongly, and is left out."""
    issued = draft.dates.get("published")
    year = int((issued.when.edtf or "")[:4]) if issued and (issued.when.edtf or "")[:4].isdigit() else None
    for line in lines:
        found = next((m for p in _sign("dateline") if (m := p.match(line.words))), None)
        if not found:
            continue
        if set(re.split(r"[\s,.]+", found["place"])) & words("dateline", "not_places"):
            continue
        start = line.start
        draft.put("place", sheet.entry(start + found.start("place"), start + found.end("place"), DATELINE))
        end = found.end("day") if found["day"] else found.end("date")
        stated = sheet.date("written", start + found.start("date"), start + end, DATELINE, year=year)
        if stated is None or stated.when.earliest is None or not found["day"]:
            return
        if issued is None or issued.when.earliest is None or 0 <= issued.when.earliest - stated.when.earliest <= 366:
            draft.date(stated)
        return


def _credit(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    """The agency that an item is credited to, where its name is legible."""
    for line in lines:
        if any(p.match(line.words) for p in _sign("credit")):
            found = next((m for p in _sign("agency") if (m := p.search(line.words))), None)
            if found:
                entry = sheet.entry(line.start + found.start(), line.start + found.end(), CREDIT)
                draft.add([Contributor(entry, "author", "body")])
                return


def _kind(sheet: Sheet, draft: Draft) -> tuple[str, str]:
    text = sheet.text
    many = len(text.split())
    title = draft.entries.get("title")
    if title is not None and many <= _BOX_WORDS and any(p.match(title.value) for p in _sign("weather")):
        return "weather", "title and length 1"
    if any(p.fullmatch(text.rsplit("\n", 1)[-1]) for p in _sign("advertisement_end")):
        return "advertisement", "marked so 1"
    if "place" in draft.entries:
        return "newspaper item", "dateline 1"
    text = text[:_TOLD_BY].lower()
    many = len(text.split())
    trade = sum(len(p.findall(text)) for p in _sign("trade"))
    market = sum(len(p.findall(text)) for p in _sign("market"))
    if market * _MARKET_WORDS >= many and market > 5:
        return "market report", "words of markets 1"
    if trade * _SALE_WORDS >= many and trade > 2:
        return "advertisement", "words of trade 1"
    return "newspaper item", "narrow columns, one of several 1"
