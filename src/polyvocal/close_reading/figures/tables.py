"""The tables of a language made ready for look-up, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from polyvocal.close_reading.figures.words import Phrases
from polyvocal.usage import load


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words by what they do in a numeral."""

    small: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    hundred: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    groups: dict[str, int]
    vague: dict[str, tuple[float, float | None]]
    quantifiers: dict[str, tuple[float, float]]
    fractions: dict[str, int]
    articles: frozenset[str]
    ands: frozenset[str]
    to: frozenset[str]
    of: frozenset[str]
    half: frozenset[str]
    ordinal_endings: frozenset[str]
    abbreviated: frozenset[str]
    bare_scale: bool
    comma_decimal: bool
    change: frozenset[str]
    between: frozenset[str]
    from_: frozenset[str]
    in_year: frozenset[str]

    def begins(self, word: str) -> bool:
        """Whether a numeral may begin with *word*."""
        return (
            word[:1].isdigit()
            or word in self.small
            or word in self.tens
            or word in self.hundreds
            or word in self.hundred
            or word in self.scales
            or word in self.vague
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the reader of figures knows of one language."""

    numbers: NumberWords
    trigger: re.Pattern[str]
    hedges: Phrases
    hedges_after: Phrases
    negations: frozenset[str]
    nouns: dict[str, str]
    noun_stems: dict[str, str]
    status: Phrases
    status_stems: dict[str, str]
    active: dict[str, str]
    collectives: dict[str, str]
    passive: frozenset[str]
    amount: frozenset[str]
    kinds: dict[str, dict[str, str]]
    status_kinds: dict[str, str]
    joint: tuple[str, ...]
    signs: dict[str, str]
    codes: dict[str, str]
    currencies: dict[str, str]
    money_parts: dict[str, list[str]]
    all_but: tuple[str, ...]
    opposite: dict[str, str]
    percent: Phrases
    age: Phrases
    measures: dict[str, tuple[str, str]]
    square: frozenset[str]
    words: dict[str, frozenset[str]]
    phrases: dict[str, Phrases]
    pairs: dict[str, frozenset[tuple[str, ...]]]
    multiples: dict[str, float]  # words that multiply, such as "twice"
    peoples: dict[str, str]  # name of a people to its adjective, both in lower case
    seeds: frozenset[str]
    implied: frozenset[str]

    def noun(self, word: str) -> str | None:
        """Class of a counted noun, None where the table does not hold it."""
        found = self.nouns.get(word)
        if found is None and self.noun_stems:
            found = _by_stem(word, self.noun_stems)
        if found is None and len(word) > 5 and word.endswith(tuple(self.words["endings.person"])):
            return "person"
        return found

    def counts_or_tells(self, word: str) -> bool:
        """Whether the tables hold the word as a counted noun or as what became of somebody."""
        return word in self.nouns or word in self.active or self.status.at([word], 0) is not None

    def state(self, lows: list[str], i: int) -> tuple[int, str] | None:
        """Length and state of the words at *i* that say what became of somebody."""
        found = self.status.at(lows, i)
        if found is None and self.status_stems and 0 <= i < len(lows):
            stem = _by_stem(lows[i], self.status_stems)
            found = (1, stem) if stem else None
        return found


def _by_stem(word: str, stems: dict[str, str]) -> str | None:
    for length in range(len(word), 2, -1):
        if found := stems.get(word[:length]):
            return found
    return None


def _plurals(word: str) -> Iterable[str]:
    yield word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith(("s", "sh", "ch", "x", "z")):
        yield word + "es"
    else:
        yield word + "s"


def _split(words: str) -> list[str]:
    """Entries of a word list: by commas where it has any, else by blanks."""
    entries = words.split(",") if "," in words else words.split()
    return [" ".join(e.split()) for e in entries if e.strip()]


def _nouns(table: dict[str, str], inflects: bool) -> tuple[dict[str, str], dict[str, str]]:
    nouns: dict[str, str] = {}
    stems: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            if word.endswith("*"):
                stems.setdefault(word[:-1], kind)
                continue
            for form in _plurals(word) if inflects else (word,):
                nouns.setdefault(form, kind)
    return nouns, stems


def _measures(table: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Unit words with their kind and the unit's name."""
    measures: dict[str, tuple[str, str]] = {}
    for kind, words in table.items():
        for entry in words.split():
            forms = entry.split("/")
            for form in forms:
                measures.setdefault(form, (kind, forms[0]))
    return measures


def _numbers(table: dict[str, Any], comma_decimal: bool, change: str) -> NumberWords:
    words = table["words"]
    return NumberWords(
        small=table["small"],
        tens=table["tens"],
        hundreds=table["hundreds"],
        hundred=table["hundred"],
        scales=table["scales"],
        short_scales=table["short_scales"],
        groups=table["groups"],
        vague={w: (v[0], v[1] if len(v) > 1 else None) for w, v in table["vague"].items()},
        quantifiers={w: (v[0], v[1]) for w, v in table["quantifiers"].items()},
        fractions=table["fractions"],
        articles=frozenset(words["articles"]),
        ands=frozenset(words["ands"]),
        to=frozenset(words["to"]),
        of=frozenset(words["of"]),
        half=frozenset(words["half"]),
        ordinal_endings=frozenset(words["ordinal_endings"]),
        abbreviated=frozenset(words.get("abbreviated", ())),
        bare_scale=words.get("bare_scale", False),
        comma_decimal=comma_decimal,
        change=frozenset(change.split()),
        between=frozenset(words["between"]),
        from_=frozenset(words["from"]),
        in_year=frozenset(words["in_year"]),
    )


_WORD_LISTS = {
    "labels": "before soft years years_after months ambiguous_months clock units streets eras links in_year initials "
    "naming hours when it opponents",
    "one": "before after nouns",
    "zero": "lossless states than",
    "cost": "verbs",
    "side": "words",
    "both": "words",
    "hedges_near": "adverbs",
    "negative": "words",
    "implied": "articles nouns states auxiliaries",
    "share": "nouns",
    "left": "nouns never inverted within",
    "amount": "links at numbers in",
    "money": "adjectives ambiguous sterling hundredths weights matters",
    "base": "adjectives in verbs",
    "tally": "to verbs nouns never",
    "whose": "verbs telling among possessives plural own offices classes states",
    "age": "before links of be persons after",
    "square": "adjectives per squares cubes sorts",
    "ratio": "between nouns",
    "endings": "person past",
    "bare_number": "before after",
    "bare": "words after hedges not_of not_after",
    "generic": "nouns",
    "front": "prepositions within crews all contrasts",
    "final": "surviving before",
    "weak": "states overruled_by",
    "phrase": "determiners links from by pronouns articles auxiliaries relatives between plural_endings stops "
    "quantity_after the subjects objects contrasts be including complements plurals places ranks there who persons",
}
"""Plain word lists by table; each becomes a set under "table.list"."""


def _trigger(table: dict[str, Any], figures: dict[str, Any]) -> re.Pattern[str]:
    words: set[str] = set()
    for part in ("small", "tens", "hundreds", "hundred", "scales", "groups", "vague", "fractions"):
        words |= set(table[part])
    words |= set(table["words"]["half"])
    for phrase in _split(figures["zero"]["pronouns"]) + _split(figures["zero"]["determiners"]):
        words.add(phrase.split()[0])
    for phrases in figures["anaphora"].values():
        words |= set(_split(phrases))
    words |= set(figures["implied"]["articles"].split())
    words |= {*figures["bare"]["words"].split(), *figures["both"]["words"].split()}
    ordered = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"[\d½¼¾⅓⅔]|\b(?:{ordered})\b")


