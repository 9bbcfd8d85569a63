"""Accounts that are no counts: fates, causes, names, outcomes, denials, dates and places set side by side."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyvocal.collation.claimed import is_denied_outright, is_left_open, is_negated
from polyvocal.collation.dates import both_calendars, bounds, gap, is_julian_twin, relate
from polyvocal.collation.event_names import name_key
from polyvocal.collation.figures import Finding
from polyvocal.collation.places import heading, is_wide, lie, plain
from polyvocal.collation.sides import sides_in, speaks
from polyvocal.terms import Locus, Statement, When
from polyvocal.usage import load

DIFFERENT = frozenset({"cause", "responsibility", "motive", "outcome", "naming", "participant"})
EXPLAINED = frozenset({"cause", "responsibility", "motive", "outcome"})
_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 6  # letters: "a defeat" and "defeated" are one answer
_LIKE = 0.5  # share of words from which two answers are one answer in other words


@cache
def _fates() -> tuple[re.Pattern[str], dict[str, str], dict[str, frozenset[str]]]:
    table = load("en", "collation")
    by_word = {word: fate for fate, words in table["fates"].items() for word in words}
    longest = sorted(by_word, key=len, reverse=True)
    apart = {fate: frozenset(others) for fate, others in table["fates_apart"].items()}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), by_word, apart


@lru_cache(maxsize=16384)
def fate_in(words: str) -> str:
    """The fate that the words tell of, "" where they tell of none or of several that exclude each other.

    >>> fate_in("was sunk"), fate_in("returned safely to port"), fate_in("steamed north")
    ('lost', 'safe', '')
    """
    pattern, by_word, _ = _fates()
    found = list(dict.fromkeys(by_word[m] for m in pattern.findall(words.casefold())))
    if len(found) == 2 and set(found) == {"lost", "damaged"}:
        return "lost"
    return found[0] if len(found) == 1 else ""


def answer(statement: Statement) -> Locus | None:
    """The words that answer the aspect's question: the figure's, the answer's, else the whole quotation."""
    if statement.figure is not None:
        return statement.figure.locus
    return statement.answer or (statement.loci[0] if statement.loci else None)


def fate_of(statement: Statement) -> str:
    """The fate a statement gives its subject."""
    words = answer(statement)
    if is_denial(statement) or _is_supposed(statement) or is_disowned(statement):
        return ""
    if words is None or is_negated(statement, words):
        return ""
    name = subject(statement)
    return "" if name is not None and is_left_open(statement, name) else told_fate(statement)


def told_fate(statement: Statement) -> str:
    """The fate that the words tell of, be it claimed or denied."""
    words = answer(statement)
    if words is None or _has_object(statement, words):
        return ""
    fate = fate_in(words.words)
    # "Was crippled and sank": what came last is the fate.
    return "lost" if fate == "damaged" and _THEN_LOST.match(_behind(statement, words)) else fate


def _is_supposed(statement: Statement) -> bool:
    """Whether the answer only might have been ("would have been defeated")."""
    words = answer(statement)
    if words is None:
        return False
    supposed, _ = _no_claims()
    before = next((x.words[: words.end - x.start] for x in statement.loci if x.covers(words)), words.words)
    return bool(supposed.search(before))


def is_disowned(statement: Statement) -> bool:
    """Whether the sentence tells of a claim only to deny it ("the loss of the Warspite is denied")."""
    words = answer(statement)
    if words is None:
        return False
    return is_denied_outright(statement, words) or bool(_no_claims()[1].search(_behind(statement, words)))


def _behind(statement: Statement, words: Locus) -> str:
    """What stands behind the answer in its quotation."""
    return next((x.words[words.end - x.start :] for x in statement.loci if x.covers(words)), "")


@cache
def _no_claims() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("en", "collation")["no_claim"]
    supposed, disowned = ("|".join(table[name]) for name in ("supposed", "disowned"))
    return re.compile(rf"\b(?:{supposed})\b[^.;]{{0,40}}$", re.I), re.compile(
        rf"^[^.;]{{0,140}}?\b(?:{disowned})\b", re.I
    )


def _has_object(statement: Statement, words: Locus) -> bool:
    """Whether "sank" is what the subject did to others ("the Westfalen sank six boats")."""
    if words.words.strip().casefold() not in _DOING:
        return False
    name = subject(statement)
    if name is None or name.start > words.start:
        return False
    after = next((x.words[words.end - x.start :] for x in statement.loci if x.covers(words)), "")
    return bool(_OBJECT.match(after))


