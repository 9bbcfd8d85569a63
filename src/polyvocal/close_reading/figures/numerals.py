"""Numerals: from number words and digits to the numbers that they allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from polyvocal.close_reading.figures.tables import NumberWords
from polyvocal.close_reading.figures.words import Words

Form = Literal["exact", "range", "vague", "fraction"]
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_DASHES = frozenset("-–—‑")
_SIGNS = frozenset("$£€₽¥₤")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral from word *first* to word *last*; *plain* where it is bare digits without a scale."""

    first: int
    last: int
    low: float
    high: float | None
    form: Form
    rounded: float = 1
    plain: bool = False
    spelled: bool = True


class _Simple(NamedTuple):
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
        return words.lows[j] in _DASHES and glued and _combines(words.low(j + 1), self.current, numbers)


def _simple(words: Words, i: int, numbers: NumberWords) -> _Simple | None:
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
    value = number.total + (number.current or 0.0)
    value, last = _and_a_half(words, last, value, number.last_scale, number.current, numbers)
    coefficient = number.coefficient
    if coefficient is not None and not number.current and value == coefficient * number.scale:
        return _Simple(last, value, coefficient, number.scale, False)
    return _Simple(last, value, value, 1.0, digits and last == i)


def _and_a_half(
    words: Words, last: int, value: float, last_scale: float, current: float | None, numbers: NumberWords
) -> tuple[float, int]:
    """Add the half of "two and a half" or "a million and a half", and the scale of "two and a half million"."""
    k = last + 1
    if words.low(k) in numbers.ands and words.low(k + 1) in numbers.articles and words.low(k + 2) in numbers.half:
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
    if word in numbers.tens and words.low(k) in _DASHES | {""}:
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
    return words.low(j - 1) in _SIGNS


def read_numeral(words: Words, i: int, numbers: NumberWords) -> Numeral | None:
    """Numeral that begins at word *i*, with the article, quantifier or range that belongs to it.

    >>> from polyvocal.close_reading.figures.tables import tables
    >>> from polyvocal.close_reading.figures.words import cut
    >>> def bounds(text):
    ...     found = read_numeral(cut(text, 0, len(text)), 0, tables("en").numbers)
    ...     return found and (found.low, found.high)
    >>> bounds("27-40 million"), bounds("two hundred and five"), bounds("hundreds of thousands")
    ((27000000.0, 40000000.0), (205.0, 205.0), (200000, 999999))
    """
    word = words.low(i)
    if word in numbers.vague and (vague := _vague(words, i, numbers)):
        return vague
    if half := _half(words, i, numbers):
        return half
    if fraction := _fraction(words, i, numbers):
        return fraction
    one = _simple(words, i, numbers)
    if one is None:
        return None
    first = i
    low = words.low(i)
    if (
        i
        and words.lows[i - 1] in numbers.articles
        and (low in numbers.hundred or low in numbers.scales or low in numbers.groups)
    ):
        first = i - 1
    elif (
        i
        and words.lows[i - 1] in numbers.quantifiers
        and (low in numbers.hundred or low in numbers.scales or low in numbers.groups)
    ):
        return _quantified(words, i, one, numbers)
    spelled = not words.low(i)[:1].isdigit()
    exact = Numeral(first, one.last, one.value, one.value, "exact", rounding(one.value), one.plain, spelled)
    return _range(words, exact, one, numbers) or exact


def _quantified(words: Words, i: int, one: _Simple, numbers: NumberWords) -> Numeral:
    """Several thousand, a few hundred, a couple of dozen."""
    low, high = numbers.quantifiers[words.lows[i - 1]]
    if words.lows[i - 1] == "some":  # "some hundred men" is about a hundred
        return Numeral(i, one.last, one.value, one.value, "exact", rounding(one.value))
    first = i - 2 if words.low(i - 2) in numbers.articles else i - 1
    return Numeral(first, one.last, low * one.value, (high + 1) * one.value - 1, "vague", one.value)


def _vague(words: Words, i: int, numbers: NumberWords) -> Numeral | None:
    """Hundreds, tens of thousands, many millions."""
    low, high = numbers.vague[words.lows[i]]
    last, unit = i, low
    for _ in range(2):
        of = last + 1
        linked = words.low(of) in numbers.of or (
            words.low(of) in numbers.ands and words.low(of + 1) == words.lows[last]
        )
        at = of + 1 if linked else of if numbers.bare_scale else -1
        nxt = words.low(at) if at >= 0 else ""
        if words.low(of) in numbers.ands and linked and nxt in numbers.vague:
            last = at  # "thousands and thousands"
            continue
        scale = numbers.scales.get(nxt)
        if not scale:
            break
        low, high = low * scale, None if high is None else (high + 1) * scale - 1
        last, unit = at, low
    first = i
    if words.low(i - 1) in numbers.quantifiers and words.low(i - 1) != "some":
        first = i - 1
    return Numeral(first, last, low, high, "vague", unit)


