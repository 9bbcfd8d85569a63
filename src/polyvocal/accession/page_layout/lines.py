"""Lines and paragraphs of a block: what an indent, a gap, and the room left at a line's end say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from polyvocal.accession.page_layout.words import Begins, SetLine, Word, line_of

_CLOSED = re.compile(r"[.!?:;…][)\]\"'”’»“]*(?:\d{1,3})?$|^[\W\d_]*$")
_LISTED = re.compile(r"(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,5})[.)])\s")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_CUT = re.compile(r"[^\W\d_][-\xad¬]$")
_INDENT, _GAP, _NEW_SIZE, _CELL_SPACE = 0.6, 1.35, 1.12, 1.5


def set_lines(blocks: Sequence[Sequence[Word]]) -> tuple[SetLine, ...]:
    """The lines of *blocks* in reading order, each told how it begins."""
    rows = [_lines(block) for block in blocks]
    leading = _leading([line for block in rows for line in block])
    found: list[SetLine] = []
    for block in rows:
        begun = paragraphs(block, leading)
        if found and begun and goes_on(found[-1], begun[0]):
            begun[0] = replace(begun[0], begins="flow")
        found += begun
    return tuple(found)


def _lines(words: Sequence[Word]) -> list[SetLine]:
    """The words of a block gathered into lines by their baselines, from the top."""
    rows: list[list[Word]] = []
    usual = median(word.size for word in words)
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        if rows and word.base - rows[-1][0].base <= 0.4 * min(word.size, usual):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line_of(_in_order(row), "flow") for row in _with_initials(rows, usual)]


def _in_order(row: list[Word]) -> list[Word]:
    other_way = sum(1 for word in row if _RIGHT_TO_LEFT.search(word.text)) * 2 > len(row)
    return sorted(row, key=lambda w: -w.right if other_way else w.left)


def _with_initials(rows: list[list[Word]], usual: float) -> list[list[Word]]:
    """A great initial hangs over several lines: it belongs to the first of them."""
    for i, row in enumerate(rows):
        tall = [w for w in row if w.size > 1.7 * usual and len(w.text) == 1 and w.text.isalpha()]
        if len(tall) != 1 or i == 0:
            continue
        first = next((k for k in range(i) if rows[k][0].base > tall[0].top + 0.2 * tall[0].size), None)
        behind = min(rows[first], key=lambda w: w.left) if first is not None else None
        if first is not None and behind is not None and 0 <= behind.left - tall[0].right < 2 * usual:
            rows[first].append(replace(tall[0], kind="initial", base=behind.base, top=behind.top, bottom=behind.bottom))
            row.remove(tall[0])
    return [row for row in rows if row]


def _leading(lines: Sequence[SetLine]) -> float:
    steps = [b.base - a.base for a, b in itertools.pairwise(lines) if 0 < b.base - a.base < 4 * a.size]
    return median(steps) if steps else 0.0


def paragraphs(lines: Sequence[SetLine], leading: float) -> list[SetLine]:
    """The lines of one block, each told how it begins; *leading* is the page's usual step from line to line."""
    if not lines:
        return []
    own = _leading(lines) if len(lines) >= 5 else leading
    rights = sorted(line.right for line in lines)
    right = rights[-2] if len(lines) >= 6 else rights[-1]
    lefts = sorted(line.left for line in lines)
    left = lefts[len(lefts) // 10]
    hanging = _is_hanging(lines, left)
    begun = [replace(lines[0], begins="paragraph")]
    for before, line in itertools.pairwise(lines):
        begun.append(replace(line, begins=_begins(before, line, own or leading, left, right, hanging)))
    return begun


def _is_hanging(lines: Sequence[SetLine], left: float) -> bool:
    """Whether all lines of a paragraph but its first stand indented, as in bibliographies."""
    flush = sum(1 for line in lines if line.left - left < _INDENT * line.size)
    return len(lines) >= 4 and 0 < flush < 0.5 * len(lines)


def _begins(before: SetLine, line: SetLine, leading: float, left: float, right: float, hanging: bool) -> Begins:
    ratio = max(line.size, before.size) / max(0.1, min(line.size, before.size))
    if line.base - before.base > _GAP * leading > 0 or ratio > _NEW_SIZE or _LISTED.match(line.text):
        return "paragraph"
    indented, was = (x.left - left > _INDENT * x.size for x in (line, before))
    closed = _CLOSED.search(before.text) is not None
    if hanging:
        return "paragraph" if not indented else "flow"
    if indented and (not was or closed):
        return "paragraph"
    if _is_row(before) and _is_row(line):
        return "line"
    if _CUT.search(before.text) and line.text[:1].islower():
        return "flow"
    # A word that had room on the line before was put on the next on purpose.
    first = line.words[0]
    if first.right - first.left + 0.6 * line.size < right - before.right:
        return "paragraph" if closed else "line"
    return "flow"


def _is_row(line: SetLine) -> bool:
    """Whether the line is a row of cells: it has a space wider than any between words."""
    return any(b.left - a.right > _CELL_SPACE * line.size for a, b in itertools.pairwise(line.words))


def goes_on(before: SetLine, line: SetLine) -> bool:
    """Whether a sentence runs on from the last line of a column or page into the first of the next."""
    ratio = max(line.size, before.size) / max(0.1, min(line.size, before.size))
    text, following = before.text, line.text
    if ratio > _NEW_SIZE or _CLOSED.search(text) or _LISTED.match(following):
        return False
    return following[:1].islower() or (text.endswith(("-", "\xad", "¬")) and following[:1].isalpha())
