"""What a citation needs to know of a record, drawn from its catalogue entries and never from its capture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyvocal.holdings.views import Card
from polyvocal.reading_room.lines import blocks
from polyvocal.reading_room.wording import date
from polyvocal.terms import Container, Description, Entry, Locus, Record

# "John Reed", "V. I. Lenin", "Anna Louise Strong": given names, then one family name. Anything else stays as written.
_PLAIN = re.compile(r"((?:[^\W\d_][\w'’.-]*\s+){1,3})([^\W\d_][\w'’-]+)")
_TURNED = re.compile(r"([^\W\d_][\w'’ -]+),\s*([^\W\d_][\w'’. -]*)")
_CLOCKS = ("first published", "published", "delivered", "written", "this edition")

_KINDS = (
    # A word of the catalogue's kind, then the types of CSL 1.0.2, BibTeX and RIS.
    ("newspaper", "article-newspaper", "article", "NEWS"),
    ("blog", "post-weblog", "misc", "BLOG"),
    ("post", "post-weblog", "misc", "BLOG"),
    ("web", "webpage", "misc", "ELEC"),
    ("e-mail", "personal_communication", "misc", "PCOMM"),
    ("letter", "personal_communication", "misc", "PCOMM"),
    ("telegram", "personal_communication", "misc", "PCOMM"),
    ("speech", "speech", "misc", "GEN"),
    ("communiqu", "report", "techreport", "RPRT"),
    ("report", "report", "techreport", "RPRT"),
    ("chapter", "chapter", "incollection", "CHAP"),
    ("pamphlet", "pamphlet", "booklet", "PAMP"),
    ("journal", "article-journal", "article", "JOUR"),
    ("magazine", "article-magazine", "article", "MGZN"),
    ("news", "article-newspaper", "article", "NEWS"),
    ("article", "article-magazine", "article", "MGZN"),
    ("photograph", "graphic", "misc", "ART"),
    ("picture", "graphic", "misc", "ART"),
    ("poster", "graphic", "misc", "ART"),
    ("object", "graphic", "misc", "ART"),
    ("archive", "manuscript", "unpublished", "UNPB"),
    ("manuscript", "manuscript", "unpublished", "UNPB"),
    ("order", "manuscript", "unpublished", "UNPB"),
    ("memorandum", "manuscript", "unpublished", "UNPB"),
    ("minutes", "manuscript", "unpublished", "UNPB"),
    ("diary", "manuscript", "unpublished", "UNPB"),
    ("book", "book", "book", "BOOK"),
)
_UNKNOWN, _PART_OF_PERIODICAL = ("document", "misc", "GEN"), ("article-magazine", "article", "MGZN")
# Of these the kind itself is told; of the others the form of the note tells it.
_TOLD = frozenset({"personal_communication", "speech", "report", "graphic", "manuscript"})
_NOT_TOLD = ("report", "archive document", "manuscript", "object")


@dataclass(frozen=True, slots=True)
class Person:
    """A name to cite: parted where its form leaves no doubt, else *whole* as written."""

    whole: str
    family: str = ""
    given: str = ""
    body: bool = False

    @property
    def turned(self) -> str:
        """The name as a list of works sorts it."""
        return f"{self.family}, {self.given}" if self.family else self.whole


@dataclass(frozen=True, slots=True)
class Reference:
    """The facts of a citation; "" where the catalogue has no entry."""

    id: str
    title: str
    supplied: bool
    authors: tuple[Person, ...]
    translators: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    edtf: str = ""
    language: str = ""
    source_copy: str = ""
    version_of: str = ""
    types: tuple[str, str, str] = ("document", "misc", "GEN")
    source: str = ""
    pinpoint: str = ""
    quotation: str = ""
    publisher: str = ""
    genre: str = ""
    address: str = ""  # the web address that the file was captured from
    captured: str = ""  # when, as an ISO date
    page: str = ""  # the label of the page that the passage stands on

    @property
    def day(self) -> tuple[int, ...]:
        """Year, month and day of the document, as far as its date gives them.

        >>> Reference("r", "", False, (), edtf="1916-06").day
        (1916, 6)
        """
        return day_of(self.edtf)

    @property
    def shown_title(self) -> str:
        """The title, a supplied one in square brackets."""
        return f"[{self.title}]" if self.supplied and not self.title.startswith("[") else self.title or "[untitled]"

    @property
    def spoken_date(self) -> str:
        """The date in words."""
        return date(self.edtf)


def day_of(edtf: str) -> tuple[int, ...]:
    """Year, month and day of an EDTF date, as far as it gives them; of a span, those of its beginning."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf)
    return tuple(int(part) for part in found.groups() if part and int(part) >= 1) if found else ()


