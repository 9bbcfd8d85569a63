"""Images: pages that a machine reads, photographs with what their files say, and damage."""

import io
import shutil
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFont
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from polyvocal.accession import images, ocr, receive
from polyvocal.accession.page_layout.words import Word, line_of
from polyvocal.accession.picture_facts import captions
from polyvocal.accession.xmp import properties
from polyvocal.terms import Embedded

PAGE = (
    "The harbour was closed to all ships for nine days after the explosion, and the pilots who knew the wrecks were "
    "paid twice their wages to bring the grain boats past them. Forty women walked from the mill to the town hall on "
    "that morning, and none of them had slept, for the news of the closing had come at midnight."
)


def photograph(**saved: object) -> bytes:
    """A picture of many shades, as no page has them."""
    written = io.BytesIO()
    picture = Image.linear_gradient("L").convert("RGB")
    picture.save(written, **{"format": "JPEG", **saved})  # type: ignore[arg-type]
    return written.getvalue()


def exif(tags: dict[int, object], inner: dict[int, object] | None = None) -> Image.Exif:
    block = Image.Exif()
    for tag, value in tags.items():
        block[tag] = value
    if inner:
        block.get_ifd(0x8769).update(inner)
    return block


def set_page(text: str = PAGE) -> Image.Image:
    """*text* set on a white page."""
    font = ImageFont.load_default(34)
    lines = [""]
    for word in text.split():
        if font.getlength(f"{lines[-1]} {word}") > 1100:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    page = Image.new("L", (1400, 300 + 50 * len(lines)), 250)
    pen = ImageDraw.Draw(page)
    for n, line in enumerate(lines):
        pen.text((150, 150 + 50 * n), line, fill=20, font=font)
    return page


def test_a_photograph_has_its_caption_for_a_text_and_every_field_kept() -> None:
    block = exif({0x010E: b"Ice in the harbour", 0x013B: b"Ada Holm"}, {0x9003: "1916:02:03 10:00:00"})
    receipt = receive("a.jpg", photograph(exif=block))
    assert [record.text for record in receipt.records] == ["Ice in the harbour"]
    assert not receipt.records[0].leaves
    told = {fact.label: fact.value for fact in receipt.capture.embedded}
    assert told["EXIF Artist"] == "Ada Holm"
    assert told["EXIF DateTimeOriginal"] == "1916:02:03 10:00:00"


def test_a_photograph_without_words_is_a_record_all_the_same() -> None:
    receipt = receive("a.jpg", photograph())
    assert [record.text for record in receipt.records] == [""]
    assert not receipt.setbacks


WRITTEN = [("Лёд в гавани".encode(), "Лёд в гавани"), ("Лёд в гавани".encode("cp1251"), "Лёд в гавани"),
           ("Glacé à Liège".encode("cp1252"), "Glacé à Liège"), (b"OLYMPUS DIGITAL CAMERA  ", "")]  # fmt: skip


@pytest.mark.parametrize(("words", "read"), WRITTEN)
def test_captions_in_whatever_letters(words: bytes, read: str) -> None:
    assert receive("a.jpg", photograph(exif=exif({0x010E: words}))).records[0].text == read


def test_a_caption_that_stands_twice_is_one() -> None:
    told = [Embedded("IPTC Caption/Abstract", "Ice in the harbour."),
            Embedded("XMP dc:description", "ice in the  harbour"), Embedded("XMP dc:title", "The harbour")]  # fmt: skip
    assert captions(told) == ["The harbour", "Ice in the harbour."]


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
DESCRIBED = (
    '<rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li><rdf:li xml:lang="x-default">'
    "Harbour</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ada Holm</rdf:li>"
    "<rdf:li>Jan Roos</rdf:li></rdf:Seq></dc:creator>"
    "</rdf:Description></rdf:RDF>"
)


def test_xmp_packets() -> None:
    told = [("XMP dc:title", "Harbour"), ("XMP dc:creator", "Ada Holm"), ("XMP dc:creator", "Jan Roos")]
    assert properties((RDF + DESCRIBED).encode()) == told
    receipt = receive("a.jpg", photograph(xmp=(RDF + DESCRIBED).encode()))
    assert [(fact.label, fact.value) for fact in receipt.capture.embedded] == told


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>' + RDF + "</rdf:RDF>"


@pytest.mark.parametrize(
    "packet", [BOMB, RDF, RDF + "<rdf:Description dc:title='a'", "", "<a/>", RDF + "&b;</rdf:RDF>"]
)
def test_packets_that_are_broken_or_hostile_say_nothing(packet: str) -> None:
    assert all(label.startswith("XMP ") and len(value) < 4000 for label, value in properties(packet.encode()))


