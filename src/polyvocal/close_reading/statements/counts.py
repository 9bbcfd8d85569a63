"""Statements of figures: how many, of whom, in what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.close_reading.statements.rivals import Rival, rivals
from polyvocal.terms import Figure, Link, Sentence, Statement, When

_SMALL = 10  # "two sons", "three candidates": of no event, they tell nothing that others could tell otherwise
_HOURS = 24
_BESIDE = 80  # characters between a figure and the word for its event
_STROKES = re.compile(r"1+")  # on a page of OCR strokes, I or l far more often than a count
_CUT = re.compile(r"[.,]\s?\d{3}\b")  # print broke the number off here ("13, 000")


def count_statements(maker: Maker) -> list[Statement]:
    """A statement for every figure that says something of an event or a people."""
    found: dict[int, Statement] = {}
    beside, last = rivals(maker.page), None
    for read in telling(maker, beside):
        rival = beside.get(read.locus.start)
        figure = rival.figure if rival is not None else _taken_up(maker, read, last)
        last, start = figure, figure.locus.start
        told = maker.make("figure", start, figure.locus.end, f"figure, {figure.kind}", figure=figure)
        other = found.get(rival.beside.locus.start) if rival is not None else None
        if rival is not None and other is not None:
            told = replace(told, links=(Link("contrast", other.id, maker.page.locus(rival.start, rival.end)),))
        found[start] = told
    return list(found.values())


def _taken_up(maker: Maker, figure: Figure, last: Figure | None) -> Figure:
    """A figure whose kind the words before it tell: "the lives of" counts dead, "the number" what was counted last."""
    page = maker.page
    lead = page.text[max(0, figure.locus.start - 12) : figure.locus.start].lower().split()[-2:]
    if figure.kind in page.usage.small and (" ".join(lead) in page.usage.dying):
        return replace(figure, kind="dead")
    if figure.kind != "unknown" or last is None:
        return figure
    at = page.sentence_at(figure.locus.start)
    start = page.sentences[at].start
    before = page.words.words[
        max(page.word_at(start), page.word_at(figure.locus.start) - 4) : page.word_at(figure.locus.start)
    ]
    if (
        "of" in before
        or not any(word in page.usage.totals for word in before)
        or at - page.sentence_at(last.locus.start) > 1
    ):
        return figure
    return replace(figure, kind=last.kind, population=figure.population or last.population)


def telling(maker: Maker, beside: Mapping[int, Rival] | None = None) -> list[Figure]:
    """Figures that make a statement, and those of the same kind set against them: *beside* them, or in one sentence.

    "The unions claimed a million marchers; the prefecture counted 171,000": the second needs no event of its own.
    """
    page, told = maker.page, [f for f in maker.page.figures if tells(maker, f)]
    kinds = {(page.sentence_at(f.locus.start), f.kind) for f in told}
    kept = {f.locus.start for f in told}
    for start, rival in sorted((rivals(page) if beside is None else beside).items()):
        # Two answers to one question are prose, however the sentence around them looks.
        of_events = rival.beside.kind in page.usage.of_events and _may_tell(maker, rival.beside)
        if (rival.beside.locus.start in kept or of_events) and _may_tell(maker, rival.figure):
            kept |= {start, rival.beside.locus.start}
    return [
        f
        for f in page.figures
        if f.locus.start in kept
        or ((page.sentence_at(f.locus.start), f.kind) in kinds and (f.high or 0) >= _SMALL and _may_tell(maker, f))
    ]


def tells(maker: Maker, figure: Figure) -> bool:
    """Whether a figure makes a statement: by its kind, its event, or who gives it; never out of a table.

    Losses, arrests, votes and the like are of an event by themselves. Other counts are so only beside a word for an
    event or for what crowds do, or where somebody named or a body gives them: a page of local news is full of "two
    men" and "sixty guests" of whom nobody will ever say otherwise.
    """
    page = maker.page
    rank = page.sentence_at(figure.locus.start)
    sentence = page.sentences[rank]
    if not _may_tell(maker, figure):
        return False
    if not page.is_prose(rank):
        short = sentence.end - sentence.start <= 160
        return short and figure.kind in page.usage.in_headlines and figure.noun != ""
    return figure.kind == "unknown" or figure.kind in page.usage.of_events or _has_event(maker, figure, sentence)


def _may_tell(maker: Maker, figure: Figure) -> bool:
    """Whether a figure is a count of people, losses or things, and neither a remnant of print, a date nor an hour."""
    page, at = maker.page, figure.locus.start
    digits = figure.numeral.words.strip("0., \n")
    if digits == "" or (_STROKES.fullmatch(figure.numeral.words) and not figure.noun) or figure.numeral.words == "1":
        return False  # a nought alone is what OCR left of a number, and strokes what it made of letters
    if any(r.source is not None and r.source.covers(figure.locus) for r in maker.anchors.sayings.in_sentence(at)):
        return False  # "two witnesses said" counts who speaks
    if _CUT.match(page.text, figure.numeral.end):
        return False
    if figure.kind in page.usage.never and not (figure.kind == "unknown" and _is_given(maker, figure)):
        return False
    if any(
        d.locus is not None and d.locus.overlaps(figure.numeral) and d.type != "DURATION" for d in _dates(maker, at)
    ):
        return False
    return not _is_hour(maker, figure, page.sentences[page.sentence_at(at)].start)


def _has_event(maker: Maker, figure: Figure, sentence: Sentence) -> bool:
    """Whether an event stands beside a figure whose kind tells of none, or a voice gives it."""
    page, at = maker.page, figure.locus.start
    usage = page.usage
    beside = [c for c in page.cues_in("event", sentence.start, sentence.end) if _beside(at, c.start, page.text)]
    event = any(maker.is_telling(c) for c in beside)
    if figure.kind == "duration":
        before = page.words.words[max(0, page.word_at(at) - 4) : page.word_at(at)]
        return event and any(word in usage.lasting for word in before)
    met = any(
        _beside(at, c.start, page.text)
        for label in ("doing", "participle", "verb")
        for c in page.cues_in(label, sentence.start, sentence.end)
    )
    if figure.kind == "percent":
        return event or (met and (figure.noun != "" or figure.population != "" or _is_claimed(maker, figure)))
    if figure.kind in usage.with_event:
        return event and (figure.kind not in usage.with_fate or met)
    if figure.kind in usage.small and (figure.high or _SMALL) < _SMALL:
        return (event and (met or maker.anchors.essay)) or _is_claimed(maker, figure)
    return event or met or _is_put(maker, figure, sentence.start) or _is_claimed(maker, figure)


def _is_given(maker: Maker, figure: Figure) -> bool:
    """Whether somebody puts a number at this ("John put the number at 35,000"), of which the kind is not said again."""
    report = maker.page.report_of(figure.locus.start, figure.locus.end)
    if report is None or report.manner != "estimates" or figure.unit or (figure.high or 0) < _SMALL:
        return False
    return report.source is not None


_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\Z")


def _is_hour(maker: Maker, figure: Figure, start: int) -> bool:
    """Whether a bare number behind "at" is an hour ("the arrest was made at 11"); none where something is put at it."""
    page, at = maker.page, figure.locus.start
    if figure.noun or figure.unit or page.words.words[page.word_at(at) - 1 : page.word_at(at)] != ["at"]:
        return False
    if _CLOCK.match(figure.numeral.words) is None or (figure.high or 0) > _HOURS:
        return False
    return not _is_put(maker, figure, start)


def _is_put(maker: Maker, figure: Figure, start: int) -> bool:
    """Whether somebody puts a count at a figure ("put the crowd at 200,000")."""
    page, at = maker.page, figure.locus.start
    before = page.words.words[max(page.word_at(start), page.word_at(at) - 9) : page.word_at(at)]
    return before[-1:] == ["at"] and any(word in page.usage.putting for word in before)


def _is_claimed(maker: Maker, figure: Figure) -> bool:
    """Whether somebody who is named, or a body or office, gives a figure."""
    report = maker.page.report_of(figure.locus.start, figure.locus.end)
    if report is None or report.source is None or not report.chain:
        return False
    said = report.chain[-1].locus or report.source
    if said.words.lower() in maker.page.usage.no_subject:
        return False
    return maker.anchors.sayings.is_body(said) or bool(maker.page.names_in(said.start, said.end))


def _dates(maker: Maker, at: int) -> list[When]:
    return maker.page.dates_in(at - 30, at + 30)


def _beside(at: int, event: int, text: str) -> bool:
    """Whether an event word stands in the clause of a figure."""
    start, end = min(at, event), max(at, event)
    return end - start <= _BESIDE and ";" not in text[start:end]
