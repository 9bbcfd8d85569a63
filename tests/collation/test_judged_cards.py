"""Cards that were judged by reading: on the pages of some of them, none judged wrong rises, and the right ones stand.

All of them are set beside the library of the 891 pages by `python -m bench.cards LIBRARY`.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.cards import Judgement, cards, judgements, score
from polyvocal.build import build
from polyvocal.holdings import Library

pytestmark = pytest.mark.shared
FILES = (
    "19160602/sn83030193", "19160602/sn95066012", "19160603/sn87093407", "19160609/sn85058396", "19160610/sn84027621",
    "19160604/sn83030272", "19160607/sn84038306", "19160602/sn96076839", "19160606/sn95066012", "19160607/sn85042303",
)  # fmt: skip


def of_these_pages(one: Judgement) -> bool:
    return all(any(side[0].startswith(file) for file in FILES) for side in one.sides)


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    pile, place = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("library")
    pages = shared / "data" / "chronam1916"
    for file in FILES:
        (page,) = pages.glob(f"{file}-ed-1*")
        target = pile / page.relative_to(pages)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(page, target)
    os.environ.setdefault("POLYVOCAL_OCR_LANGUAGES", "none")
    build(pile, place, workers=1)
    with Library(place) as held:
        yield held


def test_no_card_judged_wrong_rises_again(library: Library) -> None:
    found = score(library, "part", judgements(), 30)
    assert found.wrong == ()
    assert score(library, "agree", judgements(), 30).wrong == ()


def test_the_cards_judged_right_stand(library: Library) -> None:
    right = [one for one in judgements() if one.right and one.list == "part" and of_these_pages(one)]
    assert len(right) >= 4
    assert score(library, "part", judgements(), 30).right >= 4


def test_every_card_is_of_two_places_that_a_judgement_can_name(library: Library) -> None:
    for _, sides in cards(library, "part", 5):
        assert all(source and start >= 0 and aspect for source, start, aspect in sides)


def test_no_card_is_judged_twice() -> None:
    known = judgements()
    assert all(one.reason and one.relation for one in known)
    assert len({(one.relation, one.sides) for one in known}) == len(known)
