"""Where records belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.catalogue.fonds import arrange

Marks = list[tuple[str, str, int, str, str]]

CASES: list[tuple[Marks, list[tuple[str, str, str]]]] = [
    # Folders are fonds and series.
    ([("r1", "staff/war/a.txt", 0, "", "")], [("fonds", "staff", "folder"), ("series", "war", "folder")]),
    # A file of several documents is a level of its own.
    (
        [("r1", "a/page.html", 0, "", ""), ("r2", "a/page.html", 1, "", "")],
        [("fonds", "a", "folder"), ("file", "page.html", "file of several documents")],
    ),
    # Periodicals, else sites, are series where a folder mixes them.
    (
        [("r1", "a/1", 0, "", "The Mail"), ("r2", "a/2", 0, "", "The Mail"), ("r3", "a/3", 0, "", "")],
        [("fonds", "a", "folder"), ("series", "The Mail", "periodical")],
    ),
    (
        [("r1", "1", 0, "http://www.x.example/1", ""), ("r2", "2", 0, "http://x.example/2", "")],
        [("fonds", "x.example", "site")],
    ),
    # A folder of one periodical needs no second level of that name.
    ([("r1", "mail/1", 0, "", "Mail"), ("r2", "mail/2", 0, "", "Mail")], [("fonds", "mail", "folder")]),
    ([("r1", "pile.zip/a.txt", 0, "", "")], [("fonds", "pile.zip", "archive file")]),
    ([("r1", "a.txt", 0, "", "")], [("fonds", "Not in a folder", "folder")]),
]


@pytest.mark.parametrize(("marks", "units"), CASES)
def test_levels(marks: Marks, units: list[tuple[str, str, str]]) -> None:
    assert [(u.level, u.title, u.basis) for u in arrange(marks).units] == units


_sources = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)
_marks = st.lists(st.tuples(_sources, st.integers(0, 3), st.sampled_from(["", "http://x.example/", "http://["]),
                            st.sampled_from(["", "Mail", "Post"])), max_size=12)  # fmt: skip


@given(_marks)
def test_every_record_has_one_place_and_order_is_kept(drawn: list[tuple[str, int, str, str]]) -> None:
    marks = [(f"r{n}", *one) for n, one in enumerate(drawn)]
    found = arrange(marks)
    ids = [u.id for u in found.units]
    assert sorted(record for record, _ in found.places) == sorted(mark[0] for mark in marks)
    assert len(ids) == len(set(ids))
    assert {unit for _, unit in found.places} <= set(ids)
    for at, unit in enumerate(found.units):
        assert unit.parent is None or unit.parent in ids[:at]
    order = {mark[0]: (mark[1], mark[2], mark[0]) for mark in marks}
    assert [order[record] for record, _ in found.places] == sorted(order.values())
    assert arrange(reversed(marks)) == found
