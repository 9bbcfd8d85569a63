"""A historian's way through the room, in a real browser: search, a sheet, a quotation at its place."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from served import sample_library, served

from polyvocal.holdings import Library
from polyvocal.publication.site import publish_site
from polyvocal.reading_room import room

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("browser") / "sample.library"
    with sample_library(place) as held:
        yield held


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(room(library)) as started:
        yield started


class Watched:
    """A page whose every complaint and every request elsewhere is written down."""

    def __init__(self, context: BrowserContext, allowed: str) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request", lambda asked: self.complaints.append(asked.url) if not asked.url.startswith(allowed) else None
        )


def marked(page: Page) -> str:
    return "".join(page.locator("mark.quote").all_text_contents())


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_search_box_to_the_exact_words(
    browser: Browser, address: str, library: Library, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    watched = Watched(context, address)
    page = watched.page

    page.goto(f"{address}/")
    page.get_by_role("searchbox").fill("Admiralty losses")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".hits > li").count() > 0
    assert page.locator(".snippet mark").count() > 0

    page.get_by_role("navigation", name="Library").get_by_role("link", name="Events").click()
    first = library.events(limit=1)[0]
    page.locator(".event-list a.title").first.click()
    assert page.get_by_role("heading", level=1).text_content() == first.label
    assert page.locator(".synopsis-table thead th.quoted, .synopsis-table thead th.writer").count() >= 2

    told = page.locator(".synopsis-table td .told").first
    words = told.locator("q.words").text_content()
    told.locator("a.place").click()
    page.wait_for_url("**/records/**")
    assert marked(page) == words
    quotation = page.locator("#quote")
    box = quotation.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < page.viewport_size["height"], "the quotation is in view"  # type: ignore[index]
    record = page.url.partition("/records/")[2].partition("?")[0]
    assert words in library.record(record).text

    page.get_by_role("link", name="These words in the source").click()
    page.wait_for_url("**/capture?**")
    assert words.split()[0] in marked(page)
    assert page.locator("pre.source #quote").bounding_box()["y"] < page.viewport_size["height"]  # type: ignore[index]
    context.close()
    assert not watched.complaints


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light")])
def test_no_page_is_wider_than_its_window(
    browser: Browser, address: str, library: Library, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    watched = Watched(context, address)
    record = library.cards(limit=1)[0].id
    event = library.events(limit=1)[0].id
    plain = ("/", "/records", "/search?q=fleet", "/events", "/setbacks", "/about", "/nowhere")
    deep = (
        f"/events/{event}?voices=all",
        f"/events/{event}/voices",
        f"/records/{record}",
        f"/records/{record}/capture",
    )
    for path in (*plain, *deep):
        watched.page.goto(address + path)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert [c for c in watched.complaints if "404" not in c] == []


def test_choosing_words_offers_their_citation(browser: Browser, address: str, library: Library) -> None:
    context = browser.new_context()
    page = context.new_page()
    card = next(card for card in library.cards() if card.language == "en" and card.statements)
    page.goto(f"{address}/records/{card.id}")
    page.evaluate("""() => {
        const paragraph = document.querySelector(".text .set:last-of-type");
        const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
        document.getSelection().setBaseAndExtent(words, 0, words, words.length);
    }""")
    chosen = page.evaluate("document.getSelection().toString()")
    page.get_by_role("link", name="Cite these words").click()
    assert " ".join(marked(page).split()) == " ".join(chosen.split())
    context.close()


@pytest.fixture(scope="module")
def edition(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site") / "edition"
    publish_site(library, place)
    return place


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_edition_searches_below_any_path(browser: Browser, edition: Path) -> None:
    handler = partial(Quiet, directory=str(edition.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"http://127.0.0.1:{server.server_port}/edition/"
        context = browser.new_context()
        watched = Watched(context, start)
        page = watched.page
        page.goto(f"{start}search.html")
        page.get_by_role("searchbox").fill("cruisers")
        page.get_by_role("button", name="Search").click()
        page.locator(".hits > li").first.wait_for()
        assert page.locator(".snippet mark").count() > 0
        page.locator(".hits a.title").first.click()
        page.wait_for_url("**/edition/records/*.html")
        assert "cruiser" in (page.locator(".text").text_content() or "").lower()
        context.close()
        server.shutdown()
    assert not watched.complaints


def test_an_edition_reads_from_a_disk(browser: Browser, edition: Path) -> None:
    start = (edition / "index.html").as_uri()
    context = browser.new_context()
    watched = Watched(context, start.rpartition("/")[0])
    page = watched.page
    page.goto(start)
    page.get_by_role("navigation", name="Library").get_by_role("link", name="Events").click()
    page.locator(".event-list a.title").first.click()
    told = page.locator(".synopsis-table td .told").first
    words = told.locator("q.words").text_content()
    told.locator("a.place").click()
    page.wait_for_url("**/records/**")
    assert words is not None
    assert page.evaluate("document.querySelector(':target').textContent") in words
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Literata")
    page.get_by_role("navigation", name="Library").get_by_role("link", name="Search").click()
    assert "web server" in (page.locator("#static-search").text_content() or "")
    context.close()
    assert not watched.complaints
