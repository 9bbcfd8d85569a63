"""Tallies of votes: "passed 52-48", "voted 312 to 187"."""

from __future__ import annotations

from polyvocal.close_reading.figures.draft import Draft
from polyvocal.close_reading.figures.hedges import Bounded
from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.phrases import Counted
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_DASHES = frozenset("-–—‑")
_REACH = 7
_STOPS = frozenset(".;:()")


def tally(words: Words, i: int, tables: Tables) -> list[Draft] | None:
    """The two counts of a vote that begins at word *i*, where words of voting stand close before or behind."""
    between = words.low(i + 1)
    dashed = between in _DASHES
    if not (dashed or between in tables.words["tally.to"]) or not (_whole(words.lows[i]) and _whole(words.low(i + 2))):
        return None
    if words.low(i - 1) in _DASHES or words.low(i + 3) in _DASHES or words.glued(i + 1) != words.glued(i + 2):
        return None
    if words.low(i + 3) in tables.measures or tables.percent.at(words.lows, i + 3):
        return None
    if words.low(i + 3) not in tables.words["tally.nouns"] and not _voted(words, i, tables):
        return None
    return [_count(words, k) for k in (i, i + 2)]


def _whole(word: str) -> bool:
    """Whether the word is a number of votes, not a year or a decimal."""
    digits = word.replace(",", "")
    return digits.isdigit() and digits[0] != "0" and (len(digits) < 4 or "," in word)


def _voted(words: Words, i: int, tables: Tables) -> bool:
    """Whether a word of voting governs: a verb with nothing but its object between."""
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        word = words.lows[j]
        if word in _STOPS or word in tables.words["tally.never"]:
            return False
        if word in tables.words["tally.verbs"] or (word in tables.words["tally.nouns"] and i - j < 4):
            return True
    return False


def _count(words: Words, k: int) -> Draft:
    value = float(words.lows[k].replace(",", ""))
    numeral = Numeral(k, k, value, value, "exact", 1, plain=True, spelled=False)
    return Draft(numeral, Counted(k, noun="vote"), Bounded("exact", k, k, False), kind="votes")
