"""Where the places of a library lie, as far as that is known: settled by a person, likely, one of several, an area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from polyvocal.holdings import Library
from polyvocal.terms import Candidate, Heading
from polyvocal.usage import load

Ground = Literal["settled", "only", "likely", "several", "area"]

_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")
_UNNAMED = "no record names its region"


@dataclass(frozen=True, slots=True)
class Spot:
    """A possible place of a heading: degrees north and east, what is said of it, and, of an area, its radius in km."""

    north: float
    east: float
    told: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Located:
    """A heading of a place, in how many records it stands, and the *spots* it may be at, on what *ground*."""

    heading: str
    label: str
    records: int
    ground: Ground
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All places that can be drawn, and those that cannot: heading, label, records."""

    located: tuple[Located, ...]
    unplaced: tuple[tuple[str, str, int], ...]


def locate(headings: Sequence[tuple[Heading, int]]) -> Whereabouts:
    """Where headings of places lie; a town is never picked because it is the biggest of its name.

    A person's identifier (``geonames``, or ``coordinates`` in degrees) decides; else lands and waters are areas, and
    towns those candidates whose region the records name, or all of them.
    """
    located: list[Located] = []
    unplaced: list[tuple[str, str, int]] = []
    for heading, records in headings:
        ground, spots = _spots(heading)
        if spots:
            located.append(Located(heading.id, heading.label, records, ground, spots))
        else:
            unplaced.append((heading.id, heading.label, records))
    return Whereabouts(tuple(located), tuple(unplaced))


def _spots(heading: Heading) -> tuple[Ground, tuple[Spot, ...]]:
    settled = _settled(heading)
    if settled is not None:
        return "settled", (settled,)
    for name in _spellings(heading):
        if name in _areas():
            return "area", (_areas()[name],)
    near = tuple(one for one in heading.candidates if not one.why.startswith(_UNNAMED))
    spots = tuple(_spot(one) for one in near or heading.candidates)
    if len(heading.candidates) == 1:
        return "only", spots
    return ("likely" if len(near) == 1 else "several"), spots


def _settled(heading: Heading) -> Spot | None:
    known = {one.geonames: one for one in heading.candidates}
    for scheme, value in heading.identifiers:
        told = _DEGREES.fullmatch(value.strip()) if scheme == "coordinates" else None
        if told and abs(float(told[1])) <= 90 and abs(float(told[2])) <= 180:
            return Spot(float(told[1]), float(told[2]), value)
        if scheme == "geonames" and value in known:
            return _spot(known[value])
    return None


def _spellings(heading: Heading) -> Iterator[str]:
    yield from dict.fromkeys(name.casefold() for name in (heading.label, *(v.words for v in heading.variants)))


def _spot(town: Candidate) -> Spot:
    return Spot(float(town.latitude), float(town.longitude), f"{town.name}, {town.region}: {town.why}")


@cache
def _areas() -> dict[str, Spot]:
    return {
        name.casefold(): Spot(float(area["at"][0]), float(area["at"][1]), name, float(area["radius"]))
        for area in load("en", "areas")["areas"]
        for name in area["names"]
    }


_known: dict[str, tuple[str, Whereabouts]] = {}


def whereabouts(library: Library) -> Whereabouts:
    """Where the places of this library lie; worked out once for each state of its headings."""
    place, state = str(library.place), library.state()
    if place not in _known or _known[place][0] != state:
        _known[place] = state, locate(library.place_headings())
    return _known[place][1]
