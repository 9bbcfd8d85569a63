"""What an amount is of: the share's whole, the matter weighed, the thing that costs or measures so much."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.figures.money import Amount
from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.phrases import Counted, counted
from polyvocal.close_reading.figures.predicates import subject
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import DATE, Words

_OF_SOMETHING = frozenset({"percent", "weight", "volume", "area", "money"})
_OF_A_MATTER = frozenset({"weight", "volume", "area", "money", "distance", "power"})
_LONGEST = 3
_REACH = 4
_DASHES = frozenset("-–‑")
_QUOTES = frozenset("\"'“‘")


def base(words: Words, n: Numeral, measured: Amount, tables: Tables) -> Counted:
    """The phrase of an amount with what it is of.

    "60 per cent of voters", "3 million hectares of land", "a $3,500 grant", "40,000 euros in arrears", "The cruiser
    displaced 2,715 tons".
    """
    phrase = Counted(measured.last, unit=measured.unit, unit_kind=measured.kind)
    after = words.low(measured.last + 1)
    if n.form == "fraction" and tables.noun(words.low(n.first + 1)) and n.last > n.first + 1:
        phrase.population = words.raw(n.first + 1)  # "one worker in three"
        return phrase
    of = after in tables.numbers.of
    if measured.kind in _OF_SOMETHING and (of or (n.form == "fraction" and tables.noun(after))):
        whole = counted(words, replace(n, last=measured.last, low=2, high=2, form="exact"), tables)
        phrase.pronoun = whole.pronoun  # "a third of them"
        if whole.head >= 0 or whole.population:
            phrase.head, phrase.population, phrase.last = whole.head, whole.population, whole.last
            return phrase
    if measured.kind == "multiple":  # "three times as many women as men"
        as_many = tables.phrases["as_many"].at(words.lows, measured.last + 1)
        first = measured.last + 1 + (as_many[0] if as_many else 0)
        last = _matter(words, first, tables) if as_many else -1
        phrase.population = words.join(first, last) if last >= first else ""
    if measured.kind not in _OF_A_MATTER:
        return phrase
    k = measured.last + 1
    if not tables.numbers.articles:  # a language of genitives: "12 тонн зерна"
        last = _matter(words, k, tables)
        if last >= k and measured.kind != "money":
            phrase.population, phrase.last = words.raw(k), k
        return phrase
    if of or (measured.kind == "money" and after in tables.words["base.in"]):
        last = _matter(words, k + 1, tables)
        if last > k:
            phrase.population, phrase.last = words.join(k + 1, last), last if of else phrase.last
        return phrase
    phrase.population = _modified(words, n, measured, tables) or _measured(words, measured.first, tables)
    return phrase


def _matter(words: Words, first: int, tables: Tables) -> int:
    """Last word of the plain nouns from *first* on, less than *first* where there are none."""
    k = first
    while k < min(len(words), first + _LONGEST):
        word = words.lows[k]
        ends = (
            any(word in tables.words[t] for t in ("phrase.stops", "phrase.determiners", "bare.not_after"))
            or word == DATE
        )
        if ends or not word.isalpha() or len(word) < 3 or word.endswith(("ed", "ly")) or word in tables.measures:
            break
        if words.capitalised(k) and word not in tables.peoples.values():
            break
        if tables.numbers.begins(word) or tables.state(words.lows, k) or word in tables.active:
            break
        k += 1
    if k - first > 1 and (tables.numbers.begins(words.low(k)) or words.low(k) in tables.words["phrase.articles"]):
        k -= 1  # "the 3.5-litre engine delivers 250": a verb stands before the next object
    return k - 1


def _modified(words: Words, n: Numeral, measured: Amount, tables: Tables) -> str:
    """The noun that the amount stands before as an adjective: "a $3,500 grant", "a nine-centimetre blade"."""
    signed = measured.kind == "money" and measured.last == n.last
    hyphenated = words.low(n.last + 1) in _DASHES and words.glued(n.last + 1)
    short = words.glued(n.last + 1) and words.lows[n.last][:1].isdigit() and measured.last == n.last + 1
    if not (signed or hyphenated or short):
        return ""
    k = measured.last + 1
    if words.low(k) == "(":  # "1,350kg (3,000lb) sandbags"
        k = next((j for j in range(k, min(k + 6, len(words))) if words.lows[j] == ")"), k)
    k += words.low(k) == ")"
    while words.low(k) in _QUOTES:
        k += 1
    if words.low(k) in tables.words["base.adjectives"]:
        return ""
    last = _matter(words, k, tables)
    return words.join(k, last) if last >= k else ""


def _measured(words: Words, first: int, tables: Tables) -> str:
    """The subject of a verb of measure: "The Pommern displaced 12,997 tons"."""
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = words.lows[j]
        if not word[0].isalpha():
            return ""
        if word in tables.words["base.verbs"]:
            found = subject(words, j, tables)
            return "" if found.lower() in tables.words["phrase.subjects"] else found
    return ""
