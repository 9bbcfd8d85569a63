"""The bench of accession on two pages of our own."""

import json
from pathlib import Path

import pytest

from bench.accession import measure, polyvocal_answer, same_author, same_title, trafilatura_answer, words_score

BODY = (
    "Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it."
)
GOLD = {"text": BODY, "title": "The mill stands still", "author": "Ada Holm", "date": "2015-03-04"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    head = (
        "<title>The mill stands still</title><meta name=author content='Ada Holm'><meta name=date content=2015-03-04>"
    )
    page = (
        f"<html><head>{head}</head><body><nav><a href=/>Start</a></nav><article><p>{BODY}</p></article></body></html>"
    )
    (tmp_path / "mill.html").write_text(page, "utf-8")
    (tmp_path / "bare.html").write_text("<html><body><p>Nothing but one line.</p></body></html>", "utf-8")
    gold = {"mill": GOLD, "bare": {"text": "Nothing but one line.", "title": None, "author": None, "date": None}}
    (tmp_path / "gold.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


def test_both_programs_are_scored_alike(folder: Path) -> None:
    ours, answers = measure(folder, polyvocal_answer)
    theirs, _ = measure(folder, trafilatura_answer)
    assert ours.keys() == theirs.keys()
    assert (ours["text F1"], ours["pages without text"], ours["date exact"]) == (1.0, 0.0, 1.0)
    assert (ours["title lenient"], ours["author lenient"]) == (1.0, 1.0)
    assert answers["bare"].text == "Nothing but one line."


def test_the_measures() -> None:
    assert words_score("a b c d", "a b") == (1.0, 0.5, pytest.approx(2 / 3))
    assert words_score("a", "") == (0.0, 0.0, 0.0)
    assert same_title("The mill stands still", "The Mill Stands Still | Spinner")
    assert not same_title("The mill stands still", None)
    assert same_author("Ada Holm and Jan Roos", "J. Roos")
    assert not same_author("Ada Holm", "Ada Berg")
