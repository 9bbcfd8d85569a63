"""What a file is, told from its bytes and never from the ending of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyvocal.accession.carriers import is_tar, is_wacz, packed_type, post_type
from polyvocal.accession.list_signs import list_type
from polyvocal.accession.marks_of_markdown import is_markdown
from polyvocal.accession.members import zipped
from polyvocal.accession.roots import by_root, is_xml

# First bytes of what piles hold besides text (the registry of file(1) and IANA's media types).
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"BM", "image/bmp"),
    (b"RIFF", "application/x-riff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-elf"),
    (b"WARC/", "application/warc"),
    (b"filedesc://", "application/warc"),
)
_PACKINGS = frozenset(("application/gzip", "application/x-bzip2", "application/x-xz"))
_HOCR = re.compile(
    rb"class\s*=\s*[\"'][^\"'>]{0,80}\bocr_page\b|<meta\s[^>]{0,200}\bocr-(?:system|capabilities)\b", re.I
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_TAG = re.compile(rb"<(?:p|div|br|a\s+href|h[1-6]|span|table|ul|li|article|section)\b[^<>]{0,300}>", re.I)
_HIGH = bytes(range(8))
_LOOK = 65536
# Control characters that no text file has: all but tab, line ends, form feed, Ctrl-Z (the old end of file) and escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


@dataclass(frozen=True, slots=True)
class Kind:
    """What the bytes are: *media_type*, *by* which sign, and *refusal*, why they cannot be read ("" where they can)."""

    media_type: str
    by: str
    refusal: str = ""


def identify(content: bytes) -> Kind:
    """What *content* is, from its bytes alone.

    >>> identify(b"<p>One <p>two <br>three").media_type
    'text/html'
    >>> identify(b"PK\\x03\\x04....").media_type
    'application/zip'
    >>> identify(b"  \\n").refusal
    'empty file'
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        damaged = b"\x00" in content
        return Kind("application/x-empty", "length", "damaged: nothing but zero bytes" if damaged else "empty file")
    signed = _by_signature(content)
    if signed is not None:
        return signed
    head = content[:_LOOK]
    wide = zero_bytes(head)
    if wide:
        head = head.replace(b"\x00", b"")
    elif _unreadable(head):
        return Kind("application/octet-stream", "control characters", _unreadable(head))
    if told := _by_fields(head) or _by_tags(head, content[-400:]):
        return told
    if is_markdown(head.decode("utf-8", "replace")):
        return Kind("text/markdown", "marks of Markdown")
    return Kind("text/plain", "readable characters")


def _by_fields(head: bytes) -> Kind | None:
    if posted := post_type(head):
        return Kind(posted, "fields of a letter")
    if listed := list_type(head):
        return Kind(listed, "the form of a list")
    return None


def _by_tags(head: bytes, tail: bytes) -> Kind | None:
    told = by_root(head)
    if told is not None:
        return Kind(told, "root element")
    is_page = _HTML.search(head)
    if is_page and _HOCR.search(head):
        return Kind("text/vnd.hocr+html", "classes of hOCR")
    if is_page or len(_TAG.findall(head)) >= 3:
        return Kind("text/html", "tags")
    opening = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if opening.startswith(b"<?xml"):
        return Kind("application/xml", "XML declaration")
    if opening.startswith(b"<") and is_xml(head, tail.replace(b"\x00", b"")):
        return Kind("application/xml", "root element")
    return None


def _by_signature(content: bytes) -> Kind | None:
    if content[4:8] == b"ftyp":
        return Kind("video/mp4", "signature")
    if content[257:262] == b"ustar" or is_tar(content):
        return Kind("application/x-tar", "signature")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind("image/webp", "signature")
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature) and (signature != b"BM" or _is_bitmap(content)):
            if media_type == "application/zip":
                wacz = is_wacz(content[:_LOOK])
                return Kind("application/wacz" if wacz else zipped(content), "members of the archive")
            if media_type in _PACKINGS and (packed := packed_type(content[:_LOOK])):
                return Kind(packed, "signature inside the packing")
            return Kind(media_type, "signature")
    return None


def _is_bitmap(content: bytes) -> bool:
    # Two letters are too little to tell an image by: the header must give its own length, and a known size of itself.
    return int.from_bytes(content[14:18], "little") in (12, 40, 52, 56, 64, 108, 124) and content[6:10] == bytes(4)


def zero_bytes(head: bytes) -> str:
    """The wide encoding that the places of zero bytes betray ("" where none does).

    >>> zero_bytes("fleet".encode("utf-16-le")), zero_bytes(b"fleet")
    ('utf-16-le', '')
    """
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # The high bytes of Latin (0), Greek (3) and Cyrillic (4) stand on one side; no text in single bytes has such bytes.
    even, odd = (len(side) - len(side.translate(None, _HIGH)) for side in (head[::2], head[1::2]))
    if max(even, odd) < len(head) * 0.45 or min(even, odd) > len(head) * 0.02:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _unreadable(head: bytes) -> str:
    zeros = head.count(0)
    if zeros > len(head) * 0.3:
        return f"damaged: {100 * zeros // len(head)}% of it are zero bytes"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) * 0.05:
        return "not text: full of control characters, of no kind that polyvocal knows"
    return ""
