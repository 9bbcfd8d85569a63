"""Russian surnames in nine spellings meet, and their lookalikes do not."""

from __future__ import annotations

import pytest

from bench.authority import judge, lines, score_spellings, score_together
from polyvocal.catalogue.authority.transliteration import is_marked, keys


def test_spellings_pair_by_pair() -> None:
    score, _, _ = score_spellings()
    assert score.wrong == 0
    assert score.recall >= 0.82
    assert score.offered >= 0.86


def test_spellings_in_one_library() -> None:
    score = score_together()
    assert score.wrong == 0
    assert score.recall >= 0.96


@pytest.mark.parametrize(("a", "b"), lines("lookalikes.tsv"))
def test_lookalikes_stay_apart(a: str, b: str) -> None:
    assert judge("person", a, b) != "joined"


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("Trockij", "троцки"), ("Vorošilov", "ворошилов"), ("Woroschilow", "ворошилов"), ("El'cin", "елцин"),
        ("Prokofjev", "прокофев"), ("Jdanov", "жданов"), ("Łunaczarski", "луначарски"),
        ("Ordschonikidse", "ордженикидзе"),
    ],
)  # fmt: skip
def test_letters_of_a_scheme_are_read_back(latin: str, russian: str) -> None:
    assert russian in keys(latin)
    assert is_marked(latin)
