"""May these two statements be set against each other, and with what verdict?

The event settles place and time in the large; here the traps are met: the same voice counting twice, one ship's crew
beside a whole fleet, two towns in one story, a count without a side in an affair of two sides, small numbers.
"""

from __future__ import annotations

import re
from itertools import combinations

from polyvocal.collation.accounts import (
    DIFFERENT,
    EXPLAINED,
    fate_of,
    is_denial,
    is_withdrawal,
    told_fate,
    weigh_accounts,
    weigh_dates,
    weigh_fates,
    weigh_places,
)
from polyvocal.collation.bearings import two_sided
from polyvocal.collation.calculus import by_period, stand_to
from polyvocal.collation.claimed import (
    is_cut_in_two,
    is_entry_of_a_table,
    is_negated,
    is_of_a_list,
    is_of_before,
    is_plain_voice,
    is_total,
)
from polyvocal.collation.desk import Leaf
from polyvocal.collation.figures import (
    SMALL,
    Finding,
    figures_differ,
    loose_kinds,
    scope_of,
    size,
    weigh,
    weigh_part,
)
from polyvocal.collation.passages import heads_the_story, in_one_passage, is_told_twice, told_side_by_side
from polyvocal.collation.people import counts_people, far_off, one_object, same_people, shown
from polyvocal.collation.places import lie
from polyvocal.collation.sides import sides_in
from polyvocal.terms import Figure, Locus, Statement, When

# Thousands parted by a point and read as a fraction, or a comma that parts no thousands: scanning made them.
_BROKEN = re.compile(r"\b\d{1,3}[.]\s?\d{3}\b|\d,\d{1,2}(?!\d)")
_JOINED = re.compile(r"-[^\W\d_]{2,5}\b(?=\s+of\b|\s+[a-z])")  # "Eighty-flve of": half a numeral
_RELATIVE = re.compile(
    r"(?<!\bor\s)\bmore\b(?!\s+than)|\b(?:another|additional|further|others?)\b|\bof\s+(?:the|those|them|these|whom|which)\b",
    re.I,
)
# What follows a count of "men" or "Germans" that is one of ships ("two men-of-war", "one German light cruiser").
_SHIPS = re.compile(
    r"(?:\s*men)?\s*-?\s*of\s*-?\s*war\b|\s+(?:[\w-]+\s+){0,2}?(?:cruiser|destroyer|battleship|dreadn|warship|submarine|torpedo|ship)",
    re.I,
)
_DEFINITE = re.compile(r"(?:the|these|those|both)\b", re.I)
CROWDS = frozenset({"unrest", "meeting", "election"})


def figures_of(a: Leaf, b: Leaf, *, firm: bool, dated: bool = True) -> Finding | None:
    """The verdict on two statements with figures of the same people and kind."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or not may_compare(a, b, firm=firm, dated=dated):
        return None
    scope = stand_to(a, b).scope
    if scope == "unlike":
        return None
    if far_off(first, second) and scope == "same":
        return None  # the two count different things, or one is misread
    if scope != "same":
        return _part(a, b) if scope == "part" else _part(b, a)
    denial = denial_of(a, b)
    if denial is not None:
        return denial
    same_voice = a.voice == b.voice
    if same_voice and a.statement.record == b.statement.record:
        # One voice that gives two numbers in one breath counts two things.
        return weigh(first, second) if is_told_twice(a, b) and shown(a) and shown(b) else None
    if not same_people(a, b) or _too_small(a, b) or _too_loose(a, b) or _misread(a) or _misread(b):
        return None
    if _points_back(first) or _points_back(second):
        return None
    if any(told(a.statement) != told(b.statement) for told in (is_entry_of_a_table, is_of_before)):
        return None
    finding = weigh(first, second)
    if finding is not None and finding.verdict == "CONFLICT" and (_counts_less(a, b) or _counts_less(b, a)):
        return None
    if finding is None or not same_voice:
        return finding
    return _revised(a, b, finding)


def _counts_less(a: Leaf, b: Leaf) -> bool:
    """Whether the lower of two counts need not be of all: one item of a list, or a single one that something befell."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or size(first) >= (second.low or 0):
        return False
    if not a.people.groups and is_of_a_list(a.statement) and not is_of_a_list(b.statement):
        return True
    return first.high == 1 and not is_total(a.statement)


