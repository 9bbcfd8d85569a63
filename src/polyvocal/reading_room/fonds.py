"""The page of the fonds: how the records are arranged, level by level, in the order of the pile."""

from __future__ import annotations

from polyvocal.holdings import Library
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.wording import t
from polyvocal.terms import Unit

LEAF = 100


def fonds_page(library: Library, one: str = "", offset: int = 0) -> Page:
    """The units of the first level with their counts, or one unit: what it lies in, its parts and its own records.

    Parts and records are set on leaves, each beginning at *offset*.
    """
    units = library.units()
    by_id = {counted.unit.id: counted for counted in units}
    chosen = library.unit(one) if one else None
    above: list[Unit] = []
    parent = chosen.parent if chosen else None
    while parent is not None:
        above.insert(0, by_id[parent].unit)
        parent = by_id[parent].unit.parent
    parts = [counted for counted in units if (counted.unit.parent or "") == one]
    ids = library.records_in(one, offset=offset, limit=LEAF + 1) if one else []
    within: dict[str, int] = {}
    for counted in units:
        within[counted.unit.parent or ""] = within.get(counted.unit.parent or "", 0) + 1
    shows: dict[str, object] = {
        "units": parts[offset : offset + LEAF],
        "within": within,
        "chosen": chosen,
        "above": above,
        "records": by_id[one].records if one in by_id else 0,
        "cards": [library.card(record) for record in ids[:LEAF]],
        "before": max(0, offset - LEAF) if offset else None,
        "more": len(ids) > LEAF or len(parts) > offset + LEAF,
        "offset": offset,
        "leaf": LEAF,
    }
    data = {"units": parts[offset : offset + LEAF], "unit": chosen, "above": above, "records": ids[:LEAF]}
    return Page("fonds.html", chosen.title if chosen else t("Fonds"), shows, data, here="fonds")
