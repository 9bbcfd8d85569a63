"""Keys and blocks: which pericopes are worth comparing at all.

Keys join a time cell (month, year, decade) with a place or a name, or two names without a date (DESIGN, section 6.1).
A block of more than 64 is read as a sorted neighbourhood (Hernandez & Stolfo, "The merge/purge problem", SIGMOD
1995), so that the candidates of one pericope stay bounded however often an event is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from polyvocal.collation.bearings import specific
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.places import place
from polyvocal.terms.days import to_gregorian

WHOLE_BLOCK = 64
NEIGHBOURS = 10
CANDIDATES = 45
_NAMES = 4  # the rarest names of a pericope that make keys

Key = tuple[object, ...]


def frequencies(pericopes: Sequence[Pericope]) -> Counter[str]:
    """In how many records each name stands, and each place (under "@" and its heading)."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    record = ""
    for pericope in pericopes:
        if pericope.record != record:
            record, seen = pericope.record, set()
        fresh = (pericope.names | {"@" + place for place in pericope.places}) - seen
        counts.update(fresh)
        seen |= fresh
    return counts


def keys_of(pericope: Pericope, counts: Counter[str]) -> Iterator[Key]:
    """The keys of one pericope, most telling first."""
    names = sorted(pericope.names, key=lambda n: (counts[n], n))[:_NAMES]
    places = sorted(pericope.places, key=lambda p: (not specific(p), p != pericope.where, p))[:3]
    for name in sorted(pericope.called)[:3]:
        yield ("called", name)
    for cell in time_cells(pericope.lo, pericope.hi):
        yield from ((cell, "name", name) for name in names)
        yield from ((cell, "place", where) for where in places)
        yield from _by_sort(cell, pericope, places)
    if pericope.lo is None:
        yield from (("place+name", where, name) for where in places if specific(where) for name in names[:2])
    if pericope.exact is not None:
        day = pericope.exact[0]
        yield ("record", pericope.record, day)
        yield from ((day, "area", area) for area in sorted({a for p in places for a in areas(p)}))
    for first, second in combinations(sorted(names[:3]), 2):
        yield ("name+name", first, second)


def _by_sort(cell: str, pericope: Pericope, places: Sequence[str]) -> Iterator[Key]:
    """Keys of what is too wide by itself: a country, the waters around a coast, the two sides."""
    wide = {p for p in places if not specific(p)} | {a for p in places for a in areas(p)}
    for sort in sorted(pericope.sorts):
        yield from ((cell, "area", area, sort) for area in sorted(wide))
        if len(pericope.sides) > 1:
            yield (cell, "sides", sort, *sorted(pericope.sides)[:3])


@lru_cache(maxsize=65536)
def areas(name: str) -> tuple[str, ...]:
    """The waters and regions that a place lies in or by, so that neighbours meet.

    >>> areas("Skagerrak"), areas("London")
    (('Jutland', 'North Sea', 'Skagerrak'), ())
    """
    here = place(name)
    around = {a for a in here.inside | here.beside if place(a).level in {"sea", "region"}}
    if here.level in {"sea", "region"}:
        around.add(name)
    return tuple(sorted(around))


@lru_cache(maxsize=65536)
def time_cells(lo: int | None, hi: int | None) -> tuple[str, ...]:
    """The cells of time in which a stretch of days is looked for.

    >>> time_cells(2421015, 2421016), time_cells(2420864, 2421229), time_cells(None, None)
    (('1916-05', '1916-06', '1916'), ('1916', '191.'), ())
    """
    if lo is None or hi is None:
        return ()
    (y1, m1, _), (y2, m2, _) = to_gregorian(lo), to_gregorian(hi)
    months = (y2 - y1) * 12 + m2 - m1
    if months <= 1:
        cells = [f"{y1}-{m1:02d}"] if months == 0 else [f"{y1}-{m1:02d}", f"{y2}-{m2:02d}"]
        return (*cells, str(y1)) if hi - lo <= 62 else tuple(cells)
    if y1 == y2:
        return (str(y1), f"{y1 // 10}.")
    # The cell of the middle is enough: whatever equals this stretch has the same middle.
    return (f"{(y1 + y2) // 20}.",) if y2 - y1 > 3 else (str(y1), f"{y1 // 10}.")


def candidates(pericopes: Sequence[Pericope], counts: Counter[str]) -> Iterator[tuple[int, list[int]]]:
    """For each pericope the later ones worth comparing with it, at most `CANDIDATES` of them."""
    blocks: dict[Key, list[int]] = {}
    keys: list[list[Key]] = []
    for at, pericope in enumerate(pericopes):
        mine = list(dict.fromkeys(keys_of(pericope, counts)))
        keys.append(mine)
        for key in mine:
            blocks.setdefault(key, []).append(at)
    ranks: dict[Key, dict[int, int]] = {}
    for key, block in blocks.items():
        if len(block) > WHOLE_BLOCK:
            block.sort(key=lambda i: (pericopes[i].lo or 0, pericopes[i].hi or 0, i))
            ranks[key] = {member: rank for rank, member in enumerate(block)}
    for at in range(len(pericopes)):
        yield at, _of_one(at, keys[at], blocks, ranks)


def _of_one(at: int, keys: list[Key], blocks: dict[Key, list[int]], ranks: dict[Key, dict[int, int]]) -> list[int]:
    votes: dict[int, int] = {}
    for key in keys:
        block = blocks[key]
        if len(block) == 1:
            continue
        if key in ranks:
            rank = ranks[key][at]
            for other in block[rank + 1 : rank + 1 + NEIGHBOURS]:
                votes[other] = votes.get(other, 0) + 1
            continue
        for other in block:
            if other > at:
                votes[other] = votes.get(other, 0) + 1
    if len(votes) <= CANDIDATES:
        return list(votes)
    return sorted(votes, key=lambda other: (-votes[other], other))[:CANDIDATES]