def subject(statement: Statement) -> Locus | None:
    """Of whom or what a statement tells the fate: the name nearest before the answer, else the first after it."""
    # "Berlin admits the loss", "lost in the North Sea": capitals speak, seas and countries have no such fate.
    named = [
        *(n for n in statement.people if not speaks(plain(n.words))),
        *(p for p in statement.places if not is_wide(heading(p.words)) and not speaks(plain(p.words))),
    ]
    words = statement.answer
    if not named:
        return None
    if words is None:
        return named[0]
    before = [n for n in named if n.end <= words.start]
    return max(before, key=lambda n: n.start) if before else min(named, key=lambda n: n.start)


def weigh_fates(a: Statement, b: Statement) -> Finding | None:
    """Two fates of one person or thing: CONFLICT where both cannot be true, AGREE where they are one."""
    first, second = fate_of(a), fate_of(b)
    if is_disowned(a) != is_disowned(b) and (first or second):
        one, other = (a, b) if is_disowned(a) else (b, a)
        told = told_fate(one) == fate_of(other)
        return Finding("DENIAL", f"the claim of “{_quote(other)}” is denied", 0.5) if told else None
    if not first or not second or {first, second} == {"dead", "lost"}:
        return None  # who goes down with a ship is lost and dead
    if first == second:
        return Finding("AGREE", f"“{_quote(a)}” and “{_quote(b)}” tell one fate: {first}")
    _, _, apart = _fates()
    said = f"“{_quote(a)}” against “{_quote(b)}”"
    if {first, second} == {"damaged", "lost"} and _is_blow(a if first == "damaged" else b):
        return None  # a ship that was torpedoed may be lost
    if second in apart.get(first, ()) or first in apart.get(second, ()):
        return Finding("CONFLICT", f"{said}: it cannot be both {first} and {second}", 0.8)
    return Finding("DIFFERENT ACCOUNTS", f"{said}: {first} in one, {second} in the other")


def _is_blow(statement: Statement) -> bool:
    """Whether the answer tells only of a blow ("was torpedoed"), not of the state that it left."""
    words = answer(statement)
    said = plain(words.words).split() if words is not None else []
    return bool(_blows().intersection(said)) and "damaged" not in said


@cache
def _blows() -> frozenset[str]:
    return frozenset(load("en", "collation")["no_claim"]["blows"])


def _quote(statement: Statement) -> str:
    words = answer(statement)
    said = " ".join(words.words.split()) if words is not None else ""
    return said if len(said) <= 80 else said[:77].rsplit(" ", 1)[0] + " ..."


def likeness(a: str, b: str) -> float:
    """Share of the shorter answer's words that stand in the longer."""
    first, second = ({word[:_STEM] for word in _WORD.findall(plain(x))} for x in (a, b))
    if not first or not second:
        return 1.0 if plain(a) == plain(b) else 0.0
    return len(first & second) / min(len(first), len(second))


def weigh_accounts(a: Statement, b: Statement) -> Finding | None:
    """Two answers to one question that is no count: DIFFERENT ACCOUNTS where they share little."""
    first, second = answer(a), answer(b)
    if _is_supposed(a) or _is_supposed(b):
        return None
    if first is None or second is None:
        return None
    one, other = (name_key(x.words) if a.aspect == "naming" else "" for x in (first, second))
    # Two proper names differ though both are "battle of"; one name in two languages or turns of phrase does not.
    alike = (one == other) if one and other else likeness(first.words, second.words) >= _LIKE
    sides = sides_in(first.words), sides_in(second.words)
    # "Chinese troops" and "Soviet troops" share half their words and are two answers.
    if alike and not (a.aspect == "responsibility" and sides[0] and sides[1] and sides[0] != sides[1]):
        return None
    said = f"“{_quote(a)}” in one, “{_quote(b)}” in the other"
    return Finding("DIFFERENT ACCOUNTS", said, 0.4)


