"""Where a plain text holds several posts: the places at which each begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from polyvocal.accession.lines import is_headline, is_prose
from polyvocal.terms.line import Line
from polyvocal.usage import languages, load

_COLUMN, _MANY = 60, 60
_WIDE = 2
"""Blank lines that set a title apart from its text on a page whose paragraphs are one blank line apart."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = "headline" if name == "part" else "post"
    flags = re.NOFLAG if name == "dateline" else re.I
    return re.compile("|".join(f"(?:{load(language, 'accession')[table][name]})" for language in languages()), flags)


def post_starts(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines that open a post; [0] where the page holds one document.

    Signs, each of which must come at least twice: a title with its day in brackets; a title set apart by a wide gap
    on a page with narrow ones; a title with the engine's line of credits; a headline over a dateline. Wrong division
    breaks a document in two, so a page of headings that are parts of one work stays whole.
    """
    if len(lines) < 4:
        return [0]
    openings = _dated_or_apart(lines) or _credited(lines) or _datelined(lines)
    starts = _with_bodies(lines, openings)
    if len(starts) < 2:
        return [0]
    if starts[0] > 0:
        # What stands before the first title is a document of its own only where it has a text.
        starts = [0, *starts] if any(is_prose(line) for line in lines[: starts[0]]) else [0, *starts[1:]]
    return starts


def _gap_after(lines: Sequence[Line], i: int) -> int:
    return lines[i + 1].gap if i + 1 < len(lines) else 0


def _dated_or_apart(lines: Sequence[Line]) -> list[int]:
    dated = [i for i, line in enumerate(lines) if line.gap + (i == 0) and _is_dated_title(line)]
    apart = _set_apart(lines)
    if len(dated) + len(apart) < 2:
        return []
    if len(dated) < 2 and not _nearer_behind(lines, apart):
        return []
    return sorted({*dated, *apart})


def _is_dated_title(line: Line) -> bool:
    return len(line.words) <= 170 and bool(_pattern("dated_title").fullmatch(line.words))


def _set_apart(lines: Sequence[Line]) -> list[int]:
    """Headlines followed by a wide gap, where the page itself opens with one."""
    if not (is_headline(lines[0]) and _gap_after(lines, 0) >= _WIDE):
        return []
    found = [
        i for i, line in enumerate(lines)
        if (line.gap or i == 0) and _gap_after(lines, i) >= _WIDE and is_headline(line) and " " in line.words
    ]  # fmt: skip
    parts = sum(1 for i in found if _pattern("part").fullmatch(lines[i].words))
    return [] if parts else found


def _nearer_behind(lines: Sequence[Line], found: Sequence[int]) -> bool:
    # In a work with headings each stands nearer to what it heads; glued posts have lost the space before the title.
    later = [i for i in found if i]
    return 3 * sum(lines[i].gap < _gap_after(lines, i) for i in later) >= len(later)


def _credited(lines: Sequence[Line]) -> list[int]:
    """Titles directly above an engine's line of credits, or between its day line and the text."""
    found = []
    for i, line in enumerate(lines[:-1]):
        if not (line.gap or i == 0) or not is_headline(line):
            continue
        if _pattern("credit").fullmatch(lines[i + 1].words) or (i and _pattern("day").fullmatch(lines[i - 1].words)):
            found.append(i - 1 if i and _pattern("day").fullmatch(lines[i - 1].words) else i)
    return found if len(found) > 1 else []


def _datelined(lines: Sequence[Line]) -> list[int]:
    """Headlines (with the decks below them) over a paragraph that opens with a dateline."""
    found: list[int] = []
    narrow = sum(1 for line in lines if len(line.words) <= _COLUMN)
    if len(lines) >= _MANY and narrow >= 0.7 * len(lines):
        return []  # columns that a machine read: their order cannot be relied on
    for i, line in enumerate(lines):
        if i and len(line.words) >= 100 and _pattern("dateline").match(line.words):
            top = i
            while top > 0 and i - top < 4 and is_headline(lines[top - 1]) and (top == i or _deck(lines, top)):
                top -= 1
            if top < i:
                found.append(top)
    return found if len(found) > 1 else []


def _deck(lines: Sequence[Line], i: int) -> bool:
    # A signature above a headline is no deck: decks keep the headline's capitals and stand close to it.
    return lines[i].gap <= 1 and lines[i - 1].words.isupper() == lines[i].words.isupper()


def _with_bodies(lines: Sequence[Line], openings: Sequence[int]) -> list[int]:
    """The openings that have a text below them, and bare titles (a photograph's) between two that have."""
    bounds = [*openings, len(lines)]
    full = [any(is_prose(line) for line in lines[a + 1 : b]) for a, b in itertools.pairwise(bounds)]
    if sum(full) < 2:
        return []
    starts: list[int] = []
    for n, (start, has_text) in enumerate(zip(openings, full, strict=True)):
        title_again = n > 0 and not full[n - 1] and openings[n - 1] == start - 1 and lines[start].gap < _WIDE
        bare_between = 0 < n < len(openings) - 1 and full[n - 1] and _gap_after(lines, start) >= _WIDE
        if (has_text and not title_again) or bare_between:
            starts.append(start)
    return starts
