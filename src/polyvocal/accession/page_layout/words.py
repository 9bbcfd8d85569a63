"""What a printed page consists of: words in their boxes, lines of words, pages of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Begins = Literal["flow", "line", "paragraph"]
"""How a line stands to the one before it: it goes on, it was broken on purpose, or a paragraph begins."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its box, measured from the page's upper left corner downwards in any unit; *base* is its baseline.

    *confidence* is what a reading machine gives itself, 0 to 100; None where no machine guessed. *kind* tells note
    numbers, which stand raised behind a word, and initials, which belong to the word they open.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    confidence: int | None = None
    kind: Literal["", "note number", "initial"] = ""

    @property
    def size(self) -> float:
        """Height of its box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it is set: its *words* in reading order and how it *begins*."""

    words: tuple[Word, ...]
    begins: Begins
    left: float
    right: float
    top: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words with a space between them; an initial stands close to the rest of its word."""
        return "".join(part for part, _ in self.parts())[:-1]

    def parts(self) -> list[tuple[str, Word]]:
        """Each word with what parts it from the next."""
        return [(word.text + ("" if word.kind == "initial" else " "), word) for word in self.words]


def line_of(words: Sequence[Word], begins: Begins) -> SetLine:
    """The line that *words* make."""
    sizes = sorted(word.size for word in words)
    bases = sorted(word.base for word in words)
    middle = len(words) // 2
    return SetLine(
        tuple(words), begins,
        min(w.left for w in words), max(w.right for w in words), min(w.top for w in words),
        bases[middle], sizes[middle],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page: its *label* as numbered in the original, *height*, and its lines in reading order."""

    label: str
    height: float
    lines: tuple[SetLine, ...]
