"""A historian's tasks in a real browser: a conflict cited on both sides, a question asked of statements."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page
from served import sample_library, served

from polyvocal.holdings import Library
from polyvocal.holdings.decided import Change
from polyvocal.reading_room import room

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("browser-room") / "sample.library"
    with sample_library(place) as held:
        yield held


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(room(library)) as started:
        yield started


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    complaints: list[str] = []
    made = context.new_page()
    made.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.goto(f"{address}/")
    yield made
    context.close()
    assert not complaints


def marked(page: Page) -> str:
    return "".join(page.locator("mark.quote").all_text_contents())


def records(card: Locator) -> list[str]:
    return [(place.get_attribute("href") or "").partition("?")[0] for place in card.locator("a.place").all()]


def test_a_conflict_on_the_front_page_is_cited_on_both_sides(page: Page, library: Library) -> None:
    section = page.locator("section", has=page.get_by_role("heading", name="Where accounts part"))
    cards = section.locator("article.relation")
    # Some cards set two voices of one sentence against each other; here two documents are wanted.
    card = next(cards.nth(n) for n in range(cards.count()) if len(set(records(cards.nth(n)))) == 2)
    said = [card.locator("q.words").nth(side).inner_text() for side in range(2)]
    assert said[0] != said[1]
    front = page.url
    cited: list[str] = []
    for side in range(2):
        page.goto(front)
        card.locator("blockquote.quotation").nth(side).locator("a.place").click()
        page.wait_for_url("**/records/**")
        words = " ".join(marked(page).split())
        assert all(part.strip() in words for part in " ".join(said[side].split()).split("[…]"))
        reference = page.locator("#cite").inner_text()
        where = re.findall(r"https?://\S+", reference)[-1].rstrip(".")
        assert "from=" in where, "the citation leads to the passage"
        cited.append(reference)
        page.goto(where)
        assert " ".join(marked(page).split()) == words
    assert cited[0] != cited[1]


def test_a_question_is_asked_of_the_statements(page: Page, library: Library) -> None:
    page.get_by_role("link", name="Ask the statements").click()
    page.get_by_role("link", name="Who gives a number of dead?").click()
    page.wait_for_url("**/statements?**kind=dead**")
    total = page.locator(".said > li").count()
    assert total > 1
    facets = page.get_by_role("navigation", name="Narrow down")
    facets.locator("details", has_text="Voice").first.locator("a").first.click()
    page.wait_for_url("**voice=**")
    assert 0 < page.locator(".said > li").count() < total
    words = page.locator(".said q.words").first.inner_text()
    page.locator(".said a.place").first.click()
    assert " ".join(words.split()) in " ".join(marked(page).split())
    page.go_back()
    page.get_by_role("link", name="Remove Voice").click()
    assert page.locator(".said > li").count() == total


def test_a_name_joined_by_a_person_changes_what_is_found(page: Page, library: Library) -> None:
    def found(words: str) -> int:
        page.get_by_role("navigation", name="Library").get_by_role("link", name="Search").click()
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("button", name="Search").click()
        return page.locator(".hits > li .head").count()

    places = [heading for heading in library.headings("place", limit=200) if len(heading.label) > 4]
    one, other = next(
        (a, b)
        for a in places
        for b in places
        if a.id < b.id and not set(library.heading_records(b.id)) <= set(library.heading_records(a.id))
    )
    before = found(f'"{one.label}"')
    value = f'{{"into": "{one.id}", "of": "{other.id}"}}'
    (decision,) = library.decide([Change("", "heading:merge", value)], "Ada Test", "a test of search")
    assert found(f'"{one.label}"') > before
    assert page.locator(".spelled bdi").first.inner_text() == other.label
    page.get_by_role("link", name="Only as typed").click()
    assert page.locator(".hits > li .head").count() == before
    library.undo(decision.id, "Ada Test", "the test is over")
    assert found(f'"{one.label}"') == before


def test_the_timeline_moves_and_zooms_from_the_keyboard(page: Page) -> None:
    page.get_by_role("navigation", name="Library").get_by_role("link", name="Timeline").click()
    days = page.locator("input[name=from]")
    start = days.input_value()
    page.keyboard.press("+")
    page.wait_for_url("**/timeline?from=**")
    closer = days.input_value()
    assert closer > start
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: f"from={closer}" not in url)
    assert days.input_value() > closer
    names = page.locator("svg.timeline a .who").all_text_contents()
    rows = page.locator("table.plain tbody th").all_text_contents()
    assert len(names) == len(rows)


PAGES = ("/", "/search?q=Admiralty", "/statements?aspect=figure", "/timeline", "/timeline?by=voice", "/map", "/network",
         "/gallery", "/fonds", "/headings")  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark"), (2000, "light")])
def test_no_page_from_afar_is_wider_than_its_window(browser: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
    context.close()
