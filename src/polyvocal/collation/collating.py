"""Collation told as one page: from witnesses to events, questions and origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from polyvocal.collation.asking import ask, settled
from polyvocal.collation.attach import attach
from polyvocal.collation.bearings import bear, written_names
from polyvocal.collation.clusters import cluster
from polyvocal.collation.desk import Desk, Leaf, leaf
from polyvocal.collation.events import Draft, Taken, draft, finish
from polyvocal.collation.foremost import unite
from polyvocal.collation.keys import frequencies
from polyvocal.collation.origins import of_records, printed
from polyvocal.collation.overruling import overrule, relabel
from polyvocal.collation.pericopes import Pericope, divide
from polyvocal.collation.questions import apparatus
from polyvocal.collation.ties import Tie, rarity
from polyvocal.collation.winnow import winnow
from polyvocal.terms import Apparatus, Collation, Event, ReprintLink, Ruling, Witness

INNER = 60  # counts of contained events that are set beside those of the event that contains them


def collate(
    witnesses: Iterable[Witness], reprints: Iterable[ReprintLink] = (), rulings: Sequence[Ruling] = ()
) -> Collation:
    """Events with their questions, readings and relations, and the origins behind the records.

    The same witnesses in any order give the same collation; nothing is decided, only set side by side. *rulings* are
    what people decided about events, in the order in which they decided it.

    >>> collate(())
    Collation(events=(), apparatus=(), origins=(), perhaps=())
    """
    known = tuple(printed(witness) for witness in witnesses)
    origins = of_records(sorted(known, key=lambda w: w.record), reprints)
    taken = bear(known)
    pericopes = divide(taken)
    counts = frequencies(pericopes)
    written = written_names(taken)
    near: list[Tie] = []
    clusters, reasons = cluster(pericopes, counts, rarity(counts, len(known)), written, near)
    clusters = winnow(unite(attach(clusters, pericopes, reasons), pericopes, reasons), pericopes, reasons)
    clusters = overrule(clusters, pericopes, taken, rulings, reasons)
    drafts = [d for c in clusters if (d := draft(c, pericopes, taken)) is not None]
    events = relabel(finish(drafts, taken, pericopes, reasons, written), rulings)
    origin_of = {record: origin.id for origin in origins for record in origin.records}
    inner: dict[str, list[Leaf]] = defaultdict(list)
    for d in drafts:
        if d.parent is not None and len(inner[d.parent]) < INNER:
            inner[d.parent] += islice((x for x in _leaves(d, pericopes, taken) if x.statement.figure), INNER)
    sheets = {}
    for d in drafts:  # one desk at a time: the leaves of all events would need much memory
        leaves = tuple(_leaves(d, pericopes, taken))
        sheets[d.id] = apparatus(Desk(d.id, leaves, d.firm, d.dated, d.period, origin_of, tuple(inner.pop(d.id, ()))))
    bare = {d.id for d in drafts if d.bare and not any(row.relations for row in sheets[d.id])}
    ordered = sorted((e for e in events if e.id not in bare), key=lambda e: _telling(e, sheets[e.id]))
    event_of = {member.statement: e.id for e in events for member in e.members} if rulings else {}
    perhaps = ask(near, drafts, pericopes, written, settled(rulings, event_of))
    return Collation(tuple(ordered), tuple(row for e in ordered for row in sheets[e.id]), origins, perhaps)


def _leaves(d: Draft, pericopes: Sequence[Pericope], taken: Taken) -> Iterator[Leaf]:
    home = {rank: pericopes[at] for at in d.cluster.pericopes for rank in pericopes[at].members}
    for rank in d.ranks:
        witness, statement, bearings = taken[rank]
        yield leaf(statement, witness, bearings, home[rank])


def _telling(event: Event, sheet: Sequence[Apparatus]) -> tuple[float, int, str]:
    """Most telling first: the weight of the event's foremost relations, then how much is said of it."""
    weights = sorted((r.weight for row in sheet for r in row.relations), reverse=True)[:5]
    return -round(sum(weights), 4), -len(event.members), event.id
