"""Reports found by the rules and reports that another reader suggests, made one list.

A trained reader finds cues that no list holds; the rules know where a quotation ends, what is denied or only
possible, and, by how often they are right, when to be believed alone. The tables below were settled on texts that
do not test the reading model (docs/reference/voices.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from polyvocal.close_reading.suggested import SuggestedReport
from polyvocal.close_reading.voices.fields import Field, is_scare
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.quotations import Quotation
from polyvocal.close_reading.voices.report import Chars, Report
from polyvocal.terms import Sentence
from polyvocal.terms.statement import Certainty, Manner

_LEAST = 0.6
"""A report that only the other reader found is left out below this probability."""
_DOUBTED = frozenset(
    ["evidential, that-clause", "passive with its source", "perception, clause without that",
     "writing, clause without that", "doubt, object", "doubt, clause without that", "denial, question"]
)  # fmt: skip
"""Rules that are right hardly more than half the time: what one of them finds needs the other reader's consent."""
_CERTAINTY: dict[Manner, Certainty] = {
    "thinks": "probable", "estimates": "probable", "doubts": "possible", "orders": "unknown", "conceals": "unknown",
}  # fmt: skip
_NOT_AFFIRMED = frozenset(["denies", "withdraws"])
_MANNERS = frozenset(get_args(Manner))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EDGES = " \t\r\n,;:—–-_*"


def join(
    ours: Sequence[Report],
    suggested: Iterable[SuggestedReport],
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    words: Lexicon,
    by: tuple[str, str],
) -> list[Report]:
    """Reports of both, each cue once, in order of place; *by* names the rules and the reader that suggests."""
    theirs = list(_Taking(text, sentences, quotations, words, by[1]).take(suggested))
    pairs = _pairs(ours, theirs)
    joined = []
    for index, report in enumerate(ours):
        if index in pairs:
            joined.append(_settled(report, theirs[pairs[index]][0], f"{by[0]} + {by[1]}"))
        elif report.rule not in _DOUBTED:
            joined.append(report)
    matched = set(pairs.values())
    joined += [other for n, (other, sure) in enumerate(theirs) if n not in matched and sure >= _LEAST]
    return sorted(joined, key=lambda report: report.cue or report.content[0])


