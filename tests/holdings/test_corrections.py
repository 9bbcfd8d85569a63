"""Corrections: every entry of a card, as words in and out; the log they are kept in; what they reach."""

import json
import subprocess
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.holdings import Library, Query
from polyvocal.holdings.corrections import FIELDS, Correction, Home, cells, contributors, correct, field
from polyvocal.holdings.decided import Change
from polyvocal.holdings.decisions import append, bearing, named, parse, standings
from polyvocal.terms import Contributor, Description, Entry, PolyvocalError
from polyvocal.terms.description import DateRole, Role

BY = ("A. Archivist", "seen in the original")

EVERY_FIELD = [
    ("title", "The Loss of the Fleet", "The Loss of the Fleet"),
    ("title", "[Letter to his wife]", "[Letter to his wife]"),
    ("kind", "letter", "letter"),
    *((role, "Scheer, R.; Admiralty [body]; anonymous", None) for role in get_args(Role)),
    *((role, "1916-05-31/1916-06-01", None) for role in get_args(DateRole)),
    ("container", "The Morning Mail", None),
    ("volume", "V", None),
    ("number", "12", None),
    ("pages", "3-4", None),
    ("series", "Naval Papers", None),
    ("source_copy", "a cutting", None),
    ("place", "Rosyth", None),
    ("version_of", "translation of a German text", None),
    ("rights", "Crown copyright", None),
    ("language", "de", None),
    ("access", "restricted", None),
    ("label: Dispatch", "No. 9; second sheet", None),
]


@pytest.mark.parametrize(("name", "value", "shown"), EVERY_FIELD)
def test_every_entry_can_be_added_replaced_and_cleared(shelved, name, value, shown):
    record = shelved.cards()[0].id

    def cell() -> str:
        return field(name).spell(shelved.record(record).description)

    shelved.correct(record, name, value, *BY)
    assert cell() == (shown or value)
    with Library(shelved.place) as again:
        assert field(name).spell(again.record(record).description) == (shown or value)
    if name != "access":
        shelved.correct(record, name, "", *BY)
        assert cell() == ""


def test_forms_of_contributors_are_kept(shelved):
    record = shelved.cards()[0].id
    shelved.correct(record, "author", "Scheer, R.; Admiralty [body]; Anonymous; N. N. [anonymous]", *BY)
    told = [(c.name.value, c.form) for c in shelved.record(record).description.contributors if c.role == "author"]
    assert told == [
        ("Scheer, R.", "person"), ("Admiralty", "body"), ("Anonymous", "anonymous"), ("N. N.", "anonymous"),
    ]  # fmt: skip


names = st.text(st.sampled_from("ab;\\[] ody=,"), min_size=1, max_size=9).map(str.strip).filter(bool)
forms = st.sampled_from(["person", "body", "anonymous"])


@given(st.lists(st.tuples(names, forms), max_size=4))
def test_contributors_come_back_from_their_words(people):
    given_ = tuple(Contributor(Entry(name, None, "x"), "author", form) for name, form in people)
    words = FIELDS["author"].spell(Description(contributors=given_))
    assert contributors(words, "author", "x") == given_


def test_what_replaces_an_entry_keeps_its_rank_among_the_others():
    people = tuple(Contributor(Entry(n, None, "x"), r) for n, r in [("A", "author"), ("B", "editor"), ("C", "author")])
    line = Correction("r1", "author", "D; E", *BY, "2026-01-05")
    assert [c.name.value for c in correct(Description(contributors=people), [line]).contributors] == ["D", "E", "B"]


