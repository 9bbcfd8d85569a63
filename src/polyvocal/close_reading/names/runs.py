"""Runs of capitalised words, the raw material of names."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from polyvocal.close_reading.names.lexicon import Lexicon

_REST = re.compile(r"([-\xad]?)\n([a-zà-ÿа-яё]+)(?![\w])")
_OWNING = frozenset(["’s", "'s", "’", "'", "’ and", "' and"])


class Word(NamedTuple):
    """A capitalised word: its place, the word, and what parts it from the one before ("" when adjacent)."""

    start: int
    end: int
    word: str
    link: str


def runs(text: str, start: int, end: int, lexicon: Lexicon, whole: Collection[str] = ()) -> list[list[Word]]:
    """Capitalised words of ``text[start:end]``, grouped where only a link word or a space parts them.

    A word cut by the end of a line is one word where a hyphen says so, or where the lists or *whole*, the capitalised
    words of the record, have the whole.

    >>> from polyvocal.close_reading.names.lexicon import lexicon_of
    >>> found = runs("On Monday the Bank of France paid J. Smith.", 0, 43, lexicon_of("en"))
    >>> [[w.word for w in run] for run in found]
    [['On', 'Monday'], ['Bank', 'France'], ['J.', 'Smith']]
    """
    found: list[list[Word]] = []
    run: list[Word] = []
    for match in lexicon.word.finditer(text, start, end):
        begin, stop = match.span()
        word = match.group()
        if text.startswith(("\n", "-\n", "\xad\n"), stop) and stop < end:
            rest = _REST.match(text, stop, end)
            if rest is not None and _is_cut(word, rest[1], rest[2], lexicon, whole):
                word, stop = word + rest.group(2), rest.end()
        link = _link(text, run[-1], begin, word, lexicon) if run else None
        if link is None:
            if run:
                found.append(run)
            run = []
        run.append(Word(begin, stop, word, link or ""))
    if run:
        found.append(run)
    return found


def _is_cut(word: str, hyphen: str, rest: str, lexicon: Lexicon, whole: Collection[str]) -> bool:
    """Whether two pieces that a line's end parts are one word."""
    if word + rest in lexicon.known or (word + rest in whole and rest not in lexicon.common):
        return True
    return bool(hyphen) and rest not in lexicon.common and word not in lexicon.titles and len(rest) > 1


def _link(text: str, last: Word, begin: int, word: str, lexicon: Lexicon) -> str | None:
    """What parts two words, or None where they belong to different runs."""
    if begin - last.end > 12:
        return None
    gap = text[last.end : begin]
    if gap in (" ", "\n"):
        return ""
    if gap == ", " and word.rstrip(".") in lexicon.after_comma:
        return ""
    words = " ".join(gap.split())
    if words in _OWNING and last.word in lexicon.owners:
        return ""
    if words in lexicon.links:
        return words
    return "" if all(word in lexicon.particles for word in words.split()) and gap.count("\n") < 2 else None
