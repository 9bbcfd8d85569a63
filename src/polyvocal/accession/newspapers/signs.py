"""The signs by which newspapers set off their items, in every language there is usage for."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.usage import languages, load

_DAY = re.compile(r"[\d.,:;]")
_CASED = frozenset({"dateline", "local", "weekday", "month", "taken_from", "small_advertisement"})
_GOES_ON = ("ont", "on(", "pag", "fage", "face", "одолжен", "ончание")  # "continued", "page", as machines read them


@cache
def sign(section: str, name: str) -> re.Pattern[str]:
    """The pattern *name* of all languages; groups are dropped, and case counts only where capitals are the sign."""
    each = (re.sub(r"\(\?P<\w+>", "(?:", load(language, "newspapers")[section][name]) for language in languages())
    return re.compile("|".join(f"(?:{pattern})" for pattern in each), re.NOFLAG if name in _CASED else re.I)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of list *name*, of all languages."""
    return frozenset(word for language in languages() for word in load(language, "newspapers")["words"][name])


@cache
def paper_nouns() -> frozenset[str]:
    """The nouns that the names of newspapers end with."""
    return frozenset(noun for language in languages() for noun in load(language, "catalogue")["masthead"]["nouns"])


def is_dateline(words: str) -> bool:
    """Whether a line opens with the place and the day of a report.

    >>> [is_dateline(w) for w in ("LONDON, June 3.-The fleet", "Washington, D. C., June 1.", "He came on June 3.")]
    [True, True, False]
    """
    # Without a digit or a point there is no day: most lines need no closer look.
    if _DAY.search(words) is None or sign("signs", "dateline").match(words) is None:
        return False
    return sign("masthead", "weekday").match(words.upper()) is None


def is_credit(words: str) -> bool:
    """Whether a line says which agency or wire a report came by.

    >>> is_credit("(By Associated Press.)"), is_credit("by the press of business")
    (True, False)
    """
    return sign("signs", "credit").match(words) is not None


def ends_item(words: str) -> bool:
    """Whether nothing of an item can follow this line on its page.

    >>> [ends_item(w) for w in ("(Continued on Page Two.)", "and cheap.—Adv.", "He continued to walk.")]
    [True, True, False]
    """
    if len(words) > 60:
        return False
    lower = words.casefold()
    for part in _GOES_ON:
        if part in lower:
            return sign("signs", "continued_to").fullmatch(words) is not None
    return ("adv" in lower or "явлен" in lower) and sign("signs", "advertisement_end").fullmatch(words) is not None


def gossips(words: str) -> bool:
    """Whether a line opens a paragraph of local news, which are about a person of the place.

    >>> gossips("Mrs. Albin Rudd, of Northam, is"), gossips("Mrs. Rudd")
    (True, True)
    """
    return sign("signs", "local").match(words) is not None


def ends_excerpt(words: str) -> bool:
    """Whether a line closes with the paper that a story was taken from ("... so be it.—Harbour Herald.")."""
    return ("—" in words or "-" in words or "–" in words or "«" in words) and (
        sign("signs", "taken_from").fullmatch(words) is not None
    )
