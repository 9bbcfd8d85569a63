"""The parts of a person's name as written: given names and initials, surname, what tells one bearer from another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from polyvocal.catalogue.authority.russian import given_forms, is_woman, patronymic
from polyvocal.catalogue.authority.transliteration import is_cyrillic, plain
from polyvocal.usage import load

_INITIAL = re.compile(r"(?:[A-ZА-ЯЁІ][a-zа-я]{0,2}\.|[A-ZА-ЯЁ])")
_GLUED = re.compile(r"(?<=\.)(?=[^\W\d_])")
_BROKEN = re.compile(r"(?<=[a-zа-яё])\n(?=([a-zа-яё]+))")  # a word cut by the end of a line
_AND = ("and", "&", "и")
_EDGES = " \t\n,;:.\"'“”«»()[]-–—"


class Person(NamedTuple):
    """A person's name in its parts; *given* are names or initials (these end in a stop)."""

    given: tuple[str, ...]
    surname: str
    suffix: str
    woman: bool
    words: str


@cache
def _titles() -> frozenset[str]:
    words = [*load("en", "names")["titles"], *load("en", "names")["lower_titles"], *load("ru", "names")["titles"],
             *load("ru", "names")["lower_titles"], "Sir", "St"]  # fmt: skip
    forms = [form for word in words if is_cyrillic(word) for form in given_forms(word)]
    return frozenset(word.casefold().rstrip(".") for word in [*words, *forms])


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load("ru", "transliteration")["titles"]
    women, suffixes, particles = (table[key] for key in ("women", "suffixes", "particles"))
    return (
        frozenset(w.casefold() for w in women),
        frozenset(s.casefold() for s in suffixes),
        frozenset(particles),
    )


@cache
def given_names() -> dict[str, str]:
    """Every form of a known given name, in any case, with the nominative that stands for it in all languages."""
    known: dict[str, str] = {}
    for group in load("ru", "transliteration")["given"]["groups"]:
        for name in group:
            known.setdefault(plain(name), plain(group[0]))
    for language in ("ru", "en"):
        for name in load(language, "gazetteer_persons")["given"]:
            known.setdefault(plain(name), plain(name))
    for name in [*load("ru", "gazetteer_persons")["given"], *_russian_given()]:
        for form in given_forms(name):
            known.setdefault(plain(form), known.get(plain(name), plain(name)))
    return known


def _russian_given() -> list[str]:
    groups = load("ru", "transliteration")["given"]["groups"]
    return [name for group in groups for name in group if is_cyrillic(name)]


@lru_cache(maxsize=262144)
def parse(words: str) -> Person | None:
    """The parts of a name; None where nothing but titles and stops is left.

    >>> parse("Vice-Admiral Sir John Jellicoe"), parse("Хрущёв Н. С.")[:2], parse("Scheer, Reinhard")[:2]
    (Person(given=('John',), surname='Jellicoe', suffix='', woman=False, words='John Jellicoe'), (('Н.', 'С.'), 'Хрущёв'), (('Reinhard',), 'Scheer'))
    >>> parse("Mrs. Smith").woman, parse("Martin Luther King Jr.")[:3]
    (True, (('Martin', 'Luther'), 'King', 'jr'))
    """  # noqa: E501
    women, suffixes, _ = _tables()
    tokens = _tokens(words)
    woman = False
    while len(tokens) > 1:
        word = tokens[0].casefold().rstrip(".")
        if word not in women and word not in _titles() and tokens[0] not in _AND:
            break
        woman |= word in women
        tokens = tokens[1:]
    suffix = ""
    while len(tokens) > 1 and plain(tokens[-1]) in suffixes:
        suffix = plain(tokens[-1])
        tokens = tokens[:-1]
    tokens = _righted(tokens)
    if not tokens or not any(len(t.rstrip(".")) > 1 for t in tokens):
        return None
    given, surname = _divided(tokens)
    mark = ["Mrs"] if woman and not is_cyrillic(surname) else []
    woman |= any(is_woman(given_names().get(plain(g), g.casefold()), surname) for g in given)
    after = [suffix.upper() if suffix[0] in "ivx" else suffix.capitalize()] if suffix else []
    return Person(given, surname, suffix, woman, " ".join([*mark, *given, surname, *after]))


@cache
def abbreviations() -> dict[str, str]:
    """How clerks shortened given names: Chas. for Charles."""
    return dict(load("en", "bearers")["abbreviations"])


def written_out(given: str) -> str:
    """A given name in full where it is a usual abbreviation.

    >>> written_out("Chas."), written_out("C.")
    ('Charles', 'C.')
    """
    return abbreviations().get(plain(given), given) if given.endswith(".") else given


def _mended(words: str) -> str:
    return _BROKEN.sub(lambda m: " " if m[1] in _tables()[2] else "", words) if "\n" in words else words


def _tokens(words: str) -> list[str]:
    words = _mended(words)
    bare = re.sub(r"['’]s$|['’]$", "", " ".join(words.split()).strip(_EDGES.replace(".", "")))
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    if len(parts) == 2 and plain(parts[1]) not in _tables()[1]:
        bare = f"{parts[1]} {parts[0]}"  # a catalogue's form: surname, given names
    elif len(parts) > 1:
        bare = " ".join(parts)
    tokens = [t.strip(_EDGES.replace(".", "")) for t in _GLUED.sub(" ", bare).split()]
    tokens = [t for t in tokens if t.strip(".")]
    if tokens and tokens[-1].endswith(".") and not _INITIAL.fullmatch(tokens[-1]):
        tokens[-1] = tokens[-1].rstrip(".")
    return tokens


def _righted(tokens: list[str]) -> list[str]:
    """The surname last: Russian lists put it first, before initials or before given name and patronymic."""
    if len(tokens) < 2 or _INITIAL.fullmatch(tokens[0]):
        return tokens
    tail = tokens[1:]
    if all(_INITIAL.fullmatch(t) and t.endswith(".") for t in tail):
        return [*tail, tokens[0]]
    if len(tokens) == 3 and patronymic(tokens[2]) and not patronymic(tokens[1]) and not patronymic(tokens[0]):
        return [*tail, tokens[0]] if plain(tokens[1]) in given_names() else tokens
    return tokens


def _divided(tokens: list[str]) -> tuple[tuple[str, ...], str]:
    at = len(tokens) - 1
    while at > 1 and tokens[at - 1] in _tables()[2]:
        at -= 1  # particles belong to the surname: von der Tann
    if at == 1 and tokens[0] in _tables()[2]:
        at = 0
    return tuple(_stopped(t) for t in tokens[:at]), " ".join(tokens[at:])


def _stopped(token: str) -> str:
    # A single capital is an initial, with or without its stop.
    return f"{token}." if _INITIAL.fullmatch(token) and not token.endswith(".") else token
