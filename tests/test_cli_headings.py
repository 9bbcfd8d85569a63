"""The verb of headings: two spellings of one name put together, taken apart, named, and taken back."""

import json

import pytest

from polyvocal.cli import main

BY = ["--by", "A. Archivist", "--reason", "one admiral"]
TEXTS = {
    "a.txt": "The report\n\nAdmiral John Jellicoe said the fleet was at sea. Jellicoe said it again in Scapa Flow.\n",
    "b.txt": "The answer\n\nAdmiral Dzhon Dzhelliko said nothing. Dzhon Dzhelliko was at Scapa Flow, they wrote.\n",
}


@pytest.fixture
def library(tmp_path):
    (tmp_path / "pile").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "pile" / name).write_text(text, "utf-8")
    assert main(["build", str(tmp_path / "pile"), str(tmp_path / "library"), "--workers", "1"]) == 0
    return str(tmp_path / "library")


def found(library: str, words: str, capsys) -> list[dict]:
    capsys.readouterr()
    assert main(["headings", library, words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["headings"]


def test_two_headings_become_one_and_have_another_label(library, capsys):
    (one,), (other,) = found(library, "Jellicoe", capsys), found(library, "Dzhelliko", capsys)
    assert one["id"] != other["id"]
    assert main(["headings", library, "--merge", other["id"], one["id"], *BY]) == 0
    (joined,) = found(library, "Dzhelliko", capsys)
    assert joined["id"] == one["id"]
    assert {v["words"] for v in joined["variants"]} > {v["words"] for v in one["variants"]}
    assert main(["headings", library, "--rename", one["id"], "Jellicoe, John", *BY]) == 0
    assert main(["headings", library, "--identifier", one["id"], "wikidata", "Q312647", *BY]) == 0
    (named,) = found(library, "Jellicoe", capsys)
    assert named["label"] == "Jellicoe, John"
    assert named["identifiers"] == [["wikidata", "Q312647"]]
    assert main(["headings", library, "--hide", one["id"], *BY]) == 0
    assert found(library, "Jellicoe", capsys) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [(["--hide", "h1"], "needs --by"), (["--merge", "h1", "h2", *BY], "no heading")],
)
def test_a_mistake_is_told_in_a_line(library, capsys, words, fault):
    assert main(["headings", library, *words]) != 0
    assert fault in capsys.readouterr().err
