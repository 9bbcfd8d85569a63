"""Which names of one record are one person's, and why; two persons of one surname stay apart.

A person is shown by a name with given names or initials. The surname alone, a title with it, the given name alone, or
given name and patronymic are that person's where they fit nobody else in the record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from polyvocal.close_reading.names.aliases import Alias
from polyvocal.close_reading.names.found import Found
from polyvocal.close_reading.names.inflection import stem
from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.usage import load

_PATRONYMIC = re.compile(r".{3,}(?:ович|евич|ьич|ична|овна|евна)(?:[аеуы]|ем|ом|ой)?|.{3,}(?:овн|евн|ичн)(?:[еуы]|ой)")
_MOST = 40  # bearers of one surname whom a record tells apart; a directory of thousands is no story of them
_AND = frozenset(["and", "&", "и"])


class Meant(NamedTuple):
    """Who is meant by a name: the fullest name that the record gives the person, and why it is this person's."""

    heading: str
    why: str


class _Written(NamedTuple):
    """A person's name in parts; *woman* is None where no title tells."""

    titles: frozenset[str]
    given: tuple[str, ...]
    surname: str
    suffix: str
    woman: bool | None
    words: str
    at: int


@dataclass(slots=True, eq=False)
class _Person:
    """Somebody named in the record, in all ways in which the record names him."""

    names: list[_Written] = field(default_factory=list)

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(title for name in self.names[:_MOST] for title in name.titles)

    @property
    def woman(self) -> bool | None:
        return next((name.woman for name in self.names if name.woman is not None), None)


def persons(text: str, found: Iterable[Found], lexicon: Lexicon, pairs: Sequence[Alias] = ()) -> dict[int, Meant]:
    """Who is meant, by where a name starts; a name that fits several persons, or that nothing explains, is left out."""
    read = _Reading(text, lexicon)
    names = [w for name in found if name.type == "person" and (w := read.written(name)) is not None]
    whose: dict[int, tuple[_Person, str]] = {}
    full = [name for name in names if name.given and name.surname]
    for name in sorted(full, key=lambda n: (-_whole(n), -len(n.given), n.at)):
        if (person := read.joined(name)) is not None:
            whose[name.at] = person, "the name in full" if len(person.names) == 1 else "given names that fit"
    for name in names:
        if name.at not in whose and (meant := read.meant(name, text)) is not None:
            whose[name.at] = meant
    _alias(whose, names, pairs)
    everybody = {id(person): person for person, _ in whose.values()}
    headings = {one: read.heading(person) for one, person in everybody.items()}
    return {at: Meant(headings[id(person)], why) for at, (person, why) in whose.items()}


def _alias(whose: dict[int, tuple[_Person, str]], names: Sequence[_Written], pairs: Sequence[Alias]) -> None:
    """Give the other name of a person, and all that is written like it, to that person."""
    at = {name.at: name for name in names}
    for one, other, words in pairs[: 5 * _MOST]:
        if one not in at or other not in at:
            continue
        first = whose.get(one, (_Person([at[one]]), "another name"))[0]
        second = whose.get(other, (_Person([at[other]]), ""))[0]
        if first is second:
            continue
        same = [n for n in names if n.at in whose and whose[n.at][0] is second]
        bare = {stem(n.surname) for n in [at[other], *second.names]}
        same += [n for n in names if n.at not in whose and not n.given and stem(n.surname) in bare]
        known = {name.at for name in first.names}
        first.names += [name for name in second.names if name.at not in known and name.given]
        whose.setdefault(one, (first, "another name"))
        for name in same:
            whose[name.at] = first, f"another name: {words}"


