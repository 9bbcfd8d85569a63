"""The pages of headings and of the fonds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polyvocal.build import build
from polyvocal.holdings import Library
from polyvocal.reading_room.app import room

FILES = {
    "letters/one.txt": "Reinhard Scheer wrote from Leningrad on 3 June 1926. Scheer was well, and Leningrad was quiet.",
    "letters/two.txt": "Reinhard Scheer wrote from Petrograd on 3 June 1916. Petrograd was cold in that year.",
    "<b>/three.txt": "Reinhard Scheer was in Petrograd again in 1917, and nobody else was there in Petrograd.",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, TestClient]]:
    pile: Path = tmp_path_factory.mktemp("pile")
    for name, words in FILES.items():
        (pile / name).parent.mkdir(exist_ok=True)
        (pile / name).write_text(words, "utf-8")
    place = tmp_path_factory.mktemp("library") / "made.library"
    build(pile, place, workers=1)
    with Library(place, must_exist=True) as library:
        yield library, TestClient(room(library))


def test_the_list_of_headings(seen: tuple[Library, TestClient]) -> None:
    page = seen[1].get("/headings?type=person").text
    assert "Reinhard Scheer" in page
    assert "Petrograd" not in page
    assert "Petrograd" in seen[1].get("/headings?type=place&q=petro").text


def test_a_heading_with_its_records_and_its_names_of_other_times(seen: tuple[Library, TestClient]) -> None:
    (one,) = seen[0].headings("place", "petrograd")
    page = seen[1].get(f"/headings/{one.id}").text
    assert "Leningrad</a>, so called from 1924" in page
    assert "Stands in 2 records" in page
    data = seen[1].get(f"/headings/{one.id}.json").json()
    assert data["heading"]["label"] == "Petrograd"
    assert data["see_also"][0]["year"] == 1924


def test_the_fonds_and_the_place_of_a_record(seen: tuple[Library, TestClient]) -> None:
    library, client = seen
    page = client.get("/fonds").text
    assert "&lt;b&gt;" in page
    assert "<b>" not in page.partition("<main")[2].partition("</main>")[0]
    (unit,) = [c.unit for c in library.units() if c.unit.title == "letters"]
    assert client.get(f"/fonds?unit={unit.id}").text.count("/records/") == 2
    first, second = library.records_in(unit.id)
    page = client.get(f"/records/{first}").text
    assert f'rel="next" href="/records/{second}"' in page
    assert f"/fonds?unit={unit.id}" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/headings/h0", 404), ("/fonds?unit=u0", 404), ("/headings?type=paint", 400), ("/headings?q=nobody", 200)],
)
def test_what_is_not_there(seen: tuple[Library, TestClient], address: str, status: int) -> None:
    assert seen[1].get(address).status_code == status