def test_an_undo_brings_back_what_stood_before(shelved):
    card = shelved.cards()[0]
    shelved.correct(card.id, "title", "First", *BY)
    shelved.correct(card.id, "title", "Second", *BY)
    first, second = (d.correction for d in shelved.history(card.id))
    assert second.supersedes == (first.id,)
    undo = shelved.undo(second.id, "B", "a slip")
    assert shelved.card(card.id).title == "First"
    shelved.undo(first.id, "B", "that too")
    assert shelved.card(card.id).title == card.title
    shelved.undo(undo.id, "C", "no slip after all")
    assert shelved.card(card.id).title == "Second"
    assert [d.standing for d in shelved.history(card.id)] == ["undone", "in force", "undone", "undo", "undo"]
    with pytest.raises(PolyvocalError, match="taken back already"):
        shelved.undo(first.id, "B", "again")
    with pytest.raises(PolyvocalError, match="no decision 'c0'"):
        shelved.undo("c0", "B", "what")


def test_the_same_decision_may_be_made_again_within_a_second(shelved):
    record = shelved.cards()[0].id
    for _ in range(3):
        shelved.correct(record, "kind", "letter", *BY)
        last = shelved.history(record)[-1].correction
        assert shelved.card(record).kind == "letter"
        shelved.undo(last.id, *BY)
        assert shelved.card(record).kind == "report"


# Two people's files.

moments = st.integers(0, 5).map(lambda n: f"2026-01-05T10:00:0{n}Z")
records, fields = st.sampled_from(["r1", "r2"]), st.sampled_from(["title", "kind", "author", "published", "access"])
values = {
    "title": st.sampled_from(["A", "B", "[C]", ""]),
    "kind": st.sampled_from(["letter", ""]),
    "author": st.sampled_from(["X; Y [body]", "Z", ""]),
    "published": st.sampled_from(["1916", "1917-02", ""]),
    "access": st.sampled_from(["open", "restricted", "withdrawn"]),
}


@st.composite
def files(draw):
    """A log that several people wrote, each knowing some of the lines before."""
    lines: list[Correction] = []
    for _ in range(draw(st.integers(0, 8))):
        record, name = draw(records), draw(fields)
        moment = draw(st.one_of(st.just(""), moments))
        by = draw(st.sampled_from(["Ada", "Bob"]))
        line = Correction(record, name, draw(values[name]), by, "why", "2026-01-05", moment)
        known = [c for c in lines if (c.record, c.field) == (record, name)]
        if known and draw(st.booleans()):
            of = draw(st.sampled_from(known))
            line = replace(line, undo=of.id, value="") if draw(st.booleans()) else replace(line, supersedes=(of.id,))
        lines.append(named(line))
    return lines


def described(content: bytes) -> list[Description]:
    told = parse(content)
    in_force = [c for c, standing in zip(told, standings(told), strict=True) if standing == "in force"]
    found = []
    for record in ("r1", "r2"):
        bears = bearing(in_force, record, Home("a.txt", "00", 0, int(record == "r2"), 2), {"r1", "r2"})
        found.append(correct(Description(), [b.correction for b in bears.values()]))
    return found


@given(files(), st.data())
@settings(deadline=None)
def test_any_interleaving_of_two_files_gives_the_same_cards(tmp_path_factory, lines, data):
    path = tmp_path_factory.mktemp("log") / "corrections.jsonl"
    path.unlink(missing_ok=True)
    append(path, lines)
    content = path.read_bytes()
    assert set(parse(content)) == set(lines)
    mine = data.draw(st.lists(st.sampled_from(content.splitlines() or [b""])))  # a copy that has some of the lines
    mixed = data.draw(st.permutations(content.splitlines() + mine))
    assert described(b"\n".join(mixed)) == described(content)


def test_git_merges_two_files_by_union(shelved):
    place = shelved.place
    assert (place / ".gitattributes").read_text() == "corrections.jsonl merge=union\n"
    first, second = (card.id for card in shelved.cards()[:2])

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
            cwd=place, check=True, capture_output=True,
        )  # fmt: skip

    shelved.correct(first, "kind", "letter", *BY)
    git("init", "-b", "main")
    git("add", ".gitattributes", "corrections.jsonl")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    shelved.correct(first, "title", "Of the other", "Bob", "title page")
    git("commit", "-am", "two")
    git("checkout", "main")
    shelved.apply_corrections()
    shelved.correct(second, "title", "Of the one", "Ada", "title page")
    git("commit", "-am", "three")
    git("merge", "other")
    shelved.apply_corrections()
    assert [shelved.card(r).title for r in (first, second)] == ["Of the other", "Of the one"]
    assert shelved.card(first).kind == "letter"


