"""Named periods and anniversaries: tables of sentences, and what the tables of periods promise."""

from datetime import date

import pytest

from polyvocal import usage
from polyvocal.close_reading.dates import check_anniversaries, read_dates, read_periods, with_periods

PERIODS = [
    ("He served through the Crimean War.", "en", [("Crimean War", "1853-10-01/1856-03-30")]),
    ("World War II took more than World War I.", "en",
     [("World War II", "1939-09-01/1945-09-02"), ("World War I", "1914-07-28/1918-11-11")]),
    ("In the reign of Alexander III reforms ended.", "en", [("reign of Alexander III", "1881-03-13/1894-11-01")]),
    ("In the third year of the reign of Nicholas II mills struck.", "en",
     [("third year of the reign of Nicholas II", "1896-11-01/1897-10-31")]),
    ("After the civil war the mills stood still.", "en", []),  # whose?
    ("Nicholas II left the front.", "en", []),  # a man, no time
    ("В годы Великой Отечественной войны завод стоял на Урале.", "ru",
     [("Великой Отечественной войны", "1941-06-22/1945-05-09")]),
    ("Во второй год царствования Николая II ввели винную монополию.", "ru",
     [("второй год царствования Николая II", "1895-11-01/1896-10-31")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), PERIODS)
def test_periods(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    found = read_periods(text, language=language)
    assert [(w.words, w.edtf) for w in found] == expected
    for when in found:
        assert when.locus is not None
        when.locus.verify(text)
        assert when.ground.startswith("after ")


def test_a_period_gives_way_to_a_date_of_the_text() -> None:
    text = "The First World War (1914-18) was over."
    dates = read_dates(text)
    merged = with_periods(dates, read_periods(text))
    assert [w.words for w in merged] == ["First World War", "1914", "18"]
    assert with_periods(read_periods(text), read_periods(text)) == read_periods(text)


ANNIVERSARIES = [
    ("On the 104th anniversary of the October Revolution, on 7 November 2021, they met.", "en", []),
    ("In 1927, on the tenth anniversary of the revolution of 1917, they marched.", "en", []),
    ("The fiftieth anniversary of the 1917 revolution was kept in November 1966.", "en",
     ["50 years after 1917 is 1967, not 1966"]),
    ("The 20th anniversary of the Armistice fell in a tense year. In 1950 nobody marched.", "en", []),
    ("The thirtieth anniversary of the mill was kept in 1950.", "en", []),  # of which year?
    ("В 2017 году отмечали 100-летие Октябрьской революции.", "ru", []),
    ("В 2018 году отмечали 100-летие Октябрьской революции.", "ru", ["100 years after 1917 is 2017, not 2018"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), ANNIVERSARIES)
def test_anniversaries(text: str, language: str, expected: list[str]) -> None:
    found = check_anniversaries(text, read_dates(text, language=language), language=language)
    assert [check for when in found for check in when.checks] == expected


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_period_has_bounds_in_order_and_a_source(language: str) -> None:
    table = usage.load(language, "periods")
    for entry in (*table["period"], *table["reign"]):
        assert date.fromisoformat(entry["from"]) < date.fromisoformat(entry["to"]), entry
        assert entry["source"] in table["sources"], entry
    names = [name for entry in (*table["period"], *table["reign"]) for name in entry["names"]]
    assert len(names) == len(set(names))