def part_of_event(inner: Leaf, outer: Leaf) -> Finding | None:
    """A count of an event beside one of the period or event that contains it, of the same side."""
    part, whole = inner.statement.figure, outer.statement.figure
    if part is None or whole is None or _of_another_side(inner) or _of_another_side(outer):
        return None
    first, second = inner.people, outer.people
    if not first.sides or scope_of(part, whole, first, second) not in {"same", "part"}:
        return None
    if part.kind in loose_kinds() or _of_one_ship(inner, outer):
        return None
    return weigh_part(part, whole)


def _part(a: Leaf, b: Leaf) -> Finding | None:
    """A part beside its whole, where the words say whose whole it is."""
    part, whole = a.statement.figure, b.statement.figure
    if part is None or whole is None or not (b.people.sides or a.people.groups == b.people.groups):
        return None
    if not shown(a) or not shown(b) or _misread(a) or _misread(b):
        return None
    finding = weigh_part(part, whole)
    one_breath = a.voice == b.voice and a.statement.record == b.statement.record
    # One voice that seems to contradict itself in one record counts two things.
    return None if finding is not None and one_breath and finding.verdict != "NESTED" else finding


def _revised(a: Leaf, b: Leaf, finding: Finding) -> Finding | None:
    """What one voice says at two times: a new number is a revision, the old one repeated proves nothing."""
    if finding.verdict not in {"CONFLICT", "CLOSE"} or a.said is None or b.said is None or a.said == b.said:
        return None if finding.verdict in {"AGREE", "CONFLICT"} else finding
    early, late = sorted((a, b), key=lambda leaf: leaf.order)
    first, second = early.statement.figure, late.statement.figure
    if first is None or second is None:
        return None
    why = f"the same voice gives “{first.numeral.words}” first and “{second.numeral.words}” later"
    return Finding("REVISION", why, finding.gap)


def denial_of(a: Leaf, b: Leaf) -> Finding | None:
    """DENIAL where one of two statements on one question denies and the other does not, by different voices."""
    for denier, other in ((a, b), (b, a)):
        if denier.voice != other.voice or is_withdrawal(denier.statement):
            if is_withdrawal(denier.statement) and not is_withdrawal(other.statement):
                return Finding("RETRACTED", f"{_who(denier)} takes it back", 0.5)
            if not is_plain_voice(denier.statement):
                continue
            if is_denial(denier.statement) and not is_denial(other.statement) and _says_so(denier, other):
                return Finding("DENIAL", f"denied by {_who(denier)}, said by {_who(other)}", 0.5)
    return None


def _says_so(denier: Leaf, other: Leaf) -> bool:
    """Whether *other* says what *denier* denies, and not some third thing."""
    first, second = denier.statement.figure, other.statement.figure
    if first is not None and second is not None:
        return not figures_differ(first, second)
    fate = told_fate(denier.statement)
    if fate:
        return fate == fate_of(other.statement)
    return one_object(denier, other)


def _who(leaf: Leaf) -> str:
    last = leaf.statement.attribution[-1] if leaf.statement.attribution else None
    return last.name if last is not None else "the author"


