"""Chains of voices: which report lies inside which, and whose word stands behind whose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.quotations import paragraphs
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
    _resolve(text, reports, parents, paragraphs(sentences), names, words)
    found: list[Attribution] = []
    entities = {name.locus.span: name.heading for name in names if name.heading}
    for report, parent in zip(reports, parents, strict=True):
        enclosing = found[parent].chain if parent is not None else (Voice(author, "writes"),)
        source = Locus.at(record, text, *report.source) if report.source else None
        cue = Locus.at(record, text, *report.cue) if report.cue else None
        own = Voice(
            name=_name(report, source, enclosing, words),
            manner=report.manner,
            locus=source,
            cue=cue,
            entity=entities.get(report.source) if report.source else None,
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
                rule=f"{rule}: {report.rule}",
            )
        )
    return tuple(found)


def _name(report: Report, source: Locus | None, enclosing: tuple[Voice, ...], words: Lexicon) -> str:
    """The name of a report's own voice: "I" is whoever speaks around it, a pronoun the name it stands for."""
    if source is None:
        return UNNAMED
    if source.words.lower() in words.words["first_person"]:
        return enclosing[-1].name
    return report.resolved or _plain(source.words)


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
        parents.append(best[1] if best else None)
        open_reports.append(index)
    return parents


def _resolve(
    text: str,
    reports: Sequence[Report],
    parents: Sequence[int | None],
    spans: Sequence[tuple[int, int, int]],
    names: Sequence[Name],
    lexicon: Lexicon,
) -> None:
    """Give a pronoun the last outermost speaker of its paragraph, or a person named after him who was not spoken of."""
    begins = {number: start for number, start, _ in spans}
    people = [name.locus.span for name in names if name.type == "person"]
    people = _outside([(a, b) for a, b in people if text[b : b + 2] not in ("’s", "'s")], reports)
    last: dict[str, tuple[int, str]] = {}  # number: place and name of the last speaker
    paragraph = None
    for report, parent in zip(reports, parents, strict=True):
        here = report.field.paragraph if report.field else paragraph
        if here != paragraph:
            paragraph, last = here, {}
        if not report.source:
            continue
        at = report.source[0]
        words = _plain(text[at : report.source[1]])
        low = words.lower()
        if low in lexicon.words["singular_pronouns"]:
            place, name = last.get("one", (begins.get(here or 0, 0), ""))
            report.resolved = _person_between(text, people, place + len(name), at) or name
        elif low in lexicon.words["plural_pronouns"]:
            report.resolved = last.get("many", last.get("one", (0, "")))[1]
        elif parent is None and low not in lexicon.words["unresolved_pronouns"]:
            last["many" if _is_plural(low) else "one"] = (at, words)


def _outside(people: Sequence[tuple[int, int]], reports: Sequence[Report]) -> list[tuple[int, int]]:
    """Names that do not stand in what somebody says: of those a speaker seldom is one."""
    contents = sorted(span for report in reports for span in report.content)
    free = []
    at, reach = 0, -1
    for start, end in people:
        while at < len(contents) and contents[at][0] <= start:
            reach = max(reach, contents[at][1])
            at += 1
        if end > reach:
            free.append((start, end))
    return free


def _person_between(text: str, people: Sequence[tuple[int, int]], begin: int, at: int) -> str:
    """The last person named between *begin* and *at*."""
    index = bisect_left(people, (at, at)) - 1
    if index < 0 or people[index][0] < begin:
        return ""
    return _plain(text[people[index][0] : people[index][1]])


def _is_plural(low: str) -> bool:
    head = low.split(",")[0].split(" of ")[0].split(" in ")[0].split()[-1:]
    return bool(head) and head[0].endswith("s") and not head[0].endswith(("ss", "us", "'s"))
