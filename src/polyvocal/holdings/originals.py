"""The bytes of every capture, unchanged, each under its own digest."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from polyvocal.terms import PolyvocalError

_PIECE = 2**20


def place_of(folder: Path, digest: str) -> Path:
    """Where the bytes with that sha256 lie: two levels of folders, so that no folder grows too long.

    >>> place_of(Path("originals"), "abcd12").as_posix()
    'originals/ab/cd/abcd12'
    """
    return folder / digest[:2] / digest[2:4] / digest


def keep(folder: Path, content: bytes) -> str:
    """Keep the bytes and give their sha256; a process killed meanwhile leaves no half-written file in place."""
    digest = sha256(content).hexdigest()
    place = place_of(folder, digest)
    if place.is_file() and place.stat().st_size == len(content):
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.parent / f".{uuid4().hex}.part"
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, place)
    return digest


def digest_of(file: BinaryIO) -> tuple[str, int]:
    """The sha256 and the size of an open file, read piece by piece from its start."""
    file.seek(0)
    digest, size = sha256(), 0
    while piece := file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def keep_file(folder: Path, path: Path, digest: str) -> None:
    """Keep a file whose sha256 is known, piece by piece; raises `PolyvocalError` where it has changed since."""
    place = place_of(folder, digest)
    if place.is_file() and place.stat().st_size == path.stat().st_size:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.parent / f".{uuid4().hex}.part"
    copied = sha256()
    try:
        with path.open("rb") as file, draft.open("wb") as copy:
            while piece := file.read(_PIECE):
                copied.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        if copied.hexdigest() != digest:
            raise PolyvocalError(f"{path.name} changed while it was read; build again")
        os.replace(draft, place)
    finally:
        draft.unlink(missing_ok=True)


def digest_held(folder: Path, digest: str) -> str:
    """The sha256 that the bytes held under *digest* have now; raises `PolyvocalError` where there are none."""
    try:
        with place_of(folder, digest).open("rb") as file:
            return digest_of(file)[0]
    except FileNotFoundError:
        raise PolyvocalError(f"no original {digest!r} is held") from None


def fetch(folder: Path, digest: str) -> bytes:
    """The bytes with that sha256; raises `PolyvocalError` where they are not held."""
    try:
        return place_of(folder, digest).read_bytes()
    except FileNotFoundError:
        raise PolyvocalError(f"no original {digest!r} is held") from None


def merge_by_union(place: Path) -> None:
    """Tell git that two people's decisions merge by putting their lines together; what stands there is left alone."""
    attributes = place / ".gitattributes"
    if not attributes.exists():
        attributes.write_text("corrections.jsonl merge=union\n", "utf-8")
