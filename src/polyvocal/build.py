"""The journey from a pile of files to a library, told as one page: survey, study, shelve, collate, index.

A stage that stumbles over a document never stops the build: the document is kept as far as it got, and a `Setback`
names the stage and the reason. A library killed at any moment is finished by building again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from lxml.etree import LxmlError

from polyvocal.accession import receive
from polyvocal.accession.reprints import link
from polyvocal.catalogue import describe
from polyvocal.close_reading import read
from polyvocal.close_reading.dates import read_dates
from polyvocal.collation import collate
from polyvocal.holdings import Counts, Library
from polyvocal.holdings.quotations import check, check_reading, check_record
from polyvocal.terms import Capture, CloseReading, PolyvocalError, Receipt, Record, Setback, When

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much."""

STUMBLES = (
    PolyvocalError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError, AssertionError, SyntaxError,
    RecursionError, MemoryError, LxmlError,
)  # fmt: skip
"""What a stage may raise on a strange document; trouble with the disk or the program's own set-up is not among it."""

BATCH_FILES, BATCH_BYTES = 24, 250_000
"""A batch is one task: small enough to share work evenly, large enough to be worth sending."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the pile: its *source*, the path inside the pile with forward slashes, and its bytes."""

    source: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Study:
    """What the stages made of one file."""

    receipt: Receipt
    readings: tuple[CloseReading, ...]


_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
Batch = tuple[File, ...]
_studies = msgspec.msgpack.Decoder(tuple[Study, ...]).decode


def build(
    pile: str | Path,
    place: str | Path,
    *,
    workers: int | None = None,
    on: str = "pool",
    progress: Progress | None = None,
) -> Counts:
    """Bring the library in *place* up to the pile; only new and changed files are read.

    Files that left the pile stay held: an archive does not discard. The same pile gives the same library, whatever
    the number of *workers* (default: one a processor), and on Ray (``on="ray"``) as in a pool of processes.
    """
    if on not in SPREADS:
        raise PolyvocalError(f"no way to spread work {on!r}; there are: {', '.join(sorted(SPREADS))}")
    tell = progress or (lambda step, done, total: None)
    if workers is not None and workers < 1:
        raise PolyvocalError(f"{workers} workers cannot build a library")
    paths = survey(Path(pile), Path(place))
    with Library(place) as library, library.building():
        batches = in_batches(fresh(library, paths, tell))
        for batch, studied in SPREADS[on](batches, workers or _processors()):
            for file, study in zip(batch, studied, strict=True):
                shelve(library, file, study)
        if not library.collated():
            seen = library.changes()
            tell("reprints", 0, 1)
            reprints = link(library.texts())
            tell("collation", 0, 1)
            library.place_collation(reprints, collate(library.witnesses(), reprints), seen=seen)
        tell("index", 0, 1)
        library.refresh_index()
        tell("index", 1, 1)
        return library.counts()


def _processors() -> int:
    # What this process may use, where the system tells (Linux); a container often has fewer than the machine.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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


def study(source: str, content: bytes) -> Study:
    """Take one file through accession, catalogue and close reading; a pure function of its name and bytes."""
    try:
        receipt = receive(source, content)
        for record in receipt.records:
            check_record(record, receipt.text)
    except STUMBLES as error:
        return Study(nothing_but(source, content, _setback(source, "accession", error)), ())
    records, readings, setbacks = [], [], list(receipt.setbacks)
    for received in receipt.records:
        captured = receipt.text or ""
        record, trouble = _described(received, captured)
        reading, more_trouble = _read(record, captured)
        records.append(record)
        readings.append(reading)
        setbacks += trouble + more_trouble
    return Study(replace(receipt, records=tuple(records), setbacks=tuple(setbacks)), tuple(readings))


def _described(record: Record, captured: str) -> tuple[Record, list[Setback]]:
    try:
        description = describe(record, captured, dates_in)
        check(record, description, captured)
    except STUMBLES as error:
        return record, [_setback(record.capture.source, "catalogue", error, record)]
    return replace(record, description=description), []


def dates_in(text: str) -> tuple[When, ...]:
    """The dates in a line of a catalogue entry, by the usage that its letters call for."""
    return read_dates(text, language="ru" if _CYRILLIC.search(text) else "en")


def _read(record: Record, captured: str) -> tuple[CloseReading, list[Setback]]:
    try:
        reading = read(record)
        check_reading(record, reading, captured)
    except STUMBLES as error:
        return CloseReading(record.id), [_setback(record.capture.source, "close_reading", error, record)]
    return reading, []


