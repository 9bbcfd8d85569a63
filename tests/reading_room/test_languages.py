import re
import string

import pytest
from babel.messages.pofile import read_po
from hand_made import Held

from polyvocal.reading_room import languages, wording
from polyvocal.reading_room.languages import NAMES, catalogue, chosen, speaking
from polyvocal.reading_room.messages import complete, gathered, place

pytest_plugins = ["hand_made"]

OTHERS = [tongue for tongue in NAMES if tongue != "en"]


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("tongue", OTHERS)
def test_every_message_is_translated_and_none_is_left_over(tongue: str) -> None:
    with place(tongue).open("rb") as file:
        known = read_po(file, locale=tongue)
    wanted = {(message.context, message.id) for message in gathered() if message.id}
    waiting = [message.id for message in known if message.id and not complete(message)]
    absent = [key for key in wanted if known.get(key[1] if isinstance(key[1], str) else key[1][0], key[0]) is None]
    left = [message.id for message in known if message.id and (message.context, message.id) not in wanted]
    told = f"python -m polyvocal.reading_room.messages {tongue}"
    assert (waiting, absent, left) == ([], [], []), told


@pytest.mark.parametrize("tongue", OTHERS)
def test_what_stands_in_braces_is_the_same_in_every_language(tongue: str) -> None:
    with place(tongue).open("rb") as file:
        for message in read_po(file, locale=tongue):
            said = [message.string] if isinstance(message.string, str) else message.string or ()
            asked = message.id if isinstance(message.id, str) else message.id[0]
            for words in said if asked else ():
                assert blanks(words) == blanks(asked), (asked, words)


RUSSIAN = [
    (lambda: wording.counted(1, "document"), "1 документ"),
    (lambda: wording.counted(3, "document"), "3 документа"),
    (lambda: wording.counted(11, "document"), "11 документов"),
    (lambda: wording.counted(1221, "document"), "1\xa0221 документ"),
    (lambda: wording.number(2551.5), "2\xa0551,5"),
    (lambda: wording.date("1916-05-31"), "31 мая 1916"),
    (lambda: wording.date("1916-05"), "май 1916"),
    (lambda: wording.date("1916-05-31/1916-06-01"), "31 мая – 1 июня 1916"),
    (lambda: wording.date("1917~"), "около 1917"),
    (lambda: wording.date("1917-03/"), "март 1917 или позже"),
    (lambda: wording.day(2421015), "31 мая 1916"),
    (lambda: wording.listed(["А", "Б", "В"]), "А, Б и В"),
]


@pytest.mark.parametrize(("make", "words"), RUSSIAN)
def test_numbers_days_and_plurals_in_russian(make, words: str) -> None:  # type: ignore[no-untyped-def]
    with speaking("ru"):
        assert make() == words


def test_a_translation_escapes_what_it_is_given() -> None:
    from markupsafe import Markup

    with speaking("ru"):
        said = wording.t("made by {name}", name=Markup("<b>x</b>"))
    assert said == Markup("автор: <b>x</b>")
    assert wording.t("{low} to {high}", low=Markup("<i>1</i>"), high="<2>") == "<i>1</i> to &lt;2&gt;"


HEADERS = [
    ("", "", "ru", "ru"), ("", "", "ru-RU,ru;q=0.9,en-US;q=0.8", "ru"), ("", "", "en;q=0.2, ru;q=0.9", "ru"),
    ("", "", "ru;q=0, en", "en"), ("", "ru", "en", "ru"), ("en", "ru", "ru", "en"), ("../x", "<b>", "a;q=9,,;", "en"),
    ("", "", "," * 4000, "en"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "kept", "accepted", "tongue"), HEADERS)
def test_which_language_is_chosen(asked: str, kept: str, accepted: str, tongue: str) -> None:
    assert chosen(asked, kept, accepted) == tongue


def test_a_page_is_set_in_the_language_asked_for_and_stays_so(held: Held) -> None:
    client = held.client
    first = client.get("/about")
    assert '<html lang="en">' in first.text
    assert 'hreflang="ru"' in first.text
    assert {part.strip() for part in first.headers["vary"].split(",")} >= {"Accept", "Accept-Language", "Cookie"}
    russian = client.get("/about?lang=ru")
    assert '<html lang="ru">' in russian.text
    assert "Чего она не может знать" in russian.text
    assert "SameSite=Lax" in russian.headers["set-cookie"]
    assert '<html lang="ru">' in client.get("/records").text
    assert '<html lang="en">' in client.get("/records?lang=en").text
    assert '<html lang="en">' in client.get("/events").text
    client.cookies.clear()


def test_the_browser_is_asked_where_nothing_is_kept(held: Held) -> None:
    answer = held.client.get("/events/e1", headers={"Accept-Language": "ru"})
    assert '<html lang="ru">' in answer.text
    assert "молчит" in answer.text
    assert "set-cookie" not in answer.headers
    mistake = held.client.get("/nothing", headers={"Accept-Language": "ru"})
    assert (mistake.status_code, "На первую страницу" in mistake.text) == (404, True)


def test_what_is_quoted_and_told_to_programs_is_the_same_in_every_language(held: Held) -> None:
    for address in ("/events/e1", f"/records/{held.documents['mail'].id}"):
        english, russian = (held.client.get(address, headers={"Accept-Language": one}).text for one in ("en", "ru"))
        quoted = [
            re.findall(r'<q class="words".*?</q>|<p class="set".*?</p>', html, re.S) for html in (english, russian)
        ]
        told = [[re.sub(r' title="[^"]*"', "", words) for words in each] for each in quoted]
        assert told[0] == told[1] != []
        bare = [held.client.get(f"{address}.json", headers={"Accept-Language": one}).content for one in ("en", "ru")]
        assert bare[0] == bare[1]


def test_the_source_needs_no_catalogue() -> None:
    assert type(catalogue("en")).__name__ == "NullTranslations"
    assert languages.separators("en") == (",", ".")
