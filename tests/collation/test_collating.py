"""Whole collations of a few invented sentences: which statements meet, and what is said of them."""

import pytest
from pages import Page

from polyvocal.collation import collate
from polyvocal.terms import Collation, ReprintLink

DAY = ("14 March 1911", "1911-03-14")


TELLINGS = {
    "a": "The fire at Norwich on 14 March 1911 killed {} people.",
    "b": "At Norwich {} people lost their lives in the fire of 14 March 1911.",
    "c": "On 14 March 1911 fire broke out in a Norwich mill, and {} people died.",
}


def verdicts(*pages: Page, reprints: tuple[ReprintLink, ...] = ()) -> list[str]:
    """Every verdict of a collation, sorted."""
    found = collate([p.witness for p in pages], reprints)
    return sorted(r.relation for row in found.apparatus for r in row.relations)


def fire(record: str, count: str, **more: object) -> Page:
    """A page on one fire, with its count of the dead."""
    text = TELLINGS[record].format(count)
    page = Page(record, text, author=f"Writer {record}")
    return page.says(f"{count} people", on=DAY, place="Norwich", event="fire", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("31", "31", ["AGREE"]),
        ("31", "44", ["CONFLICT"]),
        ("146", "146", ["AGREE"]),
        ("146", "39", ["CONFLICT"]),
    ],
)
def test_two_records_count_the_dead_of_one_fire(first: str, second: str, expected: list[str]) -> None:
    assert verdicts(fire("a", first), fire("b", second)) == expected


def test_one_town_in_two_years_is_two_events() -> None:
    early = Page("a", "The riot at Batley on 3 May 1863 left 12 dead.").says(
        "12 dead", on=("3 May 1863", "1863-05-03"), place="Batley", event="riot"
    )
    late = Page("b", "The riot at Batley on 9 June 1888 left 40 dead.").says(
        "40 dead", on=("9 June 1888", "1888-06-09"), place="Batley", event="riot"
    )
    found = collate([early.witness, late.witness])
    assert sorted(e.label for e in found.events) == ["Batley, 3 May 1863", "Batley, 9 June 1888"]
    assert not [r for row in found.apparatus for r in row.relations]


def naval(record: str, sentence: str, words: str, of: str, **more: object) -> Page:
    """A report of a sea fight."""
    page = Page(record, sentence, author=f"Writer {record}", published="1916-06-03")
    return page.says(
        words,
        of=of,
        kind="ships lost",
        on=("31 May 1916", "1916-05-31"),
        **more,  # type: ignore[arg-type]
    )


def test_one_side_is_never_set_against_the_other() -> None:
    british = naval(
        "a", "Off Jutland on 31 May 1916 the British fleet lost 14 ships.", "14 ships", "British", place="Jutland"
    )
    german = naval(
        "b", "Off Jutland on 31 May 1916 the German fleet lost 11 ships.", "11 ships", "German", place="Jutland"
    )
    again = naval(
        "c",
        "Off the Skagerrak on 31 May 1916 the English fleet lost 17 ships.",
        "17 ships",
        "English",
        place="Skagerrak",
    )
    found = collate([british.witness, german.witness, again.witness])
    assert [e.label for e in found.events] == ["Jutland, 31 May 1916"]
    relations = [r for row in found.apparatus for r in row.relations]
    assert [(r.relation, r.a, r.b) for r in relations] == [("CONFLICT", "a-00", "c-00")]


def test_a_reprint_adds_no_origin() -> None:
    pages = [fire("a", "146"), fire("b", "146"), fire("c", "90")]
    alone = collate([p.witness for p in pages])
    copied = collate([p.witness for p in pages], [ReprintLink("b", "a", "near", 0.97)])
    assert _origins(alone, "146 people") == 2
    assert _origins(copied, "146 people") == 1


def _origins(found: Collation, answer: str) -> int:
    return next(r.origins for row in found.apparatus for r in row.readings if r.answer == answer)


def test_the_order_of_witnesses_changes_nothing() -> None:
    pages = [fire("a", "146"), fire("b", "39"), fire("c", "146")]
    forward = collate([p.witness for p in pages])
    assert forward == collate([p.witness for p in reversed(pages)])


def test_every_member_says_why_it_stands_there() -> None:
    found = collate([fire("a", "146").witness, fire("b", "39").witness])
    assert all("14 March 1911" in m.reason and m.reason for e in found.events for m in e.members)
