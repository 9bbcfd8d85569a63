"""Read the figures of a text, sentence by sentence, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from polyvocal.close_reading.figures import implied
from polyvocal.close_reading.figures.bases import base
from polyvocal.close_reading.figures.cardinals import rounding
from polyvocal.close_reading.figures.draft import Draft, finish
from polyvocal.close_reading.figures.guards import is_no_figure
from polyvocal.close_reading.figures.hedges import bind
from polyvocal.close_reading.figures.lists import join
from polyvocal.close_reading.figures.measures import amount, ratio
from polyvocal.close_reading.figures.money import Amount
from polyvocal.close_reading.figures.numerals import Numeral, read_numeral
from polyvocal.close_reading.figures.phrases import Counted, counted
from polyvocal.close_reading.figures.predicates import on_the_left, on_the_right
from polyvocal.close_reading.figures.sides import is_elliptical
from polyvocal.close_reading.figures.tables import Tables, tables
from polyvocal.close_reading.figures.tallies import tally
from polyvocal.close_reading.figures.words import Words, cut, lowered, mend
from polyvocal.terms import Figure, Sentence, When

_FURTHEST = 2
"""Sentences over which a figure without a noun counts those of the figure before it."""
_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_LONGEST_DATE = 48
"""Characters of a date that counts nothing; a longer one holds a clause with figures of its own."""
_DIGITS = frozenset("0123456789½¼¾⅓⅔")


def read_figures(
    text: str, record: str = "", *, sentences: Sequence[Sentence], dates: Sequence[When] = (), language: str = "en"
) -> tuple[Figure, ...]:
    """Every figure of the text in order of place; what only numbers, names or dates something is left out.

    *dates* are the dates that another reader found: their numbers are no figures, but "two days later" is one.

    >>> text = "We lost about 300 people killed, wounded and missing in four days near Hill 60."
    >>> found = read_figures(text, sentences=[Sentence(0, len(text), 0)])
    >>> [(f.locus.words, f.low, f.bound, f.kind) for f in found]  # doctest: +NORMALIZE_WHITESPACE
    [('about 300 people killed, wounded and missing', 300, 'about', 'dead+wounded+missing'),
     ('four days', 4, 'exact', 'duration')]
    """
    known = tables(language)
    masks = _masks(dates, known)
    figures: list[Figure] = []
    previous: tuple[int, int, Draft] | None = None  # the last figure, its paragraph and sentence
    low = lowered(text)
    for number, sentence, mine in _worth_reading(low, sentences, masks, known):
        words = cut(text, sentence.start, sentence.end, mine, low)
        if text.find("\n", sentence.start, sentence.end) >= 0:
            mend(words, known.counts_or_tells)
        near = previous and previous[0] == sentence.paragraph and number - previous[1] <= _FURTHEST
        drafts = read_words(words, known, previous[2] if previous and near else None)
        if drafts:
            previous = (sentence.paragraph, number, drafts[-1])
        figures.extend(finish(draft, words, record, known) for draft in drafts)
    figures.sort(key=lambda f: (f.locus.start, f.numeral.start, f.locus.end))
    return tuple(figures)


def _masks(dates: Sequence[When], known: Tables) -> list[tuple[int, int]]:
    spans = []
    for when in dates:
        if when.locus is None or when.type == "DURATION" or len(when.words) > _LONGEST_DATE:
            continue
        parts = when.words.lower().replace("-", " ").split()
        counts_time = any(
            p.strip(".,") in known.measures
            and (known.numbers.begins(q) or q in known.numbers.articles or q in known.numbers.half)
            for q, p in pairwise(parts)
        )
        bare = all(p in known.measures or p.isalpha() for p in parts) and not any(
            known.numbers.begins(p) for p in parts
        )
        if not counts_time and not bare:
            spans.append(when.locus.span)
    return sorted(spans)


def _worth_reading(
    low: str, sentences: Sequence[Sentence], masks: list[tuple[int, int]], known: Tables
) -> Iterator[tuple[int, Sentence, list[tuple[int, int]]]]:
    """Sentences that hold a number word, with the dates that lie in them."""
    search = known.trigger.search
    starts = [a for a, _ in masks]
    for number, sentence in enumerate(sentences):
        if search(low, sentence.start, sentence.end) is None:
            continue
        first = max(0, bisect_right(starts, sentence.start) - 1)
        mine: list[tuple[int, int]] = []
        while first < len(masks) and masks[first][0] < sentence.end:
            if masks[first][0] >= sentence.start and masks[first][1] <= sentence.end:
                mine.append(masks[first])
            first += 1
        yield number, sentence, mine


def read_words(words: Words, known: Tables, previous: Draft | None = None) -> list[Draft]:
    """Drafts of all figures of one sentence, joined into lists, with what is implied."""
    drafts: list[Draft] = []
    seeds, read_on = known.seeds, 0
    for i, word in enumerate(words.lows):
        if i < read_on or (word not in seeds and word[0] not in _DIGITS):
            continue
        if word[0] in _DIGITS and (votes := tally(words, i, known)):
            drafts.extend(votes)
            read_on = votes[-1].numeral.last + 1
            continue
        numeral = read_numeral(words, i, known.numbers)
        if numeral is None:
            continue
        draft = _draft(words, numeral, known)
        read_on = (draft.numeral if draft else numeral).last + 1
        if draft and draft.phrase.unit_kind == "money":
            read_on = max(read_on, draft.phrase.last + 1)  # "75 USD million"
        if draft is not None:
            drafts.append(draft)
    drafts.extend(implied.read_implied(words, known, drafts, previous))
    drafts.sort(key=lambda d: d.numeral.first)
    join(words, drafts, known, previous)
    return [d for d in drafts if not d.tentative or d.shared or d.whole or d.phrase.unit_kind]


def _draft(words: Words, n: Numeral, known: Tables) -> Draft | None:
    n = ratio(words, n, known) or n
    measured = amount(words, n, known)
    if measured and (measured.factor != 1 or measured.change):
        n = _multiplied(n, measured)
    elif measured and (measured.kind == "money" or measured.unit == "tons"):
        n = _thousands(words, n)
    if measured and measured.kind in _SIGNED:
        n, measured = _signed(words, n, measured, known)
    if measured:
        phrase = base(words, n, measured, known)
        sure = True
    else:
        phrase = counted(words, n, known)
        n = _whole(words, n, phrase)
        sure = bool(phrase.noun or phrase.states)
    elliptical = not measured and bool(is_elliptical(words, n.last, known))
    if is_no_figure(words, n, known, sure or elliptical):
        return None
    bound = bind(words, n, phrase, measured.first if measured else n.first, known)
    draft = Draft(n, phrase, bound)
    if measured:
        return draft
    right = None if _fronted(words, bound.first, phrase, known) else on_the_right(words, phrase.last + 1, known)
    bare = phrase.head < 0 and not phrase.states and not phrase.pronoun
    linked = any(words.lows[i] in known.words["amount.links"] for i in range(bound.first, n.first))
    left = on_the_left(words, bound.first, known, phrase.last if bare else -1, linked=linked)
    draft.right, draft.left = right, left
    _apposed(words, draft, known)
    if not sure and not _counts(words, n, phrase, draft, known):
        if (n.spelled or n.low < 13) and not phrase.partitive and not elliptical:
            return None
        draft.tentative = True
    return draft


def _multiplied(n: Numeral, measured: Amount) -> Numeral:
    """The number with the scale or the small change that stands behind its unit."""
    low = round(n.low * measured.factor + measured.change, 6)
    high = low if n.form == "fraction" or n.high is None else round(n.high * measured.factor + measured.change, 6)
    return replace(n, low=low, high=high, form="exact" if low == high else n.form, rounded=rounding(low))


def _whole(words: Words, n: Numeral, phrase: Counted) -> Numeral:
    """Nobody counts thousandths of men: "206.000 regulars" has a point for its comma."""
    return _thousands(words, n) if phrase.noun else n


def _thousands(words: Words, n: Numeral) -> Numeral:
    if not n.plain or n.form != "exact" or not _THOUSANDS.fullmatch(words.raw(n.first)):
        return n
    value = round(n.low * 1000)
    return replace(n, low=value, high=value, rounded=rounding(value))


_SIGNED = frozenset({"temperature", "percent", "money", "points"})


def _signed(words: Words, n: Numeral, measured: Amount, known: Tables) -> tuple[Numeral, Amount]:
    """Minus 5 degrees; -2.5 per cent."""
    k = measured.first - 1
    dash = words.low(k) in {"-", "−", "–"} and words.glued(k + 1) and not words.glued(k)
    if not dash and words.low(k) not in known.words["negative.words"]:
        return n, measured
    high = None if n.high is None else -n.low
    low = -n.low if n.high is None else -n.high
    return replace(n, first=k, low=low, high=high), measured._replace(first=k)


def _fronted(words: Words, first: int, phrase: Counted, known: Tables) -> bool:
    """Whether a whole opens the clause: what follows "Of the 900 passengers," is said of the part."""
    k = first - 1
    k -= words.low(k) in known.words["phrase.determiners"]
    return words.low(k) in known.numbers.of and k == 0 and words.low(phrase.last + 1) == ","


def _apposed(words: Words, draft: Draft, known: Tables) -> None:
    """The noun of "the delegates, 649 in all" and of "the insurgents number 3,000" stands before the numeral."""
    phrase, at = draft.phrase, draft.bound.first
    between_commas = words.low(at - 1) == "," and words.low(phrase.last + 1) == ","
    named = known.noun(words.low(at - 2)) or words.low(at - 2) in known.collectives
    if phrase.states and phrase.head < 0 and between_commas and named and not phrase.pronoun:
        phrase.population = words.raw(at - 2)  # "the garrison, 12,000 strong, surrendered"
    if phrase.noun or phrase.head >= 0 or phrase.states:
        return
    if words.low(at - 1).endswith("'s") and words.capitalised(at - 1):
        draft.population = words.raw(at - 1)[:-2]  # "Germany's 3,058"
    if draft.left and draft.left.noun:
        phrase.noun, phrase.population = draft.left.noun, draft.left.subject
        if not draft.left.states:
            draft.left = None
    elif draft.bound.hedged and words.low(at - 1) == "," and (noun := known.noun(words.low(at - 2))):
        phrase.noun, phrase.population = noun, words.raw(at - 2)


def _counts(words: Words, n: Numeral, phrase: Counted, draft: Draft, known: Tables) -> bool:
    """Whether a numeral without a noun of the table still counts something."""
    if n.form == "fraction":
        return True
    if n.first == n.last and n.low == 1 and n.spelled:
        return bool(draft.right or draft.left)
    if phrase.head >= 0 or phrase.pronoun or n.form == "vague":
        return True
    if (
        draft.bound.hedged
        or draft.right
        or draft.left
        or phrase.noun
        or (not n.spelled and not n.plain and n.low >= 1000)
    ):
        return True
    if n.spelled:
        return n.low >= 13
    if n.low < 10 and n.low == int(n.low):
        return False
    before, after = words.low(n.first - 1), words.low(n.last + 1)
    return before in known.words["bare_number.before"] and (
        after in known.words["bare_number.after"] or after in {".", ",", ";", ")", "", "—"}
    )
