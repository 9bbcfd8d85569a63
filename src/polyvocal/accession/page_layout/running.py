"""What pages repeat around their text: running heads, running feet, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.accession.page_layout.words import SetLine, SetPage

_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[\W_]*([ivxlc]{1,8})[\W_]*", re.I)
_LOOSE = re.compile(r"[^\w#]+")
_ROWS = 2  # that a head or foot may have
_NEAR = 4  # pages: a head of left-hand pages is met on every second, a plate may fall out
_LEVEL = 0.02  # of the page's height
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

Place = tuple[int, int]
"""A line: the index of its page, its index on the page."""


def running_lines(pages: Sequence[SetPage]) -> dict[Place, str]:
    """The lines that belong to the pages and not to their text, each with what it is.

    A line counts where it comes again, at the same height at the top or foot of other pages near by, with the same
    words; a number in it must stay, or rise as the pages do: "Chapter 1" and "Chapter 2" are headings.
    """
    least = 2 if len(pages) <= 3 else 3
    met: dict[tuple[str, str], list[tuple[Place, SetLine]]] = {}
    for n, page in enumerate(pages):
        for edge, k in _edges(page):
            met.setdefault((edge, _key(page.lines[k].text)), []).append(((n, k), page.lines[k]))
    found: dict[Place, str] = {}
    for (edge, key), lines in met.items():
        if len(lines) >= least and key:
            for place in _repeated(lines, pages, least):
                found[place] = "page number" if key == "#" else f"running {edge}"
    return found


def _edges(page: SetPage) -> list[tuple[str, int]]:
    """The lines at the top and at the foot of a page, by their index."""
    order = sorted(range(len(page.lines)), key=lambda k: page.lines[k].base)
    return [("head", k) for k in _rows(page, order)] + [("foot", k) for k in _rows(page, order[::-1])]


def _rows(page: SetPage, order: Sequence[int]) -> list[int]:
    taken: list[int] = []
    bases: list[float] = []
    for k in order:
        line = page.lines[k]
        if not bases or abs(line.base - bases[-1]) > 0.5 * line.size:
            bases.append(line.base)
        if len(bases) > _ROWS:
            break
        taken.append(k)
    return taken


def _key(text: str) -> str:
    """The words of a line with every number made the same.

    >>> _key("– 12 –"), _key("The Fleet  77"), _key("xiv")
    ('#', 'the fleet #', '#')
    """
    if len(text) > 200:
        return ""
    if _ROMAN.fullmatch(text):
        return "#"
    return _LOOSE.sub(" ", _NUMBER.sub("#", text.casefold())).strip()


def _numbers(text: str) -> tuple[int, ...]:
    roman = _ROMAN.fullmatch(text)
    if roman:
        values = [_VALUES[letter] for letter in roman[1].lower()]
        return (sum(-v if v < max([*values[i + 1 :], 0]) else v for i, v in enumerate(values)),)
    return tuple(int(number[:9]) for number in _NUMBER.findall(text))


def _repeated(lines: Sequence[tuple[Place, SetLine]], pages: Sequence[SetPage], least: int) -> list[Place]:
    """Those of the lines that stand in a run of *least* or more, page after page."""
    found: list[Place] = []
    run: list[tuple[Place, SetLine]] = []
    for item in [*lines, None]:
        if item is not None and run and item[0][0] == run[-1][0][0]:
            continue  # the same words twice on one page
        if item is not None and (not run or _follows(run[-1], item, pages)):
            run.append(item)
            continue
        if len(run) >= least:
            found += [place for place, _ in run]
        run = [item] if item is not None else []
    return found


def _follows(one: tuple[Place, SetLine], other: tuple[Place, SetLine], pages: Sequence[SetPage]) -> bool:
    apart = other[0][0] - one[0][0]
    height = max(pages[one[0][0]].height, 1.0)
    if apart > _NEAR or abs(one[1].base - other[1].base) > _LEVEL * height:
        return False
    before, after = _numbers(one[1].text), _numbers(other[1].text)
    return len(before) == len(after) and all(b - a in (0, apart) for a, b in zip(before, after, strict=True)) and (
        before != after or _key(one[1].text) != "#"
    )  # fmt: skip
