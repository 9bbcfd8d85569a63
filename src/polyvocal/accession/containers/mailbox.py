"""Mailboxes in the mbox form: letters one after the other, each behind a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from polyvocal.accession.containers import limits
from polyvocal.accession.containers.limits import Metered
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.extract import Arrival, Wrapper

# RFC 4155: "From ", the sender, and a date with a clock and a year; some programs write "From - ".
SEPARATOR = re.compile(rb"From +\S.{0,300}?\d{1,2}:\d{2}(?::\d{2})?.{0,40}$|From - ")


def open_(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """Every letter of a mailbox, called by its number in it."""
    empty = 0
    number = 0
    for letter in _letters(file):
        number += 1
        place = f"{source}/{number:06}.eml"
        if letter is None:
            yield opening.loss(place, f"a letter larger than {limits.MEMBER_BYTES // 2**20} MiB: left unread")
        elif not letter.strip():
            empty += 1
        else:
            wrapper = Wrapper(part_of=opening.source)
            yield from member(opening, place, Metered(BytesIO(letter), opening.allowance, ()), depth, wrapper)
    if empty:
        yield opening.loss(source, f"{empty:,} of {number:,} letters are empty")


def _letters(file: IO[bytes]) -> Iterator[bytes | None]:
    """The bytes of each letter without the line before it; None for one that is too large."""
    lines: list[bytes] = []
    size = 0
    begun, blank = False, True
    while line := file.readline(limits.LINE_BYTES):
        if blank and line.startswith(b"From ") and SEPARATOR.match(line.rstrip(b"\r\n")):
            if begun:
                yield _joined(lines, size)
            lines, size, begun, blank = [], 0, True, True
            continue
        blank = not line.strip()
        size += len(line)
        if size <= limits.MEMBER_BYTES:
            lines.append(line)
    if begun or size:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    return b"".join(lines) if size <= limits.MEMBER_BYTES else None
