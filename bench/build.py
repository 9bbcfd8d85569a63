"""What building costs: `python -m bench.build PILE [--workers N] [--reader NAME]`.

First every stage by itself in this process (CPU seconds, and characters of the files a CPU second), then the whole
build as a user runs it, in processes of its own: wall and CPU seconds, and the peak memory of all its processes
together.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from polyvocal.accession import receive
from polyvocal.accession.reprints import link
from polyvocal.build import dates_in, survey
from polyvocal.catalogue import describe
from polyvocal.close_reading import read
from polyvocal.close_reading.readers import chosen, reader
from polyvocal.collation import collate
from polyvocal.holdings import Library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--stages-only", action="store_true", help="leave out the build in processes of its own")
    parser.add_argument("--reader", default="", help="rules, model or a plug-in (default: as polyvocal itself)")
    asked = parser.parse_args()
    called = chosen(asked.reader)
    with tempfile.TemporaryDirectory() as place:
        characters, spent = stage_by_stage(asked.pile, Path(place), called)
    print(f"read by {reader(called).name}")
    for stage, seconds in spent.items():
        print(f"{stage:<14}{seconds:>8.2f} CPU s {characters / max(seconds, 1e-9):>12,.0f} characters a CPU second")
    total = sum(spent.values())
    print(f"{'all':<14}{total:>8.2f} CPU s {characters / total:>12,.0f} characters a CPU second")
    if not asked.stages_only:
        with tempfile.TemporaryDirectory() as place:
            whole_build(asked.pile, place, asked.workers, characters, called)


def stage_by_stage(pile: Path, place: Path, called: str) -> tuple[int, dict[str, float]]:
    """Characters of the decoded files, and CPU seconds by stage."""
    spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        spent[stage] += time.process_time() - began

    characters = 0
    with Library(place) as library:
        for source, path in survey(pile):
            content = path.read_bytes()
            with timed("accession"):
                receipt = receive(source, content)
            text = receipt.text or ""
            characters += len(text)
            with timed("catalogue"):
                records = tuple(replace(r, description=describe(r, text, dates_in)) for r in receipt.records)
            with timed("close reading"):
                readings = tuple(read(record, reader=called) for record in records)
            with timed("holdings"):
                library.shelve(replace(receipt, records=records), content, readings)
        with timed("reprints"):
            reprints = link(library.texts())
        with timed("collation"):
            collation = collate(library.witnesses(), reprints)
        with timed("holdings"):
            library.place_collation(reprints, collation)
            library.refresh_index()
    return characters, dict(spent)


def whole_build(pile: Path, place: str, workers: int, characters: int, called: str) -> None:
    """Run the build as a user does and print what it cost."""
    began, used = time.monotonic(), os.times()
    command = [sys.executable, "-m", "polyvocal.cli", "build", str(pile), place, "--workers", str(workers)]
    command += ["--reader", called]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        peak = watch(process)
    now = os.times()
    seconds = now.children_user + now.children_system - used.children_user - used.children_system
    print(
        f"whole build, {workers} workers: {time.monotonic() - began:.1f} s, {seconds:.1f} CPU s, "
        f"{characters / seconds:,.0f} characters a CPU second, peak memory {peak / 2**20:,.0f} MiB"
    )


def watch(process: subprocess.Popen[bytes]) -> int:
    """Peak of the memory that a process and all below it hold together, in bytes."""
    peak = 0
    ended = threading.Event()

    def sample() -> None:
        nonlocal peak
        tree = psutil.Process(process.pid)
        while not ended.wait(0.2):
            held = 0
            try:
                for member in [tree, *tree.children(recursive=True)]:
                    held += member.memory_info().rss
            except psutil.NoSuchProcess:
                continue
            peak = max(peak, held)

    watcher = threading.Thread(target=sample, daemon=True)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    return peak


if __name__ == "__main__":
    main()
