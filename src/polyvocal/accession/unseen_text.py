"""Text of a page whose body shows next to none, because a script would have put it there: read from where it lies.

Pages drawn by scripts keep their article in linked data (`articleBody`), in `noscript` or in a `template`. The words
are found in the page's source as they stand there, so that edits alone make the reading text of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from polyvocal.accession.outline import Block, Outline, Piece, unhidden

_LINKED_DATA = re.compile(r"<script\b[^>]{0,300}\bld\+json\b[^>]{0,300}>", re.I)
_BODY = re.compile(r'"articleBody"\s{0,20}:\s{0,20}"((?:[^"\\]++|\\.)*+)"', re.S)
_END = re.compile(r"</script", re.I)
# In a JSON string: markup (its brackets may be escaped), an escape (two for a character beyond the first plane), or a
# character reference.
_MARK = re.compile(
    r"(?P<tag>(?:<|\\u003[cC])(?:(?!\\u003[eEcC])[^<>]){0,500}+(?:>|\\u003[eE]))"
    r"|(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)",
    re.S,
)
_PARAGRAPH = re.compile(r"\W*/?(?:u003[cC]/?)?(?:p|div|h[1-6]|li|ul|ol|blockquote|br|tr|section)\b", re.I)
_FEW, _TIMES = 40, 3
"""A body with fewer words shows next to nothing; what lies unseen must have as many, and so many times those shown."""


def unseen(page: str, seen: Outline) -> tuple[Outline, list[bool]] | None:
    """The page's outline with its unseen text, and which blocks are that text; None where the body has its own."""
    shown = sum(len(block.text.split()) for block in seen.blocks if not block.region)
    if shown >= _FEW:
        return None
    least = max(_FEW, _TIMES * shown) if seen.blocks else 1
    told = max(_bodies(page), key=_size, default=[])
    if _size(told) >= least:
        places = {block.start for block in told}
        blocks = sorted([*seen.blocks, *told], key=lambda block: block.start)
        outline = Outline(blocks, seen.containers, seen.figures, seen.titles)
        return outline, [block.start in places for block in blocks]
    behind = unhidden(page)
    own = [not block.region for block in behind.blocks]
    found = sum(len(block.text.split()) for block, is_own in zip(behind.blocks, own, strict=True) if is_own)
    return (behind, own) if seen.blocks and found - shown >= least else None


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _bodies(page: str) -> Iterator[list[Block]]:
    """The texts of articles in the page's linked data, each as blocks."""
    at = 0
    while script := _LINKED_DATA.search(page, at):
        closing = _END.search(page, script.end())
        at = closing.start() if closing else len(page)
        for body in _BODY.finditer(page, script.end(), at):
            yield list(_blocks(page, *body.span(1)))


def _blocks(page: str, start: int, end: int) -> Iterator[Block]:
    pieces: list[Piece] = []
    gap, at = "", start
    for mark in [*_MARK.finditer(page, start, end), None]:
        stop = mark.start() if mark else end
        if stop > at:
            pieces.append(Piece(at, stop))
        put = _meant(mark) if mark else "\n"
        if mark is None or "\n" in put:
            block = _block(page, pieces, gap)
            if block is not None:
                yield block
                gap, pieces = "", []
            # One line's end sets off a line, two a paragraph; markup sets off a paragraph by itself.
            gap = "\n\n" if gap or put == "\n\n" else "\n"
        elif mark and put:
            pieces.append(Piece(mark.start(), mark.end(), put))
        at = mark.end() if mark else end


def _meant(mark: re.Match[str]) -> str:
    """What a mark in the string stands for; markup stands for nothing, or for the break between two paragraphs."""
    if mark["tag"]:
        return "\n\n" if _PARAGRAPH.match(mark["tag"]) else ""
    if mark["reference"]:
        return unescape(mark["reference"])
    try:
        put: str = json.loads(f'"{mark[0]}"')
    except ValueError:
        return mark[0][1:]  # an escape that JSON does not know stands for the character behind it
    return put.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r", "\n").replace("\t", " ")


def _block(page: str, pieces: list[Piece], gap: str) -> Block | None:
    words = "".join(page[p.start : p.end] if p.put is None else p.put for p in pieces)
    text = " ".join(words.split())
    return Block(tuple(pieces), text, "", 0, False, gap, 0) if text else None
