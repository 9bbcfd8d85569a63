"""Past one machine: a Ray cluster gives the same library as one process."""

import subprocess
import sys

import pytest

pytest.importorskip("ray", reason="the extra 'ray' is not installed")

BUILD = """
import sys
from pathlib import Path
from polyvocal.build import build, pile
from polyvocal.holdings import Library
pile.BATCH_FILES = 2
build(sys.argv[1], sys.argv[2], on=sys.argv[3], workers=1)
with Library(sys.argv[2]) as library:
    Path(sys.argv[2] + ".jsonl").write_bytes(b"".join(library.export()))
"""


def test_ray_gives_the_same_library(tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(6):
        (pile / f"{n}.txt").write_text(
            f"FROM THE FLEET\n\nKIEL, June {n + 1}, 1916.\n\nIt is said that {n + 10} men were killed at Jutland.\n"
        )
    # Processes of their own: Ray keeps threads and signal handlers that other tests should not meet.
    for on in ("pool", "ray"):
        run = subprocess.run(
            [sys.executable, "-c", BUILD, str(pile), str(tmp_path / on), on],
            capture_output=True, text=True, timeout=170, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "pool.jsonl").read_bytes() != b""
