"""How words are made searchable: the same for texts and for queries, letter for letter in place."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import tantivy

from polyvocal.usage import load

ANALYZERS = ("stemmed", "exact")


@cache
def analyzer(name: str) -> tantivy.TextAnalyzer:
    """The analyzer of that name.

    The two stemmers stand in one row because neither touches the other's alphabet.
    """
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.remove_long(60)).filter(tantivy.Filter.lowercase())
    if name == "stemmed":
        builder = builder.filter(tantivy.Filter.stemmer("english")).filter(tantivy.Filter.stemmer("russian"))
    return builder.build()


@cache
def _common() -> frozenset[str]:
    return frozenset(word for language in ("en", "ru") for word in load(language, "search")["common"])


@lru_cache(maxsize=65536)
def analyse(words: str, name: str) -> tuple[str, ...]:
    """The terms that words are indexed under.

    >>> analyse("The cruisers' losses", "stemmed")
    ('the', 'cruiser', 'loss')
    """
    return tuple(analyzer(name).analyze(fold(words)))


def is_common(word: str) -> bool:
    """Whether a word is so common that it tells documents apart only inside a phrase.

    >>> is_common("the"), is_common("battle")
    (True, False)
    """
    return word.strip(".,;:!?()").lower() in _common()


@cache
def _base(letter: str) -> str:
    # The letter without its marks, where it is one letter with marks. й is a letter of its own; ё is not, for
    # dictionaries file it under е.
    first, marks = (decomposed := unicodedata.normalize("NFD", letter))[:1], decomposed[1:]
    return first if marks and all(map(unicodedata.combining, marks)) else letter


_MARKED = re.compile("[\u00c0-\u024f\u0401\u0451\u1e00-\u1eff]")


def fold(text: str) -> str:
    """The text without accents, each letter still in its place.

    >>> fold("Königsberg, Ёлкин, café")
    'Konigsberg, Елкин, cafe'
    """
    return text if text.isascii() else _MARKED.sub(lambda found: _base(found[0]), text)
