"""Cards as a table: out, through a spreadsheet program, and back."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polyvocal.holdings.batch import as_was, changes, harmless, table
from polyvocal.holdings.corrections import FIELDS
from polyvocal.holdings.decided import Change
from polyvocal.terms import PolyvocalError

BY = ("A. Archivist", "checked")


def exported(library) -> bytes:
    return "".join(table(library)).encode()


def edited(content: bytes, column: str, value: str, row: int = 1, **how: str) -> bytes:
    """The table with one cell changed, as a spreadsheet program would save it."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    rows[row][rows[0].index(column)] = value
    out = io.StringIO()
    csv.writer(out, **how).writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def test_a_table_has_a_row_a_record_and_a_column_a_field(shelved):
    shelved.correct(shelved.cards(order="source")[0].id, "label: Despatch", "No. 9", *BY)
    content = exported(shelved)
    assert content.startswith(b"\xef\xbb\xbfrecord,source,title,kind,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["source"] for row in rows] == [card.source for card in shelved.cards(order="source")]
    assert set(rows[0]) == {"record", "source", *FIELDS, "label: Despatch"}
    assert (rows[0]["title"], rows[0]["published"], rows[0]["label: Despatch"]) == (
        "A great battle", "1916-06-02", "No. 9",
    )  # fmt: skip


words = st.text(
    st.one_of(st.sampled_from("=+-@'\t\r\n;,\"\\[] \u0451＝"), st.characters(exclude_categories=["Cs"])), max_size=12
)


@given(words)
def test_what_is_made_harmless_comes_back(cell):
    assert as_was(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.tuples(st.sampled_from(["title", "kind", "author", "container", "rights", "label: X"]), words)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_that_comes_back_unchanged_writes_nothing(filled, entries):
    library, record = filled
    library.decide([Change(record, name, value.replace("\0", "")) for name, value in entries], *BY)
    assert changes(library, exported(library)) == ()
    # The same where a program parts cells by semicolons and ends lines in its own way.
    rows = csv.reader(io.StringIO(exported(library).decode("utf-8-sig"), newline=""))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    assert changes(library, out.getvalue().encode()) == ()


@pytest.fixture
def filled(tmp_path_factory, receive):
    from polyvocal.holdings import Library

    library = Library(tmp_path_factory.mktemp("table"))
    library.refresh_index = lambda: None  # the search has no part in this
    receipt, content, readings = receive("a.txt", "One\nBy two\n\nThree.")
    library.shelve(receipt, content, readings)
    return library, receipt.records[0].id


def test_each_changed_cell_is_one_correction(shelved):
    content = exported(shelved)
    first = shelved.cards(order="source")[0]
    changed = edited(edited(content, "author", "Balfour, A. J.; Admiralty [body]"), "published", "1916-06-03")
    found = changes(shelved, changed)
    assert [(c.line, c.change.record, c.change.field, c.before) for c in found] == [
        (2, first.id, "author", "the Admiralty"),
        (2, first.id, "published", "1916-06-02"),
    ]
    shelved.decide([cell.change for cell in found], *BY)
    assert shelved.card(first.id).authors == ("Balfour, A. J.", "Admiralty")
    assert [d.correction.field for d in shelved.history()] == ["author", "published"] or len(shelved.history()) == 2
    assert changes(shelved, changed) == ()


def test_a_cell_may_be_emptied_and_a_formula_stays_words(shelved):
    content = exported(shelved)
    shelved.decide([c.change for c in changes(shelved, edited(content, "kind", ""))], *BY)
    assert shelved.cards(order="source")[0].kind == ""
    found = changes(shelved, edited(exported(shelved), "title", "'=HYPERLINK(1)"))
    assert [c.change.value for c in found] == ["=HYPERLINK(1)"]
    shelved.decide([c.change for c in found], *BY)
    assert b"'=HYPERLINK(1)" in exported(shelved)


@pytest.mark.parametrize(
    ("column", "value", "row", "fault"),
    [
        ("title", "mood", 0, "line 1, column “mood”: no card has such a field"),
        ("title", "kind", 0, "line 1, column “kind”: it stands twice"),
        ("title", "label: ", 0, "line 1, column “label: ”: no card has such a field"),
        ("record", "r0", 2, "line 3, column “record”: no record 'r0' is held"),
        ("published", "Jun-16", 1, "line 2, column “published”: 'Jun-16' is no date"),
        ("access", "secret", 3, "line 4, column “access”: no access 'secret'"),
    ],
)
def test_what_cannot_be_taken_in_is_named_by_line_and_column(shelved, column, value, row, fault):
    with pytest.raises(PolyvocalError) as told:
        changes(shelved, edited(exported(shelved), column, value, row))
    assert fault in str(told.value)


def test_a_record_may_stand_in_one_row_only(shelved):
    content = exported(shelved)
    again = shelved.cards(order="source")[0].id
    with pytest.raises(PolyvocalError, match=f"line 3, column “record”: {again} stands in line 2 already"):
        changes(shelved, edited(content, "record", again, 2))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "no column “record”"),
        (b"title\nx", "no column “record”"),
        ("record,title\nr1,caf\u00e9".encode("latin-1"), "not UTF-8"),
        (b'record,title\n"r1', "no record"),
        (b"record,title\nr1,a,b", "more cells than there are columns"),
    ],
)
def test_a_table_that_is_none_is_refused(shelved, content, fault):
    with pytest.raises(PolyvocalError, match=fault):
        changes(shelved, content)


def test_a_table_of_some_rows_and_columns_is_enough(shelved):
    card = shelved.cards()[0]
    (found,) = changes(shelved, f"kind,record\r\n\r\nletter,{card.id}\r\n,\r\n".encode())
    assert (found.line, found.change.value) == (3, "letter")
