"""A build opens what holds other documents: streamed, once, whatever happens meanwhile, and within limits."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import random
import tarfile
import time
import zipfile
from concurrent.futures import Future, ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from exported import export

from polyvocal import cli
from polyvocal.build import build, spreading, studying
from polyvocal.build import pile as piles
from polyvocal.holdings import Library
from polyvocal.terms import PolyvocalError

WORDS = "It was said at Rotterdam on 3 June 1916 that {} men of the crew were saved."
PAGE = "<html><body><p>" + WORDS + "</p></body></html>"


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def letter(number: int) -> str:
    return (
        f"From: a@example.org\nSubject: Letter {number}\nMessage-ID: <{number}@example.org>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        f"{WORDS.format(number)}\n--x\nContent-Disposition: attachment; filename=order.txt\n\nOrder {number}.\n--x--\n"
    )


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    many = ((f"in/{n:02}.txt", WORDS.format(20 + n)) for n in range(30))
    inner = zipped(("deep.txt", WORDS.format(7)))
    (folder / "many.zip").write_bytes(zipped(*many, ("inner.zip", inner), ("../evil.txt", WORDS.format(9))))
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for n in range(12):
            info = tarfile.TarInfo(f"{n}.html")
            content = PAGE.format(60 + n).encode()
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    (folder / "pages.tgz").write_bytes(packed.getvalue())
    (folder / "single.txt.gz").write_bytes(gzip.compress(WORDS.format(5).encode()))
    box = "".join(f"From a@example.org Wed Mar  4 10:11:12 2015\n{letter(n)}\n" for n in range(3))
    (folder / "box.mbox").write_text(box, "utf-8")
    (folder / "one.eml").write_text(letter(99), "utf-8")
    (folder / "saved.html").write_text(PAGE.format(3), "utf-8")
    (folder / "saved_files").mkdir()
    (folder / "saved_files" / "a.css").write_text("p { color: red }", "utf-8")
    (folder / "saved_files" / "frame.html").write_text(PAGE.format(4), "utf-8")
    (folder / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(5000))
    (folder / "cut.zip").write_bytes(inner[:40])
    return folder


def test_members_and_containers_are_held_with_what_they_belong_to(pile: Path, tmp_path: Path) -> None:
    counts = build(pile, tmp_path, workers=1)
    # 32 of the ZIP, 12 pages, 1 single, 3 letters with orders, 1 letter with its order, 1 page, 1 of the ZIP cut off.
    assert counts.records == 32 + 12 + 1 + 6 + 2 + 1 + 1
    with Library(tmp_path) as library:
        held = {r[0]: tuple(r[1:]) for r in library._read.execute("SELECT source, use, part_of FROM captures")}
        told = {s.where: s.reason for s in library.setbacks()}
        assert library.audit().faults == ()
    assert held["many.zip"] == ("container", None)
    assert held["many.zip/inner.zip/deep.txt"] == ("document", "many.zip")
    assert held["box.mbox/000002.eml/order.txt"] == ("document", "box.mbox/000002.eml")
    assert held["one.eml"] == ("document", None)
    assert held["one.eml/order.txt"] == ("document", "one.eml")
    assert held["saved_files/frame.html"] == ("resource", "saved.html")
    assert held["film.mp4"] == ("document", None)
    assert set(told) == {"many.zip/%2E%2E/evil.txt", "film.mp4", "cut.zip", "cut.zip/deep.txt"}
    assert "list of members is missing" in told["cut.zip"]


def test_nothing_is_opened_twice(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(pile, tmp_path, workers=1)
    before = export(tmp_path)

    def never(*_: object) -> None:
        raise AssertionError("opened again")

    monkeypatch.setattr("polyvocal.build.docket.open_container", never)
    monkeypatch.setattr(studying, "study", never)
    build(pile, tmp_path, workers=1)
    assert export(tmp_path) == before


def test_a_pool_gives_the_same_library(
    pile: Path, tmp_path: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piles, "BATCH_FILES", 5)
    build(pile, tmp_path, workers=2)
    assert export(tmp_path) == undisturbed


class _Stopped(BaseException):
    pass


def test_stopped_anywhere_and_run_again_it_is_the_same_library(
    pile: Path, tmp_path: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piles, "BATCH_FILES", 4)
    chance = random.Random(1916)
    shelved = Library.shelve
    for n in range(3):
        left = chance.randint(1, 50)

        def stop(self: Library, *rest: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise _Stopped
            shelved(self, *rest)  # type: ignore[arg-type]

        place = tmp_path / f"{n}"
        with monkeypatch.context() as here:
            here.setattr(Library, "shelve", stop)
            with pytest.raises(_Stopped):
                build(pile, place, workers=1)
        build(pile, place, workers=1)
        assert export(place) == undisturbed
        with Library(place) as library:
            assert library.audit().faults == ()


def test_a_changed_container_is_opened_again(tmp_path: Path) -> None:
    pile, place = tmp_path / "pile", tmp_path / "library"
    pile.mkdir()
    (pile / "a.zip").write_bytes(zipped(("a.txt", WORDS.format(1)), ("b.txt", WORDS.format(2))))
    build(pile, place, workers=1)
    (pile / "a.zip").write_bytes(zipped(("a.txt", WORDS.format(1)), ("c.txt", WORDS.format(3))))
    assert build(pile, place, workers=1).records == 3  # b.txt stays: an archive does not discard


def test_an_audit_checks_what_is_kept_of_containers(pile: Path, tmp_path: Path) -> None:
    build(pile, tmp_path, workers=1)
    with Library(tmp_path) as library:
        (digest,) = library._read.execute("SELECT sha256 FROM captures WHERE source = 'many.zip'").fetchone()
        place = tmp_path / "originals" / digest[:2] / digest[2:4] / digest
        assert place.read_bytes() == (pile / "many.zip").read_bytes()
        place.chmod(0o600)
        place.write_bytes(b"other bytes")
        assert [f.where for f in library.audit().faults] == ["many.zip"]


def test_a_file_that_changes_while_it_is_copied_is_refused(tmp_path: Path) -> None:
    from polyvocal.holdings import originals

    path = tmp_path / "a.zip"
    path.write_bytes(b"one")
    with pytest.raises(PolyvocalError, match="changed while it was read"):
        originals.keep_file(tmp_path / "originals", path, "0" * 64)
    assert not [p for p in (tmp_path / "originals").rglob("*") if p.is_file()]


def test_a_large_file_is_kept_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piles, "FILE_BYTES", 1000)
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "large.txt").write_text("words " * 1000, "utf-8")
    counts = build(pile, tmp_path / "library", workers=1)
    assert (counts.captures, counts.records, counts.setbacks) == (1, 0, 1)
    with Library(tmp_path / "library") as library:
        assert "kept, but not read" in library.setbacks()[0].reason


def test_read_goes_through_containers(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(pile / "many.zip"), str(pile / "box.mbox"), "--jsonl"]) == 0
    told = capsys.readouterr()
    assert told.out.count('"document":{"source":"many.zip/') == 32
    assert told.out.count('"document":{"source":"box.mbox/') == 6
    assert "many.zip/%2E%2E/evil.txt" in told.err


LIMIT = 1.0
GIVEN_UP = "reading it took longer than 1 seconds, and was given up"


def _bad() -> None:
    # In a worker: the texts with these words end its process, or take for ever, as a fault or an expression that goes
    # back and forth would.
    received = studying.receive

    def receive(source: str, content: bytes, wrapper: object = None) -> object:
        if b"DEADLY" in content:
            os._exit(9)
        if b"DEAF" in content:
            import signal

            signal.signal(signal.SIGALRM, signal.SIG_IGN)  # as code that is not Python is deaf to alarms
        while b"ENDLESS" in content:
            time.sleep(0.01)
        return received(source, content, wrapper)  # type: ignore[arg-type]

    studying.study("warm.txt", WORDS.format(1).encode())  # what it imports is not counted
    studying.receive = receive  # type: ignore[assignment]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="alarms are of POSIX systems")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_document_costs_no_other(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["ENDLESS DEAF", "DEADLY", "whole", "ENDLESS", "whole", "whole"] if workers > 1 else ["whole", "ENDLESS"]
    pile = tmp_path / "pile"
    pile.mkdir()
    for n, word in enumerate(words):
        (pile / f"{n}.txt").write_text(WORDS.format(n) if word == "whole" else word, "utf-8")
    spawned = multiprocessing.get_context("spawn")
    monkeypatch.setattr(studying, "receive", studying.receive)  # put back afterwards
    monkeypatch.setattr(spreading, "_pool", lambda workers: ProcessPoolExecutor(workers, spawned, _bad))
    monkeypatch.setattr(spreading, "LIMIT_SECONDS", LIMIT)
    monkeypatch.setattr(piles, "BATCH_FILES", 3)
    if workers == 1:
        _bad()
    counts = build(pile, tmp_path / "library", workers=workers)
    assert (counts.captures, counts.records) == (len(words), words.count("whole"))
    killed = "the process that read it was killed, perhaps for want of memory"
    expected = {
        f"{n}.txt": GIVEN_UP if "ENDLESS" in word else killed for n, word in enumerate(words) if word != "whole"
    }
    with Library(tmp_path / "library") as library:
        assert {setback.where: setback.reason for setback in library.setbacks()} == expected


def test_a_batch_that_is_silent_for_long_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "LIMIT_SECONDS", 0.0)
    waiting, running, done = (Future[bytes]() for _ in range(3))
    begun: dict[Future[bytes], float] = {}
    assert not spreading._stuck({waiting: ()}, begun)
    done.set_running_or_notify_cancel()
    done.set_result(b"")
    assert not spreading._stuck({done: ()}, begun)
    running.set_running_or_notify_cancel()
    spreading._stuck({running: ()}, begun)
    time.sleep(0.001)
    assert spreading._stuck({running: ()}, begun)
    monkeypatch.setattr(spreading, "LIMIT_SECONDS", 60.0)
    assert not spreading._stuck({running: ()}, begun)
