"""Counts in words and digits, as durations use them."""

from __future__ import annotations

from typing import Any


def count(words: list[str], cards: dict[str, Any]) -> float | None:
    """How many the words say; None where they leave it open ("several").

    >>> cards = {"two": 2, "twenty": 20, "five": 5, "hundred": 100, "dozen": 12}
    >>> count(["twenty", "-", "five"], cards), count(["two", "and", "a", "half"], cards), count(["a"], cards)
    (25.0, 2.5, 1.0)
    >>> count(["a", "few"], cards) is None
    True
    """
    if any(w in _OPEN for w in words):
        return None
    total = 0.0
    half = "half" in words
    seen = False
    for word in words:
        plain = word.replace(",", "")
        if plain.replace(".", "", 1).isdigit():
            total += float(plain)
            seen = True
        elif word in cards:
            worth = cards[word]
            total = max(total, 1) * worth if worth in (12, 100, 1000) and seen else total + worth
            seen = True
    if half:
        total += 0.5
        seen = True
    return total if seen else 1.0


_OPEN = frozenset("several few many some couple number numerous countless dozens x".split())


def written(number: float) -> str:
    """A count as TIMEX3 writes it.

    >>> written(2.0), written(2.5)
    ('2', '2.5')
    """
    return str(int(number)) if number == int(number) else f"{number:g}"
