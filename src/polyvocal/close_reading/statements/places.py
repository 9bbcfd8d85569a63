"""Where what is told took place: places that words tell to be an event's, and how specific each is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.close_reading.names.lexicon import lexicon_of
from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Locus, Name

_COUNTRY, _REGION, _TOWN = 0, 1, 2
_OF = frozenset(["of", "from"])
_WORDS = re.compile(r"[\w'’-]+")


class Places:
    """The places of a page that are an event's by the words about them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lexicon = lexicon_of(page.language)

    def of_events(self, start: int, end: int) -> list[Locus]:
        """Places in a stretch where something happened.

        Behind "in", "off" and the like; in an event's name ("Battle of Jutland"); behind a noun for the people of a
        place ("the sailors of Kronstadt"); before a noun for its people or works ("the Gdansk shipyard"); as what was
        struck or taken ("the earthquake struck Messina", "Guernica was bombed").
        """
        found: list[Locus] = []
        for name in self.page.names_in(start, end):
            if name.type == "place" and self._is_where(name.locus):
                found.append(name.locus)
            elif name.type == "event" and (inner := self._place_inside(name)) is not None:
                found.append(inner)
        return found

    def level(self, place: Locus) -> int:
        """How specific a place is: country, region, town."""
        words = " ".join(place.words.split())
        if words in self._lexicon.countries:
            return _COUNTRY
        return _REGION if words in self._lexicon.regions else _TOWN

    def most_specific(self, places: Sequence[Locus]) -> Locus | None:
        """The last of the most specific places that can run on to the next sentence; streets and buildings cannot."""
        able = [p for p in places if not self._minor_at(p)]
        return max(able, key=lambda p: (self.level(p), p.start)) if able else None

    def _minor_at(self, place: Locus) -> bool:
        return any(self.is_minor(n) for n in self.page.names_in(place.start, place.start + 1))

    def is_minor(self, name: Name) -> bool:
        """Whether a place is a street or building, which does not run on: the town around it does."""
        _, _, head = name.rule.partition(" head ")
        return head in self.page.usage.minor

    def _is_where(self, place: Locus) -> bool:
        usage = self.page.usage
        before = self.page.text[max(0, place.start - 40) : place.start].lower().split()
        if len(before) > 2 and before[-1] == "of" and before[-2] in usage.divisions:
            before = before[:-2]  # "in the village of ..."
        while before and before[-1] in ("the", "a"):
            before.pop()
        if before and (before[-1] in usage.where or " ".join(before[-2:]) in usage.where):
            return True
        if len(before) > 1 and before[-1] in _OF and before[-2] in usage.locals:
            return True
        if before and before[-1] in usage.striking:
            return True
        behind = _WORDS.findall(self.page.text[place.end : place.end + 40].partition("\n\n")[0].lower())
        if self.page.text[place.end : place.end + 1] != " " or not behind:
            return False
        if self.page.cues_in("event", place.end + 1, place.end + 2):
            return True  # "the Tokyo raid"
        return behind[0] in usage.locals or " ".join(behind[:2]) in usage.struck

    def of_participants(self, place: Locus) -> bool:
        """Whether those who took part are named by a place, also where they speak ("the strikers in Lodz said")."""
        before = self.page.text[max(0, place.start - 40) : place.start].lower().split()
        return len(before) > 1 and before[-2] in self.page.usage.locals

    def _place_inside(self, event: Name) -> Locus | None:
        """The place that an event's name holds ("Battle of [Jutland]")."""
        phrases = self._lexicon.phrases
        words = list(re.finditer(r"[A-ZА-Я][\w-]+", event.locus.words))
        for count in (2, 1):
            for first in range(len(words) - count + 1):
                start, end = words[first].start(), words[first + count - 1].end()
                if phrases.get(" ".join(event.locus.words[start:end].split())) == "place":
                    return self.page.locus(event.locus.start + start, event.locus.start + end)
        return None
