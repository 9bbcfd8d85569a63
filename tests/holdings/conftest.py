"""A small pile described and read by hand, so that holdings are tested without any stage."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from polyvocal.holdings import Library
from polyvocal.terms import (
    Capture,
    CloseReading,
    Contributor,
    Description,
    Edit,
    Entry,
    Figure,
    Locus,
    Name,
    Receipt,
    Record,
    Sentence,
    StatedDate,
    Statement,
    Voice,
    When,
)
from polyvocal.terms.record import record_id

Received = tuple[Receipt, bytes, tuple[CloseReading, ...]]

PILE = {
    "british/communique.txt": "A great battle\nBy the Admiralty\n\n"
    "The Admiralty admits that 14 British ships were lost.",
    "german/bericht.txt": "Victory at the Skagerrak\nBy Hebbinghaus\n\nThe naval staff reports that 11 German ships"
    " were lost. Dogger Bank was not repeated.",
    "neutral/café.txt": "From Christiania\nBy a correspondent\n\n"
    "Fishermen saw 2 cruisers burning — “a terrible sight”.",
}
"""File -> text: title, byline, then the body; every sentence with a number becomes a statement."""


def receive_by_hand(source: str, text: str, *, encoding: str = "utf-8", day: str = "1916-06-02") -> Received:
    """What the stages would make of a tiny file: its "— " made a hyphen, its title, author and figures found."""
    content = text.encode(encoding)
    digest = sha256(content).hexdigest()
    capture = Capture(source, digest, len(content), "text/plain", "test", encoding)
    record = record_id(source, digest, 0)
    edits = tuple(Edit(m.start(), m.end(), "-", "dash") for m in re.finditer("—", text))
    read = text.replace("—", "-")
    title, _, rest = read.partition("\n")
    author = rest.partition("\n")[0].removeprefix("By ")
    at = Locus.at(record, read, read.index("By ") + 3, read.index("By ") + 3 + len(author))
    when = When(day, None, "DATE", day, day, 2421017, 2421017)
    description = Description(
        title=Entry(title, Locus(record, 0, title), "first line 1"),
        contributors=(Contributor(Entry(author, at, "byline 1"), "author"),),
        dates=(StatedDate("published", Entry(day, None, "given by the test"), when),),
        language=Entry("en", None, "test"),
        kind=Entry("report", None, "test"),
    )
    collection = source.rpartition("/")[0]
    made = Record(record, collection, capture, (0, len(text)), 0, read, edits, description)
    return Receipt(capture, text, (made,)), content, (read_by_hand(made, author),)


def read_by_hand(record: Record, author: str) -> CloseReading:
    """One sentence a stretch up to a full stop; a figure for every number."""
    sentences = tuple(Sentence(m.start(), m.end(), 0) for m in re.finditer(r"[^.]+\.", record.text))
    figures, statements = [], []
    for m in re.finditer(r"\d+ (?:British |German )?(ships|cruisers)", record.text):
        numeral = re.match(r"\d+", m[0])
        assert numeral
        number = Locus(record.id, m.start(), numeral[0])
        whole = Locus.at(record.id, record.text, *m.span())
        figure = Figure(whole, number, int(numeral[0]), int(numeral[0]), "exact", "ships lost", noun=m[1])
        figures.append(figure)
        s = next(s for s in sentences if s.start <= m.start() < s.end)
        quote = Locus.at(record.id, record.text, s.start, s.end)
        statements.append(
            Statement(f"{record.id}-{m.start()}", record.id, (quote,), (Voice(author, "writes"),), "figure", figure)
        )
    names = tuple(
        Name(Locus.at(record.id, record.text, *m.span()), "place")
        for m in re.finditer("Skagerrak|Christiania", record.text)
    )
    return CloseReading(record.id, sentences, (), names, tuple(figures), (), tuple(statements))


@pytest.fixture
def receive() -> Callable[..., Received]:
    """The hand-made stages."""
    return receive_by_hand


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty library."""
    return Library(tmp_path / "library")


@pytest.fixture
def shelved(library: Library) -> Library:
    """The library with the small pile."""
    for source, text in PILE.items():
        library.shelve(*receive_by_hand(source, text))
    return library
