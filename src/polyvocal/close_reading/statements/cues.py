"""Words that make a statement, found in one pass over a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from polyvocal.close_reading.names.inflection import DECLINING, forms
from polyvocal.usage import load

_WORD = re.compile(r"[\w'’-]+")


class Usage(NamedTuple):
    """The tables of statements of a language, as sets; each field is the list of that name in statements.toml."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word: phrases (longest first), labels
    compounds: frozenset[str]
    never: frozenset[str]
    with_event: frozenset[str]
    with_fate: frozenset[str]
    of_events: frozenset[str]
    mild: frozenset[str]
    totals: frozenset[str]
    putting: frozenset[str]
    small: frozenset[str]
    in_headlines: frozenset[str]
    common: frozenset[str]
    least: int
    share: float
    auxiliaries: frozenset[str]
    between: frozenset[str]
    reporting: frozenset[str]
    unreal: frozenset[str]
    supposing: frozenset[str]
    of_places: frozenset[str]
    roles: frozenset[str]
    ship_nouns: frozenset[str]
    ships_alone: frozenset[str]
    degrees_of_harm: frozenset[str]
    stakes: frozenset[str]
    no_subject: frozenset[str]
    places_alone: frozenset[str]
    weak_contrast: frozenset[str]
    denied: frozenset[str]
    where: frozenset[str]
    divisions: frozenset[str]
    minor: frozenset[str]
    degrees: frozenset[str]
    calling: frozenset[str]
    called_behind: frozenset[str]
    lasting: frozenset[str]
    unit_heads: frozenset[str]
    determiners: frozenset[str]
    clause_openers: frozenset[str]
    saying_more: frozenset[str]
    summoned: frozenset[str]
    causes: frozenset[str]
    blaming: frozenset[str]
    subject_first: frozenset[str]
    beginning: frozenset[str]
    responsibilities: frozenset[str]
    taking: frozenset[str]
    holding: frozenset[str]
    vague: frozenset[str]
    on_words: frozenset[str]
    for_words: frozenset[str]
    institutions: frozenset[str]
    finite: frozenset[str]
    documents: frozenset[str]
    idioms: frozenset[str]
    dying: frozenset[str]
    locals: frozenset[str]
    striking: frozenset[str]
    struck: frozenset[str]


# Which list of which table gives cues of which label.
_LABELS = (
    ("events", "nouns", "event"),
    ("events", "doings", "doing"),
    ("fates", "participles", "participle"),
    ("fates", "verbs", "verb"),
    ("fates", "verbs_before", "verb before"),
    ("fates", "nouns_before", "noun before"),
    ("accounts", "cause", "cause"),
    ("accounts", "motive", "motive"),
    ("accounts", "responsibility", "responsibility"),
    ("accounts", "outcome", "outcome"),
    ("accounts", "ignorance", "ignorance"),
    ("accounts", "happened", "happened"),
    ("accounts", "took_part", "took part"),
    ("accounts", "naming", "naming"),
    ("links", "contrast", "contrast"),
    ("links", "sequence", "sequence"),
    ("links", "replacement", "replacement"),
    ("links", "part", "part"),
    ("sayings", "announced", "announced"),
)


@cache
def usage(language: str) -> Usage:
    """The tables of a language, made once."""
    table = load(language, "statements")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for section, field, label in _LABELS:
        for phrase in table[section][field]:
            for form in sorted(forms(phrase)) if language in DECLINING and label == "event" else (phrase,):
                words = tuple(_WORD.findall(form.lower()))
                phrases.setdefault(words[0], []).append((words, label))
    by_length = {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in phrases.items()}
    flat = {field: value for section in table.values() for field, value in section.items()}
    flat["between"] = [word for phrase in flat["between"] for word in phrase.split()]
    own: dict[str, Any] = {}
    for field in Usage._fields[1:]:
        own[field] = frozenset(flat[field]) if isinstance(flat[field], list) else flat[field]
    return Usage(by_length, **own)


class Cue(NamedTuple):
    """Words of a list at their place; *first* and *last* are their ranks among the words of the text."""

    start: int
    end: int
    first: int
    last: int


class Words(NamedTuple):
    """The words of a text in lower case, with their places, and the cues among them by label."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    cues: dict[str, list[Cue]]


def find_cues(text: str, language: str) -> Words:
    """All cues of a text by label; of one label the longest at a place.

    >>> found = find_cues("The Battle of Jutland took place in 1916.", "en")
    >>> sorted((label, c.start, c.end) for label, cues in found.cues.items() for c in cues)
    [('event', 4, 10), ('happened', 22, 32)]
    """
    matches = list(_WORD.finditer(text))
    words = [m.group().lower() for m in matches]
    found = Words(words, [m.start() for m in matches], [m.end() for m in matches], {})
    phrases = usage(language).phrases
    taken: dict[str, int] = {}
    for at, word in enumerate(words):
        if word not in phrases:
            continue
        for phrase, label in phrases[word]:
            last = at + len(phrase) - 1
            if taken.get(label, -1) >= at or tuple(words[at : last + 1]) != phrase:
                continue
            taken[label] = last
            found.cues.setdefault(label, []).append(Cue(found.starts[at], found.ends[last], at, last))
    return found
