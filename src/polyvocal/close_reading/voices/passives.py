"""Reports in the passive: no source ("it was reported that"), a source behind "by", a name given ("known as")."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.voices.asides import AsideReader
from polyvocal.close_reading.voices.contents import ContentReader
from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.groups import Group
from polyvocal.close_reading.voices.lexicon import Form, Use
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Report, chars, quotes_in

_HAVE_AGENTS = frozenset(["speech", "denial", "writing", "estimate", "doubt", "evidential"])
_WITHOUT_SOURCE = frozenset(["speech", "writing", "evidential"])


class PassiveReader:
    """Reads the reports whose verb is passive."""

    def __init__(self, phrases: Phrases, contents: ContentReader, asides: AsideReader) -> None:
        self.p = phrases
        self.contents = contents
        self.asides = asides

    def read(self, field: Field, group: Group, use: Use) -> Report | None:
        """The report of a passive group, or None."""
        if not use.passive:
            return None
        low, p = field.low, self.p
        joined = group.edge > 0 and low[group.edge - 1] in p.conjunctions
        subject = p.first_subject(field, group.edge - 1) if joined else p.subject(field, group.edge)
        if use.passive == "evidential" and use.affirmed and use.kind in _WITHOUT_SOURCE:
            use = replace(use, manner="reports", kind="evidential")
        if (
            subject is not None
            and low[subject[0] : subject[1]] == ["it"]
            and use.passive in ("evidential", "directive")
        ):
            return self._expletive(field, group, use, subject)
        return self._by(field, group, use, subject) or self._of_subject(field, group, use, subject)

    def _expletive(self, field: Field, group: Group, use: Use, subject: Span) -> Report | None:
        """ "It was reported that ...", "..., it is said"."""
        cue = replace(group, a=subject[0])
        right = self.contents.read(field, group.b, replace(use, frames="tbqwi"))
        contents = [right[1]] if right else []
        if right is None and not field.prior:
            aside = self.asides.read(field, group, subject)
            contents = aside[1] if aside else []
        return self._report(field, cue, use, None, contents, "passive without a source")

    def _by(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        """ "The loss was denied by the ministry"."""
        low = field.low
        if subject is None or use.kind not in _HAVE_AGENTS or group.b >= len(low) or low[group.b] != "by":
            return None
        agent = self.p.noun_phrase(field, group.b + 1)
        if agent is None:
            return None
        return self._report(field, replace(group, b=group.b + 1), use, agent, [subject], "passive with its source")

    def _of_subject(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        """A passive that says something of its subject: "is said to be", "is known as", "was accused of"."""
        low, p, n = field.low, self.p, len(field.low)
        at = group.b
        while at < n and p.is_adverb(low[at]):
            at += 1
        after = low[at] if at < n else ""
        rest = (at, p.clause_end(field, at))
        both = [subject, rest] if subject else [rest]
        if low[group.verb] in p.telling and (right := self.contents.read(field, group.b, replace(use, frames="tq"))):
            return self._report(field, group, use, None, [right[1]], "passive, told")
        if subject and (hidden := self._kept_back(field, group, use, subject)):
            return hidden
        if use.passive == "accusation" and at < n:
            told = replace(use, manner="reports", kind="evidential")
            return self._report(field, group, told, None, both, "passive, accused of")
        if after == "as" and subject and (quoted := self._quoted_as(field, group, use, subject, at)):
            return quoted
        if after == "as" and use.passive == "naming":
            named = replace(use, manner="names", kind="naming", certainty="certain")
            cue = replace(group, b=at + 1)
            return self._report(field, cue, named, None, [(at + 1, rest[1])], "passive, named as")
        if after == "to" and low[group.verb] in p.perceiving:
            use = replace(use, manner="perceives", kind="perception", certainty="certain")
            if group.edge and low[group.edge - 1] in p.relatives:
                comma = next((i for i in range(*rest) if low[i] == ","), rest[1])
                return self._report(field, group, use, None, [(at, comma)], "perceived, in a relative clause")
        if after == "to" and (use.passive == "directive" or low[group.verb] in p.raising):
            contents = [rest] if use.passive == "directive" else both
            return self._report(field, group, use, None, contents, "passive with infinitive")
        if use.kind == "naming" and "c" in use.frames and at < n and self._is_name(field, at):
            return self._report(field, group, use, None, [rest], "passive, named")
        if subject and use.lemma in p.fact_verbs and (after in (".", ",", "from", "in", "") or after in p.when_words):
            return self._report(field, group, use, None, [subject], "passive of a fact")
        return None

    def _kept_back(self, field: Field, group: Group, use: Use, subject: Span) -> Report | None:
        """ "The names were withheld", "the charge was withdrawn by the ministry", "nothing was said of the dead"."""
        low, p = field.low, self.p
        words, b = low[subject[0] : subject[1]], group.b
        if words[-1] in p.nothing and low[b : b + 1] and low[b] in p.about_it and use.kind in _WITHOUT_SOURCE:
            hidden = replace(use, manner="conceals", kind="silence", certainty="unknown")
            cue, content = replace(group, a=subject[0], b=b + 1), (b + 1, p.clause_end(field, b + 1))
            return self._report(field, cue, hidden, None, [content], "nothing said")
        if use.passive not in ("concealed", "retracted"):
            return None
        known = p.lexicon.nouns if use.passive == "retracted" else p.tidings
        if not any(word in known for word in words):
            return None
        agent = p.noun_phrase(field, group.b + 1) if low[group.b : group.b + 1] == ["by"] else None
        cue = replace(group, b=group.b + 1) if agent else group
        return self._report(field, cue, use, agent, [subject], f"passive, {use.passive}")

    def _quoted_as(self, field: Field, group: Group, use: Use, subject: Span, at: int) -> Report | None:
        """ "The envoy was quoted as saying that ...": the subject speaks."""
        saying = self.p.lexicon.forms.get(field.low[at + 1]) if at + 1 < len(field.low) else None
        if saying is None or "ing" not in saying.inflections or saying.uses[0].kind != "speech":
            return None
        right = self.contents.read(field, at + 2, saying.uses[0])
        told = replace(saying.uses[0], certainty=use.certainty)
        return (
            self._report(field, replace(group, b=at + 2), told, subject, [right[1]], "quoted as saying")
            if right
            else None
        )

    def _is_name(self, field: Field, at: int) -> bool:
        return field.cap[at] or field.low[at] in ("the", "a", QUOTE, SCARE, '"')

    def reduced(self, field: Field, i: int, form: Form) -> Report | None:
        """ "A ship, said to have been struck": a participle that reports what its noun did."""
        low, p, n = field.low, self.p, len(field.low)
        if i == 0 or i + 2 >= n or low[i + 1] != "to" or low[i + 2] not in ("be", "have") or low[i] not in p.raising:
            return None
        end = i - (low[i - 1] == ",")
        start = p.chunk_start(field, end)
        if start >= end or low[i - 1] in p.subjects or low[i - 1] in p.conjunctions:
            return None
        told = replace(form.uses[0], manner="reports", kind="evidential", certainty="probable")
        contents = [(start, end), (i + 1, p.clause_end(field, i + 1))]
        return self._report(field, Group(i, i + 1, i), told, None, contents, "participle with infinitive")

    def _report(
        self, field: Field, group: Group, use: Use, source: Span | None, contents: list[Span], rule: str
    ) -> Report | None:
        contents = [c for c in (self.p.trimmed(field, c) for c in contents) if c[0] < c[1]]
        if not contents:
            return None
        return Report(
            cue=chars(field, group.a, group.b),
            source=chars(field, *source) if source else None,
            content=[chars(field, *c) for c in contents],
            kind=use.kind,
            manner=use.manner,
            rule=rule,
            certainty="possible" if group.modal and use.certainty == "certain" else use.certainty,
            affirmed=use.affirmed != group.negated,
            field=field,
            quotes=quotes_in(field, contents, (QUOTE, SCARE)),
        )
