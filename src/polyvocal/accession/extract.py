"""What the reader of a format makes of a file: its text, the records in it, and what it says outside its text."""

from __future__ import annotations

from dataclasses import dataclass

from polyvocal.terms import Edit, Embedded, Leaf, Mark, Passage, Setback
from polyvocal.terms.capture import Use


class Unreadable(Exception):
    """A file of which no text can be made; the message is a sentence that a person understands."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A record's *place* in the source and the edits that make its reading text; the rest counts that reading text."""

    place: tuple[int, int]
    edits: tuple[Edit, ...]
    leaves: tuple[Leaf, ...] = ()
    marks: tuple[Mark, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """The records of one file as *stretches* of its text, in order.

    *text* is None where the file is text itself and was decoded; where it is not, it is what *read_by* (a library
    and its version) made of it. *losses* are sentences about what could not be read, each to become a setback.
    """

    stretches: tuple[Stretch, ...]
    text: str | None = None
    read_by: str | None = None
    embedded: tuple[Embedded, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrapper:
    """What is known of a file from what it came in: a web archive's headers, a mailbox, the page it belongs to.

    *charset* is the encoding that a server declared beside the file.
    """

    part_of: str | None = None
    address: str | None = None
    captured: str | None = None
    captured_by: str | None = None
    embedded: tuple[Embedded, ...] = ()
    use: Use = "document"
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to receive, lying in the pile or in a container: its *source*, bytes, and *wrapper*."""

    source: str
    content: bytes
    wrapper: Wrapper = Wrapper()


Arrival = Delivery | Setback
"""What a container yields, member by member."""
