"""Text of a page whose body shows next to none, because a script would have put it there: read from where it lies.

Pages drawn by scripts keep their article in linked data (`articleBody`), in `noscript`, in a `template` or in the data
of their scripts; of some only the head was saved, which says what the page is called. The words are found in the
page's source as they stand there, so that edits alone make the reading text of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from polyvocal.accession.markup import attributes, tokens
from polyvocal.accession.outline import Block, Outline, Piece, unhidden
from polyvocal.accession.script_data import Run, articles

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
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_HEAD = frozenset(("og:title", "twitter:title", "description", "og:description", "twitter:description"))
_NAME_WORDS = 3
"""A name of fewer words ("Moved", "Untitled document") tells nothing of what the page was."""
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
        return _beside(seen, told)
    behind = unhidden(page)
    own = [not block.region for block in behind.blocks]
    found = sum(len(block.text.split()) for block, is_own in zip(behind.blocks, own, strict=True) if is_own)
    if seen.blocks and found - shown >= least:
        return behind, own
    names = [block.text for block in named(page).blocks]
    told = max((list(_blocks(page, runs)) for runs in articles(page, names)), key=_size, default=[])
    return _beside(seen, told) if _size(told) >= max(_FEW, least) else None


def named(page: str) -> Outline:
    """What the head of a page says of it, title and description: all that is left where its text was not saved.

    >>> [block.text for block in named("<title>The mill at Varde stands still</title><body>").blocks]
    ['The mill at Varde stands still']
    """
    told: list[Block] = []
    titled = -1
    for token in tokens(page):
        found = None
        if token.name == "body":
            break
        if token.name == "title" and token.kind == "open":
            titled = token.end
        elif token.name == "title" and titled >= 0:
            found, titled = _block(page, list(_pieces(page, titled, token.start)), "\n\n"), -1
        elif token.name == "meta" and token.kind == "open":
            found = _described(page, token.start, token.end, attributes(page, token))
        if found and not any(found.text in block.text for block in told):
            told = [*(block for block in told if block.text not in found.text), found]
    return Outline(told if any(len(block.text.split()) >= _NAME_WORDS for block in told) else [])


def _described(page: str, start: int, end: int, given: dict[str, str]) -> Block | None:
    name = (given.get("property") or given.get("name") or "").lower()
    words = given.get("content", "")
    at = page.find(words, start, end) if name in _HEAD and words.strip() else -1
    return _block(page, list(_pieces(page, at, at + len(words))), "\n\n") if at >= 0 else None


def _pieces(page: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for reference in _REFERENCE.finditer(page, start, end):
        if reference.start() > at:
            yield Piece(at, reference.start())
        at = reference.end()
        yield Piece(reference.start(), at, unescape(reference[0]))
    if end > at:
        yield Piece(at, end)


def _beside(seen: Outline, told: list[Block]) -> tuple[Outline, list[bool]]:
    """The outline with the blocks of the unseen text in it, which alone are kept."""
    places = {block.start for block in told}
    blocks = sorted([*seen.blocks, *told], key=lambda block: block.start)
    outline = Outline(blocks, seen.containers, seen.figures, seen.titles)
    return outline, [block.start in places for block in blocks]


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _bodies(page: str) -> Iterator[list[Block]]:
    """The texts of articles in the page's linked data, each as blocks."""
    at = 0
    while script := _LINKED_DATA.search(page, at):
        closing = _END.search(page, script.end())
        at = closing.start() if closing else len(page)
        for body in _BODY.finditer(page, script.end(), at):
            yield list(_blocks(page, [Run(*body.span(1), "")]))


def _blocks(page: str, runs: Sequence[Run]) -> Iterator[Block]:
    """The paragraphs of strings that stand one behind the other."""
    pieces: list[Piece] = []
    gap = ""
    for start, end, put in _parts(page, runs):
        if put is None:
            pieces.append(Piece(start, end))
        elif "\n" in put:
            block = _block(page, pieces, gap)
            if block is not None:
                yield block
                gap, pieces = "", []
            # One line's end sets off a line, two a paragraph; markup sets off a paragraph by itself.
            gap = "\n\n" if gap or put == "\n\n" else "\n"
        elif put:
            pieces.append(Piece(start, end, put))


def _parts(page: str, runs: Sequence[Run]) -> Iterator[tuple[int, int, str | None]]:
    """The stretches of the strings with what they stand for: None for themselves, "" for nothing."""
    for run in runs:
        if run.gap:
            yield run.start, run.start, run.gap
        at = run.start
        for mark in _MARK.finditer(page, run.start, run.end):
            if mark.start() > at:
                yield at, mark.start(), None
            yield mark.start(), mark.end(), _meant(mark)
            at = mark.end()
        if run.end > at:
            yield at, run.end, None
    yield at, at, "\n"


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
