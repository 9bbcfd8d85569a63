"""The library from afar: timeline, map, network, gallery, and what the front says of today."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hand_made import Held
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from polyvocal.build import build
from polyvocal.holdings import Library
from polyvocal.holdings.indexed import span
from polyvocal.holdings.views import Quoting
from polyvocal.reading_room.app import room
from polyvocal.reading_room.map import View, cluster, view
from polyvocal.reading_room.network import draw, lay_out
from polyvocal.reading_room.places import locate
from polyvocal.reading_room.shelf import on_this_day
from polyvocal.reading_room.timeline import Span, ticks, when, within
from polyvocal.terms import Candidate, Heading, Variant
from polyvocal.terms.days import from_gregorian

pytest_plugins = ["hand_made"]
pillow = pytest.importorskip("PIL.Image")

DAYS = [
    (date(2026, 5, 31), [("e1", False)]),
    (date(2026, 5, 18), [("e1", True)]),  # 31 May 1916 was 18 May where the Julian calendar was kept
    (date(2026, 6, 1), []),
    (date(2024, 2, 29), []),
]


@pytest.mark.parametrize(("today", "expected"), DAYS)
def test_on_this_day_in_both_calendars(held: Held, today: date, expected: list[tuple[str, bool]]) -> None:
    assert [(one.event.id, one.old) for one in on_this_day(held.library, today)] == expected


def test_the_front_shows_what_is_new_and_what_went_unread(held: Held) -> None:
    page = held.client.get("/").text
    for heading in ("Where accounts part", "On this day", "What is new", "What went unread", "The shelf"):
        assert heading in page
    assert "A family letter" not in page


TIMES = [
    ("", 200, "31 May 1916 (18 May Old Style)"),
    ("?by=voice", 200, "Nothing that was read"),
    ("?from=1916-05-31", 200, "North Sea"),
    ("?from=1800-01-01&to=1999-12-31", 200, "1900"),
    ("?from=1700-01-01&to=1710-01-01", 200, "Nothing that was read"),
    ("?from=yesterday", 400, "year-month-day"),
    ("?from=1916-13-31", 400, "year-month-day"),
    ("?by=mood", 400, "event, voice"),
    ("?from=-2000-01-01&to=2999-12-31", 200, "North Sea"),
]


@pytest.mark.parametrize(("asked", "status", "words"), TIMES)
def test_the_timeline(held: Held, asked: str, status: int, words: str) -> None:
    answer = held.client.get(f"/timeline{asked}")
    assert answer.status_code == status
    assert words in answer.text


def test_the_table_of_the_timeline_says_what_the_drawing_shows(held: Held) -> None:
    page = held.client.get("/timeline").text
    drawn = set(re.findall(r'<text class="who"[^>]*>([^<]+)', page))
    table = set(re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)', page))
    assert drawn == table == {"31 May 1916, North Sea"}


HOURS = [("1916-05-31T14:45", ", 14:45"), ("1916-05-31T06", ", 6:00"), ("1916-05-31", ""), (None, "")]


@pytest.mark.parametrize(("value", "hour"), HOURS)
def test_hours_are_told_where_a_source_tells_them(value: str | None, hour: str) -> None:
    start, end = map(float, span(2421015, 2421015, value).split("/"))
    assert when(Span(start, end)) == f"31 May 1916 (18 May Old Style){hour}"


days = st.integers(from_gregorian(-2999, 1, 1), from_gregorian(2990, 12, 31))


@given(days, st.integers(0, 900_000))
def test_every_window_has_ticks_inside_it_that_lead_closer(first: int, length: int) -> None:
    window = within(first, first + length)
    axis = ticks(window)
    assert len(axis) <= 32
    assert all(window.first <= tick.day <= window.last + 1 for tick in axis)
    assert all(tick.window.days <= window.days + 1 for tick in axis if tick.window and window.days > 366)
    for moved in (window.moved(0.5), window.moved(-0.5), window.of(window.days * 3), window.of(window.days / 3)):
        assert moved.first <= moved.last


def test_the_network_draws_and_tells_the_same() -> None:
    known = [Quoting("The Star", "Berlin <office>", 3, 2), Quoting("The Sun", "Berlin <office>", 1, 1)]
    ties = lay_out(known)
    html = draw(ties, {"The Star": "/network?voice=The+Star"})
    assert html.count('class="tie"') == 2
    assert html.count('class="who of"') == 1
    assert "<office>" not in html
    assert 'href="/network?voice=The+Star"' in html


def test_two_hundred_voices_have_a_line_each() -> None:
    ties = lay_out([Quoting(f"Voice {n}", f"Source {n % 50}", 1, 1) for n in range(200)])
    html = draw(ties, {})
    heights = re.findall(r'<text class="who" x="\d+" y="(\d+)"', html)
    assert len(set(heights)) == len(heights) == 200


def test_who_quotes_whom_by_name(held: Held) -> None:
    pairs = {(one.by, one.of) for one in held.library.quoting()}
    assert ("Ann Lee", "Admiralty") in pairs
    assert ("The Copyist", "Admiralty") in pairs
    assert "Ann Lee" in held.client.get("/network?voice=Admiralty").text


def place(label: str, candidates: tuple[Candidate, ...] = (), identifiers: tuple[tuple[str, str], ...] = ()) -> Heading:
    return Heading(f"h-{label}", "place", label, (Variant(label, "Latn", 1),), (), identifiers, candidates=candidates)


KIEL = Candidate("2891122", "Kiel", "Germany", "54.3", "10.1", "no record names its region; the only town so called")
OHIO = Candidate("1", "Columbus", "Ohio, United States", "39.9", "-83.0", "no record names its region; one of 2")
MEXICO = Candidate("2", "Columbus", "New Mexico", "31.8", "-107.6", "New Mexico is named in 3 of 4 records; one of 2")
GEORGIA = Candidate("3", "Columbus", "Georgia", "32.5", "-84.9", "no record names its region; one of 2")

WHERE = [
    (place("Kiel", (KIEL,)), "only", 1),
    (place("Columbus", (OHIO, GEORGIA)), "several", 2),  # the biggest is not picked
    (place("Columbus", (OHIO, MEXICO)), "likely", 1),
    (place("Columbus", (OHIO, MEXICO), (("geonames", "1"),)), "settled", 1),
    (place("Somewhere", (), (("coordinates", "59.94, 30.31"),)), "settled", 1),
    (place("Somewhere", (), (("coordinates", "990, 30"),)), None, 0),
    (place("North Sea"), "area", 1),
    (place("Nowhere"), None, 0),
]


@pytest.mark.parametrize(("heading", "ground", "spots"), WHERE)
def test_a_place_stands_on_its_ground(heading: Heading, ground: str | None, spots: int) -> None:
    found = locate([(heading, 3)])
    if ground is None:
        assert not found.located
        assert found.unplaced == ((heading.id, heading.label, 3),)
    else:
        (one,) = found.located
        assert (one.ground, len(one.spots)) == (ground, spots)


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(0.1, 400))
def test_a_view_stays_on_the_earth(east: float, north: float, width: float) -> None:
    shown = view(east, north, width)
    for moved in (shown.moved(0.4, 0), shown.moved(0, -0.4), shown.of(shown.width * 2.5)):
        assert abs(moved.east) <= 180
        assert abs(moved.north) <= 85
        assert 0.5 <= moved.width <= 360


def test_places_that_cannot_be_told_apart_make_a_cluster() -> None:
    found = locate(
        [(place("Kiel", (KIEL,)), 3), (place("Columbus", (MEXICO,)), 2), (place("Kiel harbour", (KIEL,)), 1)]
    )
    inside = [(one, spot) for one in found.located for spot in one.spots]
    assert [len(c.members) for c in cluster(inside, View(0, 40, 360))] == [2, 1]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("", 200),
        ("?at=54,8&width=20", 200),
        ("?at=here", 400),
        ("?at=1,2,3", 400),
        ("?width=1e9", 400),
        ("?at=nan,0", 400),
    ],
)
def test_the_map_answers(held: Held, asked: str, status: int) -> None:
    answer = held.client.get(f"/map{asked}")
    assert answer.status_code == status
    if status == 200:
        assert "land.svg" in answer.text


def photograph(path: Path, told: dict[int, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = pillow.new("RGB", (1200, 700), (60, 90, 70))
    facts = pillow.Exif()
    for tag, words in told.items():
        facts[tag] = words
    image.save(path, "JPEG", exif=facts)


PAGE = """<html><head><title>The port</title></head><body><article><h1>The port after the battle</h1>
<p>ROSYTH, June 4, 1916. The ships came home to Rosyth on 2 June 1916, and the dockyard said that sixty men were landed.
The town gave what it had, and the hospital was full before noon of that day, as all who saw it told afterwards.</p>
<figure><img src="port_files/crew.jpg" width="600" height="350"><figcaption>Crew of the cruiser on the quay at Rosyth,
3 June 1916. Photograph by Peter Hall</figcaption></figure>
<p>The Admiralty said that the losses of the fleet would be made known when the next of kin had been told.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, TestClient]]:
    pile: Path = tmp_path_factory.mktemp("pictures")
    photograph(pile / "photos/dock.jpg", {0x010E: "The cruiser in dock at Rosyth, June 1916.", 0x013B: "John Ford"})
    photograph(pile / "web/port_files/crew.jpg", {})
    (pile / "web/port.html").write_text(PAGE, "utf-8")
    library_place = tmp_path_factory.mktemp("pictured") / "made.library"
    build(pile, library_place, workers=1)
    with Library(library_place, must_exist=True) as library:
        yield library, TestClient(room(library))


