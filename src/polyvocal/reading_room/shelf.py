"""The front of the room, the shelf with its facets, the setbacks, and the page on how the library was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from polyvocal.holdings import Library
from polyvocal.holdings.shelf import FACETS as ALL_FACETS
from polyvocal.holdings.views import Card, Dated
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.quotation import Quote, quote
from polyvocal.reading_room.rows import RELATIONS
from polyvocal.reading_room.wording import t
from polyvocal.terms import Relation
from polyvocal.terms.days import from_gregorian, from_julian

LEAF = 50
"""Records, hits and events on one page of a list."""

FACETS = ("collection", "author", "year", "language", "kind", "container")
"""What a card says of itself: by these an edition, which has no server, narrows its shelf."""

PARTING = ("CONFLICT", "CONFLICT-SUBSET", "STRAINED", "DENIAL", "RETRACTED", "DIFFERENT ACCOUNTS", "REVISION")
AGREEING = ("AGREE", "CLOSE")
_CARDS, _OF_ONE_EVENT = 6, 3

Facets = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class RelationCard:
    """Two statements that part or agree, with the event they speak of and the words for how they relate."""

    relation: Relation
    event: Dated
    label: str
    a: Quote
    b: Quote


def front(library: Library, shut: Collection[str] = WITHDRAWN, today: date | None = None) -> Page:
    """The first page: search, what there is, where accounts part, where rivals agree, and what fell on *today*.

    Records whose access is *shut* have no part in it.
    """
    counts = library.counts()
    parting = _relation_cards(library, PARTING, shut)
    # Copies of one source agree, but they are no rivals.
    agreeing = _relation_cards(library, AGREEING, shut, rivals=True)
    shows: dict[str, object] = {
        "counts": counts,
        "facets": trimmed(library.facets()),
        "parting": parting,
        "agreeing": agreeing,
        "events": library.telling_events(),
        "filters": (),
        "today": today,
        "on_this_day": on_this_day(library, today) if today else (),
        "newest": [card for card in library.newest() if card.access not in shut],
    }
    data = {"counts": counts, "parting": [c.relation for c in parting], "agreeing": [c.relation for c in agreeing]}
    return Page("front.html", t("Reading room"), shows, data, here="front")


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An event of this day, and whether that is its day in the *old* (Julian) calendar only."""

    event: Dated
    old: bool


def on_this_day(library: Library, today: date) -> tuple[Anniversary, ...]:
    """Events whose day bears today's name in the Gregorian calendar, or bore it in the Julian one."""
    new, old = set[int](), set[int]()
    for year in range(1, today.year + 1):
        for days, count in ((new, from_gregorian), (old, from_julian)):
            with suppress(ValueError):  # 29 February
                days.add(count(year, today.month, today.day))
    return tuple(Anniversary(event, event.earliest not in new) for event in library.events_on(new | old))


def _relation_cards(
    library: Library, kinds: Sequence[str], shut: Collection[str], *, rivals: bool = False
) -> list[RelationCard]:
    cards: list[RelationCard] = []
    shown: set[tuple[str, ...]] = set()
    of_event: Counter[str] = Counter()
    events: dict[str, Dated] = {}
    # The weightiest relations often pair copies of the same two accounts: each pair of answers is shown once.
    for relation in library.relations(kinds=kinds, limit=_CARDS * 20, rivals=rivals):
        a, b = (_quote(library, statement) for statement in (relation.a, relation.b))
        if a.card.access in shut or b.card.access in shut or (rivals and relation.origins < 2):
            continue
        key = (relation.event, relation.aspect, *sorted((_said(a), _said(b))))
        if key not in shown and of_event[relation.event] < _OF_ONE_EVENT:
            shown.add(key)
            of_event[relation.event] += 1
            if relation.event not in events:
                events[relation.event] = library.dated(relation.event)
            cards.append(RelationCard(relation, events[relation.event], RELATIONS[relation.relation], a, b))
        if len(cards) == _CARDS:
            break
    return cards


def _said(side: Quote) -> str:
    marked = [piece.words for piece in side.pieces if piece.kind == "answer"] or [side.pieces[0].words]
    return " ".join(marked[0].casefold().split())


def _quote(library: Library, statement_id: str) -> Quote:
    statement = library.statement(statement_id)
    return quote(statement, library.card(statement.record))


def trimmed(facets: Facets) -> Facets:
    """The facets that say something, in the order of pages."""
    # Where the folders of a pile are its fonds, one of the two says enough.
    known = {facet: facets[facet] for facet in ALL_FACETS if facets.get(facet)}
    doubled = set(known.get("collection", ())) <= set(known.get("fonds", ()))
    return {facet: values for facet, values in known.items() if facet != "collection" or not doubled}


def shelf(library: Library, filters: Sequence[tuple[str, str]] = (), offset: int = 0, order: str = "title") -> Page:
    """A leaf of the shelf."""
    cards = library.cards(filters=filters, offset=offset, limit=LEAF, order=order)
    return shelf_leaf(cards, library.facets(filters), filters, offset, library.record_count(filters))


def shelf_leaf(
    cards: Sequence[Card], facets: Facets, filters: Sequence[tuple[str, str]], offset: int, total: int
) -> Page:
    """The *cards* from *offset* of the *total* on the shelf narrowed by *filters*."""
    shows: dict[str, object] = {
        "cards": cards,
        "facets": trimmed(facets),
        "filters": tuple(filters),
        "offset": offset,
        "total": total,
        "leaf": LEAF,
    }
    return Page("shelf.html", t("The shelf"), shows, cards, here="shelf")


def setbacks(library: Library) -> Page:
    """Every document that could not go further, and why."""
    known = library.setbacks()
    shows: dict[str, object] = {"setbacks": known, "counts": library.counts(), "orphans": library.orphans()}
    return Page("setbacks.html", t("Setbacks"), shows, known, here="setbacks")


def about(library: Library) -> Page:
    """How the library was read, and what that cannot know."""
    counts = library.counts()
    shows: dict[str, object] = {"counts": counts, "read_by": library.read_by()}
    return Page("about.html", t("How it reads"), shows, counts, here="about")
