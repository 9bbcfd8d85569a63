"""Cards of web pages: from their head, their linked data, and what their body marks."""

import pytest

from polyvocal.accession import receive
from polyvocal.catalogue import describe
from polyvocal.catalogue.draft import Draft
from polyvocal.close_reading.dates import read_dates
from polyvocal.terms import Contributor, Description, Entry, Locus, When

BODY = (
    "<p>Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it.</p>"
)


def dates(text: str) -> tuple[When, ...]:
    return read_dates(text)


def described(page: str) -> tuple[Description, str, str]:
    receipt = receive("web/a.html", page.encode())
    assert receipt.text is not None
    record = receipt.records[0]
    return describe(record, receipt.text, dates), record.text, receipt.text


def authors(card: Description) -> list[str]:
    return [c.name.value for c in card.contributors if c.role == "author"]


def published(card: Description) -> list[str | None]:
    return [d.when.edtf for d in card.dates if d.role == "published"]


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


HEADS = [
    '<meta name="DC.title" content="The mill stands still"><meta name="DC.creator" content="Ada Holm">'
    '<meta name="DC.date" content="1905-03-04">',
    '<meta property="og:title" content="The mill stands still | The Spinner"><meta name="author" content="Ada Holm">'
    '<meta property="og:site_name" content="The Spinner">'
    '<meta property="article:published_time" content="1905-03-04T10:00:00Z">',
    '<meta name="citation_title" content="The mill stands still"><meta name="citation_author" content="Ada Holm">'
    '<meta name="citation_publication_date" content="1905/03/04"><meta name="citation_volume" content="3">',
    linked(
        '{"@context":"https://schema.org","@type":"NewsArticle","headline":"The mill stands still",'
        '"datePublished":"1905-03-04T08:00:00+01:00","author":[{"@type":"Person","name":"Ada Holm"}],'
        '"publisher":{"@type":"Organization","name":"The Spinner"}}'
    ),
    linked(
        '{"@graph":[{"@type":"Article","headline":"The mill stands still","author":{"@id":"#a"},'
        '"datePublished":"1905-03-04"},{"@type":"Person","@id":"#a","name":"Ada Holm"}]}'
    ),
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_page(head: str) -> None:
    card, _, _ = described(f"<html lang=en><head>{head}</head><body><article>{BODY}</article></body></html>")
    assert card.title is not None
    assert card.title.value == "The mill stands still"
    assert authors(card) == ["Ada Holm"]
    assert published(card) == ["1905-03-04"]


HEADING = "<h1>The mill stands still</h1>"
BODIES = [
    HEADING + '<p class="byline">By Ada Holm</p><time datetime="1905-03-04">4 March</time>',
    HEADING + '<div class="entry-meta">Posted on <span class="date">4 March 1905</span> by Ada Holm</div>',
    HEADING + '<span itemprop="author"><a href="/x">Ada Holm</a></span><time>March 4, 1905</time>',
    HEADING + '<a href="/authors/ada-holm/">Ada Holm</a><span itemprop="datePublished">4 March 1905</span>',
    HEADING + "<a href='/staff/ada'>Ada Holm</a><p>4 March 1905</p>",
    HEADING + '<p>Written by</p><p>Ada Holm</p><time datetime="1905-03-04T07:00">today</time>',
]


@pytest.mark.parametrize("marks", BODIES)
def test_what_the_body_marks(marks: str) -> None:
    head = "<head><title>The mill stands still - Spinner</title></head>"
    card, _, _ = described(f"<html>{head}<body><article>{marks}{BODY}</article></body></html>")
    assert card.title is not None
    assert card.title.value == "The mill stands still"
    assert authors(card) == ["Ada Holm"]
    assert published(card) == ["1905-03-04"]


def test_entities_are_resolved_in_the_value_and_kept_in_the_evidence() -> None:
    words = "Mill &amp; harbour &ndash; 1905"
    card, _, captured = described(
        f'<html><head><meta name="dc.title" content="{words}"></head><body>{BODY}</body></html>'
    )
    assert card.title is not None
    assert card.title.value == "Mill & harbour – 1905"
    assert card.title.evidence is not None
    assert (card.title.evidence.layer, card.title.evidence.words) == ("capture", words)
    card.title.evidence.verify(captured)


def test_every_entry_can_be_verified() -> None:
    for page in [*(f"<head>{head}</head><body>{BODY}" for head in HEADS), *(f"<body>{m}{BODY}" for m in BODIES)]:
        card, text, captured = described(f"<html>{page}</html>")
        entries = [card.title, *(c.name for c in card.contributors), *(d.entry for d in card.dates)]
        for entry in entries:
            assert entry is not None
            assert entry.evidence is not None
            entry.evidence.verify(text if entry.evidence.layer == "reading" else captured)


@pytest.mark.parametrize("name", ["admin", "https://example.org/ada", "@ada_holm", "", "webmaster"])
def test_what_is_no_name_is_no_author(name: str) -> None:
    card, _, _ = described(f'<html><head><meta name="author" content="{name}"></head><body>{BODY}</body></html>')
    assert authors(card) == []


def test_a_declared_language_stands_unless_the_text_refutes_it() -> None:
    russian = "<p>Сорок женщин вышли утром с фабрики и пошли через весь город к ратуше, и никто из них не спал.</p>"
    for declared, body, language in (("en-GB", BODY, "en-GB"), ("en", russian, "ru"), ("de", BODY, "en")):
        card, _, _ = described(f"<html lang={declared}><body>{body}</body></html>")
        assert card.language is not None
        assert card.language.value == language


def test_broken_linked_data_is_passed_over() -> None:
    broken = linked('{"@type": "Article", ')
    card, _, _ = described(f"<html>{broken}<body><h1>The mill</h1>{BODY}</body></html>")
    assert card.title is not None
    assert card.title.value == "The mill"


def variants(page: str) -> list[tuple[str, str]]:
    return [(name, entry.value) for name, entry in described(page)[0].variants]


def test_what_another_place_of_the_page_says_otherwise_is_kept() -> None:
    head = (
        '<meta name="dc.title" content="The mill stands still"><meta name="citation_title" content="A lock-out">'
        '<meta property="article:published_time" content="1905-03-04T10:00Z">'
        '<meta name="citation_publication_date" content="1905/05/09">'
    )
    assert variants(f"<html><head>{head}</head><body>{BODY}</body></html>") == [
        ("title", "The mill stands still"),
        ("published", "1905-03-04"),
    ]


def test_a_site_name_and_a_midnight_between_are_no_disagreement() -> None:
    head = (
        '<meta name="dc.title" content="The mill stands still - The Spinner">'
        '<meta name="citation_title" content="The mill stands still">'
        '<meta name="citation_publication_date" content="1905/03/05">'
        '<meta property="article:published_time" content="1905-03-04T23:00Z">'
    )
    assert variants(f"<html><head>{head}</head><body>{BODY}</body></html>") == []


LONG = "<p>" + "Forty women walked from the mill to the town hall that morning, and none of them had slept at all. " * 5
PERSON = '<meta name="citation_author" content="Ada Holm">'
DISAGREEING = [
    ("lang=en", PERSON + '<meta name="author" content="Ruth Berg">', [("author", "Ruth Berg")]),
    ("lang=en", PERSON + linked('{"@type": "Article", "author": "Ruth Berg"}'), [("author", "Ada Holm")]),
    # The same person, an initial, the order of an index, a pen name of the engine, the site itself: no disagreement.
    ("lang=en", PERSON + '<meta name="author" content="A. Holm">', []),
    ("lang=en", PERSON + '<meta name="author" content="Holm, Ada">', []),
    ("lang=en", PERSON + '<meta name="author" content="aholm2">', []),
    ("lang=en", PERSON + '<meta property="og:site_name" content="Spinner"><meta name=author content="Spinner">', []),
    ("lang=de", '<meta property="og:locale" content="en_GB">', [("language", "de")]),
    ("lang=en", '<meta property="og:locale" content="en_GB"><meta http-equiv="content-language" content="ru">',
     [("language", "ru")]),
    ("lang=ca", "", []),  # a language that the reader of languages never tells
]  # fmt: skip


@pytest.mark.parametrize(("language", "head", "told"), DISAGREEING)
def test_whom_and_what_another_place_names_is_a_variant_with_its_evidence(
    language: str, head: str, told: list[tuple[str, str]]
) -> None:
    card, text, captured = described(f"<html {language}><head>{head}</head><body><h1>The mill</h1>{LONG}</body></html>")
    assert [(name, entry.value) for name, entry in card.variants if name != "title"] == told
    assert len(authors(card)) <= 1
    for _, entry in card.variants:
        assert entry.evidence is not None
        entry.evidence.verify(text if entry.evidence.layer == "reading" else captured)


def test_a_publisher_that_another_place_names_is_a_variant() -> None:
    draft = Draft()
    for by, name in (("label 1", "Spinner Press"), ("colophon 1", "Varde Press"), ("colophon 1", "Spinner Press Ltd")):
        draft.add([Contributor(Entry(name, Locus("r1", 0, name), by), "publisher", "body")])
    assert [(name, entry.value) for name, entry in draft.description().variants] == [("publisher", "Varde Press")]


PRINTED = [
    ("de", "<p>Veröffentlicht am 3. März 1905</p>", "1905-03-03"),
    ("fr", '<p class="date">Publié le 1er mai 1905</p>', "1905-05-01"),
    ("es", "<span class=fecha>3 de marzo de 1905</span>", "1905-03-03"),
    ("it", "<p>Pubblicato il 3 luglio 1905</p>", "1905-07-03"),
    ("ru", "<p>Опубликовано: 3 марта 1905</p>", "1905-03-03"),
    ("en-US", "<span class=date>03/04/1905</span>", "1905-03-04"),
    ("en-GB", "<span class=date>03/04/1905</span>", "1905-04-03"),
]


@pytest.mark.parametrize(("language", "mark", "day"), PRINTED)
def test_a_day_in_the_words_of_the_page(language: str, mark: str, day: str) -> None:
    card, _, _ = described(f"<html lang={language}><body><h1>The mill stands still</h1>{mark}{BODY}</body></html>")
    assert published(card) == [day]


def test_a_change_and_a_copyright_line_are_no_publication() -> None:
    marks = "<p>Last updated: 4 March 1905</p>"
    foot = "<footer>© 1 January 1999 The Spinner</footer>"
    card, _, _ = described(f"<html lang=en><body><h1>The mill stands still</h1>{marks}{BODY}{foot}</body></html>")
    assert published(card) == []
    assert [d.when.edtf for d in card.dates if d.role == "edited"] == ["1905-03-04"]


def test_the_address_tells_the_day() -> None:
    link = '<link rel="canonical" href="http://example.org/1905/03/04/mill/">'
    linkless = linked('{"@type":"Article","headline":"The mill stands still","datePublished":"1905-03-05T01:00:00Z"}')
    for head in (link, linkless.replace("1905", "1905") + link):
        card, _, _ = described(f"<html><head>{head}</head><body><h1>The mill</h1>{BODY}</body></html>")
        assert published(card) == ["1905-03-04"]


TWO_PARAGRAPHS = BODY + BODY
DAYS = [
    # the words inside the element tell what its attribute means
    (HEADING + '<time datetime="1905-03-09T10:00Z">Updated 9 March 1905</time>' + BODY, None, "1905-03-09"),
    # label and day are two elements
    (HEADING + '<p>Last updated</p><time class="grey">Mar 09, 1905</time>' + BODY, None, "1905-03-09"),
    (HEADING + '<div class="kind">Page updated:</div><div class="date">9 March 1905</div>' + BODY, None, "1905-03-09"),
    (HEADING + BODY + "<p>Page last modified <time>Mar. 9, 1905</time></p>", None, "1905-03-09"),
    # a word belongs to the day that it stands before
    (
        HEADING + '<p><time class="published">4 March 1905</time><time class="updated">9 March 1905</time></p>' + BODY,
        "1905-03-04",
        "1905-03-09",
    ),
    (HEADING + "<p>4 March 1905 (updated 9 March 1905)</p>" + BODY, "1905-03-04", None),
    # a box that is named as one for advertisements or other articles, and holds the day beside the headline
    (HEADING + '<div class="hero-banner"><span class="date">4 March 1905</span></div>' + BODY, "1905-03-04", None),
    ('<div class="teaser-meta">4 March 1905</div>' + HEADING + BODY, "1905-03-04", None),
    # the foot of an article, and a sentence that speaks of it
    (
        HEADING + TWO_PARAGRAPHS * 4 + '<footer class="entry-footer"><p class="entry-meta">By Ada Holm on 4 March 1905'
        "</p></footer>",
        "1905-03-04",
        None,
    ),
    (
        HEADING + TWO_PARAGRAPHS + "<p>This article was published on 4 March 1905 by the mill workers and their friends"
        " in the town.</p>",
        "1905-03-04",
        None,
    ),
    # a sentence that speaks of something else, an event, a list of other articles, a day before another heading
    (HEADING + "<p>The report of the commission was released on 1 March 1905 and angered many in the town.</p>" + BODY,
     None, None),
    (HEADING + "<p>Beginn: 1 March 1905, 7 pm</p>" + BODY, None, None),
    (
        HEADING + TWO_PARAGRAPHS * 4
        + "".join(f'<h3>Part {n}</h3><time class="card-date">{n} March 1905</time>' for n in (1, 2, 3)),
        None,
        None,
    ),
    ("<h2>Other news</h2><time>1 March 1905</time><h3>More</h3>" + HEADING + "<p>4 March 1905</p>" + BODY,
     "1905-03-04", None),
    # what the page shows comes before what its server counts in another zone
    (
        HEADING + '<time class="date" datetime="1905-03-03T23:30:00Z">4 March 1905</time>' + BODY,
        "1905-03-04",
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day", "changed"), DAYS)
def test_what_day_a_day_on_the_page_is(body: str, day: str | None, changed: str | None) -> None:
    card, _, _ = described(f"<html lang=en-GB><body><article>{body}</article></body></html>")
    assert published(card) == ([day] if day else [])
    assert [d.when.edtf for d in card.dates if d.role == "edited"] == ([changed] if changed else [])


def test_a_day_as_programs_print_it() -> None:
    data = linked('{"@type":"NewsArticle","headline":"The mill","datePublished":"Sat Mar 04 10:00:00 CET 1905"}')
    data = data.replace("1905", "2005")
    card, _, _ = described(f"<html><head>{data}</head><body><article>{BODY}</article></body></html>")
    assert published(card) == ["2005-03-04"]


AUTHORS = [
    ('<span class="author vcard"><a class="url fn n" href="/author/ada" rel="author">ada313</a></span>', ["ada313"]),
    ("<p>Geschrieben von <a href='/u1'>Ada</a> am Dienstag</p>", ["Ada"]),
    ('<div class="entry__authors">Von&nbsp;<a href="/x">Ada Holm</a></div>', ["Ada Holm"]),
    ("<p>Autorin: Ada Holm, Leiterin der Spinnerei</p>", ["Ada Holm"]),
    ('<p class="byline">By Dr. Ada Holm</p>', ["Dr. Ada Holm"]),
    (
        linked('{"@graph":[{"@type":"WebPage"},{"@type":["Person"],"name":"Ada Holm","url":"https://a.example"}]}'),
        ["Ada Holm"],
    ),
    (linked('{"@graph":[{"@type":"Person","name":"Ada Holm"},{"@type":"Person","name":"Jan Roos"}]}'), []),
    ('<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ada Holm">', ["Ada Holm"]),
    ('<meta name="twitter:label1" content="Lesezeit"><meta name="twitter:data1" content="Drei Minuten">', []),
    ('<span class="author">Full bio</span>', []),
]


@pytest.mark.parametrize(("marks", "names"), AUTHORS)
def test_who_wrote_a_page(marks: str, names: list[str]) -> None:
    card, _, _ = described(f"<html lang=de><body><article>{HEADING}{marks}{BODY}</article></body></html>")
    assert authors(card) == names


def test_the_author_nearest_to_the_headline_is_taken() -> None:
    far = '<div class="box"><span class="author">Jan Roos</span></div>' + "<p>On another matter.</p>" * 30
    near = HEADING + '<span class="author">Ada Holm</span>' + BODY
    card, _, _ = described(f"<html><body>{far}<article>{near}</article></body></html>")
    assert authors(card) == ["Ada Holm"]


def test_where_the_head_names_but_the_site_the_person_in_the_body_is_the_author() -> None:
    head = '<meta property="og:site_name" content="The Spinner">' + linked(
        '{"@type":"NewsArticle","headline":"The mill stands still",'
        '"author":{"@type":"Organization","name":"The Spinner"}}'
    )
    card, _, _ = described(
        f"<html><head>{head}</head><body>{HEADING}<p class=byline>By Ada Holm</p>{BODY}</body></html>"
    )
    assert authors(card) == ["Ada Holm"]
    assert [c.name.value for c in card.contributors if c.role == "publisher"] == ["The Spinner"]


CREDITS = [
    ("<p>By Ada Holm. Photos by Jan Roos</p>", [("author", "Ada Holm"), ("photographer", "Jan Roos")]),
    (
        "<p>By Ada Holm, as told to Jan Roos</p><p>Illustrated by <a href=/x>Eva Lind</a></p>",
        [("author", "Ada Holm"), ("recorder", "Jan Roos"), ("illustrator", "Eva Lind")],
    ),
    (
        "<p>Translated from the Russian by Jan Roos | Edited by Eva Lind</p>",
        [("translator", "Jan Roos"), ("editor", "Eva Lind")],
    ),
    (
        "<p>Перевод: Анна Кузина</p><p>Фото: Иван Орлов</p>",
        [("translator", "Анна Кузина"), ("photographer", "Иван Орлов")],
    ),
    ("<p>Рисунки: Анна Кузина</p>", [("illustrator", "Анна Кузина")]),
    ("<figure><img src=a.jpg><figcaption>The mill. Photo by Jan Roos</figcaption></figure>", []),
    ("<p>The strike was translated by the owners into wages.</p>", []),
]


@pytest.mark.parametrize(("marks", "found"), CREDITS)
def test_who_else_had_a_part(marks: str, found: list[tuple[str, str]]) -> None:
    card, _, _ = described(f"<html><body><article>{HEADING}{marks}{BODY}{BODY}</article></body></html>")
    assert [(c.role, c.name.value) for c in card.contributors] == found
