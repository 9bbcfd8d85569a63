"""Denials and withdrawals: which statement they take back, by their words or by what stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Attribution, Link, Locus, Statement
from polyvocal.terms.statement import LinkKind

_KINDS: dict[str, LinkKind] = {"denies": "denial", "withdraws": "withdrawal"}
_BACK = 2  # paragraphs


def deny(maker: Maker, statements: list[Statement]) -> list[Statement]:
    """The statements with those that only take back, each linked to what it takes back where that can be told."""
    page = maker.page
    found = list(statements)
    for report in page.attributions:
        kind = _KINDS.get(report.manner)
        if kind is None or report.cue is None:
            continue
        own = [s for s in found if s.attribution and s.attribution[-1:] == report.chain[-1:] and _inside(s, report)]
        if own:
            _link_all(page, found, own, report.cue, kind)
            continue
        denied = _denied(page, found, report)
        if denied is None and not _anaphoric(page, report):
            continue
        start = min([report.cue.start, *(c.start for c in report.content[:1])])
        end = max([report.cue.end, *(c.end for c in report.content[:1])])
        answer = report.content[0] if report.content else report.cue
        statement = maker.make("other", start, end, report.manner, answer=answer, report=report)
        if denied is not None:
            statement = replace(statement, links=(Link(kind, denied.id, report.cue),))
        found.append(statement)
    return found


def _inside(statement: Statement, report: Attribution) -> bool:
    told = statement.figure.locus if statement.figure is not None else statement.answer
    return told is not None and any(c.start <= told.start and told.end <= c.end for c in report.content)


def _link_all(page: Page, found: list[Statement], own: list[Statement], cue: Locus, kind: LinkKind) -> None:
    """Link statements that are themselves denied to the one before of the same aspect, said by another voice."""
    for statement in own:
        told = statement.figure.locus if statement.figure is not None else statement.answer
        before = [
            s
            for s in _before(page, found, cue)
            if s.aspect == statement.aspect and s.id != statement.id and s.attribution != statement.attribution
        ]
        if told is None or not before or (statement.figure and not _alike(before[-1], statement)):
            continue
        found[found.index(statement)] = replace(statement, links=(*statement.links, Link(kind, before[-1].id, cue)))


def _alike(a: Statement, b: Statement) -> bool:
    return a.figure is not None and b.figure is not None and a.figure.kind == b.figure.kind


def _before(page: Page, found: Sequence[Statement], cue: Locus) -> list[Statement]:
    """Statements of this paragraph and the two before it that end before a cue, in order of place."""
    paragraph = page.sentences[page.sentence_at(cue.start)].paragraph
    near = [
        s
        for s in found
        if _end(s) <= cue.start and page.sentences[page.sentence_at(_end(s) - 1)].paragraph >= paragraph - _BACK
    ]
    return sorted(near, key=lambda s: (_end(s), s.id))


def _end(statement: Statement) -> int:
    told = statement.figure.locus if statement.figure is not None else statement.answer
    return told.end if told is not None else statement.loci[-1].end


def _anaphoric(page: Page, report: Attribution) -> bool:
    """Whether a denial names only "the allegations", "the report"."""
    said = " ".join(" ".join(c.words for c in report.content).lower().split()).strip(' .,”"')
    return said == "" or any(said == words or said.startswith(f"{words} ") for words in page.usage.denied)


def _denied(page: Page, found: Sequence[Statement], report: Attribution) -> Statement | None:
    """What an anaphoric denial takes back: the nearest reported statement before it, else the nearest one."""
    if report.cue is None or not _anaphoric(page, report):
        return None
    before = _before(page, found, report.cue)
    reported = [s for s in before if len(s.attribution) > 1 and s.attribution != report.chain]
    candidates = reported or before
    return candidates[-1] if candidates else None
