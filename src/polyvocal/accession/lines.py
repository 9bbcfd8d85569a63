"""A plain text seen as lines with their places, gaps between them, and what a line looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from polyvocal.terms.line import Line
from polyvocal.usage import load

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=\w))*")
_PROSE_WORDS = 25
_WRAPPED = 45
_CLOSED = (".", ",", ";", ":", "…")


def paragraphs_of(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    r"""The lines, with those of one hard-wrapped paragraph made into one.

    A line goes on in the next where it is long and nothing stands between; newspaper columns are too narrow for that.

    >>> from polyvocal.terms.line import lines_of
    >>> wrapped = "The fleet put to sea in the night, and the ships\\nwere seen. HEAD"
    >>> len(paragraphs_of(wrapped, lines_of(wrapped)))
    1
    """
    found: list[Line] = []
    last = 0
    for line in lines:
        if found and line.gap == 0 and last >= _WRAPPED and not text[found[-1].end : line.start].strip():
            before = found[-1]
            found[-1] = Line(before.start, line.end, "", before.gap)
        else:
            found.append(line)
        last = len(line.words)
    return tuple(p if p.words else replace(p, words=text[p.start : p.end]) for p in found)


def is_prose(line: Line) -> bool:
    """Whether the line is a paragraph: many words, sentences with an end."""
    if len(line.words) < 100:
        return False
    return len(_WORD.findall(line.words)) >= _PROSE_WORDS


@cache
def small_words() -> frozenset[str]:
    """Words that stay small in a headline, of every language there is usage for."""
    return frozenset(w for language in ("en", "ru") for w in load(language, "accession")["headline"]["small"])


def is_headline(line: Line) -> bool:
    """Whether the line looks like a headline: short, not closed like a sentence, most words capitalised.

    >>> from polyvocal.terms.line import lines_of
    >>> [is_headline(line) for line in lines_of("The Battle of the Skagerrak\\nHe was there.\\nand then we left")]
    [True, False, False]
    """
    words = line.words
    if not 3 <= len(words) <= 160 or words[0] in "-*•·–—([" or (words.endswith(_CLOSED) and not words.isupper()):
        return False
    first = next((c for c in words if c.isalnum()), "")
    names = [w for w in _WORD.findall(words) if w.casefold() not in small_words()]
    if not names or not (first.isupper() or first.isdigit()):
        return False
    # Russian headlines are set like sentences: a capital at the start is all that can be asked.
    share = 0.0 if re.search("[а-яё]", words) else 0.6
    return sum(1 for w in names if w[0].isupper()) >= max(1, round(len(names) * share))
