"""What is seen of a library from some way off: its days and newcomers, its pictures, and who quotes whom."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from polyvocal.holdings import shelf
from polyvocal.holdings.filing import AMONG, Filing
from polyvocal.holdings.indexed import span
from polyvocal.holdings.part import Part
from polyvocal.holdings.views import Card, Counts, Dated, Maker, Picture, Quoting
from polyvocal.holdings.voicing import AUTHOR
from polyvocal.terms import Heading, PolyvocalError

_heading = msgspec.json.Decoder(Heading).decode
_DATED = (
    "SELECT id, label, earliest, latest, (SELECT count(*) FROM event_members WHERE event = id"
    " AND statement NOT IN (SELECT id FROM hidden)) FROM events"
)
PICTURES = ("photograph", "image", "poster", "postcard", "map", "drawing", "painting", "object", "photograph caption")
"""The kinds of records that a gallery shows, besides whatever came as an image."""

GALLERY_FACETS = ("kind", "place", "year", "maker", "theme", "fonds")
SEEN = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff")
"""Images that can be shown: those that no script can hide in."""

_CAME_AS_IMAGES = "SELECT source FROM captures WHERE media_type >= 'image/' AND media_type < 'image0'"
_IMAGES = f"(kind IN {PICTURES} OR source IN ({_CAME_AS_IMAGES}))"
_FILE = "label: Image file"  # the label of a card that names the file of a picture on a page
_MAKERS = ("photographer", "author")
_CREDITS = ("label: Credit", "source_copy")
_MOST_PICTURES = 20_000


class Vistas(Part):
    """The part of a library that is looked at from afar."""

    _counted: tuple[str, Counts] | None = None
    _quoting: tuple[str, tuple[Quoting, ...]] | None = None

    def state(self) -> str:
        """What changes whenever anything does that these views show."""
        names = ("changes", "collated", "headings of", "headings decided")
        sql = f"SELECT name, value FROM meta WHERE name IN {names} ORDER BY name"
        return " ".join(f"{name} {value}" for name, value in self._read.execute(sql))

    def counts(self) -> Counts:
        """How much is held."""
        state = self.state()
        if self._counted is None or self._counted[0] != state:
            self._counted = state, shelf.counts(self._read)
        return self._counted[1]

    def newest(self, limit: int = 6) -> tuple[Card, ...]:
        """The records that came or changed last."""
        sql = (
            f"SELECT {shelf.COLUMNS} FROM records WHERE access <> 'withdrawn' AND changed > 0"
            " ORDER BY changed DESC, rank, id LIMIT ?"
        )
        return tuple(map(shelf.card_of, self._read.execute(sql, (limit,))))

    def events_on(self, days: Iterable[int], limit: int = 6) -> list[Dated]:
        """The most telling events of just these days (Julian Day Numbers); one of two days counts for its first."""
        where = f"WHERE earliest {AMONG} AND latest - earliest <= 1 AND period = 0"
        rows = self._read.execute(f"{_DATED} {where} ORDER BY rank LIMIT ?", (json.dumps(sorted(days)), limit))
        return [Dated(*row) for row in rows]

    def days_spoken_of(self) -> list[int]:
        """The first days of all events that are no periods, in order."""
        sql = "SELECT earliest FROM events WHERE earliest IS NOT NULL AND period = 0 ORDER BY 1"
        return [row[0] for row in self._read.execute(sql)]

    def telling_events(self, limit: int = 6) -> list[Dated]:
        """The most telling events, without their statements."""
        return [Dated(*row) for row in self._read.execute(f"{_DATED} ORDER BY rank LIMIT ?", (limit,))]

    def dated(self, event: str) -> Dated:
        """One event without its statements."""
        row = self._read.execute(f"{_DATED} WHERE id = ?", (event,)).fetchone()
        if row is None:
            raise PolyvocalError(f"no event {event!r} is held")
        return Dated(*row)

    def events_between(self, first: int, last: int, limit: int) -> tuple[list[Dated], int]:
        """The most telling events that touch these days, and how many there are in all.

        What is said to have happened within a far longer time comes after what belongs to just these days.
        """
        where = "earliest <= ? AND latest >= ?"
        count = self._read.execute(f"SELECT count(*) FROM events WHERE {where}", (last, first)).fetchone()[0]
        sql = f"{_DATED} WHERE {where} ORDER BY latest - earliest > ?, rank LIMIT ?"
        longest = 3 * (last - first) + 3
        return [Dated(*row) for row in self._read.execute(sql, (last, first, longest, limit))], count

    def hours_of(self, events: Sequence[str]) -> dict[str, dict[tuple[float, float], int]]:
        """The hours that statements about these events speak of: from when to when, in how many statements."""
        sql = (
            "SELECT event, s.earliest, s.latest, json_extract(term, '$.anchor.when.value') FROM event_members"
            f" JOIN statements s ON s.id = statement WHERE event {AMONG} AND s.earliest IS NOT NULL"
            " AND statement NOT IN (SELECT id FROM hidden)"
        )
        found: dict[str, dict[tuple[float, float], int]] = {}
        for event, earliest, latest, value in self._read.execute(sql, (json.dumps(list(events)),)):
            start, end = map(float, span(earliest, latest, value).split("/"))
            if end - start < 1:
                hours = found.setdefault(event, {})
                hours[start, end] = hours.get((start, end), 0) + 1
        return found

    def place_headings(self) -> list[tuple[Heading, int]]:
        """The headings of places, those that stand in most records first, with how many that are."""
        sql = "SELECT term, records FROM headings WHERE type = 'place' AND hidden = 0 ORDER BY records DESC, label, id"
        return [(_heading(term), records) for term, records in self._read.execute(sql)]

    # Pictures.

    def gallery(self, filters: shelf.Filters = (), *, offset: int = 0, limit: int = 60) -> tuple[list[Card], int]:
        """Pictures, scans and objects by date and title, narrowed by *filters*; and how many there are in all."""
        where, values = _gallery(filters)
        sql = f"FROM records WHERE {where}"
        order = "earliest IS NULL, earliest, title COLLATE NOCASE, id"
        rows = self._read.execute(
            f"SELECT {shelf.COLUMNS} {sql} ORDER BY {order} LIMIT ? OFFSET ?", (*values, limit, offset)
        )
        return [shelf.card_of(row) for row in rows], int(
            self._read.execute(f"SELECT count(*) {sql}", values).fetchone()[0]
        )

    def gallery_facets(self, filters: shelf.Filters = ()) -> dict[str, tuple[tuple[str, int], ...]]:
        """By what the pictures left by *filters* can be narrowed, with counts."""
        where, values = _gallery(filters)
        rows = self._read.execute(
            f"SELECT id, kind, year FROM records WHERE {where} LIMIT {_MOST_PICTURES}", values
        ).fetchall()
        ids = [row[0] for row in rows]
        counted: dict[str, dict[str, int]] = {facet: defaultdict(int) for facet in GALLERY_FACETS}
        for _, kind, year in rows:
            counted["kind"][kind] += 1
            counted["year"][year] += 1
        filing = Filing(self._read)
        for facet, filed in (("place", filing.places_of(ids)), ("fonds", filing.fonds_of(ids))):
            for labels in filed.values():
                for label in labels:
                    counted[facet][label] += 1
        told = json.dumps(ids)
        for (name,) in self._read.execute(
            f"SELECT value FROM entries WHERE field IN {_MAKERS} AND record {AMONG}", (told,)
        ):
            counted["maker"][name] += 1
        for (words,) in self._read.execute(
            f"SELECT value FROM entries WHERE field = 'label: Keywords' AND record {AMONG}", (told,)
        ):
            for theme in {one.strip() for one in words.split(";")}:
                counted["theme"][theme] += 1
        return {
            facet: tuple(sorted(((v, n) for v, n in of.items() if v), key=lambda pair: (-pair[1], pair[0])))
            for facet, of in counted.items()
        }

    def makers(self, records: Sequence[str]) -> dict[str, Maker]:
        """Who made each picture and whom it is credited to, as its card has it."""
        sql = (
            f"SELECT record, max(CASE WHEN field IN {_MAKERS} THEN value ELSE '' END),"
            f" max(CASE WHEN field IN {_CREDITS} THEN value ELSE '' END) FROM entries WHERE record {AMONG}"
            " GROUP BY record"
        )
        rows = self._read.execute(sql, (json.dumps(list(records)),))
        return {record: Maker(maker, credit) for record, maker, credit in rows}

    def picture(self, record: str) -> Picture | None:
        """The image that a record is a picture of: its own file, or the file held that its page names; else None."""
        sql = "SELECT source, sha256, media_type FROM records JOIN captures USING (source) WHERE id = ?"
        row = self._read.execute(sql, (record,)).fetchone()
        if row is None:
            return None
        source, digest, media_type = row
        if media_type in SEEN:
            return Picture(digest, media_type, source)
        sql = "SELECT value FROM entries WHERE record = ? AND field = ?"
        named = self._read.execute(sql, (record, _FILE)).fetchone()
        return self._beside(source, named[0]) if named else None

    def _beside(self, page: str, name: str) -> Picture | None:
        # Browsers save the images of a page in a folder beside it: the nearest file of that name is meant.
        sql = f"SELECT sha256, media_type, source FROM captures WHERE media_type IN {SEEN} AND source LIKE ? ESCAPE '!'"
        like = "%/" + name.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        found = [Picture(*row) for row in self._read.execute(sql, (like,))]
        folder = page.rpartition("/")[0]
        within = [one for one in found if one.source.startswith(f"{folder}/" if folder else "")]
        return min(within, key=lambda one: (one.source.count("/"), one.source)) if within else None

    def beside_picture(self, record: str, limit: int = 8) -> tuple[Card, ...]:
        """Texts that a picture is tied to: those of its page first, then those that share most of its names."""
        sql = (
            "SELECT other.id FROM records me JOIN records other USING (source) WHERE me.id = ?1 AND other.id <> ?1"
            " ORDER BY other.words DESC LIMIT ?2"
        )
        ids = [row[0] for row in self._read.execute(sql, (record, limit))]
        sql = (
            "SELECT o.record FROM heading_records mine JOIN headings ON headings.id = mine.heading"
            " JOIN heading_records o ON o.heading = mine.heading WHERE mine.record = ?1 AND o.record <> ?1"
            " AND headings.records <= 60 AND hidden = 0 GROUP BY o.record"
            " ORDER BY sum(1.0 / headings.records) DESC, o.record LIMIT ?2"
        )
        ids += [row[0] for row in self._read.execute(sql, (record, limit)) if row[0] not in ids]
        cards = shelf.cards_by_id(self._read, ids[:limit])
        return tuple(cards[one] for one in ids if one in cards)

    # Who quotes whom.

    def quoting(self) -> tuple[Quoting, ...]:
        """Every voice that quotes another, the most frequent first; the writer of a text by name."""
        state = self.state()
        if self._quoting is None or self._quoting[0] != state:
            self._quoting = state, tuple(_pairs(self._chains()))
        return self._quoting[1]

    def _chains(self) -> Iterator[tuple[str, list[str]]]:
        """The record and the filed voices of every chain that quotes."""
        labels = Filing(self._read).voices
        sql = (
            "SELECT v.statement, s.record, v.name, records.authors, records.container FROM voices v"
            " JOIN statements s ON s.id = v.statement JOIN records ON records.id = s.record"
            " WHERE v.statement IN (SELECT statement FROM voices WHERE n = 1)"
            " AND records.access NOT IN ('withdrawn', 'restricted') ORDER BY v.statement, v.n"
        )
        heard: dict[str, tuple[str, list[str]]] = {}
        for statement, record, name, authors, container in self._read.execute(sql):
            chain = heard.setdefault(statement, (record, []))[1]
            if name.lower() in AUTHOR:
                named = json.loads(authors)
                chain.append(labels.get(named[0], named[0]) if named else container)
            else:
                chain.append(labels.get(name, ""))
        yield from heard.values()


def _pairs(chains: Iterable[tuple[str, Sequence[str]]]) -> list[Quoting]:
    statements: dict[tuple[str, str], int] = defaultdict(int)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, chain in chains:
        known = [name for name in chain if name]  # a voice without a name passes on what it was told
        for pair in pairwise(known):
            if pair[0] != pair[1]:
                statements[pair] += 1
                documents[pair].add(record)
    found = [Quoting(*pair, times, len(documents[pair])) for pair, times in statements.items()]
    return sorted(found, key=lambda one: (-one.documents, -one.statements, one.by, one.of))


_NARROWED = {
    "theme": " AND id IN (SELECT record FROM entries WHERE field = 'label: Keywords'"
    " AND instr('; ' || value || ';', '; ' || ? || ';') > 0)",
    "maker": f" AND id IN (SELECT record FROM entries WHERE field IN {_MAKERS} AND value = ?)",
}


def _gallery(filters: shelf.Filters) -> tuple[str, list[str]]:
    where, values = shelf.condition([pair for pair in filters if pair[0] not in _NARROWED])
    for facet, value in filters:
        if facet in _NARROWED:
            where += _NARROWED[facet]
            values.append(value)
    return f"access NOT IN ('withdrawn', 'restricted') AND {_IMAGES} AND {where}", values
