"""How a reading text falls into paragraphs on the page; not a character of it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
# A line this long was never broken to fit a column, so its end is the author's.
_UNBROKEN = 110
# A line that leaves more than this share of its column empty was ended on purpose (verse, a heading, a label).
_FULL = 0.72
# Lines as narrow and as few as these are a heading, an address or a signature.
_NARROW, _FEW = 50, 4
# A newspaper page runs on without blank lines: from so many lines on, a short last line ends a paragraph.
_PAGE = 12
# How many lines above and below show how wide the column is; pages set in several widths change it on the way.
_AROUND = 5
# "Source: ..." opens a line of a transcriber's header.
_LABEL = re.compile(r"\w[\w -]{2,24}:\s")
_FULL_STOP = re.compile(r"[.!?:][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text set together; *breaks* are offsets of newlines inside it that are shown as such."""

    start: int
    end: int
    breaks: frozenset[int] = frozenset()


def blocks(text: str) -> tuple[Block, ...]:
    r"""Paragraphs of *text*: parted by blank lines, by every line end of unbroken lines, else by short last lines.

    They depend on the text alone, so that a paragraph's number can be cited.

    >>> [text[b.start:b.end] for text in ["One.\n\nTwo."] for b in blocks(text)]
    ['One.', 'Two.']
    >>> blocks("Written: 1921\nSource: a pamphlet")[0].breaks
    frozenset({13})
    """
    found: list[Block] = []
    group: list[Span] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        here = line.span()
        if group and (text.count("\n", group[-1][1], here[0]) > 1 or _unbroken(group[-1]) or _unbroken(here)):
            found += _divided(group, text)
            group = []
        group.append(here)
    return (*found, *_divided(group, text))


def _unbroken(line: Span) -> bool:
    return line[1] - line[0] > _UNBROKEN


def _divided(group: Sequence[Span], text: str) -> Iterator[Block]:
    if not group:
        return
    ended = _ended(group, text)
    first = 0
    if len(group) > _PAGE:
        for i, (start, end) in enumerate(group[:-1]):
            if ended[i] and _FULL_STOP.search(text, start, end) and i - first >= 1:
                yield _block(group[first : i + 1], ended[first : i + 1])
                first = i + 1
    yield _block(group[first:], ended[first:])


def _block(group: Sequence[Span], ended: Sequence[bool]) -> Block:
    breaks = frozenset(end for (_, end), broken in zip(group[:-1], ended[:-1], strict=True) if broken)
    return Block(group[0][0], group[-1][1], breaks)


def _ended(group: Sequence[Span], text: str) -> list[bool]:
    """For each line, whether it was ended on purpose and not by the width of its column."""
    widths = [end - start for start, end in group]
    if max(widths) <= _NARROW and len(group) < _FEW:
        return [True] * len(group)
    ended = []
    for i, width in enumerate(widths):
        around = sorted(widths[max(0, i - _AROUND) : i + _AROUND + 1])
        # The widest lines of a scanned page are often two columns run together: they do not set the width.
        column = around[-3] if len(around) > 2 * _AROUND else around[-1]
        labelled = i + 1 < len(group) and _LABEL.match(text, group[i + 1][0]) is not None
        ended.append(width < _FULL * column or labelled)
    return ended
