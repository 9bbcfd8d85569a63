"""Reprints: exact, near, excerpts, through noise; and nothing between strangers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reprints import Press, pairs_of, pile
from polyvocal.accession.reprints import link

REPORT = (
    "The harbour master wrote that two trawlers had come in with survivors of the night battle. He had counted "
    "forty men on the first and eleven on the second, most of them without boots. The consul gave them clothes "
    "and asked for a list of names. None of them knew what had become of the flagship, and none would say how the "
    "fight had ended. A doctor was sent for from the next town, and the school was opened as a hospital. By the "
    "evening the telegraph office had closed, so that the first news went out only on the following morning."
)
OTHER = (
    "In the spring the price of bread rose twice. The council met behind closed doors and sent for grain from the "
    "south, but the barges were held up by low water, and the bakers shut their shops on the third day. Nobody "
    "was hurt in the crowd that gathered before the town hall, though windows were broken along the main street."
)


def misread(text: str, share: float, seed: int = 7) -> str:
    """*text* with a share of its letters misread, as OCR would."""
    chance = random.Random(seed)
    return "".join(chance.choice("abcdefgh") if chance.random() < share else c for c in text)


CASES = [
    ("a copy to the letter", REPORT, REPORT, "exact"),
    ("other spaces and capitals only", REPORT.upper().replace(" ", "\n"), REPORT, "exact"),
    (
        "a sentence dropped",
        REPORT.replace("The consul gave them clothes and asked for a list of names. ", ""),
        REPORT,
        "near",
    ),
    ("an excerpt of two fifths", REPORT[100:320], REPORT, "partial"),
    ("every twenty-fifth letter misread", misread(REPORT, 0.04), REPORT, "near"),
    ("another story", OTHER, REPORT, None),
    ("an empty text", "", REPORT, None),
    ("two short notes alike", "Nothing to report.", "nothing to report", "exact"),
]


@pytest.mark.parametrize(("case", "copy", "of", "kind"), CASES, ids=[c[0] for c in CASES])
def test_kinds(case: str, copy: str, of: str, kind: str | None) -> None:
    links = link([("of", of), ("copy", copy)])
    assert [made.kind for made in links] == ([kind] if kind else []), case


def test_longer_text_is_the_one_repeated() -> None:
    (made,) = link([("excerpt", REPORT[100:400]), ("whole", REPORT)])
    assert (made.copy, made.of) == ("excerpt", "whole")


def test_boilerplate_makes_no_family() -> None:
    press = Press(5)
    footer = " ".join(press.words[:60])
    links = link([(f"t{i}", f"{press.phrase(80)} {footer}") for i in range(60)])
    assert links == ()


@given(st.permutations([("a", REPORT), ("b", REPORT[50:]), ("c", OTHER), ("d", misread(REPORT, 0.03)), ("e", OTHER)]))
def test_order_of_the_pile_does_not_matter(texts: list[tuple[str, str]]) -> None:
    assert link(texts) == link(sorted(texts))


def test_floor_on_made_up_press() -> None:
    items = list(pile(11, 400))
    gold = pairs_of({name: family for name, family, _ in items})
    found = {tuple(sorted((made.copy, made.of))) for made in link((name, text) for name, _, text in items)}
    assert len(found & gold) / len(found) >= 0.97
    assert len(found & gold) / len(gold) >= 0.85  # direct links only; whole families are scored in bench.reprints


def test_a_pair_of_short_equal_texts_is_named_once() -> None:
    for words in range(4, 60):
        text = " ".join(["haha"] * words) + " the fleets have met off the coast in the afternoon of the day"[:words]
        links = link([("a", text), ("b", text)])
        assert len({(made.copy, made.of) for made in links}) == len(links) <= 1
