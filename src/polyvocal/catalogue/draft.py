"""A card while it is being filled: what comes first stands, what comes later fills the gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from polyvocal.terms import Container, Contributor, Description, Entry, StatedDate
from polyvocal.terms.days import from_gregorian

_FULL_DAY = 10
# The fields in which two places of a document are set against each other.
_COMPARED = ("title", "periodical")
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
        """Add those not yet there in that role; one name contained in another counts as the same."""
        for person in people:
            name = person.name.value.casefold()
            same = [c.name.value.casefold() for c in self.contributors if c.role == person.role]
            if not any(name in other or other in name for other in same):
                self.contributors.append(person)

    def disagreements(self) -> tuple[tuple[str, Entry], ...]:
        """The variants that differ from what stands, each once: a site's name or a server's midnight is none."""
        told: list[tuple[str, Entry]] = []
        seen: list[tuple[str, str]] = []
        for name, entry, meant in self.variants:
            days = [stated.when.edtf or "" for stated in self.dates.values()]
            standing = days if name == "published" else [e.value for e in [self.entries.get(name)] if e]
            same = _same_day if name == "published" else _same_words
            if not any(same(meant, value) for value in [*standing, *(v for n, v in seen if n == name)]):
                told.append((name, entry))
                seen.append((name, meant))
        return tuple(told)

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
