"""Persons: which names of a library are one person's, where that is sure, and where it is only likely.

Names are joined when their surnames are one (in any alphabet and case) and their given names and initials fit, all of
them and in order, fit no other person of that surname, and prove enough (`evidence`). A surname alone is the one full
name of its record, else the one well-known full name of the library. Whatever fits two persons is nobody's: both are
suggested. A name of words that no table of given names knows is joined with nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from polyvocal.catalogue.authority import evidence, givens
from polyvocal.catalogue.authority.clusters import Cluster, Mention
from polyvocal.catalogue.authority.names import Person, given_names, parse, written_out
from polyvocal.catalogue.authority.nearness import apart
from polyvocal.catalogue.authority.surnames import Surnames
from polyvocal.catalogue.authority.transliteration import is_cyrillic, plain

_COMMON = 4  # persons of one surname from which on an initial proves nothing
_MOST_SUGGESTED = 5

Pair = tuple[Cluster, Cluster, str]


@dataclass(slots=True)
class _Bearer:
    """One way of naming a person, in all its spellings; *folds* where it may be joined with others."""

    given: tuple[str, ...]
    surname: str
    suffix: str
    woman: bool
    folds: bool
    cluster: Cluster

    @property
    def whole(self) -> int:
        """How many given names are no initials."""
        return sum(not g.endswith(".") for g in self.given)

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much the name tells: whole given names, then initials, then how often it stands."""
        return self.whole, len(self.given), self.cluster.total


@dataclass(slots=True)
class _Person:
    """Bearers taken for one person."""

    bearers: list[_Bearer] = field(default_factory=list)

    @property
    def cluster(self) -> Cluster:
        return self.bearers[0].cluster


def persons(mentions: Iterable[Mention]) -> tuple[list[Cluster], list[Pair]]:
    """The persons behind the mentions, and pairs that may be one, with the reason."""
    spelled: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        spelled[mention.words].append(mention)
    parsed = {words: person for words in spelled if (person := parse(words)) is not None}
    rulers = {words for words, p in parsed.items() if not p.given and p.suffix and plain(p.surname) in given_names()}
    times: Counter[str] = Counter()
    for words, person in parsed.items():
        if words not in rulers:
            times[person.surname] += sum(mention.times for mention in spelled[words])
    surnames = Surnames(times)
    families: dict[str, list[_Bearer]] = defaultdict(list)
    for (family, *_), bearer in _bearers(spelled, parsed, surnames).items():
        families[family].append(bearer)
    found: list[Cluster] = []
    pairs: list[Pair] = []
    standing: dict[str, list[Cluster]] = {}
    for family in sorted(families):
        clusters, more = _family(family, families[family], surnames)
        found += clusters
        pairs += more
        standing[family] = clusters
    pairs += _loose(standing, surnames)
    return found, pairs


Key = tuple[str, tuple[str, ...], str, bool]


def _bearers(spelled: dict[str, list[Mention]], parsed: dict[str, Person], surnames: Surnames) -> dict[Key, _Bearer]:
    bearers: dict[Key, _Bearer] = {}
    borne = {surnames.of(person.surname) for person in parsed.values() if person.given}
    russian = {surnames.of(person.surname) for person in parsed.values() if is_cyrillic(person.surname)}
    for words in sorted(parsed):
        person = parsed[words]
        family = surnames.of(person.surname)
        if not any(mention.catalogued for mention in spelled[words]) and _is_nobody(person, family in borne):
            continue
        if person.suffix and not person.given:  # a ruler: Nicholas II
            family = f"ruler:{givens.of(person.surname)}"
        given = tuple(map(written_out, person.given))
        key = (family, tuple(map(givens.of, given)), person.suffix, person.woman)
        bearer = bearers.get(key)
        if bearer is None:
            surname = plain(surnames.lemma(person.surname))
            folds = evidence.folds(person, russian=family in russian)
            bearer = bearers[key] = _Bearer(given, surname, person.suffix, person.woman, folds, Cluster("person"))
        cluster = bearer.cluster
        for mention in spelled[words]:
            cluster.add(person.words, mention.record, mention.times, catalogued=mention.catalogued)
        cluster.fullness[person.words] = _fullness(person, surnames)
        if surnames.is_oblique(person.surname):
            cluster.reasons.add("case forms of one name")
        elif why := surnames.why.get(plain(person.surname)):
            cluster.reasons.add(f"{person.surname} read by {why}")
    return bearers


