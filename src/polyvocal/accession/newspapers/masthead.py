"""The masthead: lines with the day of issue, volume, price and edition, which belong to no item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from polyvocal.accession.newspapers.shapes import Shape
from polyvocal.accession.newspapers.signs import paper_nouns, sign
from polyvocal.terms import Edit

RULE = "masthead"
_YEAR = re.compile(r"\b1[6-9]\d\d\b|\b20\d\d\b|\b[IlJ1][0-9OolIi]{3}\b")
TOP = 40
"""Lines among which the masthead stands, banners and ears being read first."""
_NUMBERED = re.compile(r"(?i)\bvol\b|\bno\b[.:]? ?\d")
_DAY_AND_YEAR = re.compile(r"\b[0-3]?\d[.,]{1,2} ?(?:1[6-9]|20)\d\d\W{0,3}$")  # the weekday may be misread
_LONGEST, _SHORT = 140, 90


@lru_cache(maxsize=1 << 12)
def is_issue_line(words: str, *, top: bool = False) -> bool:
    """Whether a line gives the day of issue: weekday, month and year; in capitals, unless it stands at the *top*.

    >>> [is_issue_line(w) for w in ("BISMARCK, SATURDAY MORNING, JUNE 10, 1916.", "on Saturday, June 10, 1916, he")]
    [True, False]
    >>> is_issue_line("Thursday, June 8, 1916.", top=True), is_issue_line("he came on Thursday, June 8, 1916", top=True)
    (True, False)
    """
    if len(words) > _LONGEST or not _YEAR.search(words):
        return False
    if top and words[0].isupper() and len(words) <= _SHORT:
        words = words.upper()
    if not sign("masthead", "month").search(words):
        return False
    if sign("masthead", "weekday").search(words) or _NUMBERED.search(words):
        return True
    return words.isupper() and len(words) <= _SHORT and _DAY_AND_YEAR.search(words) is not None


def masthead_edits(shapes: Sequence[Shape]) -> list[Edit]:
    """Cuts of the masthead's lines: the line of issue wherever it was read, its companions at the top of the page."""
    edits = []
    for i, shape in enumerate(shapes):
        words = shape.line.words
        if is_issue_line(words, top=i < TOP) or (i < TOP and (is_companion(words) or _is_name(shapes, i))):
            edits.append(Edit(shape.line.start, shape.line.end, "", RULE))
    return edits


def _is_name(shapes: Sequence[Shape], i: int) -> bool:
    """Whether line *i* is the name of the paper: it ends as such names do, beside the day of issue or the volume."""
    shape = shapes[i]
    if not shape.is_head or not 2 <= len(shape.line.words.split()) <= 6 or not shape.words:
        return False
    if shape.words[-1].casefold() not in paper_nouns():
        return False
    beside = shapes[max(0, i - 3) : i + 5]
    return any(is_issue_line(s.line.words, top=True) or is_companion(s.line.words) for s in beside)


def is_companion(words: str) -> bool:
    """Whether a line is one of those that stand beside the day of issue: volume, number, price, edition."""
    return len(words) <= _LONGEST and any(
        sign("masthead", name).match(words) for name in ("volume", "edition", "price")
    )
