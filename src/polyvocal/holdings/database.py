"""The database of a library: opened once a thread, kept at the newest schema, written in transactions."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from polyvocal.terms import PolyvocalError

MIGRATIONS = tuple(f"{version:04d}.sql" for version in range(1, 12))
"""Each brings the schema one version further; never edit one that a release has carried."""

_SQLITE = (3, 37, 0)  # the first with STRICT tables
_WAIT = 30.0  # seconds that a writer waits for another's transaction


class _Own:
    # A thread's connection; it ends with the thread, so a server that starts threads for years holds no dead ones.
    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        _prepare(self.connection)

    def __del__(self) -> None:
        if hasattr(self, "connection"):  # it has none where the file could not be opened
            self.connection.close()


class Database:
    """One SQLite file; every thread has its own connection, so readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = threading.local()
        self._all: weakref.WeakSet[_Own] = weakref.WeakSet()
        self._guard = threading.Lock()
        if sqlite3.sqlite_version_info < _SQLITE:
            raise PolyvocalError(f"SQLite {sqlite3.sqlite_version} is too old; {'.'.join(map(str, _SQLITE))} is needed")
        try:
            migrate(self.here())
        except sqlite3.DatabaseError as error:
            raise PolyvocalError(f"{path} cannot be opened: {error}") from None

    def here(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        own: _Own | None = getattr(self._thread, "own", None)
        if own is None:
            own = _Own(self.path)
            self._thread.own = own
            with self._guard:
                self._all.add(own)
        return own.connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside is kept, or, where anything raises, nothing of it."""
        connection = self.here()
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise PolyvocalError(f"{self.path} cannot be written: {error}") from None
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def wipe(self) -> bool:
        """Leave nothing of deleted rows in the files; False where a reader held an older state for too long."""
        connection = self.here()
        if noted(connection, "wiped") is None:  # rows were deleted here before deleting meant overwriting
            connection.execute("VACUUM")
            note(connection, "wiped", 1)
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for own in list(self._all):
                own.connection.close()
            self._all.clear()
        self._thread = threading.local()


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL loses no consistency, and a killed process loses nothing; see sqlite.org/pragma.html.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: a withdrawn text must not be found in the file.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA mmap_size = 1073741824")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to the newest version; raises `PolyvocalError` where a newer polyvocal wrote it."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise PolyvocalError(f"the library has schema {version}; this polyvocal knows up to {len(MIGRATIONS)}")
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have migrated while this one waited.
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    folder = files("polyvocal.holdings").joinpath("migrations")
    for number, name in enumerate(MIGRATIONS[version:], version + 1):
        for statement in _statements(folder.joinpath(name).read_text("utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    # executescript would commit before it starts; a migration must be one transaction.
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def noted(connection: sqlite3.Connection, name: str) -> str | None:
    """What the library notes about itself under that name."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def number(connection: sqlite3.Connection, name: str, absent: int = 0) -> int:
    """The same as a number."""
    return int(noted(connection, name) or absent)


def note(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Note something about the library itself."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(value)))


def next_change(connection: sqlite3.Connection) -> int:
    """Count one more change of the shelf; what follows the shelf (index, collation) remembers the last it saw."""
    changed = number(connection, "changes") + 1
    note(connection, "changes", changed)
    return changed
