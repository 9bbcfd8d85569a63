"""When and where the event of a statement took place, by the nearest ground that the text gives."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Anchor, Locus, Name, When

_LONGEST = 400  # days: a longer stretch dates a period, not an event
# Paragraphs that a running date or place reaches: on a page of many items little further than its own.
_BACK, _BACK_IN_ESSAY = 1, 4
_BESIDE = 50  # characters between a verb of telling and the day it was told
_OFTEN = 5  # times that an essay names the place it tells of
_ESSAY = 0.8  # share of sentences that are prose
_PERIOD = 36525  # days: what a sentence says of a span itself holds however long it is, up to a century
_TO = re.compile(r"\s*(?:-|–|—|/|to|until|till|through)\s*")
_DATELINE_GAP = re.compile(r"[\s,.(:—–-]*(?:via\s[\w\s]{3,20}[,)]*\s*)?(?:[\w.]{1,12}[.,]?\s*){0,2}[(]?")


@dataclass
class Item:
    """A stretch under one headline or dateline: what they say of time and place."""

    heading: tuple[int, int] | None = None
    place: Locus | None = None
    date: When | None = None
    opening: Locus | None = None  # where the dateline's date stands


@dataclass
class _Running:
    paragraph: int = -1
    when: When | None = None
    place: Locus | None = None
    place_paragraph: int = -1


@dataclass
class Anchors:
    """Anchors of every sentence of a page, made in one pass from its beginning to its end."""

    page: Page
    _items: list[Item] = field(default_factory=list)
    _running: list[tuple[When | None, Locus | None]] = field(default_factory=list)
    _main: Locus | None = None

    def __post_init__(self) -> None:
        """Walk through the sentences once."""
        item, running, headed = self._title_item(), _Running(), False
        essay = self._is_essay()
        back = _BACK_IN_ESSAY if essay else _BACK
        self._main = self._main_place() if essay else None
        for rank, sentence in enumerate(self.page.sentences):
            headline = self._is_headline(rank)
            dateline = self._dateline(rank)
            if headline or dateline is not None:
                if headline and headed and item.heading is not None:
                    item = Item((item.heading[0], sentence.end))
                elif headline:
                    item = Item((sentence.start, sentence.end))
                else:
                    item = Item(item.heading)
                if dateline is not None:
                    item.place, item.date, item.opening = dateline
                running = _Running()
            headed = headline
            self._items.append(item)
            fresh = running.paragraph >= sentence.paragraph - back
            near = running.place_paragraph >= sentence.paragraph - back
            self._running.append((running.when if fresh else None, running.place if near else None))
            if dateline is None and self.page.is_prose(rank):
                self._run_on(running, rank)

    def _is_essay(self) -> bool:
        prose = sum(self.page.is_prose(rank) for rank in range(len(self.page.sentences)))
        return prose >= _ESSAY * len(self.page.sentences)

    def _main_place(self) -> Locus | None:
        """The place that an essay tells of: named five times and half as often again as any other; no country."""
        countries = lexicon_of(self.page.language).countries
        first: dict[str, Locus] = {}
        counts: Counter[str] = Counter()
        for name in self.page.names:
            if name.type == "place" and name.locus.words not in countries and not self._is_minor(name):
                counts[name.locus.words] += 1
                first.setdefault(name.locus.words, name.locus)
        (place, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first[place] if most >= _OFTEN and most >= 1.5 * next_most else None

    def _is_minor(self, name: Name) -> bool:
        """Whether a place is a street or building, which does not run on: the town around it does."""
        _, _, head = name.rule.partition(" head ")
        return head in self.page.usage.minor

    def _title_item(self) -> Item:
        title = self.page.title
        return Item(title.span if title is not None else None)

    def _is_headline(self, rank: int) -> bool:
        sentence = self.page.sentences[rank]
        words = self.page.text[sentence.start : sentence.end]
        if len(words) > 160 or self.page.is_prose(rank):
            return False
        return words.isupper() or (not words.endswith((".", ",", ";")) and len(words.split()) > 1)

    def _dateline(self, rank: int) -> tuple[Locus, When | None, Locus] | None:
        """Place and date that open a dispatch ("LONDON, June 3.")."""
        sentence = self.page.sentences[rank]
        names = self.page.names_in(sentence.start, sentence.start + 2)
        if not names or names[0].type != "place":
            return None
        place = names[0].locus
        dates = [d for d in self.page.dates_in(place.end, place.end + 40) if d.type == "DATE" and d.locus]
        if not dates or dates[0].locus is None:
            return None
        if _DATELINE_GAP.fullmatch(self.page.text, place.end, dates[0].locus.start) is None:
            return None
        return place, self._narrowed(dates[0]), dates[0].locus

    def _narrowed(self, date: When) -> When | None:
        """A dateline's date; where print lost its day ("June .") that of the document, if it lies within."""
        if date.earliest is None or date.latest is None:
            return None
        published = self.page.published
        if date.latest == date.earliest or published is None or published.earliest is None:
            return date
        return published if date.earliest <= published.earliest <= date.latest else date

    def _run_on(self, running: _Running, rank: int) -> None:
        """Let a sentence's own date and place be those of the sentences behind it."""
        sentence = self.page.sentences[rank]
        dates = [d for d in self.event_dates(sentence.start, sentence.end) if self._told(rank, d)]
        if dates:
            running.when, running.paragraph = dates[-1], sentence.paragraph
        minor = {n.locus for n in self.page.names_in(sentence.start, sentence.end) if self._is_minor(n)}
        places = [p for p in self.event_places(sentence.start, sentence.end) if p not in minor]
        if places:
            running.place, running.place_paragraph = places[-1], sentence.paragraph

    def _told(self, rank: int, date: When) -> bool:
        """Whether a date belongs to what is told rather than, beside the verb of telling, to when it was told."""
        reports = self.page.reports_in(rank)
        at = date.locus.start if date.locus is not None else 0
        if not reports or any(a <= at < b for a, b, _ in reports):
            return True
        cues = [self.page.attributions[report].cue for _, _, report in reports]
        return not any(cue is not None and abs(cue.start - at) <= _BESIDE for cue in cues)

    def event_dates(self, start: int, end: int, longest: int = _LONGEST) -> list[When]:
        """Dates in a stretch that bound a time; two that name its ends ("1941-1945") are one."""
        return [d for d in self.spans_in(start, end) if (d.latest or 0) - (d.earliest or 0) <= longest]

    def spans_in(self, start: int, end: int) -> list[When]:
        """Bounded dates of a stretch, first and last day of one span joined."""
        spans: list[When] = []
        for date in self.page.dates_in(start, end):
            if date.type not in ("DATE", "TIME") or date.earliest is None or date.latest is None:
                continue
            if spans and (joined := self._joined(spans[-1], date)) is not None:
                spans[-1] = joined
            else:
                spans.append(date)
        return spans

    def _joined(self, first: When, last: When) -> When | None:
        if first.locus is None or last.locus is None or first.earliest is None or last.latest is None:
            return None
        gap = self.page.text[first.locus.end : last.locus.start]
        between = self.page.text[max(0, first.locus.start - 8) : first.locus.start].lower().endswith("between ")
        if not _TO.fullmatch(gap) and not (between and gap.split() == ["and"]):
            return None
        if last.latest <= first.earliest:
            return None
        locus = self.page.locus(first.locus.start, last.locus.end)
        edtf = f"{first.edtf}/{last.edtf}" if first.edtf and last.edtf and "/" not in first.edtf + last.edtf else None
        value = f"{first.value}/{last.value}" if first.value and last.value else ""
        return When(
            locus.words,
            locus,
            "DATE",
            value,
            edtf,
            first.earliest,
            last.latest,
            first.calendar,
            rule="statements/1 span",
        )

    def event_places(self, start: int, end: int) -> list[Locus]:
        """Places in a stretch where something happened: behind "in", "off" and the like, or in an event's name."""
        found: list[Locus] = []
        for name in self.page.names_in(start, end):
            if name.type == "place" and self._is_where(name.locus):
                found.append(name.locus)
            elif name.type == "event" and (inner := self._place_inside(name)) is not None:
                found.append(inner)
        return found

    def _is_where(self, place: Locus) -> bool:
        before = self.page.text[max(0, place.start - 36) : place.start].lower().split()
        if len(before) > 2 and before[-1] == "of" and before[-2] in self.page.usage.divisions:
            before = before[:-2]  # "in the village of ..."
        while before and before[-1] in ("the", "a"):
            before.pop()
        if not before:
            return False
        return before[-1] in self.page.usage.where or " ".join(before[-2:]) in self.page.usage.where

    def _place_inside(self, event: Name) -> Locus | None:
        """The place that an event's name holds ("Battle of [Jutland]")."""
        phrases = lexicon_of(self.page.language).phrases
        words = list(re.finditer(r"[A-ZА-Я][\w-]+", event.locus.words))
        for count in (2, 1):
            for first in range(len(words) - count + 1):
                start, end = words[first].start(), words[first + count - 1].end()
                if phrases.get(" ".join(event.locus.words[start:end].split())) == "place":
                    return self.page.locus(event.locus.start + start, event.locus.start + end)
        return None

    def of_dispatch(self, at: int) -> tuple[Locus | None, Locus | None]:
        """Where the date and the place of the dateline stand that the sentence at an offset is under."""
        item = self._items[self.page.sentence_at(at)]
        return item.opening, item.place

    def anchor(self, start: int, end: int, at: int) -> Anchor:
        """When and where what stands at offset *at* happened, quoted in ``text[start:end]``."""
        rank = self.page.sentence_at(at)
        when, how = self._when(rank, start, end, at)
        place, place_how = self._place(rank, start, end, at)
        if place_how == "document place" and how in ("in the sentence", "running date"):
            place, place_how = None, ""  # another time may be another place
        return Anchor(when, how, place, place_how)

    def _when(self, rank: int, start: int, end: int, at: int) -> tuple[When | None, str]:
        item = self._items[rank]
        said = self.page.report_of(at, at) is not None
        own = [d for d in self.event_dates(start, end, _PERIOD) if d.locus != item.opening]
        own = [d for d in own if not said or self._told(rank, d)]
        if own:
            return min(own, key=lambda d: (abs((d.locus.start if d.locus else 0) - at), d.words)), "in the sentence"
        if self._running[rank][0] is not None:
            return self._running[rank][0], "running date"
        if item.heading is not None and (dates := self.event_dates(*item.heading)):
            return dates[0], "document date" if self._is_publication(dates[0]) else "heading"
        if item.date is not None:
            return item.date, "dateline"
        return (self.page.published, "document date") if self.page.published is not None else (None, "")

    def _is_publication(self, date: When) -> bool:
        published = self.page.published
        return published is not None and (date.earliest, date.latest) == (published.earliest, published.latest)

    def _place(self, rank: int, start: int, end: int, at: int) -> tuple[Locus | None, str]:
        report = self.page.report_of(at, at)
        own = self.event_places(start, end)
        if report is not None:
            inside = [p for p in own if any(c.start <= p.start < c.end for c in report.content)]
            own = inside or [p for p in own if report.source is None or not report.source.covers(p)]
        if own:
            return min(own, key=lambda p: (abs(p.start - at), p.start)), "in the sentence"
        item = self._items[rank]
        if self._running[rank][1] is not None:
            return self._running[rank][1], "running place"
        if item.heading is not None:
            named = [n.locus for n in self.page.names_in(*item.heading) if n.type == "place"]
            places = self.event_places(*item.heading) or named
            if places:
                return places[0], "heading"
        if item.place is not None:
            return item.place, "dateline"
        told = self._main is not None and self._main.start < at
        return (self._main, "document place") if told else (None, "")
