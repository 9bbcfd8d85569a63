"""What people decided about the entries of a card: each field as one line of words, and how such a line changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from polyvocal.holdings.edtf import day_bounds
from polyvocal.terms import Contributor, Description, Entry, PolyvocalError, StatedDate, When
from polyvocal.terms.description import Access, DateRole, Role

Form = Literal["person", "body", "anonymous"]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a record stands: *order* (from 0) is its rank *among* the records of its file, *start* where it begins."""

    source: str
    sha256: str
    start: int
    order: int
    among: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision: *field* of *record* reads *value*, says *by* on *day* (ISO), because of *reason*.

    *moment* is the second in UTC (ISO), "" in lines written before there was one. *supersedes* are the ids of the
    decisions that it takes the place of; *undo* that of the one it takes back ("" where it takes back none). *home* is
    where the record stood when it was decided. A decision about no record (about headings, say) has *record* "".
    """

    record: str
    field: str
    value: str
    by: str
    reason: str
    day: str
    moment: str = ""
    id: str = ""
    supersedes: tuple[str, ...] = ()
    undo: str = ""
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """How one field of a card is read from a person's words (*put*), and spelled as such words (*spell*)."""

    put: Callable[[Description, Correction], Description]
    spell: Callable[[Description], str]

    def __call__(self, description: Description, correction: Correction) -> Description:
        """The description with the correction in it; raises `PolyvocalError` where the words cannot be read."""
        return self.put(description, correction)


def _entry(correction: Correction, value: str = "") -> Entry:
    return Entry(value or correction.value, None, correction.by)


def _value(entry: Entry | None) -> str:
    return entry.value if entry else ""


def _own(name: str) -> Field:
    def put(description: Description, correction: Correction) -> Description:
        changes: dict[str, object] = {name: _entry(correction) if correction.value else None}
        return replace(description, **changes)  # type: ignore[arg-type]

    return Field(put, lambda description: _value(getattr(description, name)))


def _put_title(description: Description, correction: Correction) -> Description:
    # A title in square brackets is one that the document itself does not bear.
    supplied = re.fullmatch(r"\[(.+)\]", correction.value, re.DOTALL)
    words = supplied[1] if supplied else correction.value
    entry = _entry(correction, words) if words else None
    return replace(description, title=entry, title_supplied=bool(supplied))


def _spell_title(description: Description) -> str:
    title = _value(description.title)
    return f"[{title}]" if title and description.title_supplied and not title.startswith("[") else title


def _of_container(name: str) -> Field:
    def put(description: Description, correction: Correction) -> Description:
        entry = _entry(correction) if correction.value else None
        return replace(description, container=replace(description.container, **{name: entry}))

    return Field(put, lambda description: _value(getattr(description.container, name)))


# Several values in one line are parted by ";"; a backslash makes the sign behind it a plain letter.
_PART = re.compile(r"(?:\\.|[^\\;])+|\\$", re.DOTALL)
_FORM = re.compile(r"\s*(?<!\\)\[(body|anonymous|person)\]$")


def parted(value: str) -> list[str]:
    r"""The values of a line that are parted by ";", each still with its backslashes.

    >>> parted(r"Scheer; Smith\; Sons; ;")
    ['Scheer', 'Smith\\; Sons']
    """
    return [part.strip() for part in _PART.findall(value) if part.strip()]


def plain(value: str) -> str:
    r"""The words without the backslashes that guard them.

    >>> plain(r"Smith\; Sons")
    'Smith; Sons'
    """
    return re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)


def guarded(value: str) -> str:
    r"""The words so that `parted` keeps them whole.

    >>> guarded("Smith; Sons")
    'Smith\\; Sons'
    """
    return re.sub(r"([\\;])", r"\\\1", value)


def contributors(value: str, role: Role, by: str) -> tuple[Contributor, ...]:
    """The people of a line, each with its form behind it in brackets unless a person.

    >>> [(c.name.value, c.form) for c in contributors("Scheer, R.; Admiralty [body]; anonymous", "author", "A. B.")]
    [('Scheer, R.', 'person'), ('Admiralty', 'body'), ('anonymous', 'anonymous')]
    """
    found = []
    for part in parted(value):
        form = _FORM.search(part)
        name = plain(part[: form.start()] if form else part).strip()
        said = form[1] if form else "anonymous" if name.lower() == "anonymous" else "person"
        if name:
            found.append(Contributor(Entry(name, None, by), role, cast(Form, said)))
    return tuple(found)


def _spelled(contributor: Contributor) -> str:
    name = guarded(contributor.name.value)
    implied = "anonymous" if contributor.name.value.lower() == "anonymous" else "person"
    if contributor.form != implied:
        return f"{name} [{contributor.form}]"
    return re.sub(r"\[(body|anonymous|person)\]$", r"\\[\1]", name)


