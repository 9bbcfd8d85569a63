"""Scores and times the search for reprints on made-up families: `python -m bench.reprints [--seed N] [--size N]`.

A generator writes items of newspaper length from a Zipf vocabulary with stock phrases and boilerplate that unrelated
items share; a family is an item with copies that are noisy (OCR, up to 8 % of the letters), cut (down to 40 %),
retitled and wrapped in boilerplate. The pairs of one family are the gold; a pair found in two links counts
(a family is a chain, not a star).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

from polyvocal.accession.reprints import link

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Press:
    """A seeded writer of items."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = ["".join(self.random.choices(LETTERS, k=self.random.randint(2, 10))) for _ in range(20_000)]
        self.words, self.weights = words, [1 / (rank + 2.7) for rank in range(len(words))]
        self.stock = [self.phrase(self.random.randint(6, 14)) for _ in range(200)]
        self.boilerplate = [self.phrase(self.random.randint(20, 60)) for _ in range(10)]

    def phrase(self, length: int) -> str:
        """*length* words without meaning."""
        return " ".join(self.random.choices(self.words, self.weights, k=length))

    def item(self) -> str:
        """An item of newspaper length with three stock phrases in it."""
        parts = [self.phrase(self.random.randint(15, 40)) for _ in range(self.random.randint(5, 20))]
        parts += self.random.sample(self.stock, 3)
        self.random.shuffle(parts)
        return ". ".join(parts)

    def copy(self, text: str) -> str:
        """One printing of *text*: cut, noisy, retitled, wrapped."""
        if self.random.random() < 0.5:
            share = self.random.uniform(0.4, 1.0)
            start = self.random.randint(0, int(len(text) * (1 - share)))
            text = text[start : start + int(len(text) * share)]
        noise = self.random.choice([0, 0.01, 0.03, 0.08])
        letters = [self._misread(c) if self.random.random() < noise else c for c in text]
        return f"{self.phrase(6)}\n{''.join(letters)}\n{self.random.choice(self.boilerplate)}"

    def _misread(self, letter: str) -> str:
        return self.random.choice(["", self.random.choice(LETTERS), letter + self.random.choice(LETTERS)])


def pile(seed: int, size: int) -> Iterator[tuple[str, int, str]]:
    """Yield id, family and text of *size* items, about a third of them copies."""
    press = Press(seed)
    made = family = 0
    while made < size:
        text = press.item()
        copies = press.random.choice([0, 0, 0, 1, 2, 4])
        printings = [f"{press.phrase(6)}\n{text}\n{press.random.choice(press.boilerplate)}"]
        for printing in (printings + [press.copy(text) for _ in range(copies)])[: size - made]:
            yield f"d{made:06d}", family, printing
            made += 1
        family += 1


def pairs_of(groups: dict[str, int]) -> set[tuple[str, str]]:
    """All pairs within groups."""
    members: dict[int, list[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    return {(a, b) for group in members.values() for a in group for b in group if a < b}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--size", type=int, default=3000)
    arguments.add_argument("--out", type=Path, help="write the links as JSON lines")
    given = arguments.parse_args()
    items = list(pile(given.seed, given.size))
    gold = pairs_of({name: family for name, family, _ in items})
    before = time.process_time()
    links = link((name, text) for name, _, text in items)
    spent = time.process_time() - before
    direct = {tuple(sorted((made.copy, made.of))) for made in links}
    parent = {name: name for name, _, _ in items}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in sorted(direct):
        parent[root(a)] = root(b)
    numbers = {name: i for i, name in enumerate(parent)}
    found = pairs_of({name: numbers[root(name)] for name in parent})
    right = len(found & gold)
    print(f"seed {given.seed}, {len(items)} items, {len(gold)} pairs of one family, {len(links)} links")
    print(
        f"precision {right / max(1, len(found)):.3f}  recall {right / max(1, len(gold)):.3f}  (pairs of whole families)"
    )
    print(f"direct links: precision {len(direct & gold) / max(1, len(direct)):.3f}")
    print(f"{spent:.2f} CPU s, {len(items) / spent:,.0f} documents a CPU second")
    if given.out:
        given.out.write_text(
            "".join(json.dumps({"a": m.copy, "b": m.of, "kind": m.kind}) + "\n" for m in links), "utf-8"
        )


if __name__ == "__main__":
    main()
