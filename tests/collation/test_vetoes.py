"""What must hold of any collation: vetoes are kept, order does not matter, a reprint proves nothing."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page

from polyvocal.collation import collate
from polyvocal.collation.clusters import EXTENT
from polyvocal.collation.dates import day_of
from polyvocal.collation.places import heading, lie
from polyvocal.terms import ReprintLink
from polyvocal.terms.days import iso

START = day_of("1871-03-01")
PLACES = ("Batley", "Selby", "Jutland", "Skagerrak", "Norway")
HOW = ("in the sentence", "in the sentence", "running place", "dateline")
SORTS = ("riot", "fire", "fleet", "strike")
NAMES = ("Hugh Tarn", "Ann Lees", "Halcyon")


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    made = []
    for number in range(draw(st.integers(1, 7))):
        day = START + draw(st.integers(0, 12)) * draw(st.sampled_from([1, 1, 40, 365]))
        place, sort = draw(st.sampled_from(PLACES)), draw(st.sampled_from(SORTS))
        name, count = draw(st.sampled_from(NAMES)), draw(st.integers(1, 90))
        precision = draw(st.sampled_from([10, 10, 7, 4]))
        text = f"In {place} on {iso(day)[:precision]} the {sort} left {count} people dead, wrote {name}."
        page = Page(f"r{number}", text, author=draw(st.sampled_from(("", "Lorne", "Mayhew"))))
        voice = draw(st.sampled_from(("", name)))
        written, placed = iso(day)[:precision], draw(st.sampled_from(HOW))
        made.append(
            page.says(
                f"{count} people",
                on=(written, written),
                place=place,
                event=sort,
                voice=voice,
                people=(name,),
                place_how=placed,
            )
        )
    return made


@settings(max_examples=150, deadline=None)
@given(pages())
def test_no_event_has_members_of_disjoint_exact_dates_or_places_apart(made: list[Page]) -> None:
    statements = {p.statements[0].id: p.statements[0] for p in made}
    for event in collate([p.witness for p in made]).events:
        members = [statements[m.statement] for m in event.members]
        exact = [w.earliest for s in members for w in s.whens if w.earliest == w.latest and w.earliest is not None]
        assert not exact or max(exact) - min(exact) <= EXTENT
        anchors = [s.anchor for s in members if s.anchor.place_how == "in the sentence"]
        towns = {heading(a.place.words) for a in anchors if a.place is not None} - {"Norway"}
        assert not any(lie(a, b) == "apart" for a, b in combinations(sorted(towns), 2))


@settings(max_examples=60, deadline=None)
@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_witnesses_changes_nothing(made: list[Page], random) -> None:  # type: ignore[no-untyped-def]
    witnesses = [p.witness for p in made]
    expected = collate(witnesses)
    random.shuffle(witnesses)
    assert collate(witnesses) == expected


@settings(max_examples=60, deadline=None)
@given(pages(), st.data())
def test_a_reprint_never_raises_the_number_of_origins(made: list[Page], data: st.DataObject) -> None:
    witnesses = [p.witness for p in made]
    copy, of = (data.draw(st.integers(0, len(made) - 1)) for _ in range(2))
    link = ReprintLink(f"r{copy}", f"r{of}", "near", 0.9)
    before, after = collate(witnesses), collate(witnesses, [link] if copy != of else [])
    assert len(after.origins) <= len(before.origins)
    many = {(r.a, r.b): r.origins for row in before.apparatus for r in row.relations}
    assert all(r.origins <= many.get((r.a, r.b), r.origins) for row in after.apparatus for r in row.relations)


@settings(max_examples=60, deadline=None)
@given(pages())
def test_every_statement_stands_in_one_event_at_most_and_no_pair_gets_two_verdicts(made: list[Page]) -> None:
    found = collate([p.witness for p in made])
    members = [m.statement for e in found.events for m in e.members]
    assert len(members) == len(set(members))
    pairs = [frozenset((r.a, r.b)) for row in found.apparatus for r in row.relations]
    assert len(pairs) == len(set(pairs))
    assert len({e.id for e in found.events}) == len(found.events)
    assert {e.parent for e in found.events} <= {None, *(e.id for e in found.events)}
