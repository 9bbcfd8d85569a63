"""A pile becomes a library: the same one, whoever builds it, and whatever happens meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest
from exported import export

from polyvocal.build import build, study, studying, survey
from polyvocal.build import pile as piles
from polyvocal.holdings import Library
from polyvocal.terms import PolyvocalError, Setback

SHIPS = ["Queen Mary", "Invincible", "Indefatigable", "Lützow", "Pommern", "Wiesbaden", "Defence", "Black Prince"]
ROUNDS = 9
VOICES = ["The Admiralty", "The German naval staff", "A Danish fisherman", "A correspondent at Rotterdam"]


def report(n: int) -> str:
    """One of forty short reports of the battle, each with its own figures."""
    ship, voice = SHIPS[n % len(SHIPS)], VOICES[n % len(VOICES)]
    return (
        f"REPORT {n} OF THE BATTLE\n\nLONDON, June {1 + n % 9}, 1916.\n\n"
        f"{voice} states that the {ship} was sunk off Jutland on 31 May 1916 with {300 + n} men. "
        f"Survivors said that {20 + n} of the crew were saved. The fight lasted until dark.\n"
    )


def write_pile(folder: Path, count: int = 40) -> Path:
    for n in range(count):
        path = folder / f"{n % 4}" / f"report-{n:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(n), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "page.html").write_text(f"<html><title>Page</title><p>{report(99)}</p></html>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pile(tmp_path_factory.mktemp("pile"))


def test_every_file_becomes_records_or_a_setback(pile, tmp_path):
    counts = build(pile, tmp_path, workers=1)
    assert counts.captures == 42
    assert counts.records == 41
    assert counts.statements > 40
    assert counts.events > 0
    with Library(tmp_path) as library:
        assert [s.where for s in library.setbacks()] == ["empty.txt"]
        audit = library.audit()
    assert audit.faults == ()
    assert audit.quotations > 200


def test_a_survey_is_sorted_and_leaves_out_what_is_hidden(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/config", "lib/originals/xy", "ä.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    os.symlink(tmp_path, tmp_path / "a" / "round")
    sources = [source for source, _ in survey(tmp_path, tmp_path / "lib")]
    assert sources == ["a/round", "a/z.txt", "b.txt", "ä.txt"]
    assert survey(tmp_path / "b.txt") == [("b.txt", tmp_path / "b.txt")]
    with pytest.raises(PolyvocalError, match="there is nothing at"):
        survey(tmp_path / "nowhere")


def test_links_and_locked_files_are_shown_as_setbacks(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(report(1), "utf-8")
    os.symlink("/etc/hostname", tmp_path / "pile" / "b.txt")
    counts = build(tmp_path / "pile", tmp_path / "library", workers=1)
    assert (counts.captures, counts.setbacks) == (1, 1)
    with Library(tmp_path / "library") as library:
        assert "not followed" in library.setbacks()[0].reason


def test_a_file_name_that_is_no_utf8_is_spelled_out(tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(report(1), "utf-8")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")
    assert survey(tmp_path)[0][0] == "caf\\xe9.txt"
    assert build(tmp_path, tmp_path.parent / "spelled", workers=1).records == 1


def test_building_again_reads_only_what_is_new(pile, tmp_path, undisturbed, monkeypatch):
    own = tmp_path / "pile"
    shutil.copytree(pile, own)
    missing = own / "3" / "report-39.txt"
    text = missing.read_bytes()
    missing.unlink()
    build(own, tmp_path / "library", workers=1)
    missing.write_bytes(text)
    read = []
    monkeypatch.setattr(studying, "study", lambda source, *rest: read.append(source) or study(source, *rest))
    build(own, tmp_path / "library", workers=1)
    assert read == ["3/report-39.txt"]
    assert export(tmp_path / "library") == undisturbed
    build(own, tmp_path / "library", workers=1)
    assert read == ["3/report-39.txt"]


def test_a_changed_file_is_read_again_and_a_lost_one_stays_held(pile, tmp_path, undisturbed):
    own = tmp_path / "pile"
    shutil.copytree(pile, own)
    changed = own / "0" / "report-00.txt"
    text = changed.read_bytes()
    changed.write_text("A DENIAL\n\nNothing was lost at all.\n", "utf-8")
    build(own, tmp_path / "library", workers=1)
    changed.write_bytes(text)
    (own / "1" / "report-01.txt").unlink()
    build(own, tmp_path / "library", workers=1)
    assert export(tmp_path / "library") == undisturbed
    with Library(tmp_path / "library") as library:
        assert library.audit().faults == ()


def test_one_bad_document_does_not_stop_the_build(pile, tmp_path, monkeypatch):
    def stumble(record, *_, reader):
        if "REPORT 7 " in record.text:
            raise IndexError("string index out of range")
        return studying.CloseReading(record.id)

    monkeypatch.setattr(studying, "read", stumble)
    counts = build(pile, tmp_path, workers=1)
    assert counts.records == 41
    with Library(tmp_path) as library:
        told = {s.where: s for s in library.setbacks()}
    assert told["3/report-07.txt"] == Setback(
        "3/report-07.txt",
        "close_reading",
        "polyvocal broke on it here, and kept what it had before (IndexError: string index out of range)",
    )


def test_two_builds_at_once_are_refused(pile, tmp_path):
    with (
        Library(tmp_path) as library,
        library.building(),
        pytest.raises(PolyvocalError, match="another build is writing"),
    ):
        build(pile, tmp_path, workers=1)


def test_batches_are_of_some_files_or_some_bytes():
    small = [piles.File(f"{n}", b"x") for n in range(60)]
    large = [piles.File("large", b"x" * 300_000)]
    assert [len(batch) for batch in piles.in_batches(iter(small + large + small[:1]))] == [24, 24, 13, 1]


def test_an_unknown_way_to_spread_is_refused(pile, tmp_path):
    with pytest.raises(PolyvocalError, match="there are: pool, ray"):
        build(pile, tmp_path, on="abacus")


def _build_for(pile: Path, place: Path, seconds: float, spent: object) -> None:
    # In a child: an alarm of the processor's time that nobody handles ends it on the spot, as a kill does, in Python or
    # in C. Wall time would tell a moment of the machine's other work, not of the build.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    before = time.process_time()
    build(pile, place, workers=1)
    spent.value = time.process_time() - before  # type: ignore[attr-defined]
    os._exit(0)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs POSIX processes")
def test_killed_at_any_moment_and_run_again_it_is_the_same_library(pile, tmp_path, undisturbed):
    # Forked: the child has everything imported, so the kill falls into the build itself.
    context = multiprocessing.get_context("fork")
    spent = context.Value("d", 0.0)

    def run(place: Path, seconds: float) -> int | None:
        process = context.Process(target=_build_for, args=(pile, place, seconds, spent))
        process.start()
        process.join()
        return process.exitcode

    assert run(tmp_path / "timed", 600) == 0
    whole = spent.value
    chance = random.Random(1916)
    killed = 0
    for n in range(ROUNDS):
        place = tmp_path / f"{n}"
        code = run(place, whole * (n + chance.random()) / (ROUNDS + 1))
        assert code in (0, -signal.SIGPROF)
        killed += code != 0
        build(pile, place, workers=1)
        assert export(place) == undisturbed
        with Library(place) as library:
            assert library.audit().faults == ()
    assert killed >= ROUNDS - 1


def test_a_withdrawn_record_that_is_opened_again_is_read_again(pile, tmp_path, undisturbed):
    own, place = tmp_path / "pile", tmp_path / "library"
    shutil.copytree(pile, own)
    with zipfile.ZipFile(own / "box.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("in.txt"), report(50))
    build(own, place, workers=1)

    def without_decisions() -> list[bytes]:
        return [line for line in export(place).splitlines() if not line.startswith(b'{"a":"correction"')]

    whole = without_decisions()

    def opened_again(*sources: str) -> None:
        with Library(place) as library:
            for source in sources:
                ((record,),) = library._read.execute("SELECT id FROM records WHERE source = ?", (source,)).fetchall()
                library.withdraw(record, "A. Keeper", "asked for by the heirs")
                assert library.card(record).access == "withdrawn"
                line = [d.correction for d in library.history(record) if d.correction.value == "withdrawn"][-1]
                library.undo(line.id, "A. Keeper", "the heirs agree")
            assert len(library.to_be_read_again()) == len(sources)

    def is_whole_again() -> None:
        build(own, place, workers=1)
        with Library(place) as library:
            assert library.to_be_read_again() == ()
            assert library.audit().faults == ()
        assert without_decisions() == whole

    opened_again("0/report-00.txt", "box.zip/in.txt")
    is_whole_again()  # from the pile
    opened_again("0/report-00.txt", "box.zip/in.txt", "1/report-01.txt")
    (own / "0" / "report-00.txt").unlink()
    (own / "box.zip").unlink()
    (own / "1" / "report-01.txt").unlink()
    is_whole_again()  # from the originals
