"""Reversible edits: every character of a reading text maps back to characters of its capture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.terms.trouble import PolyvocalError


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Cleaning put *put* where the capture's decoded text has ``[start:end]``; *rule* says why.

    A cut puts nothing; an insertion (a paragraph break between two blocks) has ``start == end``.
    """

    start: int
    end: int
    put: str
    rule: str


class Alignment:
    """The two-way map between a stretch of a capture and the reading text that edits made of it.

    *place* is the stretch ``(start, end)`` of the capture's decoded text; *edits* lie inside it, sorted and disjoint.

    >>> edits = [Edit(0, 3, "", "tag"), Edit(6, 14, "é", "entity"), Edit(14, 18, "", "tag")]
    >>> a = Alignment("<p>caf&eacute;</p>", (0, 18), edits)
    >>> a.text
    'café'
    >>> a.to_capture(3, 4), a.to_capture(0, 4)
    ((6, 14), (3, 14))
    >>> a.to_reading(3, 14)
    (0, 4)
    """

    __slots__ = ("_captured", "_read", "place", "text")

    def __init__(self, captured: str, place: tuple[int, int], edits: Sequence[Edit]) -> None:
        """Apply *edits* to ``captured[place]``; raises `PolyvocalError` where they overlap or leave the place."""
        self.place = place
        # Pieces in order: reading and captured (start, end) of each kept stretch and of each edit.
        self._read: list[tuple[int, int, bool]] = []
        self._captured: list[tuple[int, int]] = []
        pieces: list[str] = []
        at, out = place[0], 0
        for edit in edits:
            if edit.start < at or edit.end < edit.start or edit.end > place[1]:
                raise PolyvocalError(f"edit {edit.start}-{edit.end} ({edit.rule}) overlaps another or leaves {place}")
            out = self._piece(pieces, captured[at : edit.start], at, edit.start, out, kept=True)
            out = self._piece(pieces, edit.put, edit.start, edit.end, out, kept=False)
            at = edit.end
        self._piece(pieces, captured[at : place[1]], at, place[1], out, kept=True)
        self.text = "".join(pieces)

    def _piece(self, pieces: list[str], words: str, start: int, end: int, out: int, *, kept: bool) -> int:
        if words or end > start:
            pieces.append(words)
            self._read.append((out, out + len(words), kept))
            self._captured.append((start, end))
        return out + len(words)

    def to_capture(self, start: int, end: int) -> tuple[int, int]:
        """Stretch of the capture behind ``text[start:end]``; a replaced passage counts as a whole."""
        if not 0 <= start <= end <= len(self.text):
            raise PolyvocalError(f"{start}-{end} lies outside the reading text of {len(self.text)} characters")
        if not self._read:
            return self.place[0], self.place[0]
        first = self._holding(min(start, len(self.text) - 1) if self.text else 0)
        last = self._holding(end - 1) if end > start else first
        (fr, _, fk), (fc, _) = self._read[first], self._captured[first]
        (lr, _, lk), (lc, lce) = self._read[last], self._captured[last]
        begin = fc + (start - fr) if fk else fc
        finish = lc + (end - lr) if lk else lce
        return begin, max(begin, finish) if end > start else begin

    def _holding(self, offset: int) -> int:
        # The last piece that starts at or before the offset and is not empty.
        i = bisect_right(self._read, (offset, float("inf"), True)) - 1
        while i > 0 and self._read[i][0] == self._read[i][1]:
            i -= 1
        return i

    def to_reading(self, start: int, end: int) -> tuple[int, int]:
        """Stretch of the reading text that came from ``captured[start:end]``; empty where all of it was cut."""
        return self._reading_offset(start, ceiling=False), self._reading_offset(end, ceiling=True)

    def _reading_offset(self, offset: int, *, ceiling: bool) -> int:
        if not self._captured or offset <= self.place[0]:
            return 0
        if offset >= self.place[1]:
            return len(self.text)
        probe = offset - 1 if ceiling else offset
        i = bisect_right(self._captured, (probe, float("inf"))) - 1
        (read, read_end, kept), (start, _) = self._read[i], self._captured[i]
        if kept:
            return min(read_end, read + (offset - start))
        return read_end if ceiling or offset > start else read
