"""Which characters the bytes stand for, whatever the file declares."""

import pytest

from polyvocal.accession import receive
from polyvocal.accession.decoding import decode

RUSSIAN = "Утром тридцать первого мая эскадра вышла из базы; по сообщению штаба, потери невелики.\n"
UKRAINIAN = "Штаб повідомив, що втрати більші, ніж очікували, і що її корабель затонув.\n"
FRENCH = "L’amirauté a publié hier un communiqué : « les pertes sont sévères », à l’été.\n"
GERMAN = "Die Admiralität meldet aus Kiel, die Verluste der Flotte wären größer als früher angenommen.\n"
ENGLISH = "The Admiralty’s report – dated 3 June – called the losses “heavy”.\n"
POLISH = "Admiralicja ogłosiła, że straty są większe niż przypuszczano; żołnierze i marynarze ćwiczą.\n"

WIDE_AND_NARROW = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251", "koi8-r", "cp866", "iso8859-5")
ENCODED = [
    *[(RUSSIAN, name) for name in WIDE_AND_NARROW],
    *[(UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8-u"), (FRENCH, "cp1252"), (GERMAN, "cp1252"), (GERMAN, "latin-1")],
    *[(ENGLISH, "cp1252"), (POLISH, "cp1250"), (POLISH, "iso8859-2"), ("Битва при Ютландии.", "koi8-r")],
    ("Москва", "cp1251"),
]
DECLARED = [
    b"",
    b'<meta charset="utf-8">',
    b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
]


@pytest.mark.parametrize("declaration", DECLARED)
@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_a_wrong_declaration_does_no_harm(text: str, encoding: str, declaration: bytes) -> None:
    if encoding.startswith("utf-16") and declaration:
        pytest.skip("a declaration in one byte a letter cannot stand before two")
    found = decode(declaration + text.encode(encoding))
    assert found.text.removeprefix(declaration.decode()).removeprefix("\ufeff") == text


def test_what_was_declared_found_and_by_what_is_recorded() -> None:
    capture = receive("a.html", b'<html><meta charset="UTF-8"><p>' + (RUSSIAN * 3).encode("cp1251")).capture
    assert (capture.encoding_declared, capture.encoding) == ("utf-8", "cp1251")
    assert capture.encoding_by in ("charset-normalizer", "likelihood of the words")


def test_stray_bytes_in_utf8_cost_only_themselves() -> None:
    found = decode(RUSSIAN.encode() + b"he called it \x93heavy\x94")
    assert found.text == RUSSIAN + "he called it “heavy”"
    assert found.by == "UTF-8 with 2 stray bytes read as windows-1252"


@pytest.mark.parametrize("content", [b"\xff", b"\x81\x8d\x8f", b"abc\xc3", bytes(range(128, 256))])
def test_decoding_never_loses_a_file(content: bytes) -> None:
    assert decode(content).text


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("euc-kr", "cp949", "찦차를 타고 온 펲시맨과 쑛다리 똠방각하"),
        ("shift_jis", "cp932", "①髙橋と﨑山が東京へ行った。"),
    ],
)
def test_a_label_means_what_browsers_take_it_to_mean(label: str, encoding: str, words: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>{words * 3}</p></body></html>'
    decoded = decode(page.encode(encoding))
    assert (decoded.text, decoded.used, decoded.by) == (page, encoding, "declaration")
