"""A much told event: reports of it are brought home by its ships, what hangs by one thread is taken out."""

from pages import Page

from polyvocal.collation import collate
from polyvocal.terms import Collation

SHIPS = ("Halcyon", "Bittern", "Dunlin")


def battle(number: int) -> Page:
    text = f"Off Jutland on 31 May 1916 the British {', '.join(SHIPS)} and a German cruiser sank."
    page = Page(f"a{number:02d}", text, author=f"Writer {number}", published="1916-06-03")
    return page.says(
        "sank", aspect="fate", people=SHIPS, on=("31 May 1916", "1916-05-31"), place="Jutland", event="cruiser"
    )


def collated(*pages: Page) -> Collation:
    return collate([page.witness for page in (*(battle(n) for n in range(14)), *pages)])


def home(found: Collation, statement: str) -> str:
    return next((e.label for e in found.events if any(m.statement == statement for m in e.members)), "")


def test_a_report_that_names_the_ships_of_the_battle_is_of_the_battle() -> None:
    report = Page("b", "Kiel, 4 June 1916: two towed cruisers tell of the Halcyon and the Dunlin.", author="Lorne",
                  published="1916-06-05")  # fmt: skip
    report.says("two", kind="ships", low=2, high=2, people=("Halcyon", "Dunlin"), on=("4 June 1916", "1916-06-04"),
                place="Kiel")  # fmt: skip
    assert home(collated(report), "b-00") == "Jutland, 31 May 1916"


def test_a_report_of_other_ships_is_not() -> None:
    report = Page("b", "Kiel, 4 June 1916: two towed cruisers tell of the Plover.", author="Lorne")
    report.says("two", kind="ships", low=2, high=2, people=("Plover",), on=("4 June 1916", "1916-06-04"), place="Kiel")
    assert home(collated(report), "b-00") != "Jutland, 31 May 1916"


def test_the_year_in_which_a_ship_was_built_dates_nothing() -> None:
    page = Page("b", "The Halcyon, built in 1905, and the Bittern went down in the battle of Jutland.", author="Lorne",
                published="1916-06-05")  # fmt: skip
    page.says("went down", aspect="fate", people=("Halcyon", "Bittern"), on=("1905", "1905"), place="Jutland",
              event="battle of Jutland")  # fmt: skip
    assert home(collated(page), "b-00") == "Jutland, 31 May 1916"


def test_last_week_is_no_length_of_an_event() -> None:
    page = Page("b", "Off Jutland last week the cruisers Halcyon and Bittern sank.", author="Lorne")
    page.says("sank", aspect="fate", people=("Halcyon", "Bittern"), on=("last week", "1916-05-29/1916-06-04"),
              place="Jutland")  # fmt: skip
    found = collated(page)
    assert home(found, "b-00") == "Jutland, 31 May 1916"


def test_the_fight_of_two_other_sides_is_no_part_of_it() -> None:
    page = Page("b", "Rome, 6 June 1916: an Italian cruiser was sunk by two Austrian boats.", author="Lorne",
                published="1916-06-07")  # fmt: skip
    page.says("was sunk", aspect="fate", on=("6 June 1916", "1916-06-06"), how="dateline", event="cruiser")
    assert home(collated(page), "b-00") != "Jutland, 31 May 1916"


def test_a_report_of_the_very_day_needs_one_ship() -> None:
    page = Page("b", "On 31 May 1916 the Halcyon went down.", author="Lorne")
    page.says("went down", aspect="fate", people=("Halcyon",), on=("31 May 1916", "1916-05-31"))
    assert home(collated(page), "b-00") == "Jutland, 31 May 1916"
