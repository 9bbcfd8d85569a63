"""The counted noun phrase: what stands behind a numeral, how far it reaches, and what it says of those counted."""

from __future__ import annotations

from dataclasses import dataclass

from polyvocal.close_reading.figures.numerals import Numeral
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_INSIDE = frozenset("-'’‘“\"«»”")
"""Marks that may stand inside a phrase."""

_LONGEST = 9
"""Words between a numeral and its head noun: adjectives of nationality, rank and sort."""


@dataclass(slots=True)
class Counted:
    """What a numeral counts.

    *head* to *last* are word indices, *last* the end of the phrase; *noun* is the class of the head (None where
    the table does not hold it), *states* what noun or participle says of those counted, *population* the words
    that say who they are. *partitive*: "60 of the midwives"; *pronoun*: "14 of them", "two of whom".
    """

    last: int
    head: int = -1
    noun: str | None = None
    states: tuple[str, ...] = ()
    population: str = ""
    partitive: bool = False
    pronoun: bool = False
    weak: bool = False
    participial: bool = False
    plural: int = -1  # the first plural that the table does not hold
    role: bool = False
    unit: str = ""
    unit_kind: str = ""


def counted(words: Words, n: Numeral, tables: Tables) -> Counted:
    """The phrase that *n* counts.

    >>> from polyvocal.close_reading.figures.numerals import read_numeral
    >>> from polyvocal.close_reading.figures.tables import tables as of
    >>> from polyvocal.close_reading.figures.words import cut
    >>> words = cut("300 Soviet people killed, wounded and missing", 0, 45)
    >>> found = counted(words, read_numeral(words, 0, of("en").numbers), of("en"))
    >>> found.noun, found.states, found.population
    ('person', ('dead', 'wounded', 'missing'), 'Soviet people')
    """
    at = n.last + 1
    found = Counted(n.last)
    if words.low(at) in {"-", "–", "‑"} and words.glued(at) and words.glued(at + 1):
        at += 1
    if tables.phrases["after"].at(words.lows, at):
        at += tables.phrases["after"].at(words.lows, at)[0]  # type: ignore[index]
    if words.low(at) in tables.numbers.of and tables.numbers.of:
        at += 1
        found.partitive = n.form != "vague"
        if words.low(at) in tables.words["phrase.pronouns"]:
            found.pronoun, found.last, found.partitive = True, at, True
            if words.low(at) in tables.words["phrase.persons"]:
                found.noun, found.population = "person", words.raw(at)  # "three of us"
            _participles(words, at + 1, found, tables)
            return found
    of_whole = at > n.last + 1 and words.low(at - 1) in tables.numbers.of
    while words.low(at) in tables.words["phrase.quantity_after"] or (
        of_whole and words.low(at) in tables.words["phrase.determiners"]
    ):
        found.last = at if words.low(at) in tables.words["phrase.quantity_after"] else found.last
        at += 1
    _head(words, at, found, tables, single=n.low == n.high == 1)
    if found.head >= 0 or found.states:
        if found.noun is None and found.head >= 0 and words.low(found.last + 1) in tables.words["phrase.who"]:
            found.noun = "person"  # "12,000 hopefuls who applied"
        _coordinated(words, found, tables)
        population_end = found.last
        _participles(words, found.last + 1, found, tables)
        found.weak = bool(found.states) and set(found.states) <= tables.words["weak.states"]
        found.role = bool(found.states) and found.head >= 0 and tables.state(words.lows, found.head) is not None
        if found.noun in ("death", "life"):
            found.population = among(words, found.last + 1, tables, to_noun=True)
        else:
            population = _without_states(words, at, population_end, tables, headless=found.head < 0)
            behind = found.last == population_end
            tail = (
                _of_or_from(words, found, tables) if behind else _complement(words, population_end + 1, found, tables)
            )
            found.population = " ".join(p for p in (population, tail) if p)
    elif not found.states:
        _participles(words, at, found, tables)
    return found


