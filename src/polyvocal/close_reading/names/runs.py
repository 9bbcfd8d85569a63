"""Runs of capitalised words, the raw material of names."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters that open a capitalised word: Latin with its diacritics, Cyrillic.
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİĽŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽА-ЯЁІЇЄҐ"
# These keep their stop inside a name.
_ABBREVIATED = (
    "Mr|Mrs|Ms|Messrs|Mme|Mlle|Dr|Prof|Gen|Maj|Col|Capt|Lieut|Lt|Sgt|Sergt|Cpl|Corp|Pvt|Brig|Sen|Rep|Gov|Adm|Comdr|Cmdr"
    "|Rev|Hon|St|Ste|Mt|Ft|Jr|Sr|Wm|Chas|Geo|Jas|Jno|Thos|Robt|Edw|Saml|Alex|Fred|Supt|Insp|Inc|Ltd|Co|Bros|No"
)
_WORD = re.compile(
    rf"(?<![\w’'])(?:(?:[{_CAPITAL}]\.[ ]?){{2,}}(?<! )|(?:{_ABBREVIATED}|[{_CAPITAL}])\.(?=\s)"
    rf"|[{_CAPITAL}]\w*(?:[-’'](?![sS]\b)[\w]+)*|(?:al|el)-[{_CAPITAL}]\w+)"
)
# What may stand between two words of one name.
_LINKS = frozenset(
    ["of", "of the", "and", "&", "for", "for the", "on the", "in", "and the", "’s", "'s", "’", "'", "’ and", "' and"]
)
_PARTICLES = frozenset(
    "de du des la le von van der den di da del della el al bin bint ibn ben zu zur ter ten y dos das af av".split()
    + ["de la", "van der", "van den", "von der", "de los", "of de"]
)


class Word(NamedTuple):
    """A capitalised word: its place, the word, and what parts it from the one before ("" when adjacent)."""

    start: int
    end: int
    word: str
    link: str


def runs(text: str, start: int, end: int) -> list[list[Word]]:
    """Capitalised words of ``text[start:end]``, grouped where only a link word or a space parts them.

    >>> [[w.word for w in run] for run in runs("On Monday the Bank of France paid J. Smith.", 0, 43)]
    [['On', 'Monday'], ['Bank', 'France'], ['J.', 'Smith']]
    """
    found: list[list[Word]] = []
    run: list[Word] = []
    last = -1
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        link = _link(text, last, begin) if last >= 0 else None
        if link is None:
            if run:
                found.append(run)
            run = [Word(begin, stop, match.group(), "")]
        else:
            run.append(Word(begin, stop, match.group(), link))
        last = stop
    if run:
        found.append(run)
    return found


def _link(text: str, last: int, begin: int) -> str | None:
    """What parts two words, or None where they belong to different runs."""
    if begin - last > 12:
        return None
    gap = text[last:begin]
    if gap == " " or gap == "\n":
        return ""
    words = " ".join(gap.split())
    if not words:
        return "" if gap.count("\n") < 2 else None
    if words in _PARTICLES or words == "-":
        return "" if words != "-" else None
    return words if words in _LINKS else None
