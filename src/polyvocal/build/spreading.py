"""How work is spread: each way takes batches and gives each back with its studies, in whatever order they are done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from polyvocal.build.pile import Batch, File
from polyvocal.build.studying import Study, nothing_but, studies, study, study_batch
from polyvocal.terms import PolyvocalError, Setback

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
                    yield batch, studies(studied)
        left.extend(pending.values())


def _study_apart(file: File) -> Study:
    """The study of a file that may have killed a worker, in a process of its own."""
    with _pool(1) as pool:
        try:
            return studies(pool.submit(study_batch, (file,)).result())[0]
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
            yield pending.pop(done), studies(ray.get(done))
    finally:
        if own:
            ray.shutdown()


SPREADS: dict[str, Spread] = {"pool": over_pool, "ray": over_ray}
