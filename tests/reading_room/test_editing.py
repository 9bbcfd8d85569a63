"""The editing mode: who may do what, what is written, and that nothing of it is there when it is off."""

import re
import stat
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hand_made import shelve
from starlette.testclient import TestClient

from polyvocal.holdings import Library
from polyvocal.reading_room import room
from polyvocal.reading_room.editing.curators import Curators, session_key
from polyvocal.reading_room.editing.sessions import Patience
from polyvocal.terms import PolyvocalError

NAME, PASSPHRASE = "Ada Archivist", "seven ships in the fog"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Hashing as everywhere, at a cost that tests can bear."""
    monkeypatch.setattr("argon2.PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=64, parallelism=1))


class Room:
    """A hand-made library with its room in the editing mode, and a reader's browser."""

    def __init__(self, place: Path) -> None:
        self.library, self.documents, self.said = shelve(place)
        Curators(place).add(NAME, PASSPHRASE)
        self.app = room(self.library, editing=True)
        self.client = self.browser()
        self.mail = self.documents["mail"].id

    def browser(self, base: str = "http://testserver") -> TestClient:
        return TestClient(self.app, base_url=base, follow_redirects=False)

    def token(self, address: str = "/edit/sign-in", client: TestClient | None = None) -> str:
        found = re.search('name="token" value="([^"]+)"', (client or self.client).get(address).text)
        assert found
        return found[1]

    def sign_in(self, client: TestClient | None = None, passphrase: str = PASSPHRASE, name: str = NAME):
        client = client or self.client
        told = {"token": self.token(client=client), "name": name, "passphrase": passphrase}
        return client.post("/edit/sign-in", data=told)

    def card(self, record: str = "") -> dict[str, str]:
        """The form of a record as a browser would send it back."""
        html = self.client.get(f"/edit/records/{record or self.mail}").text
        html = html[html.index('<form class="desk"') : html.index('<h2 id="history"')]
        told = dict(re.findall(r'<input [^>]*?name="([^"]+)" type="text" value="([^"]*)"', html))
        told |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))
        told |= dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html))
        told |= dict(re.findall(r'type="radio" name="(access)" value="(\w+)" checked', html))
        return told


@pytest.fixture
def held(tmp_path):
    made = Room(tmp_path / "library")
    yield made
    made.library.close()


@pytest.fixture
def signed(held):
    assert held.sign_in().status_code == 303
    return held


GETS = ("/edit/records/{mail}", "/edit/records/{mail}/withdraw")
POSTS = ("/edit/records/{mail}", "/edit/records/{mail}/undo", "/edit/records/{mail}/withdraw", "/edit/sign-out")


def test_without_the_mode_no_address_and_no_trace_of_it(held):
    client = TestClient(room(held.library))
    for address in (*GETS, *POSTS, "/edit/sign-in", "/edit"):
        address = address.format(mail=held.mail)
        assert client.get(address).status_code == 404
        assert client.post(address, data={"token": "x"}).status_code == 404
    for address in ("/", "/records", f"/records/{held.mail}", "/setbacks", "/search?q=fleet"):
        answer = client.get(address)
        assert not re.search("sign in|edit this|/edit|editing.css|token", answer.text, re.IGNORECASE), address
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_mode_needs_somebody_who_may_sign_in(tmp_path):
    with Library(tmp_path) as library, pytest.raises(PolyvocalError, match="polyvocal curators"):
        room(library, editing=True)


def test_readers_who_are_not_signed_in_get_no_cookie_and_change_nothing(held):
    for address in ("/", f"/records/{held.mail}"):
        answer = held.client.get(address)
        assert "set-cookie" not in answer.headers
        assert "Sign in" in answer.text
    for address in GETS:
        answer = held.client.get(address.format(mail=held.mail))
        assert (answer.status_code, answer.headers["location"]) == (303, f"/edit/sign-in?record={held.mail}")
    token = held.token()
    for address in POSTS[:3]:
        told = {"token": token, "title": "Mine", "reason": "x", "confirmed": "yes", "decision": "c1"}
        assert held.client.post(address.format(mail=held.mail), data=told).status_code == 403
    assert held.library.history(held.mail) == ()


