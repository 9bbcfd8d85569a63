"""Words of a sentence with their places, and look-up of word sequences in tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

DATE = "\0date"
"""Stands for a whole date that another reader has found."""

_TOKEN = re.compile(
    r"(?:\d+[ -])?\b[1-9]\d?/(?:2|3|4|5|6|8|16|32|64)(?![\d/])"  # 7 3/4
    r"|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"  # 1,237.50
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"  # 12,34,567.89, as India groups
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d|[.,]\d)"  # 1 237
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.237.000
    r"|\d{1,3}\.\d{3},\d{3}(?!\d)"  # 2.500,000: a scanner's point for a comma
    r"|\d{1,3}, ?000(?!\d)"  # a compositor's or a scanner's space: 6, 000
    r"|\d+(?:[.,]\d+)?[½¼¾⅓⅔]?|[½¼¾⅓⅔]"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|[^\w\s]|_"
)


@dataclass(slots=True)
class Words:
    """The words of a stretch of text: *lows* in lower case, each from *starts* to *ends*."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]

    def __len__(self) -> int:
        return len(self.lows)

    def raw(self, i: int) -> str:
        """Word *i* as written, without the line's end that parts it."""
        return self.text[self.starts[i] : self.ends[i]].replace("\n", "")

    def join(self, first: int, last: int) -> str:
        """Text from word *first* to word *last*, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def glued(self, i: int) -> bool:
        """Whether word *i* follows the one before without a space."""
        return 0 < i < len(self.lows) and self.starts[i] == self.ends[i - 1]

    def low(self, i: int) -> str:
        """Word *i* in lower case, "" outside the stretch."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def capitalised(self, i: int) -> bool:
        """Whether word *i* begins with a capital."""
        return 0 <= i < len(self.lows) and self.text[self.starts[i]].isupper()


def lowered(text: str) -> str:
    """*text* in lower case with straight apostrophes, of the same length.

    >>> lowered("Admiral’s İ")
    "admiral's İ"
    """
    low = text.lower()
    if len(low) != len(text):  # the capital I with a dot becomes two characters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'")


def cut(text: str, start: int, end: int, dates: Iterable[tuple[int, int]] = (), low: str | None = None) -> Words:
    """Words of ``text[start:end]``; each of *dates* becomes one word; *low* is `lowered` text where it is at hand.

    >>> cut("Lost 6,097 men on 31 May", 0, 24, [(18, 24)]).lows
    ['lost', '6,097', 'men', 'on', '\\x00date']
    """
    low = lowered(text) if low is None else low
    spans: list[tuple[int, int]] = []
    at = start
    dated: list[int] = []
    for a, b in dates:
        if a < at:
            continue
        spans += [m.span() for m in _TOKEN.finditer(low, at, a)]
        dated.append(len(spans))
        spans.append((a, b))
        at = b
    spans += [m.span() for m in _TOKEN.finditer(low, at, end)]
    lows = [low[a:b] for a, b in spans]
    for i in dated:
        lows[i] = DATE
    return Words(text, [a for a, _ in spans], [b for _, b in spans], lows)


def mend(words: Words, known: Callable[[str], bool]) -> Words:
    r"""Put together the words that a line's end parts without a hyphen, where only the whole is *known*.

    >>> mended = mend(cut("Eight per\nsons in\njured", 0, 23), {"persons", "injured"}.__contains__)
    >>> mended.lows
    ['eight', 'persons', 'injured']
    """
    text, lows = words.text, words.lows
    i = len(lows) - 2
    while i >= 0:
        if (
            text[words.ends[i]] == "\n"
            and words.starts[i + 1] == words.ends[i] + 1
            and lows[i].isalpha()
            and len(lows[i + 1]) > 1
            and not (known(lows[i]) and known(lows[i + 1]))
            and known(lows[i] + lows[i + 1])
        ):
            lows[i] += lows.pop(i + 1)
            words.ends[i] = words.ends.pop(i + 1)
            words.starts.pop(i + 1)
        i -= 1
    return words


_ENTRY = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")


class Phrases:
    """Word sequences with values, found at a place by the longest match."""

    __slots__ = ("_by_first",)

    def __init__(self, table: Iterable[tuple[str, str]]) -> None:
        """*table* holds pairs of a phrase and its value; the first value given to a phrase stays."""
        known: dict[str, dict[tuple[str, ...], str]] = {}
        for phrase, value in table:
            key = tuple(t.lower().replace("’", "'") for t in _ENTRY.findall(phrase))
            if key:
                known.setdefault(key[0], {}).setdefault(key, value)
        self._by_first = {first: sorted(of.items(), key=lambda item: -len(item[0])) for first, of in known.items()}

    def at(self, lows: Sequence[str], i: int) -> tuple[int, str] | None:
        """Number of words and value of the longest phrase that begins at word *i*."""
        if not 0 <= i < len(lows):
            return None
        for key, value in self._by_first.get(lows[i], ()):
            if len(key) == 1 or tuple(lows[i : i + len(key)]) == key:
                return len(key), value
        return None

    def before(self, lows: Sequence[str], i: int, longest: int = 5) -> tuple[int, str] | None:
        """Number of words and value of the longest phrase that ends just before word *i*."""
        for length in range(min(longest, i), 0, -1):
            found = self.at(lows, i - length)
            if found and found[0] >= length:
                exact = next((v for k, v in self._by_first[lows[i - length]] if tuple(lows[i - length : i]) == k), "")
                if exact:
                    return length, exact
        return None
