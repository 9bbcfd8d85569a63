"""When and where the event of a statement took place, by the nearest ground that the text gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.statements.headings import dated_line, dateline, is_headline, joined
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.places import Places
from polyvocal.close_reading.statements.sayings import Sayings
from polyvocal.terms import Anchor, Attribution, Locus, Voice, When

_LONGEST = 400  # days: a longer stretch dates a period, not an event
# Paragraphs that a running date or place reaches: on a page of many items little further than its own.
_BACK, _BACK_IN_ESSAY = 1, 4
_OFTEN = 5  # times that an essay names the place it tells of
_SHORT = 4  # paragraphs: a text that tells of one thing
_MONTH = 31  # days
_ESSAY = 0.8  # share of sentences that are prose
_LASTING = 1500  # days: the longest that an event named with its years ("the famine of 1932-1933") runs on
_PERIOD = 36525  # days: what a sentence says of a span itself holds however long it is, up to a century


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
    level: int = 0  # of the place
    said: When | None = None  # when the body spoke whose statement is being told
    said_by: str = ""
    said_paragraph: int = -1


@dataclass(frozen=True)
class _Ground:
    """What the sentences before one have settled."""

    when: When | None = None
    place: Locus | None = None
    said: When | None = None
    said_by: str = ""


@dataclass
class Anchors:
    """Anchors of every sentence of a page, made in one pass from its beginning to its end."""

    page: Page
    _items: list[Item] = field(default_factory=list)
    _running: list[_Ground] = field(default_factory=list)
    _main: Locus | None = None

    def __post_init__(self) -> None:
        """Walk through the sentences once."""
        self.places = Places(self.page)
        self.sayings = Sayings(self.page)
        item, running, headed = self._title_item(), _Running(), False
        self.essay = self._is_essay()
        back = _BACK_IN_ESSAY if self.essay else _BACK
        self._main = self._main_place() if self.essay else None
        self._only: When | None = None
        self._only_place: Locus | None = None
        for rank, sentence in enumerate(self.page.sentences):
            headline = is_headline(self.page, rank)
            opening = dateline(self.page, rank)
            if headline or opening is not None:
                if headline and headed and item.heading is not None:
                    item = Item((item.heading[0], sentence.end))
                elif headline:
                    item = Item((sentence.start, sentence.end))
                else:
                    item = Item(item.heading)
                if opening is not None:
                    item.place, item.date, item.opening = opening
                running = _Running()
            headed = headline
            self._items.append(item)
            fresh = running.paragraph >= sentence.paragraph - back
            near = running.place_paragraph >= sentence.paragraph - back
            if running.said_paragraph < sentence.paragraph - back:
                running.said = None
            self._running.append(
                _Ground(
                    running.when if fresh else None,
                    running.place if near else None,
                    running.said,
                    running.said_by,
                )
            )
            if opening is None and self.page.is_prose(rank):
                self._run_on(running, rank)
            elif opening is None and (line := dated_line(self.page, rank)) is not None:
                running.when, place = line
                running.paragraph = sentence.paragraph
                if place is not None:
                    running.place, running.level, running.place_paragraph = place, 2, sentence.paragraph
        if self.essay and self.page.sentences and self.page.sentences[-1].paragraph < _SHORT:
            self._only, self._only_place = self._only_date(), self._only_town()

    def _is_essay(self) -> bool:
        prose = sum(self.page.is_prose(rank) for rank in range(len(self.page.sentences)))
        return prose >= _ESSAY * len(self.page.sentences)

    def _only_date(self) -> When | None:
        """The one date, of a day or month, that a short text gives to what it tells; None where it gives two."""
        told: dict[tuple[int, int], When] = {}
        for rank, sentence in enumerate(self.page.sentences):
            for date in self.event_dates(sentence.start, sentence.end):
                if (
                    self._is_of_saying(rank, date.locus) is None
                    and date.earliest is not None
                    and date.latest is not None
                ):
                    told.setdefault((date.earliest, date.latest), date)
        dates = [date for (first, last), date in told.items() if last - first <= _MONTH]
        return dates[0] if len(dates) == 1 else None

    def _only_town(self) -> Locus | None:
        """The one place in which a short text tells of anything: one town, or where it names none one country."""
        places = [p for rank in range(len(self.page.sentences)) for p in self._event_places(rank)]
        able = [p for p in places if self.places.most_specific([p]) is not None]
        level = max((self.places.level(p) for p in able), default=0)
        named = {p.words: p for p in reversed(able) if self.places.level(p) == level}
        return next(iter(named.values())) if len(named) == 1 else None

    def _main_place(self) -> Locus | None:
        """The place that an essay tells of: named five times and half as often again as any other; no country."""
        countries = lexicon_of(self.page.language).countries
        first: dict[str, Locus] = {}
        counts: Counter[str] = Counter()
        for name in self.page.names:
            if name.type == "place" and name.locus.words not in countries and not self.places.is_minor(name):
                counts[name.locus.words] += 1
                first.setdefault(name.locus.words, name.locus)
        (place, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first[place] if most >= _OFTEN and most >= 1.5 * next_most else None

    def _title_item(self) -> Item:
        title = self.page.title
        return Item(title.span if title is not None else None)

    def _run_on(self, running: _Running, rank: int) -> None:
        """Let a sentence's own date and place be those of the sentences behind it."""
        sentence = self.page.sentences[rank]
        dates = [d for d in self.spans_in(sentence.start, sentence.end) if self._runs_on(sentence.start, d)]
        told = [d for d in dates if not self._is_of_saying(rank, d.locus)]
        if told and (spoken := self._announced(rank, told[0])) is not None:
            running.said, running.said_by = told[0], spoken
            running.said_paragraph = sentence.paragraph
        elif told:
            running.when, running.paragraph = told[-1], sentence.paragraph
        for date in dates:
            if (report := self._is_of_saying(rank, date.locus)) is not None and report.chain:
                running.said, running.said_by = date, _speaker(report.chain[-1].name)
                running.said_paragraph = sentence.paragraph
        place = self.places.most_specific(self._event_places(rank))
        if place is None:
            return
        level = self.places.level(place)
        near = running.place is not None and running.place_paragraph >= sentence.paragraph - _BACK
        if not near or level >= running.level:
            running.place, running.level = place, level
            running.place_paragraph = sentence.paragraph

    def _runs_on(self, start: int, date: When) -> bool:
        """Whether a date can date the next sentence: about a year, or the years that an event is named with."""
        length = (date.latest or 0) - (date.earliest or 0)
        if length <= _LONGEST or date.locus is None:
            return length <= _LONGEST
        before = self.page.cues_in("event", max(start, date.locus.start - 30), date.locus.start)
        gap = self.page.text[before[-1].end : date.locus.start].lower().split() if before else []
        return gap in (["of"], ["in"], [], ["of", "the", "years"]) and bool(before) and length <= _LASTING

    def _is_of_saying(self, rank: int, at: Locus | None, *, day: bool = True) -> Attribution | None:
        """The report whose day or seat a date or place tells."""
        if at is None:
            return None
        ground = self._running[rank] if rank < len(self._running) else _Ground()
        # A name may begin in the sentence that the reader has not come to yet.
        item = self._items[min(rank, len(self._items) - 1)]
        settled = ground.when is not None or ground.place is not None or item.date is not None
        return self.sayings.of(at, settled=settled, day=day)

    def _is_seat(self, place: Locus) -> bool:
        return self._is_of_saying(self.page.sentence_at(place.start), place, day=False) is not None

    def is_of_saying(self, at: Locus | None) -> bool:
        """Whether a date is that of the telling."""
        return at is not None and self._is_of_saying(self.page.sentence_at(at.start), at) is not None

    def _announced(self, rank: int, date: When) -> str | None:
        """The body that a sentence says to have come out with something, where the next one gives what it said."""
        sentence = self.page.sentences[rank]
        if date.locus is None or rank + 1 >= len(self.page.sentences):
            return None
        cues = self.page.cues_in("announced", date.locus.end, sentence.end)
        if not cues:
            return None
        subject = self.page.locus(date.locus.end, cues[0].start)
        if len(subject.words) > 60 or not self.sayings.is_body(subject):
            return None
        speaker = _speaker(subject.words)
        following = self.page.sentences[rank + 1]
        told = {
            _speaker(self.page.attributions[report].chain[-1].name)
            for _, _, report in self.page.reports_in(rank + 1)
            if self.page.attributions[report].chain
        }
        return speaker if following.paragraph == sentence.paragraph and speaker in told else None

    def spoken(self, at: int, chain: tuple[Voice, ...]) -> When | None:
        """When the last voice of a chain said what stands at an offset, as far as the text says it."""
        if len(chain) < 2:
            return None
        rank = self.page.sentence_at(at)
        sentence = self.page.sentences[rank]
        for date in self.page.dates_in(sentence.start, sentence.end):
            report = self._is_of_saying(rank, date.locus)
            if report is not None and report.chain and report.chain[-1].name == chain[-1].name:
                return date
        ground = self._running[rank]
        return ground.said if ground.said is not None and ground.said_by == _speaker(chain[-1].name) else None

    def event_dates(self, start: int, end: int, longest: int = _LONGEST) -> list[When]:
        """Dates in a stretch that bound a time; two that name its ends ("1941-1945") are one."""
        return [d for d in self.spans_in(start, end) if (d.latest or 0) - (d.earliest or 0) <= longest]

    def spans_in(self, start: int, end: int) -> list[When]:
        """Bounded dates of a stretch, first and last day of one span joined; none that only dates a document."""
        spans: list[When] = []
        for date in self.page.dates_in(start, end):
            if date.type not in ("DATE", "TIME") or date.earliest is None or date.latest is None:
                continue
            if spans and (span := joined(self.page, spans[-1], date)) is not None:
                spans[-1] = span
            else:
                spans.append(date)
        return [d for d in spans if d.locus is None or not self.sayings.is_of_document(d.locus)]

    def event_places(self, start: int, end: int) -> list[Locus]:
        """Places in a stretch where something happened, not those where somebody only said so."""
        places = self.places.of_events(start, end)
        return [p for p in places if self.places.of_participants(p) or not self._is_seat(p)]

    def _event_places(self, rank: int) -> list[Locus]:
        sentence = self.page.sentences[rank]
        return self.event_places(sentence.start, sentence.end)

    def of_dispatch(self, at: int) -> tuple[Locus | None, Locus | None]:
        """Where the date and the place of the dateline stand that the sentence at an offset is under."""
        item = self._items[self.page.sentence_at(at)]
        return item.opening, item.place

    def anchor(self, start: int, end: int, at: int, chain: tuple[Voice, ...] = ()) -> Anchor:
        """When and where what stands at offset *at* happened, quoted in ``text[start:end]``."""
        rank = self.page.sentence_at(at)
        when, how = self._when(rank, start, end, at, chain)
        place, place_how = self._place(rank, start, end, at)
        if place_how == "document place" and how in ("in the sentence", "running date"):
            place, place_how = None, ""  # another time may be another place
        return Anchor(when, how, place, place_how)

    def _when(self, rank: int, start: int, end: int, at: int, chain: tuple[Voice, ...]) -> tuple[When | None, str]:
        item = self._items[rank]
        own = [d for d in self.event_dates(start, end, _PERIOD) if d.locus != item.opening]
        own = [d for d in own if self._is_of_saying(rank, d.locus) is None]
        spoken = self.spoken(at, chain)
        own = [d for d in own if d != spoken]
        if own:
            return min(own, key=lambda d: (*self._far(d.locus, at), d.words)), "in the sentence"
        if self._running[rank].when is not None:
            return self._running[rank].when, "running date"
        if item.heading is not None and (dates := self.event_dates(*item.heading)):
            return dates[0], "document date" if self._is_publication(dates[0]) else "heading"
        if item.date is not None:
            return item.date, "dateline"
        if self._only is not None:
            return self._only, "only date"
        if spoken is not None and spoken.earliest is not None and spoken.earliest == spoken.latest:
            return spoken, "dateline"
        if spoken is not None:
            return None, ""  # a year in which somebody looked back dates nothing
        return (self.page.published, "document date") if self.page.published is not None else (None, "")

    def _far(self, words: Locus | None, at: int) -> tuple[bool, int]:
        """How far words stand from an offset; those of another clause stand further than any of the same."""
        start = words.start if words is not None else 0
        return self.page.text.find(";", min(start, at), max(start, at)) >= 0, abs(start - at)

    def _is_publication(self, date: When) -> bool:
        published = self.page.published
        return published is not None and (date.earliest, date.latest) == (published.earliest, published.latest)

    def _place(self, rank: int, start: int, end: int, at: int) -> tuple[Locus | None, str]:
        report = self.page.report_of(at, at)
        own = self.event_places(start, end)
        if report is not None:
            inside = [p for p in own if any(c.start <= p.start < c.end for c in report.content)]
            own = inside or own
        if own:
            return min(own, key=lambda p: (*self._far(p, at), p.start)), "in the sentence"
        item = self._items[rank]
        if self._running[rank].place is not None:
            return self._running[rank].place, "running place"
        if item.heading is not None:
            named = [n.locus for n in self.page.names_in(*item.heading) if n.type == "place"]
            places = self.event_places(*item.heading) or named
            if places:
                return places[0], "heading"
        if item.place is not None:
            return item.place, "dateline"
        if self._only_place is not None and self._only is not None:
            return self._only_place, "only place"
        told = self._main is not None and self._main.start < at
        return (self._main, "document place") if told else (None, "")


def _speaker(words: str) -> str:
    """A voice's words without article, to know it by in the next sentence."""
    return " ".join(words.lower().split()).removeprefix("the ").strip(" ,")
