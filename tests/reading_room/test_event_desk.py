"""Decisions about events in the room: the queue, the desk of an event, signed in or not; the stemma."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hand_made import shelve
from starlette.testclient import TestClient

from polyvocal.holdings import Library
from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room import room
from polyvocal.reading_room.editing.curators import Curators
from polyvocal.reading_room.ledger import ledger
from polyvocal.reading_room.stemma import draw, stemma, table
from polyvocal.terms import Apparatus, Figure, Locus, Reading, ReprintLink, Statement, Voice

NAME, PASSPHRASE = "Ada Archivist", "seven ships in the fog"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("argon2.PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=64, parallelism=1))
    held, _, _ = shelve(tmp_path)
    Curators(tmp_path).add(NAME, PASSPHRASE)
    return held


@pytest.fixture
def client(library: Library) -> TestClient:
    found = TestClient(room(library, editing=True), follow_redirects=False)
    told = {"token": token(found, "/edit/sign-in"), "name": NAME, "passphrase": PASSPHRASE}
    assert found.post("/edit/sign-in", data=told).status_code == 303
    return found


def token(client: TestClient, address: str) -> str:
    found = re.search('name="token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def test_a_heading_is_changed_at_the_desk_and_taken_back(library: Library, client: TestClient) -> None:
    event = library.events()[0]
    desk = f"/edit/events/{event.id}"
    assert desk in client.get(f"/events/{event.id}").text
    told = {"token": token(client, desk), "act": "relabel", "label": "A heading", "reason": "shorter"}
    assert client.post(desk, data={**told, "reason": " "}).status_code == 422
    assert client.post(desk, data=told).headers["location"].endswith("?saved=1")
    assert library.event(event.id).label == "A heading"
    (ruled,) = library.ruled()
    assert (ruled.correction.by, ruled.correction.reason) == (NAME, "shorter")
    undo = {"token": told["token"], "act": "undo", "decision": ruled.correction.id, "reason": "too short"}
    assert client.post(desk, data=undo).status_code == 303
    assert library.ruled() == ()


def test_events_are_put_together_and_statements_taken_out(library: Library, client: TestClient) -> None:
    event = max(library.events(), key=lambda one: len(one.members))
    desk = f"/edit/events/{event.id}"
    told = {"token": token(client, desk), "reason": "seen in the log"}
    out = event.members[-1].statement
    assert client.post(desk, data={**told, "act": "split", f"out {out}": "yes"}).status_code == 303
    assert library.rulings()[-1].others == (out,)
    assert "no event" in client.post(desk, data={**told, "act": "merge", "other": "nowhere"}).text.casefold()
    assert client.post(desk, data={**told, "act": "burn"}).status_code >= 400
    assert len(library.rulings()) == 1


def test_nothing_is_decided_by_who_is_not_signed_in_or_by_a_form_from_elsewhere(library: Library) -> None:
    stranger = TestClient(room(library, editing=True), follow_redirects=False)
    event = library.events()[0].id
    assert stranger.get("/edit/events").status_code == 303
    assert stranger.get(f"/edit/events/{event}").headers["location"].endswith(f"record={event}")
    told = {"act": "relabel", "label": "Mine", "reason": "so"}
    assert stranger.post(f"/edit/events/{event}", data=told).status_code == 403
    assert stranger.post(
        f"/edit/events/{event}", data={**told, "token": token(stranger, "/edit/sign-in")}
    ).status_code in {303, 403}
    assert library.ruled() == ()
    assert TestClient(room(library)).get("/edit/events").status_code == 404


def test_the_queue_says_when_nothing_is_asked(client: TestClient) -> None:
    assert "Nothing is asked." in client.get("/edit/events").text


# --- the stemma ------------------------------------------------------------------------------------------------


def said(record: str, voice: str = "", day: int = 1) -> Placed:
    words = Locus(record, 0, "The Halcyon was sunk")
    voices = (Voice("the author", "writes", None), Voice(voice, "says", None, entity=voice)) if voice else ()
    card = Card(record, record, False, (), "", day, "", "", "", "", f"{record}.txt", 0, 9, "open", 1)
    return Placed(Statement(f"s-{record}", record, (words,), voices, "other"), card, record)


LINKS = [ReprintLink("b", "a", "near", 0.9), ReprintLink("c", "b", "partial", 0.6), ReprintLink("x", "a", "near", 1.0)]


def test_a_document_hangs_below_what_it_repeats_else_below_whom_it_quotes() -> None:
    placed = [said("a", "Admiralty"), said("b", day=2), said("c", day=3), said("d", "Admiralty", 4), said("e", day=5)]
    lines = table(stemma(placed, LINKS, {one.card.id: one.card.id for one in placed}))
    assert [(line.depth, line.node.label, line.below) for line in lines] == [
        (0, "Admiralty", 4), (1, "a", 2), (2, "b", 1), (3, "c", 0), (1, "d", 0), (0, "e", 0),
    ]  # fmt: skip
    assert lines[2].node.why == "repeats it (near, containment 0.90)"
    svg = draw(lines)
    assert svg.count("<circle") == 5
    assert svg.count("<path") == 4


def test_where_nothing_hangs_together_nothing_is_drawn() -> None:
    assert draw(table(stemma([said("a"), said("b")], (), {"a": "a", "b": "b"}))) == ""


def test_titles_are_words_and_no_marks() -> None:
    lines = table(stemma([said("a"), said("b", day=2)], LINKS, {"a": "<b>", "b": "&"}))
    assert "&lt;b&gt;" in draw(lines)


# --- the ledger ------------------------------------------------------------------------------------------------


def counted(record: str, words: str, low: int, day: int, origin: str = "") -> Placed:
    locus = Locus(record, 0, words)
    one = said(record, day=day)
    figure = Figure(locus, locus, low, low, "exact", "ships lost")
    return replace(one, statement=replace(one.statement, aspect="figure", figure=figure), origin=origin or record)


def test_what_is_claimed_day_after_day_and_copies_are_one_claim() -> None:
    told = [counted("a", "six", 6, 1), counted("b", "six", 6, 1, "a"), counted("c", "nine", 9, 3)]
    readings = (Reading("six", ("s-a", "s-b"), 2, 1), Reading("nine", ("s-c",), 1, 1))
    asked = Apparatus("e", "How many ships lost? (British)", "figure", readings, ())
    whole = Apparatus("e", "How many ships lost?", "figure", readings, ())
    found = ledger([whole, asked], told, {"s-a": "London", "s-b": "The Herald", "s-c": "Berlin"})
    assert found.questions == ("How many ships lost? (British)",)
    assert [(d.day, [(c.answer.words, c.voices, c.documents, c.origins) for c in d.claims[0]]) for d in found.days] == [
        (1, [("six", ("London", "The Herald"), 2, 1)]),
        (3, [("nine", ("Berlin",), 1, 1)]),
    ]


def test_a_year_is_not_made_a_day() -> None:
    day, year = counted("a", "six", 6, 2422325), counted("b", "nine", 9, 2422325)
    told = [
        replace(day, card=replace(day.card, date="1920-01-01")),
        replace(year, card=replace(year.card, date="1920")),
    ]
    readings = (Reading("six", ("s-a",), 1, 1), Reading("nine", ("s-b",), 1, 1))
    found = ledger([Apparatus("e", "How many dead? (British)", "figure", readings, ())], told, {"s-a": "A", "s-b": "B"})
    assert [day.date for day in found.days] == ["1920", "1920-01-01"]


def test_what_only_one_day_claims_makes_no_ledger() -> None:
    asked = Apparatus("e", "How many dead? (British)", "figure", (Reading("six", ("s-a",), 1, 1),), ())
    assert ledger([asked], [counted("a", "six", 6, 1)], {"s-a": "London"}).days == ()


# --- silence ---------------------------------------------------------------------------------------------------


def test_who_has_documents_of_the_time_and_says_nothing(library: Library) -> None:
    event = next(event for event in library.events() if event.earliest is not None)
    first, last = event.earliest or 0, (event.latest or 0) + 31
    known = library.parties(event.id, first, last)
    speaking = {library.statement(member.statement).record for member in event.members}
    dated = [card for card in library.cards(limit=500) if first <= (card.earliest or 0) <= last]
    assert sum(party.documents for party in known) == len(dated)
    assert sum(party.speak for party in known) == len([card for card in dated if card.id in speaking])
    assert library.parties(event.id, 0, 1) == ()
