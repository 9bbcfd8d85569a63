"""What bounds an item where no headline can be read: datelines, signatures, debris, fillers, broken columns."""

from __future__ import annotations

import pytest

from polyvocal.accession.newspapers.dividing import item_starts
from polyvocal.accession.newspapers.heads import signs
from polyvocal.accession.newspapers.shapes import shapes_of
from polyvocal.accession.newspapers.signs import gossips
from polyvocal.terms.line import lines_of

HEAD = ["COUNCIL MEETS IN HALL", "TO HEAR THE ENGINEER"]
TEXT = [
    "The men who had come down from the",
    "hills stood about the door until the",
    "lamps were lit and the engineer had",
    "read the whole of his report on the",
    "state of the dam above the town and",
    "on what it would cost to mend before",
    "the water of the spring came down to",
    "the gates, which were old and had not",
    "been moved since they were set there",
    "before the floods.",
]
NEXT = [
    "The owners of the mill have let it be",
    "known that no hand will be put off so",
    "long as there is water for the wheels",
    "and cotton in the sheds, and that the",
    "wages which they pay will be those of",
    "the other mills along the river until",
    "the books are made up in the new year",
    "and shown to those who work in it all",
    "the year and wish to see them there.",
]


def starts(*parts: list[str]) -> list[int]:
    return item_starts(shapes_of(lines_of("\n".join(line for part in parts for line in part))))


@pytest.mark.parametrize(
    ("between", "offset"),
    [
        (["NORTHAM, June 4.-The mill is not to"], 0),  # a report without a headline
        (["A. B. HOLLIS.", "Mill Will Not Close."], 1),  # what signs the text above, then a short title
        (["i.t-;.r kjdfgh", "x1;.t ~^*|"], 0),  # a headline that is debris
        (["MILL OWNERS say what is to be done."], 0),  # a headline that runs into its text
        (["Mill Owners Tell", "NORTHAM HANDS ARE SAFE", "(By Associated Press.)"], 0),
    ],
)
def test_what_begins_below_the_end_of_a_text(between: list[str], offset: int) -> None:
    assert starts(HEAD, TEXT, between, NEXT) == [0, len(HEAD + TEXT) + offset]


def test_a_sentence_that_begins_in_another_column_is_another_text() -> None:
    midst = ["company which had bought the land for", *NEXT[1:]]
    assert starts(HEAD, TEXT, midst) == [0, len(HEAD + TEXT)]
    assert starts(HEAD, [*TEXT[:-1], "before the war of Mr."], midst) == [0]


@pytest.mark.parametrize(
    "filler",
    [
        ["Holm & Rudd, dealers in all kinds of", "coal. Telephone 40 for prices."],
        ["Fresh milk every day at the farm on", "the hill road above the town. 6-8-3t"],
        ["Mrs. Albin Rudd has returned from a", "long visit with friends in Northam."],
    ],
)
def test_fillers_do_not_belong_to_the_item_above(filler: list[str]) -> None:
    assert starts(HEAD, TEXT, filler) == [0, len(HEAD + TEXT)]


def test_a_price_below_what_it_is_asked_for_is_no_filler() -> None:
    assert starts(HEAD, TEXT, ["Price $1.50 at the store."]) == [0]


def test_local_paragraphs_are_one_item() -> None:
    local = [f"Miss {name} Rudd was in town on" for name in ("Ada", "Ella", "Ida", "Una", "Eva")]
    column = [line for first in local for line in (first, "Friday with her father and mother and", "went home again.")]
    assert starts(HEAD, TEXT, column) == [0, len(HEAD + TEXT)]


def test_cross_heads_stay_inside_on_pages_that_set_headlines_in_capitals() -> None:
    names = ["UPPER", "LOWER", "OUTER", "INNER", "FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH"]
    page = [[f"{name} COUNCIL MEETS AGAIN", "TO HEAR THE ENGINEER", *TEXT] for name in names]
    assert len(starts(*page, ["Gates Were Never Moved Before."], NEXT)) == len(page)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A. B. HOLLIS.", True),
        ("JAMES L. MONTROSE,", True),
        ("J. O. Rudd. *", True),
        ("THE MILL IS SAFE.", False),
        ("Gates Were Moved.", False),
    ],
)
def test_signatures(line: str, told: bool) -> None:
    assert signs(shapes_of(lines_of("before the war.\n" + line)), 1) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [("Mrs. Albin Rudd is", True), ("W. M. Rudd of Northam", True), ("The mill at Northam", False)],
)
def test_lines_that_open_local_news(line: str, told: bool) -> None:
    assert gossips(line) is told
