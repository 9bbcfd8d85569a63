"""Withdrawal: a tombstone stays, and nothing else; what is reached by it; how a text comes back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from polyvocal.holdings import Library, Query
from polyvocal.holdings.withdrawal import FOR_WANT_OF_A_COUNT
from polyvocal.terms import (
    Apparatus,
    Collation,
    Embedded,
    Event,
    Member,
    Naming,
    Origin,
    PolyvocalError,
    Reading,
    ReprintLink,
)
from polyvocal.terms.record import record_id

BY = ("A. Archivist", "request of the heirs")
TEXT = "Zwieback on deck\nBy Quartermaster Nemo\n\nThe quaggamire was struck, and 3 British ships were lost. " * 3


def german(library) -> str:
    return library.cards(filters=[("collection", "german")])[0].id


def left_of(place: Path, word: str) -> set[str]:
    """The files of a library that hold a word."""
    found = {path.relative_to(place).parts[0] for path in place.rglob("*") if path.is_file() and holds(path, word)}
    return found - {"originals"}


def holds(path: Path, word: str) -> bool:
    content = path.read_bytes()
    return word.encode() in content or word.encode("utf-16-le") in content


def test_no_byte_of_a_withdrawn_text_is_left(shelved, receive):
    shelved.shelve(
        *receive("secret/a.txt", TEXT, encoding="utf-16-le")
    )  # its text is stored, as its bytes tell no encoding
    shelved.shelve(*receive("secret/b.txt", TEXT.replace("quaggamire", "quaggamires")))
    shelved.refresh_index()
    assert {name.partition("-")[0] for name in left_of(shelved.place, "quaggamire")} == {"library.sqlite"}
    # The index keeps its words packed: what is told by a search is that no segment of that time is left.
    segments = {path.name for path in (shelved.place / "search").iterdir() if path.stem.isalnum() and path.suffix}
    assert segments
    for card in shelved.cards(filters=[("collection", "secret")]):
        shelved.withdraw(card.id, *BY, title="Withdrawn")
    for word in ("quaggamir", "Zwieback", "zwieback", "Nemo", "nemo"):
        assert left_of(shelved.place, word) == set(), word
    assert not [
        path
        for path in (shelved.place / "search").iterdir()
        if path.name in segments - {"meta.json", "seen.json", "filed.json"}
    ]
    assert shelved.audit().faults == ()
    assert shelved.search(Query("battle")).total  # the others are still found


def test_a_tombstone_tells_who_when_and_why(shelved):
    record = german(shelved)
    shelved.correct(record, "author", "Somebody Else", *BY)
    shelved.withdraw(record, *BY)
    card, stone = shelved.card(record), shelved.tombstone(record)
    assert (card.title, card.access, card.authors, card.date, card.words, card.statements) == (
        "Victory at the Skagerrak", "withdrawn", (), "", 0, 0,
    )  # fmt: skip
    assert (stone.title, stone.by, stone.reason, stone.reopened) == ("Victory at the Skagerrak", *BY, False)
    held = shelved.record(record)
    assert (held.text, held.edits, held.description.contributors) == ("", (), ())
    assert held.description.title.evidence is None
    assert shelved.reading(record).figures == ()
    for ask in (shelved.captured, lambda r: shelved.original(shelved.record(r).capture.sha256)):
        with pytest.raises(PolyvocalError, match="withdrawn"):
            ask(record)
    assert shelved.tombstone(shelved.cards(filters=[("collection", "british")])[0].id) is None


def test_the_title_of_a_tombstone_may_be_chosen(shelved):
    record = german(shelved)
    shelved.correct(record, "title", "Victory, told by its winners", *BY)
    shelved.withdraw(record, *BY, title="A report of 1916")
    assert shelved.card(record).title == "A report of 1916"
    told = b"".join(shelved.export())
    assert b"Victory" not in told
    assert b"A report of 1916" in told
    with Library(shelved.place) as again:
        assert again.card(record).title == "A report of 1916"


def test_a_rebuild_does_not_bring_it_back(shelved, receive, tmp_path):
    record, text = german(shelved), shelved.captured(german(shelved))
    shelved.withdraw(record, *BY)
    shelved.shelve(*receive("german/bericht.txt", text))
    anew = Library(tmp_path / "anew")
    (tmp_path / "anew" / "corrections.jsonl").write_bytes((shelved.place / "corrections.jsonl").read_bytes())
    anew.apply_corrections()
    anew.shelve(*receive("german/bericht.txt", text))
    for library in (shelved, anew):
        library.refresh_index()
        assert library.card(record).access == "withdrawn"
        assert library.search(Query("skagerrak")).total == 0
        assert library.audit().faults == ()
        assert library.tombstone(record).by == "A. Archivist"
    one, other = ([x for x in b"".join(lib.export()).splitlines() if record.encode() in x] for lib in (shelved, anew))
    assert one == other


def test_a_changed_file_and_a_copy_stay_shut(shelved, receive):
    record, text = german(shelved), shelved.captured(german(shelved))
    shelved.withdraw(record, *BY)
    shelved.shelve(*receive("german/bericht.txt", text + "\nOne line more."))
    shelved.shelve(*receive("elsewhere/copy.txt", text))
    for collection in ("german", "elsewhere"):
        (card,) = shelved.cards(filters=[("collection", collection)])
        assert card.access == "withdrawn"
        assert shelved.tombstone(card.id).reason == BY[1]
    shelved.correct(card.id, "access", "open", "B", "this copy is another matter")
    shelved.shelve(*receive("elsewhere/copy.txt", text))
    assert shelved.card(card.id).access == "open"
    assert shelved.card(shelved.cards(filters=[("collection", "german")])[0].id).access == "withdrawn"


def test_a_withdrawal_in_a_file_that_was_divided_anew_shuts_all_of_it(shelved, receive):
    shelved.withdraw(german(shelved), *BY)
    receipt, content, _ = receive("german/bericht.txt", "Part one, said 1.\nBy A\n\nPart two.")
    (whole,) = receipt.records
    parts = [
        replace(
            whole, id=record_id("german/bericht.txt", receipt.capture.sha256, start), order=n, place=(start, end),
            text=whole.text[start:end], description=type(whole.description)(),
        )
        for n, (start, end) in enumerate([(0, 10), (10, len(content))])
    ]  # fmt: skip
    shelved.shelve(replace(receipt, records=tuple(parts)), content, [])
    assert [card.access for card in shelved.cards(filters=[("collection", "german")])] == ["withdrawn"] * 2
    assert [c.field for c in shelved.orphans()] == ["access"]
    shelved.correct(parts[1].id, "access", "open", "B", "only the first part was meant")
    shelved.shelve(replace(receipt, records=tuple(parts)), content, [])
    assert [shelved.card(part.id).access for part in parts] == ["withdrawn", "open"]
    assert shelved.captured(parts[1].id) == "█" * 10 + whole.text[10:]
    with pytest.raises(PolyvocalError, match="withdrawn"):
        shelved.original(receipt.capture.sha256)
    shelved.refresh_index()
    assert shelved.audit().faults == ()


def test_what_a_file_says_outside_its_text_goes_too(shelved, receive):
    receipt, content, readings = receive("secret/a.txt", TEXT)
    capture = replace(
        receipt.capture, embedded=(Embedded("PDF Title", "Zwieback"),), address="https://zwieback.example/"
    )
    records = tuple(replace(record, capture=capture) for record in receipt.records)
    shelved.shelve(replace(receipt, capture=capture, records=records), content, readings)
    shelved.withdraw(records[0].id, *BY, title="Withdrawn")
    assert b"wieback" not in b"".join(shelved.export())


def test_opened_again_a_text_comes_back_when_it_is_read_again(shelved, receive):
    record, text = german(shelved), shelved.captured(german(shelved))
    digest = shelved.record(record).capture.sha256
    shelved.withdraw(record, *BY)
    assert shelved.holds("german/bericht.txt", digest)
    (line,) = (d.correction for d in shelved.history(record))
    shelved.undo(line.id, "B", "the heirs agree")
    assert shelved.tombstone(record).reopened
    assert shelved.card(record).access == "withdrawn"
    assert not shelved.holds("german/bericht.txt", digest)
    assert shelved.to_be_read_again() == (("german/bericht.txt", digest, "german/bericht.txt"),)
    shelved.shelve(*receive("german/bericht.txt", shelved.read_again(digest).decode()))
    assert (shelved.card(record).access, shelved.captured(record)) == ("open", text)
    assert shelved.to_be_read_again() == ()
    shelved.refresh_index()
    assert shelved.search(Query("skagerrak")).total == 1


def test_an_original_is_erased_only_on_demand_and_for_good(shelved, receive):
    record, text = german(shelved), shelved.captured(german(shelved))
    digest = shelved.record(record).capture.sha256
    older = [path for path in (shelved.place / "originals").rglob("*") if path.is_file()]
    shelved.withdraw(record, *BY)
    assert shelved.read_again(digest)
    shelved.withdraw(record, *BY, erase_original=True)
    with pytest.raises(PolyvocalError, match="no original"):
        shelved.read_again(digest)
    left = [path for path in (shelved.place / "originals").rglob("*") if path.is_file()]
    assert len(left) == len(older) - 1
    assert shelved.audit().faults == ()
    shelved.shelve(*receive("german/bericht.txt", text))
    assert [path for path in (shelved.place / "originals").rglob("*") if path.is_file()] == left


def test_an_original_that_open_records_use_is_not_erased(shelved, receive):
    text = shelved.captured(german(shelved))
    shelved.shelve(*receive("copy/bericht.txt", text))
    with pytest.raises(PolyvocalError, match="that of open records too"):
        shelved.withdraw(german(shelved), *BY, erase_original=True)
    assert shelved.card(german(shelved)).access == "open"
    assert not (shelved.place / "corrections.jsonl").exists()
    shelved.withdraw(german(shelved), *BY)  # and with it goes the copy, which has the same bytes
    assert shelved.cards(filters=[("collection", "copy")])[0].access == "withdrawn"


def test_what_was_collated_is_mended(shelved):
    told = {card.collection: shelved.reading(card.id).statements[0].id for card in shelved.cards()}
    records = {card.collection: card.id for card in shelved.cards()}
    british, gone = told["british"], told["german"]
    both = Event("e1", "1916", (Naming("Skagerrak", "x", gone),), members=(Member(british, "a"), Member(gone, "b")))
    alone = Event("e2", "1917", members=(Member(gone, "b"),))
    asked = Apparatus("e1", "How many?", "figure", (Reading("11 or so", (gone, british), 2, 2),), ())
    origin = Origin("o1", (records["german"], records["british"]), "both say “Dogger Bank was not repeated”")
    link = ReprintLink(records["german"], records["british"], "near", 0.9)
    shelved.place_collation([link], Collation((both, alone), (asked,), (origin,)))
    shelved.withdraw(records["german"], *BY)
    assert [event.id for event in shelved.events()] == ["e1"]
    (reading,) = shelved.apparatus("e1")[0].readings
    assert reading == Reading("14 British ships", (british,), 1, 1)
    assert shelved.origin(records["british"]) == Origin("o1", (records["british"],), FOR_WANT_OF_A_COUNT)
    assert shelved.reprints(records["british"]) == ()
    assert "Dogger" not in b"".join(shelved.export()).decode()
    assert shelved.audit().faults == ()


def test_restricted_texts_are_found_only_by_those_who_may_read_them(shelved):
    record = german(shelved)
    shelved.correct(record, "access", "restricted", *BY)
    assert shelved.search(Query("dogger")).total == 0
    (hit,) = shelved.search(Query("victory skagerrak")).hits
    assert (hit.card.access, hit.snippet) == ("restricted", "")
    assert all(hit.snippet == "" for hit in shelved.search(Query("", (("collection", "german"),))).hits)
    (hit,) = shelved.search(Query("dogger", restricted=True)).hits
    assert "Dogger" in hit.snippet
    assert shelved.search(Query("victory", restricted=True)).total == 1
    assert shelved.audit().faults == ()


def test_a_library_of_an_older_form_loses_what_was_withdrawn_before(shelved):
    record = german(shelved)
    line = {"record": record, "field": "access", "value": "withdrawn", "by": "B", "reason": "x", "day": "2026-01-05"}
    with shelved._writing() as connection:
        connection.execute("DELETE FROM meta WHERE name = 'wiped'")
        connection.execute("UPDATE records SET access = 'withdrawn' WHERE id = ?", (record,))
    (shelved.place / "corrections.jsonl").write_text(json.dumps(line) + "\n")
    shelved.close()
    with Library(shelved.place) as library:
        assert library.tombstone(record).day == "2026-01-05"
        assert library.record(record).text == ""
        library.refresh_index()
    assert left_of(shelved.place, "Dogger") == set()
