"""ZIP archives that have lost the list of members at their end: what stands whole before the break is taken out.

Each member has a header of its own in front of it (APPNOTE 4.3.7), which tells its name, packing and often its size.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from polyvocal.accession.containers.limits import Metered
from polyvocal.accession.containers.names import hidden, name_in_bytes, safe
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.extract import Arrival

_HEADER = struct.Struct("<4sHHHHHLLLHH")
_SIGN = b"PK\x03\x04"
_LOCKED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_FAR = 0xFFFFFFFF
_PIECE = 2**18
_SEARCHED = 2**30
# Documents in several parts: half of their parts is no document.
_OF_DOCUMENTS = re.compile(rb"\[Content_Types\]\.xml|mimetype|_rels/|META-INF/|word/|docProps/")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    flags: int
    packing: int
    size: int
    check: int


def salvaged(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """The members whose own headers are whole, in order; the last one as far as it goes."""
    at: int | None = 0
    while at is not None and (found := _header(file, at)):
        end = found.start
        if not found.name.endswith("/") and not hidden(found.name):
            stream = _Member(file, found)
            yield from _one(opening, source, found, stream, depth)
            end = max(end, stream.end)
        at = _next_header(file, end)


def is_archive(file: IO[bytes]) -> bool:
    """Whether a ZIP is an archive by its first member, no document in several parts."""
    file.seek(0)
    head = file.read(_HEADER.size + 64)
    return head.startswith(_SIGN) and not _OF_DOCUMENTS.match(head[_HEADER.size :])


def _one(opening: Opening, source: str, found: _Found, stream: _Member, depth: int) -> Iterator[Arrival]:
    place = f"{source}/{safe(found.name)[0]}"
    if found.flags & _LOCKED:
        yield opening.loss(place, "locked with a password")
    elif found.packing not in (_STORED, _DEFLATED) or (found.packing == _STORED and found.flags & _SIZES_BEHIND):
        yield opening.loss(place, "packed in a way that cannot be told without the list of members")
    else:
        opening.pages.note(place)
        yield from member(opening, place, Metered(stream, opening.allowance, (zlib.error, EOFError, OSError)), depth)


def _header(file: IO[bytes], at: int) -> _Found | None:
    file.seek(at)
    fixed = file.read(_HEADER.size)
    if len(fixed) < _HEADER.size or not fixed.startswith(_SIGN):
        return None
    _, _, flags, packing, _, _, check, size, _, named, more = _HEADER.unpack(fixed)
    raw = file.read(named)
    if len(raw) < named:
        return None
    name = raw.decode("utf-8", "replace") if flags & _UTF8 else name_in_bytes(raw)
    return _Found(name, at + _HEADER.size + named + more, flags, packing, size, check)


def _next_header(file: IO[bytes], start: int) -> int | None:
    file.seek(start)
    tail, at = b"", start
    while at - start < _SEARCHED and (piece := file.read(_PIECE)):
        block = tail + piece
        if (found := block.find(_SIGN)) >= 0:
            return at - len(tail) + found
        at += len(piece)
        tail = block[-3:]
    return None


class _Member:
    """What is packed behind one header; *end* is where it has been read to."""

    def __init__(self, file: IO[bytes], found: _Found) -> None:
        self._file = file
        self._found = found
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if found.packing == _DEFLATED else None
        self._check = 0
        self.end = found.start

    def read(self, size: int) -> bytes:
        """At most *size* bytes; b"" at the end. Raises EOFError where the file breaks off, zlib.error in damage."""
        piece = self._stored(size) if self._unpacker is None else self._inflated(size)
        self._check = zlib.crc32(piece, self._check)
        if not piece and not self._found.flags & _SIZES_BEHIND and self._check != self._found.check:
            raise zlib.error("its check sum is wrong")
        return piece

    def _stored(self, size: int) -> bytes:
        left = self._found.start + self._found.size - self.end
        if self._found.size == _FAR:
            raise EOFError("its size stands elsewhere")
        self._file.seek(self.end)
        piece = self._file.read(min(size, left))
        self.end += len(piece)
        if left and not piece:
            raise EOFError("the archive breaks off here")
        return piece

    def _inflated(self, size: int) -> bytes:
        unpacker = self._unpacker
        while unpacker and not unpacker.eof:
            self._file.seek(self.end)
            data = self._file.read(_PIECE)
            piece = unpacker.decompress(data, size)
            self.end += len(data) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            if piece:
                return piece
            if not data and not unpacker.eof:
                raise EOFError("the archive breaks off here")
        return b""