def test_iptc_fields() -> None:
    fields = {80: b"Ada Holm", 90: b"Kiel", 120: "Glacé".encode("cp1252")}
    data = b"".join(bytes([0x1C, 2, n]) + len(v).to_bytes(2, "big") + v for n, v in fields.items())
    folder = ImageFileDirectory_v2()
    folder[33723] = data
    folder.tagtype[33723] = 1
    receipt = receive("a.tif", photograph(format="TIFF", tiffinfo=folder))
    told = {fact.label: fact.value for fact in receipt.capture.embedded}
    assert (told["IPTC By-line"], told["IPTC City"], told["IPTC Caption/Abstract"]) == ("Ada Holm", "Kiel", "Glacé")
    assert receipt.records[0].text == "Glacé"


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("TIFF", "image/tiff"),
     ("WEBP", "image/webp"), ("BMP", "image/bmp")],
)  # fmt: skip
def test_every_format_of_pictures_gives_a_record(form: str, media_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYVOCAL_OCR_LANGUAGES", "none")
    receipt = receive("a", photograph(format=form))
    assert receipt.capture.media_type == media_type
    assert len(receipt.records) == 1


def test_cut_off_images_keep_what_is_left() -> None:
    whole = photograph(exif=exif({0x010E: b"Ice"}))
    for cut in range(12, len(whole), 211):
        receipt = receive("a.jpg", whole[:cut])
        assert receipt.records or receipt.setbacks


def test_an_image_of_too_many_dots_is_kept_unopened() -> None:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    content = (
        header
        + zlib.crc32(header[12:]).to_bytes(4, "big")
        + b"\x00\x00\x00\x00IDAT"
        + zlib.crc32(b"IDAT").to_bytes(4, "big")
    )
    receipt = receive("a.png", content)
    assert "too many dots" in receipt.setbacks[0].reason


def test_without_a_machine_only_what_may_be_a_page_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "")
    written = io.BytesIO()
    set_page().save(written, "PNG")
    assert [s.reason for s in receive("a.png", written.getvalue()).setbacks] == [
        f"an image that may be a page of text: {ocr.MISSING}"
    ]
    assert not receive("a.jpg", photograph()).setbacks


SIGN = [("CAFE", 91), ("8T", 20), ("iil", 12), ("OPEN", 88), ("wN", 9)]
TELEGRAM = [
    (word, 92) for word in ("ARRIVED", "SAFELY", "STOP", "HARBOUR", "CLOSED", "BY", "ICE", "STOP", "LETTER", "SENT")
]


@pytest.mark.parametrize(("words", "page"), [(SIGN, False), (TELEGRAM, True), (TELEGRAM[:4], False)])
def test_a_shop_sign_is_no_page(words: list[tuple[str, int]], page: bool) -> None:
    lines = [line_of([Word(text, 0, 0, 9, 9, 9, sure)], "line") for text, sure in words]
    assert images.is_page(lines) is page


machine = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@machine
def test_pages_in_one_file_are_read_and_numbered() -> None:
    written = io.BytesIO()
    second = set_page(
        "Nothing else was printed on the second page but these words about the frost that held the boats."
    )
    set_page().save(written, "TIFF", save_all=True, append_images=[second])
    receipt = receive("a.tif", written.getvalue())
    record = receipt.records[0]
    assert (receipt.capture.read_by or "").startswith("Tesseract")
    assert [leaf.label for leaf in record.leaves] == ["1", "2"]
    read, told = record.text[: record.leaves[1].start].split(), PAGE.split()
    assert sum(a == b for a, b in zip(read, told, strict=False)) > 0.9 * len(told)
    assert record.alignment(receipt.text or "").text == record.text


def table(rows: list[tuple[int, int, int, str, int]]) -> str:
    """Tesseract's table: block, paragraph, line, word, confidence."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    return head + "".join(
        f"5\t1\t{b}\t{p}\t{line}\t1\t{90 * n}\t{20 * line}\t80\t10\t{sure}\t{word}\n"
        for n, (b, p, line, word, sure) in enumerate(rows)
    )


def test_words_read_without_confidence_are_marked_as_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [(1, 1, 1, word, 95) for word in PAGE.split()[:30]]
    words[3:5] = [(1, 1, 1, "clofed", 31), (1, 1, 1, "lo", 12)]
    words += [(1, 1, n, word, 90) for n, word in ((2, "Nothing"), (3, "more"), (4, "here"))]
    lines = tuple(ocr._lines(table(words)))
    monkeypatch.setattr(ocr, "languages", lambda: "eng")
    monkeypatch.setattr(ocr, "reader", lambda: "Tesseract 5 (eng)")
    monkeypatch.setattr(ocr, "read_picture", lambda picture, dots=0: lines)
    written = io.BytesIO()
    set_page().save(written, "PNG")
    record = receive("a.png", written.getvalue()).records[0]
    (mark,) = record.marks
    assert (record.text[mark.start : mark.end], mark.kind, mark.rule) == ("clofed lo", "noise", "OCR confidence 12")


def test_a_picture_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(picture: bytes, dots: int = 0) -> None:
        raise ocr.TooSlow("reading it took more than 120 seconds")

    monkeypatch.setattr(ocr, "languages", lambda: "eng")
    monkeypatch.setattr(ocr, "read_picture", slow)
    written = io.BytesIO()
    set_page().save(written, "PNG")
    receipt = receive("a.png", written.getvalue())
    assert "took more than 120 seconds" in receipt.setbacks[0].reason
    assert len(receipt.records) == 1
