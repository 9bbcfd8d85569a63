"""The arrangement of a pile: fonds, series and files out of folders, archives, sites and periodicals.

The levels are those of ISAD(G): General International Standard Archival Description, 2nd ed. (International Council on
Archives, 2000), rules 2.1 to 2.4: description from the general to the specific, each unit linked to its whole, and
the order of the source kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from polyvocal.terms import Arrangement, Unit
from polyvocal.terms.arrangement import Level

_LEVELS: tuple[Level, ...] = ("fonds", "series", "sub-series")
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".warc", ".wacz", ".mbox", ".mht", ".mhtml")
_LOOSE = "Not in a folder"


class Mark(NamedTuple):
    """What tells where a record belongs: its file, its order in it, the address it came from, what it appeared in."""

    record: str
    source: str
    order: int
    address: str
    container: str


Step = tuple[str, str]
"""A title, and what makes it a unit."""


def arrange(marks: Iterable[tuple[str, str, int, str, str]]) -> Arrangement:
    """Every record in exactly one place, in the order of the files, then of the documents in a file.

    Folders and archives are the outer levels. Inside the last of them, files of one periodical, else of one site, are
    a series, where there is more than one such group or none but it; a file of several documents is a level itself.

    >>> found = arrange([("r1", "press/a.txt", 0, "", "The Mail"), ("r2", "press/b.txt", 0, "", "")])
    >>> [(u.level, u.title, u.basis) for u in found.units], found.places[0][0]
    ([('fonds', 'press', 'folder')], 'r1')
    """
    records = sorted((Mark(*mark) for mark in marks), key=lambda mark: (mark.source, mark.order, mark.record))
    files: dict[str, list[Mark]] = defaultdict(list)
    for mark in records:
        files[mark.source].append(mark)
    groups = _groups(files)
    units: dict[tuple[Step, ...], Unit] = {}
    ranks: Counter[str] = Counter()
    places = []
    for source, held in files.items():
        path = _folders(source) + groups.get(source, ())
        path = path or ((_LOOSE, "folder"),)
        if len(held) > 1:
            path = (*path, (source.rpartition("/")[2], "file of several documents"))
        unit = _unit(path, units, ranks)
        places += [(mark.record, unit.id) for mark in held]
    return Arrangement(tuple(_in_order(units.values())), tuple(places))


def _folders(source: str) -> tuple[Step, ...]:
    return tuple(
        (part, "archive file" if part.lower().endswith(_ARCHIVES) else "folder") for part in source.split("/")[:-1]
    )


def _groups(files: dict[str, list[Mark]]) -> dict[str, tuple[Step, ...]]:
    """For each file the series that it makes up with others of its folder."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    titles: dict[tuple[str, str], Step] = {}
    for source, held in files.items():
        folder = source.rpartition("/")[0]
        step = _series(held)
        key = " ".join(step[0].casefold().split()) if step else ""
        told[folder][key].append(source)
        if step:
            titles.setdefault((folder, key), step)
    found: dict[str, tuple[Step, ...]] = {}
    for folder, groups in told.items():
        last = folder.rpartition("/")[2].casefold()
        for key, sources in groups.items():
            # One file is no series, and a series that is the whole folder says nothing that the folder does not.
            if key and key != last and len(sources) > 1 and (len(groups) > 1 or not folder):
                found.update(dict.fromkeys(sources, (titles[folder, key],)))
    return found


def _series(held: list[Mark]) -> Step | None:
    """The periodical that most documents of a file appeared in, else the site it was taken from."""
    containers = Counter(mark.container for mark in held if mark.container)
    if containers:
        return min(containers, key=lambda title: (-containers[title], title)), "periodical"
    try:
        host = (urlsplit(held[0].address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    return (host, "site") if host else None


def _unit(path: tuple[Step, ...], units: dict[tuple[Step, ...], Unit], ranks: Counter[str]) -> Unit:
    if path in units:
        return units[path]
    above = _unit(path[:-1], units, ranks) if len(path) > 1 else None
    title, basis = path[-1]
    level: Level = _LEVELS[min(len(path), len(_LEVELS)) - 1]
    if basis == "file of several documents":
        level = "file"
    identity = "u" + sha256("\0".join(f"{t}\0{b}" for t, b in path).encode()).hexdigest()[:15]
    parent = above.id if above else None
    units[path] = Unit(identity, level, title, parent, ranks[parent or ""], basis)
    ranks[parent or ""] += 1
    return units[path]


def _in_order(units: Iterable[Unit]) -> list[Unit]:
    """Every unit before its parts, the parts of each by rank."""
    parts: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units:
        parts[unit.parent].append(unit)
    found: list[Unit] = []
    waiting = sorted(parts[None], key=lambda unit: -unit.rank)
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting += sorted(parts[unit.id], key=lambda unit: -unit.rank)
    return found
