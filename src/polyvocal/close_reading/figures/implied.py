"""Figures without a number word of their own: nobody, an implicit one, a similar number, half of them, most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polyvocal.close_reading.figures.draft import Draft
from polyvocal.close_reading.figures.hedges import Bounded, bind
from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.phrases import Counted, counted
from polyvocal.close_reading.figures.predicates import on_the_left, on_the_right
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_LONGEST_NOUN_PHRASE = 8


def read_implied(words: Words, tables: Tables, drafts: Sequence[Draft], previous: Draft | None) -> list[Draft]:
    """Drafts of what the sentence counts without a number word; *previous* is the last figure before it."""
    found: list[Draft] = []
    taken = {i for d in drafts for i in range(d.bound.first, d.phrase.last + 1)}
    ages = {d.bound.first for d in drafts if d.phrase.unit_kind == "age"}
    begins = tables.implied
    for i, word in enumerate(words.lows):
        if word not in begins or (i in taken and i not in ages):
            continue
        draft = (
            _nobody(words, i, tables)
            or _zero(words, i, tables)
            or _both(words, i, tables)
            or _unit(words, i, tables)
            or _one(words, i, tables)
            or _anaphor(words, i, tables, [*drafts, *found], previous)
        )
        if draft:
            found.append(draft)
            taken.update(range(draft.bound.first, draft.phrase.last + 1))
    return found


def _exactly(first: int, last: int, value: float, phrase: Counted) -> Draft:
    numeral = Numeral(first, last, value, value, "exact")
    return Draft(numeral, phrase, Bounded("exact", first, phrase.last, False))


def _nobody(words: Words, i: int, tables: Tables) -> Draft | None:
    """No one was hurt; none of the crew survived."""
    pronoun = tables.phrases["zero.pronouns"].at(words.lows, i)
    if not pronoun:
        return None
    last = i + pronoun[0] - 1
    phrase = Counted(last, noun="person")
    if words.low(last + 1) in tables.numbers.of:
        phrase = counted(words, Numeral(i, last, 2, 2, "exact"), tables)
    draft = _exactly(i, last, 0, phrase)
    right = on_the_right(words, phrase.last + 1, tables)
    if phrase.participial:
        return draft if set(phrase.states) & tables.words["zero.states"] else None
    if right is None or right.states[0] not in tables.words["implied.states"] | tables.words["zero.states"]:
        return None
    between = words.lows[phrase.last + 1 : right.first]
    passive = any(w in tables.words["phrase.auxiliaries"] for w in between)
    if any(w not in tables.passive for w in between) or not (passive or right.states[0] in tables.words["zero.states"]):
        return None
    draft.right = right
    return draft


def _zero(words: Words, i: int, tables: Tables) -> Draft | None:
    """No casualties; not a single ship was lost."""
    determiner = tables.phrases["zero.determiners"].at(words.lows, i)
    if not determiner:
        return None
    last = i + determiner[0] - 1
    if any(w in tables.words["zero.than"] for w in words.lows[last + 1 : last + 9]):
        return None  # "no further losses than"
    numeral = Numeral(i, last, 0, 0, "exact")
    phrase = counted(words, numeral, tables)
    if phrase.head < 0 and not phrase.states:
        return None
    lossless = any(w in tables.words["zero.lossless"] for w in words.lows[last + 1 : phrase.last + 1])
    draft = _exactly(i, last, 0, phrase)
    if not lossless:
        if phrase.noun not in tables.words["one.nouns"]:
            return None
        draft.right = on_the_right(words, phrase.last + 1, tables)
        draft.left = on_the_left(words, i, tables)
        if not any(s in tables.words["implied.states"] or s == "lost" for s in draft.states):
            return None
    return draft


def _both(words: Words, i: int, tables: Tables) -> Draft | None:
    """Both ships sank: two, where a predicate of fate says what became of them."""
    if words.lows[i] not in tables.words["both.words"]:
        return None
    phrase = counted(words, Numeral(i, i, 2, 2, "exact"), tables)
    right = on_the_right(words, phrase.last + 1, tables)
    states = phrase.states or (right.states if right else ())
    joined = words.low(phrase.last + 1) in tables.words["phrase.links"]
    if phrase.noun not in tables.words["implied.nouns"] or joined or not set(states) & tables.words["implied.states"]:
        return None
    draft = _exactly(i, i, 2, phrase)
    draft.right = right
    return draft


def _one(words: Words, i: int, tables: Tables) -> Draft | None:
    """A boy was found with a gunshot wound; a destroyer was sunk."""
    if words.lows[i] not in tables.words["implied.articles"]:
        return None
    limit = min(len(words), i + _LONGEST_NOUN_PHRASE)
    head = -1
    for k in range(i + 1, limit):
        word = words.lows[k]
        if word in tables.words["phrase.stops"] or not (word[:1].isalnum() or word == "-"):
            break
        noun = tables.nouns.get(word) or (tables.noun(word) if tables.noun_stems else None)
        if noun in tables.words["implied.nouns"]:
            head = k
        elif head >= 0:
            break
    if head < 0 or _apposed(words, i) or (words.lows[head].endswith("s") and words.lows[head][:-1] in tables.nouns):
        return None
    right = on_the_right(words, head + 1, tables)
    if right is None or not _suffers(words, head, right.first, tables):
        return None
    if right.states[0] not in tables.words["implied.states"]:
        return None
    phrase = Counted(head, head=head, noun=tables.noun(words.lows[head]), population=words.join(i + 1, head))
    draft = _exactly(i, i, 1, phrase)
    draft.right = right
    return draft


def _apposed(words: Words, i: int) -> bool:
    """Whether "a member" explains a name before it: "Smith, 19, a member of the club, was arrested"."""
    return words.low(i - 1) == "," and (words.capitalised(i - 2) or words.low(i - 2)[:1].isdigit()) and i > 1


def _suffers(words: Words, head: int, verb: int, tables: Tables) -> bool:
    between = words.lows[head + 1 : verb]
    if any(w in tables.words["implied.auxiliaries"] for w in between):
        return True
    return not between and (words.lows[verb] not in tables.active or not words.low(verb + 1)[:1].isalpha())


def _unit(words: Words, i: int, tables: Tables) -> Draft | None:
    """About a year; weeks of shortages; centuries before: measures without a numeral."""
    word = words.lows[i]
    if word in tables.numbers.articles:
        measure = tables.measures.get(words.low(i + 1))
        hedge = tables.hedges.before(words.lows, i)
        if measure is None or hedge is None or len(words.low(i + 1)) < 3:
            return None
        if hedge[0] == 1 and words.lows[i - 1] not in tables.words["bare.hedges"]:
            return None
        phrase = Counted(i + 1, unit=measure[1], unit_kind=measure[0])
        numeral = Numeral(i, i, 1, 1, "exact")
        return Draft(numeral, phrase, bind(words, numeral, phrase, i, tables))
    measure = tables.measures.get(word)
    if (
        measure is None
        or measure[0] != "duration"
        or word != measure[1]
        or words.low(i + 1) not in tables.words["bare.after"]
    ):
        return None
    before = words.low(i - 1)
    if before in tables.numbers.of:
        return None
    numbered = before[:1].isdigit() or tables.numbers.begins(before) or before in tables.numbers.quantifiers
    if numbered or before in tables.words["phrase.determiners"]:
        return None
    if words.low(i - 2) in tables.words["phrase.articles"]:
        return None  # "the great days of March"
    if words.low(i + 1) in tables.numbers.of:
        if before in tables.words["bare.not_after"]:
            return None
        if not words.low(i + 2)[:1].isalpha() or words.low(i + 2) in tables.words["bare.not_of"]:
            return None
    of = words.low(i + 1) in tables.numbers.of and words.low(i + 2)[:1].isalpha()
    phrase = Counted(i + 2 if of else i + 1, unit=measure[1], unit_kind="duration")
    low, high, unit = (200, 999, "years") if measure[1] == "centuries" else (2, None, measure[1])
    phrase.unit = unit
    return Draft(Numeral(i, i, low, high, "vague"), phrase, Bounded("vague", i, phrase.last, False))


def _anaphor(words: Words, i: int, tables: Tables, drafts: Sequence[Draft], previous: Draft | None) -> Draft | None:
    found = tables.phrases["anaphora"].at(words.lows, i)
    if not found:
        return None
    length, sort = found
    if sort == "most":
        return _most(words, i, length, tables)
    if sort == "half":
        return _half_of_counted(words, i, length, tables, drafts) or _share(words, i, length, 50.0, tables)
    if tables.multiples.get(sort):
        return _multiple(words, i, length, tables.multiples[sort], tables)
    earlier = [d for d in drafts if d.numeral.last < i and not d.phrase.unit_kind and not d.kind]
    model = earlier[-1] if earlier else previous
    if sort == "similar" and model is not None and not model.phrase.unit_kind:
        numeral = replace(model.numeral, first=i, last=i + length - 1)
        phrase = counted(words, numeral, tables)
        if phrase.noun is None and not phrase.states:
            phrase = Counted(i + length - 1, noun=model.phrase.noun, population=model.phrase.population)
        bound = model.bound.bound if model.numeral.form == "vague" else "about"
        draft = Draft(numeral, phrase, Bounded(bound, i, phrase.last, True))
        draft.right = on_the_right(words, phrase.last + 1, tables)
        draft.left = on_the_left(words, i, tables)
        return draft
    return None


def _whole_phrase(words: Words, i: int, length: int, tables: Tables) -> Counted | None:
    of = words.lows[i + length - 1] in tables.numbers.of
    numeral = Numeral(i, i + length - 1 - of, 2, 2, "exact")
    phrase = counted(words, numeral, tables)
    classes = tables.words["share.nouns"]
    if phrase.pronoun:
        return phrase
    ok = phrase.noun in classes or any(s in tables.words["implied.states"] for s in phrase.states)
    return phrase if ok else None


def _of_whom(phrase: Counted) -> Counted:
    """A phrase of people as the base of a share: what became of them is not the share's."""
    return Counted(
        phrase.last,
        head=phrase.head,
        population=phrase.population,
        pronoun=phrase.pronoun,
        unit="%",
        unit_kind="percent",
    )


