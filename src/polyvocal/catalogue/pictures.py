"""Photographs and objects described: from the caption, from what the file says of itself, last from its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import form_of, is_name, is_person
from polyvocal.catalogue.picture_dates import date_picture
from polyvocal.catalogue.picture_names import named
from polyvocal.catalogue.pictures_on_pages import is_on_a_page, read_image
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Contributor, Embedded, Entry, Record
from polyvocal.usage import languages, load

_TITLES = ("XMP dc:title", "IPTC Object Name", "EXIF XPTitle", "PNG Title", "IPTC Headline", "XMP photoshop:Headline")
_MAKERS = ("IPTC By-line", "XMP dc:creator", "EXIF Artist", "EXIF XPAuthor", "PNG Author")
_CREDITS = ("IPTC Credit", "XMP photoshop:Credit")
_SOURCES = ("IPTC Source", "XMP photoshop:Source", "XMP dc:source", "PNG Source")
_RIGHTS = ("IPTC Copyright Notice", "XMP dc:rights", "XMP xmpRights:UsageTerms", "EXIF Copyright", "PNG Copyright",
           "XMP cc:license", "XMP xmpRights:WebStatement")  # fmt: skip
# From the narrowest to the widest, in each of the two standards.
_PLACES = (("IPTC Sub-location", "IPTC City", "IPTC Province/State", "IPTC Country"),
           ("XMP Iptc4xmpCore:Location", "XMP photoshop:City", "XMP photoshop:State",
            "XMP photoshop:Country"))  # fmt: skip
_LABELLED = (("Keywords", "IPTC Keywords"), ("Keywords", "XMP dc:subject"), ("Coordinates", "EXIF GPS"),
             ("Reference", "IPTC Reference"))  # fmt: skip
_CAMERA = ("EXIF DateTimeOriginal", "EXIF Model", "IPTC By-line")
_SENTENCE = re.compile(r".+?(?:[^\W\d_]{3,}[.!?…](?=\s)|$)", re.M)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_LONGEST_TITLE, _LONGEST_NAME = 160, 80
_LABEL = re.compile(r"^[ \t]*([^\W\d_][^:\n]{1,38}?)\s*:[ \t]+(\S[^\n]{0,300})", re.M)


def is_picture(record: Record) -> bool:
    """Whether the record is a picture, and no page that was read by machine: those have numbered pages."""
    return is_on_a_page(record) or (record.capture.media_type.startswith("image/") and not record.leaves)


def describe_picture(sheet: Sheet, draft: Draft) -> None:
    """Fill the card of a photograph or object; what no place says stays empty.

    Evidence is in the caption where the words stand there; else the entry names the field it comes from.
    """
    _things(sheet, draft)
    _title(sheet, draft)
    _people(sheet, draft)
    _place(sheet, draft)
    date_picture(sheet, draft)
    for label in _RIGHTS:
        draft.put("rights", next((_entry(sheet, fact) for fact in _facts(sheet, label)), None))
    for name, label in _LABELLED:
        words = [fact.value for fact in _facts(sheet, label)]
        if words and all(name != held for held, _ in draft.labels):
            draft.labels.append((name, Entry("; ".join(words), None, label)))
    if is_on_a_page(sheet.record):
        read_image(sheet, draft)
    draft.put("kind", _kind(sheet, draft))


def _facts(sheet: Sheet, label: str) -> list[Embedded]:
    return [fact for fact in sheet.record.capture.embedded if fact.label == label]


def _entry(sheet: Sheet, fact: Embedded) -> Entry:
    """What a field says, with its place in the caption where the caption has the same words."""
    at = sheet.text.find(fact.value)
    return sheet.entry(at, at + len(fact.value), fact.label) if at >= 0 else Entry(fact.value, None, fact.label)


@cache
def _patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    # Only names are told by their capitals: the words around them may stand at a sentence's head.
    flags = re.NOFLAG if key == "place" else re.I
    return tuple(re.compile(load(language, "pictures")[section][key], flags) for language in languages())


@cache
def _listed(section: str, key: str) -> frozenset[str]:
    return frozenset(word for language in languages() for word in load(language, "pictures")[section][key])


def _title(sheet: Sheet, draft: Draft) -> None:
    for label in _TITLES:
        for fact in _facts(sheet, label):
            # An object name of digits and capitals is a signature, and no title.
            if _WORDS.search(fact.value) and not named(fact.value).is_machine and fact.value.upper() != fact.value:
                draft.put("title", _entry(sheet, fact))
    if "title" in draft.entries:
        return
    first = next((m for m in _SENTENCE.finditer(sheet.text) if _may_be_title(m[0])), None)
    if first is not None:
        end = _until_credit(sheet.text, first.start(), first.end())
        if end - first.start() <= _LONGEST_TITLE:
            draft.put("title", sheet.entry(first.start(), end, "caption 1"))
            return
        words = sheet.text[first.start() : first.start() + _LONGEST_TITLE].rpartition(" ")[0]
        entry = sheet.entry(first.start(), first.start() + len(words), "first words of the caption 1")
        draft.put("title", Entry(entry.value + " …", entry.evidence, entry.by))
    else:
        draft.put("title", _supplied(sheet))
    draft.title_supplied = True


def _may_be_title(words: str) -> bool:
    credits = (p.match(words.lstrip(" (")) for key in ("photographer", "credit") for p in _patterns("caption", key))
    return bool(_WORDS.search(words)) and not _LABEL.match(words) and not any(credits)


def _supplied(sheet: Sheet) -> Entry:
    words = named(sheet.record.capture.source).words
    return Entry(words, None, "file name 1") if words else Entry("Picture without a caption", None, "no words 1")


def _until_credit(text: str, start: int, end: int) -> int:
    """The end of a caption's first sentence without the credit that may stand in it, or its full stop."""
    cuts = [m.start() for key in ("photographer", "credit") for p in _patterns("caption", key)
            if (m := p.search(text, start + 3, end))]  # fmt: skip
    words = text[start : min([*cuts, end])].rstrip(" .,;:–—-([|/")
    if text[start + len(words) : end].startswith((")", "]")):
        words += text[start + len(words)]
    return start + len(words) if len(words) > 3 else end


