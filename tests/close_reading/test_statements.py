"""Statements: a sentence of real prose in, what it states out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.close_reading import read
from polyvocal.terms import Capture, CloseReading, Description, Entry, Record, StatedDate, Statement, When
from polyvocal.terms.days import from_gregorian, iso


def record(text: str, published: tuple[int, int, int] | None = (1916, 6, 5)) -> Record:
    dates = ()
    if published is not None:
        day = from_gregorian(*published)
        when = When("", None, "DATE", iso(day), iso(day), day, day)
        dates = (StatedDate("published", Entry(iso(day), None, "test"), when),)
    capture = Capture("a.txt", "0" * 64, len(text), "text/plain", "test")
    return Record("r1", "", capture, (0, len(text)), 0, text, (), Description(dates=dates))


def reading(text: str) -> CloseReading:
    return read(record(text))


def of(text: str, aspect: str) -> list[Statement]:
    return [s for s in reading(text).statements if s.aspect == aspect]


def fates(text: str) -> list[tuple[str, str]]:
    return [(" ".join(s.people[0].words.split()), s.answer.words) for s in of(text, "fate") if s.answer is not None]


FATES = [
    ("The cruiser Seeadler was sunk by a mine.", [("Seeadler", "was sunk")]),
    ("The Seeadler was not sunk, the captain said.", []),  # no kind and no list tells that it is a ship
    ("The Pommern was not sunk.", [("Pommern", "was not sunk")]),
    ("The destroyers Acorn, Badger and Camel were lost in the fight.",
     [("Acorn", "were lost"), ("Badger", "were lost"), ("Camel", "were lost")]),
    ("The steamer Norna, of 4,000 tons, went down in the night.", [("Norna", "went down")]),
    ("The cruiser Lydia, which had been torpedoed, returned to port.",
     [("Lydia", "had been torpedoed"), ("Lydia", "returned to port")]),
    ("It told of the loss of the battleship Rodney and of the men aboard.", [("Rodney", "loss of")]),
    ("The crew of the cruiser Lydia was rescued by a trawler.", []),
    ("If the cruiser Lydia is sunk, the war is lost.", []),
    ("The cruiser Lydia would be sunk at once, they feared.", []),
    ("Captain John Harper was killed on the bridge of his ship.", [("Captain John Harper", "was killed")]),
    ("The head of the town's police was killed that night.", [("The head of the town's police", "was killed")]),
    ("The battleship Rodney is reported to have been hit.", [("Rodney", "is reported to have been hit")]),
    ("The rebel Colonel Brand is to be hanged at dawn.", []),
    ("Pommern Sunk in Battle", [("Pommern", "Sunk")]),
    ("Kiev was captured by the army in the autumn of that year.", [("Kiev", "was captured")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FATES)
def test_fates_of_named_and_unnamed(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(fates(text)) == sorted(expected)


def test_a_fate_that_another_reports_is_that_voices() -> None:
    told = of("The cruiser Lydia, reported by Berlin to have been sunk, is safe in port, the Admiralty said.", "fate")
    voices = {s.answer.words: [v.name for v in s.attribution][1:] for s in told if s.answer is not None}
    assert voices["to have been sunk"][-1] == "Berlin"
    assert voices["is safe in port"] == ["the Admiralty"]


ACCOUNTS = [
    ("The explosion was caused by a mine, the captain wrote.", "cause", "a mine"),
    ("The commission blamed the massacre on the garrison.", "responsibility", "the garrison"),
    ("The mayor said Colonel Brand was responsible for the riot.", "responsibility", "Colonel Brand"),
    ("After the battle the fleet retreated to its harbours.", "outcome", "retreated"),
    ("It is not known how many people died in the fire.", "ignorance", "not known how many people died in the fire"),
    ("The battle took place on 31 May 1916 in the North Sea.", "date", "31 May 1916"),
    ("The battle took place on 31 May 1916 in the North Sea.", "place", "North Sea"),
    ("The miners of the valley took part in the strike.", "participant", "The miners of the valley"),
    ("It was the so-called hunger riot that brought him down.", "naming", "hunger riot"),
]


@pytest.mark.parametrize(("text", "aspect", "answer"), ACCOUNTS)
def test_accounts_that_are_no_counts(text: str, aspect: str, answer: str) -> None:
    assert answer in [s.answer.words for s in of(text, aspect) if s.answer is not None]


def test_a_vote_is_no_battle_and_a_battle_cruiser_no_event() -> None:
    [told] = of("The two battle cruisers were lost, the Admiralty said.", "figure")
    assert told.event_words == ()
    assert [v.name for v in told.attribution] == ["the author", "the Admiralty"]


TOLD = [
    ("Three men were killed in the riot.", True),
    ("The march lasted four days and was hard on the men.", True),
    ("He was 56 years old when he came to the town with them.", False),
    ("It was a walk of six miles to the station and back.", False),
    ("Apply at 12 Market Street, open 9 to 5, price $1.50 each.", False),
    ("Fourteen countries sent troops in the intervention.", True),
]


@pytest.mark.parametrize(("text", "tells"), TOLD)
def test_which_figures_make_statements(text: str, tells: bool) -> None:
    assert bool(of(text, "figure")) is tells


TOWN = """THE RIOT AT ASHFORD

In the town of Ashford a riot took place on 4 May 1921. The police said that three people were killed.
In reality, sixty people were killed, Dr. Mary Jones wrote.

