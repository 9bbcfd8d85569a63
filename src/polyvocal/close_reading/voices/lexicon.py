"""The reporting cues of a language: verbs in all their forms, nouns, fixed phrases and the closed classes of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from polyvocal.terms.statement import Certainty, Manner
from polyvocal.usage import load


@dataclass(frozen=True, slots=True)
class Use:
    """One way a verb reports: its class, the frames of what it reports, and what its passive means."""

    lemma: str
    particle: tuple[str, ...]
    kind: str
    manner: Manner
    frames: str
    certainty: Certainty
    affirmed: bool
    passive: str


@dataclass(slots=True)
class Form:
    """One inflected form: which inflections it may be (base, s, past, participle, ing) and the uses of its verb."""

    inflections: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the cues of one language, ready to be looked up word by word."""

    language: str
    forms: dict[str, Form]
    nouns: dict[str, tuple[str, Manner]]  # form: class, manner
    phrases: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]  # key word: its place in the phrase, the phrase
    adverbs: dict[str, Certainty]
    epithets: frozenset[str]
    of_nouns: frozenset[str]  # nouns whose "of" opens what they report: "rumours of"
    opinions: frozenset[str]  # nouns of "in my opinion"
    hearsay: frozenset[str]  # nouns that may stand as subject and name nobody: "rumour says"
    adjectives: dict[str, tuple[Manner, Certainty]]
    impersonal: dict[str, Certainty]
    refuting: frozenset[str]  # predicates of what the writer denies: "is untrue", "is a myth"
    words: dict[str, frozenset[str]]
    triggers: frozenset[str]


def inflect(lemma: str, doubling: frozenset[str] = frozenset()) -> dict[str, str]:
    """Regular forms of an English verb, by inflection.

    >>> inflect("deny")["past"], inflect("announce")["ing"], inflect("admit", frozenset({"admit"}))["past"]
    ('denied', 'announcing', 'admitted')
    """
    stem = lemma
    if lemma in doubling:
        stem = lemma + lemma[-1]
    elif lemma.endswith("e") and not lemma.endswith("ee"):
        stem = lemma[:-1]
    past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else stem + "ed"
    if lemma.endswith("ee"):
        past = lemma + "d"
    third = lemma + "s"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    return {"base": lemma, "s": third, "past": past, "participle": past, "ing": stem + "ing"}


def inflect_russian(lemma: str) -> Iterator[tuple[str, str]]:
    """Forms of a Russian reporting verb: the past, and the present and gerund of regular verbs.

    >>> dict(inflect_russian("заявлять"))["заявляет"], dict(inflect_russian("надеяться"))["надеялись"]
    ('past', 'past')
    """
    reflexive = lemma.endswith("ся")
    bare = lemma[:-2] if reflexive else lemma
    if bare.endswith("нуть") and bare not in ("подчеркнуть", "крикнуть", "воскликнуть"):
        stems = [bare[:-4]]
        yield stems[0], "past"
    else:
        stems = []
    stem = bare[:-2]
    for ending, joined in (("л", "ся"), ("ла", "сь"), ("ли", "сь"), ("ло", "сь")):
        yield stem + ending + (joined if reflexive else ""), "past"
        for short in stems:
            yield short + ending, "past"
    if bare.endswith("овать"):
        present = bare[:-5] + "у"
        yield from ((present + "ет", "past"), (present + "ют", "past"), (present + "я", "ing"))
    elif bare.endswith(("ать", "ять")):
        for ending, joined in (("ет", "ся"), ("ют", "ся")):
            yield stem + ending + (joined if reflexive else ""), "past"
        yield from ((stem + "я", "ing"), (stem + "в", "ing"))
    else:
        yield from ((stem + "в", "ing"), (bare, "base"))


_INFLECTIONS = ("s", "past", "participle", "ing")


