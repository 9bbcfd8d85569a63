"""Places, bodies, periodicals, ships and events: spellings that are one name, never two names of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

from polyvocal.catalogue.authority.clusters import Classes, Cluster, Mention
from polyvocal.catalogue.authority.russian import nominatives
from polyvocal.catalogue.authority.transliteration import fold, is_cyrillic, keys, plain
from polyvocal.terms.authority import HeadingType
from polyvocal.usage import load

_THE = re.compile(r"^(?:the|la|le|les|die|der|das|l'|газета|газеты|газете|журнал|журнала|г|город|города|городе)\s+")
_EDGES = re.compile(r"^[\W_]+|[^\w)]+$")
_OWNER = re.compile(r"['’]s$|(?<=s)['’]$")
_PUNCTUATION = re.compile(r"[«»“”\"(),;:/-]+")
_MOST_GUESSES = 64
_LONGEST = 8  # words of a name whose letters and cases are still tried


def things(kind: HeadingType, mentions: Iterable[Mention]) -> list[Cluster]:
    """The clusters of one type of thing."""
    spelled: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if words := shown(mention.words):
            spelled[words].append(mention)
    keys_of = {words: key(words) for words in spelled}
    classes, lemmas, why = _classes(kind, keys_of)
    found: dict[str, Cluster] = {}
    for words in sorted(spelled):
        own = keys_of[words]
        cluster = found.setdefault(classes.of(own), Cluster(kind))
        for mention in spelled[words]:
            cluster.add(words, mention.record, mention.times, catalogued=mention.catalogued)
        cluster.fullness[words] = (own not in lemmas, not words.isupper() or len(words) < 6)
        if own in lemmas:
            cluster.reasons.add("case forms of one name")
        if own in why:
            cluster.reasons.add(why[own])
    for cluster in found.values():
        near = key(cluster.label())
        cluster.near = near
        cluster.group = (kind, "cyrillic" if is_cyrillic(near) else "latin")
    return list(found.values())


def shown(words: str) -> str:
    """A name without what clings to it: quotation marks, a possessive, line ends.

    >>> shown("the\\n“Lützow’s"), shown("«Правда»,")
    ('the “Lützow', 'Правда')
    """
    bare = " ".join(words.split())
    return _OWNER.sub("", _EDGES.sub("", bare))


def key(words: str) -> str:
    """What two spellings of one name share.

    >>> key("The North Sea") == key("North Sea"), key("N.K.V.D.") == key("NKVD"), key("Army & Navy"), key("газета «Правда»")
    (True, True, 'army and navy', 'правда')
    """  # noqa: E501
    bare = " ".join(_PUNCTUATION.sub(" ", plain(words).replace("&", " and ")).split())
    return _THE.sub("", bare) or bare


@cache
def _same(kind: HeadingType) -> dict[str, str]:
    table = load("ru", "transliteration")
    groups = table.get({"place": "places", "periodical": "periodicals"}.get(kind, ""), {}).get("groups", [])
    return {key(name): key(group[0]) for group in groups for name in group}


def _classes(kind: HeadingType, keys_of: dict[str, str]) -> tuple[Classes, dict[str, str], dict[str, str]]:
    """Keys in classes, the case forms among them with their nominative, and why a key was joined."""
    classes, lemmas, why = Classes(), dict[str, str](), dict[str, str]()
    every = sorted(set(keys_of.values()))
    same = _same(kind)
    known = {*every, *same}
    cyrillic = {folded(k): k for k in sorted(known, reverse=True) if is_cyrillic(k)}
    latin = {guess: k for k in every if not is_cyrillic(k) for guess in _guesses(k)}
    for one in every:
        if one in same:
            classes.join(one, same[one])
            if one != same[one]:
                why[one] = "one name in several languages"
        elif not is_cyrillic(one):
            if other := next((cyrillic[guess] for guess in _guesses(one) if guess in cyrillic), None):
                classes.join(one, same.get(other, other))
                why[one] = f"{one} read by {_scheme(one, other)}"
        elif lemma := _nominative(one, known, cyrillic, latin):
            lemmas[one] = lemma
            classes.join(one, same.get(lemma, lemma))
    return classes, lemmas, why


def folded(name: str) -> str:
    """The key of a whole Cyrillic name."""
    return " ".join(fold(word) for word in name.split())


def _nominative(one: str, known: set[str], cyrillic: dict[str, str], latin: dict[str, str]) -> str | None:
    """What a case form is a case of: a name that is known, or that Latin letters give."""
    words = one.split()
    if len(words) > _LONGEST:
        return None
    by_letters = None
    for guess in islice(product(*((*nominatives(word), word) for word in words)), _MOST_GUESSES):
        name = " ".join(guess)
        if name == one:
            continue
        if name in known or folded(name) in cyrillic:
            return name if name in known else cyrillic[folded(name)]
        by_letters = by_letters or latin.get(folded(name))
    return by_letters


def _guesses(latin: str) -> list[str]:
    """The keys that a name in Latin letters may have, word by word."""
    words = latin.split()
    if len(words) > _LONGEST:
        return []
    read = [list(keys(word)) or [word] for word in words]
    return [" ".join(guess) for guess in islice(product(*read), _MOST_GUESSES)]


def _scheme(latin: str, cyrillic: str) -> str:
    first, key_of = latin.split()[0], fold(cyrillic.split()[0])
    return keys(first).get(key_of, "its letters")
