"""All that was read of one record, so laid out that what stands in a sentence is found at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from polyvocal.close_reading.statements.cues import Cue, Usage, Words, find_cues, usage
from polyvocal.terms import Attribution, Figure, Locus, Name, Sentence, Voice, When

_BROKEN = re.compile(
    r"[|~^*_<>{}\\#=]|[a-z]\d|\d[a-z]{3}|\.\.|,,|\s[,.;]|(?<![’'])\b[b-hj-z]\b|[a-z][.,;:][a-z]|[a-z][A-Z]|-\n|[.,]\W[.,]"
)
_STOP = re.compile(r"[.!?][”\"’'»)]*\Z")
_SHORT = 12  # words
_LONGEST_REPORT, _LONGEST_DENIAL = 2500, 500  # characters


@dataclass(frozen=True)
class Page:
    """One record as the makers of statements see it."""

    text: str
    record: str
    sentences: Sequence[Sentence]
    dates: Sequence[When] = ()
    names: Sequence[Name] = ()
    figures: Sequence[Figure] = ()
    attributions: Sequence[Attribution] = ()
    author: str = "the author"
    published: When | None = None
    title: Locus | None = None
    language: str = "en"
    _places: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def usage(self) -> Usage:
        """The tables of the record's language."""
        return usage(self.language)

    @cached_property
    def words(self) -> Words:
        """The words of the text and its cues; in bodies' names and compounds ("battle cruiser") stands no event."""
        found = find_cues(self.text, self.language)
        if "event" in found.cues:
            compounds, following = self.usage.compounds, [*found.words, ""]
            found.cues["event"] = [
                c
                for c in found.cues["event"]
                if following[c.last + 1] not in compounds
                and " ".join(following[max(0, c.first - 1) : c.last + 1]) not in compounds
                and not self._in_other_name(c)
                and not self._in_date(c)
            ]
        return found

    def _in_date(self, cue: Cue) -> bool:
        """Whether a cue is the month of March."""
        return any(d.locus is not None and d.locus.end > cue.start for d in self.dates_in(cue.start - 12, cue.end))

    def _in_other_name(self, cue: Cue) -> bool:
        rank = bisect_right(self.name_starts, cue.start) - 1
        return rank >= 0 and self.names[rank].locus.end >= cue.end and self.names[rank].type != "event"

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where sentences start."""
        return [s.start for s in self.sentences]

    @cached_property
    def dated(self) -> list[When]:
        """Dates with a place in the text, in order."""
        return sorted((d for d in self.dates if d.locus is not None), key=lambda d: d.locus.start if d.locus else 0)

    @cached_property
    def date_starts(self) -> list[int]:
        """Where they start."""
        return [d.locus.start for d in self.dated if d.locus is not None]

    @cached_property
    def name_starts(self) -> list[int]:
        """Where names start."""
        return [n.locus.start for n in self.names]

    def sentence_at(self, offset: int) -> int:
        """Rank of the sentence that holds an offset (or stands before it)."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def dates_in(self, start: int, end: int) -> list[When]:
        """Dates that start in a stretch of the text."""
        return self.dated[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """Names that start in a stretch of the text."""
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def cues_in(self, label: str, start: int, end: int) -> list[Cue]:
        """Cues of a label that start in a stretch of the text."""
        cues = self.words.cues.get(label)
        if not cues:
            return []
        starts = self._places.get(label)
        if starts is None:
            starts = self._places[label] = [c.start for c in cues]
        return cues[bisect_left(starts, start) : bisect_left(starts, end)]

    def word_at(self, offset: int) -> int:
        """Rank of the first word that starts at an offset or behind it."""
        return bisect_left(self.words.starts, offset)

    def locus(self, start: int, end: int) -> Locus:
        """The words of a stretch at their place."""
        return Locus(self.record, start, self.text[start:end])

    @cached_property
    def _contents(self) -> dict[int, list[tuple[int, int, int]]]:
        """Contents of reports by sentence: start, end, rank of the attribution."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for rank, attribution in enumerate(self.attributions):
            said = sum(len(content.words) for content in attribution.content)
            if said > (_LONGEST_DENIAL if attribution.manner == "denies" else _LONGEST_REPORT):
                continue  # where a page's columns run together nobody speaks that long
            for content in attribution.content:
                first, last = self.sentence_at(content.start), self.sentence_at(max(content.start, content.end - 1))
                for sentence in range(first, last + 1):
                    found.setdefault(sentence, []).append((content.start, content.end, rank))
        return found

    def reports_in(self, sentence: int) -> list[tuple[int, int, int]]:
        """Contents of reports that reach into a sentence: start, end, rank of the attribution."""
        return self._contents.get(sentence, [])

    def report_of(self, start: int, end: int) -> Attribution | None:
        """The innermost report whose content covers a stretch, None where the author speaks."""
        covering = [
            (b - a, -rank) for a, b, rank in self.reports_in(self.sentence_at(start)) if a <= start and end <= b
        ]
        return self.attributions[-min(covering)[1]] if covering else None

    def chain_of(self, start: int, end: int) -> tuple[Voice, ...]:
        """The voices behind a stretch, the author alone where nobody else speaks."""
        report = self.report_of(start, end)
        return report.chain if report is not None and report.chain else (Voice(self.author, "writes"),)

    @cached_property
    def _prose(self) -> list[bool]:
        return [self._is_prose(s) for s in self.sentences]

    def _is_prose(self, sentence: Sentence) -> bool:
        words = self.words.words[self.word_at(sentence.start) : self.word_at(sentence.end)]
        if len(words) < 4 or self.text[sentence.start : sentence.end].isupper():
            return False
        plain = self.usage.common
        known = sum(word in plain for word in words)
        if self._is_short_prose(sentence, words, known):
            return True
        if known < self.usage.least or known < self.usage.share * len(words) / 2:
            return False
        if known >= self.usage.share * len(words):
            return True
        # Dense prose of figures and names has few common words; broken print has them too, and looks broken.
        return _BROKEN.search(self.text, sentence.start, sentence.end) is None

    def _is_short_prose(self, sentence: Sentence, words: list[str], known: int) -> bool:
        """Whether few words are a sentence nonetheless: closed by a stop, mostly small, one common word or a report."""
        said = self.text[sentence.start : sentence.end]
        if len(words) > _SHORT or not said[:1].isupper() or _STOP.search(said) is None or _BROKEN.search(said):
            return False
        dated = sum(len(d.words.split()) for d in self.dates_in(sentence.start, sentence.end))
        capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in said.split()[1:])
        return capitals - dated <= (len(words) - dated) / 2 and (known > 0 or self._reported_in(sentence))

    def _reported_in(self, sentence: Sentence) -> bool:
        cues = self._report_cues
        at = bisect_left(cues, sentence.start)
        return at < len(cues) and cues[at] < sentence.end

    @cached_property
    def _report_cues(self) -> list[int]:
        return sorted(a.cue.start for a in self.attributions if a.cue is not None)

    def is_broken(self, start: int, end: int) -> bool:
        """Whether a stretch shows the marks of broken print; a word divided at the end of its line is none."""
        return _BROKEN.search(self.text[start:end].replace("-\n", "")) is not None

    def is_prose(self, sentence: int) -> bool:
        """Whether a sentence is prose rather than a headline, a table or an advertisement."""
        return self._prose[sentence]
