"""The calculus of figures on pairs of invented sentences: each label, and the traps that must get none."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Page

from polyvocal.collation import collate
from polyvocal.collation.figures import hard, scope_of, weigh, weigh_part
from polyvocal.terms import Figure, Locus
from polyvocal.terms.figure import Bound


def count(
    words: str,
    low: float | None,
    high: float | None = None,
    bound: Bound = "exact",
    kind: str = "dead",
    of: str = "",
    noun: str = "men",
    rounded: float = 1,
) -> Figure:
    locus = Locus("r", 0, words)
    top = high if high is not None or bound in {"at least"} else low
    return Figure(locus, locus, low, top, bound, kind, of, noun, rounded=rounded)


def verdict(a: Figure, b: Figure) -> str:
    """The label of two figures, as their scopes allow."""
    scope = scope_of(a, b)
    if scope == "unlike":
        return ""
    part, whole = (a, b) if scope == "part" else (b, a)
    found = weigh(a, b) if scope == "same" else weigh_part(part, whole)
    return found.verdict if found is not None else ""


SAME_SCOPE = [
    ("6,097", count("6,097", 6097), "6,097", count("6,097", 6097), "AGREE"),
    ("about 300", count("300", 300, bound="about"), "300", count("300", 300), "AGREE"),
    ("at least 5,000", count("5,000", 5000, bound="at least"), "6,097", count("6,097", 6097), "COMPATIBLE"),
    ("27-40 million", count("27-40", 27e6, 40e6, "range"), "30 million", count("30 million", 30e6), "COMPATIBLE"),
    ("hundreds", count("hundreds", 200, 999, "vague"), "350", count("350", 350), "COMPATIBLE"),
    ("6 thousand", count("6", 6000, rounded=1000), "6,097", count("6,097", 6097), "CLOSE"),
    ("about 6,000", count("6,000", 6000, bound="about"), "6,097", count("6,097", 6097), "CLOSE"),
    ("6,097", count("6,097", 6097), "2,551", count("2,551", 2551), "CONFLICT"),
    ("at least 500", count("500", 500, bound="at least"), "60", count("60", 60), "CONFLICT"),
    ("dozens", count("dozens", 24, 99, "vague"), "4,000", count("4,000", 4000), "CONFLICT"),
    ("hundreds", count("h", 200, 999, "vague"), "hundreds", count("h", 200, 999, "vague"), ""),
    ("dozens", count("d", 24, 99, "vague"), "hundreds", count("h", 200, 999, "vague"), ""),
]


@pytest.mark.parametrize(("words", "a", "others", "b", "expected"), SAME_SCOPE)
def test_of_the_same_people(words: str, a: Figure, others: str, b: Figure, expected: str) -> None:
    assert verdict(a, b) == expected
    assert verdict(b, a) == expected


PARTS = [
    (count("40", 40), count("90", 90, kind="dead+wounded"), "NESTED"),
    (count("40", 40, of="British"), count("90", 90, of="British and German"), "NESTED"),
    (count("40", 40, noun="officers"), count("900", 900), "NESTED"),
    (count("40", 40, kind="wounded"), count("90", 90, kind="dead+wounded+missing"), "NESTED"),
    (count("40 million", 40e6), count("27-40", 27e6, 40e6, "range", kind="dead+wounded"), "STRAINED"),
    (count("90", 90), count("90", 90, kind="dead+wounded"), "STRAINED"),
    (count("120", 120), count("90", 90, kind="dead+wounded"), "CONFLICT-SUBSET"),
    (count("700", 700, of="French"), count("500", 500, of="French and Belgian"), "CONFLICT-SUBSET"),
]


@pytest.mark.parametrize(("part", "whole", "expected"), PARTS)
def test_of_a_part_and_its_whole(part: Figure, whole: Figure, expected: str) -> None:
    assert verdict(part, whole) == expected
    assert verdict(whole, part) == expected


NOTHING = [
    (count("40", 40), count("40", 40, kind="wounded")),  # unlike kinds
    (count("40", 40, of="British"), count("40", 40, of="German")),  # one side and the other
    (count("40", 40, of="British"), count("40", 40)),  # a side and nobody knows whom
    (count("40", 40, noun="nurses"), count("40", 40, noun="miners")),  # different people
    (count("40", 40, kind="age"), count("40", 40, kind="age")),
    (count("3", 3, kind="things", noun="lines"), count("10", 10, kind="things", noun="lines")),
    (count("2", 2, kind="ships lost", noun="cruisers"), count("2", 2, kind="ships lost", noun="destroyers")),
    (count("30", 30, of="British officers"), count("40", 40, of="German and British")),
]


@pytest.mark.parametrize(("a", "b"), NOTHING)
def test_unlike_counts_get_no_verdict(a: Figure, b: Figure) -> None:
    assert verdict(a, b) in {"", "NESTED"}
    assert (verdict(a, b) == "NESTED") == (a.population == "British officers")


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIGURES = st.builds(
    lambda low, more, bound, kind, of, rounded: count("n", low, low + more, bound, kind, of, rounded=rounded),
    st.integers(0, 10**7),
    st.integers(0, 10**6),
    st.sampled_from(["exact", "about", "at least", "at most", "range", "vague"]),
    st.sampled_from(["dead", "wounded", "dead+wounded", "dead+wounded+missing", "captured", "losses"]),
    st.sampled_from(["", "British", "German", "British and German", "officers"]),
    st.sampled_from([1, 10, 100, 1000]),
)


@PATIENT
@given(FIGURES, FIGURES)
def test_the_calculus_does_not_depend_on_who_comes_first(a: Figure, b: Figure) -> None:
    assert verdict(a, b) == verdict(b, a)
    swap = {"same": "same", "part": "whole", "whole": "part", "unlike": "unlike"}
    assert scope_of(b, a) == swap[scope_of(a, b)]


@PATIENT
@given(FIGURES, FIGURES)
def test_agreement_needs_the_same_kind_and_a_number(a: Figure, b: Figure) -> None:
    if verdict(a, b) == "AGREE":
        assert a.kind == b.kind
        assert "vague" not in {a.bound, b.bound}
        assert hard(a)[0] <= hard(b)[1]
        assert hard(b)[0] <= hard(a)[1]


@PATIENT
@given(FIGURES)
def test_a_figure_never_conflicts_with_itself(a: Figure) -> None:
    assert verdict(a, replace(a)) in {"", "AGREE", "COMPATIBLE"}


# --- what the words themselves say ----------------------------------------------------------------------------------

FLOOD = ("2 May 1902", "1902-05-02")


def relations(page: Page, *more: Page) -> list[tuple[str, str, str]]:
    found = collate([page.witness, *(p.witness for p in more)])
    return sorted((r.relation, r.a, r.b) for row in found.apparatus for r in row.relations)


def flood(record: str = "f", **more: str) -> Page:
    text = (
        "The flood at Selby on 2 May 1902 was bad. The mayor gave dozens of dead. In reality 640 people died."
        " Three dykes were planned; instead of them ten were raised."
        " First 80 houses stood empty, then 200 houses did. Out of 900 men 300 men were drowned."
        " The mayor withdrew his number."
    )
    return Page(record, text, **more)  # type: ignore[arg-type]


def test_in_reality_makes_a_difference_a_conflict() -> None:
    page = flood()
    page.says("dozens", in_="The mayor gave dozens of dead.", low=24, high=99, bound="vague", voice="The mayor",
              on=FLOOD, place="Selby")  # fmt: skip
    page.says("640 people", in_="In reality 640 people died.", on=FLOOD, place="Selby")
    assert relations(page) == [("CONFLICT", "f-00", "f-01")]


@pytest.mark.parametrize(
    ("kind", "cue", "expected"),
    [
        ("sequence", "First", "SEQUENCE"),
        ("replacement", "instead of", "REPLACEMENT"),
        ("part of whole", "Out of", "PART-WHOLE"),
        ("withdrawal", "withdrew", "RETRACTED"),
        ("denial", "withdrew", "DENIAL"),
    ],
)
def test_a_link_in_the_words_decides(kind: str, cue: str, expected: str) -> None:
    page = flood()
    page.says(
        "80 houses", kind="affected", in_="First 80 houses stood empty, then 200 houses did.", on=FLOOD, place="Selby"
    )
    page.says("200 houses", kind="affected", in_="then 200 houses did", on=FLOOD, place="Selby", link=(kind, 0, cue))
    assert relations(page) == [(expected, "f-00", "f-01")]


def test_one_voice_with_a_new_number_later_is_a_revision() -> None:
    first = Page(
        "a", "Selby's mayor Hugh Tarn: 80 people died in the flood at Selby on 2 May 1902.", published="1902-05-03"
    )
    first.says("80 people", on=FLOOD, place="Selby", voice="Hugh Tarn", event="flood")
    later = Page("b", "By Hugh Tarn's count the Selby flood of 2 May 1902 took 212 people.", published="1902-05-20")
    later.says("212 people", on=FLOOD, place="Selby", voice="Hugh Tarn", event="flood")
    other = Page("c", "Ann Lees saw 340 people buried after the Selby flood of 2 May 1902.", published="1902-06-01")
    other.says("340 people", on=FLOOD, place="Selby", voice="Ann Lees", event="flood")
    assert relations(first, later) == [("REVISION", "a-00", "b-00")]
    assert [r[0] for r in relations(later, other)] == ["CONFLICT"]


def test_one_voice_in_one_breath_is_set_against_nothing() -> None:
    page = Page("a", "At Selby on 2 May 1902 the mayor found 80 people dead and later 12 people dead in the mill.")
    page.says("80 people", on=FLOOD, place="Selby", voice="the mayor")
    page.says("12 people", on=FLOOD, place="Selby", voice="the mayor")
    assert relations(page) == []


def test_a_count_without_a_side_in_an_affair_of_two_sides_is_not_compared() -> None:
    on = ("9 July 1809", "1809-07-09")
    one = Page("a", "In the battle of Aldern on 9 July 1809 the regiments lost 4,000 men.", author="Lorne")
    one.says("4,000 men", on=on, place="Aldern", event="battle")
    two = Page("b", "The battle of 9 July 1809 at Aldern cost 7,500 French soldiers.", author="Mayhew")
    two.says("7,500 French soldiers", of="French", on=on, place="Aldern", event="battle")
    three = Page("c", "Of the French 5,000 soldiers fell in the Aldern battle on 9 July 1809.", author="Stahl")
    three.says("5,000 soldiers", of="French", on=on, place="Aldern", event="battle")
    assert relations(one, two) == []
    assert [r[0] for r in relations(two, three)] == ["CONFLICT"]


def test_a_ships_company_is_not_the_fleet() -> None:
    on = ("4 August 1788", "1788-08-04")
    one = Page("a", "On 4 August 1788 off Norway aboard the Halcyon 400 British sailors drowned as the fleet fought.",
               author="Lorne")  # fmt: skip
    one.says("400 British sailors", of="British", on=on, place="Norway", people=("Halcyon",))
    two = Page("b", "The British fleet mourned 2,100 British sailors of 4 August 1788 off Norway.", author="Mayhew")
    two.says("2,100 British sailors", of="British", on=on, place="Norway")
    assert relations(one, two) == []


def test_two_towns_in_one_story_are_not_compared() -> None:
    on = ("4 August 1888", "1888-08-04")
    page = Page(
        "a",
        "On 4 August 1888 storm killed 31 people at Leeds, as Lorne has it, and 54 people at York, as Mayhew has it.",
    )
    page.says("31 people", in_="storm killed 31 people at Leeds, as Lorne has it", on=on, place="Leeds", voice="Lorne")
    page.says("54 people", in_="54 people at York, as Mayhew has it.", on=on, place="York", voice="Mayhew")
    assert relations(page) == []


def test_small_numbers_of_nobody_in_particular_are_nothing() -> None:
    one = Page("a", "It is told of 1905 that 2 died in the strike at Hull.", author="Lorne")
    one.says("2 died", on=("1905", "1905"), place="Hull", event="strike")
    two = Page("b", "In 1905 the Hull strike saw 2 dead by the pump.", author="Mayhew")
    two.says("2 dead", on=("1905", "1905"), place="Hull", event="strike")
    assert relations(one, two) == []
