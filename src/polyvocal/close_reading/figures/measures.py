"""Amounts: money, shares, ages and measures, told by the words that touch the numeral."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.figures.money import Amount, money
from polyvocal.close_reading.figures.numerals import Numeral, read_numeral
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_DASHES = frozenset("-–‑")
_LOWER_CASE = frozenset({"distance", "area", "weight", "volume", "duration"})
"""Kinds whose short units are written small: "95 Ha" is no area."""


def amount(words: Words, n: Numeral, tables: Tables) -> Amount | None:
    """What the numeral measures, None where it counts.

    >>> from polyvocal.close_reading.figures.numerals import read_numeral
    >>> from polyvocal.close_reading.figures.tables import tables as of
    >>> from polyvocal.close_reading.figures.words import cut
    >>> words = cut("30 square miles", 0, 15)
    >>> amount(words, read_numeral(words, 0, of("en").numbers), of("en"))
    Amount(kind='area', unit='square miles', first=0, last=2, factor=1, change=0)
    """
    at = n.last + 1
    if n.form == "fraction":
        return _part_of_a_unit(words, n, at, tables) or Amount("percent", "%", n.first, n.last)
    if percent := tables.percent.at(words.lows, at):
        return Amount("percent", "%", n.first, at + percent[0] - 1)
    return money(words, n, at, tables) or _age(words, n, tables) or _measure(words, n, at, tables)


def ratio(words: Words, n: Numeral, tables: Tables) -> Numeral | None:
    """The share that "one in five prisoners" or "six in ten voters" names, in per cent.

    >>> from polyvocal.close_reading.figures.numerals import read_numeral
    >>> from polyvocal.close_reading.figures.tables import tables as of
    >>> from polyvocal.close_reading.figures.words import cut
    >>> words = cut("One in five prisoners died", 0, 26)
    >>> ratio(words, read_numeral(words, 0, of("en").numbers), of("en")).low
    20.0
    """
    k = n.last + 1
    k += tables.noun(words.low(k)) in tables.words["ratio.nouns"]  # "one worker in three"
    out = tables.phrases["ratio.out"].at(words.lows, k)
    between = words.low(k) in tables.words["ratio.between"]
    if not (out or between) or n.form != "exact" or not 0 < n.low < 10:
        return None
    k += out[0] - 1 if out else 0
    whole = read_numeral(words, k + 1, tables.numbers) if k + 1 < len(words) else None
    if whole is None or whole.form != "exact" or not n.low < whole.low <= 1000:
        return None
    after = words.low(whole.last + 1)
    counted = tables.noun(after) in tables.words["ratio.nouns"] or (between and k > n.last + 1)
    suffered = after in tables.words["phrase.auxiliaries"] or tables.state(words.lows, whole.last + 1) is not None
    if not counted and (out or not suffered):
        return None
    share = round(100 * n.low / whole.low, 1)
    return replace(n, last=whole.last, low=share, high=share, form="fraction", rounded=1, plain=False)


def _part_of_a_unit(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    """Half a mile, a quarter of an hour."""
    k = at + (words.low(at) in tables.numbers.of)
    unit = tables.measures.get(words.low(k + 1)) if words.low(k) in tables.numbers.articles else None
    return Amount(unit[0], unit[1], n.first, k + 1, 0.01) if unit and len(words.low(k + 1)) > 2 else None


def _age(words: Words, n: Numeral, tables: Tables) -> Amount | None:
    at = n.last + 1
    flat, places = [], []
    for k in range(at, min(at + 8, len(words))):
        if words.lows[k] not in _DASHES:
            flat.append(words.lows[k])
            places.append(k)
    if found := tables.age.at(flat, 0):
        return Amount("age", "months" if flat[0].startswith("month") else "years", n.first, places[found[0] - 1])
    before = words.low(n.first - 1)
    aged = before in tables.words["age.before"]
    of_age = before in tables.words["age.links"] and words.low(n.first - 2) in tables.words["age.of"]
    if aged or (of_age and n.low < 111 and tables.noun(words.low(at)) is None):
        return Amount("age", "years", n.first, n.last)
    closed = words.low(at) in {",", ".", ";", ")", ""} or words.low(at) in tables.words["age.after"]
    ends = closed and n.form == "exact" and 0 < n.low < 111
    if ends and before in tables.words["age.be"] and words.low(n.first - 2) in tables.words["age.persons"]:
        return Amount("age", "years", n.first, n.last)
    comma_after = words.low(at) == "," or (words.low(at) in {".", ")", ";", ""} and n.plain)
    name_before = before in {",", "("} and words.capitalised(n.first - 2) and n.form == "exact"
    if (
        name_before
        and comma_after
        and 0 < n.low < 111
        and n.low == n.high
        and tables.noun(words.low(n.first - 2)) is None
        and words.low(n.first - 2) not in tables.words["labels.months"]
    ):
        return Amount("age", "years", n.first, n.last)
    return None


def _measure(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    if special := _marked(words, n, at, tables):
        return special
    k = at
    if words.low(k) in _DASHES and words.glued(k) and words.glued(k + 1):
        k += 1
    if words.low(k) in tables.numbers.of and (n.form == "vague" or words.lows[n.last] in tables.numbers.scales):
        k += 1
    while words.low(k) in tables.words["phrase.quantity_after"] or words.low(k) in tables.words["square.adjectives"]:
        k += 1
    sort = ""
    if words.low(k) in tables.square:
        sort, k = words.low(k), k + 1
        k += words.low(k) == "."
    found = tables.measures.get(words.low(k))
    if found is None and not sort:
        k, found = _past_an_adjective(words, k, tables)
    if found is None or not _is_unit(words, k, found[0]):
        return None
    kind, unit = _sorted(*found, sort, tables)
    over = words.low(k + 1) in tables.words["square.per"]
    if over and (rate := tables.measures.get(words.low(k + 2))) and rate[0] == "duration":
        kind = "speed" if kind == "distance" else kind
        return Amount(kind, f"{unit} per {words.low(k + 2)}", n.first, k + 2)
    scale = kind == "temperature" and words.glued(k + 1) and words.low(k + 1) in {"c", "f", "k"}
    return Amount(kind, unit, n.first, k + scale)


_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_INCHES = frozenset('"″”')


def _marked(words: Words, n: Numeral, at: int, tables: Tables) -> Amount | None:
    """Units told by marks or by the unit before them: 20 (kg), 10 " long, 12 ft 2 in."""
    mark = words.low(at)
    if mark in _BRACKETS and words.low(at + 2) == _BRACKETS[mark]:
        found = tables.measures.get(words.low(at + 1))
        return Amount(*found, n.first, at + 2) if found else None
    inches = tables.measures.get("inch")
    if inches is None:
        return None
    measured = words.low(at + 1) in tables.words["base.adjectives"]
    if mark in _INCHES and (mark == "″" or measured) and words.lows[n.first][:1].isdigit():
        return Amount(*inches, n.first, at)
    before = tables.measures.get(words.low(n.first - 1), ("", ""))[1]
    after_feet = before == "feet" and words.low(n.first - 2)[:1].isdigit()
    return Amount(*inches, n.first, at) if mark == "in" and after_feet else None


