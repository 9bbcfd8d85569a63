"""Reports by a verb: "the minister said that ...", "it was reported that ...", "...", said the captain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polyvocal.close_reading.voices.asides import AsideReader
from polyvocal.close_reading.voices.contents import FRAMES, Content, ContentReader
from polyvocal.close_reading.voices.counts import COUNTING, CountReader
from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.groups import Group, GroupReader
from polyvocal.close_reading.voices.lexicon import Form, Lexicon, Use
from polyvocal.close_reading.voices.passives import PassiveReader
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Chars, Report, chars, quotes_in
from polyvocal.close_reading.voices.sources import kind_of


class VerbReader:
    """Reads the reports whose cue is a verb."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases
        self.groups = GroupReader(lexicon, phrases)
        self.contents = ContentReader(phrases)
        self.asides = AsideReader(phrases, self.contents)
        self.counts = CountReader(phrases)
        self.passives = PassiveReader(phrases, self.contents, self.asides)

    def read(self, field: Field, i: int, form: Form, before: list[Report]) -> Report | None:
        """The report whose verb is token *i*, or None where the verb reports nothing that is certain."""
        group = self.groups.read(field, i, form)
        if group is None:
            return None
        if not group.passive and group.a == i and (found := self.passives.reduced(field, i, form)):
            return found
        for use in self._uses(field, i, form):
            tried = replace(group, b=i + 1 + len(use.particle))
            report = self.passives.read(field, tried, use) if group.passive else self._active(field, tried, use, before)
            if report is not None:
                return report
        return None

    def _uses(self, field: Field, i: int, form: Form) -> Iterator[Use]:
        """Uses whose particle follows, longest particle first, then those without."""
        for use in form.uses:
            if not use.particle or tuple(field.low[i + 1 : i + 1 + len(use.particle)]) == use.particle:
                yield use

    def _active(self, field: Field, group: Group, use: Use, before: list[Report]) -> Report | None:
        subject = self._speaker(field, group, before)
        if "I" in use.frames:
            return self._seems(field, group, use, subject)
        if "O" in use.frames:
            return self._passed_over(field, group, use, subject, before)
        if ":" in use.frames:
            return self._text_follows(field, group, use, subject)
        if not COUNTING.isdisjoint(use.frames):
            return self._figure_given(field, group, use, subject, before)
        if "p" in use.frames and (aside := self.asides.as_clause(field, group, subject)):
            return self._report(field, group, use, aside[0], aside[1], f"{use.kind}, as-clause", before)
        right = self.contents.read(field, group.b, use)
        if group.infinitive and (right is None or right[0] not in "tq"):
            return None
        speaks = subject is not None or group.participial or self._shared(field, group, before) is not None
        if right is not None and (speaks or right[0] not in "bn"):
            return self._behind(field, group, use, subject, right, before, speaks=speaks)
        only_quoted = "Q" in use.frames
        if not only_quoted and "p" not in use.frames:
            return None
        found = self.asides.read(field, group, subject, quoted=only_quoted or group.participial)
        if found is None:
            return None
        return self._report(field, group, use, found[0], found[1], f"{use.kind}, after what is said", before)

    def _figure_given(
        self, field: Field, group: Group, use: Use, subject: Span | None, before: list[Report]
    ) -> Report | None:
        """ "Corbett gives 6,097 killed", "he put the losses at 2,400"."""
        span = self.counts.read(field, group.b, use.frames)
        if span is None or group.infinitive or group.negated:
            return None
        words = field.low[span[0] : span[1]]
        toll = self.counts.is_number(words[-1]) or any(word in self.counts.tolls for word in words)
        if not self.counts.may_give(field, subject, toll=toll):
            return None
        return self._report(field, group, use, subject, [span], f"{use.kind}, given", before)

    def _behind(
        self,
        field: Field,
        group: Group,
        use: Use,
        subject: Span | None,
        right: Content,
        before: list[Report],
        *,
        speaks: bool,
    ) -> Report | None:
        """A report whose content stands behind its verb."""
        frame, span = right
        if span[0] >= len(field.low):  # a column ends behind "that" or "as": nothing is reported
            return None
        nobody = use.manner == "conceals" and frame == "f"  # "в Берлине молчали о потерях"
        if not speaks and not nobody and frame not in "qt" and not (frame == "c" and span[0] == group.b):
            return None
        subordinate = self._is_subordinate(field, subject)
        if frame in "iwnfac" or subordinate:
            span = self.contents.shortened(field, span, subordinate=subordinate and frame not in "iwnfac")
        if frame in "tb":
            span = self.contents.contrasted(field, span)
        contents, source = [span], subject
        if group.participial and group.edge == 0 and (main := self.contents.main_clause(field, span)):
            contents, source = [(span[0], main - 1)], self.p.noun_phrase(field, main)
        if frame == "q" and ("p" in use.frames or "Q" in use.frames):
            contents = self.asides.interrupted(field, group, subject, right[1])
        if frame == "q" and not speaks and span[0] > group.b:
            source = self.p.noun_phrase(field, group.b)
            if source is None and contents == [span] and not group.infinitive:
                return None
        asked = use.lemma in self.p.asking or field.low[span[0]] in ("if", "whether")
        ignorant = group.negated and use.lemma in self.p.knowing
        if frame == "w" and (asked or ignorant):
            use = replace(use, certainty="unknown")  # neither asserted nor denied
            group = replace(group, negated=False)
        return self._report(field, group, use, source, contents, f"{use.kind}, {FRAMES[frame]}", before)

    def _speaker(self, field: Field, group: Group, before: list[Report]) -> Span | None:
        low, p = field.low, self.p
        if group.infinitive:
            return None if self._shared(field, group, before) else p.first_subject(field, group.a)
        previous = low[group.edge - 1] if group.edge else ""
        joined = previous in p.conjunctions
        loose = previous in (",", "--", "—", "") or previous in p.prepositions or joined
        if joined or (group.participial and loose):
            if previous == "," and (written := p.document_before(field, group.edge - 1)):
                return written
            if self._shared(field, group, before):
                return None
            return p.first_subject(field, group.edge - (joined and not group.participial))
        subject = p.subject(field, group.edge)
        if group.participial and (subject is None or not p.is_speaker(field, subject)):
            return p.first_subject(field, group.edge)
        if group.participial and subject and (issuer := p.issuer(field, subject)):
            return issuer
        if subject and p.is_participial(field, subject):  # "a statement referring to the loss says"
            head = p.subject(field, subject[0])
            return (head[0], subject[1]) if head and p.is_speaker(field, head) else None
        return subject

    def _is_subordinate(self, field: Field, subject: Span | None) -> bool:
        """Whether the report stands in an "if" or "when" clause before its main clause."""
        if subject is None or subject[0] == 0:
            return False
        low, start = field.low, subject[0]
        return low[start - 1] in self.p.before_main and (start == 1 or low[start - 2] in (",", ";", "and", "but"))

    def _shared(self, field: Field, group: Group, before: list[Report]) -> Chars | None:
        """Speaker of a verb without a subject of its own: "... and added", ", saying"."""
        previous = field.low[group.edge - 1] if group.edge else ""
        if not (group.participial or group.infinitive or previous == "," or previous in self.p.conjunctions):
            return None
        for report in reversed(before):
            if report.source is not None and report.cue is not None and report.source[0] < report.cue[0]:
                return report.source
        return None

    def _report(
        self,
        field: Field,
        group: Group,
        use: Use,
        source: Span | None,
        contents: list[Span],
        rule: str,
        before: list[Report],
    ) -> Report | None:
        contents = [c for c in (self.p.trimmed(field, c) for c in contents) if c[0] < c[1]]
        if not contents:
            return None
        words = field.low[source[0] : source[1]] if source else []
        hearsay = bool(words) and words[-1] in self.lexicon.hearsay and self.p.determiners.issuperset(words[:-1])
        spoken = None if hearsay else chars(field, *source) if source else self._shared(field, group, before)
        written = use.manner == "says" and any(w in self.p.documents for w in words[:8])
        return Report(
            cue=chars(field, group.a, group.b),
            source=spoken,
            content=[chars(field, *c) for c in contents],
            kind=use.kind,
            manner="writes" if written else use.manner,
            rule=rule,
            certainty="possible" if group.modal and use.certainty == "certain" else use.certainty,
            affirmed=use.affirmed != group.negated,
            field=field,
            quotes=quotes_in(field, contents, (QUOTE, SCARE)),
            shares=source is None and spoken is not None,
        )

    def _seems(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        """ "It seems that ..."."""
        low, p = field.low, self.p
        if subject is None or low[subject[0] : subject[1]] != ["it"]:
            return None
        start = group.b + (group.b < len(low) and low[group.b] in p.that)
        bare = start == group.b
        if bare and not (p.may_begin_clause(field, start) and self.contents.is_clause(field, start, strict=True)):
            return None
        cue = replace(group, a=subject[0])
        return self._report(field, cue, use, None, [(start, p.clause_end(field, start))], "evidential, seems", [])

    def _passed_over(
        self, field: Field, group: Group, use: Use, subject: Span | None, before: list[Report]
    ) -> Report | None:
        """ "О потерях газеты молчали": what nobody spoke of stands first."""
        low, p = field.low, self.p
        start = next((k for k in range(group.edge) if low[k] in p.about), None)
        if start is None or (start and low[start - 1] not in (*p.conjunctions, ",", "—")):
            return None
        end = next((k for k in range(start + 2, group.edge) if low[k] in p.prepositions), group.edge)
        if subject and kind_of(" ".join(low[subject[0] : subject[1]]), self.counts.known) == "thing":
            subject = None
        if subject and subject[0] > start:
            end = min(end, subject[0])
        return self._report(field, group, use, subject, [(start + 1, end)], "silence, before its verb", before)

    def _text_follows(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        """ "The statement follows: ..."."""
        low, p, n = field.low, self.p, len(field.low)
        if subject is None or p.documents.isdisjoint(low[subject[0] : subject[1]]):
            return None
        b = group.b + (low[group.b : group.b + 2] == ["in", "part"]) * 2
        if b + 1 >= n or low[b] != ":":
            return None
        content = (b + 1, p.without_marks(field, b + 1, n))
        return self._report(field, group, use, subject, [content], "the text follows", [])
