"""Collation scored and timed on an invented world.

`bench.invented` plants events with rival counts, copies and traps among Zipf-distributed names and places; the
collation is scored against what was planted (B3 and pairwise, verdicts, origins, traps avoided) and timed at growing
sizes, smallest first, so that the peak of memory is that of each:

    python -m bench.collation --size 10000 --seed 7
    python -m bench.collation --growth 1000,10000,100000
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from math import log
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from bench.invented import Planted, World, invent
from polyvocal.collation import collate
from polyvocal.collation.origins import Groups
from polyvocal.terms import Collation, Event


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
        if is_true(a, b, relation.relation):
            right[relation.relation] += 1
            met.add((a.event, a.kind, a.side, a.group, min(a.value, b.value), max(a.value, b.value)))
    planted = _planted_conflicts(world)
    scores = {f"{v.lower()} precision": right[v] / max(1, given[v]) for v in ("AGREE", "CONFLICT")}
    scores["conflict recall"] = len(planted & met) / max(1, len(planted))
    scores["verdicts"] = float(sum(given.values()))
    return scores


def is_true(a: Planted, b: Planted, verdict: str) -> bool:
    """Whether two planted counts deserve the verdict."""
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


def score_origins(world: World, found: Collation) -> dict[str, float]:
    """Of the readings in two documents or more, the share with as many origins as were planted, and with too many.

    Origins are one where the records come from one author, be it by a copy, or one named voice is quoted.
    """
    told = Counter[str]()
    for reading in (reading for row in found.apparatus for reading in row.readings if reading.documents > 1):
        groups = Groups()
        for ident in reading.statements:
            p = world.planted[ident]
            family = "family:" + world.families[ident.partition(".")[0]]
            groups.join(family, "voice:" + p.voice if p.named else family)
        heads = {groups.find("family:" + world.families[i.partition(".")[0]]) for i in reading.statements}
        told["right" if len(heads) == reading.origins else "many" if reading.origins > len(heads) else "few"] += 1
    total = max(1, sum(told.values()))
    return {"origins right": told["right"] / total, "origins too many": told["many"] / total}


def score_traps(world: World, found: Collation) -> dict[str, float]:
    """For each trap the share of what was planted that the collation did not fall into."""
    planted = Counter(p.trap for p in world.planted.values() if p.trap)
    caught: dict[str, set[str]] = defaultdict(set)
    for relation in (r for row in found.apparatus for r in row.relations):
        a, b = world.planted[relation.a], world.planted[relation.b]
        if relation.relation in {"AGREE", "CONFLICT"} and not is_true(a, b, relation.relation):
            for ident, p in ((relation.a, a), (relation.b, b)):
                caught[p.trap].add(ident)
    mostly: dict[str, int] = {}
    for event in found.events:
        told = Counter(world.planted[m.statement].event for m in event.members)
        mostly.update((m.statement, told.most_common(1)[0][0]) for m in event.members)
    # A town with a year alone is caught where it stands among what is told of another event.
    looking_back = {i: p for i, p in world.planted.items() if p.trap == "vague date"}
    caught["vague date"] |= {i for i, p in looking_back.items() if mostly.get(i, p.event) != p.event}
    avoided = {f"trap {trap}": 1 - len(caught[trap]) / many for trap, many in sorted(planted.items())}
    together = {(a, b) for event in found.events for a, b in _twins_in(event, world)}
    told_of = {p.event for p in world.planted.values()}
    twins = [pair for pair in world.twins if told_of.issuperset(pair)]
    return {**avoided, "trap same town": 1 - len(together) / max(1, len(twins))}


def _twins_in(event: Event, world: World) -> set[tuple[int, int]]:
    """The events of one town in two years that stand in one."""
    told = {world.planted[m.statement].event for m in event.members}
    return {(a, b) for a, b in world.twins if a in told and b in told} if len(told) > 1 else set()


def measure(size: int, seed: int) -> dict[str, float]:
    """Scores and cost at one size."""
    world = invent(size, seed)
    started = time.process_time()
    found = collate(world.witnesses, world.reprints)
    spent = time.process_time() - started
    many = len(world.planted)
    return {
        "statements": float(many), "events": float(len(found.events)), **score_events(world, found),
        **score_verdicts(world, found), **score_origins(world, found), **score_traps(world, found), "cpu s": spent,
        "statements per cpu s": many / spent, "peak MiB": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
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
