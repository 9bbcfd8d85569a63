import re

import pytest
from lxml import etree

from polyvocal.reading_room.strip import Line, axis_of, draw
from polyvocal.terms import Figure, Locus


def figure(words: str, low: float | None, high: float | None, bound: str = "exact", unit: str = "") -> Figure:
    at = Locus("r", 0, words)
    return Figure(at, at, low, high, bound, "dead", unit=unit)  # type: ignore[arg-type]


SIGNS = [
    (figure("2,551", 2551, 2551), "exact", "2,551"),
    (figure("20 to 30", 20, 30, "range"), "bar", "20 to 30"),
    (figure("over 500", 500, None, "at least"), "arrow", "at least 500"),
    (figure("up to 90", None, 90, "at most"), "arrow", "at most 90"),
    (figure("about 2,500", 2500, 2500, "about"), "about", "about 2,500"),
    (figure("hundreds", 100, 999, "vague"), "vague", "“hundreds”, a vague figure"),
]


@pytest.mark.parametrize(("given", "sign", "spoken"), SIGNS)
def test_each_bound_has_its_sign_and_its_words(given: Figure, sign: str, spoken: str) -> None:
    drawn = str(draw([Line("A", given), Line("B", figure("7", 7, 7))], "strip-1"))
    tree = etree.fromstring(drawn)
    assert tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {sign} ')]")
    assert f"A: {spoken};" in tree.findtext("title")
    assert "style=" not in drawn, "inline style is against the Content-Security-Policy"


def test_nothing_is_drawn_where_there_is_nothing_to_compare() -> None:
    same = figure("14", 14, 14)
    assert draw([Line("A", same), Line("B", same)], "s") == ""
    assert draw([Line("A", figure("dozens", None, None, "vague"))], "s") == ""
    assert draw([Line("A", same), Line("B", figure("3 per cent", 3, 3, unit="%"))], "s") == "", (
        "unlike units share no axis"
    )


def test_zero_and_millions_stand_on_one_axis() -> None:
    drawn = str(draw([Line("A", figure("no one", 0, 0)), Line("B", figure("27 million", 27e6, 27e6))], "s"))
    places = [float(x) for x in re.findall(r'class="exact" d="M([\d.]+)', drawn)]
    assert places[0] < places[1] <= 484


def test_no_mean_and_no_best_value() -> None:
    lines = [Line("A", figure("10", 10, 10)), Line("B", figure("1,000", 1000, 1000))]
    assert len(re.findall('class="exact"', str(draw(lines, "s")))) == 2
    axis = axis_of([line.figure for line in lines])
    assert axis is not None
    assert axis.ticks()[0] >= 1
