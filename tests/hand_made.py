"""A small library made by hand of real terms, so that the room is tested whatever the readers read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polyvocal.holdings import Library
from polyvocal.reading_room import room
from polyvocal.terms import (
    Apparatus,
    Attribution,
    Capture,
    CloseReading,
    Collation,
    Container,
    Contributor,
    Description,
    Edit,
    Entry,
    Event,
    Figure,
    Locus,
    Member,
    Name,
    Naming,
    Origin,
    Reading,
    Receipt,
    Record,
    Relation,
    ReprintLink,
    Sentence,
    Setback,
    StatedDate,
    Statement,
    Voice,
    When,
)
from polyvocal.terms.days import from_gregorian
from polyvocal.terms.record import record_id

BULLETIN = """<html><body><h1>Fight in the North Sea</h1>
<p>By Ann Lee</p>
<p>LONDON, June 3. The Admiralty admits that fourteen ships &amp; boats were lost on the night of 31 May 1916.</p>
<p>According to seamen landed at Leith, "at least 2,000 men" went down with three battle cruisers.</p></body></html>"""
REPLY = """The Day Before the Skagerrak

The German naval staff states that 11 vessels of the High Sea Fleet were lost on 31 May 1916, and some 2,500 men.
The staff denies that the Lützow was sunk. <script>alert(1)</script>
"""
COPY = BULLETIN.replace("<p>By Ann Lee</p>\n", "").replace("Fight in", "Fighting in")
LETTER = "Из письма матроса. В бою 31 мая 1916 года погибло 6094 британских моряка, говорит автор.\n"
SECRET = "A letter that its family has taken back: 7 men died on 31 May 1916.\n"


def cleaned(captured: str) -> tuple[str, tuple[Edit, ...]]:
    """Tags cut and entities resolved, as edits."""
    edits = []
    for tag in re.finditer(r"</?\w+>\n?|&amp;", captured if captured.startswith("<") else ""):
        put = (
            "&"
            if tag.group() == "&amp;"
            else "\n\n"
            if tag.group().startswith("</p") or tag.group().startswith("</h1")
            else ""
        )
        edits.append(Edit(tag.start(), tag.end(), put, "entity" if put == "&" else "tag"))
    text, at = "", 0
    for edit in edits:
        text += captured[at : edit.start] + edit.put
        at = edit.end
    return text + captured[at:], tuple(edits)


class Document:
    """One document of the hand-made pile, with what was read in it."""

    def __init__(self, source: str, captured: str, **described: object) -> None:
        self.content = captured.encode()
        digest = sha256(self.content).hexdigest()
        kind = "text/html" if captured.startswith("<") else "text/plain"
        capture = Capture(
            source,
            digest,
            len(self.content),
            kind,
            "its first characters",
            "utf-8",
            None,
            "declared",
            "https://mail.example/1916" if kind == "text/html" else None,
        )
        self.text, edits = cleaned(captured)
        self.id = record_id(source, digest, 0)
        self.captured = captured
        self.record = Record(
            self.id,
            source.rpartition("/")[0],
            capture,
            (0, len(captured)),
            0,
            self.text,
            edits,
            self.describe(described),
        )
        self.statements: list[Statement] = []
        self.reports: list[Attribution] = []

    def at(self, words: str) -> Locus:
        """Where *words* stand in the text."""
        return Locus.at(self.id, self.text, start := self.text.index(words), start + len(words))

    def entry(self, value: str, words: str = "") -> Entry:
        return Entry(value, self.at(words) if words else None, "byline/1" if words else "Ada Test")

    def describe(self, told: dict[str, object]) -> Description:
        dated = str(told.get("date", ""))
        when = When(dated, None, "DATE", dated, dated, from_gregorian(1916, 6, 3), from_gregorian(1916, 6, 3))
        return Description(
            title=self.entry(str(told["title"]), str(told.get("title_words", ""))),
            title_supplied=bool(told.get("supplied")),
            kind=self.entry(str(told.get("kind", "newspaper article"))),
            contributors=tuple(
                Contributor(self.entry(name, words), "author") for name, words in told.get("authors", ())
            ),  # type: ignore[attr-defined]
            dates=(StatedDate("published", self.entry(dated), when),) if dated else (),
            container=Container(title=self.entry(str(told["container"])), number=self.entry("12"))
            if "container" in told
            else Container(),
            language=self.entry(str(told.get("language", "en"))),
        )

    def say(
        self,
        words: str,
        voice: str,
        answer: str,
        low: float | None,
        high: float | None,
        bound: str = "exact",
        kind: str = "dead",
        manner: str = "says",
        aspect: str = "figure",
    ) -> str:
        """A statement of *voice*; its id."""
        name = f"s{len(self.statements)}{self.id[1:8]}"
        chain = [Voice("the author", "writes")]
        if voice:
            chain.append(Voice(voice, manner, self.at(voice)))  # type: ignore[arg-type]
            self.reports.append(Attribution(self.at(voice), None, (self.at(words),), manner, chain=tuple(chain)))  # type: ignore[arg-type]
        figure = (
            Figure(self.at(answer), self.at(answer), low, high, bound, kind, "British") if aspect == "figure" else None
        )  # type: ignore[arg-type]
        self.statements.append(
            Statement(name, self.id, (self.at(words),), tuple(chain), aspect, figure, self.at(answer), rule="hand/1")  # type: ignore[arg-type]
        )
        return name

    def reading(self) -> CloseReading:
        figures = tuple(s.figure for s in self.statements if s.figure)
        dated = tuple(
            When(m.group(), Locus.at(self.id, self.text, *m.span()), "DATE", "1916-05-31", "1916-05-31")
            for m in re.finditer("31 May 1916|31 мая 1916 года", self.text)
        )
        names = tuple(
            Name(Locus.at(self.id, self.text, *m.span()), "place") for m in re.finditer("Leith|LONDON", self.text)
        )
        return CloseReading(
            self.id,
            (Sentence(0, len(self.text), 0),),
            dated,
            names,
            figures,
            tuple(self.reports),
            tuple(self.statements),
            (),
        )


def pile() -> tuple[dict[str, Document], dict[str, str]]:
    mail = Document(
        "press/mail.html",
        BULLETIN,
        title="Fight in the North Sea",
        title_words="Fight in the North Sea",
        authors=[("Ann Lee", "Ann Lee")],
        date="1916-06-03",
        container="The Morning Mail",
    )
    copy = Document(
        "press/copy.html", COPY, title="Fighting in the North Sea", date="1916-06-04", container="The Copyist"
    )
    reply = Document(
        "staff/reply.txt", REPLY, title="A reply & its reasons", supplied=True, date="1916-06-03", kind="communiqué"
    )
    letter = Document(
        "letters/матрос.txt", LETTER, title="Из письма матроса", language="ru", date="1916-06-03", kind="letter"
    )
    secret = Document("letters/secret.txt", SECRET, title="A family letter", date="1916-06-03", kind="letter")
    said = {
        "ships": mail.say(
            "The Admiralty admits that fourteen ships & boats were lost",
            "The Admiralty",
            "fourteen ships",
            14,
            14,
            kind="ships lost",
        ),
        "again": copy.say(
            "The Admiralty admits that fourteen ships & boats were lost",
            "The Admiralty",
            "fourteen ships",
            14,
            14,
            kind="ships lost",
        ),
        "dead": mail.say(
            '"at least 2,000 men" went down with three battle cruisers',
            "seamen landed at Leith",
            "at least 2,000 men",
            2000,
            None,
            "at least",
        ),
        "vessels": reply.say(
            "11 vessels of the High Sea Fleet were lost on 31 May 1916",
            "German naval staff",
            "11 vessels",
            11,
            11,
            kind="ships lost",
        ),
        "some": reply.say(
            "and some 2,500 men", "German naval staff", "some 2,500 men", 2500, 2500, "about", manner="estimates"
        ),
        "denial": reply.say(
            "The staff denies that the Lützow was sunk",
            "The staff",
            "the Lützow was sunk",
            None,
            None,
            manner="denies",
            aspect="fate",
        ),
        "russian": letter.say("погибло 6094 британских моряка", "", "6094 британских моряка", 6094, 6094),
        "secret": secret.say("7 men died on 31 May 1916", "", "7 men", 7, 7),
    }
    return {"mail": mail, "copy": copy, "reply": reply, "letter": letter, "secret": secret}, said


def collation(said: dict[str, str]) -> Collation:
    first = from_gregorian(1916, 5, 31)
    event = Event(
        "e1",
        "31 May 1916, North Sea",
        (
            Naming("Skagerrak", "the author", said["vessels"]),
            Naming("Fight in the North Sea", "Ann Lee", said["ships"]),
            Naming("the day of our grief", "the author", said["secret"]),
        ),
        first,
        first,
        "1916-05-31",
        ("North Sea",),
        False,
        None,
        tuple(Member(s, "same day") for s in said.values()),
    )
    ships = Apparatus(
        "e1",
        "How many ships lost?",
        "figure",
        (
            Reading("fourteen ships", (said["ships"], said["again"]), 2, 1),
            Reading("11 vessels", (said["vessels"],), 1, 1),
        ),
        (
            Relation(
                "e1",
                said["ships"],
                said["vessels"],
                "figure",
                "CONFLICT",
                "14 against 11, a gap of 3",
                3,
                2,
                2.0,
                "a wide gap",
            ),
        ),
    )
    dead = Apparatus(
        "e1",
        "How many dead? British",
        "figure",
        (
            Reading("at least 2,000 men", (said["dead"],), 1, 1),
            Reading("some 2,500 men", (said["some"],), 1, 1),
            Reading("6094 британских моряка", (said["russian"],), 1, 1),
            Reading("7 men", (said["secret"],), 1, 1),
        ),
        (
            Relation(
                "e1",
                said["dead"],
                said["russian"],
                "figure",
                "COMPATIBLE",
                "6,094 is at least 2,000",
                2,
                2,
                1.0,
                "rivals agree",
            ),
            Relation(
                "e1",
                said["secret"],
                said["russian"],
                "figure",
                "CONFLICT",
                "7 against 6,094",
                2,
                2,
                9.0,
                "the widest gap",
            ),
        ),
    )
    return Collation((event,), (ships, dead), ())


def shelve(place: Path) -> tuple[Library, dict[str, Document], dict[str, str]]:
    """The hand-made pile in a library; the family letter is withdrawn."""
    documents, said = pile()
    library = Library(place)
    for document in documents.values():
        receipt = Receipt(document.record.capture, document.captured, (document.record,))
        library.shelve(receipt, document.content, [document.reading()])
    broken = Capture("damaged/empty.txt", sha256(b"").hexdigest(), 0, "application/octet-stream", "no bytes")
    setback = Setback("damaged/empty.txt", "accession", "the file is empty")
    library.shelve(Receipt(broken, None, (), (setback,)), b"", [])
    found = collation(said)
    mail, copy = documents["mail"].id, documents["copy"].id
    origins = (Origin("o1", (copy, mail), "one repeats the other"),)
    library.place_collation([ReprintLink(copy, mail, "near", 0.97)], Collation(found.events, found.apparatus, origins))
    library.withdraw(documents["secret"].id, "Ada Test", "the family asked for it")
    library.refresh_index()
    return library, documents, said


class Held:
    """The hand-made library with its room and the ids that tests ask for."""

    def __init__(self, place: Path) -> None:
        self.library, self.documents, self.said = shelve(place)
        self.client = TestClient(room(self.library), raise_server_exceptions=True)


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """The hand-made library, made once."""
    made = Held(tmp_path_factory.mktemp("room") / "hand.library")
    yield made
    made.library.close()
