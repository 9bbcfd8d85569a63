"""The search pages: records by their words, statements by what they say, with the words found, facets and leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from polyvocal.holdings import Library, Query
from polyvocal.holdings.indexed import STATEMENT_FACETS
from polyvocal.holdings.views import Expansion, Hit, Results
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.quotation import Piece, quote
from polyvocal.reading_room.shelf import trimmed
from polyvocal.reading_room.wording import t

HITS = 30
AS_WRITTEN, UNFOLDED = "as_written", "unfolded"
"""What an address says of a search besides words and facets: headings not to expand, and near-identical hits apart."""

ASKED = (
    (("aspect", "figure"), ("kind", "dead")), (("aspect", "responsibility"),), (("aspect", "cause"),),
    (("manner", "denies"),), (("aspect", "naming"),),
)  # fmt: skip
"""Questions that the search page offers, as filters of statements."""

Filters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the page sets it: the snippet piece by piece, and the place of what was found in the record."""

    hit: Hit
    pieces: tuple[Piece, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name looked for under other spellings, and the *filters* of the same search with or without them."""

    expansion: Expansion
    filters: tuple[tuple[str, str], ...]


def search_page(
    library: Library, words: str = "", filters: Filters = (), offset: int = 0, *, restricted: bool = False,
    as_written: Sequence[str] = (), folded: bool = True,
) -> Page:  # fmt: skip
    """The records that hold *words*, best first; the bare search box where there is nothing to look for.

    Restricted texts are looked through only where *restricted* says so. Names are looked for under every spelling,
    but for the headings *as_written*; near-identical hits of one leaf are *folded* into the best of them.
    """
    asked = bool(words.strip() or filters)
    query = Query(words.strip(), tuple(filters), offset, HITS, restricted, folded, tuple(as_written))
    results = library.search(query) if asked else Results(0, (), library.facets())
    kept = (*filters, *((AS_WRITTEN, one) for one in as_written), *(() if folded else ((UNFOLDED, "1"),)))
    shows: dict[str, object] = {
        "words": words,
        "filters": tuple(filters),
        "kept": kept,
        "offset": offset,
        "leaf": HITS,
        "asked": asked,
        "total": results.total,
        "found": [_found(hit) for hit in results.hits],
        "facets": trimmed(results.facets),
        "names": [_name(one, kept) for one in results.expanded],
        "folded": folded,
        "folds": any(hit.also for hit in results.hits),
        "said": _said(library, words, restricted) if words.strip() else 0,
        "questions": ASKED,
    }
    name = f"{t('Search')}: {words.strip()}" if words.strip() else t("Search")
    return Page("search.html", name, shows, results, here="search")


def _said(library: Library, words: str, restricted: bool) -> int:
    return library.search_statements(Query(words.strip(), limit=1, restricted=restricted)).total


def _name(one: Expansion, kept: Filters) -> Name:
    other = [pair for pair in kept if pair != (AS_WRITTEN, one.heading)]
    return Name(one, tuple(other if one.removed else [*other, (AS_WRITTEN, one.heading)]))


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


def statements_page(
    library: Library, words: str = "", filters: Filters = (), offset: int = 0, *,
    shut: Collection[str] = WITHDRAWN, as_written: Sequence[str] = (),
) -> Page:  # fmt: skip
    """The statements that answer: quotations with their voices, by what they speak of, when, where and who speaks."""
    restricted = "restricted" not in shut
    query = Query(words.strip(), tuple(filters), offset, HITS, restricted, as_written=tuple(as_written))
    said = library.search_statements(query)
    kept = (*filters, *((AS_WRITTEN, one) for one in as_written))
    open_to = [one for one in said.statements if one.card.access not in shut]
    shows: dict[str, object] = {
        "words": words,
        "filters": tuple(filters),
        "kept": kept,
        "offset": offset,
        "leaf": HITS,
        "total": said.total,
        "quotes": [quote(one.statement, one.card) for one in open_to],
        "facets": {facet: said.facets[facet] for facet in STATEMENT_FACETS if said.facets.get(facet)},
        "names": [_name(one, kept) for one in said.expanded],
        "questions": ASKED,
    }
    data = {"total": said.total, "statements": open_to, "facets": said.facets, "expanded": said.expanded}
    return Page("statements.html", t("Statements"), shows, data, here="search")