def _verb_forms(head: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    irregular = table.get("irregular", {})
    if table.get("inflection", {}).get("kind") == "russian":
        yield from inflect_russian(head)
        yield from zip(irregular.get(head, "").split(), ("past", "past", "ing"), strict=False)
        return
    if head in irregular:
        yield head, "base"
        yield from zip(irregular[head].split(), _INFLECTIONS, strict=False)
        return
    doubling = frozenset(table.get("inflection", {}).get("doubling", "").split())
    for inflection, form in inflect(head, doubling).items():
        yield form, inflection


def _verbs(table: dict[str, Any]) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for group in table["verbs"]:
        for lemma in dict.fromkeys(group["lemmas"].split()):
            head, *particle = lemma.split("_")
            use = Use(
                lemma=lemma,
                particle=tuple(particle),
                kind=group["class"],
                manner=group["manner"],
                frames=group["frames"],
                certainty=group.get("certainty", "certain"),
                affirmed=group.get("affirmed", True),
                passive=group.get("passive", ""),
            )
            for form, inflection in _verb_forms(head, table):
                entry = forms.setdefault(form, Form())
                entry.inflections.add(inflection)
                entry.uses.append(use)
    for entry in forms.values():
        entry.uses.sort(key=lambda use: -len(use.particle))  # the longest particle is tried first
    return forms


def _nouns(table: dict[str, Any]) -> dict[str, tuple[str, Manner]]:
    nouns: dict[str, tuple[str, Manner]] = {}
    for kind, words in table.get("nouns", {}).items():
        manner = {"shouts": "says", "versions": "says", "refutes": "denies"}.get(kind, kind)
        for word in words.split():
            regular = kind != "shouts" and word.isascii()
            plurals = {word, inflect(word)["s"]} if regular else {word}
            for form in plurals:
                nouns.setdefault(form, (kind, manner))
    return nouns


def _phrases(written: list[str]) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    phrases: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {}
    for phrase in written:
        words = phrase.split()
        [key] = [k for k, word in enumerate(words) if word.isupper()]
        entry = (key, tuple(word.lower() for word in words))
        phrases[entry[1][key]] = (*phrases.get(entry[1][key], ()), entry)
    return phrases


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of *language*; forms are made once.

    >>> sorted({use.kind for use in lexicon("en").forms["denied"].uses})
    ['denial']
    """
    table = load(language, "voices")
    forms = _verbs(table)
    fixed = table.get("phrases", {})
    phrases = _phrases(fixed.get("according", []))
    adverbs: dict[str, Certainty] = dict.fromkeys(fixed.get("adverbs_possible", "").split(), "possible")
    adverbs |= dict.fromkeys(fixed.get("adverbs_probable", "").split(), "probable")
    epithets = frozenset(fixed.get("epithets", "").split())
    nouns = _nouns(table)
    adjectives = {w: (g["manner"], g["certainty"]) for g in table.get("adjectives", []) for w in g["words"].split()}
    impersonal = {w: g["certainty"] for g in table.get("impersonal", []) for w in g["words"].split()}
    refuting = frozenset(w for g in table.get("refuting", []) for w in g["words"].split())
    return Lexicon(
        language=language,
        forms=forms,
        nouns=nouns,
        phrases=phrases,
        adverbs=adverbs,
        epithets=epithets,
        of_nouns=frozenset(fixed.get("of_nouns", "").split()),
        opinions=frozenset(fixed.get("opinions", "").split()),
        hearsay=frozenset(fixed.get("hearsay", "").split()),
        adjectives=adjectives,
        impersonal=impersonal,
        refuting=refuting,
        words={k: frozenset(v.split()) for k, v in table["words"].items()},
        triggers=frozenset(forms)
        | frozenset(nouns)
        | frozenset(phrases)
        | frozenset(adverbs)
        | epithets
        | frozenset(table["words"]["reckonings"].split())
        | frozenset(fixed.get("opinions", "").split())
        | frozenset(adjectives)
        | frozenset(impersonal)
        | refuting
        | frozenset(
            word
            for name in ("as_participles", "truths", "mentions", "truthful", "ignorance")
            for word in table["words"][name].split()
        ),
    )
