"""One name in two alphabets: Latin spellings read back into Cyrillic, scheme by scheme, as keys to compare by.

A key is the Cyrillic spelling in a folded alphabet, in which what schemes and clerks confuse is alike (е ё э, и й ы,
signs left out, one letter for two). The schemes are data: ``usage/ru/transliteration.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from polyvocal.usage import load

_FOLD = str.maketrans({"ё": "е", "э": "е", "ы": "и", "й": "и", "ь": "", "ъ": "", "ї": "и", "і": "и", "є": "е", "ґ": "г",
                       "я": "а", "ю": "у", "ѣ": "е"})  # fmt: skip
# After a hushing consonant o and e are one sound; before a vowel i only softens.
_HUSHED, _SOFT, _DOUBLE = re.compile("(?<=[жшщч])о"), re.compile("и+(?=[ауе])"), re.compile(r"(.)\1+")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_MOST_KEYS, _MOST_TRIED = 12, 64
_FOREIGN = {"c": ["к"], "h": ["х"], "j": ["дж"], "q": ["к"], "w": ["в"], "x": ["кс"], "y": ["и"], "ph": ["ф"],
            "ck": ["к"], "v": ["в"]}  # fmt: skip
# Russian wrote g for h, v or u for w, before it wrote as it spoke: a weaker likeness.
_LOOSE = {"h": ["г", "х"], "w": ["у", "в"], "ch": ["х", "ч"]}


def is_cyrillic(word: str) -> bool:
    """Whether a word has Cyrillic letters."""
    return bool(_CYRILLIC.search(word))


@lru_cache(maxsize=262144)
def plain(words: str) -> str:
    """A spelling without capitals, accents and stops: what only differs in these is one.

    >>> plain("Göring"), plain("ХРУЩЁВ"), plain("N.K.V.D."), plain("O’Brien")
    ('goring', 'хрущев', 'nkvd', "o'brien")
    """
    bare = words.casefold().replace("й", "\0").replace("’", "'").replace("ß", "ss")
    bare = "".join(sign for sign in normalize("NFD", bare) if not combining(sign))
    return " ".join(bare.replace("\0", "й").replace("ł", "l").replace("ø", "o").replace(".", "").split())


@lru_cache(maxsize=262144)
def fold(cyrillic: str) -> str:
    """The key of a Cyrillic word.

    >>> fold("Хрущёв"), fold("Троцкий"), fold("Мария"), fold("Илья")
    ('хрущев', 'троцки', 'мара', 'ила')
    """
    folded = cyrillic.casefold().translate(_FOLD)
    return _DOUBLE.sub(r"\1", _SOFT.sub("", _HUSHED.sub("е", folded)))


class Scheme(NamedTuple):
    """A scheme turned round: *back* from Latin to Cyrillic letters, *endings* likewise.

    *marks* betray its use; *sure* are those that no other language has.
    """

    name: str
    marks: re.Pattern[str] | None
    sure: re.Pattern[str] | None
    back: dict[str, list[str]]
    endings: dict[str, str]
    longest: int


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes of the table, the English ones first: they need no mark."""
    table = load("ru", "transliteration")
    return tuple(_turned(one, table["common"]) for one in table["scheme"])


def _turned(one: dict[str, Any], common: dict[str, list[str]]) -> Scheme:
    back: dict[str, list[str]] = {}
    for letter, renderings in [*one["letters"].items(), *common.items()]:
        if letter in common and letter in one["letters"] and renderings is common[letter] and letter not in "л":
            continue  # the scheme's own rendering stands in place of the common one
        for rendering in renderings:
            held = back.setdefault(rendering, [])
            if letter not in held and (not fold(letter) or fold(letter) not in map(fold, held)):
                held.append(letter)
    for latin, letters in _FOREIGN.items():
        if latin != "ck" or "c" not in one["letters"].get("ц", ()):  # Trockij is no name with k
            back.setdefault(latin, letters)
    endings = {latin: ending for ending, forms in one.get("endings", {}).items() for latin in forms}
    marks = re.compile(one["marks"]) if one["marks"] else None
    sure = re.compile(one["sure"]) if one.get("sure") else None
    return Scheme(one["name"], marks, sure, back, endings, max(map(len, back)))


