"""Checks that need no second document: what a record says that cannot be so by its own words or by the calendar.

A Sunday that was a Monday, an anniversary that does not add up, a day that its calendar has not, a part larger than its
whole, a total that is not the sum, a span that ends before it begins, a caption that contradicts its text. Nothing is
mended and nobody is said to be wrong: the finding stands at its words, with the arithmetic that fails.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from polyvocal.collation.figures import hard, parts_of, population, weigh_part
from polyvocal.terms import Check, CloseReading, Figure, Locus, Mark, Record, When
from polyvocal.terms.days import iso
from polyvocal.terms.reading import CheckKind
from polyvocal.usage import load

_KINDS: tuple[tuple[re.Pattern[str], CheckKind], ...] = (
    (re.compile(r" was an? \w+, not an? "), "weekday"),
    (re.compile(r"there is no day|exists in the Julian calendar only"), "calendar"),
    (re.compile(r" fell on "), "feast"),
    (re.compile(r"\d+ years after "), "anniversary"),
)
_OUR_ERA = 1721426  # Julian Day Number of 1 January of the year 1
_TOTAL = 160  # characters behind the parts within which their total stands
_SMALL, _ROUND = 2, 10  # parts at least; a numeral rounded further is no exact count
_MONTH = 31  # days; a caption and a text further apart tell of two things


def check_record(record: Record, reading: CloseReading) -> tuple[Check, ...]:
    """What of a record does not add up, in order of place.

    >>> from polyvocal.terms import Capture
    >>> check_record(Record("r", "", Capture("a", "0", 0, "text/plain", ""), (0, 0), 0, "", ()), CloseReading("r"))
    ()
    """
    text = record.text
    found = [
        *_dates(reading.dates),
        *_spans(text, reading.dates),
        *_parts(reading.figures),
        *_totals(text, reading),
        *_captions(record.marks, reading),
    ]
    first: dict[tuple[int, str], Check] = {}
    for check in found:
        first.setdefault((check.locus.start, check.kind), check)
    return tuple(first[key] for key in sorted(first))


def is_finding(check: str) -> CheckKind | None:
    """What sort of thing a reader of dates found against the words, None where it only could not decide."""
    return next((kind for pattern, kind in _KINDS if pattern.search(check)), None)


def _dates(dates: Sequence[When]) -> Iterator[Check]:
    for when in dates:
        for check in when.checks:
            kind = is_finding(check)
            if kind is not None and when.locus is not None:
                yield Check(kind, when.locus, check)


# --- spans -----------------------------------------------------------------------------------------------------


@cache
def _span_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("en", "collation")["checks"]
    opening, joining = ("|".join(table[name]) for name in ("opening", "joining"))
    return re.compile(rf"\b(?:{opening})\s+(?:the\s+)?$", re.I), re.compile(rf"\s*(?:{joining})\s*", re.I)


def _spans(text: str, dates: Sequence[When]) -> Iterator[Check]:
    """ "From 1945 to 1941": a span that its own words let end before it begins."""
    opening, joining = _span_words()
    for first, last in pairwise(sorted(filter(_is_placed, dates), key=_place)):
        a, b = first.locus, last.locus
        if a is None or b is None or first.latest is None or last.latest is None or first.anchor or last.anchor:
            continue
        if (first.earliest or 0) < _OUR_ERA or last.latest < _OUR_ERA:
            continue  # "from 264 to 146 BC": the era stands behind the second year alone
        if b.start - a.end > 12 or last.latest >= (first.earliest or 0) or not joining.fullmatch(text, a.end, b.start):
            continue
        if opening.search(text[max(0, a.start - 16) : a.start]):
            said = f"“{a.words}” comes after “{b.words}”: the span ends before it begins"
            yield Check("span", a, said, b)


def _is_placed(when: When) -> bool:
    return when.locus is not None and when.type == "DATE"


def _place(when: When) -> int:
    return when.locus.start if when.locus is not None else 0


# --- parts, wholes, sums -----------------------------------------------------------------------------------------


def _parts(figures: Sequence[Figure]) -> Iterator[Check]:
    """A part that the words take out of a whole, and that is larger than it."""
    for figure in figures:
        if figure.part_of is None:
            continue
        whole = next((f for f in figures if f is not figure and f.locus.overlaps(figure.part_of)), None)
        if whole is None or whole.unit != figure.unit:
            continue
        finding = weigh_part(figure, whole)
        if finding is not None and finding.verdict == "CONFLICT-SUBSET":
            yield Check("part", figure.locus, finding.why, whole.locus)


@cache
def _total_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('en', 'collation')['checks']['total'])})\b", re.I)


def _totals(text: str, reading: CloseReading) -> Iterator[Check]:
    """ "20 killed and 30 wounded, a total of 60 casualties": a total that is not the sum of its parts."""
    starts = [s.start for s in reading.sentences]
    by_sentence: dict[int, list[Figure]] = {}
    for figure in reading.figures:
        by_sentence.setdefault(bisect_right(starts, figure.locus.start), []).append(figure)
    for figures in by_sentence.values():
        for at, total in enumerate(figures):
            parts = figures[:at]
            if len(parts) >= _SMALL and _is_total_of(text, total, parts):
                summed = sum(f.low or 0 for f in parts)
                if summed != total.low:
                    named = " and ".join(f"“{' '.join(f.locus.words.split())}”" for f in parts)
                    yield Check("sum", total.locus, f"{named} make {summed:,.0f}, not {total.low:,.0f}", parts[0].locus)


def _is_total_of(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a figure is said to be the total of the counts before it, of one kind each and of the same people."""
    if total.locus.start - parts[-1].locus.end > _TOTAL or not _total_words().search(
        text[parts[-1].locus.end : total.locus.end + 30]
    ):
        return False
    counts = (*parts, total)
    if any(
        f.bound != "exact" or f.unit or f.rounded > _ROUND or f.low is None or f.part_of is not None for f in counts
    ):
        return False
    kinds = [part for f in parts for part in parts_of(f.kind)]
    people = {population(f.population, "").sides for f in counts if f.population}
    covers = total.kind in {"casualties", "losses"} or parts_of(total.kind) == frozenset(kinds)
    return len(kinds) == len(set(kinds)) and covers and len(people) <= 1


