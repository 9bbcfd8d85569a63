"""Speakers named beside their words without a verb: 'Gotz, furious: “...”', '“...” — Trotsky', "KARLOVA: We left.".

Such a report has no cue. Plays, minutes, interviews, columns of letters and mottoes are written so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from polyvocal.close_reading.voices.accounts import is_heading
from polyvocal.close_reading.voices.fields import Field, divide, is_scare
from polyvocal.close_reading.voices.lexicon import Lexicon, lexicon
from polyvocal.close_reading.voices.phrases import Phrases
from polyvocal.close_reading.voices.quotations import Quotation, paragraphs
from polyvocal.close_reading.voices.report import Chars, Report
from polyvocal.close_reading.voices.sources import kind_of, sources
from polyvocal.terms import Sentence

_LONGEST = 14  # words of a label or a signature
_SIGNED = re.compile(r"[\s_*]{0,4}(?:--?|[—–―])[\s_*]{0,3}")
_TURN = re.compile(r"[_*]{0,2}([^\W\d_][^:\n“”\"?!;]{0,50}?)[_*]{0,2}:[_*]{0,2}\s+(?=\S)")
_FIRST = re.compile(r"([^\W\d_]+)\s+(?=\S)")


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(lexicon(language))


class LabelReader:
    """Reads the labels and signatures of one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], words: Lexicon) -> None:
        self.text, self.sentences = text, sentences
        self.phrases = _phrases(words.language)
        self.known = sources(words.language)
        self.begins = [sentence.start for sentence in sentences]
        self.paragraphs = paragraphs(sentences)

    def read(self, quotations: Sequence[Quotation], reports: Sequence[Report]) -> list[Report]:
        """Quotations that nobody has yet and that a label leads in or a signature closes, then turns by labels."""
        owned = sorted(span for report in reports for span in report.content)
        found = []
        reach, at = 0, 0
        last = 0
        for quotation in quotations:
            while at < len(owned) and owned[at][0] <= quotation.start:
                reach = max(reach, owned[at][1])
                at += 1
            if reach <= quotation.start and not is_scare(self.text, quotation):
                source = self._label(quotation, last) or self._signature(quotation)
                if source is not None:
                    found.append(self._report(source, (quotation.start, quotation.end), "label of a speaker"))
            last = quotation.end
        return found + self._turns([*owned, *(span for report in found for span in report.content)])

    def _report(self, source: Chars, content: Chars, rule: str) -> Report:
        number = max(0, bisect_right(self.begins, content[0]) - 1)
        sentence = self.sentences[number]
        field = Field(sentence.start, sentence.end, sentence.paragraph, number, None)
        return Report(None, source, [content], "speech", "says", rule, field=field)

    def _label(self, quotation: Quotation, last: int) -> Chars | None:
        """The words that lead a quotation in, where they name a speaker and tell nothing."""
        number = bisect_right(self.begins, quotation.start) - 1
        if number < 0:
            return None
        start = self.begins[number]
        if start == quotation.start and number and self.text[self.sentences[number - 1].end - 1] == ":":
            start = self.begins[number - 1]
        start = max(start, last)
        lead = self.text[start : quotation.start].rstrip(" \n_*")
        if not lead or lead[-1] not in ":," or "\n\n" in lead:
            return None
        if lead[-1] == "," and (len(lead.split()) > 6 or self.text[quotation.end : quotation.end + 2].strip(" \n")):
            return None
        return self._speaker((start, start + len(lead) - 1))

    def _signature(self, quotation: Quotation) -> Chars | None:
        """The name behind a dash that closes the paragraph of a quotation, or stands in the next one."""
        dash = _SIGNED.match(self.text, quotation.end)
        if dash is None or dash.group().isspace():
            return None
        number = bisect_right(self.begins, dash.end()) - 1
        paragraph = self.sentences[number].paragraph if number >= 0 else -1
        end = next((e for n, _, e in self.paragraphs[self._place(dash.end()) :] if n == paragraph), dash.end())
        return self._speaker((dash.end(), end)) if end > dash.end() else None

    def _place(self, at: int) -> int:
        return max(0, bisect_right(self.paragraphs, at, key=lambda p: p[1]) - 1)

    def _speaker(self, span: Chars) -> Chars | None:
        """The part of a label or signature that names a speaker: no verb, a capital, a person or a body."""
        a, b = span
        while a < b and not (self.text[a].isalnum() or self.text[a] in "(["):
            a += 1
        while a < b and not (self.text[b - 1].isalnum() or self.text[b - 1] in ".)"):
            b -= 1
        written = self.text[a:b]
        first = _FIRST.match(self.text, a, b)
        if first is not None and self.phrases.is_adverb(first.group(1).lower()):
            a = first.end()
        words = self.text[a:b]
        if not words or len(words.split()) > _LONGEST or not any(c.isupper() for c in written):
            return None
        field = divide(self.text, (a, b), 0, 0, (), frozenset())[0]
        if any(self.phrases.is_finite(field, i) for i in range(1, len(field.low))) or field.low[0] in self._no_names:
            return None
        comma = words.find(",")
        head = " ".join(words[: comma if comma > 0 else len(words)].split())
        title = head.title() if head.isupper() else head
        return (a, b) if kind_of(title, self.known) not in ("thing", "document") else None

    def _is_office(self, label: str) -> bool:
        """Whether a headline's label is a body, an office or a capital: "Admiralty: no ship lost"."""
        return kind_of(label.title() if label.isupper() else label, self.known) in ("body", "person")

    @property
    def _no_names(self) -> frozenset[str]:
        p = self.phrases
        return p.prepositions | p.subordinators | p.conjunctions | p.possessives | p.lexicon.words["no_labels"]

    def _turns(self, owned: list[Chars]) -> list[Report]:
        """Paragraphs that open with a label which comes again: "KARLOVA: We left at noon."."""
        turns, headlines = [], []
        for _, start, end in self.paragraphs:
            label = _TURN.match(self.text, start, end)
            if label is None or len(label.group(1).split()) > 5:
                continue
            turns.append((" ".join(label.group(1).lower().split()), label.span(1), (label.end(), end)))
            if is_heading(self.text[start:end]) and self._is_office(label.group(1)):
                headlines.append(self._report(label.span(1), (label.end(), end), "label in a headline"))
        often = Counter(name for name, _, _ in turns)
        if len(often) < 2 or max(often.values()) < 2:
            return headlines
        taken = sorted(owned)
        found: list[Report] = []
        for name, where, content in turns:
            at = bisect_right(taken, (content[0], len(self.text)))
            free = not any(a <= content[0] < b for a, b in taken[max(0, at - 3) : at])
            if often[name] > 1 and free and self._speaker(where):
                found.append(self._report(where, content, "turn of a labelled speaker"))
        return found
