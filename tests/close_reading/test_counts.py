"""Verbs that give a figure, silence, and what is seen in a relative clause."""

from __future__ import annotations

import re

import pytest

from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.voices import read_attributions

GIVEN = [
    ("Newbolt counts 3,058 German dead and wounded.", "Newbolt", "says", "3,058 German dead and wounded"),
    ("Bennett, writing in 1964, gives 6,097 killed.", "Bennett", "says", "6,097 killed"),
    ("In his diary he put the losses at 40 killed.", "he", "estimates", "the losses at 40 killed"),
    (
        "Berlin put the British loss at 117,150 tons and its own at 60,720 tons.",
        "Berlin",
        "estimates",
        "the British loss at 117,150 tons and its own at 60,720 tons",
    ),
    ("He gave the loss of the enemy as 11 ships.", "He", "says", "the loss of the enemy as 11 ships"),
    ("The ministry puts the number at 4,000.", "The ministry", "estimates", "the number at 4,000"),
    ("The owner sets the toll at forty.", "The owner", "estimates", "the toll at forty"),
    ("The police counted 3,000, the organisers 20,000.", "The police", "says", "3,000"),
    ("In Lyon the prefecture counted 17,000 marchers.", "the prefecture", "says", "17,000 marchers"),
    ("She also counted four boats, two rafts, and one launch.", "She", "says", "four boats, two rafts, and one launch"),
    ("The list gives 40 killed and 12 missing.", "The list", "says", "40 killed and 12 missing"),
    ("By his count, 14 ships were lost.", "his", "estimates", "14 ships were lost"),
    ("By Berlin's account the British lost 15 ships.", "Berlin", "says", "the British lost 15 ships"),
    ("Estimates of 300 dead were printed at once.", "unnamed in the source", "estimates", "300 dead"),
    (
        "According to the latest account of the fight the losses include two trawlers.",
        "the latest account of the fight",
        "writes",
        "the losses include two trawlers",
    ),
    ("The report is silent on the losses.", "The report", "conceals", "the losses"),
    ("По подсчётам Тарранта, погибли 8645 человек.", "Тарранта", "estimates", "погибли 8645 человек"),
    ("Корбетт насчитывает 14 погибших кораблей.", "Корбетт", "says", "14 погибших кораблей"),
    ("Министр оценил потери в 300 человек.", "Министр", "estimates", "потери в 300 человек"),
    ("Из-за цензуры газеты молчали о потерях.", "газеты", "conceals", "потерях"),
    ("О гибели крейсера в Берлине молчали.", "unnamed in the source", "conceals", "гибели крейсера"),
]


def language(text: str) -> str:
    return "ru" if re.search("[а-я]", text) else "en"


@pytest.mark.parametrize(("text", "voice", "manner", "content"), GIVEN)
def test_who_gives_a_figure_speaks(text: str, voice: str, manner: str, content: str) -> None:
    [found] = read_attributions(text, sentences=divide_sentences(text, language(text)), language=language(text))
    assert (found.chain[-1].name, found.manner) == (voice, manner)
    assert found.content[0].words == content


@pytest.mark.parametrize(
    "text",
    [
        "The fleet counts 20 ships.",
        "The Grand Fleet counted 28 battleships in May.",
        "Germany counts 60 million people.",
        "The party counts 300,000 members.",
        "He gave 300 men to the cause.",
        "He gave 40 lectures on the losses of the war.",
        "Smith put the ship at 20 knots.",
        "The ship recorded 20 killed.",
        "He lost count of the 300 dead.",
        "They gave 300 of the dead a burial at sea.",
        "She gave birth to two children.",
        "The guns were silent on the ridge.",
        "He set the boats on the water at 4 in the morning.",
    ],
)
def test_what_cannot_give_a_figure_does_not_speak(text: str) -> None:
    assert read_attributions(text, sentences=divide_sentences(text)) == ()


def test_what_was_seen_in_a_relative_clause_leaves_the_rest_to_its_voice() -> None:
    text = "Beatty estimated that the enemy lost a light cruiser and two destroyers, which were seen to sink."
    outer, seen = read_attributions(text, sentences=divide_sentences(text))
    assert (seen.manner, [part.words for part in seen.content]) == ("perceives", ["to sink"])
    assert "two destroyers" in outer.content[0].words


SOURCES = [
    ("LONDON, June S. The Admiralty announced that a drifter was lost.", "The Admiralty", "British Admiralty"),
    ("BERLIN, June 3, 10.45 p. m. The admiralty says that the ship was sunk.", "The admiralty", "German Admiralty"),
    (
        "According to a list issued by the German Admiralty, 333 officers were killed.",
        "a list issued by the German Admiralty",
        "German Admiralty",
    ),
]


@pytest.mark.parametrize(("text", "voice", "heading"), SOURCES)
def test_a_source_does_not_begin_with_its_dateline(text: str, voice: str, heading: str) -> None:
    last = read_attributions(text, sentences=divide_sentences(text))[-1].chain[-1]
    assert (last.name, last.entity) == (voice, heading)


def test_a_noun_behind_its_adjective_is_no_verb() -> None:
    text = "The latest reports received by the ministry were vague."
    assert read_attributions(text, sentences=divide_sentences(text)) == ()
