"""What the names of one record show together: surnames of persons written out once, ships named by their kind."""

from __future__ import annotations

from collections import Counter, defaultdict

from polyvocal.close_reading.names.found import DOUBTFUL, Found
from polyvocal.close_reading.names.inflection import forms
from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.terms.reading import NameType

# Rules that show a full name or a surname beyond doubt.
_FULL = ("title", "given name", "initials", "full name by verb")
_UNKNOWN = "two unknown words"
# Rules that show what a single word names by what stands beside it; a preposition or an article shows too little.
_SHOWING = frozenset(["verb behind", "according to", "title in lower case", "village of", "state behind"])


class Explained:
    """Surnames and ships that a record shows beyond doubt somewhere, so that they are known wherever they stand."""

    def __init__(self, text: str, found: list[Found], lexicon: Lexicon, by: str = "") -> None:
        """*by* is the reader that suggested names: its persons of two words are full names."""
        self._text = text
        self._declines = lexicon.declines
        self._titles = lexicon.titles
        self._suffixes = lexicon.suffixes
        self._countries, self._where, self._sources = lexicon.countries, lexicon.place_words, lexicon.source_words
        self.surnames: set[str] = set()
        self._full: dict[str, set[str]] = defaultdict(set)
        self.ships: set[str] = set()
        self._shown: dict[str, Counter[NameType]] = defaultdict(Counter)
        alone = {text[n.start : n.end] for n in found if n.rule in (DOUBTFUL, "preposition", *_SHOWING)}
        for name in found:
            words = text[name.start : name.end]
            if name.rule in _SHOWING:
                self._shown[words][name.type] += 1
            elif name.rule == _UNKNOWN and name.type == "person" and words.split()[-1] in alone:
                self._note(words)
            theirs = bool(by) and name.rule.startswith(by)
            if name.type == "person" and (name.rule in _FULL or (theirs and len(self._untitled(words)) > 1)):
                self._note(words)
            elif name.type == "other" and name.rule != DOUBTFUL:
                self.ships.add(" ".join(words.split()))

    def _note(self, words: str) -> None:
        full = self._untitled(words)
        surname = self._surname(full)
        if len(surname) > 2:
            for form in forms(surname) if self._declines else (surname,):
                self.surnames.add(form)
                if len(full) > 1:
                    self._full[form].add(" ".join(full))

    def _untitled(self, words: str) -> list[str]:
        parts = words.split()
        while len(parts) > 1 and parts[0] in self._titles:
            parts = parts[1:]
        return parts

    def _surname(self, parts: list[str]) -> str:
        while len(parts) > 1 and parts[-1].rstrip(".") in self._suffixes:
            parts = parts[:-1]
        return parts[-1].rstrip(".")

    def resolved(self, found: list[Found]) -> list[Found]:
        """Names without those left doubtful, and with those that the record explains."""
        kept = []
        for name in found:
            if name.rule == _UNKNOWN and not self._declines and self._surname(self._words(name)) not in self.surnames:
                continue  # two words that nothing explains are oftener a title or a brand than a person
            if name.rule != DOUBTFUL:
                kept.append(self._reread(name))
                continue
            word = self._text[name.start : name.end]
            if word in self.surnames:
                kept.append(name._replace(type="person", rule="surname of the record"))
            elif kind := self._kind(word):
                kept.append(name._replace(type=kind, rule="shown elsewhere in the record"))
            elif word in self.ships and self._text[: name.start].rpartition(" ")[0].endswith(("the", "The")):
                kept.append(name._replace(rule="ship of the record"))
        return kept

    def _words(self, name: Found) -> list[str]:
        return self._text[name.start : name.end].split()

    def _kind(self, word: str) -> NameType | None:
        """What other places of the record show a word to name, where they agree."""
        shown = self._shown.get(word, Counter())
        return next(iter(shown)) if len(shown) == 1 else None

    def _reread(self, name: Found) -> Found:
        """A place that is the surname of a person written out in the record.

        One that the gazetteer has stays a place behind a preposition of place ("in Hamilton").
        """
        words = self._text[name.start : name.end]
        if name.rule == "preposition" and self._kind(words) == "person":
            return name._replace(type="person", rule="shown elsewhere in the record")
        if name.type != "place" or words not in self._full or words in self._countries:
            return name
        before = self._text[max(0, name.start - 14) : name.start].lower().split()[-2:]
        if (
            name.rule == "gazetteer"
            and " ".join(before) not in self._sources
            and before[-1:]
            and before[-1] in self._where
        ):
            return name
        return name._replace(type="person", rule="surname of the record")
