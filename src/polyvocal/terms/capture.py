"""A capture: one file as it came."""

from dataclasses import dataclass
from typing import Literal

Use = Literal["document", "container", "resource", "metadata"]
"""What a capture is to the library: a document, a file that holds others, a part of a page, or data about others."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a file, or the wrapper it came in, says of it outside its text: *label* names the place, *value* the words.

    Labels name the standard and its field: "PDF Title", "EXIF DateTimeOriginal", "WARC WARC-Date", "dc:creator".
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One file of the pile, known by its digest; its bytes are kept unchanged.

    *source* is the path inside the pile with forward slashes, that of a member begins with its container's;
    *address* the web address where the file or its wrapper says it.
    *encoding* is None where the bytes are not text; then *read_by* names the library that made text of them.
    *captured* is an ISO date or date-time that the capture itself declares, None where nothing declares one
    (a file's time stamp says when it was copied, not captured). *part_of* is the source of the container or page
    that it came in, None where it lay in the pile itself.
    """

    source: str
    sha256: str
    size: int
    media_type: str
    identified_by: str
    encoding: str | None = None
    encoding_declared: str | None = None
    encoding_by: str | None = None
    address: str | None = None
    captured: str | None = None
    captured_by: str | None = None
    use: Use = "document"
    part_of: str | None = None
    read_by: str | None = None
    embedded: tuple[Embedded, ...] = ()
