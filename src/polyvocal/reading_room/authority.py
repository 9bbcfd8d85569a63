"""The pages of headings: every spelling of a person, body, place or periodical, where it stands, and what is unsure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from polyvocal.holdings import Library
from polyvocal.holdings.views import Card
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.terms import Heading, PolyvocalError

LEAF = 50
_MOST = 200  # records on the page of one heading
TYPES = {
    "person": "Persons", "body": "Bodies", "place": "Places", "periodical": "Periodicals and books", "ship": "Ships",
    "event": "Events",
}  # fmt: skip
SCHEMES = {
    "wikidata": "https://www.wikidata.org/wiki/", "viaf": "https://viaf.org/viaf/",
    "geonames": "https://www.geonames.org/",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A record that a heading stands in, with the spellings that it has there."""

    card: Card
    words: tuple[str, ...]


def headings_page(library: Library, kind: str = "", words: str = "", offset: int = 0) -> Page:
    """A leaf of the headings of one type that hold *words* in a spelling."""
    counts = library.heading_counts(words)
    if kind and kind not in TYPES:
        raise PolyvocalError(f"no heading type {kind!r}; there are: {', '.join(TYPES)}")
    chosen = kind or next((one for one in TYPES if counts.get(one)), "person")
    found = library.headings(chosen, words, offset=offset, limit=LEAF)
    shows: dict[str, object] = {
        "types": [(one, name, counts.get(one, 0)) for one, name in TYPES.items() if counts.get(one)],
        "kind": chosen,
        "words": words,
        "headings": found,
        "offset": offset,
        "leaf": LEAF,
        "total": counts.get(chosen, 0),
    }
    return Page("headings.html", "Headings", shows, found, here="headings")


def heading_page(library: Library, one: str, shut: Collection[str] = WITHDRAWN) -> Page:
    """One heading: its spellings, the records, the reasons, what may be the same, and its names of other times."""
    heading: Heading = library.heading(one)
    records = library.heading_records(one)
    standing = []
    for record, words in list(records.items())[:_MOST]:
        card = library.card(record)
        if card.access not in shut:
            standing.append(Standing(card, words))
    suggested = library.heading_suggestions(one)
    also = library.see_also(one)
    shows: dict[str, object] = {
        "heading": heading,
        "kind": TYPES[heading.type],
        "standing": standing,
        "records": len(records),
        "suggested": suggested,
        "also": also,
        "schemes": SCHEMES,
    }
    told = [{"heading": other.id, "label": other.label, "reason": reason} for other, reason in suggested]
    seen = [{"heading": a.heading.id, "label": a.heading.label, "year": a.year, "source": a.source} for a in also]
    data = {"heading": heading, "records": records, "suggestions": told, "see_also": seen}
    return Page("heading.html", heading.label, shows, data, here="headings")
