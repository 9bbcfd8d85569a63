"""Statements that are no counts: causes, motives, who is held responsible, outcomes, names, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Locus, Sentence, Statement
from polyvocal.terms.statement import Aspect

_CLAUSE_END = re.compile(r"[.;:!?)\]”\"]|,\s|\s(?:but|and\s+that|although|though|while|whereas|because|when)\s|—|--")
_CLAUSE_START = re.compile(r"[.;:!?(\[“\"]|,\s|\s(?:but|that|although|though|while|whereas|because)\s|—|--")
_NEAR = 90  # characters between an event word and what is said of it


def account_statements(maker: Maker) -> list[Statement]:
    """Statements of a page on causes, motives, responsibility, outcomes, names, dates, places and ignorance."""
    return [
        *_behind_event(maker, "cause", "cause"),
        *_behind_event(maker, "motive", "motive"),
        *_responsibility(maker),
        *_outcomes(maker),
        *_ignorance(maker),
        *_took_place(maker),
        *_participants(maker),
        *_namings(maker),
    ]


def _in_prose(page: Page, label: str) -> Iterator[tuple[Cue, Sentence]]:
    for cue in page.words.cues.get(label, ()):
        rank = page.sentence_at(cue.start)
        if page.is_prose(rank):
            yield cue, page.sentences[rank]


def _behind(page: Page, cue: Cue, sentence: Sentence, most: int = 150) -> Locus | None:
    """What stands behind a cue, to the end of its clause."""
    stop = min(sentence.end, cue.end + most)
    end = _CLAUSE_END.search(page.text, min(cue.end + 3, stop), stop)
    return _trimmed(page, cue.end, end.start() if end else stop)


def _before(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """What stands before a cue, from the start of its clause."""
    start = sentence.start
    for opening in _CLAUSE_START.finditer(page.text, max(sentence.start, cue.start - 120), cue.start):
        if cue.start - opening.end() > 3:
            start = opening.end()
    return _trimmed(page, max(start, cue.start - 120), cue.start)


_PRONOUN = re.compile(r"(?:it|him|her|them|this|that|его|её|ее|их|это)\s+(?=\w)", re.I)


def _trimmed(page: Page, start: int, end: int) -> Locus | None:
    words = page.text[start:end]
    lead = len(words) - len(words.lstrip(" \n,;:"))
    if (pronoun := _PRONOUN.match(words, lead)) is not None:
        lead, words = pronoun.end(), " " * pronoun.end() + words[pronoun.end() :]
    words = words.strip(" \n,;:.")
    return page.locus(start + lead, start + lead + len(words)) if len(words) > 1 else None


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
    for cue, sentence in _in_prose(page, label):
        answer = _behind(page, cue, sentence)
        if answer is not None and _event_before(page, cue, sentence, told):
            yield maker.make(aspect, cue.start, answer.end, aspect, answer=answer)


# Cues of responsibility that have the one responsible before them.
_SUBJECT_FIRST = re.compile(r"responsible for|to blame for|blamed for|accused of|guilty of", re.I)


def _responsibility(maker: Maker) -> Iterator[Statement]:
    page = maker.page
    for cue, sentence in _in_prose(page, "responsibility"):
        if not page.cues_in("event", sentence.start, sentence.end):
            continue
        first = _SUBJECT_FIRST.search(page.text[cue.start : cue.end]) is not None
        answer = _responsible(page, cue, sentence) if first else _behind(page, cue, sentence)
        if answer is not None:
            start, end = min(cue.start, answer.start), max(cue.end, answer.end)
            yield maker.make("responsibility", start, end, "responsibility", answer=answer)


def _responsible(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """The person or body named before a cue, else the words of its clause."""
    named = page.names_in(max(sentence.start, cue.start - 120), cue.start)
    able = [n.locus for n in named if n.type in ("person", "organisation") and n.locus.end <= cue.start]
    return able[-1] if able else _before(page, cue, sentence)


def _outcomes(maker: Maker) -> Iterator[Statement]:
    """Victory, defeat, retreat: only beside another word for the event, or the people of one side."""
    page = maker.page
    for cue, sentence in _in_prose(page, "outcome"):
        events = [
            c for c in page.cues_in("event", sentence.start, sentence.end) if c.start != cue.start and c.end != cue.end
        ]
        if not any(abs(c.start - cue.start) <= 150 for c in events):
            continue
        first = cue.first
        while first > 0 and cue.first - first < 3 and page.words.words[first - 1] in page.usage.degrees:
            first -= 1
        start = max(sentence.start, page.words.starts[first])
        yield maker.make("outcome", start, cue.end, "outcome", answer=page.locus(start, cue.end))


def _ignorance(maker: Maker) -> Iterator[Statement]:
    page = maker.page
    for cue, sentence in _in_prose(page, "ignorance"):
        words = page.words.words[page.word_at(sentence.start) : page.word_at(sentence.end)]
        event = page.cues_in("event", sentence.start, sentence.end)
        if not event and not any(word in page.usage.stakes for word in words):
            continue
        behind = _behind(page, cue, sentence, 120)
        end = behind.end if behind is not None else cue.end
        yield maker.make("ignorance", cue.start, end, "ignorance", answer=page.locus(cue.start, end))


def _took_place(maker: Maker) -> Iterator[Statement]:
    """When and where an event is said to have been: "the battle took place off Jutland on 31 May"."""
    page = maker.page
    for cue, sentence in _in_prose(page, "happened"):
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
    for cue, sentence in _in_prose(page, "took part"):
        events = page.cues_in("event", cue.end, min(sentence.end, cue.end + 50))
        named = [n for n in page.names_in(cue.end, min(sentence.end, cue.end + 40)) if n.type == "event"]
        answer = _before(page, cue, sentence) if events or named else None
        if answer is not None and _is_no_subject(page, answer):
            answer = _responsible(page, cue, sentence)
        if answer is not None and not _is_no_subject(page, answer):
            yield maker.make("participant", answer.start, cue.end, "took part", answer=answer)


def _is_no_subject(page: Page, words: Locus) -> bool:
    """Whether words cannot be all of a subject: they open or end on a pronoun or link, or run on too long."""
    first, last = page.word_at(words.start), page.word_at(words.end) - 1
    ends = (page.words.words[first], page.words.words[last])
    return last - first >= 10 or any(word in page.usage.no_subject for word in ends)


def _namings(maker: Maker) -> Iterator[Statement]:
    """What a voice calls an event: reports of naming, and "so-called" before a word for an event."""
    page = maker.page
    answered: list[Locus] = []
    for report in page.attributions:
        if report.manner != "names" or not report.content:
            continue
        content = report.content[-1]
        answered.append(content)
        if len(content.words) <= 60 and maker.event_words(content.start, content.end):
            yield maker.make("naming", content.start, content.end, "naming", answer=content, report=report)
    for cue, sentence in _in_prose(page, "naming"):
        if page.text[cue.start : cue.end].lower() == "called" and not _names(page, cue):
            continue
        events = [c for c in page.cues_in("event", cue.end, min(sentence.end, cue.end + 45)) if c.first - cue.last <= 5]
        answer = _name_given(page, cue, sentence, events)
        if answer is None or answer.words.count(" ") > 6 or any(answer.overlaps(other) for other in answered):
            continue
        namer = _before(page, cue, sentence) if page.text[cue.start : cue.end].lower() in page.usage.calling else None
        if namer is not None and (said := _HE.search(namer.words)) is not None:
            namer = page.locus(namer.start + said.start(), namer.end)
        if namer is not None and namer.words.count(" ") > 3:
            namer = None
        yield maker.make(
            "naming", cue.start, answer.end, "naming, by its cue", answer=answer, voice=namer, manner="names"
        )


def _names(page: Page, cue: Cue) -> bool:
    """Whether "called" gives a name rather than a summons ("called the convention to order")."""
    before = page.words.words[cue.first - 1] if cue.first else ""
    behind = page.text[cue.end : cue.end + 12].strip()
    if behind.split(" ", 1)[0].lower() in page.usage.summoned:
        return False
    return before in page.usage.called_behind or behind[:1] in _QUOTES or _PRONOUN.match(behind) is not None


_HE = re.compile(r"\b(?:he|she|they|we|I|он|она|они|мы)$", re.I)
_QUOTES = frozenset("“\"'‘«")
_OF_PLACE = re.compile(r"\s+(?:of|at|off|in|on|near|при|под|у|на|в)\s+(?:the\s+)?")


def _name_given(page: Page, cue: Cue, sentence: Sentence, events: list[Cue]) -> Locus | None:
    """The name behind a cue: an event's own name, else its common name; of two the last ("called the fight a rout")."""
    named = [n for n in page.names_in(cue.end, min(sentence.end, cue.end + 60)) if n.type == "event"]
    if named:
        return named[0].locus
    if not events:
        return None
    start = events[-2].end if len(events) > 1 else cue.end
    return _trimmed(page, start, _name_end(page, events[-1]))


def _name_end(page: Page, event: Cue) -> int:
    """Where the name that an event word belongs to ends: behind its place, if one follows."""
    link = _OF_PLACE.match(page.text, event.end)
    places = page.names_in(link.end(), link.end() + 1) if link else ()
    return places[0].locus.end if places and places[0].type == "place" else event.end
