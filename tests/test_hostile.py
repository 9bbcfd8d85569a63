"""Hostile files end as members and setbacks, within bounds, and never as an error."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from bench.hostile import SORTS
from polyvocal.accession import receiving
from polyvocal.accession.containers import limits
from polyvocal.accession.extract import Delivery
from polyvocal.accession.receiving import receive
from polyvocal.build import gathered, survey
from polyvocal.terms import Setback

# What comes of each sort: members at least, and words of the reasons that must be given.
EXPECTED = [
    ("50 archives deep", 0, ["a container inside 8 others"]),
    ("hostile tar", 7, ["spelled otherwise", "a device, no document", "a link to another place", "breaks off"]),
    ("cut off", 12, ["its list of members is missing", "kept as far as it could be read", "breaks off"]),
    ("lying WARC", 2, ["damaged", "headers without end", "nothing sound follows"]),
    ("odd letters", 500, ["attachments inside 8 others"]),
    ("odd members", 500, []),
]


@pytest.mark.parametrize(("sort", "members", "reasons"), EXPECTED)
def test_hostile_files_end_in_members_and_setbacks(sort: str, members: int, reasons: list[str], tmp_path: Path) -> None:
    SORTS[sort](tmp_path)
    arrivals = list(gathered(survey(tmp_path)))
    assert sum(isinstance(a, Delivery) for a in arrivals) >= members
    told = [a.reason for a in arrivals if isinstance(a, Setback)]
    for reason in reasons:
        assert any(reason in words for words in told), (reason, told)


def test_letters_of_odd_parts_are_read(tmp_path: Path) -> None:
    SORTS["odd letters"](tmp_path)
    for path in sorted(tmp_path.iterdir()):
        receipt = receive(path.name, path.read_bytes())
        assert receipt.records or receipt.setbacks
        assert receipt.capture.media_type == "message/rfc822"


def test_a_bomb_costs_no_more_memory_than_one_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FLOOR_BYTES", 8 * 2**20)
    monkeypatch.setattr(limits, "MEMBER_BYTES", 2**20)
    from bench.hostile import zipped

    bomb = zipped([("zeros.txt", bytes(20 * 2**20))])
    (tmp_path / "bomb.zip").write_bytes(zipped((f"{n}.zip", bomb) for n in range(16)))
    tracemalloc.start()
    arrivals = list(gathered(survey(tmp_path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20
    assert "unpacks to more than 250 times its size" in [a.reason for a in arrivals if isinstance(a, Setback)][-1]


def test_a_text_too_large_to_read_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "TEXT_BYTES", 100)
    assert receive("a.txt", b"words " * 16).records
    receipt = receive("a.txt", b"words " * 17)
    assert receipt.records == ()
    assert "kept, but not read" in receipt.setbacks[0].reason