def test_two_who_did_not_know_of_each_other_leave_the_later_one_in_force():
    ada = named(Correction("r1", "kind", "letter", "Ada", "why", "2026-01-05", "2026-01-05T10:00:00Z"))
    bob = named(Correction("r1", "kind", "telegram", "Bob", "why", "2026-01-05", "2026-01-05T10:00:01Z"))
    assert standings([ada, bob]) == standings([bob, ada])[::-1] == ["outweighed", "in force"]


def test_an_undo_that_goes_in_circles_takes_nothing_back():
    a = Correction("r1", "kind", "", "A", "x", "2026-01-05", id="c1", undo="c2")
    b = Correction("r1", "kind", "", "A", "x", "2026-01-05", id="c2", undo="c1")
    c = Correction("r1", "kind", "letter", "A", "x", "2026-01-05", id="c3", supersedes=("c3",))
    assert standings([a, b, c])[2] == "in force"
    assert standings([a, b, c]) == standings([c, b, a])[::-1]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[]", "it is no object"),
        ('{"record": "r1"}', "it has no field, value"),
        ('{"record": 1, "field": "a", "value": "", "by": "", "reason": "", "day": ""}', "its record is not words"),
        ('{"record": "", "field": "a", "value": "", "by": "", "reason": "", "day": "", "supersedes": "c"}', "no list"),
        ('{"a": 1}}', "is not JSON"),
    ],
)
def test_a_line_that_is_none_is_named(line, fault):
    with pytest.raises(PolyvocalError, match=fault):
        parse(line.encode())


