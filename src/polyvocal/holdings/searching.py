"""Searching a library: records by their words, statements by what they say, each answer with facets."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from polyvocal.holdings import shelf
from polyvocal.holdings.database import noted
from polyvocal.holdings.expansion import Spelled, expand, spellings
from polyvocal.holdings.filing import AMONG, Filing
from polyvocal.holdings.finding import Found, find, spans
from polyvocal.holdings.index import Index
from polyvocal.holdings.part import Part
from polyvocal.holdings.query import Group, parse
from polyvocal.holdings.snippet import passage
from polyvocal.holdings.views import Card, Hit, Placed, Query, Results, Said
from polyvocal.terms import Statement

_statement = msgspec.json.Decoder(Statement).decode
_NEAR = 0.6  # share of the shorter text that two records have alike, to be folded into one hit


class Searching(Part):
    """The part of a library that answers queries."""

    _index: Index
    _sayings: Index
    _spelled: tuple[str, dict[str, Spelled]] | None = None
    _voiced: tuple[str, dict[str, tuple[str, ...]]] | None = None

    def refresh_index(self) -> None:
        """Bring the search indexes up to the shelf; they are made anew where they are missing or of another form."""
        for index in (self._index, self._sayings):
            index.refresh(self._read, self._identity())

    def _identity(self) -> str:
        return noted(self._read, "identity") or ""

    def search(self, query: Query) -> Results:
        """The records that answer a query, best first, each with its most telling passage; facets count all hits.

        With `Query.folded`, hits of this page that are near-identical to a better one stand under it.
        """
        asked = parse(query.words)
        if not asked:
            return self._browse(query)
        groups, expanded = expand(asked, self._spellings(), query.as_written)
        found = self._find(self._index, groups, query)
        cards = shelf.cards_by_id(self._read, (record for record, _ in found.hits))
        under = _families(self._read, [record for record, _ in found.hits]) if query.folded else {}
        texts = self._words(record for record in cards if under.get(record, record) == record)
        hits: dict[str, Hit] = {}
        for record, score in found.hits:
            if record not in cards:  # the index may lag behind a build that is writing
                continue
            first = under.get(record, record)
            if first in hits:
                hits[first] = replace(hits[first], also=(*hits[first].also, cards[record]))
            else:
                hits[record] = self._hit(cards[record], texts, score, groups, query)
        return Results(found.total, tuple(hits.values()), found.facets, expanded)

    def _find(self, index: Index, groups: Sequence[Group], query: Query) -> Found:
        if index.seen(self._identity()) < 0:
            self.refresh_index()
        return find(
            index.searcher(), index.contents, groups, query.filters, query.offset, query.limit,
            restricted=query.restricted, days=query.days,
        )  # fmt: skip

    def _hit(self, card: Card, texts: dict[str, str], score: float, groups: Sequence[Group], query: Query) -> Hit:
        unseen = card.access == "withdrawn" or (card.access == "restricted" and not query.restricted)
        shown = passage("" if unseen else texts.get(card.id, ""), groups)
        return Hit(card, score, shown.words, shown.start, shown.highlights)

    def _browse(self, query: Query) -> Results:
        cards = self.cards(filters=query.filters, offset=query.offset, limit=query.limit)
        texts = self._words(card.id for card in cards)
        hits = tuple(self._hit(card, texts, 0.0, (), query) for card in cards)
        return Results(self.record_count(query.filters), hits, self.facets(query.filters))

    def _words(self, records: Iterable[str]) -> dict[str, str]:
        sql = f"SELECT record, text FROM texts WHERE record {AMONG}"
        return dict(self._read.execute(sql, (json.dumps(list(records)),)).fetchall())

    def _spellings(self) -> dict[str, Spelled]:
        state = f"{noted(self._read, 'headings of')} {noted(self._read, 'headings decided')}"
        if self._spelled is None or self._spelled[0] != state:
            self._spelled = state, spellings(self._read)
        return self._spelled[1]

    def search_statements(self, query: Query) -> Said:
        """The statements that answer a query: best first where words are asked for, else by the days they speak of."""
        groups, expanded = expand(parse(query.words), self._spellings(), query.as_written)
        found = self._find(self._sayings, groups, query)
        ids = [statement for statement, _ in found.hits]
        sql = f"SELECT id, term FROM statements WHERE id {AMONG}"
        terms = dict(self._read.execute(sql, (json.dumps(ids),)).fetchall())
        told = [_statement(terms[one]) for one in ids if one in terms]
        cards = shelf.cards_by_id(self._read, (statement.record for statement in told))
        placed = tuple(Placed(one, cards[one.record], one.record) for one in told)
        return Said(found.total, placed, found.facets, expanded)

    def voices_between(
        self, first: int, last: int, most: int, *, restricted: bool = False
    ) -> dict[str, dict[tuple[float, float], int]]:
        """The voices most heard on these days: when what they speak of begins and ends, and in how many statements."""
        if self._sayings.seen(self._identity()) < 0:
            self.refresh_index()
        found = spans(self._sayings.searcher(), self._sayings.contents, (first, last), most, restricted=restricted)
        return {voice: {_bounds(words): n for words, n in times.items()} for voice, times in found.items()}

    # The shelf, narrowed by what the index files records under.

    def facets(self, filters: shelf.Filters = ()) -> dict[str, tuple[tuple[str, int], ...]]:
        """For every facet its most frequent values and how many of the filtered records have them."""
        query = Query(filters=tuple(filters), limit=1)
        return self._find(self._index, (), query).facets

    def cards(
        self, *, filters: shelf.Filters = (), offset: int = 0, limit: int = 50, order: str = "title"
    ) -> tuple[Card, ...]:
        """One page of the shelf; *order* is title, date, author or source."""
        return shelf.cards(self._read, self._named(filters), offset, limit, order)

    def record_count(self, filters: shelf.Filters = ()) -> int:
        """How many records stand on the shelf narrowed by *filters*."""
        return shelf.how_many(self._read, self._named(filters))

    def _named(self, filters: shelf.Filters) -> list[shelf.Filter]:
        # A voice is filed under one of the names that sources give it: the shelf is asked for all of them.
        if not any(facet == "voice" for facet, _ in filters):
            return list(filters)
        voices = self._voices()
        return [(facet, voices.get(value, ()) if facet == "voice" else value) for facet, value in filters]

    def _voices(self) -> dict[str, tuple[str, ...]]:
        """The names that each voice is filed under."""
        state = f"{noted(self._read, 'changes')} {noted(self._read, 'headings decided')}"
        if self._voiced is None or self._voiced[0] != state:
            names: dict[str, list[str]] = {}
            for name, label in Filing(self._read).voices.items():
                names.setdefault(label, []).append(name)
            self._voiced = state, {label: tuple(of) for label, of in names.items()}
        return self._voiced[1]


def _bounds(words: str) -> tuple[float, float]:
    start, end = words.split("/")
    return float(start), float(end)


def _families(connection: sqlite3.Connection, records: Sequence[str]) -> dict[str, str]:
    """Of these records those that nearly repeat another: record -> the first of its kind among them."""
    among = "IN (SELECT value FROM json_each(?1))"
    sql = (
        "SELECT copy, of FROM reprints WHERE kind IN ('exact', 'near') AND containment >= ?2"
        f" AND (copy {among} OR of {among})"
    )
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            one = above
        return one

    for copy, of in connection.execute(sql, (json.dumps(list(records)), _NEAR)):
        parent[root(copy)] = root(of)
    first: dict[str, str] = {}
    return {record: first.setdefault(root(record), record) for record in records}
