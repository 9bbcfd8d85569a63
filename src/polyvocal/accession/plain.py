"""A plain text made into reading texts: furniture cut, lines repaired, glued posts and newspaper pages divided."""

from __future__ import annotations

import itertools

from polyvocal.accession.division import post_starts
from polyvocal.accession.edits import settle, trim, within
from polyvocal.accession.extract import Extract, Stretch
from polyvocal.accession.furniture import furniture, printed_twice
from polyvocal.accession.lines import paragraphs_of
from polyvocal.accession.newspapers import read_page
from polyvocal.accession.repairs import repairs
from polyvocal.terms.line import lines_of


def read(text: str) -> Extract:
    """The records of a plain text; empty where it has no words."""
    return Extract(tuple(read_plain(text)))


def read_plain(text: str) -> list[Stretch]:
    r"""The records of a plain text, in order; their places cover it.

    >>> [s.place for s in read_plain("One line.\n\nHeader Ads\n")]
    [(0, 22)]
    """
    lines = lines_of(text)
    if not lines:
        return []
    items = read_page(text, lines)
    if items is not None:
        return items
    cuts, lines_left = furniture(lines)
    doubles, lines_left = printed_twice(lines_left)
    if not lines_left:  # nothing but furniture is still what the file says
        cuts, doubles, lines_left = [], [], list(lines)
    edits = settle([*cuts, *doubles, *repairs(text)])
    paragraphs = paragraphs_of(text, lines_left)
    starts = [paragraphs[i].start for i in post_starts(paragraphs)]
    bounds = [0, *starts[1:], len(text)]
    places = list(itertools.pairwise(bounds))
    return [Stretch(place, tuple(trim(text, place, within(edits, place)))) for place in places]
