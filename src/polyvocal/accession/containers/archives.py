"""Archives that are read from front to back: tar in any packing, and single files packed by gzip, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zlib
from collections.abc import Iterator
from os import SEEK_END
from typing import IO, Any, cast

from polyvocal.accession.containers.limits import Damaged, Joined, Metered, read_head
from polyvocal.accession.containers.names import hidden, name_in_bytes, safe
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.extract import Arrival
from polyvocal.accession.identification import identify

_BROKEN = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_TOLD = 16
_PIECE = 65536
_ESCAPED = "surrogateescape"
_PACKED_ENDING = re.compile(r"\.(?:gz|gzip|bz2|bzip2|xz|z)$", re.I)
# What a tar holds besides files: folders say nothing, the others are told.
_NO_FILES = {
    tarfile.SYMTYPE: "a link to another place, not followed",
    tarfile.LNKTYPE: "a second name of another member, not followed",
    tarfile.CHRTYPE: "a device, no document",
    tarfile.BLKTYPE: "a device, no document",
    tarfile.FIFOTYPE: "a pipe between programs, no document",
}


def open_(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """The members of a tar, packed or not, or the one file that a packing holds."""
    stream = _unpacked(file)
    packed = stream is not file
    metered = Metered(stream, opening.allowance if packed else None, _BROKEN)
    head = read_head(metered)
    if not packed or identify(head).media_type == "application/x-tar":
        yield from _tar(opening, source, _Ending(Joined(head, metered)), depth)
    else:
        name = _PACKED_ENDING.sub("", source.rpartition("/")[2]) or "unnamed"
        yield from member(opening, f"{source}/{name}", Joined(head, metered), depth)


def _unpacked(file: IO[bytes]) -> Any:
    start = file.read(6)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file, mode="rb")
    if start.startswith(b"BZh"):
        return bz2.BZ2File(file)
    if start.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(cast("IO[bytes]", _Unpadded(file)))
    return file


class _Unpadded:
    """An xz file without the zero bytes that may follow its last stream (The .xz File Format 1.2, 2.2).

    The standard library takes a padding of fewer bytes than a header for a stream that breaks off.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._left = file.seek(0, SEEK_END)
        piece = b""
        while self._left and not piece.rstrip(b"\0"):
            self._left = max(0, self._left - _PIECE)
            file.seek(self._left)
            piece = file.read(_PIECE)
        self._left += len(piece.rstrip(b"\0"))
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece


class _Ending(Metered):
    """A stream that says so when somebody reads on behind its end, as tarfile does to pass over a size that lies."""

    def __init__(self, stream: Metered) -> None:
        super().__init__(stream, None, ())
        self._ended = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece; raises `Damaged` where the end was told often enough."""
        piece = super().read(size)
        self._ended = 0 if piece else self._ended + 1
        if self._ended > _TOLD:
            raise Damaged("it breaks off")
        return piece


def _tar(opening: Opening, source: str, stream: Metered, depth: int) -> Iterator[Arrival]:
    try:
        # "r|" asks of a stream nothing but read.
        archive = tarfile.TarFile.open(fileobj=cast("Any", stream), mode="r|", encoding="utf-8", errors=_ESCAPED)
    except (tarfile.TarError, *_BROKEN, RecursionError) as error:
        raise Damaged(f"its first member cannot be read ({error})") from None
    while True:
        try:
            info = archive.next()
        except (tarfile.TarError, *_BROKEN, RecursionError) as error:
            raise Damaged(f"it is damaged or breaks off ({error})") from None
        if info is None:
            return
        archive.members = []  # type: ignore[attr-defined]  # tarfile remembers every member that it has seen
        if not info.isdir():
            yield from _one(opening, source, archive, info, depth)


def _one(
    opening: Opening, source: str, archive: tarfile.TarFile, info: tarfile.TarInfo, depth: int
) -> Iterator[Arrival]:
    name = name_in_bytes(info.name.encode("utf-8", _ESCAPED))
    if hidden(name):
        return
    inner, changed = safe(name)
    place = f"{source}/{inner}"
    if changed:
        yield opening.loss(place, f"its name in the archive was not safe and is spelled otherwise here: {name[:200]!r}")
    stream = archive.extractfile(info) if info.isreg() else None
    if stream is None:
        yield opening.loss(place, _NO_FILES.get(info.type, "a member of a kind that is no file"))
        return
    opening.pages.note(place)
    yield from member(opening, place, Metered(stream, None, (tarfile.TarError, *_BROKEN)), depth)
