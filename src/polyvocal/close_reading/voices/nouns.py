"""Reports without a verb of their own: "according to", "a rumour that", "allegedly", "so-called"."""

from __future__ import annotations

from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars, quotes_in

_LIGHT = frozenset(
    ["make", "makes", "made", "making", "give", "gives", "gave", "given", "giving", "issue", "issues", "issued", "issuing", "have", "has", "had", "express", "expresses", "expressed", "raise", "raises", "raised", "pass", "passes", "passed", "adopt", "adopts", "adopted", "send", "sends", "sent", "bring", "brought", "advance", "advanced", "publish", "published", "receive", "received", "deliver", "delivered"]
)
_POSSESSIVES = frozenset(["my", "his", "her", "our", "their", "your"])
_PLAIN_NOUNS = frozenset(
    ["sign", "signs", "word", "call", "calls", "plan", "plans", "order", "orders", "resolution", "story", "stories", "thought", "view", "views", "question"]
)


class NounReader:
    """Reads the reports whose cue is a noun, a fixed phrase, an adverb or an epithet."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases

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
            document = any(w in p.documents for w in low[source[0] : source[1]][:6])
            return Report(
                cue=chars(field, start, end),
                source=chars(field, *source),
                content=[chars(field, *c) for c in contents],
                kind="speech",
                manner="writes" if document else "says",
                rule="fixed phrase before its source",
                field=field,
                quotes=quotes_in(field, contents, (QUOTE,)),
            )
        return None

    def opinion(self, field: Field, i: int) -> Report | None:
        """ "In my opinion, ...", "to his mind ..."."""
        low = field.low
        if i < 2 or low[i - 1] not in _POSSESSIVES or low[i - 2] not in ("in", "to", "from", "on"):
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

    def _around(self, field: Field, a: int, b: int) -> list[Span]:
        """The clause on both sides of a phrase that stands inside or beside it."""
        low, p, n = field.low, self.p, len(field.low)
        start = a
        while start > 0 and low[start - 1] not in (";", ":"):
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

    def adverb(self, field: Field, i: int) -> Report | None:
        """ "The ship was allegedly sunk": the clause around the adverb."""
        low, p, n = field.low, self.p, len(field.low)
        a = i
        while a > 0 and low[a - 1] not in (";", ":", ",", QUOTE):
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

    def noun(self, field: Field, i: int) -> Report | None:
        """ "The claim that ...", "reports that ...", cries of "...": a noun and what it reports."""
        low, p, n = field.low, self.p, len(field.low)
        kind, manner = self.lexicon.nouns[low[i]]
        if low[i] == "order" and i and low[i - 1] == "in":
            return None
        k = i + 1
        source = self._possessor(field, i)
        if k < n and low[k] in ("by", "of", "from") and source is None and kind != "shouts":
            agent = p.noun_phrase(field, k + 1)
            if agent is not None and agent[1] < n and low[agent[1]] in (*p.that, "is", "was", "to"):
                source, k = agent, agent[1]
        content: Span | None = None
        if k + 2 < n and low[k] == "," and self.lexicon.language == "ru":
            k += 1
        if k < n and low[k] in p.that and k + 1 < n and (kind != "orders" or True):
            if self._is_relative(field, k):
                return None
            content = (k + 1, p.clause_end(field, k + 1))
        elif (
            k + 1 < n
            and low[k] == "of"
            and low[i] in self.lexicon.of_nouns
            and low[k + 1] not in ("all", "his", "her", "their", "my")
        ):
            content = (k + 1, self._of_end(field, k + 1))
        elif k + 3 < n and low[k : k + 4] == ["to", "the", "effect", "that"]:
            content = (k + 4, p.clause_end(field, k + 4))
        elif (far := self._predicated(field, k)) is not None:
            content = (far, p.clause_end(field, far))
        elif kind == "shouts" and k < n:
            at = k + (low[k] in ("of", ":", ","))
            if at < n and low[at] in (QUOTE, SCARE):
                content = (at, at + 1)
        elif (
            kind == "orders"
            and k + 1 < n
            and low[k] == "to"
            and low[k + 1] not in p.determiners
            and not field.cap[k + 1]
        ) or (
            low[i] in ("promise", "promises", "pledge", "intention", "wish", "decision")
            and k + 1 < n
            and low[k] == "to"
        ):
            content = (k, p.clause_end(field, k))
        if content is None or content[0] >= content[1]:
            return None
        if source is None:
            source = self._maker(field, i)
        certainty = {
            "reports": "possible",
            "thinks": "probable",
            "orders": "unknown",
            "doubts": "possible",
            "estimates": "probable",
        }.get(kind, "certain")
        return Report(
            cue=chars(field, i, i + 1),
            source=chars(field, *source) if source else None,
            content=[chars(field, *content)],
            kind="noun",
            manner=manner,
            rule=f"noun of {kind}",
            certainty=certainty,  # type: ignore[arg-type]
            affirmed=manner != "denies",
            field=field,
            quotes=quotes_in(field, [content], (QUOTE,)),
        )

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
            if low[k] in ("his", "her", "their", "its", "my", "our", "your"):
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
            if low[k] in _LIGHT:
                a = k
                while a > 0 and (low[a - 1] in self.p.auxiliaries or self.p.is_adverb(low[a - 1])):
                    if low[a - 1] in self.p.be:
                        return None
                    a -= 1
                return self.p.subject(field, a)
            if low[k] in (",", ";", QUOTE):
                return None
        return None
