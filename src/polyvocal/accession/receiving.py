"""The door of the journey: a file comes in, records or a setback come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from polyvocal.accession.decoding import Decoded, decode
from polyvocal.accession.extract import Extract, Unreadable, Wrapper
from polyvocal.accession.formats import FORMATS, Format, reader
from polyvocal.accession.identification import Kind, identify
from polyvocal.accession.passages import passages
from polyvocal.accession.provenance import provenance
from polyvocal.terms import Alignment, Capture, Receipt, Record, Setback
from polyvocal.terms.record import record_id

TEXT_BYTES = 32 * 2**20
"""A text beyond this size is kept, but not read: reading takes sixty times it in memory. A long novel has 3 MiB."""
_STAGE = "accession"


def receive(source: str, content: bytes, wrapper: Wrapper | None = None) -> Receipt:
    r"""Records of one file, or the reason there are none; *source* is its path inside the pile.

    *wrapper* is what the container it came in says of it.

    >>> receipt = receive("papers/note.txt", b"The fleet put to sea.\r\nIt came back.")
    >>> [(r.collection, r.text) for r in receipt.records]
    [('papers', 'The fleet put to sea.\nIt came back.')]
    >>> receive("empty.txt", b"").setbacks[0].reason
    'empty file'
    """
    wrapper = wrapper or Wrapper()
    kind = identify(content)
    form = FORMATS.get(kind.media_type)
    if wrapper.use == "resource":
        return Receipt(_capture(source, content, kind, wrapper), None, ())
    if form is not None and form.way == "metadata":
        return Receipt(_capture(source, content, kind, replace(wrapper, use="metadata")), None, ())
    if kind.refusal or form is None:
        return _refused(source, content, kind, wrapper, kind.refusal or f"{kind.media_type}: no format that is known")
    if form.way == "text" and len(content) > TEXT_BYTES:
        told = f"{form.name} larger than {TEXT_BYTES // 2**20} MiB: kept, but not read; divide it and put the parts in"
        return _refused(source, content, kind, wrapper, told)
    try:
        read = reader(form)
        if form.way == "text":
            return _from_text(source, content, kind, form, wrapper, decode(content, wrapper.charset))
        extract = read(content)
    except Unreadable as trouble:
        return _refused(source, content, kind, wrapper, str(trouble))
    capture = _capture(source, content, kind, wrapper, extract)
    return _receipt(capture, extract.text or "", extract, form)


def _from_text(source: str, content: bytes, kind: Kind, form: Format, wrapper: Wrapper, decoded: Decoded) -> Receipt:
    extract = reader(form)(decoded.text)
    capture = _capture(source, content, kind, wrapper, extract, decoded)
    return _receipt(capture, decoded.text, extract, form)


def _refused(source: str, content: bytes, kind: Kind, wrapper: Wrapper, reason: str) -> Receipt:
    return Receipt(_capture(source, content, kind, wrapper), None, (), (Setback(source, _STAGE, reason),))


def _receipt(capture: Capture, text: str, extract: Extract, form: Format) -> Receipt:
    records = tuple(_records(capture, text, extract))
    setbacks = tuple(Setback(capture.source, _STAGE, loss) for loss in extract.losses)
    if not records and not setbacks:
        setbacks = (Setback(capture.source, _STAGE, _no_words(form)),)
    return Receipt(capture, text, records, setbacks)


def _no_words(form: Format) -> str:
    if form.media_type == "text/html":
        return "the page has no text: only markup, pictures or scripts"
    return "no words in the file"


def _capture(
    source: str,
    content: bytes,
    kind: Kind,
    wrapper: Wrapper,
    extract: Extract | None = None,
    decoded: Decoded | None = None,
) -> Capture:
    told = provenance(decoded.text) if decoded and kind.media_type == "text/html" else (None, None, None)
    # A web archive knows from where and when it took a page; what the page says of itself comes second.
    captured, captured_by = (wrapper.captured, wrapper.captured_by) if wrapper.captured else told[1:]
    return Capture(
        source, sha256(content).hexdigest(), len(content), kind.media_type, kind.by,
        encoding=decoded.used if decoded else None,
        encoding_declared=decoded.declared if decoded else None,
        encoding_by=decoded.by if decoded else None,
        address=wrapper.address or told[0], captured=captured, captured_by=captured_by,
        use=wrapper.use, part_of=wrapper.part_of, read_by=extract.read_by if extract else None,
        embedded=(*wrapper.embedded, *(extract.embedded if extract else ())),
    )  # fmt: skip


def _records(capture: Capture, text: str, extract: Extract) -> Iterator[Record]:
    collection = capture.source.rpartition("/")[0]
    order = 0
    for stretch in extract.stretches:
        read = Alignment(text, stretch.place, stretch.edits).text
        if read.strip() or len(stretch.edits) == 0:
            identity = record_id(capture.source, capture.sha256, stretch.place[0])
            yield Record(
                identity, collection, capture, stretch.place, order, read, stretch.edits,
                leaves=stretch.leaves, marks=stretch.marks, passages=stretch.passages or passages(read),
            )  # fmt: skip
            order += 1