class _Taking:
    """Makes reports of suggestions: where they stand, whose quotations they hold, how certain their words are."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        words: Lexicon,
        by: str,
    ) -> None:
        self.text, self.sentences, self.words, self.by = text, sentences, words, by
        self.quotations = quotations
        self.starts = [quotation.start for quotation in quotations]
        self.begins = [sentence.start for sentence in sentences]

    def take(self, suggested: Iterable[SuggestedReport]) -> Iterator[tuple[Report, float]]:
        """Reports in order of place with their probabilities; what does not fit the text is left out."""
        reach = 0
        for one in sorted(suggested, key=lambda s: (s.cue, -s.probability)):
            cue = self._within(one.cue)
            content = [span for part in one.content for span in self._parts(part, cue)]
            if cue is None or cue[0] < reach or not content or one.manner not in _MANNERS:
                continue
            reach = cue[1]
            yield self._report(cue, one.source, _merged(self.text, content), one.manner), one.probability

    def _report(self, cue: Chars, source: Chars | None, content: list[Chars], manner: Manner) -> Report:
        number = max(0, bisect_right(self.begins, cue[0]) - 1)
        sentence = self.sentences[number]
        inside = self._quotation(cue[0])
        certainty, affirmed = self._hedged(cue, manner)
        return Report(
            cue=cue,
            source=self._within(source) if source else None,
            content=content,
            kind=manner,
            manner=manner,
            rule=manner,
            certainty=certainty,
            affirmed=affirmed,
            field=Field(sentence.start, sentence.end, sentence.paragraph, number, inside),
            quotes=self._held(content, cue),
            by=self.by,
        )

    def _within(self, span: Chars) -> Chars | None:
        """The span without blanks and marks at its edges, inside the text; None where nothing is left."""
        a, b = max(0, span[0]), min(span[1], len(self.text))
        while a < b and self.text[a] in _EDGES:
            a += 1
        while a < b and self.text[b - 1] in _EDGES:
            b -= 1
        return (a, b) if a < b and any(c.isalnum() for c in self.text[a:b]) else None

    def _parts(self, span: Chars, cue: Chars | None) -> Iterator[Chars]:
        """What a part of the content leaves outside the cue."""
        if cue is None:
            return
        for part in ((span[0], min(span[1], cue[0])), (max(span[0], cue[1]), span[1])):
            if part[0] < part[1] and (inner := self._within(part)):
                yield inner

    def _quotation(self, at: int) -> int | None:
        """The quotation that a cue stands in; a word or two in marks is none."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or at >= self.quotations[index].end or is_scare(self.text, self.quotations[index]):
            return None
        return index

    def _held(self, content: Sequence[Chars], cue: Chars) -> list[int]:
        """Quotations of which at least half is content."""
        held = []
        for a, b in content:
            index = max(0, bisect_right(self.starts, a) - 1)
            while index < len(self.quotations) and self.quotations[index].start < b:
                quotation = self.quotations[index]
                shared = min(b, quotation.end) - max(a, quotation.start)
                around = quotation.start <= cue[0] < quotation.end
                if 2 * shared >= quotation.end - quotation.start and not around:
                    held.append(index)
                index += 1
        return held

    def _hedged(self, cue: Chars, manner: Manner) -> tuple[Certainty, bool]:
        """Certainty and polarity of a cue by its words: "may have said", "did not say"."""
        low = [word.lower().replace("’", "'") for word in _WORD.findall(self.text[cue[0] : cue[1]])]
        uses = (use for word in low if word in self.words.forms for use in self.words.forms[word].uses)
        usual: Certainty = _CERTAINTY.get(manner, "certain")
        certainty: Certainty = next((use.certainty for use in uses if use.manner == manner), usual)
        hedges = [self.words.adverbs[word] for word in low if word in self.words.adverbs]
        if certainty == "certain" and (hedges or not self.words.words["possible"].isdisjoint(low)):
            certainty = hedges[0] if hedges else "possible"
        negated = any(word in self.words.words["negations"] or word.endswith("n't") for word in low)
        return certainty, (manner not in _NOT_AFFIRMED) != (negated and manner != "conceals")


def _merged(text: str, spans: Sequence[Chars]) -> list[Chars]:
    """Spans in order, those that only blanks part made one."""
    merged: list[Chars] = []
    for a, b in sorted(spans):
        if merged and not text[merged[-1][1] : a].strip():
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _pairs(ours: Sequence[Report], theirs: Sequence[tuple[Report, float]]) -> dict[int, int]:
    """Which of the other reader's reports has the cue of each of ours; each at most once, the longest overlap first."""
    cues = sorted((report.cue, index) for index, report in enumerate(ours) if report.cue)
    options = []
    at = 0
    for n, (other, _) in enumerate(theirs):
        a, b = other.cue or (0, 0)
        while at < len(cues) and cues[at][0][1] <= a:
            at += 1
        for k in range(at, len(cues)):
            (start, end), index = cues[k]
            if start >= b:
                break
            options.append((-(min(b, end) - max(a, start)), index, n))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, n in sorted(options):
        if index not in pairs and n not in taken:
            pairs[index] = n
            taken.add(n)
    return pairs


def _settled(ours: Report, theirs: Report, by: str) -> Report:
    """One report of a cue that both found: certainty and quotations by the rules, bounds by who is oftener right."""
    ours.by = by
    if ours.source is None or (theirs.source is not None and not _overlap(ours.source, theirs.source)):
        ours.source = theirs.source
    return ours


def _overlap(a: Chars, b: Chars) -> bool:
    return a[0] < b[1] and b[0] < a[1]
