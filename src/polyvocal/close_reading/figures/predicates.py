"""What became of those counted: the predicate that governs a figure, to its right or to its left."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.figures.phrases import among, chain
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_STRONG_STOPS = frozenset(";:—()[]{}|•!?")
_QUOTES = frozenset("\"'“”‘’")
_REACH = 9
_LEFT_REACH = 12


class Governed(NamedTuple):
    """States of a predicate, its first and last word, and whether it stands right beside the figure."""

    states: tuple[str, ...]
    first: int
    last: int
    near: bool
    subject: str = ""
    noun: str | None = None
    role: str = ""


def on_the_right(words: Words, k: int, tables: Tables) -> Governed | None:
    """Predicate behind the counted phrase: "were killed", "have gone on strike", "who died"."""
    lows = words.lows
    start = k = _past_a_unit(words, k, tables)
    passive, plain = False, 0
    while k < min(len(words), start + _REACH + 3):
        word = lows[k]
        if word in _STRONG_STOPS or word in {".", "\0"}:
            return None
        if tables.numbers.begins(word) and not _passed_over(words, k, tables):
            return None
        numbers = words.low(k - 1)[:1].isdigit() and words.low(k + 1)[:1].isdigit()
        if word in tables.words["phrase.contrasts"] and k > start and not passive and not numbers:
            return None
        if (state := tables.state(lows, k)) and not _agent(words, k, state, passive, tables):
            more, last = chain(words, k + state[0] - 1, tables)
            return Governed((state[1], *more), k, last, near=k - start <= 4)
        relative = words.low(k - 1) in tables.words["phrase.relatives"]  # "soldiers who remained in the camp fired"
        if word in tables.words["final.surviving"] and not relative and _ends_clause(words, k + 1, tables):
            return Governed(("surviving",), k, k, near=True)
        if word in tables.passive:
            passive = passive or word in tables.words["phrase.auxiliaries"]
        elif word == ",":
            if k > start and not passive:
                plain += 2
        else:
            plain += 1
            if plain > (2 if passive else 6):
                return None
        k += 1
    return None


def _past_a_unit(words: Words, k: int, tables: Tables) -> int:
    """The word behind "of the 3rd Regiment": what follows is said of the men, and the ordinal counts nothing."""
    j = k + 1 + (words.low(k + 1) in tables.words["phrase.the"])
    ordinal = words.low(j)[:1].isdigit() and words.low(j + 1) in tables.numbers.ordinal_endings
    if words.low(k) not in tables.numbers.of or not ordinal:
        return k
    j += 2
    while words.capitalised(j):
        j += 1
    return j


def _passed_over(words: Words, k: int, tables: Tables) -> bool:
    """Whether a number inside the clause is no new count: part of a compound, or an age ("two men aged 24 and 31")."""
    before = words.low(k - 1)
    if (words.glued(k) and before in {"-", "–"}) or before in tables.words["age.before"]:
        return True
    return before in tables.words["phrase.links"] and words.low(k - 2)[:1].isdigit()


def _ends_clause(words: Words, k: int, tables: Tables) -> bool:
    return not words.low(k)[:1].isalnum() or words.low(k) in tables.words["final.before"]


def _agent(words: Words, k: int, state: tuple[int, str], passive: bool, tables: Tables) -> bool:
    """Whether those counted do it to others: "300 men killed their officers"."""
    if passive or words.lows[k] not in tables.active:
        return False
    nxt = words.low(k + state[0])
    return nxt in tables.words["phrase.objects"] or tables.numbers.begins(nxt)


def on_the_left(words: Words, k: int, tables: Tables, end: int = -1, *, linked: bool = False) -> Governed | None:
    """Predicate before the figure, word *k* its first: "killing 300", "losses of", "the number of wounded was".

    *end* is the figure's last word where it has no noun of its own: then "killed, 12; wounded, 40" is a table.
    *linked*: the hedge is itself a verb of amount ("deaths exceeded 300").
    """
    if beside := _along_with(words, k, tables):
        return beside
    if heading := _heading(words, k, tables):
        return heading
    if end >= 0 and not words.low(end + 1)[:1].isalpha() and (row := _row(words, k, tables)):
        return row
    lows = words.lows
    skipped = 0
    distance = 0
    by = at = False
    amount, within = linked, False
    j = k - 1
    while j >= 0 and distance < _LEFT_REACH:
        word = lows[j]
        if (
            word in _STRONG_STOPS
            or word in {".", "\0"}
            or (word == "," and distance > 0 and not _relative(words, j, tables))
        ):
            return None
        if tables.numbers.begins(word) and word not in {"one"} and not (amount and skipped == 0):
            return None
        by = by or word in tables.words["phrase.by"]
        at = at or word in tables.words["amount.at"]
        if not skipped:  # a link counts only where nothing but hedges stands between it and the number
            amount = amount or word in tables.words["amount.links"] or (at and _takes_at(words, j, tables))
        if found := _governs_left(words, j, k, tables, by=by, amount=amount, skipped=skipped):
            return found if found.states or found.noun else None
        passed = word in tables.amount or word in tables.words["phrase.relatives"] or word == ","
        if not within and words.low(j - 1) in tables.active and word in tables.words["left.within"]:
            within, skipped = True, 0  # "had lost during the war ten ships"
        if not passed and word not in tables.words["phrase.determiners"] and word not in _QUOTES:
            skipped += 1
            if skipped > (3 if not _phrase_within(words, j, tables) else _LEFT_REACH):
                return None
        distance += 1
        j -= 1
    return None


def _phrase_within(words: Words, j: int, tables: Tables) -> bool:
    """Whether a phrase of time or place right behind a verb holds word *j*: "lost during the war ten ships"."""
    for i in range(j, max(0, j - 6), -1):
        if words.lows[i] in tables.words["left.within"]:
            return words.lows[i - 1] in tables.active
        if not words.lows[i][0].isalpha():
            return False
    return False


def _along_with(words: Words, k: int, tables: Tables) -> Governed | None:
    """Arrested along with 13 others."""
    found = tables.phrases["along"].before(words.lows, k)
    if not found:
        return None
    for j in range(k - found[0] - 1, max(-1, k - found[0] - 4), -1):
        if state := tables.state(words.lows, j):
            return Governed((state[1],), j, j, True)
    return None


def _heading(words: Words, k: int, tables: Tables) -> Governed | None:
    """Total British losses: 14 ships."""
    if words.low(k - 1) != ":" or words.low(k - 2) not in tables.words["left.nouns"]:
        return None
    state = tables.active.get(words.lows[k - 2]) or (tables.state(words.lows, k - 2) or (0, ""))[1]
    return Governed((state,), k - 2, k - 2, True, modifiers(words, k - 2, tables)) if state else None


def _row(words: Words, k: int, tables: Tables) -> Governed | None:
    """The heading of a row in a list of losses: "British dead 6,097, wounded 510"; "killed, 12"."""
    j = k - 2 if words.low(k - 1) in {",", "-", "—"} else k - 1
    state = tables.state(words.lows, j) if j >= 0 else None
    if state is None or state[0] > 1 or words.lows[j] in tables.active or words.low(j - 1) in tables.words["phrase.be"]:
        return None
    return Governed((state[1],), j, j, True, modifiers(words, j, tables))


def _takes_at(words: Words, j: int, tables: Tables) -> bool:
    """Whether "at" may give the number of this noun: "losses at fourteen ships", not "she died at 24"."""
    word = words.lows[j]
    numbered = words.low(j - 1) in tables.numbers.of and words.low(j - 2) in tables.words["amount.numbers"]
    return numbered or word in tables.words["left.nouns"] or word in tables.collectives


def _relative(words: Words, j: int, tables: Tables) -> bool:
    return words.low(j + 1) in tables.words["phrase.relatives"]


def _governs_left(
    words: Words, j: int, k: int, tables: Tables, *, by: bool, amount: bool, skipped: int
) -> Governed | None:
    lows = words.lows
    word = lows[j]
    passive = any(words.low(i) in tables.words["phrase.be"] for i in range(max(0, j - 2), j))
    near = k - j <= 3 and skipped == 0
    if by and passive and word in tables.active:
        return Governed(("engaged",), j, j, near)
    hedged = j == k - 1 and tables.hedges.at(lows, k) is not None  # "a crowd estimated at"
    beside = words.low(j + 1) in tables.numbers.of or hedged
    counts = (
        amount and skipped < 3 and tables.noun(word) != "place"
    )  # "the city of 4,000", not "from the city is eight"
    if (kind := tables.collectives.get(word)) and ((skipped == 0 and beside) or counts):
        return Governed((kind,), j, j, True, words.join(j, j) if kind != "dead" else "")
    if word in tables.active and not by and not passive and not (amount and tables.state(lows, j)):
        states = _joined_left(words, j, tables)
        phrase = tables.state(lows, j)
        if phrase and phrase[0] > 1 and j + phrase[0] < k:
            states = [phrase[1]]  # "shot down eleven", "went down with 1,266"
        side = ""
        if word in tables.words["cost.verbs"]:
            at = j + 1 + (words.low(j + 1) in tables.words["phrase.determiners"])
            side = words.join(at, k - 1) if at < k else ""  # "the battle cost Germany three warships"
        elif states[0] == "lost":
            side = subject(words, j, tables)
        return Governed(tuple(states), j, j, near, side)
    state = tables.state(lows, j)
    if state is None:
        noun = tables.noun(word) if amount and not skipped else None
        named = noun in ("person", "military", "ship", "aircraft", "vote")
        return Governed((), j, j, near, words.raw(j), noun) if named else None
    ends = state[0] > 1 and j + state[0] == k  # "went down with 1,266", "carried off three million"
    before = tables.status.before(lows, j + 1)
    if before and before[0] > 1:
        state, j = before, j - before[0] + 1
    inverted = bool(tables.words["left.inverted"]) and not skipped and j == k - 1
    if state[1] in tables.words["left.never"] and not inverted:
        return None
    of = words.low(j + 1) in tables.numbers.of and not skipped and word in tables.words["left.nouns"]
    if not amount and not of and not inverted and not ends:
        return None
    states = _joined_left(words, j, tables, state[1])
    own = f" {words.raw(j)}" if tables.noun(word) in ("person", "military") and not of else ""
    side = (modifiers(words, j, tables) + own).strip() or among(words, j + 1, tables, to_noun=False)
    return Governed(tuple(states), j, j, near, side, role=own.strip())


def _joined_left(words: Words, j: int, tables: Tables, state: str = "") -> list[str]:
    """States joined to the one at word *j* by "and", "or" or commas, leftwards, in the order of the text."""
    states = [state or tables.active[words.lows[j]]]
    i = j - 1
    while i > 0 and (words.lows[i] in tables.words["phrase.links"] or words.lows[i] == ","):
        while i > 0 and (words.lows[i] in tables.words["phrase.links"] or words.lows[i] == ","):
            i -= 1
        word = words.lows[i]
        other = tables.state(words.lows, i)
        if not other or (state == "" and word not in tables.active):
            break
        states.insert(0, other[1] if state else tables.active[word])
        i -= 1
    return states


def subject(words: Words, j: int, tables: Tables) -> str:
    """Who lost or suffered: the capitalised words, or the pronoun, before the verb at word *j*."""
    i = j - 1
    while i >= 0 and words.lows[i] in tables.passive and not words.capitalised(i):
        i -= 1
    if i >= 0 and words.lows[i] == ",":
        i -= 1
    end = i
    while i >= 0 and words.lows[i][:1].isalpha() and end - i < 4 and _names_a_side(words, i, tables):
        i -= 1
    return words.join(i + 1, end) if i < end else ""


def _names_a_side(words: Words, i: int, tables: Tables) -> bool:
    low = words.lows[i]
    if low in tables.words["phrase.determiners"] or low in tables.words["phrase.links"]:
        return False
    if low in tables.words["phrase.subjects"] or low in tables.peoples:
        return True
    stop = low in tables.words["phrase.stops"] or low in tables.amount
    possessive = low.endswith("'s")  # "the enemy's casualties"
    return not stop and (possessive or words.capitalised(i) or tables.noun(low) is not None)


def modifiers(words: Words, j: int, tables: Tables) -> str:
    """Adjectives and names before a noun of loss: "British" of "British casualties"; "Soviet" of "Soviet dead"."""
    i = j - 1
    while i >= 0 and (words.lows[i] in tables.words["phrase.links"] or tables.state(words.lows, i)):
        i -= 1
    end = i
    while i >= 0 and words.lows[i][:1].isalpha() and end - i < 3 and _names_a_side(words, i, tables):
        i -= 1
    return words.join(i + 1, end) if i < end else ""
