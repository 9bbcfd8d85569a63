"""Which towns a place's name may mean: by the regions that its records name, and none chosen."""

from __future__ import annotations

import pytest

from polyvocal.catalogue.authority import Mention, gather
from polyvocal.terms import Candidate


def found_for(words: str, *beside: str) -> tuple[Candidate, ...]:
    mentions = [Mention(one, "place", "r1", 2) for one in (words, *beside)]
    found, _ = gather(mentions)
    return next(h.candidates for h in found.headings if words in {v.words for v in h.variants})


@pytest.mark.parametrize(
    ("words", "beside", "region"),
    [
        ("Columbia", ["S. C"], "South Carolina, United States"),
        ("Columbia", ["Missouri"], "Missouri, United States"),
        ("Bismarck", ["North Dakota"], "North Dakota, United States"),
        ("Moscow", ["Idaho"], "Idaho, United States"),  # the region stands before the people
        ("Moscow", ["Russia"], "Russia"),
        ("Birmingham", ["England"], "United Kingdom"),
        ("Birmingham", ["Ala"], "Alabama, United States"),
        ("Петроград", ["Россия"], "Russia"),
        ("Lemberg", ["Austria-Hungary"], "Ukraine"),
    ],
)
def test_the_region_that_the_record_names_stands_first(words: str, beside: list[str], region: str) -> None:
    first = found_for(words, *beside)[0]
    assert first.region == region
    assert " is named in 1 of 1 records" in first.why


def test_without_a_region_all_are_shown_and_none_is_proved() -> None:
    found = found_for("Springfield")
    assert len(found) == 8
    assert len({town.region for town in found}) == 8
    assert all("no record names its region; one of " in town.why for town in found)


def test_a_name_of_another_time_is_looked_up_under_the_others_with_the_source() -> None:
    towns = found_for("Petrograd")
    assert [town.name for town in towns] == ["Saint Petersburg"]
    assert "called St. Petersburg (E. M. Pospelov" in towns[0].why


@pytest.mark.parametrize("words", ["Russia", "S. C", "Zzyzx", "Soviet Union"])
def test_regions_and_the_unknown_have_no_candidates(words: str) -> None:
    assert found_for(words) == ()
