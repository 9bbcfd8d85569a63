"""hOCR: told from other pages, words with their confidence, pages, captions."""

from format_samples import HOCR

from polyvocal.accession import receive
from polyvocal.accession.hocr import read
from polyvocal.accession.identification import identify
from polyvocal.terms import Alignment


def text_of(page: str) -> str:
    return Alignment(page, (0, len(page)), read(page).stretches[0].edits).text


def test_a_page() -> None:
    receipt = receive("a.html", HOCR.encode())
    record = receipt.records[0]
    assert receipt.capture.media_type == "text/vnd.hocr+html"
    assert record.text == "Café tbe harbour\n\nA ship"
    assert [(leaf.start, leaf.label) for leaf in record.leaves] == [(0, "image 3")]
    assert [(record.text[m.start : m.end], m.kind) for m in record.marks] == [("tbe", "noise"), ("A ship", "caption")]
    told = [(e.label, e.value) for e in receipt.capture.embedded]
    assert told == [("hOCR ocr-system", "tesseract 5"), ("hOCR image", "p3.png")]


def test_a_page_that_only_speaks_of_hocr_is_a_web_page() -> None:
    assert identify(b"<html><body><p>The class ocr_page is said of pages.</p></body></html>").media_type == "text/html"


def test_words_without_elements_of_their_own_are_read() -> None:
    line = "<span class='ocr_line'>One <b>two</b>three</span>"
    page = f"<html><body><div class='ocr_page'><p class='ocr_par'>{line}</p></div>"
    assert text_of(page) == "One twothree"


def test_the_printed_number_of_a_page_comes_first() -> None:
    page = HOCR.replace("ppageno 3", "ppageno 3; lpageno 17")
    assert [leaf.label for leaf in read(page).stretches[0].leaves] == ["17"]


def test_several_pages_are_one_record_with_leaves() -> None:
    two = HOCR.replace(
        "</body>", '<div class="ocr_page" title="ppageno 4"><span class="ocr_line">Next</span></div></body>'
    )
    stretch = read(two).stretches[0]
    assert text_of(two).endswith("A ship\n\nNext")
    assert [leaf.label for leaf in stretch.leaves] == ["image 3", "image 4"]
