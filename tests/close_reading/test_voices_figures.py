"""Whose a figure is: the last voice around it, or the author's own. Sentences of our own; the counts are made up."""

from __future__ import annotations

import re

import pytest

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.voices import read_attributions

FLOOR = 0.85
"""Share of figures whose last voice must come out right; lowered only on purpose."""
OWN = "the author"

FIGURES = [
    # text, the figure, its last voice
    ("Some 400 men were on board.", "400", OWN),
    ("The staff said that 40 men were lost; the ship carried 700.", "40", "The staff"),
    ("According to the consul, 60 houses burned.", "60", "the consul"),
    ("Sixty houses burned, the consul wrote, and 12 barns.", "12", "the consul"),
    ("The envoy said that, according to a sailor, 30 boats were gone.", "30", "a sailor"),
    ("The envoy told the House that eyewitnesses had counted 90 dead.", "90", "eyewitnesses"),
    ("It was officially reported that 25 pickets had been held.", "25", "unnamed in the source"),
    ("Rumours that 5,000 had fallen ran through the town.", "5,000", "unnamed in the source"),
    ("Corbett gives 6,097 killed; the plaque lists 14 names.", "6,097", "Corbett"),
    ("By the ministry's count, 300 were arrested.", "300", "the ministry"),
    ("The ministry denied that 80 miners had died.", "80", "The ministry"),
    ("“We lost 17 boats,” said Hood. The fleet had 60.", "17", "Hood"),
    ("“We lost 17 boats,” said Hood. The fleet had 60.", "60", OWN),
    ("Hood spoke first. He said that 20 boats were safe.", "20", "Hood"),
    ("The paper wrote: “The police put the dead at 11.”", "11", "The police"),
    ("The Admiralty announced the loss. The statement said that 8 officers were saved.", "8", "The Admiralty"),
    ("The owners estimated the loss at 3 million marks.", "3", "The owners"),
    ("Karlova reckons that 2,000 marched; the square holds 900.", "2,000", "Karlova"),
    ("He falsely claims that 70 towns were burned.", "70", "He"),
    ("In 1916, 14 ships were built at Hull.", "14", OWN),
    ("“The toll was 33.” — Admiral Scheer", "33", "Admiral Scheer"),
    ("KARLOVA: We were 6.\n\nSOKOL: And they?\n\nKARLOVA: Forty.\n\nSOKOL: So many?", "6", "KARLOVA"),
    ("По словам очевидцев, погибло 50 человек.", "50", "очевидцев"),
    ("Министерство сообщило, что пропало 12 лодок.", "12", "Министерство"),
    ("В порту стояло 9 судов.", "9", OWN),
    ("Газета писала, будто арестовано 200 рабочих.", "200", "Газета"),
]


def last_voice(text: str, figure: str) -> str:
    language = "ru" if re.search("[а-я]", text) else "en"
    sentences = divide_sentences(text, language)
    names = read_names(text, "r1", sentences=sentences, language=language)
    start = text.index(figure)
    around = [
        (part.end - part.start, n, found.chain[-1].name)
        for n, found in enumerate(
            read_attributions(text, "r1", sentences=sentences, names=names, language=language)
        )
        for part in found.content
        if part.start <= start < part.end and found.chain[-1].name != OWN
    ]  # fmt: skip
    return min(around)[2] if around else OWN


def test_the_last_voice_of_a_figure_stays_above_its_floor() -> None:
    assert len(FIGURES) >= 25
    wrong = [(text, last_voice(text, figure)) for text, figure, voice in FIGURES if last_voice(text, figure) != voice]
    assert len(wrong) <= (1 - FLOOR) * len(FIGURES), wrong


@pytest.mark.parametrize(("text", "figure"), [(t, f) for t, f, voice in FIGURES if voice == OWN])
def test_a_figure_of_the_author_is_given_to_nobody_else(text: str, figure: str) -> None:
    assert last_voice(text, figure) == OWN