FORGED = [
    ({}, {}, "no token"),
    ({"token": "x"}, {}, "no true token"),
    ({"token": "{theirs}"}, {}, "the token of another session"),
    ({"token": "{own}"}, {"Origin": "https://elsewhere.example"}, "another origin"),
    ({"token": "{own}"}, {"Origin": "null"}, "an origin that is hidden"),
    ({"token": "{own}"}, {"Sec-Fetch-Site": "cross-site"}, "another site"),
    ({"token": "{own}"}, {"Sec-Fetch-Site": "same-site"}, "a neighbour"),
]


@pytest.mark.parametrize(("told", "headers", "what"), FORGED, ids=[what for *_, what in FORGED])
def test_a_forged_form_changes_nothing(signed, told, headers, what):
    theirs = signed.token(client=signed.browser())
    form = {**signed.card(), "title": "Mine", "reason": "x"}
    own = form.pop("token")
    form |= {key: value.format(own=own, theirs=theirs) for key, value in told.items()}
    answer = signed.client.post(f"/edit/records/{signed.mail}", data=form, headers=headers)
    assert answer.status_code == 403
    assert "came from elsewhere" in answer.text
    assert signed.library.history(signed.mail) == ()
    good = signed.client.post(f"/edit/records/{signed.mail}", data={**form, "token": own})
    assert good.status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "eyJuYW1lIjogIkFkYSJ9.x.y", None])
def test_a_bad_cookie_is_nobody(signed, cookie):
    form = {**signed.card(), "title": "Mine", "reason": "x"}
    (name,) = (c.name for c in signed.client.cookies.jar)
    value = signed.client.cookies[name]
    # Not the last letter: some of its bits belong to no byte of the signature, so that two letters may mean the same.
    spoilt = value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1] if cookie is None else cookie
    thief = signed.browser()
    thief.cookies.set(name, spoilt)
    assert thief.get(f"/edit/records/{signed.mail}").status_code == 303
    assert thief.post(f"/edit/records/{signed.mail}", data=form).status_code == 403


@pytest.mark.parametrize("address", POSTS[1:2] + POSTS[3:])
def test_what_changes_something_cannot_be_got(signed, address):
    assert signed.client.get(address.format(mail=signed.mail)).status_code == 405
    assert signed.client.get("/").text.count("Signed in as") == 1


def test_no_get_changes_anything(signed):
    path = signed.library.place / "corrections.jsonl"
    before = path.read_bytes()
    for address in (*GETS, "/edit/sign-in"):
        told = {"title": "Mine", "reason": "x", "confirmed": "yes", "token": "x"}
        assert signed.client.get(address.format(mail=signed.mail), params=told).status_code == 200
    assert path.read_bytes() == before


def test_only_a_form_of_reasonable_size_is_read(signed):
    address = f"/edit/records/{signed.mail}"
    assert signed.client.post(address, json={"title": "Mine"}).status_code == 415
    assert signed.client.post(address, data={"title": "x" * 300_000}).status_code == 413
    many = "&".join(f"f{n}=1" for n in range(600))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert signed.client.post(address, content=many, headers=form).status_code == 400
    assert signed.client.post(address, content=b"\xff=1", headers=form).status_code == 400


# Signing in and out.


def test_the_cookie_of_a_session(held):
    plain = held.sign_in().headers["set-cookie"].lower()
    assert "httponly" in plain
    assert "samesite=strict" in plain
    assert "path=/;" in plain
    assert "secure" not in plain
    safe = held.sign_in(held.browser("https://testserver")).headers["set-cookie"]
    assert safe.startswith("__Host-polyvocal-")
    assert "secure" in safe.lower()
    assert PASSPHRASE not in safe


