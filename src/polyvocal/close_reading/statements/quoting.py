"""The quotation of a statement, and the terms that it is made of."""

from __future__ import annotations

from hashlib import sha256

from polyvocal.close_reading.statements.anchors import Anchors
from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.speakers import at_time
from polyvocal.terms import Attribution, Figure, Locus, Name, Statement, Voice, When
from polyvocal.terms.statement import Aspect, Manner

_LONG = 320  # a longer sentence is quoted by the clause or the reported words that hold the statement
_RULE = "statements/1"


class Maker:
    """Makes statements of a page's stretches: quotation, voices, slots and anchor are the same for every aspect."""

    def __init__(self, page: Page, anchors: Anchors) -> None:
        self.page = page
        self.anchors = anchors

    def make(
        self,
        aspect: Aspect,
        start: int,
        end: int,
        rule: str,
        *,
        figure: Figure | None = None,
        answer: Locus | None = None,
        subject: Name | None = None,
        report: Attribution | None = None,
        voice: Locus | None = None,
        manner: Manner = "reports",
    ) -> Statement:
        """The statement that the stretch ``[start:end]`` makes on *aspect*.

        *voice* is one more that the stretch names, outside of all reports that were read, and *manner* its manner.
        """
        loci = self.quote(start, end)
        first, last = loci[0].start, loci[-1].end
        chain = report.chain if report is not None and report.chain else self.page.chain_of(start, end)
        if voice is not None and not any(v.locus is not None and v.locus.overlaps(voice) for v in chain):
            chain = (*chain, Voice(" ".join(voice.words.split()), manner, voice))
        chain = at_time(chain, self.anchors.spoken(start, chain))
        return Statement(
            id=_identity(self.page.record, loci, aspect, figure, answer, subject),
            record=self.page.record,
            loci=loci,
            attribution=chain,
            aspect=aspect,
            figure=figure,
            answer=answer,
            whens=self._whens(first, last, answer if aspect == "date" else None),
            places=self._places(first, last),
            people=(subject.locus,) if subject is not None else self._people(first, last, chain),
            event_words=self.event_words(first, last),
            anchor=self.anchors.anchor(first, last, start, chain),
            rule=f"{_RULE} {rule}",
        )

    def quote(self, start: int, end: int) -> tuple[Locus, ...]:
        """The words to quote: the sentence; of a long one the clause between semicolons, or the reported words."""
        page = self.page
        sentence = page.sentences[page.sentence_at(start)]
        first, last = sentence.start, max(sentence.end, end)
        if last - first <= _LONG:
            return (page.locus(first, last),)
        left, right = page.text.rfind(";", first, start), page.text.find(";", end, last)
        if left >= 0 or right >= 0:
            first = left + 1 if left >= 0 else first
            last = right + 1 if right >= 0 else last
            return (self._trimmed(first, last),)
        report = page.report_of(start, end)
        if report is not None:
            parts = [
                (max(c.start, first), min(c.end, last)) for c in report.content if c.start < last and c.end > first
            ]
            if parts and sum(b - a for a, b in parts) >= 20:
                return tuple(self._trimmed(a, b) for a, b in parts)
        return (page.locus(first, last),)

    def _trimmed(self, start: int, end: int) -> Locus:
        words = self.page.text[start:end]
        lead = len(words) - len(words.lstrip())
        return self.page.locus(start + lead, start + len(words.rstrip()))

    def _whens(self, start: int, end: int, answer: Locus | None) -> tuple[When, ...]:
        """Dates in a stretch, without that of the dateline; where a date is the answer, that alone."""
        opening, _ = self.anchors.of_dispatch(start)
        dates = [
            d
            for d in self.page.dates_in(start, end)
            if (d.value or d.earliest is not None) and d.locus != opening and not self.anchors.is_of_saying(d.locus)
        ]
        if answer is not None:
            return tuple(d for d in self.anchors.spans_in(start, end) if d.locus == answer)
        return tuple(dates)

    def _places(self, start: int, end: int) -> tuple[Locus, ...]:
        _, sent_from = self.anchors.of_dispatch(start)
        places = [n.locus for n in self.page.names_in(start, end) if n.type == "place" and n.locus != sent_from]
        return tuple(sorted({*places, *self.anchors.event_places(start, end)}))

    def _people(self, start: int, end: int, chain: tuple[Voice, ...]) -> tuple[Locus, ...]:
        """Persons, ships and units named, without those that are only the voices."""
        voices = [voice.locus for voice in chain if voice.locus is not None]
        found = []
        for name in self.page.names_in(start, end):
            counted = name.type in ("person", "other") or (
                name.type == "organisation" and name.locus.words.split()[-1] in self.page.usage.unit_heads
            )
            if counted and not any(voice.overlaps(name.locus) for voice in voices):
                found.append(name.locus)
        return tuple(found)

    def is_telling(self, event: Cue) -> bool:
        """Whether a word for an event tells of more than the parish's meetings and votes, as on a page of news."""
        return self.anchors.essay or self.page.text[event.start : event.end].lower() not in self.page.usage.mild

    def event_words(self, start: int, end: int) -> tuple[Locus, ...]:
        """Words of a stretch that name events: whole names first, then common nouns outside of them."""
        names = [n.locus for n in self.page.names_in(start, end) if n.type == "event"]
        cues = [
            self.page.locus(c.start, c.end)
            for c in self.page.cues_in("event", start, end)
            if not any(n.start <= c.start < n.end for n in names)
        ]
        return tuple(sorted([*names, *cues]))


def _identity(
    record: str, loci: tuple[Locus, ...], aspect: str, figure: Figure | None, answer: Locus | None, subject: Name | None
) -> str:
    spans = ",".join(f"{locus.start}-{locus.end}" for locus in loci)
    told = [f.locus for f in (figure, subject) if f is not None] + ([answer] if answer is not None else [])
    inner = ",".join(f"{locus.start}-{locus.end}" for locus in told)
    return "s" + sha256(f"{record}\0{spans}\0{aspect}\0{inner}".encode()).hexdigest()[:15]
