"""The search index: derived from the shelf, replayed from the last change it has seen, deletable at any time."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import tantivy

from polyvocal.holdings.analysis import ANALYZERS, analyzer, fold
from polyvocal.holdings.shelf import FACETS
from polyvocal.terms import PolyvocalError

FORM = 2
"""Number of the index's form; an index of another form is made anew."""

_HEAP = 64_000_000
_PATIENCE = 60.0  # seconds that a refresh waits for another's to end


def schema() -> tantivy.Schema:
    """The fields of a record in the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="stemmed")
    builder.add_text_field("text_exact", tokenizer_name="exact")
    builder.add_text_field("title", tokenizer_name="stemmed")
    builder.add_text_field("title_exact", tokenizer_name="exact")
    builder.add_text_field("author_exact", tokenizer_name="exact")
    builder.add_text_field("seen", tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Index:
    """The index in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._note = folder / "seen.json"
        self._open: tuple[float, tantivy.Index] | None = None
        self._guard = threading.Lock()

    def seen(self, identity: str) -> int:
        """The last change of the library with that identity that is in the index; -1 where none is."""
        try:
            note = json.loads(self._note.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return -1
        same = note.get("form") == FORM and note.get("identity") == identity
        return int(note["changes"]) if same else -1

    def refresh(self, connection: sqlite3.Connection, identity: str) -> None:
        """Replay what changed on the shelf since the index last looked."""
        connection.execute("BEGIN")  # one state of the shelf, whatever is written meanwhile
        try:
            changes = int(connection.execute("SELECT value FROM meta WHERE name = 'changes'").fetchone()[0])
            seen = self.seen(identity)
            if seen == changes:
                return
            purged = connection.execute("SELECT value FROM meta WHERE name = 'purged'").fetchone()
            # A segment keeps the words of what is deleted from it until it is merged: they must go at once.
            if seen < 0 or seen > changes or (purged and seen < int(purged[0])):
                self._forget()
                seen = -1
            self._replay(connection, seen)
            self._remember(identity, changes)
        finally:
            connection.execute("COMMIT")

    def _forget(self) -> None:
        with self._guard:
            self._open = None
            shutil.rmtree(self.folder, ignore_errors=True)

    def _replay(self, connection: sqlite3.Connection, seen: int) -> None:
        writer = _writer(self._index())
        for (record,) in connection.execute("SELECT record FROM departures WHERE changed > ?", (seen,)):
            writer.delete_documents_by_term("id", record)
        sql = (
            "SELECT records.id, title, authors, text, access, collection, year, language, kind, container"
            " FROM records JOIN texts ON texts.record = records.id WHERE changed > ? ORDER BY records.id"
        )
        for row in connection.execute(sql, (seen,)):
            if seen >= 0:
                writer.delete_documents_by_term("id", row[0])
            for document in _documents(*row):
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _remember(self, identity: str, changes: int) -> None:
        draft = self._note.with_suffix(".part")
        draft.write_text(json.dumps({"form": FORM, "identity": identity, "changes": changes}), "utf-8")
        os.replace(draft, self._note)

    def _index(self) -> tantivy.Index:
        self.folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(schema(), path=str(self.folder))
        for name in ANALYZERS:
            index.register_tokenizer(name, analyzer(name))
        return index

    def searcher(self) -> tantivy.Searcher:
        """The newest state of the index, also where another process wrote it."""
        with self._guard:
            written = self._note.stat().st_mtime if self._note.is_file() else 0.0
            if self._open is None:
                self._open = (written, self._index())
            elif self._open[0] != written:
                self._open[1].reload()
                self._open = (written, self._open[1])
            return self._open[1].searcher()

    def ids(self) -> set[str]:
        """The ids of all records in the index."""
        searcher = self.searcher()
        result = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1))
        return {str(searcher.doc(at).get_first("id")) for _, at in result.hits}


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return index.writer(_HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() > until:
                raise PolyvocalError("another process has been writing the search index for a minute") from None
            time.sleep(0.1)


ALL, LISTED, FULL = "all", "listed", "full"
"""Who sees a document of the index: everybody; those who may not read a restricted text; those who may."""


def _documents(
    record: str, title: str, authors: str, text: str, access: str, *facets: str
) -> Iterator[tantivy.Document]:
    if access == "restricted":
        yield _document(record, title, authors, "", LISTED, *facets)
        yield _document(record, title, authors, text, FULL, *facets)
    elif access != "withdrawn":
        yield _document(record, title, authors, text, ALL, *facets)


def _document(
    record: str, title: str, authors: str, text: str, seen: str, collection: str, year: str, language: str,
    kind: str, container: str,
) -> tantivy.Document:  # fmt: skip
    document = tantivy.Document()
    document.add_text("id", record)
    document.add_text("seen", seen)
    folded, folded_title = fold(text), fold(title)
    for field, words in (
        ("text", folded), ("text_exact", folded), ("title", folded_title), ("title_exact", folded_title),
    ):  # fmt: skip
        document.add_text(field, words)
    for author in json.loads(authors):
        document.add_text("author_exact", fold(author))
        document.add_text("author", author)
    facets = {"collection": collection, "year": year, "language": language, "kind": kind, "container": container}
    for facet, value in facets.items():
        if value:
            document.add_text(facet, value)
    return document