def test_after_signing_in_one_is_at_the_desk_of_the_record(held):
    page = held.client.get(f"/edit/sign-in?record={held.mail}")
    assert f'name="record" value="{held.mail}"' in page.text
    for record, to in ((held.mail, f"/edit/records/{held.mail}"), ("//elsewhere.example", "/"), ("", "/")):
        told = {"token": held.token(), "name": NAME, "passphrase": PASSPHRASE, "record": record}
        assert held.client.post("/edit/sign-in", data=told).headers["location"] == to


@pytest.mark.parametrize(
    ("name", "passphrase"), [(NAME, "wrong"), ("Nobody", PASSPHRASE), ("", ""), (NAME, "x" * 5000)]
)
def test_a_wrong_passphrase_is_told_and_does_not_tell_which_names_there_are(held, name, passphrase):
    answer = held.sign_in(name=name, passphrase=passphrase)
    assert answer.status_code == 422
    assert "No curator has this name and this passphrase." in answer.text
    assert "x" * 40 not in answer.text
    assert 'role="alert"' in answer.text


def test_after_some_wrong_passphrases_one_has_to_wait(held):
    for _ in range(6):
        assert held.sign_in(passphrase="wrong").status_code == 422
    answer = held.sign_in()
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Try again in" in answer.text


def test_patience_grows_and_ends():
    patience = Patience()
    for _ in range(5):
        patience.failed(["a"])
    assert patience.wait(["a"]) <= 0
    waits = []
    for _ in range(14):
        patience.failed(["a"])
        waits.append(round(patience.wait(["a", "b"])))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    patience.succeeded(["a"])
    assert patience.wait(["a"]) == 0
    for n in range(12_000):
        patience.failed([f"name {n}"])
    assert len(patience._failed) == 10_000


