"""The file behind a record, as it came."""

from __future__ import annotations

from collections.abc import Collection

from polyvocal.holdings import Library
from polyvocal.reading_room.page import WITHDRAWN
from polyvocal.reading_room.reader import SAVED_PAGES, refuse_shut
from polyvocal.terms import PolyvocalError, Record

SAVED_POLICY = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'"
}
"""Under which a saved page is shown: no script, no request, no form, no way out; only its words and its set-up."""


def is_saved_page(record: Record) -> bool:
    """Whether a record was taken from a web page that was saved."""
    return record.capture.media_type in SAVED_PAGES


def original(library: Library, record_id: str, shut: Collection[str] = WITHDRAWN) -> tuple[str, bytes]:
    """Name and bytes of the file that a record was taken from; refused where it holds a record that is *shut*."""
    record = library.record(record_id)
    refuse_shut(record, shut)
    refuse_file(library, record, shut)
    return record.capture.source.rsplit("/", 1)[-1], library.original(record.capture.sha256)


def saved_page(library: Library, record_id: str, shut: Collection[str] = WITHDRAWN) -> tuple[str, bytes]:
    """Encoding and bytes of the web page that a record was taken from, to be shown in a frame under `SAVED_POLICY`."""
    record = library.record(record_id)
    if not is_saved_page(record):
        raise PolyvocalError("the file of this record is no web page")
    return record.capture.encoding or "utf-8", original(library, record_id, shut)[1]


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
