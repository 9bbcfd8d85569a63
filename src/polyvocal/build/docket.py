"""The docket: containers whose members are under way; each is shelved itself when the last of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from polyvocal.accession.containers import open_container
from polyvocal.accession.containers.limits import SETBACKS
from polyvocal.accession.extract import Delivery
from polyvocal.accession.identification import Kind
from polyvocal.build.stumbles import STUMBLES, stumble
from polyvocal.holdings import Library
from polyvocal.holdings.originals import digest_of
from polyvocal.terms import Capture, PolyvocalError, Receipt, Setback


@dataclass(slots=True)
class _Entry:
    path: Path
    capture: Capture
    setbacks: list[Setback] = field(default_factory=list)
    untold: int = 0
    waiting: int = 0
    closed: bool = False

    def tell(self, setback: Setback) -> None:
        if len(self.setbacks) < SETBACKS or setback.where == self.capture.source:
            self.setbacks.append(setback)
        else:
            self.untold += 1


class Docket:
    """The containers of one build.

    A container is held only when all its members are: a build that was killed meanwhile opens it again, and passes over
    the members that are held.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._entries: dict[str, _Entry] = {}

    def enter(self, source: str, path: Path, file: BinaryIO, kind: Kind) -> Iterator[Delivery]:
        """The members of a container that the library does not hold yet; none where it holds the container."""
        digest, size = digest_of(file)
        if self._library.holds(source, digest):
            return
        capture = Capture(source, digest, size, kind.media_type, kind.by, use="container")
        entry = self._entries[source] = _Entry(path, capture)
        file.seek(0)
        try:
            for arrival in open_container(source, file, kind.media_type):
                if isinstance(arrival, Setback):
                    entry.tell(arrival)
                elif not self._library.holds(arrival.source, sha256(arrival.content).hexdigest()):
                    entry.waiting += 1
                    yield arrival
        except STUMBLES as error:
            entry.tell(stumble(source, "accession", error))
        entry.closed = True
        self._settle(source)

    def shelved(self, within: str | None) -> None:
        """One more member of the container *within* has been shelved."""
        if within is not None:
            self._entries[within].waiting -= 1
            self._settle(within)

    def _settle(self, source: str) -> None:
        entry = self._entries[source]
        if not entry.closed or entry.waiting:
            return
        del self._entries[source]
        if entry.untold:
            entry.setbacks.append(Setback(source, "accession", f"{entry.untold:,} more members with such setbacks"))
        try:
            self._library.shelve_file(Receipt(entry.capture, None, (), tuple(entry.setbacks)), entry.path)
        except (OSError, PolyvocalError) as error:
            self._library.note_setback(source, Setback(source, "holdings", f"the container is not kept: {error}"))