def test_the_gallery_shows_pictures_with_maker_and_date(pictured: tuple[Library, TestClient]) -> None:
    client = pictured[1]
    page = client.get("/gallery").text
    assert "made by John Ford" in page
    assert "made by Peter Hall" in page
    assert page.count("<img ") >= 2
    assert len(client.get("/gallery.json?maker=Peter+Hall").json()) == 1
    assert client.get("/gallery.json?maker=Nobody").json() == []


def test_a_picture_on_a_page_is_shown_from_the_file_saved_beside_it(pictured: tuple[Library, TestClient]) -> None:
    library, client = pictured
    (crew,) = [card for card in library.gallery()[0] if card.source == "web/port.html"]
    page = client.get(f"/records/{crew.id}").text
    assert f'src="/records/{crew.id}/image?width=960"' in page
    assert "The port after the battle" in page  # the text that speaks of it
    small = client.get(f"/records/{crew.id}/image?width=320")
    assert small.headers["content-type"] == "image/jpeg"
    assert pillow.open(io.BytesIO(small.content)).width == 320
    whole = client.get(f"/records/{crew.id}/image")
    assert pillow.open(io.BytesIO(whole.content)).width == 1200
    assert client.get(f"/records/{crew.id}/picture?zoom=4").status_code == 200


