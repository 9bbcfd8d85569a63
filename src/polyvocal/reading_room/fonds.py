"""The page of the fonds: how the records are arranged, level by level, in the order of the pile."""

from __future__ import annotations

from polyvocal.holdings import Library
from polyvocal.reading_room.page import Page

LEAF = 100


def fonds_page(library: Library, one: str = "", offset: int = 0) -> Page:
    """All units with their counts; of the unit *one* the records that lie in it itself, in order."""
    units = library.units()
    chosen = library.unit(one) if one else None
    depth: dict[str, int] = {}
    for counted in units:
        depth[counted.unit.id] = depth.get(counted.unit.parent or "", -1) + 1
    ids = library.records_in(one, offset=offset, limit=LEAF + 1) if one else []
    shows: dict[str, object] = {
        "units": units,
        "depth": depth,
        "chosen": chosen,
        "cards": [library.card(record) for record in ids[:LEAF]],
        "more": len(ids) > LEAF,
        "offset": offset,
        "leaf": LEAF,
    }
    data = {"units": units, "unit": chosen, "records": ids[:LEAF]}
    return Page("fonds.html", chosen.title if chosen else "Fonds", shows, data, here="fonds")
