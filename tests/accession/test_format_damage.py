"""What holds for every file of every format, whole, cut off anywhere or with bytes changed: a receipt, true edits."""

import pytest
from format_samples import ALTO, HOCR, MARKDOWN, RTF, TEI, docx, epub, odt, p, page_xml, region
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.accession.members import zipped
from polyvocal.accession.xml_edits import attributes, tokens
from polyvocal.terms import Alignment, Receipt

SAMPLES = {
    "word": docx(p("One.") + p("Two."), footnotes="<w:footnote w:id='2'/>"),
    "opendocument": odt("<text:p>One</text:p><text:p>Two</text:p>"),
    "rich text": RTF,
    "epub": epub(),
    "markdown": MARKDOWN.encode(),
    "tei": TEI.encode(),
    "alto": ALTO.encode(),
    "page": page_xml(region("a", "One") + region("b", "Two")).encode(),
    "hocr": HOCR.encode(),
    "tei, utf-16": TEI.encode("utf-16"),
}


def holds(receipt: Receipt) -> None:
    assert receipt.records or receipt.setbacks
    at = 0
    for record in receipt.records:
        assert receipt.text is not None
        assert Alignment(receipt.text, record.place, record.edits).text == record.text
        assert record.place[0] >= at
        at = record.place[1]
        assert list(record.leaves) == sorted(record.leaves)
        assert list(record.marks) == sorted(record.marks)
        assert all(0 <= p.start < p.end <= len(record.text) for p in record.passages)
        assert all(0 <= leaf.start < len(record.text) for leaf in record.leaves)
        assert all(0 <= mark.start < mark.end <= len(record.text) for mark in record.marks)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_file_is_read(name: str) -> None:
    receipt = receive("a", SAMPLES[name])
    assert receipt.records
    holds(receipt)


@given(st.sampled_from(sorted(SAMPLES)), st.floats(0, 1))
@settings(max_examples=250, deadline=None)
def test_a_file_cut_off_anywhere_gives_a_receipt(name: str, share: float) -> None:
    content = SAMPLES[name]
    holds(receive("a", content[: round(share * len(content))]))


@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6))
@settings(max_examples=250, deadline=None)
def test_a_file_with_bytes_changed_gives_a_receipt(name: str, changes: list[tuple[float, int]]) -> None:
    content = bytearray(SAMPLES[name])
    for share, byte in changes:
        content[int(share * len(content))] = byte
    holds(receive("a", bytes(content)))


TAGS = ["<p>", "</p>", "<pb n='1'/>", "<note>", "</note>", "<lb break='no'/>", "<choice><sic>", "</choice>", "<text>",
        "<div type='letter'>", "</div>", "<supplied>", "</supplied>", "<!DOCTYPE x [", "<![CDATA[", "]]>"]  # fmt: skip
SIGNS = [
    "<a b='c'",
    "/>",
    ">",
    "<",
    "&amp;",
    "&",
    ";",
    "<!--",
    "-->",
    "<?x ",
    "?>",
    '"',
    "'",
    "]>",
    "words ",
    "\n",
    "-",
]
PARTS = [*TAGS, *SIGNS]


@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_the_tokens_of_any_text_are_disjoint_and_in_order(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text) or token.kind == "cdata"
        at = max(at, token.end)
        if token.kind in ("open", "empty"):
            assert all(token.start <= start <= end <= token.end for start, end in attributes(text, token).values())


@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_markup_inside_a_tei_file_gives_a_receipt(inside: str) -> None:
    holds(receive("a", f"<TEI><text><body><p>kept {inside}</p></body></text></TEI>".encode()))


def test_the_kind_of_a_zip_is_told_by_its_members_not_by_its_order() -> None:
    assert zipped(SAMPLES["epub"]) == "application/epub+zip"
    assert zipped(SAMPLES["word"][:300]) in ("application/zip", zipped(SAMPLES["word"]))
