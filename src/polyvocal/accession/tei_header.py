"""What the header of a TEI edition says of the text and of itself, field by field, as it is written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from polyvocal.accession.xml_edits import Token, attributes, pieces, value
from polyvocal.terms import Embedded

# Paths inside teiHeader that are quoted, by their last steps; the label repeats them.
_FIELDS = (
    ("titleStmt", "title"), ("titleStmt", "author"), ("titleStmt", "editor"), ("titleStmt", "principal"),
    ("titleStmt", "respStmt"), ("editionStmt",), ("publicationStmt", "publisher"), ("publicationStmt", "authority"),
    ("publicationStmt", "pubPlace"), ("publicationStmt", "date"), ("publicationStmt", "idno"),
    ("publicationStmt", "availability"), ("seriesStmt", "title"), ("seriesStmt", "biblScope"), ("sourceDesc",),
    ("sourceDesc", "title"), ("sourceDesc", "author"), ("sourceDesc", "editor"), ("sourceDesc", "date"),
    ("sourceDesc", "publisher"), ("sourceDesc", "pubPlace"), ("sourceDesc", "biblScope"), ("sourceDesc", "idno"),
    ("sourceDesc", "repository"), ("creation", "date"), ("creation", "placeName"), ("correspAction", "persName"),
    ("correspAction", "placeName"), ("correspAction", "date"), ("langUsage", "language"),
)  # fmt: skip
_LONGEST = 2000
"""Characters of one field: a field that goes on is a description, not an entry."""


@dataclass(slots=True)
class _Field:
    label: str
    given: dict[str, str]
    words: list[str] = field(default_factory=list)


class Header:
    """Takes the tokens inside a teiHeader, one by one, and gathers its fields."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._path: list[str] = []
        self._open: list[tuple[int, _Field]] = []
        self._told: list[_Field] = []

    def take(self, token: Token) -> None:
        """The next token."""
        if token.kind in ("open", "empty"):
            self._opened(token)
        elif token.kind == "close":
            if self._path:
                self._path.pop()
            self._open = [(depth, entry) for depth, entry in self._open if depth <= len(self._path)]
        else:
            words = "".join(
                self._text[start:end] if put is None else put
                for start, end, put in pieces(self._text, token.start, token.end)
            )
            for _, entry in self._open:
                entry.words.append(words)

    def _opened(self, token: Token) -> None:
        path = [*self._path, token.name]
        for _, entry in self._open:
            entry.words.append(" ")
        steps = _steps(path)
        if steps:
            given = {name: value(self._text, span) for name, span in attributes(self._text, token).items()}
            entry = _Field("TEI " + "/".join(steps), given)
            self._told.append(entry)
            if token.kind == "open":
                self._open.append((len(path), entry))
        if token.kind == "open":
            self._path.append(token.name)

    def embedded(self) -> tuple[Embedded, ...]:
        """The fields that say something, each once; what stands in attributes (a day, a licence) beside its words."""
        found: dict[Embedded, None] = {}
        for entry in self._told:
            words = " ".join("".join(entry.words).split())
            if words:
                found[Embedded(entry.label, words[:_LONGEST])] = None
            for name in ("when", "when-iso", "notBefore", "notAfter", "from", "to", "target", "ident", "status"):
                if entry.given.get(name):
                    found[Embedded(f"{entry.label}/@{name}", entry.given[name])] = None
        return tuple(found)


def _steps(path: Sequence[str]) -> tuple[str, ...]:
    """The field that a path leads to: its holder may stand at any depth above (a bibl inside a sourceDesc)."""
    for steps in _FIELDS:
        if path[-1] == steps[-1] and (len(steps) == 1 or steps[0] in path[:-1]):
            # A title of the source is not the title of the edition, however deep it stands.
            if steps[0] != "sourceDesc" and "sourceDesc" in path[:-1]:
                continue
            return steps
    return ()
