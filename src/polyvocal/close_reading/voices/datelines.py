"""Datelines ("LONDON, June 3."): where a newspaper's item begins, and in which capital."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.usage import load


@cache
def _dateline(language: str) -> re.Pattern[str]:
    """City, what stands in brackets or between commas, month and day; the day may be misread by a scanner."""
    months = "|".join(load(language, "sources")["datelines"]["months"].split())
    city = r"(?P<city>[^\W\d_a-zа-яё][\w.'’-]+(?: [^\W\d_a-zа-яё][\w.'’-]+){0,2})"
    between = r"(?:,? ?\([^()\n]{1,40}\)|, [\w ]{1,30}?(?=,))?"
    western = rf"(?i:{months})\w{{0,7}}\.? ?[\dlISO]{{1,2}}\b"
    russian = rf"\d{{1,2}} (?:\(\d{{1,2}}\) )?(?i:{months})\w{{0,4}}"
    return re.compile(rf"{city}{between}[,.;:]?\s{{1,3}}(?:{russian if language == 'ru' else western})")


def dateline(text: str, start: int, end: int, language: str) -> str | None:
    """The city of the dateline that opens ``text[start:end]``, or None.

    >>> dateline("BERLIN (by wireless), June 2. The Admiralty", 0, 43, "en")
    'BERLIN'
    >>> dateline("The fleet sailed on June 2.", 0, 27, "en") is None
    True
    """
    while start < end and not text[start].isalpha():
        start += 1
    if start == end or not text[start].isupper():
        return None
    found = _dateline(language).match(text, start, end)
    if found is None or not all(word[0].isupper() for word in found["city"].split()):
        return None
    return found["city"]


def begins_item(text: str, start: int, end: int, language: str) -> bool:
    """Whether a paragraph opens with a dateline.

    >>> begins_item("LONDON, June 3.-- The Admiralty", 0, 31, "en")
    True
    """
    return dateline(text, start, min(end, start + 120), language) is not None
