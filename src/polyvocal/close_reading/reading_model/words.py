"""A text as the model sees it: words, their shapes, the breaks before them, and whether quotation marks are open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

PARAGRAPH, LINE, SPACE, NONE = 3, 2, 1, 0
"""What stands before a word."""
BREAKS = 4
SHAPES = 9

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")  # underscores mark italics in transcribed books
_NUMBER = re.compile(r"[\d.,:/%-]*\d[\d.,:/%-]*")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_OPENING, _CLOSING, _EITHER = "“«", "”»", '"'


class Cut(NamedTuple):
    """The words of a text: where each begins and ends, and what stands before it."""

    starts: list[int]
    ends: list[int]
    breaks: list[int]


def cut(text: str, start: int = 0, end: int | None = None) -> Cut:
    """Cut *text*, from *start* to *end*, into words and single signs.

    >>> cut("He said:\\n\\n“No.”").breaks
    [3, 1, 0, 3, 0, 0, 0]
    """
    found = Cut([], [], [])
    before = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        found.starts.append(match.start())
        found.ends.append(match.end())
        found.breaks.append(_break(text, before, match.start()) if found.breaks else PARAGRAPH)
        before = match.end()
    return found


def _break(text: str, start: int, end: int) -> int:
    if start == end:
        return NONE
    gap = text[start:end]
    if "\n" not in gap:
        return SPACE
    return PARAGRAPH if _PARAGRAPH.search(gap) else LINE


def shape(word: str) -> int:
    """How a word is printed, as a number below `SHAPES`: the encoder itself does not see case.

    >>> [shape(word) for word in ("1916", "“", "fleet", "USSR", "A", "Berlin", "McKay", "dEUTSCH")]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if _NUMBER.fullmatch(word):
        return 1
    if not any(c.isalpha() for c in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 8


def quoted(words: Sequence[str], breaks: Sequence[int]) -> list[int]:
    """1 for each word inside quotation marks, 0 for others; a new paragraph closes them all.

    >>> quoted(["No", "“", "Yes", "”", "he"], [3, 1, 0, 0, 1])
    [0, 1, 1, 0, 0]
    """
    inside, found = 0, []
    for word, before in zip(words, breaks, strict=True):
        if before == PARAGRAPH:
            inside = 0
        if word in _OPENING:
            inside = 1
        elif word in _CLOSING:
            inside = 0
        elif word == _EITHER:
            inside = 1 - inside
        found.append(inside)
    return found


def stretches(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Cut a long text at paragraphs (else at any white space) into stretches of at most *longest* characters.

    >>> list(stretches("one\\n\\ntwo three", 9))
    [(0, 5), (5, 14)]
    """
    start = 0
    while len(text) - start > longest:
        end = text.rfind("\n\n", start + 1, start + longest) + 2
        if end < start + 2:
            end = max(text.rfind(mark, start + 1, start + longest) for mark in " \n") + 1
        if end <= start:
            end = start + longest
        yield start, end
        start = end
    yield start, len(text)
