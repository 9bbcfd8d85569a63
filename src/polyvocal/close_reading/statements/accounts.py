"""Statements that are no counts: causes, motives, who is held responsible, outcomes, names, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.close_reading.statements.clauses import before, behind, in_prose, is_no_subject, named_before, trimmed
from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.namings import naming_statements
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.close_reading.statements.responsibility import responsibility_statements
from polyvocal.terms import Locus, Sentence, Statement
from polyvocal.terms.statement import Aspect

_NEAR = 70  # characters between an event word and what is said of it


def account_statements(maker: Maker) -> list[Statement]:
    """Statements of a page on causes, motives, responsibility, outcomes, names, dates, places and ignorance."""
    return [
        *_behind_event(maker, "cause", "cause"),
        *_behind_event(maker, "motive", "motive"),
        *responsibility_statements(maker),
        *_outcomes(maker),
        *_ignorance(maker),
        *_took_place(maker),
        *_participants(maker),
        *naming_statements(maker),
    ]


def _event_before(page: Page, cue: Cue, sentence: Sentence, labels: tuple[str, ...]) -> bool:
    """Whether a cue's clause tells of an event or a fate before it."""
    start = max(
        sentence.start, cue.start - _NEAR, page.text.rfind(";", 0, cue.start), page.text.rfind(", ", 0, cue.start)
    )
    return any(found.end <= cue.start for label in labels for found in page.cues_in(label, start, cue.start))


def _behind_event(maker: Maker, label: str, aspect: Aspect) -> Iterator[Statement]:
    """Causes and motives: an event or fate, the cue, and what follows it."""
    page = maker.page
    told = ("event", "participle", "verb") if label == "cause" else ("event",)
    for cue, sentence in in_prose(page, label):
        if (stated := _cause_of(page, cue, sentence)) is not None:
            yield maker.make(aspect, cue.start, stated.end, aspect, answer=stated)
            continue
        if page.text[cue.start].isupper():
            continue  # "Owing to broken wires": of what comes next
        answer = behind(page, cue, sentence)
        if answer is not None and _event_before(page, cue, sentence, told):
            yield maker.make(aspect, cue.start, answer.end, aspect, answer=answer)


_COPULA = re.compile(r"\s(?:was|were|is|had been|was said to be|был|была|было|были)\s")


def _cause_of(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """What "the cause of the explosion was" names."""
    if page.text[cue.start : cue.end].lower() not in page.usage.causes:
        return None
    copula = _COPULA.search(page.text, cue.end, min(sentence.end, cue.end + 60))
    if copula is None or not page.cues_in("event", cue.end, copula.start()):
        return None
    rest = behind(page, cue, sentence)
    return trimmed(page, copula.end(), rest.end) if rest is not None and rest.end > copula.end() else None


def _outcomes(maker: Maker) -> Iterator[Statement]:
    """Victory, defeat, retreat: only beside another word for the event, or the people of one side."""
    page = maker.page
    for cue, sentence in in_prose(page, "outcome"):
        events = [
            c for c in page.cues_in("event", sentence.start, sentence.end) if c.start != cue.start and c.end != cue.end
        ]
        if not any(abs(c.start - cue.start) <= 150 and maker.is_telling(c) for c in events):
            continue
        first = cue.first
        while first > 0 and cue.first - first < 3 and page.words.words[first - 1] in page.usage.degrees:
            first -= 1
        start = max(sentence.start, page.words.starts[first])
        yield maker.make("outcome", start, cue.end, "outcome", answer=page.locus(start, cue.end))


def _ignorance(maker: Maker) -> Iterator[Statement]:
    page = maker.page
    for cue, sentence in in_prose(page, "ignorance"):
        words = page.words.words[page.word_at(sentence.start) : page.word_at(sentence.end)]
        event = page.cues_in("event", sentence.start, sentence.end)
        if not event and not any(word in page.usage.stakes for word in words):
            continue
        rest = behind(page, cue, sentence, 120)
        end = rest.end if rest is not None else cue.end
        yield maker.make("ignorance", cue.start, end, "ignorance", answer=page.locus(cue.start, end))


def _took_place(maker: Maker) -> Iterator[Statement]:
    """When and where an event is said to have been: "the battle took place off Jutland on 31 May"."""
    page = maker.page
    for cue, sentence in in_prose(page, "happened"):
        start = max(sentence.start, cue.start - 60)
        events = [c for c in page.cues_in("event", start, cue.start) if cue.first - c.last <= 6]
        named = [n for n in page.names_in(start, cue.start) if n.type == "event"]
        if not events and not named:
            continue
        reach = min(sentence.end, cue.end + 90)
        for date in maker.anchors.event_dates(cue.end, reach)[:1]:
            if date.locus is not None and (date.latest or 0) - (date.earliest or 0) <= 31:
                yield maker.make("date", cue.start, date.locus.end, "took place", answer=date.locus)
        for place in maker.anchors.event_places(cue.end, reach)[:1]:
            yield maker.make("place", cue.start, place.end, "took place", answer=place)


def _participants(maker: Maker) -> Iterator[Statement]:
    page = maker.page
    for cue, sentence in in_prose(page, "took part"):
        events = page.cues_in("event", cue.end, min(sentence.end, cue.end + 50))
        named = [n for n in page.names_in(cue.end, min(sentence.end, cue.end + 40)) if n.type == "event"]
        answer = before(page, cue, sentence) if events or named else None
        if answer is not None and is_no_subject(page, answer):
            answer = named_before(page, cue, sentence)
        if answer is not None and not is_no_subject(page, answer):
            yield maker.make("participant", answer.start, cue.end, "took part", answer=answer)
