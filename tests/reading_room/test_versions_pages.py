"""The pages of versions and of cited sources, on a small pile built from files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from polyvocal.accession.versions import compare
from polyvocal.build import build
from polyvocal.holdings import Library
from polyvocal.reading_room.app import room
from polyvocal.reading_room.versions import set_beside

FIRST = (
    "The harbour master wrote that two trawlers had come in with survivors of the night battle. He had counted forty "
    "men on the first. The consul gave them clothes and asked for a list of names, which nobody could write. None of "
    "them knew what had become of the flagship, and none would say how the fight had ended. A doctor was sent for."
)
REVIEW = (
    "In <a href='https://mail.example/1916/06/night.html'>the first report of the Mail</a> forty men were counted; the "
    "copy (<a href='/1916/06/survivors.html'>see the article here</a>) has fourteen. Nobody else has told the story, "
    "though J. Smith, The Fall of the Fortress, London 1920, pp. 3-4, and PRO, ADM 137/302 come near to it."
)


def page(title: str, author: str, day: str, site: str, address: str, text: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta name="author" content="{author}">'
        f'<meta property="article:published_time" content="{day}"><meta property="og:site_name" content="{site}">'
        f'<link rel="canonical" href="{address}"></head><body><article><h1>{title}</h1>'
        f"<p>{text}</p></article></body></html>"
    )


class Built:
    def __init__(self, place: Path) -> None:
        pile = place / "pile"
        pile.mkdir()
        mail, copy = "https://mail.example/1916/06/night.html", "https://copy.example/1916/06/survivors.html"
        second = FIRST.replace("forty", "fourteen").replace("clothes", "elothes")
        (pile / "a.html").write_text(page("Night battle", "Ann Lee", "1916-06-03", "The Mail", mail, FIRST))
        (pile / "b.html").write_text(page("Survivors land", "", "1916-06-05", "The Copyist", copy, second))
        (pile / "c.html").write_text(
            page("Papers", "J. Kos", "1931-02-01", "Review", "https://naval.example/x.html", REVIEW)
        )
        build(pile, place / "library", workers=1)
        self.library = Library(place / "library")
        self.client = TestClient(room(self.library))
        self.ids = {card.title: card.id for card in self.library.cards()}

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    made = Built(tmp_path_factory.mktemp("versions"))
    yield made
    made.library.close()


def test_the_family_in_order_of_date(built: Built) -> None:
    html = built.get(f"/records/{built.ids['Survivors land']}/versions")
    assert html.index("The Mail") < html.index("The Copyist")
    assert "retitled: “Night battle” became “Survivors land”" in html
    assert "re-dated: 3 June 1916 became 5 June 1916" in html
    assert "1 word spelt or read otherwise" in html


def test_two_printings_word_by_word_the_earlier_on_the_left(built: Built) -> None:
    a, b = built.ids["Night battle"], built.ids["Survivors land"]
    html = built.get(f"/records/{b}/versions/{a}")
    assert html == built.get(f"/records/{a}/versions/{b}")
    assert re.search(r"<del[^>]*>forty</del>", html)
    assert re.search(r"<ins[^>]*>fourteen</ins>", html)
    assert re.search(r'<span class="spelt"[^>]*>elothes</span>', html)
    data = built.client.get(f"/records/{a}/versions/{b}.json").json()
    assert {change["kind"] for change in data["changes"]} == {"replaced", "spelling"}


def test_what_was_never_compared_has_no_page(built: Built) -> None:
    assert built.client.get(f"/records/{built.ids['Papers']}/versions/{built.ids['Night battle']}").status_code == 404


def test_cites_and_cited_by(built: Built) -> None:
    review, mail = built.get(f"/records/{built.ids['Papers']}"), built.get(f"/records/{built.ids['Night battle']}")
    assert "the same address" in review
    assert "the end of the address, which no other record of the library has" in review
    assert "cited, not held" in review
    assert "Cited by" in mail
    assert "Papers" in mail


def test_the_most_cited_sources(built: Built) -> None:
    data = built.client.get("/cited.json").json()
    assert {one["record"] for one in data["held"]} == {built.ids["Night battle"], built.ids["Survivors land"]}
    assert {one["kind"] for one in data["not_held"]} == {"archive", "book"}
    assert "ADM 137/302" in built.get("/cited")


def test_a_withdrawn_printing_is_out_of_every_list(tmp_path: Path) -> None:
    made = Built(tmp_path)
    gone = made.ids["Survivors land"]
    made.library.withdraw(gone, "Ada Test", "the family asked for it")
    mail = made.ids["Night battle"]
    assert gone not in made.get(f"/records/{mail}")
    assert made.client.get(f"/records/{mail}/versions/{gone}").status_code in (404, 410)
    assert gone not in made.client.get("/cited.json").text
    made.library.close()


WORDS = ("The", "fleet", "lost", "ten", "ships.", "Nobody", "saw", "it", "end.\n\n", "fog")


@given(st.lists(st.sampled_from(WORDS), max_size=150), st.randoms())
def test_rows_hold_all_of_both_texts(words: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    of = " ".join(words)
    copy = " ".join(w for w in words[len(words) // 3 :] + words[: len(words) // 4] if chance.random() > 0.1)
    rows = list(set_beside(of, copy, compare(of, copy)))
    assert "".join(re.sub("<[^>]+>", "", row.left) for row in rows) == of
    assert "".join(re.sub("<[^>]+>", "", row.right) for row in rows) == copy
