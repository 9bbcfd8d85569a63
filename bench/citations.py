"""Scores the reader of cited sources on a marked corpus: `python -m bench.citations [CORPUS] [--half T|H] [--misses]`.

Each line of the corpus is ``half|language|kinds|text|fields``: references stand in ⟦ ⟧, lines without any are traps.
A reference is found where kind and words agree (strict), or where the words overlap by half (relaxed); its fields are
scored where the line names them. Half H was written before the rules and nothing was fitted to it.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polyvocal.close_reading.citations import read_citations
from polyvocal.terms import Citation

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "close_reading" / "citations_corpus.txt"


@dataclass(frozen=True)
class Line:
    """One line of the corpus: its *text* without brackets, and the references in it."""

    half: str
    language: str
    text: str
    cites: tuple[tuple[int, int, str], ...]
    fields: dict[str, str]


def corpus(path: Path = CORPUS) -> Iterator[Line]:
    """Every line of a corpus."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        half, language, kinds, marked, fields = [*line.split("|"), ""][:5]
        text, start = "", 0
        cites: list[tuple[int, int, str]] = []
        for part in re.split("([⟦⟧])", marked.replace("¶", "\n")):
            if part == "⟦":
                start = len(text)
            elif part == "⟧":
                cites.append((start, len(text), kinds.split(",")[len(cites)]))
            else:
                text += part
        told = dict(pair.split("=", 1) for pair in fields.split(";") if pair)
        yield Line(half, language, text, tuple(cites), told)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared characters over all characters of two spans."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def score(lines: list[Line], *, misses: bool = False) -> Counter[str]:
    """Counts of what was found, missed and invented."""
    tally: Counter[str] = Counter()
    for line in lines:
        found = read_citations(line.text, "r", language=line.language)
        tally["traps"] += not line.cites
        tally["trapped"] += bool(not line.cites and found)
        tally["gold"] += len(line.cites)
        tally["found"] += len(found)
        exact = {(c.locus.start, c.locus.end, c.kind) for c in found} & set(line.cites)
        near = [(g, c) for g in line.cites for c in found if c.kind == g[2] and overlap(g[:2], c.locus.span) >= 0.5]
        tally["strict"] += len(exact)
        tally["relaxed"] += len(near)
        if near:
            _fields(line, near[0][1], tally, misses=misses)
        if misses and (len(exact) < len(line.cites) or len(found) > len(exact)):
            print("  !", line.text.replace("\n", "¶"), "->", [(c.kind, c.locus.words) for c in found])
    return tally


def _fields(line: Line, first: Citation, tally: Counter[str], *, misses: bool) -> None:
    for name, value in line.fields.items():
        given = str(int(first.torn)) if name == "torn" else getattr(first, name)
        tally["fields"] += 1
        tally["fields right"] += given == value
        if misses and given != value:
            print(f"  ? {name}: {value!r} expected, {given!r} read in {first.locus.words!r}")


def told(tally: Counter[str]) -> str:
    """The scores in one line."""
    strict_p, strict_r = tally["strict"] / max(1, tally["found"]), tally["strict"] / max(1, tally["gold"])
    loose_p, loose_r = tally["relaxed"] / max(1, tally["found"]), tally["relaxed"] / max(1, tally["gold"])
    fields = tally["fields right"] / max(1, tally["fields"])
    return (
        f"{tally['gold']} references, {tally['traps']} traps; strict P {strict_p:.3f} R {strict_r:.3f}, "
        f"relaxed P {loose_p:.3f} R {loose_r:.3f}, fields {fields:.3f}, traps fallen into {tally['trapped']}"
    )


def speed(text: str) -> float:
    """Characters read a CPU second."""
    before = time.process_time()
    read_citations(text, "r")
    return len(text) / max(1e-9, time.process_time() - before)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--half", choices=("T", "H"))
    arguments.add_argument("--misses", action="store_true", help="print what went wrong")
    arguments.add_argument("--speed", type=Path, help="time the reader on this text file too")
    given = arguments.parse_args()
    lines = [line for line in corpus(given.corpus) if given.half in (None, line.half)]
    for half in sorted({line.half for line in lines}):
        print(half, told(score([line for line in lines if line.half == half], misses=given.misses)))
    plain = "The brigade went up to the ridge and came back in the evening without its guns. " * 12500
    print(f"{speed(plain):,.0f} characters a CPU second on text without references")
    if given.speed:
        text = given.speed.read_text("utf-8")
        print(f"{speed(text):,.0f} characters a CPU second on {given.speed.name}")


if __name__ == "__main__":
    main()
