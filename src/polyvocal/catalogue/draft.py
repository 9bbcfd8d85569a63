"""A card while it is being filled: what comes first stands, what comes later fills the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from polyvocal.terms import Container, Contributor, Description, Entry, StatedDate

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
    variants: list[tuple[str, Entry]] = field(default_factory=list)
    title_supplied: bool = False

    def vary(self, name: str, entry: Entry) -> None:
        """Note what another place says of a field."""
        self.variants.append((name, entry))

    def put(self, name: str, entry: Entry | None) -> None:
        """Fill a field that is empty still."""
        if name not in _ENTRIES:
            raise LookupError(f"no field {name!r}; there are: {', '.join(_ENTRIES)}")
        if entry is not None and entry.value:
            self.entries.setdefault(name, entry)

    def date(self, stated: StatedDate | None) -> None:
        """Set one of the clocks that has no time yet."""
        if stated is not None:
            self.dates.setdefault(stated.role, stated)

    def add(self, people: Iterable[Contributor]) -> None:
        """Add those not yet there in that role; one name contained in another counts as the same."""
        for person in people:
            name = person.name.value.casefold()
            same = [c.name.value.casefold() for c in self.contributors if c.role == person.role]
            if not any(name in other or other in name for other in same):
                self.contributors.append(person)

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
        )
