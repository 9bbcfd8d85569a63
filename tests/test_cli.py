"""The verbs as a shell sees them: what they print, and with which status they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from polyvocal.cli import main
from polyvocal.cli.verbs import VERBS
from polyvocal.holdings import Library

PILE = {
    "british/lost.txt": "THE LOSSES\n\nLONDON, June 3, 1916.\n\nThe Admiralty states that 6,097 British sailors were"
    " killed off Jutland on 31 May 1916.\n",
    "german/lost.html": "<html><head><title>Verluste</title></head><body><p>The staff at Kiel claims — on 3 June"
    " 1916 — that 7,000 British sailors were killed off Jutland on 31 May 1916.</p></body></html>",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in PILE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def library(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("library")
    assert main(["build", str(pile), str(place), "--workers", "1"]) == 0
    return str(place)


def test_help_shows_every_verb_with_an_example(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    for verb in VERBS:
        assert verb.name in told
        with pytest.raises(SystemExit) as left:
            main([verb.name, "--help"])
        assert left.value.code == 0
        assert f"polyvocal {verb.name} " in capsys.readouterr().out.partition("example")[2]


def test_help_imports_nothing_heavy():
    code = "import sys, polyvocal.cli as c\ntry: c.main(['build', '--help'])\nexcept SystemExit: print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.splitlines()[-1].split())
    heavy = {"tantivy", "lxml", "trafilatura", "starlette", "uvicorn", "numpy", "rich", "msgspec", "sqlite3", "jinja2"}
    assert not loaded & heavy
    assert not {name for name in loaded if name.startswith("polyvocal.") and not name.startswith("polyvocal.cli")}


def test_build_tells_what_it_did_and_what_it_could_not(pile, tmp_path, capsys):
    assert main(["build", str(pile), str(tmp_path), "--workers", "1"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("3 files, 2 records, ")
    assert "set back in accession: empty.txt: empty file" in told.err
    assert main(["build", str(pile), str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "nowhere", "x"], "there is no library in nowhere"),
        (["build", "nowhere", "library"], "there is nothing at nowhere"),
        (["read", "nowhere.txt"], "there is nothing at nowhere.txt"),
        (["audit", "nowhere"], "there is no library in nowhere"),
        (["build", ".", "library", "--workers", "0"], "0 workers cannot build a library"),
        (["serve", "nowhere"], "there is no library in nowhere"),
    ],
)
def test_a_users_error_is_one_clear_line(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"polyvocal: {message}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        [],
        ["build", "only-one"],
        ["audit", "x", "--frobnicate"],
        ["build", "a", "b", "--on", "x"],
        ["search", "x", "y", "--jsn"],
    ],
)
def test_wrong_arguments_end_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: polyvocal" in capsys.readouterr().err


def test_search(library, capsys):
    assert main(["search", library, "sailors", "-Admiralty", "--json"]) == 0
    results = json.loads(capsys.readouterr().out)
    assert [hit["card"]["source"] for hit in results["hits"]] == ["german/lost.html"]
    assert main(["search", library, '"British sailors"', "--filter", "collection=british"]) == 0
    told = capsys.readouterr().out
    assert "british/lost.txt" in told
    assert told.endswith("1 records\n")
    assert main(["search", library, "x", "--filter", "british"]) == 2
    assert main(["search", library, "x", "--filter", "mood=grim"]) == 2
    assert "no facet 'mood'; there are: " in capsys.readouterr().err


def test_read_counts_in_the_file_as_it_came(pile, capsys):
    assert main(["read", str(pile / "german" / "lost.html"), str(pile / "british"), "--jsonl"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["document"]["source"] == "lost.html"
    assert second["document"]["source"] == "lost.txt"
    for form, text in ((first, PILE["german/lost.html"]), (second, PILE["british/lost.txt"])):
        assert set(form) == {
            "document", "reader", "description", "dates", "names", "figures", "attributions", "statements",
        }  # fmt: skip
        (figure,) = form["figures"]
        assert text[figure["start"] : figure["end"]] == figure["words"]
        assert {"low", "high", "bound", "kind", "population", "voice"} <= set(figure)
        assert "31 May 1916" in [text[date["start"] : date["end"]] for date in form["dates"]]
        assert {"1916-05-31"} <= {date["earliest"] for date in form["dates"]}
        for name in form["names"]:
            assert text[name["start"] : name["end"]] == name["words"]
        assert form["statements"]
        assert figure["voice"][0] == "author"
    assert first["description"]["title"]["value"] == "Verluste"


def test_compare(library, capsys):
    assert main(["compare", library, "--jsonl"]) == 0
    forms = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [s for form in forms for s in form["statements"] if s["figure"]]
    assert {s["source"] for s in told} == {"british/lost.txt", "german/lost.html"}
    for statement in told:
        text = PILE[statement["source"]]
        for start, end in statement["spans"]:
            assert statement["quote"] in text[start:end]
    for form in forms:
        assert set(form["event"]) == {"id", "label", "names", "when", "where"}
        known = {s["id"] for s in form["statements"]}
        assert all({relation["a"], relation["b"]} <= known for relation in form["relations"])
    assert main(["compare", library, "--event", forms[0]["event"]["id"]]) == 0
    assert forms[0]["event"]["label"] in capsys.readouterr().out
    assert main(["compare", library, "--limit", "0"]) == 0
    assert capsys.readouterr().out == ""


def test_correct_withdraw_audit(pile, tmp_path, capsys):
    place = str(tmp_path)
    main(["build", str(pile), place, "--workers", "1"])
    with Library(place) as held:
        card = held.cards(filters=[("collection", "british")])[0]
    by = ["--by", "A. Archivist", "--reason", "signed overleaf"]
    assert main(["correct", place, card.id, "author", "Balfour, A. J.", *by]) == 0
    with Library(place) as held:
        assert held.card(card.id).authors == ("Balfour, A. J.",)
    assert main(["withdraw", place, card.id, *by]) == 0
    with Library(place) as held:
        assert held.card(card.id).access == "withdrawn"
    capsys.readouterr()
    assert main(["correct", place, "r0", "author", "x", *by]) == 2
    assert capsys.readouterr().err == "polyvocal: no record 'r0' is held\n"
    assert main(["build", str(pile), place, "--workers", "1"]) == 0
    assert main(["audit", place]) == 0
    assert " 0 faults" in capsys.readouterr().out
    for original in (tmp_path / "originals").rglob("*"):
        if original.is_file() and original.stat().st_size:
            original.write_bytes(b"forged")
    assert main(["audit", place, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"]


def test_publish_a_citation_and_an_export(library, tmp_path, capsys):
    with Library(library) as held:
        card = held.cards(filters=[("collection", "german")])[0]
        whole = b"".join(held.export())
    for style in ("bibtex", "ris", "csl-json", "chicago"):
        assert main(["publish", library, "--cite", card.id, "--style", style, "--start", "0", "--end", "9"]) == 0
        assert "Verluste" in capsys.readouterr().out
    assert main(["publish", library, "--export", str(tmp_path / "all.jsonl")]) == 0
    assert (tmp_path / "all.jsonl").read_bytes() == whole


def test_whoever_reads_the_output_may_stop(library):
    command = [sys.executable, "-m", "polyvocal.cli", "compare", library, "--jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts otherwise")
def test_demo_opens_the_reading_room(tmp_path):
    command = [sys.executable, "-m", "polyvocal.cli", "demo", "--no-open", "--port", "0", "--place", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as run:
        assert run.stdout
        told = ""
        for line in run.stdout:
            told += line
            if "http://" in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address
        with urllib.request.urlopen(address[0], timeout=30) as answer:
            assert answer.status == 200
        run.send_signal(signal.SIGINT)
    assert run.returncode == 0
