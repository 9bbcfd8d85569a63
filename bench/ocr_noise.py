"""Text as a worn press and a machine that reads it leave it: letters taken for others, lost, doubled, spaces gone.

The confusions are those that reading machines make most often on old print (letters of like shape), seeded, so that the
same seed gives the same noise.
"""

from __future__ import annotations

from random import Random

# Pairs of like shape, both ways; digits seldom, for a lost digit is another number and no longer the gold's.
_ALIKE = {
    "e": "co", "c": "eo", "o": "ec", "a": "eo", "n": "ur", "u": "n", "h": "bl", "b": "h", "l": "i1", "i": "lj",
    "t": "lf", "f": "t", "s": "a", "r": "n", "m": "n", "w": "v", "v": "y", "y": "v", "g": "q", "d": "a", "p": "n",
    "о": "е", "е": "о", "н": "п", "п": "н", "и": "н", "ш": "щ", "в": "н", "л": "п", "т": "г",
}  # fmt: skip


def worn(text: str, share: float, seed: int = 0) -> tuple[str, list[int]]:
    """*text* with about *share* of its letters damaged, and where each of its characters (and its end) stands now.

    >>> worn("over there", 0.0)
    ('over there', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    """
    random = Random(seed)
    out: list[str] = []
    places: list[int] = []
    size = 0
    for char in text:
        places.append(size)
        put = _damaged(char, random) if random.random() < share else char
        out.append(put)
        size += len(put)
    return "".join(out), [*places, size]


def _damaged(char: str, random: Random) -> str:
    if char == " ":
        return random.choice(("", " ", "  "))
    alike = _ALIKE.get(char.lower())
    if alike is None:
        return char
    chance = random.random()
    if chance < 0.1:
        return ""
    if chance < 0.15:
        return char + char
    other = random.choice(alike)
    return other.upper() if char.isupper() else other
