"""Of the same people, only where the words show it: sides, groups, tolls of one narrow event."""

import pytest
from pages import Page

from polyvocal.collation import collate

ON = ("9 July 1893", "1893-07-09")


def verdicts(*pages: Page) -> list[str]:
    found = collate([page.witness for page in pages])
    return sorted(r.relation for row in found.apparatus for r in row.relations)


def toll(record: str, text: str, words: str, event: str = "flood", **more: object) -> Page:
    """A page of one count of the dead at Selby."""
    page = Page(record, text, author=f"Writer {record}")
    return page.says(words, on=ON, place="Selby", event=event, **more)  # type: ignore[arg-type]


WHOLE = toll("a", "In all 90 people lost their lives in the flood at Selby on 9 July 1893.", "90 people", noun="people")

MEET = [
    toll("b", "The Selby flood of 9 July 1893 killed 140 persons.", "140 persons", noun="persons"),
    toll("b", "The total at Selby, 9 July 1893, after the flood: 140 dead.", "140 dead"),
]

APART = [
    # nineteen of the dead are a part of them
    toll("b", "At Selby, flood of 9 July 1893, sixty of the dead were men and 19 were women.", "19"),
    # those of one spot among several
    toll("b", "Help left Selby, 9 July 1893, for the flood at Brayton mill, where 22 persons died.", "22 persons",
         noun="persons"),
    # another group
    toll("b", "The flood at Selby on 9 July 1893 drowned 30 navvies.", "30 navvies", of="navvies", noun="navvies"),
    # a group carried over from a sentence before
    toll("b", "Selby flood, 9 July 1893: in all 35 were dead.", "35 were dead", of="navvies"),
    # nobody is that far off
    toll("b", "The flood at Selby on 9 July 1893 killed 5,000 people, all told.", "5,000 people", noun="people"),
]  # fmt: skip


@pytest.mark.parametrize("other", MEET, ids=lambda p: p.text)
def test_tolls_of_one_flood_meet(other: Page) -> None:
    assert verdicts(WHOLE, other) == ["CONFLICT"]


@pytest.mark.parametrize("other", APART, ids=lambda p: p.text)
def test_what_is_not_shown_to_be_of_the_same_people_gets_no_verdict(other: Page) -> None:
    assert not {"CONFLICT", "AGREE", "CLOSE", "COMPATIBLE"} & set(verdicts(WHOLE, other))


def test_persons_of_two_records_meet_only_in_a_narrow_event() -> None:
    one = Page("a", "In Selby in July 1893 the courts dealt with 90 persons hanged or dead in gaol.", author="Lorne")
    one.says("90 persons", noun="persons", on=("July 1893", "1893-07"), place="Selby")
    two = Page("b", "Selby lists for July 1893 a total of 140 persons dead.", author="Mayhew")
    two.says("140 persons", noun="persons", on=("July 1893", "1893-07"), place="Selby")
    assert verdicts(one, two) == []


@pytest.mark.parametrize("words", ["two German men-of-war", "two German light cruisers", "two German torpedo boats"])
def test_ships_read_as_men_are_no_dead(words: str) -> None:
    one = Page("a", f"Off Kiel on 9 July 1893 {words} went down in the battle.", author="Lorne")
    two = Page("b", "Off Kiel on 9 July 1893 in the battle 90 German men fell.", author="Mayhew")
    one.says("two German", kind="dead", of="German", noun="men", low=2, high=2, on=ON, place="Kiel", event="battle")
    two.says("90 German men", kind="dead", of="German", noun="men", on=ON, place="Kiel", event="battle")
    assert verdicts(one, two) == []
