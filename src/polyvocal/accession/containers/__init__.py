"""Containers: archives, web archives, mailboxes and saved pages are opened member by member, never as a whole.

What a member is called begins with its container's source; what cannot be opened, or would unpack without end, is said
in a setback, and what came before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from polyvocal.accession.containers.limits import Allowance, TooMuch
from polyvocal.accession.containers.opening import Opening, enclosed, opened
from polyvocal.accession.extract import Arrival
from polyvocal.accession.formats import FORMATS
from polyvocal.terms import Setback

__all__ = ["enclosures", "is_container", "open_container"]


def open_container(source: str, file: BinaryIO, media_type: str) -> Iterator[Arrival]:
    """Every member of the container *file*, which must be seekable, in its order; containers inside are opened too.

    A setback names the member that it is about, or the container. Memory does not grow with the container: it holds
    one member at a time, of at most `limits.MEMBER_BYTES`.

    >>> import io, zipfile
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("letters/1916.txt", "The fleet put to sea.")
    >>> [arrival.source for arrival in open_container("box.zip", packed, "application/zip")]
    ['box.zip/letters/1916.txt']
    """
    opening = Opening(source, Allowance(file.seek(0, 2)))
    file.seek(0)
    yield from _within_limits(opening, opened(opening, source, file, media_type, 1))


def enclosures(source: str, letter: bytes) -> Iterator[Arrival]:
    """What is attached to a letter that lies in the pile by itself; each is a part of it."""
    opening = Opening(source, Allowance(len(letter)))
    opening.names.own(source)
    yield from _within_limits(opening, enclosed(opening, source, letter, 1))


def _within_limits(opening: Opening, arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    try:
        yield from arrivals
    except TooMuch as reason:
        told = f"{reason}: what was unpacked before is kept, the rest was left"
        yield Setback(opening.source, "accession", told)


def is_container(media_type: str) -> bool:
    """Whether files of this type hold others.

    >>> is_container("application/zip"), is_container("text/plain")
    (True, False)
    """
    form = FORMATS.get(media_type)
    return form is not None and form.way == "container"
