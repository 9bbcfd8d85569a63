"""Newspapers: mastheads of front pages read by machines, datelines of single items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import patterns, search, unwrapped_lines, words
from polyvocal.terms import Entry, StatedDate
from polyvocal.terms.line import Line
from polyvocal.terms.locus import Layer

MASTHEAD = "masthead 1"
DATELINE = "dateline 1"
TOP = 40
"""Lines among which a masthead stands."""
_MASTHEAD_LINES = 15
_COLUMN_LINES = 120
_COLUMN_WIDTH = 60
_WORD = re.compile(r"[^\W\d_]{3,}")


def is_front_page(lines: Sequence[Line]) -> bool:
    """Whether the text is a page of narrow columns, as machines read newspapers."""
    if len(lines) < _COLUMN_LINES:
        return False
    narrow = sum(1 for line in lines if len(line.words) <= _COLUMN_WIDTH)
    return narrow >= 0.85 * len(lines)


def read_masthead(sheet: Sheet, top: Sequence[Line], draft: Draft) -> None:
    """Fill the name of the paper, the day, volume and number from the *top* lines of the page, as far as legible.

    They count the capture: the masthead is cut from the reading text, and lies outside of most items of its page.
    """
    day = next((stated for line in top if (stated := _issue_day(sheet, line, layer="capture"))), None)
    draft.date(day)
    for line in top:
        if search("masthead", "month", line.words) or _numbered(line):
            for name, group in (("volume", "volume"), ("number", "number")):
                found = search("container", name, line.words, cased=False)
                if found and found[group]:
                    start = line.start + found.start(group)
                    draft.put(name, sheet.entry(start, start + len(found[group]), MASTHEAD, layer="capture"))
    paper = _paper(_near(top, day))
    if paper is not None:
        draft.put("periodical", sheet.entry(paper.start, paper.end, MASTHEAD, layer="capture"))


def read_issue_head(sheet: Sheet, draft: Draft) -> int:
    """The masthead over items that are records of their own; returns the place in the capture behind it, or 0."""
    top = unwrapped_lines(sheet.captured[:3000], 8)
    for i, line in enumerate(top[:6]):
        stated = _issue_day(sheet, line, layer="capture")
        paper = _paper(top[: i + 1])
        if stated is None or paper is None:
            continue
        draft.date(stated)
        draft.put("periodical", sheet.entry(paper.start, paper.end, MASTHEAD, layer="capture"))
        for name in ("volume", "number", "pages"):
            found = search("container", name, line.words)
            if found and found[name]:
                start = line.start + found.start(name)
                draft.put(name, sheet.entry(start, start + len(found[name]), MASTHEAD, layer="capture"))
        return line.end
    return 0


def _numbered(line: Line) -> bool:
    return bool(re.match(r"\W*VOL", line.words, re.I)) and bool(re.search(r"\bNO\b", line.words, re.I))


def _issue_day(sheet: Sheet, line: Line, *, layer: Layer = "reading") -> StatedDate | None:
    """The day of issue: in capitals, or with the weekday, on a line that says little else."""
    month = search("masthead", "month", line.words)
    if not month or len(line.words) > 140 or not re.search(r"1[6-9]\d\d|20\d\d", line.words):
        return None
    if not (month[0].isupper() or re.search(r"(?:day|VOL|Vol|NO|No)\b", line.words)):
        return None
    stated = sheet.date("published", line.start, line.end, MASTHEAD, layer=layer)
    return stated if stated and len(stated.when.edtf or "") == 10 else None


def _near(top: Sequence[Line], day: StatedDate | None) -> list[Line]:
    """The lines where a masthead stands: the first ones, and those around the day of issue."""
    place = day.entry.evidence.start if day and day.entry.evidence else -1
    at = next((i for i, line in enumerate(top) if line.start <= place < line.end), -TOP)
    return [line for i, line in enumerate(top) if i < _MASTHEAD_LINES or abs(i - at) <= 3]


def _paper(top: Sequence[Line]) -> Line | None:
    """The line that is a newspaper's name; none where machines have read it as noise.

    >>> [_paper([Line(0, 0, name, 0)]) is not None for name in ("The Harbour Herald", "a good citizen", "THE SUN,")]
    [True, False, False]
    """
    for line in top:
        name = line.words.rstrip(". ")
        parts = name.split()
        if not 2 <= len(parts) <= 5 or len(name) > 50 or line.words.endswith((",", "-")):
            continue
        other = any(part in name.casefold() for part in words("masthead", "agencies"))
        if other or re.search(r"day\b", name, re.I) or parts[0].casefold() in words("masthead", "never_first"):
            continue
        last = re.split(r"-", parts[-1])[-1].casefold()
        capitals = all(
            p[0].isupper() or (i and p.casefold() in words("masthead", "small")) for i, p in enumerate(parts)
        )
        letters = all(re.fullmatch(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*", p) for p in parts)
        if last in words("masthead", "nouns") and capitals and letters:
            return line
    return None


def read_dateline(sheet: Sheet, lines: Sequence[Line], draft: Draft, year: int | None) -> bool:
    """Fill place and day from the dateline that opens the text; the issue's *year* completes a day without one."""
    for line in lines[:10]:
        for pattern in patterns("dateline", "open", cased=True):
            found = pattern.match(sheet.text, line.start, line.end)
            if found and not set(found["place"].replace(",", " ").split()) & words("dateline", "not_places"):
                draft.put("place", sheet.entry(found.start("place"), found.end("place"), DATELINE))
                draft.date(sheet.date("written", found.start("date"), found.end("date"), DATELINE, year=year))
                return True
    return False


def supplied_title(draft: Draft) -> Entry:
    """The title an archivist gives a front page: the paper's name where it is legible, else the day of issue."""
    paper, day = draft.entries.get("periodical"), draft.dates.get("published")
    if paper is not None:
        name = paper.value.title() if paper.value.isupper() else paper.value
        return Entry(f"{name.rstrip('.')}, front page", paper.evidence, "supplied from the masthead 1")
    if day is not None:
        return Entry(f"Newspaper page, {day.when.edtf}", day.entry.evidence, "supplied from the day of issue 1")
    return Entry("Newspaper page", None, "supplied, nothing legible 1")
