"""The verb group: auxiliaries, negation and adverbs around a reporting verb, and whether it is a verb at all."""

from __future__ import annotations

from dataclasses import dataclass

from polyvocal.close_reading.voices.fields import Field
from polyvocal.close_reading.voices.lexicon import Form, Lexicon
from polyvocal.close_reading.voices.phrases import Phrases


@dataclass(slots=True)
class Group:
    """A verb group: tokens *a* to *b* with its verb; *edge* is where it begins with all its adverbs."""

    a: int
    b: int
    verb: int
    edge: int = 0
    auxiliary: str = ""  # the one nearest the verb
    to: bool = False  # an infinitive stands in the group
    passive: bool = False
    participial: bool = False  # "..., saying"
    infinitive: bool = False  # an infinitive that no verb in the group governs: no subject of its own
    negated: bool = False
    modal: bool = False


class GroupReader:
    """Finds verb groups."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.p = phrases

    def read(self, field: Field, i: int, form: Form) -> Group | None:
        """The verb group around token *i*; None where the word is a noun or an adjective here."""
        low, p = field.low, self.p
        group = Group(i, i + 1, i)
        k = self._left(field, i, group)
        group.edge = k
        while k < i and (low[k] in p.when_words or (p.is_adverb(low[k]) and not low[k].endswith("ly"))):
            k += 1
        group.a = k
        return group if self._is_verb(field, group, form) else None

    def _left(self, field: Field, i: int, group: Group) -> int:
        low, p = field.low, self.p
        k = i
        while k > 0:
            word = low[k - 1]
            if word in p.auxiliaries or word in p.be:
                group.auxiliary = group.auxiliary or word
                group.modal = group.modal or word in p.possible
                group.negated = group.negated or word.endswith("n't") or word == "cannot"
            elif word in p.negations:
                group.negated = True
            elif word == "to" and not group.auxiliary:
                group.to = True
                head = k - 2
                while head > 0 and p.is_adverb(low[head]):
                    head -= 1
                if head < 0 or low[head] not in p.heads:
                    group.infinitive = True
                    return k - 1
                k = head + 1
            elif not p.is_adverb(word):
                break
            k -= 1
        return k

    def _is_verb(self, field: Field, group: Group, form: Form) -> bool:
        kinds, p = form.inflections, self.p
        if group.to:
            return "base" in kinds
        if group.auxiliary:
            if not {"very", "more", "so"}.isdisjoint(field.low[group.a : group.verb]):
                return False  # an adjective: "was very threatening"
            if group.auxiliary in p.be:
                group.passive = "participle" in kinds and "ing" not in kinds
                return "participle" in kinds or "ing" in kinds
            return True
        at = group.edge if group.a == group.verb else group.a
        return self._is_finite(field, group, form, field.low[at - 1] if at else "")

    def _is_finite(self, field: Field, group: Group, form: Form, before: str) -> bool:
        """Whether a form without auxiliary is a verb, by the word before it and the one after."""
        p, kinds, i = self.p, form.inflections, group.verb
        if before in p.determiners and before not in p.subjects:
            return False
        if group.negated and "past" in kinds and "not" in field.low[group.edge : i]:
            return False  # an adjective: "those not considered fit"
        if "ing" in kinds:
            group.participial = True
            return before not in p.determiners and field.low[i] not in p.prepositions
        if before in p.prepositions and before != "like":
            return False
        if kinds == {"participle"}:
            return False
        if "past" in kinds:
            return before not in p.articles and not before.endswith("'s")
        after = field.low[i + 1] if i + 1 < len(field.low) else ""
        spoken = self.lexicon.forms.get(before)
        noun = i > 1 and field.low[i - 2] in p.articles  # "the list gives"
        object_of = before in p.light or (
            not noun and spoken is not None and not {"base", "past"}.isdisjoint(spoken.inflections)
        )
        if after in p.auxiliaries or after in p.be or before == "united" or object_of:
            return False  # a noun: "reports have"
        if before in p.before_nouns and field.low[i] in self.lexicon.nouns:
            return False  # "the latest reports"
        if "s" in kinds:
            return not before.endswith(("'s", "ial", "ous", "ive", "ish")) and before not in p.determiners - p.subjects
        if before in p.plurals:
            return True
        if field.low[i] not in self.lexicon.nouns and before and (after in p.that or field.low[i] == "say"):
            return before not in p.prepositions
        plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "'s", "us"))
        return plural and not p.is_adverb(before) and before not in p.determiners
