"""Money: signs, codes and names of currencies with their scales and their small change."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_DASHES = frozenset("-–‑")
_MILLIONS = "m"
"""What a currency's code has before it in the tables of firms: "30 MUSD"."""
_AMBIGUOUS_CODES = frozenset({"try", "dm", "fr", "rs"})
"""Codes that are words or abbreviations too; they need their capitals."""
_ENDS = frozenset({"", ".", ",", ";", ")", "?", "!"})


class Amount(NamedTuple):
    """Kind and unit of an amount, its first and last word, a factor for the number ("75 USD million") and
    what small change is added ("15 dollars 50")."""

    kind: str
    unit: str
    first: int
    last: int
    factor: float = 1
    change: float = 0


def money(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    """What the numeral pays; *at* is the word behind it."""
    found = _signed(words, n, at, tables) or _named(words, n, at, tables)
    if found is None or _weighs(words, n, found, tables):
        return None
    after = found.last + 1
    scale = tables.numbers.scales.get(words.low(after)) if after > n.last + 1 else None
    if scale and n.plain and n.low < scale:
        return found._replace(last=after, factor=found.factor * scale)
    return _with_change(words, n, found, tables)


def _weighs(words: Words, n: Numeral, found: Amount, tables: Tables) -> bool:
    """Whether pounds are a weight: "660 pounds of grain", "10-pound hammers"."""
    k = found.last
    if k == n.last or words.low(k) not in tables.words["money.weights"]:
        return False
    if words.low(k + 1) in tables.numbers.of:
        return words.low(k + 2) not in tables.words["money.matters"]
    behind = words.low(k + 1)
    thing = behind[:1].isalpha() and behind not in tables.words["phrase.stops"] | tables.words["money.matters"]
    return words.low(k - 1) in _DASHES and thing


def _signed(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    """The sign or the code before the number: $ 5, US$5, Rs. 500, MAUD 60."""
    k = n.first - 1
    if words.low(k) == "." and words.low(k - 1) in tables.codes and words.glued(k):
        k -= 1  # "Rs. 500"
    factor = 1.0
    sign = tables.signs.get(words.low(k))
    if sign is None and k >= 0 and (words.capitalised(k) or _begins_a_row(words, k, n)):
        sign, factor = _code(words, k, tables)
    if not sign:
        return None
    if words.low(k) in tables.codes and tables.numbers.begins(words.low(k - 1)) and words.low(at) in tables.codes:
        return None  # "10 rmb 20 usd": each number has its own behind it
    first = k - 1 if words.low(k - 1) in {"us", "a", "c", "u"} and words.glued(k) else k
    return Amount("money", sign, first, at if words.low(at) in tables.currencies else n.last, factor)


def _begins_a_row(words: Words, k: int, n: Numeral) -> bool:
    """A code in small letters that opens a row of sums: "rmb 10 usd 20"."""
    return len(words.low(k)) == 3 and words.low(k) not in _AMBIGUOUS_CODES and n.plain and not _digit(words, k - 1)


def _digit(words: Words, k: int) -> bool:
    return words.low(k)[:1].isdigit()


def _code(words: Words, k: int, tables: Tables) -> tuple[str | None, float]:
    """The currency of a code and what it multiplies: EUR, MEUR."""
    code = words.low(k)
    if found := tables.codes.get(code):
        return found, 1
    if len(code) == 4 and code[0] == _MILLIONS and words.raw(k).isupper():
        return tables.codes.get(code[1:]), 1_000_000
    return None, 1


def _named(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    """The name or the code behind the number: 5 rubles, 10 gold marks, 40 RMB, millions of dollars."""
    k = at
    if words.low(k) in _DASHES and words.glued(k):
        k += 1
    while words.low(k) in tables.words["money.adjectives"] or (
        words.low(k + 1) in tables.currencies and (words.capitalised(k) or words.low(k) in tables.peoples.values())
    ):
        k += 1
        if k > at + 2:
            return None
    if words.low(k) in tables.numbers.of and (n.form == "vague" or words.lows[n.last] in tables.numbers.scales):
        k += 1
    name, factor = tables.currencies.get(words.low(k)) or tables.signs.get(words.low(k)), 1.0
    if name is None and k < len(words):
        name, factor = _code(words, k, tables)
        small = words.low(k) not in _AMBIGUOUS_CODES and n.last == k - 1 and _digit(words, n.last)
        if name and not (words.raw(k).isupper() or small):
            return None
    if name is None:
        return None
    if name in tables.words["money.ambiguous"] and not (_digit(words, k - 1) or words.low(k) == name):
        return None
    return Amount("money", name, n.first, k + (words.low(k + 1) in tables.words["money.sterling"]), factor)


def _with_change(words: Words, n: Numeral, found: Amount, tables: Tables) -> Amount:
    """Add the hundredths that stand behind without a name: "15 dollars 50", "15 dollars and 50."."""
    if found.unit not in tables.words["money.hundredths"] or found.last <= n.last or n.low != n.high:
        return found
    k = found.last + 1
    k += words.low(k) in tables.numbers.ands
    cents = words.low(k)
    ends = words.low(k + 1) in _ENDS or words.low(k + 1) in tables.words["phrase.quantity_after"]
    if len(cents) == 2 and cents.isdigit() and ends and not words.low(k + 2)[:1].isdigit() and n.low == int(n.low):
        return found._replace(last=k, change=int(cents) / 100)
    return found