def _head(words: Words, at: int, found: Counted, tables: Tables, *, single: bool) -> None:
    """Find the head noun: the last word of a run of nouns that the table knows, else the first plural."""
    stops, lows = tables.words["phrase.stops"], words.lows
    k, end = at, min(len(words), at + _LONGEST)
    while 0 <= k < end:
        word = lows[k]
        if word in _INSIDE or (word == "," and k > at and found.head < 0 and _adjectives_go_on(words, k, tables)):
            k += 1
        elif caliber := _caliber(words, k, tables):
            found.head, found.noun, found.last = caliber, "gun", caliber
            return  # "sixteen 12-pounders"
        elif tables.numbers.begins(word) and words.low(k + 1) in {"-", "‑"} and words.low(k + 2) in tables.measures:
            k += 3  # "eight 12-inch guns", "five of the three-ton satellites"
        elif (word in stops and not _is_name(words, k)) or not word[0].isalpha():
            break
        else:
            k = _take(words, k, found, tables, single)
    if found.head >= 0 or found.states:
        return
    if found.plural >= 0:
        found.head = found.last = found.plural
    elif single and lows[at : at + 1] and lows[at][0].isalpha() and lows[at] not in stops:
        further = words.low(at + 1)
        found.head = found.last = at + (further[:1].isalpha() and further not in stops)


def _adjectives_go_on(words: Words, k: int, tables: Tables) -> bool:
    """Whether the comma at *k* parts two adjectives of one noun: "two stout, well-dressed Russians"."""
    if tables.state(words.lows, k - 1) or words.lows[k - 1] in tables.active or words.capitalised(k - 1):
        return False
    for j in range(k + 1, min(k + 5, len(words))):
        word = words.lows[j]
        if tables.noun(word) in ("person", "military", "ship") and j > k + 1:
            return word not in tables.words["phrase.stops"]
        inside = word[0].isalpha() or word in _INSIDE
        if not inside or word in tables.words["phrase.stops"] or tables.numbers.begins(word):
            return False
        if tables.noun(word) or tables.state(words.lows, j) or word in tables.words["phrase.links"]:
            return False
    return False


def _caliber(words: Words, k: int, tables: Tables) -> int:
    """Place of the word that names guns by the weight of their shot: "12-pounders", "3 pounders"; 0 for none."""
    if not words.lows[k][0].isdigit():
        return 0
    at = k + 1 + (words.low(k + 1) in {"-", "‑"})
    unit = tables.measures.get(words.low(at), ("", ""))
    return at if unit[0] == "caliber" and words.low(at) == unit[1] and words.low(at).endswith("pounders") else 0


def _is_name(words: Words, k: int) -> bool:
    """Whether a small word in capitals is a name in a text of mixed case: "7 US soldiers"."""
    return words.raw(k) == "US" and not words.raw(k + 1 if k + 1 < len(words) else k).isupper()


def _take(words: Words, k: int, found: Counted, tables: Tables, single: bool) -> int:
    """Take word *k* into the phrase; the word to go on with, -1 where the phrase ends."""
    word = words.lows[k]
    state, noun = tables.state(words.lows, k), tables.noun(word)
    if noun is None and state is None and not single and word in tables.words["phrase.plurals"]:
        noun = "person"  # "two police", which is no counted noun elsewhere
    if compound := tables.phrases["compounds"].at(words.lows, k):
        found.head, found.noun, found.last = k, compound[1], k + compound[0] - 1
        return k + compound[0]
    if noun == "thing" and state and not single and word_is_singular(word, tables):
        found.states, found.last = (*found.states, state[1]), k  # "800 STRIKE AT MILL": a verb
        return -1
    if noun == "person" and not single and _adjective(words, k, tables):
        found.plural = k if found.plural < 0 else found.plural
        return k + 1
    if noun is not None and not (state and state[0] > 1):
        found.head, found.noun, found.last = k, noun, k
        if state:
            found.states = (*found.states, state[1])
        return k + 1
    if found.head >= 0:  # what follows the noun is read with the predicates, but for "five county couples"
        singular = word_is_singular(words.lows[found.head], tables)
        if state is None and singular and _looks_plural(word, single, tables):
            found.head, found.noun, found.last = k, None, k
        return -1
    if state:
        found.states, found.last = (*found.states, state[1]), k + state[0] - 1
        return k + state[0] if _noun_near(words, k + state[0], tables) else -1
    adjective = found.plural >= 0 and not _looks_plural(words.lows[found.plural], single, tables)  # "two Syrian teams"
    if (found.plural < 0 or adjective) and _looks_plural(word, single, tables):
        found.plural = k
        return k + 1 if tables.noun(words.low(k + 1)) else -1
    return -1 if tables.numbers.begins(word) else k + 1