def may_compare(a: Leaf, b: Leaf, *, firm: bool, dated: bool) -> bool:
    """Whether place, time and people of two figures of one event relate, as far as their words say.

    The event is *firm* where place and time are known; where only the time is (*dated*), a named side or one
    passage must do.
    """
    if _elsewhere(a, b) or _other_time(a, b) or _of_another_side(a) or _of_another_side(b) or _of_one_ship(a, b):
        return False
    known = _sides_known(a, b)
    settled = firm or (dated and (known or a.pericope is b.pericope))
    if settled and (known or not _may_be_of_either(a, b)):
        return True
    return in_one_passage(a, b) or is_told_twice(a, b) or _agrees_with_heading(a, b)


def _may_be_of_either(a: Leaf, b: Leaf) -> bool:
    """Whether a count without a side may be either place that its sentence names, or either side of its affair."""
    if _of_many_places(a) or _of_many_places(b):
        return True
    of_states = all(leaf.statement.figure is not None and leaf.statement.figure.kind == "states" for leaf in (a, b))
    return not of_states and bool(two_sided() & (a.pericope.sorts | b.pericope.sorts))


def _agrees_with_heading(a: Leaf, b: Leaf) -> bool:
    """Whether a headline and its story give counts that can be one; a headline that says otherwise tells of another."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or figures_differ(first, second):
        return False
    return heads_the_story(a, b)


def _sides_known(a: Leaf, b: Leaf) -> bool:
    first, second = a.people, b.people
    if first.sides and second.sides:
        return True
    # A named unit ("155th brigade") says whose people are counted as well as a side does.
    named = first.groups & second.groups
    return any(any(c.isdigit() for c in group) for group in named)


def _of_another_side(leaf: Leaf) -> bool:
    """Whether the sentence names sides, and not the one that its figure is read to count."""
    counted, said = leaf.people.sides, leaf.bearings.sides
    return bool(counted) and bool(said) and not counted & said


def _elsewhere(a: Leaf, b: Leaf) -> bool:
    first, second = a.narrow, b.narrow
    if not first or not second or first & second:
        return False
    return all(lie(x, y) == "apart" for x in first for y in second)


def _other_time(a: Leaf, b: Leaf) -> bool:
    return by_period(a, b).scope == "unlike"


def _of_one_ship(a: Leaf, b: Leaf) -> bool:
    """Whether one of the counts is of a named ship's, unit's or man's people and the other of something else."""
    return a.aboard != b.aboard


