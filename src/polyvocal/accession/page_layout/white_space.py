"""Columns told from the white space between them, whatever spans them read in its place.

The tallest strip of white that has running text on both sides parts a region in two; what stands above and below the
strip is read before and after. Tables, lists with numbers and tables of contents have such strips too: there the rows
belong together, so a strip counts only between two sides that are each set like prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from polyvocal.accession.page_layout.words import Word

_DEEPEST = 24
_SHORTEST = 3  # lines
_MANY = 20  # lines
_CANDIDATES = 8
_PROSE_CHARACTERS = 17
_FINE = 6  # cells to the height of letters
_CELLS = 4  # that the narrowest strip is wide
_SAME_WIDTH = 0.6


def columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page as blocks in reading order.

    >>> rows = [(side, row) for row in range(9) for side in (0, 1)]
    >>> page = [Word(f"{'ab'[s]}{r} with running text", s * 220, r * 12, s * 220 + 200, r * 12 + 10, r * 12 + 8)
    ...         for s, r in rows]
    >>> [block[0].text[:2] for block in columns(page)]
    ['a0', 'b0']
    """
    if not words:
        return []
    unit = median(word.size for word in words) or 1.0
    return _divided(list(words), unit, 0)


def _divided(words: list[Word], unit: float, depth: int) -> list[list[Word]]:
    if len(words) < 2 * _SHORTEST or depth >= _DEEPEST:
        return [words]
    for x, top, bottom in _strips(words, unit):
        inside = [w for w in words if top <= _middle(w) <= bottom]
        left = [w for w in inside if (w.left + w.right) / 2 < x]
        right = [w for w in inside if (w.left + w.right) / 2 >= x]
        if not left or not right or not _are_columns(left, right, unit):
            continue
        end = _end(left, right, bottom, unit)
        parts = [[w for w in words if _middle(w) < top]]
        parts += [[w for w in left if _middle(w) <= end], [w for w in right if _middle(w) <= end]]
        parts += [[w for w in words if _middle(w) > end]]
        return [block for part in parts if part for block in _divided(part, unit, depth + 1)]
    return [words]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _strips(words: Sequence[Word], unit: float) -> list[tuple[float, float, float]]:
    """Upright strips of white, the tallest first: their middle, top and bottom."""
    left, top = min(w.left for w in words), min(w.top for w in words)
    across, down = unit / _FINE, unit / 2
    width = int((max(w.right for w in words) - left) / across) + 1
    height = int((max(w.bottom for w in words) - top) / down) + 1
    if width > 8000 or height > 8000 or width < 2 * _CELLS:
        return []
    ink = np.zeros((height, width), dtype=bool)
    for word in words:
        # A box is taller than its letters: without the trimming, the lines of narrow leading would touch.
        first, last = (
            int((word.top + 0.25 * word.size - top) / down),
            int((word.bottom - 0.25 * word.size - top) / down),
        )
        ink[first : last + 1, round((word.left - left) / across) : round((word.right - left) / across)] = True
    found = []
    for length, x, end in _apart(_white_runs(_widened(ink, _CELLS))):
        first, last = _trimmed(ink, x + _CELLS // 2, end - length, end)
        if (last - first) * down >= _SHORTEST * unit:
            found.append((left + (x + _CELLS / 2) * across, top + first * down, top + last * down))
    return found


def _apart(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The tallest runs, of those side by side in one strip a single one."""
    taken: list[tuple[int, int, int]] = []
    for length, x, end in runs:
        beside = any(abs(x - other) < 2 * _FINE and end - length < e and e - n < end for n, other, e in taken)
        if not beside:
            taken.append((length, x, end))
        if len(taken) == _CANDIDATES:
            break
    return taken


def _trimmed(ink: NDArray[np.bool_], x: int, first: int, last: int) -> tuple[int, int]:
    """The strip without rows at its ends where the white is but the space between two words of a line."""
    rows = ink[first:last]
    width = ink.shape[1]
    before = np.where(rows[:, :x].any(axis=1), rows[:, :x][:, ::-1].argmax(axis=1), width)
    behind = np.where(rows[:, x:].any(axis=1), rows[:, x:].argmax(axis=1), width)
    white = before + behind
    between = white[white < width]
    if not len(between):
        return first, last
    narrow = white < _SAME_WIDTH * np.median(between)
    wide = np.flatnonzero(~narrow)
    return first + int(wide[0]), first + int(wide[-1]) + 1


def _widened(ink: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Where a strip *by* cells wide that begins here would meet ink."""
    wide = ink.copy()
    wide[:, -by:] = True
    for shift in range(1, by):
        wide[:, :-shift] |= ink[:, shift:]
    return wide


def _white_runs(ink: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """For each group of neighbouring places with equally long white: length, middle of the group, where it ends."""
    height, width = ink.shape
    run = np.zeros(width, dtype=np.int32)
    best, ends = run.copy(), run.copy()
    for y in range(height):
        run = np.where(ink[y], 0, run + 1)
        longer = run > best
        best[longer] = run[longer]
        ends[longer] = y + 1
    groups: list[tuple[int, int, int]] = []
    start = 0
    for x in range(1, width + 1):
        if x == width or best[x] != best[start] or ends[x] != ends[start]:
            if start > 0 and x < width:  # the margins are no strips
                groups.append((int(best[start]), (start + x - 1) // 2, int(ends[start])))
            start = x
    return sorted(groups, key=lambda g: (-g[0], g[1]))


def _rows(words: Sequence[Word], unit: float) -> dict[int, list[Word]]:
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(round(word.base / (unit / 2)), []).append(word)
    return rows


def _are_columns(left: Sequence[Word], right: Sequence[Word], unit: float) -> bool:
    """Whether two sides are columns of text, and not cells of rows that belong together."""
    sides = (_rows(left, unit), _rows(right, unit))
    if min(map(len, sides)) < _SHORTEST:
        return False
    level, prose = _level(left, right, unit), [_is_prose(rows, unit) for rows in sides]
    if min(map(len, sides)) >= _MANY and any(prose) and level < 0.9 and _are_alike_wide(left, right):
        return True  # a column of text beside one that holds a table or a figure
    letters = [_mean_letters(rows) for rows in sides]
    if min(letters) < 6 or max(map(_share_of_digits, (left, right))) > 0.4:
        return False
    return level < 0.5 or (min(map(len, sides)) > _SHORTEST and all(prose))


def _are_alike_wide(left: Sequence[Word], right: Sequence[Word]) -> bool:
    widths = [max(w.right for w in side) - min(w.left for w in side) for side in (left, right)]
    return min(widths) >= 0.5 * max(widths)


def _mean_letters(rows: dict[int, list[Word]]) -> float:
    return sum(len(word.text) + 1 for row in rows.values() for word in row) / len(rows)


def _share_of_digits(words: Sequence[Word]) -> float:
    letters = Counter("digit" if c.isdigit() else "other" for word in words for c in word.text)
    return letters["digit"] / max(1, letters.total())


def _level(left: Sequence[Word], right: Sequence[Word], unit: float) -> float:
    """How many lines of the side that has fewer stand level with a line of the other."""
    one, other = sorted(({round(w.base / (0.15 * unit)) for w in side} for side in (left, right)), key=len)
    return sum(1 for base in one if other & {base - 1, base, base + 1}) / len(one)


def _is_prose(rows: dict[int, list[Word]], unit: float) -> bool:
    """Whether most pieces of line are long, and as long as the longest, as in prose; cells of tables are neither."""
    pieces = [piece for row in rows.values() for piece in _pieces(row, unit)]
    widths = sorted(right - left for left, right, _ in pieces)
    if median(letters for *_, letters in pieces) < _PROSE_CHARACTERS:
        return False
    return median(widths) >= 0.6 * widths[len(widths) * 9 // 10]


def _pieces(row: list[Word], unit: float) -> list[tuple[float, float, int]]:
    """Left, right and letters of each run of words in a row that no wide space parts."""
    found: list[tuple[float, float, int]] = []
    for word in sorted(row, key=lambda w: w.left):
        if found and word.left - found[-1][1] < unit:
            left, right, letters = found.pop()
            found.append((left, max(right, word.right), letters + 1 + len(word.text)))
        else:
            found.append((word.left, word.right, len(word.text)))
    return found


def _end(left: Sequence[Word], right: Sequence[Word], bottom: float, unit: float) -> float:
    """Where the columns end: the longer one goes on below the other only as far as no gap parts it."""
    sides = sorted((sorted(_middle(w) for w in side) for side in (left, right)), key=lambda side: side[-1])
    at = sides[0][-1]
    for middle in sides[1]:
        if middle > at:
            if middle - at > 2.5 * unit:
                return (at + middle) / 2
            at = middle
    return bottom
