"""The reading model: its shipped weights, floors on sentences of our own, spans under junk, windows and decoding."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.close_reading import reading_model
from polyvocal.close_reading.reading_model import decoding, reading
from polyvocal.close_reading.reading_model.decoding import Thresholds
from polyvocal.close_reading.reading_model.labels import PIECES
from polyvocal.close_reading.reading_model.windows import windows
from polyvocal.close_reading.reading_model.words import cut, stretches
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.terms import PolyvocalError

HERE = Path(__file__).parent
FLOOR = {"cue": 0.79, "source": 0.89, "content": 0.42, "names": 0.7}
"""F1 of exact words on sentences that we wrote; lowered only on purpose."""
SHARED_FLOOR = {"cue": 0.6, "source": 0.6, "content": 0.55}
"""F1 on parts of two texts that trained nothing."""
Span = tuple[int, int]


@pytest.fixture(scope="module")
def model() -> reading_model.ReadingModel:
    """The shipped model; tests of it are skipped, saying so, where the extra is not installed."""
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    return reading_model.load()


def f1(gold: Iterable[Any], read: Iterable[Any]) -> float:
    wanted, found = set(gold), set(read)
    return 2 * len(wanted & found) / max(1, len(wanted) + len(found))


def told() -> list[tuple[str, list[list[str]]]]:
    """The marked sentences of the voices: text, then source, cue, content, manner and certainty of each report."""
    marked: list[tuple[str, list[list[str]]]] = []
    for line in (HERE / "voices_corpus.txt").read_text("utf-8").splitlines():
        if line.startswith("\t"):
            marked[-1][1].append([part.strip() for part in line.split(" | ")])
        elif line and not line.startswith("#"):
            marked.append((line.replace("¶", "\n\n"), []))
    return [(text, reports) for text, reports in marked if not re.search("[а-я]", text)]


def test_reports_in_sentences_of_our_own_stay_above_their_floor(model: reading_model.ReadingModel) -> None:
    gold: dict[str, set[tuple[int, str]]] = {"cue": set(), "source": set(), "content": set()}
    read: dict[str, set[tuple[int, str]]] = {"cue": set(), "source": set(), "content": set()}

    def add(to: dict[str, set[tuple[int, str]]], name: str, number: int, words: str) -> None:
        if bare := re.sub(r"\W+", " ", words).strip().lower():
            to[name].add((number, bare))

    for number, (text, reports) in enumerate(told()):
        for source, cue, content, *_ in reports:
            for name, words in (("source", source), ("cue", cue), ("content", content)):
                add(gold, name, number, words)
        for report in model.read(text, divide_sentences(text)).reports:
            add(read, "cue", number, text[slice(*report.cue)])
            add(read, "source", number, text[slice(*report.source)] if report.source else "")
            add(read, "content", number, " ".join(text[a:b] for a, b in report.content))
    found = {name: f1(gold[name], read[name]) for name in gold}
    assert all(found[name] >= FLOOR[name] for name in found), found


def test_names_in_sentences_of_our_own_stay_above_their_floor(model: reading_model.ReadingModel) -> None:
    gold, read = [], []
    for number, line in enumerate((HERE / "model_names.txt").read_text("utf-8").splitlines()):
        if line.startswith("#"):
            continue
        text = ""
        for plain, words, kind in re.findall(r"([^\[]*)(?:\[([^|]+)\|(\w+)\])?", line):
            text += plain
            if words:
                gold.append((number, len(text), len(text) + len(words), kind))
            text += words
        read += [(number, start, end, kind) for start, end, kind, _ in model.read(text).names]
    assert f1(gold, read) >= FLOOR["names"], sorted(set(gold) ^ set(read))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["russell_part1a", "reed_ch10"])
def test_texts_kept_from_training_stay_above_their_floor(
    model: reading_model.ReadingModel, shared: Path, name: str
) -> None:
    rows = map(json.loads, (shared / "data/voices/attributions.jsonl").read_text("utf-8").splitlines())
    row = next(row for row in rows if row["id"] == name)
    text = row["text"][:6_000]
    gold = [a for a in row["attributions"] if a["cue"] and a["cue"][1] <= len(text)]
    read = model.read(text, divide_sentences(text)).reports

    def matched(wanted: list[Span], found: list[Span]) -> float:
        free = sorted(set(found))
        right = 0
        for start, end in sorted(set(wanted)):
            match = next((span for span in free if span[0] < end and start < span[1]), None)
            if match:
                free.remove(match)
                right += 1
        return 2 * right / max(1, len(set(wanted)) + len(set(found)))

    found = {
        "cue": matched([tuple(a["cue"]) for a in gold], [r.cue for r in read]),
        "source": matched([tuple(a["source"]) for a in gold if a["source"]], [r.source for r in read if r.source]),
        "content": matched([tuple(c) for a in gold for c in a["content"]], [c for r in read for c in r.content]),
    }
    assert all(found[key] >= SHARED_FLOOR[key] for key in found), found


WORDS = [
    "said",
    "Lenin",
    "“",
    "”",
    '"',
    "the Admiralty",
    "denies",
    "that",
    "it was reported",
    "\n\n",
    "\n",
    "-",
    "1916",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40).map(" ".join))
def test_spans_lie_inside_the_text_and_apart(text: str) -> None:
    pytest.importorskip("onnxruntime")
    found = reading_model.load().read(text, divide_sentences(text))
    places = [(start, end) for start, end, _, _ in found.names]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
    cues = [r.cue for r in found.reports]
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(cues))
    for report in found.reports:
        assert 0.0 <= report.probability <= 1.0
        parts = sorted([report.cue, *report.content, *([report.source] if report.source else [])])
        assert all(0 <= a < b <= len(text) for a, b in parts)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(parts)), (text, report)


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "\ufffd" * 50, "x" * 20_000, "é\u0301" * 100, "“" * 100])
def test_odd_texts_are_read(model: reading_model.ReadingModel, text: str) -> None:
    found = model.read(text, divide_sentences(text))
    assert len(found.reports) <= len(text)


def test_the_same_text_is_read_the_same(model: reading_model.ReadingModel) -> None:
    text = "\n\n".join(text for text, _ in told()[:8])
    again = reading_model.ReadingModel("again", reading_model.WEIGHTS)
    assert model.read(text) == model.read(text) == again.read(text)


def test_a_long_text_is_held_in_stretches(model: reading_model.ReadingModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 2_000)
    text = "\n\n".join(text for text, _ in told()[:30])
    sizes: list[int] = []
    see = model._network.see
    monkeypatch.setattr(model._network, "see", lambda given: see(_counted(given, sizes)))
    found = model.read(text, divide_sentences(text))
    assert max(sizes) <= PIECES + 2
    assert found.reports == sorted(found.reports)
    assert found.reports[-1].cue[0] > len(text) * 0.8


def _counted(given: Iterable[Any], sizes: list[int]) -> Iterable[Any]:
    for one in given:
        sizes.append(len(one.ids))
        yield one


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_model, "find_spec", lambda name: None if name == "onnxruntime" else True)
    with pytest.raises(PolyvocalError, match=r"onnxruntime: pip install 'polyvocal\[model\]'"):
        reading_model.load.__wrapped__()


@given(st.lists(st.integers(1, 10), max_size=900))
def test_every_word_is_decided_in_one_window(lengths: list[int]) -> None:
    made = windows(lengths)
    assert [n for w in made for n in range(w.first, w.last)] == list(range(len(lengths)))
    assert all(w.start <= w.first and w.last <= w.end for w in made)
    assert all(sum(lengths[w.start : w.end]) <= PIECES for w in made)


@given(st.text("ab \n", max_size=200), st.integers(1, 20))
def test_stretches_cover_a_text(text: str, longest: int) -> None:
    made = list(stretches(text, longest))
    assert "".join(text[a:b] for a, b in made) == text
    assert all(b - a <= longest for a, b in made)


@given(st.text(max_size=80))
def test_words_are_what_is_not_space(text: str) -> None:
    made = cut(text)
    words = "".join(text[a:b] for a, b in zip(made.starts, made.ends, strict=True))
    assert words == "".join(text.split())


def test_the_best_labels_are_found() -> None:
    chance = random.Random(1)
    for _ in range(60):
        scores = [[chance.uniform(-4, 0) for _ in range(5)] for _ in range(4)]
        paths = itertools.product(range(5), repeat=4)
        legal = [p for p in paths if all(b not in (2, 4) or a in (b - 1, b) for a, b in itertools.pairwise((0, *p)))]
        best = max(legal, key=lambda path: sum(row[label] for row, label in zip(scores, path, strict=True)))
        covered = {n: kind for a, b, kind in decoding.labelled(scores, 0.0) for n in range(a, b)}
        assert covered == {n: (label - 1) // 2 for n, label in enumerate(best) if label}


@given(
    st.lists(st.floats(-6, 6), min_size=1, max_size=30),
    st.integers(0, 29),
    st.floats(-1, 1),
    st.floats(0, 3),
    st.integers(1, 4),
)
def test_content_keeps_off_the_cue(scores: list[float], cue: int, bias: float, change: float, least: int) -> None:
    apart = [(cue % len(scores), cue % len(scores) + 1)]
    spans = decoding.content_of(scores, apart, Thresholds(content=bias, change=change, least=least))
    inside = {n for a, b in spans for n in range(a, b)}
    assert cue % len(scores) not in inside
    assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))
    assert inside <= set(range(len(scores)))
