"""Noun phrases that speak: the subject before a cue, the speaker behind it, an antecedent, an apposition."""

from __future__ import annotations

from polyvocal.close_reading.voices.fields import QUOTE, Field
from polyvocal.close_reading.voices.words import STOPS, Words

Span = tuple[int, int]
"""Token indices, end exclusive."""

_LONGEST_SOURCE = 40
_TIME_PREPOSITIONS = frozenset(["as", "than", "since", "until"])


class Phrases(Words):
    """Finds noun phrases."""

    def subject(self, field: Field, at: int) -> Span | None:
        """Noun phrase that is the subject of the verb group beginning at *at*, with its apposition."""
        low = field.low
        if at <= 0:
            return None
        i = at
        if low[i - 1] in self.relatives and (
            low[i - 1] != "that" or (i >= 2 and not self._reports_before(field, i - 1))
        ):
            return self._antecedent(field, i - 1)
        if low[i - 1] == "," and i >= 2:
            return self._before_parenthesis(field, i - 1)
        if low[i - 1] == ")":
            opening = self._matching_bracket(field, i - 1)
            found = self.subject(field, opening) if opening else None
            return (found[0], at) if found else None
        start = self._noun_phrase_start(field, i)
        chunk = self.chunk_start(field, i)
        if start is None and chunk >= 2 and low[chunk] == "of" and low[chunk - 1] == ",":
            start = self._noun_phrase_start(field, chunk - 1)  # "Allen, of Kansas"
        if start is None or start >= i:
            return None
        start = self._with_list(field, start, i)
        return start, i

    def document_before(self, field: Field, at: int) -> Span | None:
        """The document or order that ends before *at*: "two new orders, directing that"."""
        start = self._noun_phrase_start(field, at)
        if start is None or start >= at:
            return None
        words = field.low[start:at]
        written = not self.documents.isdisjoint(words) or any(word in self.lexicon.nouns for word in words)
        return (start, at) if written else None

    def issuer(self, field: Field, document: Span) -> Span | None:
        """Who put out the document: "the ministry issued a statement denying it"."""
        verb = document[0] - 1
        if verb < 1 or field.low[verb] not in self.issuing or self.documents.isdisjoint(field.low[slice(*document)]):
            return None
        while verb > 0 and (self.is_adverb(field.low[verb - 1]) or field.low[verb - 1] in self.auxiliaries):
            verb -= 1
        return self.subject(field, verb)

    def first_subject(self, field: Field, before: int) -> Span | None:
        """Subject of the first finite verb of the clause that a conjunction at *before* goes on with."""
        low = field.low
        start = before
        while start > 0 and low[start - 1] not in STOPS:
            start -= 1
        for i in range(start + 1, before):
            if self.is_finite(field, i) and not self.is_reduced(field, i, before) and low[i - 1] not in self.relatives:
                while i > start and (self.is_adverb(low[i - 1]) or low[i - 1] in self.auxiliaries):
                    i -= 1
                return self.subject(field, i)
        return None

    def _matching_bracket(self, field: Field, at: int) -> int:
        for i in range(at - 1, max(-1, at - 15), -1):
            if field.low[i] == "(":
                return i
        return 0

    def _antecedent(self, field: Field, at: int) -> Span | None:
        end = at - 1 if at and field.low[at - 1] == "," else at
        if end <= 0:
            return None
        start = self._noun_phrase_start(field, end)
        return (start, end) if start is not None and start < end else None

    def _before_parenthesis(self, field: Field, comma: int) -> Span | None:
        """Subject of "Smith, minister of war, said": the noun phrase with its apposition, or without a participle."""
        low = field.low
        inner = self.chunk_start(field, comma)
        if inner == 0 or low[inner - 1] != "," or comma - inner > 25:
            return None
        head_end = inner - 1
        start = self._noun_phrase_start(field, head_end)
        if start is None or start >= head_end:
            return None
        if low[inner] in self.prepositions and self.is_preposed(field, start, head_end):
            return None
        first = low[inner]
        apposed = (
            first in self.determiners
            or field.cap[inner]
            or first in self.relatives
            or first.isdigit()
            or first in self.titles
            or first in ("president", "secretary")
            or not (first in self.prepositions or first.endswith("ing") or self.is_adverb(first))
        )
        if first in self.conjunctions or first in self.subordinators - self.relatives:
            apposed = False
        return (start, comma) if apposed else (start, head_end)

    def is_preposed(self, field: Field, start: int, end: int) -> bool:
        """Whether the phrase is an adverbial ("On Monday") rather than a subject."""
        return field.low[start] in self.prepositions or (end - start == 1 and field.low[start] in self.weekdays)

    def _noun_phrase_start(self, field: Field, end: int) -> int | None:
        """Where the noun phrase ending before *end* begins."""
        low = field.low
        i = end
        limit = max(0, end - _LONGEST_SOURCE)
        while i > limit:
            word = low[i - 1]
            if word in STOPS or word in (",", "(", ")", '"') or (word == "." and self.is_stop(field, i - 1)):
                break
            if (
                word in self.subordinators
                and word not in self.relatives
                and not (word in ("as", "than", "since", "until") and i < end)
            ):
                break
            if word in self.relatives and word != "that":
                i -= 1
                if i == 0:
                    return None
                continue
            if word == "that":
                break
            if word in self.nominatives:
                i -= 1
                break
            if i < end and self.is_finite(field, i - 1) and not self.is_reduced(field, i - 1, end):
                relative = self._relative_before(field, i - 1)
                if relative is None:
                    break
                i = relative
                continue
            if word in ("and", "but", "or", "yet", "so", "nor") and self._parts_clauses(field, i - 1, end):
                break
            i -= 1
        return self._trim(field, i, end)

    def _relative_before(self, field: Field, at: int) -> int | None:
        """Position of the relative pronoun whose clause the verb at *at* belongs to."""
        low = field.low
        for i in range(at - 1, max(-1, at - 12), -1):
            word = low[i]
            if word in self.relatives and i > 0 and (word != "that" or not self._reports_before(field, i)):
                return i
            if word in (",", ";", ":", QUOTE) or word in ("and", "but"):
                return None
        return None

    def _reports_before(self, field: Field, i: int) -> bool:
        return field.low[i - 1] in self.lexicon.forms

    def is_reduced(self, field: Field, i: int, end: int) -> bool:
        """Whether an -ed form is a participle after its noun: "survivors landed at Harwich"."""
        low = field.low
        word = low[i]
        if word in self.finite or not word.endswith(("ed", "en", "wn", "de", "nt")):
            return False
        after = low[i + 1] if i + 1 < end else ""
        before = low[i - 1] if i else ""
        if before in self.subjects or before in self.conjunctions:
            return False
        return after in self.prepositions

    def _parts_clauses(self, field: Field, at: int, end: int) -> bool:
        low = field.low
        if low[at] not in ("and", "or"):
            return True
        if at == 0 or low[at - 1] == ",":
            return True
        after = low[at + 1] if at + 1 < end else ""
        if after in ("he", "she", "they", "it", "i", "we"):
            return True
        start = self.chunk_start(field, at)
        return self.has_finite(field, start + 1, at) and self._relative_before(field, at) is None

    def _trim(self, field: Field, start: int, end: int) -> int | None:
        """Drop what stands before the noun phrase: conjunctions, adverbs, an opening prepositional phrase."""
        low = field.low
        i = self.behind_hour(field, start, end)
        while (
            i < end
            and (
                low[i] in self.conjunctions
                or self.is_adverb(low[i])
                or low[i] in ('"', "'", "-", "*", "“", "‘", "as", "than", ".", "if")
            )
            and low[i] not in self.subjects
        ):
            i += 1
        if i < end and low[i] in self.prepositions:
            for j in range(end - 1, i, -1):
                before = low[j - 1]
                if before in self.prepositions or before in self.conjunctions or before in self.determiners:
                    continue
                if low[j] in self.titles:
                    while j - 1 > i and field.cap[j - 1]:
                        j -= 1
                    return j - (j - 1 > i and low[j - 1] in self.determiners)
                if low[j] in self.determiners or low[j] in self.subjects:
                    return j
            last = end - 1
            if self.finite_endings and end - i > 2 and (low[last] in self.documents or low[last] in self.titles):
                return last  # "Из-за цензуры газеты"
            if end - i > 3 and field.cap[last] and field.cap[last - 1] and low[last - 1] not in self.titles:
                return last  # "In the Council of the Republic Kerensky"
            return None
        return i if i < end else None

    def _with_list(self, field: Field, start: int, end: int) -> int:
        """Take "Lenin, Trotsky and Kamenev" whole."""
        low = field.low
        if "and" not in low[start:end]:
            return start
        i = start
        while i >= 2 and low[i - 1] == ",":
            j = self.chunk_start(field, i - 1)
            if not field.cap[j] or i - 1 - j > 4 or self.has_finite(field, j, i - 1):
                break
            i = j
        return i

    def noun_phrase(self, field: Field, at: int) -> Span | None:
        """Noun phrase that begins at *at*, with "of" and an apposition: the speaker of "said the ..."."""
        low = field.low
        n = len(low)
        i = at
        if i >= n or not self.may_begin_clause(field, i) or low[i] in STOPS:
            return None
        if not self.finite_endings and self.is_finite(field, i):
            return None
        if low[i] in self.subjects and low[i] not in self.determiners:
            return (i, i + 1)
        while i < n:
            word = low[i]
            if word in STOPS or word in (",", ".", ")", "(", '"'):
                if word == "." and i + 1 < n and (low[i - 1] in self.abbreviations or len(low[i - 1]) == 1):
                    i += 1
                    continue
                break
            if i > at and (
                word in self.finite
                or (word in self.subordinators and word not in ("since", "until", "as"))
                or word in ("who", "which", "when", "as", "today", "yesterday", "tonight", "here")
                or (word in ("the", "a", "an") and self.begins_another(field, i))
                or (word in self.prepositions and word not in self.inside and not self.made_by(field, i))
                or (word in ("in", "to", "on", "at", "from", "with", "for") and i + 1 < n and self._adverbial(field, i))
                or (word in self.adverbs and word not in ("first", "one"))
                or (word.endswith("ly") and word not in self.not_adverbs)
            ):
                break
            if (
                i > at
                and word == "and"
                and not (
                    i + 1 < n and (field.cap[i + 1] or low[i + 1] in self.determiners or low[i + 1] in self.titles)
                )
            ):
                break
            i += 1
        if i == at:
            return None
        return at, self._with_apposition(field, at, i)

    def _adverbial(self, field: Field, i: int) -> bool:
        after = field.low[i + 1]
        return (
            after in ("a", "an", "his", "her", "their", "reply", "answer", "response", "part", "this")
            or after in self.weekdays
        )

    def _with_apposition(self, field: Field, at: int, end: int) -> int:
        low = field.low
        n = len(low)
        if end >= n or low[end] != "," or end + 1 >= n:
            return end
        if not (
            field.cap[end + 1]
            or low[end + 1] in ("a", "an", "the", "who", "chief", "director", "spokesman", "minister")
        ):
            return end
        j = end + 1
        while j < n and low[j] not in STOPS and low[j] not in (",", "."):
            j += 1
        if j - end > 14 or (low[end + 1] != "who" and self.has_finite(field, end + 1, j)):
            return end
        if j < n and low[j] == "." and j < n - 1 and low[j - 1] in self.titles:
            return end
        return j
