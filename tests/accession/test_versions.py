"""Printings compared word by word: what was cut, added, replaced, spelt otherwise, moved, retitled, translated."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reprints import Press
from polyvocal.accession.translations import translations
from polyvocal.accession.versions import compare, version, versions
from polyvocal.terms import Contributor, Description, Entry, ReprintLink, StatedDate, When

OF = (
    "The harbour master wrote that two trawlers had come in with survivors of the night battle. He had counted forty "
    "men on the first. The consul gave them clothes and asked for a list of names, which nobody could write. None of "
    "them knew what had become of the flagship."
)
LAST = " None of them knew what had become of the flagship."
CASES = [
    ("the same", OF, []),
    ("case, spaces and marks", OF.upper().replace(", ", " -- ").replace(" ", "\n"), []),
    ("a sentence cut", OF.replace(" He had counted forty men on the first.", ""),
     [("cut", "He had counted forty men on the first", "")]),
    ("a word added", OF.replace("two trawlers", "two small trawlers"), [("added", "", "small")]),
    ("a figure changed", OF.replace("forty", "fourteen"), [("replaced", "forty", "fourteen")]),
    ("digits are never spelling", OF.replace("forty", "140"), [("replaced", "forty", "140")]),
    ("misread words", OF.replace("survivors", "survlvors").replace("clothes", "elothes"),
     [("spelling", "survivors", "survlvors"), ("spelling", "clothes", "elothes")]),
    ("a word parted at a line end", OF.replace("flagship", "flag-\nship"),
     [("spelling", "flagship", "flag-\nship")]),
    ("two words run together", OF.replace("night battle", "nightbattle"),
     [("spelling", "night battle", "nightbattle")]),
    ("another word of nearly the same letters", OF.replace("None of them", "None of then"),
     [("replaced", "them", "then")]),
    ("a passage moved",
     f"{LAST[1:]} {OF.replace(LAST, '')}", [("moved", LAST[1:-1], LAST[1:-1])]),
    ("nothing left", "", [("cut", OF[:-1], "")]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "copy", "changes"), CASES, ids=[c[0] for c in CASES])
def test_changes(case: str, copy: str, changes: list[tuple[str, str, str]]) -> None:
    found = compare(OF, copy)
    assert [(c.kind, OF[c.of_start : c.of_end], copy[c.copy_start : c.copy_end]) for c in found] == changes, case


def rebuilt(of: str, copy: str) -> list[str]:
    """The words of *copy*, made from *of* and the changes alone."""
    import re

    def words(text: str) -> list[str]:
        return [w.casefold().replace("’", "'") for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)]

    at = behind = 0
    changes = compare(of, copy)
    kept, cuts = [], sorted((c.of_start, c.of_end) for c in changes if c.of_end > c.of_start)
    for start, end in [*cuts, (len(of), len(of))]:
        kept += words(of[at:start])
        at = max(at, end)
    put = sorted((c.copy_start, c.copy_end) for c in changes if c.copy_end > c.copy_start)
    rest = []
    for start, end in [*put, (len(copy), len(copy))]:
        rest += words(copy[behind:start])
        behind = max(behind, end)
    assert kept == rest, "what no change touches must be the same in both"
    return rest


SOME = ("the", "fleet", "lost", "ten", "ships", "in", "a", "night", "of", "fog")


@given(st.lists(st.sampled_from(SOME), max_size=60), st.randoms())
def test_what_no_change_touches_is_the_same(words: list[str], chance: random.Random) -> None:
    copy = [w for w in words if chance.random() > 0.2]
    cut = chance.randint(0, len(copy))
    rebuilt(" ".join(words), " ".join(copy[cut:] + copy[:cut]))


def test_long_texts_take_time_in_proportion() -> None:
    press = Press(3)
    spent = []
    for size in (4_000, 32_000):
        text = press.phrase(size)
        words = [w for w in text.split() if press.random.random() > 0.05]
        copy = " ".join(words[: size // 4] + words[size // 2 :] + words[size // 4 : size // 2])
        before = time.process_time()
        found = compare(text, copy)
        spent.append(time.process_time() - before)
        assert any(c.kind == "moved" for c in found)
    assert spent[1] < 20 * max(spent[0], 0.05)
    assert spent[1] < 20


def entry(value: str) -> Entry:
    return Entry(value, None, "hand/1")


def card(title: str, day: str = "", author: str = "", note: str = "", language: str = "en") -> Description:
    when = When(day, None, "DATE", day, day)
    return Description(
        title=entry(title),
        dates=(StatedDate("published", entry(day), when),) if day else (),
        contributors=(Contributor(entry(author), "author"),) if author else (),
        version_of=entry(note) if note else None,
        language=entry(language),
    )


def test_notes_say_what_was_retitled_redated_and_signed() -> None:
    link = ReprintLink("b", "a", "near", 0.9)
    made = version(link, OF, OF, card("Night battle", "1916-06-03", "Ann Lee"), card("Big fight", "1916-06-05"))
    assert made.notes == (
        "retitled: “Night battle” became “Big fight”",
        "re-dated: “1916-06-03” became “1916-06-05”",
        "signed “Ann Lee” in the earlier, unsigned in the later",
    )
    turned = version(link, OF, OF, card("Big fight", "1916-06-05"), card("Night battle", "1916-06-03", "Ann Lee"))
    assert turned.notes == made.notes
    assert version(link, OF, OF, card("NIGHT battle!"), card("Night Battle")).notes == ()


def test_a_translation_is_linked_where_it_names_what_it_translates() -> None:
    pile = [
        ("ru", card("Ночной бой у берегов", language="ru"), "https://paper.example/boy.html"),
        ("en", card("The Night Battle", note="Translated from “Ночной бой у берегов” by J. Kos"), None),
        ("by-address", card("A Night at Sea", note="translation of https://www.paper.example/boy.html"), None),
        ("reprint", card("Another", note="Reprinted from “Ночной бой у берегов”"), None),
        ("same-tongue", card("Бой", note="перевод «Ночной бой у берегов»", language="ru"), None),
    ]
    assert [(link.copy, link.of, link.kind) for link in translations(pile)] == [
        ("by-address", "ru", "translation"),
        ("en", "ru", "translation"),
    ]


def test_only_the_pairs_that_share_most_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyvocal.accession.versions.MOST_COMPARED", 1)
    links = [ReprintLink("b", "a", "partial", 0.4), ReprintLink("c", "a", "near", 0.9)]
    told = {"a": "The fleet put to sea at nine.", "b": "The fleet put to sea.", "c": "The fleet put to sea at ten."}
    made = {one.copy: one for one in versions(links, told.__getitem__, lambda record: Description())}
    assert made["c"].changes
    assert not made["b"].changes
    assert "not compared word by word" in made["b"].notes[-1]
