"""What people decided about events, applied to the groups that the rules found.

Decisions name statements, which outlive a rebuild, and not events, whose ids may change. Splits come first; then
merges and rejections one after another in the order in which they were made, so that two people's files merge
cleanly: where they contradict each other the later one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from polyvocal.collation.clusters import Cluster, begin, merge
from polyvocal.collation.events import Taken
from polyvocal.collation.pericopes import Pericope
from polyvocal.terms import Event, Ruling

BY_HAND = "put here by a person"


def overrule(
    clusters: Sequence[Cluster],
    pericopes: list[Pericope],
    taken: Taken,
    rulings: Sequence[Ruling],
    reasons: dict[int, str],
) -> list[Cluster]:
    """The groups as people decided; *pericopes* gains those that a split makes."""
    if not rulings:
        return list(clusters)
    rank_of = {statement.id: rank for rank, (_, statement, _) in enumerate(taken)}
    groups = list(clusters)
    for ruling in rulings:
        if ruling.kind == "split":
            ranks = [rank_of[one] for one in ruling.others if one in rank_of]
            groups = _split(groups, pericopes, ranks, reasons)
    for ruling in rulings:
        first, second = (rank_of.get(one, -1) for one in (ruling.statement, *ruling.others[:1], "")[:2])
        if ruling.kind in {"merge", "reject"} and first >= 0 and second >= 0:
            groups = (_join if ruling.kind == "merge" else _part)(groups, pericopes, first, second, reasons)
    return groups


def _of(groups: Sequence[Cluster], pericopes: Sequence[Pericope], rank: int) -> tuple[Cluster, int] | None:
    """The group and the passage that hold a statement."""
    for group in groups:
        for at in group.pericopes:
            if rank in pericopes[at].members:
                return group, at
    return None


def _split(
    groups: list[Cluster], pericopes: list[Pericope], ranks: Sequence[int], reasons: dict[int, str]
) -> list[Cluster]:
    """The groups with some statements in one of their own."""
    taken_out: list[int] = []
    for rank in sorted(set(ranks)):
        found = _of(groups, pericopes, rank)
        if found is None:
            continue
        group, at = found
        passage = pericopes[at]
        if passage.members == [rank]:
            group.pericopes = [other for other in group.pericopes if other != at]
        else:
            passage.members = [other for other in passage.members if other != rank]
            pericopes.append(replace(passage, members=[rank]))
            at = len(pericopes) - 1
        reasons[at] = BY_HAND
        taken_out.append(at)
    if not taken_out:
        return groups
    own = begin(taken_out[0], pericopes[taken_out[0]])
    for at in taken_out[1:]:
        merge(own, begin(at, pericopes[at]))
    return [*(group for group in groups if group.pericopes), own]


def _join(
    groups: list[Cluster], pericopes: list[Pericope], first: int, second: int, reasons: dict[int, str]
) -> list[Cluster]:
    home, other = _of(groups, pericopes, first), _of(groups, pericopes, second)
    if home is None or other is None or home[0] is other[0]:
        return groups
    for at in other[0].pericopes:
        reasons[at] = BY_HAND
    exact, within = home[0].exact or other[0].exact, home[0].within or other[0].within
    merge(home[0], other[0])
    # Whoever puts two together knows their days better than a common window of both could say.
    home[0].exact, home[0].within = exact, within
    return [group for group in groups if group is not other[0]]


def _part(
    groups: list[Cluster], pericopes: list[Pericope], first: int, second: int, reasons: dict[int, str]
) -> list[Cluster]:
    home, other = _of(groups, pericopes, first), _of(groups, pericopes, second)
    if home is None or other is None or home[0] is not other[0]:
        return groups
    if home[1] == other[1]:
        return _split(groups, pericopes, [second], reasons)
    home[0].pericopes = [at for at in home[0].pericopes if at != other[1]]
    reasons[other[1]] = BY_HAND
    return [*groups, begin(other[1], pericopes[other[1]])]


def relabel(events: Iterable[Event], rulings: Sequence[Ruling]) -> list[Event]:
    """The events under the headings that people gave them, the last one holding."""
    labels = {ruling.statement: ruling.label for ruling in rulings if ruling.kind == "relabel" and ruling.label}
    if not labels:
        return list(events)
    order = {statement: n for n, statement in enumerate(labels)}
    named = []
    for event in events:
        told = [member.statement for member in event.members if member.statement in labels]
        last = max(told, key=lambda statement: order[statement], default="")
        named.append(replace(event, label=labels[last]) if last else event)
    return named
