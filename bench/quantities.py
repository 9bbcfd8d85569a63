"""Quantities of general text, against sets in the form of CQE's: ``python -m bench.quantities FILE.json... [--peer]``.

Each file is a list of ``{"text", "quantities": [{"value", "normalized_unit"}]}``; a value is a number or a range "a-b".
What polyvocal reads as figures, and the lengths of time it reads among the dates, are its quantities. Scored as CQE's
own evaluation does: values pair off one to one, units are not asked for.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.peers import quantulum
from polyvocal.close_reading.dates import read_dates
from polyvocal.close_reading.figures import read_figures
from polyvocal.close_reading.sentences import divide_sentences

Value = tuple[float, float]
_COUNTS = re.compile(r"\d|\b(?!(?:an?|the|this|per)\b)\w+[ -]\w", re.IGNORECASE)
_PERIOD = re.compile(r"P(?:T)?(\d+(?:\.\d+)?)(?:[DWMYHSE]|DE|CE)")


def ours(text: str) -> list[Value]:
    """The figures and the lengths of time in a text, each as low and high; an open end is the other."""
    dates = read_dates(text)
    figures = read_figures(text, sentences=divide_sentences(text), dates=dates)
    found = []
    for figure in figures:
        low = figure.low if figure.low is not None else figure.high
        high = figure.high if figure.high is not None else figure.low
        if low is not None and high is not None:
            found.append((float(low), float(high)))
    apart = [w for w in dates if w.locus and not any(w.locus.overlaps(figure.locus) for figure in figures)]
    counted = [when for when in apart if when.type == "DURATION" and _COUNTS.search(when.words)]  # not "a year"
    spans = [_PERIOD.fullmatch(when.value) for when in counted]
    return found + [(float(span[1]), float(span[1])) for span in spans if span]


def theirs(text: str) -> list[Value]:
    """What quantulum3 reads."""
    return [(value, value) for value in quantulum(text)]


def gold(value: Any) -> Value:
    """A value of the gold standard.

    >>> gold("75-300"), gold("-4"), gold(12)
    ((75.0, 300.0), (-4.0, -4.0), (12.0, 12.0))
    """
    words = str(value)
    span = re.fullmatch(r"(\d[\d.]*)-(\d[\d.]*)", words)
    return (float(span[1]), float(span[2])) if span else (float(words), float(words))


def paired(expected: list[Value], read: list[Value]) -> int:
    """How many values pair off; a single value pairs with either end of a range, a range with the whole range."""
    left, right = list(read), 0
    for low, high in expected:
        for value in left:
            ends = value if low == high else (value,)
            if any(_same((low, high), end if isinstance(end, tuple) else (end, end)) for end in ends):
                left.remove(value)
                right += 1
                break
    return right


def _same(a: Value, b: Value) -> bool:
    return all(math.isclose(x, y, rel_tol=1e-5, abs_tol=1e-8) for x, y in zip(a, b, strict=True))


def score(documents: list[dict[str, Any]], read: Callable[[str], list[Value]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of values over all documents."""
    right = expected = found = 0
    for document in documents:
        values, answer = [gold(q["value"]) for q in document["quantities"]], read(document["text"])
        right, expected, found = right + paired(values, answer), expected + len(values), found + len(answer)
    precision, recall = right / max(1, found), right / max(1, expected)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Score quantities of general text.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--peer", action="store_true", help="run quantulum3 too")
    parser.add_argument("--errors", action="store_true", help="print each text whose values differ")
    options = parser.parse_args(arguments)
    sets = {path.stem: json.loads(path.read_text("utf-8")) for path in options.files}
    sets["all"] = [document for documents in list(sets.values()) for document in documents]
    readers = {"polyvocal": ours} | ({"quantulum3": theirs} if options.peer else {})
    for name, read in readers.items():
        for subject, documents in sets.items():
            begun = time.process_time()
            precision, recall, f1 = score(documents, read)
            spent = time.process_time() - begun
            print(f"{name:10} {subject:18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {spent:.2f} CPU s")
    if options.errors:
        for document in sets["all"]:
            values, answer = [gold(q["value"]) for q in document["quantities"]], ours(document["text"])
            if not len(values) == len(answer) == paired(values, answer):
                print(f"{document['text']!r}\n  gold {values}\n  read {answer}")


if __name__ == "__main__":
    main()
