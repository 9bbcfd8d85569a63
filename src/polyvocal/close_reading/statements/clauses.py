"""What stands before and behind a cue in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Locus, Sentence

_CLAUSE_END = re.compile(r"[.;:!?)\]”\"]|,\s|\s(?:but|and\s+that|although|though|while|whereas|because|when)\s|—|--")
_CLAUSE_START = re.compile(r"[.;:!?(\[“\"]|,\s|\s(?:but|that|although|though|while|whereas|because)\s|—|--")


def in_prose(page: Page, label: str) -> Iterator[tuple[Cue, Sentence]]:
    """Cues of a label in sentences of prose."""
    for cue in page.words.cues.get(label, ()):
        rank = page.sentence_at(cue.start)
        if page.is_prose(rank):
            yield cue, page.sentences[rank]


def behind(page: Page, cue: Cue, sentence: Sentence, most: int = 150) -> Locus | None:
    """What stands behind a cue, to the end of its clause."""
    stop = min(sentence.end, cue.end + most)
    end = _CLAUSE_END.search(page.text, min(cue.end + 3, stop), stop)
    return trimmed(page, cue.end, end.start() if end else stop)


def before(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """What stands before a cue, from the start of its clause."""
    start = sentence.start
    for opening in _CLAUSE_START.finditer(page.text, max(sentence.start, cue.start - 120), cue.start):
        if cue.start - opening.end() > 3:
            start = opening.end()
    return trimmed(page, max(start, cue.start - 120), cue.start)


PRONOUN = re.compile(r"(?:it|him|her|them|this|that|его|её|ее|их|это)\s+(?=\w)", re.I)


def trimmed(page: Page, start: int, end: int) -> Locus | None:
    """A stretch without the marks and the lone pronoun at its ends; None where nothing is left."""
    words = page.text[start:end]
    lead = len(words) - len(words.lstrip(" \n,;:"))
    if (pronoun := PRONOUN.match(words, lead)) is not None:
        lead, words = pronoun.end(), " " * pronoun.end() + words[pronoun.end() :]
    words = words.strip(" \n,;:.")
    return page.locus(start + lead, start + lead + len(words)) if len(words) > 1 else None


def is_no_subject(page: Page, words: Locus) -> bool:
    """Whether words cannot be all of a subject: they open or end on a pronoun or link, or run on too long."""
    first, last = page.word_at(words.start), page.word_at(words.end) - 1
    if last < first:
        return True
    ends = (page.words.words[first], page.words.words[last])
    return last - first >= 10 or any(word in page.usage.no_subject for word in ends)


def named_before(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """The person or body named last before a cue."""
    named = page.names_in(max(sentence.start, cue.start - 120), cue.start)
    able = [n.locus for n in named if n.type in ("person", "organisation") and n.locus.end <= cue.start]
    return able[-1] if able else None
