"""A page of HTML made into reading texts: its posts' stretches of the source, and the edits that leave their words."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from polyvocal.accession.extract import Extract, Stretch
from polyvocal.accession.main_text import main_blocks
from polyvocal.accession.outline import Block, Container, Outline, Piece, outline
from polyvocal.accession.repairs import mended
from polyvocal.terms import Edit

_SPACES = re.compile(r"\s+")
# A post bears a day or a line of credits; an element of a list that bears neither is a part of one document.
_CREDIT = re.compile(
    r"<time\b|\bclass\s*=\s*[\"'][^\"'>]*(?:date|byline|posted|author|meta)|\bitemprop\s*=\s*[\"']datePublished", re.I
)
_POST_WORDS = 40
"""A post on a page of several has a text: fewer words make a teaser, and a page of teasers is an index."""


def read(page: str) -> Extract:
    """The records of a web page; empty where the page has no words at all."""
    return Extract(tuple(read_page(page)))


def read_page(page: str) -> list[Stretch]:
    """The records of *page*, in order; their places cover it. Empty where the page has no words at all.

    >>> [len(read_page(page)) for page in ("<p>One day.", "<script>1</script>")]
    [1, 0]
    """
    seen = outline(page)
    if not seen.blocks:
        return []
    posts = _posts(seen, page)
    if not posts:
        kept, _ = main_blocks(page, seen.blocks)
        return [Stretch((0, len(page)), tuple(_edits(page, (0, len(page)), seen.blocks, kept)))]
    bounds = [0, *(start for start, _ in posts[1:]), len(page)]
    stretches = []
    at = 0
    for (start, end), place in zip(posts, itertools.pairwise(bounds), strict=True):
        until = at
        while until < len(seen.blocks) and seen.blocks[until].start < place[1]:
            until += 1
        blocks = seen.blocks[at:until]
        at = until
        stretches.append(Stretch(place, tuple(_edits(page, place, blocks, _kept_of_post(page, start, end, blocks)))))
    return stretches


def _kept_of_post(page: str, start: int, end: int, blocks: Sequence[Block]) -> list[bool]:
    inside = [start <= block.start < end for block in blocks]
    own = [block for block, is_in in zip(blocks, inside, strict=True) if is_in]
    answer, _ = main_blocks(f"<html><body>{page[start:end]}</body></html>", own)
    answers = iter(answer)
    return [is_in and next(answers) for is_in in inside]


def _posts(seen: Outline, page: str) -> list[tuple[int, int]]:
    """Stretches of at least two posts, each with a text of its own; [] where the page holds one document."""
    starts = [block.start for block in seen.blocks]
    words = [0]
    for block in seen.blocks:
        own = 0 if block.region or block.heading else (len(block.text) - block.linked) * len(block.text.split())
        words.append(words[-1] + own // max(1, len(block.text)))

    def count(start: int, end: int) -> int:
        return words[bisect_left(starts, end)] - words[bisect_left(starts, start)]

    best: list[tuple[int, int]] = []
    for group in _groups(seen.containers):
        stretches = [(c.start, c.end) for c in group]
        dated = sum(1 for start, end in stretches if _CREDIT.search(page, start, end))
        longer = sum(count(*s) for s in stretches) > sum(count(*s) for s in best)
        if longer and 2 * dated > len(stretches) and _several(stretches, count):
            best = stretches
    if not best and len(seen.titles) > 1:
        marked = list(zip(seen.titles, [*seen.titles[1:], len(page)], strict=True))
        best = marked if _several(marked, count) else []
    return best


def _several(stretches: Sequence[tuple[int, int]], count: Callable[[int, int], int]) -> bool:
    sizes = [count(start, end) for start, end in stretches]
    full = [size for size in sizes if size >= _POST_WORDS]
    # One long article among short ones is an article with teasers of others.
    return len(full) >= 2 and 2 * len(full) > len(sizes) and sorted(full)[-2] * 8 >= max(full)


def _groups(containers: Sequence[Container]) -> Iterator[list[Container]]:
    """Containers of one signature that do not lie inside each other and stand in the page's body."""
    for signature in sorted({c.signature for c in containers}):
        group: list[Container] = []
        for container in containers:
            if container.signature != signature or container.region:
                continue
            if not group or container.start >= group[-1].end:
                group.append(container)
        if len(group) > 1:
            yield group