def _is_nobody(person: Person, borne: bool) -> bool:
    """Whether a name is debris, or a word that names nobody by itself."""
    if evidence.is_misread(person.words):
        return True
    if person.given or person.suffix:
        return False
    word = plain(person.surname)
    if borne:  # Robert: somebody bears it as a surname, but few do
        return _is_given_alone(person) and not evidence.is_borne_by_many(word)
    return _is_given_alone(person) or evidence.is_ordinary(word)


def _is_given_alone(person: Person) -> bool:
    """Whether all there is is a given name, which names nobody; some are surnames, too (Wilson)."""
    word = plain(person.surname)
    return not person.given and not person.suffix and word in given_names() and not evidence.is_of_history(word)


def _fullness(person: Person, surnames: Surnames) -> tuple[int, ...]:
    whole = sum(not g.endswith(".") for g in person.given)
    return whole, len(person.given), not surnames.is_oblique(person.surname), not person.words.isupper()


def _family(family: str, bearers: list[_Bearer], surnames: Surnames) -> tuple[list[Cluster], list[Pair]]:
    """The persons of one surname."""
    named = sorted((b for b in bearers if b.given or b.suffix), key=lambda b: (b.weight, b.given), reverse=True)
    people: list[_Person] = []
    pairs: list[Pair] = []
    spelled = {family, *(bearer.surname for bearer in bearers)}
    common = any(map(evidence.is_common, spelled))
    known = any(map(_is_known, spelled))
    crowded = len({b.given for b in named if b.whole}) > _COMMON
    for bearer in named:
        open_to = people if bearer.folds else []
        fitting = [p for p in open_to if p.bearers[0].folds and all(_agree(bearer, other) > 0 for other in p.bearers)]
        doubtful = [p for p in open_to if p not in fitting and all(_agree(bearer, o) != 0 for o in p.bearers)]
        if len(fitting) == 1 and _is_sure(fitting[0], bearer, common=common, known=known, crowded=crowded):
            reason = "given names that fit one person only" if bearer.whole else "initials that fit one person only"
            _take(fitting[0], bearer, reason)
        else:
            pairs += _misread_pairs(people, bearer)
            people.append(_Person([bearer]))
            why = "the given names fit, but not only here" if len(fitting) > 1 else "the given names fit"
            pairs += [(p.cluster, bearer.cluster, why) for p in (fitting + doubtful)[:_MOST_SUGGESTED]]
    bare = [b for b in bearers if not b.given and not b.suffix]
    rest = [c for b in sorted(bare, key=lambda b: b.woman) for c in _bare(b, people, pairs, common=common)]
    clusters = [p.cluster for p in people] + rest
    for person in people:
        first = person.bearers[0]
        _set_near(person.cluster, first.given, surnames)
    for cluster in rest:
        _set_near(cluster, (), surnames)
    for cluster in clusters:
        _only_needed(cluster)
    return clusters, pairs


def _is_sure(person: _Person, bearer: _Bearer, *, common: bool, known: bool, crowded: bool) -> bool:
    if _share(person, bearer):
        return True
    if not bearer.whole and crowded:
        return False
    return any(evidence.proves(bearer.given, o.given, common=common, known=known) for o in person.bearers)


def _is_known(surname: str) -> bool:
    return is_cyrillic(surname) or evidence.is_of_history(surname)


def _misread_pairs(people: list[_Person], bearer: _Bearer) -> Iterator[Pair]:
    """Given names that only a letter tells apart, where one of them is in no table."""
    for person in people[: _MOST_SUGGESTED * 4]:
        first = person.bearers[0]
        if bearer.given and first.given and not (bearer.folds and first.folds):
            a, b = plain(bearer.given[0]), plain(first.given[0])
            if min(len(a), len(b)) > _MOST_SUGGESTED - 1 and apart(a, b):
                yield (
                    person.cluster,
                    bearer.cluster,
                    f"given names one letter apart: {bearer.given[0]}, {first.given[0]}",
                )


def _only_needed(cluster: Cluster) -> None:
    """How a surname was read back is a reason only where it is spelled in more than one way."""
    spelled = {plain(p.surname) for words in cluster.spellings if (p := parse(words)) is not None}
    if len(spelled) == 1:
        cluster.reasons = {reason for reason in cluster.reasons if " read by " not in reason}


