"""The file behind a record, as it came."""

from __future__ import annotations

from collections.abc import Collection

from polyvocal.holdings import Library
from polyvocal.reading_room.page import WITHDRAWN
from polyvocal.reading_room.reader import refuse_shut
from polyvocal.terms import PolyvocalError, Record


def original(library: Library, record_id: str, shut: Collection[str] = WITHDRAWN) -> tuple[str, bytes]:
    """Name and bytes of the file that a record was taken from; refused where it holds a record that is *shut*."""
    record = library.record(record_id)
    refuse_shut(record, shut)
    refuse_file(library, record, shut)
    return record.capture.source.rsplit("/", 1)[-1], library.original(record.capture.sha256)


def refuse_file(library: Library, record: Record, shut: Collection[str]) -> None:
    """Raise `PolyvocalError` where the file of a record also holds one that is *shut*."""
    if _holds_shut(library, record, shut):
        raise PolyvocalError("the file of this record holds a text that has been withdrawn or restricted")


def _holds_shut(library: Library, record: Record, shut: Collection[str]) -> bool:
    # A page may hold several records, and the bytes hold them all.
    source = record.capture.source
    filters = [("collection", record.collection)] if record.collection else []
    offset, leaf = 0, 500
    while cards := library.cards(filters=filters, offset=offset, limit=leaf, order="source"):
        if any(card.source == source and card.access in shut for card in cards):
            return True
        if cards[-1].source > source:
            return False
        offset += leaf
    return False
