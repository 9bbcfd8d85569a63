"""A list of titles whose keys stand in names of files: told from other JSON, said of every file that has the key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polyvocal.build import build
from polyvocal.catalogue.metadata import read_list
from polyvocal.holdings import Library

PILE = {
    "19160604/sn1234-ed-1_seq-1.txt": "",
    "19160605/SN1234-ed-1.txt": "",
    "19160604/sn5678.txt": "",
    "notes.txt": "",
}
TITLES = {
    "sn1234": {"name": "The Harbour Herald.", "publisher": "Rudd & Holm", "place": ["Port Hale"], "start_year": "1890"},
    "sn5678": "Marn Tribune",
    "sn9999": "A paper that is not held",
}


def told(held: object) -> list[tuple[str, str, str]] | None:
    found = read_list("titles.json", json.dumps(held).encode(), "text/csv", PILE, lambda words: ())
    return None if found is None else [(s.source, s.field, s.value) for s in found.supplied]


def test_a_key_names_every_file_that_has_it() -> None:
    said = told(TITLES)
    assert said is not None
    assert {(source, value) for source, field, value in said if field == "container"} == {
        ("19160604/sn1234-ed-1_seq-1.txt", "The Harbour Herald."),
        ("19160605/SN1234-ed-1.txt", "The Harbour Herald."),
        ("19160604/sn5678.txt", "Marn Tribune"),
    }
    assert ("19160605/SN1234-ed-1.txt", "publisher", "Rudd & Holm") in said
    assert ("19160605/SN1234-ed-1.txt", "label: place", "Port Hale") in said
    assert not any("1890" in value for _, _, value in said)


@pytest.mark.parametrize(
    "held",
    [
        {"sn1234": "The Harbour Herald", "x": [1]},  # not a list of titles
        {"sn1234": "The Harbour Herald", "other": "words"},  # one key of two
        {"notes": "no figure", "seq": "too short"},
        {"sn0001": "A", "sn0002": "B"},
        {"sn1234": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {}}}}}}}}}},
    ],
)
def test_other_objects_are_documents(held: object) -> None:
    assert told(held) is None


def test_a_build_puts_the_titles_on_the_cards(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name in ("sn1234-1", "sn5678-1"):
        (pile / f"{name}.txt").write_text(f"The ferry of {name} went down a mile from the north mole this morning.\n")
    (pile / "titles.json").write_text(json.dumps(TITLES))
    build(pile, tmp_path / "library", workers=1)
    with Library(tmp_path / "library") as library:
        (held,) = library.lists()
        assert (held.source, held.use, held.media_type) == ("titles.json", "metadata", "application/json")
        cards = [library.record(record).description for record, _ in library.texts()]
        titles = [card.container.title for card in cards if card is not None]
        assert sorted((title.value, title.by) for title in titles if title is not None) == [
            ("Marn Tribune", "titles.json sn5678, key title"),
            ("The Harbour Herald.", "titles.json sn1234, key name"),
        ]
