"""The verbs of curation, as a cataloguer types them."""

import csv
import json

import pytest

from polyvocal.cli import main
from polyvocal.holdings import Library
from polyvocal.reading_room.editing.curators import Curators

BY = ["--by", "A. Archivist", "--reason", "seen in the original"]
LETTER = """A letter home
By Ann Lee

The Admiralty said that {} men died on 31 May 1916. We heard the guns from the harbour wall until it was dark,
and nobody in the street went to bed. In the morning the trawlers came back one by one, low in the water, with
blankets hung over the rails to dry. My brother counted the boats twice and said that three were missing. The
postman had no letters for us, but he told my mother that the hospital on the hill had asked for every nurse
in the county. We shall know more by Sunday.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("curation")
    (place / "pile").mkdir()
    for n, name in enumerate(("a.txt", "b.txt"), 40):
        (place / "pile" / name).write_text(LETTER.format(n))
    assert main(["build", str(place / "pile"), str(place / "library"), "--workers", "1"]) == 0
    return place


@pytest.fixture
def place(built, tmp_path):
    import shutil

    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def records(place) -> list[str]:
    with Library(place / "library") as library:
        return [card.id for card in library.cards(order="source")]


def test_correct_list_undo(place, capsys):
    library, (record, other) = str(place / "library"), records(place)
    assert main(["correct", library, record, "title", "Letter of 1916", *BY]) == 0
    assert main(["correct", library, other, "kind", "letter", *BY]) == 0
    assert main(["correct", library, record, "--list", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out.splitlines()[-1])["decisions"]
    assert (told["standing"], told["is"]["value"], told["is"]["home"]["source"]) == (
        "in force", "Letter of 1916", "a.txt",
    )  # fmt: skip
    assert main(["correct", library, "--undo", told["is"]["id"], *BY]) == 0
    assert "taken back" in capsys.readouterr().out
    assert main(["correct", library, "--list"]) == 0
    out = capsys.readouterr().out
    assert f"takes back {told['is']['id']}" in out
    assert "3 decisions, 0 about records no longer held" in out


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ([], "a decision needs --by"),
        (BY, "correct takes RECORD FIELD VALUE, or --list"),
        (["--undo", "c0", *BY], "no decision 'c0' is known"),
        (["--import", "absent.csv", *BY], "absent.csv: No such file"),
        (["r0", "title", "x", *BY], "no record 'r0' is held"),
    ],
)
def test_a_mistake_is_told_in_a_line(place, capsys, words, fault):
    assert main(["correct", str(place / "library"), *words]) == 2
    assert fault in capsys.readouterr().err


def test_a_table_goes_out_and_comes_back(place, capsys):
    library, table = str(place / "library"), place / "cards.csv"
    assert main(["correct", library, "--export", str(table)]) == 0
    assert main(["correct", library, "--import", str(table), *BY]) == 0
    assert "0 cells differ" in capsys.readouterr().out
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    rows[1][rows[0].index("place")] = "Rosyth"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert main(["correct", library, "--import", str(table), "--dry-run"]) == 0
    assert "line 2: " in (out := capsys.readouterr().out)
    assert "place: (nothing) -> Rosyth" in out
    assert main(["correct", library, "--import", str(table)]) == 2
    assert main(["correct", library, "--import", str(table), *BY]) == 0
    with Library(library) as held:
        assert [d.correction.value for d in held.history()] == ["Rosyth"]


def test_withdraw_rebuild_open_rebuild(place, capsys):
    pile, library, (record, other) = str(place / "pile"), str(place / "library"), records(place)
    assert main(["withdraw", library, record, "--title", "A private letter", *BY]) == 0
    out, err = capsys.readouterr()
    assert out == "withdrawn: A private letter\n"
    assert other in err  # nearly the same text, and still open
    for words in (["search", library, "admiralty"], ["compare", library, "--jsonl"]):
        main(words)
        assert record not in capsys.readouterr().out
    assert main(["build", pile, library, "--workers", "1"]) == 0
    assert main(["audit", library]) == 0
    assert main(["correct", library, record, "access", "open", *BY]) == 0
    assert "when the library is built again" in capsys.readouterr().err
    assert main(["build", pile, library, "--workers", "1"]) == 0
    assert main(["audit", library]) == 0
    with Library(library) as held:
        assert "40 men died" in held.record(record).text
        assert held.card(record).title == "A letter home"


def test_curators(place, capsys, monkeypatch):
    library, words = str(place / "library"), place / "words.txt"
    assert main(["serve", library, "--edit", "--no-open", "--port", "0"]) == 2
    assert "polyvocal curators" in capsys.readouterr().err
    words.write_text("seven ships in the fog\n")
    assert main(["curators", library, "add", "Ada Archivist", "--passphrase-file", str(words)]) == 0
    answers = iter(["a long enough passphrase", "another of the same length"] + ["a third one, twice the same"] * 2)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    assert main(["curators", library, "add", "Bob"]) == 2
    assert "the two passphrases differ" in capsys.readouterr().err
    assert main(["curators", library, "add", "Bob"]) == 0
    assert main(["curators", library, "add", ""]) == 2
    capsys.readouterr()
    assert main(["curators", library, "list"]) == 0
    assert capsys.readouterr().out == "Ada Archivist\nBob\n"
    assert Curators(place / "library").knows("Ada Archivist", "seven ships in the fog")
    assert main(["curators", library, "remove", "Bob"]) == 0
    assert main(["curators", library, "remove", "Bob"]) == 2
