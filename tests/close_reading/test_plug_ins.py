"""Plug-ins: a real spaCy pipeline from disk, and a real server that speaks the protocol of chat completions."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.build import build
from polyvocal.close_reading import read, readers
from polyvocal.close_reading.plug_ins import chat_endpoint, chat_reader
from polyvocal.close_reading.plug_ins.chat_endpoint import endpoint
from polyvocal.close_reading.plug_ins.chat_reader import ChatReader
from polyvocal.close_reading.plug_ins.located import Page, report
from polyvocal.close_reading.plug_ins.passages import passages
from polyvocal.close_reading.readers import RULES, Unanswered, reader
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.suggested import Suggested
from polyvocal.holdings import Library
from polyvocal.terms import Capture, PolyvocalError, Record, Sentence

TEXT = (
    "OFF THE COAST\n\nThe steamer left Qvist on 3 June 1916. Captain Marlow told the court that “the pilot\nhad been "
    "drunk”. The pilot denied it.\n\nThe harbour office said the light was burning. Marlow said nothing."
)
TOLD = {
    "names": [{"words": "Qvist", "type": "place"}, {"words": "Marlow", "type": "person"}],
    "reports": [
        {
            "source": "Captain Marlow", "cue": "told the court", "content": ['the pilot had been drunk'],
            "manner": "says",
        },
        {"source": "The harbour office", "cue": "said", "content": ["the light was burning"], "manner": "says"},
    ],
}  # fmt: skip


def a_record(text: str) -> Record:
    return Record("r1", "", Capture("page.txt", "0" * 64, len(text), "text/plain", "test"), (0, len(text)), 0, text, ())


def words(text: str, found: Suggested) -> tuple[list[tuple[str, str]], list[tuple[str | None, str, list[str]]]]:
    """What the spans of a suggestion quote."""
    return (
        [(text[n.start : n.end], n.type) for n in found.names],
        [
            (text[slice(*r.source)] if r.source else None, text[slice(*r.cue)], [text[slice(*c)] for c in r.content])
            for r in found.reports
        ],
    )


# Passages and places.


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 4), st.booleans()), max_size=30), st.integers(1, 80))
def test_passages_hold_every_sentence_and_keep_their_bound(shape: list[tuple[int, int, bool]], most: int) -> None:
    sentences, at, paragraph = [], 0, 0
    for length, gap, breaks in shape:
        sentences.append(Sentence(at, at + length, paragraph))
        at += length + gap
        paragraph += breaks
    found = list(passages(sentences, most))
    assert all(0 < end - start <= most for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    covered = {place for start, end in found for place in range(start, end)}
    assert covered >= {place for s in sentences for place in range(s.start, s.end)}


@given(st.text(max_size=200), st.data())
def test_words_of_the_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quoted = text[start:end]
    for a, b in Page(text, 0, len(text)).places(quoted):
        assert Page(text[a:b], 0, b - a).places(quoted) == [(0, b - a)]
    whole = quoted.split() and (start == 0 or not text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
    if whole and quoted == quoted.strip() and "_" not in text:
        assert (start, end) in Page(text, 0, len(text)).places(quoted) or text.count(quoted.split()[0]) > 1


@pytest.mark.parametrize(
    ("text", "quotation", "expected"),
    [
        ("Ward and Warden", "Ward", [(0, 4)]),
        ("the “old\n  mill” burnt", '"old mill"', [(4, 16)]),
        ("don’t", "don't", [(0, 5)]),
        ("One. One.", "One", [(0, 3), (5, 8)]),
        ("The fleet sailed.", "The fleet did not sail.", []),
        ("a.c", "abc", []),
        ("abc", "a.c", []),
        ("anything", "  ", []),
        ("a" * 7000, "a" * 7000, []),
    ],
)
def test_only_what_stands_there_is_found(text: str, quotation: str, expected: list[tuple[int, int]]) -> None:
    assert Page(text, 0, len(text)).places(quotation) == expected


def test_the_nearest_words_make_a_report() -> None:
    text = "Hall said no. Later Hall said the dam had burst, and Moss said it held."
    page = Page(text, 0, len(text))
    first = report(page, "said", "Hall", ["the dam had burst"], ())
    assert first == ((25, 29), (20, 24), ((30, 47),))
    assert report(page, "said", "Moss", ["it held"], [first[0]]) == ((58, 62), (53, 57), ((63, 70),))
    for cue, source, content in (
        ("claimed", "Hall", ["the dam had burst"]),
        ("said", "Hill", ["the dam had burst"]),
        ("said", "Hall", ["the dam had broken"]),
        ("said", "Hall", ["the dam had burst", "and drowned them"]),
        ("said", "Hall", []),
        ("the dam", "Hall", ["the dam had burst"]),
    ):
        assert report(page, cue, source, content, ()) is None
    far = "Hall said. " + "Nothing happened. " * 60 + "The dam burst."
    assert report(Page(far, 0, len(far)), "said", "Hall", ["The dam burst"], ()) is None


# spaCy.


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    place = tmp_path_factory.mktemp("spacy") / "ports"
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Qvist"},
            {"label": "PERSON", "pattern": [{"LOWER": "captain"}, {"TEXT": "Marlow"}]},
            {"label": "DATE", "pattern": "3 June 1916"},
            {"label": "ORG", "pattern": [{"LOWER": "harbour"}, {"LOWER": "office"}]},
        ]
    )
    made.meta["name"], made.meta["version"] = "ports", "1.2.3"
    made.to_disk(place)
    return place


def test_a_spacy_pipeline_gives_names(pipeline: Path) -> None:
    text = "\n\n".join([TEXT] * 300)  # longer than it is given at once
    one = reader(f"spacy:{pipeline}")
    assert (one.name, one.languages, one.remote) == ("spacy:en_ports 1.2.3", frozenset(["en"]), False)
    found, _ = words(text, one.read(text, divide_sentences(text), "en"))
    expected = [("Qvist", "place"), ("Captain Marlow", "person"), ("harbour office", "organisation")]
    assert found == expected * 300


def test_spacy_names_are_joined_to_those_of_the_rules(pipeline: Path) -> None:
    found = read(a_record(TEXT), reader=f"spacy:{pipeline}")
    assert found.reader == f"{RULES} + spacy:en_ports 1.2.3"
    assert ("Qvist", "place") in {(n.locus.words, n.type) for n in found.names if n.rule.startswith("spacy:en_ports")}
    assert found.attributions


def test_a_pipeline_that_cannot_be_loaded_costs_no_document(pipeline: Path, tmp_path: Path) -> None:
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "meta.json").write_text('{"lang": "en", "name": "torn", "version": "1"}', "utf-8")
    with pytest.raises(Unanswered, match=r"spaCy cannot load .*torn"):
        reader(f"spacy:{tmp_path / 'torn'}").read(TEXT, divide_sentences(TEXT), "en")
    for name in ("no_such_pipeline", "../x", str(tmp_path)):
        with pytest.raises(PolyvocalError, match="no spaCy pipeline"):
            reader(f"spacy:{name}")


# An endpoint.

Answer = Callable[[dict[str, Any], BaseHTTPRequestHandler], None]


class Server:
    """A server of chat completions on this machine; *answer* does what a test wants with a question."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer = lambda question, to: says(to, TOLD)
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.path == "/v1/chat/completions"
                assert self.headers["Content-Type"] == "application/json"
                owner.asked.append(question)
                owner.headers.append(dict(self.headers))
                owner.answer(question, self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def passages(self) -> list[str]:
        return [question["messages"][-1]["content"] for question in self.asked]


def sends(to: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    to.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def says(to: BaseHTTPRequestHandler, marked: object) -> None:
    """Answer as such servers do: the model's words are a string in the first choice."""
    content = marked if isinstance(marked, str) else json.dumps(marked)
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    sends(to, json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    one = Server()
    monkeypatch.setenv("POLYVOCAL_OPENAI_ADDRESS", one.address + "/")
    monkeypatch.setenv("POLYVOCAL_OPENAI_KEY", "a-key")
    monkeypatch.setattr(chat_endpoint, "_PAUSES", (0.0, 0.0, 0.0))
    reader.cache_clear()
    yield one
    one.close()
    reader.cache_clear()


def chat(**changes: Any) -> ChatReader:
    """A reader that waits for nothing."""
    made = chat_endpoint.endpoint()
    settings = {"pauses": (0.0, 0.0), "sleep": lambda seconds: None, **changes}
    return ChatReader("clerk", chat_endpoint.Endpoint(made.address, made.key, **settings))


def test_an_endpoint_is_asked_in_its_protocol(server: Server) -> None:
    found = chat().read(TEXT, divide_sentences(TEXT), "en")
    names, reports = words(TEXT, found)
    assert names == [("Qvist", "place"), ("Marlow", "person"), ("Marlow", "person")]
    assert reports == [
        ("Captain Marlow", "told the court", ["the pilot\nhad been drunk"]),
        ("The harbour office", "said", ["the light was burning"]),
    ]
    assert found.losses == ()
    (question,), (headers,) = server.asked, server.headers
    assert question["model"] == "clerk"
    assert [message["role"] for message in question["messages"]] == ["system", "user"]
    assert server.passages() == [TEXT]
    form = question["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"]["required"] == ["names", "reports"]
    assert headers["Authorization"] == "Bearer a-key"


def test_its_suggestions_are_joined_to_the_rules(server: Server) -> None:
    found = read(a_record(TEXT), reader="openai:clerk")
    assert found.reader == f"{RULES} + openai:clerk"
    assert ("Qvist", "openai:clerk") in {(n.locus.words, n.rule.partition(",")[0]) for n in found.names}
    for name in found.names:
        name.locus.verify(TEXT)


def test_nobody_is_asked_unless_named(server: Server) -> None:
    read(a_record(TEXT), reader="rules")
    read(a_record(TEXT))
    reader("openai:clerk")
    assert server.asked == []


def test_a_long_text_goes_in_passages(server: Server) -> None:
    server.answer = lambda question, to: says(to, {"names": [{"words": "Qvist", "type": "place"}], "reports": []})
    text = "\n\n".join(f"{n}. {TEXT}" for n in range(60))
    found = chat().read(text, divide_sentences(text), "en")
    assert len(found.names) == 60
    sent = server.passages()
    assert max(map(len, sent)) <= 4000
    assert "".join("".join(sent).split()) == "".join(text.split())


def test_what_does_not_stand_in_the_text_is_left_out_and_counted(server: Server) -> None:
    wrong = {
        "names": [*TOLD["names"], {"words": "Captain Nemo", "type": "person"}, {"words": "Qvist", "type": "harbour"}],
        "reports": [
            {"source": "Captain Nemo", "cue": "said", "content": ["the light was burning"], "manner": "says"},
            {"source": None, "cue": "said", "content": ["all hands were saved"], "manner": "says"},
            {"source": None, "cue": "denied", "content": ["The pilot"], "manner": "sings"},
            {"source": "The pilot", "cue": "denied", "content": ["it"], "manner": "denies"},
        ],
    }
    server.answer = lambda question, to: says(to, wrong)
    found = chat().read(TEXT, divide_sentences(TEXT), "en")
    names, reports = words(TEXT, found)
    assert names == [("Qvist", "place"), ("Marlow", "person"), ("Marlow", "person")]
    assert reports == [("The pilot", "denied", ["it"])]
    (loss,) = found.losses
    assert loss.startswith("5 of 8 names and reports of openai:clerk were left out")


@pytest.mark.parametrize(
    "marked",
    [
        "I cannot do that.",
        "",
        "{",
        '{"names": [{"words": 3}]}',
        '{"names": "all"}',
        "[" * 100_000 + "]" * 100_000,
        '{"reports": ' + "[" * 5000 + "]" * 5000 + "}",
    ],
)
def test_an_answer_in_no_form_is_asked_for_once_more(marked: str, server: Server) -> None:
    server.answer = lambda question, to: says(to, marked)
    found = chat().read(TEXT, divide_sentences(TEXT), "en")
    assert found == Suggested(losses=("passages that openai:clerk gave no answer on that can be read: 1",))
    assert len(server.asked) == 2


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"null", b'{"choices": []}', b'{"choices": [{}]}'])
def test_an_answer_that_is_not_of_the_protocol_is_a_loss(body: bytes, server: Server) -> None:
    server.answer = lambda question, to: sends(to, body)
    assert len(chat().read(TEXT, divide_sentences(TEXT), "en").losses) == 1


def test_words_around_the_json_do_no_harm(server: Server) -> None:
    server.answer = lambda question, to: says(to, f"Here it is:\n```json\n{json.dumps(TOLD)}\n```\nAnything else?")
    assert len(chat().read(TEXT, divide_sentences(TEXT), "en").reports) == 2


def test_a_busy_endpoint_is_asked_again_when_it_says(server: Server) -> None:
    def busy(question: dict[str, Any], to: BaseHTTPRequestHandler) -> None:
        if len(server.asked) < 3:
            sends(to, b"{}", 429 if len(server.asked) == 1 else 503, Retry_After="7")
        else:
            says(to, TOLD)

    server.answer = busy
    waited: list[float] = []
    found = chat(pauses=(1.0, 40.0, 0.0), sleep=waited.append).read(TEXT, divide_sentences(TEXT), "en")
    assert (len(found.reports), waited) == (2, [7.0, 40.0])


def test_an_endpoint_without_forms_of_answers_is_asked_without(server: Server) -> None:
    def plain(question: dict[str, Any], to: BaseHTTPRequestHandler) -> None:
        if "response_format" in question:
            sends(to, b'{"error": {"message": "unknown field response_format"}}', 400)
        else:
            says(to, TOLD)

    server.answer = plain
    one = chat()
    for _ in range(2):
        assert len(one.read(TEXT, divide_sentences(TEXT), "en").reports) == 2
    assert ["response_format" in question for question in server.asked] == [True, False, False]


@pytest.mark.parametrize(("status", "times"), [(401, 1), (403, 1), (307, 1), (500, 3)])
def test_a_refusal_is_told(status: int, times: int, server: Server) -> None:
    server.answer = lambda question, to: sends(to, b'{"error":\n"no such key"}', status, Location="http://127.0.0.1:9/")
    with pytest.raises(Unanswered, match=rf"openai:clerk gave no answer: .*status {status} .*no such key"):
        chat().read(TEXT, divide_sentences(TEXT), "en")
    assert len(server.asked) == times


def test_slow_answers_end(server: Server) -> None:
    def drips(question: dict[str, Any], to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        for _ in range(60):
            time.sleep(0.05)
            to.wfile.write(b" ")
            to.wfile.flush()

    def mute(question: dict[str, Any], to: BaseHTTPRequestHandler) -> None:
        time.sleep(2.0)

    for kind in (drips, mute):
        server.answer = kind
        began = time.monotonic()
        with pytest.raises(Unanswered, match=r"no answer within 0\.3 seconds"):
            chat(seconds=0.3, pauses=()).read(TEXT, divide_sentences(TEXT), "en")
        assert time.monotonic() - began < 1.5


def test_an_endless_answer_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_endpoint, "_ANSWER_BYTES", 2**16)
    server.answer = lambda question, to: sends(to, b" " * 2**20)
    with pytest.raises(Unanswered, match="an answer of more than"):
        chat().read(TEXT, divide_sentences(TEXT), "en")


def test_an_endpoint_that_is_away_is_left_alone_for_a_while(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("POLYVOCAL_OPENAI_ADDRESS", f"http://127.0.0.1:{port}/v1")
    one = chat()
    told = []
    for _ in range(4):
        with pytest.raises(Unanswered) as raised:
            one.read(TEXT, divide_sentences(TEXT), "en")
        told.append(str(raised.value))
    assert all("refused" in words for words in told[:3])
    assert told[3] == "openai:clerk is not asked for 60 seconds, for it left 3 unanswered"
    monkeypatch.setattr(chat_reader, "_QUIET", 0.0)
    assert one._until > time.monotonic() + 50


def test_a_record_has_a_budget(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_reader, "_BUDGET", -1.0)
    found = chat().read(TEXT, divide_sentences(TEXT), "en")
    assert (server.asked, len(found.losses)) == ([], 1)
    assert "was not asked about" in found.losses[0]


def test_a_library_is_built_by_an_endpoint(server: Server, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(3):
        (pile / f"{n}.txt").write_text(f"{TEXT} It was page {n}.", "utf-8")
    answers = server.answer

    def not_the_second(question: dict[str, Any], to: BaseHTTPRequestHandler) -> None:
        if "It was page 1." in question["messages"][-1]["content"]:
            sends(to, b"down", 500)
        else:
            answers(question, to)

    server.answer = not_the_second
    place = tmp_path / "library"
    build(pile, place, workers=1, reader="openai:clerk")
    by = f"{RULES} + openai:clerk"
    with Library(place) as library:
        assert library.audit().readers == ((by, 2), (RULES, 1))
        (setback,) = library.setbacks()
        assert setback.where == "1.txt"
        assert setback.reason.endswith("; read by the rules alone, the next build asks again")
    server.answer = answers
    server.asked.clear()
    build(pile, place, workers=1, reader="openai:clerk")
    assert [passage[-14:] for passage in server.passages()] == ["It was page 1."]
    with Library(place) as library:
        audit = library.audit()
        assert (audit.readers, audit.faults, library.setbacks()) == (((by, 3),), (), ())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ADDRESS", "", "needs POLYVOCAL_OPENAI_ADDRESS"),
        ("ADDRESS", "127.0.0.1:8080", "is no address"),
        ("ADDRESS", "file:///etc/passwd", "is no address"),
        ("ADDRESS", "http://", "is no address"),
        ("ADDRESS", "http://host:port/v1", "is no address"),
        ("ADDRESS", "http://user:word@host/v1", "is no address"),
        ("SECONDS", "soon", "a number of seconds up to 3600"),
        ("SECONDS", "-1", "a number of seconds up to 3600"),
        ("SECONDS", "nan", "a number of seconds up to 3600"),
    ],
)
def test_settings_that_cannot_be_are_told(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYVOCAL_OPENAI_ADDRESS", "http://127.0.0.1:1/v1")
    monkeypatch.setenv(f"POLYVOCAL_OPENAI_{name}", value)
    with pytest.raises(PolyvocalError, match=told) as raised:
        endpoint()
    assert "word" not in str(raised.value)


def test_the_key_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYVOCAL_OPENAI_ADDRESS", "https://example.org/v1/chat/completions")
    monkeypatch.setenv("POLYVOCAL_OPENAI_KEY", "a-secret")
    made = endpoint()
    assert made.address.path == "/v1/chat/completions"
    assert "a-secret" not in repr(made)
    assert readers.reader("openai:x").name == "openai:x"
