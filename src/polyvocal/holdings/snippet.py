"""The passage of a text that shows best why it was found, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polyvocal.holdings.analysis import analyse, fold, is_common
from polyvocal.holdings.query import Clause, Group

WIDTH = 320
"""Code points of a snippet, about what a reader takes in at a glance."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """*words* of the text from *start*; *highlights* are code points within them."""

    words: str
    start: int
    highlights: tuple[Span, ...]


def passage(text: str, groups: Sequence[Group]) -> Passage:
    """The stretch of the text that has the most, and the most different, of the words asked for.

    >>> found = passage("Rain at dawn. " * 40 + "The losses were heavy.", (((Clause("loss"),)),))
    >>> [found.words[a:b] for a, b in found.highlights]
    ['losses']
    """
    hits = sorted(set(_hits(_searchable(text), groups)))
    start, end = _window(text, hits)
    inside = [(max(a, start), min(b, end), n) for a, b, n in hits if a < end and b > start]
    return Passage(text[start:end], start, _merged([(a - start, b - start) for a, b, _ in inside]))


def _hits(searched: str, groups: Sequence[Group]) -> Iterator[tuple[int, int, int]]:
    # (start, end, number of the group): also the common words of a phrase, never those standing alone.
    for n, clause, stems, pattern in _patterns(tuple(groups)):
        if pattern is None:
            yield from ((start, end, n) for start, end in _near(searched, stems[-1], clause.edits))
            continue
        for found in pattern.finditer(searched):
            start, end = found.span()
            inside = start > 0 and searched[start - 1].isalnum()
            if not inside and (clause.form != "word" or analyse(found[0], "stemmed") == stems):
                yield start, end, n


Sought = tuple[int, Clause, tuple[str, ...], re.Pattern[str] | None]


@lru_cache(1024)
def _patterns(groups: tuple[Group, ...]) -> tuple[Sought, ...]:
    """What to look for, each with the number of its group, its stems (or terms), and no pattern where it is fuzzy."""
    asked = [(n, c) for n, g in enumerate(groups) for c in g if not c.excluded and c.field in ("", "title")]
    telling = [(n, c) for n, c in asked if c.form != "word" or not is_common(c.words)] or asked
    return tuple((n, clause, *found) for n, clause in telling if (found := _pattern(clause)) is not None)


def _pattern(clause: Clause) -> tuple[tuple[str, ...], re.Pattern[str] | None] | None:
    terms = analyse(clause.words, "exact")
    if not terms:
        return None
    if clause.form == "fuzzy":
        return terms, None
    stems = terms
    if clause.form == "word":
        stems = analyse(clause.words, "stemmed")
        # A stem may end in another letter than the word (army: armi), so its last letter is left open.
        parts = [re.escape(stem[:-1] if len(stem) > 2 else stem) + r"[^\W_]*" for stem in stems]
    else:
        parts = [re.escape(term) for term in terms]
        if clause.form == "prefix":
            parts[-1] += r"[^\W_]*"
    # The pattern starts with a letter, not with a look behind it: so it is searched ten times faster.
    return stems, re.compile(r"[\W_]+".join(parts) + r"(?![^\W_])")


def _searchable(text: str) -> str:
    # Without accents and capitals, every letter still in its place (the capital İ is two letters when lowered).
    folded = fold(text)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in folded)


def _near(searched: str, word: str, edits: int) -> Iterator[Span]:
    shortest, longest = max(1, len(word) - edits), len(word) + edits
    alike = {
        other
        for other in set(re.findall(r"[^\W_]+", searched))
        if shortest <= len(other) <= longest and _distance(word, other) <= edits
    }
    if alike:
        pattern = re.compile("|".join(map(re.escape, sorted(alike, key=len, reverse=True))))
        for found in pattern.finditer(searched):
            start, end = found.span()
            if not searched[max(start - 1, 0) : start].isalnum() and not searched[end : end + 1].isalnum():
                yield start, end


@lru_cache(maxsize=65536)
def _distance(a: str, b: str) -> int:
    # Edits with neighbours swapped counted once, as the index counts them (optimal string alignment).
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def _window(text: str, hits: Sequence[tuple[int, int, int]]) -> Span:
    if not hits:
        return 0, _word_end(text, min(WIDTH, len(text)))
    best, chosen = (-1, 0), 0
    last = 0
    counts: dict[int, int] = {}
    # Two fingers: the hits from *first* to *last* fit into one window.
    for first, (start, _, n) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + WIDTH - 40:
            counts[hits[last][2]] = counts.get(hits[last][2], 0) + 1
            last += 1
        worth = (len(counts), last - first)
        if worth > best:
            best, chosen = worth, first
        if last > first:
            counts[n] -= 1
            if not counts[n]:
                del counts[n]
        last = max(last, first + 1)
    begin = _word_start(text, max(0, hits[chosen][0] - 40))
    return begin, _word_end(text, min(len(text), max(begin + WIDTH, hits[chosen][1])))


def _word_start(text: str, at: int) -> int:
    # Forward to the start of a word, so that no snippet begins inside one.
    gap = re.compile(r"\s").search(text, at, at + 30) if at else None
    return gap.end() if gap else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    gap = text.rfind(" ", at - 30, at)
    return gap if gap > 0 else at


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
