"""What people decide about events: merged, split, held apart, given a heading; in collation, and through rebuilds."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pages import Page

from polyvocal.build import build
from polyvocal.cli import main
from polyvocal.collation import collate
from polyvocal.holdings import Library
from polyvocal.terms import Collation, PolyvocalError, Ruling


def flood(record: str, day: str, place: str, author: str) -> Page:
    page = Page(record, f"In the flood at {place} on {day} May 1902, 40 people died.", author=author)
    return page.says("40 people", on=(f"{day} May 1902", f"1902-05-0{day}"), place=place, event="flood")


PAGES = [flood("a", "2", "Selby", "Lees"), flood("b", "2", "Selby", "Tarn"), flood("c", "8", "Goole", "Field")]
WITNESSES = [page.witness for page in PAGES]


def events(found: Collation) -> list[list[str]]:
    return sorted(sorted(member.statement for member in event.members) for event in found.events)


def decided(*rulings: Ruling) -> list[list[str]]:
    return events(collate(WITNESSES, (), rulings))


def test_two_floods_are_two_events_until_somebody_decides() -> None:
    assert decided() == [["a-00", "b-00"], ["c-00"]]


RULINGS: list[tuple[Sequence[Ruling], list[list[str]]]] = [
    ([Ruling("merge", "a-00", ("c-00",))], [["a-00", "b-00", "c-00"]]),
    ([Ruling("reject", "a-00", ("b-00",))], [["a-00"], ["b-00"], ["c-00"]]),
    ([Ruling("split", "a-00", ("b-00",))], [["a-00"], ["b-00"], ["c-00"]]),
    # Of two that contradict each other the later one holds.
    ([Ruling("merge", "a-00", ("c-00",)), Ruling("reject", "a-00", ("c-00",))], [["a-00", "b-00"], ["c-00"]]),
    ([Ruling("reject", "a-00", ("c-00",)), Ruling("merge", "a-00", ("c-00",))], [["a-00", "b-00", "c-00"]]),
    # A split comes first, whenever it was decided: what is taken out may be put elsewhere.
    ([Ruling("merge", "b-00", ("c-00",)), Ruling("split", "a-00", ("b-00",))], [["a-00"], ["b-00", "c-00"]]),
    # Statements that are no longer held.
    ([Ruling("merge", "a-00", ("gone",)), Ruling("split", "gone", ("gone",))], [["a-00", "b-00"], ["c-00"]]),
]


@pytest.mark.parametrize(("rulings", "expected"), RULINGS)
def test_what_is_decided_holds(rulings: Sequence[Ruling], expected: list[list[str]]) -> None:
    assert decided(*rulings) == expected


def test_a_heading_given_by_a_person_stands_and_the_last_one_holds() -> None:
    found = collate(WITNESSES, (), [Ruling("relabel", s, label=w) for s, w in (("a-00", "One"), ("b-00", "Two"))])
    assert [event.label for event in found.events if len(event.members) == 2] == ["Two"]


def test_accounts_of_what_was_put_together_are_compared() -> None:
    odd = Page("d", "On 8 May 1902 the flood at Selby took 90 people.", author="Marsh")
    odd.says("90 people", on=("8 May 1902", "1902-05-08"), place="Selby", event="flood")
    rulings = [Ruling("merge", "a-00", ("d-00",))]
    found = collate([*WITNESSES, odd.witness], (), rulings)
    assert any(len(event.members) == 3 for event in found.events)
    assert all("put here by a person" in m.reason for e in found.events for m in e.members if m.statement == "d-00")


def test_events_that_may_be_one_are_asked_about_until_somebody_settles_it() -> None:
    later = Page("d", "The flood at Selby of 3 May 1902 took 90 people.", author="Marsh")
    later.says("90 people", on=("3 May 1902", "1902-05-03"), place="Selby", event="flood")
    late = Page("e", "The flood at Selby of 6 May 1902 took 70 people.", author="Hart")
    late.says("70 people", on=("6 May 1902", "1902-05-06"), place="Selby", event="flood")
    known = [*WITNESSES, later.witness, late.witness]
    for asked in collate(known).perhaps:
        ids = {event.id: event.members[0].statement for event in collate(known).events}
        settled = collate(known, (), [Ruling("reject", ids[asked.a], (ids[asked.b],))])
        assert (asked.a, asked.b) not in {(p.a, p.b) for p in settled.perhaps}


# --- in a library --------------------------------------------------------------------------------------------------

TEXTS = {
    "one.txt": "Ann Lees\n\nSelby, 9 May 1902\n\nOn 2 May 1902 a flood at Selby drowned 40 people. The mayor said that "
    "60 people died in the flood at Selby.\n",
    "two.txt": "Hugh Tarn\n\nGoole, 12 May 1902\n\nOn 8 May 1902 a flood at Goole drowned 90 people. The harbourmaster "
    "said that 70 people died in the flood at Goole.\n",
}  # fmt: skip


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    place = tmp_path / "pile"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text)
    return place


def headed(library: Library, place: str) -> str:
    return next(event.id for event in library.events() if event.label.startswith(place))


def test_a_decision_outlives_a_rebuild(pile: Path, tmp_path: Path) -> None:
    build(pile, tmp_path / "lib", workers=1)
    with Library(tmp_path / "lib") as library:
        selby, goole = headed(library, "Selby"), headed(library, "Goole")
        library.merge_events(selby, goole, "Ada Rook", "one flood of the Ouse")
        library.relabel_event(selby, "The Ouse, May 1902", "Ada Rook", "the river, not a town")
        assert library.event(selby).label == "The Ouse, May 1902"  # a heading is in force at once
        assert not library.collated()
    build(pile, tmp_path / "lib", workers=1)
    kept = (tmp_path / "lib" / "corrections.jsonl").read_text()
    with Library(tmp_path / "lib") as library:
        joined = max(library.events(), key=lambda event: len(event.members))
        places = {library.card(library.statement(m.statement).record).source for m in joined.members}
        assert (joined.label, places) == ("The Ouse, May 1902", {"one.txt", "two.txt"})
        assert [r.ruling.kind for r in library.ruled_on(joined.id)] == ["merge", "relabel"]
        first = library.ruled()[0].correction
        library.undo(first.id, "Ada Rook", "two rivers after all")
    # Another library of the same pile that takes over the file comes to the same events.
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "corrections.jsonl").write_text(kept)
    build(pile, tmp_path / "other", workers=1)
    with Library(tmp_path / "other") as library:
        assert max(len(event.members) for event in library.events()) == len(joined.members)
    build(pile, tmp_path / "lib", workers=1)
    with Library(tmp_path / "lib") as library:
        assert headed(library, "Goole")


def test_files_of_two_people_merge_in_any_order(pile: Path, tmp_path: Path) -> None:
    build(pile, tmp_path / "lib", workers=1)
    file = tmp_path / "lib" / "corrections.jsonl"
    with Library(tmp_path / "lib") as library:
        selby, goole = headed(library, "Selby"), headed(library, "Goole")
        library.merge_events(selby, goole, "Ada Rook", "one flood")
        library.part_events(selby, goole, "Ben Shaw", "two rivers")
        rulings = library.rulings()
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(reversed(lines)) + lines[0])
    with Library(tmp_path / "lib") as library:
        assert library.rulings() == rulings
        assert [ruling.kind for ruling in rulings] == ["merge", "reject"]


REFUSED = [
    (lambda library, e: library.merge_events(e, e, "A", "b"), "one event already"),
    (lambda library, e: library.merge_events(e, "nowhere", "A", "b"), "no event"),
    (lambda library, e: library.split_event(e, ["nowhere"], "A", "b"), "no statement"),
    (lambda library, e: library.split_event(e, [], "A", "b"), "not none and not all"),
    (lambda library, e: library.relabel_event(e, " ", "A", "b"), "one line"),
    (lambda library, e: library.relabel_event(e, "A heading", "A", ""), "a reason"),
]


def test_what_cannot_be_decided_is_refused(pile: Path, tmp_path: Path) -> None:
    build(pile, tmp_path / "lib", workers=1)
    with Library(tmp_path / "lib") as library:
        for act, said in REFUSED:
            with pytest.raises(PolyvocalError, match=said):
                act(library, headed(library, "Selby"))
        assert library.rulings() == ()


def test_a_line_that_says_nothing_known_is_passed_over(pile: Path, tmp_path: Path) -> None:
    build(pile, tmp_path / "lib", workers=1)
    for value in ("{", "[]", '{"statement": 1}', '{"statement": "s", "others": [1]}'):
        line = {"record": "", "field": "event:merge", "value": value, "by": "A", "reason": "b", "day": "2026-01-05"}
        with (tmp_path / "lib" / "corrections.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")
    with Library(tmp_path / "lib") as library:
        assert library.rulings() == ()


def test_the_verb_lists_events_and_writes_what_is_decided(
    pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(tmp_path / "lib")
    build(pile, place, workers=1)
    with Library(place) as library:
        selby, goole = headed(library, "Selby"), headed(library, "Goole")
    signed = ["--by", "Ada Rook", "--reason", "one flood"]
    assert main(["events", place, "selby"]) == 0
    assert selby in capsys.readouterr().out
    assert main(["events", place, "--merge", goole, selby]) != 0  # nobody signs it
    assert main(["events", place, "--merge", goole, selby, *signed]) == 0
    assert main(["events", place, "--relabel", selby, "The Ouse", *signed]) == 0
    capsys.readouterr()
    assert main(["events", place, "--decided", "--json"]) == 0
    decided = json.loads(capsys.readouterr().out)["decided"]
    assert [one["ruling"]["kind"] for one in decided] == ["merge", "relabel"]
    assert main(["events", place, "--perhaps", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out)["perhaps"], list)
