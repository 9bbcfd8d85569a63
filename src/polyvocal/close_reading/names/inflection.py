"""Case forms of Russian names, so that a list needs each name once.

Regular declension after the school grammar; a form too many costs little, since only capitalised words are looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

# Languages whose names change with the case; their lists hold the nominative.
DECLINING = frozenset(["ru"])
_HUSHING = "гкхжшщч"
# Endings of adjectives and what takes their place in the genitive, dative, accusative, instrumental, prepositional.
_ADJECTIVES = (
    ("ый", ("ого", "ому", "ого", "ым", "ом")),
    ("ий", ("его", "ему", "его", "им", "ем")),
    ("ой", ("ого", "ому", "ого", "ым", "ом")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ее", ("его", "ему", "ее", "им", "ем")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("их", "им", "ие", "ими", "их")),
)
_VELAR = (("кий", "ого ому ого им ом"), ("гий", "ого ому ого им ом"), ("хий", "ого ому ого им ом"))
_NOUNS = (
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ие", ("ия", "ию", "ие", "ием", "ии")),
    ("ий", ("ия", "ию", "ия", "ием", "ии")),
    ("й", ("я", "ю", "я", "ем", "е")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("ы", ("ов", "ам", "ы", "ами", "ах")),
    ("о", ("а", "у", "о", "ом", "е")),
    ("е", ("я", "ю", "е", "ем", "е")),
)


def forms(phrase: str) -> frozenset[str]:
    """A name in all its cases, words of one phrase in the same case.

    >>> sorted(forms("Северное море"))[:3]
    ['Северного моря', 'Северное море', 'Северном море']
    >>> sorted(forms("Москва"))
    ['Москва', 'Москве', 'Москвой', 'Москву', 'Москвы']
    >>> forms("НКВД")
    frozenset({'НКВД'})
    """
    columns = [_cases(word) for word in phrase.split()]
    found = {phrase}
    for case in range(5):
        found.update(" ".join(words) for words in product(*(column[case] for column in columns)))
    return frozenset(found)


_ENDING = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ая|яя|ую|юю|ой|ей|ою|ею|ый|ий|ым|им|ых|их|ом|ем|ём|[аеёиоуыэюяйь])$"
)
_FLEETING = {"павел": "павл", "лев": "льв", "пётр": "петр"}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the cases of one Russian name share; of a name in other letters, the name in small letters.

    >>> {stem(w) for w in ("Старков", "Старкову", "Старковым")}, stem("Троцкого") == stem("Троцкий"), stem("Harper")
    ({'старков'}, True, 'harper')
    """
    lower = word.lower().rstrip(".")
    if not lower or not "а" <= lower[-1] <= "ё":
        return lower
    lower = _FLEETING.get(lower, lower)
    bare = _ENDING.sub("", lower)
    return (bare if len(bare) > 2 else lower).replace("ё", "е")


def _cases(word: str) -> list[list[str]]:
    """For each of five cases the forms that a word may have."""
    if len(word) < 3 or word.isupper() or not ("а" <= word[-1] <= "я" or word[-1] == "ё"):
        return [[word]] * 5
    found: list[list[str]] = [[] for _ in range(5)]
    for endings in _declensions(word):
        for case, form in enumerate(endings):
            if form not in found[case]:
                found[case].append(form)
    return found


def _declensions(word: str) -> list[list[str]]:
    """The paradigms that a word's ending allows."""
    paradigms: list[list[str]] = []
    for ending, cases in _VELAR:
        if word.endswith(ending):
            paradigms.append([word[:-2] + case for case in cases.split()])
    for table in (_ADJECTIVES, _NOUNS):
        for ending, forms_of in table:
            if word.endswith(ending) and not (table is _NOUNS and paradigms and len(ending) == 1):
                paradigms.append([word[: -len(ending)] + case for case in forms_of])
                break
    if word.endswith("а"):
        stem, soft = word[:-1], word[-2] in _HUSHING
        paradigms.append([stem + e for e in ("и" if soft else "ы", "е", "у", "ой", "е")])
    elif word.endswith("ь"):
        stem = word[:-1]
        paradigms.append([stem + e for e in ("и", "и", "ь", "ью", "и")])
        paradigms.append([stem + e for e in ("я", "ю", "я", "ем", "е")])
    elif not paradigms:
        paradigms.append([word + e for e in ("а", "у", "а", "ом", "е")])
        if word.endswith(("ов", "ев", "ёв", "ин")):
            paradigms.append([word + e for e in ("а", "у", "а", "ым", "е")])
    return paradigms
