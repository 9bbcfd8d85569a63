"""The card as a form: every entry with its evidence and rule beside, and what somebody made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import get_args

from polyvocal.holdings import Library
from polyvocal.holdings.card import entries
from polyvocal.holdings.corrections import FIELDS, LABEL, Correction, applies, cells
from polyvocal.holdings.decided import Change, Decision
from polyvocal.reading_room.page import Page
from polyvocal.terms import Description, Entry, PolyvocalError, Record
from polyvocal.terms.description import DateRole, Role

PEOPLE, DATES = (
    "Several people are parted by a semicolon. Behind a body’s name stands [body], behind nobody’s name [anonymous].",
    "As 1916, 1916-05, 1916-05-31, 191X, 1916-05~ (about) or 1916-05-31/1916-06-01 (from, to).",
)
# As a reader looks for them; whatever terms may add comes last.
_FIRST = ("written", "delivered", "first published", "published", "this edition")
_CLOCKS = (*_FIRST, *(clock for clock in get_args(DateRole) if clock not in _FIRST))
_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("The document", "A title in square brackets is one that it does not bear itself.",
     ("title", "kind", "language", "place", "version_of")),
    ("People and bodies", PEOPLE, get_args(Role)),
    ("Dates", DATES, _CLOCKS),
    ("Where it appeared", "", ("container", "volume", "number", "pages", "series")),
    ("Copy and rights", "", ("source_copy", "rights")),
)  # fmt: skip
_NAMES = {
    "language": "Language (as en, ru)", "container": "Newspaper, book or site", "source_copy": "Source copy",
    "version_of": "Translation, reprint or excerpt of", "rights": "Rights, as claimed", "kind": "Kind of document",
}  # fmt: skip
_STANDING = {
    "in force": "in force", "superseded": "superseded", "undone": "taken back", "undo": "takes another back",
    "outweighed": "outweighed by a later one that did not know it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the form: its *field*, the words in it, what they rest on, and what is wrong with them ("")."""

    field: str
    id: str
    label: str
    value: str
    grounds: tuple[Entry, ...]
    variants: tuple[Entry, ...]
    error: str
    long: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, with a *hint* on how to write them."""

    name: str
    hint: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A decision in the history of a record: what it *says*, how it stands, and whether it can be taken back."""

    decision: Decision
    says: str
    standing: str
    undoable: bool


def seen(description: Description) -> str:
    """A digest of a card, by which a form knows whether the card changed while somebody wrote."""
    told = "\0".join(f"{name}\1{cell}" for name, cell in sorted(cells(description).items()))
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


def lines(words: str) -> str:
    """The words as forms send them, with one sign for the end of a line."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def changed(description: Description, record: str, told: Mapping[str, str]) -> tuple[Change, ...]:
    """The entries of a form that say something else than the card."""
    held = cells(description)
    found = []
    for name, words in told.items():
        known = name in FIELDS or name in held
        if known and lines(words) != lines(held.get(name, "")) and not (name == "access" and words == "withdrawn"):
            found.append(Change(record, name, lines(words)))
    label = " ".join(told.get("new label", "").split()).rstrip(": ")
    if label and lines(told.get("new words", "")):
        found.append(Change(record, f"{LABEL}{label}", lines(told["new words"])))
    return tuple(found)


def faults(changes: Sequence[Change]) -> dict[str, str]:
    """What is wrong with the changes that a card cannot take in, by field."""
    tried = ((c.field, applies(Correction(c.record, c.field, c.value, "", "", ""))) for c in changes)
    return {name: trouble for name, trouble in tried if trouble}


def desk_page(
    library: Library, record_id: str, told: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None,
    *, saved: int = 0, notice: str = "",
) -> Page:  # fmt: skip
    """The form of a record; *told* is what somebody wrote and could not save, because of *errors* (by field)."""
    record = library.record(record_id)
    told, errors = told or {}, errors or {}
    shows: dict[str, object] = {
        "card": library.card(record_id),
        "record": record,
        "stone": library.tombstone(record_id),
        "groups": tuple(_groups(record, told, errors)),
        "access": told.get("access", record.description.access),
        "errors": _summary(errors),
        "fault": errors,
        "told": told,
        "seen": seen(record.description),
        "saved": saved,
        "notice": notice,
        "history": tuple(_history(library, record_id)),
        "reaching": library.reaching(record_id),
    }
    title = f"Edit: {library.card(record_id).title or '[untitled]'}"
    return Page("editing/desk.html", title, shows, status=422 if errors else 200, here="desk")


def _groups(record: Record, told: Mapping[str, str], errors: Mapping[str, str]) -> Iterator[Group]:
    held = cells(record.description)
    grounds: dict[str, list[Entry]] = {}
    for name, entry in entries(record.description):
        grounds.setdefault(name, []).append(entry)

    def row(name: str) -> Row:
        value = told.get(name, held.get(name, ""))
        variants = tuple(entry for field, entry in record.description.variants if field == name)
        return Row(
            name, field_id(name), field_label(name), value, tuple(grounds.get(name, ())), variants,
            errors.get(name, ""), len(value) > 64 or "\n" in value,
        )  # fmt: skip

    for name, hint, fields in _GROUPS:
        yield Group(name, hint, tuple(row(field) for field in fields))
    if labels := [name for name in held if name.startswith(LABEL)]:
        yield Group("Other lines", "Kept as the document has them.", tuple(row(name) for name in labels))


def field_id(name: str) -> str:
    """The id of a field's control in the form.

    >>> field_id("first published")
    'field-first-published'
    """
    plain = name if name in FIELDS else f"label-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:10]}"
    return "field-" + plain.replace(" ", "-").replace("_", "-")


def field_label(name: str) -> str:
    """What a field is called in the form."""
    if name.startswith(LABEL):
        return name.removeprefix(LABEL)
    return _NAMES.get(name, name.capitalize())


def _summary(errors: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((field_id(name) if name != "reason" else "reason", field_label(name), e) for name, e in errors.items())


def _history(library: Library, record_id: str) -> Iterator[Past]:
    for decision in reversed(library.history(record_id)):
        c = decision.correction
        says = f"takes back {c.undo}" if c.undo else c.value or "nothing"
        yield Past(decision, says, _STANDING[decision.standing], decision.standing in ("in force", "undo"))


def withdrawal_page(library: Library, record_id: str, told: Mapping[str, str], errors: Mapping[str, str]) -> Page:
    """The page that asks once more before a record is withdrawn."""
    card = library.card(record_id)
    if library.tombstone(record_id):
        raise PolyvocalError(f"the record {record_id} has been withdrawn already")
    shows: dict[str, object] = {
        "card": card,
        "others": [library.card(other) for other in library.same_bytes(record_id)],
        "told": told,
        "fault": errors,
        "errors": tuple((name, {"reason": "Reason"}.get(name, "Confirmation"), e) for name, e in errors.items()),
    }
    title = f"Withdraw: {card.title or '[untitled]'}"
    return Page("editing/withdraw.html", title, shows, status=422 if errors else 200, here="desk")
