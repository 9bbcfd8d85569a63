"""The door of the journey: a file comes in, records or a setback come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from hashlib import sha256

from polyvocal.accession.decoding import Decoded, decode
from polyvocal.accession.division import post_starts
from polyvocal.accession.edits import settle, trim, within
from polyvocal.accession.furniture import furniture, printed_twice
from polyvocal.accession.identification import Kind, identify
from polyvocal.accession.lines import paragraphs_of
from polyvocal.accession.pages import Stretch, read_page
from polyvocal.accession.provenance import provenance
from polyvocal.accession.repairs import repairs
from polyvocal.terms import Alignment, Capture, Receipt, Record, Setback
from polyvocal.terms.line import lines_of
from polyvocal.terms.record import record_id

_STAGE = "accession"


def receive(source: str, content: bytes) -> Receipt:
    r"""Records of one file, or the reason there are none; *source* is its path inside the pile.

    >>> receipt = receive("papers/note.txt", b"The fleet put to sea.\r\nIt came back.")
    >>> [(r.collection, r.text) for r in receipt.records]
    [('papers', 'The fleet put to sea.\nIt came back.')]
    >>> receive("empty.txt", b"").setbacks[0].reason
    'empty file'
    """
    kind = identify(content)
    digest = sha256(content).hexdigest()
    if kind.refusal:
        capture = Capture(source, digest, len(content), kind.media_type, kind.by)
        return Receipt(capture, None, (), (Setback(source, _STAGE, kind.refusal),))
    decoded = decode(content)
    is_page = kind.media_type != "text/plain"
    capture = _capture(source, digest, len(content), kind, decoded, is_page)
    stretches = read_page(decoded.text) if is_page else read_plain(decoded.text)
    records = tuple(_records(capture, decoded.text, stretches))
    if not records:
        reason = "the page has no text: only markup, pictures or scripts" if is_page else "no words in the file"
        return Receipt(capture, decoded.text, (), (Setback(source, _STAGE, reason),))
    return Receipt(capture, decoded.text, records)


def _capture(source: str, digest: str, size: int, kind: Kind, decoded: Decoded, is_page: bool) -> Capture:
    address, captured, captured_by = provenance(decoded.text) if is_page else (None, None, None)
    return Capture(
        source, digest, size, kind.media_type, kind.by,
        encoding=decoded.used, encoding_declared=decoded.declared, encoding_by=decoded.by,
        address=address, captured=captured, captured_by=captured_by,
    )  # fmt: skip


def read_plain(text: str) -> list[Stretch]:
    r"""The records of a plain text, in order; their places cover it.

    >>> [s.place for s in read_plain("One line.\n\nHeader Ads\n")]
    [(0, 22)]
    """
    lines = lines_of(text)
    if not lines:
        return []
    cuts, lines_left = furniture(lines)
    doubles, lines_left = printed_twice(lines_left)
    if not lines_left:  # nothing but furniture is still what the file says
        cuts, doubles, lines_left = [], [], list(lines)
    edits = settle([*cuts, *doubles, *repairs(text)])
    paragraphs = paragraphs_of(text, lines_left)
    starts = [paragraphs[i].start for i in post_starts(paragraphs)]
    bounds = [0, *starts[1:], len(text)]
    places = list(itertools.pairwise(bounds))
    return [Stretch(place, tuple(trim(text, place, within(edits, place)))) for place in places]


def _records(capture: Capture, text: str, stretches: Iterable[Stretch]) -> Iterable[Record]:
    collection = capture.source.rpartition("/")[0]
    order = 0
    for stretch in stretches:
        read = Alignment(text, stretch.place, stretch.edits).text
        if read.strip() or len(list(stretch.edits)) == 0:
            identity = record_id(capture.source, capture.sha256, stretch.place[0])
            yield Record(identity, collection, capture, stretch.place, order, read, stretch.edits)
            order += 1
