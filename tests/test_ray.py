"""Past one machine: a Ray cluster gives the same library as one process, and one bad document costs no other."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra 'ray' is not installed")

WORDS = "FROM THE FLEET\n\nKIEL, June {}, 1916.\n\nIt is said that {} men were killed at Jutland."

# Each build in a process of its own: Ray keeps threads and signal handlers that other tests should not meet.
BUILD = """
import sys
from pathlib import Path
from polyvocal.build import build, pile
from polyvocal.holdings import Library

def export(place):
    with Library(place) as library:
        Path(place + ".jsonl").write_bytes(b"".join(library.export()))
        return [f"{s.where}: {s.reason}" for s in library.setbacks()]

pile.BATCH_FILES = 2
source, place = sys.argv[1:]
"""
WHOLE = (
    BUILD
    + """
for name, on, workers in (("serial", "pool", 1), ("pool", "pool", 2), ("ray", "ray", 2)):
    build(source, place + name, on=on, workers=workers)
    export(place + name)
"""
)
# One text ends its process, one is deaf to its own limit, one hears of it: the function goes to Ray's workers by value.
BAD = (
    BUILD
    + """
import ray
from polyvocal.build import spreading
from polyvocal.build.studying import study_batch

def trying(batch, limit, reader):
    import os, signal, time
    from polyvocal.build import studying
    studied = studying.study
    studied("warm.txt", b"It was said in June 1916 that 40 men were killed.")  # what it imports is not counted
    def study(source, content, *rest):
        if b"DEADLY" in content:
            os._exit(9)
        if b"DEAF" in content:
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while b"ENDLESS" in content:
            time.sleep(0.05)
        return studied(source, content, *rest)
    studying.study = study
    try:
        return studying.study_batch(batch, limit, reader)
    finally:
        studying.study = studied

spreading.study_batch = trying
spreading.LIMIT_SECONDS = 5.0
build(source, place, on="ray", workers=1)
Path(place + ".told").write_text("\\n".join(export(place)))
"""
)


def run(program: str, *words: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True, timeout=240, check=False
    )
    if "timed out during startup" in done.stderr:
        pytest.skip("Ray did not start in time on this machine")
    assert done.returncode == 0, done.stderr


def response(number: int) -> bytes:
    body = f"<html><body><p>{WORDS.format(number, 40 + number)}</p></body></html>".encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}\r\n"
        f"WARC-Date: 2019-03-04T10:11:12Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_serial_pool_and_ray_give_the_same_library(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the package 'warcio' is not installed")
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(4):
        (pile / f"{n}.txt").write_text(WORDS.format(n + 1, n + 10), "utf-8")
    with zipfile.ZipFile(pile / "box.zip", "w") as archive:
        for n in range(5):
            archive.writestr(zipfile.ZipInfo(f"in/{n}.txt"), WORDS.format(n + 1, n + 20))
    (pile / "crawl.warc").write_bytes(b"".join(response(n + 1) for n in range(5)))
    run(WHOLE, pile, f"{tmp_path}/")
    serial, pool, ray = ((tmp_path / f"{name}.jsonl").read_bytes() for name in ("serial", "pool", "ray"))
    assert serial.count(b'"source":"crawl.warc/example.org/') >= 5
    assert serial.count(b'"source":"box.zip/in/') >= 5
    assert serial == pool
    assert serial == ray


def test_on_ray_one_bad_document_costs_no_other(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(4):
        (pile / f"{n}.txt").write_text(WORDS.format(n + 1, n + 10), "utf-8")
    with zipfile.ZipFile(pile / "box.zip", "w") as archive:
        for name, words in (("deadly", "DEADLY"), ("deaf", "ENDLESS DEAF"), ("endless", "ENDLESS"), ("whole", WORDS)):
            archive.writestr(zipfile.ZipInfo(f"{name}.txt"), words)
    run(BAD, pile, tmp_path / "library")
    told = (tmp_path / "library.told").read_text().splitlines()
    given_up = "reading it took longer than 5 seconds, and was given up"
    assert sorted(told) == [
        "box.zip/deadly.txt: the process that read it was killed, perhaps for want of memory",
        f"box.zip/deaf.txt: {given_up}",
        f"box.zip/endless.txt: {given_up}",
    ]
    exported = (tmp_path / "library.jsonl").read_bytes()
    assert b"box.zip/whole.txt" in exported
    assert all(f'"source":"{n}.txt"'.encode() in exported for n in range(4))
