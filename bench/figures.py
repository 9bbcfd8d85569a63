"""Figures against a gold standard, beside a regular expression with six filters in the same run.

    python -m bench.figures DIR [--texts DIR] [--out FILE] [--errors] [--noise SHARE] [--ablate]

DIR holds ``figures.tsv`` (columns doc, start, end, low, high, bound, kind, population, core, numeral) and, where
there is one, ``distractors.tsv`` (doc, start, end); the ``.txt`` files stand beside them or in ``--texts``. A row
whose *core* is "either" marks what may be read or left: it is neither wanted nor wrong.

A figure is found where its place overlaps the gold's and both its ends are the gold's (an open end is open in both).
A distractor is rejected where no numeral touches it. Bound, kind and population are scored on the figures found.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.figure_rules import FAMILIES, without
from bench.ocr_noise import worn
from polyvocal.cli.forms import read_form
from polyvocal.close_reading import read
from polyvocal.close_reading.dates import read_dates
from polyvocal.close_reading.figures import read_figures
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import Capture, Record


@dataclass(frozen=True)
class Found:
    """A figure as a program gives it; *spot* is the place of the numeral."""

    start: int
    end: int
    spot: tuple[int, int]
    low: float | None
    high: float | None
    bound: str = "exact"
    kind: str = ""
    population: str = ""
    words: str = ""


@dataclass(frozen=True)
class Gold:
    """A figure of the gold standard, *kind* in our terms."""

    doc: str
    start: int
    end: int
    low: float | None
    high: float | None
    bound: str
    kind: str
    population: str
    core: bool
    words: str
    either: bool = False


# The gold's names of kinds in ours. What is not here is what stands behind the gold's first full stop.
KINDS = {
    "casualties.prisoners": "captured",
    "casualties.dead+prisoners": "dead+captured",
    "casualties.dead+wounded+prisoners": "dead+wounded+captured",
    "casualties.lost": "losses",
    "casualties": "dead+wounded",
    "persons": "present",
    "ships": "ships",
    "vehicles": "things",
}
BOUNDS = {"approx": "about", "min": "at least", "max": "at most"}
CLASSES = {
    "casualties": "dead wounded missing captured losses sick",
    "persons": "present engaged affected surviving able arrested sentenced executed released displaced persons",
}


def class_of(kind: str) -> str:
    """Coarse class of a kind: casualties, persons, ships, or the kind itself.

    >>> class_of("dead+wounded"), class_of("ships sunk"), class_of("money")
    ('casualties', 'ships', 'money')
    """
    first = kind.partition("+")[0]
    for name, kinds in CLASSES.items():
        if first in kinds.split():
            return name
    return first.partition(" ")[0]


def read_gold(path: Path) -> list[Gold]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_gold(row) for row in csv.DictReader(lines, delimiter="\t")]


def _gold(row: dict[str, str]) -> Gold:
    vague = row.get("numeral") == "vague" and row["bound"] in ("range", "min")
    kind = KINDS.get(row["kind"], row["kind"].partition(".")[2] or row["kind"])
    return Gold(
        doc=row["doc"],
        start=int(row["start"]),
        end=int(row["end"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        bound="vague" if vague else BOUNDS.get(row["bound"], row["bound"]),
        kind=kind,
        population=row.get("population", "") or row.get("what_counted", ""),
        core=row.get("core", "1") != "0",
        either=row.get("core", "1") == "either",
        words=row.get("quote", ""),
    )


def ours(text: str) -> list[Found]:
    """What polyvocal reads."""
    sentences = divide_sentences(text)
    return [
        Found(*f.locus.span, f.numeral.span, f.low, f.high, f.bound, f.kind, f.population, f.locus.words)
        for f in read_figures(text, sentences=sentences, dates=read_dates(text))
    ]


_WORD = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_MANY = {
    "hundreds of thousands": (200_000, 999_999), "tens of thousands": (20_000, 99_999), "dozens": (24, 99),
    "hundreds": (200, 999), "thousands": (2000, 9999), "millions": (2_000_000, None),
}  # fmt: skip
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PEER = re.compile(
    r"(?P<hedge>\b(?:about|around|some|nearly|over|more than|up to|at least|less than|only)\s+)?"
    r"(?P<body>\b(?P<many>" + "|".join(_MANY) + r")\b"
    r"|(?:(?P<a>\d[\d,]*(?:\.\d+)?)|\b(?P<w>" + "|".join(_WORD) + r"|a))"
    r"(?:\s*[-–]\s*(?P<b>\d[\d,]*))?(?:\s+(?P<scale>hundred|thousand|million|billion))?\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s*$", re.IGNORECASE)
_HEDGED = {
    "about": "about", "around": "about", "some": "about", "nearly": "about", "over": "at least",
    "more than": "at least", "at least": "at least", "up to": "at most", "less than": "at most", "only": "exact",
}  # fmt: skip


def peer(text: str) -> list[Found]:
    """The peer: one regular expression, six filters, and a kind from a dozen words close by."""
    found = []
    for match in _PEER.finditer(text):
        low, high = _peer_value(match)
        start, end = match.span("body")
        if low is None or _peer_rejects(text, match, start, end):
            continue
        hedge = " ".join((match["hedge"] or "").lower().split())
        bound = "vague" if match["many"] else "range" if match["b"] else _HEDGED.get(hedge, "exact")
        if bound == "at least":
            high = None
        if bound == "at most":
            low = None
        near = text[end : end + 60].lower()
        kind = next((k for stem, k in _PEER_KINDS.items() if stem in near), "present")
        after = re.match(r"[\s-]*(\w+(?:\s\w+)?)", text[end:])
        found.append(Found(match.start(), end, (start, end), low, high, bound, kind, after[1] if after else ""))
    return found


_PEER_KINDS = {
    "dead": "dead", "killed": "dead", "died": "dead", "wounded": "wounded", "injured": "wounded",
    "prisoner": "captured", "arrest": "arrested", "%": "percent", "percent": "percent", "year": "duration",
    "day": "duration", "dollar": "money",
}  # fmt: skip


def _peer_value(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["many"]:
        return _MANY[match["many"].lower()]
    scale = _SCALE.get((match["scale"] or "").lower(), 1)
    if match["a"]:
        digits = match["a"].replace(",", "").rstrip(".")
        low = float(digits) * scale
        high = float(match["b"].replace(",", "") or 0) * scale if match["b"] else low
        return low, high
    word = match["w"].lower()
    if word == "a":
        return (float(scale), float(scale)) if scale > 1 else (None, None)
    return float(_WORD[word]) * scale, float(_WORD[word]) * scale


def _peer_rejects(text: str, match: re.Match[str], start: int, end: int) -> bool:
    body = match["body"]
    return bool(
        (re.fullmatch(r"1\d{3}|20\d\d|(?:1\d|20)\d\d\s*[-–]\s*\d{2,4}", body))  # years
        or re.match(r"(?:st|nd|rd|th|s|'s|\w)\b", text[end:])  # ordinals
        or text[max(0, start - 1) : start].isalnum()  # models
        or text[max(0, start - 1) : start] in {"-", ".", "/", ":"}
        or _MONTH.search(text[max(0, start - 12) : start])  # days of a month
        or re.match(
            r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)", text[end:]
        )
        or re.search(r"(?:No\.|Vol\.|p\.|pp\.|page|chapter|Volumes?)\s*$", text[max(0, start - 9) : start])  # labels
        or re.match(r"\s*(?:[:.]\d\d|[ap]\.?m|o'clock)", text[end:])  # the clock
    )


def same_value(gold: Gold, found: Found) -> bool:
    """Whether both ends are equal; what the gold leaves open must be open."""
    return gold.low == found.low and gold.high == found.high


def score(gold: Sequence[Gold], found: Sequence[Found]) -> tuple[list[tuple[Gold, Found]], list[Gold], list[Found]]:
    """Pairs with equal values at overlapping places, then what was missed, then what was made up."""
    left = list(found)
    pairs, missed = [], []
    free = [one for one in gold if one.either]
    for one in gold:
        if one.either:
            continue
        hits = [f for f in left if f.start < one.end and one.start < f.end and same_value(one, f)]
        if hits:
            best = max(hits, key=lambda f: min(f.end, one.end) - max(f.start, one.start))
            pairs.append((one, best))
            left.remove(best)
        else:
            missed.append(one)
    return pairs, missed, [f for f in left if not any(f.start < e.end and e.start < f.end for e in free)]


_OF_WHOM = {"casualties", "persons", "ships", "states", "things", "guns", "aircraft", "vehicles", "votes", "seats"}
"""Classes of which the population is scored, where the gold gives one."""
_DULL = frozenset(re.findall(r"\w+", "the a an of and or in by from to who at on with as for more other"))


def shared_words(gold: str, found: str) -> float:
    """F1 of the words of two populations, plural and possessive endings apart.

    >>> shared_words("Soviet soldiers", "Soviet soldier")
    1.0
    """
    a, b = _stems(gold), _stems(found)
    common = sum((a & b).values())
    return 2 * common / (a.total() + b.total()) if common else 0.0


def _stems(words: str) -> Counter[str]:
    return Counter(w.rstrip("s").removesuffix("'") for w in re.findall(r"\w+", words.lower()) if w not in _DULL)


def report(name: str, docs: dict[str, list[Found]], gold: list[Gold], traps: list[dict[str, str]]) -> None:
    """Print the scores of one program."""
    pairs: list[tuple[Gold, Found]] = []
    missed: list[Gold] = []
    extra = 0
    for doc, found in docs.items():
        p, m, e = score([g for g in gold if g.doc == doc], found)
        pairs, missed, extra = pairs + p, missed + m, extra + len(e)
    precision, recall = len(pairs) / max(1, len(pairs) + extra), len(pairs) / max(1, len(pairs) + len(missed))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    core = [p for p in pairs if p[0].core]
    cores = len(core) + sum(m.core for m in missed)
    print(
        f"{name}: value P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; core R {len(core) / max(1, cores):.3f} ({cores})"
    )
    rejected = [t for t in traps if not _touched(t, docs.get(t["doc"], []))]
    print(f"  distractors rejected {len(rejected)}/{len(traps)}")
    for label, some in (("all", pairs), ("core", core)):
        n = max(1, len(some))
        bound = sum(g.bound == f.bound for g, f in some) / n
        kind = sum(g.kind == f.kind for g, f in some) / n
        coarse = sum(class_of(g.kind) == class_of(f.kind) for g, f in some) / n
        people = [(g, f) for g, f in some if class_of(g.kind) in _OF_WHOM and g.population]
        overlap = [shared_words(g.population, f.population) for g, f in people]
        half = sum(o >= 0.5 for o in overlap) / max(1, len(overlap))
        mean = sum(overlap) / max(1, len(overlap))
        kinds = f"kind {kind:.3f} class {coarse:.3f}"
        print(f"  {label:4} bound {bound:.3f} {kinds} population {mean:.3f} (half or more {half:.3f})")


def _touched(trap: dict[str, str], found: list[Found]) -> bool:
    start, end = int(trap["start"]), int(trap["end"])
    return any(f.spot[0] < end and start < f.spot[1] for f in found)


def errors(docs: dict[str, list[Found]], gold: list[Gold], traps: list[dict[str, str]]) -> None:
    """Print every difference, for those who better the rules."""
    for doc, found in docs.items():
        pairs, missed, extra = score([g for g in gold if g.doc == doc], found)
        for g in missed:
            near = [f"{f.words!r} {f.low}..{f.high}" for f in found if f.start < g.end and g.start < f.end]
            print(f"  missed {doc[:3]} {g.words!r} {g.low}..{g.high}; read: {', '.join(near)}")
        for f in extra:
            print(f"  extra  {doc[:3]} {f.words!r} {f.low}..{f.high} {f.kind}")
        for g, f in pairs:
            if g.bound != f.bound:
                print(f"  bound  {doc[:3]} {f.words!r}: {f.bound}, gold {g.bound}")
            if g.kind != f.kind:
                print(f"  kind   {doc[:3]} {f.words!r}: {f.kind}, gold {g.kind}")
            if (o := shared_words(g.population, f.population)) < 0.5:
                print(f"  who    {doc[:3]} {f.words!r}: {f.population!r}, gold {g.population!r} ({o:.2f})")
        for t in traps:
            if t["doc"] == doc and _touched(t, found):
                print(f"  trap   {doc[:3]} {t.get('quote', '')!r} {t.get('why', '')}")


def timed(reader: Callable[[str], list[Found]], texts: dict[str, str]) -> tuple[dict[str, list[Found]], float]:
    """Answers for every text, and the CPU seconds they took."""
    begin = time.process_time()
    answers = {name: reader(text) for name, text in texts.items()}
    return answers, time.process_time() - begin


def speed(texts: dict[str, str]) -> tuple[int, float]:
    """Characters read and CPU seconds of the reader of figures alone."""
    given = [(t, divide_sentences(t), read_dates(t)) for t in texts.values()]
    begin = time.process_time()
    for text, sentences, dates in given:
        read_figures(text, sentences=sentences, dates=dates)
    return sum(len(t) for t in texts.values()), time.process_time() - begin


def as_line(doc: str, text: str) -> dict[str, Any]:
    """The whole reading of a text as it stands, in the form of `read --jsonl`: its figures with their voices."""
    record = Record(doc, "", Capture(doc, "", 0, "text/plain", "bench"), (0, len(text)), 0, text, ())
    return read_form(record, read(record), text)


def damaged(text: str, rows: list[Gold], share: float) -> tuple[str, list[Gold]]:
    """A text with its letters worn, the gold's places moved with them."""
    noisy, places = worn(text, share, seed=len(text))
    return noisy, [replace(g, start=places[g.start], end=places[g.end]) for g in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path, help="folder with figures.tsv")
    parser.add_argument("--texts", type=Path, help="folder with the .txt files, where they stand elsewhere")
    parser.add_argument("--out", type=Path, help="write the answers, one JSON object a line")
    parser.add_argument(
        "--noise", type=float, default=0.0, help="share of letters to damage first; no distractors then"
    )
    parser.add_argument("--ablate", action="store_true", help="score again without each family of rules")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    args = parser.parse_args()
    gold = read_gold(args.place / "figures.tsv")
    traps: list[dict[str, str]] = []
    if (args.place / "distractors.tsv").exists():
        with (args.place / "distractors.tsv").open(encoding="utf-8", newline="") as lines:
            traps = list(csv.DictReader(lines, delimiter="\t"))
    folder = args.texts or args.place
    marked = {g.doc for g in gold} | {t["doc"] for t in traps}
    texts = {p.name: p.read_bytes().decode("utf-8") for p in sorted(folder.glob("*.txt"))}
    scored = {name: text for name, text in texts.items() if name in marked}
    if args.noise:
        pairs = {n: damaged(t, [g for g in gold if g.doc == n], args.noise) for n, t in scored.items()}
        scored, traps = {n: text for n, (text, _) in pairs.items()}, []
        gold = [row for _, rows in pairs.values() for row in rows]
    answers, _ = timed(ours, scored)
    report("polyvocal", answers, gold, traps)
    report("peer (regular expression)", timed(peer, scored)[0], gold, traps)
    size, seconds = speed(texts)
    print(
        f"{size} characters in {seconds:.3f} CPU seconds without dates: {size / max(seconds, 1e-6):,.0f} a CPU second"
    )
    if args.ablate:
        for family in FAMILIES:
            with without(family):
                report(f"without {family}", timed(ours, scored)[0], gold, traps)
    if args.errors:
        errors(answers, gold, traps)
    if args.out:
        lines_out = [json.dumps(as_line(name, text), ensure_ascii=False) for name, text in texts.items()]
        args.out.write_text("\n".join(lines_out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
