import json
import re
from html.parser import HTMLParser

import pytest
from hand_made import Held
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polyvocal.terms import Locus

pytest_plugins = ["hand_made"]

PAGES = ["/", "/records", "/search", "/search?q=Admiralty", "/events", "/events?q=skagerrak", "/events/e1",
         "/events/e1?voices=all", "/setbacks", "/checks", "/about", "/records?collection=press"]  # fmt: skip


class Form(HTMLParser):
    """Whether every element that is opened is closed, in order; which ids and links there are."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.attributes += told
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told[name] or "" for name in ("href", "src", "action") if name in told]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag


def form_of(html: str) -> Form:
    form = Form()
    form.feed(html)
    assert not form.open
    assert len(form.ids) == len(set(form.ids)), "an id stands twice"
    return form


def pages(held: Held) -> list[str]:
    mail = held.documents["mail"].id
    more = [
        f"/records/{document.id}{way}"
        for key, document in held.documents.items()
        if key != "secret"
        for way in ("", "/capture")
    ]
    return [*PAGES, *more, f"/records/{mail}?from=1&to=9", f"/records/{mail}/capture?from=1&to=9"]


def test_every_page_is_well_formed_closed_to_the_world_and_without_inline_style(held: Held) -> None:
    for address in pages(held):
        answer = held.client.get(address)
        assert answer.status_code == 200, address
        form = form_of(answer.text)
        assert "style" not in form.attributes
        assert not [a for a in form.attributes if a.startswith("on")]
        assert not [link for link in form.links if "://" in link], address
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_every_link_leads_somewhere(held: Held) -> None:
    seen: set[str] = set()
    for address in pages(held):
        base = address.partition("?")[0]
        for link in form_of(held.client.get(address).text).links:
            target = f"{base}{link}" if link.startswith("?") else link.partition("#")[0]
            if target and target not in seen:
                seen.add(target)
                status = held.client.get(target).status_code
                assert status == 200 or held.documents["secret"].id in target, (address, link)
    assert len(seen) > 40


@pytest.mark.parametrize("address", [*PAGES, "/index.json"])
def test_json_stands_beside_every_page(held: Held, address: str) -> None:
    path, _, asked = address.partition("?")
    beside = path if path in ("/", "/index.json") else f"{path}.json"
    answer = held.client.get(f"{beside}?{asked}", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    json.loads(answer.text)


MISTAKES = [
    ("/nothing", 404, "no page"),
    ("/records/rx", 404, "rx"),
    ("/events/ex", 404, "ex"),
    ("/events/e1?voices=none", 400, "voice"),
    ("/records?offset=many", 400, "whole number"),
    ("/records?order=size", 400, "order"),
    ("/records/{mail}?from=3", 400, "to"),
    ("/records/{mail}?from=9&to=99999", 404, "passage"),
    ("/records/{mail}?from=-1&to=4", 400, "whole numbers"),
    ("/records/{mail}/capture?from=0&to=999999&layer=capture", 400, "outside"),
    ("/records/{mail}/cite/apa", 404, "bibtex"),
    ("/records/{secret}", 410, "withdrawn"),
    ("/records/{secret}/capture", 410, "withdrawn"),
    ("/records/{secret}/original", 410, "withdrawn"),
    ("/records/{secret}/cite/ris", 410, "withdrawn"),
    ("/assets/../app.py", 404, "no"),
    ("/assets/%2e%2e/app.py", 404, "no such file"),
]


@pytest.mark.parametrize(("address", "status", "words"), MISTAKES)
def test_a_mistake_gets_a_clear_answer(held: Held, address: str, status: int, words: str) -> None:
    answer = held.client.get(address.format(**{key: document.id for key, document in held.documents.items()}))
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_nothing_of_a_withdrawn_text_is_shown_anywhere(held: Held) -> None:
    for address in [*pages(held), "/search?q=family+letter+taken+back"]:
        for ending in (address, address.replace("?", ".json?", 1) if "?" in address else f"{address}.json"):
            words = held.client.get("/index.json" if ending == "/.json" else ending).text
            assert "7 men" not in words, ending
            assert "our grief" not in words, ending
            assert "taken back:" not in words, ending


queries = st.dictionaries(
    st.sampled_from(["q", "from", "to", "leaf", "layer", "offset", "order", "voices", "author", "year"]),
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["0", "7", "all", "capture", "title", "1916", '"', "a AND NOT", "*", "x~"]),
    ),
)


asked_pages = ["/", "/records", "/search", "/events", "/events/e1", "/records/{mail}", "/records/{mail}/capture"]


@given(st.sampled_from([*asked_pages, "/records/{mail}/cite/ris"]), queries)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_the_room_answers(held: Held, path: str, asked: dict[str, str]) -> None:
    answer = held.client.get(path.format(mail=held.documents["mail"].id), params=asked)
    assert answer.status_code in (200, 400, 404)
    if answer.status_code != 200:
        assert len(answer.text) > 20


def test_head_and_other_methods(held: Held) -> None:
    assert held.client.head("/").status_code == 200
    assert held.client.post("/records").status_code == 405


def test_assets_are_kept_by_the_browser(held: Held) -> None:
    first = held.client.get("/assets/room.css")
    again = held.client.get("/assets/room.css", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    font = held.client.get("/assets/fonts/literata-latin.woff2")
    assert "immutable" in font.headers["cache-control"]
    assert font.headers["content-type"] == "font/woff2"


def test_a_quotation_leads_to_its_exact_characters(held: Held) -> None:
    html = held.client.get("/events/e1").text
    cited = re.findall(r'<q class="words"[^>]* cite="([^"]+)">', html)
    assert len(cited) >= 6
    for address in cited:
        address = address.replace("&amp;", "&")
        record, start, end = re.match(r"/records/(\w+)\?from=(\d+)&to=(\d+)", address).groups()  # type: ignore[union-attr]
        words = held.library.record(record).text[int(start) : int(end)]
        marked = re.findall(r'<mark class="quote"(?: id="quote")?>(.*?)</mark>', held.client.get(address).text)
        assert (
            "".join(re.sub("<[^>]+>", "", piece) for piece in marked).replace("&amp;", "&").replace("&#34;", '"')
            == words
        )


def test_the_sheet_says_whose_words_and_what_is_silent(held: Held) -> None:
    html = held.client.get("/events/e1").text
    assert "silent" in html
    assert 'lang="ru"' in html
    assert "independence not shown" in html
    assert re.search(r'class="lemma"[^>]*>fourteen ships</a>\]', html)
    assert re.search(r"<dt>Skagerrak</dt>", html)
    assert not re.search(r"consensus|most likely|average", html)


def test_a_record_shows_its_card_with_evidence(held: Held) -> None:
    mail, reply = held.documents["mail"], held.documents["reply"]
    html = held.client.get(f"/records/{mail.id}").text
    start, end = mail.at("Ann Lee").span
    assert f'href="/records/{mail.id}?from={start}&amp;to={end}#quote"' in html
    assert "copyright not evaluated" in html
    assert "[A reply &amp; its reasons]" in held.client.get(f"/records/{reply.id}").text
    assert "Fighting in the North Sea" in html, "the reprint is named"


def test_the_source_shows_every_cut_and_repair(held: Held) -> None:
    mail = held.documents["mail"]
    html = held.client.get(f"/records/{mail.id}/capture").text
    assert '<del title="tag">&lt;p&gt;</del>' in html
    assert '<del title="entity">&amp;amp;</del><ins title="entity">&amp;</ins>' in html
    shown = re.search(r'<pre class="source"[^>]*>(.*)</pre>', html, re.S)
    assert shown
    words = re.sub(r"<ins.*?</ins>", "", shown[1], flags=re.S)
    plain = (
        re.sub("<[^>]+>", "", words)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", '"')
        .replace("&amp;", "&")
    )
    assert plain == mail.captured


def test_the_way_back_to_the_capture_is_exact(held: Held) -> None:
    mail = held.documents["mail"]
    words: Locus = mail.at("ships & boats")
    html = held.client.get(f"/records/{mail.id}/capture?from={words.start}&to={words.end}").text
    marked = "".join(re.findall(r'<mark class="quote"[^>]*>(.*?)</mark>', html))
    assert re.sub("<[^>]+>", "", marked).replace("&amp;", "&") == "ships &amp; boats"
    assert held.client.get(f"/records/{mail.id}/original").content == mail.content


def test_search_marks_what_it_found(held: Held) -> None:
    html = held.client.get("/search?q=admits").text
    assert "<mark>admits</mark>" in html
    narrowed = held.client.get("/search?q=lost&collection=staff").text
    assert "A reply" in narrowed
    assert "The Morning Mail" not in narrowed
    assert "Nothing found" in held.client.get("/search?q=zeppelinitis").text


def test_filters_keep_to_the_shelf(held: Held) -> None:
    html = held.client.get("/records?language=ru").text
    assert "Из письма матроса" in html
    assert "Fight in" not in html


def test_a_room_below_a_path_keeps_its_links_there(held: Held) -> None:
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.testclient import TestClient

    from polyvocal.reading_room import room

    client = TestClient(Starlette(routes=[Mount("/jutland", room(held.library))]))
    links = form_of(client.get("/jutland/").text).links
    assert all(link.startswith(("/jutland/", "#", "?")) for link in links)
