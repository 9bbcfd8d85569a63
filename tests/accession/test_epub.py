"""EPUB books: chapters as records, pages, front matter, protection, missing parts."""

import pytest
from format_samples import LONG, OPF, epub

from polyvocal.accession import receive
from polyvocal.accession.epub import read
from polyvocal.terms import Alignment

NCX = """<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src="one.xhtml"/></navPoint>
<navPoint><navLabel><text>Two</text></navLabel><content src="two.xhtml"/></navPoint></navMap></ncx>"""
OLD = OPF.replace(
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="n" href="nav.xhtml" media-type="application/x-dtbncx+xml"/>',
).replace('<itemref idref="n"/>', "")


def texts(content: bytes) -> list[str]:
    found = read(content)
    assert found.text is not None
    return [Alignment(found.text, s.place, s.edits).text for s in found.stretches]


def test_front_matter_is_one_record_and_each_chapter_another() -> None:
    front, one, two = texts(epub())
    assert front == "Two voyages\n\nPrinted in 1931."
    assert one.startswith("One\n\nThe convoy left")
    assert two.startswith("Two\n\nBefore after. The convoy")


def test_the_printed_pages_of_the_book_are_its_leaves() -> None:
    leaves = read(epub()).stretches[2].leaves
    assert [(leaf.start, leaf.label) for leaf in leaves] == [(12, "12")]


def test_a_book_of_the_second_version_has_its_chapters_in_the_ncx() -> None:
    assert len(texts(epub(OPS_book_opf=OLD, OPS_nav_xhtml=NCX))) == 3


def test_two_chapters_in_one_document_part_at_their_fragments() -> None:
    links = "".join(f'<li><a href="one.xhtml#{key}">{key}</a></li>' for key in "ab")
    nav = f'<html><body><nav epub:type="toc"><ol>{links}</ol></nav></body></html>'
    page = f"<html><body><h2 id='a'>A</h2><p>{LONG}</p><h2 id='b'>B</h2><p>{LONG}</p></body></html>"
    parts = texts(epub(OPS_nav_xhtml=nav, OPS_one_xhtml=page, OPS_two_xhtml="<html><body/></html>"))
    assert [part[:12] for part in parts] == ["Two voyages\n", "A\n\nThe convo", "B\n\nThe convo"]


def test_printed_page_numbers_are_cut() -> None:
    page = f'<html><body><p>Be<span epub:type="pagebreak" title="7">7</span>fore. {LONG}</p></body></html>'
    found = read(epub(OPS_two_xhtml=page))
    assert found.stretches[2].leaves[0].label == "7"
    assert texts(epub(OPS_two_xhtml=page))[2].startswith("Before.")


def test_what_the_book_says_of_itself() -> None:
    told = [(e.label, e.value) for e in read(epub()).embedded]
    assert told == [
        ("dc:title", "Two voyages"),
        ("dc:creator", "A. Roos"),
        ("dc:date", "1931"),
        ("dc:language", "en"),
        ("dc:rights", "None known"),
        ("EPUB belongs-to-collection", "Northern Papers"),
    ]


ENCRYPTED = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'


def test_a_protected_book_is_refused_and_hidden_fonts_are_not() -> None:
    locked = epub(META_INF__encryption_xml="")
    assert receive("a", locked).records
    aes, fonts = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
    members = {"META-INF/encryption.xml": ENCRYPTED}
    for algorithm, protected in ((aes, True), (fonts, False)):
        receipt = receive(
            "a", epub(**{"META-INF/encryption.xml": members["META-INF/encryption.xml"].format(algorithm)})
        )
        assert bool(receipt.records) is not protected
        assert any("DRM" in s.reason for s in receipt.setbacks) is protected


@pytest.mark.parametrize("gone", ["META_INF_container_xml", "OPS_nav_xhtml", "OPS_one_xhtml", "OPS_title_xhtml"])
def test_a_book_that_lacks_a_part_is_read_without_it(gone: str) -> None:
    receipt = receive("a", epub(**{gone: None}))
    assert receipt.records
    if gone != "META_INF_container_xml":
        assert receipt.setbacks


def test_a_book_without_its_package_is_said() -> None:
    assert "package" in receive("a", epub(OPS_book_opf=None)).setbacks[0].reason


def test_elements_that_close_themselves_swallow_nothing() -> None:
    page = f"<html><head><title/><script src='a.js'/></head><body><a id='x'/><h2>Two</h2><p>{LONG}</p></body></html>"
    assert texts(epub(OPS_two_xhtml=page))[2].startswith("Two\n\nThe convoy")
