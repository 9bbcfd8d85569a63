"""The judged pairs of figures of the development data: few false verdicts, and no fewer right ones than before."""

from pathlib import Path

import pytest

from bench.restraint import PAIRS, Pair, answer, pairs_of, score

FALSE, RIGHT = 5, 8  # at most, at least


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return pairs_of(PAIRS)


def test_the_set_is_what_it_says(pairs: list[Pair]) -> None:
    assert len(pairs) == len(set(pairs)) == 174
    assert {pair.judgement for pair in pairs} == {"none", "agree", "conflict"}
    assert all(pair.reason and pair.a < pair.b for pair in pairs)


@pytest.mark.shared
def test_restraint(shared: Path, pairs: list[Pair]) -> None:
    ours, bare = (score(pairs, given) for given in answer(shared / "data", pairs))
    assert ours.false <= FALSE, ours.line
    assert ours.right >= RIGHT, ours.line
    assert bare.false > 15 * FALSE  # the set is one on which comparing equal kinds fails
