"""Headings one letter apart: never joined, only suggested, and found without comparing all with all.

Two words are one edit apart exactly if they share a form with at most one letter left out and differ in no more than
one place (the deletion neighbourhood of Mor & Fraenkel, "A hash code method for detecting and correcting spelling
errors", CACM 25, 1982).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from polyvocal.catalogue.authority.clusters import Cluster

_LEAST = 7  # letters; shorter names differ in one letter and are others (Leeds, Leeks)
_CROWDED = 12  # a form that more names share tells nothing
_MOST = 5


def near(clusters: Iterable[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs of clusters of one group whose names are one letter apart."""
    forms: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        word = cluster.near
        if len(word) >= _LEAST:
            for form in {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}:
                forms[(*cluster.group, form)].append(cluster)
    told: set[tuple[int, int]] = set()
    many: dict[int, int] = defaultdict(int)
    for shared in forms.values():
        if not 1 < len(shared) <= _CROWDED:
            continue
        for at, a in enumerate(shared):
            for b in shared[at + 1 :]:
                pair = (min(id(a), id(b)), max(id(a), id(b)))
                if pair in told or not _likely(a.near, b.near) or max(many[id(a)], many[id(b)]) >= _MOST:
                    continue
                told.add(pair)
                many[id(a)] += 1
                many[id(b)] += 1
                yield a, b


_DIGITS = re.compile(r"\d+")


def _likely(a: str, b: str) -> bool:
    """Whether two names one letter apart may be one: not where the first letter differs, nor where a number does."""
    return a[0] == b[0] and apart(a, b) and _DIGITS.findall(a) == _DIGITS.findall(b)


def apart(a: str, b: str) -> bool:
    """Whether two words differ by exactly one letter put in, left out, or taken for another.

    >>> apart("kerensky", "kerenski"), apart("kerensky", "kerensy"), apart("jellicoe", "jellicoe"), apart("ab", "ba")
    (True, True, False, False)
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return False
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[first + (len(a) == len(b)) :] == b[first + 1 :]
