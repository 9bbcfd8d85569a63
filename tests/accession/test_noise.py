"""Debris of machine reading: what no language writes is marked, what somebody may have written is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.accession.newspapers.noise import RUN_TOGETHER, is_debris, noise_marks

DEBRIS = ["i.t-;.r", "lMMMWjjj", "kjdfgh", "Wa;sh;in", "~^*|", "qxpecfcft^Mfl", "r:'--T:.", "ttt", "SiVUjK"]
WORDS = [
    "fleet,", "10:30", "22nd", "$4,200.50", "p.m.", "O'Brien", "McKay's", "twenty-one", "No.5", "...", "--", "Mr.",
    "Wm.", "U-35", "XXXVIII", "1914-1916", "Zeebrugge", "Jutland", "Kuehne", "rhythm", "3d", "адмирал", "№5",
    "(signed)",
]  # fmt: skip


@pytest.mark.parametrize("token", DEBRIS)
def test_debris(token: str) -> None:
    assert is_debris(token)


@pytest.mark.parametrize("token", WORDS)
def test_words(token: str) -> None:
    assert not is_debris(token)


def test_a_line_of_debris_is_one_mark() -> None:
    text = "The fleet put to sea\n~^; i.t-;.r kjdfgh\nand came back."
    (mark,) = noise_marks(text, 36)
    assert (text[mark.start : mark.end], mark.kind) == ("~^; i.t-;.r kjdfgh", "noise")


def test_debris_inside_a_line_leaves_the_words_beside_it() -> None:
    text = "the council i.t-;.r met at noon"
    assert [text[m.start : m.end] for m in noise_marks(text, 36)] == ["i.t-;.r"]


def test_a_rule_and_a_table_are_no_debris() -> None:
    assert noise_marks("* * *\n-----\n10 20 30\nA. B. Holm", 36) == ()


def test_columns_run_together_are_told_by_the_word_cut_in_the_midst() -> None:
    text = "the men of the upper mill were gath- ered at the gate, and no one of them"
    assert [mark.rule for mark in noise_marks(text, 36)] == [RUN_TOGETHER]
    assert noise_marks("a line that is wide, for it was set across two columns of the page", 36) == ()


@given(st.text(max_size=200), st.integers(18, 60))
def test_marks_are_in_order_disjoint_and_inside(text: str, width: int) -> None:
    at = 0
    for mark in noise_marks(text, width):
        assert at <= mark.start < mark.end <= len(text)
        at = mark.end
