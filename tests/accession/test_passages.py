"""Passages in another language or script than the rest of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.accession.passages import passages

ENGLISH = "The women walked from the mill to the town hall, and none of them had slept that night for the cold."
FRENCH = "Les femmes sont parties de la fabrique pour la mairie, et aucune d'elles ne savait ce que le maire dirait."
GERMAN = "Die Frauen gingen von der Fabrik zum Rathaus, und keine von ihnen hatte in der Nacht auch nur eine Stunde."
RUSSIAN = "Женщины вышли утром с фабрики и пошли к ратуше, и никто из них не спал всю ночь от холода."
CASES = [
    ([ENGLISH, ENGLISH], []),
    ([ENGLISH, FRENCH, ENGLISH, ENGLISH], [("fr", "Latn", FRENCH)]),
    ([ENGLISH, RUSSIAN, ENGLISH], [("ru", "Cyrl", RUSSIAN)]),
    ([RUSSIAN, RUSSIAN, GERMAN], [("de", "Latn", GERMAN)]),
    ([ENGLISH, "שלום לכולם", ENGLISH], [("he", "Hebr", "שלום לכולם")]),
    ([ENGLISH, "1905", "* * *"], []),
    ([], []),
]


@pytest.mark.parametrize(("paragraphs", "found"), CASES)
def test_passages(paragraphs: list[str], found: list[tuple[str, str, str]]) -> None:
    text = "\n\n".join(paragraphs)
    assert [(p.language, p.script, text[p.start : p.end]) for p in passages(text)] == found


@given(st.lists(st.sampled_from([ENGLISH, FRENCH, GERMAN, RUSSIAN, "", "1905", "ab"]), max_size=8))
def test_passages_are_sorted_apart_and_inside(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    at = 0
    for passage in passages(text):
        assert at <= passage.start < passage.end <= len(text)
        at = passage.end
