"""When a picture was taken, kept apart from when a machine copied it.

The day of taking stands on the card as "written". A camera's day stands as that too, unless the file says that a
scanner made it, or a caption names a time long before: then it is the day of the capture.
"""

from __future__ import annotations

import re

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.picture_names import named
from polyvocal.catalogue.pictures_on_pages import is_on_a_page
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry, StatedDate, When
from polyvocal.terms.days import from_gregorian, iso, month_length
from polyvocal.terms.description import DateRole

# Fields for the day of the picture itself, then for what the camera's clock said, then for the copy.
_OF_PICTURE = ("IPTC Date Created", "XMP photoshop:DateCreated")
_OF_CAMERA = ("EXIF DateTimeOriginal", "XMP exif:DateTimeOriginal")
_OF_COPY = ("EXIF DateTimeDigitized", "XMP xmp:CreateDate", "EXIF DateTime")
_STAMP = re.compile(r"(\d{4})(?:[:./-]?(\d\d)(?:[:./-]?(\d\d))?)?(?!\d)")
_SCANNER = re.compile(
    r"scan|epson|perfection|plustek|microtek|umax|mustek|flextight|opticfilm|silverfast|vuescan|coolscan|\bls-\d|"
    r"bookeye|zeutschel|overhead|i2s\b|contex|reprostar",
    re.I,
)
_DIGITAL = 1990  # no camera wrote EXIF before: whoever set an earlier day meant the picture's
_DECADE = 10


def date_picture(sheet: Sheet, draft: Draft) -> None:
    """Set the days of a picture: "written" (taken) and "captured" (scanned)."""
    draft.date(sheet.date("written", 0, len(sheet.text), "caption 1"))
    if is_on_a_page(sheet.record):
        return  # the name of the file is the page's
    for label in _OF_PICTURE:
        draft.date(_of_field(sheet, label, "written"))
    name = named(sheet.record.capture.source)
    told = draft.dates.get("written")
    year = _year(told) or (name.day[0] if name.day else None)
    for label in _OF_CAMERA:
        stated = _of_field(sheet, label, "written")
        if stated is not None:
            is_copy = _is_copy(sheet, _year(stated), year)
            draft.date(_of_field(sheet, label, "captured") if is_copy else stated)
    if name.day is not None:
        draft.date(_stated("written", name.written, *name.day, "file name 1"))
    for label in _OF_COPY:
        if _is_scanned(sheet):
            draft.date(_of_field(sheet, label, "captured"))


def _is_copy(sheet: Sheet, taken: int | None, told: int | None) -> bool:
    if taken is None or taken < _DIGITAL:
        return False
    return _is_scanned(sheet) or (told is not None and taken - told >= _DECADE)


def _is_scanned(sheet: Sheet) -> bool:
    machines = ("EXIF Make", "EXIF Model", "EXIF Software", "XMP tiff:Make", "XMP tiff:Model", "XMP xmp:CreatorTool")
    return any(fact.label in machines and _SCANNER.search(fact.value) for fact in sheet.record.capture.embedded)


def _year(stated: StatedDate | None) -> int | None:
    value = (stated.when.edtf or stated.when.value) if stated else ""
    return int(value[:4]) if value[:4].isdigit() else None


def _of_field(sheet: Sheet, label: str, role: DateRole) -> StatedDate | None:
    for fact in sheet.record.capture.embedded:
        found = _STAMP.match(fact.value) if fact.label == label else None
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            return _stated(role, fact.value, year, month, day, label)
    return None


def _stated(role: DateRole, words: str, year: int, month: int, day: int, by: str) -> StatedDate | None:
    """A day outside of any text; zeros stand for a month or day that is not known (IPTC-IIM 2:55)."""
    if not 1400 <= year <= 2200 or month > 12 or (month and day > month_length(year, month)):
        return None
    first = from_gregorian(year, month or 1, day or 1)
    last = from_gregorian(year, month or 12, (month and day) or month_length(year, month or 12))
    value = iso(first)[: 10 if month and day else 7 if month else 4]
    when = When(words, None, "DATE", value, value, first, last, ground=by, rule="catalogue dates 1")
    return StatedDate(role, Entry(words, None, by), when)
