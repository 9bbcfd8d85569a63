"""What a stage may raise on a strange document, and what is told of it."""

from __future__ import annotations

from lxml.etree import LxmlError

from polyvocal.terms import PolyvocalError, Record, Setback

STUMBLES = (
    PolyvocalError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError, SyntaxError,
    RecursionError, MemoryError, ImportError, LxmlError,
)  # fmt: skip
"""What a stage may raise on a strange document; trouble with the disk is not among it.

ImportError is: a package for one format that is installed, but broken, must not cost the other documents.
"""


def place_in(source: str, record: Record | None) -> str:
    """The file's name, with the number of the record where it is not the first."""
    return f"{source}#{record.order + 1}" if record and record.order else source


def stumble(source: str, stage: str, error: BaseException, record: Record | None = None) -> Setback:
    """What is told of a stage that broke on a document."""
    fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = f"polyvocal broke on it here, and kept what it had before ({fault})"
    return Setback(place_in(source, record), stage, reason)
