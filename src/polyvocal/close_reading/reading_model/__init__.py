"""The reading model that comes with polyvocal: names and reports of English texts, read by a small trained network.

The network runs in onnxruntime, which is imported, like the tokenizer, when the model is first loaded. Its weights
are a file of their own under CC BY-SA 4.0 (docs/reference/reading-model.md); how they were made is in `training/`.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from polyvocal.close_reading.reading_model.reading import ModelReading, ModelReport, ReadingModel
from polyvocal.terms import PolyvocalError

NAME = "reading model 1"
"""Name and version, carried by every reading."""
WEIGHTS = Path(__file__).with_name("weights")
"""The folder of the graphs, the tokenizer and the thresholds."""
_NEEDED = ("numpy", "onnxruntime", "tokenizers")


def is_there() -> bool:
    """Whether the weights came with this installation."""
    return (WEIGHTS / "words.onnx").is_file() and (WEIGHTS / "around.onnx").is_file()


@cache
def load() -> ReadingModel:
    """The model, loaded once a process.

    Raises `PolyvocalError` where a package that runs it is missing, or its weights are.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise PolyvocalError(f"the reading model needs {', '.join(missing)}: pip install 'polyvocal[model]'")
    if not is_there():
        raise PolyvocalError(f"the weights of the reading model are not in {WEIGHTS}")
    return ReadingModel(NAME, WEIGHTS)


__all__ = ["NAME", "WEIGHTS", "ModelReading", "ModelReport", "ReadingModel", "is_there", "load"]
