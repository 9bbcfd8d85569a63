"""Who speaks: chains of voices as breadcrumbs, and the columns they make on a sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from polyvocal.holdings.views import Card, Placed
from polyvocal.holdings.voicing import AUTHOR, UNNAMED, is_common, letters, pronouns
from polyvocal.reading_room.wording import hedge, listed
from polyvocal.terms import Statement, Voice

Kind = Literal["quoted", "writer", "unnamed"]
NOBODY = "N.N."
"""The siglum of voices that a source leaves unnamed, as registers write it (nomen nescio)."""
_LONG = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Crumb:
    """One voice of a chain as printed: its *name*, how it speaks, and where it stands (None for the writer)."""

    name: str
    hedge: str = ""
    span: tuple[int, int] | None = None


def writer(card: Card) -> str:
    """Who signs a document; an unsigned one speaks as its periodical or as itself."""
    if card.authors:
        return listed(card.authors, 3)
    if card.container:
        return f"{card.container} (unsigned)"
    if card.title_supplied or not card.title:
        return f"unsigned ({card.source.rsplit('/', 1)[-1]})"
    return f"unsigned: {title(card)}"


def title(card: Card) -> str:
    """The title, in square brackets where the catalogue supplied it."""
    if not card.title:
        return "[untitled]"
    return f"[{card.title}]" if card.title_supplied and not card.title.startswith("[") else card.title


def chain(statement: Statement, card: Card) -> tuple[Crumb, ...]:
    """The voices of a statement, nearest the page first, with the hedges that the text gives each."""
    crumbs = [
        Crumb(_name(voice, card, nearest=i == 0), hedge(voice), voice.locus.span if voice.locus else None)
        for i, voice in enumerate(statement.attribution)
    ]
    return tuple(crumbs) or (Crumb(writer(card)),)


def _name(voice: Voice, card: Card, *, nearest: bool) -> str:
    own = nearest and voice.locus is None and (voice.name.lower() in AUTHOR or voice.name in card.authors)
    return writer(card) if own or not voice.name else voice.name


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a voice, with the *siglum* that stands for it in the apparatus."""

    key: str
    siglum: str
    name: str
    kind: Kind
    statements: tuple[str, ...]
    documents: int
    telling: float  # how many documents give it, and how much of the sheet it answers
    standing: float = 1.0  # a half for a voice without a name


def column_key(placed: Placed) -> tuple[Kind, str, str]:
    """Which voice a statement counts for: the last of its chain; its name, and the key that spellings share.

    "The Admiralty" is one voice in all documents; "he" and "survivors" are not.
    """
    voices = placed.statement.attribution
    if len(voices) < 2:
        # An unsigned sheet without a masthead is a voice of its own: like titles do not make one voice.
        alone = "" if placed.card.authors or placed.card.container else placed.card.id
        name = _name(voices[0], placed.card, nearest=True) if voices else writer(placed.card)
        return "writer", name, _key(f"{name} {alone}")
    if voices[-1].name == UNNAMED:
        return "unnamed", "Unnamed in the source", _key(UNNAMED)
    name = voices[-1].entity or _name(voices[-1], placed.card, nearest=False)
    if voices[-1].entity is None and is_common(name):
        told = f"{name} (in {title(placed.card)})" if name.casefold() in pronouns() else name
        return "quoted", told, _key(f"{name} {placed.origin}")
    return "quoted", name, _key(name)


@lru_cache(4096)
def _key(name: str) -> str:
    # One column for "the Admiralty", "ADMIRALTY" and the scanned "Ad miralty", and for a body that writes or is quoted.
    return sha256(letters(name).encode()).hexdigest()[:8]


def columns(placed: Iterable[Placed], questions: Sequence[Collection[str]]) -> tuple[Column, ...]:
    """The voices of an event, the most telling first; those that the sources leave unnamed share one column, the last.

    *questions* are the statements that answer each question, the first question first.
    """
    found: dict[str, list[Placed]] = {}
    spelled: dict[str, Counter[tuple[Kind, str]]] = {}
    for one in placed:
        kind, name, key = column_key(one)
        found.setdefault(key, []).append(one)
        spelled.setdefault(key, Counter())[kind, name] += 1
    weights = _weights({one.statement.id: key for key, said in found.items() for one in said}, questions)
    known = [_column(key, found[key], spelled[key], weights[key]) for key in found]
    known.sort(key=lambda c: (c.kind == "unnamed", -c.telling, -len(c.statements), c.name, c.key))
    return tuple(
        replace(column, siglum=NOBODY if column.kind == "unnamed" else siglum(i)) for i, column in enumerate(known)
    )


def _column(key: str, said: Sequence[Placed], spelled: Counter[tuple[Kind, str]], weight: float) -> Column:
    # Of several spellings the column bears the most frequent, rather not in capitals; no input order shows.
    kind, name = min(spelled, key=lambda pair: (-spelled[pair], pair[1].isupper(), pair))
    documents = len({one.card.id for one in said})
    unsigned = kind == "writer" and not said[0].card.authors and not said[0].card.container
    # A voice with a name tells more than "he", "survivors" or an unsigned page; a quarter keeps those in play who
    # answer no question.
    common = kind == "quoted" and is_common(said[0].statement.attribution[-1].name)
    # A very long "name" is a clause that the reader took for one.
    standing = 0.5 if unsigned or common or (kind == "quoted" and len(name.split()) > _LONG) else 1.0
    telling = round(documents * (0.25 + weight) * standing, 6)
    return Column(key, "", name, kind, tuple(one.statement.id for one in said), documents, telling, standing)


def _weights(voice_of: dict[str, str], questions: Sequence[Collection[str]]) -> Mapping[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for rank, statements in enumerate(questions):
        for key in {voice_of[statement] for statement in statements if statement in voice_of}:
            weights[key] += 1 / (1 + rank)
    return weights


def siglum(rank: int) -> str:
    """The letter that stands for the voice of that rank.

    >>> siglum(0), siglum(25), siglum(26), siglum(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    rank += 1
    while rank:
        rank, letter = divmod(rank - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
