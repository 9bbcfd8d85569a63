"""Statements of who is held responsible for an event, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from polyvocal.close_reading.statements.clauses import before, behind, in_prose, is_no_subject, named_before, trimmed
from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Locus, Sentence, Statement

_LONGEST = 12  # words of one held responsible
_HELD = 8  # words between "held" and "responsible"


def responsibility_statements(maker: Maker) -> Iterator[Statement]:
    """Who is said to be behind an event: "blamed the police for the riot", "was responsible for the riot".

    A pronoun is no answer, and where the words do not show plainly who is meant, there is no statement.
    """
    page = maker.page
    for cue, sentence in in_prose(page, "responsibility"):
        begun = " ".join(page.text[cue.start : cue.end].lower().split()) in page.usage.beginning
        if not begun and not page.cues_in("event", sentence.start, sentence.end):
            continue
        answer, voice = _answer(page, cue, sentence)
        if answer is None or _is_vague(page, answer):
            continue
        start, end = min(cue.start, answer.start), max(cue.end, answer.end)
        yield maker.make("responsibility", start, end, "responsibility", answer=answer, voice=voice, manner="says")


def _is_vague(page: Page, answer: Locus) -> bool:
    words = answer.words.lower().split()
    return len(words) > _LONGEST or words[0] in page.usage.vague or words[-1] in page.usage.no_subject


def _answer(page: Page, cue: Cue, sentence: Sentence) -> tuple[Locus | None, Locus | None]:
    """Who is held responsible, and who holds so where no report tells it."""
    usage, words = page.usage, page.text[cue.start : cue.end].lower()
    words = " ".join(words.split())
    if words in usage.blaming:
        return _blamed(page, cue, sentence), _blamer(page, cue, sentence)
    if words in usage.subject_first:
        if (held := _held(page, cue)) is not None:
            return held
        return _subject(page, cue, sentence)
    if words in usage.responsibilities:
        taken = page.words.words[cue.first - 1 : cue.first]
        if taken and taken[0] in usage.taking:
            return _subject(page, Cue(page.words.starts[cue.first - 1], cue.end, cue.first - 1, cue.last), sentence)
        return _on(page, behind(page, cue, sentence)), None
    return behind(page, cue, sentence), None


def _blamer(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    subject = before(page, cue, sentence)
    return subject if subject is not None and not is_no_subject(page, subject) else None


def _blamed(page: Page, cue: Cue, sentence: Sentence) -> Locus | None:
    """Whom one blames: "blamed [the police] for the riot", "blamed the riot on [the police]"."""
    rest = behind(page, cue, sentence)
    if rest is None:
        return None
    if page.words.words[cue.last] in page.usage.on_words:
        return rest  # "put the blame on [outside agitators]"
    for rank in range(cue.last + 1, page.word_at(rest.end)):
        if page.words.words[rank] in page.usage.for_words:
            return trimmed(page, rest.start, page.words.starts[rank])
    return _on(page, rest)


def _on(page: Page, words: Locus | None) -> Locus | None:
    """What stands behind the last "on" of a stretch."""
    if words is None:
        return None
    for rank in range(page.word_at(words.end) - 1, page.word_at(words.start), -1):
        if page.words.words[rank] in page.usage.on_words:
            return trimmed(page, page.words.ends[rank], words.end)
    return None


def _held(page: Page, cue: Cue) -> tuple[Locus | None, Locus | None] | None:
    """Those between "held" and "responsible for", and who holds them so."""
    for rank in range(cue.first - 1, max(-1, cue.first - _HELD), -1):
        if page.words.words[rank] in page.usage.holding:
            sentence = page.sentences[page.sentence_at(cue.start)]
            verb = Cue(page.words.starts[rank], page.words.ends[rank], rank, rank)
            held = trimmed(page, page.words.ends[rank], cue.start)
            return (held, _blamer(page, verb, sentence)) if held is not None else None
    return None


def _subject(page: Page, cue: Cue, sentence: Sentence) -> tuple[Locus | None, Locus | None]:
    """The subject before a cue; of "the governor said agitators" the agitators, and the governor as their accuser."""
    subject = before(page, cue, sentence)
    if subject is None:
        return None, None
    first = page.word_at(subject.start)
    for rank in range(page.word_at(subject.end) - 1, first, -1):
        if page.words.words[rank] in page.usage.clause_openers:
            voice = trimmed(page, subject.start, page.words.starts[rank])
            return trimmed(page, page.words.ends[rank], _without_verb(page, subject)), voice
    subject = trimmed(page, subject.start, _without_verb(page, subject)) or subject
    return (named_before(page, cue, sentence), None) if is_no_subject(page, subject) else (subject, None)


def _without_verb(page: Page, subject: Locus) -> int:
    """Where a subject ends before its "was" or "were"."""
    last = page.word_at(subject.end) - 1
    return page.words.starts[last] if page.words.words[last] in page.usage.auxiliaries else subject.end
