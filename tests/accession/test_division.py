"""Pages that hold several posts become several records; one work stays whole."""

from itertools import pairwise

import pytest

from polyvocal.accession import receive

ONE = (
    "Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight and the foremen had gone from door to door to tell it."
)
TWO = (
    "The harbour was closed to all ships for nine days after the explosion, and the pilots who knew the wrecks were "
    "paid twice their wages to bring the grain boats past them before the frost set in."
)
THREE = (
    "Nobody has counted the graves on the hill above the station, though the priest who kept the book wrote down "
    "more than ninety names in the first winter and gave up writing in the second."
)


def titles(page: str) -> list[str]:
    return [record.text.split("\n")[0] for record in receive("a.txt", page.encode()).records]


DIVIDED = [
    (  # titles set apart by wide gaps, pictures between the posts lost
        f"The Mill Women of Lodz\n\n\n{ONE}\n\n\n\n\n\nThe Harbour in Winter\n\n\n{TWO}\n\n"
        f"A Hill Above the Station\n\n\n{THREE}\n",
        ["The Mill Women of Lodz", "The Harbour in Winter", "A Hill Above the Station"],
    ),
    (  # the day in brackets behind the title
        f"The Mill Women of Lodz (4.3.2015)\n\nMill Street\n\n{ONE}\n\nThe Harbour in Winter (17.11.2014)\n\n{TWO}",
        ["The Mill Women of Lodz (4.3.2015)", "The Harbour in Winter (17.11.2014)"],
    ),
    (  # a photograph between two posts
        f"The Mill Women of Lodz\n\n\n{ONE}\n\nThe Old Quay – Photograph\n\n\nThe Harbour in Winter\n\n\n{TWO}",
        ["The Mill Women of Lodz", "The Old Quay – Photograph", "The Harbour in Winter"],
    ),
    (  # the engine's line of credits
        f"The Mill Women of Lodz\nPosted on March 4, 2015 by A. Roos\n\n{ONE}\n\n{ONE}\n\nThe Harbour in Winter\n"
        f"Posted on November 17, 2014 by A. Roos\n\n{TWO}",
        ["The Mill Women of Lodz", "The Harbour in Winter"],
    ),
    (  # Blogger's line with the day above the title
        f"Sunday, March 4, 2012\n\nThe Mill Women of Lodz\n\n{ONE}\n\n"
        f"Saturday, March 3, 2012\n\nThe Harbour in Winter\n\n{TWO}",
        ["Sunday, March 4, 2012", "Saturday, March 3, 2012"],
    ),
    (  # a newspaper's items, each with a headline over its dateline
        f"HARBOUR CLOSED\n\nDANZIG, March 4. -- {TWO}\n\nMILL STANDS STILL\n\nLODZ, March 3. -- {ONE}",
        ["HARBOUR CLOSED", "MILL STANDS STILL"],
    ),
    (  # Russian titles are set like sentences
        "Женщины с фабрики (4.3.2015)\n\n" + "Сорок женщин вышли утром с фабрики и пошли через весь город, " * 4
        + "\n\nЗимняя гавань (17.11.2014)\n\n" + "Гавань была закрыта девять дней, и лоцманам платили вдвое, " * 4,
        ["Женщины с фабрики (4.3.2015)", "Зимняя гавань (17.11.2014)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), DIVIDED)
def test_posts_become_records(page: str, expected: list[str]) -> None:
    assert titles(page) == expected


WHOLE = [
    f"The Mill Women of Lodz\n\n{ONE}\n\nWhat the Foremen Said\n\n{TWO}\n\nWhat Came of It\n\n{THREE}",  # subheadings
    f"CHAPTER I\n\n\n{ONE}\n\nCHAPTER II\n\n\n{TWO}\n\nCHAPTER III\n\n\n{THREE}",  # a book
    f"The Mill Women of Lodz\n\n\n{ONE}\n\n\nThe Harbour in Winter\n\n\n{TWO}\n\n\nThe Hill\n\n\n{THREE}",  # even
    f"The Mill Women of Lodz (1905)\n\n{ONE}\n\nThe Harbour in Winter (1906)\n\n{TWO}",  # years are no days of posting
    f"HARBOUR CLOSED\n\nDANZIG, March 4. -- {TWO}\n\nLODZ, March 3. -- {ONE}",  # two datelines under one headline
    "Links\n\nThe Mill\n\n\nThe Harbour\n\n\nThe Hill\n\n\nThe Station",  # titles without texts
    "\n".join(
        [
            "MILL STANDS STILL",
            "LODZ, March 3.--Forty women",
            "walked from the mill to the",
            "town hall on that morning,",
        ]
        * 9
    ),
]


@pytest.mark.parametrize("page", WHOLE)
def test_one_document_stays_whole(page: str) -> None:
    assert len(titles(page)) == 1


def test_columns_that_a_machine_read_stay_one_record() -> None:
    column = "\n".join(["the grain boats past them", "before the frost set in and"] * 60)
    items = f"HARBOUR CLOSED\nDANZIG, March 4.--{TWO}\nMILL STANDS STILL\nLODZ, March 4.--{ONE}"
    assert len(titles(f"{column}\n{items}\n{column}")) == 1


def test_places_follow_each_other_and_cover_the_page() -> None:
    page = DIVIDED[0][0]
    places = [record.place for record in receive("a.txt", page.encode()).records]
    assert places[0][0] == 0
    assert places[-1][1] == len(page)
    assert all(a[1] == b[0] for a, b in pairwise(places))


def test_hard_wrapped_items_divide_like_others() -> None:
    item = (
        "{} \u2014 The harbour was closed to all ships for nine days after\nthe explosion, and the pilots were paid "
        "twice their\nwages to bring the boats past the wrecks before frost."
    )
    page = (
        f"HARBOUR CLOSED\n\n{item.format('DANZIG, March 4.')}\n\nMILL STANDS STILL\n\n{item.format('LODZ, March 3.')}\n"
    )
    assert titles(page) == ["HARBOUR CLOSED", "MILL STANDS STILL"]
