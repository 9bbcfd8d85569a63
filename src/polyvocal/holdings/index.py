"""A search index: derived from the shelf, replayed from the last change it has seen, deletable at any time."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import tantivy

from polyvocal.holdings.analysis import ANALYZERS, analyzer
from polyvocal.holdings.filing import Filing
from polyvocal.holdings.indexed import Contents
from polyvocal.terms import PolyvocalError

_HEAP = 64_000_000
_PATIENCE = 60.0  # seconds that a refresh waits for another's to end
_BATCH = 500  # records looked at together


class Index:
    """The index of these *contents* in one folder."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self.folder = folder
        self.contents = contents
        self._note = folder / "seen.json"
        self._filed = folder / "filed.json"
        self._open: tuple[float, tantivy.Index] | None = None
        self._read_note: tuple[int, dict[str, Any]] = (0, {})
        self._guard = threading.Lock()

    def seen(self, identity: str) -> int:
        """The last change of the library with that identity that is in the index; -1 where none is."""
        return int(self._noted(identity).get("changes", -1))

    def _noted(self, identity: str) -> dict[str, Any]:
        written = self._note.stat().st_mtime_ns if self._note.is_file() else 0
        if self._read_note[0] != written:
            self._read_note = written, _held(self._note)
        note = self._read_note[1]
        same = note.get("form") == self.contents.form and note.get("identity") == identity
        return note if same else {}

    def refresh(self, connection: sqlite3.Connection, identity: str) -> None:
        """Replay what changed on the shelf since the index last looked."""
        connection.execute("BEGIN")  # one state of the shelf, whatever is written meanwhile
        try:
            changes = int(connection.execute("SELECT value FROM meta WHERE name = 'changes'").fetchone()[0])
            whole = _whole(connection)
            noted = self._noted(identity)
            seen = self.seen(identity)
            if seen == changes and noted.get("whole") == whole:
                return
            purged = connection.execute("SELECT value FROM meta WHERE name = 'purged'").fetchone()
            # A segment keeps the words of what is deleted from it until it is merged: they must go at once.
            if seen < 0 or seen > changes or (purged and seen < int(purged[0])):
                self._forget()
                seen = -1
            filed = self._replay(connection, seen, refile=noted.get("whole") != whole)
            _keep(self._filed, filed)
            _keep(self._note, {"form": self.contents.form, "identity": identity, "changes": changes, "whole": whole})
        finally:
            connection.execute("COMMIT")

    def _forget(self) -> None:
        with self._guard:
            self._open = None
            shutil.rmtree(self.folder, ignore_errors=True)

    def _replay(self, connection: sqlite3.Connection, seen: int, *, refile: bool) -> dict[str, Any]:
        """Write what changed, and with *refile* also what only is filed otherwise now; gives the state of the files."""
        writer = _writer(self._index())
        filing = Filing(connection)
        known = _held(self._filed) if seen >= 0 else {}
        for (record,) in connection.execute("SELECT record FROM departures WHERE changed > ?", (seen,)):
            writer.delete_documents_by_term(self.contents.key, record)
            known.pop(record, None)
        changed_since = _records(connection, -1 if refile else seen)
        for batch in (changed_since[at : at + _BATCH] for at in range(0, len(changed_since), _BATCH)):
            filed = filing.of([record for record, _ in batch])
            now = {record: filed[record].digest() for record in filed}
            fresh = {r: filed[r] for r, changed in batch if changed > seen or known.get(r) != now[r]}
            if seen >= 0:
                for record in fresh:
                    writer.delete_documents_by_term(self.contents.key, record)
            for document in self.contents.documents(connection, filing, fresh):
                writer.add_document(document)
            known |= now
        writer.commit()
        writer.wait_merging_threads()
        return known

    def _index(self) -> tantivy.Index:
        self.folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self.contents.schema(), path=str(self.folder))
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
        return {str(searcher.doc(at).get_first(self.contents.key)) for _, at in result.hits}


def _records(connection: sqlite3.Connection, seen: int) -> list[tuple[str, int]]:
    sql = "SELECT id, changed FROM records WHERE changed > ? ORDER BY id"
    return connection.execute(sql, (seen,)).fetchall()


def _whole(connection: sqlite3.Connection) -> str:
    """What tells that records may be filed otherwise though none of them changed."""
    names = ("collated", "headings of", "headings decided")
    sql = f"SELECT value FROM meta WHERE name IN {names} ORDER BY name"
    return " ".join(str(value) for (value,) in connection.execute(sql))


def _held(place: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(place.read_text("utf-8")))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _keep(place: Path, told: dict[str, Any]) -> None:
    draft = place.with_suffix(".part")
    draft.write_text(json.dumps(told), "utf-8")
    os.replace(draft, place)


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
