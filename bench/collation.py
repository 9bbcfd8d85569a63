"""Collation scored and timed on an invented world.

A generator plants events with rival counts, reprints and traps among Zipf-distributed names and places; the
collation is scored against what was planted (B3 and pairwise, verdicts) and timed at growing sizes:

    python -m bench.collation --size 10000 --seed 7
    python -m bench.collation --growth 1000,10000,100000

The traps: the same town in another year, one side beside the other, a part beside the whole, two vague numbers,
small equal numbers of different people, a voice that repeats itself, one ship's crew beside a fleet.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import log
from pathlib import Path
from random import Random

from polyvocal.collation import collate
from polyvocal.terms import Anchor, Collation, Figure, Locus, ReprintLink, Statement, Voice, When, Witness
from polyvocal.terms.days import from_gregorian, iso

FIRST_DAY = from_gregorian(1850, 1, 1)
DAYS = 36500
SIDES = ("British", "German", "French", "Russian")
SORTS = (("battle", "ships"), ("riot", ""), ("explosion", ""), ("strike", ""), ("earthquake", ""))
TWO_SIDED = {"battle"}
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


@dataclass(slots=True)
class World:
    """The pile of an invented world and what was planted in it."""

    witnesses: list[Witness] = field(default_factory=list)
    reprints: list[ReprintLink] = field(default_factory=list)
    planted: dict[str, Planted] = field(default_factory=dict)


def invent(size: int, seed: int) -> World:
    """A world of about *size* statements."""
    random = Random(seed)
    towns = Zipf([_word(random).capitalize() + "ton" for _ in range(max(40, size // 12))], 0.8)
    persons = Zipf([f"{_word(random).capitalize()} {_word(random).capitalize()}" for _ in range(max(60, size // 8))])
    happenings = list(_happen(random, max(8, size // 14), towns, persons))
    popular = list(accumulate(1 / (rank + 1) ** 0.6 for rank in range(len(happenings))))
    world = World()
    while len(world.planted) < size:
        _write(world, random, random.choices(happenings, cum_weights=popular, k=random.choice((1, 1, 2, 3))))
    return world


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 3))))


def _happen(random: Random, many: int, towns: Zipf, persons: Zipf) -> Iterator[Happening]:
    before: list[Happening] = []
    for number in range(many):
        sort, _ = random.choice(SORTS)
        place, day = towns.draw(random), FIRST_DAY + random.randrange(DAYS)
        if before and random.random() < 0.15:  # the same town in another year
            twin = random.choice(before)
            place, sort, day = twin.place, twin.sort, twin.day + random.choice((365, 730, 3650, 9131))
        sides = tuple(sorted(random.sample(SIDES, 2))) if sort in TWO_SIDED else ("",)
        people = tuple(persons.draw(random) for _ in range(random.choice((1, 2, 3))))
        counts = {
            (kind, side, ""): random.randrange(20, 9000) for kind in ("dead", "wounded", "arrested") for side in sides
        }
        before.append(Happening(number, sort, place, day, people, sides, counts))
        yield before[-1]


def _write(world: World, random: Random, told: Sequence[Happening]) -> None:
    record = f"r{len(world.witnesses):07d}"
    author = f"Writer {len(world.witnesses) // 3}" if random.random() < 0.5 else f"Writer x{len(world.witnesses)}"
    if world.witnesses and random.random() < 0.1:
        _reprint(world, random, record)
        return
    pen = Pen(world, random, record, author)
    for happening in told:
        pen.tell(happening)
    last = max(h.day for h in told)
    published = last + random.choice((1, 2, 5, 400, 5000))
    world.witnesses.append(Witness(record, record, "", (author,), "", (published, published), tuple(pen.statements)))


def _reprint(world: World, random: Random, record: str) -> None:
    of = random.choice(world.witnesses)
    copies: list[Statement] = []
    for statement in of.statements:
        ident = f"{record}.{len(copies)}"
        loci = tuple(Locus(record, x.start, x.words) for x in statement.loci)
        copies.append(
            Statement(
                ident, record, loci, statement.attribution, statement.aspect, statement.figure, statement.answer,
                statement.whens, statement.places, statement.people, statement.event_words, statement.anchor,
            )
        )  # fmt: skip
        world.planted[ident] = world.planted[statement.id]
    world.witnesses.append(Witness(record, record, "", of.authors, "", of.published, tuple(copies)))
    world.reprints.append(ReprintLink(record, of.record, "exact", 1.0))


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
            if random.random() < 0.06:  # small numbers of different people
                kind, value, group = "dead", 2.0, random.choice(("boy", "clerk", "sergeant", "miner"))
            elif random.random() < 0.06:  # a part beside the whole
                group, value = "officer", float(max(1, int(value // 9)))
            full = nth == 0 or random.random() < 0.3
            self._sentence(h, Planted(h.number, kind, side, group, value, vague, voice or self.author), voice, full)

    def _sentence(self, h: Happening, p: Planted, voice: str, full: bool) -> None:
        random, low, high = self.random, p.value, p.value
        if p.vague:
            low, high = (200.0, 999.0) if p.value > 200 else (24.0, 99.0)
        count = ("hundreds" if low == 200 else "dozens") if p.vague else f"{p.value:,.0f}"
        who = " ".join(x for x in (p.side, p.group and p.group + "s") if x)
        number = f"{count} {who or 'people'}"
        day = iso(h.day)
        place_first = random.random() < 0.5
        setting = (
            f"in the {h.sort} at {h.place} on {day}" if place_first else f"on {day}, {h.place} saw a {h.sort}; there"
        )
        lead = (
            f"{voice} said that "
            if voice
            else random.choice(("As was found, ", "It came out that ", "Later lists show that ", ""))
        )
        setting = f"{setting} " if full else ""
        text = f"{lead}{setting}{number} were {p.kind}, {random.choice(h.names)} among the chroniclers."
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
        dated = When(day, locus(day) if full else None, "DATE", day, day, h.day, h.day)
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


# --- scores ------------------------------------------------------------------------------------------------------


def score_events(world: World, found: Collation) -> dict[str, float]:
    """B3 and pairwise precision and recall; a statement in no event stands alone."""
    own = {m.statement: e.id for e in found.events for m in e.members}
    system = {ident: own.get(ident, ident) for ident in world.planted}
    gold = {ident: p.event for ident, p in world.planted.items()}
    both = Counter((system[i], gold[i]) for i in gold)
    sizes, planted = Counter(system.values()), Counter(gold.values())
    total = len(gold)
    scores = {
        "b3 precision": sum(n * n / sizes[s] for (s, _), n in both.items()) / total,
        "b3 recall": sum(n * n / planted[g] for (_, g), n in both.items()) / total,
    }
    pairs = sum(n * (n - 1) for n in both.values())
    scores["pair precision"] = pairs / max(1, sum(n * (n - 1) for n in sizes.values()))
    scores["pair recall"] = pairs / max(1, sum(n * (n - 1) for n in planted.values()))
    return scores


def score_verdicts(world: World, found: Collation) -> dict[str, float]:
    """Precision of AGREE and CONFLICT, and the share of planted conflicts of two readings that were found."""
    right = Counter[str]()
    given = Counter[str]()
    met: set[tuple[int, str, str, str, float, float]] = set()
    for relation in (r for row in found.apparatus for r in row.relations):
        if relation.relation not in {"AGREE", "CONFLICT"}:
            continue
        a, b = world.planted[relation.a], world.planted[relation.b]
        given[relation.relation] += 1
        if _true(a, b, relation.relation):
            right[relation.relation] += 1
            met.add((a.event, a.kind, a.side, a.group, min(a.value, b.value), max(a.value, b.value)))
    planted = _planted_conflicts(world)
    scores = {f"{v.lower()} precision": right[v] / max(1, given[v]) for v in ("AGREE", "CONFLICT")}
    scores["conflict recall"] = len(planted & met) / max(1, len(planted))
    scores["verdicts"] = float(sum(given.values()))
    return scores


def _true(a: Planted, b: Planted, verdict: str) -> bool:
    if (a.event, a.kind, a.side, a.group) != (b.event, b.kind, b.side, b.group):
        return False
    if a.vague or b.vague:
        # "hundreds" and 5,000 part company; "hundreds" and 1,100 do not.
        return verdict == "CONFLICT" and not (a.vague and b.vague) and not 100 < max(a.value, b.value) < 2000
    if a.group and a.value <= 12:
        return a.group == b.group
    return (a.value == b.value) == (verdict == "AGREE")


def _planted_conflicts(world: World) -> set[tuple[int, str, str, str, float, float]]:
    """Pairs of different numbers that two voices give of one count, of events told no more than thirty times."""
    asked: dict[tuple[int, str, str, str], dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for p in world.planted.values():
        if not p.vague:
            asked[p.event, p.kind, p.side, p.group][p.value].add(p.voice)
    found = set()
    for key, values in asked.items():
        ordered = sorted(values)
        if len(ordered) > 12:
            continue
        for at, first in enumerate(ordered):
            for second in ordered[at + 1 :]:
                if len(values[first] | values[second]) > 1 and second - first > 0.5:
                    found.add((*key, first, second))
    return found


def measure(size: int, seed: int) -> dict[str, float]:
    """Scores and cost at one size."""
    world = invent(size, seed)
    started = time.process_time()
    found = collate(world.witnesses, world.reprints)
    spent = time.process_time() - started
    many = len(world.planted)
    return {
        "statements": float(many), "events": float(len(found.events)), **score_events(world, found),
        **score_verdicts(world, found), "cpu s": spent, "statements per cpu s": many / spent,
    }  # fmt: skip


def main() -> None:
    """Print the scores; with several sizes, the exponent of growth too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000, help="statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", default="", help="sizes parted by commas")
    parser.add_argument("--out", type=Path, help="write the scores as JSON lines")
    wanted = parser.parse_args()
    sizes = [int(s) for s in wanted.growth.split(",")] if wanted.growth else [wanted.size]
    rows = [measure(size, wanted.seed) for size in sizes]
    for row in rows:
        print("  ".join(f"{name} {value:,.3f}".removesuffix(".000") for name, value in row.items()))
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        exponent = log(last["cpu s"] / first["cpu s"]) / log(last["statements"] / first["statements"])
        print(f"growth exponent {exponent:.3f} between {first['statements']:,.0f} and {last['statements']:,.0f}")
    if wanted.out:
        wanted.out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
