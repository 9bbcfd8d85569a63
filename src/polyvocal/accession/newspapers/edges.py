"""Where an item that is known to begin does begin: no item ends with a headline, so what stands above is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.accession.newspapers.heads import signs
from polyvocal.accession.newspapers.shapes import Shape

_BODY, _LAST = 3, 8  # lines of prose among the last ones of the item above
_NUMBER = re.compile(r"\d[\d.,]*")
_DECKS = 9  # lines of a headline with its debris
_SURE = 2  # lines of headline that are one even in the midst of a sentence


def with_heads_above(shapes: Sequence[Shape], starts: Sequence[int]) -> list[int]:
    """The starts, each moved up over the lines of headline right above it."""
    found = [0]
    for start in starts[1:]:
        found.append(_top(shapes, start, found[-1]))
    return found


def _top(shapes: Sequence[Shape], start: int, above: int) -> int:
    top = start
    heads = 0
    for k in range(start - 1, max(above + _BODY, start - _DECKS), -1):
        if _ends_text(shapes, k):
            break
        if shapes[k].look not in ("debris", "rule"):
            top = k
            heads += shapes[k].is_head
    sure = shapes[top - 1].closed or heads >= _SURE or any(s.look == "capitals" for s in shapes[top:start])
    behind_text = sum(shape.is_text for shape in shapes[max(above, top - _LAST) : top]) >= _BODY
    return top if heads and sure and behind_text else start


def _ends_text(shapes: Sequence[Shape], k: int) -> bool:
    """Whether line *k* belongs to the text above: prose, its last line, what signs it."""
    shape = shapes[k]
    if shape.is_text or shape.ends or signs(shapes, k):
        return True
    if shape.look in ("debris", "rule", "credit"):
        return False
    words = shape.line.words
    if words[0].islower() or (shape.look != "capitals" and (words.count(",") > 1 or len(_NUMBER.findall(words)) > 1)):
        return True
    # A title with a full stop is one where it stands by itself, and the end of a sentence where that began above.
    return shape.closed and not (shape.look == "capitals" or (shape.look == "title" and _stands_apart(shapes, k)))


def _stands_apart(shapes: Sequence[Shape], k: int) -> bool:
    """Whether the titles that line *k* closes come behind the end of a sentence."""
    while k > 0 and shapes[k - 1].look == "title" and not shapes[k - 1].closed:
        k -= 1
    return k > 0 and shapes[k - 1].closed
