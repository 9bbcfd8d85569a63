"""Counts that the words set beside one before them, in sentences of our own on invented affairs."""

import pytest

from polyvocal.close_reading import read
from polyvocal.collation import collate
from polyvocal.terms import Capture, Record, Witness


def verdicts(text: str) -> list[tuple[str, str, str]]:
    """Relations between figures as (verdict, numeral, numeral)."""
    record = Record("r1", "", Capture("a.txt", "0" * 64, len(text), "text/plain", "test"), (0, len(text)), 0, text, ())
    statements = read(record, reader="rules").statements
    numeral = {s.id: s.figure.numeral.words for s in statements if s.figure is not None}
    found = collate([Witness("r1", "a.txt", "", (), "", None, statements)])
    return sorted(
        (r.relation, numeral[r.a], numeral[r.b])
        for row in found.apparatus
        for r in row.relations
        if r.a in numeral and r.b in numeral
    )


TABLE = [
    ("The flood at Selby on 2 May 1902 killed 340 people according to one paper, or 610 according to another.",
     [("CONFLICT", "340", "610")]),
    ("The shelling of Karsk on 4 May 1871 killed over 900 townspeople by one account, or over 300 according to"
     " others.", [("CONFLICT", "900", "300")]),
    ("In the riot at Meerut on 5 August 1968 at least 300 people were killed. Other estimates range from 500 to 2,000.",
     [("CONFLICT", "300", "500 to 2,000")]),
    ("The siege of Tarn in 1864 cost 4,000 to 9,000 lives; most estimates give some 6,000 killed.",
     [("COMPATIBLE", "4,000 to 9,000", "6,000")]),
    ("The siege of Tarn in 1864 killed 4,000 to 9,000 people. Most historians count some 6,000 killed.",
     [("COMPATIBLE", "4,000 to 9,000", "6,000")]),
    ("On 9 June 1987 in Kwangmin 200 people were killed. The bishop put the number at 640.",
     [("CONFLICT", "200", "640")]),
    ("In the riot at Meerut on 5 August 1968 police counted 23 dead, but doctors reported 104 dead.",
     [("CONFLICT", "23", "104")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_counts_set_beside_each_other(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert verdicts(text) == expected


NOT_RIVALS = [
    # other people, other things, other places
    "The flood at Selby on 2 May 1902 killed 340 people. Other reports tell of 90 barges that were lost.",
    "In the riot at Meerut on 5 August 1968 police counted 23 dead, while doctors treated 104 wounded.",
    "The storm of 3 May 1921 killed 30 people in Leeds. Some put 45 candles in their windows.",
    "On 4 May 1871 the French lost 4,000 killed at Karsk, but the Prussians lost 2,500 killed.",
]


@pytest.mark.parametrize("text", NOT_RIVALS)
def test_other_counts_are_no_rivals(text: str) -> None:
    assert not {"CONFLICT", "COMPATIBLE", "AGREE", "CLOSE"} & {v for v, _, _ in verdicts(text)}
