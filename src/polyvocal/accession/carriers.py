"""Signs of what carries other documents: letters, mailboxes, saved pages, packed archives, web archives in a ZIP."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:")
_MAILBOX = re.compile(rb"From (?:- |\S+ .{0,60}\d{1,2}:\d{2}).{0,200}\r?\n[A-Za-z>][A-Za-z0-9-]*[: ]")
# Fields that only a mail program writes: a telegram or memorandum that is typed with From, To, Date has none of them.
_CARRIAGE = frozenset(
    b"message-id received return-path mime-version delivered-to content-type content-transfer-encoding"
    b" x-mailer user-agent reply-to in-reply-to references list-id envelope-to".split()
)
_SENDER = frozenset((b"from", b"received", b"return-path", b"sender", b"delivered-to"))
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*<Saved by )", re.I | re.M)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.I | re.M)
_SENT = frozenset((b"to", b"received", b"delivered-to", b"return-path", b"cc", b"bcc"))
_TAR_BLOCK = 512
_WEB_ARCHIVES = re.compile(
    rb"PK\x03\x04.{26}(?:[^/\x00]{1,100}/)?(?:archive/[^/\x00]{1,200}\.w?arc|datapackage\.json)", re.S
)


def post_type(head: bytes) -> str:
    r"""The media type of a letter, a mailbox or a page saved as one; "" where *head* begins none.

    >>> post_type(b"From: a@example.org\nMessage-ID: <1@example.org>\n\nWords")
    'message/rfc822'
    >>> post_type(b"FROM: Commander-in-Chief\nTO: Admiralty\nDATE: 31 May 1916\n\nENEMY IN SIGHT")
    ''
    >>> post_type(b"From a@example.org Wed May 31 09:00:00 1916\nFrom: a@example.org\n\nWords")
    'application/mbox'
    """
    if _MAILBOX.match(head):
        return "application/mbox"
    fields = _fields(head)
    block = head[: _end_of_fields(head)]
    if fields and _RELATED.search(block) and (_SAVED.search(block) or not fields & _SENT):
        return "multipart/related"
    addressed = re.search(rb"^From[ \t]*:[^\n]{0,300}@", block, re.I | re.M) is not None and len(fields) >= 3
    if fields & _SENDER and (fields & _CARRIAGE or addressed):
        return "message/rfc822"
    return ""


def _end_of_fields(head: bytes) -> int:
    found = re.search(rb"\r?\n\r?\n", head)
    return found.start() if found else len(head)


def _fields(head: bytes) -> set[bytes]:
    """Names of the fields that *head* begins with, in small letters; none where its first lines are no fields."""
    names: set[bytes] = set()
    for line in head[: _end_of_fields(head)].splitlines():
        if line[:1] in b" \t" and names:
            continue
        if not _FIELD.match(line):
            # A line of another program among the fields is no reason to doubt a letter, at its start it is.
            if len(names) < 3:
                return set()
            continue
        names.add(line.partition(b":")[0].strip().lower())
    return names


def packed_type(head: bytes) -> str:
    """The media type of the archive inside a packed file (tar in any packing, WARC in gzip); "" where it is none."""
    start = _unpacked_start(head)
    if start.startswith((b"WARC/", b"filedesc://")) and head.startswith(b"\x1f\x8b"):
        return "application/warc"
    return "application/x-tar" if is_tar(start) else ""


def _unpacked_start(head: bytes) -> bytes:
    try:
        if head.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(head, _TAR_BLOCK)
        if head.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(head, _TAR_BLOCK)
        if head.startswith(b"\xfd7zXZ"):
            return lzma.LZMADecompressor().decompress(head, _TAR_BLOCK)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
        pass
    return b""


def is_tar(head: bytes) -> bool:
    """Whether the first block is a tar's header, also of those before "ustar": its checksum must be right.

    >>> is_tar(b"The fleet put to sea." + bytes(600))
    False
    """
    block = head[:_TAR_BLOCK]
    if len(block) < _TAR_BLOCK or not block[0]:
        return False
    said = block[148:156].strip(b" \x00")
    if not said or said.strip(b"01234567"):
        return False
    return int(said, 8) == sum(block) - sum(block[148:156]) + 8 * ord(" ")


def is_wacz(head: bytes) -> bool:
    """Whether a ZIP's first members are those of a web archive (WACZ 1.1, 5)."""
    return _WEB_ARCHIVES.search(head) is not None
