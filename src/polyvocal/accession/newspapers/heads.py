"""Headlines: lines of capitals with the decks under them, titles of short items, what repeats a title below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polyvocal.accession.newspapers.shapes import Shape
from polyvocal.accession.newspapers.signs import word_list

_LONGEST = 14
_BELOW = 4
_SMALL_DECKS = 2  # lines of a deck in small letters
_KICKER = 8  # lines above the capitals that may be decks read too early
_STACK, _STACK_WORDS = 3, 8  # lines and words of a deck that no cross-head has
_SIGNED = re.compile(
    r"\W{0,2}[—–-]\W?\w|(?:[A-Z]\w{0,5}\. ?){1,3}[^\W\d]{3,}[.,]$"
    r"|[A-Z][^\W\d]{2,} (?:[A-Z]\. ?){1,2}[A-Z][^\W\d]{2,}[.,]$"
)
_COUPLE = re.compile(r"\W{0,3}M[Rr]\.? (?:AND|and) M[Rr][Ss]\.? (?:[A-Z]\.? ){0,2}[A-Z][^\W\d]+[.,]$")
_NUMBER = re.compile(r"\d+")
_SIGNATURE = 4  # words of a signature
_NOTICE = 5  # letters of a word that heads a notice alone


@dataclass(frozen=True, slots=True)
class Head:
    """Lines *start* to *end* of a page as a headline with its decks, *capitals* of them in capitals.

    *has_dateline* tells that a report opens right below, *lists* that commas part its words, or that
    it has several numbers: rows of a list.
    """

    start: int
    end: int
    capitals: int
    words: tuple[str, ...]
    has_dateline: bool
    lists: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether it may as well be a cross-head inside an item: no capitals, and no more than two lines."""
        if not self.capitals:
            return self.lists or self.end - self.start < _STACK or len(self.words) < _STACK_WORDS
        return len(self.words) < 2 and len(self.words[0]) < _NOTICE


def head_at(shapes: Sequence[Shape], start: int) -> Head | None:
    """The headline that begins at line *start*; None where the line is no beginning of one."""
    end, capitals, commas, numbers = start, 0, 0, 0
    words: list[str] = []
    while end < len(shapes) and end - start < _LONGEST:
        shape = shapes[end]
        if shape.ends or not (shape.is_head or (shape.look in ("rule", "debris") and capitals)):
            break
        capitals += shape.look == "capitals"
        commas += shape.line.words.count(",")
        numbers += len(_NUMBER.findall(shape.line.words))
        words += shape.words
        end += 1
    while end > start and not shapes[end - 1].is_head:
        end -= 1
    if end == start or not words:
        return None
    lists = not capitals and (commas > 0 or numbers > end - start)
    return Head(start, end, capitals, tuple(words), _dateline_below(shapes, end), lists)


def _dateline_below(shapes: Sequence[Shape], end: int) -> bool:
    """Whether a report opens below: the last lines of a deck, set like a sentence or misread, may stand between."""
    decks = 0
    for shape in shapes[end : end + _BELOW]:
        if shape.look in ("dateline", "credit"):
            return True
        decks += shape.look == "prose" and (not shape.closed or decks > 0)
        if decks > _SMALL_DECKS or (shape.closed and decks > 1):
            return False
    return False


def repeats(shapes: Sequence[Shape], head: Head) -> bool:
    """Whether the text's first two lines have a name that stands in the title, as the leads of short items do."""
    title = {word.casefold() for word in head.words} - word_list("small")
    lead = [word for shape in shapes[head.end : head.end + 2] for word in shape.words if word[0].isupper()]
    return len({word.casefold() for word in lead} & title) >= 2


def trimmed(shapes: Sequence[Shape], head: Head) -> Head:
    """The headline without the lines before its capitals: the end of a text that reads like a title."""
    start = next((i for i in range(head.start, head.end) if shapes[i].look == "capitals"), head.start)
    return replace(head, start=start)


def without_signature(shapes: Sequence[Shape], head: Head) -> Head:
    """The headline without the name, of a person or a paper, that signs the text above it."""
    start = head.start
    if head.end - start > 1 and signs(shapes, start):
        start += 1
        # Who signs with a comma tells the office on the next line.
        if shapes[start - 1].line.words.endswith(",") and head.end - start > 1 and shapes[start].closed:
            start += 1
    return replace(head, start=start)


def signs(shapes: Sequence[Shape], i: int) -> bool:
    """Whether line *i* signs the text above it, where that ends, or has a dash before the name of its paper."""
    words = shapes[i].line.words.rstrip(" *'\"_~^|•")
    if not words.endswith((".", ",")):
        return False
    dash = i > 0 and shapes[i - 1].line.words.endswith(("—", "–", ".-"))
    return is_signature(words) or (dash and len(words.split()) <= _SIGNATURE)


def is_signature(words: str) -> bool:
    """Whether a line signs the text above it: a name with initials and a full stop, or a paper's name after a dash.

    >>> [is_signature(w) for w in ("A. B. HOLLIS.", "-Herald.", "Wm. F. Clarke.", "NO. 5 IS LOST.", "PEACE.")]
    [True, True, True, False, False]
    >>> is_signature("Mr. and Mrs. A. B. Hollis.")
    True
    """
    if not words.endswith((".", ",")):
        return False
    return _COUPLE.match(words) is not None or (len(words.split()) <= _SIGNATURE and _SIGNED.match(words) is not None)


def with_kicker(shapes: Sequence[Shape], head: Head) -> Head:
    """The headline with the titles right above its capitals, where they are set apart from the text before them."""
    top = head.start
    while top > 0 and head.start - top < _KICKER and not shapes[top - 1].is_text and shapes[top - 1].look != "credit":
        top -= 1
    for start in range(max(top, 1), head.start - 1):
        above = shapes[start : head.start]
        titles = sum(shape.look == "title" for shape in above)
        if not (shapes[start].look == "title" and shapes[start - 1].closed) or titles < 1:
            continue
        if len(shapes[start].words) > 1 and not any(shape.line.words.count(",") > 1 for shape in above):
            return replace(head, start=start)
    return head


def stands_over_text(shapes: Sequence[Shape], head: Head) -> bool:
    """Whether a sentence opens below the headline, so that it cannot itself be the first line of one."""
    below = next((shape for shape in shapes[head.end : head.end + 3] if shape.look not in ("rule", "debris")), None)
    first = next((c for c in below.line.words if c.isalnum()), "") if below is not None else ""
    return bool(first) and not first.islower()
