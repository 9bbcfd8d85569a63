import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hand_made import Document, Held

from polyvocal.publication.citation import STYLES, cite, cite_statement
from polyvocal.terms import Container, Contributor, Entry, Leaf, PolyvocalError, Record

pytest_plugins = ["hand_made"]

ADDRESS = "https://library.example/records/r1?from=0&to=4#quote"


def entry(value: str) -> Entry:
    return Entry(value, None, "hand/1")


@pytest.fixture
def record() -> Record:
    """A translated article with everything a cataloguer can find on it."""
    made = Document(
        "press/a.txt",
        "First paragraph.\n\nSecond, with the words.\n",
        title="Losses & gains: 100% {sic}",
        authors=[("Ann Lee", ""), ("Lenin, V. I.", "")],
        date="1916-06-03",
        container="The Mail_Post",
    ).record
    people = (
        *made.description.contributors,
        Contributor(entry("Board of Trade"), "author", "body"),
        Contributor(entry("Jan Kos"), "translator"),
    )
    container = Container(entry("The Mail_Post"), entry("7"), entry("12"), entry("3–5"))
    description = replace(
        made.description,
        contributors=people,
        container=container,
        source_copy=entry("Collected Papers, vol. 2, 1920"),
        version_of=entry("translation of “Verluste”"),
    )
    return replace(made, description=description)


def passage(record: Record):  # type: ignore[no-untyped-def]
    from polyvocal.terms import Locus

    start = record.text.index("the words")
    return Locus.at(record.id, record.text, start, start + len("the words"))


def test_bibtex_is_read_by_a_parser(record: Record) -> None:
    library = bibtexparser.parse_string(cite(record, passage(record), "bibtex", address=ADDRESS))
    assert not library.failed_blocks
    found = library.entries[0]
    fields = {field.key: field.value for field in found.fields}
    assert found.entry_type == "article"
    assert fields["author"] == "Lee, Ann and Lenin, V. I. and {Board of Trade}"
    assert fields["title"] == r"{Losses \& gains: 100\% \{sic\}}"
    assert (fields["year"], fields["month"], fields["pages"]) == ("1916", "jun", "3--5")
    assert fields["url"] == ADDRESS
    assert "par. 2" in fields["note"]
    assert "Source copy: Collected Papers" in fields["note"]
    assert "the words" in fields["note"]


def test_ris_is_read_by_a_parser(record: Record) -> None:
    found = rispy.loads(cite(record, passage(record), "ris", address=ADDRESS))[0]
    assert found["type_of_reference"] == "NEWS"
    assert found["authors"] == ["Lee, Ann", "Lenin, V. I.", "Board of Trade"]
    assert (found["year"], found["volume"], found["number"]) == ("1916", "7", "12")
    assert (found["start_page"], found["end_page"]) == ("3", "5")
    assert found["urls"] == [ADDRESS]


def test_csl_json_has_the_shape_of_its_schema(record: Record) -> None:
    (item,) = json.loads(cite(record, passage(record), "csl-json", address=ADDRESS))
    known = {
        "id",
        "type",
        "title",
        "author",
        "translator",
        "editor",
        "container-title",
        "volume",
        "issue",
        "page",
        "issued",
        "language",
        "source",
        "URL",
        "note",
        "publisher",
        "genre",
        "archive",
    }
    assert item.keys() <= known
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[1916, 6, 3]]}
    assert item["author"][2] == {"literal": "Board of Trade"}
    assert all(set(name) <= {"family", "given", "literal"} for name in item["author"])
    assert all(
        isinstance(item[field], str) for field in known & item.keys() - {"author", "translator", "editor", "issued"}
    )


def test_the_note_gives_the_document_its_copy_and_the_passage(record: Record) -> None:
    assert cite(record, passage(record), "chicago", address=ADDRESS) == (
        "Ann Lee, V. I. Lenin, and Board of Trade, “Losses & gains: 100% {sic},” trans. Jan Kos, The Mail_Post, "
        "vol. 7, no. 12, June 3, 1916, par. 2; translation of “Verluste”; source copy: Collected Papers, vol. 2, 1920; "
        f"record {record.id}; {ADDRESS}."
    )


def test_the_capture_is_never_cited_as_the_original(held: Held) -> None:
    record = held.library.record(held.documents["mail"].id)
    for style in set(STYLES) - {"chicago"}:
        assert "mail.example" not in cite(record, None, style)
    told = cite(record, None, "chicago", address=ADDRESS)
    assert told.endswith("; captured from https://mail.example/1916.")
    assert told.index("June 3, 1916") < told.index(ADDRESS) < told.index("captured")


def test_an_unsigned_undated_document_invents_nothing() -> None:
    bare = Document("a.txt", "Words.\n", title="Supplied", supplied=True, kind="").record
    assert cite(bare, style="chicago") == f"[Supplied], n.d.; record {bare.id}."
    assert "year" not in cite(bare, style="bibtex")
    assert "author" not in cite(bare, style="csl-json")
    assert rispy.loads(cite(bare, style="ris"))[0]["title"] == "[Supplied]"


def test_a_card_can_be_cited_too(held: Held) -> None:
    card = held.library.card(held.documents["mail"].id)
    assert "Ann Lee, “Fight in the North Sea,” The Morning Mail, June 3, 1916" in cite(card, style="chicago")


def test_an_unknown_style_lists_the_right_ones(record: Record) -> None:
    with pytest.raises(PolyvocalError, match="bibtex, ris, csl-json, chicago"):
        cite(record, style="apa")


def test_any_words_make_a_readable_entry() -> None:
    for title in (
        "A \\ B",
        "50% of _all_ #1",
        "Wer~da^?",
        "{",
        "}{",
        "Морской бой",
        "line\nbreak",
        "ER  - not the end",
    ):
        one = Document("a.txt", "Words.\n", title=title, kind="letter").record
        assert not bibtexparser.parse_string(cite(one, style="bibtex")).failed_blocks, title
        assert len(rispy.loads(cite(one, style="ris"))) == 1
        assert json.loads(cite(one, style="csl-json"))[0]["title"] == " ".join(title.split())


def test_a_passage_is_pointed_at_by_its_page_or_its_paragraph(record: Record) -> None:
    assert ", par. 2; " in cite(record, passage(record), "chicago")
    paged = replace(record, leaves=(Leaf(0, "iv"), Leaf(record.text.index("Second"), "v")))
    assert ", June 3, 1916, v; " in cite(paged, passage(record), "chicago")


def test_a_statement_names_whose_report_it_is(held: Held) -> None:
    mail = held.documents["mail"]
    record = held.library.record(mail.id)
    (told,) = [s for s in held.library.reading(mail.id).statements if s.id == held.said["dead"]]
    assert cite_statement(record, told).startswith(
        "seamen landed at Leith, as reported in Ann Lee, “Fight in the North Sea,”"
    )


def test_the_capture_stands_last_with_its_day() -> None:
    page = Document("a.html", "Words.\n", title="A page", kind="web page", container="Memory").record
    capture = replace(page.capture, address="https://memory.example/a", captured="2014-05-03T10:00:00Z")
    page = replace(page, capture=capture)
    assert cite(page, style="chicago") == (
        f"“A page,” Memory, https://memory.example/a; record {page.id}; captured May 3, 2014."
    )
    order = replace(page, description=replace(page.description, kind=entry("order"), source_copy=entry("GARF f. 1")))
    assert cite(order, style="chicago") == (
        f"“A page,” order, in Memory, n.d., GARF f. 1; record {page.id}; "
        "captured May 3, 2014 from https://memory.example/a."
    )
