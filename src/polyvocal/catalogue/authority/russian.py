"""Case forms of Russian names led back to their nominative, where that is found somewhere, too."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyvocal.usage import load

_PATRONYMIC = re.compile(r"(.*(?:ович|евич|ьич|мич|нич|ич))(?:а|у|ем|ом|е)?$")
_PATRONYMIC_HER = re.compile(r"(.*(?:овн|евн|ичн|иничн))(?:а|ы|е|у|ой|ою)$")
_LATIN_PATRONYMIC = re.compile(r".{2,}(?:ovich|evich|ovitch|evitch|owitsch|ewitsch|ovič|evič|ovna|evna|yich|jewitsch)$")


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = load("ru", "name_cases")["surname"]
    return tuple(sorted(((e, tuple(of)) for e, of in table.items()), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=131072)
def nominatives(word: str) -> tuple[str, ...]:
    """The nominatives that a form may come from, the surest first; guesses, until one of them is found.

    >>> "Сталин" in nominatives("Сталина"), "Троцкий" in nominatives("Троцкого"), nominatives("Stalin")
    (True, True, ())
    """
    found: dict[str, None] = {}
    for ending, bases in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            for base in bases:
                found[word[: len(word) - len(ending)] + base] = None
    found.pop(word, None)
    return tuple(found)


def patronymic(word: str) -> str:
    """The nominative of a patronymic, "" where the word is none.

    >>> patronymic("Сергеевича"), patronymic("Петровной"), patronymic("Сергей"), patronymic("Sergeyevich")
    ('Сергеевич', 'Петровна', '', 'Sergeyevich')
    """
    if found := _PATRONYMIC_HER.match(word):
        return f"{found[1]}а"
    if (found := _PATRONYMIC.match(word)) and len(found[1]) > 4:
        return found[1]
    return word if _LATIN_PATRONYMIC.match(word.casefold()) else ""


_HERS = ("ова", "ева", "ёва", "ина", "ая", "ову", "еву", "ину", "овой", "евой", "иной", "ской", "цкой", "скую", "цкую",
         "ova", "eva", "ina", "skaya", "skaia", "skaja", "skaïa")  # fmt: skip


def is_woman(given: str, surname: str) -> bool:
    """Whether a Russian name is a woman's, by patronymic or by both its words; *given* in the nominative.

    >>> is_woman("надежда", "Крупской"), is_woman("никита", "Хрущёв"), is_woman("пётр", "Столыпина")
    (True, False, False)
    """
    if patronymic(given).endswith(("на", "na")):
        return True
    return surname.casefold().endswith(_HERS) and given.endswith(("а", "я", "a")) and given not in _men_in_a()


@cache
def _men_in_a() -> frozenset[str]:
    return frozenset(name.casefold() for name in load("ru", "transliteration")["titles"]["men_in_a"])


@lru_cache(maxsize=65536)
def given_forms(name: str) -> tuple[str, ...]:
    """The oblique cases of a given name, without the nominative.

    >>> given_forms("Никита"), given_forms("Сергей")
    (('Никиты', 'Никите', 'Никиту', 'Никитой', 'Никитою'), ('Сергея', 'Сергею', 'Сергеем', 'Сергее'))
    """
    stem = name[:-1]
    if name.endswith("ий"):
        return tuple(stem + e for e in ("я", "ю", "ем", "и"))
    if name.endswith(("й", "ь")):
        return tuple(stem + e for e in ("я", "ю", "ем", "е"))
    if name.endswith("а"):
        soft = stem[-1:] in "гкхжшщч"
        return tuple(stem + e for e in ("и" if soft else "ы", "е", "у", "ой", "ою"))
    if name.endswith("я"):
        return tuple(stem + e for e in ("и", "е", "ю", "ей", "ею"))
    irregular = {"Павел": "Павл", "Лев": "Льв", "Пётр": "Петр", "Петр": "Петр"}
    base = irregular.get(name, name)
    return tuple(base + e for e in ("а", "у", "ом", "е"))
