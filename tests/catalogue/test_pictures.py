"""Cards of photographs and objects: captions, fields of their files, and names of files."""

import pytest

from polyvocal.catalogue import describe
from polyvocal.catalogue.picture_names import named
from polyvocal.close_reading.dates import read_dates
from polyvocal.terms import Capture, Description, Embedded, Leaf, Record, When


def dates(text: str) -> tuple[When, ...]:
    return read_dates(text, language="ru" if any("а" <= c <= "я" for c in text.lower()) else "en")


def card(caption: str, source: str = "a.jpg", **told: str) -> Description:
    embedded = tuple(Embedded(label.replace("_", " ", 1).replace("__", "-"), value) for label, value in told.items())
    capture = Capture(source, "0" * 64, 9, "image/jpeg", "signature", read_by="Pillow", embedded=embedded)
    return describe(Record("r1", "", capture, (0, len(caption)), 0, caption, ()), caption, dates)


def said(card: Description) -> dict[str, str]:
    fields = ("kind", "place", "rights", "source_copy", "language")
    told = {name: entry.value for name in fields if (entry := getattr(card, name)) is not None}
    told["title"] = ("[{}]" if card.title_supplied else "{}").format(card.title.value if card.title else "")
    told |= {person.role: person.name.value for person in card.contributors}
    return told | {f"{d.role} on": d.when.edtf or "?" for d in card.dates}


CAPTIONS = [
    (
        "Survivors are landed at Leith, 2 June 1916. Photo: Ada Holm/Reuters",
        {"title": "Survivors are landed at Leith, 2 June 1916", "photographer": "Ada Holm", "publisher": "Reuters",
         "place": "Leith", "written on": "1916-06-02", "kind": "photograph", "language": "en"},
    ),
    (
        "Dockers in Kiel, 1916 (Photograph by Jan Roos)",
        {"title": "Dockers in Kiel, 1916", "photographer": "Jan Roos", "place": "Kiel", "written on": "1916"},
    ),
    (
        "Courtesy of the Town Museum. A street in Petrograd during the frost of 1917",
        {"title": "A street in Petrograd during the frost of 1917", "source_copy": "Town Museum", "place": "Petrograd"},
    ),
    (
        "Лодки во льду. Ленинград, январь 1942 года. Фото: А. Б. Кузин",
        {"title": "Лодки во льду", "photographer": "А. Б. Кузин", "place": "Ленинград", "written on": "1942-01",
         "language": "ru"},
    ),
    ("Плакат «Все на субботник». Из фондов Городского музея", {"kind": "poster", "source_copy": "Городского музея"}),
    ("The closing of the mill in June", {"title": "The closing of the mill in June"}),
    ("", {"title": "[Picture without a caption]", "kind": "photograph"}),
]  # fmt: skip


@pytest.mark.parametrize(("caption", "expected"), CAPTIONS)
def test_what_captions_say(caption: str, expected: dict[str, str]) -> None:
    told = said(card(caption))
    assert {key: told.get(key) for key in expected} == expected
    assert caption or "written on" not in told


def test_a_month_is_no_place_and_a_sentence_no_photographer() -> None:
    told = said(card("The closing of the mill in June. Photographers were kept out by the guard."))
    assert not {"place", "photographer"} & set(told)


def test_evidence_stands_in_the_caption_or_names_its_field() -> None:
    made = card(
        "Ice in the harbour", **{"IPTC_City": "Kiel", "IPTC_Country": "Germany", "XMP_dc:title": "Ice in the harbour"}
    )
    assert made.title is not None
    assert made.title.evidence is not None
    assert made.title.by == "XMP dc:title"
    assert made.place is not None
    assert (made.place.value, made.place.evidence, made.place.by) == ("Kiel, Germany", None, "IPTC City, Country")