def _most(words: Words, i: int, length: int, tables: Tables) -> Draft | None:
    """Most of our unit: more than half, as a share in per cent."""
    phrase = _whole_phrase(words, i, length, tables)
    if phrase is None:
        return None
    phrase = _of_whom(phrase)
    return Draft(Numeral(i, i + length - 1, 50, 100, "vague"), phrase, Bounded("vague", i, phrase.last, True))


def _multiple(words: Words, i: int, length: int, times: float, tables: Tables) -> Draft | None:
    """Twice as many civilians as soldiers: a multiple of what follows."""
    phrase = Counted(i + length - 1, unit="times", unit_kind="multiple")
    of = counted(words, Numeral(i, i + length - 1, 2, 2, "exact"), tables)
    if of.head >= 0:
        phrase.head, phrase.population, phrase.last = of.head, of.population, of.last
    numeral = Numeral(i, i, times, times, "exact")
    return Draft(numeral, phrase, bind(words, numeral, phrase, i, tables))


def _half_of_counted(words: Words, i: int, length: int, tables: Tables, drafts: Sequence[Draft]) -> Draft | None:
    """Half of the 4,000 inhabitants: the whole has a number of its own."""
    at = i + length
    while words.low(at) in tables.words["phrase.determiners"]:
        at += 1
    whole = next((d for d in drafts if d.numeral.first == at and not d.phrase.unit_kind), None)
    if whole is None or whole.phrase.noun is None or words.lows[i + length - 1] not in tables.numbers.of:
        return None
    phrase = Counted(i + length - 1, population=whole.phrase.population, unit="%", unit_kind="percent")
    numeral = Numeral(i, i, 50.0, 50.0, "fraction")
    draft = Draft(numeral, phrase, bind(words, numeral, phrase, i, tables))
    draft.whole = (whole.bound.first, whole.phrase.last)
    whole.right = None
    if whole.phrase.participial:
        whole.phrase.states, whole.phrase.participial = (), False
    return draft


def _share(words: Words, i: int, length: int, share: float, tables: Tables) -> Draft | None:
    if words.low(i - 1) in tables.numbers.articles or words.low(i - 1) in tables.numbers.ands | {"-"}:
        return None
    phrase = _whole_phrase(words, i, length, tables)
    if phrase is None:
        return None
    phrase = _of_whom(phrase)
    numeral = Numeral(i, i, share, share, "fraction")
    return Draft(numeral, phrase, bind(words, numeral, phrase, i, tables))
