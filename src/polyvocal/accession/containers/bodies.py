"""Bodies of HTTP answers in web archives: chunks joined and packings undone, never more in memory than asked for."""

from __future__ import annotations

import zlib
from importlib.util import find_spec
from typing import Any

_LINE = 64
_PIECE = 2**14
# Sixteen bytes of Brotli can stand for 16 MiB, one after the other; its older versions unpack all they are given.
_BROTLI_PIECE = 16
_GZIP = b"\x1f\x8b"
_GZIPPED, _DEFLATED = ("gzip", "x-gzip"), ("deflate",)


def body(raw: Any, packings: list[str], *, chunked: bool) -> Any:
    """A stream of what a server sent, from its *raw* form; each `read(size)` gives at most *size* bytes.

    *packings* are the names in Content-Encoding, in its order. What is not packed as it says passes as it is, as
    crawlers often keep bodies unpacked under the old headers. Raises ValueError or zlib.error where packing breaks off.
    """
    stream = Dechunked(raw) if chunked else raw
    for packing in reversed(packings):
        if packing in _GZIPPED or packing in _DEFLATED:
            stream = _Inflated(stream)
        elif packing == "br":
            stream = _Brotli(stream)
    return stream


def can_unpack(packing: str) -> bool:
    """Whether a packing of this name is undone here.

    >>> can_unpack("gzip"), can_unpack("zstd")
    (True, False)
    """
    return packing in (*_GZIPPED, *_DEFLATED) or (packing == "br" and find_spec("brotli") is not None)


class Dechunked:
    """The chunks of RFC 9112, 7.1, joined; from a line on that gives no length, everything as it is."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = 0
        self._raw = self._ended = self._begun = False
        self._kept = b""

    def read(self, size: int) -> bytes:
        """At most *size* bytes; b"" at the end."""
        if not self._left and not self._raw and not self._ended:
            self._next_chunk()
        if self._kept:
            piece, self._kept = self._kept[:size], self._kept[size:]
            return piece
        if self._ended:
            return b""
        piece = self._stream.read(size if self._raw else min(size, self._left))
        self._left -= 0 if self._raw else len(piece)
        self._ended = not piece
        return bytes(piece)

    def _next_chunk(self) -> None:
        line = self._stream.readline(_LINE)
        if self._begun and line in (b"\r\n", b"\n"):
            line = self._stream.readline(_LINE)
        try:
            self._left = int(line.partition(b";")[0].strip(), 16) if line.endswith(b"\n") else -1
        except ValueError:
            self._left = -1
        if self._left < 0:
            self._raw, self._kept, self._left = True, line, 0
        self._ended = not self._left and not self._raw
        self._begun = True


class _Inflated:
    """gzip, zlib or bare deflate undone piece by piece."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._unpacker: Any = None
        self._waiting = b""
        self._raw = False

    def read(self, size: int) -> bytes:
        """At most *size* bytes; b"" at the end."""
        while True:
            data = self._waiting or self._stream.read(_PIECE)
            self._waiting = b""
            if self._raw:
                self._waiting = data[size:]
                return bytes(data[:size])
            if not data and (self._unpacker is None or self._unpacker.eof):
                return b""
            if self._unpacker is None or (self._unpacker.eof and data.startswith(_GZIP)):
                self._begin(data)
                self._waiting = data
                continue
            if self._unpacker.eof:
                return b""  # whatever stands behind the end of a packing is no part of it
            piece: bytes = self._unpacker.decompress(data, size)
            self._waiting = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if piece:
                return piece
            if not data:
                raise ValueError("its packing breaks off")

    def _begin(self, data: bytes) -> None:
        for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
            try:
                zlib.decompressobj(form).decompress(data, 1)
            except zlib.error:
                continue
            self._unpacker = zlib.decompressobj(form)
            return
        self._raw = True


class _Brotli:
    """Brotli undone; fed so slowly that no piece grows beyond some megabytes."""

    def __init__(self, stream: Any) -> None:
        import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]

        self._stream = stream
        self._unpacker = brotli.Decompressor()
        self._error = brotli.error
        self._waiting = self._packed = self._seen = b""
        self._given = self._raw = False

    def read(self, size: int) -> bytes:
        """At most *size* bytes; b"" at the end."""
        while not self._waiting:
            if not self._packed:
                self._packed = self._stream.read(_PIECE)
                if not self._packed:
                    break
            self._unpack()
        if not self._waiting and not self._raw and not self._unpacker.is_finished():
            raise ValueError("its packing breaks off")
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        self._given = True
        return piece

    def _unpack(self) -> None:
        if self._raw:
            self._waiting, self._packed = self._packed, b""
            return
        piece, self._packed = self._packed[:_BROTLI_PIECE], self._packed[_BROTLI_PIECE:]
        if self._unpacker.is_finished():
            self._packed = b""
            return
        try:
            self._waiting = self._unpacker.process(piece)
            self._seen = b"" if self._given or self._waiting else self._seen + piece
        except self._error:
            if self._given:
                raise ValueError("its packing is damaged") from None
            self._raw, self._waiting = True, self._seen + piece
