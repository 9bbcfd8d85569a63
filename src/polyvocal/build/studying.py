"""The study of one file: accession, catalogue and close reading, whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from polyvocal.accession import receive
from polyvocal.accession.extract import Wrapper
from polyvocal.build.pile import Batch, File
from polyvocal.build.stumbles import STUMBLES, stumble
from polyvocal.build.time_limit import Overdue, at_most
from polyvocal.catalogue import describe
from polyvocal.close_reading import read
from polyvocal.close_reading.dates import read_dates
from polyvocal.holdings.quotations import check, check_reading, check_record
from polyvocal.terms import Capture, CloseReading, Receipt, Record, Setback, When


@dataclass(frozen=True, slots=True)
class Study:
    """What the stages made of one file."""

    receipt: Receipt
    readings: tuple[CloseReading, ...]


_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
studies = msgspec.msgpack.Decoder(tuple[Study, ...]).decode
"""The studies of a batch, as `study_batch` packed them."""


def study(source: str, content: bytes, wrapper: Wrapper | None = None) -> Study:
    """Take one file through accession, catalogue and close reading; a pure function of its name and bytes.

    *wrapper* is what its container, or its path in the pile, says of it.
    """
    try:
        receipt = receive(source, content, wrapper)
        for record in receipt.records:
            check_record(record, receipt.text)
    except STUMBLES as error:
        return Study(nothing_but(source, content, stumble(source, "accession", error), wrapper), ())
    records, readings, setbacks = [], [], list(receipt.setbacks)
    for received in receipt.records:
        captured = receipt.text or ""
        record, trouble = _described(received, captured)
        reading, more_trouble = _read(record, captured)
        records.append(record)
        readings.append(reading)
        setbacks += trouble + more_trouble
    return Study(replace(receipt, records=tuple(records), setbacks=tuple(setbacks)), tuple(readings))


def _described(record: Record, captured: str) -> tuple[Record, list[Setback]]:
    try:
        description = describe(record, captured, dates_in)
        check(record, description, captured)
    except STUMBLES as error:
        return record, [stumble(record.capture.source, "catalogue", error, record)]
    return replace(record, description=description), []


def dates_in(text: str) -> tuple[When, ...]:
    """The dates in a line of a catalogue entry, by the usage that its letters call for."""
    return read_dates(text, language="ru" if _CYRILLIC.search(text) else "en")


def _read(record: Record, captured: str) -> tuple[CloseReading, list[Setback]]:
    try:
        reading = read(record, captured)
        check_reading(record, reading, captured)
    except STUMBLES as error:
        return CloseReading(record.id), [stumble(record.capture.source, "close_reading", error, record)]
    return reading, []


def nothing_but(source: str, content: bytes, setback: Setback, wrapper: Wrapper | None = None) -> Receipt:
    """The receipt of a file of which nothing could be made; its bytes are kept all the same."""
    told = wrapper or Wrapper()
    capture = Capture(
        source, sha256(content).hexdigest(), len(content), "application/octet-stream", "nothing",
        address=told.address, captured=told.captured, captured_by=told.captured_by, part_of=told.part_of,
        embedded=told.embedded,
    )  # fmt: skip
    return Receipt(capture, None, (), (setback,))


def study_within(file: File, limit: float) -> Study:
    """The study of a file; one that takes longer than *limit* seconds is given up."""
    try:
        with at_most(limit):
            return study(file.source, file.content, file.wrapper)
    except Overdue:
        return given_up(file, limit)


def given_up(file: File, limit: float) -> Study:
    """What is left of a file that took too long."""
    told = f"{limit / 60:g} minutes" if limit >= 60 else f"{limit:g} seconds"
    setback = Setback(file.source, "accession", f"reading it took longer than {told}, and was given up")
    return Study(nothing_but(file.source, file.content, setback, file.wrapper), ())


def killed(file: File) -> Study:
    """What is left of a file whose reading ended its process."""
    reason = "the process that read it was killed, perhaps for want of memory"
    setback = Setback(file.source, "accession", reason)
    return Study(nothing_but(file.source, file.content, setback, file.wrapper), ())


def study_batch(batch: Batch, limit: float) -> bytes:
    """The studies of a batch, packed: terms travel between processes five times faster so than pickled."""
    return msgspec.msgpack.encode(tuple(study_within(file, limit) for file in batch))
