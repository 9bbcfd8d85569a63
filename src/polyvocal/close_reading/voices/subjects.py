"""The grammatical subject of a whole sentence."""

from __future__ import annotations

from polyvocal.close_reading.voices.fields import QUOTE, Field
from polyvocal.close_reading.voices.phrases import Phrases, Span


def main_subject(phrases: Phrases, field: Field) -> Span | None:
    """Subject of the first finite verb; a participle that may be reduced counts where no other verb stands."""
    low, forms = field.low, phrases.lexicon.forms
    at = 0
    for i in range(1, len(low)):
        if low[i] in (";", ":", QUOTE):
            break
        if low[i - 1] in phrases.relatives or not phrases.is_finite(field, i):
            continue
        form = forms.get(low[i])
        if low[i] not in phrases.finite and form is not None and "past" not in form.inflections:
            continue  # as likely a noun: "figures"
        if not phrases.is_reduced(field, i, len(low)):
            at = i
            break
        at = at or i
    while at and (phrases.is_adverb(low[at - 1]) or low[at - 1] in phrases.auxiliaries):
        at -= 1
    return phrases.subject(field, at)