def _half(words: Words, i: int, numbers: NumberWords) -> Numeral | None:
    """Half a million, a half dozen, a quarter of a million."""
    word = words.low(i)
    part = 1 / numbers.fractions[word] if word in numbers.fractions and numbers.of else 0.0
    if word in numbers.half:
        part = 0.5
    if not part:
        return None
    k = i + 1
    if word not in numbers.half and words.low(k) not in numbers.of:
        unit = numbers.scales.get(words.low(k))  # "a quarter million"
        if not unit or not word.endswith("r"):
            return None
        first = i - 1 if words.low(i - 1) in numbers.articles else i
        return Numeral(first, k, part * unit, part * unit, "exact", rounding(part * unit))
    if words.low(k) in numbers.of or words.low(k) in _DASHES:
        k += 1
    if words.low(k) in numbers.articles:
        k += 1
    elif word not in numbers.half:
        return None
    unit = numbers.scales.get(words.low(k)) or numbers.hundred.get(words.low(k)) or numbers.groups.get(words.low(k))
    if not unit:
        return None
    first = i - 1 if words.low(i - 1) in numbers.articles else i
    return Numeral(first, k, part * unit, part * unit, "exact", rounding(part * unit))


def _fraction(words: Words, i: int, numbers: NumberWords) -> Numeral | None:
    """Two-thirds, a quarter, one third: the share in per cent."""
    word = words.low(i)
    top: int | None = None
    k = i
    if word in numbers.small and 0 < numbers.small[word] < 10:
        top, k = numbers.small[word], i + 1
        if words.low(k) in _DASHES and words.glued(k):
            k += 1
    elif word in numbers.fractions and words.low(i - 1) in numbers.articles:
        top = 1
    bottom = numbers.fractions.get(words.low(k))
    if top is None or bottom is None or top >= bottom:
        return None
    if words.low(k + 1) in _DASHES and words.glued(k + 1):
        return None  # "a half-brother"
    plural = words.low(k).endswith(("s", "ves"))
    if numbers.articles and plural != (top > 1):
        return None
    first = i - 1 if k == i else i
    share = round(100 * top / bottom, 1)
    return Numeral(first, k, share, share, "fraction", 1)


def _range(words: Words, one: Numeral, simple: _Simple, numbers: NumberWords) -> Numeral | None:
    """27-40 million; two or three; between 20 and 30; the scale of the end counts for the beginning too."""
    k = one.last + 1
    between = words.low(k)
    dashed = between in _DASHES
    if dashed and words.glued(k) != words.glued(k + 1) and words.glued(k + 1):
        return None
    if not dashed and not _parted(words, one, between, numbers):
        return None
    if dashed and words.low(k + 1) in _SIGNS and words.glued(k + 1):
        k += 1  # "$4-$6"
    if words.low(k + 1) in numbers.vague or not numbers.begins(words.low(k + 1)):
        return None
    two = _simple(words, k + 1, numbers)
    if two is None:
        return None
    low, high = one.low, two.value
    if simple.scale == 1 and two.scale > 1 and simple.value < two.coefficient:
        low = simple.value * two.scale
    elif simple.scale == 1 and not simple.plain and two.value >= 100 and _shared_hundred(words, k + 1, two, low):
        low = low * 100
    if low >= high:
        return None
    unit = min(rounding(low), rounding(high))
    return replace(one, last=two.last, low=low, high=high, form="range", rounded=unit, plain=one.plain and two.plain)


def _parted(words: Words, one: Numeral, between: str, numbers: NumberWords) -> bool:
    """Whether the word between two numbers makes them the ends of one range."""
    before = words.low(one.first - 1)
    if between not in numbers.to or (between in numbers.ands and before not in numbers.between):
        return False
    if one.plain and 1000 <= one.low < 2100 and before in {"in", "since", "в"}:
        return False  # "from 80 million in 1913 to 37 million"
    changes = range(one.first - 7, one.first)
    return not (before in numbers.from_ and any(words.low(i) in numbers.change for i in changes))


def _shared_hundred(words: Words, k: int, two: _Simple, low: float) -> bool:
    """Whether "five to six hundred" shares its hundred: the second numeral is a bare "N hundred"."""
    return two.last == k + 1 and two.value % 100 == 0 and two.value < 1000 and low < two.value / 100
