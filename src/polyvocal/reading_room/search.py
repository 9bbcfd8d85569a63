"""The search page: hits with the words found, facets, leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyvocal.holdings import Library, Query
from polyvocal.holdings.views import Hit
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.quotation import Piece
from polyvocal.reading_room.shelf import FACETS

HITS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the page sets it: the snippet piece by piece, and the place of what was found in the record."""

    hit: Hit
    pieces: tuple[Piece, ...]
    spans: tuple[tuple[int, int], ...]


def search_page(
    library: Library, words: str = "", filters: Sequence[tuple[str, str]] = (), offset: int = 0, *,
    restricted: bool = False,
) -> Page:  # fmt: skip
    """The records that hold *words*, best first; the bare search box where there is nothing to look for.

    Restricted texts are looked through only where *restricted* says so.
    """
    asked = bool(words.strip() or filters)
    query = Query(words.strip(), tuple(filters), offset, HITS, restricted)
    results = library.search(query) if asked else None
    facets = results.facets if results else library.facets()
    shows: dict[str, object] = {
        "words": words,
        "filters": tuple(filters),
        "offset": offset,
        "leaf": HITS,
        "asked": asked,
        "total": results.total if results else 0,
        "found": [_found(hit) for hit in results.hits] if results else [],
        "facets": {facet: facets[facet] for facet in FACETS if facets.get(facet)},
    }
    name = f"Search: {words.strip()}" if words.strip() else "Search"
    return Page("search.html", name, shows, results, here="search")


def _found(hit: Hit) -> Found:
    # The record opens at the first words found; further ones stand in the same passage.
    spans = tuple((hit.start + start, hit.start + end) for start, end in hit.highlights)
    return Found(hit, tuple(_pieces(hit)), spans)


def _pieces(hit: Hit) -> Iterator[Piece]:
    at = 0
    for start, end in hit.highlights:
        if start >= at:
            yield Piece(hit.snippet[at:start])
            yield Piece(hit.snippet[start:end], "answer")
            at = end
    yield Piece(hit.snippet[at:])
