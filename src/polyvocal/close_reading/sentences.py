"""Sentences and paragraphs: where one thought ends, in print, on the web and in columns of OCR."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from polyvocal.terms import Sentence
from polyvocal.usage import load

_STOP = re.compile(r"([.!?…]+)[\"”’»)\]'*]*(\s+)[\"“‘«„(\[—–]*-?(?=([^\W_]))")
_LAST_WORD = re.compile(r"[^\s\"“”„«»()\[\]]+\Z")
_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"[\w'’]+")
_TERMINAL = tuple('.!?…:;"”»)]')
_CLOSING = tuple('.!?…"”»')
_UNWRAPPED = 120  # a block whose longest lines pass this was never wrapped: each of its newlines ends something
_SPACE = " \t\r\n\f\v\u00a0\u2028\u2029\ufeff"


class _Usage(NamedTuple):
    before_name: frozenset[str]
    before_figure: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]


@cache
def _usage(language: str) -> _Usage:
    table = load(language, "sentences")
    return _Usage(*(frozenset(table[field]) for field in _Usage._fields))


def divide_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Divide a text into sentences, trimmed, in order, each with the number of its paragraph.

    Closing quotes and brackets stay with their sentence; headings are sentences of their own; a newline
    inside a wrapped paragraph ends nothing. Where a stop might abbreviate, the sentence goes on: two sentences
    read as one lose less than one cut in the middle of a name.

    >>> text = "At Sea\\n\\nAdm. Scheer turned away. He lost\\nsight of them."
    >>> [(text[s.start : s.end], s.paragraph) for s in divide_sentences(text)]
    [('At Sea', 0), ('Adm. Scheer turned away.', 1), ('He lost\\nsight of them.', 1)]
    """
    usage = _usage(language)
    breaks = [(at, False) for at in _stops(text, usage)]
    breaks += [(at, True) for at in _line_ends(text)]
    breaks.sort()
    breaks.append((len(text), True))
    sentences: list[Sentence] = []
    start = paragraph = 0
    fresh = True  # whether the paragraph still has no sentence
    for at, ends_paragraph in breaks:
        words = text[start:at]
        trimmed = words.lstrip(_SPACE)
        if trimmed:
            begin = start + len(words) - len(trimmed)
            sentences.append(Sentence(begin, begin + len(trimmed.rstrip(_SPACE)), paragraph))
            fresh = False
        if ends_paragraph and not fresh:
            paragraph, fresh = paragraph + 1, True
        start = at
    return tuple(sentences)


def _stops(text: str, usage: _Usage) -> list[int]:
    """Offsets behind which a stop ends a sentence."""
    found = []
    for match in _STOP.finditer(text):
        following = match.group(3)
        if following.islower() and match.group(1)[-1] != "…":
            continue
        if following.islower() or (match.group(1) == "." and _abbreviates(text, match, usage)):
            continue
        found.append(match.end(2))
    return found


def _abbreviates(text: str, match: re.Match[str], usage: _Usage) -> bool:
    stop = match.start(1)
    window = text[max(0, stop - 24) : stop]
    last = _LAST_WORD.search(window)
    if last is None:
        return False
    word = last.group()
    follows = _FIRST_WORD.match(text, match.end())
    opens = follows is not None and follows.group() in usage.openers
    if len(word) == 1:
        return _initial(word, window, opens)
    word = word.lower()
    figure = text[match.end()].isdigit()
    if word in usage.before_name or (figure and word in usage.before_figure):
        return True
    if word in usage.either or _dotted(word):
        return not opens
    return False


def _initial(letter: str, window: str, opens: bool) -> bool:
    """Whether a single character with a stop is an initial or a list's number rather than the last word."""
    before = window[:-1].rstrip(" ")
    if letter.isdigit():
        return not before or before[-1] == "\n"
    return letter.isalpha() and (letter.isupper() or not opens) and not (opens and letter in "IVX")


def _dotted(word: str) -> bool:
    """Whether it is made of single letters and stops, as "u.s" or "т.е"."""
    return len(word) > 2 and word[1::2].strip(".") == "" and word[::2].isalpha()


def _line_ends(text: str) -> list[int]:
    """Offsets at which a line's end is the end of a paragraph or heading."""
    lines = [match.span() for match in _LINE.finditer(text)]
    ends: list[int] = []
    block: list[tuple[int, int]] = []
    for line in lines:
        if text[line[0] : line[1]].isspace() or (block and line[0] - block[-1][1] > 1):
            _divide_block(text, block, ends)
            block = []
        if not text[line[0] : line[1]].isspace():
            block.append(line)
    _divide_block(text, block, ends)
    return ends


def _divide_block(text: str, block: list[tuple[int, int]], ends: list[int]) -> None:
    """Add the paragraph ends of a block of lines that no blank line divides."""
    if not block:
        return
    lengths = sorted(end - start for start, end in block)
    # In a long block a few wide lines are two columns that OCR read as one.
    unwrapped = lengths[-1] > _UNWRAPPED and (len(block) < 12 or lengths[len(lengths) * 3 // 4] > _UNWRAPPED)
    width = lengths[len(lengths) * 4 // 5]
    line = text[block[0][0] : block[0][1]].strip()
    for (start, end), (next_start, next_end) in pairwise(block):
        following = text[next_start:next_end].strip()
        if unwrapped or _ends_paragraph(line, following, end - start, width):
            ends.append(end)
        line = following
    ends.append(block[-1][1])


def _ends_paragraph(line: str, following: str, length: int, width: int) -> bool:
    """Whether a line of a wrapped block is the last of its paragraph, or a headline."""
    if len(line) > 3 and len(following) > 3 and (line.isupper() or following.isupper()):
        # Capitals set off headlines, which run on over lines of capitals.
        return line.isupper() != following.isupper() and not line.endswith((",", "-"))
    short = length < 0.7 * width
    return short and following[:1].isupper() and (line.endswith(_CLOSING) or not line.endswith((",", "-", ";")))
