"""The word lists that names are read by, turned into tables once a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from polyvocal.close_reading.names.inflection import DECLINING, forms
from polyvocal.terms.reading import NameType
from polyvocal.usage import load


class Lexicon(NamedTuple):
    """What the tables of a language say about single words and whole names."""

    language: str
    phrases: dict[str, NameType]  # names known as a whole
    openings: dict[str, int]  # first word of such a name: the longest one's words
    common: frozenset[str]
    never: frozenset[str]
    countries: frozenset[str]
    regions: frozenset[str]  # states and provinces too
    states: frozenset[str]  # of the United States, also as abbreviated
    postal: frozenset[str]  # their two letters
    demonyms: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    lower_titles: frozenset[str]
    noble: frozenset[str]
    suffixes: frozenset[str]
    bodies: frozenset[str]  # last words of bodies, as the other heads
    places: frozenset[str]
    periodicals: frozenset[str]
    newspapers: frozenset[str]  # by their whole names
    units: frozenset[str]
    events: frozenset[str]
    place_openers: frozenset[str]
    event_openers: frozenset[str]
    events_of_peoples: frozenset[str]
    person_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    quoted_heads: frozenset[str]
    declines: bool
    place_words: frozenset[str]
    person_verbs: frozenset[str]
    source_words: frozenset[str]  # before one who is quoted
    ship_types: frozenset[str]  # last words of them
    ship_fates: frozenset[str]  # before a ship's name in quotation marks
    ship_prefixes: frozenset[str]
    ships: frozenset[str]
    surname_words: frozenset[str]
    town_ships: frozenset[str]
    function: frozenset[str]
    divisions: frozenset[str]
    headline_small: frozenset[str]
    owners: frozenset[str]
    after_comma: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    word: re.Pattern[str]  # a capitalised word
    lower: re.Pattern[str]
    lower_event: re.Pattern[str]  # "battle of" before a place
    tail: re.Pattern[str]  # heads in lower case behind a name, with the groups place, body, event
    of_peoples: frozenset[str]  # of these, the bodies that the name of a people alone may have
    known: frozenset[str]  # single words that a line's end may have cut


@cache
def lexicon_of(language: str) -> Lexicon:
    """Tables of a language, made once."""
    names, places = load(language, "names"), load(language, "gazetteer")
    persons, words = load(language, "gazetteer_persons"), load(language, "common_words")
    decline: Callable[[str], Iterable[str]] = forms if language in DECLINING else as_written
    phrases: dict[str, NameType] = {}
    towns = [*places["countries"], *places["regions"], *places["states"], *places["towns"], *_larger_towns(language)]
    tables: tuple[tuple[list[str], NameType], ...] = (
        (names["ships"], "other"),
        (towns, "place"),
        (names["events"], "event"),
        (names["organisations"], "organisation"),
        (names["periodicals"], "organisation"),
    )
    for table, kind in tables:
        phrases.update((form, kind) for words in table for form in decline(words))
    demonyms = frozenset([*places["demonyms"], *(f"{d}s" for d in places["demonyms"])])
    return Lexicon(
        language=language,
        phrases=phrases,
        openings=_openings(phrases),
        common=frozenset(words["words"]),
        never=_all(names["never"], decline) | demonyms,
        countries=_all(places["countries"], decline),
        regions=_all([*places["regions"], *places["states"]], decline),
        states=frozenset(places["states"]),
        postal=frozenset(places["postal"]),
        demonyms=demonyms,
        given=_all(persons["given"], decline),
        surnames=_all(persons["surnames"], decline),
        titles=_either_case(names["titles"]),
        lower_titles=_all(names["lower_titles"], decline),
        noble=frozenset(names["noble_of"]),
        suffixes=frozenset(names["suffixes"]),
        bodies=frozenset(names["organisation_heads"]),
        places=frozenset(names["place_heads"]),
        periodicals=frozenset(names["periodical_heads"]),
        newspapers=_all(names["periodicals"], decline),
        units=_all(names["units"], decline),
        events=frozenset(names["event_heads"]),
        place_openers=frozenset(names["place_openers"]),
        event_openers=frozenset(names["event_openers"]),
        events_of_peoples=_all(names["events_of_peoples"], decline),
        person_endings=tuple(names["person_endings"]),
        place_endings=tuple(names["place_endings"]),
        adjective_endings=tuple(names["adjective_endings"]),
        quoted_heads=_all(names["quoted_heads"], decline),
        declines=language in DECLINING,
        place_words=frozenset(names["place_words"]),
        person_verbs=frozenset(names["person_verbs"]),
        source_words=frozenset(names["source_words"]),
        ship_types=frozenset(form.lower() for words in names["ship_types"] for form in decline(words.split()[-1])),
        ship_fates=frozenset(names["ship_fates"]),
        ship_prefixes=frozenset(names["ship_prefixes"]),
        ships=_all(names["ships"], decline),
        surname_words=frozenset(names["surname_words"]),
        town_ships=frozenset(names["town_ships"]),
        function=frozenset(names["function_words"]),
        divisions=frozenset(names["divisions"]),
        headline_small=frozenset(names["headline_small"]),
        after_comma=frozenset(names["after_comma"]),
        owners=frozenset(names["owners"]),
        particles=frozenset(names["particles"]),
        links=frozenset([*names["links"], "’s", "'s", "’", "'"]),
        word=_word(names["abbreviations"]),
        lower=_lower(names["lower_organisations"]),
        lower_event=re.compile(rf"\b(?:{'|'.join(names['lower_events'])})\s+(?:the\s+)?\Z".replace(" ", r"\s+")),
        tail=_tail(names, decline),
        of_peoples=frozenset(names["lower_body_heads"][:6]),
        known=frozenset([*(w for p in phrases for w in p.split()), *demonyms, *names["titles"]])
        | frozenset([*persons["given"], *persons["surnames"]]),
    )


def _larger_towns(language: str) -> list[str]:
    """The larger towns of today, where there is a list of them."""
    return list(load(language, "gazetteer_towns")["towns"]) if language == "en" else []


def as_written(phrase: str) -> tuple[str, ...]:
    """A name of a language that does not decline names."""
    return (phrase,)


def _all(words: Iterable[str], decline: Callable[[str], Iterable[str]]) -> frozenset[str]:
    return frozenset(form for word in words for form in decline(word))


def _either_case(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, f"{word}."))


def _openings(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 1), len(rest) + 1)
        if "." in phrase:  # initials are one word to us ("N. Y."), and a closing stop may be the sentence's
            longest.setdefault(phrase, 1)
            longest.setdefault(phrase.rstrip("."), 1)
    return longest


def _lower(phrases: Iterable[str]) -> re.Pattern[str]:
    """Bodies that papers print in lower case; words may be parted by a line's end."""
    alternatives = "|".join(sorted((r"\s+".join(map(re.escape, p.split())) for p in phrases), key=len, reverse=True))
    return re.compile(rf"\b(?:{alternatives})\b")


