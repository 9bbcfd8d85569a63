"""Cards of the items of a newspaper page: headline, dateline and wire from the item, the rest from the masthead."""

from __future__ import annotations

from functools import cache

import pytest

from bench.newspapers import CORPUS, corpus_pages
from polyvocal.accession import receive
from polyvocal.build import dates_in
from polyvocal.catalogue import describe
from polyvocal.terms import Description, Record

PAGES = [page for page, _ in corpus_pages(CORPUS.read_text("utf-8"))]
Card = tuple[Record, Description]


@cache
def cards(page: int, name: str = "19160608/x_seq-1.txt") -> tuple[Card, ...]:
    receipt = receive(name, PAGES[page].encode())
    assert receipt.text is not None
    return tuple((record, describe(record, receipt.text, dates_in)) for record in receipt.records)


def titled(page: int, start: str) -> Description:
    (card,) = [card for _, card in cards(page) if card.title and card.title.value.startswith(start)]
    return card


def test_every_item_has_its_headline_as_title() -> None:
    titles = [card.title.value if card.title else "" for _, card in cards(0)]
    assert titles == [
        "FERRY SINKS OFF THE NORTH MOLE",
        "MILL HANDS VOTE TO STAY AT WORK",
        "RAIN HELPS GROWERS",
        "New Bridge at Stony Ford to Be Opened",
        "TWO BOYS LOST IN OLD QUARRY ARE FOUND ALIVE",
        "THE WEATHER",
        "WHEAT MOVES UP ON WET REPORTS",
        "SCHOOL BOARD NAMES ITS TEACHERS",
        "NOTES FROM THE COUNTY",
    ]
    assert not any(card.title_supplied for _, card in cards(0))


@pytest.mark.parametrize("page", [0, 1, 2])
def test_every_entry_verifies_and_every_item_knows_its_paper(page: int) -> None:
    papers = ["THE PORT HALE HERALD", "MARN DAILY TRIBUNE", "The Forks Weekly Mirror"]
    for record, card in cards(page):
        assert card.container.title is not None
        assert card.container.title.value == papers[page]
        evidence = card.container.title.evidence
        assert evidence is not None
        assert (evidence.layer, evidence.record) == ("capture", record.id)
        evidence.verify(PAGES[page])
        assert card.container.pages is not None
        assert (card.container.pages.value, card.container.pages.evidence) == ("1", None)


def test_day_volume_and_number_come_from_the_masthead() -> None:
    container = titled(0, "RAIN").container
    assert container.volume is not None
    assert container.number is not None
    assert (container.volume.value, container.number.value) == ("XII", "140")
    assert {d.role: d.when.edtf for d in titled(1, "FIRE").dates} == {"published": "1916-06-08"}  # the folder's day


def test_the_masthead_dates_where_no_folder_does() -> None:
    days = {d.when.edtf for _, card in cards(0, "papers/a.txt") for d in card.dates if d.role == "published"}
    assert days == {"1916-06-04"}


def test_dateline_and_wire() -> None:
    card = titled(1, "CREW OF SEALER")
    assert card.place is not None
    assert card.place.value == "HOLMVIK"
    assert {d.role: d.when.edtf for d in card.dates}["written"] == "1916-06-06"
    assert [(c.name.value, c.role, c.form) for c in card.contributors] == [("Associated Press", "author", "body")]


def test_an_item_without_dateline_has_no_place_of_another() -> None:
    card = titled(1, "BOY PREACHER")
    assert card.place is None
    assert card.contributors == ()


def test_kinds() -> None:
    kinds = {card.title.value: card.kind.value for _, card in cards(0) if card.title and card.kind}
    assert kinds["THE WEATHER"] == "weather"
    assert kinds["RAIN HELPS GROWERS"] == "newspaper item"
    assert {card.language.value for _, card in cards(0) if card.language} == {"en"}
