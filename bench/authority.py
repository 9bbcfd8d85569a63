"""The authority file: spellings that must meet and spellings that must not; what the names of a pile cost.

    python -m bench.authority [--pages DIR]

The tables lie in tests/catalogue: spellings.tsv (a Russian surname a line, in nine spellings: every two of a line must
meet), lookalikes.tsv (no two of a line may), and the pairs of name_variants.tsv and held_out_names.tsv. Each pair is
judged in a library that holds nothing else; then all names of spellings.tsv are put into one library, and all pairs of
its headings counted. Told are precision and recall of what is joined, recall of what is joined or suggested, and the
misses by scheme. With --pages the names of all pages below DIR are read by the rules and gathered, and timed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from polyvocal.catalogue.authority import Mention, gather
from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences

TABLES = Path(__file__).parent.parent / "tests" / "catalogue"
SCHEMES = ("Russian", "English press", "BGN/PCGN", "ALA-LC", "ISO 9", "German", "French", "Polish", "Czech")


class Score(NamedTuple):
    """Pairs that must meet: how many joined, suggested, apart; and how many that must not were joined."""

    joined: int
    suggested: int
    apart: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of the joined that must meet."""
        return self.joined / (self.joined + self.wrong) if self.joined else 0.0

    @property
    def recall(self) -> float:
        """Share of those that must meet that is joined."""
        return self.joined / max(1, self.joined + self.suggested + self.apart)

    @property
    def offered(self) -> float:
        """Share of those that must meet that is joined or suggested."""
        return (self.joined + self.suggested) / max(1, self.joined + self.suggested + self.apart)

    def told(self) -> str:
        """The score in one line."""
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  with suggestions {self.offered:.3f}"
            f"  ({self.joined} joined, {self.suggested} suggested, {self.apart} apart, {self.wrong} wrongly joined)"
        )


def lines(name: str) -> list[list[str]]:
    """The lines of a table."""
    rows = (TABLES / name).read_text("utf-8").splitlines()
    return [row.split("\t") for row in rows if row and not row.startswith("#")]


def spellings() -> list[list[str]]:
    """The table of spellings with every cell filled."""
    filled = []
    for row in lines("spellings.tsv"):
        for n, cell in enumerate(row):
            row[n] = row[n - 1] if cell == "=" else cell
        filled.append(row)
    return filled


def judge(kind: str, a: str, b: str) -> str:
    """What becomes of two names in a library that has nothing else: joined, suggested or apart."""
    found, places = gather([Mention(a, kind, "r1", 2), Mention(b, kind, "r2", 2)])  # type: ignore[arg-type]
    one, other = ({heading for heading, _, record in places if record == r} for r in ("r1", "r2"))
    if one & other:
        return "joined"
    told = any({s.a, s.b} == {x, y} for s in found.suggestions for x in one for y in other)
    return "suggested" if told else "apart"


def score_pairs(name: str) -> Score:
    """The score of a table of pairs, marked = or !."""
    counts = Counter((sign, judge(kind, a, b)) for sign, kind, a, b in lines(name))
    return Score(counts["=", "joined"], counts["=", "suggested"], counts["=", "apart"], counts["!", "joined"])


def score_spellings() -> tuple[Score, Counter[str], Counter[str]]:
    """The score of all pairs of one line and of the lookalikes; what is not joined by scheme, and all by scheme."""
    counts, missed, every = Counter[str](), Counter[str](), Counter[str]()
    for row in spellings():
        for (n, a), (m, b) in combinations(enumerate(row), 2):
            if a == b:
                continue
            fate = judge("person", a, b)
            counts[fate] += 1
            every.update((SCHEMES[n], SCHEMES[m]))
            if fate != "joined":
                missed.update((SCHEMES[n], SCHEMES[m]))
    wrong = sum(judge("person", a, b) == "joined" for a, b in lines("lookalikes.tsv"))
    return Score(counts["joined"], counts["suggested"], counts["apart"], wrong), missed, every


def score_together() -> Score:
    """All spellings and lookalikes in one library: pairs that share a heading, and pairs that should."""
    bearer: dict[str, set[int]] = defaultdict(set)
    for n, row in enumerate(spellings()):
        for words in row:
            bearer[words].add(n)
    others = [words for row in lines("lookalikes.tsv") for words in row if words not in bearer]
    for n, words in enumerate(dict.fromkeys(others)):
        bearer[words].add(-1 - n)
    found, places = gather([Mention(words, "person", f"r{n}", 2) for n, words in enumerate(sorted(bearer))])
    at = {words: heading for heading, words, _ in places}
    near = {frozenset((s.a, s.b)) for s in found.suggestions}
    counts = Counter[str]()
    for a, b in combinations(sorted(bearer), 2):
        same = bool(bearer[a] & bearer[b])
        if a in at and at[a] == at.get(b):
            counts["joined" if same else "wrong"] += 1
        elif same:
            counts["suggested" if frozenset((at.get(a, a), at.get(b, b))) in near else "apart"] += 1
    return Score(counts["joined"], counts["suggested"], counts["apart"], counts["wrong"])


def names_of(pages: Path) -> Iterable[Mention]:
    """The names of persons, places and bodies on all pages below a folder, each with how often it stands on a page."""
    kinds = {"person": "person", "place": "place", "organisation": "body", "event": "event"}
    for path in sorted(pages.rglob("*-*.txt")):
        text = path.read_text("utf-8")
        names = read_names(text, sentences=divide_sentences(text, "en"))
        counts = Counter((" ".join(n.locus.words.split()), kinds[n.type]) for n in names if n.type in kinds)
        for (words, kind), times in counts.items():
            yield Mention(words, kind, path.name + path.parent.name, times)  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="a folder of pages whose names are gathered and timed")
    told = parser.parse_args()
    score, missed, every = score_spellings()
    print(f"spellings, pair by pair   {score.told()}")
    print("    not joined: " + ", ".join(f"{s} {missed[s]} of {every[s]}" for s in SCHEMES))
    print(f"spellings, one library    {score_together().told()}")
    for table in ("name_variants.tsv", "held_out_names.tsv"):
        print(f"{table:25} {score_pairs(table).told()}")
    if told.pages:
        mentions = list(names_of(told.pages))
        started = time.process_time()
        found, _ = gather(mentions)
        spent = time.process_time() - started
        towns = sum(bool(heading.candidates) for heading in found.headings)
        print(f"{len(mentions):,} names of pages gathered in {spent:.2f} CPU s: {len(found.headings):,} headings,")
        print(f"    {len(found.suggestions):,} suggestions, {towns:,} headings with towns that may be meant")


if __name__ == "__main__":
    main()
