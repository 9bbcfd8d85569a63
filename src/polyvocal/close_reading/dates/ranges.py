"""Ranges: two dates that the text joins, as one stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from polyvocal import usage
from polyvocal.terms import Locus, When


@cache
def _between(language: str) -> re.Pattern[str]:
    settings = usage.load(language, "dates")["settings"]
    words = "|".join(map(re.escape, settings["range"]))
    return re.compile(rf"\s*(?:[-–—/]|(?:{words})(?:\s+(?:{'|'.join(settings['articles']) or 'a^'}))?)\s*", re.I)


def ranges(text: str, whens: Sequence[When], *, language: str = "en") -> Iterable[When]:
    """The stretches that two neighbouring dates bound: "24-25 October 1917", "from 1 August 1904 to 2 January 1905".

    Their words run from the first date to the last; bounds enclose both.

    >>> from polyvocal.close_reading.dates import read_dates
    >>> text = "It rained on 24-25 October 1917."
    >>> [(w.words, w.edtf) for w in ranges(text, read_dates(text))]
    [('24-25 October 1917', '1917-10-24/1917-10-25')]
    """
    between = _between(language)
    for first, last in pairwise(whens):
        if not (first.locus and last.locus and first.type == last.type and first.type in ("DATE", "TIME")):
            continue
        if first.earliest is None or last.latest is None or first.earliest > last.latest:
            continue
        if between.fullmatch(text[first.locus.end : last.locus.start]):
            yield _joined(text, first, last, first.locus, last.locus)


def _joined(text: str, first: When, last: When, begin: Locus, end: Locus) -> When:
    plain = first.edtf and last.edtf and not {*"[]/"} & {*first.edtf, *last.edtf}
    words = text[begin.start : end.end]
    twin = (first.twin[0], last.twin[1]) if first.twin and last.twin else None
    return When(
        words,
        Locus(begin.record, begin.start, words, begin.layer),
        first.type,
        f"{first.value}/{last.value}",
        f"{first.edtf}/{last.edtf}" if plain else None,
        first.earliest,
        last.latest,
        first.calendar if first.calendar == last.calendar else "unknown",
        first.ground,
        first.anchor or last.anchor,
        None,
        twin,
        first.checks + last.checks,
        "range of two dates",
    )
