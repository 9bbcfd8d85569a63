"""The tree of events: a battle lies in its war, what is vague stands at the war itself, a town's years stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page

from polyvocal.collation import collate
from polyvocal.terms import Collation, Event

WAR = "First World War"


def of_the_war(record: str, text: str, words: str) -> Page:
    return Page(record, text, author=f"Writer {record}").says(words, event=WAR)


def battle(record: str, day: str = "31") -> Page:
    page = Page(record, f"Off Jutland on {day} May 1916 the battle cost 40 men.", author=f"Writer {record}")
    return page.says("40 men", on=(f"{day} May 1916", f"1916-05-{day}"), place="Jutland", event="battle")


def collated(*pages: Page) -> Collation:
    return collate([page.witness for page in pages])


def holding(found: Collation, statement: str) -> Event:
    return next(event for event in found.events if any(m.statement == statement for m in event.members))


VAGUE = [
    of_the_war("a", "In the First World War 900 villages were burnt.", "900 villages"),
    of_the_war("b", "Hunger took 700 children during the First World War.", "700 children"),
]


def test_what_is_vague_stands_at_the_war_itself() -> None:
    found = collated(*VAGUE, battle("c"), battle("d"))
    war = holding(found, "a-00")
    assert war.period
    assert holding(found, "b-00").id == war.id
    assert "1914" in war.label
    assert all(member.reason for member in war.members)


def test_a_battle_lies_in_its_war_and_the_war_in_nothing() -> None:
    found = collated(*VAGUE, battle("c"), battle("d"))
    war, fight = holding(found, "a-00"), holding(found, "c-00")
    assert (fight.parent, war.parent) == (war.id, None)
    assert (war.earliest or 0) <= (fight.earliest or 0)


def test_what_happened_in_those_years_and_is_no_fight_is_no_part_of_the_war() -> None:
    wedding = Page("w", "On 3 May 1916 a meeting at Paris drew 80 people.", author="Hart")
    wedding.says("80 people", kind="present", on=("3 May 1916", "1916-05-03"), place="Paris", event="meeting")
    again = Page("v", "The meeting at Paris on 3 May 1916 drew 90 people.", author="Lees")
    again.says("90 people", kind="present", on=("3 May 1916", "1916-05-03"), place="Paris", event="meeting")
    found = collated(*VAGUE, wedding, again)
    assert holding(found, "w-00").parent is None


@given(st.lists(st.integers(1850, 1990), min_size=2, max_size=5, unique=True), st.integers(1, 14))
@settings(max_examples=25, deadline=None)
def test_one_town_in_several_years_is_as_many_events_however_often_it_is_told(years: list[int], times: int) -> None:
    pages = []
    for year in years:
        for n in range(times):
            page = Page(f"y{year}n{n:02d}", f"In the flood at Selby on 2 May {year} 40 people died.", author=f"W{n}")
            pages.append(
                page.says(
                    "40 people", on=(f"2 May {year}", f"{year}-05-02"), place="Selby", event="flood", noun="people"
                )
            )
    found = collated(*pages)
    assert sorted(event.label for event in found.events) == sorted(f"Selby, 2 May {year}" for year in years)
    assert all(len(event.members) == times for event in found.events)


@pytest.mark.parametrize("more", [battle("e", "30"), of_the_war("e", "The First World War took 60 ships.", "60 ships")])
def test_a_library_that_grows_keeps_the_events_that_nothing_new_touches(more: Page) -> None:
    town = Page("t", "In the flood at Selby on 2 May 1902 40 people died.", author="Lees")
    town.says("40 people", on=("2 May 1902", "1902-05-02"), place="Selby", event="flood")
    before, after = collated(*VAGUE, battle("c"), town), collated(*VAGUE, battle("c"), town, more)
    assert holding(before, "t-00") == holding(after, "t-00")
    rows = [[row for row in found.apparatus if row.event == holding(found, "t-00").id] for found in (before, after)]
    assert rows[0] == rows[1]
