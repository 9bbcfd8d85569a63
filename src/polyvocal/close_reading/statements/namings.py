"""Statements of names: what a voice calls an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.close_reading.statements.clauses import PRONOUN, before, in_prose, trimmed
from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.close_reading.statements.speakers import unlinked
from polyvocal.terms import Locus, Sentence, Statement


def naming_statements(maker: Maker) -> Iterator[Statement]:
    """What a voice calls an event: reports of naming, and "so-called" before a word for an event."""
    page = maker.page
    answered: list[Locus] = []
    for report in page.attributions:
        if report.manner != "names" or not report.content:
            continue
        content = _given(page, report.content[-1])
        answered.append(content)
        if len(content.words) <= 60 and _is_event(maker, content):
            yield maker.make("naming", content.start, content.end, "naming", answer=content, report=report)
    for cue, sentence in in_prose(page, "naming"):
        if page.text[cue.start : cue.end].lower() == "called" and not _names(page, cue):
            continue
        events = [c for c in page.cues_in("event", cue.end, min(sentence.end, cue.end + 45)) if c.first - cue.last <= 5]
        answer = _name_given(page, cue, sentence, events)
        if answer is None or answer.words.count(" ") > 6 or any(answer.overlaps(other) for other in answered):
            continue
        namer = before(page, cue, sentence) if page.text[cue.start : cue.end].lower() in page.usage.calling else None
        if namer is not None and (said := _HE.search(namer.words)) is not None:
            namer = page.locus(namer.start + said.start(), namer.end)
        namer = unlinked(namer) if namer is not None else None
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
    return before in page.usage.called_behind or behind[:1] in _QUOTES or PRONOUN.match(behind) is not None


_ARTICLE = re.compile(r"\bthe\s\Z", re.I)
_HE = re.compile(r"\b(?:he|she|they|we|I|он|она|они|мы)$", re.I)
_QUOTES = frozenset("“\"'‘«")
_OF_PLACE = re.compile(r"\s+(?:of|at|off|in|on|near|при|под|у|на|в)\s+(?:the\s+)?")


def _name_given(page: Page, cue: Cue, sentence: Sentence, events: list[Cue]) -> Locus | None:
    """The name behind a cue: an event's own name, else its common name; of two the last ("called the fight a rout")."""
    named = [n for n in page.names_in(cue.end, min(sentence.end, cue.end + 60)) if n.type == "event"]
    if named:
        return with_article(page, named[0].locus)
    if not events:
        return None
    start = events[-2].end if len(events) > 1 else cue.end
    name = trimmed(page, start, _name_end(page, events[-1]))
    return name if name is None or name.words.lower().split()[0] not in page.usage.no_subject else None


_AS = re.compile(r"\s(?:as|как)\s")


def _given(page: Page, content: Locus) -> Locus:
    """The name in what a report of naming says: behind "as" ("described the rising as a putsch"), with its article."""
    parting = list(_AS.finditer(content.words))
    start = content.start + parting[-1].end() if parting else content.start
    return with_article(page, page.locus(start, content.end))


def with_article(page: Page, name: Locus) -> Locus:
    """A name with the article before it, which belongs to it as the voice says it ("the Battle of the Skagerrak")."""
    article = _ARTICLE.search(page.text, max(0, name.start - 5), name.start)
    return page.locus(article.start(), name.end) if article is not None else name


def _is_event(maker: Maker, name: Locus) -> bool:
    """Whether a name is one of an event: its head is, before any "of" ("one of invasion" is none)."""
    head = name.words.lower().partition(" of ")[0]
    whole = [n for n in maker.page.names_in(name.start, name.end) if n.type == "event"]
    return bool(whole) or any(w.start < name.start + len(head) for w in maker.event_words(name.start, name.end))


def _name_end(page: Page, event: Cue) -> int:
    """Where the name that an event word belongs to ends: behind its place, if one follows."""
    link = _OF_PLACE.match(page.text, event.end)
    places = page.names_in(link.end(), link.end() + 1) if link else ()
    return places[0].locus.end if places and places[0].type == "place" else event.end
