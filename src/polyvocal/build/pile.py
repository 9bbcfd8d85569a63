"""The pile: which files it has, what those hold that hold others, and what of it the library does not hold yet."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from polyvocal.accession.containers import enclosures, is_container, open_container
from polyvocal.accession.containers.kinds import kind_of
from polyvocal.accession.containers.opening import LETTER
from polyvocal.accession.extract import Arrival, Delivery, Wrapper
from polyvocal.accession.formats import FORMATS
from polyvocal.accession.identification import Kind
from polyvocal.accession.mirrors import Pages, mirrored
from polyvocal.build.docket import Docket
from polyvocal.holdings import Library
from polyvocal.holdings.originals import digest_of
from polyvocal.terms import Capture, PolyvocalError, Receipt, Setback

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much."""

BATCH_FILES, BATCH_BYTES = 24, 250_000
"""A batch is one task: small enough to share work evenly, large enough to be worth sending."""
FILE_BYTES = 512 * 2**20
"""A file of the pile beyond this size is kept, but not read, unless it is a container: reading takes many times it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the pile, or a member of one: its *source*, bytes, and what its container or path says of it.

    *source* is the path inside the pile with forward slashes; *within* the container of the pile that is shelved when
    all its members are, None for what lies in the pile itself. A *closed* one must not leave the machine.
    """

    source: str
    content: bytes
    wrapper: Wrapper = field(default_factory=Wrapper)
    within: str | None = None
    closed: bool = False


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


def fresh(library: Library, paths: list[tuple[str, Path]], tell: Progress, docket: Docket) -> Iterator[File]:
    """The files and members whose content the library does not hold yet, one at a time.

    What cannot be opened is noted as a setback; containers are entered in the *docket*, which shelves them in the end.
    """
    pages = _pages(paths)
    for done, (source, path) in enumerate(paths):
        tell("reading", done, len(paths))
        if path.is_symlink():
            library.note_setback(source, Setback(source, "accession", "a link to another place, not followed"))
            continue
        try:
            with path.open("rb") as file:
                yield from _one(library, source, path, file, wrapped(source, pages), docket)
        except OSError as error:
            reason = f"cannot be opened: {error.strerror or error}"
            library.note_setback(source, Setback(source, "accession", reason))
    tell("reading", len(paths), len(paths))


def _pages(paths: list[tuple[str, Path]]) -> Pages:
    pages = Pages()
    for source, _ in paths:
        pages.note(source)
    return pages


def wrapped(source: str, pages: Pages) -> Wrapper:
    """What a path of the pile says of a file: the saved page that it is a part of, or its address in a mirror."""
    page = pages.page_of(source)
    return Wrapper(part_of=page, use="resource") if page else mirrored(source)


def _one(library: Library, source: str, path: Path, file: BinaryIO, wrapper: Wrapper, docket: Docket) -> Iterator[File]:
    kind, size = kind_of(file)
    if is_container(kind.media_type) and wrapper.use != "resource":
        for arrival in docket.enter(source, path, file, kind):
            yield File(arrival.source, arrival.content, arrival.wrapper, source)
    elif reason := unread(kind, size):
        _keep_unread(library, source, path, file, kind, wrapper, reason)
    else:
        file.seek(0)
        content = file.read()
        if not library.holds(source, sha256(content).hexdigest()):
            yield File(source, content, wrapper)
        if kind.media_type == LETTER:
            yield from _attached(library, enclosures(source, content))


def gathered(paths: list[tuple[str, Path]]) -> Iterator[Delivery | Setback]:
    """Every file, and every member of those that hold others, as they would come into a library."""
    pages = _pages(paths)
    for source, path in paths:
        if path.is_symlink():
            yield Setback(source, "accession", "a link to another place, not followed")
            continue
        with path.open("rb") as file:
            kind, size = kind_of(file)
            wrapper = wrapped(source, pages)
            file.seek(0)
            if is_container(kind.media_type) and wrapper.use != "resource":
                yield from open_container(source, file, kind.media_type)
            elif reason := unread(kind, size):
                yield Setback(source, "accession", reason)
            else:
                content = file.read()
                yield Delivery(source, content, wrapper)
                if kind.media_type == LETTER:
                    yield from enclosures(source, content)


def unread(kind: Kind, size: int) -> str:
    """Why a file is kept without reading it as a whole; "" where it is read."""
    form = FORMATS.get(kind.media_type)
    if form and form.way == "none":
        return f"{form.name}: polyvocal does not read this format"
    return f"larger than {FILE_BYTES // 2**20} MiB: kept, but not read" if size > FILE_BYTES else ""


def _keep_unread(
    library: Library, source: str, path: Path, file: BinaryIO, kind: Kind, wrapper: Wrapper, reason: str
) -> None:
    digest, size = digest_of(file)
    if library.holds(source, digest):
        return
    capture = Capture(
        source, digest, size, kind.media_type, kind.by, address=wrapper.address, captured=wrapper.captured,
        captured_by=wrapper.captured_by, use=wrapper.use, part_of=wrapper.part_of,
    )  # fmt: skip
    setbacks = (Setback(source, "accession", reason),) if wrapper.use == "document" else ()
    library.shelve_file(Receipt(capture, None, (), setbacks), path)


def _attached(library: Library, arrivals: Iterator[Arrival]) -> Iterator[File]:
    for arrival in arrivals:
        if isinstance(arrival, Setback):
            library.note_setback(arrival.where, arrival)
        elif not library.holds(arrival.source, sha256(arrival.content).hexdigest()):
            yield File(arrival.source, arrival.content, arrival.wrapper)


def reopened(library: Library, paths: list[tuple[str, Path]]) -> Iterator[File]:
    """Files that left the pile and are to be read again: somebody opened a withdrawn record, or another reader reads.

    They are read from the bytes held.
    """
    present = {source for source, _ in paths}
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for source, _, came_in in library.to_be_read_again():
        if source not in present and came_in not in present:  # else it is read from the pile
            wanted[came_in].add(source)
    for came_in, sources in wanted.items():
        try:
            with library.original_of(came_in) as file:
                yield from _held(came_in, file, sources)
        except PolyvocalError:
            pass  # those that are left are told
        for source in sorted(sources):
            reason = "it is to be read again, but its bytes are no longer held: put the file back into the pile"
            library.note_setback(source, Setback(source, "accession", reason))


def _held(came_in: str, file: BinaryIO, sources: set[str]) -> Iterator[File]:
    """Of a held file, or of what it holds, those called *sources*, as they came from the pile; takes them out."""
    kind, _ = kind_of(file)
    file.seek(0)
    arrivals: Iterator[Arrival]
    if is_container(kind.media_type):
        arrivals = open_container(came_in, file, kind.media_type)
    else:
        content = file.read()
        attached = enclosures(came_in, content) if kind.media_type == LETTER else iter(())
        arrivals = chain((Delivery(came_in, content, mirrored(came_in)),), attached)
    for arrival in arrivals:
        if isinstance(arrival, Delivery) and arrival.source in sources:
            sources.remove(arrival.source)
            yield File(arrival.source, arrival.content, arrival.wrapper)


def in_batches(files: Iterator[File], *, alone: bool = False) -> Iterator[Batch]:
    """The files in batches, each of some files or some bytes, whatever is reached first; each *alone* on demand."""
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file.content)
        if alone or len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
