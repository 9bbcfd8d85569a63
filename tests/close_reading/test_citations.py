"""Cited sources: a marked corpus with a floor, links behind words, and offsets that hold."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.citations import corpus, score, speed
from polyvocal.close_reading import read
from polyvocal.close_reading.citations import read_citations
from polyvocal.terms import Capture, Edit, Record

LINES = list(corpus())


@pytest.mark.parametrize("half", ["T", "H"])
def test_floor(half: str) -> None:
    tally = score([line for line in LINES if line.half == half])
    assert tally["gold"] >= 75
    assert tally["traps"] >= 50
    assert tally["trapped"] == 0
    assert tally["strict"] / tally["found"] >= 0.97
    assert tally["strict"] / tally["gold"] >= 0.95
    assert tally["fields right"] / tally["fields"] >= 0.97


def test_plain_text_is_read_at_a_million_characters_a_second() -> None:
    text = "The brigade went up to the ridge and came back in the evening without its guns. " * 6000
    assert max(speed(text) for _ in range(3)) >= 1_000_000


CASES = [
    ("a line broken inside a reference", "It is told (Pravda, 21\nDecember 1939, p. 2).",
     ["Pravda, 21\nDecember 1939, p. 2"]),
    ("hard spaces", "Source: The Militant Voice, Vol. V No. 4, 4 May 1931, p.\u00a01.",
     ["The Militant Voice, Vol. V No. 4, 4 May 1931, p.\u00a01"]),
    ("a bracket that is the sentence's", "(see http://a.example/b_(c))", ["http://a.example/b_(c)"]),
    ("one signature, not two", "PRO, CAB 23/15, f. 4", ["PRO, CAB 23/15, f. 4"]),
    ("nothing", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "words"), CASES, ids=[c[0] for c in CASES])
def test_words(case: str, text: str, words: list[str]) -> None:
    assert [c.locus.words for c in read_citations(text, "r1")] == words, case


def a_page(body: str, address: str | None = None) -> tuple[Record, str]:
    """A page whose markup is cut by edits, as accession cuts it."""
    edits, at = [], 0
    while (start := body.find("<", at)) >= 0:
        at = body.index(">", start) + 1
        edits.append(Edit(start, at, "", "tag"))
    capture = Capture("a.html", "0" * 64, len(body), "text/html", "test", address=address)
    record = Record("r1", "", capture, (0, len(body)), 0, "", tuple(edits))
    return Record("r1", "", capture, (0, len(body)), 0, record.alignment(body).text, tuple(edits)), body


LINKS = [
    ('as <a href="https://paper.example/1916/a.html">the paper said</a>', ["https://paper.example/1916/a.html"]),
    ('<a class="x" href="/2014/05/page.html">the first report</a>', ["/2014/05/page.html"]),
    ('<a href="/2014/05/page.html">next</a>', []),
    ('<a href="https://blog.example/2014/page.html">an older post</a>', []),
    ('<a href="https://twitter.com/intent/tweet?u=1">share this article</a>', []),
    ('<a href="https://paper.example/x.html"></a>', []),
    ('<a href="https://paper.example/x?a=1&amp;b=2">one</a><a href="https://paper.example/x?a=1&amp;b=2">two</a>',
     ["https://paper.example/x?a=1&b=2"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "addresses"), LINKS)
def test_links_behind_words(body: str, addresses: list[str]) -> None:
    record, captured = a_page(f"<p>It was, {body}, a bad year for the town.</p>", "https://www.blog.example/p/1.html")
    cited = read(record, captured).citations
    assert [c.address for c in cited] == addresses
    for made in cited:
        assert made.locus.layer == "capture"
        made.locus.verify(captured)
        assert made.torn == made.address.startswith("/")


@given(st.lists(st.sampled_from([line.text for line in LINES] + ["\n", " ", "(", "«", "1920", "http:// "]), max_size=8))
def test_offsets_hold_and_nothing_overlaps(parts: list[str]) -> None:
    text = "\n".join(parts)
    end = 0
    for made in read_citations(text, "r1"):
        made.locus.verify(text)
        assert made.locus.start >= end
        end = made.locus.end


@pytest.mark.parametrize(
    "unit",
    ["Aa Bb, Cc Dd, Ee Ff 1920 ", "A. B. C. Aa, ", "http:// a . ", "«Правда», ", "/a/b-", "Ф. 1. Оп. ", '"Aa" 1920 '],
)
def test_hostile_text_takes_no_longer(unit: str) -> None:
    before = time.process_time()
    read_citations(unit * (40_000 // len(unit)), "r1")
    assert time.process_time() - before < 4
