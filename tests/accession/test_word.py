"""Word documents: what is read, what is cut, and what stands beside the text."""

from io import BytesIO

import pytest
from format_samples import docx, p, packed

from polyvocal.accession import receive
from polyvocal.accession.word import read
from polyvocal.terms import Alignment

DELETED = '<w:del w:author="B"><w:r><w:delText> at dawn</w:delText></w:r></w:del>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r>"
TABLE = "<w:tbl>{}</w:tbl>".format(
    "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("Ship", "Lost"), ("One", "1")))
)
CONTENTS = '<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:r><w:t>Chapter 1 .... 3</w:t></w:r></w:p>'
STYLES = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
TWICE = (
    "<mc:AlternateContent xmlns:mc='m'><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)


def text_of(content: bytes) -> str:
    found = read(content)
    assert found.text is not None
    return "\n====\n".join(Alignment(found.text, s.place, s.edits).text for s in found.stretches)


CASES = [
    (docx(p("One.") + p("Two.")), "One.\n\nTwo."),
    (docx(p("It sailed", DELETED, ".")), "It sailed."),
    (docx(p("It sailed", '<w:ins><w:r><w:t> again</w:t></w:r></w:ins>', ".")), "It sailed again."),
    (docx(p("It sailed", HIDDEN, ".")), "It sailed."),
    (docx(TABLE + p("After.")), "Ship | Lost\nOne | 1\n\nAfter."),
    (docx(CONTENTS + p("Text."), styles=STYLES), "Text."),
    (docx(TWICE.format(p("Boxed"))), "Boxed"),
    (docx(p("It left", NOTE, "."), footnotes=f'<w:footnote w:id="2">{p("By the log.")}</w:footnote>'),
     "It left[1].\n\n[1] By the log."),
    (docx(p("Text."), header1=p("Northern Papers"), comments=f"<w:comment>{p('Check')}</w:comment>"), "Text."),
    (docx(p("fjord-", "<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:br/></w:r>", "side")), "fjord--\nside"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), CASES)
def test_the_reading_text(content: bytes, text: str) -> None:
    assert text_of(content) == text


def test_what_is_cut_stays_in_the_capture_layer_under_its_rule() -> None:
    content = docx(p("It sailed", DELETED, "."), header1=p("Northern Papers"))
    found = read(content)
    assert found.text is not None
    cut = {e.rule: found.text[e.start : e.end] for s in found.stretches for e in s.edits if e.rule.startswith("cut")}
    assert cut == {"cut: tracked deletion": " at dawn", "cut: running header": "Northern Papers"}
    assert found.losses == ("1 tracked deletion: kept out of the reading text",)


def test_pages_are_counted_only_where_the_program_numbered_them() -> None:
    hard = '<w:r><w:br w:type="page"/></w:r>'
    numbered = read(docx(p("One.") + p(BREAK, "Two.")))
    assert [(leaf.start, leaf.label) for leaf in numbered.stretches[0].leaves] == [(0, "1"), (6, "2")]
    assert read(docx(p("One.") + p(hard, "Two."))).stretches[0].leaves == ()


def test_metadata_stands_beside_the_text() -> None:
    told = {(e.label, e.value) for e in read(docx(p("x"))).embedded}
    assert told == {("dc:title", "On ice"), ("dc:creator", "A. Roos"), ("dcterms:created", "1999-03-04T05:00:00Z")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed({"[Content_Types].xml": "<x/>", "word/other.xml": "<x/>"}), "word/document.xml"),
        (docx("").replace(b"word/document.xml", b"word/documenx.xml"), "word/document.xml"),
        (packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}), "declares entities"),
        (packed({"word/document.xml": "no xml at all"}), "no XML"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, reason: str) -> None:
    receipt = receive("a.docx", content)
    assert receipt.records == ()
    assert reason in receipt.setbacks[0].reason


def test_a_document_that_unpacks_into_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(p("a" * 400_000))
    assert len(bomb) < 5_000
    monkeypatch.setattr("polyvocal.accession.members.WHOLE", 300_000)
    assert "unpacks into" in receive("bomb.docx", bomb).setbacks[0].reason


def test_a_part_that_shrank_too_well_is_not_unpacked() -> None:
    bomb = docx(p("a" * (5 << 20)))
    assert len(bomb) < 10_000
    assert "times its size" in receive("bomb.docx", bomb).setbacks[0].reason


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    content = docx(p("Kept.") + "<w:p><w:r><w:t>Half</w:t></w:oops>")
    found = read(content)
    assert found.text is not None
    assert found.text.startswith("Kept.\n\nHalf")
    assert "damaged" in found.losses[0]


def test_what_another_program_wrote_is_read() -> None:
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_heading("The convoy", 1)
    document.add_paragraph("It left at noon.")
    document.core_properties.title = "On ice"
    buffer = BytesIO()
    document.save(buffer)
    receipt = receive("x", buffer.getvalue())
    assert receipt.capture.media_type.endswith("wordprocessingml.document")
    assert [record.text for record in receipt.records] == ["The convoy\n\nIt left at noon."]
    assert ("dc:title", "On ice") in {(e.label, e.value) for e in receipt.capture.embedded}
