"""What a name proves: whether a given name is known to be one, and whether two ways of naming show one person.

Names that many bear prove little, and words that machine reading made prove nothing. The tables are data:
``usage/en/bearers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from polyvocal.catalogue.authority.names import Person, abbreviations, given_names
from polyvocal.catalogue.authority.russian import patronymic
from polyvocal.catalogue.authority.transliteration import fold, plain
from polyvocal.usage import load

_GREEK = re.compile("[Ͱ-Ͽ]")
_PIECES = re.compile(r"[^\W\d_]+")
_INNER = re.compile(r"[a-zа-яё][A-ZА-ЯЁ]")
_TWO_PARTS = re.compile(r"[A-Z][a-z]{0,4}[A-Z][a-z]+")  # McKinley, DeWitt, O'Brien
_VOWEL = re.compile("[aeiouyаеёиоуыэюяіѣ]")
_LEAST = 4  # letters


@lru_cache(maxsize=65536)
def is_misread(words: str) -> bool:
    """Whether a name has a shape that only machine reading gives: a digit, a capital inside, no vowel.

    >>> [is_misread(w) for w in ("LKKToN", "H0LT", "Schmr", "McKinley", "HOLT", "Schmidt", "J. R. Holt")]
    [True, True, True, False, False, False, False]
    """
    if any(sign.isdigit() for sign in words):
        return True
    for piece in _PIECES.findall(words):
        if _INNER.search(piece) and not _TWO_PARTS.fullmatch(piece):
            return True
        if len(piece) >= _LEAST and plain(piece).isalpha() and not _GREEK.search(piece) and _has_no_vowel(piece):
            return True
    return False


def _has_no_vowel(piece: str) -> bool:
    word = plain(piece)
    return word not in abbreviations() and not _VOWEL.search(word)


@cache
def _given() -> frozenset[str]:
    return frozenset(map(plain, load("en", "bearers")["given"])) | given_names().keys()


@lru_cache(maxsize=65536)
def is_known(given: str) -> bool:
    """Whether a table of given names knows a word; initials and patronymics are known by their form.

    >>> is_known("Orren"), is_known("N."), is_known("Сергеевич"), is_known("Itoot"), is_known("Jean-Paul")
    (True, True, True, False, True)
    """
    if given.endswith(".") or patronymic(given):
        return True
    return plain(given) in _given() or all(part in _given() for part in plain(given).split("-"))


def folds(person: Person, *, russian: bool) -> bool:
    """Whether a full name may be joined with others: its first given name is known, and no word is misread.

    A middle name may be anybody's surname. A *russian* surname, proved by its letters, needs no proof by a table.
    """
    if is_misread(person.words) or any(map(_is_word, person.given)):
        return False
    return russian or not person.given or is_known(person.given[0])


def _is_word(given: str) -> bool:
    word = plain(given)
    return not given.endswith(".") and word in _ordinary() and word not in _given()


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(load("en", "common_words")["words"])


@cache
def _common() -> frozenset[str]:
    table = load("en", "bearers")
    return frozenset(map(plain, [*table["surnames"], *table["russian_surnames"]])) | {
        f"key:{fold(name)}" for name in table["russian_surnames"]
    }


@cache
def _usual() -> frozenset[str]:
    return frozenset(map(plain, load("en", "bearers")["usual"]))


def is_common(family: str) -> bool:
    """Whether many bear a surname (given as its class), or the word is a given name or an ordinary word as well.

    >>> [is_common(w) for w in ("hughes", "victor", "church", "петров", "key:петров", "jellicoe")]
    [True, True, True, True, True, False]
    """
    return family in _common() or family in _given() or family in _ordinary()


@cache
def _of_history() -> frozenset[str]:
    return frozenset(plain(name) for tongue in ("en", "ru") for name in load(tongue, "gazetteer_persons")["surnames"])


def is_of_history(surname: str) -> bool:
    """Whether the gazetteer has a surname as that of a person of history."""
    return surname in _of_history()


def is_borne_by_many(word: str) -> bool:
    """Whether a list of common surnames has a word in plain letters."""
    return word in _common()


def is_ordinary(word: str) -> bool:
    """Whether a word in plain letters is an ordinary one that no list of surnames has."""
    return word in _ordinary() and word not in _common()


def proves(a: Sequence[str], b: Sequence[str], *, common: bool, known: bool) -> bool:
    """Whether given names that agree, in two records, show one person, if they fit nobody else.

    *common* and *known* tell of the surname: many bear it; it is Russian or a person's of history.

    >>> proves(("S.", "J."), ("Sidney", "J."), common=True, known=False)
    True
    >>> proves(("A.", "W."), ("Alice",), common=False, known=False), proves(("N.", "S."), ("N.",), common=False, known=True)
    (False, True)
    """  # noqa: E501
    whole = [one for one, other in zip(a, b, strict=False) if not one.endswith(".") and not other.endswith(".")]
    if len(a) == len(b):
        return bool(whole) or len(a) > 1 or not common
    if whole:
        return not common or plain(whole[0]) not in _usual()
    return known and not common


def is_full(given: Sequence[str], *, common: bool) -> bool:
    """Whether a name is full enough for a surname alone in the same record to be taken for it."""
    return not common or len(given) != 1 or not given[0].endswith(".")
