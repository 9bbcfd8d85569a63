"""What a PDF says of itself outside its text: its dictionary of facts and its XMP packet."""

from __future__ import annotations

from typing import Any

from polyvocal.accession.xmp import packets, properties
from polyvocal.terms import Embedded

_LONGEST = 2000
_UNTITLED = ("untitled", "без имени", "unknown", "anonymous", "none", "null")


def facts(document: Any, content: bytes) -> tuple[Embedded, ...]:
    """Title, author, dates and the rest; empty ones and those that say nothing are left out."""
    told = [Embedded(f"PDF {key}", _clean(value)) for key, value in document.get_metadata_dict(skip_empty=True).items()]
    told = [fact for fact in told if fact.value and fact.value.casefold() not in _UNTITLED]
    for packet in packets(content):
        found = properties(packet)
        # Pictures inside the document bring packets of their own.
        if any(label == "XMP dc:format" and value == "application/pdf" for label, value in found) or any(
            label.startswith("XMP pdf:") for label, _ in found
        ):
            told += [Embedded(label, value) for label, value in found]
            break
    return tuple(dict.fromkeys(told))


def _clean(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value[:_LONGEST]).split())
