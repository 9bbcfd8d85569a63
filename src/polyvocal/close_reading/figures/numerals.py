"""Numerals: from number words and digits to the numbers that they allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from polyvocal.close_reading.figures.cardinals import DASHES, SIGNS, Cardinal, read_cardinal, rounding
from polyvocal.close_reading.figures.tables import NumberWords
from polyvocal.close_reading.figures.words import Words

Form = Literal["exact", "range", "vague", "fraction"]


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
        return _of_a_scale(words, fraction, numbers) or fraction
    one = read_cardinal(words, i, numbers)
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


def _quantified(words: Words, i: int, one: Cardinal, numbers: NumberWords) -> Numeral:
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
    if words.low(k) in numbers.of or words.low(k) in DASHES:
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
        if words.low(k) in DASHES and words.glued(k):
            k += 1
    elif word in numbers.fractions and words.low(i - 1) in numbers.articles:
        top = 1
    elif word in numbers.half and words.low(i + 1) in numbers.articles:
        return Numeral(i, i, 50, 50, "fraction", 1)  # "half a mile"
    bottom = numbers.fractions.get(words.low(k))
    if top is None or bottom is None or top >= bottom:
        return None
    if words.low(k + 1) in DASHES and words.glued(k + 1):
        return None  # "a half-brother"
    plural = words.low(k).endswith(("s", "ves"))
    if numbers.articles and plural != (top > 1):
        return None
    first = i - 1 if k == i else i
    share = round(100 * top / bottom, 1)
    return Numeral(first, k, share, share, "fraction", 1)


def _of_a_scale(words: Words, share: Numeral, numbers: NumberWords) -> Numeral | None:
    """Three quarters of a billion; three quarters billion."""
    k = share.last + 1
    if words.low(k) in numbers.of and words.low(k + 1) in numbers.articles:
        k += 2
    scale = numbers.scales.get(words.low(k))
    if not scale:
        return None
    part = Fraction(share.low / 100).limit_denominator(10)
    value = round(float(part) * scale)
    return Numeral(share.first, k, value, value, "exact", rounding(value))


def _range(words: Words, one: Numeral, simple: Cardinal, numbers: NumberWords) -> Numeral | None:
    """27-40 million; two or three; between 20 and 30; the scale of the end counts for the beginning too."""
    k = one.last + 1
    between = words.low(k)
    dashed = between in DASHES
    unit_glued = words.low(k + 2)[:1].isalpha() and words.glued(k + 2)
    if dashed and words.glued(k + 1) and not words.glued(k) and not unit_glued:
        return None  # "75 -300" may be minus 300; "75 -300mm" is a range
    if not dashed and not _parted(words, one, between, numbers):
        return None
    if dashed and words.low(k + 1) in SIGNS and words.glued(k + 1):
        k += 1  # "$4-$6"
    if words.low(k + 1) in numbers.vague or not numbers.begins(words.low(k + 1)):
        return None
    two = read_cardinal(words, k + 1, numbers)
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
    if before in numbers.of and words.low(one.first - 2).startswith("age"):  # "between the ages of 17 and 39"
        before = next((w for w in words.lows[max(0, one.first - 4) : one.first] if w in numbers.between), before)
    if between not in numbers.to or (between in numbers.ands and before not in numbers.between):
        return False
    if one.plain and 1000 <= one.low < 2100 and before in numbers.in_year:
        return False  # "from 80 million in 1913 to 37 million"
    changes = range(one.first - 7, one.first)
    return not (before in numbers.from_ and any(words.low(i) in numbers.change for i in changes))


def _shared_hundred(words: Words, k: int, two: Cardinal, low: float) -> bool:
    """Whether "five to six hundred" shares its hundred: the second numeral is a bare "N hundred"."""
    return two.last == k + 1 and two.value % 100 == 0 and two.value < 1000 and low < two.value / 100