def test_lines_about_other_things_are_passed_on(shelved):
    record = shelved.cards()[0].id
    told = {"record": "", "field": "heading:merge", "value": '{"a":"h1","b":"h2"}', "by": "B", "reason": "x"}
    later = {**told, "field": "heading:hide", "value": '{"a":"h3"}', "day": "2026-01-06", "newer": ["key"]}
    strange = {**told, "record": record, "field": "statement:review", "value": "confirmed", "day": "2026-01-05"}
    bad = {**told, "record": record, "field": "published", "value": "June", "day": "2026-01-05"}
    lines = [{**told, "day": "2026-01-05"}, later, strange, bad]
    (shelved.place / "corrections.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    shelved.apply_corrections()
    assert [c.field for c in shelved.decisions("heading:")] == ["heading:merge", "heading:hide"]
    assert [c.value for c in shelved.decisions("statement:")] == ["confirmed"]
    assert shelved.decisions("head%") == ()
    assert [(c.value, why.partition(" is no date")[0]) for c, why in shelved.not_taken_in()] == [("June", "'June'")]
    shelved.decide([Change("", "heading:merge", "{}")], *BY)
    assert len(shelved.decisions("heading:merge")) == 2
    assert shelved.orphans() == ()


def test_a_correction_touches_only_the_card_it_is_about(shelved):
    first, second = (card.id for card in shelved.cards()[:2])
    shelved.correct(first, "title", "Mine", *BY)
    seen = dict(shelved._read.execute("SELECT id, changed FROM records").fetchall())
    shelved.correct(second, "title", "Thine", *BY)
    now = dict(shelved._read.execute("SELECT id, changed FROM records").fetchall())
    assert {record for record in now if now[record] != seen[record]} == {second}
    assert shelved.search(Query("title:mine")).total == shelved.search(Query("title:thine")).total == 1


# Records that are no longer held.


def test_a_decision_about_a_changed_file_is_found_again(shelved, receive):
    card = shelved.cards(filters=[("collection", "british")])[0]
    shelved.correct(card.id, "title", "Communiqué", *BY)
    shelved.shelve(*receive(card.source, shelved.captured(card.id) + "One word more.\n"))
    found = shelved.cards(filters=[("collection", "british")])[0]
    assert found.id != card.id
    assert found.title == "Communiqué"
    assert shelved.orphans() == ()
    assert [b.how for b in shelved.reaching(found.id)] == ["place"]
    shelved.correct(found.id, "title", "Despatch", *BY)  # supersedes what it found there
    assert shelved.card(found.id).title == "Despatch"
    shelved.undo(shelved.history(found.id)[-1].correction.id, *BY)
    assert shelved.card(found.id).title == "Communiqué"


HOME = Home("a.txt", "00", 0, 1, 2)


@pytest.mark.parametrize(
    ("name", "value", "home", "held", "how"),
    [
        ("title", "T", HOME, {"r1", "r2"}, "named"),
        ("title", "T", HOME, {"r2"}, "named"),
        ("kind", "K", replace(HOME, sha256="11"), {"r2", "r3"}, None),  # it is about r1, which is held
    ],
)
def test_what_bears_on_a_record_by_name(name, value, home, held, how):
    line = Correction("r2" if how else "r3", name, value, *BY, "2026-01-05", id="c1", home=home)
    found = bearing([line], "r2", HOME, held)
    assert (found[name].how if found else None) == how


@pytest.mark.parametrize(
    ("name", "value", "here", "how"),
    [
        ("title", "T", replace(HOME, sha256="11"), "place"),
        ("title", "T", replace(HOME, sha256="11", order=0), None),
        ("title", "T", replace(HOME, sha256="11", among=3), None),
        ("access", "withdrawn", replace(HOME, sha256="11", among=3), "file"),
        ("access", "open", replace(HOME, sha256="11", among=3), None),
        ("access", "withdrawn", replace(HOME, source="b.txt"), "bytes"),
        ("access", "withdrawn", replace(HOME, source="b.txt", start=9), None),
        ("access", "withdrawn", replace(HOME, source="b.txt", sha256="11"), None),
        ("title", "T", replace(HOME, source="b.txt"), None),
    ],
)
def test_what_reaches_a_record_that_it_does_not_name(name, value, here, how):
    line = Correction("gone", name, value, *BY, "2026-01-05", id="c1", home=HOME)
    found = bearing([line], "r2", here, {"r2"})
    assert (found[name].how if found else None) == how


def test_a_decision_about_the_record_itself_outweighs_what_only_reaches_it():
    far = Correction("gone", "access", "withdrawn", *BY, "2026-02-01", id="c1", home=HOME)
    near = Correction("r2", "access", "open", *BY, "2026-01-01", id="c2", home=HOME)
    strict = bearing(
        [far, replace(far, id="c3", value="restricted", day="2026-03-01")], "r2", replace(HOME, among=3), []
    )
    assert bearing([far, near], "r2", replace(HOME, among=3), [])["access"].correction == near
    assert strict["access"].correction == far


def test_orphans_are_kept_and_listed(shelved, receive):
    card = shelved.cards(filters=[("collection", "british")])[0]
    shelved.correct(card.id, "title", "Communiqué", *BY)
    line = shelved.history(card.id)[0].correction
    (shelved.place / "corrections.jsonl").write_text("")
    shelved.apply_corrections()
    append(shelved.place / "corrections.jsonl", [replace(line, record="r0", home=replace(line.home, order=1, among=2))])
    shelved.apply_corrections()
    assert [c.value for c in shelved.orphans()] == ["Communiqué"]
    assert shelved.card(card.id).title == card.title


def test_old_lines_without_moment_or_home_are_read(shelved):
    record = shelved.cards()[0].id
    old = {"record": record, "field": "kind", "value": "letter", "by": "B", "reason": "seen", "day": "2026-01-05"}
    (shelved.place / "corrections.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(old).encode() + b"\r\n")
    shelved.apply_corrections()
    assert shelved.card(record).kind == "letter"
    shelved.correct(record, "kind", "telegram", *BY)
    assert shelved.card(record).kind == "telegram"
    assert cells(shelved.record(record).description)["kind"] == "telegram"