def _past_an_adjective(words: Words, k: int, tables: Tables) -> tuple[int, tuple[str, str] | None]:
    """A stretch of time behind an adjective: "24 difficult years"."""
    adjective, found = words.low(k), tables.measures.get(words.low(k + 1))
    plain = (
        adjective.isalpha() and adjective not in tables.words["phrase.stops"] and not tables.numbers.begins(adjective)
    )
    if not plain or found is None or found[0] != "duration" or len(words.low(k + 1)) < 4:
        return k, None
    no_adjective = tables.noun(adjective) or adjective in tables.words["phrase.links"] or words.low(k + 1) != found[1]
    return (k, None) if no_adjective else (k + 1, found)


def _is_unit(words: Words, k: int, kind: str) -> bool:
    """Whether a word that looks like a unit is one: "5 m" and "5m", not "95 Ha"."""
    if words.glued(k):
        return True
    if len(words.lows[k]) == 1 and not words.lows[k - 1][:1].isdigit():
        return False
    return not (words.capitalised(k) and len(words.lows[k]) < 4 and kind in _LOWER_CASE)


def _sorted(kind: str, unit: str, sort: str, tables: Tables) -> tuple[str, str]:
    """Kind and unit with the word before it: square miles, cubic metres, long tons."""
    if kind == "distance" and sort in tables.words["square.squares"]:
        return "area", f"square {unit}"
    if kind == "distance" and sort in tables.words["square.cubes"]:
        return "volume", f"cubic {unit}"
    keeps = sort and (kind in ("weight", "area", "volume") or sort in tables.words["square.sorts"])
    return kind, f"{sort} {unit}" if keeps else unit
