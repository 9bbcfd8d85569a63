"""Where each page lives: pages ask for an address and never spell one, so they suit a server and a folder alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode

from polyvocal.terms import Locus

Filters = Sequence[tuple[str, str]]
Spans = Iterable[tuple[int, int]]


class Addresses(ABC):
    """The addresses of the room's pages, as seen from the page that is being written."""

    answers = True
    """Whether a server stands behind the pages, so that facets combine and forms are answered."""

    @abstractmethod
    def front(self) -> str:
        """The front page."""

    @abstractmethod
    def shelf(self, filters: Filters = (), offset: int = 0) -> str:
        """The shelf, narrowed by *filters*, from the record at *offset*."""

    @abstractmethod
    def search(self, words: str = "", filters: Filters = (), offset: int = 0) -> str:
        """The search page, with the hits for *words* from the one at *offset*."""

    def statements(self, words: str = "", filters: Filters = (), offset: int = 0) -> str:
        """The statements that hold *words*, narrowed by *filters*; "" where there is no such page."""
        return ""

    def open_search(self) -> str:
        """The description of the search for browsers; "" where no server answers."""
        return ""

    def gallery(self, filters: Filters = (), offset: int = 0) -> str:
        """The pictures and objects, narrowed by *filters*; "" where there is no such page."""
        return ""

    def picture(self, record: str, zoom: int = 1) -> str:
        """A record's picture by itself, so many times as wide as the page; "" where there is no such page."""
        return ""

    def image(self, record: str, width: int = 0) -> str:
        """The image of a record, made *width* pixels wide; "" where none is served."""
        return ""

    def saved(self, record: str) -> str:
        """The saved web page behind a record, to be shown in a frame; "" where none is served."""
        return ""

    def timeline(self, first: str = "", last: str = "", by: str = "event") -> str:
        """The timeline of the days from *first* to *last*, by event or by voice; "" where there is no such page."""
        return ""

    def map(self, at: str = "", width: float = 0) -> str:
        """The map round the middle *at*, so many degrees wide; "" where there is no such page."""
        return ""

    def network(self, voice: str = "", ties: int = 0) -> str:
        """Who quotes whom, around one *voice* or through the whole library; "" where there is no such page."""
        return ""

    @abstractmethod
    def record(self, record: str, spans: Spans = ()) -> str:
        """A record; with *spans* (of its reading text), the place where those characters are marked."""

    @abstractmethod
    def capture(self, record: str, locus: Locus | None = None, leaf: int = 0) -> str:
        """The source of a record as it came: the characters of *locus*, in either layer, or a *leaf* of it."""

    def passage(self, locus: Locus) -> str:
        """Where the words of *locus* stand, in the text for reading or in the source as it came."""
        if locus.layer == "capture":
            return self.capture(locus.record, locus)
        return self.record(locus.record, [locus.span])

    @abstractmethod
    def original(self, record: str) -> str:
        """The bytes that a record was taken from."""

    @abstractmethod
    def citation(self, record: str, style: str, span: tuple[int, int] | None = None) -> str:
        """The citation of a record or passage in one *style*."""

    @abstractmethod
    def events(self, words: str = "", offset: int = 0) -> str:
        """The list of events whose label or names hold *words*, from the one at *offset*."""

    @abstractmethod
    def event(self, event: str, voices: Sequence[str] = (), offset: int = 0, *, every: bool = False) -> str:
        """The synopsis sheet of an event, with the columns *voices*, or *every* one, from the question at *offset*."""

    @abstractmethod
    def voices(self, event: str) -> str:
        """The list of all voices of an event."""

    @abstractmethod
    def versions(self, record: str) -> str:
        """The printings of a record's text."""

    @abstractmethod
    def version(self, record: str, other: str) -> str:
        """Two printings beside each other."""

    @abstractmethod
    def cited(self, offset: int = 0) -> str:
        """The sources that the records cite, those not held from the one at *offset*."""

    def fonds(self, unit: str = "", offset: int = 0) -> str:
        """The arrangement of the records, or one *unit* of it; "" where there is no such page."""
        return ""

    def headings(self, kind: str = "", words: str = "", offset: int = 0) -> str:
        """The headings of a type that hold *words*; "" where there is no such page."""
        return ""

    def heading(self, heading: str) -> str:
        """One heading; "" where there is no such page."""
        return ""

    def checks(self, kind: str = "", offset: int = 0) -> str:
        """What does not add up, all or of one *kind*; "" where there is no such page."""
        return ""

    @abstractmethod
    def setbacks(self) -> str:
        """The documents that could not go further."""

    @abstractmethod
    def about(self) -> str:
        """How the library was read, and what that cannot know."""

    @abstractmethod
    def asset(self, name: str) -> str:
        """A file of the room's own: style, script, font."""

    @abstractmethod
    def lasting(self, address: str) -> str:
        """*address* in the form that a footnote can hold."""

    def narrowed(self, filters: Filters, facet: str, value: str) -> Filters:
        """*filters* and one more."""
        return [*filters, (facet, value)]


