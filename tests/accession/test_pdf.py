"""PDF documents: order of reading, what pages repeat, paragraphs, labels of pages, and what cannot be read."""

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import column, made_pdf

from polyvocal.accession import ocr, receive
from polyvocal.accession.page_layout import Word, columns
from polyvocal.terms import Receipt

reading = importlib.import_module("polyvocal.accession.pdf.reading")

LEFT = (
    "The harbour was closed to all ships for nine days after the explosion and the pilots who knew the wrecks were "
    "paid twice their wages to bring the grain boats past them while the frost held and the quays stood empty of carts"
)
RIGHT = (
    "forty women walked from the mill to the town hall on that morning and none of them had slept for the news of the "
    "closing had come at midnight and the foremen had gone from door to door to tell it to the families"
)


@pytest.fixture
def no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ocr.LANGUAGES, "none")
    ocr.languages.cache_clear()
    monkeypatch.setattr(ocr, "languages", lambda: "")


def received(content: bytes) -> Receipt:
    receipt = receive("a.pdf", content)
    for record in receipt.records:
        assert record.alignment(receipt.text or "").text == record.text
        assert all(0 <= leaf.start <= len(record.text) for leaf in record.leaves)
    return receipt


def test_columns_are_read_one_after_the_other_below_what_spans_them() -> None:
    heading = [(60.0, 560.0, "THE CLOSING OF THE HARBOUR AND OF THE MILL IN ONE NIGHT")]
    page = heading + column(LEFT, 40, 530, 150) + column(RIGHT, 215, 530, 150)
    text = received(made_pdf([page])).records[0].text
    assert text == f"{heading[0][2]}\n\n{LEFT} {RIGHT}"


def test_lines_of_columns_that_do_not_stand_level() -> None:
    page = column(LEFT, 40, 530, 150) + column(RIGHT, 215, 524, 150, 13)
    assert received(made_pdf([page])).records[0].text == f"{LEFT} {RIGHT}"


def test_rows_of_a_table_stay_together() -> None:
    ships = [("Ardent", "78", "1"), ("Black Prince", "857", "0"), ("Defence", "903", "0"), ("Fortune", "67", "2"),
             ("Invincible", "1,026", "1"), ("Nestor", "6", "8")]  # fmt: skip
    page = [
        (x, 500.0 - 14 * n, cell) for n, row in enumerate(ships) for x, cell in zip((40, 160, 240), row, strict=True)
    ]
    lines = received(made_pdf([page])).records[0].text.split("\n")
    assert [line for line in lines if line] == [" ".join(row) for row in ships]


SENTENCE = "The frost set in on the tenth day and the boats lay fast in the ice until the month was out again."


def book(pages: int, head: str = "THE MILL AND THE HARBOUR") -> list[list[tuple[float, float, str]]]:
    return [
        [
            (120.0, 570.0, head),
            *column(f"Leaf {'abcdefgh'[n]} begins. {SENTENCE}", 40, 520, 300),
            (200.0, 20.0, f"{n + 11}"),
        ]
        for n in range(pages)
    ]


def test_running_heads_and_page_numbers_are_cut_by_edits() -> None:
    receipt = received(made_pdf(book(4)))
    record = receipt.records[0]
    assert "MILL AND" not in record.text
    assert "12" not in record.text
    assert receipt.text is not None
    assert receipt.text.count("THE MILL AND THE HARBOUR") == 4
    assert {"running head", "page number"} <= {edit.rule for edit in record.edits}
    assert [record.text[leaf.start :][:6] for leaf in record.leaves] == [f"Leaf {n}" for n in "abcd"]


def test_headings_with_their_own_numbers_are_no_running_heads() -> None:
    pages = [[(40.0, 570.0, f"Chapter {n * n + 1}"), *column(SENTENCE, 40, 540, 300)] for n in range(4)]
    assert received(made_pdf(pages)).records[0].text.count("Chapter") == 4


BROKEN = [
    (["They were sur-", "prised by the frost."], "They were surprised by the frost."),
    (["A known fleet of a well-", "known town: known to all."], "A known fleet of a well-known town: known to all."),
]


@pytest.mark.parametrize(("lines", "text"), BROKEN)
def test_words_cut_at_a_line_end(lines: list[str], text: str) -> None:
    page = [(40.0, 500.0 - 12 * n, line) for n, line in enumerate(lines)]
    # A longer line shows how wide the column is: else the break could be meant.
    read = (
        received(made_pdf([[*page, (40.0, 440.0, "Nothing stands here but a line of the width of it.")]]))
        .records[0]
        .text
    )
    assert read.startswith(text)


def test_a_word_cut_at_the_end_of_a_page() -> None:
    pages = book(3)
    pages[0] = [*pages[0][:-1], (40.0, 480.0, "and the pilots were sur-"), pages[0][-1]]
    pages[1] = [pages[1][0], (40.0, 520.0, "prised to be paid for it."), pages[1][-1]]
    record = received(made_pdf(pages)).records[0]
    assert "the pilots were surprised to be paid for it." in record.text


def test_paragraphs_are_told_by_indents_and_gaps() -> None:
    one, two, three = (f"{word} {SENTENCE} {SENTENCE}" for word in ("First.", "Second.", "Third."))
    first = column(one, 40, 560, 300)
    second = column(two, 40, first[-1][1] - 12, 300)
    second[0] = (55.0, *second[0][1:])
    third = column(three, 40, second[-1][1] - 30, 300)
    text = received(made_pdf([first + second + third])).records[0].text
    assert text == f"{one}\n\n{two}\n\n{three}"


