"""Scores who says what: `python -m bench.attribution PATH [--part N] [--reader R] [--parties] [--out FILE]`.

PATH is a folder of `.txt` beside `attributions.tsv` (with `--texts DIR` where the texts lie elsewhere), a `.jsonl`
whose lines hold `id`, `text` and `attributions`, or a part of PolNeAR. `--part dev` or `--part kept` takes the two
thirds used while the rules were made or the third kept out (by the digest of the id); `train`, `validation` and `test`
are the parts of the reading model (`training/parts.py`). `--reader` is "rules" (as default), "model" or a plug-in by
name. `--by-text` prints a line a text; `--parties` one a party (a column or key `party`, else the id before its first
"_") and how far the error rates (1 - F1) of the best and the worst read party lie apart.

Cues match one to one where they overlap. `source` and `content` count spans that overlap, one to one, wherever
they were found; `of found cues` asks whether the source and the content found for a matched cue are the right ones
(content: words shared over words of either, at least .5 or .8). Gold lines without a cue count for source and
content only. `--outermost` leaves out reports inside reports, for gold that has one layer only. In a folder with
`figures.tsv` the last voice of each figure is asked for too: the innermost report around it must name a word of the
gold voice, and figures of the author's own must have no report with a source around them.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.reports import PARTS, Line, Span, figure_rows, gold
from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.readers import chosen
from polyvocal.close_reading.readers import reader as reader_called
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.voices import read_attributions
from polyvocal.terms import Attribution

WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """True positives, read, gold."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def add(self, right: int, read: int, gold: int) -> None:
        """Count one text or one pair."""
        self.right, self.read, self.gold = self.right + right, self.read + read, self.gold + gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.read + self.gold)

    def __str__(self) -> str:
        p, r = self.right / max(1, self.read), self.right / max(1, self.gold)
        return f"P {p:.3f}  R {r:.3f}  F {self.f1:.3f}  ({self.right}/{self.read}/{self.gold})"