class RoomAddresses(Addresses):
    """The addresses of a running room, below *root* (the path it is mounted at); *base* is what stands before it.

    >>> RoomAddresses().record("r1", [(4, 9)])
    '/records/r1?from=4&to=9#quote'
    >>> RoomAddresses("/jutland").shelf([("author", "J. Smith")], 50)
    '/jutland/records?author=J.+Smith&offset=50'
    """

    def __init__(self, root: str = "", base: str = "") -> None:
        self.root = root
        self.base = base

    def _at(self, path: str, pairs: Filters = (), offset: int = 0) -> str:
        asked = [*pairs, *([("offset", str(offset))] if offset else [])]
        return f"{self.root}{path}" + (f"?{urlencode(asked)}" if asked else "")

    def front(self) -> str:
        """``/``."""
        return self._at("/")

    def shelf(self, filters: Filters = (), offset: int = 0) -> str:
        """``/records?author=...&offset=50``."""
        return self._at("/records", filters, offset)

    def search(self, words: str = "", filters: Filters = (), offset: int = 0) -> str:
        """``/search?q=...``."""
        return self._at("/search", [*([("q", words)] if words else []), *filters], offset)

    def statements(self, words: str = "", filters: Filters = (), offset: int = 0) -> str:
        """``/statements?q=...&aspect=figure``."""
        return self._at("/statements", [*([("q", words)] if words else []), *filters], offset)

    def open_search(self) -> str:
        """``/opensearch.xml``."""
        return self._at("/opensearch.xml")

    def gallery(self, filters: Filters = (), offset: int = 0) -> str:
        """``/gallery?place=...``."""
        return self._at("/gallery", filters, offset)

    def picture(self, record: str, zoom: int = 1) -> str:
        """``/records/r1/picture?zoom=2``."""
        return self._at(f"/records/{quote(record)}/picture", [("zoom", str(zoom))] if zoom != 1 else [])

    def image(self, record: str, width: int = 0) -> str:
        """``/records/r1/image?width=320``."""
        return self._at(f"/records/{quote(record)}/image", [("width", str(width))] if width else [])

    def saved(self, record: str) -> str:
        """``/records/r1/saved``."""
        return self._at(f"/records/{quote(record)}/saved", [])

    def timeline(self, first: str = "", last: str = "", by: str = "event") -> str:
        """``/timeline?from=1916-05-01&to=1916-06-30&by=voice``."""
        asked = [("from", first), ("to", last), ("by", by if by != "event" else "")]
        return self._at("/timeline", [(name, value) for name, value in asked if value])

    def map(self, at: str = "", width: float = 0) -> str:
        """``/map?at=56.5,6&width=30``."""
        return self._at("/map", [(n, v) for n, v in (("at", at), ("width", f"{width:g}" if width else "")) if v])

    def network(self, voice: str = "", ties: int = 0) -> str:
        """``/network?voice=...``."""
        return self._at("/network", [(n, v) for n, v in (("voice", voice), ("ties", str(ties) if ties else "")) if v])

    def record(self, record: str, spans: Spans = ()) -> str:
        """``/records/r1?from=4&to=9#quote``."""
        return self._at(f"/records/{quote(record)}", _bounds(spans)) + ("#quote" if spans else "")

    def capture(self, record: str, locus: Locus | None = None, leaf: int = 0) -> str:
        """``/records/r1/capture?from=4&to=9&layer=capture#quote``."""
        asked = _bounds([locus.span] if locus else [])
        asked += [("layer", "capture")] if locus and locus.layer == "capture" else []
        asked += [("leaf", str(leaf))] if leaf else []
        return self._at(f"/records/{quote(record)}/capture", asked) + ("#quote" if locus else "")

    def original(self, record: str) -> str:
        """``/records/r1/original``."""
        return self._at(f"/records/{quote(record)}/original")

    def citation(self, record: str, style: str, span: tuple[int, int] | None = None) -> str:
        """``/records/r1/cite/bibtex``."""
        return self._at(f"/records/{quote(record)}/cite/{style}", _bounds([span] if span else []))

    def events(self, words: str = "", offset: int = 0) -> str:
        """``/events?q=...``."""
        return self._at("/events", [("q", words)] if words else [], offset)

    def event(self, event: str, voices: Sequence[str] = (), offset: int = 0, *, every: bool = False) -> str:
        """``/events/e1?voices=...``."""
        asked = [("voices", voice) for voice in (["all"] if every else voices)]
        return self._at(f"/events/{quote(event)}", asked, offset)

    def voices(self, event: str) -> str:
        """``/events/e1/voices``."""
        return self._at(f"/events/{quote(event)}/voices")

    def versions(self, record: str) -> str:
        """``/records/r1/versions``."""
        return self._at(f"/records/{quote(record)}/versions")

    def version(self, record: str, other: str) -> str:
        """``/records/r1/versions/r2``."""
        return self._at(f"/records/{quote(record)}/versions/{quote(other)}")

    def cited(self, offset: int = 0) -> str:
        """``/cited``."""
        return self._at("/cited", (), offset)

    def fonds(self, unit: str = "", offset: int = 0) -> str:
        """``/fonds?unit=u1``."""
        return self._at("/fonds", [("unit", unit)] if unit else [], offset)

    def headings(self, kind: str = "", words: str = "", offset: int = 0) -> str:
        """``/headings?type=person&q=...``."""
        return self._at("/headings", [(k, v) for k, v in (("type", kind), ("q", words)) if v], offset)

    def heading(self, heading: str) -> str:
        """``/headings/h1``."""
        return self._at(f"/headings/{quote(heading)}")

    def checks(self, kind: str = "", offset: int = 0) -> str:
        """``/checks?kind=weekday``."""
        return self._at("/checks", [("kind", kind)] if kind else (), offset)

    def setbacks(self) -> str:
        """``/setbacks``."""
        return self._at("/setbacks")

    def about(self) -> str:
        """``/about``."""
        return self._at("/about")

    def asset(self, name: str) -> str:
        """``/assets/room.css``."""
        return self._at(f"/assets/{name}")

    def lasting(self, address: str) -> str:
        """With scheme and host."""
        return self.base.rstrip("/") + address


def _bounds(spans: Spans) -> list[tuple[str, str]]:
    return [pair for start, end in spans for pair in (("from", str(start)), ("to", str(end)))]
