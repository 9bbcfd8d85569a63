"""Web archives (WARC and the older ARC): every page that a server gave becomes a capture with its address and date.

Read by warcio, record by record. What a server gave that is no document (scripts, errors, redirects) is counted.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from polyvocal.accession.containers.bodies import body, can_unpack
from polyvocal.accession.containers.limits import Damaged, Joined, Metered, read_head
from polyvocal.accession.containers.names import safe
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.containers.warc_records import records
from polyvocal.accession.extract import Arrival, Wrapper
from polyvocal.terms import Embedded

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

# Words in a media type that say that a body is no document, and what such bodies are called when they are counted.
_NO_DOCUMENTS = (
    ("javascript", "scripts"),
    ("ecmascript", "scripts"),
    ("wasm", "scripts"),
    ("css", "styles"),
    ("font", "fonts"),
    ("woff", "fonts"),
    ("json", "data for scripts"),
    ("rss+xml", "feeds"),
    ("atom+xml", "feeds"),
    ("text/dns", "addresses of hosts"),
    ("video/", "films and recordings"),
    ("audio/", "films and recordings"),
    ("mpegurl", "films and recordings"),
)
# OpenType, TrueType, WOFF, and Windows icons, which servers often give under no media type at all.
_FONTS = (b"OTTO", b"\x00\x01\x00\x00\x00", b"true\x00", b"wOFF", b"wOF2")
_ICONS = (b"\x00\x00\x01\x00", b"\x00\x00\x02\x00")
_GIVEN = ("response", "resource", "conversion")
_HTTP_SAID = ("Content-Type", "Last-Modified", "Content-Language", "Content-Disposition")
_PACKINGS = ("br", "zstd", "sdch", "compress", "x-compress")
_DIGITS = re.compile(r"\D")
_STATUS = re.compile(r"\d{3}")
_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
# What may go wrong inside the library on a strange body: what it was given so far is kept.
_BROKEN = (zlib.error, OSError, EOFError, ValueError, LookupError, AttributeError, TypeError)


def open_(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """The captures of a web archive, in its order; what was counted instead is said in one setback at the end."""
    counted: Counter[str] = Counter()
    seen = 0
    for record in records(opening.allowance, file):
        if isinstance(record, str):
            yield opening.loss(source, record)
            continue
        seen += record.rec_type in (*_GIVEN, "revisit")
        if why := _no_document(record):
            counted[why] += 1
        elif record.rec_type in _GIVEN:
            for arrival in _capture(opening, source, record, depth):
                if isinstance(arrival, str):
                    counted[arrival] += 1
                else:
                    yield arrival
    if counted:
        told = ", ".join(f"{count:,} {what}" for what, count in sorted(counted.items()))
        yield opening.loss(source, f"{sum(counted.values()):,} of {seen:,} things captured are no documents: {told}")


def _no_document(record: ArcWarcRecord) -> str:
    """What to count the record as; "" where it is a document, or no capture at all."""
    if record.rec_type == "revisit":
        return "revisits of pages captured before"
    if record.rec_type not in _GIVEN:
        return ""
    if record.rec_type == "response" and (trouble := _status_says(record)):
        return trouble
    if urlsplit_path(_header(record, "WARC-Target-URI")) == "/robots.txt":
        return "rules for crawlers"
    media_type = _media_type(record)
    return next((what for word, what in _NO_DOCUMENTS if word in media_type), "")


def _status_says(record: ArcWarcRecord) -> str:
    if record.http_headers is None:
        return "" if record.length else "empty answers"
    found = _STATUS.match(record.http_headers.get_statuscode() or "")
    status = int(found[0]) if found else 200
    if 300 <= status < 400:
        return "redirects"
    if status >= 400:
        return "errors of servers"
    if status == 206:
        return "parts of files"
    return "empty answers" if status == 204 or record.payload_length == 0 else ""


def _media_type(record: ArcWarcRecord) -> str:
    if record.rec_type == "response":
        said = record.http_headers.get_header("Content-Type") if record.http_headers else ""
    else:
        said = record.content_type
    return (said or "").partition(";")[0].strip().lower()


def _capture(opening: Opening, source: str, record: ArcWarcRecord, depth: int) -> Iterator[Arrival | str]:
    """What a record gave; a word to count it as where its first bytes show that it is no document."""
    address, moment = _header(record, "WARC-Target-URI"), _header(record, "WARC-Date")
    place = f"{source}/{path_of(address)}@{_DIGITS.sub('', moment)[:14]}"
    image = _media_type(record).startswith("image/")
    wrapper = Wrapper(
        part_of=opening.source,
        address=address or None,
        captured=moment or None,
        captured_by="WARC" if moment else None,
        embedded=tuple(_said(record)),
        charset=_charset(record),
        # An image on the web belongs to a page; to read it for words would cost more than all pages together.
        use="resource" if image else "document",
    )
    if cut := _header(record, "WARC-Truncated"):
        yield opening.loss(place, f"cut off when it was captured ({cut})")
    packings = _packings(record)
    if packing := _unknown_packing(packings):
        yield opening.loss(place, packing)
        return
    stream = body(record.raw_stream, packings, chunked=_http(record, "Transfer-Encoding").lower() == "chunked")
    unpacked = Metered(_Quiet(stream), opening.allowance, _BROKEN)
    try:
        head = read_head(unpacked)
    except Damaged as damage:
        yield opening.loss(place, str(damage))
        return
    if not head or head.startswith((*_FONTS, *_ICONS)):
        yield ("fonts" if head.startswith(_FONTS) else "icons") if head else "empty answers"
        return
    yield from member(opening, place, Joined(head, unpacked), depth, wrapper)
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        yield opening.loss(place, "it breaks off: the archive says that it was longer")


class _Quiet:
    # warcio prints what it stumbles on; here it is said in setbacks.
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        told = io.StringIO()
        with redirect_stderr(told):
            piece: bytes = self._stream.read(size)
        if told.getvalue():
            raise ValueError(" ".join(told.getvalue().split())[:200])
        return piece


def _packings(record: ArcWarcRecord) -> list[str]:
    said = (word.strip().lower() for word in _http(record, "Content-Encoding").split(","))
    # Servers say "utf-8" and the like here; only real packings make a body unreadable.
    return [word for word in said if can_unpack(word) or word in _PACKINGS]


def _unknown_packing(packings: list[str]) -> str:
    unknown = next((packing for packing in packings if not can_unpack(packing)), "")
    if unknown == "br":
        return "its body is packed with Brotli: reading it needs a package that is not installed: pip install brotli"
    return f"its body is packed in a way that cannot be unpacked here ({unknown})" if unknown else ""


def _http(record: ArcWarcRecord, name: str) -> str:
    return str((record.http_headers.get_header(name) if record.http_headers else "") or "").strip()


def _charset(record: ArcWarcRecord) -> str | None:
    found = _CHARSET.search(_http(record, "Content-Type"))
    return found[1].lower() if found else None


def _header(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "").strip()


def _said(record: ArcWarcRecord) -> Iterator[Embedded]:
    for name in ("WARC-Date", "Content-Type"):
        if value := _header(record, name):
            yield Embedded(f"WARC {name}", value)
    for name in _HTTP_SAID if record.http_headers else ():
        if value := record.http_headers.get_header(name):
            yield Embedded(f"HTTP {name}", str(value).strip())


def urlsplit_path(address: str) -> str:
    """The path of an address; "" where it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def path_of(address: str) -> str:
    """An address as a path inside its archive: host, path, query.

    >>> path_of("http://example.org/a/b.html?page=2"), path_of("urn:text:1"), path_of("")
    ('example.org/a/b.html?page=2', 'urn/text:1', 'unnamed')
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return safe(address)[0]
    if not host:
        return safe(f"{parts.scheme}/{parts.path}" if parts.scheme else address)[0]
    asked = f"?{parts.query}" if parts.query else ""
    return safe(f"{host}{unquote(parts.path)}{asked}")[0]
