"""The card of a record, as the shelf shows it, drawn from its description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polyvocal.terms import Description, Entry, StatedDate
from polyvocal.terms.days import to_gregorian

# The clock that a reader means by "date" of a document, best first.
_CLOCKS = ("first published", "published", "delivered", "written", "this edition")
# Two names for one clock: a transcription says "first published", a newspaper was "published".
_PUBLICATION = ("first published", "published", "this edition")

# Kinds of what a newspaper page was divided into.
_ITEMS = ("newspaper item", "market report", "weather", "advertisement")


@dataclass(frozen=True, slots=True)
class Heading:
    """What of a description the shelf sorts and filters by; "" and None where the catalogue has no entry."""

    title: str
    title_supplied: bool
    authors: tuple[str, ...]
    publisher: str
    date: str
    earliest: int | None
    latest: int | None
    year: str
    kind: str
    container: str
    language: str
    access: str


def heading(description: Description) -> Heading:
    """Draw the heading of a record from its description."""
    dated = _first(description, _CLOCKS)
    when = dated.when if dated else None
    earliest = when.earliest if when else None
    return Heading(
        title=_value(description.title),
        title_supplied=description.title_supplied,
        authors=tuple(c.name.value for c in description.contributors if c.role == "author"),
        publisher=next((c.name.value for c in description.contributors if c.role == "publisher"), ""),
        date=(when.edtf or when.value) if when else "",
        earliest=earliest,
        latest=when.latest if when else None,
        year="" if earliest is None else str(to_gregorian(earliest)[0]),
        kind=_value(description.kind),
        container=_value(description.container.title),
        language=_value(description.language),
        access=description.access,
    )


def published(description: Description) -> tuple[int, int] | None:
    """First and last possible day of publication (failing that, of delivery or writing), if both are known."""
    for clocks in (_PUBLICATION, _CLOCKS):
        dated = _first(description, clocks)
        if dated and dated.when.earliest is not None and dated.when.latest is not None:
            return dated.when.earliest, dated.when.latest
    return None


def is_item_of_a_page(description: Description) -> bool:
    """Whether a record is one of the items that a newspaper page was divided into."""
    return _value(description.kind) in _ITEMS


def _first(description: Description, clocks: tuple[str, ...]) -> StatedDate | None:
    for role in clocks:
        for dated in description.dates:
            if dated.role == role:
                return dated
    return None


def _value(entry: Entry | None) -> str:
    return entry.value if entry else ""


def entries(description: Description) -> Iterator[tuple[str, Entry]]:
    """Every entry of a description with the name of its field; an unknown label comes as "label: ..."."""
    for field in ("title", "kind", "source_copy", "place", "version_of", "rights", "language"):
        entry: Entry | None = getattr(description, field)
        if entry:
            yield field, entry
    for part, field in (
        ("title", "container"),
        ("volume", "volume"),
        ("number", "number"),
        ("pages", "pages"),
        ("series", "series"),
    ):
        entry = getattr(description.container, part)
        if entry:
            yield field, entry
    for contributor in description.contributors:
        yield contributor.role, contributor.name
    for dated in description.dates:
        yield dated.role, dated.entry
    for label, entry in description.labels:
        yield f"label: {label}", entry
