"""Reprints found by what texts share: exact copies, near copies, and excerpts, also through OCR noise.

Containment of character shingles (A. Broder, "On the resemblance and containment of documents", 1997) over a
fraction of all shingles chosen by their hash (FracMinHash: L. Irber et al., 2022). Containment, not Jaccard
resemblance: an excerpt of a long text resembles it little but is wholly contained in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from polyvocal.terms import ReprintLink
from polyvocal.terms.comparison import ReprintKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SHINGLE = 12  # letters and digits; long enough that two unrelated texts of one language share next to none
RATE = 4  # one shingle in four is kept; a power of two
CROWD = 24  # a shingle in more texts than this is boilerplate, unless nearly the whole text is such (a wide reprint)
OWN = 0.3  # share of shingles that must be a text's own for the crowded ones to be left out
KEPT = 8  # links kept for each text, strongest first: a family stays connected without all its pairs
LEAST_SHARED = 16  # sampled shingles two texts must share, about 75 characters of common wording
NEAR = 0.5  # share of the longer text, from which a copy counts as near and not as partial
PARTIAL = 0.18  # share of the shorter text; noise of 8 % of the letters on one side leaves (1 - .08)^12 = .37

STRIP, STRIPS = 32, 6  # below SURE, what is shared must touch so many strips of 32 letters: a quotation touches fewer
SURE = 0.4  # share of the shorter text, from which its place in the text does not matter

_NOT_LETTER = re.compile(r"[\W_]+")


_BASE = 0x100000001B3


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    digest: bytes
    length: int
    hashes: Hashes  # without the crowded ones, but for texts that have hardly any others
    strips: NDArray[np.int32]  # for each, which strip of the text it first stands in
    crowded: bool = False  # whether the crowded ones are among them


def link(texts: Iterable[tuple[str, str]]) -> tuple[ReprintLink, ...]:
    """Which records repeat which, from pairs of id and reading text; the longer text is taken as repeated.

    Every text is named with at most its eight strongest links. The outcome does not depend on the order of *texts*.

    >>> news = "The two fleets met off the coast in the afternoon and fought until the light was gone. " * 3
    >>> [(l.copy, l.of, l.kind) for l in link([("b", news), ("a", news), ("c", "Nothing of the kind was heard here.")])]
    [('b', 'a', 'exact')]
    """
    sampled = sorted((_sample(record, text) for record, text in texts), key=lambda t: (-t.length, t.id))
    sampled = _without_boilerplate(sampled)
    pairs = _candidates(sampled)
    found: dict[tuple[int, int], ReprintLink] = {}  # two short texts that are equal come both ways
    for i, j, n in pairs:
        if (i, j) not in found and (made := _compare(sampled[i], sampled[j], n)) is not None:
            found[i, j] = made
    return tuple(sorted(_strongest(list(found.values()))))


def _sample(record: str, text: str) -> _Text:
    import numpy as np

    letters = _NOT_LETTER.sub("", text.casefold())
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    digest = blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if codes.size < SHINGLE:
        return _Text(record, digest, len(letters), np.empty(0, np.uint64), np.empty(0, np.int64))
    width = codes.size - SHINGLE + 1
    # A polynomial over twelve letters, built by doubling: two, four, eight, and eight with four behind them.
    once, twice, fourth = (np.uint64(pow(_BASE, n, 1 << 64)) for n in (1, 2, 4))
    two = codes[:-1] * once + codes[1:]
    four = two[:-2] * twice + two[2:]
    eight = four[:-4] * fourth + four[4:]
    hashes = eight[:width] * fourth + four[8 : 8 + width]
    # Finaliser of MurmurHash3: spreads the polynomial over all bits, so that the sample is even.
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xFF51AFD7ED558CCD)
    hashes ^= hashes >> np.uint64(33)
    places = np.flatnonzero((hashes & np.uint64(RATE - 1)) == 0)
    kept, first = np.unique(hashes[places], return_index=True)
    return _Text(record, digest, len(letters), kept, (places[first] // STRIP).astype(np.int32))


def _without_boilerplate(sampled: list[_Text]) -> list[_Text]:
    import numpy as np

    if not sampled:
        return []
    every, counts = np.unique(np.concatenate([t.hashes for t in sampled]), return_counts=True)
    crowded = every[counts > CROWD]
    if not crowded.size:
        return sampled
    kept = []
    for text in sampled:
        own = ~np.isin(text.hashes, crowded, assume_unique=True)
        enough = np.count_nonzero(own) >= text.hashes.size * OWN
        kept.append(
            replace(text, hashes=text.hashes[own], strips=text.strips[own]) if enough else replace(text, crowded=True)
        )
    return kept


def _candidates(sampled: list[_Text]) -> Iterator[tuple[int, int, int]]:
    """Pairs of positions that share enough shingles to be worth comparing, in order, and how many were counted."""
    import numpy as np

    hashes = np.concatenate([t.hashes for t in sampled]) if sampled else np.empty(0, np.uint64)
    if not hashes.size:
        return
    owners = np.repeat(np.arange(len(sampled), dtype=np.int64), [t.hashes.size for t in sampled])
    order = np.argsort(hashes, kind="stable")  # stable: among equal shingles the longer text comes first
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    ends = np.repeat(np.append(starts[1:], hashes.size), np.diff(np.append(starts, hashes.size)))
    tally: dict[int, int] = {}
    for step in range(1, CROWD + 1):
        # The text *step* places further on among those that hold the same shingle.
        near = np.flatnonzero(np.arange(hashes.size) + step < ends)
        if not near.size:
            break
        codes, counts = np.unique(owners[near] * len(sampled) + owners[near + step], return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            tally[code] = tally.get(code, 0) + count
    for code in sorted(code for code, count in tally.items() if count >= LEAST_SHARED // 2):
        yield *divmod(code, len(sampled)), tally[code]
    yield from _equal(sampled)


def _equal(sampled: list[_Text]) -> Iterator[tuple[int, int, int]]:
    """Pairs of texts too short to have shingles enough, but the same to the letter."""
    first: dict[bytes, int] = {}
    for i, text in enumerate(sampled):
        if text.length and text.hashes.size < LEAST_SHARED:
            j = first.setdefault(text.digest, i)
            if j != i:
                yield j, i, 0


def _compare(of: _Text, copy: _Text, counted: int) -> ReprintLink | None:
    import numpy as np

    if of.digest == copy.digest:
        return ReprintLink(copy.id, of.id, "exact", 1.0)
    if not copy.hashes.size:
        return None
    # What is crowded was counted between neighbours alone; all else was counted in full.
    common = np.isin(copy.hashes, of.hashes, assume_unique=True) if of.crowded and copy.crowded else None
    shared = counted if common is None else int(np.count_nonzero(common))
    contained = shared / copy.hashes.size
    if shared < LEAST_SHARED or contained < PARTIAL:
        return None
    if contained < SURE:
        if common is None:
            common = np.isin(copy.hashes, of.hashes, assume_unique=True)
        if np.unique(copy.strips[common]).size < STRIPS:
            return None
    kind: ReprintKind = "near" if shared / of.hashes.size >= NEAR else "partial"
    return ReprintLink(copy.id, of.id, kind, round(contained, 3))


def _strongest(found: list[ReprintLink]) -> Iterator[ReprintLink]:
    seen: dict[str, int] = {}
    for made in sorted(found, key=lambda m: (m.kind != "exact", -m.containment, m.of, m.copy)):
        if seen.get(made.copy, 0) < KEPT:
            seen[made.copy] = seen.get(made.copy, 0) + 1
            yield made
