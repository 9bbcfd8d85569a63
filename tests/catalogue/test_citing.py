"""Citations matched to held records, and what is not."""

import pytest

from polyvocal.catalogue.citing import match
from polyvocal.close_reading.citations import read_citations
from polyvocal.terms import Citation, Container, Contributor, Description, Entry, Locus, StatedDate, When


def entry(value: str) -> Entry:
    return Entry(value, None, "hand/1")


def card(
    title: str = "", author: str = "", container: str = "", day: str = "", number: str = "", pages: str = ""
) -> Description:
    when = When(day, None, "DATE", day, day)
    return Description(
        title=entry(title) if title else None,
        contributors=(Contributor(entry(author), "author"),) if author else (),
        dates=(StatedDate("published", entry(day), when),) if day else (),
        container=Container(
            entry(container) if container else None,
            None,
            entry(number) if number else None,
            entry(pages) if pages else None,
        ),
    )


CARDS = [
    ("r-mail", card("Fight in the North Sea", "Ann Lee", "The Morning Mail", "1916-06-03"), "https://www.mail.example/1916/fight.html"),
    ("r-pravda", card("Хлеб", "", "Правда", "1939-12-21", pages="2"), None),
    ("r-pravda3", card("Сталь", "", "Правда", "1939-12-21", pages="3"), None),
    ("r-mir", card("Один день", "А. Зимин", "Новый мир", "1962", number="11"), None),
    ("r-book", card("The Iron Harvest", "Robert Hale", day="1986"), "http://b.example/same.html"),
    ("r-twin", card("Another", "", day="1986"), "http://c.example/same.html"),
]  # fmt: skip

CASES = [
    ("See http://mail.example/1916/fight.html#p2.", [("r-mail", "the same address")]),
    ("See http:// www . mail . example/1916/fight.html", [("r-mail", "the address, mended")]),
    ("ttps://www.mail.example/1916/fight.html", [("r-mail", "the address, mended")]),
    ("It was [here](/1916/fight.html).",
     [("r-mail", "the end of the address, which no other record of the library has")]),
    ("It was [here](/same.html).", []),
    ("So it said (Pravda, 21 December 1939, p. 2).", [("r-pravda", "the same periodical, day and page")]),
    ("So it said (Pravda, 21 December 1939).",
     [("r-pravda", "the same periodical and day"), ("r-pravda3", "the same periodical and day")]),
    ("So it said (Pravda, 22 December 1939, p. 2).", []),
    ("Впервые: «Новый мир», 1962, № 11.", [("r-mir", "the same periodical and number")]),
    ("See R. Hale, The Iron Harvest (Oxford: Clarendon Press, 1986), p. 3.", [("r-book", "the same title and author")]),
    ("See P. Moss, The Iron Harvest (Oxford: Clarendon Press, 1986), p. 3.", []),
    ("GARF f. 9401, op. 1, d. 4157, l. 201", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "links"), CASES, ids=[c[0] for c in CASES])
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    cited = read_citations(text, "r-citing")
    assert cited
    assert [(link.of, link.reason) for link in match([("r-citing", cited)], CARDS)] == links


def test_no_record_cites_itself() -> None:
    cited = Citation(Locus("r-mail", 0, "x"), "address", address="https://mail.example/1916/fight.html")
    assert match([("r-mail", (cited,))], CARDS) == ()


def test_a_full_issue_is_linked_by_one_record() -> None:
    cards = [(f"r{i:02}", card(f"Item {i}", container="The Mail", day="1916-06-03"), None) for i in range(40)]
    (link,) = match(
        [("q", read_citations("(Daily Mail, 3 June 1916)", "q"))],
        [*cards, ("d", card(container="Daily Mail", day="1916-06-03"), None)],
    )
    assert link.of == "d"
    (link,) = match([("q", read_citations("(The Mail, 3 June 1916)", "q"))], cards)
    assert link.of == "r00"
    assert "40 records" in link.reason
