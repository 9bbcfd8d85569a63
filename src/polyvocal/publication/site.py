"""The room as a folder of files: the same pages by the same templates, for any server or none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from polyvocal.holdings import Library
from polyvocal.holdings.views import Card
from polyvocal.publication.finding_aids import fonds_of_edition, headings_of_edition
from polyvocal.publication.folder import (
    FolderAddresses,
    capture_file,
    citation_file,
    cited_file,
    event_file,
    events_file,
    original_file,
    record_file,
    shelf_file,
    version_file,
    versions_file,
    voices_file,
)
from polyvocal.reading_room import shelf
from polyvocal.reading_room.capture import capture_page, leaves
from polyvocal.reading_room.citation import STYLES, cite
from polyvocal.reading_room.citing import LEAF as CITED
from polyvocal.reading_room.citing import cited_page
from polyvocal.reading_room.events import (
    PartyName,
    event_names,
    event_page,
    events_leaf,
    has_more,
    leaves_of,
    voices_page,
)
from polyvocal.reading_room.page import Page, render
from polyvocal.reading_room.reader import record_page
from polyvocal.reading_room.search import search_page
from polyvocal.reading_room.versions import compared_page, versions_page
from polyvocal.terms import Event, PolyvocalError
from polyvocal.terms.days import to_gregorian

SHUT = frozenset({"withdrawn", "restricted"})
"""Records with this access have no part in an edition: no page, no quotation, no count."""

_SIGN = ".polyvocal-site"
Filters = Sequence[tuple[str, str]]


def publish_site(library: Library, target: Path, *, address: str = "") -> None:
    """Write *library* as a static site into *target*, in place of an edition that stood there before.

    *address* is where the site will stand on the web; with it, citations carry lasting addresses. Raises
    `PolyvocalError` where *target* holds anything else, or where Pagefind is not installed.
    """
    if find_spec("pagefind") is None:
        raise PolyvocalError("the search of a site needs Pagefind: install polyvocal[site]")
    if target.exists() and any(target.iterdir()) and not (target / _SIGN).is_file():
        raise PolyvocalError(f"{target} holds something else than an edition of polyvocal; name an empty folder")
    making = target.with_name(f"{target.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    edition = Edition(library, making, address)
    edition.write()
    _index(making)
    if target.exists():
        shutil.rmtree(target)
    making.rename(target)


def _index(place: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(place), "--quiet", "--keep-index-url"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PolyvocalError(f"Pagefind could not index the site: {(done.stderr or done.stdout).strip()[-300:]}")


class Edition:
    """One edition on its way to the disk: what it may show, and where each page goes."""

    def __init__(self, library: Library, place: Path, address: str = "") -> None:
        self.library = library
        self.place = place
        self.address = address
        every = tuple(_every_card(library))
        self.cards = tuple(card for card in every if card.access not in SHUT)
        self.shut_files = {card.source for card in every if card.access in SHUT}
        self.narrowed = _by_facet(self.cards)
        self.facets = {
            facet: tuple(sorted(((value, len(cards)) for value, cards in values.items()), key=lambda v: (-v[1], v[0])))
            for facet, values in self.narrowed.items()
        }

    def write(self) -> None:
        """Write every page."""
        self.place.mkdir(parents=True)
        (self.place / _SIGN).write_text("This folder is an edition made by polyvocal; publishing again replaces it.\n")
        _copy(files("polyvocal.reading_room").joinpath("assets"), self.place / "assets")
        events = self._events()
        counts = replace(
            self.library.counts(),
            records=len(self.cards),
            statements=sum(card.statements for card in self.cards),
            events=len(events),
        )
        front = shelf.front(self.library, SHUT)
        first = [self.library.dated(event.id) for event, _ in events[:6]]
        self._page("index.html", front, counts=counts, facets=self.facets, events=first)
        self._page("setbacks.html", shelf.setbacks(self.library), counts=counts, orphans=())
        self._page("about.html", shelf.about(self.library), counts=counts)
        self._page("search.html", search_page(self.library))
        for offset in range(0, max(1, self.library.count_sources_cited(held=False)), CITED):
            self._page(cited_file(offset), cited_page(self.library, offset, SHUT))
        for path, page in headings_of_edition(self.library, SHUT):
            self._page(path, page)
        for path, page in fonds_of_edition(self.library, {card.id for card in self.cards}):
            self._page(path, page)
        self._shelf((), self.cards)
        for facet, values in self.narrowed.items():
            for value, cards in values.items():
                self._shelf([(facet, value)], cards)
        for card in self.cards:
            self._record(card)

    def _events(self) -> list[tuple[Event, tuple[PartyName, ...]]]:
        # The sheets first: an event that only shut records speak of has none, and is not listed.
        listed: list[tuple[Event, tuple[PartyName, ...]]] = []
        for event in self.library.events(limit=self.library.event_count()):
            page = event_page(self.library, event.id, shut=SHUT)
            if page.shows["statements"]:
                listed.append((event, event_names(page)))
                self._sheet(event.id, page)
        for offset in range(0, max(1, len(listed)), shelf.LEAF):
            leaf = listed[offset : offset + shelf.LEAF]
            self._page(events_file(offset), events_leaf(leaf, "", offset, len(listed)))
        return listed

    def _sheet(self, event: str, page: Page) -> None:
        whole = frozenset([event]) if has_more(page) else frozenset()
        for every in (False, True) if whole else (False,):
            for offset in leaves_of(page):
                leaf = (
                    event_page(self.library, event, offset=offset, every=every, shut=SHUT) if offset or every else page
                )
                self._page(event_file(event, offset, every=every), leaf, whole=whole)
        if whole:
            self._page(voices_file(event), voices_page(self.library, event, SHUT))

    def _shelf(self, filters: Filters, cards: Sequence[Card]) -> None:
        for offset in range(0, max(1, len(cards)), shelf.LEAF):
            leaf = cards[offset : offset + shelf.LEAF]
            page = shelf.shelf_leaf(leaf, self.facets, filters, offset, len(cards))
            self._page(shelf_file(filters, offset), page)

    def _record(self, card: Card) -> None:
        path = record_file(card.id)
        # A file that also holds a shut record is kept back, because its bytes hold them all.
        file_open = card.source not in self.shut_files
        self._page(path, record_page(self.library, card.id, shut=SHUT), file_open=file_open)
        record = self.library.record(card.id)
        lasting = FolderAddresses(path, self.address).lasting(path.rpartition("/")[2])
        for style in STYLES:
            self._file(citation_file(card.id, style), cite(record, style=style, address=lasting).encode())
        if self.library.captured(card.id) is not None:
            for leaf in range(leaves(record)):
                self._page(capture_file(card.id, leaf), capture_page(self.library, card.id, leaf=leaf))
        self._versions(card.id)
        if file_open:
            self._file(original_file(card.id), self.library.original(record.capture.sha256))

    def _versions(self, record: str) -> None:
        # Comparisons are few beside records; a printing that is shut has no part in any.
        shown = {card.id for card in self.cards}
        versions = [v for v in self.library.versions(record) if v.of in shown and v.copy in shown]
        if not versions:
            return
        self._page(versions_file(record), versions_page(self.library, record, SHUT))
        for version in versions:
            if version.copy == record:
                path = version_file(version.copy, version.of)
                self._page(path, compared_page(self.library, version.copy, version.of, SHUT))

    def _page(self, path: str, page: Page, whole: frozenset[str] = frozenset(), **instead: object) -> None:
        to = FolderAddresses(path, self.address, whole)
        self._file(path, render(replace(page, shows={**page.shows, **instead}), to).encode())

    def _file(self, path: str, content: bytes) -> None:
        place = self.place / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _every_card(library: Library) -> Iterator[Card]:
    offset, leaf = 0, 500
    while cards := library.cards(offset=offset, limit=leaf):
        yield from cards
        offset += leaf


def _by_facet(cards: Sequence[Card]) -> dict[str, dict[str, list[Card]]]:
    found: dict[str, dict[str, list[Card]]] = {facet: defaultdict(list) for facet in shelf.FACETS}
    for card in cards:
        year = (str(to_gregorian(card.earliest)[0]),) if card.earliest is not None else ()
        single = {facet: (getattr(card, facet),) for facet in ("collection", "language", "kind", "container")}
        for facet, values in {**single, "author": card.authors, "year": year}.items():
            for value in dict.fromkeys(values):
                if value:
                    found[facet][value].append(card)
    return found


def _copy(assets: Traversable, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for asset in assets.iterdir():
        if asset.is_dir():
            _copy(asset, place / asset.name)
        else:
            (place / asset.name).write_bytes(asset.read_bytes())
