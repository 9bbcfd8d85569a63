"""Pages that show nothing without scripts, and the promise that no page with visible words comes out empty."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive

SHELL = "<div id=app>Loading ...</div>"
FIRST = (
    "Forty women walked from the “mill” to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it."
)
SECOND = "The harbour at Varde – café, quay & all \U0001f6a2 – was closed to every ship for nine days after that."


def text(page: str) -> str:
    receipt = receive("a.html", page.encode())
    assert receipt.text is not None
    for record in receipt.records:
        assert record.alignment(receipt.text).text == record.text
    return "|".join(record.text for record in receipt.records)


def linked(body: str, *, ascii_only: bool, inside: str = SHELL) -> str:
    data = {"@type": "NewsArticle", "headline": "The mill", "articleBody": body}
    script = json.dumps(data, ensure_ascii=ascii_only)
    return f'<html><head><script type="application/ld+json">{script}</script></head><body>{inside}</body></html>'


BODIES = [
    (f"{FIRST}\n\n{SECOND}", f"{FIRST}\n\n{SECOND}"),
    (f"{FIRST}\n{SECOND}", f"{FIRST}\n{SECOND}"),
    (f"{FIRST}\r\n\r\n{SECOND}", f"{FIRST}\n\n{SECOND}"),
    (f'"{FIRST}" he said.\t{SECOND}', f'"{FIRST}" he said. {SECOND}'),
    (f"<p>{FIRST}</p><p>It was <b>cold</b>. {SECOND}</p>", f"{FIRST}\n\nIt was cold. {SECOND}"),
    (f"{FIRST} Wheat &amp; rye.&nbsp;{SECOND}", f"{FIRST} Wheat & rye. {SECOND}"),
    (f"Steam \\ sail / oar: {FIRST}", f"Steam \\ sail / oar: {FIRST}"),
]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(("body", "read"), BODIES)
def test_an_article_in_linked_data_is_read(body: str, read: str, *, ascii_only: bool) -> None:
    assert text(linked(body, ascii_only=ascii_only)) == read
    assert text(linked(body, ascii_only=ascii_only, inside="")) == read


def test_escaped_brackets_and_broken_escapes() -> None:
    body = rf"\u003cp\u003e{FIRST}\u003c\/p\u003e\u003cp\u003eA lone \ud83d mark, an odd \q one.\u003c/p\u003e"
    page = f'<html><script type="application/ld+json">{{"articleBody": "{body}"}}</script><p>Loading'
    assert text(page) == f"{FIRST}\n\nA lone \ufffd mark, an odd q one."


def test_what_the_body_shows_comes_first() -> None:
    shown = f"<article><p>{FIRST}</p></article>"
    assert text(linked(f"{SECOND} {FIRST} {SECOND} {FIRST}", ascii_only=True, inside=shown)) == FIRST


HIDDEN = [
    f"{SHELL}<noscript><article><p>{FIRST}</p><p>{SECOND}</p></article></noscript>",
    f"{SHELL}<template><p>{FIRST}</p><p>{SECOND}</p></template>",
]


@pytest.mark.parametrize("inside", HIDDEN)
def test_what_is_kept_for_browsers_without_scripts_is_read_behind_a_shell(inside: str) -> None:
    found = text(f"<html><body>{inside}</body></html>")
    assert FIRST in found
    assert SECOND in found


def test_a_call_to_switch_scripts_on_takes_no_text_away() -> None:
    page = f"<body><p>The mill stands.</p><noscript>{'Please switch scripts on. ' * 4}</noscript></body>"
    assert text(page) == "The mill stands."


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Markup round words, some of it broken or hidden, with one visible run of words somewhere."""
    tags = ["div", "p", "td", "span", "nav", "footer", "aside", "section", "article", "figure", "form", "h2", "table"]
    word = st.sampled_from(["mill", "Зима", "ships", "köln", "water", "1905", "and", "день"])
    hidden = st.sampled_from(["script", "style", "template", "noscript", "select", "svg", "title", "head"])
    classes = st.sampled_from(["", " class=comments", " class='ad banner'", " id=cookie", " class=share", " hidden"])
    parts = draw(st.lists(st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(tags), classes),
        st.builds("</{}>".format, st.sampled_from(tags)),
        st.builds("<{0}>{1}</{0}>".format, hidden, word),
        st.sampled_from(["<!-- x -->", "<br>", "<img src=a.jpg>", "&nbsp;", "<p", "<a href=\"x", "<!doctype html>"]),
    ), max_size=12))  # fmt: skip
    words = " ".join(draw(st.lists(word, min_size=1, max_size=30)))
    at = draw(st.integers(0, len(parts)))
    # The words stand behind a ">" of their own: what an unclosed tag swallows no browser shows either.
    return "".join([*parts[:at], f"\">'><p>{words}</p>", *parts[at:]])


@settings(deadline=None, max_examples=150)
@given(pages())
def test_a_page_that_shows_words_gives_a_record(page: str) -> None:
    assert text(page).strip("| \n")
