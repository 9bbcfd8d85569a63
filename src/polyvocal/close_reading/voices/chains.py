"""Chains of voices: which report lies inside which, and whose word stands behind whose."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.report import Report
from polyvocal.terms import Attribution, Locus, Name, Voice

UNNAMED = "unnamed in the source"


def attributions(
    text: str,
    record: str,
    reports: list[Report],
    names: Sequence[Name],
    author: str,
    words: Lexicon,
    rule: str,
) -> tuple[Attribution, ...]:
    """Reports as attributions, each with its parent and its chain of voices."""
    reports.sort(key=lambda r: (_place(r), r.cue or (0, 0)))
    _resolve(text, reports, words)
    parents = _parents(reports)
    voices: list[tuple[Voice, ...]] = []
    found = []
    entities = {name.locus.span: name.heading for name in names if name.heading}
    for report, parent in zip(reports, parents, strict=True):
        source = Locus.at(record, text, *report.source) if report.source else None
        cue = Locus.at(record, text, *report.cue) if report.cue else None
        enclosing = voices[parent] if parent is not None else (Voice(author, "writes"),)
        name = report.resolved or (_plain(source.words) if source else UNNAMED)
        own = Voice(
            name=name,
            manner=report.manner,
            locus=source,
            cue=cue,
            entity=entities.get(report.source) if report.source else None,
            certainty=report.certainty,
            affirmed=report.affirmed,
        )
        chain = (*enclosing, own)
        voices.append(chain)
        found.append(
            Attribution(
                source=source,
                cue=cue,
                content=tuple(Locus.at(record, text, a, b) for a, b in report.content),
                manner=report.manner,
                certainty=report.certainty,
                affirmed=report.affirmed,
                parent=parent,
                chain=chain,
                rule=f"{rule}: {report.rule}",
            )
        )
    return tuple(found)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _place(report: Report) -> int:
    return min(report.content[0][0], report.cue[0] if report.cue else report.content[0][0])


def _parents(reports: Sequence[Report]) -> list[int | None]:
    """For each report the innermost earlier one whose content covers its cue."""
    parents: list[int | None] = []
    for index, report in enumerate(reports):
        at = report.cue or report.content[0]
        best: tuple[int, int] | None = None
        for other in range(max(0, index - 40), index):
            for a, b in reports[other].content:
                if a <= at[0] and at[1] <= b and (best is None or b - a <= best[0]):
                    best = (b - a, other)
        parents.append(best[1] if best else None)
    return parents


def _resolve(text: str, reports: Sequence[Report], lexicon: Lexicon) -> None:
    """Give a pronoun the last speaker of the right number in its paragraph."""
    last: dict[str, str] = {}
    paragraph = None
    for report in reports:
        here = report.field.paragraph if report.field else paragraph
        if here != paragraph:
            paragraph, last = here, {}
        if not report.source:
            continue
        words = _plain(text[report.source[0] : report.source[1]])
        low = words.lower()
        if low in lexicon.words["singular_pronouns"]:
            report.resolved = last.get("one", "")
        elif low in lexicon.words["plural_pronouns"]:
            report.resolved = last.get("many", last.get("one", ""))
        elif low not in lexicon.words["unresolved_pronouns"]:
            last["many" if _is_plural(low) else "one"] = words


def _is_plural(low: str) -> bool:
    head = low.split(",")[0].split(" of ")[0].split(" in ")[0].split()[-1:]
    return bool(head) and head[0].endswith("s") and not head[0].endswith(("ss", "us", "'s"))
