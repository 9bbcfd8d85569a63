"""The list of events, and the synopsis sheet of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from polyvocal.holdings import Library
from polyvocal.holdings.silence import Party
from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room.ledger import ledger
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.sheet import Sheet, lay_out
from polyvocal.reading_room.shelf import LEAF
from polyvocal.reading_room.stemma import Line, stemma, table
from polyvocal.reading_room.voices import title
from polyvocal.reading_room.wording import t
from polyvocal.terms import Apparatus, Event, Naming, PolyvocalError
from polyvocal.terms.days import to_gregorian

# Documents dated up to so many days after an event count as "of that time".
_TIME_AFTER = 31
_MOST_SILENT, _MOST_SCANNED, _NAMES_LISTED, _LOOKED_THROUGH, _UNREAD_SHOWN = 24, 2000, 12, 10, 12


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name of the event, who uses it, and in how many statements."""

    words: str
    voices: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which documents of an event's time do not mention it: how many there are, and the first of them.

    *parties* have documents of that time (*of_parties* in all) and say nothing of it in any.
    """

    of_that_time: int
    silent: tuple[Card, ...]
    silent_count: int
    of_parties: int = 0
    parties: tuple[Party, ...] = ()


def events_page(library: Library, words: str = "", offset: int = 0, shut: Collection[str] = WITHDRAWN) -> Page:
    """A leaf of the events, most telling first; with *words*, those whose label or names hold them all."""
    asked = words.casefold().split()
    if asked:
        known = [event for event in library.events(limit=library.event_count()) if _answers(event, asked)]
        leaf, total = known[offset : offset + LEAF], len(known)
    else:
        leaf, total = list(library.events(offset=offset, limit=LEAF)), library.event_count()
    named = [(event, party_names(event.names)) for event in (_open_event(library, event, shut) for event in leaf)]
    return events_leaf(named, words, offset, total)


def _open_event(library: Library, event: Event, shut: Collection[str]) -> Event:
    # The first names are enough for a list; each is quoted from a record, which may be shut.
    names = event.names[:_NAMES_LISTED]
    return replace(event, names=tuple(name for name in names if _open(library, name.statement, shut)))


def events_leaf(named: Sequence[tuple[Event, tuple[PartyName, ...]]], words: str, offset: int, total: int) -> Page:
    """Events with their names, as one page of the list."""
    leaf = [event for event, _ in named]
    shows: dict[str, object] = {"events": named, "words": words, "offset": offset, "total": total, "leaf": LEAF}
    return Page("events.html", t("Events"), shows, leaf, here="events")


def _answers(event: Event, asked: Sequence[str]) -> bool:
    said = " ".join((event.label, event.edtf or "", *event.places, *(name.words for name in event.names))).casefold()
    return all(word in said for word in asked)


def _open(library: Library, statement: str, shut: Collection[str]) -> bool:
    return library.card(library.statement(statement).record).access not in shut


def party_names(names: Iterable[Naming]) -> tuple[PartyName, ...]:
    """The names that voices give an event with who uses each, in the order of the alphabet: none is preferred."""
    spelled: dict[str, str] = {}
    voices: dict[str, list[str]] = {}
    for name in names:
        key = " ".join(name.words.casefold().split())
        spelled[key] = min(spelled.get(key, name.words), name.words)
        voices.setdefault(key, []).append(name.voice)
    return tuple(PartyName(spelled[key], tuple(sorted(set(voices[key]))), len(voices[key])) for key in sorted(spelled))


def event_page(
    library: Library, event_id: str, voices: Sequence[str] = (), offset: int = 0, *, every: bool = False,
    shut: Collection[str] = WITHDRAWN,
) -> Page:  # fmt: skip
    """The synopsis sheet of an event, with the voices chosen by their keys, or *every* one."""
    event = library.event(event_id)
    placed = [one for one in library.placed(event_id) if one.card.access not in shut]
    held = {one.statement.id for one in placed}
    questions = library.apparatus(event_id)
    sheet = lay_out(questions, placed, voices, every=every, offset=offset)
    if unknown := set(voices) - {column.key for column in sheet.columns}:
        raise PolyvocalError(f"this event has no voice {min(unknown)!r}")
    documents = {one.card.id: one.card for one in placed}
    unread = [locus for record in sorted(documents)[:_LOOKED_THROUGH] for locus in library.reading(record).unread]
    shows: dict[str, object] = {
        "event": event,
        "parent": library.event(event.parent) if event.parent else None,
        "names": party_names(_signed(event.names, sheet, held)),
        "statements": len(placed),
        "sheet": sheet,
        "chosen": tuple(voices),
        "every": every,
        "documents": len(documents),
        "origins": len({one.origin for one in placed}),
        "ledger": ledger(questions, placed, {s: c.name for c in sheet.columns for s in c.statements}),
        "perhaps": [
            (library.event(one.b if one.a == event_id else one.a), one.reason) for one in library.perhaps(event_id)
        ],
        "stemma": derivation(library, placed),
        "coverage": coverage(library, event, documents, shut),
        "looked_through": min(len(documents), _LOOKED_THROUGH),
        "unread": len(unread),
        "unread_first": unread[:_UNREAD_SHOWN],
    }
    open_event = replace(
        event,
        names=tuple(name for name in event.names if name.statement in held),
        members=tuple(member for member in event.members if member.statement in held),
    )
    data = {"event": open_event, "apparatus": _open_part(questions, held), "statements": [_told(one) for one in placed]}
    return Page("event.html", event.label, shows, data, here="events")


def derivation(library: Library, placed: Sequence[Placed]) -> tuple[Line, ...]:
    """The stemma of an event's documents, line by line."""
    titles = {one.card.id: f"{title(one.card)}, {one.card.source}" for one in placed}
    links = {link for record in titles for link in library.reprints(record)}
    return table(stemma(placed, sorted(links), titles))