def _setback(source: str, stage: str, error: BaseException, record: Record | None = None) -> Setback:
    where = f"{source}#{record.order + 1}" if record and record.order else source
    fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Setback(where, stage, f"polyvocal broke on it here, and kept what it had before ({fault})")


def nothing_but(source: str, content: bytes, setback: Setback) -> Receipt:
    """The receipt of a file of which nothing could be made; its bytes are kept all the same."""
    digest = sha256(content).hexdigest()
    capture = Capture(source, digest, len(content), "application/octet-stream", "nothing")
    return Receipt(capture, None, (), (setback,))


def shelve(library: Library, file: File, studied: Study) -> None:
    """Put one file on the shelf; one that the library refuses is held without records, with the reason."""
    try:
        library.shelve(studied.receipt, file.content, studied.readings)
    except (PolyvocalError, ValueError) as error:
        setback = _setback(file.source, "holdings", error)
        library.shelve(nothing_but(file.source, file.content, setback), file.content, ())


def study_batch(batch: Batch) -> bytes:
    """The studies of a batch, packed: terms travel between processes five times faster so than pickled."""
    return msgspec.msgpack.encode(tuple(study(file.source, file.content) for file in batch))


# How work is spread: each way takes batches and gives each back with its studies, in whatever order they are done.

Spread = Callable[[Iterator[Batch], int], Iterator[tuple[Batch, tuple[Study, ...]]]]


def over_pool(batches: Iterator[Batch], workers: int) -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """Spread over processes of this machine; a single worker, or a single batch, needs none."""
    first, second = next(batches, None), None
    if workers > 1 and first:
        second = next(batches, None)
    waiting = [batch for batch in (first, second) if batch]
    if not second:
        for batch in _chained(waiting, batches):
            yield batch, tuple(study(file.source, file.content) for file in batch)
        return
    todo = _chained(waiting, batches)
    while True:
        left: list[Batch] = []
        yield from _one_pool(todo, workers, left)
        if not left:
            return
        for batch in left:
            yield batch, tuple(map(_study_apart, batch))


def _chained(first: list[Batch], rest: Iterator[Batch]) -> Iterator[Batch]:
    yield from first
    yield from rest


def _one_pool(todo: Iterator[Batch], workers: int, left: list[Batch]) -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """Studies until all is done, or until a worker dies; then *left* has the batches that were under way."""
    with _pool(workers) as pool:
        pending: dict[Future[bytes], Batch] = {}
        broken = False
        while not broken:
            # Few more tasks than workers: whatever waits here waits in memory.
            while len(pending) < workers * 3 and (batch := next(todo, None)):
                try:
                    pending[pool.submit(study_batch, batch)] = batch
                except BrokenProcessPool:
                    left.append(batch)
                    break
            if not pending:
                return
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                batch = pending.pop(future)
                try:
                    studied = future.result()
                except BrokenProcessPool:
                    left.append(batch)
                    broken = True
                else:
                    yield batch, _studies(studied)
        left.extend(pending.values())


def _study_apart(file: File) -> Study:
    """The study of a file that may have killed a worker, in a process of its own."""
    with _pool(1) as pool:
        try:
            return _studies(pool.submit(study_batch, (file,)).result())[0]
        except BrokenProcessPool:
            reason = "the process that read it was killed, perhaps for want of memory"
            return Study(nothing_but(file.source, file.content, Setback(file.source, "accession", reason)), ())


def _pool(workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    # Spawned, not forked: the database and the index must not be open in two processes at once.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    # Workers of a build that was killed would wait for work for ever.
    import multiprocessing
    import threading

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def over_ray(batches: Iterator[Batch], workers: int) -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """Spread over the Ray cluster that RAY_ADDRESS names, or over one started on this machine for the while."""
    try:
        import ray
    except ModuleNotFoundError:
        raise PolyvocalError("building on Ray needs the extra: pip install 'polyvocal[ray]'") from None
    own = not ray.is_initialized()
    if own and os.environ.get("RAY_ADDRESS"):
        ray.init(log_to_driver=False)
    elif own:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    try:
        window = 3 * max(1, int(ray.cluster_resources().get("CPU", workers)))  # type: ignore[no-untyped-call]
        task = ray.remote(study_batch)
        pending: dict[Any, Batch] = {}
        while True:
            while len(pending) < window and (batch := next(batches, None)):
                pending[task.remote(batch)] = batch
            if not pending:
                return
            (done, *_), _ = ray.wait(list(pending), num_returns=1)
            yield pending.pop(done), _studies(ray.get(done))
    finally:
        if own:
            ray.shutdown()


SPREADS: dict[str, Spread] = {"pool": over_pool, "ray": over_ray}
