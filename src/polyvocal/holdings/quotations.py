"""Nothing is kept that is not quoted: every locus of a term is checked against the text it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from polyvocal.terms import CloseReading, Description, Locus, Misquotation, PolyvocalError, Receipt, Record


def loci(term: object) -> Iterator[Locus]:
    """Every locus inside a term, however deep.

    >>> from polyvocal.terms import Name
    >>> [x.words for x in loci((Name(Locus("r1", 0, "Beatty"), "person"), None))]
    ['Beatty']
    """
    pending = [term]
    while pending:
        value = pending.pop()
        kind: type[Any] = type(value)
        if kind is Locus:
            yield value  # type: ignore[misc]
        elif kind is tuple:
            pending.extend(value)  # type: ignore[arg-type]
        elif value is not None:
            pending.extend([holder(value) for holder in _holders(kind)])  # type: ignore[arg-type]  # classes are hashable


@cache
def _holders(term: type) -> tuple[attrgetter[object], ...]:
    if not is_dataclass(term):
        return ()
    hints = get_type_hints(term)
    return tuple(attrgetter(f.name) for f in fields(term) if _may_hold(hints[f.name]))


def _may_hold(hint: object) -> bool:
    # Whether a value of this type may have a locus inside: worth knowing, for most values are words and numbers.
    if hint is Locus:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_holders(hint))
    return any(map(_may_hold, get_args(hint)))


def check_record(record: Record, captured: str | None) -> int:
    """Check that edits alone make the reading text, and each entry's evidence; counts the quotations."""
    if captured is None:
        raise PolyvocalError(f"{record.id}: a record of {record.capture.source}, whose bytes are no text")
    made = record.alignment(captured).text
    if made != record.text:
        at = next((i for i, (a, b) in enumerate(zip(made, record.text, strict=False)) if a != b), len(made))
        raise Misquotation(f"{record.id} at {at} (reading): its edits do not make its text")
    parts = [(p.start, p.end) for p in record.marks] + [(p.start, p.end) for p in record.passages]
    if any(not 0 <= start <= end <= len(record.text) for start, end in parts):
        raise Misquotation(f"{record.id}: a mark or passage leaves the text")
    if any(not 0 <= leaf.start <= len(record.text) for leaf in record.leaves):
        raise Misquotation(f"{record.id}: a page begins outside the text")
    return check(record, record.description, captured)


def check_reading(record: Record, reading: CloseReading, captured: str) -> int:
    """Check every locus of a close reading; counts them."""
    if reading.record != record.id:
        raise PolyvocalError(f"{record.id}: got the close reading of {reading.record!r}")
    ids = {statement.id for statement in reading.statements}
    if len(ids) != len(reading.statements):
        raise PolyvocalError(f"{record.id}: two of its statements have one id")
    for sentence in reading.sentences:
        if not 0 <= sentence.start <= sentence.end <= len(record.text):
            raise Misquotation(f"{record.id}: sentence {sentence.start}-{sentence.end} leaves the text")
    return check(record, reading, captured)


def check(record: Record, term: CloseReading | Description, captured: str) -> int:
    """Check the loci of one term of a record; raises `Misquotation` at the first that fails."""
    count = 0
    for locus in loci(term):
        if locus.record != record.id:
            raise Misquotation(f"{record.id}: {locus.words!r} at {locus.start} claims to stand in {locus.record!r}")
        locus.verify(record.text if locus.layer == "reading" else captured)
        count += 1
    return count


def check_receipt(receipt: Receipt, content: bytes, readings: Sequence[CloseReading]) -> None:
    """Check that a receipt and its readings belong to these bytes and quote them; raises `PolyvocalError`."""
    capture = receipt.capture
    if sha256(content).hexdigest() != capture.sha256 or len(content) != capture.size:
        raise PolyvocalError(f"{capture.source}: its digest is not that of its bytes")
    if capture.use == "document" and not receipt.records and not receipt.setbacks:
        raise PolyvocalError(f"{capture.source}: neither a record nor a setback came of it")
    read = {reading.record: reading for reading in readings}
    if unknown := read.keys() - {record.id for record in receipt.records}:
        raise PolyvocalError(f"{capture.source}: a reading of {min(unknown)}, which is no record of it")
    for record in receipt.records:
        if record.capture != capture:
            raise PolyvocalError(f"{record.id}: its capture is not that of its receipt")
        check_record(record, receipt.text)
        if receipt.text is not None and record.id in read:
            check_reading(record, read[record.id], receipt.text)
