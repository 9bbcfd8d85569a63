"""From scores of words to spans: labels in their order, sources apart from cues, content without stray words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]

LONGEST_SOURCE = 30
"""Words of a source at most."""
_NEVER = -1e9


class Thresholds(NamedTuple):
    """What the decoding weighs, chosen on the validation part.

    *cue* and *name* are added to the scores of being inside one; *unnamed* to that of having no source; *content* to
    that of each word to be content; *change* is the cost of beginning or ending content; content of less than *least*
    words is dropped beside longer content.
    """

    cue: float = 0.0
    name: float = 0.0
    unnamed: float = 0.0
    content: float = 0.0
    change: float = 1.0
    least: int = 3


def labelled(scores: Sequence[Sequence[float]], bias: float) -> list[tuple[int, int, int]]:
    """The best spans (start, end, type) by log-probabilities of outside, begin and inside of each type in turn.

    The inside of a type follows its own begin or inside only (Viterbi); *bias* is added to every begin.

    >>> labelled([[-3, -0.1, -4], [-3, -4, -0.1], [-0.1, -4, -1]], 0)
    [(0, 2, 0)]
    """
    if not scores:
        return []
    count = len(scores[0])
    best = [s if n == 0 else s + bias if n % 2 else _NEVER for n, s in enumerate(scores[0])]
    back: list[list[int]] = []
    for row in scores[1:]:
        top = max(range(count), key=best.__getitem__)
        came = [top] * count
        now = [best[top] + row[0]] + [0.0] * (count - 1)
        for begin in range(1, count, 2):
            now[begin] = best[top] + row[begin] + bias
            before = begin if best[begin] >= best[begin + 1] else begin + 1
            came[begin + 1] = before
            now[begin + 1] = best[before] + row[begin + 1]
        back.append(came)
        best = now
    at = max(range(count), key=best.__getitem__)
    labels = [at]
    for came in reversed(back):
        at = came[at]
        labels.append(at)
    return _spans(labels[::-1])


def _spans(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    for place, label in enumerate(labels):
        if label and label % 2:
            spans.append((place, place + 1, label // 2))
        elif label:
            start, _, kind = spans[-1]
            spans[-1] = (start, place + 1, kind)
    return spans


def source_of(starts: Sequence[float], ends: Sequence[float], cue: Span, bias: float) -> Span | None:
    """The best source by log-probabilities of its first and last word; both at the cue's first word mean none.

    It does not touch the cue.

    >>> source_of([-0.1, -5, -3], [-0.2, -5, -3], (2, 3), 0.0)
    (0, 1)
    """
    most = starts[cue[0]] + ends[cue[0]] + bias
    best: Span | None = None
    for start, first in enumerate(starts):
        if first < most or cue[0] <= start < cue[1]:
            continue
        stop = min(len(ends), start + LONGEST_SOURCE)
        if start < cue[0]:
            stop = min(stop, cue[0])
        for last in range(start, stop):
            if first + ends[last] > most:
                most, best = first + ends[last], (start, last + 1)
    return best


def content_of(scores: Sequence[float], apart: Iterable[Span], weighed: Thresholds) -> list[Span]:
    """Spans of content: smooth, never in *apart* (the cue and the source), without stray words.

    >>> content_of([-2, 3, 3, -0.5, 3, 3, 4, -4], [(0, 1)], Thresholds(change=1.0))
    [(1, 7)]
    """
    barred = {place for start, end in apart for place in range(start, end)}
    last = len(scores)
    x = [_NEVER if n in barred else s + weighed.content for n, s in enumerate(scores)]
    out, inside = 0.0, x[0] if x else 0.0
    back: list[tuple[bool, bool]] = []
    for place in range(1, last):
        cost = 0.0 if place in barred or place - 1 in barred else weighed.change
        to_out, to_in = inside - cost > out, out - cost > inside
        back.append((to_out, to_in))
        out, inside = max(out, inside - cost), max(inside, out - cost) + x[place]
    state = inside > out
    marks = [state]
    for to_out, to_in in reversed(back):
        state = not state if (to_in if state else to_out) else state
        marks.append(state)
    return _without_strays(_runs(marks[::-1]), weighed.least)


def trimmed(span: Span, sentences: Sequence[int], least: int) -> Span:
    """A span without the few words at its ends that belong to another sentence than the rest of it.

    *sentences* are the places where sentences begin, in order; ends of less than *least* words are cut off.

    >>> trimmed((3, 12), [0, 5, 11, 20], 3)
    (5, 11)
    """
    start, end = span
    first = bisect_right(sentences, start)
    if first < len(sentences) and sentences[first] - start < least and sentences[first] < end:
        start = sentences[first]
    last = bisect_left(sentences, end) - 1
    if last >= 0 and end - sentences[last] < least and sentences[last] > start:
        end = sentences[last]
    return start, end


def _runs(marks: Sequence[bool]) -> list[Span]:
    runs: list[Span] = []
    for place, mark in enumerate(marks):
        if mark and runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        elif mark:
            runs.append((place, place + 1))
    return runs


def _without_strays(runs: list[Span], least: int) -> list[Span]:
    longest = max((end - start for start, end in runs), default=0)
    return [run for run in runs if run[1] - run[0] >= min(least, longest)]
