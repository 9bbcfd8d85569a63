"""ZIP archives, and web archives that are packed as such (WACZ)."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from polyvocal.accession.containers.limits import Damaged, Metered
from polyvocal.accession.containers.names import hidden, name_in_bytes, safe
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.containers.salvage import is_archive, salvaged
from polyvocal.accession.extract import Arrival

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error)
"""What reading a damaged ZIP raises."""
_UTF8, _LOCKED = 0x800, 0x1
# The end of a ZIP's list of members: its signature and fixed part, behind which a remark of up to 65535 bytes stands.
_END, _END_SIZE = b"PK\x05\x06", 22
_DIRECTORY_BYTES = 24 * 2**20
_CAPTURES = re.compile(r"(?:^|/)archive/[^/]+\.w?arc(?:\.gz)?$")


class TooLong(Damaged):
    """The list of members would not fit in memory."""


def open_(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """The members of a ZIP, in the order of its list."""
    try:
        check_directory(file)
        archive = zipfile.ZipFile(file)
    except TooLong:
        raise
    except (Damaged, *BROKEN, NotImplementedError, RecursionError) as error:
        if is_archive(file):
            yield from salvaged(opening, source, file, depth)
        told = error if isinstance(error, Damaged) else f"its list of members cannot be read ({error})"
        raise Damaged(f"{told}; what stands whole before the break is kept") from None
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        # A WACZ holds, besides its web archives, lists about them: they are no documents.
        if is_captures(archive.namelist()):
            members = [info for info in members if _CAPTURES.search(info.filename)]
        named = [(info, _name(info)) for info in members]
        for _, name in named:
            opening.pages.note(f"{source}/{safe(name)[0]}")
        for info, name in named:
            if not hidden(name):
                yield from _one(opening, source, archive, info, name, depth)


def is_captures(names: list[str]) -> bool:
    """Whether a ZIP with members of these names is a web archive (WACZ 1.1, 5)."""
    described = any(name.rpartition("/")[2] == "datapackage.json" for name in names)
    return described and any(_CAPTURES.search(name) for name in names)


def _one(
    opening: Opening, source: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int
) -> Iterator[Arrival]:
    inner, changed = safe(name)
    place = f"{source}/{inner}"
    if changed:
        yield opening.loss(place, f"its name in the archive was not safe and is spelled otherwise here: {name[:200]!r}")
    if info.flag_bits & _LOCKED:
        yield opening.loss(place, "locked with a password")
        return
    try:
        stream = archive.open(info)
    except NotImplementedError as error:
        yield opening.loss(place, f"packed in a way that cannot be unpacked here ({error})")
        return
    except (*BROKEN, RuntimeError) as error:
        yield opening.loss(place, f"it is damaged ({error})")
        return
    with stream:
        yield from member(opening, place, Metered(stream, opening.allowance, BROKEN), depth)


def _name(info: zipfile.ZipInfo) -> str:
    # Without the flag the standard means code page 437, and packers mean the one of their own system.
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        return name_in_bytes(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def check_directory(file: IO[bytes]) -> None:
    """Refuse a list of members that would not fit in memory: `zipfile` reads it as a whole."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - 65535))
    tail = file.read()
    at = tail.rfind(_END)
    file.seek(0)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise Damaged("its list of members is missing: it breaks off, or is no such archive")
    (listed,) = struct.unpack_from("<L", tail, at + 12)
    if listed == 0xFFFFFFFF and (far := tail.rfind(b"PK\x06\x06", 0, at)) >= 0 and at - far >= 48:
        (listed,) = struct.unpack_from("<Q", tail, far + 40)
    if min(listed, size) > _DIRECTORY_BYTES:
        raise TooLong(f"its list of members is larger than {_DIRECTORY_BYTES // 2**20} MiB")