def test_pages_are_labelled_as_the_document_labels_them() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 >>] >>"
    record = received(made_pdf(book(4), catalogue=labels)).records[0]
    assert [leaf.label for leaf in record.leaves] == ["i", "ii", "7", "8"]


def test_what_the_file_says_of_itself() -> None:
    receipt = received(made_pdf(book(1), facts="/Title (The Mill) /Author (Rosa Lindqvist) /CreationDate (D:19990102)"))
    told = {(fact.label, fact.value) for fact in receipt.capture.embedded}
    assert {("PDF Title", "The Mill"), ("PDF Author", "Rosa Lindqvist"), ("PDF CreationDate", "D:19990102")} <= told
    assert (receipt.capture.read_by or "").startswith("pypdfium2 ")


def test_chapters_of_a_volume_are_records() -> None:
    pages = []
    for chapter in ("The Mill", "The Harbour", "The Frost"):
        pages.append([(40.0, 560.0, chapter), *column(SENTENCE, 40, 500, 300)])
        pages += [column(f"{chapter}, leaf {n}. {SENTENCE}", 40, 540, 300) for n in "abcd"]
    marks = [f"<< /Title (The {name}) /Parent 5 0 R /Dest [{page} 0 R /Fit] {' '.join(link)} >>"
             for name, page, link in (("Mill", 9, ["/Next 7 0 R"]), ("Harbour", 19, ["/Prev 6 0 R /Next 8 0 R"]),
                                      ("Frost", 29, ["/Prev 7 0 R"]))]  # fmt: skip
    outline = ["<< /Type /Outlines /First 6 0 R /Last 8 0 R /Count 3 >>", *marks]
    receipt = received(made_pdf(pages, catalogue="/Outlines 5 0 R", more=outline))
    assert [record.text.split("\n")[0] for record in receipt.records] == ["The Mill", "The Harbour", "The Frost"]
    assert [record.leaves[0].label for record in receipt.records] == ["1", "6", "11"]


def test_a_text_behind_a_scan_is_used_and_said_to_be_one() -> None:
    receipt = received(made_pdf([column(f"{LEFT} {RIGHT}", 40, 560, 300)], mode=3, filled=True))
    assert receipt.records[0].text == f"{LEFT} {RIGHT}"
    assert "text behind the images of page 1" in (receipt.capture.read_by or "")


@pytest.mark.usefixtures("no_machine")
def test_a_scan_without_a_machine_says_what_is_missing() -> None:
    receipt = received(made_pdf([[], column(f"{LEFT} {RIGHT}", 40, 560, 300), []], filled=True))
    assert len(receipt.records) == 1
    assert [s.reason for s in receipt.setbacks] == ["pages 1, 3: images without text: " + ocr.MISSING]


LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "11" * 32 + "> /U <" + "22" * 32 + "> >> /ID [<00> <00>]"
UNREADABLE = [
    (made_pdf([[(40.0, 500.0, "Locked.")]], trailer=LOCK), "locked with a password"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20, "a damaged PDF document"),
    (made_pdf([]), "no pages can be found"),
]


@pytest.mark.parametrize(("content", "reason"), UNREADABLE)
def test_what_cannot_be_read_is_a_sentence(content: bytes, reason: str) -> None:
    receipt = received(content)
    assert not receipt.records
    assert reason in receipt.setbacks[0].reason


def test_an_index_that_is_lost_is_built_again() -> None:
    broken = made_pdf(book(3)).replace(b"startxref\n", b"startxref\n9")
    assert "Leaf c begins." in received(broken).records[0].text


def test_pages_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGES", 3)
    receipt = received(made_pdf(book(5)))
    assert [s.reason for s in receipt.setbacks] == ["pages 4-5: beyond the limit of 3 pages: not read"]
    assert "Leaf c begins." in receipt.records[0].text


def test_the_time_for_one_file_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", -1.0)
    assert "beyond the limit of" in received(made_pdf(book(2))).setbacks[0].reason


WHOLE = made_pdf(book(3), facts="/Title (The Mill)")


@pytest.mark.usefixtures("no_machine")
def test_torn_anywhere_it_ends_in_records_or_a_sentence() -> None:
    for cut in range(5, len(WHOLE), 97):
        receipt = received(WHOLE[:cut])
        assert receipt.records or receipt.setbacks


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_damaged_anywhere_it_ends_in_records_or_a_sentence(damage: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE)
    for place, byte in damage:
        if place > 8:
            content[place] = byte
    receipt = received(bytes(content))
    assert receipt.records or receipt.setbacks


BOXES = st.tuples(
    *(st.floats(-500, 2000, allow_nan=False, width=16) for _ in range(2)), st.floats(0, 90), st.floats(0, 40)
)


@given(st.lists(BOXES, max_size=60))
@settings(deadline=None)
def test_no_word_is_lost_or_doubled_by_columns(boxes: list[tuple[float, ...]]) -> None:
    words = [Word(f"w{n}", x, y, x + w, y + h, y + h) for n, (x, y, w, h) in enumerate(boxes)]
    read = [word.text for block in columns(words) for word in block]
    assert sorted(read) == sorted(word.text for word in words)
