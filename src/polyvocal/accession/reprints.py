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
RATE = 4  # one shingle in four is kept
CROWD = 24  # a shingle in more texts than this is boilerplate, unless nearly the whole text is such (a wide reprint)
OWN = 0.3  # share of shingles that must be a text's own for the crowded ones to be left out
KEPT = 8  # links kept for each text, strongest first: a family stays connected without all its pairs
LEAST_SHARED = 16  # sampled shingles two texts must share, about 75 characters of common wording
NEAR = 0.5  # share of the longer text, from which a copy counts as near and not as partial
PARTIAL = 0.18  # share of the shorter text; noise of 8 % of the letters on one side leaves (1 - .08)^12 = .37

_NOT_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    digest: bytes
    length: int
    hashes: Hashes  # without the crowded ones, but for texts that have hardly any others


def link(texts: Iterable[tuple[str, str]]) -> tuple[ReprintLink, ...]:
    """Which records repeat which, from pairs of id and reading text; the longer text is taken as repeated.

    Every text is named with at most its eight strongest links. The outcome does not depend on the order of *texts*.

    >>> news = "The two fleets met off the coast in the afternoon and fought until the light was gone. " * 3
    >>> [(l.copy, l.of, l.kind) for l in link([("b", news), ("a", news), ("c", "Nothing of the kind was heard here.")])]
    [('b', 'a', 'exact')]
    """
    sampled = sorted((_sample(record, text) for record, text in texts), key=lambda t: (-t.length, t.id))
    sampled = _without_boilerplate(sampled)
    found = [made for i, j in _candidates(sampled) if (made := _compare(sampled[i], sampled[j])) is not None]
    return tuple(sorted(_strongest(found)))


def _sample(record: str, text: str) -> _Text:
    import numpy as np

    letters = _NOT_LETTER.sub("", text.casefold())
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    digest = blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if codes.size < SHINGLE:
        return _Text(record, digest, len(letters), np.empty(0, np.uint64))
    width = codes.size - SHINGLE + 1
    hashes = np.zeros(width, np.uint64)
    for k in range(SHINGLE):
        hashes = hashes * np.uint64(0x100000001B3) + codes[k : k + width]
    # Finaliser of MurmurHash3: spreads the polynomial over all bits, so that the sample is even.
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xFF51AFD7ED558CCD)
    hashes ^= hashes >> np.uint64(33)
    return _Text(record, digest, len(letters), np.unique(hashes[hashes % np.uint64(RATE) == 0]))


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
        own = text.hashes[~np.isin(text.hashes, crowded, assume_unique=True)]
        kept.append(replace(text, hashes=own) if own.size >= text.hashes.size * OWN else text)
    return kept


def _candidates(sampled: list[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share enough shingles to be worth comparing, in order."""
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
        yield divmod(code, len(sampled))
    yield from _equal(sampled)


def _equal(sampled: list[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs of texts too short to have shingles enough, but the same to the letter."""
    first: dict[bytes, int] = {}
    for i, text in enumerate(sampled):
        if text.length and text.hashes.size < LEAST_SHARED:
            j = first.setdefault(text.digest, i)
            if j != i:
                yield j, i


def _compare(of: _Text, copy: _Text) -> ReprintLink | None:
    import numpy as np

    if of.digest == copy.digest:
        return ReprintLink(copy.id, of.id, "exact", 1.0)
    shared = np.intersect1d(of.hashes, copy.hashes, assume_unique=True).size
    contained = shared / copy.hashes.size if copy.hashes.size else 0.0
    if shared < LEAST_SHARED or contained < PARTIAL:
        return None
    kind: ReprintKind = "near" if shared / of.hashes.size >= NEAR else "partial"
    return ReprintLink(copy.id, of.id, kind, round(contained, 3))


def _strongest(found: list[ReprintLink]) -> Iterator[ReprintLink]:
    seen: dict[str, int] = {}
    for made in sorted(found, key=lambda m: (m.kind != "exact", -m.containment, m.of, m.copy)):
        if seen.get(made.copy, 0) < KEPT:
            seen[made.copy] = seen.get(made.copy, 0) + 1
            yield made
