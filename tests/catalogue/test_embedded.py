"""What files say of themselves, on their cards."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from polyvocal.catalogue.embedded import with_embedded
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Capture, Contributor, Description, Embedded, Entry, Record
from polyvocal.terms.record import record_id

TEXT = "The squadron sailed at dusk."


EMPTY = Description()


def card_of(
    *said: tuple[str, str], before: Description = EMPTY, order: int = 0, media: str = "text/plain"
) -> Description:
    content = TEXT.encode()
    digest = sha256(content).hexdigest()
    embedded = tuple(Embedded(label, value) for label, value in said)
    capture = Capture("a.txt", digest, len(content), media, "test", "utf-8", embedded=embedded)
    record = Record(record_id("a.txt", digest, order), "", capture, (0, len(TEXT)), order, TEXT, ())
    return with_embedded(before, Sheet(record, TEXT, lambda words: ()))


@pytest.mark.parametrize(
    ("label", "value", "title"),
    [
        ("PDF Title", "The Loss of the Squadron", "The Loss of the Squadron"),
        ("dc:title", "Гибель эскадры", "Гибель эскадры"),
        ("front matter title", "A report", "A report"),
        ("mail Subject", "News from the fleet", "News from the fleet"),
        ("PDF Title", "Microsoft Word - draft.doc", None),
        ("PDF Title", "untitled", None),
        ("PDF Title", "Scan_0012", None),
        ("PDF Title", "report_final.docx", None),
        ("PDF Title", "Документ1", None),
        ("PDF Title", "12-34", None),
        ("PDF Creator", "LaTeX with hyperref", None),
        ("HTTP Last-Modified", "Sat, 03 Jun 2006 10:00:00 GMT", None),
    ],
)
def test_titles(label: str, value: str, title: str | None) -> None:
    card = card_of((label, value))
    assert (card.title.value if card.title else None) == title
    assert card.title is None or (card.title.evidence is None and card.title.by == label)


def test_the_text_is_believed_first_and_the_file_stands_beside_it() -> None:
    before = Description(title=Entry("At dusk", None, "opening line 1"))
    card = card_of(("PDF Title", "Squadron memoirs"), before=before)
    assert card.title == before.title
    assert card.variants == (("title", Entry("Squadron memoirs", None, "PDF Title")),)


def test_a_title_supplied_from_the_first_words_gives_way() -> None:
    before = Description(title=Entry("The squadron sailed", None, "supplied"), title_supplied=True)
    card = card_of(("PDF Title", "Squadron memoirs"), before=before)
    assert card.title
    assert card.title.value == "Squadron memoirs"
    assert not card.title_supplied


def test_a_part_takes_the_title_for_that_of_its_whole() -> None:
    card = card_of(("EPUB title", "Collected Letters"), order=1)
    assert card.title is None
    assert card.container.title
    assert card.container.title.value == "Collected Letters"


@pytest.mark.parametrize(
    ("label", "value", "names"),
    [
        ("PDF Author", "Ann Lee", ["Ann Lee"]),
        ("dc:creator", "Ли, Анна", ["Ли, Анна"]),
        ("mail From", "Ann Lee <lee@mail.example>", ["Ann Lee"]),
        ("mail From", "lee@mail.example", []),
        ("PDF Author", "Administrator", []),
        ("PDF Author", "User", []),
        ("MHTML From", "<Saved by Blink>", []),
    ],
)
def test_authors(label: str, value: str, names: list[str]) -> None:
    assert [c.name.value for c in card_of((label, value)).contributors] == names


def test_another_author_than_the_text_names_is_a_variant() -> None:
    before = Description(contributors=(Contributor(Entry("John Roe", None, "byline 1"), "author"),))
    card = card_of(("PDF Author", "Ann Lee"), ("dc:creator", "Roe, John"), before=before)
    assert [c.name.value for c in card.contributors] == ["John Roe"]
    assert [(field, e.value) for field, e in card.variants] == [("author", "Ann Lee")]
    assert card_of(("PDF Author", "J. Roe"), before=before).variants == ()


def test_another_language_than_that_of_the_text_is_a_variant() -> None:
    before = Description(language=Entry("ru", None, "script and letters 1"))
    assert card_of(("docx language", "en-US"), before=before).variants[0][1].value == "en-US"
    assert card_of(("docx language", "ru-RU"), before=before).variants == ()


@pytest.mark.parametrize(
    ("label", "value", "role", "edtf"),
    [
        ("dc:date", "1916-06", "published", "1916-06"),
        ("mail Date", "Sat, 3 Jun 2006 10:00:00 +0200", "written", "2006-06-03"),
        ("WARC WARC-Date", "2019-05-04T10:00:00Z", "captured", "2019-05-04"),
    ],
)
def test_dates(label: str, value: str, role: str, edtf: str) -> None:
    (dated,) = card_of((label, value)).dates
    assert (dated.role, dated.when.edtf, dated.entry.by) == (role, edtf, label)


@pytest.mark.parametrize("label", ["HTTP Last-Modified", "PDF ModDate", "PDF CreationDate"])
def test_what_a_machine_did_to_a_file_is_no_date_of_the_document(label: str) -> None:
    assert card_of((label, "2006-06-03")).dates == ()


def test_pictures_are_left_to_their_own_reader() -> None:
    assert card_of(("XMP dc:title", "The quay"), media="image/jpeg") == Description()


def test_rights_and_language() -> None:
    card = card_of(("dc:rights", "Crown copyright"), ("dc:language", "en-GB"))
    assert card.rights
    assert card.rights.value == "Crown copyright"
    assert card.language
    assert card.language.value == "en-GB"
    assert replace(card, rights=None, language=None) == Description()
