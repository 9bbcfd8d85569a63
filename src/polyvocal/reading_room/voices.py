"""Who speaks: chains of voices as breadcrumbs, and the columns they make on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room.wording import hedge, listed
from polyvocal.terms import Statement

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
    answers: int


def column_key(placed: Placed) -> tuple[Kind, str, str]:
    """Which voice a statement counts for: the last of its chain; its name, and the key that spellings share."""
    crumbs = chain(placed.statement, placed.card)
    last = placed.statement.attribution[-1] if placed.statement.attribution else None
    if len(crumbs) == 1:
        return "writer", crumbs[0].name, _key(crumbs[0].name)
    if last is not None and last.name == UNNAMED:
        return "unnamed", "Unnamed in the source", _key(UNNAMED)
    name = (last.entity if last else None) or crumbs[-1].name
    return "quoted", name, _key(name)


def _key(name: str) -> str:
    # One column for "the Admiralty" and "Admiralty", and for a body that writes here and is quoted there.
    return sha256(" ".join(_ARTICLE.sub("", name).casefold().split()).encode()).hexdigest()[:8]


_ORDER: dict[Kind, int] = {"quoted": 0, "writer": 1, "unnamed": 2}


def columns(placed: Iterable[Placed], answering: dict[str, int]) -> tuple[Column, ...]:
    """The voices of an event: those quoted, then those who write, then the unnamed; most answers first.

    *answering* tells for each statement's id how many questions it answers.
    """
    found: dict[str, list[Placed]] = {}
    named: dict[str, tuple[Kind, str]] = {}
    for one in placed:
        kind, name, key = column_key(one)
        found.setdefault(key, []).append(one)
        known = named.setdefault(key, (kind, name))
        # Of several spellings the column bears the first in the alphabet, so that no input order shows.
        named[key] = min(known, (kind, name))
    ranked = sorted(found, key=lambda key: (_ORDER[named[key][0]], *_weight(found[key], answering), named[key][1]))
    return tuple(
        Column(
            key, siglum(i), named[key][1], named[key][0],
            tuple(p.statement.id for p in found[key]),
            len({p.card.id for p in found[key]}),
            sum(answering.get(p.statement.id, 0) for p in found[key]),
        )
        for i, key in enumerate(ranked)
    )  # fmt: skip


def _weight(statements: list[Placed], answering: dict[str, int]) -> tuple[int, int]:
    return -sum(answering.get(p.statement.id, 0) for p in statements), -len(statements)


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
