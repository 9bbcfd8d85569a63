"""What is reported to the right of a verb: that-clause, bare clause, quotation, question, infinitive, object."""

from __future__ import annotations

from collections.abc import Container

from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.lexicon import Use
from polyvocal.close_reading.voices.phrases import Phrases, Span

_REACH = 14  # how far "that" or a quotation may stand behind its verb
_MARKS = frozenset([",", ";", ":", "(", ")", QUOTE, "."])

FRAMES = {
    "t": "that-clause", "b": "clause without that", "q": "quotation", "w": "question", "i": "infinitive", "n": "object",
    "a": "as", "c": "name", "f": "object of its particle",
}  # fmt: skip
"""Frames by their letter in the tables."""

Content = tuple[str, Span]


class ContentReader:
    """Finds what stands behind a reporting verb."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases

    def read(self, field: Field, at: int, use: Use) -> Content | None:
        """Frame and tokens of what is reported behind the cue that ends at *at*."""
        low, p, n = field.low, self.p, len(field.low)
        frames, k = use.frames, at
        if "f" in frames and use.particle:
            return ("f", (k, p.clause_end(field, k))) if k < n and low[k] not in _MARKS else None
        if "s" in frames and k + 1 < n:
            return ("i", (k, p.clause_end(field, k))) if low[k] == "to" and low[k + 1] in p.speaking else None
        while k < n and (p.is_adverb(low[k]) or low[k] in p.when_words):
            k += 1
        if k + 2 < n and low[k] == "to" and low[k + 1] in p.objects:
            k += 2
        if k >= n:
            return None
        return self._clause(field, k, frames) or self._phrase(field, k, frames) or self._object(field, k, frames)

    def _clause(self, field: Field, k: int, frames: str) -> Content | None:
        """A quotation, that-clause or question."""
        p, word = self.p, field.low[k]
        concessive = "b" in frames and word in p.concessive
        if "q" in frames and not concessive and (quoted := self._quoted(field, k)):
            return "q", quoted
        if "t" in frames and word in p.that and p.is_that_clause(field, k + 1):
            return "t", (k + 1, p.clause_end(field, k + 1))
        if "w" in frames and word in p.questions:
            return "w", (k, p.clause_end(field, k))
        if "w" in frames and (far := self._far_question(field, k)):
            return "w", (far, p.clause_end(field, far))
        if "i" in frames and p.is_infinitive(field, k):
            return "i", (k, p.clause_end(field, k))
        if "t" in frames and (far := self._far_that(field, k)):
            return "t", (far, p.clause_end(field, far))
        return None

    def _phrase(self, field: Field, k: int, frames: str) -> Content | None:
        """An infinitive behind a person, "as", or a name given."""
        low, p, n = field.low, self.p, len(field.low)
        if "o" in frames and (far := self._far_to(field, k)):
            return "i", (far, p.clause_end(field, far))
        if "x" in frames:
            far = self._far_to(field, k)
            if far and low[far + 1] in ("be", "have"):
                return "n", (k, p.clause_end(field, k))
            if low[k] == "it" and k + 2 < n and low[k + 2] in ("to", "that", "for"):
                return "n", (k, p.clause_end(field, k))
        if "a" in frames and (low[k] == "as" or self._has_as(field, k)):
            return "a", (k + (low[k] == "as"), p.clause_end(field, k))
        if "A" in frames and low[k] in p.determiners and not p.accounts.isdisjoint(low[k + 1 : k + 4]):
            return "n", (k, self._object_end(field, k))
        if "c" in frames and (named := self._named(field, k)):
            return "c", named
        if "C" in frames and (judged := self._judged(field, k)):
            return "c", judged
        return None

    def _object(self, field: Field, k: int, frames: str) -> Content | None:
        """A clause without "that", or a noun phrase."""
        p, low = self.p, field.low
        if "b" in frames and (low[k] in p.concessive or low[k] in ("after", "before", "if")):
            return "b", (k, p.clause_end(field, k))
        if not p.may_begin_clause(field, k) and low[k] not in p.objects:
            return None
        if ("b" in frames or "B" in frames) and self.is_clause(field, k, strict="B" in frames):
            k = self._behind_addressee(field, k)
            return "b", (k, p.clause_end(field, k))
        if "R" in frames and self._is_report(field, k, p.retold):
            return "n", (k, self._object_end(field, k))
        if "H" in frames and self._is_report(field, k, p.tidings):
            return "n", (k, self._object_end(field, k))
        personal = low[k] in p.objects or low[k].endswith(("self", "selves"))
        if "n" in frames and not personal and not self.is_inverted(field, k):
            return "n", (k, self._object_end(field, k))
        return None

    def shortened(self, field: Field, span: Span, *, subordinate: bool) -> Span:
        """Content cut where the main clause begins or goes on: a comma and a new clause."""
        low, p = field.low, self.p
        for i in range(span[0] + 1, span[1] - 1):
            if low[i] != ",":
                continue
            if subordinate:
                return span[0], i
            after = low[i + 1]
            joined = after in ("and", "but", "so", "yet", "then") and any(
                p.is_finite(field, k) for k in range(i + 2, min(span[1], i + 5))
            )
            if joined or after in p.nominatives or after == "which":
                return span[0], i
        return span

    def contrasted(self, field: Field, span: Span) -> Span:
        """Content cut before the writer's own "but": "said that ..., but the enemy was gone"."""
        low, p = field.low, self.p
        for i in range(span[0] + 2, span[1] - 3):
            subject = low[i + 2] in p.determiners or low[i + 2] in p.nominatives
            contrast = low[i] == "," and low[i + 1] == "but" and subject
            if contrast and p.has_finite(field, i + 3, min(span[1], i + 8)):
                return span[0], i
        return span

    def main_clause(self, field: Field, span: Span) -> int | None:
        """Where the main clause begins behind a participle that opens the sentence: "Saying that ..., he left"."""
        low, p = field.low, self.p
        for i in range(span[0] + 1, span[1] - 2):
            if low[i] == "," and p.may_begin_clause(field, i + 1) and p.has_finite(field, i + 2, min(span[1], i + 8)):
                return i + 1
        return None

    def is_clause(self, field: Field, k: int, *, strict: bool) -> bool:
        """Whether a subject and its finite verb begin at *k*; *strict* wants them close together."""
        low, p = field.low, self.p
        for i in range(k + 1, min(len(low), k + (8 if strict else 30))):
            word = low[i]
            if word == QUOTE:
                return not strict
            if word in (";", ":", "—", "--") or (strict and word in (",", "(")):
                return False
            aside = not strict and low[i - 1] == ","  # "the steamer Noordam, which left in May, was ..."
            if not aside and (word in p.relatives or (word in p.questions and word != "how") or word == "because"):
                return False
            if p.is_finite(field, i):
                return True
        return False

    def is_inverted(self, field: Field, k: int) -> bool:
        """Whether a name that closes the sentence follows: "..., declared Mr. Smith."."""
        low, n = field.low, len(field.low)
        if k >= n or not field.cap[k] or k < 2:
            return False
        i = k
        while i < n and (field.cap[i] or low[i] == "."):
            i += 1
        return i - k <= 5 and i >= n and "," in low[max(0, k - 3) : k]

    def _behind_addressee(self, field: Field, k: int) -> int:
        """Where the clause begins behind the person told: "told the crew they were lost"."""
        low, p = field.low, self.p
        if low[k - 1] not in p.telling:
            return k
        for i in range(k + 1, min(len(low) - 1, k + 8)):
            if low[i] in p.nominatives or (low[i] in ("it", "there", "the") and low[i - 1] not in p.prepositions):
                return i
            if low[i] in (",", QUOTE) or p.is_finite(field, i):
                break
        return k + 1 if low[k] in p.objects else k

    def _object_end(self, field: Field, k: int) -> int:
        low, p, n = field.low, self.p, len(field.low)
        i = k
        relative = False
        while i < n and low[i] not in (";", ":", QUOTE):
            relative = relative or low[i] in p.relatives or low[i] in p.questions or low[i] in p.subordinators
            if not relative and i > k + 1 and low[i] in p.auxiliaries and low[i - 1] != "to":
                break
            after = low[i + 1] if i + 1 < n else ""
            if low[i] == "," and (after in ("and", "but", "which", "who", "when", "while") or after.endswith("ing")):
                break
            i += 1
        return self.p.without_marks(field, k, i)

    def _is_report(self, field: Field, k: int, heads: Container[str]) -> bool:
        """Whether one of *heads* opens the object at *k*: "the claim that", "all news of"."""
        p = self.p
        for i in range(k, min(len(field.low), k + 5)):
            if field.low[i] in heads:
                return True
            if field.low[i] in p.prepositions or field.low[i] in _MARKS:
                return False
        return False

    def _quoted(self, field: Field, k: int) -> Span | None:
        low, n = field.low, len(field.low)
        if low[k] == QUOTE or (low[k] == SCARE and k + 1 == n):
            return k, k + 1
        aside = low[k] in self.p.subordinators or low[k] in self.p.prepositions
        for i in range(k, min(n, k + _REACH)):
            if low[i] == QUOTE and low[i - 1] in (",", ":", "--", "—", "-"):
                return i, i + 1
            if low[i] == ";" or (i > k and not aside and self.p.is_finite(field, i)):
                break
        if low[k] == ":" and k + 1 < n:
            return k + 1, self.p.without_marks(field, k + 1, n)
        return None

    def _far_that(self, field: Field, k: int) -> int | None:
        """Where the clause begins in "announced yesterday in the House that", "said, however, that"."""
        low, p, n = field.low, self.p, len(field.low)
        if low[k] == ",":
            if k + 2 < n and low[k + 1] in p.that:
                return k + 2
            return next(
                (j + 2 for j in range(k + 1, min(n - 1, k + 12)) if low[j] == "," and low[j + 1] in p.that), None
            )
        for i in range(k, min(n - 1, k + _REACH)):
            word = low[i]
            if word in p.that and i > k:
                return i + 1 if p.is_that_clause(field, i + 1) and not p.is_finite(field, i + 1) else None
            if (word in _MARKS and word != ".") or (i > k and p.is_finite(field, i)):
                return None
        return None

    def _far_question(self, field: Field, k: int) -> int | None:
        """Where the question begins in "asked me whether", "told the crew what"."""
        low, p = field.low, self.p
        if low[k] not in p.objects and not p.may_begin_clause(field, k) and low[k] not in p.prepositions:
            return None
        for i in range(k + 1, min(len(low), k + 7)):
            if low[i] in p.questions and low[i] not in p.relatives:
                return i
            if low[i] in _MARKS or low[i] == "to" or low[i] in p.that or p.is_finite(field, i):
                return None
        return None

    def _far_to(self, field: Field, k: int) -> int | None:
        """Where the infinitive begins in "ordered the fleet to turn"."""
        low, p, n = field.low, self.p, len(field.low)
        if not p.may_begin_clause(field, k):
            return None
        for i in range(k + 1, min(n - 1, k + 10)):
            word = low[i]
            if word == "to" or (word == "not" and low[i + 1] == "to"):
                verb = i + 1 + (word == "not")
                after = low[verb] if verb < n else ""
                return None if after in p.determiners or after in p.subjects or field.cap[i + 1] else i
            if word in _MARKS or p.is_finite(field, i):
                return None
        return None

    def _has_as(self, field: Field, k: int) -> bool:
        low = field.low
        for i in range(k + 1, min(len(low), k + 14)):
            if low[i] == "as" and low[i - 1] not in ("such", "so", "well", "far", "soon", ","):
                return True
            if low[i] in (",", ";", ":", QUOTE):
                return False
        return False

    def _judged(self, field: Field, k: int) -> Span | None:
        """What somebody is called without marks: "him a liar", "the charges unfounded"."""
        low, p, n = field.low, self.p, len(field.low)
        if k + 1 >= n or low[k] in p.prepositions:
            return None
        if low[k] in p.objects or low[k] == "it":
            free = low[k + 1] not in p.prepositions and low[k + 1] not in p.particles and low[k + 1] not in p.closing
            return (
                (k + 1, self._object_end(field, k + 1))
                if free and low[k + 1] not in _MARKS and not p.is_adverb(low[k + 1])
                else None
            )
        for i in range(k + 1, min(n, k + 8)):
            if low[i] in _MARKS or low[i] in p.closing or low[i] in p.prepositions or p.is_finite(field, i):
                return None
            if low[i] in ("a", "an"):
                return i, self._object_end(field, i)
            if (
                low[i].endswith(p.judging)
                and low[i - 1] not in p.determiners
                and (i + 1 == n or low[i + 1] in (*_MARKS, "and"))
            ):
                return i, self._object_end(field, i)
        return None

    def _named(self, field: Field, k: int) -> Span | None:
        low, p = field.low, self.p
        if low[k].endswith(("self", "selves")) and k + 1 < len(low):
            return k + 1, self._object_end(field, k + 1)
        for i in range(k, min(len(low), k + 10)):
            if low[i] in (QUOTE, SCARE):
                return i, i + 1
            if low[i] in _MARKS or (i > k and (low[i] in p.conjunctions or p.is_finite(field, i))):
                return None
        return None
