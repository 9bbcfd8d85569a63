"""What an image says of itself inside its file: EXIF, IPTC-IIM, XMP, comments; and which of it is its caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from polyvocal.accession.xmp import packets, properties
from polyvocal.terms import Embedded

_LONGEST = 4000
_EXIF, _GPS = 0x8769, 0x8825
_TAGS = {
    0x010D: "DocumentName", 0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software",
    0x0132: "DateTime", 0x013B: "Artist", 0x8298: "Copyright", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized",
    0x9286: "UserComment", 0x9C9B: "XPTitle", 0x9C9C: "XPComment", 0x9C9D: "XPAuthor", 0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}  # fmt: skip
# Datasets of record 2 of IPTC-IIM 4.2 that describe a picture.
_IPTC = {
    5: "Object Name", 25: "Keywords", 40: "Special Instructions", 55: "Date Created", 80: "By-line",
    85: "By-line Title", 90: "City", 92: "Sub-location", 95: "Province/State", 101: "Country", 103: "Reference",
    105: "Headline", 110: "Credit", 115: "Source", 116: "Copyright Notice",
    120: "Caption/Abstract", 122: "Writer/Editor",
}  # fmt: skip
_COMMENTS = {"comment": "Comment", "Title": "PNG Title", "Author": "PNG Author", "Description": "PNG Description",
             "Copyright": "PNG Copyright", "Creation Time": "PNG Creation Time", "Comment": "PNG Comment",
             "Source": "PNG Source"}  # fmt: skip
# Fields that a reader is shown under the picture, the shortest form first.
_CAPTIONS = (
    "XMP dc:title", "IPTC Object Name", "EXIF XPTitle", "PNG Title", "IPTC Headline", "XMP photoshop:Headline",
    "IPTC Caption/Abstract", "XMP dc:description", "EXIF ImageDescription", "PNG Description", "EXIF XPSubject",
    "EXIF XPComment", "EXIF UserComment", "PNG Comment", "Comment",
)  # fmt: skip
# What cameras and programs write into every picture.
_EMPTY = re.compile(
    r"(?:olympus|minolta|kodak|konica|samsung|digital|casio)\b.{0,20}\bcamera|sony dsc|dcim\b.*|untitled.*|default"
    r"|(?:created|edited|converted|compressed|optimi[sz]ed|processed|saved)\s+(?:with|by|using)\b.*"
    r"|(?:file|img|dsc|image|scan)?[_ -]?\d*(?:\.\w{3,4})?|lead technologies.*|ascii\W*|screenshot"
    r"|.*\bquality\s*=\s*\d+.*"
    r"|software:.*|xr[: ].*|intel\(r\) jpeg library.*|adobe (?:photoshop|imageready).*",
    re.I | re.S,
)


def facts(image: Any, content: bytes) -> tuple[Embedded, ...]:
    """What the file says outside the picture, place by place; *image* is Pillow's, *content* the whole file."""
    told = [*_exif(image), *_iptc(image), *_comments(image)]
    for packet in packets(content) if not image.info.get("xmp") else [_bytes(image.info["xmp"])]:
        told += properties(packet)
    return tuple(dict.fromkeys(Embedded(label, value) for label, value in told if value))


def captions(told: Iterable[Embedded]) -> list[str]:
    """The caption's lines: each field that says something once, title first.

    >>> captions([Embedded("EXIF ImageDescription", "Quay, 1916"), Embedded("XMP dc:description", "Quay, 1916")])
    ['Quay, 1916']
    """
    lines: dict[str, str] = {}
    for label in _CAPTIONS:
        for fact in told:
            if fact.label == label and not _EMPTY.fullmatch(fact.value):
                lines.setdefault(" ".join(fact.value.casefold().split()).rstrip("."), fact.value)
    return list(lines.values())


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _exif(image: Any) -> Iterator[tuple[str, str]]:
    try:
        main = image.getexif()
        inner, place = main.get_ifd(_EXIF), main.get_ifd(_GPS)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, ZeroDivisionError, OverflowError):
        return  # a damaged block: the picture itself may be whole
    for tag, value in [*main.items(), *inner.items()]:
        if tag in _TAGS:
            yield f"EXIF {_TAGS[tag]}", _words(value, wide=0x9C9B <= tag <= 0x9C9F, marked=tag == 0x9286)
    where = [_degrees(place.get(n), place.get(n - 1)) for n in (2, 4)]
    if None not in where:
        yield "EXIF GPS", ", ".join(f"{degrees:.5f}" for degrees in where)


def _degrees(parts: Any, side: Any) -> float | None:
    try:
        degrees: float = sum(float(part) / float(60**n) for n, part in enumerate(parts))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return -degrees if str(side).strip("\x00 ").upper() in ("S", "W") else degrees


def _words(value: Any, *, wide: bool = False, marked: bool = False) -> str:
    """The words of a tag; *wide* are those of Windows in UTF-16, *marked* begin with their encoding's name."""
    if isinstance(value, tuple):
        value = bytes(value) if wide and all(isinstance(v, int) and 0 <= v < 256 for v in value) else str(value)
    if isinstance(value, bytes):
        if marked:
            value, wide = value[8:], value[:7] == b"UNICODE"
        value = value.decode("utf-16-le", "ignore") if wide else _decoded(value)
    elif isinstance(value, str) and not value.isascii() and max(value) < "\u0100":
        value = _decoded(value.encode("latin-1"))  # Pillow takes each byte of an EXIF text for a letter
    return clean(str(value))


def clean(words: str) -> str:
    """The words without what cannot be printed, each line trimmed.

    >>> clean("Quay\\x00\\x00 at  Leith \\r\\n")
    'Quay at Leith'
    """
    lines = ("".join(c if c.isprintable() else " " for c in line).split() for line in words[:_LONGEST].splitlines())
    return "\n".join(" ".join(line) for line in lines if line)


def _decoded(value: bytes) -> str:
    """The letters of bytes whose encoding is not named: UTF-8 if it can be, else that of western Windows.

    Pictures catalogued on Russian machines have Windows-1251: it shows by letters that stand beside each other.
    """
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        high = sum(1 for byte in value if byte >= 0xC0)
        letters = sum(1 for byte in value if byte >= 0x80 or chr(byte).isalpha())
        return value.decode("cp1251" if high > 0.6 * letters else "cp1252", "replace")


def _iptc(image: Any) -> Iterator[tuple[str, str]]:
    from PIL import IptcImagePlugin

    try:
        datasets = IptcImagePlugin.getiptcinfo(image) or {}
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError):
        return
    for (record, number), value in sorted(datasets.items()):
        if record == 2 and number in _IPTC:
            for item in (value if isinstance(value, list) else [value])[:50]:
                yield f"IPTC {_IPTC[number]}", clean(_decoded(item))


def _comments(image: Any) -> Iterator[tuple[str, str]]:
    for key, label in _COMMENTS.items():
        value = image.info.get(key)
        if isinstance(value, str | bytes):
            yield label, clean(_decoded(value) if isinstance(value, bytes) else str(value))
