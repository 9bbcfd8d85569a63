"""What names an event, which spellings are one ship, what a denial denies, how rows and gaps are put."""

import pytest
from pages import Page

from polyvocal.collation import collate
from polyvocal.collation.event_names import is_name
from polyvocal.collation.ranking import gap_in_words
from polyvocal.collation.sides import mended
from polyvocal.collation.subjects import bare
from polyvocal.terms import Collation

ON = ("9 July 1893", "1893-07-09")


@pytest.mark.parametrize(
    "words",
    ["the Battle of Arden", "Arden massacre", "a pogrom", "the disturbances", "Bloody Sunday", "Peasants' Revolt"],
)
def test_a_name(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    ["a British victory", "a monster victory", "the fiercest of the war", "the convention", "the meeting on ore", "one",
     "for trial", "the speech as weak", "did you vote", ""],
)  # fmt: skip
def test_no_name(words: str) -> None:
    assert not is_name(words)


def fate(record: str, text: str, answer: str, ship: str) -> Page:
    page = Page(record, text, author=f"Writer {record}")
    return page.says(answer, aspect="fate", people=(ship,), on=ON, place="Kiel")


def collated(*pages: Page) -> Collation:
    return collate([page.witness for page in pages])


def asked(*pages: Page) -> list[str]:
    return [row.question for row in collated(*pages).apparatus]


SPELLINGS = [("HALCYON", "case"), ("the Halcyon", "article"), ("the cruiser Halcyon", "title"), ("Hal- cyon", "break"),
             ("Halcyou", "misprint"), ("Halycon", "turned round")]  # fmt: skip


@pytest.mark.parametrize(("spelling", "why"), SPELLINGS)
def test_spellings_of_one_ship_are_one_question(spelling: str, why: str) -> None:
    often = [fate(f"a{n}", "Off Kiel on 9 July 1893 the Halcyon sank.", "sank", "Halcyon") for n in range(4)]
    rare = fate("b", f"Off Kiel, 9 July 1893: {spelling} came home safe.", "safe", spelling)
    assert asked(*often, rare) == ["What became of Halcyon?"], why
    assert "CONFLICT" in {r.relation for row in collated(*often, rare).apparatus for r in row.relations}


def test_two_ships_told_as_often_stay_two() -> None:
    first = [fate(f"a{n}", "Off Kiel on 9 July 1893 the Nestor sank.", "sank", "Nestor") for n in range(2)]
    other = [fate(f"b{n}", "Off Kiel on 9 July 1893 the Nector came home safe.", "safe", "Nector") for n in range(2)]
    assert sorted(asked(*first, *other)) == ["What became of Nector?", "What became of Nestor?"]


@pytest.mark.parametrize("words", ["U-35", "U-36"])
def test_numbers_are_names(words: str) -> None:
    assert bare(words) == words.casefold().replace("-", "")


@pytest.mark.parametrize("words", ["another battleship", "one cruiser", "which", "A Dreadnought"])
def test_nobody_in_particular(words: str) -> None:
    assert bare(words) == ""


def test_a_denial_shares_an_object_with_what_it_denies() -> None:
    page = Page("a", "Lorne wrote that the Bittern sank off Kiel on 9 July 1893. Mayhew denies that the Halcyon sank.")
    page.says("sank", in_="Lorne wrote that the Bittern sank off Kiel on 9 July 1893.", aspect="fate", voice="Lorne",
              people=("Bittern",), on=ON, place="Kiel")  # fmt: skip
    page.says("sank", in_="Mayhew denies that the Halcyon sank.", aspect="fate", voice="Mayhew", manner="denies",
              people=("Halcyon",), on=ON, how="running date", link=("denial", 0, "denies"))  # fmt: skip
    assert not [r for row in collated(page).apparatus for r in row.relations]


def test_losses_by_side_come_first_and_unspecific_rows_last() -> None:
    on, where = ("31 May 1916", "1916-05-31"), "Jutland"
    text = (
        "Off Jutland on 31 May 1916 the British lost 14 ships and the Germans 11 ships in the battle; 6,000 British men"
        " died. The Halcyon sank. It was a draw. The sea was 40 feet deep."
    )
    page = Page("a", text, author="Lorne")
    page.says("40 feet", kind="depth", in_="The sea was 40 feet deep.", on=on, place=where)
    page.says("a draw", aspect="outcome", in_="It was a draw.", on=on, place=where, event="battle")
    page.says("sank", aspect="fate", in_="The Halcyon sank.", people=("Halcyon",), on=on, place=where)
    page.says("6,000 British men", of="British", noun="men", on=on, place=where)
    page.says("14 ships", kind="ships lost", of="British", on=on, place=where)
    page.says("11 ships", kind="ships lost", of="German", on=on, place=where)
    assert asked(page) == [
        "How many ships lost? (British)",
        "How many ships lost? (German)",
        "How many dead? (British)",
        "What became of Halcyon?",
        "What came of it?",
        "What other numbers are given?",
    ]


GAPS = [(0.02, "a small gap"), (0.12, "a gap of about a third"), (0.2, "a gap of about a half"),
        (0.3, "about twice as many"), (0.95, "about 9 times as many"), (1.0, "ten times as many or more")]  # fmt: skip


@pytest.mark.parametrize(("gap", "words"), GAPS)
def test_gaps_in_words(gap: float, words: str) -> None:
    assert gap_in_words(gap) == words


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Ger man de stroyers", "german destroyers"),
        ("torpedo-boat destroyers", "destroyers"),
        ("dreadnaught battle cruisers", "battlecruisers"),
        ("men of war", "warships"),
        ("small cruisers", "small cruisers"),
    ],
)
def test_broken_and_compound_words(broken: str, whole: str) -> None:
    assert mended(broken) == whole
