"""Which held record a citation means: by address, by title and author, by periodical and day or number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from polyvocal.terms import Citation, CitationLink, Description
from polyvocal.terms.cited import family, plain_address, plain_words

Card = tuple[str, Description, str | None]
"""A held record: its id, its description, and the web address that it was captured from, if known."""

_CLOCKS = ("first published", "published", "this edition", "delivered", "written")
_MOST = 12  # items of one issue that a citation without a page is linked to
_LEAST_PATH = 8  # characters of a torn path that can be told from another


class Shelf:
    """The held records, ready to be asked what a citation means."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.addresses: dict[str, set[str]] = defaultdict(set)
        self.paths: dict[str, set[str]] = defaultdict(set)
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.issues: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.people: dict[str, frozenset[str]] = {}
        self.years: dict[str, frozenset[str]] = {}
        self.pages: dict[str, str] = {}
        for record, description, address in cards:
            self._place(record, description, address)

    def _place(self, record: str, description: Description, address: str | None) -> None:
        if address:
            known = plain_address(address)
            self.addresses[known].add(record)
            _, stroke, path = known.partition("/")
            self.paths[stroke + path].add(record)
        days = [d.when.edtf or "" for role in _CLOCKS for d in description.dates if d.role == role]
        self.years[record] = frozenset(day[:4] for day in days if day)
        names = (c.name.value for c in description.contributors if c.role in ("author", "speaker"))
        self.people[record] = frozenset(family(name) for name in names)
        container = description.container
        if container.pages:
            self.pages[record] = container.pages.value
        if description.title and not description.title_supplied:
            self.titles[plain_words(description.title.value)].add(record)
        if container.title:
            name = plain_words(container.title.value)
            for day in days:
                self.issues[name, day].add(record)
            if container.number:
                for year in self.years[record]:
                    self.issues[name, f"{year} no {container.number.value}"].add(record)

    def meant(self, cited: Citation) -> Iterator[tuple[str, str]]:
        """The records that *cited* means, each with the reason in words."""
        if cited.kind == "address":
            yield from self._by_address(cited)
        elif cited.title and (cited.author or cited.date):
            yield from self._by_title(cited)
        elif cited.container:
            yield from self._by_issue(cited)

    def _by_address(self, cited: Citation) -> Iterator[tuple[str, str]]:
        address = plain_address(cited.address or "")
        if held := self.addresses.get(address):
            reason = "the address, mended" if cited.torn else "the same address"
            yield from ((record, reason) for record in sorted(held))
            return
        if not cited.torn:
            return
        path = "/" + address.partition("/")[2] if not address.startswith("/") else address
        held = self.paths.get(path, set())
        if len(path) >= _LEAST_PATH and len(held) == 1:
            yield next(iter(held)), "the end of the address, which no other record of the library has"

    def _by_title(self, cited: Citation) -> Iterator[tuple[str, str]]:
        author, year = family(cited.author or ""), (cited.date or "")[:4]
        for record in sorted(self.titles.get(plain_words(cited.title or ""), ())):
            if author and author in self.people[record]:
                yield record, "the same title and author"
            elif year and year in self.years[record] and not (author and self.people[record]):
                yield record, "the same title and year"

    def _by_issue(self, cited: Citation) -> Iterator[tuple[str, str]]:
        name, day = plain_words(cited.container or ""), cited.date or ""
        how = "day"
        held = self.issues.get((name, day), set()) if len(day) >= 7 else set()
        if not held and cited.number and day:
            how, held = "number", self.issues.get((name, f"{day[:4]} no {cited.number}"), set())
        paged = {record for record in held if cited.pages and self.pages.get(record) == cited.pages}
        unpaged = {record for record in held if not cited.pages or record not in self.pages}
        if paged:
            yield from ((record, f"the same periodical, {how} and page") for record in sorted(paged))
        elif len(unpaged) <= _MOST:
            yield from ((record, f"the same periodical and {how}") for record in sorted(unpaged))
        else:
            reason = f"the same periodical and {how}; the first of {len(unpaged)} records of the issue stands for all"
            yield min(unpaged), reason


def match(citations: Iterable[tuple[str, Sequence[Citation]]], cards: Iterable[Card]) -> tuple[CitationLink, ...]:
    """The links from the citations of each record to the records held that they mean, with the reason in words.

    A torn address is matched by its end only where one record alone has that end. Nothing cites itself.
    """
    shelf = Shelf(cards)
    links = [
        CitationLink(record, n, of, reason)
        for record, cited in citations
        for n, one in enumerate(cited)
        for of, reason in shelf.meant(one)
        if of != record
    ]
    return tuple(sorted(links))
