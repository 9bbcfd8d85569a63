"""The finding aids of an edition: its headings and its fonds, without what it may not show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from polyvocal.holdings import Library
from polyvocal.publication.folder import fonds_file, heading_file, headings_file
from polyvocal.reading_room.authority import LEAF as HEADINGS
from polyvocal.reading_room.authority import TYPES, heading_page, headings_page
from polyvocal.reading_room.fonds import LEAF as FONDS
from polyvocal.reading_room.fonds import fonds_page
from polyvocal.reading_room.page import Page
from polyvocal.terms import Heading

_GATHERED = 2


def headings_of_edition(library: Library, shut: Collection[str]) -> Iterator[tuple[str, Page]]:
    """Every heading that gathers two open records or more, and the lists of them: file and page."""
    told: dict[str, list[Heading]] = {}
    for kind, count in library.heading_counts().items():
        held = library.headings(kind, limit=max(1, count))
        told[kind] = [heading for heading in held if len(library.heading_records(heading.id)) >= _GATHERED]
    types = [(kind, name, len(told[kind])) for kind, name in TYPES.items() if told.get(kind)]
    first = types[0][0] if types else ""
    for kind in [kind for kind, _, _ in types] or [""]:
        found = told.get(kind, [])
        for offset in range(0, max(1, len(found)), HEADINGS):
            page = headings_page(library, kind, offset=offset)
            leaf = found[offset : offset + HEADINGS]
            page = _showing(page, types=types, headings=leaf, total=len(found))
            yield headings_file(kind, offset), page
            if kind == first and not offset:
                yield headings_file(), page
    ids = {heading.id for headings in told.values() for heading in headings}
    for one in sorted(ids):
        page = heading_page(library, one, shut)
        suggested = [(other, reason) for other, reason in library.heading_suggestions(one) if other.id in ids]
        also = [other for other in library.see_also(one) if other.heading.id in ids]
        yield heading_file(one), _showing(page, suggested=suggested, also=also)


def fonds_of_edition(library: Library, shown: Collection[str]) -> Iterator[tuple[str, Page]]:
    """Every unit that holds a record which is *shown*, and the list of them: file and page."""
    units = library.units()
    records = {counted.unit.id: counted.records for counted in units}
    own = {
        unit: [one for one in library.records_in(unit, limit=max(1, count)) if one in shown]
        for unit, count in records.items()
    }
    counts = {unit: len(ids) for unit, ids in own.items()}
    for counted in reversed(units):  # parts stand behind their whole
        if counted.unit.parent is not None:
            counts[counted.unit.parent] += counts[counted.unit.id]
    held = [replace(counted, records=counts[counted.unit.id]) for counted in units if counts[counted.unit.id]]
    within: dict[str, int] = {}
    for counted in held:
        within[counted.unit.parent or ""] = within.get(counted.unit.parent or "", 0) + 1
    for one in ["", *(counted.unit.id for counted in held)]:
        parts = [counted for counted in held if (counted.unit.parent or "") == one]
        ids = own.get(one, [])
        page = fonds_page(library, one)
        for offset in range(0, max(1, len(parts), len(ids)), FONDS):
            behind = offset + FONDS
            yield (
                fonds_file(one, offset),
                _showing(
                    page,
                    units=parts[offset:behind],
                    within=within,
                    records=counts.get(one, 0),
                    cards=[library.card(record) for record in ids[offset:behind]],
                    before=max(0, offset - FONDS) if offset else None,
                    more=max(len(ids), len(parts)) > behind,
                    offset=offset,
                ),
            )


def _showing(page: Page, **instead: object) -> Page:
    return replace(page, shows={**page.shows, **instead})
