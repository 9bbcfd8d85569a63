"""What the heads of the model tell apart, in the order of their outputs."""

from __future__ import annotations

from polyvocal.terms.reading import NameType
from polyvocal.terms.statement import Manner

NAMES: tuple[NameType, ...] = ("person", "place", "organisation", "event", "other")
MANNERS: tuple[Manner, ...] = (
    "says", "writes", "reports", "estimates", "denies", "doubts", "orders", "names", "conceals", "withdraws",
    "thinks", "perceives",
)  # fmt: skip
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""Labels of cues; of names, the n-th type has 1 + 2n and 2 + 2n."""
NAME_LABELS = 1 + 2 * len(NAMES)
CUE_LABELS = 3
BEFORE, AFTER = 60, 84
"""Words before and behind the first word of a cue among which its source and content are looked for."""
PIECES = 254
"""Pieces of words (WordPiece) in a window at most, without the marks of its ends."""
PIECES_OF_WORD = 10
START_PIECE, END_PIECE, UNKNOWN_PIECE = 101, 102, 100
BEFORE_CUE, CUE, AFTER_CUE, OTHER_CUE = 0, 1, 2, 3
"""Where a word stands, for the second graph."""