def _too_small(a: Leaf, b: Leaf) -> bool:
    """Whether the numbers are so small that only the same people, named alike, make them comparable."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None:
        return True
    if min(size(first), size(second)) > SMALL:
        return False
    counted = a.people
    if "naval" in a.pericope.sorts | b.pericope.sorts and (_bare_side(first) or _bare_side(second)):
        return True  # "six Germans were lost": of a sea fight these are ships as well as men
    if counted.sides or counted.groups or in_one_passage(a, b):
        return False
    # Nobody is named on either side: an exact day and a place must do.
    return a.pericope.exact is None or b.pericope.exact is None or not a.pericope.where or not b.pericope.where


def _bare_side(figure: Figure) -> bool:
    return counts_people(figure) and (not figure.noun or bool(sides_in(figure.noun)))


def _too_loose(a: Leaf, b: Leaf) -> bool:
    """Whether the kind is one that any noun may be counted under, and the people are not named alike."""
    first, second = a.statement.figure, b.statement.figure
    if first is None or second is None or first.kind not in loose_kinds():
        return False
    if min(size(first), size(second)) <= SMALL:
        return True
    if first.kind == "states" and a.pericope.period == b.pericope.period >= 0:
        return False  # who took part in one war or intervention
    if first.kind == "losses":
        return not first.noun or not second.noun  # "the Germans lost six": ships or men?
    if in_one_passage(a, b) and first.noun and first.noun == second.noun:
        return False
    if a.statement.record != b.statement.record and (a.pericope.exact is None or b.pericope.exact is None):
        return True
    if a.people.groups:
        return False
    if a.people.sides:
        return not first.noun or first.noun.casefold().rstrip("s") != second.noun.casefold().rstrip("s")
    # A crowd is the crowd of its day and place.
    if first.kind not in {"present", "engaged"}:
        return True
    sorts = a.pericope.sorts & b.pericope.sorts & CROWDS
    return not sorts or a.pericope.exact is None or b.pericope.exact is None or a.pericope.where != b.pericope.where


def _points_back(figure: Figure) -> bool:
    """Whether a small number only points to some that are known ("the two warships sunk")."""
    return size(figure) <= SMALL and bool(_DEFINITE.match(figure.locus.words))


def _of_many_places(leaf: Leaf) -> bool:
    """Whether the sentence names places apart from each other, so that its counts may be of either."""
    return any(lie(x, y) == "apart" for x, y in combinations(sorted(leaf.narrow), 2))


def _misread(leaf: Leaf) -> bool:
    """Whether a numeral is no count by itself: "the same number", "six more", "a score of the injured", "7.000 men"."""
    figure = leaf.statement.figure
    if figure is None:
        return True
    if counts_people(figure) and any(_SHIPS.match(x.words, figure.locus.end - x.start) for x in _around(leaf, figure)):
        return True
    if any(_JOINED.match(x.words, figure.numeral.end - x.start) for x in _holding(leaf, figure.numeral)):
        return True
    if _RELATIVE.search(figure.locus.words) or "number" in figure.numeral.words:
        return True
    return bool(_BROKEN.search(figure.numeral.words)) and size(figure) < 1000


def _around(leaf: Leaf, figure: Figure) -> list[Locus]:
    return _holding(leaf, figure.locus)


def _holding(leaf: Leaf, words: Locus) -> list[Locus]:
    return [locus for locus in leaf.statement.loci if locus.covers(words)]


def accounts_of(a: Leaf, b: Leaf, aspect: str) -> Finding | None:
    """The verdict on two statements without figures on one question."""
    if a.voice == b.voice and a.statement.record == b.statement.record:
        return None
    denial = denial_of(a, b)
    if denial is not None:
        return denial
    if aspect == "fate":
        return weigh_fates(a.statement, b.statement)
    if aspect == "participant":
        return None  # who else took part contradicts nobody
    if aspect == "date":
        if "report" in {a.bearings.footing, b.bearings.footing}:
            return None  # that is the day of the report
        first, second = date_of(a.statement), date_of(b.statement)
        return weigh_dates(first, second) if first is not None and second is not None else None
    if aspect == "place":
        where, other = place_of(a.statement), place_of(b.statement)
        return weigh_places(where, other) if where is not None and other is not None else None
    if any(_is_no_answer(leaf.statement) for leaf in (a, b)):
        return None
    named = bool(a.statement.event_words and b.statement.event_words)
    if aspect in EXPLAINED and not named and not told_side_by_side(a, b):
        return None  # causes and outcomes of what? only where both name the event
    return weigh_accounts(a.statement, b.statement) if aspect in DIFFERENT else None


def _is_no_answer(statement: Statement) -> bool:
    """Whether the words of an answer are negated, asked or cut in two."""
    words = statement.answer
    return words is not None and (is_negated(statement, words) or is_cut_in_two(statement, words))


def date_of(statement: Statement) -> When | None:
    """The date a statement gives: the narrowest day of its own, where its answer names one.

    An hour or "the following night" names no day by itself.
    """
    dated = [
        w
        for w in statement.whens
        if w.earliest is not None
        and w.latest is not None
        and w.type == "DATE"
        and (statement.answer is None or w.locus is None or w.locus.overlaps(statement.answer))
    ]
    return min(dated, key=lambda w: ((w.latest or 0) - (w.earliest or 0), w.words), default=None)


def place_of(statement: Statement) -> Locus | None:
    """The place a statement gives as its answer."""
    if statement.answer is not None:
        inside = [p for p in statement.places if statement.answer.covers(p)]
        return inside[0] if inside else statement.answer
    return statement.places[0] if statement.places else None
