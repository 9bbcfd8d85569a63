"""What people decided about headings, applied to the authority file as found by rule; a pure function.

The order of lines does not matter to splits and merges: spellings are taken out first, then headings are put together,
so that two people's files merge cleanly. Of several names or identifiers given to one heading the latest counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from polyvocal.terms import Authority, Heading, PolyvocalError, Suggestion, Variant

FIELDS = ("heading:merge", "heading:split", "heading:hide", "heading:rename", "heading:identifier")
_NEEDED = {
    "heading:merge": ("into", "of"),
    "heading:split": ("heading", "variant"),
    "heading:hide": ("heading",),
    "heading:rename": ("heading", "label"),
    "heading:identifier": ("heading", "scheme", "value"),
}
Line = tuple[str, str]
"""A decision: its field and its value."""
Told = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Decided:
    """The authority file in force, and *moved*: which heading a spelling of a heading found by rule belongs to now."""

    authority: Authority
    moved: Callable[[str, str], str] = field(compare=False)


def told(line: Line) -> Told:
    """A decision taken apart; raises `PolyvocalError` where it is none."""
    name, value = line
    if name not in _NEEDED:
        raise PolyvocalError(f"no decision {name!r} about a heading; there are: {', '.join(FIELDS)}")
    try:
        held = json.loads(value)
    except ValueError:
        held = {"heading": value.strip()} if name == "heading:hide" else None
    needed = _NEEDED[name]
    if not isinstance(held, dict) or any(not isinstance(held.get(key), str) for key in needed):
        raise PolyvocalError(f"{name} needs a JSON object with {', '.join(needed)}")
    return name, {key: str(value) for key, value in held.items()}


def split_id(kind: str, words: str) -> str:
    """The id of a heading that a person made of one spelling."""
    return "h" + sha256(f"split\0{kind}\0{words}".encode()).hexdigest()[:15]


def decide(authority: Authority, lines: Sequence[Line]) -> Decided:
    """The authority file with the decisions in force; those about headings that are not held wait.

    >>> a, b = (Heading(i, "person", w, (Variant(w, "Latn", 1),)) for i, w in (("h1", "Lee"), ("h2", "Leigh")))
    >>> one = decide(Authority((a, b)), [("heading:merge", '{"into": "h1", "of": "h2"}')]).authority
    >>> [(h.id, h.label, len(h.variants), h.decided) for h in one.headings]
    [('h1', 'Lee', 2, True)]
    """
    decisions = [known for line in lines if (known := _known(line)) is not None]
    held = {heading.id: heading for heading in authority.headings}
    out = _splits(held, decisions)
    for (source, words), new in out.items():
        heading = held[source]
        variants = tuple(v for v in heading.variants if v.words == words)
        held[new] = Heading(new, heading.type, words, variants, ("taken out by a person",), decided=True)
    for source in {source for source, _ in out}:
        heading = held[source]
        left = tuple(v for v in heading.variants if (source, v.words) not in out)
        label = heading.label if any(v.words == heading.label for v in left) else left[0].words if left else ""
        held[source] = replace(heading, variants=left, label=label, decided=True)
    root = _roots(held, decisions)
    merged = _merged(held, root)
    for name, value in decisions:
        target = root(value.get("heading", ""))
        if target in merged:
            merged[target] = _touched(merged[target], name, value)

    def moved(heading: str, words: str) -> str:
        return root(out.get((heading, words), heading))

    headings = sorted((h for h in merged.values() if h.variants), key=lambda h: (h.type, h.label, h.id))
    suggested = _suggestions(authority.suggestions, root, {h.id for h in headings if not h.hidden})
    return Decided(Authority(tuple(headings), suggested), moved)


def _known(line: Line) -> Told | None:
    try:
        return told(line)
    except PolyvocalError:
        return None


def _splits(held: dict[str, Heading], decisions: Iterable[Told]) -> dict[tuple[str, str], str]:
    """Heading and spelling -> the heading that a person made of the spelling."""
    together = _roots(held, decisions)
    members: dict[str, list[str]] = defaultdict(list)
    for one in held:
        members[together(one)].append(one)
    out: dict[tuple[str, str], str] = {}
    for name, value in decisions:
        if name != "heading:split" or value["heading"] not in held:
            continue
        for source in members[together(value["heading"])]:
            heading, words = held[source], value["variant"]
            # The one spelling of a heading that was merged into another is taken out of that other.
            leaves = len(heading.variants) > 1 or together(source) != source
            if leaves and any(v.words == words for v in heading.variants):
                out[source, words] = split_id(heading.type, words)
    return out


def _roots(held: dict[str, Heading], decisions: Iterable[Told]) -> Callable[[str], str]:
    """Which heading stands for each that was merged: that which was merged into none, else the least id."""
    parent: dict[str, str] = {}

    def find(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            one = above
        return one

    taken: set[str] = set()
    for name, value in decisions:
        into, of = value.get("into", ""), value.get("of", "")
        if name == "heading:merge" and into in held and of in held and held[into].type == held[of].type:
            taken.add(of)
            first, second = sorted((find(into), find(of)))
            parent[second] = first
    members: dict[str, list[str]] = defaultdict(list)
    for one in sorted({*parent, *parent.values()}):
        members[find(one)].append(one)
    stands = {root: min(ones, key=lambda one: (one in taken, one)) for root, ones in members.items()}
    return lambda one: stands.get(find(one), one)


def _merged(held: dict[str, Heading], root: Callable[[str], str]) -> dict[str, Heading]:
    parts: dict[str, list[Heading]] = defaultdict(list)
    for one in sorted(held):
        parts[root(one)].append(held[one])
    found = {}
    for one, headings in parts.items():
        if len(headings) == 1:
            found[one] = headings[0]
            continue
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for variant in (v for h in headings for v in h.variants):
            counts[variant.words, variant.script] += variant.records
        variants = sorted((Variant(*key, n) for key, n in counts.items()), key=lambda v: (-v.records, v.words))
        reasons = tuple(sorted({"joined by a person", *(reason for h in headings for reason in h.reasons)}))
        found[one] = replace(held[one], variants=tuple(variants), reasons=reasons, decided=True)
    return found


def _touched(heading: Heading, name: str, value: dict[str, str]) -> Heading:
    if name == "heading:hide":
        return replace(heading, hidden=value.get("hidden", "true").lower() != "false", decided=True)
    if name == "heading:rename":
        return replace(heading, label=value["label"], decided=True)
    if name == "heading:identifier":
        known = {**dict(heading.identifiers), value["scheme"]: value["value"]}
        return replace(heading, identifiers=tuple(sorted((k, v) for k, v in known.items() if v)), decided=True)
    return heading


def _suggestions(known: Iterable[Suggestion], root: Callable[[str], str], shown: set[str]) -> tuple[Suggestion, ...]:
    kept = set()
    for one in known:
        a, b = sorted((root(one.a), root(one.b)))
        if a != b and a in shown and b in shown:
            kept.add(Suggestion(a, b, one.reason))
    return tuple(sorted(kept))
