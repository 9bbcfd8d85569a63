"""What the library answers with: cards, counts, search results, audit findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from polyvocal.terms import Statement


@dataclass(frozen=True, slots=True)
class Card:
    """A record as the shelf and search results show it; "" where the catalogue has no entry."""

    id: str
    title: str
    title_supplied: bool
    authors: tuple[str, ...]
    date: str  # EDTF of the first of: first published, published, delivered, written, this edition; "" if none
    earliest: int | None
    kind: str
    container: str
    language: str
    collection: str
    source: str
    order: int
    words: int
    access: str
    statements: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the library holds."""

    captures: int
    records: int
    statements: int
    events: int
    setbacks: int
    unread: int


@dataclass(frozen=True, slots=True)
class Query:
    """A search: *words* in the reader's own syntax, *filters* as (facet, value) pairs that must all hold.

    Restricted texts are looked through, and shown in snippets, only where *restricted* says so; else such records are
    found by title and author alone. *folded* puts near-identical hits of one page under the best of them. Names are
    looked for under all spellings of their heading, except those of the headings *as_written*. *days* keeps
    to statements that speak of some day from the first to the last of them (Julian Day Numbers).
    """

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    offset: int = 0
    limit: int = 20
    restricted: bool = False
    folded: bool = False
    as_written: tuple[str, ...] = ()
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """A name in a query, its *heading*, and the other *spellings* that were looked for unless they are *removed*."""

    heading: str
    label: str
    words: str
    spellings: tuple[str, ...]
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: a *snippet* of its reading text from *start*, and the found words in it.

    *highlights* are (start, end) code points within the snippet; *also* are near-identical records found with it.
    """

    card: Card
    score: float
    snippet: str
    start: int
    highlights: tuple[tuple[int, int], ...]
    also: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, the facets of all (facet -> (value, count) pairs), names expanded."""

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    expanded: tuple[Expansion, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the card of the record it stands in, and the id of its origin."""

    statement: Statement
    card: Card
    origin: str


@dataclass(frozen=True, slots=True)
class Said:
    """A page of statements found, how many there are in all, the facets of all, and the names that were expanded."""

    total: int
    statements: tuple[Placed, ...]
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    expanded: tuple[Expansion, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its first and last day (None where no day is known) and the number of its statements."""

    id: str
    label: str
    earliest: int | None
    latest: int | None
    statements: int


@dataclass(frozen=True, slots=True)
class Quoting:
    """A voice and another that it quotes, in how many statements of how many documents."""

    by: str
    of: str
    statements: int
    documents: int


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a picture, and whom it is credited to; "" where its card does not say."""

    name: str
    credit: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the bytes of a picture are held: their sha256, what kind of file they are, and its name."""

    sha256: str
    media_type: str
    source: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that audit found broken: where, and what was expected and found."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome of an audit: how many digests and quotations were checked, and the faults.

    *readers* are (name and version, how many records it read), the most records first.
    """

    captures: int
    quotations: int
    faults: tuple[Fault, ...]
    readers: tuple[tuple[str, int], ...] = ()
