"""Close reading end to end: one record in, all its parts out, each at its place."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from polyvocal.close_reading import read
from polyvocal.terms import (
    Capture,
    CloseReading,
    Contributor,
    Description,
    Entry,
    Record,
    StatedDate,
    When,
)
from polyvocal.terms.days import from_gregorian, iso

TEXT = """LOSSES AT SEA

COPENHAGEN, June 3.—The British Admiralty said last night that three cruisers had been lost in the battle off
Jutland. The cruiser Lydia was sunk. Berlin denies the report.

How many men died is not known."""


NOT_DESCRIBED = Description()


def a_record(text: str, description: Description = NOT_DESCRIBED) -> Record:
    capture = Capture("page.txt", "0" * 64, len(text), "text/plain", "test")
    return Record("r1", "", capture, (0, len(text)), 0, text, (), description)


def on(year: int, month: int, day: int) -> When:
    number = from_gregorian(year, month, day)
    return When("", None, "DATE", iso(number), iso(number), number, number)


def described(author: str | None = None) -> Description:
    entry = Entry("1916-06-04", None, "test")
    dates = (StatedDate("captured", entry, on(2020, 1, 1)), StatedDate("published", entry, on(1916, 6, 4)))
    people = (Contributor(Entry(author, None, "test"), "author"),) if author else ()
    return Description(dates=dates, contributors=people)


def test_all_that_is_read_stands_in_the_text() -> None:
    found = read(a_record(TEXT, described()))
    loci = [s.locus for s in (*found.names, *found.figures)]
    loci += [d.locus for d in found.dates if d.locus is not None]
    loci += [locus for s in found.statements for locus in (*s.loci, *s.people, *s.places, *s.event_words)]
    loci += [*found.unread, *(c for a in found.attributions for c in a.content)]
    assert len(loci) > 15
    for locus in loci:
        locus.verify(TEXT)
    assert {s.aspect for s in found.statements} >= {"figure", "fate", "ignorance"}


def test_voices_and_anchors_of_a_dispatch() -> None:
    told = {s.aspect: s for s in read(a_record(TEXT, described())).statements}
    assert [v.name for v in told["figure"].attribution] == ["the author", "The British Admiralty"]
    assert told["figure"].anchor.place is not None
    assert told["figure"].anchor.place.words == "Jutland"
    assert told["ignorance"].anchor.when is not None


def test_relative_dates_count_from_publication_not_from_capture() -> None:
    found = read(a_record("Yesterday forty men were drowned off the coast.", described()))
    assert [d.value for d in found.dates] == ["1916-06-03"]


def test_the_author_is_named_where_the_catalogue_names_one() -> None:
    found = read(a_record("Forty men were drowned off the coast in the storm.", described("Jane Harper")))
    assert [v.name for v in found.statements[0].attribution] == ["Jane Harper"]


def test_the_script_decides_where_no_language_is_catalogued() -> None:
    russian = "В бою погибло сорок человек. Адмиралтейство молчало."
    assert [russian[s.start : s.end] for s in read(a_record(russian)).sentences] == [
        "В бою погибло сорок человек.",
        "Адмиралтейство молчало.",
    ]


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("de", "Der Kreuzer sank im Juni 1916. Die Admiralität meldete 589 Tote."),
        (
            "nl",
            "De minister verklaarde dat de vloot in 1916 in de slag drie schepen had verloren. Het is niet bekend of "
            "er nog mannen in leven zijn, maar de nacht was lang en op het strand lag wrakhout van een kruiser.",
        ),
    ],
)
def test_a_language_without_tables_gives_its_sentences_alone(language: str, foreign: str) -> None:
    found = read(a_record(foreign, Description(language=Entry(language, None, "test"))))
    assert len(found.sentences) == 2
    assert found == CloseReading("r1", found.sentences, reader="rules 1")


def test_the_commonest_words_outweigh_a_mistaken_identification() -> None:
    found = read(a_record(TEXT, Description(language=Entry("is", None, "test"))))
    assert found.statements


@pytest.mark.parametrize("text", ["", "\n", "x", "\x00\x0c¶", "1916", "“", "A. B. C.", "SUNK\n\nSUNK"])
def test_junk_is_no_obstacle(text: str) -> None:
    assert read(a_record(text)).record == "r1"


def test_a_reading_survives_its_journey_to_disk() -> None:
    found = read(a_record(TEXT, described()))
    assert msgspec.json.decode(msgspec.json.encode(found), type=CloseReading) == found


def test_another_name_for_the_record_changes_names_alone() -> None:
    one, two = read(a_record(TEXT, described())), read(replace(a_record(TEXT, described()), id="r2"))
    assert [s.answer and s.answer.words for s in one.statements] == [
        s.answer and s.answer.words for s in two.statements
    ]
    assert not {s.id for s in one.statements} & {s.id for s in two.statements}


@pytest.mark.shared
def test_front_pages_are_read_without_a_fault(shared: Path) -> None:
    told = 0
    for page in sorted((shared / "data" / "chronam1916" / "19160603").glob("*.txt"))[-4:]:
        text = page.read_text("utf-8")
        found = read(a_record(text, described()))
        for statement in found.statements:
            for locus in statement.loci:
                locus.verify(text)
        told += len(found.statements)
    assert told >= 20
