"""Edits: every character of the reading text maps back to the capture, and forth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.terms import Alignment, Edit, PolyvocalError


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[int, int], list[Edit]]:
    """A capture, a place in it, and sorted disjoint edits inside the place."""
    captured = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(captured)), min_size=2, max_size=12)))
    place = (cuts[0], cuts[-1])
    inner = cuts[1:-1]
    edits = []
    for start, end in zip(inner[::2], inner[1::2], strict=False):
        put = draw(st.text(max_size=4))
        if not edits or start >= edits[-1].end:
            edits.append(Edit(start, end, put, "test"))
    return captured, place, edits


@given(edited())
def test_kept_characters_map_both_ways(case: tuple[str, tuple[int, int], list[Edit]]) -> None:
    captured, place, edits = case
    alignment = Alignment(captured, place, edits)
    inserted = any(e.start == e.end and e.put for e in edits)
    edited_away = {i for e in edits for i in range(e.start, e.end)}
    for at in sorted(set(range(*place)) - edited_away):
        start, end = alignment.to_reading(at, at + 1)
        # Next to an insertion the passage may take it in; elsewhere a kept character is exactly itself.
        assert captured[at] in alignment.text[start:end] if inserted else captured[at] == alignment.text[start:end]
        if not inserted:
            assert alignment.to_capture(start, end) == (at, at + 1)


@given(edited(), st.data())
def test_a_passage_and_its_source_contain_each_other(
    case: tuple[str, tuple[int, int], list[Edit]], data: st.DataObject
) -> None:
    captured, place, edits = case
    alignment = Alignment(captured, place, edits)
    start = data.draw(st.integers(0, len(alignment.text)))
    end = data.draw(st.integers(start, len(alignment.text)))
    if start < end and not any(e.start == e.end for e in edits):
        back = alignment.to_reading(*alignment.to_capture(start, end))
        assert back[0] <= start
        assert back[1] >= end


@given(edited())
def test_without_edits_the_reading_is_the_place(case: tuple[str, tuple[int, int], list[Edit]]) -> None:
    captured, place, _ = case
    alignment = Alignment(captured, place, [])
    assert alignment.text == captured[place[0] : place[1]]
    if alignment.text:
        assert alignment.to_capture(0, len(alignment.text)) == place


CASES = [
    ("a cut", "one<b>two</b>", [Edit(3, 6, "", "tag"), Edit(9, 13, "", "tag")], "onetwo", (3, 6), (6, 9)),
    ("an entity", "Z&uuml;rich", [Edit(1, 7, "ü", "entity")], "Zürich", (1, 2), (1, 7)),
    ("a mended hyphen", "bat-\ntle", [Edit(3, 5, "", "hyphen")], "battle", (0, 6), (0, 8)),
    ("an inserted break", "AB", [Edit(1, 1, "\n\n", "break")], "A\n\nB", (3, 4), (1, 2)),
]


@pytest.mark.parametrize(
    ("case", "captured", "edits", "text", "read", "came_from"), CASES, ids=[case[0] for case in CASES]
)
def test_table(
    case: str, captured: str, edits: list[Edit], text: str, read: tuple[int, int], came_from: tuple[int, int]
) -> None:
    alignment = Alignment(captured, (0, len(captured)), edits)
    assert alignment.text == text
    assert alignment.to_capture(*read) == came_from
    assert alignment.to_reading(*came_from) == read


@pytest.mark.parametrize(
    "edits", [[Edit(0, 3, "", "a"), Edit(2, 4, "", "b")], [Edit(5, 9, "", "a")], [Edit(2, 1, "", "a")]]
)
def test_edits_that_overlap_or_leave_the_place_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(PolyvocalError):
        Alignment("captured", (0, 6), edits)
