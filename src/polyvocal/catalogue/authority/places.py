"""Which towns of today a place's name may mean: candidates with reasons, none of them chosen.

First stand towns whose state is named in the same records, then those whose country is; how many people live there
only orders what is left. A name of another time is looked up under the others of its place
(``usage/en/renamings.toml``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from polyvocal.catalogue.authority.clusters import Cluster
from polyvocal.catalogue.authority.things import key
from polyvocal.terms import Candidate
from polyvocal.usage import Town, load, towns

_MOST = 8  # candidates of one name that are shown


class _Fit(NamedTuple):
    """How a town fits: in how many of the records its state, its country is named."""

    state: int
    country: int
    town: Town
    since: str  # under which name it stands in the gazetteer, where that is another


def candidates(places: Sequence[Cluster]) -> dict[int, tuple[Candidate, ...]]:
    """The towns that each place may mean, by the identity of its cluster; names of countries and states mean none."""
    named = _regions_named(places)
    wanted: dict[str, list[tuple[Cluster, str]]] = defaultdict(list)
    for place in places:
        own = {plain_place(words) for words in place.spellings}
        if not own & _regions().keys():
            for name in own:
                wanted[name].append((place, ""))
            for name, since in sorted(_other_names(own)):
                wanted[name].append((place, since))
    fits: dict[int, list[_Fit]] = defaultdict(list)
    records = {id(place): place.records() for place in places}
    for town in towns(wanted):
        meant: dict[int, str] = {}
        keys = town.keys.split("|")
        for name in keys:
            for place, since in wanted.get(name, ()):
                if not since or _is_renamed(town, keys, name):
                    meant.setdefault(id(place), since)
        for one, since in meant.items():
            fits[one].append(_fit(town, since, records[one], named))
    return {one: _told(found, len(records[one])) for one, found in fits.items()}


def _is_renamed(town: Town, keys: Sequence[str], name: str) -> bool:
    """Whether a town is the renamed one, not a namesake: the gazetteer has it under two of the names, if under many."""
    return len(keys) == 1 or len({other for other, _ in _chains()[name]} & {*keys}) > 1


def plain_place(words: str) -> str:
    """A place's name as names of places are compared.

    >>> plain_place("St. Louis"), plain_place("Łódź")
    ('saint louis', 'lodz')
    """
    name = key(words)
    return f"saint {name[3:]}" if name.startswith("st ") else name


@cache
def _regions() -> dict[str, frozenset[str]]:
    """The codes that each name of a country or state stands for."""
    table = load("en", "regions")
    found: dict[str, set[str]] = defaultdict(set)
    for code, names in table["regions"].items():
        for name in names:
            found[plain_place(name)].add(code)
    for name, codes in table["former"].items():
        found[plain_place(name)].update(codes)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _shown(code: str) -> str:
    names = load("en", "regions")["regions"].get(code, [code])
    return str(names[0])


def _regions_named(places: Iterable[Cluster]) -> Mapping[str, set[str]]:
    """The codes of the countries and states that each record names."""
    named: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for words, records in place.spellings.items():
            for record in records if (codes := _regions().get(plain_place(words))) else ():
                named[record] |= codes or frozenset()
    return named


@cache
def _chains() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every name of a renamed place with the place's other names, each with the year and the work that gives it."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for chain in load("en", "renamings")["place"]:
        others = []
        for name in chain["names"]:
            since = f" since {name['since']}" if "since" in name else ""
            others += [(plain_place(w), f"called {name['words'][0]}{since} ({name['source']})") for w in name["words"]]
        for word, _ in others:
            found[word] = tuple(others)
    return found


def _other_names(own: set[str]) -> set[tuple[str, str]]:
    return {other for name in own for other in _chains().get(name, ()) if other[0] not in own}


def _fit(town: Town, since: str, records: set[str], named: Mapping[str, set[str]]) -> _Fit:
    state = f"{town.country}.{town.region}"
    of_state = sum(state in named.get(record, ()) for record in records)
    return _Fit(of_state, sum(town.country in named.get(record, ()) for record in records), town, since)


def _told(fits: list[_Fit], records: int) -> tuple[Candidate, ...]:
    fits.sort(key=lambda fit: (-fit.state, -fit.country, -int(fit.town.population), fit.town.id))
    return tuple(
        Candidate(
            fit.town.id,
            fit.town.name,
            _region(fit.town),
            fit.town.latitude,
            fit.town.longitude,
            _why(fit, records, len(fits)),
        )
        for fit in fits[:_MOST]
    )


def _region(town: Town) -> str:
    state = f"{town.country}.{town.region}"
    parts = [_shown(state)] if town.country == "US" else []
    return ", ".join([*parts, _shown(town.country)])


def _why(fit: _Fit, records: int, many: int) -> str:
    state = _shown(f"{fit.town.country}.{fit.town.region}")
    if fit.state:
        ground = f"{state} is named in {fit.state} of {records} records"
    elif fit.country:
        ground = f"{_shown(fit.town.country)} is named in {fit.country} of {records} records"
    else:
        ground = "no record names its region"
    among = "the only town so called" if many == 1 else f"one of {many} towns so called"
    return "; ".join(filter(None, [ground, among, fit.since]))
