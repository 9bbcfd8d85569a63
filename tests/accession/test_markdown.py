"""Markdown: told from plain text with high precision, read by edits that keep every word."""

import time

import pytest
from format_samples import MARKDOWN
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.accession.identification import identify
from polyvocal.accession.markdown import read
from polyvocal.terms import Alignment

PLAIN = [
    "Losses * are given below.\n\n* see the note\n* and 2 * 3 * 4",
    "#12, 4 May 1931\n\nTHE CONVOY\n\nIt left at noon [see page 4].",
    "-----\nA ruled line\n-----\n\nand text _underlined_ by a typist.",
    "# a comment\nimport os\n\n# another\nvalue = 3\n",
    "From: a@example.org\nSubject: Coal\n\n> he wrote\n> this\n\nI did not.",
    "1. Coal\n2. Wood\n3. Oil\n\n- to be sent -",
    "The list [1] and (2) are 'closed'.\n\n[1] Roos, On ice, p. 3.",
    "*** THE CONVOY ***\n\nIt sailed. ** Not so **, said he.",
    "TITLE\n=====\n\nA text file with an underlined title and nothing else.",
]
MARKED = [
    MARKDOWN,
    "# The convoy\n\nIt left on [4 May](notes.md).",
    "## Ships\n\n* One\n* Two\n* Three\n\n## Ports\n\nNone.",
    "# Ships\n\n```\na\n```\n",
    "---\ntitle: x\ndate: 1931\n---\n\nA text.",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nSee [x](y).",
]
CASES = [
    ("It *left* at **noon**.", "It left at noon."),
    ("# A\n\nB\n=\n\nC", "A\n\nB\n\nC"),
    ("[a](b) [c](<d e> 'f c') c ![g](h) i [j][k]\n\n[k]: http://x", "a c c g i j"),
    ("a\\*b &eacute; `c*d` <https://example.org>", "a*b é c*d https://example.org"),
    ("> a\n> b\n\n- c\n- d\n\n3. e\n4. f", "a b\n\nc\nd\n\n3. e\n4. f"),
    ("|a|b|\n|-|-|\n|c|d|", "a | b\nc | d"),
    ("~~~\nx  y\n\nz\n~~~", "x y\n\nz"),
    ("<div>a <b>b</b></div>\n\nc <i>d</i> e", "a b\n\nc d e"),
    ("a  \nb\nc", "a\nb c"),
    ("a\r\n\r\n# b\r\n", "a\n\nb"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_doubtful_stays_plain_text(text: str) -> None:
    assert identify(text.encode()).media_type == "text/plain"


@pytest.mark.parametrize("text", MARKED)
def test_marks_that_nobody_sets_by_chance(text: str) -> None:
    assert identify(text.encode()).media_type == "text/markdown"


@pytest.mark.parametrize(("text", "reading"), CASES)
def test_the_reading_text(text: str, reading: str) -> None:
    assert [Alignment(text, s.place, s.edits).text for s in read(text).stretches] == [reading]


def test_a_whole_file() -> None:
    receipt = receive("a.txt", MARKDOWN.encode())
    assert [record.text for record in receipt.records] == [
        "Two voyages\n\nThe convoy left on 4 May a word on with code & *stars* and turned back.\n\nA ship\n\n"
        "1. Coal\n2. Wood\n\nShip | Lost\nOne | 1\n\nSaid the mate.\n\nSee the log."
    ]
    told = [(e.label.removeprefix("front matter "), e.value) for e in receipt.capture.embedded]
    assert told == [("title", "Two voyages"), ("author", "A. Roos"), ("author", "B. Holm"), ("date", "1931-05-04")]
    assert [mark.kind for mark in receipt.records[0].marks] == ["caption"]


BITS = [
    "# ",
    "* ",
    "> ",
    "1. ",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "![",
    "`",
    "```\n",
    "**",
    "_",
    "|",
    "---",
    "<b>",
    "&amp;",
    "ab ",
    "\\",
]


@given(st.lists(st.sampled_from(BITS), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_reading_text_is_made_by_its_edits(text: str) -> None:
    for stretch in read(text).stretches:
        reading = Alignment(text, stretch.place, stretch.edits).text
        assert reading == reading.strip()
        assert stretch.place == (0, len(text))


@pytest.mark.parametrize("hostile", ["![" * 30_000, "[" * 90_000, "*a_" * 60_000, "> " * 50_000, "- " * 50_000])
def test_text_made_to_hold_the_library_up_costs_little(hostile: str) -> None:
    began = time.process_time()
    read("# a\n\n[b](c)\n\n" + hostile)
    assert time.process_time() - began < 8