The ministry denied the reports."""


def test_anchors_and_links_of_a_story() -> None:
    told = reading(TOWN).statements
    police, jones = (s for s in told if s.aspect == "figure")
    assert (police.anchor.how, police.anchor.when.value if police.anchor.when else "") == ("running date", "1921-05-04")
    assert police.anchor.place is not None
    assert police.anchor.place.words == "Ashford"
    assert [(link.kind, link.other, link.cue.words) for link in jones.links] == [("contrast", police.id, "In reality")]
    [denial] = [s for s in told if any(link.kind == "denial" for link in s.links)]
    assert denial.attribution[-1].affirmed is False
    assert denial.links[0].other in {police.id, jones.id}


def test_a_dispatch_is_dated_by_its_dateline() -> None:
    [told] = of("COPENHAGEN, June 3.—Forty sailors of the trawler were drowned, it is reported here.", "figure")
    assert (told.anchor.how, told.anchor.place_how) == ("dateline", "dateline")
    assert told.anchor.when is not None
    assert told.anchor.when.value == "1916-06-03"


def test_a_datelines_date_is_no_date_of_the_battle() -> None:
    text = "LONDON, June 2.—The Admiralty said that a battle took place off Jutland on Wednesday, May 31."
    [told] = of(text, "date")
    assert [w.value for w in told.whens] == ["1916-05-31"]
    assert told.anchor.how == "in the sentence"


def test_who_called_a_fight_what() -> None:
    [told] = of("Later he called the fight the Battle of the Skagerrak.", "naming")
    assert told.answer is not None
    assert told.answer.words == "the Battle of the Skagerrak"
    assert [v.name for v in told.attribution][1:] == ["he"]


def test_the_battleship_takes_up_the_ship_before() -> None:
    told = fates("They denied that the battleship Rodney had been sunk. The battleship was safe in port, they said.")
    assert ("Rodney", "was safe in port") in told


def test_an_essay_tells_of_the_place_it_names_most() -> None:
    town = "Life in Odessa was hard. The people of Odessa were poor. They saw that Odessa was hungry.\n\n"
    town += "Nobody in Odessa was rich. In those days all of Odessa was on strike.\n\n"
    waiting = "It was so for a long time, and nobody knew why.\n\n" * 5
    text = f"{town}{waiting}On the square the police shot at the crowd, and twelve men of the crowd were killed."
    [told] = of(text, "figure")
    assert told.anchor.place_how == "document place"
    assert told.anchor.place is not None
    assert told.anchor.place.words == "Odessa"


def test_without_other_ground_the_documents_date_dates() -> None:
    [told] = of("Forty sailors of the trawler were drowned in the storm.", "figure")
    assert told.anchor.how == "document date"


def test_two_ends_of_a_span_are_one_date() -> None:
    [told] = of("During the war (1941-1945) two million men of the region were wounded or killed.", "figure")
    when = told.anchor.when
    assert when is not None
    assert (iso(when.earliest or 0), iso(when.latest or 0)) == ("1941-01-01", "1945-12-31")


def test_survivors_in_sequence_are_no_conflict() -> None:
    text = "Forty women survived the charge across the field. By the end of the action, thirty women were left alive."
    first, last = of(text, "figure")
    assert [(link.kind, link.other) for link in last.links] == [("sequence", first.id)]


def test_a_caption_printed_twice_counts_once() -> None:
    caption = "Forty sailors of the trawler were drowned in the storm off the coast."
    assert len(of(f"{caption}\n\n{caption}\n", "figure")) == 1


def test_sentences_that_made_nothing_are_named() -> None:
    text = "The minister said that the harvest of 1921 was poor. The clerk said it was warm. It rained in 1921."
    assert [u.words for u in reading(text).unread] == ["The minister said that the harvest of 1921 was poor."]


def test_russian_voices_fates_and_names_of_events() -> None:
    text = "Берлин заявил, что потоплен линкор «Лидия», но Лондон отрицал это. Немцы называют бой битвой у Скагеррака."
    told = {s.aspect: s for s in reading(text).statements}
    assert [p.words for p in told["fate"].people] == ["Лидия"]
    assert told["fate"].attribution[-1].name == "Берлин"
    assert [link.other for link in told["other"].links if link.kind == "denial"] == [told["fate"].id]
    assert told["naming"].attribution[-1].name == "Немцы"


def test_ids_are_those_of_place_and_aspect_alone() -> None:
    first, again = reading(TOWN), reading(TOWN)
    ids = [s.id for s in first.statements]
    assert ids == [s.id for s in again.statements]
    assert len(set(ids)) == len(ids)


WORDS = (
    "The cruiser Lydia was sunk|, |and |on 31 May 1916 |forty men |were killed |in the battle |.\n|\n\n|“|”|denied "
    "|the Admiralty said |LONDON, June 3.|not known |because of |1941-1945 |; "
)
PIECES = st.lists(st.sampled_from(WORDS.split("|")), max_size=14).map("".join)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_every_word_of_a_statement_stands_where_it_says(text: str) -> None:
    found = reading(text)
    for told in found.statements:
        answer = [told.answer] if told.answer is not None else []
        for locus in (*told.loci, *told.places, *told.people, *told.event_words, *answer):
            locus.verify(text)
        assert told.loci
        assert all(a.end <= b.start for a, b in pairwise(told.loci))
        assert told.attribution
    ids = {s.id for s in found.statements}
    assert all(link.other in ids for s in found.statements for link in s.links)


def test_on_pages_of_broken_print_nobody_says_what_columns_ran_together() -> None:
    page = "WHEAT 104\n\nCORN 71\n\nThe mayor said that the strike of the ||.. car men would so.n be over.\n\nOATS 39\n"
    assert of(page, "other") == []
    assert len(of(page.replace("||.. ", "").replace("so.n", "soon"), "other")) == 1
