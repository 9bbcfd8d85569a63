"""The development data collated: sheets that a historian would want of it, and tempting false ones that must not be."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from polyvocal.accession import receive
from polyvocal.close_reading import read
from polyvocal.collation import collate
from polyvocal.terms import Collation, Witness
from polyvocal.terms.days import from_gregorian

pytestmark = pytest.mark.shared


def collated(files: Iterable[Path], published: tuple[int, int] | None = None) -> Collation:
    witnesses = []
    for file in files:
        for record in receive(file.name, file.read_bytes()).records:
            reading = read(record)
            witnesses.append(Witness(record.id, file.name, "", (), "", published, reading.statements))
    return collate(witnesses)


def test_the_five_first_documents(shared: Path) -> None:
    found = collated(sorted((shared / "data" / "seeds").glob("*.txt")))
    relations = [r for row in found.apparatus for r in row.relations]
    assert {"DENIAL", "CONFLICT"} <= {r.relation for r in relations}
    assert not {"AGREE", "CLOSE"} & {r.relation for r in relations}
    labels = " / ".join(e.label for e in found.events)
    assert "Petrograd" not in labels
    assert not any("War" in e.label for e in found.events)


def test_rival_admiralties_meet_on_one_sheet(shared: Path) -> None:
    day = from_gregorian(1916, 6, 3)
    pages = sorted((shared / "data" / "chronam1916" / "19160603").glob("*.txt"))[::3]
    found = collated(pages, (day, day))
    battle = max(found.events, key=lambda e: len(e.members))
    # A third of one day's pages may hold no sentence that dates the battle; the heading then says by when it is told.
    assert battle.label.startswith("Jutland")
    assert "31 May" in battle.label or "reported by 3 June" in battle.label
    assert len(battle.members) > 40
    asked = {row.question for row in found.apparatus if row.event == battle.id}
    assert any("(British" in question for question in asked)
    assert any("(German" in question for question in asked)
    assert all(m.reason for m in battle.members)
