"""The pile: which files it has, and which of them the library does not hold yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from polyvocal.holdings import Library
from polyvocal.terms import PolyvocalError, Setback

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much."""

BATCH_FILES, BATCH_BYTES = 24, 250_000
"""A batch is one task: small enough to share work evenly, large enough to be worth sending."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the pile: its *source*, the path inside the pile with forward slashes, and its bytes."""

    source: str
    content: bytes


Batch = tuple[File, ...]


def survey(pile: Path, place: Path | None = None) -> list[tuple[str, Path]]:
    """Every file of the pile with its source, in order; hidden ones and the library itself are left out.

    Links are listed, but nobody follows them: they may lead out of the pile, or round in circles.
    """
    if not pile.exists():
        raise PolyvocalError(f"there is nothing at {pile}")
    if pile.is_file():
        return [(_source(pile.name), pile)]
    found = []
    library = place.resolve() if place else None
    for folder, folders, names in os.walk(pile):
        here = Path(folder)
        folders[:] = [f for f in folders if not f.startswith(".") and (here / f).resolve() != library]
        linked = [f for f in folders if (here / f).is_symlink()]
        for name in [n for n in names if not n.startswith(".")] + linked:
            path = here / name
            if path.is_symlink() or path.is_file():
                found.append((_source(path.relative_to(pile).as_posix()), path))
    return sorted(found)


def _source(name: str) -> str:
    # A file name may hold bytes that are no UTF-8; they are spelled out, so that every source is text.
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def fresh(library: Library, paths: list[tuple[str, Path]], tell: Progress) -> Iterator[File]:
    """The files whose content the library does not hold yet; what cannot be opened is noted as a setback."""
    for done, (source, path) in enumerate(paths):
        tell("reading", done, len(paths))
        if path.is_symlink():
            library.note_setback(source, Setback(source, "accession", "a link to another place, not followed"))
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = f"cannot be opened: {error.strerror or error}"
            library.note_setback(source, Setback(source, "accession", reason))
            continue
        if not library.holds(source, sha256(content).hexdigest()):
            yield File(source, content)
    tell("reading", len(paths), len(paths))


def in_batches(files: Iterator[File]) -> Iterator[Batch]:
    """The files in batches, each of some files or some bytes, whatever is reached first."""
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file.content)
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
