"""Cards of documents in the forms that piles have; every page here is made up."""

import pytest

from polyvocal.accession import receive
from polyvocal.catalogue import describe
from polyvocal.close_reading.dates import read_dates
from polyvocal.terms import Description, When

TEXT = (
    "Forty women walked from the mill to the town hall on that morning, and none of them had slept, for the news of "
    "the closing had come at midnight. The foremen had gone from door to door to tell it."
)


def dates(text: str) -> tuple[When, ...]:
    return read_dates(text)


def cards(content: str, source: str = "pile/a.txt") -> list[Description]:
    receipt = receive(source, content.encode())
    assert receipt.text is not None
    return [describe(record, receipt.text, dates) for record in receipt.records]


def told(card: Description) -> dict[str, str]:
    fields = ("kind", "place", "rights", "source_copy", "version_of")
    about = {name: entry.value for name in fields if (entry := getattr(card, name)) is not None}
    about["title"] = ("[{}]" if card.title_supplied else "{}").format(card.title.value if card.title else "")
    for person in card.contributors:
        about[person.role] = "; ".join(filter(None, (about.get(person.role, ""), person.name.value)))
    about |= {f"{d.role} on": d.when.edtf or "?" for d in card.dates}
    issue = {"periodical": card.container.title, "volume": card.container.volume}
    issue |= {"number": card.container.number, "pages": card.container.pages}
    return about | {name: entry.value for name, entry in issue.items() if entry}


