"""Words cut at the end of a column's line, whose hyphen the machine that read the page has lost."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.terms import Edit
from polyvocal.usage import languages, load

RULE = "word cut at the line's end, hyphen lost"
_CUT = re.compile(r"(?<![\w'’-])([A-Za-zА-Яа-яё]{2,}+)[ \t]*+\r?\n[ \t]*+([a-zа-яё]{2,}+)(?![\w'’])")
_INSIDE = re.compile(r"(?<=[ \t\"“(])[A-Za-zА-Яа-яё]{2,}+(?=[ \t,.;:!?)”\"])")


def lost_hyphens(text: str) -> list[Edit]:
    r"""Edits that join such words: the whole is a word, and one of its halves at least is none.

    What is a word the page itself says, by using it inside its lines, or the list of common words.

    >>> lost_hyphens("the com\nmittee met; a committee of the whole")
    [Edit(start=7, end=8, put='', rule="word cut at the line's end, hyphen lost")]
    >>> lost_hyphens("he came to\nday and said that today he would be here to stay a day or so")
    []
    """
    cuts = list(_CUT.finditer(text))
    if not cuts:
        return []
    known = set(map(str.casefold, set(_INSIDE.findall(text)))) | common_words()
    return [
        Edit(cut.end(1), cut.start(2), "", RULE)
        for cut in cuts
        if (cut[1] + cut[2]).casefold() in known and not {cut[1].casefold(), cut[2]} <= known
    ]


@cache
def common_words() -> frozenset[str]:
    """The common words of all languages, in small letters."""
    return frozenset(w.casefold() for language in languages() for w in load(language, "common_words")["words"])
