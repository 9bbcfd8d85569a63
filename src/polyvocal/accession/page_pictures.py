"""Pictures with a caption on a page: the stretch of the source that each takes up, and the words of its caption.

A picture is an image with words that the page itself marks as its caption (`figcaption`, a class that says so, or the
few words of a `figure`). What decorates a page (icons, portraits of commenters, pixels that count visits) has none.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from polyvocal.accession.outline import Block, Figure, Outline, Piece
from polyvocal.usage import languages, load

RULE = "caption of a picture 1"
IN_ARTICLE = "caption on the page 1"
_IMAGE = re.compile(r"<(?:amp-)?img\b[^>]{0,6000}>", re.I)
_SIDE = re.compile(r"\b(?:width|height)\s*[=:]\s*[\"']?\s*(\d{1,4})(?!\d|\s*%)", re.I)
_NAMED = re.compile(r"\b(?:class|id|src|alt|role)\s*=\s*(?:\"([^\"]{0,500})|'([^']{0,500})|([^\s\"'>]{1,500}))", re.I)
_DECORATION = re.compile(
    r"(?<![a-z])(?:icons?|avatars?|gravatar|logos?|emojis?|smil(?:ey|ies)|pixel|spacer|sprites?|badges?|adverts?|"
    r"advertisement|banners?|doubleclick|tracking|captcha|spinner|loader|button)(?![a-z])",
    re.I,
)
_SMALL = 64
"""Pixels: what is set smaller on either side is a sign and no picture to look at."""
_WORD = re.compile(r"\w+")
_FEWEST, _MOST = 3, 150
"""Words of a caption: fewer are a credit alone, more are a text."""
_BARE_MOST = 60  # words in a figure whose caption nothing marks
_BETWEEN = 12  # words that may stand between an image and its caption: a credit
_ASIDE = 80  # words that a page may show between a picture and its main text
_REACH, _JUST = 20_000, 1500
"""Characters: the most of an element for a picture; how far before a caption an image in no element with it stands."""
_PICTURES = 200
_FIGURES = 600  # a page made to choke a reader has more


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture's *place* in the source, and which *blocks* of the page are its caption, in order, each once."""

    place: tuple[int, int]
    blocks: tuple[int, ...]


def pictures(page: str, seen: Outline, kept: Sequence[bool]) -> list[Pictured]:
    """The captioned pictures by the page's main text (*kept* blocks), in order; their places lie apart."""
    if not seen.figures:
        return []
    starts = [block.start for block in seen.blocks]
    near = _by_main_text(seen.blocks, kept)
    found: list[Pictured] = []
    for place, span in sorted(_captioned(page, seen.figures)):
        blocks = range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))
        once = _once(seen.blocks, blocks)
        if not once or not all(near[i] for i in blocks) or not _is_caption([seen.blocks[i] for i in once]):
            continue
        shown = range(bisect_left(starts, place[0]), bisect_left(starts, place[1]))
        limit = _BARE_MOST if place == span else _BETWEEN
        beside = sum(
            _words(seen.blocks[i].text) for i in (shown if place == span else range(shown.start, blocks.start))
        )
        if beside > limit or (found and place[0] < found[-1].place[1]):
            continue
        if _shows_something(page, *place):
            found.append(Pictured(place, once))
    return found[:_PICTURES]


