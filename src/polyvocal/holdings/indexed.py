"""What the two search indexes hold: a document for each record, and a document for each statement."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import tantivy

from polyvocal.holdings.analysis import fold
from polyvocal.holdings.filing import AMONG, Filed, Filing, years
from polyvocal.holdings.shelf import FACETS
from polyvocal.holdings.voicing import AUTHOR

ALL, LISTED, FULL = "all", "listed", "full"
"""Who sees a document of the index: everybody; those who may not read a restricted text; those who may."""

STATEMENT_FACETS = ("aspect", "kind", "year", "place", "voice", "manner", "language", "fonds", "review")
"""What statements can be narrowed by."""

FIELDED = ("voice", "place", "container")
"""Facets whose words can be looked for as well."""

NO_DAY = 9_999_999  # undated statements come last
_WRITER = "{} (unsigned)"
_HOUR = re.compile(r"T(\d\d)(?::(\d\d))?")

Documents = Iterator[tantivy.Document]


@dataclass(frozen=True, slots=True)
class Contents:
    """One kind of index: its *schema*, the field *key* that names the record of a document, and the *documents* of
    records. An index of another *form* is made anew.
    """

    form: int
    key: str
    schema: Callable[[], tantivy.Schema]
    documents: Callable[[sqlite3.Connection, Filing, Mapping[str, Filed]], Documents]
    facets: tuple[str, ...]


@cache
def record_schema() -> tantivy.Schema:
    """The fields of a record in the index."""
    builder = _builder("id")
    for name in ("title", "author", *FIELDED):
        builder.add_text_field(f"{name}_exact", tokenizer_name="exact")
    builder.add_text_field("title", tokenizer_name="stemmed")
    return _with_facets(builder, FACETS)


@cache
def statement_schema() -> tantivy.Schema:
    """The fields of a statement in the index."""
    builder = _builder("record")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("voice_exact", tokenizer_name="exact")
    builder.add_text_field("place_exact", tokenizer_name="exact")
    builder.add_text_field("span", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", fast=True, indexed=True)
    builder.add_integer_field("until", fast=True, indexed=True)
    return _with_facets(builder, STATEMENT_FACETS)


def _builder(key: str) -> tantivy.SchemaBuilder:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(key, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="stemmed")
    builder.add_text_field("text_exact", tokenizer_name="exact")
    builder.add_text_field("seen", tokenizer_name="raw", index_option="basic")
    return builder


def _with_facets(builder: tantivy.SchemaBuilder, facets: Sequence[str]) -> tantivy.Schema:
    for facet in facets:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def record_documents(connection: sqlite3.Connection, filing: Filing, filed: Mapping[str, Filed]) -> Documents:
    """The documents of these records; a restricted one has two, and a withdrawn one none."""
    sql = (
        "SELECT records.id, title, authors, text, access, collection, year, language, kind, container"
        f" FROM records JOIN texts ON texts.record = records.id WHERE records.id {AMONG} ORDER BY records.id"
    )
    for row in connection.execute(sql, (json.dumps(list(filed)),)):
        record, title, authors, text, access, collection, year, language, kind, container = row
        under = filed[record]
        facets = {
            "collection": (collection,), "fonds": under.fonds, "author": tuple(json.loads(authors)),
            "voice": under.voices, "year": (year,), "place": under.places, "language": (language,), "kind": (kind,),
            "container": (container,), "review": (under.review,),
        }  # fmt: skip
        for seen, words in _seen_by(access, text):
            document = _document("id", record, words, seen, facets)
            folded = fold(title)
            document.add_text("title", folded)
            document.add_text("title_exact", folded)
            for author in facets["author"]:
                document.add_text("author_exact", fold(author))
            yield document


def _seen_by(access: str, text: str) -> list[tuple[str, str]]:
    if access == "restricted":
        return [(LISTED, ""), (FULL, text)]
    return [] if access == "withdrawn" else [(ALL, text)]


def statement_documents(connection: sqlite3.Connection, filing: Filing, filed: Mapping[str, Filed]) -> Documents:
    """The documents of the statements of these records; those of restricted ones are seen by few."""
    ids = json.dumps(list(filed))
    sql = (
        "SELECT statement, name, manner FROM voices WHERE statement IN"
        f" (SELECT id FROM statements WHERE record {AMONG}) ORDER BY statement, voices.n"
    )
    chains: dict[str, list[tuple[str, str]]] = {}
    for statement, name, manner in connection.execute(sql, (ids,)):
        chains.setdefault(statement, []).append((name, manner))
    sql = (
        "SELECT s.id, s.record, aspect, s.kind, s.earliest, s.latest, place, review, access, language, authors,"
        " container, json_extract(term, '$.anchor.when.value'),"
        " (SELECT group_concat(words, ' … ') FROM quotations WHERE statement = s.id)"
        f" FROM statements s JOIN records ON records.id = s.record WHERE s.record {AMONG} ORDER BY s.record, n"
    )
    for row in connection.execute(sql, (ids,)):
        one, record, aspect, kind, earliest, latest, place, review, access, language, authors, container, *rest = row
        value, words = rest
        chain = chains.get(one, [])
        facets = {
            "aspect": (aspect,), "kind": (kind,), "year": years(earliest, latest), "place": (filing.place(place),),
            "voice": _heard(filing, chain, json.loads(authors), container), "manner": tuple(m for _, m in chain[-1:]),
            "language": (language,), "fonds": filed[record].fonds, "review": (review,),
        }  # fmt: skip
        document = _document("record", record, words or "", FULL if access == "restricted" else ALL, facets)
        document.add_text("id", one)
        if earliest is not None:
            document.add_text("span", span(earliest, latest, value))
        document.add_integer("day", earliest if earliest is not None else NO_DAY)
        document.add_integer("until", (latest if latest is not None else earliest) if earliest is not None else -NO_DAY)
        yield document


def span(earliest: int, latest: int | None, value: str | None) -> str:
    """From when to when a statement speaks of, in days of the common axis; to the hour where its time says one.

    >>> span(2421015, 2421016, "1916-05-31"), span(2421015, None, "1916-05-31T15:30")
    ('2421015.0/2421017.0', '2421015.6458/2421015.6875')
    """
    hour = _HOUR.search(value or "")
    if hour and latest in (None, earliest):
        start = earliest + (int(hour[1]) + int(hour[2] or 0) / 60) / 24
        return f"{round(start, 4)}/{round(start + 1 / 24, 4)}"
    return f"{float(earliest)}/{float((earliest if latest is None else latest) + 1)}"


def _heard(filing: Filing, chain: Sequence[tuple[str, str]], authors: Sequence[str], container: str) -> tuple[str, ...]:
    """All voices of a chain as they are filed; the author by name, an unsigned text as its newspaper, book or site."""
    heard: list[str] = []
    for name, _ in chain or [("", "")]:
        if name.lower() not in AUTHOR:
            heard += [filing.voices[name]] if name in filing.voices else []
        elif authors:
            heard += [filing.voices.get(author, author) for author in authors]
        elif container:
            heard.append(_WRITER.format(container))
    return tuple(dict.fromkeys(heard))


def _document(
    key: str, record: str, words: str, seen: str, facets: Mapping[str, Sequence[str | None]]
) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(key, record)
    document.add_text("seen", seen)
    folded = fold(words)
    document.add_text("text", folded)
    document.add_text("text_exact", folded)
    for facet, values in facets.items():
        for value in values:
            if value:
                document.add_text(facet, value)
                if facet in FIELDED and (facet != "container" or key == "id"):
                    document.add_text(f"{facet}_exact", fold(value))
    return document


RECORDS = Contents(3, "id", record_schema, record_documents, FACETS)
STATEMENTS = Contents(3, "record", statement_schema, statement_documents, STATEMENT_FACETS)
