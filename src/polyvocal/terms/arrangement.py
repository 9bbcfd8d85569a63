"""Where records belong: the levels of an archive, after ISAD(G), 2nd ed. (International Council on Archives, 2000)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["fonds", "series", "sub-series", "file"]
"""Levels of arrangement above the item (ISAD(G), glossary and appendix A-1); every record is an item."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of description above the item: its *level*, *title*, the unit it is part of, and its *rank* there.

    *basis* says what makes it one: a folder, an archive file, a site, a periodical, a file of several documents.
    """

    id: str
    level: Level
    title: str
    parent: str | None
    rank: int
    basis: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The whole: *units* in order, and for every record the unit it belongs to, (record, unit), in order.

    A record belongs to exactly one place; the order is that of the files, then of the documents in a file.
    """

    units: tuple[Unit, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
