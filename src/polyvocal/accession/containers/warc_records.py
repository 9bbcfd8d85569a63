"""The records of a web archive, found again behind those that are damaged."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import IO, Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord

from polyvocal.accession.containers.limits import HEADER_BYTES, LINE_BYTES, RESUMED, Allowance

_TROUBLE = (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError, LookupError, AttributeError, TypeError)
_PIECE = 2**20
_SEPARATED = re.compile(rb"\r?\n(?:\r?\n)?(?=WARC/[01]\.\d\d?\r?\n)")
_BOUNDARY = re.compile(rb"(?:\r?\n){0,4}(?:WARC/[01]\.|\Z)")
_ONE_PIECE = "non-chunked gzip file detected"


class _Bounded(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """warcio's reader with an end to lines and headers, which it would read however long they are."""

    def __init__(self, stream: Any, allowance: Allowance) -> None:
        super().__init__(stream)
        self._allowance = allowance
        self._headers = 0

    def read(self, length: int | None = None) -> bytes:
        self._headers = 0
        piece: bytes = super().read(length)
        return piece

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or LINE_BYTES, LINE_BYTES))
        self._headers += len(line)
        if self._headers > HEADER_BYTES:
            raise ValueError("headers without end")
        return line

    def _decompress(self, data: bytes) -> bytes:
        unpacked: bytes = super()._decompress(data)
        if self.decompressor:
            self._allowance.spend(len(unpacked))
        return unpacked


def records(allowance: Allowance, file: IO[bytes]) -> Iterator[ArcWarcRecord | str]:
    """Every record in order; a sentence stands where some cannot be read."""
    start: int | None = 0
    given = passed = 0
    for _ in range(RESUMED):
        file.seek(start or 0)
        iterator = _iterator(file, allowance)
        plain = not isinstance(file, _Unpacked) and _is_plain(file)
        try:
            while True:
                record, wrong = _next(iterator)
                if record is None:
                    return
                passed += 1
                told = _mend(file, iterator, record) if plain else ""
                if told:
                    yield told
                if passed > given:
                    given = passed
                    yield record
                if wrong:
                    yield f"at byte {iterator.offset:,}: a record says a wrong length"
        except _TROUBLE as error:
            if _ONE_PIECE in str(error) and not isinstance(file, _Unpacked):
                # Packed as a whole, not record by record: unpacked as a stream, from the start again.
                file, start, passed = cast("IO[bytes]", _Unpacked(file, allowance)), 0, 0
                continue
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            broken = max(int(iterator.offset), start or 0)
            start = _next_sound(file, broken + 1)
            left = "nothing sound follows" if start is None else f"read on at byte {start:,}"
            yield f"at byte {broken:,}: damaged ({reason}); {left}"
            if start is None:
                return
    yield f"damaged in {RESUMED} places: not read further"


class _Unpacked(gzip.GzipFile):
    """A web archive that was packed in one piece."""

    def __init__(self, file: IO[bytes], allowance: Allowance) -> None:
        file.seek(0)
        super().__init__(fileobj=file, mode="rb")
        self._allowance = allowance

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self._allowance.spend(len(piece))
        return piece


def _iterator(file: IO[bytes], allowance: Allowance) -> Any:
    iterator = ArchiveIterator(file, arc2warc=True)
    iterator.reader = _Bounded(iterator.fh, allowance)
    return iterator


def _next(iterator: Any) -> tuple[ArcWarcRecord | None, bool]:
    told = io.StringIO()
    before = iterator.err_count
    with redirect_stderr(told):
        record = next(iterator, None)
    return record, iterator.err_count > before


def _is_plain(file: IO[bytes]) -> bool:
    at = file.tell()
    head = file.read(5)
    file.seek(at)
    return head == b"WARC/"


def _mend(file: IO[bytes], iterator: Any, record: ArcWarcRecord) -> str:
    """Make a record end where the next begins, if its length leads elsewhere; says so, "" where the length is true.

    Only in files that are not packed: there a false length would swallow the records behind it.
    """
    back, size = file.tell(), file.seek(0, 2)
    begin = back - iterator.reader.rem_length()
    limited = record.raw_stream if isinstance(record.raw_stream, LimitReader) else None
    claimed = begin + limited.limit if limited else size + 1
    if claimed <= size:
        file.seek(claimed)
        if _BOUNDARY.match(file.read(20)):
            file.seek(back)
            return ""
    end, following = _separation(file, begin)
    file.seek(back)
    if end is None:
        return ""  # nothing follows that could be swallowed
    if limited:
        limited.limit = end - begin
    else:
        record.raw_stream = LimitReader(record.raw_stream, end - begin)
    said = " ".join(str(record.rec_headers.get_header("Content-Length")).split())[:40]
    return f"at byte {begin:,}: a record says a wrong length ({said}); read up to the next record at byte {following:,}"


def _separation(file: IO[bytes], start: int) -> tuple[int | None, int]:
    """Where the content ends behind which the next record begins, from *start* on, and where that begins."""
    file.seek(start)
    tail, at = b"", start
    while piece := file.read(_PIECE):
        block = tail + piece
        if found := _SEPARATED.search(block):
            return at - len(tail) + found.start(), at - len(tail) + found.end()
        at += len(piece)
        tail = block[-16:]
    return None, 0


def _next_sound(file: IO[bytes], start: int) -> int | None:
    """Where the next record seems to begin, packed or not, from *start* on."""
    file.seek(start)
    tail = b""
    at = start
    while piece := file.read(_PIECE):
        block = tail + piece
        places = [block.find(sign) for sign in (b"\x1f\x8b\x08", b"\nWARC/")]
        found = min((n for n in places if n >= 0), default=None)
        if found is not None:
            place = at - len(tail) + found
            return place + (block[found : found + 1] == b"\n")
        at += len(piece)
        tail = block[-5:]
    return None
