"""A generator of invented worlds, in which every event, voice, reprint and trap is known.

Towns and persons are Zipf-distributed. Planted are rival numbers of different voices, copies (some signed by somebody
else), and traps: the same town in another year, one side beside the other, an officer's part beside the whole, the
dead beside all casualties, vague numbers, small equal numbers of different people, a voice that repeats itself, a
town with a year and no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from random import Random

from polyvocal.terms import Anchor, Figure, Locus, ReprintLink, Statement, Voice, When, Witness
from polyvocal.terms.days import from_gregorian, iso

FIRST_DAY = from_gregorian(1850, 1, 1)
DAYS = 36500
SIDES = ("British", "German", "French", "Russian")
SORTS = (("battle", "ships"), ("riot", ""), ("explosion", ""), ("strike", ""), ("earthquake", ""))
TWO_SIDED = {"battle"}
STOLEN = 0.3  # of the copies, those that are signed by somebody else and known for a copy by their wording alone
_SYLLABLES = re.findall("..", "babebibocadadeldofagehaijokalamomanaolparosasetatouluverwayazeru")


class Zipf:
    """Draws from a list with Zipf frequencies, the first item most often."""

    def __init__(self, items: Sequence[str], skew: float = 1.0) -> None:
        self.items = items
        self.weights = list(accumulate(1 / (rank + 1) ** skew for rank in range(len(items))))

    def draw(self, random: Random) -> str:
        """One item."""
        return random.choices(self.items, cum_weights=self.weights)[0]


@dataclass(frozen=True, slots=True)
class Planted:
    """What the generator knows of a statement: its event, and what its figure counts."""

    event: int
    kind: str
    side: str
    group: str
    value: float
    vague: bool
    voice: str
    named: bool = False  # whether the voice is quoted by name
    trap: str = ""


@dataclass(slots=True)
class Happening:
    """One event of the invented world, with the number that each party gives for each count."""

    number: int
    sort: str
    place: str
    day: int
    names: tuple[str, ...]
    sides: tuple[str, ...]
    counts: dict[tuple[str, str, str], int]
    twin: int = -1  # the event of the same town in another year


@dataclass(slots=True)
class World:
    """The pile of an invented world and what was planted in it."""

    witnesses: list[Witness] = field(default_factory=list)
    reprints: list[ReprintLink] = field(default_factory=list)
    planted: dict[str, Planted] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)  # for each record the author from whom it comes
    twins: set[tuple[int, int]] = field(default_factory=set)


def invent(size: int, seed: int) -> World:
    """A world of about *size* statements."""
    random = Random(seed)
    towns = Zipf([_word(random).capitalize() + "ton" for _ in range(max(40, size // 12))], 0.8)
    persons = Zipf([f"{_word(random).capitalize()} {_word(random).capitalize()}" for _ in range(max(60, size // 8))])
    happenings = list(_happen(random, max(8, size // 14), towns, persons))
    popular = list(accumulate(1 / (rank + 1) ** 0.6 for rank in range(len(happenings))))
    world = World(twins={(h.twin, h.number) for h in happenings if h.twin >= 0})
    while len(world.planted) < size:
        _write(world, random, random.choices(happenings, cum_weights=popular, k=random.choice((1, 1, 2, 3))))
    return world


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 3))))


def _happen(random: Random, many: int, towns: Zipf, persons: Zipf) -> Iterator[Happening]:
    before: list[Happening] = []
    for number in range(many):
        sort, _ = random.choice(SORTS)
        place, day, of = towns.draw(random), FIRST_DAY + random.randrange(DAYS), -1
        if before and random.random() < 0.15:  # the same town in another year
            twin = random.choice(before)
            of, place, sort, day = twin.number, twin.place, twin.sort, twin.day + random.choice((365, 730, 3650, 9131))
        sides = tuple(sorted(random.sample(SIDES, 2))) if sort in TWO_SIDED else ("",)
        people = tuple(persons.draw(random) for _ in range(random.choice((1, 2, 3))))
        counts = {
            (kind, side, ""): random.randrange(20, 9000) for kind in ("dead", "wounded", "arrested") for side in sides
        }
        before.append(Happening(number, sort, place, day, people, sides, counts, of))
        yield before[-1]


def _write(world: World, random: Random, told: Sequence[Happening]) -> None:
    record = f"r{len(world.witnesses):07d}"
    author = f"Writer {len(world.witnesses) // 3}" if random.random() < 0.5 else f"Writer x{len(world.witnesses)}"
    if world.witnesses and random.random() < 0.1:
        _reprint(world, random, record)
        return
    world.families[record] = author
    pen = Pen(world, random, record, author)
    for happening in told:
        pen.tell(happening)
    last = max(h.day for h in told)
    published = last + random.choice((1, 2, 5, 400, 5000))
    world.witnesses.append(Witness(record, record, "", (author,), "", (published, published), tuple(pen.statements)))


def _reprint(world: World, random: Random, record: str) -> None:
    """A copy of an earlier record: mostly one that is known for a copy, else signed by somebody else."""
    of = random.choice(world.witnesses)
    stolen = random.random() < STOLEN
    authors = (f"Writer of {record}",) if stolen else of.authors
    copies: list[Statement] = []
    for statement in of.statements:
        ident = f"{record}.{len(copies)}"
        chain = (Voice(authors[0], "writes"), *statement.attribution[1:])
        copies.append(replace(_moved(statement, record), id=ident, record=record, attribution=chain))
        world.planted[ident] = world.planted[statement.id]
    world.families[record] = world.families[of.record]
    world.witnesses.append(Witness(record, record, "", authors, "", of.published, tuple(copies)))
    if not stolen:
        world.reprints.append(ReprintLink(record, of.record, "exact", 1.0))


def _moved(statement: Statement, record: str) -> Statement:
    """A statement with the loci of its words in another record."""
    return replace(statement, loci=tuple(Locus(record, x.start, x.words) for x in statement.loci))


class Pen:
    """Writes one record: sentences one after the other, each a statement of what was planted."""

    def __init__(self, world: World, random: Random, record: str, author: str) -> None:
        self.world, self.random, self.record, self.author = world, random, record, author
        self.at = 0
        self.statements: list[Statement] = []

    def tell(self, h: Happening) -> None:
        """Two to six sentences on one event, the first with place and date."""
        random = self.random
        for nth in range(random.choice((2, 2, 3, 4, 6))):
            kind, side, group = random.choice(list(h.counts))
            value, vague = float(h.counts[kind, side, group]), random.random() < 0.08
            voice = random.choice(("", "", f"{side or 'city'} officials of {h.place}", random.choice(h.names)))
            if random.random() < 0.35:  # a rival's number
                value = float(int(value * random.choice((0.25, 0.5, 2, 4)))) + random.choice((1, 3))
            trap, chance = "vague number" if vague else "", random.random()
            if chance < 0.06:
                kind, value, trap = "dead", 2.0, "small number"
                group = random.choice(("boy", "clerk", "sergeant", "miner"))
            elif chance < 0.12:
                group, value, trap = "officer", float(max(1, int(value // 9))), "part beside whole"
            elif chance < 0.18:
                dead, wounded = h.counts["dead", side, ""], h.counts["wounded", side, ""]
                kind, value, trap = "casualties", float(dead + wounded), "dead beside casualties"
            full = nth == 0 or random.random() < 0.3
            by = voice or self.author
            self._sentence(h, Planted(h.number, kind, side, group, value, vague, by, bool(voice), trap), voice, full)
        if random.random() < 0.15:
            self._look_back(h)

    def _look_back(self, h: Happening) -> None:
        """A sentence that gives the town and the year alone, told after a digression, so that it leans on nothing."""
        self.at += 5000
        kind, side, group = self.random.choice(list(h.counts))
        planted = Planted(
            h.number, kind, side, group, float(h.counts[kind, side, group]), False, self.author, False, "vague date"
        )
        self._sentence(h, planted, "", True)

    def _sentence(self, h: Happening, p: Planted, voice: str, full: bool) -> None:
        random, low, high = self.random, p.value, p.value
        if p.vague:
            low, high = (200.0, 999.0) if p.value > 200 else (24.0, 99.0)
        count = ("hundreds" if low == 200 else "dozens") if p.vague else f"{p.value:,.0f}"
        who = " ".join(x for x in (p.side, p.group and p.group + "s") if x)
        number = f"{count} {who or 'people'}"
        day = iso(h.day)[:4] if p.trap == "vague date" else iso(h.day)
        place_first = random.random() < 0.5
        # Writers who do not copy each other share no six words in a row.
        one, two, three, four = (_word(random) for _ in range(4))
        setting = (
            f"in the {h.sort} {one} at {h.place} {two} on {day}"
            if place_first
            else f"on {day}, {one} {h.place} saw {two} a {h.sort}; there"
        )
        lead = (
            f"{voice} said that "
            if voice
            else random.choice(("As was found, ", "It came out: ", "Later lists show ", "")) + f"{_word(random)} "
        )
        setting = f"{setting} " if full else ""
        fell = "counted as casualties" if p.kind == "casualties" else p.kind
        text = f"{lead}{setting}{three} {number} were {fell} {four}, says {random.choice(h.names)}."
        self._statement(h, p, text, number, count, (low, high), voice, full, day)

    def _statement(
        self, h: Happening, p: Planted, text: str, number: str, count: str, bounds: tuple[float, float], voice: str,
        full: bool, day: str,
    ) -> None:  # fmt: skip
        start = self.at
        self.at += len(text) + 1

        def locus(words: str) -> Locus:
            return Locus(self.record, start + text.index(words), words)

        counted = Figure(
            locus(number), locus(count), *bounds, "vague" if p.vague else "exact", p.kind,
            f"{p.side} {p.group}".strip(),
            p.group or "people",
        )  # fmt: skip
        dated = When(day, locus(day) if full else None, "DATE", day, day, *_bounds(day))
        chain = [Voice(self.author, "writes")]
        if voice:
            chain.append(Voice(voice, "says", locus(voice)))
        ident = f"{self.record}.{len(self.statements)}"
        named = tuple(locus(n) for n in h.names if n in text and n != voice)
        place = locus(h.place) if full else None
        self.statements.append(
            Statement(
                ident, self.record, (locus(text),), tuple(chain), "figure", counted, None,
                (dated,) if full else (), (place,) if place else (), named, (locus(h.sort),) if full else (),
                Anchor(dated, "in the sentence" if full else "running date", place, "in the sentence" if full else ""),
            )
        )  # fmt: skip
        self.world.planted[ident] = p


def _bounds(day: str) -> tuple[int, int]:
    """First and last day of a date or a year."""
    if len(day) > len("1916"):
        year, month, of_month = map(int, day.split("-"))
        first = from_gregorian(year, month, of_month)
        return first, first
    return from_gregorian(int(day), 1, 1), from_gregorian(int(day), 12, 31)
