"""Verbs that give a figure: "Tarrant counts 6,094 dead", "he put the losses at 2,400", "she lists the dead as 40"."""

from __future__ import annotations

from functools import cache

from polyvocal.close_reading.voices.fields import QUOTE, Field
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars
from polyvocal.close_reading.voices.sources import kind_of, sources
from polyvocal.usage import load

COUNTING = frozenset("NK@=")
"""Frames of figures: a number, a number of dead or lost, a loss "at" a number, a loss "as" a number."""

_REACH = 14
_MARKS = frozenset([";", ":", QUOTE, "(", ")", "--", "—", "."])


@cache
def _numerals(language: str) -> frozenset[str]:
    table = load(language, "numbers")
    found = {w for name in ("small", "tens", "hundreds", "hundred", "scales", "vague") for w in table.get(name, {})}
    return frozenset(found - {"one", "zero", "nought", "один", "одна", "одно", "ноль"})


class CountReader:
    """Finds the figure that a verb gives, and whether its subject may give one."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        words = phrases.lexicon.words
        self.tolls = words["tolls"]
        self.markers = {"@": words["at"], "=": words["as"]}
        self.reckonings = words["reckonings"]
        self.known = sources(phrases.lexicon.language)

    def is_number(self, word: str) -> bool:
        """Whether a token is a numeral of more than one."""
        return (word[0].isdigit() and word != "1") or word in _numerals(self.p.lexicon.language)

    def read(self, field: Field, k: int, frames: str) -> Span | None:
        """The object behind a verb, where it holds the figure that one of *frames* asks for."""
        low, p = field.low, self.p
        while k < len(low) and p.is_adverb(low[k]):
            k += 1
        if k >= len(low) or low[k] in p.objects or not p.may_begin_clause(field, k):
            return None
        end = self._end(field, k)
        number = next((i for i in range(k, min(end, k + _REACH)) if self.is_number(low[i])), None)
        toll = next((i for i in range(k, end) if low[i] in self.tolls), None)
        if number is None:
            return None
        behind = self._behind_numeral(field, number)
        if low[behind : behind + 1] == [","] and not self._goes_on(field, behind + 1):
            end = min(end, behind)  # "the police counted 3,000, the organisers 20,000"
        if "N" in frames or ("K" in frames and number - k < 4 and self._befell(field, number, end)):
            return (k, end) if self._only_bounds(field, k, number) else None
        marks = frozenset[str]().union(*(self.markers[f] for f in frames if f in self.markers))
        at = next((i for i in range(k + 1, number) if low[i] in marks), None)
        if at is None or toll is None or toll > at or number - at > 5:
            return None
        return k, end

    def _behind_numeral(self, field: Field, number: int) -> int:
        """Where a numeral ends whose groups of three digits are tokens of their own: "171,000"."""
        low, at = field.low, number + 1
        while at + 1 < len(low) and low[at] in (",", ".") and len(low[at + 1]) == 3 and low[at + 1].isdigit():
            at += 2
        return at

    def _befell(self, field: Field, number: int, end: int) -> bool:
        """Whether the number counts dead, lost ... or stands alone: not "40 lectures on the losses"."""
        if self._behind_numeral(field, number) == end:
            return True
        for word in field.low[number : min(end, number + 10)]:
            if word in self.tolls:
                return True
            if word in self.p.prepositions:
                break
        return False

    def _only_bounds(self, field: Field, k: int, number: int) -> bool:
        """Whether what stands before the number only bounds it: "some 300", "no fewer than 40", "a loss of two"."""
        strange = self.p.prepositions - {"of", "over"}
        return all(not self.p.is_finite(field, i) and field.low[i] not in strange for i in range(k, number))

    def _end(self, field: Field, k: int) -> int:
        low, p = field.low, self.p
        i = k
        while i < len(low) and low[i] not in _MARKS:
            after = low[i + 1] if i + 1 < len(low) else ""
            if low[i] == "," and after in p.closing and not self._goes_on(field, i + 2):
                break
            if low[i] in p.conjunctions and after in p.nominatives:
                break
            i += 1
        return p.without_marks(field, k, i)

    def _goes_on(self, field: Field, at: int) -> bool:
        """Whether the list goes on at *at*: "..., and one submarine"."""
        return at < len(field.low) and (field.low[at] in ("one", "a") or self.is_number(field.low[at]))

    def may_give(self, field: Field, subject: Span | None, *, toll: bool) -> bool:
        """Whether a subject may give a figure: a person, a document, or (of a *toll*) a body or a people's writers."""
        if subject is None:
            return False
        words = field.low[subject[0] : subject[1]]
        pronoun = self.known.pronouns.get(words[0]) if len(words) == 1 else None
        if pronoun is not None:
            return pronoun in ("he", "she") or toll
        if words[0] in self.p.subjects and len(words) == 1:
            return False
        if " ".join(words) in self.known.places:
            return toll and len(words) == 1 and kind_of(" ".join(words), self.known) == "body"
        phrase = " ".join(w.title() if field.cap[subject[0] + i] else w for i, w in enumerate(words))
        kind = kind_of(phrase, self.known)
        return kind in ("person", "named", "document") or (kind in ("body", "many") and toll)

    def reckoning(self, field: Field, i: int, around: list[Span]) -> Report | None:
        """ "By his count", "by Berlin's account": *around* is the clause beside it."""
        low = field.low
        owner = low[i - 1]
        if not around or not any(self.is_number(low[k]) for a, b in around for k in range(a, b)):
            return None
        start = i - 1
        while start > 0 and low[start - 1] != "by":
            start -= 1
        source = chars(field, start, i)
        if owner.endswith("'s"):
            source = source[0], source[1] - 2
        return Report(
            cue=chars(field, start - 1, i + 1),
            source=source,
            content=[chars(field, *c) for c in around],
            kind="estimate",
            manner="says" if low[i] == "account" else "estimates",
            rule="reckoning of a possessor",
            certainty="certain" if low[i] == "account" else "probable",
            field=field,
        )

    def is_reckoning(self, field: Field, i: int) -> bool:
        """Whether "count" at *i* closes "by his count", "by the ministry's own count"."""
        low = field.low
        if low[i] not in self.reckonings or i < 2:
            return False
        owned = low[i - 1] in self.p.possessives or low[i - 1].endswith(("'s", "s'"))
        return owned and "by" in low[max(0, i - 5) : i - 1]
