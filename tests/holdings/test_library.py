"""What is shelved comes back, letter by letter; what is not quoted is refused."""

import sqlite3
import threading
from dataclasses import replace

import pytest

from polyvocal.holdings import Library
from polyvocal.terms import Locus, Misquotation, PolyvocalError, Setback


def test_what_is_shelved_comes_back(shelved, receive):
    receipt, content, (reading,) = receive(
        "german/bericht.txt",
        "Victory at the Skagerrak\nBy Hebbinghaus\n\nThe naval staff reports that 11 German ships were lost."
        " Dogger Bank was not repeated.",
    )
    (record,) = receipt.records
    assert shelved.record(record.id) == record
    assert shelved.reading(record.id) == reading
    assert shelved.captured(record.id) == receipt.text
    assert shelved.original(receipt.capture.sha256) == content
    assert shelved.statement(reading.statements[0].id) == reading.statements[0]
    assert shelved.holds("german/bericht.txt", receipt.capture.sha256)
    assert not shelved.holds("elsewhere.txt", receipt.capture.sha256)


def test_cards_and_facets(shelved):
    assert [card.title for card in shelved.cards()] == [
        "A great battle",
        "From Christiania",
        "Victory at the Skagerrak",
    ]
    (card,) = shelved.cards(filters=[("author", "Hebbinghaus")])
    assert (card.collection, card.date, card.statements, card.language) == ("german", "1916-06-02", 1, "en")
    facets = shelved.facets([("year", "1916")])
    assert facets["collection"] == (("british", 1), ("german", 1), ("neutral", 1))
    assert facets["year"] == (("1916", 3),)
    assert shelved.counts().records == 3
    assert [c.source for c in shelved.cards(order="source", offset=1, limit=1)] == ["german/bericht.txt"]


@pytest.mark.parametrize("ask", ["record", "reading", "captured", "statement", "card", "event", "original"])
def test_unknown_ids_are_an_error(library, ask):
    with pytest.raises(PolyvocalError, match="nothing-such"):
        getattr(library, ask)("nothing-such")


def test_a_misquotation_is_refused_and_leaves_nothing(library, receive):
    receipt, content, (reading,) = receive("a.txt", "Loss\nBy B\n\n14 British ships were lost.")
    wrong = replace(reading.statements[0], loci=(Locus(reading.record, 12, "41 British ships"),))
    with pytest.raises(Misquotation):
        library.shelve(receipt, content, [replace(reading, statements=(wrong,))])
    (record,) = receipt.records
    with pytest.raises(Misquotation, match="edits do not make"):
        library.shelve(replace(receipt, records=(replace(record, text="Gain"),)), content, [])
    assert library.counts().captures == 0


def test_a_changed_file_takes_the_place_of_its_older_state(shelved, receive):
    old = shelved.cards(filters=[("collection", "british")])[0].id
    shelved.shelve(*receive("british/communique.txt", "Corrected\nBy the Admiralty\n\n16 ships were lost."))
    assert [c.title for c in shelved.cards(filters=[("collection", "british")])] == ["Corrected"]
    with pytest.raises(PolyvocalError):
        shelved.record(old)
    assert shelved.counts().captures == 3


def test_text_that_its_encoding_does_not_give_again_is_kept(library, receive):
    receipt, content, readings = receive("odd.txt", "Caf\u00e9\nBy X\n\n2 ships.", encoding="latin-1")
    capture = replace(receipt.capture, encoding="utf-8")
    records = tuple(replace(r, capture=capture) for r in receipt.records)
    library.shelve(replace(receipt, capture=capture, records=records), content, readings)
    assert library.captured(records[0].id) == receipt.text


def test_a_setback_is_kept_and_shown(library, receive):
    receipt, content, _ = receive("broken.txt", "x\nBy y\n")
    setback = Setback("broken.txt", "accession", "the file is damaged")
    library.shelve(replace(receipt, text=None, records=(), setbacks=(setback,)), content, [])
    library.note_setback("locked.txt", Setback("locked.txt", "accession", "permission denied"))
    assert [s.where for s in library.setbacks()] == ["broken.txt", "locked.txt"]
    assert library.counts().setbacks == 2


def test_any_sqlite_tool_can_open_it(shelved):
    shelved.close()
    with sqlite3.connect(shelved.place / "library.sqlite") as connection:
        rows = connection.execute("SELECT voice, answer, quotation FROM said ORDER BY source").fetchall()
        assert rows[0][:2] == ("the Admiralty", "14 British ships")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_library_of_a_newer_schema_is_left_alone(shelved):
    shelved.close()
    with sqlite3.connect(shelved.place / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(PolyvocalError, match="schema 99"):
        Library(shelved.place)


def test_other_threads_read_while_one_writes(shelved, receive):
    seen: list[int] = []
    with shelved._writing() as connection:
        connection.execute("DELETE FROM records")
        reader = threading.Thread(target=lambda: seen.append(shelved.counts().records))
        reader.start()
        reader.join()
        connection.execute("ROLLBACK")
        connection.execute("BEGIN")
    assert seen == [3]


def test_no_library_is_made_where_one_must_be(tmp_path):
    with pytest.raises(PolyvocalError, match="there is no library"):
        Library(tmp_path / "nothing", must_exist=True)


def test_a_file_that_is_no_database_is_told_in_a_line(tmp_path):
    (tmp_path / "library.sqlite").write_text("not a database, but long enough to look like something else" * 20)
    with pytest.raises(PolyvocalError, match="cannot be opened: file is not a database"):
        Library(tmp_path)