def _set_near(cluster: Cluster, given: tuple[str, ...], surnames: Surnames) -> None:
    surname = next((p.surname for w in sorted(cluster.spellings) if (p := parse(w)) is not None), "")
    cluster.near = plain(surnames.lemma(surname))
    cluster.group = ("person", givens.of(given[0]) if given else "", "cyrillic" if is_cyrillic(surname) else "latin")


def _agree(a: _Bearer, b: _Bearer) -> int:
    """2 or 1 where two ways of naming fit, 0 where they contradict, -1 where something else is in doubt."""
    if (a.suffix and b.suffix and a.suffix != b.suffix) or not _given_agree(a, b):
        return 0
    if a.woman != b.woman:
        return 0  # a wife under her husband's name
    if a.suffix != b.suffix:
        return -1
    return _given_agree(a, b)


def _given_agree(a: _Bearer, b: _Bearer) -> int:
    found = 2
    for one, other in zip(a.given, b.given, strict=False):
        found = min(found, givens.agree(one, other))
    return found if len(a.given) == len(b.given) else min(found, 1)


def _share(person: _Person, bearer: _Bearer) -> bool:
    return any(b.cluster.records() & bearer.cluster.records() for b in person.bearers)


def _take(person: _Person, bearer: _Bearer, reason: str) -> None:
    person.cluster.take(bearer.cluster)
    person.cluster.reasons.add(reason)
    person.bearers.append(bearer)


def _bare(bearer: _Bearer, people: list[_Person], pairs: list[Pair], *, common: bool) -> Iterator[Cluster]:
    """A surname alone, record by record: with the one full name of the record, or of the library, or by itself."""
    open_to = [p for p in people if p.bearers[0].woman == bearer.woman]
    records = {id(p): p.cluster.records() for p in open_to}
    in_library = _one_of_library(bearer, people, common=common)
    left = Cluster(bearer.cluster.type, fullness=bearer.cluster.fullness, reasons=bearer.cluster.reasons)
    left.catalogued = bearer.cluster.catalogued
    for words, counts in bearer.cluster.spellings.items():
        for record, times in counts.items():
            here = [p for p in open_to if record in records[id(p)]]
            sure = [p for p in here if p.bearers[0].folds and evidence.is_full(p.bearers[0].given, common=common)]
            whose = sure[0] if len(sure) == len(here) == 1 else in_library if not here else None
            if whose is None:
                left.add(words, record, times)
                continue
            whose.cluster.add(words, record, times)
            whose.cluster.fullness.setdefault(words, bearer.cluster.fullness[words])
            place = "record" if here else "library"
            whose.cluster.reasons.add(f"a surname alone, with one full name in its {place}")
            whose.cluster.reasons |= bearer.cluster.reasons
    if left.spellings:
        pairs += [(p.cluster, left, "a surname alone, that several bear") for p in open_to[:_MOST_SUGGESTED]]
        yield left


def _one_of_library(bearer: _Bearer, people: list[_Person], *, common: bool) -> _Person | None:
    """The one person whom a surname alone may mean in any record.

    It is somebody named in full in two records and by the surname alone in one of these, or Russian and in the
    gazetteer.
    """
    if common or len(people) != 1 or people[0].bearers[0].woman != bearer.woman or not people[0].bearers[0].folds:
        return None
    first = people[0].bearers[0]
    known = any(is_cyrillic(b.surname) and evidence.is_of_history(b.surname) for b in (bearer, *people[0].bearers))
    records = people[0].cluster.records()
    attested = first.whole and len(records) > 1 and records & bearer.cluster.records()
    return people[0] if known or attested or first.suffix else None


def _loose(standing: dict[str, list[Cluster]], surnames: Surnames) -> Iterator[Pair]:
    """Persons whose surnames an older habit of writing would make one, and whose given names begin alike."""
    for family, others in sorted(surnames.loose.items()):
        for other in sorted(others):
            for a in standing.get(family, [])[:_MOST_SUGGESTED]:
                for b in standing.get(other, [])[:_MOST_SUGGESTED]:
                    if _named_alike(a, b):
                        yield a, b, "one name by an older way of writing foreign names"


def _named_alike(a: Cluster, b: Cluster) -> bool:
    first, second = (parse(cluster.label()) for cluster in (a, b))
    if first is None or second is None:
        return False
    return all(givens.agree(x, y) for x, y in zip(first.given, second.given, strict=False))
