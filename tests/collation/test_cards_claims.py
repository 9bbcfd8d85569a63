"""What a card may rest on: what an answer claims, who speaks for which side, what the many of a told event say."""

import random

import pytest
from pages import Page

from polyvocal.collation import claimed, collate
from polyvocal.collation.desk import side_spoken_for
from polyvocal.collation.origins import printed, shared_wording
from polyvocal.terms import Collation, Relation, Statement
from polyvocal.terms.comparison import Witness


def stated(text: str, words: str, **more: object) -> Statement:
    aspect = more.pop("aspect", "fate")
    return Page("a", text).says(words, aspect=aspect, **more).statements[0]  # type: ignore[arg-type]


NEGATED = [
    ("The Halcyon was not sunk.", "was not sunk", True),
    ("The Halcyon was in no\nsense lost.", "lost", True),
    ("HALCYON SUNK?", "SUNK", True),
    ("The Halcyon was not only hit but sunk.", "sunk", False),
    ("Not a light was seen when, hours later, the Halcyon was sunk.", "was sunk", False),
    ("The Halcyon was sunk.", "was sunk", False),
]


@pytest.mark.parametrize(("text", "words", "expected"), NEGATED)
def test_an_answer_negated_or_asked(text: str, words: str, expected: bool) -> None:
    statement = stated(text, words)
    assert statement.answer is not None
    assert claimed.is_negated(statement, statement.answer) is expected


CUT = [
    ("They lost the battle cruisers Dunlin and Plover.", "lost the battle", True),
    ("They lost the battle off the bank.", "lost the battle", False),
    ("They lost the battle, said the mate.", "lost the battle", False),
]


@pytest.mark.parametrize(("text", "words", "expected"), CUT)
def test_an_answer_cut_in_two(text: str, words: str, expected: bool) -> None:
    statement = stated(text, words, aspect="outcome")
    assert statement.answer is not None
    assert claimed.is_cut_in_two(statement, statement.answer) is expected


LISTED = [
    ("Nine warships, a submarine and many boats sank.", "Nine warships", True),
    ("Nine warships sank off the bank.", "Nine warships", False),
    ("Nine warships and two boats sank.", "Nine warships", True),
]


@pytest.mark.parametrize(("text", "words", "expected"), LISTED)
def test_a_count_of_one_kind_of_several(text: str, words: str, expected: bool) -> None:
    assert claimed.is_of_a_list(stated(text, words, aspect="figure", low=9, high=9)) is expected


def test_either_of_two_ships_is_no_word_on_one() -> None:
    open_ = stated("Either the Dunlin or the Plover blew up.", "blew up", people=("Dunlin", "Plover"))
    assert [claimed.is_left_open(open_, name) for name in open_.people] == [True, True]
    sure = stated("The Dunlin and the Plover blew up.", "blew up", people=("Dunlin", "Plover"))
    assert not any(claimed.is_left_open(sure, name) for name in sure.people)


def test_a_line_of_a_table_and_a_speaker_with_a_colon() -> None:
    line = stated("Selby—57 dead, and more to come.", "57 dead", aspect="figure", place="Selby")
    said = stated("Tarn: 57 dead.", "57 dead", aspect="figure")
    assert (claimed.is_entry_of_a_table(line), claimed.is_entry_of_a_table(said)) == (True, False)


