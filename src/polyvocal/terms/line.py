"""Lines of a text with their places: what a layout shows before a word is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOOSE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it: *start* and *end* of its words, *gap*, the number of blank lines before it."""

    start: int
    end: int
    words: str
    gap: int

    @property
    def key(self) -> str:
        """The words alone, for comparing lines that differ in dashes, case and spacing only."""
        return _LOOSE.sub(" ", self.words.casefold()).strip()


def lines_of(text: str, limit: int | None = None) -> tuple[Line, ...]:
    r"""The lines that have words, the first *limit* of them.

    >>> [(line.words, line.gap) for line in lines_of("One\n\n  Two \r\nThree")]
    [('One', 0), ('Two', 1), ('Three', 0)]
    """
    found: list[Line] = []
    blank = 0
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words[0])
            found.append(Line(start, start + len(words), words, blank))
            blank = 0
            if limit is not None and len(found) >= limit:
                break
        else:
            blank += 1
        at += len(raw) + 1
    return tuple(found)