DOCUMENTS = [
    (
        f"Rosa Lindqvist\n\nThe Mill Stands Still\n\n(3 March 1905)\n\nWritten: 3 March 1905.\n"
        "First Published: The Spinner, No. 12, 9 March 1905, pp. 3-4.\n"
        "Source: Rosa Lindqvist, Collected Letters, Vol. 2, Malmo 1961.\n"
        "Translated: from the Swedish by Ada Holm and Jan Roos\n"
        "Transcription/Markup: Tomas Berg for the Workers' Archive\n"
        f"Weather: frost\n\n{TEXT}",
        {
            "title": "The Mill Stands Still", "kind": "newspaper article", "author": "Rosa Lindqvist",
            "translator": "Ada Holm; Jan Roos", "transcriber": "Tomas Berg", "sponsor": "Workers' Archive",
            "written on": "1905-03-03", "first published on": "1905-03-09", "periodical": "The Spinner", "number": "12",
            "pages": "3-4", "volume": "2", "source_copy": "Rosa Lindqvist, Collected Letters, Vol. 2, Malmo 1961.",
        },
    ),
    (
        f"On the Closing of the Mill\n\nDelivered: 4 March 1905\n\nSource: leaflet in the town archive\n\n{TEXT}",
        {"title": "On the Closing of the Mill", "kind": "speech", "delivered on": "1905-03-04",
         "source_copy": "leaflet in the town archive"},
    ),
    (
        "The Strike at the Mill\n\nWritten: 1906.\n"
        f"Source: Karl A. Lund, Mills of the North, vol. II, Malmo 1906, p. 88.\n\n{TEXT}",
        {
            "title": "The Strike at the Mill", "kind": "transcription", "written on": "1906", "volume": "II",
            "pages": "88", "periodical": "Mills of the North",
            "source_copy": "Karl A. Lund, Mills of the North, vol. II, Malmo 1906, p. 88.",
        },
    ),
    (
        f"The Mill Stands Still\n\nBy Ada Holm\nMarch 4, 2005\n\n{TEXT}",
        {"title": "The Mill Stands Still", "kind": "newspaper article", "author": "Ada Holm",
         "published on": "2005-03-04"},
    ),
    (
        f"The Mill Stands Still\nPosted on March 4, 2015 by Ada Holm\n\n{TEXT}\n\nPowered by Blogger.",
        {"title": "The Mill Stands Still", "kind": "blog post", "author": "Ada Holm", "published on": "2015-03-04"},
    ),
    (
        f"The Mill Stands Still\n\n{TEXT}\n\nJan Roos\n\n"
        "Translated by Ada Holm of the Translators' Guild. 4 March 2015. Edited by Tomas Berg. 6 March 2015.\n"
        "Copyright 2015 by the Translators' Guild. All rights reserved.",
        {
            "title": "The Mill Stands Still", "kind": "text", "author": "Jan Roos", "translator": "Ada Holm",
            "editor": "Tomas Berg", "translated on": "2015-03-04", "edited on": "2015-03-06",
            "rights": "Copyright 2015 by the Translators' Guild. All rights reserved.",
        },
    ),
    (
        f"The Mill Stands Still\n\n{TEXT}\n\nMalmo,\n3 March 1905.",
        {"title": "The Mill Stands Still", "kind": "text", "place": "Malmo", "written on": "1905-03-03"},
    ),
    (
        f"The Mill Stands Still\n\n{TEXT}\n\nMalmo, 3 March 1905\n\nJan Roos",
        {"title": "The Mill Stands Still", "kind": "text", "place": "Malmo", "written on": "1905-03-03",
         "author": "Jan Roos"},
    ),
    (
        f"MILL STANDS STILL\n\nMALMO, March 4, 1905. -- {TEXT}",
        {"title": "MILL STANDS STILL", "kind": "newspaper article", "place": "MALMO", "written on": "1905-03-04"},
    ),
    (
        f"The Old Mill (17.11.2014)\n\n{TEXT}",
        {"title": "The Old Mill (17.11.2014)", "kind": "text", "written on": "2014-11-17"},
    ),
    (f"The Old Mill (1905)\n\n{TEXT}", {"title": "The Old Mill (1905)", "kind": "text"}),
    (TEXT, {"title": "[Forty women walked from the mill to the …]", "kind": "text"}),
    (
        f"Letter to the Spinners of Lodz\n\nReprinted from the Northern Voice of 4 March 1905\n\n{TEXT}",
        {"title": "Letter to the Spinners of Lodz", "kind": "letter",
         "version_of": "Reprinted from the Northern Voice of 4 March 1905"},
    ),
    ("The mill at Malmo - Photograph", {"title": "The mill at Malmo - Photograph", "kind": "photograph caption"}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DOCUMENTS)
def test_what_the_card_says(content: str, expected: dict[str, str]) -> None:
    (card,) = cards(content)
    assert told(card) == expected


def test_an_unknown_label_is_kept_verbatim() -> None:
    (card,) = cards(DOCUMENTS[0][0])
    assert [(label, entry.value) for label, entry in card.labels] == [("Weather", "frost")]


def test_items_of_a_newspaper_share_its_masthead() -> None:
    page = (
        "THE HARBOUR HERALD\nVOL. IX. NO. 31. MALMO, SATURDAY, MARCH 4, 1905. PAGE 1\n\n"
        f"MILL STANDS STILL\n\nMALMO, March 3. -- {TEXT}\n\nHARBOUR FROZEN\n\nLODZ, March 2. -- {TEXT}"
    )
    first, second = (told(card) for card in cards(page))
    assert first["title"] == "MILL STANDS STILL"
    assert second["title"] == "HARBOUR FROZEN"
    for card, day in ((first, "1905-03-03"), (second, "1905-03-02")):
        assert card["periodical"] == "THE HARBOUR HERALD"
        assert card["published on"] == "1905-03-04"
        assert card["written on"] == day  # the year is that of the issue


def test_posts_of_a_blogger_page_keep_their_day_and_author() -> None:
    post = "{}\n\n{}\n\n{}\n\nPosted by Ada Holm at 10:30 AM No comments:\n\n"
    page = post.format("Sunday, March 4, 2012", "The Mill Women of Lodz", TEXT) + post.format(
        "Saturday, March 3, 2012", "The Harbour in Winter", TEXT
    )
    first, second = (told(card) for card in cards(page))
    assert first == {
        "title": "The Mill Women of Lodz", "kind": "blog post", "published on": "2012-03-04", "author": "Ada Holm",
    }  # fmt: skip
    assert (second["title"], second["published on"]) == ("The Harbour in Winter", "2012-03-03")


def test_a_folder_named_by_a_day_dates_its_pages() -> None:
    (card,) = cards(TEXT, "papers/19050304/a.txt")
    (stated,) = card.dates
    assert (stated.role, stated.when.edtf, stated.entry.by, stated.entry.evidence) == (
        "published", "1905-03-04", "folder name", None
    )  # fmt: skip
    assert cards(TEXT, "papers/19051399/a.txt")[0].dates == ()


ORDERS = [
    ("The Mill (3/4/2015)", "2015"),  # nothing on the page tells day from month
    ("The Mill (3/4/2015)\n\nAlso of 27/3/2015", "2015-04-03"),
    ("The Mill (3/4/2015)\n\nAlso of 3/27/2015", "2015-03-04"),
    ("The Mill (3.4.2015)", "2015-04-03"),
    ("The Mill (27/3/2015)", "2015-03-27"),
]


@pytest.mark.parametrize(("head", "day"), ORDERS)
def test_day_and_month_are_told_apart_by_the_page_or_not_at_all(head: str, day: str) -> None:
    (card,) = cards(f"{head}\n\n{TEXT}")
    assert card.dates[0].when.edtf == day


def test_no_claim_of_rights_is_no_freedom() -> None:
    assert cards(TEXT)[0].rights is None


LANGUAGES = [
    (TEXT, "en"),
    ("Сорок женщин вышли утром с фабрики и пошли через весь город к ратуше, и никто из них не спал этой ночью.", "ru"),
    ("Сорок жінок вийшли вранці з фабрики і пішли через усе місто до ратуші, і ніхто з них не спав цієї ночі.", "uk"),
    (
        "Vierzig Frauen gingen am Morgen von der Fabrik zum Rathaus, und keine von ihnen hatte geschlafen.",
        "de",
    ),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_told_from_the_text(text: str, language: str) -> None:
    (card,) = cards(text)
    assert card.language is not None
    assert card.language.value == language


def test_a_russian_label_table() -> None:
    page = (
        "Фабрика стоит\n\nНаписано: 4 марта 1905 г.\nИсточник: Северный голос, № 12, с. 3.\nПеревод: Анна Холм\n\n"
        "Сорок женщин вышли утром с фабрики и пошли через весь город к ратуше, и никто из них не спал этой ночью."
    )
    about = told(cards(page)[0])
    assert about["title"] == "Фабрика стоит"
    assert about["translator"] == "Анна Холм"
    assert (about["periodical"], about["number"], about["pages"]) == ("Северный голос", "12", "3")


@pytest.mark.parametrize("content", ["x", "By", "By \n", "Written:", "()", "Source: \n\nTranslated by", "No. \n" * 300])
def test_scraps_break_nothing(content: str) -> None:
    for card in cards(content):
        assert card.title is not None
