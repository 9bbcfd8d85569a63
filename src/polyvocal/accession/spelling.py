"""A word misread or spelt otherwise, told from another word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from polyvocal.accession.anchors import Piece
from polyvocal.terms.comparison import ChangeKind
from polyvocal.usage import languages, load

_SPELT = 300  # words times words of a piece in which other spellings are looked for
_JOINED = 6  # letters of words run together, from which one of them may be misread as well


class Telling:
    """Tells a word read or spelt otherwise from another word."""

    def __init__(self, of: Sequence[str], copy: Sequence[str]) -> None:
        self.of, self.copy = of, copy
        self.often = Counter(of)
        self.often.update(copy)

    def parts(self, piece: Piece) -> Iterator[tuple[Piece, ChangeKind]]:
        """A piece as changes: cut, added, replaced, or spelt otherwise."""
        a, b = piece[0], piece[2]
        for i, i_end, j, j_end in self._spelt(piece):
            yield from _plainly(a, i, b, j)
            yield (i, i_end, j, j_end), "spelling"
            a, b = i_end, j_end
        yield from _plainly(a, piece[1], b, piece[3])

    def _spelt(self, piece: Piece) -> list[Piece]:
        """The longest row of words in a piece that are spelt otherwise; two may be run together, or one parted."""
        a, a_end, b, b_end = piece
        if not 0 < (a_end - a) * (b_end - b) <= _SPELT:
            return []
        best: dict[tuple[int, int], tuple[int, Piece | None]] = {}
        for i in range(a_end, a - 1, -1):
            for j in range(b_end, b - 1, -1):
                told: tuple[int, Piece | None] = (0, None)
                for m, n in ((i + 1, j), (i, j + 1)):
                    told = max(told, (best.get((m, n), told)[0], None), key=lambda one: one[0])
                for m, n in ((1, 1), (2, 1), (1, 2)):
                    fits = i + m <= a_end and j + n <= b_end and best[i + m, j + n][0] + m + n > told[0]
                    if fits and self._one("".join(self.of[i : i + m]), "".join(self.copy[j : j + n]), m == n):
                        told = best[i + m, j + n][0] + m + n, (i, i + m, j, j + n)
                best[i, j] = told
        return list(_walk(best, a, a_end, b, b_end))

    def _one(self, a: str, b: str, single: bool) -> bool:
        return self.same_word(a, b) if single else a == b or (len(a) >= _JOINED and within(a, b, 1))

    def same_word(self, a: str, b: str) -> bool:
        """Whether *b* is *a* misread or spelt otherwise."""
        longest = max(len(a), len(b))
        if longest < 3 or any(c.isdigit() for c in a + b):
            return False
        allowed = 1 if longest < 6 else 2 if longest < 10 else 3
        if abs(len(a) - len(b)) > allowed or not within(a, b, allowed):
            return False
        return not (self._a_word(a) and self._a_word(b))

    def _a_word(self, word: str) -> bool:
        return self.often[word] > 1 or word in _common()


def _plainly(a: int, a_end: int, b: int, b_end: int) -> Iterator[tuple[Piece, ChangeKind]]:
    if a < a_end or b < b_end:
        yield (a, a_end, b, b_end), "cut" if b == b_end else "added" if a == a_end else "replaced"


def _walk(
    best: dict[tuple[int, int], tuple[int, Piece | None]], i: int, a_end: int, j: int, b_end: int
) -> Iterator[Piece]:
    while i < a_end and j < b_end:
        score, pair = best[i, j]
        if pair is not None:
            yield pair
            i, j = pair[1], pair[3]
        elif best.get((i + 1, j), (-1, None))[0] == score:
            i += 1
        else:
            j += 1


@cache
def _common() -> frozenset[str]:
    return frozenset(word for language in languages() for word in load(language, "common_words")["words"])


def within(a: str, b: str, most: int) -> bool:
    """Whether *most* letters put in, left out or changed make one word of the other (Levenshtein 1966).

    >>> within("battle", "hattle", 1), within("lost", "won", 1)
    (True, False)
    """
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
        if min(row) > most:
            return False
    return row[-1] <= most
