"""Findings that lie wholly in debris of machine reading, which accession has marked: nobody wrote them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from polyvocal.terms import Attribution, Locus, Mark


class _Found(Protocol):
    @property
    def locus(self) -> Locus | None: ...


_F = TypeVar("_F", bound=_Found)


@dataclass(frozen=True)
class Debris:
    """The stretches of a reading text that are marked as noise, in order and disjoint."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Debris:
        """The noise among a record's marks."""
        noise = [mark for mark in marks if mark.kind == "noise"]
        return cls(tuple(mark.start for mark in noise), tuple(mark.end for mark in noise))

    def holds(self, locus: Locus | None) -> bool:
        """Whether all characters of *locus* are debris.

        >>> debris = Debris((4, 20), (9, 30))
        >>> debris.holds(Locus("r", 5, "xkq")), debris.holds(Locus("r", 5, "xkq was"))
        (True, False)
        """
        if locus is None or not self.starts:
            return False
        at = bisect_right(self.starts, locus.start) - 1
        return at >= 0 and locus.end <= self.ends[at]

    def sift(self, found: tuple[_F, ...]) -> tuple[_F, ...]:
        """The findings that are more than debris."""
        return tuple(f for f in found if not self.holds(f.locus)) if self.starts else found

    def sift_attributions(self, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """The attributions whose source and cue are more than debris; one inside a lost one stands by itself."""
        if not self.starts:
            return found
        kept = [n for n, a in enumerate(found) if not (self.holds(a.source) or self.holds(a.cue))]
        place = {n: at for at, n in enumerate(kept)}
        return tuple(replace(found[n], parent=None if (up := found[n].parent) is None else place.get(up)) for n in kept)
