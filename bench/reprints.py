"""Scores and times the search for reprints on made-up families: `python -m bench.reprints [--seed N] [--size N]`.

A generator writes items of newspaper length (80 to 800 words; with ``--short``, 60 to 300) from a Zipf vocabulary with
stock phrases and boilerplate that unrelated items share; a family is an item with copies that are noisy (OCR, up to
8 % of the letters), cut (down to 40 %, never below 30 words), retitled and wrapped in boilerplate. One item in six is a
trap, which belongs to no family: the same event written anew (its rare words, but other sentences), or another item
with the same quotation of 10 to 20 words in it. The pairs of one family are the gold; a pair found in two links counts
(a family is a chain, not a star). ``--grow`` doubles the size step by step and gives the exponent of growth.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import time
from collections.abc import Iterable, Iterator
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

    def item(self, *, short: bool = False) -> str:
        """An item of newspaper length with stock phrases in it."""
        if short:
            parts = [self.phrase(self.random.randint(10, 30)) for _ in range(self.random.randint(5, 10))]
            parts += self.random.sample(self.stock, 1)
        else:
            parts = [self.phrase(self.random.randint(15, 40)) for _ in range(self.random.randint(5, 20))]
            parts += self.random.sample(self.stock, 3)
        self.random.shuffle(parts)
        return ". ".join(parts)

    def anew(self, text: str) -> str:
        """The event of *text* in other sentences: its rare words return, hardly three of them in a row."""
        rare = sorted(word for word in set(text.replace(".", "").split()) if len(word) > 6)
        told = self.phrase(len(text.split())).split()
        for word in rare:
            told[self.random.randrange(len(told))] = word
        return " ".join(told)

    def quoting(self, text: str, *, short: bool = False) -> str:
        """Another item in which 10 to 20 words of *text* are quoted."""
        words, length = text.split(), self.random.randint(10, 20)
        start = self.random.randint(0, max(0, len(words) - length))
        return f"{self.item(short=short)}. {' '.join(words[start : start + length])}. {self.phrase(12)}"

    def copy(self, text: str) -> str:
        """One printing of *text*: cut, noisy, retitled, wrapped."""
        if self.random.random() < 0.5:
            share = max(self.random.uniform(0.4, 1.0), min(1.0, 30 / max(1, len(text.split()))))
            start = self.random.randint(0, int(len(text) * (1 - share)))
            text = text[start : start + int(len(text) * share)]
        noise = self.random.choice([0, 0.01, 0.03, 0.08])
        letters = [self._misread(c) if self.random.random() < noise else c for c in text]
        return f"{self.phrase(6)}\n{''.join(letters)}\n{self.random.choice(self.boilerplate)}"

    def _misread(self, letter: str) -> str:
        return self.random.choice(["", self.random.choice(LETTERS), letter + self.random.choice(LETTERS)])


def pile(seed: int, size: int, *, short: bool = False) -> Iterator[tuple[str, int, str]]:
    """Yield id, family and text of *size* items: about half of them copies, and traps among the rest."""
    press = Press(seed)
    made = family = 0
    while made < size:
        text = press.item(short=short)
        copies = press.random.choice([0, 0, 0, 1, 2, 4])
        printings = [f"{press.phrase(6)}\n{text}\n{press.random.choice(press.boilerplate)}"]
        printings += [press.copy(text) for _ in range(copies)]
        traps = press.random.choice([[], [], press.anew(text), press.quoting(text, short=short)])
        groups = [(family, printing) for printing in printings]
        if traps:
            groups.append((family + 1, f"{press.phrase(6)}\n{traps}\n{press.random.choice(press.boilerplate)}"))
        for group, printing in groups[: size - made]:
            yield f"d{made:06d}", group, printing
            made += 1
        family += 2


def pairs_of(groups: dict[str, int]) -> set[tuple[str, str]]:
    """All pairs within groups."""
    members: dict[int, list[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    return {(a, b) for group in members.values() for a in group for b in group if a < b}


def families(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The number of each name's family, pairs joined through one another."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in sorted(pairs):
        parent[root(a)] = root(b)
    numbers = {name: i for i, name in enumerate(parent)}
    return {name: numbers[root(name)] for name in parent}


def grow(seed: int, size: int, *, short: bool) -> None:
    """Print time and memory for sizes that double, and the exponent by which the time grows."""
    spent: list[tuple[int, float]] = []
    for step in (size // 8, size // 4, size // 2, size):
        items = [(name, text) for name, _, text in pile(seed, step, short=short)]
        before = time.process_time()
        links = link(items)
        spent.append((step, time.process_time() - before))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = step / spent[-1][1]
        cost = f"{spent[-1][1]:6.1f} CPU s, {rate:,.0f} a CPU s, peak {peak:,.0f} MiB"
        print(f"{step:>7,} items, {len(links):>6,} links: {cost}")
    (first, t1), (last, t2) = spent[0], spent[-1]
    print(f"growth exponent {math.log(t2 / t1) / math.log(last / first):.2f} (peak memory holds the made-up texts too)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--size", type=int, default=3000)
    arguments.add_argument("--short", action="store_true", help="items of 60 to 300 words")
    arguments.add_argument("--grow", action="store_true", help="time an eighth, a quarter, a half and the whole size")
    arguments.add_argument("--out", type=Path, help="write the links as JSON lines")
    given = arguments.parse_args()
    if given.grow:
        grow(given.seed, given.size, short=given.short)
        return
    items = list(pile(given.seed, given.size, short=given.short))
    gold = pairs_of({name: family for name, family, _ in items})
    before = time.process_time()
    links = link((name, text) for name, _, text in items)
    spent = time.process_time() - before
    direct = {(min(made.copy, made.of), max(made.copy, made.of)) for made in links}
    found = pairs_of(families((name for name, _, _ in items), direct))
    right = len(found & gold)
    words = sum(len(text.split()) for _, _, text in items) / len(items)
    size = f"{len(items)} items of {words:.0f} words"
    print(f"seed {given.seed}, {size}, {len(gold)} pairs of one family, {len(links)} links")
    print(
        f"precision {right / max(1, len(found)):.3f}  recall {right / max(1, len(gold)):.3f}  (pairs of whole families)"
    )
    print(f"direct links: precision {len(direct & gold) / max(1, len(direct)):.3f}")
    print(f"{spent:.2f} CPU s, {len(items) / spent:,.0f} documents a CPU second")
    if given.out:
        lines = (json.dumps({"a": m.copy, "b": m.of, "kind": m.kind}) + "\n" for m in links)
        given.out.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
