"""The pages of headings: every spelling of a person, body, place or periodical, where it stands, and what is unsure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from polyvocal.holdings import Library, Query
from polyvocal.holdings.views import Card
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.quotation import Quote, quote
from polyvocal.reading_room.voices import column_key
from polyvocal.reading_room.wording import t
from polyvocal.terms import Heading, PolyvocalError

LEAF = 50
_MOST = 200  # records on the page of one heading
_SPELLINGS, _STATEMENTS, _SAYS = 12, 60, 10
_SIGNS = re.compile('["“”„«»]')
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
    return Page("headings.html", t("Headings"), shows, found, here="headings")


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
    about, of_all = _about(library, heading, shut)
    says, in_all = _says(library, heading, shut)
    also = library.see_also(one)
    shows: dict[str, object] = {
        "heading": heading,
        "kind": TYPES[heading.type],
        "standing": standing,
        "records": len(records),
        "suggested": suggested,
        "also": also,
        "schemes": SCHEMES,
        "about": about,
        "about_total": of_all,
        "asked": _asked(heading),
        "says": says,
        "says_total": in_all,
    }
    told = [{"heading": other.id, "label": other.label, "reason": reason} for other, reason in suggested]
    seen = [{"heading": a.heading.id, "label": a.heading.label, "year": a.year, "source": a.source} for a in also]
    quoted = [quote.statement for _, quotes in about for quote in quotes]
    data = {
        "heading": heading, "records": records, "suggestions": told, "see_also": seen, "statements_about": quoted,
        "statements_by": [quote.statement for quote in says],
    }  # fmt: skip
    return Page("heading.html", heading.label, shows, data, here="headings")


def _asked(heading: Heading) -> str:
    """The search for every spelling of a heading."""
    words = dict.fromkeys([heading.label, *(variant.words for variant in heading.variants)])
    return " OR ".join(f'"{_SIGNS.sub(" ", one)}"' for one in list(words)[:_SPELLINGS])


def _about(library: Library, heading: Heading, shut: Collection[str]) -> tuple[list[tuple[str, list[Quote]]], int]:
    """Statements that name the bearer, by the voice that speaks, and how many there are; a periodical is in none."""
    if heading.type == "periodical":
        return [], 0
    query = Query(_asked(heading), limit=_STATEMENTS, restricted="restricted" not in shut)
    said = library.search_statements(query)
    spoken: dict[str, list[Quote]] = {}
    for one in said.statements:
        if one.card.access not in shut:
            spoken.setdefault(column_key(one)[1], []).append(quote(one.statement, one.card))
    return sorted(spoken.items(), key=lambda pair: (-len(pair[1]), pair[0])), said.total


def _says(library: Library, heading: Heading, shut: Collection[str]) -> tuple[list[Quote], int]:
    """What the bearer is heard saying."""
    if heading.type not in ("person", "body"):
        return [], 0
    query = Query(filters=(("voice", heading.label),), limit=_SAYS, restricted="restricted" not in shut)
    said = library.search_statements(query)
    return [quote(one.statement, one.card) for one in said.statements if one.card.access not in shut], said.total
