import re
from dataclasses import replace

from hand_made import Held

from polyvocal.holdings.views import Card, Placed
from polyvocal.reading_room.quotation import pieces
from polyvocal.reading_room.sheet import FIRST_COLUMNS, MOST_COLUMNS, ROWS, lay_out
from polyvocal.reading_room.voices import chain, column_key
from polyvocal.terms import Apparatus, Figure, Locus, Reading, Relation, Statement, Voice

pytest_plugins = ["hand_made"]

CARD = Card("r1", "A leaf", False, ("Ann Lee",), "1916-06-03", None, "", "", "en", "", "a.txt", 0, 9, "open", 1)


def told(name: str, voices: tuple[Voice, ...], count: int = 7, record: str = "r1", origin: str = "") -> Placed:
    at = Locus(record, 0, f"{count} men")
    figure = Figure(at, at, count, count, "exact", "dead")
    card = replace(CARD, id=record)
    return Placed(Statement(name, record, (at,), voices, "figure", figure), card, origin or record)


AUTHOR = Voice("the author", "writes")


def test_the_chain_names_the_writer_and_keeps_every_hedge() -> None:
    one = told("s1", (AUTHOR, Voice("a ministry", "estimates", certainty="probable"), Voice("eyewitnesses", "says")))
    assert [(crumb.name, crumb.hedge) for crumb in chain(one.statement, CARD)] == [
        ("Ann Lee", ""), ("a ministry", "estimates, probable"), ("eyewitnesses", ""),
    ]  # fmt: skip


def test_a_column_is_the_last_voice() -> None:
    admiralty = told("s1", (AUTHOR, Voice("the Admiralty", "says")))
    also = told("s2", (AUTHOR, Voice("Admiralty", "reports")))
    he, other = (told(f"h{i}", (AUTHOR, Voice("He", "says")), record=f"r{i}") for i in (1, 2))
    assert column_key(he)[2] != column_key(other)[2], "a pronoun names no voice beyond its document"
    nobody = told("s3", (AUTHOR, Voice("unnamed in the source", "reports")))
    assert column_key(admiralty)[2] == column_key(also)[2]
    assert column_key(nobody)[:2] == ("unnamed", "Unnamed in the source")
    assert column_key(told("s4", (AUTHOR,)))[:2] == ("writer", "Ann Lee")


def many(voices: int) -> tuple[list[Apparatus], list[Placed]]:
    placed = [told(f"s{i}", (AUTHOR, Voice(f"voice {i:03}", "says")), 10 + i, f"r{i}") for i in range(voices)]
    readings = tuple(Reading(f"{10 + i} men", (f"s{i}",), 1, 1) for i in range(voices))
    return [Apparatus("e", "How many dead?", "figure", readings, ())], placed


def test_a_sheet_of_two_hundred_voices_shows_a_few_and_keeps_their_letters() -> None:
    questions, placed = many(200)
    few = lay_out(questions, placed)
    assert len(few.columns) == 200
    assert len(few.shown) == FIRST_COLUMNS
    assert len(lay_out(questions, placed, every=True).shown) == MOST_COLUMNS
    last = few.columns[-1]
    chosen = lay_out(questions, placed, [last.key])
    assert [(c.key, c.siglum) for c in chosen.shown] == [(last.key, last.siglum)]


def test_columns_stand_in_the_order_of_the_address_and_twice_named_once() -> None:
    questions, placed = many(6)
    keys = [column.key for column in lay_out(questions, placed, every=True).columns]
    asked = [keys[4], keys[0], keys[4], keys[2]]
    assert [column.key for column in lay_out(questions, placed, asked).shown] == [keys[4], keys[0], keys[2]]


def test_a_reader_moves_and_hides_columns_by_links(held: Held) -> None:
    html = held.client.get("/events/e1?voices=all").text
    assert "Hide " in html
    first = re.search(r'<a href="([^"]+)" aria-label="Hide ([^"]+)"', html)
    assert first is not None
    after = held.client.get(first[1].replace("&amp;", "&")).text
    assert f'aria-label="Hide {first[2]}"' not in after
    assert after.count('aria-label="Hide ') == html.count('aria-label="Hide ') - 1


def test_a_sheet_of_a_hundred_questions_is_turned_like_a_book() -> None:
    _, placed = many(100)
    questions = [Apparatus("e", f"Question {i}", "figure", (Reading("x", (f"s{i}",), 1, 1),), ()) for i in range(100)]
    leaves = [lay_out(questions, placed, every=True, offset=offset) for offset in range(0, 100, ROWS)]
    assert [len(leaf.rows) for leaf in leaves] == [ROWS] * 5
    assert len({row.question for leaf in leaves for row in leaf.rows}) == 100


