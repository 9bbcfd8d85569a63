"""Which surnames are one, across alphabets and cases: classes of single words, found before any person is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from polyvocal.catalogue.authority.clusters import Classes
from polyvocal.catalogue.authority.russian import nominatives
from polyvocal.catalogue.authority.transliteration import (
    fold,
    is_cyrillic,
    is_marked,
    is_russian,
    keys,
    loose_keys,
    plain,
)
from polyvocal.usage import load

_FAR = 3  # times
_MASCULINE = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")


@cache
def _known() -> dict[str, str]:
    """The Russian surnames that usage lists, by their keys."""
    groups = load("ru", "transliteration")["surnames"]["groups"]
    listed = [*load("ru", "gazetteer_persons")["surnames"], *(name for group in groups for name in group)]
    return {fold(name): _node(name) for name in listed if is_cyrillic(name)}


class Surnames:
    """The classes of all surnames of a library; *why* tells by which scheme a Latin spelling was read."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """*words* are the surnames, each with how often it stands."""
        self._classes = Classes()
        self._lemmas: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self.loose: dict[str, set[str]] = defaultdict(set)  # class -> classes that an older habit would make one
        every = sorted(set(words))
        cyrillic = [word for word in every if is_cyrillic(word)]
        latin = [word for word in every if not is_cyrillic(word)]
        read = {key for word in latin for key, scheme in keys(word).items() if is_russian(key) or scheme == "BGN/PCGN"}
        attested = {fold(word) for word in cyrillic} | set(_known()) | read
        self._lemmatise(cyrillic, attested)
        held = self._by_key(cyrillic, words)
        self._read = self._read_by_english(latin)
        self._by_ear()
        for word in latin:
            self._join_latin(word, held)
        for word in latin:
            self._note_loose(word, held)

    def _by_key(self, cyrillic: list[str], times: Mapping[str, int]) -> dict[str, str]:
        """The one Cyrillic surname of each key; of several (Ила, Илья) that which stands most by far, else none."""
        spelled: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for word in cyrillic:
            lemma = self.lemma(word)
            spelled[fold(lemma)][_node(lemma)] += times[word]
        self._written = frozenset(spelled)
        held = dict(_known())
        for key, nodes in spelled.items():
            first, *rest = sorted(nodes, key=lambda node: (-nodes[node], node))
            if not rest or nodes[first] > _FAR * nodes[rest[0]]:
                held[key] = first
        return held

    def _lemmatise(self, words: list[str], attested: set[str]) -> None:
        shared: dict[str, int] = defaultdict(int)
        for word in words:
            for guess in nominatives(word):
                shared[fold(guess)] += 1
        for word in words:
            if fold(word) in _known():
                continue
            for guess in nominatives(word):
                key = fold(guess)
                # Two case forms of one nominative prove it as well as the nominative itself.
                if key != fold(word) and (key in attested or (shared[key] > 1 and guess.endswith(_MASCULINE))):
                    self._lemmas[word] = guess
                    break

    def _by_ear(self) -> None:
        for group in load("ru", "transliteration")["surnames"]["groups"]:
            first = _node(group[0])
            for other in group[1:]:
                self._classes.join(first, _node(other))

    def _join_latin(self, word: str, held: dict[str, str]) -> None:
        read = self._ranked(word)
        # What only word lists have bridges Latin spellings no further than the form of the name does.
        chosen = next((key for key in read if key in held and (key in self._written or is_russian(key))), None)
        if chosen is None:
            # Nobody wrote it in Cyrillic: two Latin spellings meet in a key only if it is Russian in form; a French
            # ending alone (Martin, Martine) is too little for that.
            chosen = next((k for k, scheme in read.items() if is_russian(k) and not _by_ending(word, scheme)), None)
        if chosen is not None:
            self._classes.join(_node(word), held.get(chosen, f"key:{chosen}"))
            self.why[plain(word)] = read[chosen]

    @staticmethod
    def _read_by_english(latin: list[str]) -> frozenset[str]:
        """The keys of spellings without a mark of another scheme: what an ambiguous one may be is looked for here."""
        plainly = (next(filter(is_russian, keys(word)), None) for word in latin if not is_marked(word))
        return frozenset(key for key in plainly if key is not None)

    def _ranked(self, word: str) -> dict[str, str]:
        """The keys of a spelling, the surest first; of those of another scheme one that an English spelling has, too.

        German sch is one letter or another: Schukow is Zhukov, and Woroschilow is Voroshilov.
        """
        read = keys(word)
        if not is_marked(word):
            return read
        return dict(sorted(read.items(), key=lambda pair: pair[0] not in self._read))

    def _note_loose(self, word: str, held: dict[str, str]) -> None:
        own = self._classes.of(_node(word))
        for key in sorted(loose_keys(word) & held.keys()):
            other = self._classes.of(held[key])
            if other != own:
                self.loose[own].add(other)

    def lemma(self, word: str) -> str:
        """The nominative of a surname as far as it is known."""
        return self._lemmas.get(word, word)

    def is_oblique(self, word: str) -> bool:
        """Whether a surname is a case form of another that is known."""
        return word in self._lemmas

    def of(self, word: str) -> str:
        """The class of a surname."""
        return self._classes.of(_node(self.lemma(word)))


def _by_ending(word: str, scheme: str) -> bool:
    return scheme == "French" and word.casefold().endswith(("ine", "yne"))


def _node(word: str) -> str:
    return plain(word)
