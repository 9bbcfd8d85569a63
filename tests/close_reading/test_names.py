"""Names: the sentence in, its names out, "words/type"; longest first, none inside another."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import Name


def names(text: str, language: str = "en") -> tuple[Name, ...]:
    return read_names(text, "r", sentences=divide_sentences(text, language), language=language)


def written(text: str, language: str = "en") -> list[str]:
    short = {"person": "P", "place": "L", "organisation": "O", "event": "E", "other": "S"}
    return [f"{' '.join(n.locus.words.split())}/{short[n.type]}" for n in names(text, language)]


CASES = [
    # persons: titles, given names, initials, particles
    ("On Monday Vice Admiral Scheer left Wilhelmshaven.", ["Vice Admiral Scheer/P", "Wilhelmshaven/L"]),
    ("He wrote to Gen. Ivan Petrov and to J. R. Smith.", ["Gen. Ivan Petrov/P", "J. R. Smith/P"]),
    ("The speech of Charles de Gaulle was heard in Algiers.", ["Charles de Gaulle/P", "Algiers/L"]),
    ("The Duke of York came too.", ["Duke of York/P"]),
    ("They believed Kerensky, but Brusilov said nothing.", ["Kerensky/P", "Brusilov/P"]),
    ("Mr. and Mrs. Frank Miller were at home.", ["Mr. and Mrs. Frank Miller/P"]),
    # places: gazetteer, heads, period names, what stands before
    ("From Petrograd to Kiev, and from Leningrad to Kyiv.", ["Petrograd/L", "Kiev/L", "Leningrad/L", "Kyiv/L"]),
    ("They crossed the Ohio River and the North sea.", ["Ohio River/L", "North sea/L"]),
    ("A riot in the village of Marlow was put down.", ["Marlow/L"]),
    ("Born at Fort Wayne, Ind., he lived in Grant county.", ["Fort Wayne/L", "Ind./L", "Grant county/L"]),
    # bodies and units
    ("The Ministry of Foreign Affairs wrote to the British Admiralty.",
     ["Ministry of Foreign Affairs/O", "British Admiralty/O"]),
    ("The German admiralty and the war office were silent.", ["German admiralty/O", "war office/O"]),
    ("The Progressive national committee met, and the Communist Party of Ukraine did not.",
     ["Progressive national committee/O", "Communist Party of Ukraine/O"]),
    ("Pravda and the New York Times printed it; the Reichstag debated it.",
     ["Pravda/O", "New York Times/O", "Reichstag/O"]),
    ("The Workers' and Soldiers' Soviet stood by the Red Guard.", ["Workers' and Soldiers' Soviet/O", "Red Guard/O"]),
    # events
    ("After the Battle of Verdun and the October Revolution came the Jutland sea fight.",
     ["Battle of Verdun/E", "October Revolution/E", "Jutland sea fight/E"]),
    ("He fell in the battle of Verdun, not in Verdun.", ["battle of Verdun/E", "Verdun/L"]),
    # ships: prefix, kind, list, known with the article
    ("H.M.S. Lydia met the cruiser Seeadler and the destroyers Acorn, Badger and Camel.",
     ["H.M.S. Lydia/S", "Seeadler/S", "Acorn/S", "Badger/S", "Camel/S"]),
    ("The loss of the Queen Mary was felt; Queen Mary herself wept in London.",
     ["Queen Mary/S", "Queen Mary/P", "London/L"]),
    # no names: weekdays, months, peoples, openings, headlines in title case
    ("On Friday the Germans and the French met in May.", []),
    ("However, nobody came. Yesterday it rained.", []),
    ("Losses Greater Than Was Feared", []),
    # headlines in capitals: only what is known
    ("LLOYD GEORGE SPEAKS IN PARIS", ["PARIS/L"]),
    # words cut by the end of a line
    ("They met in Chi\ncago on Sunday.", ["Chi cago/L"]),
]  # fmt: skip


RUSSIAN = [
    ("Вчера адмирал Шеер вышел из Киля.", ["Шеер/P", "Киля/L"]),
    ("В Петрограде выступил В. И. Ленин.", ["Петрограде/L", "В. И. Ленин/P"]),
    ("Ютландское сражение произошло в Северном море.", ["Ютландское сражение/E", "Северном море/L"]),
    ("Крейсера «Лютцов» и «Эльбинг» вышли в море.", ["Лютцов/S", "Эльбинг/S"]),
    ("Газета «Русское слово» писала о Временном правительстве.", ["Русское слово/O", "Временном правительстве/O"]),
    ("Затем наступила тишина. Немцы ушли в мае.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_names_in_their_cases(text: str, expected: list[str]) -> None:
    assert written(text, "ru") == expected


def test_a_russian_surname_is_known_in_every_case() -> None:
    found = names("Приехал Иван Старков. Все верили Старкову.", "ru")
    assert [(n.locus.words, n.heading) for n in found] == [
        ("Иван Старков", "Иван Старков"),
        ("Старкову", "Иван Старков"),
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_as_written(text: str, expected: list[str]) -> None:
    assert written(text) == expected


RECORD = (
    "Admiral Sir Henry Oldfield spoke in Hull. Oldfield praised Captain Weeks. It was said that Weeks had lost the"
    " cruiser Ardent weeks ago. The Ardent was old.\n\nOLDFIELD IN HULL"
)


def test_a_record_explains_its_surnames() -> None:
    found = [(n.locus.words, n.type, n.heading) for n in names(RECORD)]
    assert ("Oldfield", "person", "Henry Oldfield") in found
    assert ("Weeks", "person", None) in found
    assert found.count(("Ardent", "other", None)) == 2
    assert ("OLDFIELD", "person", None) in found or ("OLDFIELD", "person", "Henry Oldfield") in found


def test_two_persons_of_one_surname_share_no_heading() -> None:
    found = names("John Harper met James Harper. Harper was late.")
    assert [n.heading for n in found] == ["John Harper", "James Harper", None]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00 \ufffd", "A", "A.", "U. S. S. ", "“", "de la", "McX’s-- O’", "No. No. No."]
)
def test_junk_is_no_obstacle(text: str) -> None:
    assert all(name.locus.words in text for name in names(text))


@given(st.text(alphabet="AaBe .,'’-\n“St&", max_size=120))
def test_names_stand_where_they_say_and_never_overlap(text: str) -> None:
    found = names(text)
    for name in found:
        name.locus.verify(text)
    assert all(a.locus.end <= b.locus.start for a, b in pairwise(found))


@pytest.mark.shared
def test_score_on_front_pages_does_not_fall(shared: Path) -> None:
    from bench.names import score

    result = score(shared / "data" / "voices" / "names.jsonl")
    assert result["all"].f1 >= 0.70  # rules with a gazetteer of the prototype: .49 on web text, .30 on OCR