def test_signing_out_ends_every_session_of_the_name(signed):
    other = signed.browser()
    assert signed.sign_in(other).status_code == 303
    old = dict(signed.client.cookies)
    answer = signed.client.post("/edit/sign-out", data={"token": signed.card()["token"]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    for name, value in old.items():
        signed.client.cookies.set(name, value)
    for client in (signed.client, other):
        assert client.get(f"/edit/records/{signed.mail}").status_code == 303


@pytest.mark.parametrize("act", ["remove", "new passphrase"])
def test_a_session_ends_with_the_account(signed, act):
    curators = Curators(signed.library.place)
    curators.remove(NAME) if act == "remove" else curators.add(NAME, "another long passphrase")
    assert signed.client.get(f"/edit/records/{signed.mail}").status_code == 303
    assert signed.sign_in().status_code == 422


def test_accounts_are_hashed_and_secrets_are_the_owners_alone(tmp_path):
    curators = Curators(tmp_path)
    curators.add("  Ada   Archivist ", PASSPHRASE)
    key = session_key(tmp_path)
    assert curators.names() == ("Ada Archivist",)
    told = (tmp_path / "curators.json").read_text()
    assert "$argon2id$" in told
    assert PASSPHRASE not in told
    for name in ("curators.json", "session.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert name in (tmp_path / ".gitignore").read_text()
    assert session_key(tmp_path) == key
    (tmp_path / "session.key").chmod(0o644)
    with pytest.raises(PolyvocalError, match="read by others"):
        session_key(tmp_path)
    for name, passphrase, fault in (("", PASSPHRASE, "a name"), ("B", "short", "12 to 1000 letters")):
        with pytest.raises(PolyvocalError, match=fault):
            curators.add(name, passphrase)
    with pytest.raises(PolyvocalError, match="no curator 'B'; there are: Ada Archivist"):
        curators.remove("B")


# At the desk.


def test_a_corrected_card_is_on_the_shelf_in_the_search_and_under_the_name(signed):
    form = {**signed.card(), "title": "Fourteen ships", "author": "Lee, Ann; Reuter [body]", "kind": ""}
    form |= {"published": "1916-06-04", "series": "War Papers", "new label": "Edition:", "new words": "late"}
    answer = signed.client.post(f"/edit/records/{signed.mail}", data={**form, "reason": "the printed page"})
    assert answer.headers["location"] == f"/edit/records/{signed.mail}?saved=6"
    page = signed.client.get(answer.headers["location"])
    assert "6 decisions written" in page.text
    assert "Fourteen ships" in signed.client.get("/records").text
    assert "Fourteen ships" in signed.client.get("/search?q=title:fourteen").text
    card = signed.library.card(signed.mail)
    assert (card.authors, card.kind, card.date) == (("Lee, Ann", "Reuter"), "", "1916-06-04")
    decided = [d.correction for d in signed.library.history(signed.mail)]
    assert {(c.by, c.reason) for c in decided} == {(NAME, "the printed page")}
    assert {c.field for c in decided} == {"title", "author", "kind", "published", "series", "label: Edition"}
    assert signed.client.post(f"/edit/records/{signed.mail}", data=signed.card()).status_code == 200  # nothing new
    assert len(signed.library.history(signed.mail)) == 6


def test_errors_stand_in_words_beside_what_they_are_about_and_nothing_is_written(signed):
    form = {**signed.card(), "published": "June 1916", "title": "Kept <here>"}
    answer = signed.client.post(f"/edit/records/{signed.mail}", data=form)
    assert answer.status_code == 422
    assert 'aria-describedby="field-published-fault hint-3" aria-invalid="true"' in answer.text
    assert '<a href="#field-published">Published</a>: &#39;June 1916&#39; is no date such as' in answer.text
    assert '<a href="#reason">Reason</a>' in answer.text
    assert 'value="Kept &lt;here&gt;"' in answer.text
    assert signed.library.history(signed.mail) == ()


def test_who_writes_over_another_is_told(signed):
    form = signed.card()
    signed.library.correct(signed.mail, "kind", "telegram", "Bob", "seen")
    answer = signed.client.post(f"/edit/records/{signed.mail}", data={**form, "title": "Mine", "reason": "x"})
    assert "Somebody changed this card while you wrote" in answer.text
    assert 'value="Mine"' in answer.text
    assert signed.library.card(signed.mail).title == "Fight in the North Sea"
    seen = re.search('name="seen" value="([^"]+)"', answer.text)
    assert seen
    again = {**form, "title": "Mine", "reason": "x", "kind": "telegram", "seen": seen[1]}
    assert signed.client.post(f"/edit/records/{signed.mail}", data=again).status_code == 303


def test_a_decision_is_taken_back_with_a_reason(signed):
    signed.library.correct(signed.mail, "title", "Mine", "Bob", "seen")
    (line,) = (d.correction for d in signed.library.history(signed.mail))
    told = {"token": signed.card()["token"], "decision": line.id}
    answer = signed.client.post(f"/edit/records/{signed.mail}/undo", data=told)
    assert answer.status_code == 422
    assert f'id="undo-{line.id}-fault"' in answer.text
    answer = signed.client.post(f"/edit/records/{signed.mail}/undo", data={**told, "reason": "a slip"})
    assert answer.status_code == 303
    assert signed.library.card(signed.mail).title == "Fight in the North Sea"
    assert signed.library.history(signed.mail)[-1].correction.by == NAME
    other = signed.documents["reply"].id  # a decision is taken back only at the desk of its record
    answer = signed.client.post(f"/edit/records/{other}/undo", data={**told, "reason": "x"})
    assert answer.status_code in (400, 404)


def test_a_record_is_withdrawn_once_it_was_confirmed(signed):
    address = f"/edit/records/{signed.mail}/withdraw"
    assert signed.client.get(address).status_code == 200
    token = signed.card()["token"]
    answer = signed.client.post(address, data={"token": token})
    assert answer.status_code == 422
    assert "Tick the box" in answer.text
    told = {"token": token, "title": "", "reason": "the family asked", "confirmed": "yes", "erase": "yes"}
    assert signed.client.post(address, data=told).status_code == 303
    page = signed.browser().get(f"/records/{signed.mail}")
    assert page.status_code == 410
    for words in ("Withdrawn document", NAME, "the family asked"):
        assert words in page.text
    assert "North Sea" not in page.text
    with pytest.raises(PolyvocalError, match="no original"):
        signed.library.read_again(signed.documents["mail"].record.capture.sha256)
    desk = signed.client.get(f"/edit/records/{signed.mail}").text
    assert "has been withdrawn on" in desk
    assert "Take back" in desk
    assert signed.client.get(address).status_code == 410


RESTRICTED = ("fourteen ships", "2,000 men", "According to seamen", "Fight in the North Sea</h1>")


def test_a_restricted_text_is_read_only_by_who_is_signed_in(signed):
    form = {**signed.card(), "access": "restricted", "reason": "living persons"}
    assert signed.client.post(f"/edit/records/{signed.mail}", data=form).status_code == 303
    signed.library.correct(signed.documents["copy"].id, "access", "restricted", "Bob", "the same")
    reader = signed.browser()
    way = f"/records/{signed.mail}"
    copy = signed.documents["copy"].id
    pages = ["/", "/records", "/events", "/events/e1", "/events/e1?voices=all", "/events/e1/voices", "/search?q=seamen",
             "/search?q=fight", "/search?q=&collection=press", way, f"{way}/cite/ris", "/cited", f"{way}/versions",
             f"{way}/versions/{copy}", "/setbacks"]  # fmt: skip
    for address in pages:
        for ending in (address, address.replace("?", ".json?", 1) if "?" in address else f"{address}.json"):
            words = reader.get("/index.json" if ending == "/.json" else ending).text
            assert not any(secret in words for secret in RESTRICTED[:3]), ending
    assert "Fight in the North Sea" in reader.get("/records").text  # it is listed
    assert "only those who look after the library" in reader.get(way).text
    for shut in (f"{way}/capture", f"{way}/original", f"{way}/cite/ris?from=1&to=9"):
        assert reader.get(shut).status_code == 403
    assert all(words in signed.client.get(way).text for words in ("men</", "down with three", "According to"))
    assert signed.client.get("/search?q=seamen").text.count("<mark") >= 1
    assert signed.client.get(f"{way}/capture").status_code == 200
    assert signed.client.get(way).headers["cache-control"] == "no-store"


def test_forms_have_labels_and_pages_stay_strict(signed):
    signed.library.correct(signed.mail, "title", "Mine", "Bob", "seen")
    for address in (*(get.format(mail=signed.mail) for get in GETS), "/edit/sign-in"):
        html = signed.client.get(address).text
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), address
        controls = re.findall(r"<(?:input|textarea)(?![^>]*type=\"hidden\")[^>]*>", html)
        assert controls
        for control in controls:
            found = re.search(' id="([^"]+)"', control)
            assert found, control
            assert f'for="{found[1]}"' in html, control
            for told in re.findall('aria-describedby="([^"]+)"', control):
                assert set(told.split()) <= set(ids), control
        assert "<script>" not in html
        assert " style=" not in html
        headers = signed.client.get(address).headers
        assert "form-action 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"


def test_decisions_about_records_no_longer_held_are_noticed(signed):
    signed.library.correct(signed.mail, "title", "Mine", "Bob", "seen")
    with signed.library._writing() as connection:
        connection.execute("DELETE FROM captures WHERE source = 'press/mail.html'")
    page = signed.browser().get("/setbacks").text
    assert "Decisions about records no longer held" in page
    assert "press/mail.html" in page
    assert "1 of 1" in page
