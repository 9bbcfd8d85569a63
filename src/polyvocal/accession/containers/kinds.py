"""What a file is, told without reading it as a whole."""

from __future__ import annotations

import io
from typing import IO
from zipfile import ZipFile

from polyvocal.accession.containers.limits import HEAD, Damaged
from polyvocal.accession.containers.zips import BROKEN, check_directory, is_captures
from polyvocal.accession.identification import Kind, identify

_ZIPPED = b"PK\x03\x04"
_ENOUGH = 16 * 2**20


def kind_of(file: IO[bytes]) -> tuple[Kind, int]:
    """The kind of a file, and its size.

    Its first bytes tell; only a ZIP keeps the list of its members at its end, and is a document or an archive by them.

    >>> kind_of(io.BytesIO(b"The fleet put to sea."))[0].media_type
    'text/plain'
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD)
    if not head.startswith(_ZIPPED):
        return identify(head), size
    try:
        check_directory(file)
        with ZipFile(file) as archive:
            if is_captures(archive.namelist()):
                return Kind("application/wacz", "members of the archive"), size
            marks = [info.filename for info in archive.infolist()]
    except (Damaged, *BROKEN, NotImplementedError, RecursionError):
        return identify(head), size
    if not {"[Content_Types].xml", "mimetype"} & set(marks):
        return Kind("application/zip", "members of the archive"), size
    file.seek(0)
    if size <= _ENOUGH:
        return identify(file.read()), size
    return _of_large(file, marks), size


def _of_large(file: IO[bytes], names: list[str]) -> Kind:
    """The kind of a document in several parts that is large: told from an empty copy of it."""
    copy = io.BytesIO()
    with ZipFile(file) as archive, ZipFile(copy, "w") as skeleton:
        for name in names[:2000]:
            small = name == "mimetype" and archive.getinfo(name).file_size < 200
            skeleton.writestr(name, archive.read(name) if small else b"")
    return identify(copy.getvalue())