@cache
def _shape() -> tuple[str, ...]:
    return tuple(load("ru", "transliteration")["shape"]["surname"])


def is_russian(key: str) -> bool:
    """Whether a key ends as Russian surnames do."""
    return len(key) > 3 and key.endswith(_shape())


@lru_cache(maxsize=262144)
def keys(latin: str) -> dict[str, str]:
    """Every key that a Latin word may have, with the scheme that gives it, the surest first.

    >>> "хрущев" in keys("Khrushchev") and "хрущев" in keys("Chruschtschow") and "хрущев" in keys("Khrouchtchev")
    True
    >>> keys("Staline")["сталин"], keys("Stalin")["сталин"], "хан" in keys("Chan")
    ('French', 'BGN/PCGN', False)
    """
    word = latin.casefold().replace("’", "'")
    found: dict[str, str] = {}
    for scheme in sorted(schemes(), key=lambda one: not _is_sure(word, one)):
        if scheme.marks and not scheme.marks.search(word):
            continue
        for key in _read_back(word, scheme):
            # Outside the English schemes a mark alone proves little: the name must be Russian in form, too.
            if scheme.marks is None or is_russian(key) or _telling(word, scheme):
                found.setdefault(key, scheme.name)
    return dict(list(found.items())[:_MOST_KEYS])


@lru_cache(maxsize=65536)
def loose_keys(latin: str) -> frozenset[str]:
    """Keys by an older habit of writing foreign names: Hitler with g, Wilson with u."""
    word = latin.casefold()
    if not re.search("[hw]", word):
        return frozenset()
    scheme = schemes()[0]
    back = {**scheme.back, **_LOOSE}
    return frozenset(_read_back(word, scheme._replace(back=back))) - frozenset(keys(latin))


def _is_sure(word: str, scheme: Scheme) -> bool:
    """Whether a word bears a mark that no other scheme has."""
    return scheme.sure is not None and scheme.sure.search(word) is not None


def is_marked(latin: str) -> bool:
    """Whether a Latin word bears a sure mark of a scheme other than the English ones.

    >>> is_marked("Schukow"), is_marked("Zhukov"), is_marked("Chernov")
    (True, False, False)
    """
    word = latin.casefold().replace("’", "'")
    return any(_is_sure(word, scheme) for scheme in schemes())


def _telling(word: str, scheme: Scheme) -> bool:
    """Whether a word bears a sure mark of a scheme ("tsch"), or two different ones."""
    if scheme.marks is None or _is_sure(word, scheme):
        return True
    return len({m[0] for m in scheme.marks.finditer(word)}) > 1


def _read_back(word: str, scheme: Scheme) -> list[str]:
    stems = [(word, "")]
    stems += [(word[: -len(e)], cyrillic) for e, cyrillic in scheme.endings.items() if word.endswith(e)]
    found: dict[str, None] = {}
    for stem, ending in stems:
        parts = _parts(stem, scheme)
        for letters in islice(product(*parts), _MOST_TRIED):
            found[fold("".join(letters) + ending)] = None
            if len(found) >= _MOST_KEYS:
                return list(found)
    return list(found)


def _parts(word: str, scheme: Scheme) -> list[list[str]]:
    parts: list[list[str]] = []
    at = 0
    while at < len(word):
        for length in range(min(scheme.longest, len(word) - at), 0, -1):
            piece = word[at : at + length]
            if piece in scheme.back:
                parts.append(scheme.back[piece])
                break
        else:
            length = 1
            base = plain(word[at])
            parts.append(scheme.back.get(base, [base]) if base.isalpha() else [""])
        at += length
    return parts
