"""What leaves a library: no word of a restricted or a withdrawn text, whatever the way out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import Document, shelve

from polyvocal.holdings import Library
from polyvocal.publication.site import publish_site
from polyvocal.terms import Arrangement, Authority, Heading, Unit, Variant

LETTER = ("погибло", "6094", "британских")
SECRET = ("7 men", "taken back", "day of our grief")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, dict[str, Document]]]:
    """The hand-made library: the family letter withdrawn, the sailor's letter restricted."""
    library, documents, _ = shelve(tmp_path_factory.mktemp("sealed") / "library")
    files = [
        Unit(f"u{n}", "series", name, "u0", n, "folder") for n, name in enumerate(("press", "staff", "letters"), 1)
    ]
    units = (Unit("u0", "fonds", "papers", None, 0, "the pile"), *files)
    names = {"mail": "u1", "copy": "u1", "reply": "u2", "letter": "u3"}
    library.place_arrangement(Arrangement(units, tuple((documents[n].id, unit) for n, unit in names.items())))
    leith = Heading("h1", "place", "Leith", (Variant("Leith", "Latn", 2),))
    sailor = Heading("h2", "person", "матрос", (Variant("матрос", "Cyrl", 1),))
    places = (("h1", "Leith", documents["mail"].id), ("h1", "Leith", documents["copy"].id),
              ("h2", "матрос", documents["letter"].id))  # fmt: skip
    library.place_authority(Authority((leith, sailor)), places)
    library.correct(documents["letter"].id, "access", "restricted", "Ada Test", "a living person")
    library.refresh_index()
    yield library, documents
    library.close()


@pytest.fixture(scope="module")
def lines(sealed: tuple[Library, dict[str, Document]]) -> list[bytes]:
    return list(sealed[0].export())


def test_an_export_holds_no_word_of_either(lines: list[bytes]) -> None:
    told = b"".join(lines).decode()
    assert [words for words in (*LETTER, *SECRET) if words in told] == []
    assert "at least 2,000 men" in told
    assert "Из письма матроса" in told  # the card of a restricted record is no secret


def test_an_export_holds_the_card_of_a_restricted_record_and_nothing_read_in_it(
    sealed: tuple[Library, dict[str, Document]], lines: list[bytes]
) -> None:
    letter = sealed[1]["letter"]
    found = [json.loads(line) for line in lines]
    record = next(one["is"] for one in found if one["a"] == "record" and one["is"]["id"] == letter.id)
    assert (record["text"], record["description"]["access"]) == ("", "restricted")
    assert letter.id not in {one["is"]["record"] for one in found if one["a"] == "reading"}
    event = next(one["is"] for one in found if one["a"] == "event")
    statements = {member["statement"] for member in event["members"]}
    assert statements
    assert not statements & {s.id for s in letter.statements}
    told = [(one["is"]["question"], len(one["is"]["readings"])) for one in found if one["a"] == "apparatus"]
    assert told == [("How many ships lost?", 2), ("How many dead? British", 2)]


def test_an_export_holds_what_the_catalogue_arranged(lines: list[bytes]) -> None:
    found = [json.loads(line) for line in lines]
    assert [one["is"]["title"] for one in found if one["a"] == "unit"] == ["papers", "press", "staff", "letters"]
    assert [one["is"]["heading"]["label"] for one in found if one["a"] == "heading"] == ["Leith"]
    assert len([one for one in found if one["a"] == "place"]) == 4


def test_a_site_holds_no_word_of_either(sealed: tuple[Library, dict[str, Document]], tmp_path: Path) -> None:
    library, documents = sealed
    publish_site(library, tmp_path / "site")
    shut = [documents["letter"].id, documents["secret"].id]
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and "assets" not in path.parts]
    assert len(files) > 20
    for path in files:
        assert not [one for one in shut if one in path.name], path
        content = path.read_bytes().decode("utf-8", "ignore")
        assert [words for words in (*LETTER, *SECRET, *shut, "матрос") if words in content] == [], path


def test_a_site_has_pages_of_its_headings_and_fonds(
    sealed: tuple[Library, dict[str, Document]], tmp_path: Path
) -> None:
    publish_site(sealed[0], tmp_path / "site")
    heading = (tmp_path / "site" / "headings" / "h1.html").read_text("utf-8")
    assert heading.count("records/") >= 2
    assert "headings/h1.html" in (tmp_path / "site" / "headings.html").read_text("utf-8")
    fonds = (tmp_path / "site" / "fonds.html").read_text("utf-8")
    assert "3 records" in fonds  # the restricted one is not counted
    press = (tmp_path / "site" / "fonds" / "u1.html").read_text("utf-8")
    assert "Fight in the North Sea" in press
    assert not (tmp_path / "site" / "fonds" / "u3.html").exists()