def _of_role(role: Role) -> Field:
    def put(description: Description, correction: Correction) -> Description:
        people = contributors(correction.value, role, correction.by)
        held = description.contributors
        at = next((n for n, c in enumerate(held) if c.role == role), len(held))
        before, after = ([c for c in part if c.role != role] for part in (held[:at], held[at:]))
        return replace(description, contributors=(*before, *people, *after))

    def spell(description: Description) -> str:
        return "; ".join(_spelled(c) for c in description.contributors if c.role == role)

    return Field(put, spell)


def _of_date(role: DateRole) -> Field:
    def put(description: Description, correction: Correction) -> Description:
        held = description.dates
        at = next((n for n, d in enumerate(held) if d.role == role), len(held))
        before, after = ([d for d in part if d.role != role] for part in (held[:at], held[at:]))
        stated = [_stated(role, edtf, correction) for edtf in parted(correction.value)]
        return replace(description, dates=(*before, *stated, *after))

    def spell(description: Description) -> str:
        dated = (d for d in description.dates if d.role == role)
        return "; ".join(d.when.edtf or guarded(d.entry.value) for d in dated)

    return Field(put, spell)


def _stated(role: DateRole, edtf: str, correction: Correction) -> StatedDate:
    first, last = day_bounds(edtf)
    when = When(edtf, None, "DATE", edtf, edtf, first, last, ground=f"given by {correction.by}")
    return StatedDate(role, _entry(correction, edtf), when)


def _put_access(description: Description, correction: Correction) -> Description:
    if correction.value not in get_args(Access):
        raise PolyvocalError(f"no access {correction.value!r}; there are: {', '.join(get_args(Access))}")
    return replace(description, access=cast(Access, correction.value))


FIELDS: dict[str, Field] = {
    "title": Field(_put_title, _spell_title),
    "kind": _own("kind"),
    **{role: _of_role(role) for role in get_args(Role)},
    **{role: _of_date(role) for role in get_args(DateRole)},
    "container": _of_container("title"),
    **{name: _of_container(name) for name in ("volume", "number", "pages", "series")},
    **{name: _own(name) for name in ("source_copy", "place", "version_of", "rights", "language")},
    "access": Field(_put_access, lambda description: description.access),
}
"""What can be corrected, and how; several people of one role are parted by ";", dates are given in EDTF."""

LABEL = "label: "
"""What stands before the words of a label line in the name of its field."""

BESIDE = ("tombstone", "original")
"""What can be decided of a withdrawn record besides: the title it is listed under, and "erased"."""


def field(name: str) -> Field:
    """How the field of that name is read and spelled; raises `PolyvocalError` where no card has it."""
    if name.startswith(LABEL) and name.removeprefix(LABEL).strip():
        return _of_label(name.removeprefix(LABEL))
    if name not in FIELDS:
        raise PolyvocalError(f"no field {name!r}; there are: {', '.join(sorted(FIELDS))}, label: ...")
    return FIELDS[name]


def _of_label(label: str) -> Field:
    def put(description: Description, correction: Correction) -> Description:
        held = description.labels
        at = next((n for n, (known, _) in enumerate(held) if known == label), len(held))
        before, after = ([pair for pair in part if pair[0] != label] for part in (held[:at], held[at:]))
        lines = [(label, _entry(correction, plain(part))) for part in parted(correction.value)]
        return replace(description, labels=(*before, *lines, *after))

    def spell(description: Description) -> str:
        return "; ".join(guarded(entry.value) for known, entry in description.labels if known == label)

    return Field(put, spell)


def cells(description: Description) -> dict[str, str]:
    """Every field of a card as one line of words, "" where it says nothing; label lines come last."""
    labels = dict.fromkeys(f"{LABEL}{label}" for label, _ in description.labels)
    return {name: field(name).spell(description) for name in (*FIELDS, *labels)}


def correct(description: Description, corrections: Iterable[Correction]) -> Description:
    """The description with these decisions in it, field by field in the order of a card.

    A field that this version does not know, or a value that it cannot read, leaves the card as it is.

    >>> c = Correction("r1", "author", "Scheer, Reinhard; anonymous", "A. B.", "signed overleaf", "2026-01-05")
    >>> [p.name.value for p in correct(Description(), [c]).contributors]
    ['Scheer, Reinhard', 'anonymous']
    """
    for correction in sorted(corrections, key=_rank):
        if applies(correction) is None:
            description = field(correction.field)(description, correction)
    return description


_ORDER = {name: n for n, name in enumerate(FIELDS)}


def _rank(correction: Correction) -> tuple[int, str]:
    return _ORDER.get(correction.field, len(_ORDER)), correction.field


def applies(correction: Correction) -> str | None:
    """None where a card can take the decision in, else why not."""
    try:
        field(correction.field)(Description(), correction)
    except PolyvocalError as error:
        return str(error)
    return None
