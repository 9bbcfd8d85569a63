"""What a line of a newspaper column looks like: capitals, a title, prose, a rule, debris."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from polyvocal.accession.newspapers.signs import ends_item, is_credit, is_dateline, word_list
from polyvocal.terms.line import Line

Look = Literal["capitals", "title", "prose", "short", "rule", "debris", "dateline", "credit"]
"""Prose fills its column with small letters; "short" is everything that fits nowhere else."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL_WORD = re.compile(
    r"[aeiouyаеёиоуыэюя][b-df-hj-np-tv-zб-джзй-нп-тф-щ]|[b-df-hj-np-tv-zб-джзй-нп-тф-щ][aeiouyаеёиоуыэюя]"
)
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюя]", re.I)
_CONSONANT = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]", re.I)
# Behind the stop there may be a sign, or a letter, of the rule between two columns.
_CLOSED = re.compile(r"[.!?][\"'”’»)\]*]*(?:\W{0,2}| [a-z])$|[—–-]{2,}$")
_INITIAL = re.compile(r"(?:^|(?<![NDUS]\.) |[^\w. ])[A-ZА-ЯЁ]\.$")  # of a name that goes on below, not of a state
_TAIL = 6  # characters in which a sentence's end is sought
_CAPITAL_SHARE, _TITLE_SHARE = 0.75, 0.8
_NARROWEST, _WIDEST = 18, 60
_FULL, _SMALL_SHARE = 0.55, 0.3


@dataclass(frozen=True, slots=True)
class Shape:
    """One line with its look; *closed* where a sentence can end on it, *ends* where an item must."""

    line: Line
    look: Look
    closed: bool
    ends: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a reader can make out."""
        return legible(self.line.words)

    @property
    def is_head(self) -> bool:
        """Whether a headline can look like this."""
        return self.look in ("capitals", "title")

    @property
    def is_text(self) -> bool:
        """Whether the line belongs to running text."""
        return self.look in ("prose", "dateline")


def column_width(lines: Sequence[Line]) -> int:
    """Characters in a full line of the page's usual column: the width that three lines in four keep to.

    >>> column_width([Line(0, 0, "x" * n, 0) for n in (10, 34, 36, 36, 35, 34, 12, 36)])
    36
    """
    widths = sorted(len(line.words) for line in lines if len(line.words) >= _NARROWEST)
    if not widths:
        return _NARROWEST
    return min(_WIDEST, widths[(3 * len(widths)) // 4])


@lru_cache(maxsize=1 << 13)
def legible(words: str) -> tuple[str, ...]:
    """The words of three letters and more that have vowels and consonants."""
    return tuple(filter(_is_legible, _WORD.findall(words)))


@lru_cache(maxsize=1 << 15)
def _is_legible(word: str) -> bool:
    """Whether it has three letters or more, vowels and consonants among them."""
    return len(word) > 2 and _VOWEL.search(word) is not None and _CONSONANT.search(word) is not None


def shapes_of(lines: Sequence[Line]) -> list[Shape]:
    """The shape of each line, measured against the page's usual column."""
    width = column_width(lines)
    looks = [_look(line.words, width) for line in lines]
    shapes: list[Shape] = []
    goes_on = False
    for line, look in zip(reversed(lines), reversed(looks), strict=True):
        # A point before a small letter is that of a shortened word, or a hyphen misread.
        words = line.words
        shapes.append(Shape(line, look, not goes_on and _is_closed(words), ends_item(words)))
        goes_on = look == "prose" and words[0].islower()
    return shapes[::-1]


def shape_of(line: Line, width: int) -> Shape:
    """The shape of one line in a column *width* characters wide.

    >>> [shape_of(Line(0, 0, w, 0), 36).look for w in ("FLEETS MEET AT SEA", "The Losses Are Heavy", "* * *")]
    ['capitals', 'title', 'rule']
    >>> [shape_of(Line(0, 0, w, 0), 36).look for w in ("LONDON, June 3.-The fleets", "which put to sea in the night")]
    ['dateline', 'prose']
    """
    words = line.words
    return Shape(line, _look(words, width), _is_closed(words), ends_item(words))


def _is_closed(words: str) -> bool:
    if (words[-1].isalnum() and words[-2:-1] != " ") or _CLOSED.search(words[-_TAIL:]) is None:
        return False
    last = words.rpartition(" ")[2]
    return last not in _shortened() and _INITIAL.search(words) is None


@cache
def _shortened() -> frozenset[str]:
    return frozenset(f"{word}." for word in word_list("shortened"))


def _look(words: str, width: int) -> Look:
    if words[0].islower() and _SMALL_WORD.search(words):  # a line that goes on with a sentence, as most do
        return "prose" if len(words) >= _FULL * width else "short"
    every = _WORD.findall(words)
    letters = "".join(every).replace("'", "").replace("’", "")
    if len(letters) < 3:
        return "rule" if not any(map(str.isalnum, words)) else "debris"
    if is_dateline(words):
        return "dateline"
    if is_credit(words):
        return "credit"
    known = tuple(filter(_is_legible, every))
    if not known:
        return "debris"
    if sum(map(str.isupper, letters)) >= _CAPITAL_SHARE * len(letters):
        return "capitals"
    if _is_title(words, every):
        return "title"
    return "prose" if len(words) >= _FULL * width and _small_share(known) >= _SMALL_SHARE else "short"


def _small_share(known: tuple[str, ...]) -> float:
    return sum(word[0].islower() for word in known) / len(known)


def _is_title(words: str, every: list[str]) -> bool:
    if words.rstrip("\"'”’)").endswith((",", ":")) or "...." in words:  # leaders: a line of a list
        return False
    first = next((c for c in words if c.isalnum()), "")
    if not every or not (first.isupper() or first.isdigit()):
        return False
    small = word_list("small")
    big = [word[0] for word in every if word.casefold() not in small]
    return 2 * len(big) >= len(every) and sum(map(str.isupper, big)) >= max(1, _TITLE_SHARE * len(big))
