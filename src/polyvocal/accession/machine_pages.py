"""Pages that a machine read, as their files describe them: blocks of lines of words, made into a reading text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal
from unicodedata import category

from polyvocal.accession.extract import Extract, Stretch
from polyvocal.accession.outline import Piece
from polyvocal.accession.scribe import Scribe
from polyvocal.terms import Embedded
from polyvocal.terms.record import MarkKind

DOUBTFUL = 0.5
"""Words that the machine itself holds for less likely right than wrong are marked as noise."""

_HYPHENS = ("-", "\xad", "\u00ac", "\u2010", "\u2e17")
_POINTS = ".,;:!?()[]\"'“”„«»‚‘’"
_MOVED = "moved: reading order"


@dataclass(slots=True)
class Word:
    """The *pieces* of the capture that make a word, *confidence* from 0 to 1 (None where none is told).

    *half* says which half it is of a word that the file calls cut at a line's end.
    """

    pieces: tuple[Piece, ...]
    confidence: float | None = None
    half: Literal["", "first", "second"] = ""


@dataclass(slots=True)
class Row:
    """A line of words; where it begins on the page (*left*) and how high it is, 0 where the file does not say."""

    words: list[Word] = field(default_factory=list)
    left: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Block:
    """A region of a page: its stretch of the capture, its rows, and what it is where it is no prose."""

    start: int
    end: int = 0
    rows: list[Row] = field(default_factory=list)
    kind: MarkKind | None = None
    rule: str = ""
    goes_on: bool = False  # a capital set apart: the next block is the rest of its word


@dataclass(slots=True)
class Sheet:
    """One page: its *label*, blocks as they stand in the file, and *rank*, the order to read them in (by block)."""

    label: str | None
    blocks: list[Block] = field(default_factory=list)
    rank: list[float] | None = None


def written(captured: str, sheets: Sequence[Sheet], embedded: Iterable[Embedded], losses: Iterable[str]) -> Extract:
    """The record that *sheets* make, blocks as paragraphs, words cut at line ends joined."""
    stretches = _stretches(captured, sheets)
    return Extract(stretches, embedded=tuple(embedded), losses=tuple(losses))


def _stretches(captured: str, sheets: Sequence[Sheet]) -> tuple[Stretch, ...]:
    if not any(row.words for sheet in sheets for block in sheet.blocks for row in block.rows):
        return ()
    scribe = Scribe(captured)
    for sheet in sheets:
        writer = _Writer(scribe, captured, sheet)
        if sheet.label:
            scribe.leaf(sheet.label)
        writer.write()
    return scribe.finish()


class _Writer:
    """Writes one sheet; a block that the reading order moves is put where it belongs and cut where it stands."""

    def __init__(self, scribe: Scribe, captured: str, sheet: Sheet) -> None:
        self._scribe, self._captured, self._sheet = scribe, captured, sheet
        self._joins = _joins(captured, sheet)
        told = [w.confidence for b in sheet.blocks for r in b.rows for w in r.words if w.confidence is not None]
        # One value on every word is a default that the engine left, not a judgement.
        self._judged = len(set(told)) > 1
        self._half = self._goes_on = False

    def write(self) -> None:
        """All blocks, in the order to read them in."""
        blocks = self._sheet.blocks
        rank: Sequence[float] = self._sheet.rank or range(len(blocks))
        staying = _staying(rank)
        moved = sorted((i for i in range(len(blocks)) if i not in staying), key=lambda i: rank[i])
        for i, block in enumerate(blocks):
            if i in staying:
                while moved and rank[moved[0]] < rank[i]:
                    self._block(blocks[moved.pop(0)], moved=True)
                self._block(block, moved=False)
            else:
                self._scribe.cut(block.start, block.end, _MOVED)
        for i in moved:
            self._block(blocks[i], moved=True)

    def _block(self, block: Block, *, moved: bool) -> None:
        if not self._goes_on:
            self._scribe.gap("\n\n")
        span = self._scribe.begin()
        openings = _openings(self._captured, block)
        for n, row in enumerate(block.rows):
            if n:
                self._scribe.gap("\n\n" if n in openings else " ")
            for word in row.words:
                self._word(word, moved=moved)
            if id(row) in self._joins:
                self._scribe.join()
        self._goes_on = block.goes_on and bool(block.rows)
        if block.kind:
            self._scribe.mark(span, block.kind, block.rule)

    def _word(self, word: Word, *, moved: bool) -> None:
        scribe = self._scribe
        if word.half == "second" and self._half:
            scribe.join()
        elif not self._goes_on:
            scribe.gap(" ")
        self._goes_on = False
        self._half = word.half == "first"
        span = scribe.begin()
        for piece in word.pieces:
            if moved:
                scribe.insert(self._captured[piece.start : piece.end] if piece.put is None else piece.put, _MOVED)
            else:
                scribe.keep(piece.start, piece.end, piece.put)
        doubtful = word.confidence is not None and word.confidence < DOUBTFUL and self._judged
        scribe.mark(span, "noise", f"OCR confidence {word.confidence:.2f}".replace("0.", ".")) if doubtful else None


def seen(captured: str, word: Word) -> str:
    """The characters of a word."""
    return "".join(captured[p.start : p.end] if p.put is None else p.put for p in word.pieces)


def _staying(rank: Sequence[float]) -> set[int]:
    """The longest run of places whose ranks rise: these blocks stay where they stand."""
    tails: list[float] = []
    ends: list[int] = []
    before = [-1] * len(rank)
    for i, value in enumerate(rank):
        k = bisect_left(tails, value)
        tails[k : k + 1], ends[k : k + 1] = [value], [i]
        before[i] = ends[k - 1] if k else -1
    at, run = (ends[-1] if ends else -1), set[int]()
    while at >= 0:
        run.add(at)
        at = before[at]
    return run


def _joins(captured: str, sheet: Sheet) -> set[int]:
    """The rows (by identity) whose last word goes on in the next row, where the file itself does not say so.

    The page decides, as for plain texts: a second half that it uses as a word of its own may belong to a compound.
    """
    found: set[int] = set()
    whole = {
        seen(captured, word).strip(_POINTS).casefold() for b in sheet.blocks for r in b.rows for word in r.words[1:-1]
    }
    for block in sheet.blocks:
        for row, following in pairwise(block.rows):
            if not row.words or not following.words or row.words[-1].half:
                continue
            first, second = seen(captured, row.words[-1]), seen(captured, following.words[0]).rstrip(_POINTS)
            stem = first[:-1].lstrip(_POINTS)
            if first[-1:] in _HYPHENS and len(stem) > 1 and _letters(stem) and second[:1].islower():
                joined, parted = f"{stem}{second}".casefold(), f"{stem}-{second}".casefold()
                if joined in whole or first[-1] != "-" or not {second, parted} & whole:
                    found.add(id(row))
    return found


def _letters(word: str) -> bool:
    # Older print sets marks above letters ("u" with a small "e"): they are part of the word.
    return all(category(letter)[0] in "LM" for letter in word)


def _openings(captured: str, block: Block) -> set[int]:
    """The rows that open a paragraph inside a block: set in by some width, after a row that closes a sentence."""
    found: set[int] = set()
    rows = block.rows
    for n, (row, following) in enumerate(pairwise(rows)):
        if n == 0 or not row.height or not row.words or not rows[n - 1].words:
            continue
        by = 0.6 * row.height
        indented = by < row.left - following.left < 8 * by
        if (
            indented
            and (row.left - rows[n - 1].left > by or n - 1 in found or n == 1)
            and _closes(captured, rows[n - 1])
        ):
            found.add(n)
    return found


def _closes(captured: str, row: Row) -> bool:
    return seen(captured, row.words[-1]).endswith((".", "!", "?", ":", '"', "”", "»", ")", "—"))


def piece_spans(found: Iterable[tuple[int, int, str | None]]) -> Iterator[Piece]:
    """Stretches with what they stand for, as pieces of a word."""
    for start, end, put in found:
        yield Piece(start, end, put)
