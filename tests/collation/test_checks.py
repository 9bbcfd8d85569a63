"""Checks that need no second document, on sentences of our own: what must be found, and what must not."""

from dataclasses import replace

import pytest

from polyvocal.close_reading import read
from polyvocal.collation.checks import check_record
from polyvocal.terms import Capture, Check, Mark, Record


def checked(text: str, *captions: str) -> list[Check]:
    """The findings in a text; *captions* are stretches of it."""
    marks = tuple(Mark(text.index(c), text.index(c) + len(c), "caption", "by hand") for c in captions)
    capture = Capture("a.txt", "0" * 64, len(text), "text/plain", "test")
    record = Record("r1", "", capture, (0, len(text)), 0, text, (), marks=marks)
    found = check_record(record, read(record, reader="rules"))
    for check in found:
        check.locus.verify(text)
        if check.beside is not None:
            check.beside.verify(text)
    return list(found)


FOUND = [
    ("On Sunday, 13 November 2017, the column was unveiled.", "weekday", "was a Monday, not a Sunday"),
    ("The order is dated Tuesday, 1 August 1899.", "", ""),
    ("The order is dated Wednesday, 1 August 1899.", "weekday", "was a Tuesday, not a Wednesday"),
    ("The council met on 31 June 1916.", "calendar", "there is no day 1916-06-31"),
    ("He was born on 29 February 1900 in Selby.", "calendar", "exists in the Julian calendar only"),
    ("On Easter Sunday, 5 April 1916, the bells were silent.", "feast", "fell on 1916-04-23"),
    ("On Easter Sunday, 23 April 1916, the bells were silent.", "", ""),
    ("On Christmas Day, 26 December 1944, the fog lifted.", "feast", "fell on 1944-12-25"),
    ("In 2020 they kept the 104th anniversary of the October Revolution.", "anniversary", "104 years after 1917"),
    ("In 2021 they kept the 104th anniversary of the October Revolution.", "", ""),
    ("From 1945 to 1941 he commanded the fort.", "span", "ends before it begins"),
    ("From 1941 to 1945 he commanded the fort.", "", ""),
    ("From 264 to 146 BC Rome fought Carthage.", "", ""),
    ("Of 90 officers 120 officers were killed at Tarn.", "part", "larger than the whole"),
    ("Out of 90 officers 12 officers were killed at Tarn.", "", ""),
    ("The raid left 20 people killed and 30 people wounded, a total of 60 casualties.", "sum", "make 50, not 60"),
    ("The raid left 20 people killed and 30 people wounded, a total of 50 casualties.", "", ""),
    ("The raid left 20 people killed and some 30 wounded, a total of 60 casualties.", "", ""),
    ("The raid killed 20 people, and the fever killed 30 people; altogether 60 houses burned.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "why"), FOUND)
def test_what_does_not_add_up(text: str, kind: str, why: str) -> None:
    found = checked(text)
    assert [check.kind for check in found] == ([kind] if kind else [])
    assert all(why in check.reason for check in found)


PICTURE = "The mutineers of the cruiser Halcyon, 9 July 1893."
STORY = "The men of the cruiser Halcyon rose on 12 July 1893 off Kiel and were put down within the hour."
MARCH = "Procession for the 48 miners killed at Blackmoor."
BLAST = "The blast at Blackmoor on 6 January 1932 cost much: 29 miners were killed, the owners said."


@pytest.mark.parametrize(
    ("caption", "text", "expected"),
    [
        (PICTURE, STORY, ["the caption gives 1893-07-09, the text 1893-07-12"]),
        (PICTURE, STORY.replace("12 July", "9 July"), []),
        (PICTURE, STORY.replace("Halcyon", "Bittern"), []),
        (PICTURE, STORY.replace("12 July 1893", "12 July 1911"), []),
        (MARCH, BLAST, ["the caption gives “48”, the text “29”"]),
        (MARCH.replace("48", "29"), BLAST, []),
        (MARCH.replace("miners", "horses"), BLAST, []),
    ],
)
def test_a_caption_beside_its_text(caption: str, text: str, expected: list[str]) -> None:
    found = checked(f"{text}\n\n{caption}\n\nMore of it stands below.", caption)
    assert [check.reason for check in found if check.kind == "caption"] == expected


def test_a_record_that_is_all_caption_is_not_set_against_itself() -> None:
    assert checked(f"{MARCH} 29 miners killed at Blackmoor.", f"{MARCH} 29 miners killed at Blackmoor.") == []


def test_a_date_that_is_only_in_doubt_is_no_finding() -> None:
    assert checked("The note is dated 7/11/1917.") == []


def test_order_of_what_was_read_does_not_matter() -> None:
    text = "On Sunday, 13 November 2017, of 90 officers 120 officers were killed."
    capture = Capture("a.txt", "0" * 64, len(text), "text/plain", "test")
    record = Record("r1", "", capture, (0, len(text)), 0, text, ())
    reading = read(record, reader="rules")
    turned = replace(reading, dates=reading.dates[::-1], figures=reading.figures[::-1])
    assert check_record(record, reading) == check_record(record, turned)
