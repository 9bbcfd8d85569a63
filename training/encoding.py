"""Windows as tensors, and the labels that they are trained on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from polyvocal.close_reading.reading_model.labels import (
    AFTER,
    AFTER_CUE,
    BEFORE,
    BEFORE_CUE,
    BEGIN,
    CUE,
    END_PIECE,
    INSIDE,
    NAME_LABELS,
    NAMES,
    OTHER_CUE,
    OUTSIDE,
    PIECES,
    START_PIECE,
    UNKNOWN_PIECE,
)  # fmt: skip
from polyvocal.close_reading.reading_model.words import quoted, shape
from training.corpora import UNMARKED, Marked

Pieces = Callable[[str], list[int]]
_HIDDEN = 0.03  # share of words shown as unknown, so that what stands around them is learnt
_DOUBTFUL = 0.4  # weight of a cue of which the annotator was not sure
_CUES_HIDDEN = 0.15  # share of windows whose other cues are not shown to stage two


class Batch(NamedTuple):
    """Windows side by side: what the encoder takes, then labels of words and weights of cues."""

    inputs: tuple[Tensor, ...]
    speech: Tensor
    names: Tensor
    silent: Tensor  # added to the scores of names: far below where the corpus never marks a type
    cues: Tensor
    weights: Tensor
    manners: Tensor
    words: int


class Around(NamedTuple):
    """What stage two takes and is trained on, one row a report."""

    row: Tensor
    at: Tensor
    inputs: tuple[Tensor, ...]
    ends: Tensor
    content: Tensor


def batch(windows: Sequence[Marked], pieces: Pieces, chance: random.Random | None = None) -> Batch:
    """Encode windows; with *chance* some words are hidden."""
    encoded = [_encoded(window, pieces, chance) for window in windows]
    length = max(len(e[0]) for e in encoded)
    count = max(len(e[-1]) for e in encoded)
    inputs = [_table([e[n] for e in encoded], length) for n in range(4)]
    mask = _table([[1] * len(e[0]) for e in encoded], length)
    first = _table([e[-1] for e in encoded], count)
    silent = torch.zeros(len(windows), 1, NAME_LABELS)
    for n, window in enumerate(windows):
        for kind in window.mute:
            silent[n, 0, 1 + 2 * kind : 3 + 2 * kind] = -1e4
    weights = torch.ones(len(windows), count)
    for n, window in enumerate(windows):
        for report in window.reports or ():
            if report.doubtful:
                weights[n, report.cue[0] : report.cue[1]] = _DOUBTFUL
    return Batch(
        (*inputs, mask, first),
        _table([list(w.speech or ()) for w in windows], count, UNMARKED),
        _table([_names(w) for w in windows], count, UNMARKED),
        silent,
        _table([_cues(w) for w in windows], count, UNMARKED),
        weights,
        _table([_manners(w) for w in windows], count, UNMARKED),
        sum(len(w.words) for w in windows),
    )


def _encoded(window: Marked, pieces: Pieces, chance: random.Random | None) -> list[list[int]]:
    ids, shapes, gaps, quotes, first = [START_PIECE], [0], [0], [0], []
    inside = quoted(window.words, window.breaks)
    for word, gap, quote in zip(window.words, window.breaks, inside, strict=True):
        given = [UNKNOWN_PIECE] if chance is not None and chance.random() < _HIDDEN else pieces(word)
        if len(ids) + len(given) > PIECES + 50:  # noise may have made more pieces than a window holds
            given = [UNKNOWN_PIECE]
        first.append(len(ids))
        ids += given
        shapes += [shape(word)] * len(given)
        gaps += [gap] + [0] * (len(given) - 1)
        quotes += [quote] * len(given)
    return [[*ids, END_PIECE], [*shapes, 0], [*gaps, 0], [*quotes, 0], first]


def _table(rows: Sequence[Sequence[int]], width: int, empty: int = 0) -> Tensor:
    made = torch.full((len(rows), width), empty, dtype=torch.long)
    for n, row in enumerate(rows):
        made[n, : len(row)] = torch.tensor(row, dtype=torch.long)
    return made


def _names(window: Marked) -> list[int]:
    if window.names is None:
        return []
    labels = [OUTSIDE] * len(window.words)
    for start, end, kind in window.names:
        labels[start:end] = [1 + 2 * kind] + [2 + 2 * kind] * (end - start - 1)
    return labels


def _cues(window: Marked) -> list[int]:
    if window.reports is None:
        return []
    labels = [OUTSIDE] * len(window.words)
    for report in window.reports:
        start, end = report.cue
        labels[start:end] = [BEGIN] + [INSIDE] * (end - start - 1)
    return labels


def _manners(window: Marked) -> list[int]:
    labels = [UNMARKED] * len(window.words)
    for report in window.reports or ():
        labels[report.cue[0]] = report.manner
    return labels


def around(windows: Sequence[Marked], chance: random.Random | None = None) -> Around | None:
    """The words around each cue, with its source and content; None where there is no cue."""
    rows: list[int] = []
    places: list[list[int]] = []
    tables: list[list[list[int]]] = [[], [], [], [], []]
    ends: list[list[int]] = []
    content: list[list[int]] = []
    for n, window in enumerate(windows):
        reports = window.reports or ()
        shown = chance is None or chance.random() > _CUES_HIDDEN
        others = {k for r in reports for k in range(*r.cue)} if shown else set()
        inside = quoted(window.words, window.breaks)
        for report in reports:
            if report.cut_off:
                continue
            low, high = max(0, report.cue[0] - BEFORE), min(len(window.words), report.cue[0] + AFTER)
            here = range(low, high)
            rows.append(n)
            places.append(list(here))
            tables[0].append([_stands(k, report.cue, others) for k in here])
            tables[1].append([k - report.cue[0] + BEFORE for k in here])
            tables[2].append(list(window.breaks[low:high]))
            tables[3].append(inside[low:high])
            tables[4].append([1] * len(here))
            source = report.source
            known = source is not None and low <= source[0] < source[1] <= high
            ends.append([source[0] - low, source[1] - 1 - low] if known and source else [report.cue[0] - low] * 2)
            said = {k for a, b in report.content for k in range(a, b)}
            content.append([int(k in said) for k in here])
    if not rows:
        return None
    width = max(len(p) for p in places)
    return Around(
        torch.tensor(rows),
        _table(places, width),
        tuple(_table(table, width) for table in tables),
        torch.tensor(ends),
        _table(content, width, UNMARKED),
    )


def _stands(place: int, cue: tuple[int, int], others: set[int]) -> int:
    if cue[0] <= place < cue[1]:
        return CUE
    if place in others:
        return OTHER_CUE
    return BEFORE_CUE if place < cue[0] else AFTER_CUE


__all__ = ["NAMES", "Around", "Batch", "around", "batch"]
