"""ALTO: blocks as paragraphs, words cut at line ends joined, doubtful words marked, pages labelled."""

import pytest
from format_samples import ALTO

from polyvocal.accession import receive
from polyvocal.accession.alto import read
from polyvocal.terms import Alignment


def alto(lines: list[str], attributes: str = "") -> str:
    rows = "".join(
        f"<TextLine {attributes}>" + "".join(f'<String CONTENT="{w}"/>' for w in line.split()) + "</TextLine>"
        for line in lines
    )
    return f"<alto><Layout><Page><PrintSpace><TextBlock>{rows}</TextBlock></PrintSpace></Page></Layout></alto>"


def test_a_page() -> None:
    receipt = receive("a.xml", ALTO.encode())
    record = receipt.records[0]
    assert receipt.capture.media_type == "application/alto+xml"
    assert record.text == "GAZETTE\n\nCafé Admiral tbe\n\nSecond"
    assert [(leaf.start, leaf.label) for leaf in record.leaves] == [(0, "3")]
    assert [(record.text[m.start : m.end], m.kind, m.rule) for m in record.marks] == [
        ("GAZETTE", "furniture", "top margin"),
        ("tbe", "noise", "OCR confidence .31"),
    ]
    assert [(e.label, e.value) for e in receipt.capture.embedded] == [("ALTO fileName", "p3.tif")]


def test_every_word_maps_back_to_its_attribute() -> None:
    stretch = read(ALTO).stretches[0]
    alignment = Alignment(ALTO, stretch.place, stretch.edits)
    at = alignment.text.index("Café")
    start, end = alignment.to_capture(at, at + 4)
    assert ALTO[start:end] == "Caf&#233;"


CASES = [
    (["the har-", "bour of"], "the harbour of"),
    (["the har¬", "bour of"], "the harbour of"),
    (["a well-", "known name, known to all"], "a well- known name, known to all"),
    (["Saint-", "Petersburg"], "Saint- Petersburg"),
    (["der Men-", "ſchen Kind"], "der Menſchen Kind"),
]


@pytest.mark.parametrize(("lines", "text"), CASES)
def test_words_cut_at_line_ends_where_the_file_does_not_say(lines: list[str], text: str) -> None:
    xml = alto(lines)
    assert [Alignment(xml, s.place, s.edits).text for s in read(xml).stretches] == [text]


def test_a_row_set_in_opens_a_paragraph() -> None:
    rows = [("It left at noon.", 10), ("Its escort turned", 40), ("back at once.", 10), ("No more is known.", 10)]
    lines = "".join(f'<TextLine HPOS="{x}" HEIGHT="20"><String CONTENT="{words}"/></TextLine>' for words, x in rows)
    xml = f"<alto><Layout><Page><PrintSpace><TextBlock>{lines}</TextBlock></PrintSpace></Page></Layout></alto>"
    assert Alignment(xml, (0, len(xml)), read(xml).stretches[0].edits).text == (
        "It left at noon.\n\nIts escort turned back at once. No more is known."
    )


def test_one_confidence_on_every_word_is_no_judgement() -> None:
    xml = ALTO.replace('WC="0.31"', 'WC="0.0"').replace('WC="0.9"', 'WC="0.0"').replace('WC="0.95"', 'WC="0.0"')
    assert [mark.kind for mark in read(xml).stretches[0].marks] == ["furniture"]


def test_a_file_without_a_page() -> None:
    assert "without a page" in receive("a", b"<alto><Layout/></alto>").setbacks[0].reason
