"""Rich Text: encodings, notes, tables, what is cut, what the document says of itself."""

import pytest
from format_samples import RTF

from polyvocal.accession import receive
from polyvocal.accession.extract import Unreadable
from polyvocal.accession.rich_text import read
from polyvocal.terms import Alignment

FONTS = rb"{\fonttbl{\f0\fcharset204 T;}{\f1\fcharset0 A;}{\f2\fcharset128 M;}}"
CASES = [
    (rb"{\rtf1\ansi\ansicpg1251 \'cc\'e8\'ed\'e0}", "Мина"),
    (rb"{\rtf1\ansi" + FONTS + rb"\f0 \'cc\f1\'e9\f2 \'93\'fa}", "Мé日"),
    (rb"{\rtf1\ansi\uc1 \u1052 ?\'3f\u1080\'3f}", "М?и"),
    (rb"{\rtf1\ansi\uc2 \u1052 ??\u1080 ??}", "Ми"),
    (rb"{\rtf1\ansi {\uc0 \u1052\u1080 x}\u1085 ?}", "Миxн"),
    (rb"{\rtf1\ansi \u-10179 ?\u-8704 ?}", "😀"),
    (rb"{\rtf1\ansi One\par Two\line three\tab four}", "One\n\nTwo\nthree four"),
    (rb"{\rtf1\ansi a\~b\_c\-d \{e\} \\}", "a b-cd {e} \\"),
    (rb"{\rtf1\ansi {\*\unknown gone}{\pict 89504e47}kept{\fldinst HYPERLINK x}{\fldrslt link}}", "keptlink"),
    (rb"{\rtf1\ansi {\upr{plain}{\*\ud{uni}}}}", "uni"),
    (rb"{\rtf1\ansi a{\bin5 {{{{{}b}", "ab"),
    (rb"{\rtf1\ansi \trowd a\cell b\cell\row\trowd\intbl c\cell d\cell\row\pard after}", "a | b\nc | d\n\nafter"),
    (rb"{\rtf1\ansi\trowd\intbl 625\par 24\cell b\line c\cell\row}", "625\n24 | b\nc"),
    (rb"{\rtf1\ansi a{\footnote\pard note} b\par c}", "a[1] b\n\nc\n\n[1] note"),
    (rb"{\rtf1\ansi a {\v hidden}{\deleted gone}b}", "a b"),
]


@pytest.mark.parametrize(("content", "text"), CASES)
def test_the_reading_text(content: bytes, text: str) -> None:
    found = read(content)
    assert found.text is not None
    read_texts = [Alignment(found.text, s.place, s.edits).text for s in found.stretches]
    assert [words.replace("\xa0", " ") for words in read_texts] == [text]


def test_a_whole_document() -> None:
    receipt = receive("a", RTF)
    assert [r.text for r in receipt.records] == [
        "Конвой left caféПР at noon[1].\n\na | b\nc | d\n\nAfter it.\n\nNext\n\n[1] By the ship's clock."
    ]
    told = [(e.label, e.value) for e in receipt.capture.embedded]
    assert told == [("RTF title", "On ice"), ("RTF author", "A. Roos"), ("RTF creatim", "1999-03-04T05:00")]
    assert [s.reason for s in receipt.setbacks] == ["1 tracked deletion: kept out of the reading text"]
    cut = {e.rule for e in receipt.records[0].edits if e.rule.startswith("cut")}
    assert cut == {"cut: tracked deletion", "cut: hidden text", "cut: comment", "cut: running header"}


def test_no_rich_text() -> None:
    with pytest.raises(Unreadable):
        read(b"plain")


def test_groups_without_end_stop() -> None:
    found = read(b"{\\rtf1 " + b"{" * 100_000)
    assert "2000 groups" in found.losses[0]
