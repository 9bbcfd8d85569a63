"""Headlines: lines of capitals with the decks under them, titles of short items, what repeats a title below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polyvocal.accession.newspapers.shapes import Shape
from polyvocal.accession.newspapers.signs import word_list

_LONGEST = 14
_BELOW = 4
_KICKER = 8  # lines above the capitals that may be decks read too early
_STACK, _STACK_WORDS = 3, 8  # lines and words of a deck that no cross-head has
_SIGNED = re.compile(r"\W{0,2}[—–-]\W?\w|(?:[A-Z]\w{0,5}\. ?){1,3}[^\W\d]{3,}[.,]$")
_SIGNATURE = 4  # words of a signature
_NOTICE = 5  # letters of a word that heads a notice alone


@dataclass(frozen=True, slots=True)
class Head:
    """Lines *start* to *end* of a page as a headline with its decks, *capitals* of them in capitals.

    *has_dateline* tells that a report opens right below, *lists* that commas part its words: a list of names.
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
    end, capitals, commas = start, 0, 0
    words: list[str] = []
    while end < len(shapes) and end - start < _LONGEST:
        shape = shapes[end]
        if shape.ends or not (shape.is_head or (shape.look in ("rule", "debris") and capitals)):
            break
        capitals += shape.look == "capitals"
        commas += shape.line.words.count(",")
        words += shape.words
        end += 1
    while end > start and not shapes[end - 1].is_head:
        end -= 1
    if end == start or not words:
        return None
    return Head(start, end, capitals, tuple(words), _dateline_below(shapes, end), commas > 0 and not capitals)


def _dateline_below(shapes: Sequence[Shape], end: int) -> bool:
    for shape in shapes[end : end + _BELOW]:
        if shape.look in ("dateline", "credit"):
            return True
        if shape.look == "prose" and not shape.closed:
            return False
    return False


def repeats(shapes: Sequence[Shape], head: Head) -> bool:
    """Whether the text's first line has a name that stands in the title, as the leads of short local items do."""
    title = {word.casefold() for word in head.words} - word_list("small")
    lead = [word for shape in shapes[head.end : head.end + 1] for word in shape.words if word[0].isupper()]
    return len({word.casefold() for word in lead} & title) >= 2


def trimmed(shapes: Sequence[Shape], head: Head) -> Head:
    """The headline without the lines before its capitals: the end of a text that reads like a title."""
    start = next((i for i in range(head.start, head.end) if shapes[i].look == "capitals"), head.start)
    return replace(head, start=start)


def without_signature(shapes: Sequence[Shape], head: Head) -> Head:
    """The headline without the name, of a person or a paper, that signs the text above it."""
    if head.end - head.start < 2 or not is_signature(shapes[head.start].line.words):
        return head
    return replace(head, start=head.start + 1)


def is_signature(words: str) -> bool:
    """Whether a line signs the text above it: a name with initials and a full stop, or a paper's name after a dash.

    >>> [is_signature(w) for w in ("A. B. HOLLIS.", "-Herald.", "Wm. F. Clarke.", "NO. 5 IS LOST.", "PEACE.")]
    [True, True, True, False, False]
    """
    return len(words.split()) <= _SIGNATURE and words.endswith((".", ",")) and _SIGNED.match(words) is not None


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
