"""A capture: one file as it came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One file of the pile, known by its digest; its bytes are kept unchanged.

    *source* is the path inside the pile with forward slashes; *address* the web address where the file says it.
    *encoding* is None where the bytes are not text. *captured* is an ISO date or date-time that the capture
    itself declares, None where nothing declares one (a file's time stamp says when it was copied, not captured).
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
