"""The two graphs in onnxruntime: one reads the words of windows, one what stands around each cue.

One thread by default, so that workers side by side do not hinder each other and results are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from polyvocal.close_reading.reading_model.windows import Encoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CUES = 8
"""Cues read around at a time. Windows are read one by one, which was measured to be quicker than side by side."""


class Seen(NamedTuple):
    """What the first graph says of the words of a window: vectors, log-probabilities of names and cues, manners."""

    vectors: Vectors
    names: list[list[float]]
    cues: list[list[float]]
    manners: list[int]


class Read(NamedTuple):
    """What the second graph takes of the words around a cue."""

    vectors: Vectors
    stands: list[int]
    distance: list[int]
    breaks: list[int]
    quotes: list[int]


class Scores(NamedTuple):
    """What it says: log-probabilities of the first and the last word of the source, scores of being content."""

    starts: list[float]
    ends: list[float]
    content: list[float]


class Network:
    """Both graphs, opened."""

    def __init__(self, words: Path, around: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        made = [
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            for path in (words, around)
        ]
        self._words, self._around = made

    def see(self, encoded: Iterable[Encoded]) -> Iterator[Seen]:
        """Read windows, in their order."""
        import numpy as np

        for window in encoded:
            rows = (window.ids, window.shapes, window.breaks, window.quotes, [1] * len(window.ids), window.first)
            named = ("ids", "shape", "gap", "quote", "mask", "first")
            given = {name: np.array([row], np.int64) for name, row in zip(named, rows, strict=True)}
            vectors, names, cues, manners = self._words.run(["vectors", "names", "cues", "manners"], given)
            yield Seen(vectors[0], names[0].tolist(), cues[0].tolist(), manners[0].tolist())

    def read_around(self, asked: Iterable[Read]) -> Iterator[Scores]:
        """Read around cues, in their order."""
        import numpy as np

        for batch in _batches(asked, CUES):
            width = max(len(r.stands) for r in batch)
            vectors = np.zeros((len(batch), width, batch[0].vectors.shape[1]), np.float32)
            for n, read in enumerate(batch):
                vectors[n, : len(read.stands)] = read.vectors
            given = {
                "words": vectors,
                "stands": _table([r.stands for r in batch], width),
                "distance": _table([r.distance for r in batch], width),
                "gap": _table([r.breaks for r in batch], width),
                "quote": _table([r.quotes for r in batch], width),
                "mask": _table([[1] * len(r.stands) for r in batch], width),
            }
            ends, content = self._around.run(["ends", "content"], given)
            for n, read in enumerate(batch):
                words = len(read.stands)
                yield Scores(ends[n, :words, 0].tolist(), ends[n, :words, 1].tolist(), content[n, :words].tolist())


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def _table(rows: Sequence[Sequence[int]], width: int) -> NDArray[np.int64]:
    import numpy as np

    made = np.zeros((len(rows), width), np.int64)
    for n, row in enumerate(rows):
        made[n, : len(row)] = row
    return made
