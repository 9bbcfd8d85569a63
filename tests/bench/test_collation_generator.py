"""The invented world of `bench.collation`: what it plants, and the floors of what collation makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.collation import is_true, score_events, score_origins, score_traps, score_verdicts
from bench.invented import Planted, invent
from polyvocal.collation import collate
from polyvocal.terms import Collation

TRAPS = {
    "trap small number",
    "trap part beside whole",
    "trap dead beside casualties",
    "trap vague number",
    "trap vague date",
    "trap same town",
}


@pytest.fixture(scope="module")
def world():
    return invent(1500, 3)


@pytest.fixture(scope="module")
def found(world):
    return collate(world.witnesses, world.reprints)


def test_a_seed_invents_one_world_and_another_seed_another(world):
    assert invent(1500, 3) == world
    assert invent(1500, 4).witnesses != world.witnesses


def test_every_quotation_of_the_world_stands_in_its_statement(world):
    for statement in (s for w in world.witnesses for s in w.statements):
        said = statement.loci[0]
        assert statement.figure is not None
        assert statement.figure.numeral.words in said.words
        assert all(x.words in said.words for x in (*statement.places, *statement.people, *statement.event_words))


def test_towns_and_tellings_are_skewed_and_all_is_planted(world):
    traps = {p.trap for p in world.planted.values()}
    assert {"trap " + t for t in traps if t} == TRAPS - {"trap same town"}
    assert world.twins
    told = [p.event for p in world.planted.values()]
    most = max(told.count(event) for event in set(told))
    assert most > 3 * len(told) / len(set(told))
    # Some copies are known by their wording alone.
    assert 0 < len(world.reprints) < len(world.witnesses) - len(set(world.families.values()))


FLOORS = {
    "b3 precision": 0.98,
    "b3 recall": 0.97,
    "agree precision": 0.98,
    "conflict precision": 0.97,
    "conflict recall": 0.80,
    "origins right": 0.70,
}


def test_collation_of_the_world_stays_above_its_floors(world, found):
    scores = {**score_events(world, found), **score_verdicts(world, found), **score_origins(world, found)}
    assert {name: scores[name] for name, floor in FLOORS.items() if scores[name] < floor} == {}
    assert scores["origins too many"] <= 0.02
    assert scores["verdicts"] > 400


def test_traps_are_avoided(world, found):
    avoided = score_traps(world, found)
    assert set(avoided) == TRAPS
    assert {name: share for name, share in avoided.items() if share < 0.97} == {}


def test_the_scores_see_what_goes_wrong(world, found):
    """All in one event, and nothing in any: the scores fall where they must."""
    first = found.events[0]
    everything = replace(first, members=tuple(m for e in found.events for m in e.members))
    lumped = Collation((everything,), (), found.origins, ())
    assert score_events(world, lumped)["b3 precision"] < 0.2
    assert score_traps(world, lumped)["trap same town"] == 0
    assert score_traps(world, lumped)["trap vague date"] < 0.2
    parted = Collation((), (), found.origins, ())
    assert score_events(world, parted)["b3 recall"] < 0.5
    assert score_verdicts(world, parted)["conflict recall"] == 0


DEAD = Planted(1, "dead", "British", "", 40.0, False, "Writer 1")


@pytest.mark.parametrize(
    ("a", "b", "verdict", "right"),
    [
        (DEAD, DEAD, "AGREE", True),
        (DEAD, DEAD, "CONFLICT", False),
        (DEAD, replace(DEAD, value=80.0), "CONFLICT", True),
        (DEAD, replace(DEAD, event=2), "AGREE", False),
        (DEAD, replace(DEAD, side="German"), "AGREE", False),
        (DEAD, replace(DEAD, kind="casualties", value=90.0), "CONFLICT", False),
        (DEAD, replace(DEAD, group="officer", value=4.0), "CONFLICT", False),
        (replace(DEAD, vague=True), replace(DEAD, vague=True), "AGREE", False),
    ],
)
def test_which_verdict_a_planted_pair_deserves(a, b, verdict, right):
    assert is_true(a, b, verdict) is right
