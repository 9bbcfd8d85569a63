"""Words that a hand other than the author's put in: notes of editors and translators, and credits of agencies.

'[He means the Duma.—Ed.]' inside a quotation is neither the speaker's nor the author's. A credit ("By Associated
Press", "LONDON, June 3 (Reuters) —") makes the agency the teller of its item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from polyvocal.close_reading.voices.accounts import is_heading
from polyvocal.close_reading.voices.datelines import begins_item
from polyvocal.close_reading.voices.quotations import paragraphs
from polyvocal.close_reading.voices.report import Chars, Report
from polyvocal.terms import Sentence
from polyvocal.usage import load

_LONGEST_NOTE = 800
_NEAR = 90  # characters from the opening of a paragraph among which a credit in brackets may stand


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """A note with its sign before and behind, a credit alone, and one behind a dateline."""
    table = load(language, "voices")["notes"]
    sign, agency, by = table["sign"], table["agency"], table["by"]
    body = r"[^\[\]()]"
    return (
        re.compile(rf"[\[(]\s*(?P<sign>{sign})\s*[:.,;—–-]+\s*(?P<note>{body}{{2,{_LONGEST_NOTE}}}?)\s*[\])]"),
        re.compile(rf"[\[(](?P<note>{body}{{2,{_LONGEST_NOTE}}}?)[\s,.;:]*[-—–]+\s*(?P<sign>{sign})\s*[\])]"),
        re.compile(rf"\W{{0,3}}(?:{by})\s+(?P<sign>{agency})(?:\W+(?i:leased|special|wire|cable|service|report)){{0,4}}\W*"),
        re.compile(rf"[^()\n]{{0,{_NEAR}}}\((?P<sign>{agency})\)\W{{0,3}}[-—–:.]\W{{0,3}}"),
    )  # fmt: skip


def notes(text: str, language: str) -> list[Report]:
    """Notes in brackets that an editor, translator or transcriber signed.

    >>> [found] = notes("“They [the Duma.—Ed.] sleep,” he said.", "en")
    >>> found.source, found.content
    ((17, 20), [(7, 15)])
    """
    before, behind, _, _ = _patterns(language)
    if "[" not in text and "(" not in text:
        return []
    found = []
    for pattern in (before, behind):
        for match in pattern.finditer(text):
            found.append(
                Report(None, match.span("sign"), [match.span("note")], "note", "writes", "note by another hand")
            )
    return found


def without_notes(reports: list[Report], found: Sequence[Report], text: str) -> list[Report]:
    """The reports without what the notes of another hand put into them; the sign of a note is no cue."""
    if not found:
        return reports
    holes = sorted(_hole(text, note) for note in found)
    signs = [note.source for note in found if note.source]
    kept = []
    for report in reports:
        cue = report.cue
        if cue and any(a < cue[1] and cue[0] < b for a, b in signs):
            continue
        report.content = _trimmed(text, [part for span in report.content for part in _cut(span, holes)])
        if report.content:
            kept.append(report)
    return kept


def _trimmed(text: str, spans: Sequence[Chars]) -> list[Chars]:
    words = ((a, b, text[a:b]) for a, b in spans)
    return [(a + len(w) - len(w.lstrip()), b - len(w) + len(w.rstrip())) for a, b, w in words if w.strip(" \n.,;:—–-")]


def _hole(text: str, note: Report) -> Chars:
    """The whole note with its brackets."""
    a, b = min(note.source or note.content[0], note.content[0])[0], max(note.source or (0, 0), note.content[0])[1]
    while a > 0 and text[a] not in "[(":
        a -= 1
    while b < len(text) and text[b - 1] not in "])":
        b += 1
    return a, b


def _cut(span: Chars, holes: Sequence[Chars]) -> Iterator[Chars]:
    a, b = span
    at = max(0, bisect_right(holes, (a, a)) - 1)
    for start, end in holes[at:]:
        if start >= b:
            break
        if end <= a:
            continue
        if start > a:
            yield a, start
        a = max(a, end)
    if a < b:
        yield a, b


def credits(text: str, sentences: Sequence[Sentence], language: str) -> list[Report]:
    """What an agency tells: from its credit to the end of the item, as probable."""
    _, _, alone, bracketed = _patterns(language)
    spans = paragraphs(sentences)
    found: list[Report] = []
    for number, (_, start, end) in enumerate(spans):
        match = alone.match(text, start, end) or bracketed.match(text, start, end)
        if match is None:
            continue
        begin, last = match.end(), number
        if begin >= end:
            last = number + 1
            begin = spans[last][1] if last < len(spans) else len(text)
        while last + 1 < len(spans) and not _begins_another(text, spans[last + 1], language):
            last += 1
        if last < len(spans) and begin < spans[last][2]:
            span = (begin, spans[last][2])
            rule = "credit of an agency"
            found.append(Report(None, match.span("sign"), [span], "credit", "writes", rule, certainty="probable"))
    return found


def _begins_another(text: str, paragraph: tuple[int, int, int], language: str) -> bool:
    _, start, end = paragraph
    _, _, alone, bracketed = _patterns(language)
    if begins_item(text, start, end, language) or is_heading(text[start:end]):
        return True
    return bool(alone.match(text, start, end) or bracketed.match(text, start, end))