# Letters that open a capitalised word: Latin with its diacritics, Cyrillic.
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİĽŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽА-ЯЁІЇЄҐ"


def _word(abbreviations: list[str]) -> re.Pattern[str]:
    initials = rf"(?:[{_CAPITAL}]\.[ ]?){{2,}}(?<! )"
    stopped = rf"(?:{'|'.join(abbreviations)}|[{_CAPITAL}])\.(?=\s)"
    plain = rf"[{_CAPITAL}]\w*(?:[-’'](?![sS]\b)[\w]+)*|(?:al|el)-[{_CAPITAL}]\w+"
    return re.compile(rf"(?<![\w’'])(?:{initials}|{stopped}|{plain})")


def _tail(names: dict[str, list[str]], decline: Callable[[str], Iterable[str]]) -> re.Pattern[str]:
    def either(words: list[str]) -> str:
        return "|".join(r"\s+".join(form.split()) for word in words for form in sorted(decline(word), reverse=True))

    modifiers = rf"(?:\s(?:{either(names['lower_modifiers'])}))*?"
    place, body, event = (either(names[f"lower_{kind}_heads"]) for kind in ("place", "body", "event"))
    return re.compile(rf"{modifiers}\s(?:(?P<event>{event})|(?P<place>{place})|(?P<body>{body}))\b(?!-)")
