"""What an audit finds, and what an export says."""

import json
import sqlite3

import pytest

from polyvocal.holdings import Library, Query
from polyvocal.holdings.originals import place_of
from polyvocal.terms import PolyvocalError


def test_a_sound_library_has_no_fault(shelved):
    shelved.refresh_index()
    audit = shelved.audit()
    assert audit.faults == ()
    assert audit.captures == 3
    assert audit.quotations > 15


TAMPERED = [
    ("UPDATE texts SET text = replace(text, '14', '41')", "edits do not make"),
    ("UPDATE quotations SET words = replace(words, '11', '17')", "the table quotations"),
    ("UPDATE statements SET term = replace(term, '11 German', '17 German')", "'17 German ships' expected"),
    ("DELETE FROM statements", "shelved with"),
    ("UPDATE captures SET text_sha256 = 'x'", "no longer decodes"),
    ("UPDATE meta SET value = '99' WHERE name = 'changes'", "has seen change 4 of 99"),
    ("UPDATE records SET access = 'withdrawn' WHERE collection = 'german'", "not on the shelf"),
]


@pytest.mark.parametrize(("sql", "fault"), TAMPERED)
def test_what_was_tampered_with_is_found(shelved, sql, fault):
    shelved.refresh_index()
    shelved.close()
    with sqlite3.connect(shelved.place / "library.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    with Library(shelved.place) as again:
        assert any(fault in found.what for found in again.audit().faults), again.audit().faults


def test_a_damaged_or_missing_original_is_found(shelved, receive):
    receipt, _, _ = receive("a.txt", "A\nBy A\n\n1 ships.")
    shelved.shelve(*receive("a.txt", "A\nBy A\n\n1 ships."))
    place = place_of(shelved.place / "originals", receipt.capture.sha256)
    place.write_bytes(b"forged")
    fault = shelved.audit().faults[0]
    assert fault.where == "a.txt"
    assert "now has the digest" in fault.what
    place.unlink()
    assert "no original" in shelved.audit().faults[0].what


def test_the_export_does_not_depend_on_the_order_of_shelving(tmp_path, shelved, receive):
    shelved.close()
    straight = b"".join(Library(shelved.place).export())
    from_last_to_first = Library(tmp_path / "other")
    cards = Library(shelved.place).cards(order="source")
    for card in reversed(cards):
        text = Library(shelved.place).captured(card.id)
        from_last_to_first.shelve(*receive(card.source, text))
    assert b"".join(from_last_to_first.export()) == straight
    kinds = [json.loads(line)["a"] for line in straight.splitlines()]
    assert kinds == ["capture"] * 3 + ["record", "reading"] * 3


def test_corrections_are_a_layer_that_survives(shelved, receive):
    card = shelved.cards(filters=[("collection", "british")])[0]
    shelved.correct(card.id, "author", "Balfour, A. J.; Admiralty", "A. Archivist", "signed draft of 3 June")
    shelved.correct(card.id, "published", "1916-06-03", "A. Archivist", "date of issue")
    shelved.correct(card.id, "title", "Communiqué", "A. Archivist", "usual name")
    corrected = shelved.card(card.id)
    assert (corrected.title, corrected.authors, corrected.date) == (
        "Communiqué",
        ("Balfour, A. J.", "Admiralty"),
        "1916-06-03",
    )
    assert shelved.record(card.id).description.contributors[0].name.by == "A. Archivist"
    assert shelved.search(Query("title:communique")).total == 1
    assert shelved.facets()["author"][0][0] in ("Admiralty", "Balfour, A. J.")
    text = shelved.captured(card.id)
    shelved.shelve(*receive("british/communique.txt", text))  # read again, as after an update of the program
    assert shelved.card(card.id) == corrected
    lines = (shelved.place / "corrections.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["field"] for line in lines] == ["author", "published", "title"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("mood", "grim", "no field 'mood'; there are: "),
        ("published", "June 1916", "is no date such as"),
        ("published", "1916-13", "no day of the calendar"),
        ("access", "secret", "no access 'secret'"),
    ],
)
def test_what_cannot_be_corrected_is_not_written(shelved, field, value, message):
    with pytest.raises(PolyvocalError, match=message):
        shelved.correct(shelved.cards()[0].id, field, value, "A. Archivist", "test")
    assert not (shelved.place / "corrections.jsonl").exists()


def test_a_correction_needs_a_record_a_name_and_a_reason(shelved):
    with pytest.raises(PolyvocalError, match="no record"):
        shelved.correct("r0", "title", "x", "A. Archivist", "test")
    with pytest.raises(PolyvocalError, match="name of who"):
        shelved.correct(shelved.cards()[0].id, "title", "x", "", "test")


def test_withdrawn_is_out_of_sight_until_it_is_read_again(shelved, receive):
    card = shelved.cards(filters=[("collection", "german")])[0]
    shelved.refresh_index()
    text = shelved.captured(card.id)
    shelved.withdraw(card.id, "A. Archivist", "request of the heirs")
    assert shelved.card(card.id).access == "withdrawn"
    assert shelved.search(Query("german")).total == 0
    assert card.id not in [w.record for w in shelved.witnesses()]
    assert not shelved.collated()
    assert shelved.audit().faults == ()
    shelved.correct(card.id, "access", "open", "A. Archivist", "heirs agree")
    assert shelved.search(Query("german")).total == 0  # the text is gone: only the original has it
    shelved.shelve(*receive(card.source, text))
    shelved.refresh_index()
    assert shelved.search(Query("german")).total == 1
    assert shelved.audit().faults == ()


def test_a_corrections_file_edited_elsewhere_is_taken_in(shelved):
    card = shelved.cards()[0]
    shelved.close()
    path = shelved.place / "corrections.jsonl"
    line = {"record": card.id, "field": "kind", "value": "letter", "by": "B", "reason": "seen", "day": "2026-01-05"}
    path.write_text(json.dumps(line) + "\n" + '{"record": "r1", "fie', "utf-8")
    with Library(shelved.place) as library:
        assert library.card(card.id).kind == "letter"
        library.correct(card.id, "kind", "telegram", "C", "looked again")  # not glued to the torn line
        assert library.card(card.id).kind == "telegram"
    path.write_text("", "utf-8")
    with Library(shelved.place) as library:
        assert library.card(card.id).kind == "report"
    path.write_text("{}\n", "utf-8")
    with pytest.raises(PolyvocalError, match="line 1 is no correction"):
        Library(shelved.place)