def _adjective(words: Words, k: int, tables: Tables) -> bool:
    """Whether a name of people stands as an adjective: "9 German", "six Russian trawlers"."""
    named = words.capitalised(k) and not words.raw(k).isupper()
    return named and word_is_singular(words.lows[k], tables) and words.lows[k] not in tables.words["phrase.plurals"]


def word_is_singular(word: str, tables: Tables) -> bool:
    """Whether the table holds the word as a singular with a regular plural."""
    return word + "s" in tables.nouns


def _noun_near(words: Words, k: int, tables: Tables) -> bool:
    """Whether a noun of the table follows within two words without a stop between."""
    for j in range(k, min(k + 2, len(words))):
        word = words.lows[j]
        if word in tables.words["phrase.stops"] or not word[:1].isalpha():
            return False
        if tables.noun(word):
            return True
        if tables.state(words.lows, j) and j > k:
            return False
    return False


def _looks_plural(word: str, single: bool, tables: Tables) -> bool:
    endings = tables.words["phrase.plural_endings"]
    if single:
        return False
    return len(word) > 3 and word.endswith(tuple(endings)) and not word.endswith(("ss", "us", "is", "ous"))


def _coordinated(words: Words, found: Counted, tables: Tables) -> None:
    """Men, women and children; officers and men; dead and wounded."""
    lows = words.lows
    k = found.last + 1
    links = tables.words["phrase.links"]
    while k < len(words) and (lows[k] == "," or lows[k] in links):
        j = k + 1
        while lows[j : j + 1] and lows[j] in links:
            j += 1
        if lows[j - 1] in tables.words["front.contrasts"]:
            return  # "20 тысяч человек, а немцы": another clause
        state = tables.state(lows, j)
        if state and (found.states or tables.noun(words.low(j)) is None):
            if not found.states:
                return
            found.states = (*found.states, state[1])
            found.last = j + state[0] - 1
        elif (noun := tables.noun(words.low(j))) and (noun in {found.noun, "person", "military"}) and found.noun:
            if words.lows[found.last] in tables.words["phrase.ranks"]:
                found.noun = "military"  # "779 officers and men"
            found.last = j
        elif found.noun is None and found.head >= 0 and noun in ("person", "military"):
            found.noun, found.last = noun, j  # "1,500 offlcors and men"
        elif (
            (noun := tables.noun(words.low(j + 1)))
            and noun == found.noun
            and words.low(j) not in tables.words["phrase.stops"]
            and not tables.numbers.begins(words.low(j))
        ):
            found.last = j + 1
        else:
            return
        k = found.last + 1


def _participles(words: Words, k: int, found: Counted, tables: Tables) -> None:
    """Killed, wounded and missing, right behind the noun."""
    lows = words.lows
    if found.states:
        return
    if words.low(k) == "," or words.low(k) == "(":
        return
    state = tables.state(lows, k)
    if state is None or (
        lows[k] in tables.active and _has_object(words, k + state[0], tables) and not _participle_only(found)
    ):
        return
    states = [state[1]]
    last = k + state[0] - 1
    states_more, last = chain(words, last, tables)
    found.states, found.last, found.participial = tuple(states + states_more), last, True


def _complement(words: Words, k: int, found: Counted, tables: Tables) -> str:
    """Words behind the noun that say who they are, not what became of them: "hiding", "without heat or power"."""
    if words.low(k) in tables.words["phrase.complements"]:
        for j in range(k + 1, min(k + 5, len(words))):
            linked = words.lows[j] in tables.words["phrase.links"]
            if not linked and (not words.lows[j][:1].isalpha() or words.lows[j] in tables.words["phrase.stops"]):
                break
            found.last = j
        return words.join(k, found.last)
    lasting = words.low(k).endswith("ing") and found.last == k and found.states[0] in ("present", "engaged")
    return words.raw(k) if lasting else ""


