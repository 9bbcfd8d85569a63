"""Whether two given names, or a given name and an initial, may be those of one person."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from polyvocal.catalogue.authority.names import given_names
from polyvocal.catalogue.authority.russian import nominatives, patronymic
from polyvocal.catalogue.authority.transliteration import fold, is_cyrillic, keys, plain
from polyvocal.usage import load

Agreement = int
"""2 the same, 1 one fits the other, 0 they contradict."""

SAME, FITS, APART = 2, 1, 0


@cache
def _groups() -> tuple[dict[str, set[str]], frozenset[tuple[str, str]]]:
    """The forms of every known given name by its class, and which first letters stand for one name in two alphabets."""
    forms: dict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str, str]] = set()
    for group in load("ru", "transliteration")["given"]["groups"]:
        for name in group:
            forms[given_names()[plain(name)]].add(plain(name))
            if is_cyrillic(group[0]) and not is_cyrillic(name):
                pairs.add((plain(group[0])[0], plain(name)[0]))
    return dict(forms), frozenset(pairs)


@lru_cache(maxsize=131072)
def of(given: str) -> str:
    """What a given name is compared by: itself in its nominative, or what stands for it in all languages.

    >>> of("Joseph") == of("Иосифа"), of("Reinhard") == of("Рейнхард"), of("John") == of("Jack")
    (True, True, False)
    """
    if given.endswith("."):
        return plain(given) + "."
    if father := patronymic(given):
        return fold(father) if is_cyrillic(father) else next(iter(keys(father)), plain(father))
    known = given_names().get(plain(given))
    if known:
        return known
    return fold(given) if is_cyrillic(given) else plain(given)


@lru_cache(maxsize=262144)
def agree(a: str, b: str) -> Agreement:
    """How two parts of two names agree.

    >>> agree("Nikita", "Никиты"), agree("N.", "Никита"), agree("J.", "Иосиф"), agree("P.", "Никита")
    (2, 1, 1, 0)
    """
    if of(a) == of(b):
        return SAME
    if a.endswith(".") and b.endswith("."):
        return SAME if _one_letter(plain(a), plain(b)) else APART
    if a.endswith(".") or b.endswith("."):
        initial, name = (a, b) if a.endswith(".") else (b, a)
        return FITS if _begins(plain(initial), name) else APART
    return SAME if _one_word(a, b) else APART


def _one_word(a: str, b: str) -> bool:
    if is_cyrillic(a) and is_cyrillic(b):
        return any(fold(guess) == fold(b) for guess in nominatives(a)) or any(
            fold(guess) == fold(a) for guess in nominatives(b)
        )
    if is_cyrillic(a) != is_cyrillic(b):
        cyrillic, latin = (a, b) if is_cyrillic(a) else (b, a)
        return bool({fold(cyrillic), *(fold(guess) for guess in nominatives(cyrillic))} & set(keys(latin)))
    return False


def _one_letter(a: str, b: str) -> bool:
    if is_cyrillic(a) == is_cyrillic(b):
        return a == b or (is_cyrillic(a) and a.replace("ё", "е") == b.replace("ё", "е"))
    cyrillic, latin = (a, b) if is_cyrillic(a) else (b, a)
    return (cyrillic[0], latin[0]) in _groups()[1] or fold(cyrillic) in keys(latin)


def _begins(initial: str, name: str) -> bool:
    forms = _groups()[0].get(of(name), set()) | {plain(name)}
    if any(is_cyrillic(form) == is_cyrillic(initial) and form.startswith(initial) for form in forms):
        return True
    if is_cyrillic(initial) == is_cyrillic(name):
        return False
    if is_cyrillic(initial):
        return any(key.startswith(fold(initial) or "\0") for key in keys(name))
    return any(fold(name).startswith(key or "\0") for key in keys(initial))
