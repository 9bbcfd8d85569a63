"""The page of a record, and every kind of page, in a real browser: notes, the saved page, reading without a mouse."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from served import NAME, PASSPHRASE, sample_library, served
from starlette.testclient import TestClient

from polyvocal.holdings import Library
from polyvocal.reading_room import room

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLAIN = ["/", "/records", "/search", "/search?q=fleet", "/statements", "/events", "/timeline", "/map", "/network",
         "/gallery", "/fonds", "/headings", "/cited", "/checks", "/setbacks", "/about", "/nowhere"]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("reader") / "sample.library"
    with sample_library(place) as held:
        yield held


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with served(room(library, editing=True)) as started:
        yield started


@pytest.fixture(scope="module")
def saved(library: Library) -> str:
    """A record with statements that was taken from a web page."""
    cards = (card for card in library.cards() if card.statements)
    return next(card.id for card in cards if library.record(card.id).capture.media_type == "text/html")


def kinds(library: Library, record: str) -> list[str]:
    """An address of every kind of page."""
    event = library.events(limit=1)[0].id
    heading = library.headings(limit=1)[0].id
    deep = [f"/events/{event}", f"/events/{event}?voices=all", f"/events/{event}/voices", f"/records/{record}",
            f"/records/{record}?from=1&to=40", f"/records/{record}/capture", f"/headings/{heading}"]  # fmt: skip
    return [*PLAIN, *deep, "/edit/sign-in"]


def choose(page: Page) -> str:
    """Choose the words of a paragraph up to its first mark; what was chosen."""
    page.evaluate("""() => {
        const paragraph = document.querySelector(".text .set:last-of-type");
        const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
        document.getSelection().setBaseAndExtent(words, 0, words, words.length);
    }""")
    return str(page.evaluate("document.getSelection().toString()"))


def test_a_note_is_kept_and_taken_out_as_a_web_annotation(
    browser: Browser, address: str, library: Library, saved: str
) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/records/{saved}")
    assert not page.locator("#notes").is_visible()
    chosen = choose(page)
    page.get_by_role("button", name="Note on these words").click()
    page.get_by_label("Note", exact=True).fill("Compare the reply.")
    page.get_by_role("button", name="Keep").click()
    page.reload()
    assert "Compare the reply." in page.locator("#notes ol").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take out as Web Annotations").click()
    leaf = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    quote, position = leaf["items"][0]["target"]["selector"]
    text = library.record(saved).text
    assert (leaf["type"], leaf["@context"]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    assert text[position["start"] : position["end"]] == quote["exact"] == chosen
    assert leaf["items"][0]["body"]["value"] == "Compare the reply."
    assert leaf["items"][0]["target"]["source"].endswith(f"/records/{saved}")
    page.get_by_role("button", name="Strike out").click()
    page.reload()
    assert not page.locator("#notes").is_visible()
    context.close()


def test_chosen_words_are_copied_with_their_place(browser: Browser, address: str, library: Library, saved: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.goto(f"{address}/records/{saved}")
    chosen = choose(page)
    page.get_by_role("button", name="Copy with its place").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    place = copied[copied.index(f"/records/{saved}?from=") :].split()[0].rstrip(".")
    assert chosen.strip() in copied
    page.goto(address + place)
    assert "".join(page.locator("mark.quote").all_text_contents()) == chosen
    context.close()


def test_marks_switched_off_stay_off(browser: Browser, address: str, saved: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/records/{saved}")
    page.get_by_label("figures").uncheck()
    page.reload()
    assert not page.get_by_label("figures").is_checked()
    assert page.get_by_label("dates").is_checked()
    context.close()


def test_a_figure_is_followed_back_to_the_saved_page(browser: Browser, address: str, library: Library) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{address}/statements?aspect=figure")
    page.locator(".said a.place").first.click()
    page.wait_for_url("**/records/**")
    words = "".join(page.locator("mark.quote").all_text_contents())
    record = page.url.partition("/records/")[2].partition("?")[0]
    assert words in library.record(record).text
    page.get_by_role("link", name="These words in the source").click()
    assert words.split()[0] in "".join(page.locator("pre.source mark.quote").all_text_contents())
    page.go_back()
    if library.record(record).capture.media_type == "text/html":
        page.get_by_text("The saved page beside the text").click()
        frame = page.frame_locator(".saved iframe")
        frame.locator("body").wait_for()
        assert words.split()[0] in (frame.locator("body").text_content() or "")
    assert [one for one in asked if not one.startswith(address)] == []
    context.close()


def test_a_saved_page_can_do_nothing(library: Library, saved: str) -> None:
    with TestClient(room(library)) as client:
        answer = client.get(f"/records/{saved}/saved")
        plain = next(c.id for c in library.cards() if library.record(c.id).capture.media_type == "text/plain")
        assert client.get(f"/records/{plain}/saved").status_code == 400
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy
    assert "allow" not in policy


def test_by_keyboard_the_first_stop_leads_to_the_text(browser: Browser, address: str, library: Library) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/events/{library.events(limit=1)[0].id}")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.text_content() == "Skip to the text"
    assert focused.bounding_box()["y"] >= 0  # type: ignore[index]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    context.close()


@pytest.mark.parametrize("width", [320, 640])
def test_every_kind_of_page_reflows(browser: Browser, address: str, library: Library, saved: str, width: int) -> None:
    # 320 is what a window of 1280 has at 400 per cent, 640 at 200 (WCAG 2.2, 1.4.4 and 1.4.10).
    context = browser.new_context(viewport={"width": width, "height": 640}, locale="ru-RU")
    page = context.new_page()
    wide = []
    for path in kinds(library, saved):
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    context.close()
    assert wide == []


def violations(context: BrowserContext, address: str, paths: list[str], rules: list[str] = RULES) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = context.new_page()
    found = []
    for path in paths:
        page.goto(address + path)
        told = axe.Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        found += [f"{path}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in told.response["violations"]]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, address: str, library: Library, saved: str, scheme: str) -> None:
    # The script of axe is put in from outside, which the pages' own policy forbids.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    # The schemes differ in colours alone.
    rules = RULES if scheme == "light" else ["color-contrast"]
    found = violations(context, address, kinds(library, saved), rules)
    context.close()
    assert found == []


def test_axe_finds_no_violation_on_the_desk(browser: Browser, address: str, library: Library, saved: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/edit/sign-in")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    event = library.events(limit=1)[0].id
    desk = [f"/edit/records/{saved}", f"/edit/records/{saved}/withdraw", f"/edit/events/{event}", f"/records/{saved}"]
    found = violations(context, address, desk)
    context.close()
    assert found == []


def test_every_kind_of_page_is_valid_html(library: Library, saved: str, tmp_path: Path) -> None:
    jar = Path(os.environ.get("VNU_JAR", ROOT / "requirements/node_modules/vnu-jar/build/dist/vnu.jar"))
    if not jar.is_file() or shutil.which("java") is None:
        pytest.skip("there is no vnu.jar ($VNU_JAR), or no Java, on this machine")
    with TestClient(room(library, editing=True)) as client:
        for n, path in enumerate(kinds(library, saved)):
            for tongue in ("en", "ru"):
                html = client.get(path, headers={"Accept-Language": tongue}).text
                (tmp_path / f"{n:02}-{tongue}.html").write_text(html, "utf-8")
    checked = ["java", "-Xss2m", "-jar", str(jar), "--errors-only", "--format", "gnu", str(tmp_path)]
    done = subprocess.run(checked, capture_output=True, text=True, check=False, timeout=240)
    assert done.stderr.replace(str(tmp_path), "") == ""


def test_a_first_visit_weighs_less_than_150_kilobytes(
    browser: Browser, address: str, library: Library, saved: str
) -> None:
    heavy = {}
    # The heaviest of each family: what the others load besides their page is the same.
    for path in ("/", "/search?q=fleet", "/map", *kinds(library, saved)[len(PLAIN) : -1]):
        if path.endswith("voices=all"):  # asked for from the sheet, whose fonts and style are there by then
            continue
        context = browser.new_context()
        page = context.new_page()
        sent: list[int] = []
        page.on("requestfinished", lambda one: sent.append(_weight(one)))  # noqa: B023
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        context.close()
        if sum(sent) > 150_000:
            heavy[path] = sum(sent)
    assert heavy == {}


def _weight(request: object) -> int:
    if request.resource_type == "image":  # type: ignore[attr-defined]
        return 0
    sizes = request.sizes()  # type: ignore[attr-defined]
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])
