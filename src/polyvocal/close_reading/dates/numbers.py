"""Counts in words and digits, as durations use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polyvocal.close_reading.dates.context import Context
    from polyvocal.close_reading.dates.grammar import Found


def count(context: Context, found: Found) -> float | None:
    """How many the group "count" says; None where its words leave it open ("several")."""
    values = context.grammar.lexicon.values
    words = context.words(found, "count").split()
    if not words or any(w in values["Vague"] for w in words):
        return None
    if "/" in words:
        at = words.index("/")  # "2 1/2"
        return total(words[: at - 1], values["Card"], set()) + float(words[at - 1]) / float(words[at + 1])
    number = total(words, values["Card"], set(context.grammar.settings["half"]))
    return number + 0.5 if "half" in found.groups else number


def total(words: list[str], cards: dict[str, Any], halves: set[str]) -> float:
    """The number that words and digits make.

    >>> cards = {"two": 2, "twenty": 20, "five": 5, "hundred": 100, "dozen": 12}
    >>> total(["twenty", "-", "five"], cards, set()), total(["two", "and", "a", "half"], cards, {"half"})
    (25.0, 2.5)
    >>> total(["a", "hundred"], cards, set()), total(["an"], cards, set()), total(["1,200"], cards, set())
    (100.0, 1.0, 1200.0)
    """
    result, seen = 0.0, False
    for word in words:
        plain = word.replace(",", "")[:12]
        if plain.replace(".", "", 1).isdigit():
            result, seen = result + float(plain), True
        elif word in cards:
            worth = cards[word]
            result = max(result, 1) * worth if worth in (12, 100, 1000) and seen else result + worth
            seen = True
    if any(w in halves for w in words):
        return result + 0.5
    return result if seen else 1.0


def written(number: float) -> str:
    """A count as TIMEX3 writes it.

    >>> written(2.0), written(2.5)
    ('2', '2.5')
    """
    return str(int(number)) if number == int(number) else f"{number:g}"
