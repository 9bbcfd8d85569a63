"""Who cites whom, in and out of the database."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from polyvocal.holdings.part import Part
from polyvocal.terms import Citation, CitationLink, CloseReading, Description, PolyvocalError
from polyvocal.terms.cited import cited_key

Row = tuple[object, ...]
_citation = msgspec.json.Decoder(Citation).decode
_json = msgspec.json.Encoder(order="deterministic").encode
_SHOWN = "(SELECT id FROM records WHERE access <> 'withdrawn')"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that records cite: *words* as one of them cites it, *record* where it is held, and who cites it.

    *key* tells it from others. *by* are (record, number of the citation in it), in order.
    """

    key: str
    kind: str
    words: str
    record: str | None
    by: tuple[tuple[str, int], ...]


def citation_rows(reading: CloseReading) -> Iterator[Row]:
    """The rows of the citations of one record."""
    for n, made in enumerate(reading.citations):
        yield reading.record, n, made.kind, made.locus.words, cited_key(made), made.torn, _json(made).decode()


class Citing(Part):
    """The part of a library that knows who cites whom."""

    @abstractmethod
    def _corrected(self, record: str, described: str) -> Description:
        """A stored description as people corrected it."""

    def citations(self, record: str | None = None) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        """Every record that cites anything with its citations, in order of ids; with *record*, that one alone."""
        sql, values = f"SELECT record, term FROM citations WHERE record IN {_SHOWN}", []
        if record is not None:
            sql, values = "SELECT record, term FROM citations WHERE record = ?", [record]
        rows = self._read.execute(f"{sql} ORDER BY record, n", values)
        for citing, terms in groupby(rows, key=lambda row: str(row[0])):
            yield citing, tuple(_citation(term) for _, term in terms)

    def described(self) -> Iterator[tuple[str, Description, str | None]]:
        """Id, description as corrected and address of every record that is not withdrawn, in order of ids."""
        sql = (
            "SELECT id, description, address FROM records JOIN captures USING (source)"
            " WHERE access <> 'withdrawn' ORDER BY id"
        )
        for record, described, address in self._read.execute(sql).fetchall():
            yield record, self._corrected(record, described), address

    def description(self, record: str) -> Description:
        """The description of one record, as corrected; raises `PolyvocalError` where it is not held."""
        row = self._read.execute("SELECT description FROM records WHERE id = ?", (record,)).fetchone()
        if row is None:
            raise PolyvocalError(f"no record {record!r} is held")
        return self._corrected(record, row[0])

    def place_citations(self, links: Sequence[CitationLink]) -> None:
        """Put these links in the place of those before."""
        with self._writing() as connection:
            connection.execute("DELETE FROM citation_links")
            rows = ((link.by, link.n, link.of, link.reason) for link in links)
            connection.executemany("INSERT INTO citation_links VALUES (?, ?, ?, ?)", rows)

    def citation_links(self, *, by: str | None = None, of: str | None = None) -> tuple[CitationLink, ...]:
        """The links *by* a record, those *of* a record that it is cited by, or all."""
        asked = [(f"{name} = ?", value) for name, value in (("by", by), ("of", of)) if value is not None]
        where = " AND ".join(condition for condition, _ in asked) or "1"
        sql = f"SELECT by, n, of, reason FROM citation_links WHERE {where} ORDER BY by, n, of"
        return tuple(CitationLink(*row) for row in self._read.execute(sql, [value for _, value in asked]))

    def sources_cited(self, *, held: bool, offset: int = 0, limit: int = 50) -> tuple[Source, ...]:
        """The sources that records cite, most cited first: those *held*, or those not held."""
        sql = _HELD if held else _NOT_HELD
        found = self._read.execute(f"{sql} ORDER BY count(DISTINCT c.record) DESC, 1 LIMIT ? OFFSET ?", (limit, offset))
        return tuple(self._source(held, *row) for row in found.fetchall())

    def count_sources_cited(self, *, held: bool) -> int:
        """How many such sources there are."""
        return int(self._read.execute(f"SELECT count(*) FROM ({_HELD if held else _NOT_HELD})").fetchone()[0])

    def _source(self, held: bool, key: str, kind: str, words: str) -> Source:
        sql = "SELECT c.record, c.n FROM citations c" + (
            " JOIN citation_links l ON l.by = c.record AND l.n = c.n WHERE l.of = ?"
            if held
            else f" WHERE c.key = ? AND {_UNLINKED}"
        )
        by = tuple(self._read.execute(f"{sql} AND c.record IN {_SHOWN} ORDER BY c.record, c.n", (key,)).fetchall())
        return Source(key, kind, words, key if held else None, by)


_UNLINKED = "NOT EXISTS (SELECT 1 FROM citation_links l WHERE l.by = c.record AND l.n = c.n)"
_HELD = (
    "SELECT l.of, min(c.kind), min(c.words) FROM citation_links l JOIN citations c ON c.record = l.by AND c.n = l.n"
    f" WHERE c.record IN {_SHOWN} AND l.of IN {_SHOWN} GROUP BY l.of"
)
_NOT_HELD = (
    "SELECT c.key, min(c.kind), min(c.words) FROM citations c"
    f" WHERE c.key <> '' AND c.record IN {_SHOWN} AND {_UNLINKED} GROUP BY c.key"
)
