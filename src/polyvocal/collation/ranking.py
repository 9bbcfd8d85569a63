"""What a historian sees first, and why it stands there (DESIGN, section 6.6).

weight = size of the gap x independent origins x the weaker side's confidence x consequence; denials, withdrawals,
concealment and agreement between rivals rise, vague and same-origin pairs sink.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2

from polyvocal.collation.figures import Finding, consequence
from polyvocal.terms import Statement

_BASE = {
    "CONFLICT": 1.0, "CONFLICT-SUBSET": 0.8, "DENIAL": 1.0, "RETRACTED": 0.9, "REVISION": 0.6, "JULIAN TWIN": 0.6,
    "DIFFERENT ACCOUNTS": 0.6, "AGREE": 0.35, "STRAINED": 0.4, "CLOSE": 0.25, "COMPATIBLE": 0.15, "NESTED": 0.15,
    "SEQUENCE": 0.1, "REPLACEMENT": 0.1, "PART-WHOLE": 0.1,
}  # fmt: skip
_OPPOSED = frozenset({"CONFLICT", "DENIAL", "DIFFERENT ACCOUNTS", "RETRACTED"})
_BOUND = {"exact": 1.0, "about": 0.85, "range": 0.85, "at least": 0.7, "at most": 0.7, "vague": 0.35}
_CERTAIN = {"certain": 1.0, "probable": 0.8, "possible": 0.6, "unknown": 0.7}
_ASPECT = {
    "fate": 0.9, "responsibility": 0.9, "cause": 0.7, "outcome": 0.7, "naming": 0.5, "date": 0.6, "motive": 0.5,
    "place": 0.4, "participant": 0.4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands, and the words that say why."""

    weight: float
    place: str
    parts: tuple[str, ...] = field(default=(), compare=False)


def confidence(statement: Statement) -> float:
    """How sure the words are of themselves, 0 to 1: hedges, vague numbers and doubts lower it."""
    sure = _BOUND[statement.figure.bound] if statement.figure is not None else 0.9
    for voice in statement.attribution:
        sure *= _CERTAIN[voice.certainty]
        if voice.manner == "doubts":
            sure *= 0.7
    return sure


_GAPPED = frozenset({"CONFLICT", "CONFLICT-SUBSET", "REVISION"})
_SMALL_GAPS = ((1.15, "a small gap"), (1.42, "a gap of about a third"), (1.75, "a gap of about a half"))


def gap_in_words(gap: float) -> str:
    """How wide a gap between two counts is, in words; *gap* is the common logarithm of their ratio, 1 at most.

    >>> gap_in_words(0.01), gap_in_words(0.3), gap_in_words(0.78), gap_in_words(1.0)
    ('a small gap', 'about twice as many', 'about 6 times as many', 'ten times as many or more')
    """
    times = 10**gap
    if times >= 9.99:
        return "ten times as many or more"
    many = "about twice as many" if times < 2.5 else f"about {times:.0f} times as many"
    return next((words for below, words in _SMALL_GAPS if times < below), many)


def stand(
    finding: Finding,
    a: Statement,
    b: Statement,
    *,
    documents: int,
    origins: int,
    voices: int,
    rivals: bool,
    firm: float = 1.0,
) -> Standing:
    """The weight of a relation and why; *voices* behind the two statements, *rivals* where two sides speak.

    *firm* is how sure the event is one.
    """
    parts: list[str] = []
    weight = _BASE[finding.verdict] * (0.5 + finding.gap)
    if finding.gap > 0 and a.figure is not None and b.figure is not None and finding.verdict in _GAPPED:
        parts.append(gap_in_words(finding.gap))
    # Two named voices that contradict each other do so however one document came to quote both.
    opposed = finding.verdict in _OPPOSED and voices > origins
    weight *= log2(1 + (voices if opposed else origins))
    parts.append(f"{documents} document{'s' * (documents != 1)}, {origins} origin{'s' * (origins != 1)}")
    if documents > 1:
        parts[-1] += ", independence not shown"
    sure = min(confidence(a), confidence(b))
    weight *= sure
    parts.append("both worded firmly" if sure >= 0.85 else "hedged" if sure >= 0.5 else "vague or doubted, so lower")
    heavy = _consequence(a, b)
    weight *= heavy
    if heavy >= 0.9:
        parts.append("much hangs on it")
    if rivals and finding.verdict in {"AGREE", "CLOSE", "CONFLICT", "DENIAL"}:
        weight *= 2.5 if finding.verdict == "AGREE" else 1.2
        parts.append("rivals agree" if finding.verdict in {"AGREE", "CLOSE"} else "between rivals")
    if finding.verdict in {"DENIAL", "RETRACTED"} or _conceals(a) or _conceals(b):
        weight *= 1.5
        parts.append("a denial, withdrawal or claim of concealment")
    if origins == 1 and a.record != b.record and not opposed:
        weight *= 0.4
        parts.append("one origin, so lower")
    return Standing(round(weight * firm, 4), "; ".join(parts))


def _consequence(a: Statement, b: Statement) -> float:
    if a.figure is not None and b.figure is not None:
        return min(consequence(a.figure.kind), consequence(b.figure.kind))
    return _ASPECT.get(a.aspect, 0.4)


def _conceals(statement: Statement) -> bool:
    return any(voice.manner == "conceals" for voice in statement.attribution)
