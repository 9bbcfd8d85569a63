"""A page of HTML made into reading texts: its posts' stretches of the source, and the edits that leave their words."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence

from polyvocal.accession.extract import Extract, Stretch
from polyvocal.accession.main_text import main_blocks
from polyvocal.accession.outline import Block, Container, Outline, Piece, outline
from polyvocal.accession.page_pictures import IN_ARTICLE, RULE, Pictured, parted, pictures, plain
from polyvocal.accession.repairs import mended
from polyvocal.accession.unseen_text import named, unseen
from polyvocal.terms import Alignment, Edit, Mark

_SPACES = re.compile(r"\s+")
# A post bears a day or a line of credits; an element of a list that bears neither is a part of one document.
_CREDIT = re.compile(
    r"<time\b|\bclass\s*=\s*[\"'][^\"'>]*(?:date|byline|posted|author|meta)|\bitemprop\s*=\s*[\"']datePublished", re.I
)
_NAME_ALONE = "the page was saved without its text, which a script would have fetched: only its title is held"
_POST_WORDS = 40
"""A post on a page of several has a text: fewer words make a teaser, and a page of teasers is an index."""


def read(page: str) -> Extract:
    """The records of a web page: its documents, then its pictures; empty where the page has no words at all.

    A page of which only the head says something gives that, with a loss that tells so.
    """
    documents, shown = _read(page)
    if documents:
        return Extract((*documents, *shown))
    blocks = named(page).blocks
    if not blocks:
        return Extract(())
    name = _document(page, (0, len(page)), blocks, range(len(blocks)), [True] * len(blocks), [])
    return Extract((name,), losses=(_NAME_ALONE,))


def read_page(page: str) -> list[Stretch]:
    """The documents of *page*, in order; their places cover it. Empty where the page has no words at all.

    >>> [len(read_page(page)) for page in ("<p>One day.", "<script>1</script>")]
    [1, 0]
    """
    return _read(page)[0]


def _read(page: str) -> tuple[list[Stretch], list[Stretch]]:
    """The documents of a page, and the captioned pictures that lie in their places."""
    seen = outline(page)
    lying_unseen = unseen(page, seen)
    seen, unseen_kept = lying_unseen or (seen, [])
    if not seen.blocks:
        return [], []
    posts = [] if unseen_kept else _posts(seen, page)
    if unseen_kept:
        places, keeps = [(0, len(page))], [unseen_kept]
    elif not posts:
        kept, _ = main_blocks(page, seen.blocks)
        places, keeps = [(0, len(page))], [kept]
    else:
        places, keeps = _divided(page, seen, posts)
    shown = pictures(page, seen, [keep for kept in keeps for keep in kept])
    documents, at = [], 0
    for place, kept in zip(places, keeps, strict=True):
        own = range(at, at + len(kept))
        captions = [one for one in shown if one.blocks[0] in own and one.blocks[-1] in own]
        documents.append(_document(page, place, seen.blocks, own, kept, captions))
        at = own.stop
    return documents, [_picture(page, one, seen) for one in shown]


def _divided(
    page: str, seen: Outline, posts: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[list[bool]]]:
    """The places of several posts, which cover the page, and of each the blocks that are kept."""
    bounds = [0, *(start for start, _ in posts[1:]), len(page)]
    places = list(itertools.pairwise(bounds))
    keeps, at = [], 0
    for (start, end), place in zip(posts, places, strict=True):
        until = at
        while until < len(seen.blocks) and seen.blocks[until].start < place[1]:
            until += 1
        keeps.append(_kept_of_post(page, start, end, seen.blocks[at:until]))
        at = until
    return places, keeps


def _document(
    page: str,
    place: tuple[int, int],
    blocks: Sequence[Block],
    own: range,
    kept: Sequence[bool],
    captions: Sequence[Pictured],
) -> Stretch:
    """A document of the page; the captions in it are marked, and read once where they are printed twice."""
    again = _again(blocks, own, kept, captions)
    written = list(blocks[own.start : own.stop])
    for i in (i for one in captions for i in one.blocks):
        written[i - own.start] = parted(page, blocks[i])
    edits = tuple(_edits(page, place, written, kept, [i - own.start for i in again]))
    inside = sorted({i for one in captions for i in one.blocks if kept[i - own.start] and i not in again})
    marks = []
    if inside:
        alignment = Alignment(page, place, edits)
        for i in inside:
            start, end = alignment.to_reading(blocks[i].start, blocks[i].end)
            if start < end:
                marks.append(Mark(start, end, "caption", IN_ARTICLE))
    return Stretch(place, edits, marks=tuple(marks))


def _again(blocks: Sequence[Block], own: range, kept: Sequence[bool], captions: Sequence[Pictured]) -> set[int]:
    """The blocks that say again, inside a picture or right behind it, what its caption says."""
    again = set()
    for one in captions:
        said = [plain(blocks[i].text) for i in one.blocks]
        behind = [i for i in range(one.blocks[-1] + 1, own.stop) if kept[i - own.start]][:1]
        inside = [i for i in own if one.place[0] <= blocks[i].start < one.place[1] and i not in one.blocks]
        again |= {i for i in (*inside, *behind) if plain(blocks[i].text) in (*said, " ".join(said))}
    return again


def _picture(page: str, one: Pictured, seen: Outline) -> Stretch:
    blocks = [parted(page, block) for block in seen.blocks if one.place[0] <= block.start < one.place[1]]
    chosen = {seen.blocks[i].start for i in one.blocks}
    # Two records of a page cannot begin at one character: a page that begins with a picture is itself a record.
    place = (max(1, one.place[0]), one.place[1])
    edits = tuple(_edits(page, place, blocks, [block.start in chosen for block in blocks]))
    size = len(Alignment(page, place, edits).text)
    return Stretch(place, edits, marks=(Mark(0, size, "caption", RULE),))


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


def _edits(
    page: str, place: tuple[int, int], blocks: Sequence[Block], kept: Sequence[bool], again: Collection[int] = ()
) -> list[Edit]:
    writer = _Writer(page, place[0])
    for i, (block, keep) in enumerate(zip(blocks, kept, strict=True)):
        if i in again:
            writer.cut(block.start, block.end, "printed twice")
        elif keep:
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
                self.edits.append(Edit(piece.start, piece.end, put, "character" if put.strip() else "white space"))
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
                yield pending if plain or pending.put == "\n" else Piece(pending.start, pending.end, " ")
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
