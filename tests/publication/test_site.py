import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hand_made import Held

from polyvocal.publication.site import publish_site
from polyvocal.terms import PolyvocalError

pytest_plugins = ["hand_made"]


@pytest.fixture(scope="module")
def site(held: Held, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site") / "edition"
    publish_site(held.library, place, address="https://library.example/jutland")
    return place


class Links(HTMLParser):
    """Every link of a page, and every id."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids.add(told.get("id") or "")
        self.links += [told[name] or "" for name in ("href", "src", "cite") if name in told]


def pages(site: Path) -> Iterator[Path]:
    yield from (page for page in sorted(site.rglob("*.html")) if "pagefind" not in page.parts)


def test_every_link_is_relative_and_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    known = {page: Links(page) for page in pages(site)}
    followed = 0
    for page, found in known.items():
        for link in found.links:
            assert not re.match(r"[a-z]+:|/", link), (page.name, link)
            path, _, part = link.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            assert target.is_file(), (page.name, link)
            assert not part or target.suffix != ".html" or part in known[target].ids, (page.name, link)
            followed += 1
    assert followed > 200


def test_a_quotation_leads_to_its_words(held: Held, site: Path) -> None:
    sheet = (site / "events" / "e1.html").read_text("utf-8")
    for record, start, end in re.findall(r'cite="\.\./records/(\w+)\.html#at-(\d+)-(\d+)"', sheet):
        page = (site / "records" / f"{record}.html").read_text("utf-8")
        element = re.search(rf'<(\w+) class="\w+" id="at-{start}-{end}"[^>]*>', page)
        assert element
        words = held.library.record(record).text[int(start) : int(end)]
        plain = re.sub("<[^>]+>", "", page[element.end() :]).replace("&amp;", "&").replace("&#34;", '"')
        assert plain.startswith(words)


def test_what_was_withdrawn_is_left_out(held: Held, site: Path) -> None:
    secret = held.documents["secret"].id
    for page in site.rglob("*"):
        assert secret not in page.name
        if page.suffix in (".html", ".json", ".bib", ".ris", ".txt"):
            words = page.read_text("utf-8")
            assert secret not in words, page
            assert "7 men" not in words, page


def test_the_policy_lets_nothing_in_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        html = page.read_text("utf-8")
        assert 'http-equiv="Content-Security-Policy"' in html
        assert "default-src &#39;none&#39;" in html
        assert not re.search(r'(?:src|href)="https?:', html)


def test_the_search_index_stands_beside_the_pages(site: Path) -> None:
    assert (site / "pagefind" / "pagefind.js").is_file()
    assert list((site / "pagefind" / "fragment").iterdir())


def test_citations_carry_the_address_of_the_edition(held: Held, site: Path) -> None:
    mail = held.documents["mail"].id
    lasting = f"https://library.example/jutland/records/{mail}.html"
    for ending in ("bib", "ris", "json", "txt"):
        assert lasting in (site / "records" / f"{mail}.{ending}").read_text("utf-8")


def test_publishing_again_replaces_the_edition_and_nothing_else(held: Held, site: Path, tmp_path: Path) -> None:
    before = {page.relative_to(site): page.read_bytes() for page in pages(site)}
    (site / "records" / "stale.html").write_text("old")
    publish_site(held.library, site, address="https://library.example/jutland")
    assert {page.relative_to(site): page.read_bytes() for page in pages(site)} == before
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(PolyvocalError, match="something else"):
        publish_site(held.library, tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_pages_fit_a_slow_line(site: Path) -> None:
    assets = sum((site / "assets" / name).stat().st_size for name in ("room.css", "room.js"))
    fonts = ("literata-latin", "literata-latin-italic", "source-sans-3-latin")
    font_bytes = sum((site / "assets" / "fonts" / f"{name}.woff2").stat().st_size for name in fonts)
    assert assets + font_bytes + (site / "index.html").stat().st_size < 150_000


def test_without_pagefind_there_is_one_clear_line(held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polyvocal.publication.site.find_spec", lambda name: None)
    with pytest.raises(PolyvocalError, match=r"polyvocal\[site\]"):
        publish_site(held.library, tmp_path / "edition")
    assert not list(tmp_path.iterdir())
