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


def node(kind: str, *parts: object) -> dict[str, object]:
    inner = [{"type": "text", "data": part} if isinstance(part, str) else part for part in parts]
    return {"type": kind, "attribs": {"class": "c"}, "children": inner}


TREE = [node("p", FIRST, node("a", " The gates"), " were shut."), node("ul", node("li", "One."), node("li", SECOND))]
OTHER = [node("p", f"{SECOND} {SECOND} {FIRST} {SECOND} {FIRST} {SECOND}")]
READ = f"{FIRST} The gates were shut.\n\nOne.\n{SECOND}"
TITLE = "<title>The mill at Varde shut | The Spinner</title>"
OWN = {"headline": "The mill at Varde shut", "body": {"type": "json", "json": TREE}}
STATES = [
    (TITLE, OWN, READ),
    # A longer article beside it is another one: its own title does not head the page.
    (TITLE, {"q": {"related": {"headline": "Ships wait at the quay", "content": OTHER}, "own": OWN}}, READ),
    (TITLE, {"title": "Ships wait at the quay", "items": [{"html": f"<p>{FIRST}</p><p>{SECOND}</p>"}]},
     f"{FIRST}\n\n{SECOND}"),
    # Three texts, none of them titled like the page: the longest may be anybody's, so that only the title is sure.
    (TITLE, {"a": {"text": FIRST}, "b": {"text": f"{FIRST} It was cold."}, "c": {"text": FIRST}},
     "The mill at Varde shut | The Spinner"),
]  # fmt: skip


@pytest.mark.parametrize(
    "script", ["<script>window.__STATE__ = {};(function(){{}})()", "<script type=application/json>{}"]
)
@pytest.mark.parametrize(("head", "state", "read"), STATES)
def test_an_article_in_the_data_of_a_script_is_read(head: str, state: object, read: str, script: str) -> None:
    data = script.format(json.dumps(state))
    assert text(f"<html><head>{head}</head><body><div id=app></div>{data}</script></body></html>") == read


NESTED = '{"children": [' * 30_000


@pytest.mark.parametrize(
    "data", [NESTED, NESTED + "]}" * 30_000, '{"a": "', "[" * 90_000, '{"text": 1' + "0" * 9000 + "}"]
)
def test_data_without_end_neither_stop_nor_break_the_reading(data: str) -> None:
    assert text(f"<html><body><p>The mill stands.</p><script>var state = {data}</script>") == "The mill stands."


HEADS = [
    ("<title>Ships wait at Varde &amp; Holm</title>", "Ships wait at Varde & Holm"),
    ("<meta property=og:title content='Ships wait'><title>Ships wait at Varde</title>", "Ships wait at Varde"),
    ("<title>Ships wait</title><meta name=description content='Nine days &quot;shut&quot;.'>",
     'Ships wait\n\nNine days "shut".'),
    ("<title>Moved</title>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "read"), HEADS)
def test_a_page_saved_without_its_text_keeps_its_title_and_says_so(head: str, read: str) -> None:
    page = f"<html><head>{head}</head><body><div id=app></div><svg><title>An icon of a ship</title></svg></body></html>"
    assert text(page) == read
    assert [setback.stage for setback in receive("a.html", page.encode()).setbacks] == ["accession"]


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
