"""The reader of attributions: sentences in, reports with their chains of voices out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import cache

from polyvocal.close_reading.suggested import SuggestedReport
from polyvocal.close_reading.voices.accounts import announce
from polyvocal.close_reading.voices.chains import attributions
from polyvocal.close_reading.voices.fields import Field, divide
from polyvocal.close_reading.voices.fixed import FixedReader
from polyvocal.close_reading.voices.joining import join
from polyvocal.close_reading.voices.labels import LabelReader
from polyvocal.close_reading.voices.lexicon import Lexicon, lexicon
from polyvocal.close_reading.voices.notes import credits, notes, without_notes
from polyvocal.close_reading.voices.nouns import NounReader
from polyvocal.close_reading.voices.phrases import Phrases
from polyvocal.close_reading.voices.predicates import PredicateReader
from polyvocal.close_reading.voices.quotations import Quotation, find_quotations
from polyvocal.close_reading.voices.report import Report
from polyvocal.close_reading.voices.turns import continue_by_pronoun, continue_quotations, refer_back
from polyvocal.close_reading.voices.verbs import VerbReader
from polyvocal.terms import Attribution, Name, Sentence

RULE = "voices 2"
"""Name and version of this rule set, carried on every attribution."""

_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_COORDINATORS = frozenset(["and", "but", "or", "и", "а", "но"])
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-¬«]?[ ]?\n\s*([^\W\d_]+)")


def read_attributions(
    text: str,
    record: str = "",
    *,
    sentences: Sequence[Sentence],
    names: Sequence[Name] = (),
    author: str = "the author",
    language: str = "en",
    suggested: Sequence[SuggestedReport] = (),
    suggested_by: str = "reading model",
) -> tuple[Attribution, ...]:
    """Reports in *text* in order of place; what is not certain to be another's stays the author's own voice.

    *suggested* are reports that another reader found, called *suggested_by*; who found a report stands in its rule.

    >>> text = "The Admiralty said that three ships were lost."
    >>> [found] = read_attributions(text, sentences=[Sentence(0, len(text), 0)])
    >>> found.source.words, found.cue.words, found.content[0].words
    ('The Admiralty', 'said', 'three ships were lost')
    >>> [voice.name for voice in found.chain]
    ['the author', 'The Admiralty']
    """
    if not sentences:
        return ()
    words = lexicon(language)
    quotations = find_quotations(text, sentences)
    reports = _reports(text, sentences, quotations, words)
    if suggested:
        reports = join(reports, suggested, text, sentences, quotations, words, (RULE, suggested_by))
    continue_quotations(text, sentences, quotations, reports)
    reports += continue_by_pronoun(text, sentences, reports, words)
    refer_back(reports, sentences)
    reports += announce(text, sentences, reports, words)
    reports += LabelReader(text, sentences, words).read(quotations, reports)
    other_hands = notes(text, language)
    reports = without_notes(reports, other_hands, text) + other_hands
    reports += credits(text, sentences, language)
    return attributions(text, record, reports, sentences, names, author, words, RULE)


class _Readers:
    """One reader a kind of cue."""

    def __init__(self, words: Lexicon) -> None:
        phrases = Phrases(words)
        self.verbs = VerbReader(words, phrases)
        self.nouns = NounReader(words, phrases)
        self.fixed = FixedReader(words, phrases)
        self.predicates = PredicateReader(words, phrases)


@cache
def _readers(language: str) -> _Readers:
    return _Readers(lexicon(language))


def _cue_places(text: str, triggers: frozenset[str]) -> list[int]:
    places = [match.start() for match in _WORD.finditer(text) if match.group().lower().replace("’", "'") in triggers]
    if "\n" in text:
        places += [m.start() for m in _BROKEN.finditer(text) if (m.group(1) + m.group(2)).lower() in triggers]
        places.sort()
    return places


def _reports(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], words: Lexicon) -> list[Report]:
    places = _cue_places(text, words.triggers)
    reports: list[Report] = []
    place = quote = 0
    for number, sentence in enumerate(sentences):
        while place < len(places) and places[place] < sentence.start:
            place += 1
        if place == len(places):
            break
        if places[place] >= sentence.end:
            continue
        while quote < len(quotations) and quotations[quote].end <= sentence.start:
            quote += 1
        inside = []
        for index in range(quote, len(quotations)):
            if quotations[index].start >= sentence.end:
                break
            inside.append((index, quotations[index]))
        prior = _prior(text, sentence, quotations, quote)
        span = (sentence.start, sentence.end)
        following = _following(text, sentences, number, quotations, quote + len(inside))
        for field in divide(text, span, sentence.paragraph, number, inside, words.triggers, prior, following):
            reports.extend(_in_field(field, words))
    return reports


def _prior(text: str, sentence: Sentence, quotations: Sequence[Quotation], at: int) -> tuple[int, Quotation] | None:
    """The quotation that closes just before the sentence, in its paragraph."""
    if at == 0:
        return None
    previous = quotations[at - 1]
    near = sentence.start - 3 <= previous.end <= sentence.start
    if not near or previous.paragraph != sentence.paragraph or text[previous.end : sentence.start].strip():
        return None
    return at - 1, previous


def _following(
    text: str, sentences: Sequence[Sentence], number: int, quotations: Sequence[Quotation], at: int
) -> tuple[int | None, int, int] | None:
    """What a colon at the end of a sentence announces: the quotation or the paragraph that comes next."""
    sentence = sentences[number]
    if text[sentence.end - 1] not in ":,—" or number + 1 == len(sentences):
        return None
    if at < len(quotations) and not text[sentence.end : quotations[at].start].strip(" \n_*"):
        return at, quotations[at].start, quotations[at].end
    coming = sentences[number + 1]
    if text[sentence.end - 1] != ":":
        return None
    last = number + 1
    listed = _NUMBERED.match(text, coming.start) is not None
    while last + 1 < len(sentences):
        after = sentences[last + 1]
        same = after.paragraph == sentences[last].paragraph
        if not same and not (listed and _NUMBERED.match(text, after.start)):
            break
        last += 1
    return None, coming.start, sentences[last].end


def _in_field(field: Field, words: Lexicon) -> list[Report]:
    found: list[Report] = []
    reach = 0  # where the last cue ended
    for i, word in enumerate(field.low):
        if word not in words.triggers or field.starts[i] < reach:
            continue
        report = _at(field, i, words, found)
        if report is None or (report.cue is not None and report.cue[0] < reach):
            continue
        if report.kind == "noun" and any(report.content == other.content for other in found):
            continue
        _part(found, report, field)
        found.append(report)
        found.extend(_refuted(field, report, words))
        reach = report.cue[1] if report.cue else reach
    return found


def _refuted(field: Field, report: Report, words: Lexicon) -> list[Report]:
    """What the writer himself denies of a report: "he falsely claims that ..."."""
    if report.cue is None:
        return []
    at = next((i for i in range(len(field.low)) if field.starts[i] >= report.cue[0]), 0)
    while at < len(field.low) and field.ends[at] <= report.cue[1]:
        if field.low[at] in words.words["falsely"]:
            cue = (field.starts[at], field.ends[at])
            denied = replace(
                report, cue=cue, source=None, kind="denial", manner="denies", certainty="certain", shares=False
            )
            return [replace(denied, affirmed=False, own=True, rule="refuted by an adverb", quotes=[])]
        at += 1
    return []


def _part(found: list[Report], report: Report, field: Field) -> None:
    """Cut the content of a report where its speaker goes on with another verb: "said X and demanded Y"."""
    if not report.shares or report.cue is None:
        return
    at = report.cue[0]
    for other in reversed(found):
        if other.source != report.source:
            continue
        a, b = other.content[-1]
        end = bisect_left(field.starts, at)
        if a < at < b and field.low[end] != "to":  # "said there was reason to believe" is one report
            while end > 0 and (field.low[end - 1] in (",", "—", "--") or field.low[end - 1] in _COORDINATORS):
                end -= 1
            if end and field.ends[end - 1] > a:
                other.content[-1] = (a, field.ends[end - 1])
        return


def _at(field: Field, i: int, words: Lexicon, found: list[Report]) -> Report | None:
    """The report whose cue is token *i*: the first reader that knows it."""
    readers, word = _readers(words.language), field.low[i]
    tries: tuple[tuple[Container[str], Callable[[], Report | None]], ...] = (
        (words.phrases, lambda: readers.fixed.phrase(field, i)),
        (words.words["reckonings"], lambda: readers.fixed.reckoning(field, i)),
        (words.words["as_participles"], lambda: readers.fixed.as_reported(field, i)),
        (words.opinions, lambda: readers.fixed.opinion(field, i)),
        (words.forms, lambda: readers.verbs.read(field, i, words.forms[word], found)),
        (words.adjectives, lambda: readers.predicates.read(field, i)),
        (words.impersonal, lambda: readers.predicates.read(field, i)),
        (readers.predicates.ending, lambda: readers.predicates.read(field, i)),
        (words.nouns, lambda: readers.nouns.read(field, i)),
        (words.adverbs, lambda: readers.fixed.adverb(field, i)),
        (words.epithets, lambda: readers.fixed.epithet(field, i)),
    )
    for known, read in tries:
        if word in known and (report := read()) is not None:
            return report
    return None
