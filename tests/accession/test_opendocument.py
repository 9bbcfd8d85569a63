"""OpenDocument texts: what is read, what is cut, and what stands beside the text."""

from io import BytesIO

import pytest
from format_samples import odt

from polyvocal.accession import receive
from polyvocal.accession.opendocument import read
from polyvocal.terms import Alignment

NOTE = (
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By the log.</text:p>"
    "</text:note-body></text:note>"
)
COMMENT = "<office:annotation><dc:creator>B</dc:creator><text:p>Check</text:p></office:annotation>"
CONTENTS = "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body></text:table-of-content>"
CHANGES = (
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>B</dc:creator>"
    "</office:change-info><text:p>Not so.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
TABLE = "<table:table>{}</table:table>".format(
    "".join(
        f"<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell><table:table-cell><text:p>{b}</text:p>"
        "</table:table-cell></table:table-row>"
        for a, b in (("Ship", "Lost"), ("One", "1"))
    )
)
CASES = [
    (odt("<text:h>On ice</text:h><text:p>It <text:span>left</text:span> at<text:s/>noon.</text:p>"),
     "On ice\n\nIt left at noon."),
    (odt(f"<text:p>It left{NOTE}.</text:p>"), "It left[1].\n\n[1] By the log."),
    (odt(CHANGES + "<text:p>So.</text:p>"), "So."),
    (odt(TABLE + "<text:p>After.</text:p>"), "Ship | Lost\nOne | 1\n\nAfter."),
    (odt("<text:p>One<text:line-break/>two<text:tab/>three</text:p>"), "One\ntwo three"),
    (odt(f"<text:p>One{COMMENT}, two</text:p>"), "One, two"),
    (odt(f"{CONTENTS}<text:p>x</text:p>"), "x"),
    (odt("<text:p>x</text:p>", styles="<style:header><text:p>Northern Papers</text:p></style:header>"), "x"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), CASES)
def test_the_reading_text(content: bytes, text: str) -> None:
    found = read(content)
    assert found.text is not None
    assert [Alignment(found.text, s.place, s.edits).text for s in found.stretches] == [text]


def test_pages_and_losses() -> None:
    found = read(odt(CHANGES + "<text:p>One<text:soft-page-break/> two</text:p>"))
    assert [(leaf.start, leaf.label) for leaf in found.stretches[0].leaves] == [(0, "1"), (4, "2")]
    assert found.losses == ("1 tracked deletion: kept out of the reading text",)


def test_who_changed_a_file_last_is_not_its_author() -> None:
    meta = "<dc:title>On ice</dc:title><meta:initial-creator>A. Roos</meta:initial-creator><dc:creator>B</dc:creator>"
    told = [(e.label, e.value) for e in read(odt("<text:p>x</text:p>", meta=meta)).embedded]
    assert told == [("dc:title", "On ice"), ("meta:initial-creator", "A. Roos"), ("ODT dc:creator", "B")]


def test_a_password_is_said() -> None:
    receipt = receive("a", odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"))
    assert "protected by a password" in receipt.setbacks[0].reason


def test_what_another_program_wrote_is_read() -> None:
    library = pytest.importorskip("odfdo")
    document = library.Document("text")
    document.body.clear()
    document.body.append(library.Header(1, "The convoy"))
    document.body.append(library.Paragraph("It left at noon."))
    buffer = BytesIO()
    document.save(buffer)
    receipt = receive("x", buffer.getvalue())
    assert receipt.capture.media_type == "application/vnd.oasis.opendocument.text"
    assert [record.text for record in receipt.records] == ["The convoy\n\nIt left at noon."]