def _edits(page: str, place: tuple[int, int], blocks: Sequence[Block], kept: Sequence[bool]) -> list[Edit]:
    writer = _Writer(page, place[0])
    for block, keep in zip(blocks, kept, strict=True):
        if keep:
            writer.write(block)
        else:
            writer.cut(
                block.start, block.end, f"cut: {block.region or ('heading' if block.heading else 'not main text')}"
            )
    writer.finish(place[1])
    return writer.edits


class _Writer:
    """Turns kept blocks into edits: all that is not kept is cut, markup between two blocks becomes a break."""

    def __init__(self, page: str, start: int) -> None:
        self.edits: list[Edit] = []
        self._page, self._at = page, start
        self._written, self._gap = False, ""

    def cut(self, start: int, end: int, rule: str) -> None:
        """Cut ``[start:end]`` for *rule*, and the markup before it."""
        self._drop(start, "markup")
        self._drop(end, rule)

    def finish(self, end: int) -> None:
        """Cut all that is left."""
        self._drop(end, "markup")

    def _drop(self, end: int, rule: str) -> None:
        if end > self._at:
            last = self.edits[-1] if self.edits else None
            if last and last.end == self._at and last.rule == rule and not last.put:
                self.edits[-1] = Edit(last.start, end, "", rule)
            else:
                self.edits.append(Edit(self._at, end, "", rule))
            self._at = end

    def write(self, block: Block) -> None:
        """Keep the words of *block*."""
        gap = "" if not self._written else block.gap or "\n\n"
        for piece in _even(self._page, block):
            self._drop(piece.start, "markup")
            put = piece.put
            if gap:
                self._insert(gap)
                gap = ""
            if put is not None:
                self.edits.append(Edit(piece.start, piece.end, put, "white space" if put == " " else "character"))
            self._at = piece.end
        self._written = True

    def _insert(self, gap: str) -> None:
        last = self.edits[-1] if self.edits else None
        if last and last.end == self._at and not last.put:
            self.edits[-1] = Edit(last.start, last.end, gap, last.rule)
        else:
            self.edits.append(Edit(self._at, self._at, gap, "break between blocks"))


def _even(page: str, block: Block) -> Iterator[Piece]:
    """The block's pieces with its white space evened out, damaged characters mended, and none at its edges."""
    pending: Piece | None = None
    begun = False
    for piece in block.pieces:
        for part in _parts(page, piece, block.preformatted):
            blank = page[part.start : part.end].isspace() if part.put is None else not part.put.strip()
            if blank and not (block.preformatted and begun):
                pending = pending or (part if begun else None)
                continue
            if pending is not None:
                plain = pending.put is None and page[pending.start : pending.end] == " "
                yield pending if plain else Piece(pending.start, pending.end, " ")
                pending = None
            begun = True
            yield part


def _parts(page: str, piece: Piece, preformatted: bool) -> Iterator[Piece]:
    """A piece split at white space that must change and at characters that must be mended."""
    if piece.put is not None:
        yield piece
        return
    changes = [(e.start, e.end, e.put) for e in mended(page, piece.start, piece.end)]
    if not preformatted:
        changes += [(m.start(), m.end(), " ") for m in _SPACES.finditer(page, piece.start, piece.end)
                    if m.start() == piece.start or m.end() == piece.end or m[0] != " "]  # fmt: skip
    at = piece.start
    for start, end, put in sorted(changes):
        if start < at:
            continue
        if start > at:
            yield Piece(at, start)
        yield Piece(start, end, None if put == page[start:end] else put)
        at = end
    if at < piece.end:
        yield Piece(at, piece.end)
