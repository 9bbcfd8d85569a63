"""The catalogue card of a record, line by line, each entry with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polyvocal.reading_room.wording import date, facet_value, t
from polyvocal.terms import Description, Entry, Locus, Record

DATES = {
    "written": "Written", "delivered": "Delivered", "first published": "First published", "published": "Published",
    "this edition": "This edition", "translated": "Translated", "edited": "Edited", "transcribed": "Transcribed",
    "captured": "Captured",
}  # fmt: skip
"""What the card calls the dates of a document."""

CALENDARS = {"julian": "julian calendar", "unknown": "unknown calendar"}
"""How a day is counted that is not in the Gregorian calendar."""

LABELS = ("Title", "Kind", "In", "Series", "Volume", "Number", "Pages", "Place", "Source copy", "Version", "Language",
          "Rights")  # fmt: skip
"""The other labels of the card."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the card: *label*, *value*, what the words mean (*gloss*), and the passage they rest on, if any.

    *by* is the rule or person; without *evidence* a rule's ground is the whole text, or the file itself.
    """

    label: str
    value: str
    by: str
    evidence: Locus | None
    gloss: str = ""


def card_lines(record: Record) -> Iterator[Line]:
    """The entries of a record in the order of a catalogue card; what the catalogue does not know has no line."""
    description = record.description
    yield from _title(description)
    for contributor in description.contributors:
        yield _line(t(contributor.role.capitalize()), contributor.name)
    for stated in description.dates:
        meant = date(stated.when.edtf) if stated.when.edtf else ""
        gloss = meant if meant and meant != stated.entry.value else ""
        if stated.when.calendar != "gregorian":
            gloss += f" ({t(CALENDARS[stated.when.calendar])})"
        yield _line(t(DATES[stated.role]), stated.entry, gloss.strip())
    yield from _container(description)
    for label, entry in (
        ("Place", description.place), ("Source copy", description.source_copy), ("Version", description.version_of),
        ("Language", description.language), ("Rights", description.rights),
    ):  # fmt: skip
        if entry:
            yield _line(t(label), entry)
    for label, entry in description.labels:
        yield _line(label, entry)
    for name, entry in description.variants:
        yield _line(t("{label}, also", label=t(name.capitalize())), entry, value=f"{entry.value} ({entry.by})")


def _title(description: Description) -> Iterator[Line]:
    if description.title:
        value = description.title.value
        supplied = description.title_supplied and not value.startswith("[")
        yield _line(
            t("Title"),
            description.title,
            value=f"[{value}]" if supplied else value,
        )
    if description.kind:
        yield _line(t("Kind"), description.kind, value=facet_value("kind", description.kind.value))


def _container(description: Description) -> Iterator[Line]:
    part = description.container
    for label, entry in (
        ("In", part.title), ("Series", part.series), ("Volume", part.volume), ("Number", part.number),
        ("Pages", part.pages),
    ):  # fmt: skip
        if entry:
            yield _line(t(label), entry)


def _line(label: str, entry: Entry, gloss: str = "", value: str = "") -> Line:
    # Evidence may count the capture's text (a meta tag): then it stands in the source, not in the reading text.
    return Line(label, value or entry.value, entry.by, entry.evidence, gloss)
