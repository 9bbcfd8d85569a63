"""All terms are frozen, slotted, and go through JSON and back unchanged."""

import dataclasses

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal import terms
from polyvocal.terms import CloseReading, Figure, Locus, When

CLASSES = [getattr(terms, n) for n in terms.__all__ if dataclasses.is_dataclass(getattr(terms, n))]

LOCI = st.builds(
    Locus, st.text(max_size=3), st.integers(0, 99), st.text(max_size=9), st.sampled_from(["reading", "capture"])
)
COUNTS = st.none() | st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False)
FIGURES = st.builds(
    Figure,
    LOCI,
    LOCI,
    COUNTS,
    COUNTS,
    st.sampled_from(["exact", "about", "at least", "at most", "range", "vague"]),
    part_of=st.none() | LOCI,
    rounded=st.sampled_from([1, 10, 1000, 0.1]),
)
WHENS = st.builds(
    When,
    st.text(max_size=9),
    st.none() | LOCI,
    st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
    st.text(max_size=9),
    earliest=st.none() | st.integers(-(10**6), 10**7),
    latest=st.none() | st.integers(-(10**6), 10**7),
    twin=st.none() | st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)),
    checks=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)


@pytest.mark.parametrize("term", CLASSES, ids=lambda c: c.__name__)
def test_frozen_and_slotted(term: type) -> None:
    assert term.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(term)


@given(st.lists(FIGURES, max_size=3), st.lists(WHENS, max_size=3))
def test_through_json_and_back(figures: list[Figure], whens: list[When]) -> None:
    reading = CloseReading("r1", dates=tuple(whens), figures=tuple(figures))
    assert msgspec.json.decode(msgspec.json.encode(reading), type=CloseReading) == reading
