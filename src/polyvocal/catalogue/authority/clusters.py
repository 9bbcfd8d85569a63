"""Spellings on their way to a heading: where each stands, and what joined them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from polyvocal.terms.authority import HeadingType

_RARE = 8  # times rarer than the commonest full spelling: debris of reading, not a fuller name


class Mention(NamedTuple):
    """A name in a record: *words* as written, its type, how often, and whether the catalogue has it."""

    words: str
    type: HeadingType
    record: str
    times: int = 1
    catalogued: bool = False


@dataclass(slots=True)
class Cluster:
    """Spellings taken for one: *spellings* by words, each with how often it stands in which record.

    *sure* are reasons why they were joined; *fullness* ranks spellings for the label; *near* is what nearness of
    letters is looked for in.
    """

    type: HeadingType
    spellings: dict[str, dict[str, int]] = field(default_factory=dict)
    reasons: set[str] = field(default_factory=set)
    catalogued: bool = False
    fullness: dict[str, tuple[int, ...]] = field(default_factory=dict)
    near: str = ""
    group: tuple[str, ...] = ()  # near spellings are only compared inside a group

    def add(self, words: str, record: str, times: int, *, catalogued: bool = False) -> None:
        """Count mentions of a spelling."""
        held = self.spellings.setdefault(words, {})
        held[record] = held.get(record, 0) + times
        self.catalogued |= catalogued

    def take(self, other: Cluster) -> None:
        """Take in all of another cluster."""
        for words, records in other.spellings.items():
            for record, times in records.items():
                self.add(words, record, times)
        self.reasons |= other.reasons
        self.catalogued |= other.catalogued
        self.fullness.update(other.fullness)

    @property
    def total(self) -> int:
        """How often all spellings stand anywhere."""
        return sum(sum(records.values()) for records in self.spellings.values())

    def records(self) -> set[str]:
        """The records that any of the spellings stands in."""
        return {record for records in self.spellings.values() for record in records}

    def label(self) -> str:
        """The fullest spelling that is no rarity; of equally full ones that which most records have."""
        if len(self.spellings) == 1:
            return next(iter(self.spellings))
        most = max(len(self.spellings[w]) for w in self.spellings if self._is_full(w))
        usual = [w for w in self.spellings if len(self.spellings[w]) * _RARE >= most]
        return max(usual, key=lambda w: (self.fullness.get(w, ()), len(self.spellings[w]), [-ord(c) for c in w]))

    def _is_full(self, words: str) -> bool:
        best = max((self.fullness.get(w, ())[:1] for w in self.spellings), default=())
        return self.fullness.get(words, ())[:1] == best


class Classes:
    """Words joined in classes (union-find); the least word stands for its class."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, word: str) -> str:
        """What stands for the class of a word."""
        root = word
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(word, word)) != root:
            self._parent[word] = root
            word = above
        return root

    def join(self, a: str, b: str) -> None:
        """Make two classes one."""
        first, second = sorted((self.of(a), self.of(b)))
        self._parent[second] = first
