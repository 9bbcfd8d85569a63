"""Statements of what else a named voice says of an event: reports that answer none of the other questions."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Attribution, Statement

_MANNERS = frozenset(["says", "writes", "reports", "estimates", "doubts", "conceals", "perceives"])
_LONGEST = 400  # characters


def report_statements(maker: Maker, made: Sequence[Statement]) -> list[Statement]:
    """A statement for every report of an event in which no other statement was found."""
    taken = sorted((s.loci[0].start, s.loci[-1].end) for s in made)
    found: list[Statement] = []
    for report in maker.page.attributions:
        if not _tells(maker, report) or report.cue is None:
            continue
        content = report.content[0]
        rank = maker.page.sentence_at(content.start)
        sentence = maker.page.sentences[rank]
        if maker.page.is_prose(rank) and not any(a < sentence.end and sentence.start < b for a, b in taken):
            end = min(content.end, sentence.end)
            answer = maker.page.locus(content.start, end)
            found.append(
                maker.make("other", content.start, end, f"report, {report.manner}", answer=answer, report=report)
            )
            taken.append((sentence.start, sentence.end))
    return found


def _tells(maker: Maker, report: Attribution) -> bool:
    """Whether somebody says something of an event, in so many words; a report without a source is not taken."""
    if report.manner not in _MANNERS or not report.content or report.source is None:
        return False
    content = report.content[0]
    if not 25 <= len(content.words) <= _LONGEST:
        return False
    page, source = maker.page, report.source
    if not maker.anchors.essay and (
        page.is_broken(content.start, content.end) or page.is_broken(source.start, source.end)
    ):
        return False  # of columns that run together the words of one are put in the mouth of the other
    if any(n.type == "event" for n in maker.page.names_in(content.start, content.end)):
        return True
    return any(maker.is_telling(c) for c in maker.page.cues_in("event", content.start, content.end))
