"""The page of one record: its card, its text set for reading with quiet marks, and what leads on from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from polyvocal.holdings import Library
from polyvocal.holdings.views import Card
from polyvocal.holdings.vistas import PICTURES
from polyvocal.reading_room.citation import STYLES, cite
from polyvocal.reading_room.citing import cited_by, cites
from polyvocal.reading_room.entries import CALENDARS, card_lines
from polyvocal.reading_room.lines import Block, blocks
from polyvocal.reading_room.marks import Mark, anchor, set_text
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.wording import bounds, date, facet_value, hedge, t
from polyvocal.terms import Attribution, CloseReading, Event, Locus, PolyvocalError, Record, ReprintLink

SAVED_PAGES = ("text/html", "application/xhtml+xml")
"""What kinds of file are web pages that were saved."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph set in HTML, its number, the *voices* heard in it and the events it speaks of."""

    number: int
    start: int
    html: Markup
    voices: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Another record that repeats this one or that this one repeats."""

    card: Card
    link: ReprintLink
    copied: bool


def record_page(library: Library, record_id: str, spans: Spans = (), shut: Collection[str] = WITHDRAWN) -> Page:
    """A record; *spans* of its text are marked as the passage that the reader came for."""
    card = library.card(record_id)
    record = library.record(record_id)
    if card.access in shut:
        return _withdrawn(library, card) if card.access == "withdrawn" else _restricted(card, record)
    for start, end in spans:
        check_span(record, start, end)
    reading = library.reading(record_id)
    events = library.events_of(record_id)
    shows: dict[str, object] = {
        "card": card,
        "record": record,
        "entries": tuple(card_lines(record)),
        "paragraphs": paragraphs(record, reading, card, events, spans),
        "spans": tuple(spans),
        "passage": _locus(record, spans),
        "events": events,
        "versions": tuple(_versions(library, record_id, shut)),
        "origin": library.origin(record_id),
        "compared": library.compared_with(record_id),
        "cites": cites(library, record_id, shut),
        "cited_by": cited_by(library, record_id, shut),
        "belongs": library.place_of(record_id),
        "headings": library.headings_of(record_id),
        "unread": reading.unread,
        "checks": reading.checks,
        "statements": len(reading.statements),
        "styles": STYLES,
        "file_open": True,
        "saved": record.capture.media_type in SAVED_PAGES,
        "picture": library.picture(record_id) is not None,
        "tied": [c for c in library.beside_picture(record_id) if c.access not in shut] if _is_picture(card) else [],
        "cited": partial(cite, record, _locus(record, spans), "chicago"),
    }
    return Page("record.html", card.title or t("[untitled]"), shows, [record, reading], here="record", indexed=True)


def _is_picture(card: Card) -> bool:
    return card.kind in PICTURES


def _withdrawn(library: Library, card: Card) -> Page:
    stone = library.tombstone(card.id)
    data = {"id": card.id, "access": "withdrawn", "tombstone": stone}
    return Page("tombstone.html", t("Withdrawn"), {"card": card, "stone": stone}, data, status=410, here="record")


def _restricted(card: Card, record: Record) -> Page:
    # The card is listed; evidence would quote the text.
    entries = tuple(replace(line, evidence=None) for line in card_lines(record))
    closed = replace(record, text="", edits=(), leaves=(), marks=(), passages=())
    shows: dict[str, object] = {"card": card, "entries": entries, "source": record.capture.source}
    shows["cited"] = partial(cite, closed, None, "chicago")
    data = {"id": card.id, "access": "restricted", "card": [(line.label, line.value) for line in entries]}
    return Page("restricted.html", card.title or t("[untitled]"), shows, data, here="record")


def refuse_shut(record: Record, shut: Collection[str]) -> None:
    """Raise `PolyvocalError` where the text of a record is not to be read by whoever asks."""
    if record.description.access in shut:
        done = "has been withdrawn" if record.description.access == "withdrawn" else "is restricted"
        raise PolyvocalError(f"the record {record.id} {done}")


def check_span(record: Record, start: int, end: int) -> None:
    """Raise `PolyvocalError` unless *start* to *end* are characters of the record."""
    if not 0 <= start < end <= len(record.text):
        raise PolyvocalError(f"{start}-{end} is no passage of this record, which has {len(record.text)} characters")


def _locus(record: Record, spans: Spans) -> Locus | None:
    return Locus.at(record.id, record.text, *spans[0]) if spans else None


def paragraphs(
    record: Record, reading: CloseReading, card: Card, events: Sequence[Event], spans: Spans
) -> tuple[Paragraph, ...]:
    """The text paragraph by paragraph, every mark nested properly, with what the margin says of each."""
    stretches = blocks(record.text)
    html = set_text(record.text, marks(record, reading, spans), stretches)
    return tuple(
        Paragraph(i + 1, block.start, words, _heard(reading, card, block), _spoken_of(reading, events, block))
        for i, (block, words) in enumerate(zip(stretches, html, strict=True))
    )


def _heard(reading: CloseReading, card: Card, block: Block) -> tuple[str, ...]:
    chains: dict[str, None] = {}
    for report in reading.attributions:
        inside = any(block.start <= content.start < block.end for content in report.content)
        names = [voice.name for voice in report.chain[1:]] or ([report.source.words] if report.source else [])
        if inside and names:
            chains[" › ".join(names)] = None
    return tuple(chains)


def _spoken_of(reading: CloseReading, events: Sequence[Event], block: Block) -> tuple[Event, ...]:
    here = {s.id for s in reading.statements if s.loci and block.start <= s.loci[0].start < block.end}
    return tuple(event for event in events if any(member.statement in here for member in event.members))[:3]


def marks(record: Record, reading: CloseReading, spans: Spans) -> Iterator[Mark]:
    """All that was found in a record as marks on its text; each can be linked to by its characters."""
    for n, (start, end) in enumerate(spans):
        yield Mark(start, end, "quote", id="" if n else "quote", tag="mark", whole=True)
    for passage in record.passages:
        yield Mark(passage.start, passage.end, "abroad", lang=passage.language)
    for aside in record.marks:
        if aside.kind == "furniture":
            yield Mark(aside.start, aside.end, "faded", t("repeated on other pages of this site"))
    yield from (_mark(locus, "s") for statement in reading.statements for locus in statement.loci)
    for report in reading.attributions:
        yield from _report(report)
    for figure in reading.figures:
        kind = facet_value("kind", figure.kind)
        counted = ", ".join(part for part in (kind, figure.population) if part and part != t("unknown"))
        yield _mark(figure.locus, "f", f"{bounds(figure)}{': ' if counted else ''}{counted}")
    for when in reading.dates:
        if when.locus:
            yield _mark(when.locus, "d", _dated(when.edtf or when.value, when.calendar))
    yield from (_mark(name.locus, "n", "" if name.type == "other" else t(name.type)) for name in reading.names)
    yield from (_mark(locus, "u") for locus in reading.unread)
    grounds = (line.evidence for line in card_lines(record))
    yield from (_mark(locus, "e") for locus in grounds if locus and locus.layer == "reading")


def _report(report: Attribution) -> Iterator[Mark]:
    spoken = " › ".join(voice.name for voice in report.chain)
    doubt = hedge(report.chain[-1]) if report.chain else ""
    yield from (_mark(locus, "q", f"{spoken} ({doubt})" if doubt else spoken) for locus in report.content)
    if report.cue:
        yield _mark(report.cue, "c", t(report.manner))
    if report.source:
        yield _mark(report.source, "v")


def _dated(edtf: str, calendar: str) -> str:
    words = date(edtf) or t("a date without a value")
    return words if calendar == "gregorian" else f"{words} ({t(CALENDARS[calendar])})"


def _mark(locus: Locus, kind: str, title: str = "") -> Mark:
    return Mark(locus.start, locus.end, kind, title, anchor(locus.start, locus.end))


def _versions(library: Library, record_id: str, shut: Collection[str]) -> Iterator[Version]:
    for link in library.reprints(record_id):
        copied = link.of == record_id
        other = library.card(link.copy if copied else link.of)
        if other.access not in shut:
            yield Version(other, link, copied)


def citation_page(
    library: Library, record_id: str, style: str, span: tuple[int, int] | None, address: str,
    shut: Collection[str] = WITHDRAWN,
) -> str:  # fmt: skip
    """The citation of a record, or of a passage in it, at its lasting *address*."""
    record = library.record(record_id)
    refuse_shut(record, shut if span else WITHDRAWN)
    if span:
        check_span(record, *span)
    return cite(record, _locus(record, [span] if span else []), style, address=address)
