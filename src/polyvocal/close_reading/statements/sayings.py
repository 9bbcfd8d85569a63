"""Whether a date or place beside a report belongs to what is told or to the telling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Attribution, Locus

_NEAR = 50  # characters between a verb of telling and the day it was told
_PERFECT = re.compile(
    r"\b(?:had|has|have|having)\s+(?:\w+\s+){0,2}?(?:been|\w+(?:ed|en|nk|nt|ld|wn|st|de|ne|un|um|id|od|ut|ft))\b"
)
_TIMELESS = frozenset(["names"])  # what people call a thing they call it at any time
_LOOKING_BACK = frozenset(["denies", "withdraws"])
_OF = ("of ", "от ")
_OPENING = 25  # characters
_THAT = re.compile(r"\b(?:that|что|будто)\b[\s,]*[“\"«]?\Z")


@dataclass
class Sayings:
    """Reports of a page by the sentence in which their verb of telling stands."""

    page: Page
    _cued: dict[int, list[Attribution]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the reports to their sentences."""
        for attribution in self.page.attributions:
            if attribution.cue is not None and attribution.content and attribution.manner not in _TIMELESS:
                self._cued.setdefault(self.page.sentence_at(attribution.cue.start), []).append(attribution)

    def in_sentence(self, at: int) -> Sequence[Attribution]:
        """Reports whose verb stands in the sentence at an offset."""
        return self._cued.get(self.page.sentence_at(at), ())

    def of(self, at: Locus, *, settled: bool, day: bool = True) -> Attribution | None:
        """The report that a date or place tells the time or seat of; None where it is the event's.

        What stands in the reported words is the event's. What stands inside the source, between source and reported
        words, or close behind the verb, is the telling's. What opens the sentence is the telling's when the
        reported words look back from it (they have a perfect), or when an institution speaks in a clause with
        a verb and the text has *settled* the event's date or place before; else the event's: to claim a million
        marchers on 13 May is to claim them for 13 May. A *day* behind a paper that was put out or denied ("its first
        account on 1 June") is that of the paper.
        """
        reports = self.in_sentence(at.start)
        within = [r for r in reports if any(c.start <= at.start < c.end for c in r.content)]
        if within:
            back = day and self._is_paper(within[-1]) and not self._is_clause(within[-1], within[-1].content[0])
            return within[-1] if back and not self._before_it(at).endswith(_OF) else None
        for report in sorted(reports, key=lambda r: abs(r.cue.start - at.start) if r.cue is not None else 0):
            if self._tells(report, at, settled=settled):
                return report
        return None

    def _tells(self, report: Attribution, at: Locus, *, settled: bool) -> bool:
        cue, source, content = report.cue, report.source, report.content[0]
        if cue is None:
            return False
        if source is not None and source.start <= at.start < source.end:
            return True
        first = min(cue.start, source.start) if source is not None and source.start > at.start - 300 else cue.start
        if first < at.start < content.start:
            return True  # "announced on 3 June that ..."
        if content.start < cue.start and 0 <= at.start - cue.end <= _NEAR:
            return True  # "..., it said on 3 June"
        if at.end > first or ";" in self.page.text[at.end : first]:
            return False
        clause = self._is_clause(report, content)
        perfect = _PERFECT.search(content.words) is not None if clause else self._names_a_fate(report, content)
        return perfect or (clause and settled and self.is_institution(report))

    def _is_paper(self, report: Attribution) -> bool:
        """Whether a report only names what was put out or denied ("published its first account on 1 June")."""
        opening = report.content[0].words.lower().split()[:4]
        return report.manner in _LOOKING_BACK or any(word in self.page.usage.documents for word in opening)

    def _before_it(self, at: Locus) -> str:
        return self.page.text[max(0, at.start - 8) : at.start].lower()

    def _names_a_fate(self, report: Attribution, content: Locus) -> bool:
        """Whether a body admits or denies what a noun names, which then lies behind ("admitted the loss of")."""
        if not self.is_institution(report):
            return False
        nouns = self.page.cues_in("noun before", content.start, content.start + _OPENING)
        return report.manner in _LOOKING_BACK or bool(nouns)

    def _is_clause(self, report: Attribution, content: Locus) -> bool:
        """Whether what is reported has a verb of its own: behind "that", or with a form of to be or to have."""
        if _THAT.search(self.page.text, max(0, content.start - 12), content.start):
            return True
        return any(word in self.page.usage.finite for word in content.words.lower().split())

    def is_of_document(self, at: Locus) -> bool:
        """Whether a date is that of a document ("the British statement of 4 June 1916")."""
        before = self.page.text[max(0, at.start - 40) : at.start].lower().split()
        return len(before) > 1 and before[-1] in ("of", "dated", "от") and before[-2] in self.page.usage.documents

    def is_institution(self, report: Attribution) -> bool:
        """Whether a body, an office or a paper speaks rather than a person or the people of a place."""
        return report.source is not None and self.is_body(report.source)

    def is_body(self, words: Locus) -> bool:
        """Whether words are the name of a body or place, or have a noun for one."""
        if any(word in self.page.usage.institutions for word in re.findall(r"[\w-]+", words.words.lower())):
            return True
        named = self.page.names_in(words.start, words.end)
        return any(n.type in ("organisation", "place") for n in named)
