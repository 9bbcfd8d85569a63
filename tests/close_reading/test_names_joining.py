"""Names of the rules and of another reader, made one list."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.suggested import SuggestedName
from polyvocal.terms import Name


def joined(text: str, *suggested: tuple[str, str, float]) -> list[Name]:
    spans = [SuggestedName(text.index(w), text.index(w) + len(w), t, p) for w, t, p in suggested]  # type: ignore[arg-type]
    return list(
        read_names(text, "r", sentences=divide_sentences(text, "en"), suggested=spans, suggested_by="reading model 1")
    )


CASES = [
    # what the rules cannot know is taken where the reader is sure enough
    ("Then Zzyxo fell.", [("Zzyxo", "place", 0.9)], [("Zzyxo", "place", "reading model 1")]),
    ("Then Zzyxo fell.", [("Zzyxo", "place", 0.1)], []),
    # titles are joined to the name behind them
    ("We saw Vice Admiral Zzyxo.", [("Zzyxo", "person", 0.9)],
     [("Vice Admiral Zzyxo", "person", "reading model 1, title")]),
    # of one name both found the rules' ground is told, too
    ("He left Moscow.", [("Moscow", "place", 0.9)], [("Moscow", "place", "reading model 1, gazetteer")]),
    # ships and bodies printed small stay the rules'
    ("The cruiser Seeadler sank.", [("Seeadler", "person", 0.99)], [("Seeadler", "other", "names/2 ship type")]),
    ("The war office spoke.", [], [("war office", "organisation", "names/2 in lower case")]),
    # what clings to a suggestion is cut off
    ("He saw Zzyxo Qulb (Zyxo Kulb) there.", [("Zzyxo Qulb (Zyxo Kulb", "person", 0.9)],
     [("Zzyxo Qulb", "person", "reading model 1, two unknown words")]),
    ("He saw “Zzyxo’s” house.", [("“Zzyxo’s”", "person", 0.9)], [("Zzyxo", "person", "reading model 1")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "suggested", "expected"), CASES)
def test_joined(text: str, suggested: list[tuple[str, str, float]], expected: list[tuple[str, str, str]]) -> None:
    assert [(n.locus.words, n.type, n.rule) for n in joined(text, *suggested)] == expected


def test_a_suggested_full_name_explains_the_surname() -> None:
    found = joined("Zzyx Holtby came. Nobody liked Holtby.", ("Zzyx Holtby", "person", 0.95))
    assert [(n.locus.words, n.heading) for n in found] == [("Zzyx Holtby", "Zzyx Holtby"), ("Holtby", "Zzyx Holtby")]


@given(
    st.text("AaBb .,’Gn\n", max_size=60),
    st.lists(
        st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(["person", "place", "x"]), st.floats(0, 1))
    ),
)
def test_whatever_is_suggested_names_stand_apart(text: str, suggested: list[tuple[int, int, str, float]]) -> None:
    spans = [SuggestedName(*one) for one in suggested]  # type: ignore[arg-type]
    found = read_names(text, "r", sentences=divide_sentences(text, "en"), suggested=spans)
    for name in found:
        name.locus.verify(text)
    assert all(a.locus.end <= b.locus.start for a, b in pairwise(found))
