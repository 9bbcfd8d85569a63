"""Loci: exact places, derived ends, misquotations that say where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.terms import Locus, Misquotation

TEXT = "The fleet put to sea. Флот вышел в море. 🚢 Nobody saw it."


@given(st.text(), st.data())
def test_a_locus_taken_from_a_text_verifies_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    locus = Locus.at("r", text, start, end)
    assert locus.span == (start, end)
    locus.verify(text)


@given(st.text(min_size=1), st.text(max_size=5), st.integers(-3, 40))
def test_words_that_stand_elsewhere_are_a_misquotation(text: str, words: str, start: int) -> None:
    locus = Locus("r", start, words)
    if 0 <= start <= len(text) and text[start : start + len(words)] == words:
        locus.verify(text)
    else:
        with pytest.raises(Misquotation):
            locus.verify(text)


CASES = [
    ((4, 9), (10, 13), False, False),
    ((4, 9), (8, 13), True, False),
    ((4, 20), (10, 13), True, True),
    ((22, 26), (22, 26), True, True),
    ((4, 9), (9, 13), False, False),
]


@pytest.mark.parametrize(("one", "other", "overlap", "cover"), CASES)
def test_overlap_and_cover(one: tuple[int, int], other: tuple[int, int], overlap: bool, cover: bool) -> None:
    a, b = Locus.at("r", TEXT, *one), Locus.at("r", TEXT, *other)
    assert (a.overlaps(b), b.overlaps(a), a.covers(b)) == (overlap, overlap, cover)


def test_loci_of_other_texts_never_overlap() -> None:
    here, there = Locus("r1", 0, "The"), Locus("r2", 0, "The")
    assert not here.overlaps(there)
    assert not here.overlaps(Locus("r1", 0, "The", "capture"))


def test_the_message_names_record_and_place() -> None:
    with pytest.raises(Misquotation, match=r"r7 at 4 \(reading\): 'fleat' expected, 'fleet' found"):
        Locus("r7", 4, "fleat").verify(TEXT)


def test_shifting_keeps_the_words() -> None:
    assert Locus("r", 4, "fleet").shifted(10) == Locus("r", 14, "fleet")
