"""Text to tokens, and tokens to one character each, so that rules over words are regular expressions."""

from __future__ import annotations

import re
from typing import Any

TOKEN = re.compile(
    r"(?P<break>\n[ \t\r\f]*\n\s*)"
    r"|(?P<iso>[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))"
    r"|(?P<numeric>(?<![\d./])\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d./]\d))"
    r"|(?P<clock>(?<![\d.,:])[0-2]?\d:[0-5]\d(?!\d)(?::[0-5]\d)?)"
    r"|(?P<decade>\d{1,3}0['’]?s\b)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th|d)\b)"
    r"|(?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+)"
    r"|(?P<number>\d+)"
    r"|(?P<short>['’‘]\d\ds?\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s]|_)",
    re.I,
)

# The classes that shapes give, whatever the language.
SHAPES = tuple(
    name
    for line in (
        "D Nn N3 Y4 Hundreds Nx Ord HighOrd Decade ShortDecade ShortYear Clock Iso Numeric Decimal",
        "Break Comma Dash Dot LParen RParen Slash Colon Semicolon Quote Apos Currency Percent Mark",
        "Lower Plural Capital",
    )
    for name in line.split()
)

_MARKS = {
    ",": "Comma",
    "-": "Dash",
    "–": "Dash",
    "—": "Dash",
    "‐": "Dash",
    "‑": "Dash",
    ".": "Dot",
    "(": "LParen",
    "[": "LParen",
    ")": "RParen",
    "]": "RParen",
    "/": "Slash",
    ":": "Colon",
    ";": "Semicolon",
    '"': "Quote",
    "“": "Quote",
    "”": "Quote",
    "«": "Quote",
    "»": "Quote",
    "'": "Apos",
    "’": "Apos",
    "‘": "Apos",
    "$": "Currency",
    "£": "Currency",
    "€": "Currency",
    "№": "Currency",
    "#": "Currency",
    "%": "Percent",
}


class Lexicon:
    """The words of one language's date table, each with a character of its own, and the classes they form."""

    def __init__(self, table: dict[str, Any], literals: set[str]) -> None:
        self._next = 0x4E00
        self.shape = {name: self._fresh() for name in SHAPES}
        self.classes: dict[str, set[str]] = {name: {char} for name, char in self.shape.items()}
        self.chars: dict[str, tuple[str, str]] = {}
        self.values: dict[str, dict[str, Any]] = {}
        for name, entry in table["words"].items():
            self._add(name, entry)
        worn = table["settings"]["worn_months"]
        months = {n: v for n, v in self.values["Month"].items() if len(n) >= worn} if worn else {}
        real = {*self.chars, *table["settings"]["not_worn"]}
        self._add("MonthWorn", {"capital": {s: v for n, v in months.items() for s in slips(n) - real}})
        for name, values in table.get("values", {}).items():
            self.values[name] = values
        for word in sorted(literals):
            self.classes[word] = set(self._of(word))

    def _fresh(self) -> str:
        self._next += 1
        return chr(self._next)

    def _of(self, word: str) -> tuple[str, str]:
        if word not in self.chars:
            self.chars[word] = (self._fresh(), self._fresh())
        return self.chars[word]

    def _add(self, name: str, given: dict[str, Any] | list[str]) -> None:
        """A class of words: each with its value, or a plain list; under "capital" those that need a capital letter."""
        entry: dict[str, Any] = dict.fromkeys(given, 1) if isinstance(given, list) else given
        capital, lower = entry.get("capital", {}), entry.get("lower", {})
        plain = {word: value for word, value in entry.items() if word not in ("capital", "lower")}
        self.values[name] = {**plain, **capital, **lower}
        self.classes[name] = {char for word in plain for char in self._of(word)}
        self.classes[name] |= {self._of(word)[1] for word in capital} | {self._of(word)[0] for word in lower}


def slips(word: str) -> set[str]:
    """The spellings one slip of a press or of its reading by machine away from a word.

    >>> {"octobcr", "ocober", "octoher", "octobeer", "novernber"} <= slips("october") | slips("november")
    True
    """
    letters = sorted(set("abcdefghijklmnopqrstuvwxyz") | set(word))
    found = set()
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        found |= {before + letter + after for letter in letters}
        if after:
            found.add(before + after[1:])
            found |= {before + letter + after[1:] for letter in [*letters, *_SPLIT.get(after[0], ())]}
    return found - {word}


# Letters that are read as two.
_SPLIT = {"m": ("rn", "in", "ni"), "u": ("ii", "li"), "n": ("ii", "ri"), "h": ("li",), "d": ("cl",)}


class Tokens:
    """The tokens of a text: where each stands, and *classes*, one character a token."""

    __slots__ = ("classes", "ends", "starts", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        codes: list[str] = []
        shape, chars = lexicon.shape, lexicon.chars
        lower, plural, capital = shape["Lower"], shape["Plural"], shape["Capital"]
        for found in TOKEN.finditer(text):
            kind = found.lastgroup
            word = found.group()
            if kind == "word":
                known = chars.get(word.lower())
                if known is not None:
                    code = known[word[0].isupper()]
                elif word[0].isupper():
                    code = capital
                else:
                    code = plural if word[-1] == "s" else lower
            elif kind == "mark":
                code = shape[_MARKS.get(word, "Mark")]
            else:
                code = shape[_shape(str(kind), word)]
            codes.append(code)
            self.starts.append(found.start())
            self.ends.append(found.end())
        self.classes = "".join(codes)

    def words(self, first: int, last: int) -> str:
        """The text from token *first* to before token *last*."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def word(self, index: int) -> str:
        """One token, in lower case; dashes and apostrophes in their plainest form."""
        word = self.text[self.starts[index] : self.ends[index]].lower()
        return _PLAIN.get(_MARKS[word], word) if word in _MARKS else word


_PLAIN = {"Dash": "-", "Apos": "'"}


_KINDS = {
    "break": "Break",
    "iso": "Iso",
    "decade": "Decade",
    "numeric": "Numeric",
    "clock": "Clock",
    "grouped": "Decimal",
}


def _shape(kind: str, word: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "ordinal":
        return "Ord" if 1 <= int(word.rstrip("stndrhSTNDRH")) <= 31 else "HighOrd"
    if kind == "short":
        return "ShortDecade" if word[-1] in "sS" else "ShortYear"
    size = len(word)
    if size <= 2:
        return "D" if 1 <= int(word) <= 31 else "Nn"
    if size == 3:
        return "N3"
    if size > 9:
        return "Mark"
    if size > 4 or not "1000" <= word <= "2199":
        return "Nx"
    return "Hundreds" if word.endswith("00") else "Y4"
