"""Quotations that belong to a report already read: the next after it, and those continued over paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.voices.quotations import Quotation
from polyvocal.close_reading.voices.report import Report
from polyvocal.terms import Sentence


def continue_quotations(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: list[Report]
) -> list[Report]:
    """Widen content to whole quotations, and give a quotation without a cue to the speaker just before it."""
    owned: dict[int, Report] = {}
    for report in reports:
        whole = []
        for a, b in report.content:
            for index in report.quotes:
                quotation = quotations[index]
                if quotation.start < b and a < quotation.end:
                    a, b = min(a, quotation.start), max(b, quotation.end)
            whole.append((a, b))
        report.content = whole
        if report.field is not None and report.field.inside is None:
            for index in report.quotes:
                owned.setdefault(index, report)
    for index, quotation in enumerate(quotations):
        if index in owned or index == 0:
            continue
        previous = quotations[index - 1]
        owner = owned.get(index - 1)
        if owner is None:
            continue
        if previous.continued or _follows(text, previous, quotation, owner):
            span = (quotation.start, quotation.end)
            if span[0] >= owner.content[-1][1]:
                owner.content.append(span)
            else:
                owner.content = _joined([*owner.content, span])
            owned[index] = owner
    return reports


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, without those that lie in another.

    >>> _joined([(5, 9), (0, 3), (6, 8)])
    [(0, 3), (5, 9)]
    """
    result: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if result and a < result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return result


def _follows(text: str, previous: Quotation, quotation: Quotation, owner: Report) -> bool:
    """Whether nothing but the cue and its speaker stands between two quotations of one paragraph."""
    if previous.paragraph != quotation.paragraph:
        return False
    between = text[previous.end : quotation.start]
    if owner.cue is None:
        return not between.strip()
    if previous.end <= owner.cue[0] < quotation.start:
        last = max(owner.cue[1], owner.source[1] if owner.source and owner.source[1] <= quotation.start else 0)
        rest = text[last : quotation.start]
        return len(rest) < 60 and rest.count(".") + rest.count(":") + rest.count(",") <= 2 and len(rest.split()) <= 8
    return not between.strip(" \n_*")
