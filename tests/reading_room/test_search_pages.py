"""The search pages: facets of the whole library, names under all spellings, statements as answers."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hand_made import Held
from starlette.testclient import TestClient

from polyvocal.build import build
from polyvocal.holdings import Library, Query
from polyvocal.reading_room.app import room
from polyvocal.terms import Authority, Heading, Variant

pytest_plugins = ["hand_made"]

ANSWERS = [
    ("aspect=figure&kind=dead", {"dead", "some", "russian"}),
    ("aspect=figure&kind=ships+lost", {"ships", "again", "vessels"}),
    ("manner=denies", {"denial"}),
    ("voice=German+naval+staff", {"vessels", "some"}),
    ("voice=The+Morning+Mail", set()),  # signed: its writer speaks
    ("voice=Ann+Lee&kind=dead", {"dead"}),
    ("q=cruisers", {"dead"}),
    ("q=погибло", {"russian"}),
    ("q=voice:admiralty", {"ships", "again"}),
    ("q=language:ru", {"russian"}),
    ("review=confirmed", set()),
]


@pytest.mark.parametrize(("asked", "expected"), ANSWERS)
def test_statements_answer_with_quotations(held: Held, asked: str, expected: set[str]) -> None:
    told = held.client.get(f"/statements.json?{asked}").json()
    names = {statement: name for name, statement in held.said.items()}
    assert {names[one["statement"]["id"]] for one in told["statements"]} == expected
    assert told["total"] == len(expected)
    page = held.client.get(f"/statements?{asked}").text
    assert page.count('<q class="words"') == len(expected)


def test_facets_count_and_narrow(held: Held) -> None:
    facets = held.library.facets()
    assert dict(facets["voice"]) == {"Admiralty": 2, "German naval staff": 1, "Ann Lee": 1, "Seamen landed at Leith": 1}
    assert facets["review"] == (("not reviewed", 4),)
    for filters in ([("voice", "Admiralty")], [("voice", "Ann Lee")], [("review", "not reviewed")]):
        found = held.library.search(Query("", tuple(filters)))
        counted = dict(facets[filters[0][0]])[filters[0][1]]
        assert len([hit for hit in found.hits if hit.card.access != "withdrawn"]) == counted
        words = held.library.search(Query("1916 OR lost OR погибло", tuple(filters)))
        assert words.total == counted


def test_near_identical_texts_fold_under_the_best(held: Held) -> None:
    page = held.client.get("/search?q=cruisers").text
    assert page.count('<li><p class="head">') == 1
    assert "1 near-identical text" in page
    assert "unfolded=1" in page
    apart = held.client.get("/search?q=cruisers&unfolded=1").text
    assert apart.count('<li><p class="head">') == 2
    assert "fold near-identical texts" in apart


def test_a_browser_is_told_how_to_search(held: Held) -> None:
    assert 'href="/opensearch.xml"' in held.client.get("/").text
    answer = held.client.get("/opensearch.xml")
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    urls = ET.fromstring(answer.text).findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    page = urls[0].get("template", "").replace("{searchTerms}", "cruisers").replace("{startIndex?}", "0")
    assert "Fight" in held.client.get(page.replace("http://testserver", "")).text


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Three letters of one town under two names in two alphabets, which a person joined."""
    pile: Path = tmp_path_factory.mktemp("named")
    (pile / "one.txt").write_text("The council of Reval met on 3 June 1916 and told nobody.", "utf-8")
    (pile / "two.txt").write_text("Совет города Ревель собрался 3 июня 1916 года.", "utf-8")
    (pile / "three.txt").write_text("Nothing is said of any town in this short note of 1916.", "utf-8")
    place = tmp_path_factory.mktemp("named-library") / "made.library"
    build(pile, place, workers=1)
    library = Library(place)
    one, two = (next(c.id for c in library.cards() if c.source == name) for name in ("one.txt", "two.txt"))
    town = Heading("h1", "place", "Reval", (Variant("Reval", "Latn", 1), Variant("Ревель", "Cyrl", 1)))
    library.place_authority(Authority((town,)), [("h1", "Reval", one), ("h1", "Ревель", two)])
    library.refresh_index()
    return TestClient(room(library))


def test_a_name_is_looked_for_under_all_spellings_and_can_be_taken_as_typed(named: TestClient) -> None:
    page = named.get("/search?q=reval").text
    assert page.count('<li><p class="head">') == 2
    assert "<bdi>Ревель</bdi>" in page
    assert "<mark>Ревель</mark>" in page
    assert "as_written=h1" in page
    typed = named.get("/search?q=reval&as_written=h1").text
    assert typed.count('<li><p class="head">') == 1
    assert "Look under all spellings" in typed


def test_a_place_narrows_by_its_heading(named: TestClient) -> None:
    assert named.get("/search.json?place=Reval").json()["total"] == 2
    assert named.get("/search.json?q=place:reval").json()["total"] == 2
    assert len(named.get("/records.json?place=Reval").json()) == 2


YEARS = [("year:1916", 3), ("year:1910-1920", 3), ("year:1917..1920", 0), ("year:x", 0), ("year:1920-1910", 0)]


@pytest.mark.parametrize(("words", "total"), YEARS)
def test_years_from_one_to_another(held: Held, words: str, total: int) -> None:
    found = held.library.search(Query(words))
    assert bool(found.total) == bool(total)


@pytest.mark.parametrize("facet", ["voice", "place", "fonds", "review", "aspect", "manner", "kind", "year"])
@pytest.mark.parametrize("value", ["", "nobody", '"', "%", "x" * 500])
def test_whatever_facet_is_asked_for_the_room_answers(held: Held, facet: str, value: str) -> None:
    for page in ("/search", "/records", "/statements", "/gallery"):
        assert held.client.get(page, params={facet: value, "q": "sea"}).status_code == 200
