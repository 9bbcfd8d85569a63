"""Who speaks: chains of voices as breadcrumbs, and the columns they make on a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Literal

from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room.wording import hedge, listed
from polyvocal.terms import Statement
from polyvocal.usage import languages, load

Kind = Literal["quoted", "writer", "unnamed"]
UNNAMED = "unnamed in the source"
_AUTHOR = ("the author", "author", "")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)


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
    crumbs: list[Crumb] = []
    for i, voice in enumerate(statement.attribution):
        own = i == 0 and voice.locus is None and (voice.name.lower() in _AUTHOR or voice.name in card.authors)
        name = writer(card) if own or not voice.name else voice.name
        crumbs.append(Crumb(name, hedge(voice), voice.locus.span if voice.locus else None))
    return tuple(crumbs) or (Crumb(writer(card)),)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: a voice, with the *siglum* that stands for it in the apparatus."""

    key: str
    siglum: str
    name: str
    kind: Kind
    statements: tuple[str, ...]
    documents: int
    weight: float  # how much of the sheet it answers, the first questions weighing most


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(word for language in languages() for word in load(language, "pronouns")["personal"].split())


def is_common(name: str) -> bool:
    """Whether a name says no more than a pronoun or a common noun: it then names a voice of one document only.

    >>> is_common("He"), is_common("the eyewitnesses"), is_common("the Admiralty"), is_common("матросы")
    (True, True, False, True)
    """
    words = _ARTICLE.sub("", name).split()
    if len(words) == 1 and words[0].casefold() in _pronouns():
        return True
    return bool(words) and all(word[0].islower() for word in words)


def column_key(placed: Placed) -> tuple[Kind, str, str]:
    """Which voice a statement counts for: the last of its chain; its name, and the key that spellings share.

    "The Admiralty" is one voice in all documents; "he" and "survivors" are not.
    """
    crumbs = chain(placed.statement, placed.card)
    last = placed.statement.attribution[-1] if placed.statement.attribution else None
    if len(crumbs) == 1:
        # An unsigned sheet without a masthead is a voice of its own: like titles do not make one voice.
        alone = "" if placed.card.authors or placed.card.container else placed.card.id
        return "writer", crumbs[0].name, _key(f"{crumbs[0].name} {alone}")
    if last is not None and last.name == UNNAMED:
        return "unnamed", "Unnamed in the source", _key(UNNAMED)
    name = (last.entity if last else None) or crumbs[-1].name
    if is_common(name):
        told = f"{name} (in {title(placed.card)})" if name.casefold() in _pronouns() else name
        return "quoted", told, _key(f"{name} {placed.origin}")
    return "quoted", name, _key(name)


def _key(name: str) -> str:
    # One column for "the Admiralty" and "Admiralty", and for a body that writes here and is quoted there.
    return sha256(" ".join(_ARTICLE.sub("", name).casefold().split()).encode()).hexdigest()[:8]


_ORDER: dict[Kind, int] = {"quoted": 0, "writer": 1, "unnamed": 2}


def columns(placed: Iterable[Placed], questions: Sequence[Collection[str]]) -> tuple[Column, ...]:
    """The voices of an event: those quoted, then those who write, then the unnamed; in each, the most telling first.

    *questions* are the statements that answer each question, the first question first.
    """
    found: dict[str, list[Placed]] = {}
    named: dict[str, tuple[Kind, str]] = {}
    for one in placed:
        kind, name, key = column_key(one)
        found.setdefault(key, []).append(one)
        # Of several spellings the column bears the first in the alphabet, so that no input order shows.
        named[key] = min(named.get(key, (kind, name)), (kind, name))
    weights = _weights({one.statement.id: key for key, said in found.items() for one in said}, questions)
    ranked = sorted(found, key=lambda key: (_ORDER[named[key][0]], -weights[key], -len(found[key]), named[key][1], key))
    return tuple(
        Column(
            key,
            siglum(i),
            named[key][1],
            named[key][0],
            tuple(one.statement.id for one in found[key]),
            len({one.card.id for one in found[key]}),
            round(weights[key], 6),
        )
        for i, key in enumerate(ranked)
    )


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
