"""Of whom or what a fate is told: one key for the spellings of one name inside an event.

Case, articles, titles ("the battle cruiser Lutzow") and broken words ("Marl borough") are folded; a rare spelling of
six letters or more that lies one letter from a far commoner one is taken for a misprint of it. Outside one event
nothing is folded so far: there "Nestor" and "Nector" may well be two ships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from polyvocal.collation.accounts import subject
from polyvocal.terms import Statement
from polyvocal.usage import load

MISPRINT = 6  # letters from which a name one letter off may be a misprint
RARER = 3  # how many times as often the right spelling must stand
_BUILT = "built:"
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BREAK = re.compile(r"-\s+")


@cache
def _titles() -> frozenset[str]:
    table = load("en", "collation")
    sides = {words.casefold() for entry in table["side"] for words in entry["words"] if " " not in words}
    return frozenset(table["subjects"]["titles"]) | sides


@lru_cache(maxsize=65536)
def bare(words: str) -> str:
    """The letters of a proper name alone, "" where the words name nobody in particular.

    >>> bare("the battle cruiser Lutzow"), bare("Marl- borough"), bare("Black  Prince C"), bare("U-35")
    ('lutzow', 'marlborough', 'blackprince', 'u35')
    >>> bare("another battleship of the same class"), bare("ONE CRUISER"), bare("a Dreadnought of the Kaiser class")
    ('', '', '')
    """
    said = _TOKEN.findall(_BREAK.sub("", words))
    while said and said[0].casefold() in _titles():
        del said[0]
    while len(said) > 1 and len(said[-1]) == 1 and said[-1].isalpha() and said[-1] not in "IVX":
        del said[-1]
    if not said or not said[0][0].isupper():
        return ""
    letters = "".join(sign for word in said for sign in word.casefold() if sign.isalnum())
    # "Defence1": a digit at the end of a long word is the scanner's; that of "U-35" is the name.
    return letters.rstrip("0123456789") if len(letters) > MISPRINT and letters[:MISPRINT].isalpha() else letters


@cache
def _buildings() -> re.Pattern[str]:
    nouns = "|".join(re.escape(n) for n in sorted(load("en", "collation")["buildings"]["nouns"], key=len, reverse=True))
    name = r"[A-Z][\w.'’-]*"
    return re.compile(
        rf"\b[Tt]he\s+(?P<before>(?:{name}\s+){{0,3}})(?P<noun>{nouns})"
        rf"(?P<behind>(?:\s+(?:of|at|in)(?:\s+the)?(?:\s+{name}){{1,3}})?)"
    )


def building(statement: Statement) -> str:
    """The key of a building whose fate is told ("the church of Saint Anna"), the last one named before the answer."""
    if statement.aspect != "fate" or statement.answer is None:
        return ""
    for locus in statement.loci:
        if locus.covers(statement.answer):
            before = list(_buildings().finditer(locus.words, 0, statement.answer.start - locus.start))
            if before:
                return _BUILT + " ".join(("the " + " ".join(before[-1].group("before", "noun", "behind"))).split())
    return ""


class Subjects:
    """The names of an event, spellings of one name under one key."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Count the names of all *statements*, and fold the misprints into what they are misprints of."""
        self._counts: Counter[str] = Counter()
        self._written: dict[str, Counter[str]] = {}
        for statement in statements:
            for locus in (*statement.people, *statement.places):
                key = bare(locus.words)
                if key:
                    self._counts[key] += 1
                    form = " ".join(_BREAK.sub("", locus.words).split())
                    self._written.setdefault(key, Counter())[form] += 1
        self._head = dict(_folded(self._counts))

    def key(self, statement: Statement) -> str:
        """The key of whom or what a statement tells the fate, "" where no name says so."""
        built = building(statement)
        if built:
            return built
        named = subject(statement)
        key = bare(named.words) if named is not None else ""
        return self._head.get(key, key)

    def written(self, key: str) -> str:
        """How the sources write a key: the form most often met, rather not in capitals and without titles."""
        if key.startswith(_BUILT):
            return key.removeprefix(_BUILT)
        forms = self._written.get(key, Counter())
        best = min(forms, key=lambda f: (f.isupper(), -forms[f], len(f), f), default=key)
        said = best.split()
        while len(said) > 1 and said[0].casefold() in _titles():
            del said[0]
        return " ".join(said)


def _folded(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Each misprint with the name that it stands for: the commonest one letter off that is met far more often."""
    heads: dict[str, str] = {}
    for name in sorted(counts, key=lambda n: (-counts[n], n)):
        if len(name) < MISPRINT or not name.isalpha():
            continue
        near = {heads[cut] for cut in _cuts(name) if cut in heads}
        right = [head for head in near if counts[head] >= RARER * counts[name] and _one_off(name, head)]
        if right:
            yield name, min(right, key=lambda head: (-counts[head], head))
            continue
        for cut in _cuts(name):
            heads.setdefault(cut, name)


def _cuts(name: str) -> Iterator[str]:
    yield name
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]


def _one_off(a: str, b: str) -> bool:
    """Whether one letter put, left out or exchanged, or two turned round, make one name of the other.

    >>> _one_off("warsprite", "warspite"), _one_off("weisbaden", "wiesbaden"), _one_off("ardent", "argont")
    (True, True, False)
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b) and a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]:
        return True
    return a[at + (len(a) == len(b)) :] == b[at + 1 :]
