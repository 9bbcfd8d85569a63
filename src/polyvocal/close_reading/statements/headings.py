"""What opens a stretch of a page: headlines, the datelines of dispatches, and spans of two dates."""

from __future__ import annotations

import re

from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Locus, When

_TO = re.compile(r"\s*(?:-|–|—|/|to|until|till|through)\s*")
_DATELINE_GAP = re.compile(r"[\s,.(:—–-]*(?:via\s[\w\s]{3,20}[,)]*\s*)?(?:[\w.]{1,12}[.,]?\s*){0,2}[(]?")
_LINE = 50  # characters
_PLACE_BEFORE = re.compile(r"([A-ZА-Я][\w’'-]+(?: [A-ZА-Я][\w’'-]+)?),\s*(?:on\s+)?")


def is_headline(page: Page, rank: int) -> bool:
    """Whether a sentence is a headline: short, no prose, in capitals or without a stop."""
    sentence = page.sentences[rank]
    words = page.text[sentence.start : sentence.end]
    if len(words) > 160 or page.is_prose(rank):
        return False
    return words.isupper() or (not words.endswith((".", ",", ";")) and len(words.split()) > 1)


def dateline(page: Page, rank: int) -> tuple[Locus, When | None, Locus] | None:
    """Place and date that open a dispatch ("LONDON, June 3.")."""
    sentence = page.sentences[rank]
    names = page.names_in(sentence.start, sentence.start + 2)
    if not names or names[0].type != "place":
        return None
    place = names[0].locus
    dates = [d for d in page.dates_in(place.end, place.end + 40) if d.type == "DATE" and d.locus]
    if not dates or dates[0].locus is None:
        return None
    if _DATELINE_GAP.fullmatch(page.text, place.end, dates[0].locus.start) is None:
        return None
    return place, _narrowed(page, dates[0]), dates[0].locus


def _narrowed(page: Page, date: When) -> When | None:
    """A dateline's date; where print lost its day ("June .") that of the document, if it lies within."""
    if date.earliest is None or date.latest is None:
        return None
    published = page.published
    if date.latest == date.earliest or published is None or published.earliest is None:
        return date
    return published if date.earliest <= published.earliest <= date.latest else date


def dated_line(page: Page, rank: int) -> tuple[When, Locus | None] | None:
    """The day, and the place before it, of a sentence that says nothing else ("Ludlow, 20 April 1914.")."""
    sentence = page.sentences[rank]
    length = sentence.end - sentence.start
    if length > _LINE:
        return None
    for date in page.dates_in(sentence.start, sentence.end):
        if date.locus is None or date.type != "DATE" or date.earliest is None or 2 * len(date.locus.words) < length:
            continue
        place = _PLACE_BEFORE.match(page.text, sentence.start, date.locus.start)
        return date, page.locus(*place.span(1)) if place is not None else None
    return None


def joined(page: Page, first: When, last: When) -> When | None:
    """The span between two dates that the words join ("1941-1945", "between May and June"), or None."""
    if first.locus is None or last.locus is None or first.earliest is None or last.latest is None:
        return None
    gap = page.text[first.locus.end : last.locus.start]
    between = page.text[max(0, first.locus.start - 8) : first.locus.start].lower().endswith("between ")
    if not _TO.fullmatch(gap) and not (between and gap.split() == ["and"]):
        return None
    if last.latest <= first.earliest:
        return None
    locus = page.locus(first.locus.start, last.locus.end)
    edtf = f"{first.edtf}/{last.edtf}" if first.edtf and last.edtf and "/" not in first.edtf + last.edtf else None
    value = f"{first.value}/{last.value}" if first.value and last.value else ""
    return When(
        locus.words,
        locus,
        "DATE",
        value,
        edtf,
        first.earliest,
        last.latest,
        first.calendar,
        rule="statements/1 span",
    )
