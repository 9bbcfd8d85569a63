"""Who cites whom: the sources that a record cites, who cites it, and the most cited sources of the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from polyvocal.holdings import Library
from polyvocal.holdings.citing import Source
from polyvocal.holdings.views import Card
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.wording import t
from polyvocal.terms import Citation, PolyvocalError

LEAF = 50
MOST_CITING = 12
"""Records that are named as citing one source; a page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a record cites it, and the records held that it means, each with the reason."""

    citation: Citation
    held: tuple[tuple[Card, str], ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A record that cites this one, by which *citation*, and why the two are taken for one."""

    card: Card
    citation: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class MostCited:
    """A cited source, its *card* where it is held, and the records that cite it, with the place in each."""

    source: Source
    card: Card | None
    by: tuple[tuple[Card, Citation], ...]
    records: int


def cites(library: Library, record: str, shut: Collection[str] = WITHDRAWN) -> tuple[Cited, ...]:
    """The sources that a record cites, in order of place."""
    held: dict[int, list[tuple[Card, str]]] = {}
    for link in library.citation_links(by=record):
        card = library.card(link.of)
        if card.access not in shut:
            held.setdefault(link.n, []).append((card, link.reason))
    return tuple(
        Cited(citation, tuple(held.get(n, ())))
        for _, made in library.citations(record)
        for n, citation in enumerate(made)
    )


def cited_by(library: Library, record: str, shut: Collection[str] = WITHDRAWN) -> tuple[CitedBy, ...]:
    """The records that cite this one."""
    found = []
    for link in library.citation_links(of=record):
        card = library.card(link.by)
        if card.access not in shut:
            found.append(CitedBy(card, _citation(library, link.by, link.n), link.reason))
    return tuple(found)


def _citation(library: Library, record: str, n: int) -> Citation:
    for _, made in library.citations(record):
        return made[n]
    raise PolyvocalError(f"no citation {n} of {record} is held")


def cited_page(library: Library, offset: int = 0, shut: Collection[str] = WITHDRAWN) -> Page:
    """The most cited sources: those that are held, and those that are not."""
    held = tuple(_told(library, library.sources_cited(held=True, limit=LEAF), shut))
    absent = tuple(_told(library, library.sources_cited(held=False, offset=offset, limit=LEAF), shut))
    shows: dict[str, object] = {
        "held": held,
        "held_total": library.count_sources_cited(held=True),
        "absent": absent,
        "absent_total": library.count_sources_cited(held=False),
        "offset": offset,
        "leaf": LEAF,
    }
    data = {"held": [one.source for one in held], "not_held": [one.source for one in absent]}
    return Page("cited.html", t("Sources cited"), shows, data, here="cited")


def _told(library: Library, sources: Collection[Source], shut: Collection[str]) -> Iterator[MostCited]:
    for source in sources:
        card = library.card(source.record) if source.record else None
        if card is not None and card.access in shut:
            continue
        by: dict[str, tuple[Card, Citation]] = {}
        for record, n in source.by:
            citing = library.card(record)
            if record not in by and citing.access not in shut:
                by[record] = citing, _citation(library, record, n)
        if by:
            yield MostCited(source, card, tuple(by.values())[:MOST_CITING], len(by))
