"""Cardinal numbers: digits in any grouping, number words, and both together."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.figures.tables import NumberWords
from polyvocal.close_reading.figures.words import Words

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
DASHES = frozenset("-–—‑")
SIGNS = frozenset("$£€₽¥₤")


class Cardinal(NamedTuple):
    """A number up to word *last*; "27 million" has the *coefficient* 27 and the *scale* a million."""

    last: int
    value: float
    coefficient: float
    scale: float
    plain: bool


def _digits(word: str, numbers: NumberWords) -> float | None:
    """Number that digits write, None where the grouping is no habit of the language.

    >>> from polyvocal.close_reading.figures.tables import tables
    >>> [_digits(d, tables("en").numbers) for d in ("6,097", "4.5", "1 237", "6, 000", "2½", "1.237.000")]
    [6097.0, 4.5, 1237.0, 6000.0, 2.5, 1237000.0]
    """
    extra = 0.0
    if word[-1] in _VULGAR:
        extra, word = _VULGAR[word[-1]], word[:-1]
        if not word:
            return extra
    if "/" in word:
        return _mixed(word)
    for space in "\u00a0\u202f\u2009 '":
        word = word.replace(space, "")
    point = "," if numbers.comma_decimal else "."
    if point == ",":
        word = word.replace(".", "") if word.count(".") > 1 else word
        whole, _, part = word.partition(",")
        grouped = len(part) == 3 and whole != "0" and not part.strip("0")
        word = whole + part if grouped else whole + ("." + part if part else "")
    elif word.count(".") > 1:
        word = word.replace(".", "")
    elif 0 < word.find(".") < word.find(","):
        word = word.replace(".", "").replace(",", "")
    elif "," in word and len(word) - word.rindex(",") < 4 and "." not in word:
        word = word.replace(",", ".")
    else:
        word = word.replace(",", "")
    try:
        return float(word) + extra
    except ValueError:
        return None


def _mixed(word: str) -> float:
    """7 3/4 as 7.75."""
    whole, _, part = word.replace("-", " ").rpartition(" ")
    top, _, bottom = part.partition("/")
    return float(whole or 0) + int(top) / int(bottom)


def rounding(value: float) -> float:
    """Unit of rounding that a number shows: the place of its last digit that is not nought.

    >>> rounding(1237), rounding(27_000), rounding(4.5), rounding(4_500_000)
    (1, 1000, 0.1, 100000)
    """
    if not value:
        return 1
    if value != int(value):
        places = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return float(f"1e-{places}")
    unit, whole = 1, int(abs(value))
    while whole % 10 == 0:
        whole, unit = whole // 10, unit * 10
    return unit


class _Sum:
    """A number in the making: what is summed, the coefficient that waits for its scale, and the last scale."""

    __slots__ = ("and_follows", "coefficient", "current", "last_scale", "scale", "total")

    def __init__(self) -> None:
        self.total, self.last_scale = 0.0, float("inf")
        self.current: float | None = None
        self.coefficient: float | None = None  # before the first scale: 27 of "27 million"
        self.scale = 1.0
        self.and_follows = False

    def takes(self, words: Words, j: int, numbers: NumberWords, first: bool) -> bool:
        """Take in word *j*; False where it does not continue the number."""
        step = _step(words, j, self.current, numbers, first)
        if step is not None:
            self.current, self.and_follows = step
            return True
        scale = _scale(words, j, numbers, self.current, first)
        if not scale or scale >= self.last_scale:
            return False
        times = 1.0 if self.current is None else self.current
        if self.coefficient is None:
            self.coefficient, self.scale = times, scale
        self.total += times * scale
        self.current, self.last_scale, self.and_follows = None, scale, True
        return True

    def links(self, words: Words, j: int, numbers: NumberWords, last: int, spelled: bool) -> bool:
        """Whether the hyphen or the "and" at word *j* joins two words of one number."""
        if last != j - 1:
            return False
        if words.lows[j] in numbers.ands:
            return self.and_follows and _below_hundred(words, j + 1, numbers)
        glued = words.glued(j) and words.glued(j + 1) and spelled
        return words.lows[j] in DASHES and glued and _combines(words.low(j + 1), self.current, numbers)


def read_cardinal(words: Words, i: int, numbers: NumberWords) -> Cardinal | None:
    """The number that begins at word *i* and has no range or vagueness in it."""
    digits = words.low(i)[:1].isdigit() or words.low(i) in _VULGAR
    number, j, last = _Sum(), i, -1
    while j < len(words):
        if number.links(words, j, numbers, last, spelled=not digits):
            j += 1
            continue
        if not number.takes(words, j, numbers, first=j == i):
            break
        last = j
        if words.low(j + 1) == "." and words.glued(j + 1) and words.lows[j] in numbers.abbreviated:
            last = j = j + 1
        j += 1
    if last < 0:
        return None
    value = _straight(number.total + (number.current or 0.0))
    value, last = _and_a_half(words, last, value, number.last_scale, number.current, numbers)
    coefficient = number.coefficient
    if coefficient is not None and not number.current and value == _straight(coefficient * number.scale):
        return Cardinal(last, value, coefficient, number.scale, False)
    return Cardinal(last, value, value, 1.0, digits and last == i)


def _straight(value: float) -> float:
    """The whole number that a product of floats means: 16.379 billion is 16,379,000,000."""
    whole = round(value)
    return float(whole) if value >= 1000 and abs(value - whole) < 1e-9 * value else value


def _and_a_half(
    words: Words, last: int, value: float, last_scale: float, current: float | None, numbers: NumberWords
) -> tuple[float, int]:
    """Add the half of "two and a half" or "a million and a half", and the scale of "two and a half million"."""
    k = last + 1
    half = k + 2 + (words.low(k + 2) in DASHES)
    one = words.low(k + 1) in numbers.articles or numbers.small.get(words.low(k + 1)) == 1
    if words.low(k) in numbers.ands and one and words.low(half) in numbers.half:
        k = half - 2
        after = numbers.scales.get(words.low(k + 3))
        if current is None and last_scale != float("inf"):
            return value + last_scale / 2, k + 2
        if value < 1000 and after:
            return (value + 0.5) * after, k + 3
        if value < 1000:
            return value + 0.5, k + 2
    return value, last


def _step(words: Words, j: int, current: float | None, numbers: NumberWords, first: bool) -> tuple[float, bool] | None:
    """The running coefficient after word *j*, and whether "and" may follow; None where the word does not fit."""
    word = words.lows[j]
    if word[:1].isdigit() or word in _VULGAR:
        value = _digits(word, numbers) if current is None else None
        return None if value is None else (value, False)
    if word in numbers.small:
        return _add(current, numbers.small[word], 10 if numbers.small[word] < 10 else 100)
    if word in numbers.tens:
        return _add(current, numbers.tens[word], 100)
    if word in numbers.hundreds:
        return (float(numbers.hundreds[word]), True) if current is None else None
    if word in numbers.hundred:
        if current is None:
            return (100.0, True)
        return (current * 100, True) if 0 < current < 100 else None
    if word in numbers.groups:
        article = first and (words.low(j - 1) in numbers.articles | numbers.quantifiers.keys() or not numbers.articles)
        if current is None:
            return (float(numbers.groups[word]), False) if article else None
        return (current * numbers.groups[word], False) if 0 < current < 100 else None
    return None


def _add(current: float | None, value: int, below: int) -> tuple[float, bool] | None:
    if current is None:
        return float(value), False
    fits = current >= 20 and current % below == 0 and (below == 100 or current % 100 >= 20 or current % 100 == 0)
    return (current + value, False) if fits and current < 1000 and value else None


def _combines(word: str, current: float | None, numbers: NumberWords) -> bool:
    """Whether *word* behind a hyphen belongs to the same number ("forty-two"), not to a range."""
    if word in numbers.small and current is not None:
        return current % 10 == 0 and current % 100 >= 20 and numbers.small[word] < 10
    return word in numbers.hundred or word in numbers.scales


def _below_hundred(words: Words, j: int, numbers: NumberWords) -> bool:
    """Whether the word at *j* may follow "hundred and": "three hundred and five" but not "... and five hundred"."""
    word = words.low(j)
    if word not in numbers.small and word not in numbers.tens:
        return False
    k = j + 1
    if word in numbers.tens and words.low(k) in DASHES | {""}:
        k += 2
    elif word in numbers.tens and words.low(k) in numbers.small:
        k += 1
    return words.low(k) not in numbers.hundred


def _scale(words: Words, j: int, numbers: NumberWords, current: float | None, first: bool) -> float | None:
    word = words.lows[j]
    if word in numbers.vague and current is None:
        return None
    if (scale := numbers.scales.get(word)) is not None:
        return float(scale)
    short = numbers.short_scales.get(word)
    if not short or first or not words.lows[j - 1][:1].isdigit() or not words.glued(j):
        return None
    # "5m" and "5b" are millions and billions only of money; "5M" and "100k" are so of anything
    sure = word not in {"m", "b", "т"} or words.raw(j).isupper() or _money_before(words, j - 1)
    return float(short) if sure else None


def _money_before(words: Words, j: int) -> bool:
    return words.low(j - 1) in SIGNS
