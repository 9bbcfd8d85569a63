"""Telling a newspaper page, as a machine read it, from every other plain text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from polyvocal.accession.newspapers.masthead import TOP, is_companion, is_issue_line
from polyvocal.accession.newspapers.shapes import Shape, column_width
from polyvocal.terms.line import Line

_LINES = 120
_COLUMN, _NARROW_SHARE = 60, 0.85
_USUAL = 56
_SMALL_START = 0.35
_GAPS = 0.34
_SIGNS, _HEADLINES = 2, 3


def may_be_newspaper(lines: Sequence[Line]) -> bool:
    """Whether the lines are as many and as narrow as those of a newspaper page; cheap, so asked first.

    Verse is as narrow, but its lines open with capitals; mail and books are set wider, or with blank lines between.
    """
    if len(lines) < _LINES:
        return False
    if sum(len(line.words) <= _COLUMN for line in lines) < _NARROW_SHARE * len(lines):
        return False
    if sum(line.gap > 0 for line in lines) > _GAPS * len(lines):
        return False
    width = column_width(lines)
    full = [line for line in lines if len(line.words) >= 0.6 * width]
    return width <= _USUAL and sum(line.words[0].islower() for line in full) >= _SMALL_START * len(full)


def is_newspaper(shapes: Sequence[Shape]) -> bool:
    """Whether narrow lines also carry headlines, and what only newspapers have: a masthead, datelines, credits.

    Two such signs are asked for; a line with the day of issue at the top of the page counts as two.
    """
    capitals = sum(
        shape.look == "capitals" and len(shape.words) > 1 and before.look != "capitals"
        for before, shape in itertools.pairwise(shapes)
    )
    titles = sum(shape.look == "title" for shape in shapes)
    if capitals < _HEADLINES and titles < 3 * _HEADLINES:
        return False
    return _signs(shapes) >= _SIGNS


def _signs(shapes: Sequence[Shape]) -> int:
    found = 0
    for i, shape in enumerate(shapes):
        words = shape.line.words
        if is_issue_line(words, top=i < TOP):
            found += 2
        elif shape.look in ("dateline", "credit") or shape.ends or (i < TOP and is_companion(words)):
            found += 1
        if found >= _SIGNS:
            break
    return found