def _participle_only(found: Counted) -> bool:
    return found.head < 0 and not found.pronoun


def _has_object(words: Words, k: int, tables: Tables) -> bool:
    """Whether an object follows, so that those counted are the doers: "300 men killed the guards"."""
    word = words.low(k)
    return word in tables.words["phrase.objects"] or tables.numbers.begins(word)


def chain(words: Words, last: int, tables: Tables) -> tuple[list[str], int]:
    """Further states that "and", "or" or a comma join to the one that ends at word *last*."""
    states: list[str] = []
    lows = words.lows
    k = last + 1
    while k < len(words) and (lows[k] == "," or lows[k] in tables.words["phrase.links"]):
        j = k + 1
        while j < len(words) and (lows[j] in tables.words["phrase.links"] or lows[j] in tables.passive):
            j += 1
        state = tables.state(lows, j)
        finite = lows[k] == "," and j > k + 1 and lows[k + 1] in tables.words["phrase.be"]
        if state is None or finite:  # "300 of them wounded, were sent home"
            break
        states.append(state[1])
        last = j + state[0] - 1
        k = last + 1
    return states, last


def _without_states(words: Words, first: int, last: int, tables: Tables, *, headless: bool) -> str:
    """Words *first* to *last* without those that say what became of people: they are the kind, not the population."""
    kept: list[str] = []
    k = first
    while k <= last:
        state = tables.state(words.lows, k)
        if state and (headless or tables.noun(words.lows[k]) is None):
            k += state[0]
            continue
        if words.lows[k] in tables.passive:
            k += 1
            continue
        if words.lows[k][0].isdigit() and words.low(k + 1) in {"-", "‑"}:
            kept.append(words.raw(k) + "-" + words.raw(min(k + 2, last)))  # "12-inch guns"
            k += 3
            continue
        kept.append(words.raw(k))
        k += 1
    while kept and (kept[-1].lower() in tables.words["phrase.links"] or not kept[-1][0].isalpha()):
        kept.pop()
    while kept and (kept[0].lower() in tables.words["phrase.determiners"] or not kept[0][0].isalnum()):
        kept.pop(0)
    return " ".join(kept).replace(" ,", ",").replace(" - ", "-").replace(" ’ ", "’")


def among(words: Words, k: int, tables: Tables, *, to_noun: bool) -> str:
    """The group named from word *k*, behind a noun of death or loss: "12 deaths among the miners".

    It ends with the first noun of the table, or, without *to_noun*, only where a phrase must: "casualties among the
    police were 14".
    """
    if words.low(k) not in tables.words["whose.among"]:
        return ""
    first = j = k + 1 + (words.low(k + 1) in tables.words["phrase.determiners"])
    while (
        j < min(len(words), first + 4)
        and words.lows[j][0].isalpha()
        and words.lows[j] not in tables.words["phrase.stops"]
    ):
        j += 1
        if to_noun and tables.noun(words.lows[j - 1]):
            break
    return words.join(first, j - 1) if j > first else ""


def _of_or_from(words: Words, found: Counted, tables: Tables) -> str:
    """The words of "of our unit", "from Voronezh" behind the noun; they belong to the phrase."""
    k = found.last + 1
    link = words.low(k)
    from_, of = link in tables.words["phrase.from"], link in tables.numbers.of
    if not (from_ or of):
        return ""
    j = k + 1
    while words.low(j) in tables.words["phrase.determiners"] or words.low(j) == "the":
        j += 1
    if words.low(j) in tables.words["phrase.pronouns"]:
        found.last = j
        return ""
    end = -1
    while j < len(words) and words.lows[j][:1].isalpha() and words.lows[j] not in tables.words["phrase.stops"]:
        if not words.capitalised(j) and tables.noun(words.lows[j]) is None and (end >= 0 or from_):
            break
        if tables.state(words.lows, j) and tables.noun(words.lows[j]) is None:
            break
        end = j
        if j - k > 5:
            break
        j += 1
    if end < 0:
        return ""
    found.last = end
    return words.join(k, end) if words.ends[end] - words.starts[k] < 60 else ""
