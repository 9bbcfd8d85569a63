"""Reports by an adjective: "it is clear that ...", "they are convinced that ..."."""

from __future__ import annotations

from polyvocal.close_reading.voices.fields import Field
from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars
from polyvocal.close_reading.voices.sources import kind_of, sources
from polyvocal.terms.statement import Certainty, Manner

_LINKS = frozenset(
    ["feel", "feels", "felt", "become", "becomes", "became", "remain", "remains", "remained", "grew", "seemed"]
)


class PredicateReader:
    """Reads the reports whose cue is an adjective behind "be" or "feel"."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases
        words = lexicon.words
        self.truthful, self.ignorance = words["truthful"], words["ignorance"]
        self.ending = lexicon.refuting | words["truthful"] | words["ignorance"] | words["truths"] | words["mentions"]

    def read(self, field: Field, i: int) -> Report | None:
        """The report whose adjective is token *i*."""
        low, p, n = field.low, self.p, len(field.low)
        if self.lexicon.language == "ru":
            return self._russian(field, i)
        a, linked, negated = i, False, False
        while a > 0:
            word = low[a - 1]
            if word in p.be or word in _LINKS:
                linked = True
            elif not (
                word in p.auxiliaries
                or word in p.negations
                or p.is_adverb(word)
                or word in ("far", "more", "by", "no", "means", "a", "the")
            ):
                break
            negated = negated or word in p.negations or word.endswith("n't")
            a -= 1
        if not linked or (i + 1 >= n and low[i] not in self.ending):
            return None
        if low[a] == "there" and "no" in low[a:i] and low[i] in self.ending:
            return self._none_of(field, i, a)
        subject = p.subject(field, a)
        expletive = subject is not None and subject[1] - subject[0] == 1 and low[subject[0]] == "it"
        if subject is not None and low[i] in (self.truthful if negated else self.lexicon.refuting):
            return self._refuted(field, i, a, subject, expletive=expletive)
        if expletive and subject is not None and low[i] in self.lexicon.impersonal:
            return self._impersonal(field, i, subject[0], negated)
        if subject is not None and low[i] in self.ignorance and (negated or low[i] != "known"):
            return self._unknown(field, i, a, subject)
        if subject is None or expletive or low[i] not in self.lexicon.adjectives:
            return None
        manner, certainty = self.lexicon.adjectives[low[i]]
        silent = manner == "conceals"
        content = self._passed_over(field, i + 1, subject) if silent else self._content(field, i + 1)
        if content is None:
            return None
        cue, kind = (a, i + 1 + silent), "silence" if silent else "mental"
        return self._report(field, cue, subject, content, manner, certainty, negated, kind)

    def _refuted(self, field: Field, i: int, a: int, subject: Span, *, expletive: bool) -> Report | None:
        """ "The report is untrue", "it is not true that ...": whoever speaks here denies it."""
        low, p = field.low, self.p
        if expletive:
            at = i + 1
            if at + 1 >= len(low) or low[at] not in p.that:
                return None
            cue, content = (subject[0], i + 1), (at + 1, p.clause_end(field, at + 1))
        else:
            words = low[subject[0] : subject[1]]
            told = words[0] in self.lexicon.words["this"] or any(word in self.lexicon.nouns for word in words)
            if not told or (i + 1 < len(low) and low[i + 1] not in (",", ".", ";", ":", "!", "and", "in", "from")):
                return None
            cue, content = (a, i + 1), subject
        return self._denied(field, cue, content)

    def _denied(self, field: Field, cue: Span, content: Span) -> Report | None:
        report = self._report(field, cue, None, content, "denies", "certain", True, "denial")
        if report is not None:
            report.own, report.rule = True, "refuted by who speaks"
        return report

    def _none_of(self, field: Field, i: int, a: int) -> Report | None:
        """ "There is no truth in the report that ...", "there is no mention of the mine"."""
        low, p = field.low, self.p
        told = low[i] in self.lexicon.words["mentions"]
        if i + 2 >= len(low) or low[i + 1] not in (("of", "about") if told else ("in", "for")):
            return None
        content = (i + 2, p.clause_end(field, i + 2))
        if told:
            return self._report(field, (a, i + 2), None, content, "conceals", "unknown", False, "silence")
        return self._denied(field, (a, i + 1), content)

    def _unknown(self, field: Field, i: int, a: int, subject: Span) -> Report | None:
        """ "The fate of the crew is not known": nobody says it."""
        low = field.low
        if low[subject[0]] in self.p.subjects or (i + 1 < len(low) and low[i + 1] not in (",", ".", ";", "and")):
            return None
        report = self._report(field, (a, i + 1), None, subject, "reports", "unknown", False, "evidential")
        if report is not None:
            report.rule = "not known"
        return report

    def _passed_over(self, field: Field, at: int, subject: Span) -> Span | None:
        """ "The report is silent about ...": not "the guns were silent on the ridge"."""
        low, p = field.low, self.p
        if low[at] not in p.about or at + 1 >= len(low):
            return None
        words = " ".join(low[subject[0] : subject[1]])
        known = sources(self.lexicon.language)
        speaks = words in known.pronouns or kind_of(words, known) in ("document", "body", "person")
        if low[at] == "on" and not speaks:
            return None
        end = next((k for k in range(at + 1, len(low)) if low[k] == ","), len(low))
        return at + 1, p.without_marks(field, at + 1, min(end, p.clause_end(field, at + 1)))

    def _russian(self, field: Field, i: int) -> Report | None:
        """ "Сообщается, что ...": no subject, the content behind the comma."""
        low, p = field.low, self.p
        if low[i] in self.lexicon.refuting and low[i - 1 : i] == ["это"]:
            that = low[i + 1 : i + 2] == [","] and low[i + 2 : i + 3] != [] and low[i + 2] in p.that
            content = (i + 3, p.clause_end(field, i + 3)) if that and i + 3 < len(low) else (i - 1, i)
            return self._denied(field, (i, i + 1), content)
        start = i - (i > 0 and low[i - 1] in p.be)
        if start > 0 and low[start - 1] not in (*p.conjunctions, *p.adverbs, ",", "—"):
            return None
        if low[i] not in self.lexicon.impersonal or low[i + 1 : i + 2] != [","] or low[i + 2 : i + 3] == []:
            return None
        if low[i + 2] not in p.that:
            return None
        content = (i + 3, p.clause_end(field, i + 3))
        return self._report(
            field, (start, i + 1), None, content, "reports", self.lexicon.impersonal[low[i]], False, "evidential"
        )

    def _impersonal(self, field: Field, i: int, a: int, negated: bool) -> Report | None:
        low, p = field.low, self.p
        at = i + 1
        if low[at : at + 2] in (["to", "note"], ["to", "say"]):
            at += 2
        if at + 1 >= len(low) or not (low[at] in p.that or low[at] in p.questions):
            return None
        start = at + (low[at] in p.that)
        content = (start, p.clause_end(field, start))
        certainty = self.lexicon.impersonal[low[i]]
        return self._report(field, (a, i + 1), None, content, "reports", certainty, negated, "evidential")

    def _content(self, field: Field, at: int) -> Span | None:
        low, p = field.low, self.p
        word = low[at]
        if word in p.that and at + 1 < len(low):
            return at + 1, p.clause_end(field, at + 1)
        if word in p.questions or word == "lest":
            return at, p.clause_end(field, at)
        if word == "to" and at + 1 < len(low) and low[at + 1] not in p.determiners:
            return at, p.clause_end(field, at)
        if word in p.subjects and at + 1 < len(low) and p.is_finite(field, at + 1):
            return at, p.clause_end(field, at)
        return None

    def _report(
        self,
        field: Field,
        cue: Span,
        source: Span | None,
        content: Span,
        manner: Manner,
        certainty: Certainty,
        negated: bool,
        kind: str,
    ) -> Report | None:
        if content[0] >= content[1]:
            return None
        return Report(
            cue=chars(field, *cue),
            source=chars(field, *source) if source else None,
            content=[chars(field, *content)],
            kind=kind,
            manner=manner,
            rule=f"{kind} adjective",
            certainty=certainty,
            affirmed=not negated,
            field=field,
        )
