"""How the cost grows with the pile: `python -m bench.scale PILE [--copies 1 2 4]`, and what starting up costs.

Each copy of a file is another document: its numbers and the order of its paragraphs are changed, so that copies are
no reprints and make events of their own. Prints CPU seconds of study, collation and index, and the exponent of
growth between the first and the last size (1 is proportional).
"""

from __future__ import annotations

import argparse
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from polyvocal.accession.reprints import link
from polyvocal.build import File, shelve, study, survey
from polyvocal.collation import collate
from polyvocal.holdings import Library

STEPS = ("study", "reprints", "collation", "index")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path, nargs="?")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--files", type=int, default=60, help="how many files of the pile to start from (default: 60)")
    asked = parser.parse_args()
    print(f"polyvocal --help: {start_up():.3f} CPU s")
    if not asked.pile:
        return
    paths = survey(asked.pile)[: asked.files]
    measure(paths[:2], 1)  # tables are read once, and not to be counted
    rows = [measure(paths, copies) for copies in asked.copies]
    print(f"{'copies':>6} {'statements':>10} " + " ".join(f"{step:>10}" for step in STEPS))
    for copies, (statements, seconds) in zip(asked.copies, rows, strict=True):
        print(f"{copies:>6} {statements:>10} " + " ".join(f"{seconds[step]:>8.2f} s" for step in STEPS))
    if len(rows) > 1:
        grown = math.log(asked.copies[-1] / asked.copies[0])
        for step in STEPS:
            ratio = rows[-1][1][step] / max(rows[0][1][step], 1e-3)
            print(f"{step}: growth exponent {math.log(max(ratio, 1e-9)) / grown:.2f}")


def start_up(times: int = 5) -> float:
    """CPU seconds of `polyvocal --help`, the least of several."""
    spent = []
    for _ in range(times):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "polyvocal.cli", "--help"], stdout=subprocess.DEVNULL, check=True)
        after = getrusage(RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def measure(paths: Sequence[tuple[str, Path]], copies: int) -> tuple[int, dict[str, float]]:
    """Statements found, and CPU seconds by step, of a pile with every file so many times."""
    seconds = {}
    with tempfile.TemporaryDirectory() as place, Library(place) as library:
        began = time.process_time()
        for source, path in paths:
            for n in range(copies):
                file = File(f"{n}/{source}", varied(path.read_bytes(), n))
                shelve(library, file, study(file.source, file.content))
        seconds["study"], began = time.process_time() - began, time.process_time()
        reprints = link(library.texts())
        seconds["reprints"], began = time.process_time() - began, time.process_time()
        collation = collate(library.witnesses(), reprints)
        seconds["collation"], began = time.process_time() - began, time.process_time()
        library.place_collation(reprints, collation)
        library.refresh_index()
        seconds["index"] = time.process_time() - began
        return library.counts().statements, seconds


def varied(content: bytes, n: int) -> bytes:
    """The *n*-th variation of a text; the first is the text itself.

    >>> varied(b"On 31 May 1916.", 0), varied(b"On 31 May 1916.", 1) != b"On 31 May 1916."
    (b'On 31 May 1916.', True)
    """
    if n == 0:
        return content
    chance = random.Random(f"{n} {len(content)}")
    lines = content.split(b"\n")
    cuts = sorted(chance.sample(range(len(lines)), min(12, len(lines))))
    parts = [lines[a:b] for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    chance.shuffle(parts)
    turned = b"\n".join(line for part in parts for line in part)
    return re.sub(rb"[1-9]", lambda digit: str((int(digit[0]) + n - 1) % 9 + 1).encode(), turned)


if __name__ == "__main__":
    main()
