"""Statements of figures: how many, of whom, in what."""

from __future__ import annotations

from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Figure, Statement, When

_SMALL = 10  # "two sons", "three candidates": of no event, they tell nothing that others could tell otherwise
_STROKE = "1"  # on a page of OCR a stroke, an I or an l far more often than a count


def count_statements(maker: Maker) -> list[Statement]:
    """A statement for every figure that says something of an event or a people."""
    return [
        maker.make("figure", figure.locus.start, figure.locus.end, f"figure, {figure.kind}", figure=figure)
        for figure in maker.page.figures
        if tells(maker, figure)
    ]


def tells(maker: Maker, figure: Figure) -> bool:
    """Whether a figure makes a statement: by its kind, by the event beside it, and never out of a table."""
    page = maker.page
    usage, at = page.usage, figure.locus.start
    digits = figure.numeral.words.strip("0., \n")
    if figure.kind in usage.never or digits == "" or figure.numeral.words == _STROKE:
        return False  # a nought alone is what OCR left of a number
    rank = page.sentence_at(at)
    sentence = page.sentences[rank]
    if not page.is_prose(rank):
        short = sentence.end - sentence.start <= 160
        return short and figure.kind in usage.in_headlines and figure.noun != ""
    if any(
        d.locus is not None and d.locus.overlaps(figure.numeral) and d.type != "DURATION" for d in _dates(maker, at)
    ):
        return False
    if not figure.noun and not figure.unit and page.words.words[page.word_at(at) - 1 : page.word_at(at)] == ["at"]:
        return False  # "the arrest was made at 11"
    event = any(_beside(at, c.start, page.text) for c in page.cues_in("event", sentence.start, sentence.end))
    if figure.kind in usage.small and (figure.high or _SMALL) < _SMALL and not event and _is_author(maker, figure):
        return False
    if figure.kind == "duration":
        before = page.words.words[max(0, page.word_at(at) - 4) : page.word_at(at)]
        if not any(word in usage.lasting for word in before):
            return False
    if figure.kind in usage.with_event:
        return event
    return True


def _is_author(maker: Maker, figure: Figure) -> bool:
    """Whether nobody but the author gives a figure."""
    return maker.page.report_of(figure.locus.start, figure.locus.end) is None


def _dates(maker: Maker, at: int) -> list[When]:
    return maker.page.dates_in(at - 30, at + 30)


def _beside(at: int, event: int, text: str) -> bool:
    """Whether an event word stands in the clause of a figure."""
    start, end = min(at, event), max(at, event)
    return end - start <= 100 and ";" not in text[start:end]
