"""How work is spread: each way takes batches and gives each back with its studies, in whatever order they are done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any

from polyvocal.build.pile import Batch, File
from polyvocal.build.studying import Study, given_up, killed, studies, study_batch, study_within
from polyvocal.build.time_limit import LIMIT_SECONDS
from polyvocal.terms import PolyvocalError

_PATIENCE = 2
# A document hears of its limit by itself; a process that is silent for so many times as long is ended from outside.

Spread = Callable[[Iterator[Batch], int, str], Iterator[tuple[Batch, tuple[Study, ...]]]]


def over_pool(batches: Iterator[Batch], workers: int, reader: str = "") -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """Spread over processes of this machine; a single worker, or a single batch, needs none."""
    first, second = next(batches, None), None
    if workers > 1 and first:
        second = next(batches, None)
    waiting = [batch for batch in (first, second) if batch]
    if not second:
        for batch in _chained(waiting, batches):
            yield batch, tuple(study_within(file, LIMIT_SECONDS, reader) for file in batch)
        return
    todo = _chained(waiting, batches)
    while True:
        left: list[Batch] = []
        yield from _one_pool(todo, workers, reader, left)
        if not left:
            return
        yield from _one_by_one(left, reader)


def _chained(first: list[Batch], rest: Iterator[Batch]) -> Iterator[Batch]:
    yield from first
    yield from rest


def _one_pool(
    todo: Iterator[Batch], workers: int, reader: str, left: list[Batch]
) -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """Studies until all is done, or until a worker dies or is ended; then *left* has the batches under way."""
    with _pool(workers) as pool:
        pending: dict[Future[bytes], Batch] = {}
        begun: dict[Future[bytes], float] = {}
        broken = False
        while not broken:
            # Few more tasks than workers: whatever waits here waits in memory.
            while len(pending) < workers * 3 and (batch := next(todo, None)):
                try:
                    pending[pool.submit(study_batch, batch, LIMIT_SECONDS, reader)] = batch
                except BrokenProcessPool:
                    left.append(batch)
                    break
            if not pending:
                return
            done, _ = wait(pending, timeout=LIMIT_SECONDS / 4, return_when=FIRST_COMPLETED)
            if _stuck(pending, begun):
                _end(pool)
            for future in done:
                batch = pending.pop(future)
                begun.pop(future, None)
                try:
                    studied = future.result()
                except BrokenProcessPool:
                    left.append(batch)
                    broken = True
                else:
                    yield batch, studies(studied)
        left.extend(pending.values())


def _stuck(pending: dict[Future[bytes], Batch], begun: dict[Future[bytes], float]) -> bool:
    """Whether a batch has run for so long that its own limit cannot have been heard."""
    now = time.monotonic()
    for future in pending:
        if future.running():
            begun.setdefault(future, now)
    return any(now - start > _PATIENCE * LIMIT_SECONDS for future, start in begun.items() if not future.done())


def _end(pool: ProcessPoolExecutor) -> None:
    # Python 3.14 has kill_workers; before, the executor keeps its processes to itself.
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _one_by_one(batches: list[Batch], reader: str) -> Iterator[tuple[Batch, tuple[Study, ...]]]:
    """The studies of batches under which a worker died: one file at a time, so that it costs no other."""
    pool: ProcessPoolExecutor | None = None
    try:
        for batch in batches:
            studied = []
            for file in batch:
                pool = pool or _begun(_pool(1))
                try:
                    done = pool.submit(study_batch, (file,), LIMIT_SECONDS, reader).result(_PATIENCE * LIMIT_SECONDS)
                    studied.append(studies(done)[0])
                    continue
                except BrokenProcessPool:
                    studied.append(killed(file))
                except TimeoutError:
                    studied.append(given_up(file, LIMIT_SECONDS))
                    _end(pool)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = None
            yield batch, tuple(studied)
    finally:
        if pool:
            pool.shutdown()


def _begun(pool: ProcessPoolExecutor) -> ProcessPoolExecutor:
    # The time that a process takes to start is no document's.
    pool.submit(study_batch, (), LIMIT_SECONDS, "").result()
    return pool


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


def over_ray(batches: Iterator[Batch], workers: int, reader: str = "") -> Iterator[tuple[Batch, tuple[Study, ...]]]:
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
        task = ray.remote(max_retries=0)(study_batch)
        pending: dict[Any, Batch] = {}
        while True:
            while len(pending) < window and (batch := next(batches, None)):
                pending[task.remote(batch, LIMIT_SECONDS, reader)] = batch
            if not pending:
                return
            # A task may wait for two others; when none has come back for so long, they are all stuck.
            done, waiting = ray.wait(list(pending), num_returns=1, timeout=_PATIENCE * LIMIT_SECONDS)
            for stuck in () if done else waiting:
                ray.cancel(stuck, force=True)
            for reference in done or waiting:
                batch = pending.pop(reference)
                yield batch, _from_ray(ray, task, reference, batch, reader)
    finally:
        if own:
            ray.shutdown()


def _from_ray(ray: Any, task: Any, reference: Any, batch: Batch, reader: str) -> tuple[Study, ...]:
    """The studies of a batch; where its worker died or was ended, those of its files one by one."""
    try:
        return studies(ray.get(reference))
    except ray.exceptions.RayError:
        return tuple(_apart_on_ray(ray, task, file, reader) for file in batch)


def _apart_on_ray(ray: Any, task: Any, file: File, reader: str) -> Study:
    # An empty batch first: the time that a worker takes to start, after another was ended, is no document's.
    with suppress(ray.exceptions.RayError):
        ray.get(task.remote((), LIMIT_SECONDS, ""))
    reference = task.remote((file,), LIMIT_SECONDS, reader)
    try:
        return studies(ray.get(reference, timeout=_PATIENCE * LIMIT_SECONDS))[0]
    except ray.exceptions.GetTimeoutError:
        ray.cancel(reference, force=True)
        return given_up(file, LIMIT_SECONDS)
    except ray.exceptions.RayError:
        return killed(file)


SPREADS: dict[str, Spread] = {"pool": over_pool, "ray": over_ray}
