"""Captioned pictures of saved pages: records of their own, inside the place of the page, silent where it speaks."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.build import build
from polyvocal.catalogue import describe
from polyvocal.close_reading.dates import read_dates
from polyvocal.holdings import Library
from polyvocal.terms import Description, Receipt, Witness

BODY = (
    "Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it."
)
CAPTION = "Weavers leave the mill in Varde, March 1905. Photo: Ada Holm"


def received(inside: str, body: str = BODY) -> Receipt:
    page = f"<html><body><article><h1>The mill</h1><p>{BODY}</p>{inside}<p>{body}</p></article></body></html>"
    receipt = receive("web/a.html", page.encode())
    for record in receipt.records:
        assert record.alignment(receipt.text or "").text == record.text
    return receipt


def pictures(receipt: Receipt) -> list[str]:
    return [record.text for record in receipt.records[1:]]


def card(receipt: Receipt, n: int = 1) -> Description:
    return describe(receipt.records[n], receipt.text or "", lambda text: read_dates(text))


SHAPES = [
    f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>",
    f"<figure><a href=big.jpg><img src=a.jpg></a><p>{CAPTION}</p></figure>",
    f"<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>{CAPTION}</p></div>",
    f"<div><div><img src=a.jpg></div></div><div class='article__image-caption'>{CAPTION}</div>",
    f"<figure><img data-src=a.jpg src='data:image/gif;base64,R0'><noscript><img src=a.jpg></noscript>"
    f"<figcaption class='caption'>{CAPTION}</figcaption></figure>",
    f"<figure><img src=a.jpg alt='{CAPTION}' title='{CAPTION}'><figcaption>{CAPTION}</figcaption></figure>",
    f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure><p>{CAPTION}</p>",
    f"<figure><img src=a.jpg><figcaption><p>{CAPTION}</p><p>{CAPTION}</p></figcaption></figure>",
]


@pytest.mark.parametrize("markup", SHAPES)
def test_a_picture_with_a_caption_is_a_record_and_its_caption_is_read_once(markup: str) -> None:
    receipt = received(markup)
    assert pictures(receipt) == [CAPTION]
    page, picture = receipt.records
    assert page.place[0] < picture.place[0] < picture.place[1] <= page.place[1]
    assert (page.order, picture.order) == (0, 1)
    assert page.text.count(CAPTION) <= 1
    assert [page.text[m.start : m.end] for m in page.marks] == [CAPTION] * page.text.count(CAPTION)


NONE = [
    "<img src=a.jpg alt='Weavers leave the mill in Varde'>",
    "<figure><img src=a.jpg></figure>",
    f"<figure><img src=logo.png><figcaption>{CAPTION}</figcaption></figure>",
    f"<figure><img src=a.jpg width=32 height=32><figcaption>{CAPTION}</figcaption></figure>",
    f"<figure><img class='avatar photo' src=a.jpg><figcaption>{CAPTION}</figcaption></figure>",
    f"<div class='advertisement'><figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure></div>",
    f"<figure><img src=a.jpg><figcaption><a href=/b>{CAPTION}</a></figcaption></figure>",
    f"<figure><pre>{CAPTION}</pre><figcaption>{CAPTION}</figcaption></figure>",
    "<figure><img src=a.jpg><figcaption>Click to enlarge the picture</figcaption></figure>",
    "<figure><img src=a.jpg><figcaption>Photo by Ada Holm</figcaption></figure>",
    f"<table><caption>{CAPTION}</caption><tr><td>14</td></tr></table>",
]


@pytest.mark.parametrize("markup", NONE)
def test_what_has_no_caption_or_decorates_a_page_is_no_record(markup: str) -> None:
    assert pictures(received(markup)) == []


def test_two_pictures_in_one_figure_are_two() -> None:
    both = "".join(f"<img src={n}.jpg><p class=caption>{CAPTION} ({n} of two)</p>" for n in ("one", "two"))
    assert pictures(received(f"<figure>{both}</figure>")) == [f"{CAPTION} ({n} of two)" for n in ("one", "two")]


def test_the_card_of_a_picture() -> None:
    figure = (
        "<figure><img src='Mill_files/mill-1905.jpg?w=600' alt='A crowd before a gate'>"
        f"<figcaption>{CAPTION}<span class=credit>Museum of Varde</span></figcaption></figure>"
    )
    told = card(received(figure))
    assert told.title is not None
    assert told.title.value == "Weavers leave the mill in Varde, March 1905"
    assert told.kind is not None
    assert told.kind.value == "photograph"
    assert [(c.role, c.name.value) for c in told.contributors] == [("photographer", "Ada Holm")]
    assert [(d.role, d.when.edtf) for d in told.dates] == [("written", "1905-03")]
    assert told.place is not None
    assert told.place.value == "Varde"
    assert told.source_copy is not None
    assert told.source_copy.value == "Museum of Varde"
    assert [(label, entry.value) for label, entry in told.labels] == [
        ("Image file", "mill-1905.jpg"), ("Alternative text", "A crowd before a gate"),
    ]  # fmt: skip


def test_pictures_come_behind_all_posts_of_a_page() -> None:
    figure = f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
    posts = "".join(
        f"<article class=post><h2 class=entry-title>Part {n}</h2><time>{n} March 1905</time><p>{BODY}</p>{figure}"
        f"<p>In part {n} the harbour was closed. {BODY[::-1]}</p></article>"
        for n in (3, 4)
    )
    receipt = receive("web/a.html", f"<html><body>{posts}</body></html>".encode())
    assert [bool(record.text == CAPTION) for record in receipt.records] == [False, False, True, True]
    assert [record.order for record in receipt.records] == [0, 1, 2, 3]
    for page, picture in zip(receipt.records[:2], receipt.records[2:], strict=True):
        assert page.place[0] < picture.place[0] < picture.place[1] <= page.place[1]


def test_a_caption_and_its_page_are_one_source(tmp_path: Path) -> None:
    said = "On 4 March 1905 soldiers shot 14 weavers before the mill in Varde."
    figure = f"<figure><img src=a.jpg><figcaption>{said}</figcaption></figure>"
    page = f"<html lang=en><body><article><h1>Shots</h1><p>{BODY}</p>{figure}<p>{BODY}</p></article></body></html>"
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.html").write_text(page, "utf-8")
    build(tmp_path / "pile", tmp_path / "library", workers=1)
    with Library(tmp_path / "library") as library:
        witnesses = list(library.witnesses())
        assert len(witnesses) == 2
        assert len({w.source for w in witnesses}) == 1
        told = [s.record for w in witnesses for s in w.statements if any("14" in locus.words for locus in s.loci)]
        assert len(set(told)) == 1
        assert [text for _, text in library.texts()] == [library.record(library_page(witnesses, library)).text]


def library_page(witnesses: list[Witness], library: Library) -> str:
    return next(w.record for w in witnesses if library.record(w.record).order == 0)


_SOUP = st.lists(
    st.sampled_from([
        "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<img src=a.jpg>", "<div class=caption>", "</div>",
        "<p>", "</p>", "The old mill stands. ", "Ships of the line. ", "&amp;", "<noscript>", "</noscript>",
        "<article>", "</article>", "<b>", "</b>",
    ]),
    max_size=30,
)  # fmt: skip


@settings(deadline=None)
@given(_SOUP)
def test_broken_figures_keep_the_edits_whole(parts: list[str]) -> None:
    receipt = receive("a.html", ("<html><body>" + "".join(parts)).encode())
    assert len({record.id for record in receipt.records}) == len(receipt.records)
    for record in receipt.records:
        assert record.alignment(receipt.text or "").text == record.text
        assert all(0 <= m.start < m.end <= len(record.text) for m in record.marks)
