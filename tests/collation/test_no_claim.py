"""What the words do not claim: what only might have been, what is told to be denied; one people in two languages."""

import pytest
from pages import Page

from polyvocal.collation import collate
from polyvocal.collation.accounts import denies_what_stands_before, fate_of, told_fate, weigh_accounts
from polyvocal.collation.event_names import name_key
from polyvocal.collation.figures import people_scope, population

FATES = [
    # the sentence, its answer, the fate that it claims
    ("The Halcyon was sunk by a torpedo.", "was sunk", "lost"),
    ("The Halcyon was crippled, and sank.", "was crippled", "lost"),
    ("The Halcyon was crippled and later foundered off the bank.", "was crippled", "lost"),
    ("The Halcyon was crippled, and the Bittern steamed home.", "was crippled", "damaged"),
    ("With more coal the Halcyon would have been sunk.", "sunk", ""),
    ("The loss of the Halcyon is denied by the ministry.", "loss", ""),
    ("Word of the loss of the Halcyon is without foundation.", "loss", ""),
    ("The tale that the Halcyon was sunk is wholly untrue.", "was sunk", ""),
    ("The Halcyon was lost and her master was denied a pension.", "was lost", "lost"),
]


@pytest.mark.parametrize(("text", "answer", "fate"), FATES)
def test_what_a_sentence_claims_of_a_ship(text: str, answer: str, fate: str) -> None:
    (statement,) = Page("a", text).says(answer, aspect="fate", people=("Halcyon",)).statements
    assert fate_of(statement) == fate


def test_a_denial_claims_no_fate() -> None:
    page = Page("a", "The ministry denied that the Halcyon had been sunk.")
    page.says("had been sunk", aspect="fate", people=("Halcyon",), voice="The ministry", manner="denies")
    assert (fate_of(page.statements[0]), told_fate(page.statements[0])) == ("", "lost")


def relations(*pages: Page) -> list[str]:
    return sorted(r.relation for row in collate([p.witness for p in pages]).apparatus for r in row.relations)


def fate(record: str, text: str, answer: str, author: str, *people: str) -> Page:
    page = Page(record, text, author=author)
    return page.says(answer, aspect="fate", people=people, on=("9 July 1893", "1893-07-09"), place="Kiel")


SUNK = fate("a", "At Kiel on 9 July 1893 the Halcyon was sunk.", "was sunk", "Lorne", "Halcyon")


def test_a_claim_and_a_sentence_that_tells_of_its_denial() -> None:
    denied = fate("b", "On 9 July 1893 the loss of the Halcyon at Kiel is denied.", "loss", "Mayhew", "Halcyon")
    assert relations(SUNK, denied) == ["DENIAL"]


def test_two_sentences_that_tell_of_a_denial_do_not_deny_each_other() -> None:
    one = fate("b", "On 9 July 1893 the loss of the Halcyon at Kiel is denied.", "loss", "Mayhew", "Halcyon")
    two = fate("c", "Kiel, 9 July 1893: that the Halcyon was sunk is untrue.", "was sunk", "Field", "Halcyon")
    assert relations(one, two) == []


def test_who_goes_down_with_a_ship_is_lost_and_dead() -> None:
    one = fate("a", "Lord Selwyn perished at Kiel on 9 July 1893.", "perished", "Lorne", "Selwyn")
    two = fate("b", "Lord Selwyn was lost at Kiel on 9 July 1893.", "was lost", "Mayhew", "Selwyn")
    assert relations(one, two) == []


def test_it_denies_the_clause_before_it_in_its_own_sentence() -> None:
    page = Page("a", "Berlin claimed that the whole northern squadron was in action, and London denied it.")
    page.says("it", aspect="other", voice="London", manner="denies")
    cued = page.statements[0]
    assert cued.attribution[-1].cue is None
    assert denies_what_stands_before(cued)  # without a cue nothing is known of the clause


PEOPLE = [
    ("немцы", "человека", "German", "dead", "same"),
    ("британцы", "человек", "British", "men", "same"),
    ("немцев", "матросов", "German", "sailors", "same"),
    ("немцы", "человека", "British", "dead", "unlike"),
]


@pytest.mark.parametrize(("words", "noun", "other", "their", "scope"), PEOPLE)
def test_one_people_in_two_languages(words: str, noun: str, other: str, their: str, scope: str) -> None:
    assert people_scope(population(words, noun), population(other, their)) == scope


@pytest.mark.parametrize("name", ["битвой при Скагерраке", "сражение у Скагеррака", "the Battle of the Skagerrak"])
def test_one_name_in_two_languages(name: str) -> None:
    assert name_key(name) == "battle:Skagerrak"


def test_one_name_in_two_languages_is_no_other_account() -> None:
    one = Page("a", "Scheer called it the Battle of the Skagerrak.").says(
        "the Battle of the Skagerrak", aspect="naming"
    )
    two = Page("b", "Его называют битвой при Скагерраке.").says("битвой при Скагерраке", aspect="naming")
    three = Page("c", "They called it the Battle of Jutland.").says("the Battle of Jutland", aspect="naming")
    first, second, third = (page.statements[0] for page in (one, two, three))
    assert weigh_accounts(first, second) is None
    assert weigh_accounts(first, third) is not None


def test_a_storm_and_one_spot_of_it() -> None:
    page = Page("a", "In all 150 people lost their lives in the Kent storm of 9 July 1893. "
                     "Thirty people were killed on 9 July 1893 by the storm at Deal and vicinity.")  # fmt: skip
    first, second = page.text.split(". ")
    on = ("9 July 1893", "1893-07-09")
    page.says("150 people", in_=first, noun="people", on=on, event="storm", voice="In all")
    page.says("Thirty people", in_=second, noun="people", low=30, high=30, on=on, event="storm")
    assert "CONFLICT" not in relations(page)
