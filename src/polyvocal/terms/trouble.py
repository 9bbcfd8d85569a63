"""Two kinds of trouble: a document that cannot go further, and a broken promise of the program."""

from dataclasses import dataclass


class PolyvocalError(Exception):
    """The program broke a promise, or was asked for something it does not have; the message says where."""


class Misquotation(PolyvocalError):
    """The words of a locus do not stand at its place in the text."""


@dataclass(frozen=True, slots=True, order=True)
class Setback:
    """A document that could not go further: kept, counted and shown, never dropped.

    *where* is the file's name in the pile (with the member's name for what lies inside a page or archive),
    *stage* the folder of the journey that it stopped in, *reason* a sentence that a person understands.
    """

    where: str
    stage: str
    reason: str
