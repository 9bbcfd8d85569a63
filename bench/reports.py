"""Gold reports in the forms that `bench.attribution` takes, and the parts of the own corpus. Not run by itself.

A folder of `.txt` beside `attributions.tsv`; a `.jsonl` whose lines hold `id`, `text` and `attributions`; a part of
PolNeAR (a folder with `text/` and `attributions/` in brat's standoff form, one annotator a text).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass
class Line:
    """One report, gold or read."""

    cue: Span | None
    source: Span | None
    content: list[Span]
    manner: str = ""
    tier: str = ""
    certainty: str = ""


Text = tuple[str, str, list[Line], str]
"""Name, text, gold reports, and the party that it comes from ("" where nobody says)."""


def gold(path: Path, texts: Path | None = None) -> Iterator[Text]:
    """The texts of any of the forms, with their reports."""
    if path.is_file():
        return from_jsonl(path)
    if (path / "attributions").is_dir():
        return from_standoff(path)
    return from_folder(path, _texts(path, texts))


def from_jsonl(path: Path) -> Iterator[Text]:
    """Each line a text; `party` is read where it is given."""
    for raw in path.read_text("utf-8").splitlines():
        row = json.loads(raw)
        reports = [
            Line(
                cue=tuple(a["cue"]) if a.get("cue") else None,
                source=tuple(a["source"]) if a.get("source") else None,
                content=[(c[0], c[1]) for c in a["content"]],
                manner=a.get("manner", ""),
                certainty=a.get("certainty", ""),
            )
            for a in row["attributions"]
        ]
        yield row["id"], row["text"], reports, row.get("party", "")


def from_folder(folder: Path, texts: Path) -> Iterator[Text]:
    """Rows of `attributions.tsv` by text; a column `party` is read where there is one."""
    by_text: dict[str, list[Line]] = {}
    parties: dict[str, str] = {}
    with (folder / "attributions.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            parties[row["doc"]] = row.get("party") or ""
            by_text.setdefault(row["doc"], []).append(
                Line(
                    cue=_span(row["cue_start"], row["cue_end"]),
                    source=_span(row["source_start"], row["source_end"]),
                    content=_spans(row["content_spans"]),
                    manner=row["type"],
                    tier=row["tier"],
                )
            )
    for name, reports in by_text.items():
        yield name, (texts / name).read_bytes().decode("utf-8"), reports, parties[name]


def from_standoff(folder: Path) -> Iterator[Text]:
    """One annotator a text, the first by name; the publisher, before the first "_", is the party."""
    notes: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        notes.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in notes.items():
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield name, text, _standoff(path.read_text("utf-8")), name.partition("_")[0]


def _standoff(notes: str) -> list[Line]:
    spans: dict[str, list[Span]] = {}
    events = []
    for note in notes.splitlines():
        key, _, rest = note.partition("\t")
        if key.startswith("T"):
            where = rest.split("\t")[0].partition(" ")[2]
            spans[key] = [(int(a), int(b)) for a, b in (part.split(" ") for part in where.split(";"))]
        elif key.startswith("E"):
            events.append([part.partition(":")[::2] for part in rest.split()])
    lines = []
    for event in events:
        by_role: dict[str, list[Span]] = {}
        for role, key in event:
            by_role.setdefault(role.rstrip("0123456789"), []).extend(spans.get(key, []))
        cue, source = sorted(by_role.get("Cue", [])), sorted(by_role.get("Source", []))
        content = sorted(by_role.get("Content", []))
        lines.append(Line(cue[0] if cue else None, source[0] if source else None, content))
    return lines


def _span(start: str, end: str) -> Span | None:
    return (int(start), int(end)) if start else None


def _spans(column: str) -> list[Span]:
    pairs = (part.split("-") for part in column.split(";") if part)
    return [(int(a), int(b)) for a, b in pairs]


def _texts(folder: Path, given: Path | None) -> Path:
    if given is not None:
        return given
    beside = folder.parent.parent / folder.name  # ../shared/data/gold/seeds -> ../shared/data/seeds
    return folder if any(folder.glob("*.txt")) or not beside.is_dir() else beside


def figure_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Rows of `figures.tsv` by text, where there is one."""
    table = folder / "figures.tsv"
    rows: dict[str, list[dict[str, str]]] = {}
    if folder.is_dir() and table.is_file():
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows.setdefault(row["doc"], []).append(row)
    return rows


def is_kept(name: str) -> bool:
    """Whether a text belongs to the third that the rules were not developed on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def _trained(part: str) -> Callable[[str], bool]:
    from training.parts import part_of  # the model's parts: nobody who scores the rules alone needs them

    return lambda name: part_of(name) == part


PARTS: dict[str, Callable[[], Callable[[str], bool]]] = {
    "dev": lambda: lambda name: not is_kept(name),
    "kept": lambda: is_kept,
    "train": lambda: _trained("train"),
    "validation": lambda: _trained("validation"),
    "test": lambda: _trained("kept"),
}
"""Parts of the own corpus: two of the rules ("dev", "kept"), three of the model."""
