"""Damaged characters and words cut at a line's end, mended by small edits."""

import pytest

from polyvocal.accession import receive
from polyvocal.accession.repairs import repairs
from polyvocal.terms import Alignment


def mended(text: str) -> str:
    return Alignment(text, (0, len(text)), sorted(repairs(text))).text


MENDED = [
    ("the Admiraltyâ€™s list of losses", "the Admiralty’s list of losses"),
    ("Il a Ã©tÃ© sauvÃ© hier", "Il a été sauvé hier"),
    ("Ð¤Ð»Ð¾Ñ‚ Ð²Ñ‹ÑˆÐµÐ» Ð² Ð¼Ð¾Ñ€Ðµ", "Флот вышел в море"),
    ("guns &amp; torpedoes", "guns & torpedoes"),
    ("the ﬁrst ﬂotilla", "the first flotilla"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("the crews were sur-\nprised at dawn", "the crews were surprised at dawn"),
    ("the crews were sur\xad\nprised at dawn", "the crews were surprised at dawn"),
    ("to\xadmorrow", "tomorrow"),
]
LEFT_ALONE = [
    "It was a “heavy” loss – so the paper said – and it’s known.",
    "a self-\ngoverning colony",
    "a known officer, a well-\nknown one",
    "He met Kirsch-\nMann at noon",
    "Сережа Алешков вернулся домой.",
    "Åse Øye, naïve façade, À propos",
    "5 < 6 & 7",
]


@pytest.mark.parametrize(("damaged", "whole"), MENDED)
def test_damage_is_mended(damaged: str, whole: str) -> None:
    assert mended(damaged) == whole


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_sound_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_repair_is_no_longer_than_the_damage() -> None:
    text = "A long line of sound words before it, then the Admiraltyâ€™s list, and sound words behind it."
    assert [text[e.start : e.end] for e in repairs(text)] == ["â€™"]


def test_a_mended_word_is_found_again_in_the_capture() -> None:
    receipt = receive("a.txt", b"The crews were sur-\r\nprised at dawn.")
    record = receipt.records[0]
    assert receipt.text is not None
    start = record.text.index("surprised")
    a, b = record.alignment(receipt.text).to_capture(start, start + len("surprised"))
    assert receipt.text[a:b] == "sur-\r\nprised"
