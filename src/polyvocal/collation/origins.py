"""Origins: which records and which statements may go back to one source.

Agreement inside one origin proves nothing, so doubt joins rather than parts: "independence not shown" is all that
is ever said of two origins (DESIGN, section 6.5).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from polyvocal.collation.places import plain
from polyvocal.terms import Origin, ReprintLink, Statement, Voice, Witness
from polyvocal.usage import load

# A partial reprint below this shares a passage, not its source: two front pages with one wire story between them
# are two witnesses of everything else. Wording then decides statement by statement.
MOSTLY = 0.5
_WORD = re.compile(r"\w+")
_RUN = 6  # words in a row that two independent writers hardly share
_READ = 120  # words of a statement that are read for them


class Groups:
    """Disjoint sets, joined one pair at a time; the smallest member stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """Who stands for the set of *item*."""
        parent = self._parent
        while (above := parent.setdefault(item, item)) != item:
            parent[item] = parent.get(above, above)
            item = parent[item]
        return item

    def join(self, a: str, b: str) -> bool:
        """Join two sets; False where they were one already."""
        first, second = self.find(a), self.find(b)
        if first == second:
            return False
        self._parent[max(first, second)] = min(first, second)
        return True


def printed(witness: Witness) -> Witness:
    """The witness; an item of a newspaper page loses the publisher, who prints the words of many hands.

    Such an item is a file of its own to collation, named by its record.
    """
    many_hands = witness.record and witness.source.endswith(witness.record) and witness.publisher
    return replace(witness, publisher="") if many_hands else witness


def of_records(witnesses: Sequence[Witness], reprints: Iterable[ReprintLink]) -> tuple[Origin, ...]:
    """The origins of all records, and why each record stands in its origin; one that has no tie stands alone."""
    groups = Groups()
    why: dict[str, set[str]] = defaultdict(set)
    known = {w.record for w in witnesses}
    for link in sorted(reprints):
        if link.kind != "partial" or link.containment >= MOSTLY:
            known |= {link.copy, link.of}
            told = f"{link.kind} reprint (containment {link.containment:.2f})"
            _tie(groups, why, [link.copy, link.of], "translation" if link.kind == "translation" else told)
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for witness in witnesses:
        for author in witness.authors:
            if not is_nobody(author):
                by_name["same author", plain(author)].append(witness.record)
        by_name["cut from one file", witness.source].append(witness.record)
        if plain(witness.publisher):
            by_name["same publisher", plain(witness.publisher)].append(witness.record)
    for (how, name), records in sorted(by_name.items()):
        if name and len(records) > 1:
            _tie(groups, why, sorted(records), f"{how}, {name}")
    members: dict[str, list[str]] = defaultdict(list)
    for record in sorted(known):
        members[groups.find(record)].append(record)
    return tuple(_origin(head, records, why) for head, records in sorted(members.items()))


def _tie(groups: Groups, why: dict[str, set[str]], records: list[str], reason: str) -> None:
    for record in records:
        groups.join(records[0], record)
        why[record].add(reason)


def _origin(head: str, records: list[str], why: dict[str, set[str]]) -> Origin:
    reasons = sorted({reason for record in records for reason in why.get(record, ())})
    shown = "; ".join(reasons[:6]) + ("; ..." if len(reasons) > 6 else "")
    ident = "o" + sha256(head.encode()).hexdigest()[:15]
    return Origin(ident, tuple(records), shown or "no tie to another record is known")


# --- voices ----------------------------------------------------------------------------------------------------


@cache
def _nobody() -> frozenset[str]:
    return frozenset(plain(w) for w in load("en", "collation")["voices"]["nobody"])


@cache
def is_nobody(name: str) -> bool:
    """Whether a voice's name names nobody in particular ("eyewitnesses", "unnamed in the source")."""
    said = plain(name)
    return not said or said in _nobody() or (name == name.lower() and said.split()[-1] in _nobody())


def final_voice(statement: Statement) -> Voice | None:
    """The innermost voice: the one on whose word the statement rests."""
    return statement.attribution[-1] if statement.attribution else None


def is_own_word(statement: Statement) -> bool:
    """Whether the record's author says it in words of his own."""
    voice = final_voice(statement)
    return voice is None or (len(statement.attribution) == 1 and voice.locus is None)


def voice_key(statement: Statement, witness: Witness) -> str:
    """Who says it, as a key: the named voice wherever it is quoted, else an unnamed one of this record.

    The author's own words are those of the witness's author or, failing that, of its record.
    """
    voice = final_voice(statement)
    if voice is None or is_own_word(statement):
        named = [a for a in witness.authors if not is_nobody(a)]
        return "author:" + (plain(named[0]) if named else plain(witness.publisher) or witness.record)
    name = voice.entity or voice.name
    if is_nobody(name):
        return f"in {witness.record}:{plain(name)}"
    return "voice:" + plain(name)


