"""How a document opens: title, author's line, byline, the day under the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, is_name, is_person, spread, stands_out, until_stop
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import is_paragraph, search
from polyvocal.terms.line import Line
from polyvocal.terms.locus import Layer

TITLE = "opening line 1"
BYLINE = "byline 1"
DAY = "day under the headline 1"
_TITLE_DAY = re.compile(r"[(\[]([^()\[\]]*\d[^()\[\]]*)[)\]]\s*$")
_BRACKETED = re.compile(r"[(\[](.*\d.*)[)\]]\.?")
_LONGEST_TITLE = 250
_HEAD = 8
_MONTHS_AND_DAYS = re.compile(r"[^\W\d_]{3,}|\d{1,4}")


def read_opening(sheet: Sheet, lines: Sequence[Line], first_label: int, draft: Draft) -> int:
    """Fill title, authors and day from the opening lines; returns the index behind the last line that was used."""
    if not lines:
        return 0
    end = first_label if first_label > 0 else min(len(lines), _HEAD)
    head = [line for line in lines[:end] if not is_paragraph(line)] if first_label > 0 else _before_text(lines[:end])
    named = _author_line(head) if first_label > 0 else None
    if named is not None:
        draft.add(contributors(sheet, named.start, named.end, "author", "author's line above the title 1", strict=True))
    titles = [line for line in head if line is not named and not _is_about(sheet, line)]
    if titles:
        _title(sheet, titles[0], draft)
    return _under_headline(sheet, head, draft)


def _before_text(lines: Sequence[Line]) -> list[Line]:
    head: list[Line] = []
    for line in lines:
        if is_paragraph(line) and head:
            break
        head.append(line)
    return head


def _author_line(head: Sequence[Line]) -> Line | None:
    """The first line where it is a name and a title follows, as transcription sites set it."""
    return head[0] if len(head) > 1 and is_person(head[0].words) else None


def _is_about(sheet: Sheet, line: Line) -> bool:
    """Whether the line speaks about the document: a bracketed date, a byline, a day."""
    return bool(_BRACKETED.fullmatch(line.words)) or byline_names(line) is not None or is_day(sheet, line)


def _title(sheet: Sheet, line: Line, draft: Draft) -> None:
    if len(line.words) > _LONGEST_TITLE or is_paragraph(line):
        return
    draft.put("title", sheet.entry(line.start, line.end, TITLE))
    day = _TITLE_DAY.search(line.words)
    if day and not re.fullmatch(r"\d{4}(?:\s*[-–]\s*\d{4})?", day[1].strip()):
        draft.date(sheet.date("written", line.start + day.start(1), line.start + day.end(1), "day in the title 1"))


def is_day(sheet: Sheet, line: Line, *, layer: Layer = "reading") -> bool:
    """Whether the line is a date and hardly anything else."""
    titled = _TITLE_DAY.search(line.words) and not _BRACKETED.fullmatch(line.words)
    if len(line.words) > 60 or titled or not re.search(r"\d", line.words):
        return False
    stated = sheet.date("published", line.start, line.end, DAY, layer=layer)
    if stated is None:
        return False
    rest = line.words.replace(stated.entry.value, " ")
    return len(_MONTHS_AND_DAYS.findall(rest)) <= 2


def byline_names(line: Line) -> tuple[int, int] | None:
    """Where the names of a byline stand in the line's words, None where it is no byline.

    >>> line = Line(0, 15, "By Ada Holm | London", 0)
    >>> a, b = byline_names(line)
    >>> line.words[a:b]
    'Ada Holm'
    """
    words = line.words
    if len(words) > 160:
        return None
    start = search("byline", "start", words)
    if start and start.start() == 0:
        at = start.end()
        if (at < len(words) and words[at].isspace()) or words[at - 1] == ":":
            return _names_from(words, at)
    posted = search("byline", "posted", words)
    if posted and posted.start() == 0:
        by = search("byline", "author_in_posted", words, posted.end())
        return _names_from(words, by.end()) if by else None
    return None


def _names_from(words: str, at: int) -> tuple[int, int] | None:
    end = until_stop(words, at, len(words))
    bar = re.compile(r"\s[|•·–—]\s|,?\s+\d|,\s+(?:Special|Staff|Correspondent|Editor)").search(words, at, end)
    end = bar.start() if bar else end
    names = [words[a:b] for a, b in spread(words, at, end)]
    while at < end and words[at].isspace():
        at += 1
    return (at, end) if names and all(is_name(n) and stands_out(n) for n in names) else None


def _under_headline(sheet: Sheet, head: Sequence[Line], draft: Draft) -> int:
    """Byline, day in brackets and day line among the opening lines."""
    used = 1
    for i, line in enumerate(head):
        names = byline_names(line)
        if names:
            start, end = line.start + names[0], line.start + names[1]
            draft.add(contributors(sheet, start, end, "author", BYLINE))
            rest = sheet.date("published", line.start, line.end, BYLINE)
            draft.date(rest)
            used = i + 1
            continue
        bracketed = _BRACKETED.fullmatch(line.words)
        if i and bracketed:
            start = line.start + bracketed.start(1)
            draft.date(sheet.date("written", start, line.start + bracketed.end(1), "day in brackets under the title 1"))
            used = i + 1
        elif (i or len(head) > 1) and is_day(sheet, line):
            draft.date(sheet.date("published", line.start, line.end, DAY))
            used = i + 1
    return used
