"""Marks on a text: overlapping spans set as properly nested elements, no character changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

from polyvocal.reading_room.lines import Block


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters *start* to *end* as *kind* (a class of the stylesheet); *title* and *id* go on the first piece.

    *whole* marks are never split by others, only by the end of a block; *lang* is the language of what is marked.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    id: str = ""
    tag: str = "span"
    whole: bool = False
    lang: str = ""


def anchor(start: int, end: int) -> str:
    """The id of a marked passage, the same in every edition.

    >>> anchor(4, 9)
    'at-4-9'
    """
    return f"at-{start}-{end}"


def part_at(marks: Iterable[Mark], bounds: Sequence[int]) -> Iterator[Mark]:
    """*marks* cut in two wherever one crosses an offset of *bounds*.

    >>> [(m.start, m.end) for m in part_at([Mark(0, 9, "date")], [4])]
    [(0, 4), (4, 9)]
    """
    for mark in marks:
        start = mark.start
        inside = [bound for bound in bounds if mark.start < bound < mark.end]
        for bound in inside:
            yield replace(mark, start=start, end=bound, id=mark.id if start == mark.start else "")
            start = bound
        yield replace(mark, start=start, id=mark.id if start == mark.start else "")


def set_text(text: str, marks: Iterable[Mark], stretches: Sequence[Block]) -> list[Markup]:
    """Each stretch of *text* as HTML with *marks* nested: longer outside, crossing ones split, each id once.

    >>> set_text("a b c", [Mark(0, 3, "x"), Mark(2, 5, "y")], [Block(0, 5)])[0]
    Markup('<span class="x">a <span class="y">b</span></span><span class="y"> c</span>')
    """
    known = list(marks)
    bounds = sorted({bound for mark in known if mark.whole for bound in (mark.start, mark.end)})
    parted = [*part_at((m for m in known if not m.whole), bounds), *(m for m in known if m.whole)]
    queue = [(_rank(mark), mark) for mark in parted if mark.start < mark.end]
    heapify(queue)
    seen: set[str] = set()
    return [_set_stretch(text, block, queue, seen) for block in stretches]


def _rank(mark: Mark) -> tuple[int, int, bool, str, str]:
    return mark.start, -mark.end, not mark.whole, mark.kind, mark.title


def _set_stretch(
    text: str, block: Block, queue: list[tuple[tuple[int, int, bool, str, str], Mark]], seen: set[str]
) -> Markup:
    out: list[str] = []
    still_open: list[Mark] = []
    at = block.start
    while queue and queue[0][1].start < block.end:
        _, mark = heappop(queue)
        mark = replace(mark, start=max(mark.start, block.start))
        if mark.start >= mark.end:
            continue
        if mark.end > block.end:
            _requeue(queue, mark, block.end)
            mark = replace(mark, end=block.end)
        at = _close(text, block, out, still_open, at, mark.start)
        if still_open and mark.end > still_open[-1].end:
            _requeue(queue, mark, still_open[-1].end)
            mark = replace(mark, end=still_open[-1].end)
        out.append(escape_lines(text, at, mark.start, block))
        at = mark.start
        out.append(_open(mark, seen))
        still_open.append(mark)
    at = _close(text, block, out, still_open, at, block.end)
    out.append(escape_lines(text, at, block.end, block))
    return Markup("".join(out))


def _requeue(queue: list[tuple[tuple[int, int, bool, str, str], Mark]], mark: Mark, start: int) -> None:
    rest = replace(mark, start=start, id="")
    heappush(queue, (_rank(rest), rest))


def _close(text: str, block: Block, out: list[str], still_open: list[Mark], at: int, until: int) -> int:
    while still_open and still_open[-1].end <= until:
        mark = still_open.pop()
        out.append(escape_lines(text, at, mark.end, block))
        out.append(f"</{mark.tag}>")
        at = mark.end
    return at


def _open(mark: Mark, seen: set[str]) -> str:
    named = f' id="{escape(mark.id)}"' if mark.id and mark.id not in seen else ""
    seen.add(mark.id)
    titled = f' title="{escape(mark.title)}"' if mark.title else ""
    spoken = f' lang="{escape(mark.lang)}"' if mark.lang else ""
    return f'<{mark.tag} class="{mark.kind}"{named}{titled}{spoken}>'


def escape_lines(text: str, start: int, end: int, block: Block) -> str:
    """``text[start:end]`` as HTML, with the block's line breaks shown."""
    out: list[str] = []
    for bound in sorted(b for b in block.breaks if start <= b < end):
        out.append(f"{escape(text[start:bound])}<br>")
        start = bound
    out.append(str(escape(text[start:end])))
    return "".join(out)
