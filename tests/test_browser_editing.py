"""A cataloguer at work in a real browser, by keyboard where it counts: correct, find, take back, withdraw."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from served import NAME, PASSPHRASE, sample_library, served

from polyvocal.holdings import Library
from polyvocal.reading_room import room

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("browser") / "edited.library"
    with sample_library(place) as held:
        yield held


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(room(library, editing=True)) as started:
        yield started


def sign_in(context: BrowserContext, address: str, record: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/records/{record}")
    page.get_by_role("link", name="Sign in to edit this card").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/edit/records/{record}")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_title_is_corrected_found_and_taken_back(
    browser: Browser, address: str, library: Library, scripts: bool
) -> None:
    card = next(card for card in library.cards() if card.language == "en" and card.title)
    context = browser.new_context(java_script_enabled=scripts)
    page = sign_in(context, address, card.id)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    new = "Quillfeather despatch" + (" again" if scripts else "")
    page.get_by_label("Title", exact=True).fill(new)
    page.get_by_label("Reason for these changes").fill("the printed page")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=1")
    assert "1 decision written" in (page.get_by_role("status").text_content() or "")
    assert page.get_by_role("heading", level=1).text_content() == new

    page.get_by_role("navigation", name="Library").get_by_role("link", name="Shelf").click()
    assert page.get_by_role("link", name=new, exact=True).count() == 1
    page.get_by_role("navigation", name="Library").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("quillfeather")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=new, exact=True).click()
    page.get_by_role("link", name="Edit this card").click()

    page.get_by_label("Take back, because").first.fill("a slip of the pen")
    page.get_by_role("button", name="Take back: title").first.click()
    page.wait_for_url("**saved=1")
    assert page.get_by_label("Title", exact=True).input_value() == card.title
    assert library.card(card.id).title == card.title
    assert {d.correction.by for d in library.history(card.id)} == {NAME}
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in", exact=True).is_visible()
    context.close()
    assert complaints == []


def test_an_error_is_where_the_reader_lands(browser: Browser, address: str, library: Library) -> None:
    card = library.cards()[0]
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context, address, card.id)
    page.get_by_label("Published", exact=True).fill("June 1916")
    page.get_by_role("button", name="Save").click()
    alert = page.get_by_role("alert")
    assert "2 things to mend" in (alert.text_content() or "")
    alert.get_by_role("link", name="Published").click()
    field = page.get_by_label("Published", exact=True)
    assert field.get_attribute("aria-invalid") == "true"
    assert "is no date such as" in (page.locator("#field-published-fault").text_content() or "")
    field.fill("1916-06")
    page.get_by_label("Reason for these changes").fill("the masthead")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**saved=1")
    assert library.card(card.id).date == "1916-06"
    context.close()


def test_a_record_is_withdrawn_and_gone(browser: Browser, address: str, library: Library) -> None:
    card = next(card for card in library.cards() if card.statements and card.order == 0)
    context, reader = browser.new_context(), browser.new_context()
    page = sign_in(context, address, card.id)
    page.get_by_role("link", name="Withdraw this record").click()
    page.get_by_label("Title on the tombstone").fill("A letter")
    page.get_by_label("Reason", exact=True).fill("the family asked for it")
    page.get_by_role("button", name="Withdraw").click()
    assert "Tick the box" in (page.get_by_role("alert").text_content() or "")
    page.get_by_label("Yes, withdraw this record").check()
    page.get_by_role("button", name="Withdraw").click()
    page.wait_for_url("**saved=*")
    other = reader.new_page()
    answer = other.goto(f"{address}/records/{card.id}")
    assert answer is not None
    assert answer.status == 410
    assert "the family asked for it" in (other.locator("main").text_content() or "")
    assert card.title not in (other.locator("main").text_content() or "")
    context.close()
    reader.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_page_of_the_desk_is_wider_than_its_window(
    browser: Browser, address: str, library: Library, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    card = next(card for card in library.cards() if card.access == "open")
    page = sign_in(context, address, card.id)
    for path in ("", "/withdraw"):
        page.goto(f"{address}/edit/records/{card.id}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
