"""A card while it is being filled: what comes first stands, what comes later fills the gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from polyvocal.catalogue.languages import differ
from polyvocal.catalogue.names import is_person, same_name
from polyvocal.terms import Container, Contributor, Description, Entry, StatedDate
from polyvocal.terms.days import from_gregorian

_FULL_DAY = 10
# The fields in which two places of a document are set against each other.
_COMPARED = ("title", "periodical", "language")
_COMPARED_ROLES = ("author", "publisher", "translator")
_ORDER = ("written", "delivered", "first published", "published", "translated", "edited", "transcribed",
          "this edition", "captured")  # fmt: skip
_ENTRIES = ("title", "kind", "source_copy", "place", "version_of", "rights", "language", "periodical", "volume",
            "number", "pages")  # fmt: skip


@dataclass(slots=True)
class Draft:
    """Entries by field, contributors, dates by role; nothing is overwritten."""

    entries: dict[str, Entry] = field(default_factory=dict)
    contributors: list[Contributor] = field(default_factory=list)
    dates: dict[str, StatedDate] = field(default_factory=dict)
    labels: list[tuple[str, Entry]] = field(default_factory=list)
    variants: list[tuple[str, Entry, str]] = field(default_factory=list)
    title_supplied: bool = False

    def vary(self, name: str, entry: Entry, meant: str = "") -> None:
        """Note what another place of the document says of a field; *meant* is the day that a date's words mean."""
        if entry.evidence is not None:
            self.variants.append((name, entry, meant or entry.value))

    def put(self, name: str, entry: Entry | None) -> None:
        """Fill a field that is empty still."""
        if name not in _ENTRIES:
            raise LookupError(f"no field {name!r}; there are: {', '.join(_ENTRIES)}")
        if entry is not None and entry.value:
            stands = self.entries.setdefault(name, entry)
            if name in _COMPARED and stands is not entry:
                self.vary(name, entry)

    def date(self, stated: StatedDate | None) -> None:
        """Set one of the clocks that has no time yet."""
        if stated is not None:
            stands = self.dates.setdefault(stated.role, stated)
            if stated.role == "published" and stands is not stated and stated.when.edtf:
                self.vary("published", stated.entry, stated.when.edtf)

    def add(self, people: Iterable[Contributor]) -> None:
        """Add those not yet there in that role; whom another place names in it than those who stand is a variant.

        One name contained in another counts as the same.
        """
        for person in people:
            name = person.name.value.casefold()
            held = [c.name for c in self.contributors if c.role == person.role]
            if any(name in (other := h.value.casefold()) or other in name or same_name(name, other) for h in held):
                continue
            if held and person.role in _COMPARED_ROLES and all(h.by != person.name.by for h in held):
                self.vary(person.role, person.name)
            else:
                self.contributors.append(person)

    def disagreements(self) -> tuple[tuple[str, Entry], ...]:
        """The variants that differ from what stands, each once: a site's name or a server's midnight is none."""
        told: list[tuple[str, Entry]] = []
        seen: list[tuple[str, str]] = []
        for name, entry, meant in self.variants:
            values = [*self._standing(name), *(v for n, v in seen if n == name)]
            if (name != "author" or is_person(meant)) and not any(_same(name, meant, value) for value in values):
                told.append((name, entry))
                seen.append((name, meant))
        return tuple(told)

    def _standing(self, name: str) -> list[str]:
        """What stands in a field; a page that names its own site in a person's place contradicts nobody."""
        if name == "published":
            return [stated.when.edtf or "" for stated in self.dates.values()]
        held = [entry.value for entry in [self.entries.get(name)] if entry]
        if name in _COMPARED_ROLES:
            roles = (name, "publisher")
            held = [c.name.value for c in self.contributors if c.role in roles]
            held += [entry.value for entry in [self.entries.get("periodical")] if entry]
        return held

    def has(self, role: str) -> bool:
        """Whether anyone stands in that role."""
        return any(c.role == role for c in self.contributors)

    def description(self) -> Description:
        """The finished card."""
        get = self.entries.get
        return Description(
            title=get("title"),
            title_supplied=self.title_supplied,
            kind=get("kind"),
            contributors=tuple(self.contributors),
            dates=tuple(self.dates[role] for role in _ORDER if role in self.dates),
            container=Container(get("periodical"), get("volume"), get("number"), get("pages")),
            source_copy=get("source_copy"),
            place=get("place"),
            version_of=get("version_of"),
            rights=get("rights"),
            language=get("language"),
            labels=tuple(self.labels),
            variants=self.disagreements(),
        )


def _same(field: str, a: str, b: str) -> bool:
    """Whether two values of a field do not contradict each other."""
    if field == "published":
        return _same_day(a, b)
    if field == "language":
        return not differ(a, b)
    return _same_words(a, b) or (field in _COMPARED_ROLES and same_name(a, b))


def _same_words(a: str, b: str) -> bool:
    """Whether one says no more than the other, letters and figures alone compared.

    >>> _same_words("The mill stands still | The Spinner", "The Mill Stands Still")
    True
    """
    first, second = (" ".join(re.findall(r"\w+", unescape(words).casefold())) for words in (a, b))
    return first in second or second in first


def _same_day(a: str, b: str) -> bool:
    """Whether two EDTF dates can be one: one is less exact, or a server's midnight lies between them."""
    if a.startswith(b) or b.startswith(a):
        return True
    if len(a) != _FULL_DAY or len(b) != _FULL_DAY or not (a + b).replace("-", "").isdigit():
        return False
    days = [from_gregorian(*map(int, day.split("-"))) for day in (a, b)]
    return abs(days[0] - days[1]) <= 1