def _open_part(questions: Sequence[Apparatus], held: set[str]) -> list[Apparatus]:
    # The answers of what is shut stand in the apparatus too, and must not be read from it.
    return [
        replace(
            question,
            readings=tuple(r for r in question.readings if held.issuperset(r.statements)),
            relations=tuple(r for r in question.relations if r.a in held and r.b in held),
        )
        for question in questions
    ]


def _signed(names: Sequence[Naming], sheet: Sheet, held: set[str]) -> Iterator[Naming]:
    # "The author" is named as the sheet's column names that writer.
    known = {statement: column.name for column in sheet.columns for statement in column.statements}
    for name in names:
        if name.statement in held:
            yield replace(name, voice=known[name.statement])


def voices_page(library: Library, event_id: str, shut: Collection[str] = WITHDRAWN) -> Page:
    """Every voice of an event, to be set side by side with others."""
    event = library.event(event_id)
    placed = [one for one in library.placed(event_id) if one.card.access not in shut]
    sheet = lay_out(library.apparatus(event_id), placed)
    shows: dict[str, object] = {"event": event, "sheet": sheet}
    told = [{"key": c.key, "siglum": c.siglum, "name": c.name, "documents": c.documents} for c in sheet.columns]
    return Page("voices.html", t("Voices: {event}", event=event.label), shows, told, here="events")


def leaves_of(page: Page) -> range:
    """The offsets of the leaves that the sheet on the page of an event fills."""
    sheet = page.shows["sheet"]
    assert isinstance(sheet, Sheet)
    return range(0, max(1, sheet.total), sheet.leaf)


def event_names(page: Page) -> tuple[PartyName, ...]:
    """The names that the page of an event lists."""
    names = page.shows["names"]
    return names if isinstance(names, tuple) else ()


def has_more(page: Page) -> bool:
    """Whether the page of an event leaves out voices, questions or statements."""
    sheet = page.shows["sheet"]
    assert isinstance(sheet, Sheet)
    return bool(sheet.others_left or len(sheet.shown) < len(sheet.columns))


def _told(one: Placed) -> dict[str, object]:
    return {"statement": one.statement, "record": one.card.id, "source": one.card.source, "origin": one.origin}


def coverage(library: Library, event: Event, speaking: dict[str, Card], shut: Collection[str] = WITHDRAWN) -> Coverage:
    """Documents dated from the event's first day to a month after its last that do not mention it."""
    if event.earliest is None or event.latest is None:
        return Coverage(0, (), 0)
    first, last = event.earliest, event.latest + _TIME_AFTER
    at_hand = [card for card in _of_years(library, first, last) if first <= (card.earliest or 0) <= last]
    silent = [card for card in at_hand if card.id not in speaking and card.access not in shut]
    parties = library.parties(event.id, first, last, shut)
    documents = sum(party.documents for party in parties)
    mute = tuple(party for party in parties if not party.speak)
    told = sum(party.speak for party in parties)
    return Coverage(documents, tuple(silent[:_MOST_SILENT]), documents - told, len(parties), mute)


def _of_years(library: Library, first: int, last: int) -> Iterator[Card]:
    years: Iterable[int] = range(to_gregorian(first)[0], min(to_gregorian(last)[0], to_gregorian(first)[0] + 1) + 1)
    for year in years:
        yield from library.cards(filters=[("year", str(year))], limit=_MOST_SCANNED, order="date")
