"""The bytes of every capture, unchanged, each under its own digest."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from polyvocal.terms import PolyvocalError


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


def fetch(folder: Path, digest: str) -> bytes:
    """The bytes with that sha256; raises `PolyvocalError` where they are not held."""
    try:
        return place_of(folder, digest).read_bytes()
    except FileNotFoundError:
        raise PolyvocalError(f"no original {digest!r} is held") from None
