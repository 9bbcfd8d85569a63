"""Paragraphs in which parties give rival accounts, read from end to end: who says what of which day and place."""

from pathlib import Path

import pytest

from polyvocal.close_reading import read
from polyvocal.terms import Capture, Record, Statement

CORPUS = Path(__file__).with_name("rival_accounts.txt")


def paragraphs() -> list[tuple[str, list[tuple[str, ...]]]]:
    """Paragraphs of the corpus and the rows that stand below each."""
    blocks = [b.splitlines() for b in CORPUS.read_text("utf-8").split("\n\n") if not b.startswith("#")]
    return [(lines[0], [tuple(cell.strip() for cell in row.split("|")) for row in lines[1:]]) for lines in blocks]


def row(told: Statement) -> tuple[str, ...]:
    """A statement as a row of the corpus."""
    voice = told.attribution[-1]
    name = voice.name if len(told.attribution) > 1 else "-"
    when, place = told.anchor.when, told.anchor.place
    said = f" ({voice.when})" if voice.when is not None else ""
    return (
        name + said,
        told.aspect,
        answer(told),
        when.value if when is not None else "-",
        place.words if place is not None else "-",
    )


def answer(told: Statement) -> str:
    """The figure with its kind, the fate with its subject, or the words that answer."""
    if (figure := told.figure) is not None:
        ends = (figure.low,) if figure.low == figure.high else (figure.low, figure.high)
        return "-".join("" if end is None else str(int(end)) for end in ends) + f" {figure.kind}"
    words = told.answer.words if told.answer is not None else ""
    return f"{told.people[0].words}: {words}" if told.aspect == "fate" else words


@pytest.mark.parametrize(("text", "expected"), paragraphs())
def test_rival_accounts(text: str, expected: list[tuple[str, ...]]) -> None:
    record = Record("r1", "", Capture("a.txt", "0" * 64, len(text), "text/plain", "test"), (0, len(text)), 0, text, ())
    found = [row(told) for told in read(record).statements]
    for wanted in expected:
        assert any(all(w in ("?", f) for w, f in zip(wanted, made, strict=True)) for made in found), (wanted, found)
