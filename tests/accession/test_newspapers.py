"""Newspaper pages told from other texts and divided into items; whatever happens, no character is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.newspapers import CORPUS, corpus_pages, score
from polyvocal.accession import receive
from polyvocal.accession.newspapers.dividing import item_starts
from polyvocal.accession.newspapers.joining import lost_hyphens
from polyvocal.accession.newspapers.masthead import is_issue_line
from polyvocal.accession.newspapers.shapes import shapes_of
from polyvocal.accession.newspapers.signs import ends_item, is_credit, is_dateline
from polyvocal.accession.plain import read_plain
from polyvocal.terms import Alignment
from polyvocal.terms.line import lines_of

PAGES = [page for page, _ in corpus_pages(CORPUS.read_text("utf-8"))]
F1_FLOOR = 0.95


def test_boundaries_of_the_hand_made_pages() -> None:
    right, found, wanted = score(CORPUS.read_text("utf-8"))
    assert wanted >= 24
    assert 2 * right / (found + wanted) >= F1_FLOOR


@pytest.mark.parametrize("page", PAGES)
def test_records_cover_the_page_and_edits_make_their_text(page: str) -> None:
    stretches = read_plain(page)
    places = [stretch.place for stretch in stretches]
    assert len(places) > 5
    assert (places[0][0], places[-1][1]) == (0, len(page))
    assert all(a[1] == b[0] for a, b in itertools.pairwise(places))
    for stretch in stretches:
        text = Alignment(page, stretch.place, stretch.edits).text
        cut = sum(edit.end - edit.start - len(edit.put) for edit in stretch.edits)
        assert len(text) == stretch.place[1] - stretch.place[0] - cut
        assert all(0 <= mark.start < mark.end <= len(text) for mark in stretch.marks)


def test_the_masthead_is_cut_by_its_rule() -> None:
    receipt = receive("papers/a.txt", PAGES[0].encode())
    first = receipt.records[0]
    cut = (
        [receipt.text[edit.start : edit.end] for edit in first.edits if edit.rule == "masthead"] if receipt.text else []
    )
    assert "PORT HALE, SUNDAY, JUNE 4, 1916" in cut
    assert "JUNE 4, 1916" not in first.text


def test_items_are_the_same_wherever_the_page_stands_in_the_pile() -> None:
    places = [[record.place for record in receive(name, PAGES[1].encode()).records] for name in ("a.txt", "b/c.txt")]
    assert places[0] == places[1]
    ids = {record.id for record in receive("a.txt", PAGES[1].encode()).records}
    assert ids == {record.id for record in receive("a.txt", PAGES[1].encode()).records}
    assert len(ids) == len(places[0])


PROSE = (
    "The keeper of the light wrote down each ship that passed, and when the month was over he sent the list to town. "
)
OTHERS = {
    "a wrapped article": "\n".join((PROSE * 40)[i : i + 72] for i in range(0, 4000, 72)),
    "one line a paragraph": (PROSE * 3 + "\n\n") * 30,
    "verse": "\n".join(["The light goes out upon the sea", "And no one keeps it now but me"] * 80),
    "a narrow chapter without signs": "CHAPTER ONE\n" + "\n".join((PROSE * 60)[i : i + 36] for i in range(0, 6000, 36)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_texts_stay_whole(name: str) -> None:
    assert [stretch.place for stretch in read_plain(OTHERS[name])] == [(0, len(OTHERS[name]))]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("LONDON, June 3.-The fleet", True),
        ("Washington, D. C., June 1.", True),
        ("St. Paul, Minn., May 30.", True),
        ("PARIS, June .-..The", True),
        ("NORTHAM, la., June 5. Heavy", True),  # Iowa, its capital misread
        ("NORTHAM, Iowa, June .5. Heavy", True),
        ("Петроград, 3 июня. Сегодня", True),
        ("He sailed on June 3.", False),
        ("the city of London, June 3", False),
        ("In the morning he left", False),
    ],
)
def test_datelines(line: str, told: bool) -> None:
    assert is_dateline(line) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("(By Associated Press.)", True),
        ("Ily United Press.", True),
        ("(Asoc'iated Preia by Federal Wireleii)", True),
        ("Bv P.-view Leased wire.", True),
        ("by the pressure of the crowd", False),
    ],
)
def test_credits(line: str, told: bool) -> None:
    assert is_credit(line) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("(Continued on Page Two.)", True),
        ("[Continued cm Page 13.]", True),
        ("CONTINUED ON FACE TEN", True),
        ("(Contlnued, on Second Page.)", True),
        ("and easily cleaned.—Adv.", True),
        ("He continued on the road to town", False),
        ("The committee on pages met again", False),
    ],
)
def test_lines_that_end_an_item(line: str, told: bool) -> None:
    assert ends_item(line) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("BISMARCK, SATURDAY MORNING, JUNE 10, 1916.", True),
        ("KEOKUK, IOWA, THUESDAY, JUNE 22, 1916", True),
        ("They met on Saturday, June 10, 1916, to vote", False),
        ("JUNE WAS DRY", False),
    ],
)
def test_lines_with_the_day_of_issue(line: str, told: bool) -> None:
    assert is_issue_line(line) is told


BODY = "and the men who had come down from the hills stood about the door until the lamps were lit"
NARROW = [BODY[i : i + 30].strip() for i in range(0, 90, 30)]


@pytest.mark.parametrize(
    ("middle", "opens"),
    [
        (["SECOND COUNCIL MEETS"], True),
        (["Harvest Home Supper Set for Friday"], True),
        (["What He Saw."], False),  # a cross-head
        (["A. B. HOLLIS."], False),  # a signature
        (["MR. AND MRS. A. B. HOLLIS."], False),
        (["Judge Hollis Named to the", "old court on the hill above the", "NORTHAM, June 4.-The mill"], True),
        (["WANTED A girl to keep a house of", "six rooms and to mind the child"], True),
        (["Wanted by all was a house of the", "six rooms that had been promised"], False),
        (["Short Item Head", "NORTHAM, June 4.-The mill"], True),
    ],
)
def test_what_opens_an_item(middle: list[str], opens: bool) -> None:
    lines = [
        "FIRST COUNCIL MEETS",
        *NARROW,
        *NARROW,
        "before they went home.",
        *middle,
        "The " + NARROW[0],
        *NARROW[1:],
    ]
    shapes = shapes_of(lines_of("\n".join([*lines, *NARROW, "and that was all."])))
    assert (len(lines[:8]) in item_starts(shapes)) is opens


def test_a_headline_in_the_midst_of_a_sentence_keeps_its_own_lines() -> None:
    lines = [
        *NARROW,
        *NARROW,
        "Rollins of the upper mill and",
        "SECOND COUNCIL MEETS",
        "IN THE OLD HALL",
        *NARROW,
        *NARROW,
    ]
    assert item_starts(shapes_of(lines_of("\n".join(lines)))) == [0, 7]


def test_titles_right_above_a_beginning_are_its_own_though_the_last_has_a_full_stop() -> None:
    above = [*NARROW, *NARROW, "before they went home."]
    titles = ["In the Great Advance They", "Already Have Taken 25,000", "Prisoners."]
    lines = [*above, *titles, "NORTHERN ARMY GAINING", "GROUND ON THE RIVER", *NARROW, *NARROW]
    assert item_starts(shapes_of(lines_of("\n".join(lines)))) == [0, len(above)]


def test_words_are_joined_only_where_the_page_or_the_language_knows_them() -> None:
    text = "the govern\nment said that the government and the har\nbormaster had met in\nland and in the har bor"
    assert [text[e.start - 6 : e.start] for e in lost_hyphens(text)] == ["govern"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PAGES[0].splitlines(), "", "* * *", "x1;.t"]), min_size=130, max_size=170))
def test_no_order_of_lines_loses_a_character(lines: list[str]) -> None:
    text = "\n".join(lines)
    stretches = read_plain(text)
    if not stretches:
        return
    assert (stretches[0].place[0], stretches[-1].place[1]) == (0, len(text))
    for a, b in itertools.pairwise(stretches):
        assert a.place[1] == b.place[0]
    for stretch in stretches:
        Alignment(text, stretch.place, stretch.edits)
