"""Passages in another language, furniture, and disagreement as the reader shows them."""

from polyvocal.reading_room.entries import card_lines
from polyvocal.reading_room.lines import blocks
from polyvocal.reading_room.marks import set_text
from polyvocal.reading_room.reader import marks
from polyvocal.terms import Capture, CloseReading, Description, Entry, Mark, Passage, Record

TEXT = "The order read: Alle Mann an Deck.\n\nSubscribe now"
RECORD = Record(
    "r1", "", Capture("a.html", "00", 1, "text/html", "test"), (0, len(TEXT)), 0, TEXT, (),
    marks=(Mark(36, 49, "furniture", "test"),), passages=(Passage(16, 34, "de", "Latn"),),
    description=Description(
        title=Entry("The order", None, "heading 1"), variants=(("title", Entry("An order", None, "meta dc.title")),)
    ),
)  # fmt: skip


def test_a_passage_carries_its_language_and_furniture_is_faded() -> None:
    first, second = set_text(TEXT, marks(RECORD, CloseReading("r1"), ()), blocks(TEXT))
    assert first == 'The order read: <span class="abroad" lang="de">Alle Mann an Deck.</span>'
    assert second.startswith('<span class="faded" title=')


def test_what_another_place_says_stands_on_the_card() -> None:
    assert [(line.label, line.value) for line in card_lines(RECORD)][-1] == ("Title, also", "An order (meta dc.title)")
