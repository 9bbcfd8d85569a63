"""The file behind a record, as it came."""

from __future__ import annotations

from polyvocal.holdings import Library
from polyvocal.terms import PolyvocalError


def original(library: Library, record_id: str) -> tuple[str, bytes]:
    """Name and bytes of the file that a record was taken from; refused where it holds a withdrawn record."""
    record = library.record(record_id)
    if record.description.access == "withdrawn" or _holds_withdrawn(library, record.collection, record.capture.source):
        raise PolyvocalError("the file of this record holds a text that has been withdrawn")
    return record.capture.source.rsplit("/", 1)[-1], library.original(record.capture.sha256)


def _holds_withdrawn(library: Library, collection: str, source: str) -> bool:
    # A page may hold several records, and the bytes hold them all.
    filters = [("collection", collection)] if collection else []
    offset, leaf = 0, 500
    while cards := library.cards(filters=filters, offset=offset, limit=leaf, order="source"):
        if any(card.source == source and card.access == "withdrawn" for card in cards):
            return True
        if cards[-1].source > source:
            return False
        offset += leaf
    return False
