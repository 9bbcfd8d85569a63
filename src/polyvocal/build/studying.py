"""The study of one file: accession, catalogue and close reading, whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from polyvocal.accession import receive
from polyvocal.accession.extract import Wrapper
from polyvocal.build.pile import Batch, File
from polyvocal.build.stumbles import STUMBLES, place_in, stumble
from polyvocal.build.time_limit import Overdue, at_most
from polyvocal.catalogue import describe
from polyvocal.close_reading import read
from polyvocal.close_reading.dates import read_dates
from polyvocal.close_reading.readers import RULES, Unanswered, chosen
from polyvocal.close_reading.readers import reader as reader_called
from polyvocal.collation.checks import check_record as what_does_not_add_up
from polyvocal.holdings.quotations import check, check_reading, check_record
from polyvocal.terms import Capture, CloseReading, Receipt, Record, Setback, When


@dataclass(frozen=True, slots=True)
class Study:
    """What the stages made of one file; *again* where its reader gave no answer, so that the rules alone read it."""

    receipt: Receipt
    readings: tuple[CloseReading, ...]
    again: bool = False


_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
studies = msgspec.msgpack.Decoder(tuple[Study, ...]).decode
"""The studies of a batch, as `study_batch` packed them."""


def study(source: str, content: bytes, wrapper: Wrapper | None = None, reader: str = "") -> Study:
    """Take one file through accession, catalogue and close reading; a pure function of its name and bytes.

    *wrapper* is what its container, or its path in the pile, says of it; *reader* is that of `close_reading.read`.
    """
    try:
        receipt = receive(source, content, wrapper)
        for record in receipt.records:
            check_record(record, receipt.text)
    except STUMBLES as error:
        return Study(nothing_but(source, content, stumble(source, "accession", error), wrapper), ())
    records, readings, setbacks, again = [], [], list(receipt.setbacks), False
    for received in receipt.records:
        captured = receipt.text or ""
        record, trouble = _described(received, captured)
        reading, more_trouble, unanswered = _read(record, captured, reader)
        records.append(record)
        readings.append(reading)
        setbacks += trouble + more_trouble
        again = again or unanswered
    return Study(replace(receipt, records=tuple(records), setbacks=tuple(setbacks)), tuple(readings), again)


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


def _read(record: Record, captured: str, reader: str) -> tuple[CloseReading, list[Setback], bool]:
    """The reading of a record, what went wrong, and whether a later build may do better."""
    where = place_in(record.capture.source, record)
    try:
        reading = read(record, captured, reader=reader)
        reading = replace(reading, checks=what_does_not_add_up(record, reading))
        check_reading(record, reading, captured)
    except Unanswered as silence:
        by_rules, trouble, _ = _read(record, captured, "rules")
        told = Setback(where, "close_reading", f"{silence}; read by the rules alone, the next build asks again")
        return by_rules, [told, *trouble], True
    except STUMBLES as error:
        told = stumble(record.capture.source, "close_reading", error, record)
        if reader_called(chosen(reader)).name == RULES:
            return CloseReading(record.id), [told], False
        by_rules, trouble, _ = _read(record, captured, "rules")
        return by_rules, [told, *trouble], False
    return reading, [Setback(where, "close_reading", loss) for loss in reading.losses], False


def nothing_but(source: str, content: bytes, setback: Setback, wrapper: Wrapper | None = None) -> Receipt:
    """The receipt of a file of which nothing could be made; its bytes are kept all the same."""
    told = wrapper or Wrapper()
    capture = Capture(
        source, sha256(content).hexdigest(), len(content), "application/octet-stream", "nothing",
        address=told.address, captured=told.captured, captured_by=told.captured_by, part_of=told.part_of,
        embedded=told.embedded,
    )  # fmt: skip
    return Receipt(capture, None, (), (setback,))


def study_within(file: File, limit: float, reader: str = "") -> Study:
    """The study of a file; where it takes longer than *limit* seconds the rules alone read it, or it is given up."""
    if file.closed:
        reader = "rules"
    try:
        with at_most(limit):
            return study(file.source, file.content, file.wrapper, reader)
    except Overdue:
        one = reader_called(chosen(reader)).name
        return given_up(file, limit) if one == RULES else _in_less_time(file, limit, one)


def _in_less_time(file: File, limit: float, reader: str) -> Study:
    try:
        with at_most(limit / 2):
            done = study(file.source, file.content, file.wrapper, "rules")
    except Overdue:
        return given_up(file, limit)
    told = Setback(file.source, "close_reading", f"{reader} took longer than {_told(limit)}; read by the rules alone")
    return replace(done, receipt=replace(done.receipt, setbacks=(*done.receipt.setbacks, told)))


def given_up(file: File, limit: float) -> Study:
    """What is left of a file that took too long."""
    setback = Setback(file.source, "accession", f"reading it took longer than {_told(limit)}, and was given up")
    return Study(nothing_but(file.source, file.content, setback, file.wrapper), ())


def _told(limit: float) -> str:
    return f"{limit / 60:g} minutes" if limit >= 60 else f"{limit:g} seconds"


def killed(file: File) -> Study:
    """What is left of a file whose reading ended its process."""
    reason = "the process that read it was killed, perhaps for want of memory"
    setback = Setback(file.source, "accession", reason)
    return Study(nothing_but(file.source, file.content, setback, file.wrapper), ())


def study_batch(batch: Batch, limit: float, reader: str) -> bytes:
    """The studies of a batch, packed: terms travel between processes five times faster so than pickled."""
    return msgspec.msgpack.encode(tuple(study_within(file, limit, reader) for file in batch))
