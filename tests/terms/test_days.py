"""Days on one axis: both calendars, checked against a calendar library."""

import pytest
from convertdate import gregorian, julian
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.terms import days

DAYS = st.integers(days.from_gregorian(-3000, 1, 1), days.from_gregorian(3000, 1, 1))
PAIRS = [
    ("the October Revolution", (1917, 10, 25), (1917, 11, 7)),
    ("the last Julian day of Soviet Russia", (1918, 1, 31), (1918, 2, 13)),
    ("Jutland as Petrograd dated it", (1916, 5, 18), (1916, 5, 31)),
    ("a leap day that only the Julian calendar has", (1900, 2, 29), (1900, 3, 13)),
    ("the eve of the reform of 1582", (1582, 10, 4), (1582, 10, 14)),
]


@given(DAYS)
def test_both_calendars_go_and_come_back(day: int) -> None:
    assert days.from_gregorian(*days.to_gregorian(day)) == day
    assert days.from_julian(*days.to_julian(day)) == day


@given(st.integers(days.from_gregorian(1, 1, 1), days.from_gregorian(3000, 1, 1)))
def test_agrees_with_the_library(day: int) -> None:
    # convertdate counts Julian dates from midnight, half a day before the Julian Day Number of the noon.
    assert gregorian.from_jd(day - 0.5) == days.to_gregorian(day)
    assert julian.from_jd(day - 0.5) == days.to_julian(day)


@pytest.mark.parametrize(("case", "old", "new"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_pairs_of_styles(case: str, old: tuple[int, int, int], new: tuple[int, int, int]) -> None:
    assert days.from_julian(*old) == days.from_gregorian(*new)


@given(DAYS)
def test_weekdays_follow_each_other(day: int) -> None:
    assert days.weekday(day + 1) == (days.weekday(day) + 1) % 7


@pytest.mark.parametrize("wrong", [(1916, 6, 31), (1900, 2, 29), (1916, 13, 1), (1916, 0, 1)])
def test_days_that_do_not_exist(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no day"):
        days.from_gregorian(*wrong)