def _seeds(table: dict[str, Any]) -> frozenset[str]:
    """Words that a numeral may begin with, digits aside."""
    parts = ("small", "tens", "hundreds", "hundred", "scales", "groups", "vague", "fractions")
    return frozenset(w for part in parts for w in table[part]) | set(table["words"]["half"])


def _implied(numbers: dict[str, Any], figures: dict[str, Any]) -> frozenset[str]:
    """Words that a figure without a number word may begin with."""
    phrases = [*_split(figures["zero"]["pronouns"]), *_split(figures["zero"]["determiners"])]
    phrases += [p for entry in figures["anaphora"].values() for p in _split(entry)]
    phrases += [
        *figures["implied"]["articles"].split(),
        *figures["bare"]["words"].split(),
        *figures["both"]["words"].split(),
        *numbers["words"]["articles"],
    ]
    return frozenset(first for p in phrases for first in [p.partition(" ")[0], p.partition("-")[0]])


@cache
def tables(language: str) -> Tables:
    """Tables of *language*; raises `PolyvocalError` where there is no usage for it."""
    figures, numbers = load(language, "figures"), load(language, "numbers")
    nouns, stems = _nouns(figures["nouns"], figures.get("grammar", {}).get("plural", True))
    status: list[tuple[str, str]] = []
    status_stems: dict[str, str] = {}
    for state, words in figures["status"].items():
        for entry in _split(words):
            if entry.endswith("*"):
                status_stems.setdefault(entry[:-1], state)
            else:
                status.append((entry, state))
    active = {form: state for state, forms in reversed(figures["active"].items()) for form in forms.split()}
    hedges = [(p, bound) for bound, words in figures["hedges"].items() for p in _split(words)]
    after = [(p, bound) for bound, words in figures["hedges_after"].items() for p in _split(words)]
    word_lists = {
        f"{part}.{name}": frozenset(figures[part].get(name, "").split())
        for part, names in _WORD_LISTS.items()
        for name in names.split()
    }
    return Tables(
        numbers=_numbers(numbers, figures.get("grammar", {}).get("comma_decimal", False), figures["change"]["words"]),
        trigger=_trigger(numbers, figures),
        hedges=Phrases(hedges),
        hedges_after=Phrases(after),
        negations=frozenset(_split(figures["negations"]["words"])),
        nouns=nouns,
        noun_stems=stems,
        status=Phrases(status),
        status_stems=status_stems,
        active=active,
        collectives={noun: kind for kind, nouns in figures["collectives"].items() for noun in nouns.split()},
        passive=frozenset(figures["passive"]["words"].split()),
        amount=frozenset(figures["amount"]["words"].split()),
        kinds=figures["kinds"],
        status_kinds=figures["status_kinds"],
        joint=tuple(figures["joint"]["order"].split()),
        signs=figures["money"]["signs"],
        codes={k.lower(): v for k, v in figures["money"]["codes"].items()},
        all_but=tuple(figures["but"]["words"].split()),
        opposite=figures["but"]["opposite"],
        money_parts=figures["money"]["parts"],
        currencies=_currencies(figures["money"]["words"]),
        percent=Phrases((p, "%") for p in _split(figures["percent"]["words"])),
        age=Phrases((p, "years") for p in _split(figures["age"]["words"])),
        measures=_measures(figures["measures"]),
        square=frozenset(figures["square"]["words"].split()),
        words=word_lists,
        phrases={
            "zero.pronouns": Phrases((p, "0") for p in _split(figures["zero"]["pronouns"])),
            "zero.determiners": Phrases((p, "0") for p in _split(figures["zero"]["determiners"])),
            "compounds": Phrases((p, noun) for noun, words in figures["compounds"].items() for p in _split(words)),
            "ratio.out": Phrases((p, "1") for p in _split(figures["ratio"]["out"])),
            "phrase.members": Phrases((p, "1") for p in _split(figures["phrase"]["members"])),
            "as_many": Phrases((p, "1") for p in _split(figures["multiples"].get("as_many", ""))),
            "along": Phrases((p, "1") for p in _split(figures["phrase"].get("along", ""))),
            "after": Phrases((p, "1") for p in _split(figures["phrase"]["after"])),
            "anaphora": Phrases((p, k) for k, words in figures["anaphora"].items() for p in _split(words)),
        },
        seeds=_seeds(numbers),
        implied=_implied(numbers, figures),
        multiples={k: v for k, v in figures["multiples"].items() if k != "as_many"},
        peoples=dict(figures["peoples"]),
        pairs={k: frozenset(tuple(p.split()) for p in v) for k, v in figures["patterns"].items()},
    )


def _currencies(table: dict[str, str]) -> dict[str, str]:
    named = dict(table)
    named.update({name: name for name in table.values()})
    return named