# --- captions ----------------------------------------------------------------------------------------------------


def _captions(marks: Sequence[Mark], reading: CloseReading) -> Iterator[Check]:
    """A caption whose day or count the text around it contradicts: of one name, or of one kind of one noun."""
    captions = [mark for mark in marks if mark.kind == "caption"]
    if not captions or all(mark.start == 0 for mark in captions):
        return
    for caption in captions:
        yield from _day_of_caption(caption, reading)
        yield from _count_of_caption(caption, reading)


def _day_of_caption(caption: Mark, reading: CloseReading) -> Iterator[Check]:
    """The caption dates what it shows to one day, and what the text says of it gives another of that month."""
    days = [w for w in reading.dates if _within(w.locus, caption) and _is_day(w)]
    names = {_plain(n.locus.words) for n in reading.names if _within(n.locus, caption) and n.type != "place"}
    if len(days) != 1 or not names or days[0].locus is None:
        return
    shown = days[0]
    told = [
        when
        for sentence in reading.sentences
        if not caption.start <= sentence.start < caption.end
        and any(
            sentence.start <= n.locus.start < sentence.end and _plain(n.locus.words) in names for n in reading.names
        )
        for when in reading.dates
        if when.locus is not None and sentence.start <= when.locus.start < sentence.end and _is_day(when)
    ]
    near = [when for when in told if abs((when.earliest or 0) - (shown.earliest or 0)) <= _MONTH]
    if near and all(when.earliest != shown.earliest for when in near) and near[0].locus is not None:
        said = f"the caption gives {iso(shown.earliest or 0)}, the text {iso(near[0].earliest or 0)}"
        yield Check("caption", days[0].locus, said, near[0].locus)


def _count_of_caption(caption: Mark, reading: CloseReading) -> Iterator[Check]:
    """The caption counts what the text counts too, in another number."""
    for figure in (f for f in reading.figures if _within(f.locus, caption) and _is_count(f)):
        told = [
            f
            for f in reading.figures
            if not _within(f.locus, caption) and f.kind == figure.kind and f.noun == figure.noun and _is_count(f)
        ]
        if told and all(_apart(f, figure) for f in told):
            said = f"the caption gives “{figure.numeral.words}”, the text “{told[0].numeral.words}”"
            yield Check("caption", figure.locus, said, told[0].locus)


def _is_count(figure: Figure) -> bool:
    counted = not {"unknown", "present", "engaged", "things", "persons"} & parts_of(figure.kind)
    return counted and figure.bound != "vague" and bool(figure.noun) and not figure.unit


def _apart(a: Figure, b: Figure) -> bool:
    (low_a, high_a), (low_b, high_b) = hard(a), hard(b)
    return high_a < low_b or high_b < low_a


def _is_day(when: When) -> bool:
    return when.type == "DATE" and when.earliest is not None and when.earliest == when.latest and not when.anchor


def _within(locus: Locus | None, mark: Mark) -> bool:
    return locus is not None and mark.start <= locus.start < mark.end


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
