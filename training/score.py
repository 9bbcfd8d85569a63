"""Scores the model alone, and chooses its thresholds: `python -m training.score WEIGHTS --data SHARED/data [--tune]`.

WEIGHTS is a folder of exported graphs. Scores are those of `bench.attribution` and `bench.names`, on one part;
`--tune` tries thresholds on the validation part and writes the best to `thresholds.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.attribution import Score, score, show, show_each
from bench.names import GOLD, IGNORED, untitled
from bench.names_forms import documents
from bench.reports import Line
from polyvocal.close_reading.reading_model.decoding import Thresholds
from polyvocal.close_reading.reading_model.network import Network, Read, Scores, Seen
from polyvocal.close_reading.reading_model.reading import ReadingModel
from polyvocal.close_reading.reading_model.windows import Encoded
from polyvocal.close_reading.sentences import divide_sentences
from training.parts import Part, part_of


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its gold."""

    name: str
    text: str
    gold: list[Line]


class Remembering(Network):
    """A network that remembers its answers, so that thresholds can be tried one after the other."""

    def __init__(self, words: Path, around: Path) -> None:
        super().__init__(words, around)
        self._seen: dict[tuple[int, ...], Seen] = {}
        self._scored: dict[bytes, Scores] = {}

    def see(self, encoded: Iterable[Encoded]) -> Iterator[Seen]:
        """As the network, or from memory."""
        for one in encoded:
            key = (*one.ids, *one.shapes, *one.breaks)
            if key not in self._seen:
                self._seen[key] = next(iter(super().see([one])))
            yield self._seen[key]

    def read_around(self, asked: Iterable[Read]) -> Iterator[Scores]:
        """As the network, or from memory."""
        for one in asked:
            key = hashlib.sha256(one.vectors.tobytes() + bytes(one.stands)).digest()
            if key not in self._scored:
                self._scored[key] = next(iter(super().read_around([one])))
            yield self._scored[key]


def texts(data: Path, part: Part) -> list[Text]:
    """The texts of a part with their reports."""
    found = []
    for row in map(json.loads, (data / "voices" / "attributions.jsonl").read_text("utf-8").splitlines()):
        if part_of(row["id"]) == part:
            found.append(Text(row["id"], row["text"], [_line(a) for a in row["attributions"]]))
    return found


def _line(a: dict[str, list[int]]) -> Line:
    return Line(
        cue=tuple(a["cue"]) if a["cue"] else None,  # type: ignore[arg-type]
        source=tuple(a["source"]) if a["source"] else None,  # type: ignore[arg-type]
        content=[tuple(c) for c in a["content"]],  # type: ignore[misc,arg-type]
        manner=str(a["manner"]),
    )


def reports(model: ReadingModel, text: str) -> list[Line]:
    """What the model alone reads."""
    return [Line(r.cue, r.source, r.content, r.manner) for r in model.read(text, divide_sentences(text)).reports]


def scored(model: ReadingModel, given: Iterable[Text]) -> Score:
    """The score of the model alone."""
    total = Score()
    for one in given:
        score(one.text, one.gold, reports(model, one.text), total)
    return total


def names(model: ReadingModel, path: Path, part: Part | None) -> float:
    """F1 of the model's names alone, exact spans and types, titles cut off; *part* None takes all texts."""
    right = read = wanted = 0
    for document in documents(path):
        if part is not None and part_of(document["id"]) != part:
            continue
        spans = [(a, b, GOLD.get(kind.lower(), kind)) for a, b, kind in document["names"]]
        gold = {untitled(document["text"], span) for span in spans if span[2] not in IGNORED}
        found = {name[:3] for name in model.read(document["text"]).names}
        found = {name for name in found if not _ignored(name, spans)}
        right, read, wanted = right + len(gold & found), read + len(found), wanted + len(gold)
    return 2 * right / max(1, read + wanted)


def _ignored(name: tuple[int, int, str], spans: Iterable[tuple[int, int, str]]) -> bool:
    return any(kind in IGNORED and a < name[1] and name[0] < b for a, b, kind in spans)


def peak(values: list[float]) -> int:
    """The place of the highest value, each taken with its neighbours: a lone peak in a small part is chance.

    >>> peak([0.1, 0.9, 0.1, 0.5, 0.6, 0.5])
    4
    """
    padded = [values[0], *values, values[-1]]
    return max(range(len(values)), key=lambda n: sum(padded[n : n + 3]))


def tune(model: ReadingModel, given: list[Text], data: Path) -> Thresholds:
    """The thresholds that score best, one group of them after the other."""

    def best(tried: Iterable[dict[str, float]], worth: Callable[[Score], float]) -> None:
        options, values = list(tried), []
        for change in options:
            model.thresholds = start._replace(**change)  # type: ignore[arg-type]
            values.append(worth(scored(model, given)))
            print(change, round(values[-1], 4), flush=True)
        number = peak(values) if len(options[0]) == 1 else values.index(max(values))
        model.thresholds = start._replace(**options[number])  # type: ignore[arg-type]

    start = model.thresholds
    best(({"cue": bias} for bias in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)), lambda s: s.tally("cue").f1)
    start = model.thresholds
    best(({"unnamed": bias} for bias in (-1.5, -0.5, 0.0, 0.5, 1.5)), lambda s: s.tally("source").f1)
    start = model.thresholds
    best(
        ({"content": c, "change": k, "least": n} for c in (-0.5, 0.0, 0.5) for k in (1.0, 2.0, 3.0) for n in (1, 3)),
        lambda s: s.tally("content").f1 + s.tally("content >= .5 of found cues").f1,
    )
    start = model.thresholds
    path = data / "voices" / "names.jsonl"
    most = -1.0
    for bias in (-0.5, 0.0, 0.5, 1.0):
        model.thresholds = start._replace(name=bias)
        value = names(model, path, "validation")
        print({"name": bias}, round(value, 4), flush=True)
        if value > most:
            most, best_name = value, bias
    return start._replace(name=best_name)


def main() -> None:
    """Score or tune as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("validation", "kept"), default="validation")
    parser.add_argument("--tune", action="store_true")
    options = parser.parse_args()
    model = ReadingModel("tried", options.weights)
    if options.tune:
        model._network = Remembering(options.weights / "words.onnx", options.weights / "around.onnx")
        chosen = tune(model, texts(options.data, "validation"), options.data)
        (options.weights / "thresholds.json").write_text(json.dumps(chosen._asdict(), indent=1) + "\n", "utf-8")
        return
    total, begun, characters = Score(), time.process_time(), 0
    each: dict[str, Score] = {}
    for one in texts(options.data, options.part):
        read = reports(model, one.text)
        characters += len(one.text)
        for counted in (total, each.setdefault(one.name, Score())):
            score(one.text, one.gold, read, counted)
    show(total, characters, time.process_time() - begun)
    show_each(each)
    for path, part in (
        ("voices/names.jsonl", options.part),
        ("train/ewt_dev.jsonl.gz", None),
        ("train/gum_open_dev.jsonl.gz", None),
    ):
        if part is not None or options.part == "kept":
            print(f"names of {path}: F {names(model, options.data / path, part):.3f}")


if __name__ == "__main__":
    main()