def test_questions_stand_in_the_order_of_the_synopsis() -> None:
    questions, placed = many(4)
    calm = Apparatus("e", "How many present?", "figure", (Reading("10 men", ("s0",), 1, 1),), ())
    part = Relation("e", "s1", "s2", "figure", "CONFLICT", "11 against 12", 2, 2, 5.0, "a gap")
    split = replace(questions[0], relations=(part,))
    for order in ([calm, split], [split, calm]):
        assert [row.question for row in lay_out(order, placed).rows] == [question.question for question in order]


def test_what_is_compared_is_not_moved_behind_though_its_voices_are_not_shown() -> None:
    questions, placed = many(4)
    part = Relation("e", "s1", "s2", "figure", "CONFLICT", "11 against 12", 2, 2, 5.0, "a gap")
    split = replace(questions[0], question="How many lost?", readings=questions[0].readings[1:3], relations=(part,))
    calm = Apparatus("e", "How many present?", "figure", (Reading("10 men", ("s0",), 1, 1),), ())
    key = next(c.key for c in lay_out([split, calm], placed).columns if "s0" in c.statements)
    assert [row.question for row in lay_out([split, calm], placed, [key]).rows] == [
        "How many lost?",
        "How many present?",
    ]


def test_voices_that_contradict_each_other_stand_abreast() -> None:
    questions, placed = many(20)
    part = Relation("e", "s17", "s19", "figure", "DENIAL", "denied", 2, 2, 5.0, "between rivals")
    asked = [replace(questions[0], relations=(part,)), *questions[1:]]
    shown = {s for column in lay_out(asked, placed).shown for s in column.statements}
    assert {"s17", "s19"} <= shown
    assert not {"s17", "s19"} <= {s for column in lay_out(questions, placed).shown for s in column.statements}


def test_an_unsigned_page_and_one_dispatch_of_many_stand_behind_a_named_voice() -> None:
    names = ("a dispatch from Oslo", "the Admiralty")
    placed = [told(f"s{i}", (AUTHOR, Voice(name, "says")), 7, f"r{i}") for i, name in enumerate(names)]
    assert [column.name for column in lay_out([], placed).columns] == ["the Admiralty", "a dispatch from Oslo"]


def test_spellings_of_a_scan_are_one_voice() -> None:
    names = ("the German Admiralty", "GERMAN ADMIRALTY", "German Ad miralty", "The German Admiralty")
    placed = [told(f"s{i}", (AUTHOR, Voice(name, "says")), 7, f"r{i}") for i, name in enumerate(names)]
    (column,) = lay_out([], placed).columns
    assert column.documents == 4
    assert not column.name.isupper()


def test_the_order_of_the_statements_does_not_show() -> None:
    questions, placed = many(12)
    assert lay_out(questions, placed).columns == lay_out(questions, placed[::-1]).columns


def test_copies_of_one_origin_are_one_quotation() -> None:
    voices = (AUTHOR, Voice("the Admiralty", "says"))
    placed = [told("s1", voices, 7, "r1", "o1"), told("s2", voices, 7, "r2", "o1"), told("s3", voices, 9, "r3", "o1")]
    questions = [Apparatus("e", "How many dead?", "figure", (Reading("7 men", ("s1", "s2", "s3"), 3, 1),), ())]
    cell = lay_out(questions, placed).rows[0].cells[0]
    assert [len(quote.also) for quote in cell.first] == [1, 0]


def test_a_statement_that_answers_no_question_is_still_shown() -> None:
    questions, placed = many(2)
    lonely = told("s9", (AUTHOR,), 3, "r9")
    assert [quote.statement.id for quote in lay_out(questions, [*placed, lonely]).others] == ["s9"]


def test_long_quotations_are_cut_around_the_answer_and_say_so() -> None:
    words = f"{'before ' * 90}seven men{' after' * 90}"
    start = words.index("seven")
    cut = pieces(Statement("s", "r", (Locus("r", 0, words),), (), "other", answer=Locus("r", start, "seven men")))
    assert [piece.kind for piece in cut] == ["cut", "", "answer", "", "cut"]
    assert all(piece.words in words for piece in cut if piece.kind != "cut")


def test_the_sheet_of_the_hand_made_library_leaves_out_what_was_withdrawn(held: Held) -> None:
    sheet = lay_out(held.library.apparatus("e1"), held.library.placed("e1"))
    answers = [variant.answer for row in sheet.rows for variant in row.variants]
    assert "at least 2,000 men" in answers
    assert "7 men" not in answers
    assert not [r for row in sheet.rows for r in row.relations if r.relation.weight == 9.0]