def reference(described: Record | Card, locus: Locus | None = None) -> Reference:
    """The facts to cite of a record (or of what its card knows), with *locus* as the passage."""
    if isinstance(described, Card):
        return _of_card(described, locus)
    description = described.description
    container = description.container
    stated = next((d for role in _CLOCKS for d in description.dates if d.role == role), None)
    kind = _value(description.kind)
    types = _types(kind, container)
    publishers = _people(description, "publisher")
    page = _page(described, locus)
    return Reference(
        described.id,
        _value(description.title),
        description.title_supplied,
        _people(description, "author") or _people(description, "photographer"),
        _people(description, "translator"),
        _people(description, "editor"),
        _value(container.title),
        _value(container.volume),
        _value(container.number),
        _value(container.pages),
        (stated.when.edtf or "") if stated else "",
        _value(description.language),
        _value(description.source_copy),
        _value(description.version_of),
        types,
        described.capture.source,
        page or (_pinpoint(described.text, locus) if locus else ""),
        locus.words if locus else "",
        publishers[0].whole if publishers else "",
        _genre(kind, types),
        described.capture.address or "",
        described.capture.captured or "",
        page,
    )


def _page(record: Record, locus: Locus | None) -> str:
    """The page, or pages, that a passage stands on as the original numbers them; "" where it has none."""
    if locus is None or locus.layer != "reading":
        return ""
    first, last = record.leaf_at(locus.start), record.leaf_at(max(locus.start, locus.end - 1))
    if first is None or last is None:
        return ""
    return first.label if first == last else f"{first.label}–{last.label}"


def _genre(kind: str, types: tuple[str, str, str]) -> str:
    told = kind.removesuffix(" caption") if types[0] in _TOLD and kind not in _NOT_TOLD else ""
    return told.lower()


def _of_card(card: Card, locus: Locus | None) -> Reference:
    container = Container(title=Entry(card.container, None, "")) if card.container else Container()
    authors = tuple(person(name) for name in card.authors)
    types = _types(card.kind, container)
    return Reference(
        card.id, card.title, card.title_supplied, authors, container=card.container, edtf=card.date,
        language=card.language, types=types, source=card.source, quotation=locus.words if locus else "",
        genre=_genre(card.kind, types),
    )  # fmt: skip


def _value(entry: Entry | None) -> str:
    return " ".join(entry.value.split()) if entry else ""


def _people(description: Description, role: str) -> tuple[Person, ...]:
    return tuple(person(c.name.value, body=c.form != "person") for c in description.contributors if c.role == role)


def person(name: str, *, body: bool = False) -> Person:
    """A name parted into family and given names where its form leaves no doubt.

    >>> person("V. I. Lenin").turned, person("Reed, John").given, person("Pravda").family
    ('Lenin, V. I.', 'John', '')
    """
    name = " ".join(name.split())
    if body:
        return Person(name, body=True)
    if turned := _TURNED.fullmatch(name):
        return Person(name, turned[1], turned[2])
    plain = _PLAIN.fullmatch(name)
    # "the Admiralty", "of Kiev": a small word shows that this is no plain personal name.
    if plain and not any(word[0].islower() for word in name.split()):
        return Person(name, plain[2], plain[1].strip())
    return Person(name)


def _types(kind: str, container: Container) -> tuple[str, str, str]:
    known = next((types for word, *types in _KINDS if word in kind.lower()), None)
    if known:
        return known[0], known[1], known[2]
    return _PART_OF_PERIODICAL if container.title and (container.number or container.volume) else _UNKNOWN


def _pinpoint(text: str, locus: Locus) -> str:
    known = [i + 1 for i, b in enumerate(blocks(text)) if b.start < locus.end and locus.start < b.end]
    if not known:
        return ""
    return f"par. {known[0]}" if known[0] == known[-1] else f"pars. {known[0]}–{known[-1]}"
