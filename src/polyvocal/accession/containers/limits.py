"""How much a container may unpack to, and how deep: what goes beyond is left where it lies, and said."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

DEPTH = 8
"""Containers inside containers: archives of archives have three or four levels, a quine has no end."""
MEMBERS = 1_000_000
"""Members that one file of the pile may hold, in all its levels together."""
MEMBER_BYTES = 128 * 2**20
"""The size of one member that is no container: it is read as a whole, so this bounds the memory."""
TOTAL_BYTES = 256 * 2**30
"""What one file of the pile may unpack to, in all its levels together."""
RATIO = 250
"""What it may unpack to for each of its own bytes: text packs to a tenth, a bomb to a thousandth and less."""
FLOOR_BYTES = 512 * 2**20
"""Whatever the ratio, so much may be unpacked: small files of much white space are no bombs."""
SETBACKS = 1_000
"""Setbacks told one by one for one file of the pile; the rest are counted."""
RESUMED = 100
"""How often a damaged web archive is searched for its next sound record."""
NAME = 400
"""Characters of a member's name; longer ones are cut, with a digest in the place of the rest."""
LINE_BYTES, HEADER_BYTES = 2**16, 2**20
"""The length of one line of headers, and of all headers of one record or letter."""
SPOOL_BYTES = 16 * 2**20
"""A container inside a container is unpacked in memory up to this size, and on disk beyond."""
HEAD = 2**16
"""Bytes that tell what a file is."""
_PIECE = 2**18


class TooMuch(Exception):
    """A limit is reached: nothing more is unpacked of this file of the pile; the message is a sentence."""


class Damaged(Exception):
    """What a container holds breaks off or contradicts itself from here on; the message is a sentence."""


class Allowance:
    """What one file of the pile may still unpack to; its containers inside containers share it.

    >>> try:
    ...     Allowance(1000).spend(FLOOR_BYTES + 1)
    ... except TooMuch as reason:
    ...     print(reason)
    it unpacks to more than 250 times its size
    """

    def __init__(self, size: int) -> None:
        self._bytes = min(TOTAL_BYTES, max(FLOOR_BYTES, RATIO * size))
        self._members = MEMBERS

    def spend(self, count: int) -> None:
        """Take *count* unpacked bytes; raises `TooMuch` where no more are left."""
        self._bytes -= count
        if self._bytes < 0:
            raise TooMuch(f"it unpacks to more than {RATIO} times its size")

    def member(self) -> None:
        """Take one more member; raises `TooMuch` where there are too many."""
        self._members -= 1
        if self._members < 0:
            raise TooMuch(f"it holds more than {MEMBERS:,} members")


class Metered:
    """A stream that is unpacked while it is read: what it gives is taken from the *allowance*, where there is one.

    *broken* are the errors of what unpacks it that mean damage; they are raised again as `Damaged`.
    """

    def __init__(self, stream: Any, allowance: Allowance | None, broken: tuple[type[Exception], ...]) -> None:
        self._stream = stream
        self._allowance = allowance
        self._broken = broken

    def read(self, size: int = -1) -> bytes:
        """At most *size* bytes, and at most one piece; b"" at the end."""
        try:
            piece: bytes = self._stream.read(_PIECE if size < 0 else min(size, _PIECE))
        except self._broken as error:
            raise Damaged(f"it is damaged or breaks off ({str(error) or type(error).__name__})") from None
        if self._allowance:
            self._allowance.spend(len(piece))
        return piece


class Joined(Metered):
    """A stream with the *head* that was read of it put back."""

    def __init__(self, head: bytes, rest: Metered) -> None:
        super().__init__(rest, None, ())
        self._head = BytesIO(head)

    def read(self, size: int = -1) -> bytes:
        """The head first, then the rest."""
        return self._head.read(size) or super().read(size)


def read_head(stream: Metered) -> bytes:
    """The first bytes of a stream, enough to tell what it is; raises `Damaged` where there are none to be had."""
    head = b""
    try:
        while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
            head += piece
    except Damaged:
        if not head:
            raise
    return head


def read_member(stream: Metered, head: bytes) -> tuple[bytes, str]:
    """All of a member behind its *head*, and why it is not whole ("" where it is).

    A member beyond `MEMBER_BYTES` gives nothing but the reason.
    """
    pieces, size = [head], len(head)
    try:
        while piece := stream.read():
            pieces.append(piece)
            size += len(piece)
            if size > MEMBER_BYTES:
                return b"", f"larger than {MEMBER_BYTES // 2**20} MiB: left unread in the file that holds it"
    except Damaged as trouble:
        return b"".join(pieces), f"{trouble}; kept as far as it could be read"
    return b"".join(pieces), ""


def copy_member(stream: Metered, head: bytes, to: IO[bytes]) -> str:
    """Copy a container inside a container behind its *head*; says why it is not whole ("" where it is)."""
    to.write(head)
    try:
        while piece := stream.read():
            to.write(piece)
    except Damaged as trouble:
        return str(trouble)
    return ""
