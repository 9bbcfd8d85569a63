"""A reader's query as objects of the search engine, and what it finds.

Strings of the engine's own query language are never used: there, ``a AND NOT b`` finds nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur

from polyvocal.holdings.analysis import analyse, is_common
from polyvocal.holdings.indexed import FULL, LISTED, NO_DAY, RECORDS, Contents
from polyvocal.holdings.query import Clause, Group
from polyvocal.terms import PolyvocalError

Engine = tantivy.Query
_WORDED = ("author", "voice", "place", "container")  # found by their words; other facets only as a whole
_YEARS = re.compile(r"(\d{1,4})(?:-|–|\.\.)(\d{1,4})")
_MOST_YEARS = 300
# A word in the title says more about a document than the same word in its text.
_TITLE = 1.5
# Documents that have all the words come before those that miss one; nobody expects that of a whole sentence.
_ALL_WORDS, _MANY = 1000.0, 6
# Measured on the Cranfield collection: nDCG@10 .373 without neighbours, .383 with them.
_NEAR, _SLOP = 0.3, 6
_MOST_VALUES = 40  # of one facet


@dataclass(frozen=True, slots=True)
class Found:
    """Ids and scores of one page of hits, how many there are in all, and the facets of all."""

    total: int
    hits: tuple[tuple[str, float], ...]
    facets: dict[str, tuple[tuple[str, int], ...]]


def find(
    searcher: tantivy.Searcher,
    contents: Contents,
    groups: Sequence[Group],
    filters: Sequence[tuple[str, str]],
    offset: int,
    limit: int,
    *,
    restricted: bool = False,
    days: tuple[int, int] | None = None,
) -> Found:
    """Run a query; the page of hits comes best first, or by days where no words rank them and the index knows days.

    Restricted texts are looked through only if *restricted*; *days* are the first and the last that statements touch.
    """
    query = ask(contents, groups, filters, restricted=restricted, days=days)
    if groups or contents is RECORDS:
        result = searcher.search(query, max(limit, 1), offset=offset)
        hits = [(str(searcher.doc(at).get_first("id")), float(score)) for score, at in result.hits[:limit]]
        hits.sort(key=lambda hit: (-hit[1], hit[0]))
    else:
        result = searcher.search(query, max(limit, 1), offset=offset, order_by_field="day", order=tantivy.Order.Asc)
        dated = [(day, str(searcher.doc(at).get_first("id"))) for day, at in result.hits[:limit]]
        hits = [(one, 0.0) for _, one in sorted(dated)]
    total: int = result.count  # type: ignore[attr-defined]  # the stubs of tantivy 0.27 forget it
    return Found(total, tuple(hits), count(searcher, query, contents.facets))


def ask(
    contents: Contents, groups: Sequence[Group], filters: Sequence[tuple[str, str]], *, restricted: bool,
    days: tuple[int, int] | None,
) -> Engine:  # fmt: skip
    """The whole query, with what may be seen and the days that are asked for."""
    schema = contents.schema()
    unseen = Engine.term_query(schema, "seen", LISTED if restricted else FULL)
    parts = [(Occur.Must, compose(contents, groups, filters)), (Occur.MustNot, unseen)]
    if days is not None:
        parts += [(Occur.Must, _between(schema, "day", -NO_DAY, days[1]))]
        parts += [(Occur.Must, _between(schema, "until", days[0], NO_DAY - 1))]
    return Engine.boolean_query(parts)


def _between(schema: tantivy.Schema, field: str, first: int, last: int) -> Engine:
    held = Engine.range_query(schema, field, tantivy.FieldType.Integer, first, last)
    return Engine.const_score_query(held, 0.0)


def count(searcher: tantivy.Searcher, query: Engine, facets: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """For every facet its most frequent values among all that the query finds."""
    counted = searcher.aggregate(query, {f: {"terms": {"field": f, "size": _MOST_VALUES}} for f in facets})
    return {
        facet: tuple(sorted(((str(b["key"]), int(b["doc_count"])) for b in counted[facet]["buckets"]), key=_order))
        for facet in facets
    }


def spans(
    searcher: tantivy.Searcher, contents: Contents, days: tuple[int, int], most: int, *, restricted: bool
) -> dict[str, dict[str, int]]:
    """The voices most heard on these days, each with the times that it speaks of and how often."""
    query = ask(contents, (), (), restricted=restricted, days=days)
    inner = {"times": {"terms": {"field": "span", "size": _MOST_VALUES}}}
    told = searcher.aggregate(query, {"voices": {"terms": {"field": "voice", "size": most}, "aggs": inner}})
    return {
        str(voice["key"]): {str(time["key"]): int(time["doc_count"]) for time in voice["times"]["buckets"]}
        for voice in told["voices"]["buckets"]
    }


def _order(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def compose(contents: Contents, groups: Sequence[Group], filters: Sequence[tuple[str, str]]) -> Engine:
    """The query object: what is required, what is excluded, and what counts towards the rank."""
    schema = contents.schema()
    parts: list[tuple[Occur, Engine]] = []
    for facet, value in filters:
        if facet not in contents.facets:
            raise PolyvocalError(f"no facet {facet!r}; there are: {', '.join(contents.facets)}")
        held = Engine.const_score_query(Engine.term_query(schema, facet, value), 0.0)
        parts.append((Occur.Must, held))
    loose: list[Engine] = []
    telling = _telling(groups)
    for group in telling:
        query = _any([_clause(contents, clause) for clause in group])
        if group[0].excluded:
            parts.append((Occur.MustNot, query))
        elif all(clause.required for clause in group):
            parts.append((Occur.Must, query))
        else:
            loose.append(query)
    if loose:
        parts.append((Occur.Must, _loosely(loose)))
    parts += [(Occur.Should, near) for near in _neighbours(schema, telling)]
    if all(occur == Occur.MustNot for occur, _ in parts):
        parts.append((Occur.Must, Engine.all_query()))
    return Engine.boolean_query(parts)


def _neighbours(schema: tantivy.Schema, groups: Sequence[Group]) -> list[Engine]:
    # Words that stand side by side in the query are worth more where they stand close to each other in the text.
    words = [group[0] for group in groups if len(group) == 1 and group[0].form == "word" and not group[0].field]
    terms = [term for word in words if not word.excluded for term in analyse(word.words, "stemmed")]
    pairs: list[list[str | tuple[int, str]]] = [[a, b] for a, b in itertools.pairwise(terms) if a != b]
    return [Engine.boost_query(Engine.phrase_query(schema, "text", pair, slop=_SLOP), _NEAR) for pair in pairs]


def _telling(groups: Sequence[Group]) -> list[Group]:
    # Common words count only where nothing else is asked for.
    telling = [g for g in groups if not (len(g) == 1 and g[0].form == "word" and is_common(g[0].words))]
    return telling if any(not g[0].excluded for g in telling) else list(groups)


def _loosely(queries: Sequence[Engine]) -> Engine:
    if len(queries) == 1:
        return queries[0]
    parts = [(Occur.Should, query) for query in queries]
    if len(queries) <= _MANY:
        every = Engine.boolean_query([(Occur.Must, query) for query in queries])
        parts.append((Occur.Should, Engine.const_score_query(every, _ALL_WORDS)))
    return Engine.boolean_query(parts)


def _any(queries: Sequence[Engine]) -> Engine:
    return queries[0] if len(queries) == 1 else Engine.boolean_query([(Occur.Should, q) for q in queries])


def _clause(contents: Contents, clause: Clause) -> Engine:
    schema = contents.schema()
    if clause.field in _WORDED and (clause.field in contents.facets):
        return _in_field(schema, clause, f"{clause.field}_exact")
    if clause.field and clause.field != "title":
        return _filed(contents, clause)
    whole = contents is RECORDS
    fields = ("title",) if clause.field and whole else ("text", "title") if whole else ("text",)
    queries = []
    for field in fields:
        query = _in_field(schema, clause, field)
        queries.append(Engine.boost_query(query, _TITLE) if field == "title" and not clause.field else query)
    return queries[0] if len(queries) == 1 else Engine.disjunction_max_query(queries, 0.3)


def _filed(contents: Contents, clause: Clause) -> Engine:
    """What is filed under a value as a whole; years also from one to another (year:1914-1918)."""
    if clause.field not in contents.facets:
        return Engine.empty_query()
    values = [clause.words]
    spread = _YEARS.fullmatch(clause.words) if clause.field == "year" else None
    if spread:
        first, last = int(spread[1]), int(spread[2])
        values = [str(year) for year in range(first, min(last, first + _MOST_YEARS) + 1)]
    return Engine.const_score_query(Engine.term_set_query(contents.schema(), clause.field, values), 0.0)


def _in_field(schema: tantivy.Schema, clause: Clause, field: str) -> Engine:
    exact = field if field.endswith("_exact") else f"{field}_exact"
    terms = analyse(clause.words, "exact")
    if clause.form == "phrase":
        return _sequence(schema, exact, terms)
    if clause.form == "word":
        by = "exact" if field == exact else "stemmed"
        return _sequence(schema, field, analyse(clause.words, by))
    if not terms:
        return Engine.empty_query()
    *before, last = terms
    if clause.form == "prefix":
        found = Engine.regex_query(schema, exact, f"{last}.*")
    else:
        found = Engine.fuzzy_term_query(schema, exact, last, distance=clause.edits)
    if not before:
        return found
    return Engine.boolean_query([(Occur.Must, _sequence(schema, exact, before)), (Occur.Must, found)])


def _sequence(schema: tantivy.Schema, field: str, terms: Sequence[str]) -> Engine:
    if not terms:
        return Engine.empty_query()
    if len(terms) == 1:
        return Engine.term_query(schema, field, terms[0], index_option="freq")
    return Engine.phrase_query(schema, field, list(terms))
