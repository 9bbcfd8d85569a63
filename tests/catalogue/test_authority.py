"""One heading for many spellings: what is joined, what is only suggested, and what stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.authority import judge, lines
from polyvocal.catalogue.authority import Mention, gather, heading_id
from polyvocal.catalogue.authority.transliteration import fold, keys, plain

FLOORS = {"name_variants.tsv": (0.98, 0.97, 0.98), "held_out_names.tsv": (0.97, 0.9, 0.9)}
"""Least precision of joins, recall of joins, recall of joins and suggestions."""


@pytest.mark.parametrize("table", FLOORS)
def test_the_marked_tables(table: str) -> None:
    counts: dict[tuple[str, str], int] = {}
    for sign, kind, a, b in lines(table):
        key = (sign, judge(kind, a, b))
        counts[key] = counts.get(key, 0) + 1
    same = sum(n for (sign, _), n in counts.items() if sign == "=")
    joined, wrong = counts.get(("=", "joined"), 0), counts.get(("!", "joined"), 0)
    offered = joined + counts.get(("=", "suggested"), 0)
    figures = joined / (joined + wrong), joined / same, offered / same
    print(table, counts, figures)
    assert all(figure >= floor for figure, floor in zip(figures, FLOORS[table], strict=True)), counts


def test_all_names_in_one_library_keep_brothers_apart() -> None:
    table = lines("name_variants.tsv")
    mentions = [Mention(w, k, f"{n}", 2) for n, (_, k, *ws) in enumerate(table) for w in ws]  # type: ignore[arg-type]
    _, places = gather(mentions)
    at = {}
    for heading, words, _ in places:
        at.setdefault(words, set()).add(heading)
    for _, _, a, b in [
        row for row in table if row[0] == "!" and row[1] == "person" and " " in row[2] and " " in row[3]
    ]:
        if a in at and b in at:
            assert not at[a] & at[b], (a, b)


def found_with(*mentions: Mention) -> dict[str, set[str]]:
    found, _ = gather(mentions)
    return {heading.label: {variant.words for variant in heading.variants} for heading in found.headings}


def test_a_surname_alone_is_the_full_name_of_its_record() -> None:
    found = found_with(
        Mention("John Orlov", "person", "r1", 2), Mention("Peter Orlov", "person", "r2", 2),
        Mention("Orlov", "person", "r1"), Mention("Orlov", "person", "r3", 2),
    )  # fmt: skip
    assert found == {"John Orlov": {"John Orlov", "Orlov"}, "Peter Orlov": {"Peter Orlov"}, "Orlov": {"Orlov"}}


def test_initials_that_fit_two_are_nobodys() -> None:
    found, _ = gather([Mention(f"{given} Orlov", "person", given, 2) for given in ("Ivan", "Igor", "I.")])
    assert [h.label for h in found.headings] == ["I. Orlov", "Igor Orlov", "Ivan Orlov"]
    assert len(found.suggestions) == 2


def test_debris_seen_once_is_no_heading_unless_it_is_catalogued() -> None:
    assert found_with(Mention("Jcllicoe", "person", "r1")) == {}
    assert found_with(Mention("Ann Roe", "person", "r1", 1, True)) == {"Ann Roe": {"Ann Roe"}}


def test_names_of_places_of_other_times_are_other_headings() -> None:
    found = found_with(*(Mention(w, "place", "r1", 2) for w in ("Petrograd", "Leningrad", "Петроград")))
    assert found == {"Petrograd": {"Petrograd", "Петроград"}, "Leningrad": {"Leningrad"}}


def test_a_body_that_is_a_known_periodical_is_one() -> None:
    found, _ = gather([Mention("Pravda", "periodical", "r1", 1, True), Mention("Pravda", "body", "r2")])
    assert [(h.type, h.variants[0].records) for h in found.headings] == [("periodical", 2)]


def test_ids_last_while_spellings_are_added_behind_the_first() -> None:
    few, _ = gather([Mention("Khrushchev", "person", "r1", 2)])
    more, _ = gather([Mention("Khrushchev", "person", "r1", 2), Mention("Хрущёв", "person", "r2")])
    assert few.headings[0].id == more.headings[0].id == heading_id("person", "khrushchev")


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [Mention(w, k, f"r{n % 7}", 2) for n, (_, k, w, _) in enumerate(lines("name_variants.tsv"))]  # type: ignore[arg-type]
    assert gather(mentions) == gather(reversed(mentions))


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВ-", max_size=20))
def test_the_key_of_a_key_is_itself(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=30))
def test_any_word_has_keys(word: str) -> None:
    assert plain(plain(word)) == plain(word)
    assert len(keys(word)) <= 12


def test_what_machine_reading_made_is_joined_with_nothing() -> None:
    found = found_with(
        *(Mention(w, "person", "r1", 2) for w in ("Carl E. Hughes", "Itoot Hughes", "Aliss Clemens", "A. W. Clemens")),
        Mention("Hughes", "person", "r2", 2), Mention("LKKToN Hughes", "person", "r3", 2),
    )  # fmt: skip
    assert {label: variants for label, variants in found.items() if len(variants) > 1} == {}
    assert "LKKToN Hughes" not in found


@pytest.mark.parametrize(
    ("full", "alone", "one"),
    [
        ("Reed Smoot", "Smoot", True),  # named so in a record that has the full name, and nobody else's
        ("Frank Miller", "Miller", False),  # many bear it
        ("Raymond Victor", "Victor", False),  # a given name as well
    ],
)
def test_a_surname_alone_in_another_record(full: str, alone: str, one: bool) -> None:
    _, places = gather([
        Mention(full, "person", "r1"), Mention(full, "person", "r2"), Mention(alone, "person", "r1", 2),
        Mention(alone, "person", "r9", 2),
    ])  # fmt: skip
    at = {record: heading for heading, words, record in places if words in (full, alone)}
    assert (at.get("r1") == at.get("r9")) is one


def test_a_couple_is_named_by_the_woman() -> None:
    found = found_with(Mention("Mr. and Mrs. John Orlov", "person", "r1", 2), Mention("John Orlov", "person", "r2", 2))
    assert set(found) == {"Mrs John Orlov", "John Orlov"}


def test_abbreviated_given_names_are_written_out() -> None:
    assert found_with(
        Mention("Chas. Vanderlip", "person", "r1", 2), Mention("Charles Vanderlip", "person", "r2", 2)
    ) == {"Charles Vanderlip": {"Chas. Vanderlip", "Charles Vanderlip"}}
