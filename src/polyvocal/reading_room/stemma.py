"""The stemma of an event: which documents repeat which, and on whose word they rest, as a drawing and as a table.

A document hangs below the one that it repeats, else below the named voice that it quotes most; what names nobody and
repeats nothing stands by itself. Nothing is said of what no document shows: two roots are not shown to be independent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from polyvocal.holdings.views import Card, Placed
from polyvocal.terms import ReprintLink

_MOST = 40  # documents that a drawing can hold; the table holds all
_ROW, _STEP, _LEFT, _WORDS = 22, 190, 14, 34


@dataclass(slots=True)
class Node:
    """A voice (*card* None) or a document, why it hangs where it hangs, and what hangs below it."""

    label: str
    card: Card | None = None
    why: str = ""
    below: list[Node] = field(default_factory=list)

    def size(self) -> int:
        """How many documents hang here."""
        return (self.card is not None) + sum(node.size() for node in self.below)


def stemma(placed: Sequence[Placed], links: Sequence[ReprintLink], titles: Mapping[str, str]) -> tuple[Node, ...]:
    """The trees of an event's documents, the largest first; *titles* name the documents."""
    cards = {one.card.id: one.card for one in placed}
    quoted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in placed:
        last = one.statement.attribution[-1] if one.statement.attribution else None
        if last is not None and last.entity:
            quoted[one.card.id][last.entity] += 1
    order = sorted(cards, key=lambda record: (cards[record].earliest or 0, cards[record].source, record))
    nodes = {record: Node(titles[record], cards[record]) for record in order}
    above = _copied(links, {record: n for n, record in enumerate(order)})
    roots: dict[str, Node] = {}
    for record in order:
        node = nodes[record]
        voice = min(quoted[record], key=lambda name: (-quoted[record][name], name), default="")
        if record in above:
            node.why = f"repeats it ({above[record].kind}, containment {above[record].containment:.2f})"
            nodes[above[record].of if above[record].copy == record else above[record].copy].below.append(node)
        elif voice:
            node.why = f"quotes {voice}"
            roots.setdefault(f"voice {voice}", Node(voice)).below.append(node)
        else:
            roots[record] = node
    return tuple(sorted(roots.values(), key=lambda node: (-node.size(), node.label)))


def _copied(links: Sequence[ReprintLink], rank: Mapping[str, int]) -> dict[str, ReprintLink]:
    """For each document that repeats an earlier one of the event, the link that holds most of it."""
    found: dict[str, ReprintLink] = {}
    for link in sorted(links, key=lambda link: (-link.containment, link)):
        if link.copy in rank and link.of in rank:
            later = max(link.copy, link.of, key=lambda record: rank[record])
            found.setdefault(later, link)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: how deep it stands, its node, and how many documents hang below it."""

    depth: int
    node: Node
    below: int


def table(roots: Sequence[Node]) -> tuple[Line, ...]:
    """The trees line by line, each document below what it hangs on."""
    lines: list[Line] = []
    stack = [(0, node) for node in reversed(roots)]
    while stack:
        depth, node = stack.pop()
        lines.append(Line(depth, node, node.size() - (node.card is not None)))
        stack += [(depth + 1, below) for below in reversed(node.below)]
    return tuple(lines)


def draw(lines: Sequence[Line]) -> Markup:
    """The first trees as inline SVG: a column a generation, a line a document; nothing where nothing hangs together."""
    shown = [line for line in lines if line.depth or line.below][:_MOST]
    if not any(line.depth for line in shown):
        return Markup("")
    width = _LEFT + _STEP * max(line.depth for line in shown) + 9 * _WORDS
    parts = [
        f'<svg class="stemma" viewBox="0 0 {width} {_ROW * len(shown) + 8}" role="img" aria-labelledby="stemma-t">',
        '<title id="stemma-t">Which documents repeat which; the table below says the same.</title>',
    ]
    at: dict[int, int] = {}
    for row, line in enumerate(shown):
        x, y = _LEFT + _STEP * line.depth, _ROW * row + 16
        at[line.depth] = y
        if line.depth:
            parts.append(
                f'<path class="axis" fill="none" d="M{x - _STEP + 4} {at[line.depth - 1] + 5}V{y - 4}H{x - 5}"/>'
            )
        mark = "b" if line.node.card is None else "tspan"
        words = escape(_short(line.node.label))
        words = Markup('<tspan font-style="italic">{}</tspan>').format(words) if mark == "b" else words
        parts.append(f'<circle class="exact" cx="{x}" cy="{y - 4}" r="3"/><text x="{x + 8}" y="{y}">{words}</text>')
    return Markup("".join([*parts, "</svg>"]))


def _short(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"