def _people(sheet: Sheet, draft: Draft) -> None:
    draft.add(_photographers(sheet))
    for a, b in _behind(sheet.text, "credit"):
        draft.put("source_copy", sheet.entry(a, b, "credit in the caption 1"))
    for label in _SOURCES:
        for fact in _facts(sheet, label):
            draft.put("source_copy", _entry(sheet, fact))
    for label in _CREDITS:
        for fact in _facts(sheet, label):
            if not draft.has("photographer") and is_person(fact.value):
                draft.add([Contributor(_entry(sheet, fact), "photographer", "person")])
            elif all(name != "Credit" for name, _ in draft.labels):
                draft.labels.append(("Credit", _entry(sheet, fact)))


def _photographers(sheet: Sheet) -> Iterator[Contributor]:
    """First those whom the caption names, then those whom the file names."""
    for a, b in _behind(sheet.text, "photographer"):
        name, slash, agency = sheet.text[a:b].partition("/")
        bare = len(name.rstrip())
        if is_name(name.strip()) and not any(p.match(name) for p in _patterns("caption", "credit")):
            yield Contributor(sheet.entry(a, a + bare, "credit in the caption 1"), "photographer", form_of(name))
        if slash and is_name(agency.strip()):
            start = b - len(agency.lstrip())
            yield Contributor(sheet.entry(start, b, "credit in the caption 1"), "publisher", "body")
    for label in _MAKERS:
        for fact in _facts(sheet, label):
            if is_name(fact.value) and not named(fact.value).is_machine:
                yield Contributor(_entry(sheet, fact), "photographer", form_of(fact.value))


def _behind(text: str, key: str) -> Iterator[tuple[int, int]]:
    """The names that stand behind a caption's words for who made it, or whom it comes from."""
    for pattern in _patterns("caption", key):
        for found in pattern.finditer(text):
            start = found.end()
            end = start + len(_NAME.match(text, start)[0].rstrip(" ,;"))  # type: ignore[index]
            if start < end <= start + _LONGEST_NAME and (text[start].isupper() or text[start].isdigit()):
                yield start, end


# A name ends with its line, bracket or sentence; the point behind an initial or a title is its own.
_NAME = re.compile(r"(?:[^\n.;()\[\]|]|(?<=\b[^\W\d_a-zа-яё])\.|(?<=\b(?:St|Dr|Lt))\.|(?<=Capt)\.)*")


def _place(sheet: Sheet, draft: Draft) -> None:
    for labels in _PLACES:
        facts = [fact for label in labels for fact in _facts(sheet, label)[:1]]
        if facts:
            by = ", ".join(fact.label.rpartition(":")[2].removeprefix("IPTC ") for fact in facts)
            standard = "IPTC" if labels[0].startswith("IPTC") else "XMP"
            draft.put("place", Entry(", ".join(dict.fromkeys(f.value for f in facts)), None, f"{standard} {by}"))
    for pattern in _patterns("caption", "place"):
        for found in pattern.finditer(sheet.text):
            words = found["place"].removeprefix("the ").split()
            if words and words[0] not in _listed("caption", "not_places") and found["place"] not in _listed(
                "caption", "not_places"
            ):  # fmt: skip
                draft.put("place", sheet.entry(*found.span("place"), "place in the caption 1"))
                return


def _things(sheet: Sheet, draft: Draft) -> None:
    """Lines of a museum's card that a caption holds, kept with their labels."""
    known = _listed("object", "labels") | _listed("object", "things")
    for found in _LABEL.finditer(sheet.text):
        if found[1].casefold().rstrip(".") in known or found[1].casefold() in known:
            draft.labels.append((found[1], sheet.entry(*found.span(2), "label of an object 1")))


def _kind(sheet: Sheet, draft: Draft) -> Entry:
    if any(label.casefold().rstrip(".") in _listed("object", "things") for label, _ in draft.labels):
        return Entry("object", None, "label of an object 1")
    title = draft.entries.get("title")
    for where, by in ((title.value if title else "", "title 1"), (sheet.text, "caption 1")):
        for kind in load("en", "pictures")["kinds"]:
            if any(p.search(where) for p in _patterns("kinds", kind)):
                return Entry(kind, None, by)
    if is_on_a_page(sheet.record):
        return Entry("photograph", None, "picture on a page 1")
    media_type = sheet.record.capture.media_type
    taken = media_type in ("image/jpeg", "image/tiff") or _any(sheet, _CAMERA)
    return Entry("photograph" if taken else "image", None, "media type")


def _any(sheet: Sheet, labels: Sequence[str]) -> bool:
    return any(fact.label in labels for fact in sheet.record.capture.embedded)
