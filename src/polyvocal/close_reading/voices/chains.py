"""Chains of voices: which report lies inside which, and whose word stands behind whose."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.voices.anaphora import resolve
from polyvocal.close_reading.voices.headings import Headings
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.report import Report
from polyvocal.terms import Attribution, Locus, Name, Sentence, Voice

UNNAMED = "unnamed in the source"


def attributions(
    text: str,
    record: str,
    reports: list[Report],
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    author: str,
    words: Lexicon,
    rule: str,
) -> tuple[Attribution, ...]:
    """Reports as attributions, each with its parent and its chain of voices."""
    reports.sort(key=lambda r: (_place(r), r.cue or (0, 0)))
    parents = _parents(reports)
    told = [None if up is not None and reports[up].kind == "credit" else up for up in parents]
    resolve(text, reports, told, sentences, names, words)
    found: list[Attribution] = []
    headings = Headings(text, sentences, names, words.language)
    for report, parent in zip(reports, parents, strict=True):
        enclosing = found[parent].chain if parent is not None else (Voice(author, "writes"),)
        source = Locus.at(record, text, *report.source) if report.source else None
        cue = Locus.at(record, text, *report.cue) if report.cue else None
        stands = Locus.at(record, text, *report.stands) if report.stands else source
        own = Voice(
            name=_name(report, stands, _around(report, parent, reports, parents, found, enclosing), words),
            manner=report.manner,
            locus=stands,
            cue=cue,
            entity=headings.of(stands.span, nested=parent is not None) if stands else None,
            certainty=report.certainty,
            affirmed=report.affirmed,
        )
        found.append(
            Attribution(
                source=source,
                cue=cue,
                content=tuple(Locus.at(record, text, a, b) for a, b in report.content),
                manner=report.manner,
                certainty=report.certainty,
                affirmed=report.affirmed,
                parent=parent,
                chain=(*enclosing, own),
                rule=f"{report.by or rule}: {report.rule}",
            )
        )
    return tuple(found)


def _around(
    report: Report,
    parent: int | None,
    reports: Sequence[Report],
    parents: Sequence[int | None],
    found: Sequence[Attribution],
    enclosing: tuple[Voice, ...],
) -> Voice:
    """Whose "I" and whose denial it is: who is quoted around, or the teller; not one who is told of indirectly."""
    field, up = report.field, parent
    while up is not None and field is not None and field.inside is None:
        other = reports[up]
        if other.cue is None or other.field is None or other.field.sentence != field.sentence:
            break
        up = parents[up]
    return found[up].chain[-1] if up is not None else enclosing[0]


def _name(report: Report, stands: Locus | None, around: Voice, words: Lexicon) -> str:
    """The name of a report's own voice: "I" is whoever speaks around it."""
    if report.own or (stands is not None and stands.words.lower() in words.words["first_person"]):
        return around.name
    return UNNAMED if stands is None else _plain(stands.words)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _place(report: Report) -> int:
    return min(report.content[0][0], report.cue[0] if report.cue else report.content[0][0])


def _parents(reports: Sequence[Report]) -> list[int | None]:
    """For each report the innermost earlier one whose content covers its cue."""
    parents: list[int | None] = []
    open_reports: list[int] = []  # those whose content may still cover what comes
    for index, report in enumerate(reports):
        a, b = report.cue or report.content[0]
        open_reports = [other for other in open_reports if reports[other].content[-1][1] >= a]
        best: tuple[int, int] | None = None
        for other in open_reports:
            for start, end in reports[other].content:
                if start <= a and b <= end and (best is None or end - start <= best[0]):
                    best = (end - start, other)
        outside = reports[index].kind == "note"  # its hand speaks to the reader, whatever it stands in
        parents.append(best[1] if best and not outside else None)
        open_reports.append(index)
    return parents
