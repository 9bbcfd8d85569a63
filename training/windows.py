"""Windows of the corpora as the network takes them, with noise as of old print on some."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from polyvocal.close_reading.reading_model.labels import MANNERS, PIECES
from polyvocal.close_reading.reading_model.words import LINE, NONE, SPACE
from training.corpora import UNMARKED, Marked, Report

Pieces = Callable[[str], list[int]]

_RARE = {MANNERS.index(m) for m in ("denies", "doubts", "conceals", "perceives", "estimates", "withdraws")}
_NOISY, _WRAPPED, _SHOUTED = 0.33, 0.3, 0.06  # shares of windows
_MISREAD, _SPLIT, _WIDTH = 0.03, 0.02, 9  # shares of words; words to a line
_BEFORE, _BEHIND = 10, 14  # words that stage two needs around a cue
# Letters that the type of 1916 and its readers confuse most, as the pages show them.
_CONFUSED = {
    "e": "co", "c": "eo", "o": "ec", "a": "ns", "n": "ur", "u": "n", "i": "lt", "l": "it", "t": "lf", "f": "t",
    "h": "bn", "b": "h", "s": "a", "r": "n", "m": "in", "w": "v", "v": "y", "d": "il", "B": "H", "H": "B", "E": "F",
    "I": "l", "O": "Q",
}  # fmt: skip


def windows(text: Marked, pieces: Pieces, first: int) -> Iterator[tuple[int, int]]:
    """Cut a text into windows of at most PIECES pieces, the first of at most *first*."""
    start, most = 0, first
    while start < len(text.words):
        count, end = 0, start
        while end < len(text.words) and count + len(pieces(text.words[end])) <= most:
            count += len(pieces(text.words[end]))
            end += 1
        yield start, max(end, start + 1)
        start, most = max(end, start + 1), PIECES


def stream(texts: list[Marked], pieces: Pieces, chance: random.Random, *, rare: int = 1) -> Iterator[Marked]:
    """Windows without end, each pass in a new order and cut at new places; those with rare cues *rare* times."""
    while True:
        passed = []
        for times in range(rare):
            for text in texts:
                for start, end in windows(text, pieces, chance.randint(PIECES // 4, PIECES)):
                    window = part(text, start, end)
                    if times == 0 or _is_rare(window):
                        passed.append(window)
        chance.shuffle(passed)
        for window in passed:
            yield noisy(window, chance)


def _is_rare(window: Marked) -> bool:
    return any(report.manner in _RARE or report.noun for report in window.reports or ())


def part(text: Marked, start: int, end: int) -> Marked:
    """Words *start* to *end* of a text; reports whose cue has too little around it are left out of stage two."""
    names = reports = None
    if text.names is not None:
        names = tuple((a - start, b - start, kind) for a, b, kind in text.names if start <= a and b <= end)
    if text.reports is not None:
        reports = tuple(
            _moved(r, start, end, len(text.words)) for r in text.reports if start <= r.cue[0] and r.cue[1] <= end
        )
    return replace(
        text,
        words=text.words[start:end],
        breaks=text.breaks[start:end],
        names=names,
        speech=None if text.speech is None else text.speech[start:end],
        reports=reports,
    )


def _moved(report: Report, start: int, end: int, total: int) -> Report:
    source = report.source
    if source is not None and not (start <= source[0] and source[1] <= end):
        source = None
    content = tuple((max(a, start) - start, min(b, end) - start) for a, b in report.content if a < end and b > start)
    return replace(
        report,
        cue=(report.cue[0] - start, report.cue[1] - start),
        source=source and (source[0] - start, source[1] - start),
        content=content,
        cut_off=(report.cue[0] - start < _BEFORE and start > 0) or (end - report.cue[1] < _BEHIND and end < total),
    )


def noisy(window: Marked, chance: random.Random) -> Marked:
    """The window as another printer, or a bad reader of print, would have left it."""
    if chance.random() < _SHOUTED:
        window = replace(window, words=tuple(w.upper() for w in window.words))
    if chance.random() < _WRAPPED:
        at = chance.randrange(_WIDTH)
        broken = (LINE if b == SPACE and (n + at) % _WIDTH == 0 else b for n, b in enumerate(window.breaks))
        window = replace(window, breaks=tuple(broken))
    return _misread(window, chance) if chance.random() < _NOISY else window


def _misread(window: Marked, chance: random.Random) -> Marked:
    words: list[str] = []
    breaks: list[int] = []
    speech: list[int] = []
    at = []
    for n, (word, before) in enumerate(zip(window.words, window.breaks, strict=True)):
        at.append(len(words))
        kind = window.speech[n] if window.speech is not None else UNMARKED
        given = _parts(word, chance)
        for k, (piece, gap) in enumerate(given):
            words.append(piece)
            breaks.append(gap if k else before)
            speech.append(UNMARKED if k else kind)
    at.append(len(words))

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return at[span[0]], at[span[1]]

    names = None if window.names is None else tuple((at[a], at[b], kind) for a, b, kind in window.names)
    reports = window.reports and tuple(
        replace(r, cue=moved(r.cue), source=r.source and moved(r.source), content=tuple(map(moved, r.content)))
        for r in window.reports
    )
    marked = None if window.speech is None else tuple(speech)
    return replace(window, words=tuple(words), breaks=tuple(breaks), names=names, speech=marked, reports=reports)


def _parts(word: str, chance: random.Random) -> list[tuple[str, int]]:
    """A word misread, or broken into parts, each with what stands before it."""
    if len(word) > 2 and word.isalpha() and chance.random() < _MISREAD:
        n = chance.randrange(len(word))
        word = word[:n] + chance.choice(_CONFUSED.get(word[n], word[n])) + word[n + 1 :]
    if len(word) > 4 and word.isalpha() and chance.random() < _SPLIT:
        n = chance.randrange(2, len(word) - 1)
        how = chance.random()
        if how < 0.4:
            return [(word[:n], NONE), (word[n:], LINE)]
        if how < 0.7:
            return [(word[:n], NONE), ("-", NONE), (word[n:], LINE)]
        return [(word[:n], NONE), (word[n:], SPACE)]
    return [(word, NONE)]
