"""The front of the room, the shelf with its facets, the setbacks, and the page on how the library was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from polyvocal.holdings import Library
from polyvocal.holdings.shelf import FACETS as ALL_FACETS
from polyvocal.holdings.views import Card
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.quotation import Quote, quote
from polyvocal.reading_room.rows import RELATIONS
from polyvocal.terms import Event, Relation

LEAF = 50
"""Records, hits and events on one page of a list."""

FACETS = ("collection", "author", "year", "language", "kind", "container")
"""What a card says of itself: by these an edition, which has no server, narrows its shelf."""

PARTING = ("CONFLICT", "CONFLICT-SUBSET", "STRAINED", "DENIAL", "RETRACTED", "DIFFERENT ACCOUNTS", "REVISION")
AGREEING = ("AGREE", "CLOSE", "COMPATIBLE")
_CARDS, _OF_ONE_EVENT = 6, 3

Facets = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class RelationCard:
    """Two statements that part or agree, with the event they speak of and the words for how they relate."""

    relation: Relation
    event: Event
    label: str
    a: Quote
    b: Quote


def front(library: Library, shut: Collection[str] = WITHDRAWN) -> Page:
    """The first page: search, what there is, where accounts part and where rivals agree.

    Records whose access is *shut* have no part in it.
    """
    counts = library.counts()
    parting = _relation_cards(library, PARTING, shut)
    # Copies of one source agree, but they are no rivals.
    agreeing = _relation_cards(library, AGREEING, shut, least_origins=2)
    shows: dict[str, object] = {
        "counts": counts,
        "facets": _trimmed(library.facets()),
        "parting": parting,
        "agreeing": agreeing,
        "events": library.events(limit=6),
        "filters": (),
    }
    data = {"counts": counts, "parting": [c.relation for c in parting], "agreeing": [c.relation for c in agreeing]}
    return Page("front.html", "Reading room", shows, data, here="front")


def _relation_cards(
    library: Library, kinds: Sequence[str], shut: Collection[str], least_origins: int = 1
) -> list[RelationCard]:
    cards: list[RelationCard] = []
    shown: set[tuple[str, ...]] = set()
    of_event: Counter[str] = Counter()
    events: dict[str, Event] = {}
    # The weightiest relations often pair copies of the same two accounts: each pair of answers is shown once.
    for relation in library.relations(kinds=kinds, limit=_CARDS * 20):
        a, b = (_quote(library, statement) for statement in (relation.a, relation.b))
        if a.card.access in shut or b.card.access in shut or relation.origins < least_origins:
            continue
        key = (relation.event, relation.aspect, *sorted((_said(a), _said(b))))
        if key not in shown and of_event[relation.event] < _OF_ONE_EVENT:
            shown.add(key)
            of_event[relation.event] += 1
            if relation.event not in events:
                events[relation.event] = library.event(relation.event)
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


def _trimmed(facets: Facets) -> Facets:
    return {facet: facets[facet] for facet in ALL_FACETS if facets.get(facet)}


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
        "facets": _trimmed(facets),
        "filters": tuple(filters),
        "offset": offset,
        "total": total,
        "leaf": LEAF,
    }
    return Page("shelf.html", "The shelf", shows, cards, here="shelf")


def setbacks(library: Library) -> Page:
    """Every document that could not go further, and why."""
    known = library.setbacks()
    shows: dict[str, object] = {"setbacks": known, "counts": library.counts(), "orphans": library.orphans()}
    return Page("setbacks.html", "Setbacks", shows, known, here="setbacks")


def about(library: Library) -> Page:
    """How the library was read, and what that cannot know."""
    counts = library.counts()
    return Page("about.html", "How it reads", {"counts": counts}, counts, here="about")
