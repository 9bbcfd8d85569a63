"""Headings, arrangement and supplied entries on the shelf, with what people decided."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.holdings import Library
from polyvocal.holdings.headings import decide, split_id
from polyvocal.terms import (
    Arrangement,
    Authority,
    Capture,
    Heading,
    PolyvocalError,
    Receipt,
    Suggestion,
    Supplied,
    Unit,
    Variant,
)


def heading(one: str, *words: str) -> Heading:
    return Heading(one, "person", words[0], tuple(Variant(w, "Latn", 1) for w in words))


FOUND = Authority(
    (heading("h1", "Lee", "Leigh"), heading("h2", "Li"), heading("h3", "Ly"), heading("h4", "Lea")),
    (Suggestion("h1", "h2", "near"), Suggestion("h2", "h3", "near")),
)


def line(field: str, **value: str) -> tuple[str, str]:
    return f"heading:{field}", json.dumps(value)


MERGES = [line("merge", into="h1", of="h2"), line("merge", into="h2", of="h3"), line("merge", into="h4", of="h2")]
SPLIT = line("split", heading="h1", variant="Leigh")
OTHERS = [SPLIT, line("identifier", heading="h1", scheme="viaf", value="7"), line("hide", heading="h3")]


@pytest.mark.parametrize("order", list(permutations([*MERGES[:2], SPLIT])))
def test_merges_and_splits_give_the_same_in_any_order(order: list[tuple[str, str]]) -> None:
    found = decide(FOUND, order).authority
    told = {h.id: {v.words for v in h.variants} for h in found.headings}
    assert told == {"h1": {"Lee", "Li", "Ly"}, split_id("person", "Leigh"): {"Leigh"}, "h4": {"Lea"}}


@given(st.permutations([*MERGES, *OTHERS]))
def test_two_peoples_files_merge_cleanly(order: list[tuple[str, str]]) -> None:
    assert decide(FOUND, order).authority == decide(FOUND, [*MERGES, *OTHERS]).authority


def test_every_spelling_stays_somewhere() -> None:
    found = decide(FOUND, [*MERGES, *OTHERS])
    spelled = sorted(v.words for h in found.authority.headings for v in h.variants)
    assert spelled == sorted(v.words for h in FOUND.headings for v in h.variants)
    assert found.moved("h1", "Leigh") == split_id("person", "Leigh")
    assert found.moved("h3", "Ly") == found.moved("h2", "Li")


def test_later_names_count_and_an_empty_identifier_is_none() -> None:
    lines = [line("rename", heading="h1", label="A"), line("rename", heading="h1", label="B"),
             line("identifier", heading="h1", scheme="viaf", value="7"),
             line("identifier", heading="h1", scheme="viaf", value="")]  # fmt: skip
    (one,) = [h for h in decide(FOUND, lines).authority.headings if h.id == "h1"]
    assert (one.label, one.identifiers, one.decided) == ("B", (), True)


def test_suggestions_follow_merges_and_leave_hidden_headings() -> None:
    assert decide(FOUND, MERGES[:1]).authority.suggestions == (Suggestion("h1", "h3", "near"),)
    assert decide(FOUND, [line("hide", heading="h2")]).authority.suggestions == ()


@pytest.mark.parametrize("bad", [("heading:merge", "x"), ("heading:split", "{}"), ("heading:paint", "{}"), ("x", "")])
def test_what_is_no_decision_changes_nothing(bad: tuple[str, str]) -> None:
    assert set(decide(FOUND, [bad]).authority.headings) == set(FOUND.headings)


@pytest.fixture
def placed(shelved: Library) -> Library:
    records = [card.id for card in shelved.cards(order="source")]
    places = [("h1", "Lee", records[0]), ("h1", "Leigh", records[1]), ("h2", "Li", records[1])]
    shelved.place_authority(FOUND, places)
    return shelved


def test_decisions_last_over_rebuilds_and_reopening(placed: Library) -> None:
    placed.decide_heading("Ada", "one woman", *line("merge", into="h1", of="h2"))
    placed.decide_heading("Ada", "known", *line("identifier", heading="h1", scheme="wikidata", value="Q1"))
    assert [h.label for h in placed.headings("person", "li")] == ["Lee"]
    places = [("h1", "Lee", next(iter(placed.heading_records("h1"))))]
    placed.place_authority(FOUND, places)
    again = Library(placed.place)
    assert again.heading("h1").identifiers == (("wikidata", "Q1"),)
    assert {v.words for v in again.heading("h1").variants} == {"Lee", "Leigh", "Li"}
    again.close()


def test_a_decision_about_what_is_not_held_is_refused(placed: Library) -> None:
    with pytest.raises(PolyvocalError, match="no heading 'h9'"):
        placed.decide_heading("Ada", "why", *line("merge", into="h1", of="h9"))
    with pytest.raises(PolyvocalError, match="no variant 'Lo'"):
        placed.decide_heading("Ada", "why", *line("split", heading="h1", variant="Lo"))


def test_a_withdrawn_record_takes_its_spellings_with_it(placed: Library) -> None:
    second = list(placed.heading_records("h1"))[1]
    placed.withdraw(second, "Ada", "asked for")
    assert [v.words for v in placed.heading("h1").variants] == ["Lee"]
    with pytest.raises(PolyvocalError):
        placed.heading("h2")


def test_places_in_the_fonds(shelved: Library) -> None:
    first, second, third = [card.id for card in shelved.cards(order="source")]
    units = (Unit("u1", "fonds", "staff", None, 0, "folder"), Unit("u2", "series", "war", "u1", 0, "folder"),
             Unit("u3", "fonds", "press", None, 1, "folder"))  # fmt: skip
    shelved.place_arrangement(Arrangement(units, ((first, "u2"), (second, "u2"), (third, "u3"))))
    place = shelved.place_of(second)
    assert [u.title for u in place.path] == ["staff", "war"]
    assert (place.before, place.after) == (first, None)
    assert [(c.unit.id, c.records) for c in shelved.units()] == [("u1", 2), ("u2", 2), ("u3", 1)]


def supplied(library: Library, *rows: tuple[str, str]) -> None:
    source = library.cards(order="source")[0].source
    library.supply("list.csv", [Supplied(source, None, f, v, f"list.csv line 2, column {f}") for f, v in rows])


@pytest.fixture
def listed(shelved: Library) -> Library:
    content = b"file,title\n"
    capture = Capture("list.csv", sha256(content).hexdigest(), len(content), "text/csv", "test", use="metadata")
    shelved.shelve(Receipt(capture, None, ()), content, ())
    return shelved


def test_a_list_overrules_the_machine_and_a_person_overrules_the_list(listed: Library) -> None:
    one = listed.cards(order="source")[0].id
    before = listed.record(one).description
    supplied(listed, ("title", "From the list"), ("label: theatre", "North Sea"), ("author", "Ann Lee"))
    card = listed.record(one).description
    assert card.title
    assert (card.title.value, card.title.evidence, card.title.by) == (
        "From the list", None, "list.csv line 2, column title"
    )  # fmt: skip
    assert ("title", before.title) in card.variants
    assert card.labels[-1][1].value == "North Sea"
    assert listed.card(one).title == "From the list"
    listed.correct(one, "title", "By hand", "Ada", "seen")
    assert listed.card(one).title == "By hand"


def test_a_list_that_changes_takes_its_entries_along(listed: Library) -> None:
    one = listed.cards(order="source")[0].id
    title = listed.card(one).title
    supplied(listed, ("title", "From the list"))
    seen = listed.changes()
    supplied(listed, ("title", "From the list"))
    assert listed.changes() == seen
    supplied(listed)
    assert listed.card(one).title == title


def test_only_held_lists_supply(shelved: Library) -> None:
    with pytest.raises(PolyvocalError, match="no list"):
        shelved.supply("absent.csv", [])
