"""Pages of HTML: the reading text is made from the source by edits alone."""

import pytest

from polyvocal.accession import receive

BODY = (
    "Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it."
)
MORE = (
    "The harbour was closed to all ships for nine days after the explosion, and the pilots who knew the wrecks were "
    "paid twice their wages to bring the grain boats past them. The frost set in on the tenth day."
)


def texts(page: str) -> list[str]:
    receipt = receive("a.html", page.encode())
    assert receipt.text is not None
    for record in receipt.records:
        assert record.alignment(receipt.text).text == record.text
    return [record.text for record in receipt.records]


def test_main_text_is_kept_and_the_rest_is_cut_by_name() -> None:
    page = (
        "<html><head><title>T</title></head><body><nav><a href=/>Start page</a> <a href=/a>All articles</a></nav>"
        f"<article><h1>The mill</h1><p>{BODY}</p><p>{MORE}</p></article>"
        "<div class='sidebar'><p>Most read this week</p></div><footer><p>Printed in Lodz</p></footer></body></html>"
    )
    receipt = receive("a.html", page.encode())
    record = receipt.records[0]
    assert BODY in record.text
    assert MORE in record.text
    assert "Most read" not in record.text
    assert {"cut: navigation", "cut: sidebar", "cut: footer", "markup"} <= {e.rule for e in record.edits}


READ = [
    (f"<p>Caf&eacute; d&#8217;Or, {BODY}</p>", f"Café d’Or, {BODY}"),
    (f"<p>The <b>old</b>\n   mill&nbsp;&amp; the <i>new</i> one. {BODY}</p>", f"The old mill & the new one. {BODY}"),
    (f"<p>{BODY}</p>\n\n<p>{MORE}</p>", f"{BODY}\n\n{MORE}"),
    (f"<p>{BODY}<br>{MORE}</p>", f"{BODY}\n{MORE}"),
    (f"<p>{BODY}<br>\n<br/>{MORE}</p>", f"{BODY}\n\n{MORE}"),
    (f"<p>{BODY}<script>var x = '<p>no</p>'</script> End.</p>", f"{BODY} End."),
    (f"<p>The Admiraltyâ€™s list. {BODY}</p>", f"The Admiralty’s list. {BODY}"),
    (f"<p>{BODY}<p>{MORE}", f"{BODY}\n\n{MORE}"),
    (f"<p>AT&T and R&D; {BODY}</p>", f"AT&T and R&D; {BODY}"),
]


@pytest.mark.parametrize(("markup", "text"), READ)
def test_what_a_reader_sees(markup: str, text: str) -> None:
    assert texts(f"<html><body><article>{markup}</article></body></html>") == [text]


NEVER_EMPTY = [
    "<html><body><div>Four words stand here.</div></body></html>",
    "<html><body><nav><a href=/>Only a menu</a></nav></body></html>",
    "<html><body><noscript>Only for those without scripts.</noscript></body></html>",
    "<html><body><table><tr><td>Ships</td><td>14</td></tr></table>",
    "<html><body><p>Torn off in the middle of a wo",
    "<html><body><select><option>Unclosed<p>And what follows",
]


@pytest.mark.parametrize("page", NEVER_EMPTY)
def test_there_is_always_a_text_where_a_person_sees_one(page: str) -> None:
    assert [text for text in texts(page) if text.strip()]


def post(title: str, day: str, body: str, tag: str = "article", classes: str = "post") -> str:
    head = f'<h2 class="entry-title">{title}</h2><time datetime="{day}">{day}</time>'
    return f'<{tag} class="{classes}">{head}<p>{body}</p></{tag}>'


def test_posts_of_a_blog_page_become_records() -> None:
    posts = post("The mill", "2015-03-04", BODY) + post("The harbour", "2014-11-17", MORE)
    first, second = texts(f"<html><body>{posts}<div class=sidebar>Links</div></body></html>")
    assert BODY in first
    assert MORE in second
    assert MORE not in first


def test_posts_in_plain_divisions_become_records() -> None:
    posts = post("A", "2015-03-04", BODY, "div", "hentry") + post("B", "2014-11-17", MORE, "div", "hentry")
    assert len(texts(f"<html><body><div id=main>{posts}</div></body></html>")) == 2


WHOLE = [
    # an article with teasers of others
    f"<article class=post><h1>The mill</h1><time>2015</time><p>{BODY}</p><p>{MORE}</p><p>{BODY}</p></article>"
    "<article class='post teaser'><h2>The harbour</h2><time>2014</time><p>Nine days of waiting.</p></article>",
    # an article with comments marked up as articles
    f"<article class=post><h1>The mill</h1><p>{BODY}</p></article><article class=comment><p>{MORE}</p></article>"
    f"<article class=comment><p>{BODY}</p></article>",
    # sections of one text that bear neither day nor credits
    f"<main><article><h2>Lodz</h2><p>{BODY}</p></article><article><h2>Danzig</h2><p>{MORE}</p></article></main>",
]  # fmt: skip


@pytest.mark.parametrize("body", WHOLE)
def test_one_document_stays_whole(body: str) -> None:
    assert len(texts(f"<html><body>{body}</body></html>")) == 1


MILL = "https://example.org/mill"
ADDRESSES = [
    ("<!-- saved from url=(0026)https://example.org/mill -->", MILL, None, None),
    ("<head><link rel='canonical' href='https://example.org/mill?a=1&amp;b=2'></head>", f"{MILL}?a=1&b=2", None, None),
    (
        "<!--\n Page saved with SingleFile \n url: https://example.org/mill \n"
        " saved date: Sat Mar 04 2023 10:11:12 GMT+0100 (CET)\n-->",
        MILL, "2023-03-04", "SingleFile",
    ),
    (
        "<!-- Mirrored from example.org/mill by HTTrack Website Copier/3.x [XR&CO], Sat, 04 Mar 2023 09:11:12 GMT -->",
        "http://example.org/mill", "2023-03-04T09:11:12+00:00", "HTTrack",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "address", "captured", "by"), ADDRESSES)
def test_a_saved_page_tells_where_and_when_it_was_saved(
    mark: str, address: str, captured: str | None, by: str | None
) -> None:
    capture = receive("a.html", f"<html>{mark}<body><p>{BODY}</p></body></html>".encode()).capture
    assert capture.address == address
    assert (capture.captured or "")[: len(captured or "")] == (captured or "")
    assert capture.captured_by == by
