"""Pages for the tests: a text of real sentences, and statements made of its own words by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from polyvocal.collation.dates import day_of
from polyvocal.terms import Anchor, Figure, Link, Locus, Statement, Voice, When, Witness
from polyvocal.terms.days import iso, month_length

_NUMBER = re.compile(r"\d[\d,]*")


def when(words: str, edtf: str, locus: Locus | None = None, **more: Any) -> When:
    """A date of its ISO form: "1916", "1916-05", "1916-05-31" or a range with a slash."""
    first, _, last = edtf.partition("/")
    return When(words, locus, "DATE", edtf, edtf, _first(first), _last(last or first), **more)


def _first(iso_words: str) -> int:
    return day_of((iso_words + "-01-01")[:10])


def _last(iso_words: str) -> int:
    parts = iso_words.split("-")
    if len(parts) == 1:
        return day_of(f"{iso_words}-12-31")
    if len(parts) == 2:
        return day_of(f"{iso_words}-{month_length(int(parts[0]), int(parts[1]))}")
    return day_of(iso_words)


class Page:
    """A record in the making: `says` adds a statement made of words that stand in the text."""

    def __init__(self, record: str, text: str, *, author: str = "", publisher: str = "", published: str = "") -> None:
        self.record, self.text = record, text
        self.author, self.publisher, self.published = author, publisher, published
        self.statements: list[Statement] = []

    def at(self, words: str, after: int = 0) -> Locus:
        """The locus of words that stand in the text."""
        return Locus(self.record, self.text.index(words, after), words)

    def says(
        self,
        words: str = "",
        *,
        in_: str = "",
        kind: str = "dead",
        of: str = "",
        noun: str = "",
        low: float | None = None,
        high: float | None = None,
        bound: Any = "exact",
        rounded: float = 1,
        unit: str = "",
        aspect: Any = "figure",
        voice: str = "",
        manner: Any = "says",
        affirmed: bool = True,
        spoke: str | None = None,
        on: tuple[str, str] | None = None,
        how: str = "in the sentence",
        place: str = "",
        place_how: str = "in the sentence",
        people: tuple[str, ...] = (),
        event: str = "",
        link: tuple[Any, int, str] | None = None,
    ) -> Page:
        """Add a statement: *in_* its sentence, *words* the figure or answer, *on* (words, ISO) its date."""
        sentence = self.at(in_ or self.text)
        answer = self.at(words, sentence.start) if words else None
        figure = None
        if aspect == "figure" and answer is not None:
            figure = self._figure(answer, kind, of, noun, low, high, bound, rounded, unit, affirmed)
        dated = None
        if on is not None:
            stands = on[0] in self.text
            dated = when(on[0], on[1], self.at(on[0]) if stands else None)
        where = self.at(place) if place else None
        chain = (Voice(self.author or "the author", "writes"),)
        if voice:
            last = Voice(
                voice, manner, self.at(voice) if voice in self.text else sentence, affirmed=affirmed, when=spoke
            )
            chain = (*chain, last)
        self.statements.append(
            Statement(
                f"{self.record}-{len(self.statements):02d}", self.record, (sentence,), chain, aspect, figure,
                None if figure is not None else answer,
                whens=(dated,) if dated is not None and how == "in the sentence" else (),
                places=(where,) if where is not None and place in sentence.words else (),
                people=tuple(self.at(p, sentence.start) for p in people),
                event_words=(self.at(event),) if event else (),
                anchor=Anchor(dated, how if dated else "", where, place_how if where else ""),
                links=self._links(link),
            )
        )  # fmt: skip
        return self

    def _figure(
        self, answer: Locus, kind: str, of: str, noun: str, low: float | None, high: float | None, bound: Any,
        rounded: float, unit: str, affirmed: bool,
    ) -> Figure:  # fmt: skip
        numeral = _NUMBER.search(answer.words)
        if low is None and high is None and numeral is not None:
            low = high = float(numeral[0].replace(",", ""))
        count = self.at(numeral[0], answer.start) if numeral is not None else answer
        return Figure(answer, count, low, high, bound, kind, of, noun, unit, rounded, affirmed=affirmed, rule="by hand")

    def _links(self, link: tuple[Any, int, str] | None) -> tuple[Link, ...]:
        if link is None:
            return ()
        kind, other, cue = link
        return (Link(kind, f"{self.record}-{other:02d}", self.at(cue)),)

    @property
    def witness(self) -> Witness:
        """The page as collation sees it."""
        days = (day_of(self.published),) * 2 if self.published else None
        authors = (self.author,) if self.author else ()
        return Witness(self.record, f"{self.record}.txt", "", authors, self.publisher, days, tuple(self.statements))


def moved(statement: Statement, **changes: Any) -> Statement:
    """The statement with some fields changed."""
    return replace(statement, **changes)


def day(number: int) -> tuple[str, str]:
    """A date for `says` of a Julian Day Number."""
    return iso(number), iso(number)
