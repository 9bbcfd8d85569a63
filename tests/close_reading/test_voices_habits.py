"""Typographic habits, other hands, refutation, silence: who is named as the voice of which words.

The sentences are our own; where they touch facts, these are well documented ones of 1916-1933, retold.
"""

from __future__ import annotations

import re

import pytest

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.voices import read_attributions
from polyvocal.terms import Attribution

Row = tuple[str, str]
"""The last voice and the words ascribed to it, parts joined by " // "."""


def read(text: str) -> tuple[Attribution, ...]:
    language = "ru" if re.search("[а-я]", text) else "en"
    sentences = divide_sentences(text, language)
    names = read_names(text, "r1", sentences=sentences, language=language)
    return read_attributions(text, "r1", sentences=sentences, names=names, language=language)


def rows(found: tuple[Attribution, ...]) -> list[Row]:
    return [(a.chain[-1].name, " // ".join(part.words for part in a.content)) for a in found]


QUOTED: list[tuple[str, list[Row]]] = [
    # marks of every habit
    ("«The port is closed», the consul said.", [("the consul", "«The port is closed»")]),
    ("The consul wrote: „The port is closed“.", [("The consul", "„The port is closed“")]),
    ('The consul said, "The port is closed."', [("The consul", '"The port is closed."')]),
    ("The consul said: ''The port is closed.''", [("The consul", "''The port is closed.''")]),
    ("The letter begins:\n\n    The port is closed.", [("The letter", "The port is closed.")]),
    # nested, unclosed, continued
    (
        "The consul said: “The port is closed. The pilot told me: ‘No ship may pass.’ We wait.”",
        [
            ("The consul", "“The port is closed. The pilot told me: ‘No ship may pass.’ We wait.”"),
            ("The pilot", "‘No ship may pass.’"),
        ],
    ),
    (
        "The consul said: “The port is closed.\n\n“The pilots have left.”\n\nIt rained.",
        [("The consul", "“The port is closed. // “The pilots have left.”")],
    ),
    ("The consul said: “The port is closed.\n\nIt rained.", [("The consul", "“The port is closed.")]),
    # dashes of dialogue
    (
        "— Where is the mate? — asked the stoker.\n\n— Gone, — the cook replied.",
        [("the stoker", "Where is the mate?"), ("the cook", "Gone")],
    ),
    ("— Где капитан? — спросил матрос. — Его нет.", [("матрос", "Где капитан? // Его нет")]),
    # a label, a signature
    ("Then Hood, furious: “Hold your fire!”", [("Hood, furious", "“Hold your fire!”")]),
    (
        "Even the pilots, through their chairman:\n\n“We shall not sail tonight.”",
        [("the pilots, through their chairman", "“We shall not sail tonight.”")],
    ),
    (
        "“The sea was grey, and so were we.” — Stoker John Hale, 1916",
        [("Stoker John Hale, 1916", "“The sea was grey, and so were we.”")],
    ),
    (
        "“The sea was grey, and so were we.”\n\n—Admiral Scheer",
        [("Admiral Scheer", "“The sea was grey, and so were we.”")],
    ),
    ("The motto reads so. Note: “All times are those of Greenwich.”", []),
    ("“All times are those of Greenwich.” — as the table shows.", []),
    (
        "KARLOVA: We left at noon.\n\nSOKOL: Who was there?\n\nKARLOVA: My brother.\n\nSOKOL: Nobody else?",
        [
            ("KARLOVA", "We left at noon."),
            ("SOKOL", "Who was there?"),
            ("KARLOVA", "My brother."),
            ("SOKOL", "Nobody else?"),
        ],
    ),
    ("Date: 3 June.\n\nPlace: Hull.\n\nDate: 4 June.\n\nPlace: Leith.", []),
    ("Admiralty: no ship lost\n\nThe harbour was calm.", [("Admiralty", "no ship lost")]),
    ("The truth: no ship lost\n\nThe harbour was calm.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_whoever_is_quoted_is_found_whatever_the_marks(text: str, expected: list[Row]) -> None:
    assert rows(read(text)) == expected


OTHER_HANDS: list[tuple[str, list[tuple[str, ...]], list[str]]] = [
    (
        "“They [the deputies.—Ed.] sleep on,” said Gotz.",
        [("the author", "Gotz"), ("the author", "Ed.")],
        ["“They // sleep on,”", "the deputies"],
    ),
    (
        "He bowed (translator's note: to the hall) and left.",
        [("the author", "translator's note")],
        ["to the hall"],
    ),
    ("He bowed (to the hall) and left.", [], []),
    ("He bowed [to the hall, as Ed. Grey did] and left.", [], []),
    (
        "Он поклонился [залу. — Прим. ред.] и вышел.",
        [("the author", "Прим. ред.")],
        ["залу"],
    ),
    (
        "By Associated Press\n\nThe Admiralty says that three ships were lost.\n\nTHE WEATHER\n\nIt rained.",
        [("the author", "Associated Press"), ("the author", "Associated Press", "The Admiralty")],
        ["The Admiralty says that three ships were lost.", "three ships were lost"],
    ),
    (
        "MOSCOW (Reuters) - The mine was flooded.\n\nThe pumps failed.",
        [("the author", "Reuters")],
        ["The mine was flooded.\n\nThe pumps failed."],
    ),
    ("He worked by Reuters for years. The mine was flooded.", [], []),
]


@pytest.mark.parametrize(("text", "chains", "contents"), OTHER_HANDS)
def test_what_another_hand_put_in_is_neither_the_authors_nor_the_speakers(
    text: str, chains: list[tuple[str, ...]], contents: list[str]
) -> None:
    found = read(text)
    assert [tuple(voice.name for voice in a.chain) for a in found] == chains
    assert [words for _, words in rows(found)] == contents


MANNERS: list[tuple[str, str, str, str, bool]] = [
    # text, manner, last voice, content, affirmed
    (
        "The story that the fleet fled is old. It is not true that the fleet fled.",
        "denies",
        "the author",
        "the fleet fled",
        False,
    ),
    ("It is untrue that the fleet fled.", "denies", "the author", "the fleet fled", False),
    ("There is no truth in the rumour of a mutiny.", "denies", "the author", "the rumour of a mutiny", False),
    ("This claim is a lie.", "denies", "the author", "This claim", False),
    ("The myth that the fleet fled came up later.", "denies", "the author", "the fleet fled came up later", False),
    ("He falsely claims that the archive burned.", "denies", "the author", "the archive burned", False),
    ("Some papers say that the fleet fled. This is untrue.", "denies", "the author", "the fleet fled // This", False),
    ("“It is untrue that we fled,” said Scheer.", "denies", "Scheer", "we fled", False),
    ("Газеты писали, будто флот бежал. Это неправда.", "denies", "the author", "флот бежал // Это", False),
    ("The envoy dismissed the report of a mutiny.", "denies", "The envoy", "the report of a mutiny", False),
    ("The minister waved aside the suggestion.", "denies", "The minister", "the suggestion", False),
    ("The staff cast doubt on the count.", "doubts", "The staff", "the count", True),
    ("The paper took back its charge.", "withdraws", "The paper", "its charge", False),
    ("He withdrew his accusation.", "withdraws", "He", "his accusation", False),
    ("The accusation was withdrawn by the ministry.", "withdraws", "the ministry", "The accusation", False),
    ("The names of the dead were withheld.", "conceals", "unnamed in the source", "The names of the dead", True),
    ("News of the loss was held back by the staff.", "conceals", "the staff", "News of the loss", True),
    ("The censors suppressed all news of the famine.", "conceals", "The censors", "all news of the famine", True),
    ("The cabinet kept silent about the famine.", "conceals", "The cabinet", "the famine", True),
    ("Nothing was said of the famine.", "conceals", "unnamed in the source", "the famine", True),
    ("There was no mention of the famine.", "conceals", "unnamed in the source", "the famine", True),
    ("Rumours are afloat that the Tsar has fled.", "reports", "unnamed in the source", "the Tsar has fled", True),
    ("Word came from Hull that the pier was down.", "reports", "unnamed in the source", "the pier was down", True),
    ("As reported by the staff, the fort fell.", "says", "the staff", "the fort fell", True),
    ("The fort fell, as announced.", "reports", "unnamed in the source", "The fort fell", True),
    ("The fate of the crew is not known.", "reports", "unnamed in the source", "The fate of the crew", True),
    ("The owners heard of the loss at noon.", "perceives", "The owners", "the loss at noon", True),
    (
        "The following communiqué was issued at noon: The fort fell.",
        "writes",
        "unnamed in the source",
        "The fort fell",
        True,
    ),
]


@pytest.mark.parametrize(("text", "manner", "voice", "content", "affirmed"), MANNERS)
def test_denial_doubt_withdrawal_and_silence_have_their_voice(
    text: str, manner: str, voice: str, content: str, affirmed: bool
) -> None:
    found = [a for a in read(text) if a.manner == manner]
    assert (voice, content) in rows(tuple(found))
    assert found[-1].affirmed is affirmed


RUSSIAN = [
    ("Матрос увидел, что берег близко.", "perceives", "Матрос", "берег близко"),
    ("Документы свидетельствуют, что потери были выше.", "reports", "Документы", "потери были выше"),
    ("Сообщили, что порт закрыт.", "says", "unnamed in the source", "порт закрыт"),
    ("Рассказывают, что город горел.", "says", "unnamed in the source", "город горел"),
    ("Консул распорядился закрыть порт.", "orders", "Консул", "закрыть порт"),
    ("Газеты замалчивали потери.", "conceals", "Газеты", "потери"),
    ("Он взял назад своё обвинение.", "withdraws", "Он", "своё обвинение"),
    ("Консул выразил уверенность, что порт откроют.", "says", "Консул", "порт откроют"),
    ("Министерство опровергло слухи о гибели крейсера.", "denies", "Министерство", "слухи о гибели крейсера"),
    ("По словам очевидцев, горел склад.", "says", "очевидцев", "горел склад"),
    ("Как сообщает ТАСС, порт закрыт.", "says", "ТАСС", "порт закрыт"),
    ("«Порт закрыт», — процедил консул.", "says", "консул", "«Порт закрыт»"),
]


@pytest.mark.parametrize(("text", "manner", "voice", "content"), RUSSIAN)
def test_russian_reports_have_their_voice(text: str, manner: str, voice: str, content: str) -> None:
    [found] = read(text)
    assert (found.manner, *rows((found,))[0]) == (manner, voice, content)


CALLED = [
    ("His partner called him a master of harbours.", "a master of harbours"),
    ("The envoy called the charge absurd.", "absurd"),
    ("The paper called the mine “a grave”.", "“a grave”"),
]


@pytest.mark.parametrize(("text", "content"), CALLED)
def test_what_somebody_is_called_is_the_callers(text: str, content: str) -> None:
    assert [(a.manner, a.content[0].words) for a in read(text)] == [("names", content)]


@pytest.mark.parametrize("text", ["The guard called him back.", "They called for a boat.", "He called at the pier."])
def test_who_calls_somebody_back_names_nobody(text: str) -> None:
    assert all(a.manner != "names" for a in read(text))


BRACKETED = [
    ("“Hold your fire,” Rep. Anna Hood (D-Maine) said on Friday.", "Rep. Anna Hood (D-Maine)"),
    ("Federal and state officials said the two raised forty thousand.", "Federal and state officials"),
    ("Pilots say it costs more to sail.", "Pilots"),
    ("''I have no fear for the engines'' of the ship, Mr. Hood said.", "Mr. Hood"),
]


@pytest.mark.parametrize(("text", "voice"), BRACKETED)
def test_a_speaker_is_found_behind_titles_brackets_and_lists(text: str, voice: str) -> None:
    assert [a.chain[-1].name for a in read(text)] == [voice]


NOT_REPORTS = [
    "The convention was called to order at noon.",
    "The army withdrew its guns to the ridge.",
    "The cook held back the soup.",
    "The children hid under the table.",
    "The old map is wrong.",
    "The troops dismissed at dusk.",
    "The shell was true to its mark.",
    "As a rule, the ferry sails at six.",
]


@pytest.mark.parametrize("text", NOT_REPORTS)
def test_words_that_only_look_like_reports_are_none(text: str) -> None:
    assert read(text) == ()


def test_i_within_an_aside_of_the_writer_is_the_writer() -> None:
    _, mine = read("The mate said — and I believe him — that she sank.")
    assert mine.chain[-1].name == "the author"
