"""What holds for every file whatever is in it: nothing is lost, every text is made by its edits, time grows evenly."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.accession.edits import settle, trim, within
from polyvocal.accession.plain import read_plain
from polyvocal.terms import Alignment, Edit

PROSE = "Forty women walked from the mill to the town hall. "
FURNITURE = ["Powered by Blogger.", "Header Ads", "Posted on March 4, 2015 by A. Roos", "&amp;", "\ufeff", "\r"]
TITLES = ["The Harbour in Winter", "The Quay – Photograph", "The Mill (4.3.2015)"]
LINES = st.sampled_from(["", "", "  ", "the Admiraltyâ€™s", "sur-", "prised", PROSE * 6, *FURNITURE, *TITLES])
BLOCKS = ["<p>", "</p>", "<div class=post>", "</div>", "<article>", "</article>", "<br>", "<pre>", "</pre>", "<td>"]
INLINE = ["&amp;", "&nbsp;", "&#8217;", "<b>", "</b>", "<time datetime='2015-03-04'>", "</time>", "é", "â€™"]
BROKEN = ["<script>", "</script>", "<!--", "-->", "<", ">", "&", "\n", "  ", "<nav>", "</nav>"]
MARKUP = st.sampled_from([*BLOCKS, *INLINE, *BROKEN, "<h2 class='entry-title'>", "</h2>", "some words ", PROSE * 9])


@given(st.lists(LINES, max_size=40).map("\n".join) | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_plain_records_cover_the_text_and_lose_no_letter(text: str) -> None:
    stretches = read_plain(text)
    if not stretches:
        assert not text.strip()
        return
    places = [s.place for s in stretches]
    assert places[0][0] == 0
    assert places[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(places))
    for stretch in stretches:
        read = Alignment(text, stretch.place, stretch.edits)
        assert read.text == read.text.strip()
        cut = [text[e.start : e.end] for e in stretch.edits if e.rule == "margin"]
        assert not "".join(cut).strip()


@given(st.lists(MARKUP, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_every_page_is_read_by_its_edits(markup: str) -> None:
    receipt = receive("a.html", f"<html><body>{markup}</body></html>".encode())
    assert receipt.records or receipt.setbacks
    assert receipt.text is not None
    end = 0
    for record in receipt.records:
        assert record.place[0] == end
        end = record.place[1]
        assert record.alignment(receipt.text).text == record.text
    assert not receipt.records or end == len(receipt.text)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_accession(content: bytes) -> None:
    receipt = receive("a.bin", content)
    assert receipt.records or receipt.setbacks


EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6), st.sampled_from(["", " ", "x"])).map(
        lambda t: Edit(t[0], min(30, t[0] + t[1]), t[2], "test")
    )
)


@given(EDITS, st.integers(0, 30), st.integers(0, 30), st.text("ab \n", min_size=30, max_size=30))
@settings(deadline=None)
def test_settled_edits_fit_every_place(edits: list[Edit], a: int, b: int, text: str) -> None:
    place = min(a, b), max(a, b)
    inside = within(settle(edits), place)
    read = Alignment(text, place, inside).text
    trimmed = Alignment(text, place, trim(text, place, inside)).text
    assert trimmed == trimmed.strip()
    assert "".join(trimmed.split()) == "".join(read.split())


def _seconds(content: bytes) -> float:
    began = time.process_time()
    receive("a", content)
    return time.process_time() - began


def test_time_grows_evenly_with_the_size() -> None:
    line = b"Forty women walked to the town hall, and the sur-\nprised foremen followed. It\xe2\x80\x99s so.\n\n"
    page = b"<p>Forty women &amp; nine men walked from <b>the mill</b> to the hall.</p>\n"
    for unit in (line, b"<html><body>" + page * 2):
        receive("a", unit)
        small, large = _seconds(unit * 2000), _seconds(unit * 8000)
        assert large < 12 * small + 0.5, (small, large)