@dataclass
class Score:
    """All that one run counts."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    by_manner: dict[str, list[int]] = field(default_factory=dict)
    by_tier: dict[str, list[int]] = field(default_factory=dict)

    def tally(self, name: str) -> Tally:
        """The tally of that name, begun where there is none."""
        return self.tallies.setdefault(name, Tally())


def overlap(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def pair(gold: list[Any], read: list[Any], shared: Any) -> list[tuple[int, int]]:
    """One-to-one pairs, those that share most first."""
    options = sorted(
        ((shared(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read) if shared(g, r) > 0),
        key=lambda option: (-option[0], option[1], option[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def words(text: str, spans: Iterable[Span]) -> set[int]:
    return {m.start() + a for a, b in spans for m in WORD.finditer(text[a:b])}


def score(text: str, gold: list[Line], read: list[Line], total: Score) -> list[tuple[Line | None, Line | None]]:
    """Add one text to *total*; the pairs of gold and read lines come back for those who study errors."""
    with_cue = [g for g in gold if g.cue]
    cued = [r for r in read if r.cue]
    pairs = pair(with_cue, cued, lambda g, r: overlap(g.cue, r.cue))
    total.tally("cue").add(len(pairs), len(cued), len(with_cue))
    for name, of in (("source", lambda x: [x.source] if x.source else []), ("content", lambda x: x.content)):
        g = sorted({s for line in gold for s in of(line)})
        r = sorted({s for line in read for s in of(line)})
        total.tally(name).add(len(pair(g, r, overlap)), len(r), len(g))
    found = {id(with_cue[i]) for i, _ in pairs}
    for line in with_cue:
        for key, table in ((line.manner, total.by_manner), (line.tier, total.by_tier)):
            counts = table.setdefault(key, [0, 0])
            counts[0] += id(line) in found
            counts[1] += 1
    for i, j in pairs:
        _linked(text, with_cue[i], cued[j], total)
    matched = {i for i, _ in pairs}, {j for _, j in pairs}
    result: list[tuple[Line | None, Line | None]] = [(with_cue[i], cued[j]) for i, j in pairs]
    result += [(line, None) for i, line in enumerate(with_cue) if i not in matched[0]]
    result += [(None, line) for j, line in enumerate(cued) if j not in matched[1]]
    return result


def _linked(text: str, gold: Line, read: Line, total: Score) -> None:
    right = bool(gold.source and read.source and overlap(gold.source, read.source) > 0)
    total.tally("source of found cues").add(right, bool(read.source), bool(gold.source))
    g, r = words(text, gold.content), words(text, read.content)
    share = len(g & r) / len(g | r) if g | r else 0.0
    total.tally("content >= .5 of found cues").add(share >= 0.5, bool(r), bool(g))
    total.tally("content >= .8 of found cues").add(share >= 0.8, bool(r), bool(g))


def read_text(text: str, reader: str) -> tuple[Attribution, ...]:
    """What the package reads in *text* with the reader of that name."""
    one = reader_called(chosen(reader))
    sentences = divide_sentences(text)
    suggested = one.read(text, sentences, "en")
    names = read_names(text, "", sentences=sentences, suggested=suggested.names, suggested_by=one.name)
    return read_attributions(text, sentences=sentences, names=names, suggested=suggested.reports, suggested_by=one.name)


def lines_of(found: Sequence[Attribution], *, outermost: bool = False) -> list[Line]:
    """Attributions in the form of the gold."""
    return [
        Line(
            cue=a.cue.span if a.cue else None,
            source=a.source.span if a.source else None,
            content=[c.span for c in a.content],
            manner=a.manner,
            certainty=a.certainty if a.affirmed else f"not-{a.certainty}",
        )
        for a in found
        if not outermost or a.parent is None or found[a.parent].cue is None
    ]


def voices_of_figures(found: Sequence[Attribution], rows: Iterable[dict[str, str]], total: Score) -> None:
    """Score the last voice of each figure of *rows*."""
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        around = [
            (c.end - c.start, a.chain[-1].name)
            for a in found
            for c in a.content
            if a.source and a.chain[-1].name != a.chain[0].name and c.start <= start and end <= c.end
        ]
        last = min(around)[1] if around else ""
        _, _, gold = row["voice_chain"].rpartition(" > ")
        if " > " not in row["voice_chain"]:
            total.tally("figures of the author").add(not last, 1, 1)
            continue
        named = {w.lower() for w in WORD.findall(gold) if len(w) > 3}
        right = any(w.lower() in named for w in WORD.findall(last))
        total.tally("figures of another voice").add(right, bool(last), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--part", choices=tuple(PARTS))
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--outermost", action="store_true")
    parser.add_argument("--by-text", action="store_true")
    parser.add_argument("--parties", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    wanted = PARTS[options.part]() if options.part else None
    figures = figure_rows(options.path)
    total, answers = Score(), []
    texts: dict[str, Score] = {}
    parties: dict[str, Score] = {}
    characters, seconds = 0, 0.0
    for name, text, reports, party in gold(options.path, options.texts):
        if wanted and not wanted(name):
            continue
        begun = time.process_time()
        found = read_text(text, options.reader)
        seconds += time.process_time() - begun
        characters += len(text)
        read = lines_of(found, outermost=options.outermost)
        group = party or name.partition("_")[0]
        for one in (total, texts.setdefault(name, Score()), parties.setdefault(group, Score())):
            score(text, reports, read, one)
            voices_of_figures(found, figures.get(name, ()), one)
        answers.append({"id": name, "attributions": [_answer(line) for line in read]})
    show(total, characters, seconds)
    if options.by_text:
        show_each(texts)
    if options.parties:
        show_each(parties)
        show_difference(parties)
    if options.out:
        options.out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")


def _answer(line: Line) -> dict[str, Any]:
    return {
        "source": line.source,
        "cue": line.cue,
        "content": line.content,
        "manner": line.manner,
        "certainty": line.certainty,
    }


def show(total: Score, characters: int, seconds: float) -> None:
    for name, tally in total.tallies.items():
        print(f"{name:28} {tally}")
    for title, table in (("manner", total.by_manner), ("tier", total.by_tier)):
        shares = Counter({key: n for key, (_, n) in table.items() if key})
        if shares:
            print(
                f"cue recall by {title}: "
                + ", ".join(f"{k} {table[k][0]}/{table[k][1]}" for k, _ in shares.most_common())
            )
    print(
        f"{characters} characters, {seconds:.2f} CPU s, {characters / max(seconds, 1e-9):.0f} characters a CPU second"
    )


def show_each(scores: dict[str, Score]) -> None:
    """One line a text or a party: F1 of cues, sources and contents, and the cues in the gold."""
    for name, one in sorted(scores.items()):
        parts = "  ".join(f"{key} {one.tally(key).f1:.3f}" for key in ("cue", "source", "content"))
        print(f"{name:28} {parts}  ({one.tally('cue').gold} cues)")


def show_difference(parties: dict[str, Score]) -> None:
    """How far the error rates (1 - F1) of the best and the worst read party lie apart, in points."""
    for key in ("cue", "source", "content"):
        rates = {name: 100 * (1 - one.tally(key).f1) for name, one in parties.items() if one.tally(key).gold >= 20}
        if len(rates) < 2:
            continue
        low, high = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
        spread = rates[high] - rates[low]
        print(f"error rate of {key}: {low} {rates[low]:.1f} to {high} {rates[high]:.1f}, {spread:.1f} points apart")


if __name__ == "__main__":
    main()