def _captioned(page: str, figures: Sequence[Figure]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches that hold an image and its words, with the stretch of the words."""
    whole = [f for f in figures[:_FIGURES] if 0 < f.end - f.start <= _REACH]
    holders = [f for f in whole if _IMAGE.search(page, f.start, f.end)]
    taken: list[Figure] = []
    captions: list[Figure] = []
    for words in whole:
        inside = captions and words.start < captions[-1].end
        if words.is_caption and not inside and not _IMAGE.search(page, words.start, words.end):
            captions.append(words)
    for words in captions:
        round_it = [f for f in holders if f.start < words.start and words.end <= f.end]
        images = _images(page, round_it[-1].start, round_it[-1].end) if round_it else []
        if round_it:
            taken.append(round_it[-1])
        if len(images) == 1:
            yield (round_it[-1].start, round_it[-1].end), (words.start, words.end)
        elif before := _image_before(page, words, round_it):
            yield (before, words.end), (words.start, words.end)
    for figure in holders:
        alone = not any(figure.start <= f.start < figure.end for f in (*taken, *captions))
        if alone and not any(f is not figure and figure.start < f.start < figure.end for f in holders):
            yield (figure.start, figure.end), (figure.start, figure.end)


def _images(page: str, start: int, end: int) -> list[int]:
    """Where the images of a stretch stand, the same one written again for browsers without scripts aside."""
    told: dict[str, int] = {}
    for image in _IMAGE.finditer(page, start, end):
        hidden = page.rfind("<noscript", start, image.start()) > page.rfind("</noscript", start, image.start())
        told.setdefault("" if hidden and told else str(image.start()), image.start())
    return [at for key, at in told.items() if key] or list(told.values())


def _image_before(page: str, words: Figure, round_it: Sequence[Figure]) -> int | None:
    """The last image that stands before a caption in the nearest element round both; None where there is none."""
    for above in [round_it[-1].start] if round_it else (*words.above, words.start - _JUST):
        images = _images(page, max(above, words.start - _REACH), words.start)
        if images:
            return images[-1]
    return None


def _by_main_text(blocks: Sequence[Block], kept: Sequence[bool]) -> list[bool]:
    """Which blocks stand in the main text or not far from it, counted in words shown."""
    near = [False] * len(blocks)
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        far = _ASIDE + 1
        for i in order:
            far = 0 if kept[i] else far + _words(blocks[i].text)
            near[i] = near[i] or kept[i] or far - _words(blocks[i].text) <= _ASIDE
    return near


def _once(blocks: Sequence[Block], which: range) -> tuple[int, ...]:
    """The blocks of a caption without those that say again what another says."""
    told: list[str] = []
    kept: list[int] = []
    for i in which:
        words = plain(blocks[i].text)
        if words and not any(words in other for other in told):
            told.append(words)
            kept.append(i)
    return tuple(kept)


def plain(text: str) -> str:
    """The words of a text alone, for comparing.

    >>> plain("The mill, 1912.") == plain("the MILL 1912")
    True
    """
    return " ".join(_WORD.findall(text.casefold()))


def _words(text: str) -> int:
    return len(text.split())


def _is_caption(blocks: Sequence[Block]) -> bool:
    text = " ".join(block.text for block in blocks)
    linked = sum(block.linked for block in blocks)
    return (
        _FEWEST <= len(re.findall(r"[^\W_]+", text)) <= _MOST
        and not any(block.region or block.preformatted for block in blocks)
        and 5 * linked < 4 * len(text)  # words that only lead elsewhere announce another page
        and not any(pattern.fullmatch(text.strip(" .()[]")) for pattern in _calls())
    )


def parted(page: str, block: Block) -> Block:
    """A caption with a line's end between its words and the credit that another element sets apart without one."""
    pieces = [block.pieces[0]]
    for before, piece in itertools.pairwise(block.pieces):
        last, first = page[before.end - 1], page[piece.start]
        if piece.start > before.end and first.isupper() and (last.islower() or last in '.!?)”"'):
            pieces.append(Piece(piece.start, piece.start, "\n"))
        pieces.append(piece)
    return replace(block, pieces=tuple(pieces)) if len(pieces) > len(block.pieces) else block


@cache
def _calls() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(load(language, "pictures")["caption"]["never"], re.I) for language in languages())


def _shows_something(page: str, start: int, end: int) -> bool:
    """Whether one of the images is a picture to look at, by its size and the names it bears."""
    for image in _IMAGE.finditer(page, start, end):
        sides = [int(side) for side in _SIDE.findall(image[0])]
        names = " ".join("".join(said) for said in _NAMED.findall(image[0]))
        # Only the file's own name: a folder "banners" or a host "logos" holds pictures too.
        names = re.sub(r"\S*/", "", names)
        if not _DECORATION.search(names) and not any(0 <= side < _SMALL for side in sides):
            return True
    return False
