"""What a ZIP file is, told from its members, and its members read within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from polyvocal.accession.extract import Unreadable

MEMBER = 32 << 20
"""Bytes of one member: the longest novels take less than half of it as Word writes them."""
_RATIO = 200
"""Documents shrink to a tenth or a thirtieth; what shrinks more is made to fill a memory."""
WHOLE = 512 << 20
"""Bytes of all members together."""
_MEMBERS = 50_000
_LOOK = 65536

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = _OFFICE + "wordprocessingml.document"
_OPENDOCUMENT = "application/vnd.oasis.opendocument."
_TEXT = _OPENDOCUMENT + "text"
# Folders of the main part (ECMA-376, part 2), and what they make of a file that has [Content_Types].xml.
_FOLDERS = (
    ("word/", _WORD),
    ("xl/", _OFFICE + "spreadsheetml.sheet"),
    ("ppt/", _OFFICE + "presentationml.presentation"),
)
_TYPES = (
    ("application/epub+zip", "application/epub+zip"),
    (_OPENDOCUMENT + "text", _TEXT),
    (_OPENDOCUMENT + "spreadsheet", _OPENDOCUMENT + "spreadsheet"),
    (_OPENDOCUMENT + "presentation", _OPENDOCUMENT + "presentation"),
    ("application/vnd.sun.xml.writer", _TEXT),
)
# What a file cut off before its directory still shows in its first members.
_SIGNS = (
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"mimetype" + _TEXT.encode(), _TEXT),
    (b"word/document.xml", _WORD),
)


def zipped(content: bytes) -> str:
    """The media type of a ZIP file: that of a document in several parts, or "application/zip".

    >>> zipped(b"PK\\x05\\x06" + bytes(18))
    'application/zip'
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            told = bounded(archive, "mimetype", 200).decode("ascii", "replace").strip() if "mimetype" in names else ""
    except BROKEN:
        head = content[:_LOOK]
        return next((media_type for sign, media_type in _SIGNS if sign in head), "application/zip")
    for start, media_type in _TYPES:
        if told.startswith(start):
            return media_type
    if "[Content_Types].xml" in names or "word/document.xml" in names:
        for folder, media_type in _FOLDERS:
            if any(name.startswith(folder) for name in names):
                return media_type
    if "META-INF/container.xml" in names and any(name.endswith(".opf") for name in names):
        return "application/epub+zip"
    return "application/zip"


BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    Unreadable,
)
"""What reading a damaged, encrypted or falsified ZIP file raises."""


@contextmanager
def opened(content: bytes, name: str) -> Iterator[ZipFile]:
    """The archive; raises `Unreadable`, in the name of the format, where it is damaged or unpacks into too much."""
    try:
        archive = ZipFile(BytesIO(content))
    except BROKEN as trouble:
        raise Unreadable(f"{name}: the file is damaged or cut off ({trouble})") from None
    with archive:
        infos = archive.infolist()
        size = sum(info.file_size for info in infos)
        if size > WHOLE or len(infos) > _MEMBERS:
            raise Unreadable(f"{name}: it unpacks into {size >> 20} MiB in {len(infos)} parts: not opened")
        yield archive


def bounded(archive: ZipFile, name: str, limit: int = MEMBER) -> bytes:
    """A member's bytes; raises `Unreadable` where there are more than *limit*, and what the library raises."""
    info = archive.getinfo(name)
    if info.file_size > 4 << 20 and info.file_size > _RATIO * info.compress_size:
        raise Unreadable(f"{name} unpacks into {info.file_size // max(1, info.compress_size)} times its size: not read")
    with archive.open(name) as member:
        found = member.read(limit + 1)
    if len(found) > limit:
        raise Unreadable(f"{name} unpacks into more than {limit >> 20} MiB: not read")
    return found
