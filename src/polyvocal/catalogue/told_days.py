"""Days that a page tells outside of what it shows: in its address, and in the data of its scripts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry, StatedDate, When
from polyvocal.terms.days import from_gregorian, iso, month_length
from polyvocal.usage import load

ADDRESS = "day in the address 1"
_ADDRESS_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<d2>0[1-9]|[12]\d|3[01])-(?P<m2>0[1-9]|1[0-2])-(?P<y2>(?:19|20)\d\d)(?=[/_.-]|$)"
)


def address_day(sheet: Sheet) -> StatedDate | None:
    """The whole day that the address of the capture names, as blogs and newspapers set it; None where there is none."""
    address = sheet.record.capture.address or ""
    found = _ADDRESS_DAY.search(address)
    if found is None:
        return None
    parts: dict[str, Any] = found.groupdict()
    year, month, day = (int(parts[key] or parts[key + "2"]) for key in "ymd")
    if day > month_length(year, month):
        return None
    number = from_gregorian(year, month, day)
    words = found[0].strip("/")
    at = sheet.captured.find(address)
    if at < 0:
        entry = Entry(words, None, ADDRESS)
    else:
        start = at + found.start() + 1
        entry = sheet.entry(start, start + len(words), ADDRESS, layer="capture")
    when = When(
        words, entry.evidence, "DATE", iso(number), iso(number), number, number, ground="address", rule=ADDRESS
    )  # fmt: skip
    return StatedDate("published", entry, when)


@cache
def _keys() -> re.Pattern[str]:
    return re.compile(
        r"[\"'](?:" + load("en", "page_dates")["scripts"]["published"] + r")\\?[\"']\s*[:,=]\s*\\?[\"']"
        r"(\d{4}-\d\d-\d\d(?=[T \"'\\])|\d{1,2}\.\d{1,2}\.\d{4})", re.I
    )  # fmt: skip


def day_in_scripts(sheet: Sheet) -> StatedDate | None:
    """The day of publication in the page's own data, where all such entries name the same one."""
    if sheet.record.place != (0, len(sheet.captured)):
        return None
    days: dict[str, StatedDate] = {}
    for found in _keys().finditer(sheet.captured):
        stated = sheet.date("published", *found.span(1), "data of the page 1", layer="capture")
        if stated is not None and stated.when.edtf:
            days.setdefault(stated.when.edtf, stated)
    return next(iter(days.values())) if len(days) == 1 else None
