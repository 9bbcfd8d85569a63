"""Persons within one record: which names are one person's, under what heading, and why."""

from __future__ import annotations

import pytest

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import Name


def read(text: str, language: str = "en") -> list[Name]:
    return [
        name
        for name in read_names(text, "r", sentences=divide_sentences(text, language), language=language)
        if name.type == "person"
    ]


def meant(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(" ".join(name.locus.words.split()), name.heading) for name in read(text, language)]


CASES = [
    # the surname after, and before, the full name
    ("Admiral John Holt spoke. Holt left.", [("Admiral John Holt", "John Holt"), ("Holt", "John Holt")]),
    ("Admiral Holt spoke. Later John Holt left.", [("Admiral Holt", "John Holt"), ("John Holt", "John Holt")]),
    # initials, abbreviations, a suffix
    ("J. R. Holt came. John Holt spoke.", [("J. R. Holt", "John Holt"), ("John Holt", "John Holt")]),
    ("Charles Holt came. Chas. Holt spoke.", [("Charles Holt", "Charles Holt"), ("Chas. Holt", "Charles Holt")]),
    ("John Holt, Jr. met John Holt, Sr. at home.",
     [("John Holt, Jr.", "John Holt Jr."), ("John Holt, Sr.", "John Holt Sr.")]),
    # two of one surname: the title tells them, else nothing does
    ("Gen. John Holt met Dr. James Holt. Gen. Holt left.",
     [("Gen. John Holt", "John Holt"), ("Dr. James Holt", "James Holt"), ("Gen. Holt", "John Holt")]),
    ("John Holt met James Holt. Holt left.",
     [("John Holt", "John Holt"), ("James Holt", "James Holt"), ("Holt", None)]),
    ("John Holt met James Holt. J. Holt left.",
     [("John Holt", "John Holt"), ("James Holt", "James Holt"), ("J. Holt", None)]),
    # one of the two alone stands in the paragraph
    ("John Holt spoke in Hull.\n\nJames Holt spoke in York. Holt was cheered.",
     [("John Holt", "John Holt"), ("James Holt", "James Holt"), ("Holt", "James Holt")]),
    # wives and couples are not their husbands
    ("John Holt left. Mrs. Holt stayed.", [("John Holt", "John Holt"), ("Mrs. Holt", None)]),
    ("Mrs. John Holt left. Mr. Holt stayed.", [("Mrs. John Holt", "John Holt"), ("Mr. Holt", None)]),
    ("Miss Emily Holt sang. Emily Holt left.", [("Miss Emily Holt", "Emily Holt"), ("Emily Holt", "Emily Holt")]),
    ("Mr. and Mrs. John Holt came.", [("Mr. and Mrs. John Holt", None)]),
    # a given name alone
    ("John Holt was ill. All knew Robert Gunn, and Robert left.",
     [("John Holt", "John Holt"), ("Robert Gunn", "Robert Gunn"), ("Robert", "Robert Gunn")]),
    # other names told with the name
    ("Vladimir Ulyanov, known to the party as Lenin, came. Lenin spoke.",
     [("Vladimir Ulyanov", "Vladimir Ulyanov"), ("Lenin", "Vladimir Ulyanov"), ("Lenin", "Vladimir Ulyanov")]),
    ("Trotsky (real name Lev Bronstein) came.", [("Trotsky", "Lev Bronstein"), ("Lev Bronstein", "Lev Bronstein")]),
    ("Emily Holt, née Gunn, sang.", [("Emily Holt", "Emily Holt"), ("Gunn", "Emily Holt")]),
]  # fmt: skip

RUSSIAN = [
    ("Приехал Иван Петрович Старков. Все верили Ивану Петровичу, и Старкову тоже.",
     [("Иван Петрович Старков", "Иван Петрович Старков"), ("Ивану Петровичу", "Иван Петрович Старков"),
      ("Старкову", "Иван Петрович Старков")]),
    ("Ивана Старкова ждали. И. П. Старков не приехал.",
     [("Ивана Старкова", "Ивана Старкова"), ("И. П. Старков", "Ивана Старкова")]),
    ("Ивану Старкову не верили. Иван Старков уехал.",
     [("Ивану Старкову", "Иван Старков"), ("Иван Старков", "Иван Старков")]),
    ("Лев Троцкий (настоящая фамилия Бронштейн) выступил.",
     [("Лев Троцкий", "Лев Троцкий"), ("Бронштейн", "Лев Троцкий")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_is_meant(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_who_is_meant_in_russian(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert meant(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Admiral John Holt spoke. Holt left.", "surname of one person only"),
        ("Gen. John Holt met Dr. James Holt. Gen. Holt left.", "title and surname"),
        ("Emily Holt, née Gunn, sang. All praised Gunn.", "another name: née"),
        ("John Holt came. J. Holt spoke.", "given names that fit"),
    ],
)
def test_the_reason_is_kept(text: str, why: str) -> None:
    last = read(text)[-1]
    assert last.heading
    assert last.why == why
    assert last.rule.startswith("names/2 ")


KINDS = [
    ("The cruiser Seeadler sank.", "ship"),
    ("Pravda printed it.", "periodical"),
    ("He served in the Twelfth Regiment.", "unit"),
    ("The Reichstag debated.", ""),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds_finer_than_types(text: str, kind: str) -> None:
    found = read_names(text, "r", sentences=divide_sentences(text, "en"))
    assert [name.kind for name in found] == [kind]
