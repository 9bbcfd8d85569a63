"""The addresses of a static edition: files with relative links, good from a disk and below any path of a server."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import quote

from polyvocal.reading_room.addresses import Addresses, Filters, Spans
from polyvocal.reading_room.authority import LEAF as HEADINGS
from polyvocal.reading_room.citation import ENDINGS
from polyvocal.reading_room.citing import LEAF as CITED
from polyvocal.reading_room.fonds import LEAF as FONDS
from polyvocal.reading_room.marks import anchor
from polyvocal.reading_room.sheet import ROWS
from polyvocal.reading_room.shelf import LEAF
from polyvocal.terms import Locus

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'"
)


def shelf_file(filters: Filters = (), offset: int = 0) -> str:
    """The file of a leaf of the shelf; an edition holds the whole shelf and the shelf narrowed by one facet.

    >>> shelf_file(), shelf_file(offset=50)
    ('shelf.html', 'shelf-2.html')
    """
    facet, value = filters[0] if filters else ("", "")
    name = f"shelf/{facet}-{sha256(value.encode()).hexdigest()[:12]}" if filters else "shelf"
    return _leaf(name, offset // LEAF)


def events_file(offset: int = 0) -> str:
    """The file of a leaf of the events."""
    return _leaf("events", offset // LEAF)


def event_file(event: str, offset: int = 0, *, every: bool = False) -> str:
    """The file of a leaf of a sheet, with the most telling voices or with all that a page can hold."""
    return _leaf(f"events/{quote(event)}{'.all' if every else ''}", offset // ROWS)


def voices_file(event: str) -> str:
    """The file that lists the voices of an event."""
    return f"events/{quote(event)}.voices.html"


def record_file(record: str) -> str:
    """The file of a record."""
    return f"records/{quote(record)}.html"


def capture_file(record: str, leaf: int = 0) -> str:
    """The file of a leaf of a record's source."""
    return _leaf(f"records/{quote(record)}.source", leaf)


def citation_file(record: str, style: str) -> str:
    """The file of a record's citation in a style."""
    return f"records/{quote(record)}.{ENDINGS[style]}"


def versions_file(record: str) -> str:
    """The file of the printings of a record's text."""
    return f"records/{quote(record)}.versions.html"


def version_file(record: str, other: str) -> str:
    """The file of two printings beside each other, whichever is asked for first."""
    one, two = sorted((record, other))
    return f"records/{quote(one)}.{quote(two)}.html"


def cited_file(offset: int = 0) -> str:
    """The file of a leaf of the sources cited."""
    return _leaf("cited", offset // CITED)


def headings_file(kind: str = "", offset: int = 0) -> str:
    """The file of a leaf of the headings of one type; without a type, of the first."""
    return _leaf(f"headings/all-{kind}" if kind else "headings", offset // HEADINGS)


def heading_file(heading: str) -> str:
    """The file of a heading."""
    return f"headings/{quote(heading)}.html"


def fonds_file(unit: str = "", offset: int = 0) -> str:
    """The file of a leaf of a unit, or of the fonds of the first level."""
    return _leaf(f"fonds/{quote(unit)}" if unit else "fonds", offset // FONDS)


def original_file(record: str) -> str:
    """The file of the bytes of a record; its ending keeps a browser from running what was captured."""
    return f"originals/{quote(record)}.bin"


def _leaf(name: str, leaf: int) -> str:
    return f"{name}-{leaf + 1}.html" if leaf else f"{name}.html"


class FolderAddresses(Addresses):
    """Addresses relative to the file *here* of an edition; *address* is where the edition will stand, "" if unknown.

    >>> FolderAddresses("events/e1.html").record("r1", [(4, 9)])
    '../records/r1.html#at-4-9'
    """

    answers = False
    policy = POLICY

    def __init__(self, here: str, address: str = "", voices: frozenset[str] = frozenset()) -> None:
        self.here = here
        self.address = address
        self.whole = voices

    def _to(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.here) or ".")

    def front(self) -> str:
        """``index.html``."""
        return self._to("index.html")

    def shelf(self, filters: Filters = (), offset: int = 0) -> str:
        """``shelf.html``, ``shelf/author-....html``."""
        return self._to(shelf_file(filters, offset))

    def search(self, words: str = "", filters: Filters = (), offset: int = 0) -> str:
        """``search.html``; what is asked for, the page keeps to itself."""
        return self._to("search.html")

    def record(self, record: str, spans: Spans = ()) -> str:
        """``records/r1.html#at-4-9``."""
        first = next(iter(spans), None)
        return self._to(record_file(record)) + (f"#{anchor(*first)}" if first else "")

    def capture(self, record: str, locus: Locus | None = None, leaf: int = 0) -> str:
        """``records/r1.source.html``."""
        return self._to(capture_file(record, leaf))

    def original(self, record: str) -> str:
        """``originals/r1.bin``."""
        return self._to(original_file(record))

    def citation(self, record: str, style: str, span: tuple[int, int] | None = None) -> str:
        """``records/r1.bib``."""
        return self._to(citation_file(record, style))

    def events(self, words: str = "", offset: int = 0) -> str:
        """``events.html``."""
        return self._to(events_file(offset))

    def event(self, event: str, voices: Sequence[str] = (), offset: int = 0, *, every: bool = False) -> str:
        """``events/e1.html``; a choice of voices leads to the sheet of all of them."""
        return self._to(event_file(event, offset, every=(every or bool(voices)) and event in self.whole))

    def voices(self, event: str) -> str:
        """``events/e1.voices.html``."""
        return self._to(voices_file(event))

    def versions(self, record: str) -> str:
        """``records/r1.versions.html``."""
        return self._to(versions_file(record))

    def version(self, record: str, other: str) -> str:
        """``records/r1.r2.html``."""
        return self._to(version_file(record, other))

    def cited(self, offset: int = 0) -> str:
        """``cited.html``."""
        return self._to(cited_file(offset))

    def fonds(self, unit: str = "", offset: int = 0) -> str:
        """``fonds.html``, ``fonds/u1.html``."""
        return self._to(fonds_file(unit, offset))

    def headings(self, kind: str = "", words: str = "", offset: int = 0) -> str:
        """``headings.html``, ``headings/all-person.html``; an edition does not look for words in them."""
        return self._to(headings_file(kind, offset))

    def heading(self, heading: str) -> str:
        """``headings/h1.html``."""
        return self._to(heading_file(heading))

    def setbacks(self) -> str:
        """``setbacks.html``."""
        return self._to("setbacks.html")

    def about(self) -> str:
        """``about.html``."""
        return self._to("about.html")

    def asset(self, name: str) -> str:
        """``assets/room.css``."""
        return self._to(posixpath.normpath(f"assets/{name}"))

    def lasting(self, address: str) -> str:
        """Below the address of the edition, where it is known."""
        if not self.address:
            return ""
        path, _, part = posixpath.join(posixpath.dirname(self.here), address).partition("#")
        return f"{self.address.rstrip('/')}/{posixpath.normpath(path)}" + (f"#{part}" if part else "")

    def narrowed(self, filters: Filters, facet: str, value: str) -> Filters:
        """The one facet: an edition holds no combinations."""
        return [(facet, value)]