def test_fields_of_the_file() -> None:
    told = said(card("", **{"IPTC_By__line": "Ada Holm", "EXIF_Copyright": "Town Archive", "XMP_dc:title": "Ice",
                            "IPTC_Date Created": "19160200", "IPTC_Source": "Town Archive"}))  # fmt: skip
    assert told["photographer"] == "Ada Holm"
    assert told["rights"] == "Town Archive"
    assert told["title"] == "Ice"
    assert told["written on"] == "1916-02"
    assert told["source_copy"] == "Town Archive"


CLOCKS = [
    ("Dockers, 1916", {"EXIF_DateTimeOriginal": "2011:05:01 10:00:00"}, "1916", "2011-05-01"),
    ("Dockers", {"EXIF_DateTimeOriginal": "2011:05:01 10:00:00", "EXIF_Make": "EPSON"}, None, "2011-05-01"),
    ("Dockers", {"EXIF_DateTimeOriginal": "2011:05:01 10:00:00", "EXIF_Make": "Canon"}, "2011-05-01", None),
    ("Dockers", {"EXIF_DateTimeOriginal": "1916:05:01 10:00:00", "EXIF_Software": "VueScan"}, "1916-05-01", None),
    ("Dockers", {"EXIF_DateTimeOriginal": "0000:00:00 00:00:00"}, None, None),
    ("Dockers, 2 May 2011", {"EXIF_DateTimeOriginal": "2011:05:01 10:00:00"}, "2011-05-02", None),
]


@pytest.mark.parametrize(("caption", "told", "taken", "copied"), CLOCKS)
def test_the_day_of_the_copy_is_not_that_of_the_picture(
    caption: str, told: dict[str, str], taken: str | None, copied: str | None
) -> None:
    made = said(card(caption, **told))
    assert (made.get("written on"), made.get("captured on")) == (taken, copied)


def test_objects_keep_what_their_cards_say() -> None:
    made = card("Steel helmet\nPeriod: First World War\nTheatre: Western Front\nMaterial: steel\nInv. No: 17.44")
    assert made.kind is not None
    assert made.kind.value == "object"
    labels = [(label, entry.value) for label, entry in made.labels]
    assert labels == [
        ("Period", "First World War"),
        ("Theatre", "Western Front"),
        ("Material", "steel"),
        ("Inv. No", "17.44"),
    ]


NAMES = [
    ("p/1916-05-31_HMS_Lion_Rosyth.jpg", "HMS Lion Rosyth", (1916, 5, 31)),
    ("IMG_2041.JPG", "", None),
    ("20190412_103344.jpg", "", (2019, 4, 12)),
    ("f3a9c2d47be09a11c2.jpg", "", None),
    ("KielHarbour1916.jpg", "Kiel Harbour", (1916, 0, 0)),
    ("Kiel 1916 harbour.jpg", "Kiel 1916 harbour", (1916, 0, 0)),
    ("the-frost-of-1916-1024x768.jpg", "the frost of", (1916, 0, 0)),
    ("Beat_the_drum_(2).png", "Beat the drum", None),
    ("%D0%9B%D1%91%D0%B4_1942.jpg", "Лёд", (1942, 0, 0)),
    ("31.05.1916 Скагеррак.jpg", "Скагеррак", (1916, 5, 31)),
    ("скан 12.png", "", None),
    ("unit_9999-99-99.png", "unit 9999", None),
    ("1" * 5000 + "a.jpg", "", None),
]


@pytest.mark.parametrize(("source", "words", "day"), NAMES)
def test_names_of_files(source: str, words: str, day: tuple[int, int, int] | None) -> None:
    read = named(source)
    assert (read.words, read.day) == (words, day)


def test_a_page_read_by_machine_is_no_picture() -> None:
    capture = Capture("a.png", "0" * 64, 9, "image/png", "signature", read_by="Tesseract 5 (eng)")
    text = "The Mill\n\n" + "The frost set in on the tenth day and the boats lay fast in the ice. " * 5
    made = describe(Record("r1", "", capture, (0, len(text)), 0, text, (), leaves=(Leaf(0, "1"),)), text, dates)
    assert made.kind is not None
    assert made.kind.value not in ("photograph", "image")
