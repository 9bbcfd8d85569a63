"""Passages of a text in another script, or another language, than the rest: quoted at length, or set beside it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from polyvocal.terms import Passage
from polyvocal.usage import load

# Blocks of the Unicode standard and their ISO 15924 codes.
_SCRIPTS = (
    ("Latn", "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
    ("Cyrl", "\u0400-\u052f"), ("Grek", "\u0370-\u03ff\u1f00-\u1fff"), ("Hebr", "\u0590-\u05ff"),
    ("Arab", "\u0600-\u06ff\u0750-\u077f"), ("Armn", "\u0530-\u058f"), ("Geor", "\u10a0-\u10ff"),
    ("Deva", "\u0900-\u097f"), ("Hang", "\uac00-\ud7af"), ("Kana", "\u3040-\u30ff"), ("Hani", "\u4e00-\u9fff"),
)  # fmt: skip
_RUNS = tuple((name, re.compile(f"[{letters}]+")) for name, letters in _SCRIPTS)
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS, _LETTERS = 8, 4
"""A passage in the main script has some words, one in another script a few letters."""
_LANGUAGE_OF = {"Grek": "el", "Hebr": "he", "Armn": "hy", "Geor": "ka", "Hang": "ko", "Kana": "ja", "Hani": "zh"}
_SHARE, _SURELY, _SEVERAL = 0.25, 0.3, 4  # of a paragraph's words that are the commonest of a language


@cache
def _common() -> dict[str, frozenset[str]]:
    """The commonest words of every language that there is usage for, and of those that pages quote most."""
    table = load("en", "accession")["passages"]
    return {language: frozenset(words.split()) for language, words in table.items()}


def passages(text: str) -> tuple[Passage, ...]:
    """Stretches of paragraphs in another script or language than most of *text*, in order.

    A text of one script whose paragraphs all read alike costs one look at each of its paragraphs.

    >>> found = passages("The order was short and the men who read it knew what it was for.\\nВсем судам сняться.")
    >>> [(p.language, p.script) for p in found]
    [('ru', 'Cyrl')]
    """
    plain = text.isascii()
    paragraphs = []
    before = ""
    for m in _PARAGRAPH.finditer(text):
        language, script = _reads(m[0], before, plain=plain)
        before = language if language != "und" else before
        paragraphs.append((m.start(), m.end(), language, script))
    weights: dict[tuple[str, str], int] = {}
    for start, end, language, script in paragraphs:
        if script:
            weights[language, script] = weights.get((language, script), 0) + end - start
    if not weights:
        return ()
    main = max(sorted(weights), key=lambda key: weights[key] * (key[0] != "und"))
    found: list[Passage] = []
    others = [p for p in paragraphs if (p[3] and p[3] != main[1]) or (p[2] not in ("und", main[0]) and p[3])]
    for (language, script), run in groupby(others, key=lambda p: (p[2], p[3])):
        for start, end, _, _ in run:
            if found and found[-1].end + 2 >= start and (found[-1].language, found[-1].script) == (language, script):
                found[-1] = Passage(found[-1].start, end, language, script)
            else:
                found.append(Passage(start, end, language, script))
    return tuple(found)


def _reads(words: str, before: str, *, plain: bool) -> tuple[str, str]:
    """Language ("und" where it cannot be told) and script of a paragraph; ("und", "") where it has too few letters."""
    script = "Latn"
    if not plain and not words.isascii():
        counts = {name: sum(map(len, run.findall(words))) for name, run in _RUNS}
        counts["Kana"] += counts["Hani"] if counts["Kana"] else 0
        script = max(counts, key=lambda name: counts[name])
        if counts[script] < _LETTERS:
            return "und", ""
    if script not in ("Latn", "Cyrl"):
        return _LANGUAGE_OF.get(script, "und"), script
    found = _WORD.findall(words[:600])
    if len(found) < _WORDS:
        return ("ru" if script == "Cyrl" else "und"), script if len("".join(found)) >= _LETTERS else ""
    found = [w.casefold() for w in found]
    if before in _common() and _share(found, before) > _SURELY:
        return before, script
    shares = {name: _share(found, name) for name in _common()}
    best = max(shares, key=lambda name: shares[name])
    second = max(share for name, share in shares.items() if name != best)
    # Debris of machine reading is full of single letters, which are words of some languages.
    several = len({w for w in found if len(w) > 1 and w in _common()[best]}) >= _SEVERAL
    sure = several and shares[best] >= _SHARE and shares[best] > 1.5 * second
    return best if sure else ("ru" if script == "Cyrl" else "und"), script


def _share(words: list[str], language: str) -> float:
    common = _common()[language]
    return sum(map(common.__contains__, words)) / len(words)
