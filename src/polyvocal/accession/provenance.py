"""What a saved page says about its own capture: the address it was saved from, and when."""

from __future__ import annotations

import re
from calendar import month_abbr
from email.utils import parsedate_to_datetime
from html import unescape

_HEAD, _LONGEST_HEAD = 20_000, 600_000
# The marks left by Internet Explorer and Chrome, by SingleFile, HTTrack and the Wayback Machine.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_HTTRACK = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack[^,]*,\s*([^\n]+?)\s*-->")
_WAYBACK = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d) (\w{3} \d\d), (\d{4})")
_CANONICAL = (
    re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?canonical[\"']?[^>]*>", re.I),
    re.compile(r"<meta\b[^>]*\bproperty\s*=\s*[\"']?og:url[\"']?[^>]*>", re.I),
)
_VALUE = re.compile(r"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_MONTHS = {m: n for n, m in enumerate(month_abbr) if m}


def provenance(page: str) -> tuple[str | None, str | None, str | None]:
    """Address, moment of capture (ISO) and the mark that tells it, as far as the page itself says.

    >>> provenance("<!-- saved from url=(0021)http://example.org/a1 --><html>")
    ('http://example.org/a1', None, None)
    """
    head = page[:_HEAD]
    single = _SINGLE_FILE.search(head)
    if single:
        return single[1], _moment(single[2]), "SingleFile"
    mirrored = _HTTRACK.search(head) or _HTTRACK.search(page[-_HEAD:])
    if mirrored:
        return f"http://{mirrored[1]}", _moment(mirrored[2]), "HTTrack"
    address = _address(page[: _end_of_head(page)])
    archived = _WAYBACK.search(page[-_HEAD:])
    if archived:
        month, day = archived[2].split()
        if month in _MONTHS:
            return address, f"{archived[3]}-{_MONTHS[month]:02d}-{day}T{archived[1]}Z", "Wayback Machine"
    return address, None, None


def _end_of_head(page: str) -> int:
    # Pages with their styles and data in the head name their address far down.
    end = page.find("</head", 0, _LONGEST_HEAD)
    return end if end >= 0 else _HEAD


def _address(head: str) -> str | None:
    saved = _SAVED_FROM.search(head[:_HEAD])
    if saved:
        return saved[1]
    for pattern in _CANONICAL:
        tag = pattern.search(head)
        value = _VALUE.search(tag[0]) if tag else None
        if value:
            address = unescape(value[1] or value[2] or value[3] or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return None


def _moment(words: str) -> str | None:
    # Both tools write dates as mail does; SingleFile adds the zone's name in brackets and "GMT" before the offset.
    plain = re.sub(r"\(.*?\)", "", words).replace("GMT+", "+").replace("GMT-", "-").strip()
    try:
        return parsedate_to_datetime(plain).isoformat()
    except (ValueError, TypeError):
        found = re.search(r"(\w{3}) (\d{1,2}) (\d{4})", plain)
        if found and found[1] in _MONTHS:
            return f"{found[3]}-{_MONTHS[found[1]]:02d}-{int(found[2]):02d}"
        return None
