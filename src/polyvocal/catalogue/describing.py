"""A record described: every source of information asked in turn, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polyvocal.catalogue.closings import read_closing, read_colophon
from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.embedded import with_embedded
from polyvocal.catalogue.head_matter import declared_languages, read_head
from polyvocal.catalogue.kinds import is_index, kind_of
from polyvocal.catalogue.label_tables import read_labels
from polyvocal.catalogue.languages import language_of
from polyvocal.catalogue.newspaper_items import is_item, masthead, page_language, read_item
from polyvocal.catalogue.newspapers import is_front_page, read_dateline, read_issue_head, supplied_title
from polyvocal.catalogue.openings import read_opening
from polyvocal.catalogue.page_marks import read_marks
from polyvocal.catalogue.pictures import describe_picture, is_picture
from polyvocal.catalogue.sheet import DateReader, Sheet, check
from polyvocal.catalogue.wording import is_paragraph, search, unwrapped_lines
from polyvocal.terms import Description, Entry, Record, StatedDate, When
from polyvocal.terms.days import from_gregorian, iso
from polyvocal.terms.line import Line

_HTML_LANGUAGE = re.compile(r"<html\b[^>]*?\b(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
_FOLDER_DAY = re.compile(r"(1[6-9]\d\d|20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])")
_TITLE_WORDS = 8
_LONGEST = 1500
_TELLS_LANGUAGE = 300
"""A shorter text does not refute what a page says of its language."""


def describe(record: Record, captured: str, read_dates: DateReader) -> Description:
    """The catalogue card of *record*; *captured* is the decoded text of its capture.

    What no source says stays empty: an unknown author is no author, and no claim of rights is no freedom.
    """
    sheet = Sheet(record, captured, read_dates)
    draft = Draft()
    if is_picture(record):
        describe_picture(sheet, draft)
        if sheet.is_page:
            read_head(sheet, draft, single=False)
            _language(sheet, draft)
        draft.put("language", language_of(sheet.text, ""))
        return _verified(sheet, draft.description())
    if not sheet.is_page and is_item(sheet):
        return _item(sheet, draft)
    lines = unwrapped_lines(sheet.text)
    if not sheet.is_page and is_front_page(lines):
        _front_page(sheet, draft)
    else:
        _document(sheet, lines, draft)
    _folder_day(sheet, draft)
    _language(sheet, draft)
    draft.put("kind", kind_of(sheet, lines, draft) if "kind" not in draft.entries else None)
    _supply_title(sheet, lines, draft)
    return _verified(sheet, draft.description())


def _item(sheet: Sheet, draft: Draft) -> Description:
    masthead(sheet, draft)
    _folder_day(sheet, draft)
    read_item(sheet, draft)
    draft.put("language", page_language(sheet.captured))
    if "title" not in draft.entries:
        _supply_title(sheet, unwrapped_lines(sheet.text, 1), draft)
    return _verified(sheet, draft.description())


def _front_page(sheet: Sheet, draft: Draft) -> None:
    masthead(sheet, draft)
    _folder_day(sheet, draft)
    draft.put("kind", Entry("newspaper page", None, "narrow columns 1"))
    draft.put("title", supplied_title(draft))
    draft.title_supplied = True


def _document(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    first_label = read_labels(sheet, lines, draft)
    if sheet.is_page:
        single = sheet.record.place == (0, len(sheet.captured))
        read_head(sheet, draft, single=single)
        read_marks(sheet, draft)
    elif first_label < 0:
        behind = sheet.alignment.to_reading(sheet.record.place[0], read_issue_head(sheet, draft))[1]
        lines = [line for line in lines if line.start >= behind] or lines
    if not sheet.is_page or first_label > 0:
        read_opening(sheet, lines, first_label, draft)
    if is_index(lines):
        return
    for line in lines[1:6]:
        if not is_paragraph(line):
            read_colophon(sheet, line, draft)
    read_closing(sheet, lines, draft)
    read_dateline(sheet, lines, draft, _year(draft))
    _version(sheet, lines, draft)


def _year(draft: Draft) -> int | None:
    for role in ("published", "first published"):
        if role in draft.dates and (draft.dates[role].when.edtf or "")[:4].isdigit():
            return int((draft.dates[role].when.edtf or "")[:4])
    return None


def _version(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    """What the document says it is a translation, reprint or excerpt of, near its head or foot."""
    for line in [*lines[:6], *lines[-6:]]:
        for key in ("of", "translation"):
            found = search("version", key, line.words[:_LONGEST])
            if found and (found.start() == 0 or len(line.words) < 300):
                draft.put(
                    "version_of", sheet.entry(line.start + found.start(), line.start + found.end(), "version note 1")
                )


def _folder_day(sheet: Sheet, draft: Draft) -> None:
    """A folder named by a day dates what lies in it, where the page itself does not, or was misread by a machine."""
    name = sheet.record.collection.rpartition("/")[2]
    found = _FOLDER_DAY.fullmatch(name)
    told = next(
        (draft.dates[role] for role in ("published", "first published", "written") if role in draft.dates), None
    )
    if not found or (told is not None and not told.entry.by.startswith("masthead")):
        return
    try:
        day = from_gregorian(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return  # a number that is no day
    if told is not None and told.when.earliest == day:
        return
    checks = (f"the masthead reads {told.entry.value!r}",) if told else ()
    when = When(
        name, None, "DATE", iso(day), iso(day), day, day, ground="folder name", checks=checks, rule="folder name"
    )
    draft.dates["published"] = StatedDate("published", Entry(name, None, "folder name"), when)


def _language(sheet: Sheet, draft: Draft) -> None:
    found = language_of(sheet.text, "" if sheet.is_page else sheet.captured)
    declared = list(_declared(sheet)) if sheet.is_page else []
    # Templates declare English over any language: the declaration stands where the text does not refute it.
    for entry in declared:
        if found is None or entry.value.lower().startswith(found.value):
            draft.put("language", entry)
    draft.put("language", found)
    if len(sheet.text) >= _TELLS_LANGUAGE:
        for entry in declared:
            draft.vary("language", entry)


def _declared(sheet: Sheet) -> Iterator[Entry]:
    """The languages that a page declares for itself."""
    html = _HTML_LANGUAGE.search(sheet.captured[:5000])
    if html:
        yield sheet.entry(*html.span(1), "html lang", layer="capture")
    yield from declared_languages(sheet)


def _supply_title(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    if "title" in draft.entries or not lines:
        return
    first = lines[0]
    words = list(re.finditer(r"\S+", first.words))
    end = first.start + words[min(len(words), _TITLE_WORDS) - 1].end()
    entry = sheet.entry(first.start, end, "supplied from the first words 1")
    suffix = " …" if len(words) > _TITLE_WORDS else ""
    draft.put("title", replace(entry, value=entry.value + suffix))
    draft.title_supplied = True


def _verified(sheet: Sheet, card: Description) -> Description:
    entries = [card.title, card.kind, card.source_copy, card.place, card.version_of, card.rights, card.language]
    entries += [card.container.title, card.container.volume, card.container.number, card.container.pages]
    entries += [entry for _, entry in card.variants]
    entries += [c.name for c in card.contributors] + [d.entry for d in card.dates] + [e for _, e in card.labels]
    for entry in entries:
        if entry is not None:
            check(sheet, entry)
    return with_embedded(card, sheet)
