"""Accounts that are no counts: fates, names, causes, denials, dates, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import Page, when

from polyvocal.collation import collate
from polyvocal.collation.accounts import fate_in, weigh_dates
from polyvocal.collation.dates import day_of, gap, is_julian_twin, relate
from polyvocal.terms import Collation

ON = ("9 July 1893", "1893-07-09")


def collated(*pages: Page) -> Collation:
    return collate([p.witness for p in pages])


def relations(*pages: Page) -> list[tuple[str, str]]:
    found = collated(*pages)
    return sorted((r.relation, r.aspect) for row in found.apparatus for r in row.relations)


def ship(record: str, text: str, answer: str, author: str) -> Page:
    page = Page(record, text, author=author)
    return page.says(answer, aspect="fate", people=("Halcyon",), on=ON, place="Kiel")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("was sunk", "reached port safely", "CONFLICT"),
        ("was sunk", "went down", "AGREE"),
        ("was badly damaged", "was captured", "DIFFERENT ACCOUNTS"),
        ("was sunk", "was captured", "CONFLICT"),
    ],
)
def test_the_fate_of_a_ship(first: str, second: str, expected: str) -> None:
    one = ship("a", f"Off Kiel on 9 July 1893 the Halcyon {first}.", first, "Lorne")
    two = ship("b", f"The cruiser Halcyon {second}, off Kiel, 9 July 1893.", second, "Mayhew")
    assert relations(one, two) == [(expected, "fate")]
    questions = [row.question for row in collated(one, two).apparatus]
    assert questions == ["What became of Halcyon?"]


def test_two_ships_have_two_questions() -> None:
    one = ship("a", "Off Kiel on 9 July 1893 the Halcyon sank.", "sank", "Lorne")
    two = Page("b", "The Bittern came home safe on 9 July 1893 from Kiel.", author="Mayhew")
    two.says("safe", aspect="fate", people=("Bittern",), on=ON, place="Kiel")
    assert relations(one, two) == []


def test_what_it_was_called_and_why() -> None:
    one = Page(
        "a", "The council calls the affair at Batley of 9 July 1893 a disturbance; it blames drink.", author="Lorne"
    )
    one.says("a disturbance", aspect="naming", voice="The council", manner="names", on=ON, place="Batley")
    one.says("drink", aspect="cause", voice="The council", on=ON, place="Batley", event="affair")
    two = Page("b", "At Batley on 9 July 1893 there was an uprising, for bread was dear.", author="Mayhew")
    two.says("an uprising", aspect="naming", on=ON, place="Batley")
    two.says("bread was dear", aspect="cause", on=ON, place="Batley", event="uprising")
    assert relations(one, two) == [("DIFFERENT ACCOUNTS", "cause"), ("DIFFERENT ACCOUNTS", "naming")]
    (event,) = collated(one, two).events
    assert event.label == "Batley, 9 July 1893"
    assert [(n.words, n.voice) for n in event.names] == [("a disturbance", "The council"), ("an uprising", "Mayhew")]


def test_a_denial_of_the_allegations_denies_what_was_said_before() -> None:
    text = "The men of Batley said 90 people fell on 9 July 1893. The ministry denied the allegations."
    page = Page("a", text, author="Lorne")
    page.says("90 people", in_="The men of Batley said 90 people fell on 9 July 1893.", voice="The men of Batley",
              on=ON, place="Batley")  # fmt: skip
    page.says("the allegations", in_="The ministry denied the allegations.", aspect="other", voice="The ministry",
              manner="denies", on=ON, how="running date")  # fmt: skip
    assert [r for r, _ in relations(page)] == ["DENIAL"]


def test_a_denial_by_another_voice_on_the_same_question() -> None:
    one = ship("a", "Off Kiel on 9 July 1893 the Halcyon was sunk.", "was sunk", "Lorne")
    two = Page("b", "The Admiralty denies that the Halcyon went down off Kiel on 9 July 1893.", author="Mayhew")
    two.says("went down", aspect="fate", people=("Halcyon",), voice="The Admiralty", manner="denies", affirmed=False,
             on=ON, place="Kiel")  # fmt: skip
    assert relations(one, two) == [("DENIAL", "fate")]


DATES = [
    ("9 July 1893", "1893-07-09", "9.VII.93", "1893-07-09", "AGREE"),
    ("9 July 1893", "1893-07-09", "July 1893", "1893-07", "COMPATIBLE"),
    ("9 July 1893", "1893-07-09", "20 July 1893", "1893-07-20", "CONFLICT"),
    ("25 October 1917", "1917-10-25", "7 November 1917", "1917-11-07", "JULIAN TWIN"),
    ("1 March 1881", "1881-03-01", "13 March 1881", "1881-03-13", "JULIAN TWIN"),
    ("the night of 8 July", "1893-07-08", "9 July", "1893-07-09", ""),
]


@pytest.mark.parametrize(("words", "edtf", "others", "other", "expected"), DATES)
def test_two_dates_of_one_event(words: str, edtf: str, others: str, other: str, expected: str) -> None:
    first, second = when(words, edtf), when(others, other)
    found, back = weigh_dates(first, second), weigh_dates(second, first)
    assert (found.verdict if found else "") == (back.verdict if back else "") == expected


def test_a_sunday_that_was_a_monday() -> None:
    page = Page("a", "On Sunday, 13 November 2017, 100 people met at Selby.")
    page.says("100 people", kind="present", on=("Sunday, 13 November 2017", "2017-11-13"), place="Selby")
    (statement,) = page.statements
    checked = when("Sunday, 13 November 2017", "2017-11-13", checks=("13 November 2017 was a Monday, not a Sunday",))
    page.statements[0] = type(statement)(
        statement.id, statement.record, statement.loci, statement.attribution, "figure", statement.figure,
        whens=(checked,), places=statement.places, anchor=statement.anchor,
    )  # fmt: skip
    (relation,) = [r for row in collated(page).apparatus for r in row.relations]
    assert relation.a == relation.b
    assert "Monday" in relation.why


INTERVALS = st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda t: (t[0], t[0] + t[1]))
TURNED = {"before": "after", "after": "before", "during": "contains", "contains": "during"}


@given(INTERVALS, INTERVALS)
def test_interval_algebra(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert relate(b, a) == TURNED.get(relate(a, b), relate(a, b))
    assert gap(a, b) == gap(b, a)
    assert (gap(a, b) == 0) == bool(set(range(a[0], a[1] + 1)) & set(range(b[0], b[1] + 1)))


@given(st.integers(day_of("1583-01-01"), day_of("2099-12-31")))
def test_a_day_and_its_julian_twin_lie_ten_to_thirteen_days_apart(day: int) -> None:
    twins = [other for other in range(day + 8, day + 15) if is_julian_twin((day, day), (other, other))]
    assert len(twins) <= 1
    assert all(10 <= other - day <= 13 for other in twins)


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("was blown up", "lost"),
        ("limped, badly hit, into port", "damaged"),
        ("is safe in harbour", "safe"),
        ("sailed", ""),
    ],
)
def test_fates(words: str, fate: str) -> None:
    assert fate_in(words) == fate
