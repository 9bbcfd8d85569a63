"""Printed pages put into words: columns, lines, paragraphs, running heads, from boxes to a text with its edits."""

from polyvocal.accession.page_layout.composing import Composition, compose
from polyvocal.accession.page_layout.lines import set_lines
from polyvocal.accession.page_layout.white_space import columns
from polyvocal.accession.page_layout.words import SetLine, SetPage, Word

__all__ = ["Composition", "SetLine", "SetPage", "Word", "columns", "compose", "set_lines"]
