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
    # The one thing in which two of them agree is how many states intervened.
    asked = {row.question for row in found.apparatus for r in row.relations if r.relation in {"AGREE", "CLOSE"}}
    assert asked == {"How many states?"}
    labels = " / ".join(e.label for e in found.events)
    assert "Petrograd" not in labels
    assert not any("War" in e.label for e in found.events)


def sheets(shared: Path) -> tuple[Collation, dict[str, set[str]], dict[str, str]]:
    """The seeds collated: of each event its voices by heading, and the numeral of each statement with a figure."""
    witnesses = []
    for file in sorted((shared / "data" / "seeds").glob("*.txt")):
        for record in receive(file.name, file.read_bytes()).records:
            statements = read(record, reader="rules").statements
            witnesses.append(Witness(record.id, file.name, "", (), "", None, statements))
    known = {s.id: s for w in witnesses for s in w.statements}
    found = collate(witnesses)
    voices: dict[str, set[str]] = {}
    for event in found.events:
        heard = {v.name for m in event.members for v in known[m.statement].attribution[1:]}
        voices[event.label] = voices.get(event.label, set()) | heard
    return found, voices, {s.id: s.figure.numeral.words for s in known.values() if s.figure is not None}


def test_the_sheets_that_a_historian_would_want(shared: Path) -> None:
    found, voices, numeral = sheets(shared)
    told = {
        (row.question, r.relation, numeral.get(r.a, ""), numeral.get(r.b, ""))
        for row in found.apparatus
        for r in row.relations
    }
    # the number of intervening states, in two rival documents
    assert ("How many states?", "AGREE", "14", "14") in told
    # the losses of the war, as two posts of one site give them
    assert any(q.startswith("How many dead") and v in {"STRAINED", "NESTED"} and "27-40" in b for q, v, _, b in told)
    # one town in 1963: the interns, the police, the eyewitnesses, the authorities that are said to conceal
    riot = next(v for label, v in voices.items() if "1963" in label)
    assert {"eyewitnesses", "the police", "the authorities"} <= riot
    assert any("Cubans" in name for name in riot)
    # the same town a quarter of a century later is another event
    assert any("1988" in label and not voices[label] & riot for label in voices)
    # a brigade's losses and the ministry's denial
    assert any(v == "DENIAL" and a == "300" for _, v, a, _ in told)


def test_the_tempting_false_ones(shared: Path) -> None:
    found, _, numeral = sheets(shared)
    small = {"one", "a", "two", "One", "A", "three", "ten", "twelve"}
    for row in found.apparatus:
        for r in row.relations:
            if r.relation in {"AGREE", "CLOSE", "CONFLICT", "COMPATIBLE"}:
                assert not {numeral.get(r.a), numeral.get(r.b)} & small, r


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