MISTAKES = [("/records/{crew}/image?width=99", 400), ("/records/{crew}/picture?zoom=9", 400),
            ("/records/{text}/image", 404), ("/records/r0/image", 404)]  # fmt: skip


@pytest.mark.parametrize(("address", "status"), MISTAKES)
def test_what_is_no_picture_is_not_shown(pictured: tuple[Library, TestClient], address: str, status: int) -> None:
    library, client = pictured
    (crew,) = [card.id for card in library.gallery()[0] if card.source == "web/port.html"]
    (text,) = [card.id for card in library.cards() if card.title == "The port after the battle"]
    assert client.get(address.format(crew=crew, text=text)).status_code == status


def test_a_withdrawn_picture_is_shown_nowhere(tmp_path: Path) -> None:
    photograph(tmp_path / "pile/dock.jpg", {0x010E: "The cruiser in dock at Rosyth, June 1916."})
    build(tmp_path / "pile", tmp_path / "made.library", workers=1)
    with Library(tmp_path / "made.library") as library:
        client = TestClient(room(library))
        (card,) = library.gallery()[0]
        assert client.get(f"/records/{card.id}/image?width=320").status_code == 200
        library.withdraw(card.id, "Ada Test", "asked for")
        for way in ("image", "image?width=320", "picture"):
            assert client.get(f"/records/{card.id}/{way}").status_code == 410
        assert client.get("/gallery.json").json() == []


def test_a_heading_tells_who_says_what_about_its_bearer(pictured: tuple[Library, TestClient]) -> None:
    library, client = pictured
    (town,) = library.headings("place", "rosyth")
    told = client.get(f"/headings/{town.id}.json").json()
    assert "statements_about" in told
    assert client.get(f"/headings/{town.id}").status_code == 200
