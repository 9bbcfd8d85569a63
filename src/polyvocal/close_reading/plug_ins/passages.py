"""Passages: a long text in stretches that a reader can take at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from polyvocal.close_reading.suggested import Span
from polyvocal.terms import Sentence


def passages(sentences: Sequence[Sentence], most: int) -> Iterator[Span]:
    """Stretches of whole paragraphs, at most *most* characters each, that together hold every sentence.

    A longer paragraph is divided between sentences, and a longer sentence where the count ends.

    >>> sentences = [Sentence(0, 40, 0), Sentence(41, 80, 0), Sentence(82, 120, 1), Sentence(122, 150, 2)]
    >>> list(passages(sentences, 80))
    [(0, 80), (82, 150)]
    >>> list(passages(sentences, 60))
    [(0, 40), (41, 80), (82, 120), (122, 150)]
    """
    start = end = -1
    for a, b in _pieces(sentences, most):
        if start >= 0 and b - start > most:
            yield start, end
            start = -1
        if start < 0:
            start = a
        end = b
    if start >= 0:
        yield start, end


def _pieces(sentences: Sequence[Sentence], most: int) -> Iterator[Span]:
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        if paragraph[-1].end - paragraph[0].start <= most:
            yield paragraph[0].start, paragraph[-1].end
            continue
        for sentence in paragraph:
            for at in range(sentence.start, sentence.end, most):
                yield at, min(at + most, sentence.end)
