"""Perhaps the same event: pairs of events that a tie holds, but not firmly enough, or against a veto."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from polyvocal.collation.events import Draft
from polyvocal.collation.pericopes import Pericope
from polyvocal.collation.ties import ENOUGH, Tie, reason
from polyvocal.terms import Perhaps, Ruling

OF_ONE = 3  # questions about one event
AT_MOST = 300  # questions of one library


def ask(
    near: Sequence[Tie],
    drafts: Sequence[Draft],
    pericopes: Sequence[Pericope],
    written: dict[str, str],
    settled: frozenset[tuple[str, str]],
) -> tuple[Perhaps, ...]:
    """The pairs of events to ask about, the likeliest first; those *settled* by a person are not asked again."""
    home = {at: d for d in drafts if not d.period for at in d.cluster.pericopes}
    asked: dict[tuple[str, str], Perhaps] = {}
    of_event: Counter[str] = Counter()
    for tie in sorted(set(near), key=lambda tie: (-tie.strength, tie.a, tie.b)):
        first, second = home.get(tie.a), home.get(tie.b)
        if first is None or second is None or first is second or len(asked) == AT_MOST:
            continue
        a, b = sorted((first.id, second.id))
        if (a, b) in asked or (a, b) in settled or max(of_event[a], of_event[b]) >= OF_ONE:
            continue
        why = reason(pericopes[tie.a], pericopes[tie.b], written)
        barred = "; something else forbids it" if tie.strength >= ENOUGH else "; not enough by rule"
        asked[a, b] = Perhaps(tie.strength, a, b, why + barred)
        of_event.update((a, b))
    return tuple(asked.values())


def settled(rulings: Sequence[Ruling], event_of: dict[str, str]) -> frozenset[tuple[str, str]]:
    """The pairs of events that people held apart."""
    found = set()
    for ruling in rulings:
        if ruling.kind == "reject" and ruling.others:
            a, b = (event_of.get(one, "") for one in (ruling.statement, ruling.others[0]))
            found.add((min(a, b), max(a, b)))
    return frozenset(found)
