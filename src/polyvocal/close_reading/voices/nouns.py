"""Reports by a noun: "the claim that ...", "rumours of ...", "an order to ...", cries of "..."."""

from __future__ import annotations

from polyvocal.close_reading.voices.counts import CountReader
from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars, quotes_in
from polyvocal.terms.statement import Certainty

_REACH = 16  # how far the colon may stand behind its noun
_FAR = 12  # how far "that" may stand behind the noun of a report that came or spread
_CERTAINTY: dict[str, Certainty] = {
    "reports": "possible", "thinks": "probable", "orders": "unknown", "doubts": "possible", "estimates": "probable",
}  # fmt: skip


class NounReader:
    """Reads the reports whose cue is a noun."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases
        self.counts = CountReader(phrases)
        self.spreading = lexicon.words["spreading"]

    def read(self, field: Field, i: int) -> Report | None:
        """The report whose noun is token *i*."""
        low, p, n = field.low, self.p, len(field.low)
        kind, manner = self.lexicon.nouns[low[i]]
        if low[i] == "order" and i and low[i - 1] in ("in", "to"):
            return None  # "in order to", "called to order"
        if i == 0 and low[i] in self.lexicon.words["no_labels"] and low[1:2] == [":"]:
            return None  # "Note: ..."
        source, k = self._possessor(field, i), i + 1
        if k < n and low[k] in ("by", "of", "from") and source is None and kind != "shouts":
            agent = p.noun_phrase(field, k + 1)
            speaks = agent is not None and p.has_finite(field, agent[0] + 1, agent[1])  # "a message of the staff says"
            if agent is not None and not speaks and agent[1] < n and low[agent[1]] in (*p.that, "is", "was", "to"):
                source, k = agent, agent[1]
        if k + 2 < n and low[k] == "," and (low[k + 1] in p.that or (kind == "orders" and low[k + 1] == "to")):
            k += 1
        content = self._content(field, i, k, kind) if k + 1 < n else None
        if content is None or content[0] >= content[1]:
            return None
        source = source or self._maker(field, i)
        return Report(
            cue=chars(field, i, i + 1),
            source=chars(field, *source) if source else None,
            content=[chars(field, *content)],
            kind="noun",
            manner=manner,
            rule=f"noun of {kind}",
            certainty=_CERTAINTY.get(kind, "certain"),
            affirmed=manner != "denies",
            own=kind == "refutes" and source is None,
            field=field,
            quotes=quotes_in(field, [content], (QUOTE,)),
        )

    def _content(self, field: Field, i: int, k: int, kind: str) -> Span | None:
        """What the noun at *i* reports, from *k* on."""
        low, p = field.low, self.p
        if low[k] in p.that:
            return None if self._is_relative(field, k) else (k + 1, p.clause_end(field, k + 1))
        if low[k : k + 4] == ["to", "the", "effect", "that"]:
            return k + 4, p.clause_end(field, k + 4)
        reckoned = kind == "estimates" and self.counts.is_number(low[k + 1])  # "estimates of 300 dead"
        opens = low[k] == "of" and (low[i] in self.lexicon.of_nouns or reckoned)
        if opens and low[k + 1] not in p.possessives:
            return k + 1, self._of_end(field, k + 1)
        far = self._predicated(field, k) or (self._spread(field, k) if kind == "reports" else None)
        if far is not None:
            return far, p.clause_end(field, far)
        if kind == "shouts":
            at = k + (low[k] in ("included", "include", "including", "like"))
            at += at < len(low) and low[at] in ("of", ":", ",")
            return (at, at + 1) if at < len(low) and low[at] in (QUOTE, SCARE) else None
        if (kind == "orders" or low[i] in p.promises) and p.is_infinitive(field, k):
            return k, p.clause_end(field, k)
        if kind == "orders" and low[k] == "for" and low[i] not in ("order", "orders"):
            return k + 1, self._of_end(field, k + 1)
        if kind in ("says", "writes", "orders") and not p.lexicon.words["following"].isdisjoint(low[max(0, i - 3) : i]):
            return self._below(field, k)
        return self._announced(field, k) if kind in ("says", "orders", "writes", "reports") else None

    def _announced(self, field: Field, k: int) -> Span | None:
        """What a colon announces: "issued a proclamation to the workers: ..."."""
        low, p, n = field.low, self.p, len(field.low)
        for at in range(k, min(n - 1, k + _REACH)):
            if low[at] == ":":
                return at + 1, (at + 2 if low[at + 1] == QUOTE else p.without_marks(field, at + 1, n))
            if low[at] in (";", QUOTE, ".") or p.is_finite(field, at):
                return None
        return None

    def _below(self, field: Field, k: int) -> Span | None:
        """What stands behind the colon of "the following statement was issued in Berlin today: ..."."""
        low, n = field.low, len(field.low)
        at = next((at for at in range(k, min(n - 1, k + _REACH)) if low[at] in (":", QUOTE)), None)
        if at is None or low[at] == QUOTE:
            return None
        return at + 1, (at + 2 if low[at + 1] == QUOTE else self.p.without_marks(field, at + 1, n))

    def _predicated(self, field: Field, k: int) -> int | None:
        """Content of "the rumour is that", "announcement is made that", "the impression is growing that"."""
        low, p, n = field.low, self.p, len(field.low)
        at = k
        while at < n and at - k < 4 and (low[at] in p.be or low[at] in p.auxiliaries or p.is_adverb(low[at])):
            at += 1
        if at == k or at >= n:
            return None
        if (
            low[at] not in p.that
            and at + 1 < n
            and low[at].endswith(("ed", "en", "ing", "de"))
            and low[at + 1] in p.that
        ):
            at += 1
        return at + 1 if low[at] in p.that and at + 1 < n else None

    def _spread(self, field: Field, k: int) -> int | None:
        """Content of "news came from the coast that", "the rumour became persistent that"."""
        low, p, n = field.low, self.p, len(field.low)
        verb = False
        for at in range(k, min(n - 1, k + _FAR)):
            if low[at] in p.that:
                return at + 1 if verb and p.is_that_clause(field, at + 1) and not p.is_finite(field, at + 1) else None
            if low[at] in (",", ";", ":", QUOTE, ".") or self._says(low[at]):
                return None
            verb = verb or low[at] in self.spreading
        return None

    def _says(self, word: str) -> bool:
        """Whether a word reports by itself: "reports from Berlin say that"."""
        form = self.lexicon.forms.get(word)
        return form is not None and word not in self.spreading and any("t" in use.frames for use in form.uses)

    def _of_end(self, field: Field, k: int) -> int:
        """End of the noun phrase behind "rumours of"."""
        low, p, n = field.low, self.p, len(field.low)
        i = k
        while i < n and low[i] not in (",", ";", ":", QUOTE, "--", "—"):
            if i > k and (
                low[i] in p.finite
                or low[i] in p.relatives
                or (p.is_finite(field, i) and low[i - 1] not in ("of", "and"))
            ):
                break
            i += 1
        return p.without_marks(field, k, i)

    def _is_relative(self, field: Field, k: int) -> bool:
        """Whether "that" opens a relative clause: "the claim that was made"."""
        after = field.low[k + 1]
        return (
            after in self.p.auxiliaries
            or after in self.p.be
            or (after in self.lexicon.forms and self.p.is_finite(field, k + 1))
        )

    def _possessor(self, field: Field, i: int) -> Span | None:
        low = field.low
        for k in range(i - 1, max(-1, i - 4), -1):
            if low[k] in self.p.possessives:
                return k, k + 1
            if low[k].endswith(("'s", "s'")):
                a = k
                while a > 0 and (field.cap[a - 1] or low[a - 1] in ("the", "a", "this") or low[a - 1] in self.p.titles):
                    a -= 1
                return a, k + 1
            if low[k] in self.p.prepositions or low[k] in ("the", "a", "an", ","):
                return None
        return None

    def _maker(self, field: Field, i: int) -> Span | None:
        """Subject of the verb that makes the report: "he made the claim that"."""
        low = field.low
        for k in range(i - 1, max(-1, i - 6), -1):
            if low[k] in self.p.light:
                a = k
                while a > 0 and (low[a - 1] in self.p.auxiliaries or self.p.is_adverb(low[a - 1])):
                    if low[a - 1] in self.p.be:
                        return None
                    a -= 1
                return self.p.subject(field, a)
            if low[k] in (",", ";", QUOTE):
                return None
        return None
