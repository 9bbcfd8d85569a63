"""The eleven records of the development pages, catalogued as by hand."""

from pathlib import Path

import pytest

from polyvocal.accession import receive
from polyvocal.catalogue import describe
from polyvocal.close_reading.dates import read_dates
from polyvocal.terms import Description, When

pytestmark = pytest.mark.shared


def dates(text: str) -> tuple[When, ...]:
    return read_dates(text)


def cards(shared: Path, number: str) -> list[Description]:
    (path,) = (shared / "data" / "seeds").glob(f"{number}_*.txt")
    receipt = receive(path.name, path.read_bytes())
    assert receipt.setbacks == ()
    assert receipt.text is not None
    return [describe(record, receipt.text, dates) for record in receipt.records]


def told(card: Description) -> dict[str, object]:
    """Everything on the card but its evidence."""
    fields = ("kind", "place", "rights", "language", "source_copy")
    about: dict[str, object] = {name: entry.value for name in fields if (entry := getattr(card, name)) is not None}
    about["title"] = card.title.value if card.title else None
    about |= {c.role: c.name.value for c in reversed(card.contributors)}
    about |= {f"{d.role} on": d.when.edtf for d in card.dates}
    issue = {"periodical": card.container.title, "volume": card.container.volume}
    issue |= {"number": card.container.number, "pages": card.container.pages}
    return about | {name: entry.value for name, entry in issue.items() if entry}


POSTS = [
    {"title": "Soviet War Memorial – Remembrance Sunday (13.11.2017)", "written on": "2017-11-13"},
    {"title": "The Midwife Bayonet Charge of Leningrad (1943)"},
    {"title": "Sergei Aleshkov (Aleshkin) Сережа Алешков (Алешкин) – Six Year Old Soviet Soldier at Stalingrad"},
    {"title": "Tank Museum (Dorset) – Soviet and Other Relevant Tanks (26.8.2017)", "written on": "2017-08-26"},
    {"title": "On Why Stalin was not a Homophobe"},
    {"title": "Spain: British Battalion – International Brigade – Photograph", "kind": "photograph caption"},
    {"title": "We Need Strength in Depth Against the Rise of Fascism"},
]


def test_seven_posts_of_a_blog(shared: Path) -> None:
    found = [told(card) for card in cards(shared, "000")]
    assert found == [{"kind": "blog post", "language": "en", **post} for post in POSTS]


def test_a_translated_article_with_a_colophon(shared: Path) -> None:
    (card,) = cards(shared, "001")
    about = told(card)
    rights = str(about.pop("rights"))
    assert rights.startswith("These works are in the public domain. You can freely copy")
    assert rights.endswith("proofreaders indicated in the file.")
    assert about == {
        "title": "FOR THE MOTHERLAND! FOR STALIN! - From the history of political protests in the USSR",
        "kind": "blog post",
        "author": "Lavrentiy Gurdzhiyev",
        "translator": "Polina Brik",
        "editor": "Kevin Kipp",
        "publisher": "The Red Phoenix",
        "translated on": "2017-04-08",
        "edited on": "2017-04-09",
        "language": "en",
    }
    assert [c.name.value for c in card.contributors if c.role == "publisher"] == [
        "The Red Phoenix",
        "American Party of Labor",
    ]
    assert card.version_of is not None


def test_an_index_page(shared: Path) -> None:
    (card,) = cards(shared, "002")
    assert told(card) == {
        "title": "Union of Soviet Socialist Republics – USSR",
        "kind": "web index page",
        "language": "en",
    }


def test_a_newspaper_article_with_a_byline(shared: Path) -> None:
    (card,) = cards(shared, "003")
    assert told(card) == {
        "title": "Defend Ukraine independence! Russian soldiers oppose Putin’s war",
        "kind": "newspaper article",
        "author": "Roy Landersen",
        "published on": "2022-11-21",
        "language": "en",
    }


def test_a_transcription_with_a_label_table(shared: Path) -> None:
    (card,) = cards(shared, "004")
    assert told(card) == {
        "title": "Catastrophe Faces USSR as Result of Stalin’s Rule",
        "kind": "newspaper article",
        "author": "Natalia Sedova Trotsky",
        "transcriber": "Einde O’Callaghan",
        "sponsor": "Marxists’ Internet Archive",
        "written on": "1941-09-25",
        "first published on": "1941-10-04",
        "this edition on": "2016-05",
        "periodical": "The Militant",
        "volume": "V",
        "number": "40",
        "pages": "1",
        "source_copy": "The Militant, Vol. V No. 40, 4 October 1941, p. 1.",
        "place": "Coyoacan, D.F.",
        "language": "en",
    }


def test_every_entry_is_quoted_from_its_record(shared: Path) -> None:
    for path in sorted((shared / "data" / "seeds").glob("*.txt")):
        receipt = receive(path.name, path.read_bytes())
        assert receipt.text is not None
        for record in receipt.records:
            card = describe(record, receipt.text, dates)
            for stated in card.dates:
                assert stated.entry.evidence is not None
                assert stated.when.locus == stated.entry.evidence
                assert stated.entry.evidence.words == record.text[slice(*stated.entry.evidence.span)]
