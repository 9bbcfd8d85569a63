"""Where sentences end, as a table of texts with their sentences parted by "|"."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.close_reading.sentences import divide_sentences

ENGLISH = [
    "The fleet sailed.|It met nobody.",
    "Mr. Smith saw Gen. Brown on Nov. 1, 1917, near St. Mary's.|He said nothing.",
    "See vol. 3, p. 12, No. 7 of the list.|The rest is lost.",
    "J. R. Jellicoe wrote to D. Beatty.|Neither replied.",
    "It was so in the U.S. Navy.|It was so in the U.S.|The rest differed.",
    "They met at 6 p.m. on the quay.|They parted at 9 p.m.|The night was clear.",
    "“Stop!” he cried.|“Who goes there?” asked the guard.",
    "He called it “a rout.”|Others disagreed (as they would).|The end.",
    "Losses rose to 3.5 million.|In 1921 they fell.",
    "World War I.|The armies met.",
    "Was it so?|No!|It was not...|Then came night.",
    "1. First item of the list.\n|2. Second item.",
    "A line that is wrapped in the\nmiddle ends nothing.|The next\nbegins here.",
    "ADMIRALTY GIVES LOSSES|The first lord spoke in the\nCommons today of the losses.",
    "The Heading\n\n|Body of the text.\n\n|Another.",
    "Wm. Jones, Jr., of the Co. was hurt.",
]
RUSSIAN = [
    "В 1917 г. началась смута.|Потом было хуже.",
    "Жили там в 1930-х гг. и позже.|Это известно.",
    "Хлеб, соль и т.д. везли в город.|Он ждал.",
    "И. В. Петров и тов. Сидоров молчали.|Им не верили.",
    "«Где флот?»|Никто не знал.",
]


@pytest.mark.parametrize(("language", "marked"), [("en", m) for m in ENGLISH] + [("ru", m) for m in RUSSIAN])
def test_divides_as_a_reader_would(language: str, marked: str) -> None:
    parts = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "\n" if parts[0].isupper() else " ")
    assert [text[s.start : s.end] for s in divide_sentences(text, language)] == parts


def test_blank_lines_number_the_paragraphs() -> None:
    text = "One. Two.\n\n\n \nThree.\n\nFour."
    assert [s.paragraph for s in divide_sentences(text)] == [0, 0, 1, 2]


def test_unwrapped_lines_are_paragraphs() -> None:
    long = "This line was never wrapped by anybody, and so it runs on beyond the width of any page or column"
    long += ", as lines of saved web pages do"
    text = f"By A Reporter\nMay 3, 1921\n{long} at all.\n{long} either."
    assert [s.paragraph for s in divide_sentences(text)] == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "...", "\x00\x01", "A", "...\n\n.. !? \u2028 x"])
def test_junk_is_no_obstacle(text: str) -> None:
    assert all(text[s.start : s.end].strip() for s in divide_sentences(text))


@given(st.text(alphabet=' \n.!?"”“()Aab1Я…U', max_size=80))
def test_sentences_are_trimmed_ordered_and_lose_no_word(text: str) -> None:
    sentences = divide_sentences(text)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sentences)
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(sentences))
    covered = sum(len(text[s.start : s.end].split()) for s in sentences)
    assert covered >= len(text.split())
