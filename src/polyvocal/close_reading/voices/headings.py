"""Whose office speaks: the heading of a source by its own words, or by the dateline of its item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from polyvocal.close_reading.voices.accounts import is_heading
from polyvocal.close_reading.voices.datelines import dateline
from polyvocal.close_reading.voices.quotations import paragraphs
from polyvocal.close_reading.voices.sources import capital, heading, kind_of, sources
from polyvocal.terms import Name, Sentence


class Headings:
    """Headings of the sources of one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], names: Sequence[Name], language: str) -> None:
        self.text, self.sentences, self.language = text, sentences, language
        self.known = sources(language)
        self.named = {name.locus.span: name.heading for name in names if name.heading}

    def of(self, span: tuple[int, int], *, nested: bool) -> str | None:
        """Heading of the source at *span*; one *nested* in another's report has no part in the dateline."""
        if found := self.named.get(span):
            return found
        phrase = " ".join(self.text[span[0] : span[1]].split())
        made, _, maker = phrase.rpartition(" by ")
        if maker != phrase and kind_of(made.rpartition(" ")[0], self.known) == "document":
            phrase = maker  # "a list issued by the Admiralty"
        if len(phrase) > 60:
            return None
        found = heading(phrase, self.known)
        if found or nested or heading(phrase, self.known, "?") is None:
            return found
        people = self._people(span[0])
        return heading(phrase, self.known, people) if people else None

    @cached_property
    def _items(self) -> tuple[list[int], list[str | None]]:
        """Where items begin (datelines) or end (headings), and whose the capital of each is."""
        places: dict[int, str | None] = {}
        for _, start, end in paragraphs(self.sentences):
            if is_heading(self.text[start:end]):
                places[start] = None
        for sentence in self.sentences:
            if city := dateline(self.text, sentence.start, min(sentence.end, sentence.start + 120), self.language):
                said = capital(city, self.known)
                places[sentence.start] = said[1] if said else None
        starts = sorted(places)
        return starts, [places[start] for start in starts]

    def _people(self, at: int) -> str | None:
        starts, peoples = self._items
        index = bisect_right(starts, at) - 1
        return peoples[index] if index >= 0 else None
