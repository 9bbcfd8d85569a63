"""Which texts train, which choose thresholds, and which are kept for testing alone.

The rule looks at the name of a text and nothing else, so that everybody who scores can apply it.
"""

from __future__ import annotations

import hashlib
from typing import Literal

Part = Literal["train", "validation", "kept"]

UNSEEN_AUTHORS = frozenset({"russell_part1a"})
"""Kept whole: an author, and a period of his life, of which no line trains."""
_NINTHS: dict[int, Part] = {1: "kept", 8: "validation"}
_OF_MANY = 5  # of the many small texts of the Web Treebank only each fifth of those chosen validates


def part_of(name: str) -> Part:
    """The part of a text by its name, whatever the case it is written in.

    >>> part_of("russell_part1a"), part_of("GUM_news_korea"), part_of("reed_ch03")
    ('kept', 'kept', 'train')
    """
    if name.lower() in UNSEEN_AUTHORS:
        return "kept"
    digest = int(hashlib.sha256(name.lower().encode()).hexdigest(), 16)
    return _NINTHS.get(digest % 9, "train")


def part_of_web_text(name: str) -> Part:
    """The part of a text of the English Web Treebank, whose own development part is the one kept."""
    digest = int(hashlib.sha256(name.lower().encode()).hexdigest(), 16)
    return "validation" if digest % (9 * _OF_MANY) == 8 else "train"
