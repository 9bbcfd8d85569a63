"""Readers by name: who reads, what is read again, and what a reader that fails costs."""

from __future__ import annotations

import json
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from polyvocal.build import build, studying
from polyvocal.build.pile import File
from polyvocal.cli import main
from polyvocal.close_reading import read, readers
from polyvocal.close_reading.readers import RULES, VARIABLE, Kind, chosen, of_language, reader
from polyvocal.close_reading.suggested import Suggested
from polyvocal.holdings import Library
from polyvocal.terms import Capture, PolyvocalError, Record

# A plug-in as its author would write it; what it does is told by files beside it, which another process sees too.
PLUG_IN = """
    import os, time
    from pathlib import Path
    from polyvocal.close_reading.readers import Unanswered
    from polyvocal.close_reading.suggested import Suggested, SuggestedName, SuggestedReport

    HERE = Path(__file__).parent

    class Harbours:
        languages = frozenset(["en"])
        def __init__(self, told):
            self.told = told
            self.name = f"harbours:{told} " + (HERE / "version").read_text()
            self.remote = told == "far"
        def read(self, text, sentences, language):
            with (HERE / "asked").open("a") as asked:
                asked.write(text[:7] + "\\n")
            mood = (HERE / "mood").read_text()
            if mood == "silent":
                raise Unanswered("nobody at home")
            if mood == "broken":
                raise IndexError("a fault of the plug-in")
            while mood == "slow":
                time.sleep(0.01)
            at = text.find("Qvist")
            names = (SuggestedName(at, at + 5, "place", 0.99),) if at >= 0 else ()
            return Suggested(names, (), ("one thing was left out",) if mood == "losing" else ())

    def make(told):
        return Harbours(told)
"""
TEXT = "REPORT {}\n\nThe steamer left Qvist on 3 June 1916. The ministry said that 40 men were killed."
RUSSIAN = "ДОНЕСЕНИЕ\n\nПароход вышел из порта 3 июня 1916 года. Министерство сообщило, что убито 40 человек."


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that offers the reader "harbours", installed as pip would; gives the folder of its moods."""
    place = tmp_path / "site"
    (place / "harbours").mkdir(parents=True)
    (place / "harbours" / "__init__.py").write_text(textwrap.dedent(PLUG_IN), "utf-8")
    facts = place / "harbours-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: harbours\nVersion: 1.0\n", "utf-8")
    (facts / "entry_points.txt").write_text("[polyvocal.readers]\nharbours = harbours:make\n", "utf-8")
    for name, words in (("version", "1"), ("mood", "well"), ("asked", "")):
        (place / "harbours" / name).write_text(words, "utf-8")
    monkeypatch.syspath_prepend(str(place))
    reader.cache_clear()
    yield place / "harbours"
    sys.modules.pop("harbours", None)
    reader.cache_clear()


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    place = tmp_path / "pile"
    place.mkdir()
    for n in (1, 2):
        (place / f"{n}.txt").write_text(TEXT.format(n), "utf-8")
    with zipfile.ZipFile(place / "box.zip", "w") as box:
        box.writestr(zipfile.ZipInfo("3.txt"), TEXT.format(3))
    return place


def asked(plug_in: Path) -> list[str]:
    """The records that the plug-in was asked about since it was last looked at."""
    words = (plug_in / "asked").read_text("utf-8").split("\n")[:-1]
    (plug_in / "asked").write_text("", "utf-8")
    return sorted({line[:6] for line in words})


def held(place: Path) -> dict[str, tuple[str, bool]]:
    """By file: who read it, and whether the name was found that only the plug-in knows."""
    with Library(place) as library:
        library.refresh_index()
        assert library.audit().faults == ()
        found = {}
        for card in library.cards():
            reading = library.reading(card.id)
            names = {(n.locus.words, n.rule.split(" ")[0]) for n in reading.names}
            found[card.source] = (reading.reader, ("Qvist", "harbours:x") in names)
        return found


def a_record(text: str) -> Record:
    return Record("r1", "", Capture("page.txt", "0" * 64, len(text), "text/plain", "test"), (0, len(text)), 0, text, ())


def test_the_tests_are_read_by_rules() -> None:
    assert chosen() == "rules"
    assert read(a_record(TEXT)).reader == RULES


@pytest.mark.parametrize(
    ("named", "variable", "held", "model", "expected"),
    [
        ("rules", "model", "spacy:a", True, "rules"),
        ("", "model", "spacy:a", False, "model"),
        ("", "", "spacy:a", True, "spacy:a"),
        ("", "", "", True, "model"),
        ("", "", "", False, "rules"),
    ],
)
def test_the_nearest_wish_decides(
    named: str, variable: str, held: str, model: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, variable)
    monkeypatch.setattr(readers, "has_model", lambda: model)
    assert chosen(named, held) == expected


@pytest.mark.parametrize("name", ["nobody", "spacy", "openai:", "Rules", "", "harbours"])
def test_an_unknown_reader_lists_those_there_are(name: str) -> None:
    with pytest.raises(PolyvocalError) as raised:
        reader(name)
    told = str(raised.value)
    assert told.startswith(f"no reader {name!r}; there are: rules; model (needs ")
    assert "spacy:PIPELINE (needs spaCy" in told
    assert "openai:MODEL (needs POLYVOCAL_OPENAI_ADDRESS" in told
    assert "\n" not in told


def test_a_reader_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "has_model", lambda: False)
    monkeypatch.delenv("POLYVOCAL_OPENAI_ADDRESS", raising=False)
    for name, needed in (("model", r"pip install 'polyvocal\[model\]'"), ("openai:m", "POLYVOCAL_OPENAI_ADDRESS")):
        with pytest.raises(PolyvocalError, match=needed):
            reader(name)
    with pytest.raises(PolyvocalError, match="takes nothing behind a colon"):
        reader("rules:all")


def test_no_library_is_left_by_a_reader_that_is_not_there(
    pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(pile), str(tmp_path / "library"), "--reader", "nobody"]) == 2
    assert main(["read", str(pile / "1.txt"), "--reader", "nobody"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.startswith("polyvocal: no reader 'nobody'; there are: ") for line in told] == [True, True]
    assert not (tmp_path / "library").exists()


def test_a_plug_in_reads_beside_the_rules(plug_in: Path) -> None:
    found = read(a_record(TEXT), reader="harbours:x")
    assert found.reader == f"{RULES} + harbours:x 1"
    (name,) = [n for n in found.names if n.locus.words == "Qvist"]
    assert (name.type, name.rule.split(",")[0]) == ("place", "harbours:x 1")
    alone = read(a_record(TEXT), reader="rules")
    assert "Qvist" not in {n.locus.words for n in alone.names if n.rule.startswith("harbours")}
    assert found.figures == alone.figures != ()


def test_a_language_that_it_does_not_read_is_left_to_the_rules(plug_in: Path) -> None:
    found = read(a_record(RUSSIAN), reader="harbours:x")
    assert (found.reader, asked(plug_in)) == (RULES, [])
    assert found.attributions


class Ear:
    """A reader of one language, or of any where that is ""."""

    remote = False

    def __init__(self, language: str) -> None:
        self.name = f"ear:{language} 1"
        self.languages = frozenset([language] if language else [])

    def read(self, *_: object) -> Suggested:
        return Suggested(losses=(self.name,))


@pytest.mark.parametrize(
    ("named", "language", "by"),
    [
        ("ear:en,ear:ru", "en", "ear:en 1"),
        ("ear:en,ear:ru", "ru", "ear:ru 1"),
        ("ear:en, ear:ru", "de", RULES),
        ("ear:en,ear:", "de", "ear: 1"),
        ("ear:en,ear:", "en", "ear:en 1"),
        ("ear:en", "ru", RULES),
    ],
)
def test_several_readers_share_the_languages(
    named: str, language: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(readers.KINDS, "ear", Kind("ear", "", Ear))
    reader.cache_clear()
    one = reader(named)
    assert of_language(one, language).name == by
    assert one.name == ", ".join(f"{part.strip()} 1" for part in named.split(","))
    assert one.languages == (frozenset() if "ear:," in f"{named}," else frozenset(["en", "ru"][: named.count("ear")]))
    assert of_language(one, language).read(TEXT, (), language).losses == ((by,) if by != RULES else ())
    reader.cache_clear()


def test_a_build_reads_by_it_and_nothing_twice(
    plug_in: Path, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(readers, "has_model", lambda: False)
    place, steps = tmp_path / "library", []

    def rebuilt(name: str = "") -> list[str]:
        steps.clear()
        build(pile, place, workers=1, reader=name, progress=lambda step, *_: steps.append(step))
        return asked(plug_in)

    everything = ["REPORT"]
    assert rebuilt() == []
    assert steps[0] == f"read by {RULES}"
    assert set(held(place).values()) == {(RULES, False)}
    assert rebuilt("harbours:x") == everything
    assert steps[0] == "all is read again by harbours:x 1"
    by_it = held(place)
    assert by_it == dict.fromkeys(("1.txt", "2.txt", "box.zip/3.txt"), (f"{RULES} + harbours:x 1", True))
    # It is remembered, and reads what is added alone.
    (pile / "4.txt").write_text(TEXT.format(4), "utf-8")
    assert rebuilt() == everything
    assert steps[0] == "read by harbours:x 1"
    assert held(place)["4.txt"] == (f"{RULES} + harbours:x 1", True)
    assert rebuilt() == []
    # A newer version reads all again, also what has left the pile.
    (pile / "1.txt").unlink()
    (plug_in / "version").write_text("2", "utf-8")
    reader.cache_clear()
    assert rebuilt() == everything
    assert {by for by, _ in held(place).values()} == {f"{RULES} + harbours:x 2"}
    assert len(held(place)) == 4
    with Library(place) as library:
        assert (library.reader(), library.read_by()) == ("harbours:x", "harbours:x 2")
        assert library.audit().readers == ((f"{RULES} + harbours:x 2", 4),)
        exported = [json.loads(line) for line in library.export()]
    assert {line["is"]["reader"] for line in exported if line["a"] == "reading"} == {f"{RULES} + harbours:x 2"}
    assert rebuilt("rules") == []
    assert set(held(place).values()) == {(RULES, False)}


def test_processes_read_by_it_too(plug_in: Path, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from polyvocal.build import pile as piles

    monkeypatch.setattr(piles, "BATCH_FILES", 1)
    exports = []
    for workers in (1, 2):
        build(pile, tmp_path / str(workers), workers=workers, reader="harbours:x")
        with Library(tmp_path / str(workers)) as library:
            exports.append(b"".join(library.export()))
    assert exports[0] == exports[1]
    assert exports[0].count(b'"rule":"harbours:x 1') == 3


def test_a_change_of_reader_that_was_broken_off_goes_on(
    plug_in: Path, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    place = tmp_path / "library"
    build(pile, place, workers=1, reader="rules")
    shelved = Library.shelve

    def until_the_lights_go_out(library: Library, receipt: object, *rest: object) -> None:
        shelved(library, receipt, *rest)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as dark:
        dark.setattr(Library, "shelve", until_the_lights_go_out)
        with pytest.raises(KeyboardInterrupt):
            build(pile, place, workers=1, reader="harbours:x")
    assert sorted(found for _, found in held(place).values()) == [False, False, True]
    build(pile, place, workers=1)
    assert sorted(found for _, found in held(place).values()) == [True, True, True]


def test_a_silent_reader_is_asked_again_by_the_next_build(plug_in: Path, pile: Path, tmp_path: Path) -> None:
    place = tmp_path / "library"
    (plug_in / "mood").write_text("silent", "utf-8")
    build(pile, place, workers=1, reader="harbours:x")
    assert set(held(place).values()) == {(RULES, False)}
    with Library(place) as library:
        told = {s.where: (s.stage, s.reason) for s in library.setbacks()}
        assert library.counts().statements > 0
    reason = "nobody at home; read by the rules alone, the next build asks again"
    assert told == dict.fromkeys(("1.txt", "2.txt", "box.zip/3.txt"), ("close_reading", reason))
    (plug_in / "mood").write_text("well", "utf-8")
    build(pile, place, workers=1, reader="harbours:x")
    assert {found for _, found in held(place).values()} == {True}
    with Library(place) as library:
        assert library.setbacks() == ()


def test_a_fault_of_a_plug_in_costs_only_its_suggestions(plug_in: Path) -> None:
    (plug_in / "mood").write_text("broken", "utf-8")
    done = studying.study("1.txt", TEXT.encode(), reader="harbours:x")
    (reading,) = done.readings
    assert reading.reader == RULES
    assert reading.figures
    (setback,) = done.receipt.setbacks
    assert "IndexError: a fault of the plug-in" in setback.reason
    assert not done.again


def test_what_a_reader_left_out_is_a_setback(plug_in: Path) -> None:
    (plug_in / "mood").write_text("losing", "utf-8")
    done = studying.study("1.txt", TEXT.encode(), reader="harbours:x")
    assert [s.reason for s in done.receipt.setbacks] == ["one thing was left out"]
    assert done.readings[0].losses == ("one thing was left out",)


def test_a_slow_reader_costs_no_document(plug_in: Path) -> None:
    studying.study("warm.txt", TEXT.encode(), reader="harbours:x")  # what it imports is not counted
    (plug_in / "mood").write_text("slow", "utf-8")
    done = studying.study_within(File("1.txt", TEXT.encode()), 0.6, "harbours:x")
    assert done.readings[0].reader == RULES
    assert done.readings[0].figures
    assert [s.reason for s in done.receipt.setbacks] == [
        "harbours:x 1 took longer than 0.6 seconds; read by the rules alone"
    ]


def test_what_is_closed_is_not_given_to_a_reader_elsewhere(plug_in: Path, pile: Path, tmp_path: Path) -> None:
    place = tmp_path / "library"
    build(pile, place, workers=1)
    with Library(place) as library:
        ids = {card.source: card.id for card in library.cards()}
        library.correct(ids["1.txt"], "access", "restricted", "A. Archivist", "a living person")
        library.correct(ids["2.txt"], "access", "withdrawn", "A. Archivist", "asked for")
    build(pile, place, workers=1, reader="harbours:far")
    with Library(place) as library:
        by = {source: library.reading(id_).reader for source, id_ in ids.items()}
    assert by == {"1.txt": RULES, "2.txt": "", "box.zip/3.txt": f"{RULES} + harbours:far 1"}
    assert (plug_in / "asked").read_text("utf-8").count("REPORT") == 1


def test_the_verbs_take_a_reader(
    plug_in: Path, pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "library")
    monkeypatch.setenv(VARIABLE, "harbours:x")
    assert main(["read", str(pile / "1.txt"), "--jsonl"]) == 0
    assert main(["read", str(pile / "1.txt"), "--jsonl", "--quick"]) == 0
    assert main(["read", str(pile / "1.txt"), "--jsonl", "--reader", "harbours:y"]) == 0
    by = [json.loads(line)["reader"] for line in capsys.readouterr().out.splitlines()]
    assert by == [f"{RULES} + harbours:x 1", RULES, f"{RULES} + harbours:y 1"]
    assert main(["build", str(pile), place, "--workers", "1"]) == 0
    assert capsys.readouterr().err.startswith("read by harbours:x 1 ...\n")
    assert main(["build", str(pile), place, "--workers", "1", "--quick"]) == 0
    assert capsys.readouterr().err.startswith(f"all is read again by {RULES} ...\n")
    assert main(["audit", place]) == 0
    assert f"3 records read by {RULES}\n" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["build", str(pile), place, "--quick", "--reader", "model"])


@pytest.mark.skipif(not readers.has_model(), reason="the reading model is not installed")
@pytest.mark.parametrize(("text", "by"), [(TEXT, f"{RULES} + reading model 1"), (RUSSIAN, RULES)])
def test_the_model_reads_english_beside_the_rules(text: str, by: str) -> None:
    found = read(a_record(text), reader="model")
    assert found.reader == by
    assert found.attributions
    for locus in (*(n.locus for n in found.names), *(part for a in found.attributions for part in a.content)):
        locus.verify(text)
