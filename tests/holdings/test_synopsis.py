"""What collation found goes in and comes out unchanged."""

from dataclasses import replace

import pytest

from polyvocal.terms import (
    Apparatus,
    Collation,
    Event,
    Member,
    Naming,
    Origin,
    Reading,
    Relation,
    ReprintLink,
)


@pytest.fixture
def collation(shelved):
    records = [w.record for w in shelved.witnesses()]
    british, german, _ = (c.id for c in shelved.cards(order="source"))
    a, b = (shelved.reading(r).statements[0].id for r in (british, german))
    battle = Event(
        "e1", "Skagerrak, 31 May 1916", (Naming("Victory at the Skagerrak", "Hebbinghaus", b),), 2421015, 2421016,
        "1916-05-31/1916-06-01", ("Skagerrak",), members=(Member(a, "named"), Member(b, "named")),
    )  # fmt: skip
    war = Event("e0", "1914-1918", period=True)
    battle = replace(battle, parent="e0")
    relation = Relation("e1", a, b, "figure", "CONFLICT", "14 against 11", 2, 2, 3.5, "two origins")
    readings = (Reading("14 British ships", (a,), 1, 1), Reading("11 German ships", (b,), 1, 1))
    question = Apparatus("e1", "How many ships lost?", "figure", readings, (relation,))
    silent = Apparatus("e1", "Who began it?", "responsibility", (), ())
    return Collation((battle, war), (question, silent), (Origin("o1", tuple(records[:2]), "one agency"),))


def test_a_collation_comes_back(shelved, collation):
    british, german, neutral = (c.id for c in shelved.cards(order="source"))
    link = ReprintLink(german, british, "partial", 0.75)
    shelved.place_collation([link], collation)
    assert shelved.collated()
    assert shelved.events() == collation.events
    assert shelved.event_count() == 2
    assert shelved.event("e1") == collation.events[0]
    assert shelved.events(offset=1, limit=1) == collation.events[1:]
    assert shelved.apparatus("e1") == collation.apparatus
    assert shelved.relations() == shelved.relations(kinds=["CONFLICT"]) == collation.apparatus[0].relations
    assert shelved.relations(kinds=["AGREE"]) == ()
    assert shelved.reprints(british) == shelved.reprints(german) == (link,)
    assert shelved.reprints(neutral) == ()
    assert shelved.origin(collation.origins[0].records[0]) == collation.origins[0]
    assert shelved.events_of(british) == collation.events[:1]
    placed = shelved.placed("e1")
    assert [p.card.source for p in placed] == ["british/communique.txt", "german/bericht.txt"]
    assert {p.origin for p in placed} <= {"o1", british, german}
    assert shelved.audit().faults == ()


def test_a_new_collation_takes_the_place_of_the_old(shelved, collation):
    shelved.place_collation([], collation)
    shelved.place_collation([], Collation())
    assert shelved.event_count() == 0
    assert shelved.counts().events == 0


def test_new_files_make_a_collation_out_of_date(shelved, collation, receive):
    shelved.place_collation([], collation)
    shelved.shelve(*receive("british/communique.txt", "Later\nBy the Admiralty\n\n15 British ships were lost."))
    assert not shelved.collated()
    assert [p.card.source for p in shelved.placed("e1")] == ["german/bericht.txt"]
    assert shelved.audit().faults == ()


def test_what_is_withdrawn_leaves_the_sheet_at_once(shelved, collation):
    shelved.place_collation([], collation)
    german = shelved.cards(filters=[("collection", "german")])[0].id
    shelved.withdraw(german, "A. Archivist", "request of the heirs")
    assert [p.card.source for p in shelved.placed("e1")] == ["british/communique.txt"]
    assert shelved.relations() == ()
    (question,) = shelved.apparatus("e1")  # the other was asked of what is withdrawn alone
    assert [r.answer for r in question.readings] == ["14 British ships"]
    assert [m.statement for m in shelved.event("e1").members] == [collation.events[0].members[0].statement]
    assert shelved.event("e1").names == ()