BEFORE = [
    ("Germany had lost 18 cruisers.", True),
    ("When it ended, Germany had lost 18 cruisers.", False),
    ("Germany lost 18 cruisers.", False),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_the_writers_own_pluperfect(text: str, expected: bool) -> None:
    assert claimed.is_of_before(stated(text, "18 cruisers", aspect="figure", kind="ships lost")) is expected


VOICES = [("it thoroughly in search of London", False), ("'", False), ("It", True), ("the Admiralty", True)]


@pytest.mark.parametrize(("name", "expected"), VOICES)
def test_words_that_can_name_a_voice(name: str, expected: bool) -> None:
    assert claimed.is_plain_voice(stated("The ship was lost.", "lost", voice=name)) is expected


# --- sides ---------------------------------------------------------------------------------------------------------

SIDES = [
    ("the German Admiralty", "", "German"),
    ("The admiralty", "Berlin", "German"),
    ("The admiralty", "London", "British"),
    ("The admiralty", "", ""),
    ("Berlin", "", "German"),
    ("a survivor", "Berlin", ""),
]


@pytest.mark.parametrize(("voice", "sent", "side"), SIDES)
def test_for_whom_a_voice_speaks(voice: str, sent: str, side: str) -> None:
    page = Page("a", f"{sent or 'Selby'}, 3 June. {voice} says the Halcyon was lost.")
    page.says("was lost", aspect="fate", voice=voice, place=sent, place_how="dateline")
    assert side_spoken_for(page.statements[0], page.witness) == side


def test_the_title_of_a_paper_speaks_for_nobody() -> None:
    page = Page("a", "The Halcyon was lost.").says("was lost", aspect="fate")
    witness = Witness("a", "a.txt", "British Ships Lost", (), "", None, ())
    assert side_spoken_for(page.statements[0], witness) == ""


def agreeing(*pages: Page) -> list[Relation]:
    found = collate([page.witness for page in pages])
    return [r for row in found.apparatus for r in row.relations if r.relation == "AGREE"]


def lost(record: str, text: str, voice: str, words: str = "was lost") -> Page:
    page = Page(record, f"{text} Britain and Germany fought off Jutland on 31 May 1916.", published="1916-06-03")
    page.says(words, in_=text, aspect="fate", people=("Halcyon",), voice=voice, event="Halcyon",
              on=("31 May 1916", "1916-05-31"), how="running date", place="Jutland", place_how="running")  # fmt: skip
    # The affair has two sides, as another sentence of the page tells.
    return page.says(aspect="other", in_="Britain and Germany fought off Jutland on 31 May 1916.", place="Jutland",
                     on=("31 May 1916", "1916-05-31"))  # fmt: skip


def test_rivals_agree_where_both_sides_speak() -> None:
    one = lost("a", "Berlin says that the cruiser Halcyon was lost.", "Berlin")
    two = lost("b", "By London's word the cruiser Halcyon was lost at dusk.", "London")
    three = lost("c", "Another Berlin paper holds that the cruiser Halcyon was lost.", "Berlin paper")
    assert [r.rivals for r in agreeing(one, two)] == [True]
    assert not any(r.rivals for r in agreeing(one, three))


# --- origins -------------------------------------------------------------------------------------------------------

WORDS = (
    "The destroyers steamed past the head of the column at dusk and discharged their torpedoes against the third "
    "ship of the hostile division, which hauled out of the line heeling sadly and disappeared in the haze."
)


def misread(text: str, seed: int) -> str:
    """The text as a scanner may give it: one word in five with a wrong letter."""
    chance = random.Random(seed)
    words = [w if len(w) < 4 or chance.random() > 0.2 else w[:2] + "x" + w[3:] for w in text.split()]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_is_one_wording_through_the_noise_of_scanning(seed: int) -> None:
    one = Page("a", WORDS).says().statements[0]
    two = Page("b", misread(WORDS, seed)).says().statements[0]
    other = Page("c", "Nobody saw the third ship again; her stern stood above the shoals at daybreak, says the mate of "
                      "the trawler that passed there.").says().statements[0]  # fmt: skip
    ties = shared_wording([one, two, other])
    assert set(ties["a-00"]) & set(ties["b-00"])
    assert not set(ties["c-00"]) & {*ties["a-00"], *ties["b-00"]}


def test_the_publisher_of_a_newspaper_makes_no_origin_of_its_items() -> None:
    item = Witness("r1", "herald.txt r1", "", (), "Herald Company", None, ())
    book = Witness("r1", "book.txt", "", (), "Herald Company", None, ())
    assert (printed(item).publisher, printed(book).publisher) == ("", "Herald Company")


# --- what the many say ---------------------------------------------------------------------------------------------


def fight(record: str, text: str, day: str, place: str = "Jutland", event: str = "battle") -> Page:
    whole = f"{text} British and German cruisers were in the {event} off {place}."
    page = Page(record, whole, author=f"Writer {record}", published="1916-06-07")
    dated = {"on": (f"{day} 1916", f"1916-{'05-31' if day == '31 May' else '06-05'}")} if day else {}
    return page.says(aspect="other", in_=page.text, place=place, event=event, **dated)  # type: ignore[arg-type]


def told(*pages: Page) -> Collation:
    return collate([page.witness for page in pages])


def test_what_is_told_of_a_battle_days_later_stands_on_its_sheet() -> None:
    first = [fight(f"a{n:02d}", "It began on 31 May 1916.", "31 May") for n in range(14)]
    later = [fight(f"b{n:02d}", "They counted again.", "") for n in range(13)]
    found = told(*first, *later)
    assert max(len(event.members) for event in found.events) == 27


def test_a_battle_that_it_is_likened_to_does_not_name_it() -> None:
    first = [fight(f"a{n:02d}", "It began on 31 May 1916.", "31 May") for n in range(14)]
    odd = fight("c", "As at Tsushima, on 31 May 1916 guns decided.", "31 May", event="Battle of Tsushima")
    found = told(*first, odd)
    battle = max(found.events, key=lambda event: len(event.members))
    assert not any("Tsushima" in name.words for name in battle.names)
