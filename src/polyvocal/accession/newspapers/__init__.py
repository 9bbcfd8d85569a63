"""Newspaper pages as machines read them: told from other texts, divided into items, their damage marked or mended."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from polyvocal.accession.edits import settle, trim, within
from polyvocal.accession.extract import Stretch
from polyvocal.accession.newspapers.dividing import item_starts
from polyvocal.accession.newspapers.joining import lost_hyphens
from polyvocal.accession.newspapers.masthead import masthead_edits
from polyvocal.accession.newspapers.noise import noise_marks
from polyvocal.accession.newspapers.shapes import column_width, shapes_of
from polyvocal.accession.newspapers.telling import is_newspaper, may_be_newspaper
from polyvocal.accession.repairs import repairs
from polyvocal.terms import Alignment
from polyvocal.terms.line import Line

__all__ = ["read_page"]


def read_page(text: str, lines: Sequence[Line]) -> list[Stretch] | None:
    """The items of a newspaper page in the order in which they were read, covering it; None where it is no such page.

    *lines* are all lines of *text* that have words.
    """
    if not may_be_newspaper(lines):
        return None
    shapes = shapes_of(lines)
    if not is_newspaper(shapes):
        return None
    edits = settle([*masthead_edits(shapes), *repairs(text), *lost_hyphens(text)])
    width = column_width(lines)
    starts = [lines[i].start for i in item_starts(shapes)]
    places = itertools.pairwise([0, *starts[1:], len(text)])
    found = []
    for place in places:
        own = tuple(trim(text, place, within(edits, place)))
        found.append(Stretch(place, own, marks=noise_marks(Alignment(text, place, own).text, width)))
    return found
