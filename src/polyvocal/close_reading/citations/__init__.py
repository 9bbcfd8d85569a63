"""The sources that a text itself cites: issues, articles, books, archive signatures and addresses.

Precision comes first: what only looks like a reference (a town and a day, a newspaper that "wrote") is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polyvocal.close_reading.citations.addresses import read_addresses, read_links
from polyvocal.close_reading.citations.archives import headings, read_signatures
from polyvocal.close_reading.citations.periodicals import read_cyrillic_issues, read_issue
from polyvocal.close_reading.citations.shapes import EVERY_YEAR, MONTH
from polyvocal.close_reading.citations.works import read_cyrillic_articles, read_work
from polyvocal.terms import Citation, Locus, Sentence

__all__ = ["read_citations", "read_links"]

_SPACES = {ord(space): " " for space in "\u00a0\u202f\u2007\u2009"}
_BROKEN = re.compile(r"(?<=[\w,:–-])\n(?=[a-zа-яё0-9(])|(?<=\d)\n(?=(?:" + MONTH + r")\b)")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_SECTION_RUNS = 6000  # characters that a list of sources is taken to run on for behind its heading


def read_citations(
    text: str, record: str, *, sentences: Sequence[Sentence] = (), language: str = "en"
) -> tuple[Citation, ...]:
    """Every source that *text* cites, in order of place; of two that overlap, the one that says more.

    Offsets are code points of *text*; *sentences* and *language* may be left out: references are told by their form,
    and notes in one language cite works in another.

    >>> [(c.kind, c.container, c.date) for c in read_citations("So it said (Pravda, 21 December 1939, p. 2).", "r1")]
    [('periodical', 'Pravda', '1939-12-21')]
    """
    # Character for character as long as the text: hard spaces count as spaces, and a line broken in a phrase runs on.
    even = _BROKEN.sub(" ", text.translate(_SPACES))
    found = [*_dated(even, record), *read_signatures(even, record), *read_addresses(text, record)]
    if language == "ru" or _CYRILLIC.search(text):
        found += [*read_cyrillic_issues(even, record), *read_cyrillic_articles(even, record)]
    return tuple(replace(made, locus=Locus.at(record, text, *made.locus.span)) for made in _apart(found))


def _dated(text: str, record: str) -> Iterator[Citation]:
    """References that are found by their year: a text without years costs one look for them."""
    lists: list[int] | None = None
    for year in EVERY_YEAR.finditer(text):
        before = text[max(0, year.start() - 2) : year.start()]
        if not before.endswith((" ", "(")):
            continue
        if lists is None:
            lists = [m.start() for m in _HEADING.finditer(text)]
        listed = _in_list(lists, year.start())
        made = read_work(text, record, year, listed=listed) or read_issue(text, record, year, listed=listed)
        if made:
            yield made


_HEADING = re.compile(rf"^[ #*]*(?:{headings()})\s*:?[ *]*$", re.MULTILINE | re.IGNORECASE)


def _in_list(lists: Sequence[int], at: int) -> bool:
    n = bisect_right(lists, at)
    return bool(n) and at - lists[n - 1] <= _SECTION_RUNS


def _apart(found: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations without those that another one, longer or first in *found*, already covers a part of."""
    kept: list[Citation] = []
    for made in sorted(found, key=lambda c: (c.locus.start, -len(c.locus.words))):
        if kept and kept[-1].locus.end > made.locus.start:
            if len(made.locus.words) > len(kept[-1].locus.words):
                kept[-1] = made
            continue
        kept.append(made)
    return tuple(kept)
