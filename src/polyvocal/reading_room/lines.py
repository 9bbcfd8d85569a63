"""How a reading text falls into paragraphs on the page; not a character of it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
# A line this long was never broken to fit a column, so its end is the author's.
_UNBROKEN = 110
# A line that leaves more than this share of its column empty was ended on purpose (verse, a heading, a label).
_FULL = 0.72
# Lines as narrow and as few as these are a heading, an address or a signature.
_NARROW, _FEW = 50, 4
# "Source: ..." opens a line of a transcriber's header.
_LABEL = re.compile(r"\w[\w -]{2,24}:\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text set together; *breaks* are offsets of newlines inside it that are shown as such."""

    start: int
    end: int
    breaks: frozenset[int] = frozenset()


def blocks(text: str) -> tuple[Block, ...]:
    r"""Paragraphs of *text*: parted by blank lines, or by any line end in a text of unbroken lines.

    >>> [text[b.start:b.end] for text in ["One.\n\nTwo."] for b in blocks(text)]
    ['One.', 'Two.']
    >>> blocks("Written: 1921\nSource: a pamphlet")[0].breaks
    frozenset({13})
    """
    found: list[Block] = []
    group: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        here = line.span()
        if group and (text.count("\n", group[-1][1], here[0]) > 1 or _unbroken(group[-1]) or _unbroken(here)):
            found.append(_block(group, text))
            group = []
        group.append(here)
    return tuple([*found, _block(group, text)] if group else found)


def _unbroken(line: tuple[int, int]) -> bool:
    return line[1] - line[0] > _UNBROKEN


def _block(group: list[tuple[int, int]], text: str) -> Block:
    widths = sorted(end - start for start, end in group)
    # In narrow print (newspaper columns) the widest line is often two columns run together: the middle one counts.
    column = widths[-1] if widths[-1] > _NARROW else widths[len(widths) // 2]
    if widths[-1] <= _NARROW and len(group) < _FEW:
        return Block(group[0][0], group[-1][1], frozenset(end for _, end in group[:-1]))
    ended = (
        end
        for (start, end), (following, _) in pairwise(group)
        if end - start < _FULL * column or _LABEL.match(text, following)
    )
    return Block(group[0][0], group[-1][1], frozenset(ended))
