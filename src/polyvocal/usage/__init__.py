"""How sources write dates, figures, names and reports: grammars and word lists as data, one folder a language."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from polyvocal.terms import PolyvocalError


@cache
def languages() -> tuple[str, ...]:
    """Languages that there is usage for.

    >>> languages()
    ('en', 'ru')
    """
    return tuple(sorted(p.name for p in files(__name__).iterdir() if p.is_dir() and not p.name.startswith("_")))


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """Table *name* of a language's usage; raises `PolyvocalError` naming those there are.

    >>> load("xx", "dates")
    Traceback (most recent call last):
    polyvocal.terms.trouble.PolyvocalError: no usage for language 'xx'; there is: en, ru
    """
    if language not in languages():
        raise PolyvocalError(f"no usage for language {language!r}; there is: {', '.join(languages())}")
    table = files(__name__).joinpath(language, f"{name}.toml")
    if not table.is_file():
        raise PolyvocalError(f"usage of {language!r} has no table {name!r}")
    return tomllib.loads(table.read_text("utf-8"))


class Town(NamedTuple):
    """A town of today: its GeoNames id, name, ISO 3166 country, first-level region, people, and where it lies.

    *keys* are its names, also of other times and tongues, in small letters without accents.
    """

    id: str
    name: str
    country: str
    region: str
    population: str
    latitude: str
    longitude: str
    keys: str


def towns(keys: Collection[str]) -> Iterator[Town]:
    """Towns that have one of *keys* as a name: of over 15,000 people, in much of Europe and America of over 5,000.

    From GeoNames (geonames.org), CC BY 4.0, cut down by us (``bench/make_towns.py``).

    >>> [(town.name, town.country) for town in towns({"lemberg"})]
    [('Lviv', 'UA')]
    """
    wanted = frozenset(keys)
    for line in _towns() if wanted else ():
        if not wanted.isdisjoint(line[line.rindex("\t") + 1 :].split("|")):
            yield Town(*line.split("\t"))


@cache
def _towns() -> list[str]:
    packed = files(__name__).joinpath("towns.tsv.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()
