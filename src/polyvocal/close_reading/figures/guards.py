"""Numbers that are no figures: units, models, pages, clock times, years, addresses, proper names, pronouns."""

from __future__ import annotations

import re

from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import DATE, Words

_DASHES = frozenset("-–—‑")
_LONGEST_ROW = 12
"""Numbers that one label is followed over."""
_QUOTES = frozenset("‘“«\"'„")
_YEAR = re.compile(r"1\d{3}|20\d\d")


def is_no_figure(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    """Whether the numeral only names, numbers or dates something; *known_noun*: a counted noun or unit follows."""
    if n.form == "vague":
        bare = n.first == n.last and not known_noun and words.low(n.last + 1) not in tables.numbers.of
        named = words.capitalised(n.first) and words.capitalised(n.first - 1) and not words.raw(n.first).isupper()
        by_the = words.low(n.first - 1) in tables.words["phrase.articles"] and not _runs_into(words, n, tables)
        return bare and (by_the or (named and n.first > 1))  # "by the millions", "the Black Hundreds"
    if n.form == "fraction":
        before = words.low(n.first - 1) in tables.numbers.ands and words.low(n.first - 2) in tables.measures
        return before or _ordinal(words, n, tables)  # "two hours and a half"
    if _told_time(words, n, tables) or _result(words, n, tables):
        return True
    if n.low == 1 and n.spelled and tables.phrases["zero.pronouns"].at(words.lows, n.first - 1):
        return True  # "not one survived"
    if n.spelled:
        return _spelled_no_figure(words, n, tables, known_noun)
    if n.plain and "/" in words.raw(n.first) and " " not in words.raw(n.first) and not known_noun:
        return True  # "5/6" without a measure
    return (
        _part_of_a_word(words, n, tables)
        or _labelled(words, n, tables, known_noun)
        or _day_or_year(words, n, tables, known_noun)
        or _clock(words, n, tables)
        or _hour(words, n, tables, known_noun)
        or _address(words, n, tables, known_noun)
        or _designation(words, n, tables)
        or _in_a_list_of_numbers(words, n, known_noun)
        or (n.plain and not known_noun and (_in_a_name(words, n, tables) or _cited(words, n, tables)))
    )


def _runs_into(words: Words, n: Numeral, tables: Tables) -> bool:
    """The toll may be in the hundreds; losses ran into the thousands."""
    return words.low(n.first - 2) in tables.words["amount.in"]


_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")


def _hour(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    """An hour with a full stop: "the train left at 7.30."."""
    timed = words.low(n.first - 1) in tables.words["labels.hours"]
    ends = not words.low(n.last + 1)[:1].isalnum()
    return timed and ends and not known_noun and bool(_HOUR.fullmatch(words.raw(n.first)))


def _told_time(words: Words, n: Numeral, tables: Tables) -> bool:
    """It was just 8.40 when; it was almost seven when."""
    if n.low > 24 or words.low(n.last + 1) not in tables.words["labels.when"]:
        return False
    k = n.first - 1
    k -= tables.hedges.before(words.lows, n.first) is not None
    return words.low(k) in tables.words["phrase.be"] and words.low(k - 1) in tables.words["labels.it"]


def _result(words: Words, n: Numeral, tables: Tables) -> bool:
    """Tunisia lost 1 – 2 to England."""
    spaced = n.form == "range" and words.low(n.first + 1) in _DASHES and not words.glued(n.first + 1)
    return spaced and n.plain and n.low < 100 and words.low(n.last + 1) in tables.words["labels.opponents"]


def _ordinal(words: Words, n: Numeral, tables: Tables) -> bool:
    """A third man, half a loaf: no shares."""
    after = words.low(n.last + 1)
    if words.low(n.first) in tables.numbers.half:
        return after in tables.numbers.articles
    bare = n.last == n.first + 1 and words.low(n.first) in tables.numbers.articles
    counted = after[:1].isalpha() and after not in tables.words["phrase.stops"] and after not in tables.active
    return bare and counted and tables.state(words.lows, n.last + 1) is None


def _part_of_a_word(words: Words, n: Numeral, tables: Tables) -> bool:
    """T26, T-34, 142th, 1930s, 04, 3.2.1, 5/6."""
    raw = words.raw(n.first)
    if len(raw) > 1 and raw[0] == "0" and raw[1].isdigit():
        return True
    if words.glued(n.first) and _hangs_on(words, n, tables):
        return True
    return words.glued(n.last + 1) and _goes_on(words, n, tables)


def _hangs_on(words: Words, n: Numeral, tables: Tables) -> bool:
    before = words.low(n.first - 1)
    if before[-1:].isalpha() and before not in tables.codes:
        return True
    if before in "/:." or (before == "," and words.low(n.first - 2)[-1:].isdigit()):
        return True
    return before in _DASHES and words.glued(n.first - 1) and _name_before_dash(words, n.first - 2, tables)


def _goes_on(words: Words, n: Numeral, tables: Tables) -> bool:
    after, further = words.low(n.last + 1), words.low(n.last + 2)
    glued = words.glued(n.last + 2)
    if after in tables.numbers.ordinal_endings or after in {"s", "'s"}:
        return not (after == "d" and words.low(n.first - 1) == "£")
    if after in _DASHES and glued:
        if further in tables.numbers.articles:
            return False  # "$15-a-share"
        letter = len(further) == 1 and further.isalpha() and further not in tables.measures
        return letter or further in tables.numbers.ordinal_endings
    if after in "/:.'" and (glued or after == "'"):
        return further == "s" if after == "'" else after != "." or further[:1].isdigit()
    unit = (
        after in tables.codes
        or after in tables.measures
        or after in tables.numbers.short_scales
        or after in tables.currencies
    )
    return after[:1].isalpha() and not unit and tables.percent.at(words.lows, n.last + 1) is None


def _name_before_dash(words: Words, at: int, tables: Tables) -> bool:
    """Whether a model's or a ship's letters stand before the dash: U-20, T-34, MiG-15."""
    word = words.low(at)
    return word[:1].isalpha() and word not in tables.numbers.small and word not in tables.numbers.tens


def _labelled(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    k = n.first - 1 if known_noun else _before_numbers(words, n.first - 1, tables)
    if words.low(k) == "." and words.glued(k):
        k -= 1
    label = words.low(k)
    if words.low(k) in _DASHES:
        label = words.low(k - 1)
    if label not in tables.words["labels.before"]:
        return False
    if label in tables.words["amount.links"] and _is_verb(words, k, tables):
        return False
    if words.low(n.last + 1) in tables.words["phrase.be"] and not words.capitalised(k):
        return False  # "by official figures 172 were killed"
    if label in tables.words["labels.initials"] and words.low(n.first - 1) != "." and not words.capitalised(k):
        return label != "no" or not known_noun
    # "the line 40 men held", "in part 300 workers": a soft label numbers only what has no noun of its own
    return not (known_noun and label in tables.words["labels.soft"] and not words.capitalised(k))


def _before_numbers(words: Words, k: int, tables: Tables) -> int:
    """The word before a row of bare numbers such as "Chapters 3, 4 and 7" that ends behind word *k*."""
    for _ in range(_LONGEST_ROW):
        linked = words.low(k) in tables.words["labels.links"] or words.low(k) in _DASHES
        if not linked or not words.low(k - 1)[:1].isdigit():
            break
        k -= 2
    return k


def _is_verb(words: Words, k: int, tables: Tables) -> bool:
    """Whether "number" counts: "the insurgents number 3,000", "who number 12,000"."""
    before = words.low(k - 1)
    return tables.noun(before) is not None or before in tables.words["phrase.relatives"]


def _day_or_year(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    before, after = words.low(n.first - 1), words.low(n.last + 1)
    if before == "." and words.glued(n.first - 1):
        before = words.low(n.first - 2)
    if n.high is not None and n.high <= 31 and _day(words, n, before, after, tables):
        return True
    if n.plain and before in tables.words["labels.in_year"] and 99 < n.low < 1000:
        if words.capitalised(n.last + 1) and tables.noun(after) is None:
            return True  # "in 348 Pachomius died"
        return not known_noun and not after[:1].isalpha()
    return n.plain and bool(_YEAR.fullmatch(words.raw(n.first))) and _year(words, n, before, tables, known_noun)


def _day(words: Words, n: Numeral, before: str, after: str, tables: Tables) -> bool:
    """Whether a month's name stands beside the number."""
    months, unsure = tables.words["labels.months"], tables.words["labels.ambiguous_months"]
    if before in months and (before not in unsure or words.capitalised(n.first - 1)):
        return True
    if after in months and (after not in unsure or words.capitalised(n.last + 1)):
        return True
    return before == DATE and after == DATE


def _year(words: Words, n: Numeral, before: str, tables: Tables, known_noun: bool) -> bool:
    """Whether four digits date what follows: "in 1916 men spoke", "the 2014 protests"; not "1916 men"."""
    if words.low(n.last + 1) in tables.words["labels.years_after"]:
        return True
    if before in tables.numbers.articles | tables.words["phrase.articles"]:
        return True
    if n.form == "range":
        return bool(_YEAR.fullmatch(words.raw(n.last))) or not known_noun
    if before in tables.numbers.of and tables.noun(words.low(n.last + 1)) in ("person", "military"):
        k = n.first - 2  # "a survey of 1709 children", but "in the summer of 1916 men spoke"
        return words.low(k) in tables.words["labels.years"] or words.low(k) in tables.words["labels.months"]
    dated = before in tables.words["labels.years"] or before in tables.words["labels.months"] or before == DATE
    return dated or not known_noun or not _plural_behind(words, n, tables)


def _plural_behind(words: Words, n: Numeral, tables: Tables) -> bool:
    """Whether a plural follows: "1916 men" are counted, "the 1916 campaign" is dated."""
    for k in range(n.last + 1, min(n.last + 5, len(words))):
        word = words.lows[k]
        if tables.state(words.lows, k) or word in tables.currencies or word in tables.measures:
            return True
        if noun := tables.noun(word):
            if noun == "thing" and n.low >= 1900:
                return False  # "2014 protests"
            return (
                word.endswith("s")
                or not tables.words["phrase.plural_endings"]
                or word in tables.words["phrase.plurals"]
            )
    return False


def _clock(words: Words, n: Numeral, tables: Tables) -> bool:
    after = words.low(n.last + 1)
    if after == ":" and words.glued(n.last + 1) and words.low(n.last + 2)[:1].isdigit() and words.glued(n.last + 2):
        return True
    if after in tables.words["labels.clock"]:
        return True
    dotted = words.low(n.last + 2) == "." and words.low(n.last + 3) == "m"
    return after in {"a", "p"} and dotted


def _designation(words: Words, n: Numeral, tables: Tables) -> bool:
    """3 Corps, 9 Commando: a bare number before a unit's name in the singular."""
    unit = words.low(n.last + 1) in tables.words["labels.units"] and words.capitalised(n.last + 1)
    return unit and n.plain and n.form == "exact" and not words.raw(n.last + 1).isupper() and n.low < 1000


def _address(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    if n.form == "range" or known_noun:
        return False
    for k in range(n.last + 1, min(n.last + 5, len(words))):
        if k > n.last + 1 and words.lows[k] in tables.words["labels.streets"] and words.capitalised(k):
            return True
        if not words.capitalised(k):
            return False
    return False


def _in_a_list_of_numbers(words: Words, n: Numeral, known_noun: bool) -> bool:
    """A telephone number, a result, the number of a list's item."""
    after, before = words.low(n.last + 1), words.low(n.first - 1)
    scored = n.form != "range" and n.plain and n.low < 100
    if scored and after in _DASHES and words.low(n.last + 2)[:1].isdigit() and not words.glued(n.last + 1):
        return True  # "Sweden 1 – 0 Korea"
    if scored and before in _DASHES and words.low(n.first - 2)[:1].isdigit() and not words.glued(n.first):
        return True
    if known_noun:
        return False
    if after in _DASHES and words.glued(n.last + 1) and words.low(n.last + 2)[:1].isdigit():
        return True
    if before in _DASHES and words.glued(n.first) and words.low(n.first - 2)[:1].isdigit():
        return True
    start = words.starts[n.first]
    begins_line = start == 0 or words.text[max(0, start - 3) : start].rstrip(" (")[-1:] in {"\n", ""}
    return begins_line and n.low < 100 and after in {".", ")"} and words.glued(n.last + 1) and n.plain


def _in_a_name(words: Words, n: Numeral, tables: Tables) -> bool:
    """Apollo 11, Windows 95, Light Tank 95: bare digits behind a capitalised word that is no verb of counting."""
    k = n.first - 1
    before = words.low(k)
    if before in tables.numbers.of:  # "the Group of 77"
        return (
            words.low(k - 1) in tables.collectives
            and words.capitalised(k - 1)
            and k > 1
            and not words.raw(k - 1).isupper()
        )
    if not before[:1].isalpha() or not words.capitalised(k) or words.starts[k] == 0 or k == 0:
        return False
    if before.endswith("'s") or before in tables.peoples:
        return False
    if tables.hedges.before(words.lows, n.first) or before in tables.active or tables.state(words.lows, k):
        return False
    return before not in tables.amount and before not in tables.words["phrase.stops"] and before != DATE


def _cited(words: Words, n: Numeral, tables: Tables) -> bool:
    """A note's number in brackets, a volume with its issue, the number of a post or a year of an era."""
    before, after = words.low(n.first - 1), words.low(n.last + 1)
    if before == "[" and after in {"]", ","}:
        return True
    if after == "(" and words.glued(n.last + 1) and words.low(n.last + 2)[:1].isdigit():
        return True
    if after in tables.words["labels.eras"]:
        return True
    k = _before_numbers(words, n.first - 1, tables)
    counted = tables.state(words.lows, k) is not None or words.low(k) in tables.peoples
    return tables.noun(words.low(k)) is not None and not counted


def _spelled_no_figure(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    before, after = words.low(n.first - 1), words.low(n.last + 1)
    if n.low == n.high == 0:
        return not known_noun  # "below zero"
    if n.first == n.last and tables.numbers.small.get(words.low(n.first)) == 1:
        return _pronoun_one(words, n, tables, known_noun)
    at_hour = before in tables.words["amount.at"] and words.low(n.first - 2) not in tables.words["left.nouns"]
    if after in tables.words["labels.clock"] or (at_hour and not known_noun and n.low <= 12):
        return True
    if (
        words.glued(n.last + 1)
        and after in _DASHES
        and words.low(n.last + 2) in tables.numbers.fractions
        and not known_noun
    ):
        return True
    if before in tables.words["labels.before"] and before not in tables.words["labels.initials"] and not known_noun:
        return True
    if _spoken_year(words, n, tables):
        return True
    if n.first == n.last and words.low(n.first) in tables.numbers.hundred and words.capitalised(n.first - 1):
        return words.capitalised(n.first) and not words.raw(n.first).isupper()  # "the Black Hundred"
    return words.capitalised(n.first) and n.first > 0 and _named(words, n, tables, known_noun)


def _named(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    """The 'Seven Sisters', the Hundred Days, the Gang of Four: a number in capitals inside a name."""
    before, after = words.low(n.first - 1), n.last + 1
    if before in _QUOTES and any(words.low(k) in _QUOTES for k in range(after, after + 5)):
        return True
    if before in tables.numbers.of and words.capitalised(n.first - 2) and n.first > 2:
        return not words.raw(n.first - 2).isupper()
    if words.low(after) in _DASHES and words.glued(after):
        after += 1
    in_capitals = words.capitalised(after) and not words.raw(n.first).isupper()
    if not known_noun and n.first == n.last and in_capitals and before not in {".", ":", ";", "—", "–"}:
        return True
    return in_capitals and before in tables.words["labels.naming"] and not words.capitalised(n.first - 1)


def _spoken_year(words: Words, n: Numeral, tables: Tables) -> bool:
    """Nineteen sixteen; nineteen hundred and five."""
    numbers = tables.numbers
    after = words.low(n.last + 1)
    teens = 10 < n.low < 21
    if teens and (after in numbers.tens or after in numbers.small):
        return True
    before = words.low(n.first - 1)
    return n.low < 100 and n.first > 0 and 10 < numbers.small.get(before, 0) < 20


def _pronoun_one(words: Words, n: Numeral, tables: Tables, known_noun: bool) -> bool:
    before, after = words.low(n.first - 1), words.low(n.last + 1)
    if after in tables.words["phrase.quantity_after"]:
        return False
    if after in _DASHES and words.glued(n.last + 1) and words.low(n.last + 2) not in tables.measures:
        return True  # "one-way"
    if before in tables.words["one.before"] or after in tables.words["one.after"]:
        return not (
            after in tables.words["phrase.auxiliaries"]
            and tables.state(words.lows, n.last + 2)
            and before not in tables.words["one.before"]
        )
    placed = tables.noun(after) in ("place", "thing") and before in tables.words["phrase.places"]
    return not known_noun or placed  # "found dead in one block of flats"
