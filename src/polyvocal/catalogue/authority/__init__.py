"""The authority file: one heading for the many spellings of a person, body, place or periodical, across scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from polyvocal.catalogue.authority.clusters import Cluster, Mention
from polyvocal.catalogue.authority.nearness import near
from polyvocal.catalogue.authority.persons import persons
from polyvocal.catalogue.authority.places import candidates
from polyvocal.catalogue.authority.things import key, things
from polyvocal.catalogue.authority.transliteration import is_cyrillic
from polyvocal.terms import Authority, Candidate, Heading, Suggestion, Variant
from polyvocal.terms.authority import HeadingType

__all__ = ["Mention", "Place", "gather", "heading_id"]

Place = tuple[str, str, str]
"""Where a heading stands: its id, the spelling, the record."""

_LEAST = 2  # mentions; a name seen once may be debris of machine reading
_GREEK = range(0x370, 0x400)


def gather(mentions: Iterable[Mention]) -> tuple[Authority, tuple[Place, ...]]:
    """The headings of a library from all *mentions* of names in it, and where each of them stands.

    A heading needs two mentions, or a place in the catalogue. What is joined is sure; the rest is suggested.

    >>> found, _ = gather([Mention("Никита Хрущёв", "person", "r1"), Mention("Nikita Khrushchev", "person", "r2")])
    >>> [(h.label, [v.words for v in h.variants]) for h in found.headings]
    [('Nikita Khrushchev', ['Nikita Khrushchev', 'Никита Хрущёв'])]
    """
    by_type: dict[HeadingType, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_type[mention.type].append(mention)
    _periodicals_apart(by_type)
    clusters, pairs = persons(by_type.pop("person", []))
    for kind in sorted(by_type):
        clusters += things(kind, by_type[kind])
    kept = [c for c in clusters if c.catalogued or c.total >= _LEAST]
    ids = _ids(kept)
    towns = candidates([c for c in clusters if c.type == "place"])
    headings = sorted(
        (_heading(ids[id(c)], c, towns.get(id(c), ())) for c in kept), key=lambda h: (h.type, h.label, h.id)
    )
    told = [(a, b, why) for a, b, why in pairs if id(a) in ids and id(b) in ids]
    told += [(a, b, f"one letter apart: {a.label()}, {b.label()}") for a, b in near(kept)]
    suggestions = {
        Suggestion(min(ids[id(a)], ids[id(b)]), max(ids[id(a)], ids[id(b)]), why) for a, b, why in told if a is not b
    }
    places = sorted((ids[id(c)], words, record) for c in kept for words, rs in c.spellings.items() for record in rs)
    return Authority(tuple(headings), tuple(_once(suggestions))), tuple(places)


def _once(suggestions: set[Suggestion]) -> list[Suggestion]:
    # One reason for a pair is enough.
    return list({(s.a, s.b): s for s in sorted(suggestions, reverse=True)}.values())[::-1]


def _periodicals_apart(by_type: dict[HeadingType, list[Mention]]) -> None:
    """A body that the catalogue knows as a periodical is that periodical."""
    known = {key(mention.words) for mention in by_type.get("periodical", [])}
    if known:
        bodies = by_type.pop("body", [])
        by_type["periodical"] += [m._replace(type="periodical") for m in bodies if key(m.words) in known]
        by_type["body"] = [m for m in bodies if key(m.words) not in known]


def heading_id(kind: str, words: str) -> str:
    """The id of the heading of which *words* are the first variant in the order of keys; the same in every rebuild.

    >>> heading_id("place", "The North Sea") == heading_id("place", "north sea")
    True
    """
    return "h" + sha256(f"{kind}\0{key(words)}".encode()).hexdigest()[:15]


def _ids(clusters: list[Cluster]) -> dict[int, str]:
    """An id for every cluster; where two would share theirs (brothers under one surname), the lesser takes the next."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for cluster in sorted(clusters, key=lambda c: (min(map(key, c.spellings)), c.label(), -c.total)):
        spellings = sorted(cluster.spellings, key=lambda words: (key(words), words))
        free = (heading_id(cluster.type, words) for words in spellings)
        chosen = next((one for one in free if one not in taken), "")
        if not chosen:
            first = min(record for records in cluster.spellings.values() for record in records)
            chosen = heading_id(cluster.type, f"{cluster.label()} {first}")
        taken.add(chosen)
        ids[id(cluster)] = chosen
    return ids


def _heading(identity: str, cluster: Cluster, towns: tuple[Candidate, ...]) -> Heading:
    variants = [Variant(words, script(words), len(records)) for words, records in cluster.spellings.items()]
    variants.sort(key=lambda v: (-v.records, v.words))
    reasons = tuple(sorted(cluster.reasons)) if len(variants) > 1 else ()
    return Heading(identity, cluster.type, cluster.label(), tuple(variants), reasons, candidates=towns)


def script(words: str) -> str:
    """The script of a spelling by its ISO 15924 code.

    >>> script("Сталин"), script("Stalin"), script("Στάλιν")
    ('Cyrl', 'Latn', 'Grek')
    """
    if is_cyrillic(words):
        return "Cyrl"
    return "Grek" if any(ord(sign) in _GREEK for sign in words) else "Latn"
