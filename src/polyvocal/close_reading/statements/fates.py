"""Statements of fates: what became of a ship, a person, a unit, a town."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polyvocal.close_reading.statements.cues import Cue, Usage
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.terms import Locus, Name, Sentence, Statement
from polyvocal.usage import load


class _Patterns(NamedTuple):
    """What may stand between the names of a list, from a name to its predicate, and from a verb to its object."""

    list_link: re.Pattern[str]
    subject_link: re.Pattern[str]
    object_link: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    table = load(language, "statements")["fates_patterns"]
    return _Patterns(*(re.compile(table[field], re.I | re.X) for field in _Patterns._fields))


_THING = frozenset(["person", "other", "organisation"])


def fate_statements(maker: Maker) -> list[Statement]:
    """A statement for every name of which a sentence says what became of it."""
    found: list[Statement] = []
    for cue in maker.page.words.cues.get("participle", ()):
        found += _after_subject(maker, cue, passive=True)
    for cue in maker.page.words.cues.get("verb", ()):
        found += _after_subject(maker, cue, passive=False)
    for label in ("verb before", "noun before"):
        for cue in maker.page.words.cues.get(label, ()):
            found += _before_object(maker, cue)
    return found


def _after_subject(maker: Maker, cue: Cue, *, passive: bool) -> list[Statement]:
    """Fates whose subject stands before them: "the Pommern was not sunk"."""
    page = maker.page
    sentence = page.sentences[page.sentence_at(cue.start)]
    first = _verb_group(page, cue) if passive else cue.first
    if first < 0:
        first = _bare(page, sentence, cue)
        if first < 0:
            return []
    if _unreal(page, sentence, first):
        return []
    start = page.words.starts[first]
    named = [n for n in page.names_in(sentence.start, start) if n.locus.end <= start]
    subjects, voice = _subjects(page, named, start)
    if not subjects and passive and (unnamed := _unnamed(page, sentence, first)) is not None:
        subjects = [_antecedent(page, unnamed) or unnamed]
    fate = " ".join(page.text[cue.start : cue.end].lower().split())
    return [
        maker.make(
            "fate",
            max(n.locus.start, sentence.start),
            cue.end,
            "fate",
            answer=page.locus(start, cue.end),
            subject=n,
            voice=voice,
        )
        for n in subjects
        if _may_meet(page, n, fate)
    ]


_BEHIND_BARE = re.compile(
    r"\W*(?:$|[.,;:!?\n]|(?:in|by|at|off|with|after|on|when|near|from|during|as|and|but)\b)", re.I
)


def _bare(page: Page, sentence: Sentence, cue: Cue) -> int:
    """Rank of the first word of a participle without its auxiliary, -1 where it is no predicate.

    Headlines leave the auxiliary out ("Pommern Sunk"), and so does what goes on from another fate ("was sunk and
    the cruiser Warrior disabled").
    """
    if not _BEHIND_BARE.match(page.text, cue.end, sentence.end):
        return -1
    if not page.is_prose(page.sentence_at(cue.start)):
        return cue.first
    first = cue.first
    while first > 0 and page.words.words[first - 1] in page.usage.degrees_of_harm:
        first -= 1
    earlier = page.cues_in("participle", sentence.start, cue.start)
    named = page.names_in(max(sentence.start, cue.start - 60), cue.start)
    adjacent = bool(named) and not page.text[named[-1].locus.end : page.words.starts[first]].strip()
    return first if adjacent and any(_verb_group(page, c) >= 0 for c in earlier) else -1


def _verb_group(page: Page, cue: Cue) -> int:
    """Rank of the first word of the auxiliary before a participle, -1 where none stands there."""
    words, usage = page.words.words, page.usage
    at = cue.first - 1
    while at >= 0 and words[at] in usage.between and cue.first - at <= 4 and words[at] not in usage.auxiliaries:
        at -= 1
    for count in (3, 2, 1):
        first = at - count + 1
        if first >= 0 and " ".join(words[first : at + 1]) in usage.auxiliaries:
            return _reporting(words, first, usage)
    return -1


def _reporting(words: list[str], first: int, usage: Usage) -> int:
    """The rank to begin at: "is reported" before "to have been"; -1 where "to be" speaks of the future."""
    if words[first] != "to":
        return first
    if first > 1 and words[first - 1] in usage.reporting and words[first - 2] in usage.auxiliaries:
        return first - 2
    return first if words[first + 1 : first + 2] == ["have"] or words[max(0, first - 1)] in usage.reporting else -1


def _unreal(page: Page, sentence: Sentence, first: int) -> bool:
    """Whether the fate is only feared, foretold or asked for."""
    words = page.words.words
    opening = page.word_at(sentence.start)
    supposed = any(words[at] in page.usage.supposing for at in range(max(opening, first - 8), first))
    return supposed or any(words[at] in page.usage.unreal for at in range(max(opening, first - 3), first))


def _subjects(page: Page, named: list[Name], start: int) -> tuple[list[Name], Locus | None]:
    """The name right before a verb with the others of its list, and who reports it between ("reported by Berlin")."""
    link = None
    while named and link is None and start - named[-1].locus.end <= 130:
        link = _patterns(page.language).subject_link.fullmatch(page.text, named[-1].locus.end, start)
        if link is None or _is_complement(page, _first_of_list(page, named)):
            named, link = named[:-1], None  # the voice or the place between, not the subject
    if link is None:
        return [], None
    subjects = named[named.index(_first_of_list(page, named)) :]
    return subjects, page.locus(*link.span("voice")) if link["voice"] else None


def _first_of_list(page: Page, named: list[Name]) -> Name:
    """The first name of the list that the last one ends."""
    first = named[-1]
    for name in reversed(named[:-1]):
        if name.type != first.type or not _patterns(page.language).list_link.fullmatch(
            page.text, name.locus.end, first.locus.start
        ):
            break
        first = name
    return first


def _unnamed(page: Page, sentence: Sentence, first: int) -> Name | None:
    """A subject without a name: "the head of the town's police", singular, right before the verb."""
    words = page.words
    opening = page.word_at(sentence.start)
    for at in range(first - 2, max(opening, first - 9) - 1, -1):
        if words.words[at] not in page.usage.determiners:
            continue
        before = words.words[at - 1] if at > opening else "that"
        gap = page.text[words.ends[at - 1] : words.starts[at]] if at > opening else ""
        if before not in page.usage.clause_openers and "," not in gap:
            continue
        if not _is_one(page, at, first):
            return None
        return Name(page.locus(words.starts[at], words.ends[first - 1]), "other")
    return None


def _is_one(page: Page, at: int, first: int) -> bool:
    """Whether the words from a determiner to the verb name one person, ship or building and say no more."""
    usage, words = page.usage, page.words.words[at + 1 : first]
    marks = page.text[page.words.starts[at] : page.words.starts[first]]
    head = words[: words.index("of")] if "of" in words else words
    if any(w in usage.auxiliaries or w in usage.saying_more for w in words) or any(mark in marks for mark in ',;:"“('):
        return False
    return any(w in usage.roles for w in head[:4])


def _antecedent(page: Page, unnamed: Name) -> Name | None:
    """The one ship named in the sentence before, where "the battleship" or "the vessel" takes it up."""
    words = unnamed.locus.words.lower().split()
    rank = page.sentence_at(unnamed.locus.start)
    if len(words) != 2 or words[0] != "the" or words[1] not in page.usage.ship_nouns or rank == 0:
        return None
    before = page.sentences[rank - 1]
    if before.paragraph != page.sentences[rank].paragraph:
        return None
    ships = [n for n in page.names_in(before.start, before.end) if n.type == "other"]
    return ships[0] if len(ships) == 1 else None


_COMPLEMENT = re.compile(
    r"\b(?:of|from|in|by|with|to|at|on|near|off|for|aboard|against)\s+(?:(?:[a-z-]+|British|German|French|Russian|American)\s+){0,5}"
    r"[\"“‘']?$"
)


def _is_complement(page: Page, name: Name) -> bool:
    """Whether a name only qualifies the subject ("the crew of the great battleship Pommern was lost")."""
    before = page.text[max(0, name.locus.start - 60) : name.locus.start]
    return _COMPLEMENT.search(before) is not None


def _may_meet(page: Page, name: Name, fate: str) -> bool:
    if name.type == "place":
        return fate in page.usage.of_places
    if name.type == "person" and fate in page.usage.ships_alone:
        return False
    return name.type in _THING and fate not in page.usage.places_alone


def _before_object(maker: Maker, cue: Cue) -> list[Statement]:
    """Fates whose subject stands behind them: "the loss of the Queen Mary"."""
    page = maker.page
    sentence = page.sentences[page.sentence_at(cue.start)]
    if _unreal(page, sentence, cue.first):
        return []
    named = [n for n in page.names_in(cue.end, min(sentence.end, cue.end + 70)) if n.type in ("person", "other")]
    between = _patterns(page.language).object_link
    if not named or between.fullmatch(page.text, cue.end, named[0].locus.start) is None:
        return []
    subjects = [named[0]]
    for name in named[1:]:
        if name.type != subjects[-1].type or not _patterns(page.language).list_link.fullmatch(
            page.text, subjects[-1].locus.end, name.locus.start
        ):
            break
        subjects.append(name)
    return [
        maker.make(
            "fate", cue.start, n.locus.end, "fate, before its name", answer=page.locus(cue.start, cue.end), subject=n
        )
        for n in subjects
        if _can_be_object(page, n, cue)
    ]


def _can_be_object(page: Page, name: Name, cue: Cue) -> bool:
    """Whether a verb before a name can have a person for its object."""
    words = page.text[cue.start : cue.end].lower().split()
    return name.type != "person" or words[0] not in page.usage.ships_alone
