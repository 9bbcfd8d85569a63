"""The words of one level of one sentence: what stands inside quotation marks is one token from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from polyvocal.close_reading.voices.quotations import Quotation

QUOTE, SCARE = "“…”", "‘…’"
"""Tokens that stand for a quotation, and for a word or two in quotation marks within another's sentence."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|--+|[^\w\s]")
_BROKEN = re.compile(r"([^\W\d_]+)[-¬«]?[ ]?\n\s*([^\W\d_]+)")
_NESTED = re.compile(r"(?<!\w)(?:‘(?=\w)[^‘“”]{1,400}?[,.!?…—-]+’|'(?=\w)[^'\"“”]{1,400}?[,.!?]+')(?!\w)")
_SCARE_WORDS = 4
_LONGEST = 400
_ENCLITICS = frozenset(("m", "re", "ve", "ll", "d", "s"))
_HOSTS = frozenset(["i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "what"])


class Field:
    """Tokens of one level of a sentence, as parallel lists; *quotes* maps a token to its quotation."""

    __slots__ = ("cap", "end", "ends", "inside", "low", "paragraph", "prior", "quotes", "sentence", "start", "starts")

    def __init__(self, start: int, end: int, paragraph: int, sentence: int, inside: int | None) -> None:
        self.start, self.end, self.paragraph, self.sentence, self.inside = start, end, paragraph, sentence, inside
        self.low: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.cap: list[bool] = []
        self.quotes: dict[int, int] = {}
        self.prior = False  # whether the first token is a quotation that ended just before the sentence

    def add(self, low: str, start: int, end: int, cap: bool = False) -> None:
        """Append one token."""
        self.low.append(low)
        self.starts.append(start)
        self.ends.append(end)
        self.cap.append(cap)

    def read(self, text: str, start: int, end: int, triggers: frozenset[str]) -> None:
        """Append the words of ``text[start:end]``; a cue that a line break cut in two is one word."""
        if self.inside is not None:
            for nested in _NESTED.finditer(text, start, end):
                self._read(text, start, nested.start(), triggers)
                self.add(QUOTE, nested.start(), nested.end(), True)
                start = nested.end()
        self._read(text, start, end, triggers)

    def _read(self, text: str, start: int, end: int, triggers: frozenset[str]) -> None:
        broken = _mended(text, start, end, triggers)
        skip = -1
        for match in _TOKEN.finditer(text, start, end):
            at = match.start()
            if at < skip:
                continue
            word = match.group()
            if at in broken:
                skip, word = broken[at]
                self.add(word, at, skip, text[at].isupper())
                continue
            low = word.lower().replace("’", "'")
            base, mark, ending = low.rpartition("'")
            if mark and ending in _ENCLITICS and base in _HOSTS:
                cut = at + len(base)
                self.add(base, at, cut, word[0].isupper())
                self.add(mark + ending, cut, match.end())
            else:
                self.add(low, at, match.end(), word[0].isupper())


def _mended(text: str, start: int, end: int, triggers: frozenset[str]) -> dict[int, tuple[int, str]]:
    if text.find("\n", start, end) < 0:
        return {}
    mended = {}
    for match in _BROKEN.finditer(text, start, end):
        joined = (match.group(1) + match.group(2)).lower()
        if joined in triggers:
            mended[match.start()] = (match.end(), joined)
    return mended


def divide(
    text: str,
    span: tuple[int, int],
    paragraph: int,
    sentence: int,
    quotations: Iterable[tuple[int, Quotation]],
    triggers: frozenset[str],
    prior: tuple[int, Quotation] | None = None,
    following: tuple[int | None, int, int] | None = None,
) -> list[Field]:
    """Fields of one sentence: the outer level first, then the inside of each quotation that is long enough.

    *prior* is a quotation that ended just before the sentence: its cue may stand here ("Come!" I said). *following*
    is the quotation (its index, or None for a paragraph without marks) that a colon at the end announces.
    """
    start, end = span
    outer = Field(start, end, paragraph, sentence, None)
    fields = [outer]
    at = start
    if prior is not None:
        outer.quotes[0] = prior[0]
        outer.prior = True
        outer.add(QUOTE, prior[1].start, prior[1].end, True)
    for index, quotation in quotations:
        a, b = max(quotation.start, start), min(quotation.end, end)
        if a > at:
            outer.read(text, at, a, triggers)
        scare = is_scare(text, quotation)
        outer.quotes[len(outer.low)] = index
        outer.add(SCARE if scare else QUOTE, a, b, True)
        if not scare:
            inner = Field(a, b, paragraph, sentence, index)
            inner.read(text, a + (a == quotation.start), b - (b == quotation.end), triggers)
            fields.append(inner)
        at = max(at, b)
    if at < end:
        outer.read(text, at, end, triggers)
    if following is not None:
        if following[0] is not None:
            outer.quotes[len(outer.low)] = following[0]
        outer.add(QUOTE, following[1], following[2], True)
    return [part for field in fields for part in _cut(field)]


def _cut(field: Field) -> list[Field]:
    """A field in parts that bound the work of every rule; only tables and junk are this long."""
    size = len(field.low)
    if size <= _LONGEST:
        return [field]
    parts = []
    for a in range(0, size, _LONGEST):
        b = min(size, a + _LONGEST)
        part = Field(field.starts[a], field.ends[b - 1], field.paragraph, field.sentence, field.inside)
        part.low, part.starts = field.low[a:b], field.starts[a:b]
        part.ends, part.cap = field.ends[a:b], field.cap[a:b]
        part.quotes = {k - a: field.quotes[k] for k in range(a, b) if k in field.quotes}
        part.prior = field.prior and a == 0
        parts.append(part)
    return parts


def is_scare(text: str, quotation: Quotation) -> bool:
    """Whether marks hold a word or two in the writer's own sentence rather than somebody's speech.

    >>> text = "The “old guard” said “No!”"
    >>> is_scare(text, Quotation(4, 15, 0)), is_scare(text, Quotation(21, 26, 0))
    (True, False)
    """
    words = text[quotation.start + 1 : quotation.end - 1].strip()
    if not words or words[-1] in ",.!?;:—-…":
        return not words
    return len(words.split(None, _SCARE_WORDS)) <= _SCARE_WORDS