def weigh_dates(a: When, b: When) -> Finding | None:
    """Two dates of one event, by interval algebra; the Julian twin is offered where it explains the difference."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return None
    said = f"“{a.words.strip()}” and “{b.words.strip()}”"
    how = relate(first, second)
    if how == "equal":
        return Finding("AGREE", f"{said} are the same days") if first[1] - first[0] <= 31 else None
    apart = gap(first, second)
    if apart == 0:
        return Finding("COMPATIBLE", f"{said} can both be true: one is {how} the other")
    twins = [t for t in (a.twin, b.twin) if t is not None]
    if is_julian_twin(first, second) or any(gap(t, o) == 0 for t in twins for o in (first, second)):
        return Finding(
            "JULIAN TWIN", f"{said} are one day if the calendars differ: {both_calendars(max(first, second)[0])}"
        )
    if how == "meets" and min(first[1] - first[0], second[1] - second[0]) == 0:
        return None  # a night has two dates
    return Finding("CONFLICT", f"{said} lie {apart} days apart", min(1.0, apart / 30))


def weigh_places(a: Locus, b: Locus) -> Finding | None:
    """Two places of one event."""
    how = lie(heading(a.words), heading(b.words))
    said = f"“{a.words.strip()}” and “{b.words.strip()}”"
    if how == "same":
        return Finding("AGREE", f"{said} are one place")
    if how in {"inside", "around", "near"}:
        return Finding("COMPATIBLE", f"{said}: one is {how} the other")
    return Finding("DIFFERENT ACCOUNTS", f"{said} are different places") if how == "apart" else None


# --- denial ------------------------------------------------------------------------------------------------------


def is_denial(statement: Statement) -> bool:
    """Whether the statement denies: only a word of denial makes it one, not every "not"."""
    denied = bool(statement.attribution) and statement.attribution[-1].manner == "denies"
    return denied and not any(_REFUSED.search(locus.words) for locus in statement.loci)


def is_withdrawal(statement: Statement) -> bool:
    """Whether the last voice takes something back."""
    return bool(statement.attribution) and statement.attribution[-1].manner == "withdraws"


@cache
def _anaphors() -> re.Pattern[str]:
    words = load("en", "collation")["anaphors"]["denied"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.I)


def denies_what_stands_before(statement: Statement) -> bool:
    """Whether a denial names only "the allegations", "the report": then it denies what was said before it."""
    if not is_denial(statement) or statement.figure is not None:
        return False
    words = answer(statement)
    said = words.words if words is not None else " ".join(locus.words for locus in statement.loci)
    if words is not None and plain(words.words) in _BARE and _has_clause_before(statement):
        return False  # "Berlin claiming that ..., and London denying it": "it" stands in the same sentence
    return bool(_anaphors().search(said)) and len(said) < 200


_DOING = frozenset({"sank", "sunk", "captured", "killed", "wounded", "destroyed", "damaged"})
_OBJECT = re.compile(
    r"\s+(?:the|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|all|her|his|its|\d+)\b", re.I
)
_REFUSED = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s+(?:\w+\s+)?denied\s+(?:a|an|the|any|all|their|his|its)\b", re.I
)
_OFFERED = re.compile(r"re(?:ject|fus)|dismiss|spurn|decline|turn", re.I)
_BARE = frozenset({"it", "this", "that"})
_THEN_LOST = re.compile(
    r"[^.;]{0,90}?,?\s+and\s+(?:(?:the|she|it)\s+)?(?:\w+\s+){0,2}(?:sank|sunk|foundered|went down|blew up|was lost)\b",
    re.I,
)
_CLAUSE = 5  # words before a denial that are a clause of its own


def is_said_to_deny(statement: Statement, cue: str) -> bool:
    """Whether a denial by its words denies what was said, and does not refuse what was offered.

    "Were denied a quick victory" denies no statement; "rejected it" may reject an offer, "denied it" does not.
    """
    if any(_REFUSED.search(locus.words) for locus in statement.loci):
        return False
    words = answer(statement)
    bare = words is not None and plain(words.words) in _BARE
    if not _OFFERED.match(cue.strip()):
        return not bare or cue.strip().casefold().startswith("den")
    # Who rejects an amendment or an offer denies nothing that was said.
    said = words.words if words is not None else " ".join(locus.words for locus in statement.loci)
    return not bare and bool(_sayings().search(said))


@cache
def _sayings() -> re.Pattern[str]:
    words = "|".join(load("en", "collation")["no_claim"]["said"])
    return re.compile(rf"\b(?:{words})\b", re.I)


def _has_clause_before(statement: Statement) -> bool:
    """Whether another clause stands before the denying voice in its own sentence."""
    voice = statement.attribution[-1]
    first = statement.loci[0] if statement.loci else None
    if first is None or voice.cue is None or voice.cue.start < first.start:
        return False
    before = first.words[: max(0, voice.cue.start - first.start)].removesuffix(voice.name)
    return len(_WORD.findall(before)) - len(_WORD.findall(voice.name)) >= _CLAUSE


@cache
def _contrasts() -> re.Pattern[str]:
    words = load("en", "collation")["contrast"]["cues"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.I)


@cache
def weak_contrasts() -> frozenset[str]:
    """Words that set two counts against each other only where these differ ("however")."""
    return frozenset(load("en", "collation")["contrast"]["weak"])


def sets_against(statement: Statement) -> bool:
    """Whether the statement's words set it against what stands before it ("in reality")."""
    return any(_contrasts().search(locus.words) for locus in statement.loci)


@cache
def questions() -> dict[str, str]:
    """Aspect to the question a reader would ask, in the order of the synopsis."""
    table: dict[str, str] = load("en", "collation")["questions"]
    return table