class _Reading:
    """The persons of one record while they are gathered."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.people: dict[str, list[_Person]] = defaultdict(list)
        self.called: dict[str, list[_Person]] = defaultdict(list)  # by their first given names
        self._titles = _titles(lexicon.language)

    def written(self, name: Found) -> _Written | None:
        """A name in its parts; None for a couple, who are two, and for a title alone."""
        tokens = re.sub(r"['’]s?$", "", self.text[name.start : name.end]).replace("­\n", "").split()
        women, men, _ = self._titles
        titles = []
        while len(tokens) > 1 and tokens[0] in self.lexicon.titles:
            titles.append(tokens.pop(0).rstrip("."))
        if not tokens or any(token in _AND for token in tokens):
            return None
        suffix = ""
        while len(tokens) > 1 and tokens[-1].rstrip(".") in self.lexicon.suffixes:
            suffix = tokens.pop().rstrip(".")
        tokens = [token.rstrip(",") for token in tokens]
        words = " ".join([*tokens, f"{suffix}." if suffix in ("Jr", "Sr") else suffix]).rstrip()
        if not titles and (before := self.text[max(0, name.start - 18) : name.start].split()[-1:]):
            titles = [before[0].strip(",").capitalize()] if before[0] in self.lexicon.lower_titles else []
        lowered = {title.lower() for title in titles}
        woman = True if lowered & women else False if lowered & men else None
        given, surname = self._parts(tokens)
        return _Written(frozenset(lowered), given, surname, suffix, woman, words, name.start)

    def _parts(self, tokens: list[str]) -> tuple[tuple[str, ...], str]:
        """Given names and surname; given name and patronymic have no surname, nor has a given name alone."""
        if len(tokens) == 1:
            alone = tokens[0] in self.lexicon.given and tokens[0] not in self.lexicon.surnames
            return ((tokens[0],), "") if alone else ((), tokens[0].rstrip("."))
        if self.lexicon.declines and _PATRONYMIC.fullmatch(tokens[-1]):
            if len(tokens) == 3 and tokens[1] in self.lexicon.given:  # Старков Иван Петрович
                return tuple(tokens[1:]), tokens[0]
            return tuple(tokens), ""
        if self.lexicon.declines and all(_is_initial(token) for token in tokens[1:]):  # Старков И. П.
            return tuple(tokens[1:]), tokens[0]
        given = tokens[:-1]
        while len(given) > 1 and given[-1].lower() in self.lexicon.particles:
            given.pop()
        return tuple(given), tokens[-1].rstrip(".")

    def joined(self, name: _Written) -> _Person | None:
        """The person of a name with given names, a new one where none fits; None where several fit."""
        known = self.people[stem(name.surname)]
        if len(known) > _MOST:
            return None
        fitting = [person for person in known if all(self._fit(name, other) for other in person.names[:8])]
        if len(fitting) > 1:
            return None
        if not fitting:
            fitting = [_Person()]
            known += fitting
        fitting[0].names.append(name)
        if not _is_initial(name.given[0]) and fitting[0] not in (called := self.called[stem(name.given[0])])[-_MOST:]:
            called.append(fitting[0])
        return fitting[0]

    def _fit(self, a: _Written, b: _Written) -> bool:
        if a.suffix != b.suffix and a.suffix and b.suffix:
            return False
        if not all(_agree(x, y) for x, y in zip(_split(a.given), _split(b.given), strict=False)):
            return False
        return self._is_woman(a) == self._is_woman(b) or None in (self._is_woman(a), self._is_woman(b))

    def _is_woman(self, name: _Written) -> bool | None:
        """Whether a woman is meant: a wife under her husband's name is not her husband."""
        if name.woman is not None:
            return name.woman
        if not name.given or _is_initial(name.given[0]) or self.lexicon.declines:
            return None
        return name.given[0] in self._titles[2] or name.given[0].endswith("a")

    def meant(self, name: _Written, text: str) -> tuple[_Person, str] | None:
        """The person of whom a part of the name is used, where it is one."""
        if name.surname:
            return self._by_surname(name, text)
        called = self.called.get(stem(name.given[0]), [])[: _MOST + 1]
        fitting = [p for p in called if any(self._called(name.given, n.given) for n in p.names[:_MOST])]
        why = "given name and patronymic" if len(name.given) > 1 else "given name"
        return (fitting[0], f"{why} of one person only") if len(fitting) == 1 else None

    @staticmethod
    def _called(part: tuple[str, ...], given: tuple[str, ...]) -> bool:
        return len(given) >= len(part) and all(
            not _is_initial(b) and _agree(a, b) for a, b in zip(part, given, strict=False)
        )

    def _by_surname(self, name: _Written, text: str) -> tuple[_Person, str] | None:
        known = self.people.get(stem(name.surname), [])
        if len(known) > _MOST:
            return None
        if name.woman is not None:
            known = [
                person for person in known if any(self._is_woman(n) in (name.woman, None) for n in person.names[:_MOST])
            ]
        if len(known) == 1:
            return known[0], "surname of one person only"
        titled = [person for person in known if person.titles & name.titles]
        if name.titles and len(titled) == 1:
            return titled[0], "title and surname"
        opens = text.rfind("\n\n", 0, name.at)
        here = [person for person in known if any(opens < n.at < name.at for n in person.names[-_MOST:])]
        return (here[0], "surname of the one person named in the paragraph") if len(here) == 1 else None

    @staticmethod
    def heading(person: _Person) -> str:
        """The fullest name; of equally full ones the nominative, else the first."""
        best = max(person.names, key=lambda n: (_whole(n), len(n.given)))
        full = [n for n in person.names if (_whole(n), len(n.given)) == (_whole(best), len(best.given))]
        return min(full, key=lambda n: (len(n.words), n.at)).words


def _whole(name: _Written) -> int:
    """How many given names are no initials."""
    return sum(not _is_initial(given) for given in name.given)


def _is_initial(word: str) -> bool:
    return word.endswith(".") or len(word) == 1


def _split(given: tuple[str, ...]) -> list[str]:
    """Initials one by one: "J. R." is one word to the reader of runs."""
    return [part for word in given for part in re.findall(r"[^.]+\.?", word)]


@cache
def _shortened() -> dict[str, str]:
    return {short.rstrip("."): whole.lower() for short, whole in load("en", "bearers")["abbreviations"].items()}


def _agree(a: str, b: str) -> bool:
    """Whether two given names or initials may be one person's.

    >>> _agree("J.", "John"), _agree("Chas.", "Charles"), _agree("John", "James"), _agree("Ивана", "Иван")
    (True, True, False, True)
    """
    one, other = (_shortened().get(x.rstrip(".").lower(), x.lower()) for x in (a, b))
    if _is_initial(one) or _is_initial(other):
        short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
        return long.startswith(short)
    return stem(one) == stem(other)


@cache
def _titles(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load(language, "persons")
    women, men = (frozenset(title.lower() for title in table[key]) for key in ("women", "men"))
    return women, men, frozenset(table["women_given"])