def voice_name(statement: Statement, witness: Witness) -> str:
    """Who says it, as written."""
    voice = final_voice(statement)
    if voice is None or is_own_word(statement):
        named = [a for a in witness.authors if a]
        if named or witness.publisher:
            return named[0] if named else witness.publisher
        return f"the author of “{' '.join(witness.title.split())[:60]}”" if witness.title else "the author"
    return voice.entity or voice.name


def shared_wording(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """For each statement the runs of words that it shares with a statement of another record."""
    places: dict[int, list[str]] = {}
    known = list(statements)
    record_of = {statement.id: statement.record for statement in known}
    if len(set(record_of.values())) == 1:
        return dict.fromkeys(record_of, ())
    for statement in known:
        words = _WORD.findall(" ".join(locus.words for locus in statement.loci).casefold())[:_READ]
        for run in {hash(run) for run in zip(*(words[at:] for at in range(_RUN)), strict=False)}:
            places.setdefault(run, []).append(statement.id)
    # A copied sentence is many runs that stand in the same statements: one of them is enough.
    families = {tuple(ids) for ids in places.values() if len(ids) > 1}
    families |= set(_copies(known))
    ties: dict[str, list[str]] = {ident: [] for ident in record_of}
    for number, family in enumerate(sorted(families)):
        if len({record_of[ident] for ident in family}) > 1:
            for ident in family:
                ties[ident].append(f"words:{number}")
    return {ident: tuple(mine) for ident, mine in ties.items()}


_LETTERS = re.compile(r"[^\W\d_]+")
# Every place where one of these letters stands begins a piece: about a fifth of all, the same ones in every copy.
_PIECE = re.compile(r"(?=([hsd].{7}))")
_SHARE, _PIECES = 0.4, 8
_STOCK = 64  # wordings in which a piece stands; one in more is a stock phrase, and tells no copy


def _copies(statements: Sequence[Statement]) -> Iterator[tuple[str, ...]]:
    """Statements that are one wording through the noise of scanning: two fifths of their pieces of eight letters.

    Runs of whole words are broken by misread letters; pieces of letters outlive them. Each family is found by its
    first member, so that the work stays near-linear.
    """
    firsts: dict[str, list[int]] = {}
    families: list[list[str]] = []
    pieces_of: list[frozenset[str]] = []
    for statement in statements:
        said = "".join(_LETTERS.findall(" ".join(x.words for x in statement.loci).casefold()))[: _READ * 6]
        pieces = frozenset(_PIECE.findall(said))
        if len(pieces) < _PIECES:
            continue
        known = (firsts.get(piece, ()) for piece in pieces)
        met = Counter(at for families_with in known if len(families_with) < _STOCK for at in families_with)
        best = max(met, key=lambda at: (met[at] / min(len(pieces), len(pieces_of[at])), -at), default=-1)
        if best >= 0 and met[best] >= _SHARE * min(len(pieces), len(pieces_of[best])):
            families[best].append(statement.id)
            continue
        for piece in pieces:
            found_in = firsts.setdefault(piece, [])
            if len(found_in) < _STOCK:
                found_in.append(len(families))
        families.append([statement.id])
        pieces_of.append(pieces)
    yield from (tuple(family) for family in families if len(family) > 1)


class Party(NamedTuple):
    """What the counting of origins needs of one statement: its record, that record's origin, what ties it to others."""

    record: str
    origin: str
    ties: frozenset[str]


def count(parties: Sequence[Party]) -> tuple[int, int]:
    """How many documents and origins stand behind some statements.

    Statements are of one origin where their records are, where one named voice says both, or where they share a run
    of words.

    >>> berlin, nothing = frozenset({"voice:berlin"}), frozenset()
    >>> count([Party("a", "1", berlin), Party("b", "2", berlin), Party("c", "3", nothing)])
    (3, 2)
    """
    documents = {party.record for party in parties}
    origins = {party.origin for party in parties}
    if len(origins) == 1 or not any(party.ties for party in parties):
        return len(documents), len(origins)
    if len(parties) == 2:
        return len(documents), 1 if parties[0].ties & parties[1].ties else 2
    groups, joined = Groups(), 0
    first: dict[str, str] = {}  # the first origin met with each tie
    for origin, ties in {(party.origin, party.ties) for party in parties}:
        for tie in ties:
            joined += groups.join(origin, first.setdefault(tie, origin))
    return len(documents), len(origins) - joined
