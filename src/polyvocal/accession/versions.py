"""Two printings of one text set side by side word by word: what one cut, added, replaced, spelt otherwise or moved.

Words are compared without case and marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polyvocal.accession.anchors import Piece, differing
from polyvocal.accession.spelling import Telling
from polyvocal.terms import Change, Description, ReprintLink, Version
from polyvocal.terms.cited import plain_words
from polyvocal.terms.comparison import ChangeKind

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOVED = 8  # words of a passage that can be told to have moved
_APART = 15  # misread words between two runs of one moved passage
_SEED = 4  # words of a run by which a moved passage is found again
MOST_WORDS = 200_000  # of one text; what lies behind them is not compared, and a note says so
MOST_COMPARED = 1_500
"""Pairs compared word by word, those that share most first: of wire copies thousands share a passage."""
MOST_CHANGES = 5_000  # of one pair


@dataclass(frozen=True, slots=True)
class _Words:
    plain: list[str]
    spans: list[tuple[int, int]]


def _words(text: str) -> _Words:
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        if len(plain) == MOST_WORDS:
            break
        plain.append(found[0].casefold().replace("’", "'"))
        spans.append(found.span())
    return _Words(plain, spans)


def compare(of_text: str, copy_text: str) -> tuple[Change, ...]:
    """Where *copy_text* departs from *of_text*, in order of place; case, spaces and marks are not counted.

    A passage cut here and added there has moved; a word of nearly the same letters is spelt otherwise, unless both
    forms are words of the language or of the texts, or hold figures.

    >>> of, copy = "The fleet lost ten ships in the night.", "The fleet Iost eleven ships."
    >>> [(c.kind, of[c.of_start:c.of_end], copy[c.copy_start:c.copy_end]) for c in compare(of, copy)]
    [('spelling', 'lost', 'Iost'), ('replaced', 'ten', 'eleven'), ('cut', 'in the night', '')]
    """
    of, copy = _words(of_text), _words(copy_text)
    told = Telling(of.plain, copy.plain)
    pieces = list(differing(of.plain, copy.plain))
    moves = _moves(pieces, of.plain, copy.plain)
    changes = [_change(of, copy, move, "moved") for move in moves]
    for piece in _without(pieces, moves):
        changes += (_change(of, copy, part, kind) for part, kind in told.parts(piece))
    return tuple(sorted(changes))


def _change(of: _Words, copy: _Words, piece: Piece, kind: ChangeKind) -> Change:
    return Change(*_characters(of.spans, *piece[:2]), *_characters(copy.spans, *piece[2:]), kind)


def _characters(spans: Sequence[tuple[int, int]], first: int, behind: int) -> tuple[int, int]:
    if first < behind:
        return spans[first][0], spans[behind - 1][1]
    # Nothing stands here: the place is where the next word would begin.
    at = spans[first][0] if first < len(spans) else spans[-1][1] if spans else 0
    return at, at


def _moves(pieces: Sequence[Piece], of: Sequence[str], copy: Sequence[str]) -> list[Piece]:
    """Passages that one printing has in another place."""
    seeds: dict[tuple[str, ...], int] = {}
    ends: dict[int, int] = {}
    for _, _, b, b_end in pieces:
        for j in range(b, b_end - _SEED + 1):
            seeds.setdefault(tuple(copy[j : j + _SEED]), j)
            ends[j] = b_end
    runs: list[Piece] = []
    moved: list[Piece] = []
    used: list[tuple[int, int]] = []
    for a, a_end, _, _ in pieces:
        i = a
        while i <= a_end - _SEED:
            j = seeds.get(tuple(of[i : i + _SEED]), -1)
            size = 0
            while j >= 0 and i + size < a_end and j + size < ends[j] and of[i + size] == copy[j + size]:
                size += 1
            if size:
                runs.append((i, i + size, j, j + size))
            i += size or 1
        moved += _chained(runs, ends)
        runs = []
    return [move for move in moved if _free(move, used)]


def _chained(runs: Sequence[Piece], ends: dict[int, int]) -> Iterator[Piece]:
    """Runs of equal words that follow one another in both texts as one passage each, misread words between them."""
    chain: list[Piece] = []
    for run in [*runs, None]:
        if run and chain and _follows(run, chain[-1], ends):
            chain.append(run)
            continue
        if sum(i_end - i for i, i_end, _, _ in chain) >= _MOVED:
            yield chain[0][0], chain[-1][1], chain[0][2], chain[-1][3]
        chain = [run] if run else []


def _follows(run: Piece, last: Piece, ends: dict[int, int]) -> bool:
    near = 0 <= run[0] - last[1] <= _APART and 0 <= run[2] - last[3] <= _APART
    return near and ends[run[2]] == ends[last[2]]


def _free(move: Piece, used: list[tuple[int, int]]) -> bool:
    # A passage of the copy has one origin: the first that claims it.
    if any(move[2] < behind and first < move[3] for first, behind in used):
        return False
    used.append(move[2:])
    return True


def _without(pieces: Sequence[Piece], moves: Sequence[Piece]) -> Iterator[Piece]:
    """What is left of the pieces once the moved passages are taken out of both sides."""
    left, right = [m[:2] for m in moves], sorted(m[2:] for m in moves)
    for a, a_end, b, b_end in pieces:
        of, copy = _rest(a, a_end, left), _rest(b, b_end, right)
        if len(of) == len(copy) == 1:
            yield *of[0], *copy[0]
            continue
        yield from ((i, end, b, b) for i, end in of if i < end)
        yield from ((a_end, a_end, j, end) for j, end in copy if j < end)


def _rest(start: int, end: int, taken: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    parts = []
    at = start
    for first, behind in taken:
        if start <= first and behind <= end:
            parts.append((at, first))
            at = behind
    return [*parts, (at, end)]


Texts = Callable[[str], str]
Cards = Callable[[str], Description]


def versions(links: Iterable[ReprintLink], text_of: Texts, card_of: Cards) -> Iterator[Version]:
    """Every pair of printings compared, one at a time: the pile may be longer than the memory is wide."""
    kept = lru_cache(maxsize=64)(text_of)
    told = sorted(links, key=lambda link: (-link.containment, link.of, link.copy))
    for rank, link in sorted(enumerate(told), key=lambda ranked: (ranked[1].of, ranked[1].copy)):
        if rank < MOST_COMPARED:
            yield version(link, kept(link.of), kept(link.copy), card_of(link.of), card_of(link.copy))
        else:
            notes = (*_notes(link, card_of(link.of), card_of(link.copy)), _NOT_COMPARED)
            yield Version(link.copy, link.of, (), notes)


def version(link: ReprintLink, of_text: str, copy_text: str, of_card: Description, copy_card: Description) -> Version:
    """Two printings compared, with notes on what was retitled, re-dated or signed otherwise, and on what was left out.

    A translation is not compared word by word.
    """
    notes = list(_notes(link, of_card, copy_card))
    if link.kind == "translation":
        return Version(link.copy, link.of, (), (*notes, "a translation: not compared word by word"))
    changes = compare(of_text, copy_text)
    for name, text in (("the text repeated", of_text), ("this printing", copy_text)):
        if len(text) > MOST_WORDS and sum(1 for _ in _WORD.finditer(text)) > MOST_WORDS:
            notes.append(f"only the first {MOST_WORDS:,} words of {name} were compared")
    if len(changes) > MOST_CHANGES:
        notes.append(f"{len(changes):,} changes found; the first {MOST_CHANGES:,} are kept")
    return Version(link.copy, link.of, changes[:MOST_CHANGES], tuple(notes))


_NOT_COMPARED = f"not compared word by word: of all pairs of printings, the {MOST_COMPARED:,} that share most are"
_AGAIN = {"title": "retitled", "date": "re-dated"}
_MOSTLY = 0.5  # as in collation.origins: below it two texts share a passage, not their source
_CLOCKS = ("published", "first published", "this edition", "delivered", "written")


def _notes(link: ReprintLink, of: Description, copy: Description) -> Iterator[str]:
    """What the cards of two printings say otherwise; of two that are dated, the earlier comes first."""
    if link.kind == "partial" and link.containment < _MOSTLY:
        return  # two documents with a passage in common have each their own title
    days = _day(of), _day(copy)
    first, then = (copy, of) if all(days) and days[1] < days[0] else (of, copy)
    dated = all(days) and days[0] != days[1]
    for how, one, other in (
        ("title", _title(first), _title(then)),
        ("date", _day(first), _day(then)),
        ("place line", first.place.value if first.place else "", then.place.value if then.place else ""),
        ("signature", _signed(first), _signed(then)),
    ):
        if one and other and plain_words(one) != plain_words(other):
            yield (
                f"{_AGAIN.get(how, f'other {how}')}: “{one}” became “{other}”"
                if dated
                else f"{how}: “{one}” and “{other}”"
            )
    if bool(_signed(first)) != bool(_signed(then)):
        which = ("the earlier", "the later") if dated else ("one printing", "the other")
        signed, unsigned = which if _signed(first) else which[::-1]
        yield f"signed “{_signed(first) or _signed(then)}” in {signed}, unsigned in {unsigned}"


def _title(card: Description) -> str:
    return card.title.value if card.title and not card.title_supplied else ""


def _day(card: Description) -> str:
    return next((d.when.edtf or "" for role in _CLOCKS for d in card.dates if d.role == role), "")


def _signed(card: Description) -> str:
    return ", ".join(c.name.value for c in card.contributors if c.role == "author" and c.form != "anonymous")
