"""What a file is, told from its bytes."""

import zipfile
from io import BytesIO

import pytest

from polyvocal.accession import receive
from polyvocal.accession.identification import identify


def _zip(name: str, content: bytes) -> bytes:
    place = BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(name, content)
    return place.getvalue()


REFUSED = [
    (b"", "empty file"),
    (b" \r\n\t\n", "empty file"),
    (b"\x00" * 512, "damaged: nothing but zero bytes"),
    (b"Rar!\x1a\x07\x00....", "a RAR archive: polyvocal does not read this format"),
    (b"ID3\x03\x00....", "a sound recording (MP3): polyvocal does not read this format"),
    (bytes(range(1, 32)) * 40, "not text: full of control characters, of no kind that polyvocal knows"),
    (b"The fleet " + b"\x00\x00\x00" * 200, "damaged: 98% of it are zero bytes"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED)
def test_a_file_that_cannot_be_read_is_a_setback_with_a_reason(content: bytes, reason: str) -> None:
    receipt = receive("pile/letter.txt", content)
    assert receipt.records == ()
    assert [(s.where, s.stage, s.reason) for s in receipt.setbacks] == [("pile/letter.txt", "accession", reason)]
    assert receipt.capture.size == len(content)


READABLE = [
    (b"%PDF-1.7 ...", "application/pdf"),
    (_zip("notes.txt", b"a"), "application/zip"),
    (_zip("word/document.xml", b"<w/>"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\x1f\x8b\x08\x00abc", "application/gzip"),
    (b"BM is what the two began with.", "text/plain"),
    (b"The squadron left harbour at nine.", "text/plain"),
    (b"Is 3 < 4 and <b>5</b> > 2?", "text/plain"),
    (b"<!DOCTYPE html><title>x</title>", "text/html"),
    (b"\xef\xbb\xbf\n<HTML><body>x", "text/html"),
    (b"<p>One</p><p>Two</p><div>Three</div>", "text/html"),
    (b"<?xml version='1.0'?><TEI><text>x</text></TEI>", "application/tei+xml"),
    ("Флот вышел в море.".encode("utf-16"), "text/plain"),
    ("<html><body>Флот</body></html>".encode("utf-16-le"), "text/html"),
]


@pytest.mark.parametrize(("content", "media_type"), READABLE)
def test_the_kind_is_told_from_the_content(content: bytes, media_type: str) -> None:
    assert identify(content).media_type == media_type
    assert not identify(content).refusal


def test_the_ending_of_the_name_tells_nothing() -> None:
    assert receive("a.pdf", b"Plain words, whatever the name says.").records[0].text.startswith("Plain words")
    assert receive("a.txt", b"<html><body><p>A page.</p></body></html>").records[0].text == "A page."


def test_a_page_without_words_is_a_setback() -> None:
    receipt = receive("a.html", b"<html><body><img src=x><script>var a = 'b'</script></body></html>")
    assert [s.reason for s in receipt.setbacks] == ["the page has no text: only markup, pictures or scripts"]
