"""A pile becomes a library: the same one, whoever builds it, and whatever happens meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from polyvocal.build import build, spreading, study, studying, survey
from polyvocal.build import pile as piles
from polyvocal.holdings import Library
from polyvocal.terms import PolyvocalError, Setback

SHIPS = ["Queen Mary", "Invincible", "Indefatigable", "Lützow", "Pommern", "Wiesbaden", "Defence", "Black Prince"]
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


@pytest.fixture(scope="module")
def undisturbed(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of a library that one process built in one go."""
    place = tmp_path_factory.mktemp("undisturbed")
    build(pile, place, workers=1)
    return export(place)


def export(place: Path) -> bytes:
    with Library(place) as library:
        return b"".join(library.export())


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


def test_a_pool_gives_the_same_library(pile, tmp_path, undisturbed, monkeypatch):
    monkeypatch.setattr(piles, "BATCH_FILES", 5)
    build(pile, tmp_path, workers=2)
    assert export(tmp_path) == undisturbed


def test_one_bad_document_does_not_stop_the_build(pile, tmp_path, monkeypatch):
    def stumble(record, *_):
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


def _deadly() -> None:
    # In a worker: the text with this word ends its process, as a fault in a parser written in C would.
    received = studying.receive
    studying.receive = lambda source, content, wrapper: (
        os._exit(9) if b"DEADLY" in content else received(source, content, wrapper)
    )


def test_a_worker_that_dies_costs_one_document(tmp_path, monkeypatch):
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(6):
        (pile / f"{n}.txt").write_text("DEADLY" if n == 2 else report(n), "utf-8")
    spawned = multiprocessing.get_context("spawn")
    monkeypatch.setattr(spreading, "_pool", lambda workers: ProcessPoolExecutor(workers, spawned, _deadly))
    monkeypatch.setattr(piles, "BATCH_FILES", 2)
    counts = build(pile, tmp_path / "library", workers=2)
    assert (counts.captures, counts.records) == (6, 5)
    with Library(tmp_path / "library") as library:
        (setback,) = library.setbacks()
    assert (setback.where, "was killed" in setback.reason) == ("2.txt", True)


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


def _build_here(pile: Path, place: Path, begun: object) -> None:
    begun.set()  # type: ignore[attr-defined]
    build(pile, place, workers=1)


def test_killed_at_any_moment_and_run_again_it_is_the_same_library(pile, tmp_path, undisturbed):
    # Forked where that can be: the child has everything imported, so the kill falls into the build itself.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")

    def begin(place: Path) -> multiprocessing.Process:
        begun = context.Event()
        process = context.Process(target=_build_here, args=(pile, place, begun))
        process.start()
        assert begun.wait(60)
        return process

    timed = begin(tmp_path / "timed")
    started = time.monotonic()
    timed.join()
    whole = time.monotonic() - started
    chance = random.Random(1916)
    killed = 0
    for n in range(12):
        place = tmp_path / f"{n}"
        process = begin(place)
        time.sleep(whole * (n + chance.random()) / 13)
        process.kill()
        process.join()
        killed += process.exitcode != 0
        build(pile, place, workers=1)
        assert export(place) == undisturbed
        with Library(place) as library:
            assert library.audit().faults == ()
    assert killed >= 4  # on a busy machine the time it takes varies
