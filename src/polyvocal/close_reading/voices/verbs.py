"""Reports by a verb: "the minister said that ...", "it was reported that ...", "...", said the captain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.lexicon import Form, Lexicon, Use
from polyvocal.close_reading.voices.phrases import Phrases, Span
from polyvocal.close_reading.voices.report import Chars, Report, chars

_REACH = 14  # how far "that" or a quotation may stand behind its verb


@dataclass(slots=True)
class Group:
    """A verb group: tokens *a* to *b*, its voice, and how the speaker stands to it."""

    a: int
    b: int
    verb: int
    passive: bool = False
    participial: bool = False
    infinitive: bool = False
    negated: bool = False
    modal: bool = False
    edge: int = 0  # where the group begins with all its adverbs


class VerbReader:
    """Reads the reports whose cue is a verb."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases

    def read(self, field: Field, i: int, form: Form, before: list[Report]) -> Report | None:
        """The report whose verb is token *i*, or None where the verb reports nothing that is certain."""
        group = self.group(field, i, form)
        if group is None:
            return None
        if not group.passive and group.a == i and (found := self.reduced(field, i, form)):
            return found
        for use in self.uses(field, i, form):
            tried = replace(group, b=i + 1 + len(use.particle))
            report = self._passive(field, tried, use) if group.passive else self._active(field, tried, use, before)
            if report is not None:
                return report
        return None

    def uses(self, field: Field, i: int, form: Form) -> Iterator[Use]:
        """Uses whose particle follows, longest particle first, then those without."""
        for use in sorted(form.uses, key=lambda u: -len(u.particle)):
            if tuple(field.low[i + 1 : i + 1 + len(use.particle)]) == use.particle:
                yield use

    # -- the verb group -------------------------------------------------------------------------------------------

    def group(self, field: Field, i: int, form: Form) -> Group | None:
        """The verb group around token *i*; None where the word is a noun or an adjective here."""
        low, p = field.low, self.p
        k, aux, infinitive = i, "", False
        group = Group(i, i + 1, i)
        while k > 0:
            word = low[k - 1]
            if word in p.auxiliaries or word in p.be:
                aux = aux or word
                group.modal = group.modal or word in _MODALS
                group.negated = group.negated or word.endswith("n't") or word == "cannot"
            elif word in p.negations:
                group.negated = True
            elif word == "to" and not aux:
                infinitive = True
                head = k - 2
                while head > 0 and p.is_adverb(low[head]):
                    head -= 1
                if head < 0 or low[head] not in p.heads:
                    group.infinitive = True
                    k -= 1
                    break
                k = head + 1
            elif not p.is_adverb(word):
                break
            k -= 1
        group.edge = k
        while k < i and (low[k] in _DATES or (p.is_adverb(low[k]) and not low[k].endswith("ly"))):
            k += 1
        group.a = k
        return group if self._is_verb(field, group, form, aux, infinitive) else None

    def _is_verb(self, field: Field, group: Group, form: Form, aux: str, infinitive: bool) -> bool:
        low, p, i = field.low, self.p, group.verb
        kinds = form.inflections
        at = group.edge if group.a == i else group.a
        before = low[at - 1] if at else ""
        if infinitive:
            return "base" in kinds
        after = low[i + 1] if i + 1 < len(low) else ""
        if aux:
            if "very" in low[group.a : i] or "more" in low[group.a : i]:
                return False
            if aux in p.be:
                group.passive = "participle" in kinds and "ing" not in kinds
                return "participle" in kinds or "ing" in kinds
            return True
        if before in p.determiners and before not in p.subjects:
            return False
        if before in p.prepositions and "ing" not in kinds and before not in ("like",):
            return False
        if "ing" in kinds:
            group.participial = True
            return before not in p.determiners
        if "past" in kinds:
            return before not in ("a", "the", "an", "his", "their", "its") and not before.endswith("'s")
        if after in p.auxiliaries or after in p.be or before == "united":
            return False  # a noun: "reports have"
        if "s" in kinds:
            return not before.endswith(("'s", "ial", "ous", "ive", "ish")) and before not in p.determiners - p.subjects
        if before in _PLURAL:
            return True
        if low[i] not in self.lexicon.nouns and before and (after in p.that or low[i] == "say"):
            return before not in p.prepositions
        return (
            len(before) > 3
            and before.endswith("s")
            and not before.endswith(("ss", "'s", "us"))
            and not p.is_adverb(before)
            and before not in p.determiners
        )

    # -- active ----------------------------------------------------------------------------------------------------

    def _active(self, field: Field, group: Group, use: Use, before: list[Report]) -> Report | None:
        subject = self._speaker(field, group, before)
        if "I" in use.frames:
            return self._seems(field, group, use, subject)
        if ":" in use.frames:
            return self._text_follows(field, group, use, subject)
        if "p" in use.frames and (aside := self._as_clause(field, group, subject)):
            return self._report(field, group, use, aside[0], aside[1], f"{use.kind}, as-clause", before)
        right = self.content_right(field, group, use)
        if group.infinitive and (right is None or right[0] not in "tq"):
            return None
        source: Span | None = subject
        contents: list[Span] = []
        rule = f"{use.kind}"
        speaks = subject is not None or group.participial or self._shared(field, group, before) is not None
        if not speaks and right is not None and right[0] in "bn":
            right = None
        if right is None and ("p" in use.frames or "Q" in use.frames):
            found = self._parenthetical(field, group, subject, quoted="Q" in use.frames or group.participial)
            if found is None:
                return None
            source, contents = found
            rule += ", after what is said"
        elif right is None:
            return None
        else:
            frame, span = right
            if frame in "iwnfac" or self._is_subordinate(field, subject):
                span = self._shortened(field, span, whole=frame in "iwnfac")
            contents = [span]
            rule += f", {_FRAMES[frame]}"
            if frame == "q" and ("p" in use.frames or "Q" in use.frames):
                contents = self._interrupted(field, group, subject, span)
            if not speaks and frame not in "qt" and not (frame == "c" and span[0] == group.b):
                return None
            if frame == "q" and not speaks and span[0] > group.b:
                source = self.p.noun_phrase(field, group.b)
        return self._report(field, group, use, source, contents, rule, before)

    def _speaker(self, field: Field, group: Group, before: list[Report]) -> Span | None:
        low, p = field.low, self.p
        if group.infinitive:
            return None
        previous = low[group.edge - 1] if group.edge else ""
        if group.participial:
            if previous in (",", "--", "—", "") or previous in p.prepositions or previous in p.conjunctions:
                return None if self._shared(field, group, before) else p.first_subject(field, group.edge)
            return p.subject(field, group.edge)
        if previous in p.conjunctions:
            return None if self._shared(field, group, before) else p.first_subject(field, group.edge - 1)
        return p.subject(field, group.edge)

    def _is_subordinate(self, field: Field, subject: Span | None) -> bool:
        """Whether the report stands in an "if" or "when" clause before its main clause."""
        if subject is None:
            return False
        start = subject[0]
        return start > 0 and field.low[start - 1] in _BEFORE_MAIN and (start == 1 or field.low[start - 2] in (",", ";", "and", "but"))

    def _shortened(self, field: Field, span: Span, *, whole: bool) -> Span:
        """Content cut where the main clause begins or goes on: a comma and a new clause."""
        low, p = field.low, self.p
        for i in range(span[0] + 1, span[1] - 1):
            if low[i] != ",":
                continue
            after = low[i + 1]
            if not whole:
                return span[0], i
            joined = after in ("and", "but", "so", "yet", "then") and any(
                p.is_finite(field, k) for k in range(i + 2, min(span[1], i + 5))
            )
            if joined or after in _NOMINATIVES or (after == "which" and whole):
                return span[0], i
        return span

    def _shared(self, field: Field, group: Group, before: list[Report]) -> Chars | None:
        """Speaker of a verb without a subject of its own: "... and added", ", saying"."""
        previous = field.low[group.edge - 1] if group.edge else ""
        if not (group.participial or group.infinitive or previous in ("and", "but", "or", "nor", ",")):
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
        contents = [c for c in contents if c[0] < c[1]]
        if not contents:
            return None
        low = field.low
        hearsay = source is not None and all(w in self.p.determiners or w in self.lexicon.hearsay for w in low[source[0] : source[1]])
        spoken = None if hearsay else chars(field, *source) if source else self._shared(field, group, before)
        manner = use.manner
        if source and manner == "says" and any(w in self.p.documents for w in low[source[0] : source[1]][:8]):
            manner = "writes"
        certainty = use.certainty
        if group.modal and certainty == "certain" and any(w in _POSSIBLE for w in low[group.a : group.b]):
            certainty = "possible"
        return Report(
            cue=chars(field, group.a, group.b),
            source=spoken,
            content=[chars(field, *c) for c in contents],
            kind=use.kind,
            manner=manner,
            rule=rule,
            certainty=certainty,
            affirmed=use.affirmed != group.negated,
            field=field,
            verb=group.verb,
            quotes=[
                field.quotes[k] for c in contents for k in range(*c) if low[k] in (QUOTE, SCARE) and k in field.quotes
            ],
        )

    def _seems(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        low = field.low
        after = low[group.b] if group.b < len(low) else ""
        if subject is None:
            return None
        cue = replace(group)
        if low[subject[0]] == "it" and subject[1] - subject[0] == 1:
            cue.a = subject[0]
            start = group.b + (after in self.p.that)
            if start == group.b and not (self.p.may_begin_clause(field, start) and self._is_clause(field, start, True)):
                return None
            span = (start, self.p.clause_end(field, start))
            return self._report(field, cue, use, None, [span], "evidential, seems", [])
        return None

    def reduced(self, field: Field, i: int, form: Form) -> Report | None:
        """ "A ship, said to have been struck": a participle that reports what its noun did."""
        low, p, n = field.low, self.p, len(field.low)
        if i + 2 >= n or low[i + 1] != "to" or low[i + 2] not in ("be", "have") or low[i] not in p.raising or i == 0:
            return None
        start = p.chunk_start(field, i - 1 if low[i - 1] == "," else i)
        end = i - 1 if low[i - 1] == "," else i
        if start >= end or low[i - 1] in p.subjects or low[i - 1] in p.conjunctions:
            return None
        use = form.uses[0]
        told = replace(use, manner="reports", kind="evidential", certainty="probable")
        return self._report(field, Group(i, i + 1, i), told, None, [(start, end), (i + 1, p.clause_end(field, i + 1))], "participle with infinitive", [])

    def _text_follows(self, field: Field, group: Group, use: Use, subject: Span | None) -> Report | None:
        """ "The statement follows: ..."."""
        low, n = field.low, len(field.low)
        if subject is None or not any(w in self.p.documents for w in low[subject[0] : subject[1]]):
            return None
        b = group.b + (low[group.b : group.b + 2] == ["in", "part"]) * 2
        if b + 1 < n and low[b] == ":":
            return self._report(
                field, group, use, subject, [(b + 1, self.p.without_marks(field, b + 1, n))], "the text follows", []
            )
        return None

    # -- passive ---------------------------------------------------------------------------------------------------

    def _passive(self, field: Field, group: Group, use: Use) -> Report | None:
        if not use.passive:
            return None
        low, p, n = field.low, self.p, len(field.low)
        to = group.b
        while to < n and p.is_adverb(low[to]):
            to += 1
        after = low[to] if to < n else ""
        subject = p.subject(field, group.edge)
        expletive = subject is not None and subject[1] - subject[0] == 1 and low[subject[0]] == "it"
        use = (
            replace(use, manner="reports", kind="evidential")
            if use.passive == "evidential" and use.affirmed and use.kind in ("speech", "writing", "evidential")
            else use
        )
        if expletive and use.passive in ("evidential", "directive") and subject is not None:
            cue = replace(group, a=subject[0])
            right = self.content_right(field, replace(group), replace(use, frames="tbqwi"))
            if right is not None:
                return self._report(field, cue, use, None, [right[1]], "passive without a source", [])
            left = None if field.prior else self._parenthetical(field, group, subject)
            if left is not None:
                return self._report(field, cue, use, None, left[1], "passive without a source", [])
            return None
        if (
            after == "by"
            and subject is not None
            and use.kind in ("speech", "denial", "writing", "estimate", "doubt", "evidential")
        ):
            agent = p.noun_phrase(field, group.b + 1)
            if agent is not None:
                cue = replace(group, b=group.b + 1)
                return self._report(field, cue, use, agent, [subject], "passive with its source", [])
        if use.passive == "accusation" and group.b < n:
            span = (group.b, p.clause_end(field, group.b))
            contents = [subject, span] if subject else [span]
            return self._report(field, group, replace(use, manner="reports", kind="evidential"), None, contents, "passive, accused of", [])
        if after == "as" and use.passive == "naming":
            span = (group.b + 1, p.clause_end(field, group.b + 1))
            named = replace(use, manner="names", kind="naming", certainty="certain")
            return self._report(field, replace(group, b=group.b + 1), named, None, [span], "passive, named as", [])
        if after == "to" and (use.passive == "directive" or (use.passive and low[group.verb] in p.raising)):
            span = (to, p.clause_end(field, to))
            contents = [span] if use.passive == "directive" or subject is None else [subject, span]
            return self._report(field, group, use, None, contents, "passive with infinitive", [])
        if (
            use.lemma in ("call", "name", "dub", "term", "nickname", "christen", "label")
            and group.b < n
            and (low[group.b] in ("the", "a", QUOTE, SCARE, '"') or field.cap[group.b])
        ):
            span = (group.b, p.clause_end(field, group.b))
            return self._report(field, group, use, None, [span], "passive, named", [])
        if (
            subject is not None
            and use.lemma in ("report", "announce", "rumor", "claim", "say")
            and after in (".", ",", "from", "in", "", "here", "today", "yesterday")
        ):
            return self._report(field, group, use, None, [subject], "passive of a fact", [])
        return None

    # -- content ---------------------------------------------------------------------------------------------------

    def content_right(self, field: Field, group: Group, use: Use) -> tuple[str, Span] | None:
        """Frame and tokens of what is reported to the right of the verb."""
        low, p = field.low, self.p
        n = len(low)
        frames = use.frames
        k = group.b
        if "f" in frames and use.particle:
            return ("f", (k, p.clause_end(field, k))) if k < n and low[k] not in (",", ".", ";") else None
        if "s" in frames and k + 1 < n:
            return ("i", (k, p.clause_end(field, k))) if low[k] == "to" and low[k + 1] in p.speaking else None
        while k < n and (p.is_adverb(low[k]) or low[k] in _DATES):
            k += 1
        if k + 2 < n and low[k] == "to" and low[k + 1] in _OBJECTS:
            k += 2
        if k >= n:
            return None
        word = low[k]
        if "q" in frames and not ("b" in frames and word in ("although", "though", "while", "unless", "because")) and (quoted := self._quoted(field, k)):
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
        if "o" in frames and (far := self._far_to(field, k)):
            return "i", (far, p.clause_end(field, far))
        if "x" in frames and (far := self._far_to(field, k)) and low[far + 1] in ("be", "have"):
            return "n", (k, p.clause_end(field, k))
        if "x" in frames and word == "it" and k + 2 < n and low[k + 2] in ("to", "that", "for"):
            return "n", (k, p.clause_end(field, k))
        if "a" in frames and (word == "as" or self._far_as(field, k)):
            return "a", (k + (word == "as"), p.clause_end(field, k))
        if "c" in frames and (named := self._named(field, k)):
            return "c", named
        return self._clause_or_object(field, k, frames)

    def _clause_or_object(self, field: Field, k: int, frames: str) -> tuple[str, Span] | None:
        p, low = self.p, field.low
        if "b" in frames and low[k] in ("although", "though", "while", "unless", "because", "after", "before", "if"):
            return "b", (k, p.clause_end(field, k))
        if not p.may_begin_clause(field, k) and low[k] not in _OBJECTS:
            return None
        if "b" in frames or "B" in frames:
            if self._is_clause(field, k, "B" in frames):
                k = self._behind_addressee(field, k)
                return "b", (k, p.clause_end(field, k))
        if (
            "n" in frames
            and not self._is_inverted(field, k)
            and low[k] not in ("me", "him", "them", "us", "himself", "herself", "themselves", "itself", "myself")
        ):
            return "n", (k, self._object_end(field, k))
        return None

    def _behind_addressee(self, field: Field, k: int) -> int:
        """Where the clause begins behind the person told: "told the crew they were lost"."""
        low, p = field.low, self.p
        if low[k - 1] not in _TELL:
            return k
        for i in range(k + 1, min(len(low) - 1, k + 8)):
            if low[i] in _NOMINATIVES or (low[i] in ("it", "there", "the") and low[i - 1] not in p.prepositions):
                return i
            if low[i] in (",", QUOTE) or p.is_finite(field, i):
                break
        return k + 1 if low[k] in _OBJECTS else k

    def _is_inverted(self, field: Field, k: int) -> bool:
        """Whether a name that closes the sentence follows: "..., declared Mr. Smith."."""
        low, n = field.low, len(field.low)
        if not field.cap[k] or k < 2:
            return False
        i = k
        while i < n and (field.cap[i] or low[i] == "."):
            i += 1
        return i - k <= 5 and i >= n and "," in low[max(0, k - 3) : k]

    def _is_clause(self, field: Field, k: int, strict: bool) -> bool:
        """Whether a subject and its finite verb begin at *k*."""
        low, p = field.low, self.p
        for i in range(k + 1, min(len(low), k + (8 if strict else 30))):
            word = low[i]
            if word == QUOTE:
                return not strict
            if word in (";", ":", "—", "--") or (strict and word in (",", "(")):
                return False
            if word in p.relatives or (word in p.questions and word != "how") or word == "because":
                return False
            if p.is_finite(field, i):
                return True
        return False

    def _object_end(self, field: Field, k: int) -> int:
        low, n = field.low, len(field.low)
        i = k
        while i < n and low[i] not in (";", ":", QUOTE):
            if (
                low[i] == ","
                and i + 1 < n
                and (low[i + 1] in ("and", "but", "which", "who", "when", "while") or low[i + 1].endswith("ing"))
            ):
                break
            i += 1
        return self.p.without_marks(field, k, i)

    def _quoted(self, field: Field, k: int) -> Span | None:
        low, n = field.low, len(field.low)
        if low[k] == QUOTE or (low[k] == SCARE and k + 1 == n):
            return k, self._quote_end(field, k)
        i = k
        aside = low[k] in self.p.subordinators or low[k] in self.p.prepositions
        while i < n and i - k < _REACH:
            if low[i] == QUOTE and low[i - 1] in (",", ":", "--", "—", "-"):
                return i, self._quote_end(field, i)
            if low[i] == ";" or (i > k and not aside and self.p.is_finite(field, i)):
                break
            i += 1
        if low[k] in (":", ",") and k + 1 < n and low[k] == ":":
            return k + 1, self.p.without_marks(field, k + 1, n)
        return None

    def _quote_end(self, field: Field, k: int) -> int:
        return k + 1

    def _far_that(self, field: Field, k: int) -> int | None:
        low, p, n = field.low, self.p, len(field.low)
        i = k
        if low[i] == ",":
            if i + 2 < n and low[i + 1] in p.that:
                return i + 2
            for j in range(i + 1, min(n - 1, i + 12)):
                if low[j] == "," and low[j + 1] in p.that:
                    return j + 2
            return None
        while i < n - 1 and i - k < _REACH:
            word = low[i]
            if word in p.that and i > k:
                return i + 1 if p.is_that_clause(field, i + 1) and not p.is_finite(field, i + 1) else None
            if word in (",", ";", ":", "(", ")", QUOTE) or (i > k and self.p.is_finite(field, i)):
                return None
            i += 1
        return None

    def _far_question(self, field: Field, k: int) -> int | None:
        """Where the question begins in "asked me whether", "told the crew what"."""
        low, p = field.low, self.p
        if low[k] not in _OBJECTS and not p.may_begin_clause(field, k) and low[k] not in p.prepositions:
            return None
        for i in range(k + 1, min(len(low), k + 7)):
            if low[i] in p.questions and low[i] not in p.relatives:
                return i
            if low[i] in (",", ";", ":", "(", ")", QUOTE, ".") or low[i] in p.that or p.is_finite(field, i):
                return None
        return None

    def _far_to(self, field: Field, k: int) -> int | None:
        low, p, n = field.low, self.p, len(field.low)
        if not p.may_begin_clause(field, k):
            return None
        i = k + 1
        while i < n - 1 and i - k < 10:
            word = low[i]
            if word == "to" or (word == "not" and low[i + 1] == "to"):
                after = low[i + 1 + (word == "not")] if i + 1 + (word == "not") < n else ""
                if after in p.determiners or after in p.subjects or field.cap[min(n - 1, i + 1)]:
                    return None
                return i
            if word in (",", ";", ":", "(", ")", QUOTE, ".") or p.is_finite(field, i):
                return None
            i += 1
        return None

    def _far_as(self, field: Field, k: int) -> int | None:
        low = field.low
        for i in range(k + 1, min(len(low), k + 14)):
            if low[i] == "as" and low[i - 1] not in ("such", "so", "well", "far", "soon", ","):
                return i
            if low[i] in (",", ";", ":", QUOTE):
                return None
        return None

    def _named(self, field: Field, k: int) -> Span | None:
        low = field.low
        if low[k].endswith(("self", "selves")) and k + 1 < len(low):
            return k + 1, self._object_end(field, k + 1)
        for i in range(k, min(len(low), k + 10)):
            if low[i] in (QUOTE, SCARE):
                return i, i + 1
            if i > k and (low[i] in self.p.conjunctions or self.p.is_finite(field, i)):
                return None
            if low[i] in (",", ";", ":", "."):
                return None
        return None

    # -- said after what was said -----------------------------------------------------------------------------------

    def _interrupted(self, field: Field, group: Group, subject: Span | None, right: Span) -> list[Span]:
        """Quotation on both sides of the cue."""
        start = subject[0] if subject else group.a
        if (field.prior and start <= 1) or field.low[right[0] - 1] == ":" or right[0] == 0:
            return [right]
        left = self._left_content(field, start, quoted_only=True)
        return [left, right] if left else [right]

    def _parenthetical(
        self, field: Field, group: Group, subject: Span | None, *, quoted: bool = False
    ) -> tuple[Span | None, list[Span]] | None:
        """Speaker and content of "..., he said" and "...," said the captain."""
        low, p, n = field.low, self.p, len(field.low)
        start = subject[0] if subject else group.a
        if subject is not None and low[subject[0]] in (QUOTE,):
            return None
        behind = group.b
        source = subject
        if subject is None or self._is_said(field, subject) or (group.b < n and self._is_inverted(field, group.b)):
            source = p.noun_phrase(field, group.b)
            if source is None:
                return None
            behind = source[1]
            start = group.a
        end_of_cue = low[behind] if behind < n else "."
        if field.prior and start == 1:
            return source, [(0, 1)]
        resumes = (
            end_of_cue == ","
            and behind + 1 < n
            and (p.is_finite(field, behind + 1) or low[behind + 1] in p.prepositions)
        )
        left = self._left_content(field, start, quoted_only=quoted, resumes=resumes)
        if left is None:
            return None
        spoken = low[left[1] - 1] in (QUOTE, SCARE)
        if (
            not spoken
            and end_of_cue not in (",", ".", ";", "—", "--")
            and not p.is_adverb(end_of_cue)
            and end_of_cue not in p.prepositions
        ):
            return None
        contents = [left] if low[left[1] - 1] not in p.relatives else []
        if low[0] == "—" and low[behind : behind + 2] in ([".", "—"], [",", "—"]):
            return source, [*contents, (behind + 2, p.clause_end(field, behind + 2))]
        if end_of_cue == "," and behind + 1 < n:
            if low[behind + 1] == QUOTE:
                contents.append((behind + 1, behind + 2))
            elif not spoken and source is subject:
                contents.append((behind + 1, p.clause_end(field, behind + 1)))
        return source, contents

    def _as_clause(self, field: Field, group: Group, subject: Span | None) -> tuple[Span, list[Span]] | None:
        """Speaker and content of "as the minister said, ..."."""
        low, p, n = field.low, self.p, len(field.low)
        start = subject[0] if subject else group.edge
        if start == 0 or low[start - 1] not in p.parenthetic or (start > 1 and low[start - 2] != ","):
            return None
        source, behind = subject, group.b
        if source is None:
            source = p.noun_phrase(field, group.b)
            if source is None:
                return None
            behind = source[1]
        if behind < n and low[behind] not in (",", "."):
            return None
        contents = [(0, p.without_marks(field, 0, start - 1))] if start > 2 else []
        if behind + 1 < n and low[behind] == ",":
            contents.append((behind + 1, p.clause_end(field, behind + 1)))
        return (source, contents) if contents else None

    def _resumes(self, field: Field, at: int) -> bool:
        """Whether the sentence that a cue interrupted goes on at *at*."""
        low, p = field.low, self.p
        while at + 1 < len(low) and p.is_adverb(low[at]):
            at += 1
        if p.is_finite(field, at) or low[at] in p.prepositions:
            return True
        return p.may_begin_clause(field, at) and p.has_finite(field, at + 1, min(len(low), at + 8))

    def _is_said(self, field: Field, subject: Span) -> bool:
        return field.low[subject[1] - 1] in (QUOTE, SCARE)

    def _left_content(self, field: Field, start: int, *, quoted_only: bool, resumes: bool = False) -> Span | None:
        low, p = field.low, self.p
        i = start
        while i > 0 and low[i - 1] in ("-", "—", "--", "_"):
            i -= 1
        comma = i > 0 and low[i - 1] == ","
        if comma:
            i -= 1
        if i == 0:
            return None
        if low[i - 1] in (QUOTE, SCARE):
            a = i - 1
            while a > 0 and low[a - 1] not in (";", ":") and not (low[a - 1] in (",",) and low[a] == QUOTE):
                a -= 1
            if low[i - 1] == QUOTE and (a == i - 1 or not p.has_finite(field, a, i - 1)):
                a = i - 1
            return a, i
        if quoted_only or not comma:
            return None
        a = i
        while a > 0 and low[a - 1] not in (";", QUOTE):
            a -= 1
        dialogue = low[a] == "—"
        while a < i and (low[a] in p.conjunctions or low[a] == "—"):
            a += 1
        if not resumes and not dialogue and not p.has_finite(field, a + 1, i):
            return None
        return a, i


_FRAMES = {
    "t": "that-clause", "b": "clause without that", "q": "quotation", "w": "question", "i": "infinitive", "n": "object",
    "a": "as", "c": "name", "f": "object of its particle",
}  # fmt: skip
_BEFORE_MAIN = frozenset("if when while although though whenever unless once because since".split())
_TELL = frozenset("tell tells told telling inform informed informs assure assured assures remind reminded warn warned notified advised".split())
_NOMINATIVES = frozenset("he she they we i".split())
_OBJECTS = frozenset("me him them us her you".split())
_MODALS = frozenset("may might could can would should must will shall".split())
_POSSIBLE = frozenset("may might could".split())
_DATES = frozenset(
    """today yesterday tonight here there then now monday tuesday wednesday thursday friday saturday sunday
    editorially officially""".split()
)
_PLURAL = frozenset(
    "i we you they who people men women others many some most all these those both several which police".split()
)
