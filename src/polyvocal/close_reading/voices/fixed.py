"""Reports by a fixed phrase, an adverb or an epithet: "according to", "in my opinion", "allegedly", "so-called"."""

from __future__ import annotations

from polyvocal.close_reading.voices.counts import CountReader
from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars, quotes_in


class FixedReader:
    """Reads the reports whose cue is a fixed phrase, an adverb or an epithet."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases
        self.counts = CountReader(phrases)

    def phrase(self, field: Field, i: int) -> Report | None:
        """ "According to X, ...", "in the opinion of X"."""
        low, p = field.low, self.p
        for key, words in self.lexicon.phrases.get(low[i], ()):
            start, end = i - key, i - key + len(words)
            if start < 0 or tuple(low[start:end]) != words:
                continue
            source = p.noun_phrase(field, end)
            if source is None:
                return None
            contents = self._around(field, start, source[1])
            if not contents:
                return None
            reckoned = low[i] in self.lexicon.words["estimating"]
            document = any(w in p.documents for w in low[source[0] : source[1]][:6])
            return Report(
                cue=chars(field, start, end),
                source=chars(field, *source),
                content=[chars(field, *c) for c in contents],
                kind="estimate" if reckoned else "speech",
                manner="estimates" if reckoned else "writes" if document else "says",
                rule="fixed phrase before its source",
                certainty="probable" if reckoned else "certain",
                field=field,
                quotes=quotes_in(field, contents, (QUOTE,)),
            )
        return None

    def as_reported(self, field: Field, i: int) -> Report | None:
        """ "As reported by the staff, ...", "..., as announced": the clause around it."""
        low, p, n = field.low, self.p, len(field.low)
        start = i - 1
        while start > 0 and p.is_adverb(low[start]):
            start -= 1
        opens = start == 0 or (start > 0 and low[start - 1] in (",", "--", "—", "(", *p.conjunctions))
        if start < 0 or low[start] != "as" or not opens:
            return None
        source = p.noun_phrase(field, i + 2) if low[i + 1 : i + 2] == ["by"] else None
        end = source[1] if source else i + 1
        if end < n and low[end] not in (",", ".", ")", "--", "—", "in", "at", "on", *p.when_words):
            return None
        if end < n and low[end] in ("in", "at", "on"):
            end = next((k for k in range(end, n) if low[k] in (",", ".", ")")), n)
        contents = self._around(field, start, end)
        if not contents:
            return None
        return Report(
            cue=chars(field, start, i + 1 + (source is not None)),
            source=chars(field, *source) if source else None,
            content=[chars(field, *c) for c in contents],
            kind="speech" if source else "evidential",
            manner="says" if source else "reports",
            rule="as reported",
            field=field,
            quotes=quotes_in(field, contents, (QUOTE,)),
        )

    def opinion(self, field: Field, i: int) -> Report | None:
        """ "In my opinion, ...", "to his mind ..."."""
        low = field.low
        if i < 2 or low[i - 1] not in self.p.possessives or low[i - 2] not in ("in", "to", "from", "on"):
            return None
        contents = self._around(field, i - 2, i + 1)
        if not contents:
            return None
        return Report(
            cue=chars(field, i - 2, i + 1),
            source=chars(field, i - 1, i),
            content=[chars(field, *c) for c in contents],
            kind="mental",
            manner="thinks",
            rule="opinion of a possessor",
            certainty="probable",
            field=field,
        )

    def reckoning(self, field: Field, i: int) -> Report | None:
        """ "By his count, 40 were lost"."""
        if not self.counts.is_reckoning(field, i):
            return None
        start = max(k for k in range(i) if field.low[k] == "by")
        return self.counts.reckoning(field, i, self._around(field, start, i + 1))

    def _around(self, field: Field, a: int, b: int) -> list[Span]:
        """The clause on both sides of a phrase that stands inside or beside it."""
        low, p, n = field.low, self.p, len(field.low)
        start = a
        while start > 0 and low[start - 1] not in (";", ":") and not self._reported(field, start - 1):
            start -= 1
        while start < a and (low[start] in p.conjunctions or low[start] == '"'):
            start += 1
        contents = []
        left_end = p.without_marks(field, start, a)
        if left_end - start >= 2 or (left_end > start and b < n and low[b] == ","):
            contents.append((start, left_end))
        if b < n and low[b] == "," and b + 1 < n:
            right = (b + 1, p.clause_end(field, b + 1))
            if right[1] > right[0]:
                contents.append(right)
        elif not contents and b < n:
            contents.append((b, p.clause_end(field, b)))
        return contents

    def _reported(self, field: Field, at: int) -> bool:
        """Whether "that" at *at* opens what somebody said: the phrase lies inside it."""
        low = field.low
        return low[at] in self.p.that and any(word in self.lexicon.forms for word in low[max(0, at - 4) : at])

    def adverb(self, field: Field, i: int) -> Report | None:
        """ "The ship was allegedly sunk": the clause around the adverb."""
        low, p, n = field.low, self.p, len(field.low)
        a = i
        while a > 0 and low[a - 1] not in (";", ":", ",", QUOTE) and not self._reported(field, a - 1):
            a -= 1
        while a < i and low[a] in p.conjunctions:
            a += 1
        b = i + 1
        while b < n and low[b] not in (";", ",", QUOTE):
            b += 1
        b = p.without_marks(field, i + 1, b)
        contents = [span for span in ((a, i), (i + 1, b)) if span[0] < span[1]]
        if b - a < 3 or not contents:
            return None
        return Report(
            cue=chars(field, i, i + 1),
            source=None,
            content=[chars(field, *c) for c in contents],
            kind="adverb",
            manner="reports",
            rule="evidential adverb",
            certainty=self.lexicon.adverbs[low[i]],
            field=field,
        )

    def epithet(self, field: Field, i: int) -> Report | None:
        """ "The alleged murderer", "the so-called commission": the words it is put on."""
        low, p, n = field.low, self.p, len(field.low)
        b = i + 1
        while b < n and b - i < 7 and low[b] not in (",", ";", ":", ".", "!", "?") and low[b] not in p.prepositions:
            if p.is_finite(field, b) or low[b] in p.conjunctions or low[b] in p.subordinators:
                break
            b += 1
            if low[b - 1] in (QUOTE, SCARE):
                break
        if b == i + 1:
            return None
        so_called = low[i] in ("so-called", "self-styled")
        return Report(
            cue=chars(field, i, i + 1),
            source=None,
            content=[chars(field, i + 1, b)],
            kind="naming" if so_called else "adverb",
            manner="names" if so_called else "reports",
            rule="epithet",
            certainty="certain" if so_called else "possible",
            field=field,
        )
