"""What the markup of a page says of a picture in it beside the caption: its file, its other text, its credit."""

from __future__ import annotations

import re
from html import unescape

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import form_of, is_name, is_person
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Contributor, Entry, Record

FILE, ALTERNATIVE = "Image file", "Alternative text"
_RULE = "caption of a picture"
_IMAGE = re.compile(r"<(?:amp-)?img\b[^>]{0,6000}>", re.I)
_ATTRIBUTE = re.compile(r"""\s([\w:-]{1,40})\s*=\s*(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\s"'>]{1,3000}))""")
# Where a page keeps an image's address, pages that load it late and put a blank in its place included.
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url")
_CREDIT = re.compile(
    r"""<(\w+)\b[^>]{0,300}\b(?:class|itemprop)\s*=\s*["']?[^"'>]{0,200}"""
    r"""(?:credit|copyright|photographer|attribution)[^"'>]{0,200}["']?[^>]{0,300}>\s*([^<]{2,200}?)\s*<""",
    re.I,
)
_LEAD = re.compile(
    r"(?:(?:photo(?:graph)?s?|image|picture|credits?|copyright|фото|источник)\b[\s:]*|©\s*|\(c\)\s*|by\b[\s:]*)+", re.I
)
_AGENCY = re.compile(r"\s*(?:/+|\||\bvia\b|\bfor\b|,)\s*", re.I)


def is_on_a_page(record: Record) -> bool:
    """Whether the record is a picture in a page of the web: all of its text is a caption."""
    mark = record.marks[0] if record.marks else None
    return mark is not None and mark.rule.startswith(_RULE) and mark.end - mark.start == len(record.text)


def read_image(sheet: Sheet, draft: Draft) -> None:
    """Put on the card which file the image is, its other text, and the credit that is marked as one."""
    page, place = sheet.captured, sheet.record.place
    image = _IMAGE.search(page, max(0, place[0] - 1), place[1])
    if image is not None:
        told = {m[1].lower(): m.span(m.lastindex or 2) for m in _ATTRIBUTE.finditer(page, *image.span())}
        _file(sheet, told, draft)
        _alternative(sheet, told, draft)
    for credit in _CREDIT.finditer(page, *place):
        _credit(sheet, *credit.span(2), draft)


def _file(sheet: Sheet, told: dict[str, tuple[int, int]], draft: Draft) -> None:
    for name in _SOURCES:
        start, end = told.get(name, (0, 0))
        if start < end and not sheet.captured.startswith("data:", start):
            address = sheet.captured[start:end].partition("?")[0].partition("#")[0]
            begin = start + address.rfind("/") + 1
            if begin < start + len(address):
                entry = sheet.entry(begin, start + len(address), f"{name} of the image 1", layer="capture")
                draft.labels.append((FILE, entry))
                return


def _alternative(sheet: Sheet, told: dict[str, tuple[int, int]], draft: Draft) -> None:
    """The other text says what the caption does not, or is left out."""
    start, end = told.get("alt", (0, 0))
    words = " ".join(unescape(sheet.captured[start:end]).split())
    if words and _plain(words) not in _plain(sheet.text) and _plain(sheet.text) not in _plain(words):
        entry = sheet.entry(start, end, "alt of the image 1", layer="capture", value=words)
        draft.labels.append((ALTERNATIVE, entry))


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _credit(sheet: Sheet, start: int, end: int, draft: Draft) -> None:
    """A credit in an element of its own: a person took the picture, a body lent it."""
    lead = _LEAD.match(sheet.captured, start, end)
    start = lead.end() if lead else start
    name = _AGENCY.split(sheet.captured[start:end])[0].rstrip(" .")
    if is_person(name):
        if not draft.has("photographer"):
            entry = sheet.entry(start, start + len(name), "element marked as credit 1", layer="capture")
            draft.add([Contributor(entry, "photographer", form_of(name))])
    elif name and is_name(name):
        entry = sheet.entry(start, end, "element marked as credit 1", layer="capture")
        draft.put("source_copy", Entry(" ".join(unescape(entry.value).split()), entry.evidence, entry.by))
