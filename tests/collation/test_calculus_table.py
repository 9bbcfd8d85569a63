"""The calculus as a table: four measures, and properties that hold whatever is counted."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Page

from polyvocal.collation import collate
from polyvocal.collation.bearings import bear
from polyvocal.collation.calculus import Standing, combine, stand_to
from polyvocal.collation.desk import Leaf, leaf
from polyvocal.collation.pericopes import divide
from polyvocal.terms import Collation, ReprintLink, Statement, Witness


def leaves(*pages: Page) -> list[Leaf]:
    """The statements of pages, laid out as collation sees them."""
    taken = bear(tuple(page.witness for page in pages))
    home = {rank: p for p in divide(taken) for rank in p.members}
    return [leaf(statement, witness, bearings, home[rank]) for rank, (witness, statement, bearings) in enumerate(taken)]


def page(record: str, number: str, *, kind: str = "dead", of: str = "", place: str, on: tuple[str, str]) -> Page:
    made = Page(record, f"At {place} on {on[0]} it was {number} {of} by count.", author=f"Author {record}")
    return made.says(number, kind=kind, of=of, place=place, on=on)


DAY, YEAR, LATER = ("2 May 1902", "1902-05-02"), ("1902", "1902"), ("9 July 1902", "1902-07-09")
TABLE = [
    # what differs, the second count, scope, why
    ("nothing", {}, "same", ""),
    ("kind, a part", {"kind": "dead+wounded"}, "part", ""),
    ("kind", {"kind": "wounded"}, "unlike", "unlike kinds: dead and wounded"),
    ("people, a part", {"of": "French and German"}, "part", ""),
    ("people", {"of": "German"}, "unlike", "different people: French and German"),
    ("people, not told", {"of": ""}, "unlike", "French beside people of whom no side is told"),
    ("place, a part", {"place": "Britain"}, "part", ""),
    ("place", {"place": "Paris"}, "unlike", "other places: London and Paris"),
    ("period, a part", {"on": YEAR}, "part", ""),
    ("period", {"on": LATER}, "unlike", "other times"),
    ("a part of both", {"on": YEAR, "kind": "casualties"}, "part", ""),
]


@pytest.mark.parametrize(("differs", "other", "scope", "why"), TABLE)
def test_the_table(differs: str, other: dict[str, str], scope: str, why: str) -> None:
    one = page("a", "40", of="French", place="London", on=DAY)
    told = {"kind": "dead", "of": "French", "place": "London", "on": DAY} | other
    two = page("b", "90", **told)  # type: ignore[arg-type]
    first, second = leaves(one, two)
    assert stand_to(first, second) == Standing(scope, why), differs
    turned = {"part": "whole", "whole": "part"}
    assert stand_to(second, first).scope == turned.get(scope, scope)


def test_a_part_by_one_measure_and_the_whole_by_another_is_not_comparable() -> None:
    one = page("a", "40", of="French", place="London", on=YEAR)
    two = page("b", "90", of="French", kind="casualties", place="London", on=DAY)
    first, second = leaves(one, two)
    assert stand_to(first, second).why == "a part by one measure and the whole by another"


PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCOPES = st.sampled_from(["same", "part", "whole", "unlike"])


@given(st.lists(SCOPES, max_size=4))
def test_measures_combine_alike_from_both_sides_and_in_any_order(scopes: list[str]) -> None:
    turned = {"part": "whole", "whole": "part"}
    told = [Standing(s, "why" if s == "unlike" else "") for s in scopes]  # type: ignore[arg-type]
    back = [Standing(turned.get(s.scope, s.scope), s.why) for s in reversed(told)]  # type: ignore[arg-type]
    assert combine(back).scope == turned.get(combine(told).scope, combine(told).scope)
    assert combine(told).scope != "same" or set(scopes) <= {"same"}


# --- the whole collation ---------------------------------------------------------------------------------------------

NUMBERS = st.sampled_from(["12", "40", "41", "90", "212", "640"])
KINDS = st.sampled_from(["dead", "wounded", "dead+wounded", "casualties"])
SIDES = st.sampled_from(["", "French", "German"])
ACCOUNTS = st.lists(st.tuples(NUMBERS, KINDS, SIDES, st.sampled_from(["Berlin", "Paris", ""])), min_size=2, max_size=5)


def accounts(told: list[tuple[str, str, str, str]]) -> list[Witness]:
    """One record an account of one invented flood."""
    made = []
    for n, (number, kind, side, voice) in enumerate(told):
        text = f"In the flood at Selby on 2 May 1902 {number} {side} people fell, {voice or 'as is known'}."
        one = Page(f"r{n}", text, author=f"Author {n}", published=f"1902-05-{n + 3:02d}")
        one.says(f"{number} {side} people", kind=kind, of=side, noun="people", on=DAY, place="Selby", voice=voice,
                 event="flood")  # fmt: skip
        made.append(one.witness)
    return made


def relations(found: Collation) -> set[tuple[str, str, str]]:
    return {(r.relation, r.a, r.b) for row in found.apparatus for r in row.relations}


@PATIENT
@given(ACCOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(told: list[tuple[str, str, str, str]], chance: random.Random) -> None:
    witnesses = accounts(told)
    turned = list(witnesses)
    chance.shuffle(turned)
    assert collate(witnesses) == collate(turned)


@PATIENT
@given(ACCOUNTS)
def test_unlike_counts_never_agree(told: list[tuple[str, str, str, str]]) -> None:
    witnesses = accounts(told)
    known: dict[str, Statement] = {s.id: s for w in witnesses for s in w.statements}
    for verdict, a, b in relations(collate(witnesses)):
        first, second = known[a].figure, known[b].figure
        assert first is not None
        assert second is not None
        if verdict in {"AGREE", "CLOSE", "COMPATIBLE", "CONFLICT"}:
            assert (first.kind, first.population) == (second.kind, second.population)
        if verdict == "AGREE":
            assert first.low == second.low


@PATIENT
@given(ACCOUNTS, st.integers(0, 4))
def test_a_reprint_adds_no_origin(told: list[tuple[str, str, str, str]], which: int) -> None:
    witnesses = accounts(told)
    of = witnesses[which % len(witnesses)]
    number, kind, side, voice = told[which % len(told)]
    text = f"In the flood at Selby on 2 May 1902 {number} {side} people fell, {voice or 'as is known'}."
    copy = Page("z9", text, author="A reprinter", published="1902-06-01")
    copy.says(f"{number} {side} people", kind=kind, of=side, noun="people", on=DAY, place="Selby", voice=voice,
              event="flood")  # fmt: skip
    before = {reading.statements[0]: reading for row in collate(witnesses).apparatus for reading in row.readings}
    found = collate([*witnesses, copy.witness], [ReprintLink("z9", of.record, "exact", 1.0)])
    assert len(found.origins) <= len(witnesses)
    for reading in (r for row in found.apparatus for r in row.readings):
        was = before.get(reading.statements[0])
        assert was is None or reading.origins <= was.origins
        assert was is None or reading.documents >= was.documents
