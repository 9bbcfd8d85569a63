"""Counts that the words set beside one before them: "over 2,000 according to another", "other estimates run to"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Figure
from polyvocal.usage import load

_FAR = 400  # characters from a count to one that is set beside it
_LEAD = 110  # characters before a count within which the words stand
_BACK = 4  # counts back among which the other is looked for
_TIMES = 60  # rivals lie hardly further apart than so many times
_OPEN = ("unknown", "persons", "present", "engaged", "things", "order")  # kinds that a bare number is read as


class Rival(NamedTuple):
    """A count with its kind and people taken from the one it is set *beside*, and where the words for it stand."""

    figure: Figure
    beside: Figure
    start: int
    end: int


class _Words(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]
    bracket: re.Pattern[str]
    turn: re.Pattern[str]


@cache
def _words(language: str) -> _Words | None:
    table = load(language, "statements").get("rivals")
    if table is None:
        return None
    before, behind, bracket, turn = ("|".join(table[name]) for name in ("before", "behind", "bracket", "turn"))
    return _Words(
        re.compile(rf"\b(?:{before})\b", re.I),
        re.compile(rf"[\s,)]*(?:[^\W\d]+[\s,]+){{0,4}}?(?P<cue>(?:{behind})\b)", re.I),
        re.compile(rf"[^()]{{0,50}}?\b(?:{bracket})\b", re.I),
        re.compile(rf"\b(?:{turn})\b", re.I),
    )


def rivals(page: Page) -> dict[int, Rival]:
    """Counts that the words set beside one before them, by where they start."""
    words = _words(page.language)
    if words is None:
        return {}
    found: dict[int, Rival] = {}
    figures = sorted(page.figures, key=lambda f: f.locus.start)
    for rank, figure in enumerate(figures):
        for other in reversed(figures[max(0, rank - _BACK) : rank]):
            if figure.locus.start - other.locus.end > _FAR:
                break
            before = found.get(other.locus.start)
            beside = before.figure if before is not None else other
            if not _alike(figure, beside, page):
                continue
            cue = next(_cues(page, words, beside, figure), None)
            if cue is not None:
                near = page.text[min(cue[0], figure.locus.start) : max(cue[1], figure.locus.end)]
                found[figure.locus.start] = Rival(_taken_up(figure, beside, near), beside, *cue)
            break
    return found


def _alike(figure: Figure, other: Figure, page: Page) -> bool:
    """Whether a count can be of what another counts: its own words, if any, name the same."""
    if figure.unit or other.unit or other.kind in page.usage.never or other.part_of is not None:
        return False
    if figure.part_of is not None or figure.locus.overlaps(other.locus):
        return False
    if figure.kind != other.kind and not (figure.kind in _OPEN and not _own_noun(figure)):
        return False
    if _own_noun(figure) and _own_noun(other) and figure.noun.casefold() != other.noun.casefold():
        return False
    low, high = sorted((_size(figure), _size(other)))
    return low > 0 and high <= _TIMES * low


def _own_noun(figure: Figure) -> str:
    return figure.noun if figure.noun and figure.noun in figure.locus.words else ""


def _size(figure: Figure) -> float:
    return figure.high or figure.low or 0.0


def _taken_up(figure: Figure, other: Figure, near: str) -> Figure:
    """The count with the kind and the people of the other; people named *near* it are its own, its speaker is none."""
    crowd = figure.kind == "engaged" and other.kind == "present"  # "put the number of strikers at" tells the kind
    kind = other.kind if figure.kind in _OPEN and not crowd else figure.kind
    own = figure.population if figure.population and figure.population in near else ""
    return replace(figure, kind=kind, population=own or other.population)


def _cues(page: Page, words: _Words, other: Figure, figure: Figure) -> Iterator[tuple[int, int]]:
    """Where words stand that set *figure* beside *other*, the surest first."""
    at = figure.locus.start
    rank = page.sentence_at(at)
    sentence = page.sentences[rank]
    if rank - page.sentence_at(other.locus.start) > 2:
        return
    opening = max(sentence.start, other.locus.end)
    lead = max(opening, at - _LEAD)
    behind = words.behind.match(page.text, figure.locus.end, sentence.end)
    if behind is not None and (rank == page.sentence_at(other.locus.start) or page.is_prose(rank)):
        yield behind.span("cue")
    before = list(words.before.finditer(page.text, lead, at))
    if before and ";" not in page.text[before[-1].end() : at]:
        yield before[-1].span()
    if page.text[max(opening, at - 3) : at].strip().startswith("("):
        closing = page.text.find(")", figure.locus.end, figure.locus.end + 60)
        bracket = words.bracket.match(page.text, figure.locus.end, closing) if closing > 0 else None
        if bracket is not None:
            yield bracket.span()
    yield from _turn(page, words, other, figure, opening)


def _turn(page: Page, words: _Words, other: Figure, figure: Figure, opening: int) -> Iterator[tuple[int, int]]:
    """A word of contrast between two counts that two voices give ("police said 20, but doctors counted 60")."""
    if _own_noun(figure) != _own_noun(other) and _own_noun(figure):
        return
    first = page.report_of(other.locus.start, other.locus.end)
    second = page.report_of(figure.locus.start, figure.locus.end)
    if first is None or second is None or first is second or first.source is None or second.source is None:
        return
    sentence = page.sentences[page.sentence_at(figure.locus.start)]
    # "20 were killed on Monday, while the minister said 10 on Sunday": a count for each day.
    if any(when.type != "DURATION" for when in page.dates_in(other.locus.end, sentence.end)):
        return
    turn = words.turn.search(page.text, opening, figure.locus.start)
    if turn is not None:
        yield turn.span()
