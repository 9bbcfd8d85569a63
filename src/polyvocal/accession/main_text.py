"""Which blocks of a page are its main text: trafilatura decides, its answer is found again in the source."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from polyvocal.accession.outline import Block

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4
# Regions whose words are not the page's text even where nothing else is left to go by.
_OUTSIDE = frozenset(("navigation", "comments", "sharing", "related", "advertisement", "sidebar", "footer", "notice"))


def main_blocks(page: str, blocks: Sequence[Block]) -> tuple[list[bool], str]:
    """For each block whether it is main text, and by which means; never all False where there is a block.

    >>> main_blocks("", [])
    ([], 'none')
    """
    if not blocks:
        return [], "none"
    tokens = [_TOKEN.findall(block.text.casefold()) for block in blocks]
    for name, extract in _MEANS:
        words = extract(page)
        kept = _found_again(tokens, words) if words else []
        if any(kept):
            return kept, name
    kept = [block.region not in _OUTSIDE for block in blocks]
    return (kept, "body without furniture") if any(kept) else ([True] * len(blocks), "whole body")


def _precise(page: str) -> str:
    return _trafilatura(page, recall=False)


def _generous(page: str) -> str:
    return _trafilatura(page, recall=True)


def _trafilatura(page: str, *, recall: bool) -> str:
    from lxml.etree import LxmlError
    from trafilatura import extract

    # It reports every page without text; a page that stays without one becomes a setback, which says so once.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        return extract(page, include_comments=False, include_tables=True, favor_recall=recall) or ""
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        # A page too broken for the library's tree still has text; the next means reads it.
        return ""


_MEANS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("trafilatura", _precise),
    ("trafilatura, favouring recall", _generous),
)


def _found_again(blocks: Sequence[Sequence[str]], words: str) -> list[bool]:
    """Which blocks' tokens stand, in order, in *words*."""
    source = [token for tokens in blocks for token in tokens]
    lines = [_TOKEN.findall(line) for line in words.casefold().split("\n")]
    wanted = [token for line in lines for token in line]
    hits, used = _aligned(source, wanted)
    kept, at = [], 0
    for tokens in blocks:
        share = sum(hits[at : at + len(tokens)])
        kept.append(share >= 10 or 2 * share > len(tokens) > 0)
        at += len(tokens)
    _out_of_order(blocks, lines, used, kept)
    return kept


def _out_of_order(
    blocks: Sequence[Sequence[str]], lines: Sequence[Sequence[str]], used: bytearray, kept: list[bool]
) -> None:
    """Keep also blocks that the library moved to another place: its unused lines, found whole."""
    places = {tuple(tokens): i for i, tokens in reversed(list(enumerate(blocks))) if tokens and not kept[i]}
    at = 0
    for line in lines:
        if line and 2 * sum(used[at : at + len(line)]) < len(line):
            i = places.get(tuple(line))
            if i is not None:
                kept[i] = True
        at += len(line)


def _aligned(source: Sequence[str], wanted: Sequence[str]) -> tuple[bytearray, bytearray]:
    """Flags of the tokens on both sides that match each other in order, anchored at shingles unique on both."""
    hits, used = bytearray(len(source)), bytearray(len(wanted))
    left_s = left_w = 0
    for s, w in [*_anchors(source, wanted), (len(source), len(wanted))]:
        _fill(source, wanted, (left_s, s), (left_w, w), hits, used)
        for k in range(_SHINGLE if s < len(source) else 0):
            hits[s + k] = used[w + k] = 1
        left_s, left_w = max(left_s, s), max(left_w, w)
        if s < len(source):
            left_s, left_w = s + _SHINGLE, w + _SHINGLE
    return hits, used


def _anchors(source: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int]]:
    ours, theirs = _unique_shingles(source), _unique_shingles(wanted)
    pairs = [(s, theirs[shingle]) for shingle, s in ours.items() if theirs.get(shingle, -1) >= 0 <= s]
    chosen: list[tuple[int, int]] = []
    for pair in _increasing(pairs):
        if not chosen or (pair[0] >= chosen[-1][0] + _SHINGLE and pair[1] >= chosen[-1][1] + _SHINGLE):
            chosen.append(pair)
    return chosen


def _unique_shingles(tokens: Sequence[str]) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for i in range(len(tokens) - _SHINGLE + 1):
        shingle = tuple(tokens[i : i + _SHINGLE])
        seen[shingle] = -1 if shingle in seen else i
    return seen


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs (sorted by the first) whose second members increase (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for i, (_, w) in enumerate(pairs):
        k = bisect_left(tails, w)
        if k == len(tails):
            tails.append(w)
            ends.append(i)
        else:
            tails[k], ends[k] = w, i
        before[i] = ends[k - 1] if k else -1
    run: list[tuple[int, int]] = []
    i = ends[-1] if ends else -1
    while i >= 0:
        run.append(pairs[i])
        i = before[i]
    return run[::-1]


def _fill(
    source: Sequence[str],
    wanted: Sequence[str],
    s: tuple[int, int],
    w: tuple[int, int],
    hits: bytearray,
    used: bytearray,
) -> None:
    """Match what lies between two anchors: greedily forward, jumping only where two tokens in a row agree."""
    (at, s_end), (i, w_end) = s, w
    if at >= s_end or i >= w_end:
        return
    places: dict[tuple[str, str], list[int]] = {}
    for k in range(at, s_end - 1):
        places.setdefault((source[k], source[k + 1]), []).append(k)
    while i < w_end and at < s_end:
        if source[at] != wanted[i]:
            here = places.get((wanted[i], wanted[i + 1]), []) if i + 1 < w_end else []
            k = bisect_left(here, at)
            if k == len(here):
                i += 1
                continue
            at = here[k]
        hits[at] = used[i] = 1
        at, i = at + 1, i + 1
