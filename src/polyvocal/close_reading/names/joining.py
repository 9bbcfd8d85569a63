"""Names found by the rules and names that another reader suggests, made one list.

The reader (a trained model, natasha, spaCy) sees names that no list has; the rules know ships, units, bodies printed
small and the titles of persons, which such readers are not trained on. Who is believed was measured type by type on
the development parts (docs/reference/names.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from polyvocal.close_reading.names.found import DOUBTFUL, Found
from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.close_reading.suggested import SuggestedName
from polyvocal.terms.reading import NameType

_TYPES = frozenset(get_args(NameType))
# Below these a name that only the other reader found is left out.
_LEAST = {"person": 0.5, "place": 0.5, "organisation": 0.65, "event": 0.5, "other": 0.6}
# A name that only the rules found is kept where its rule proves it; what an ending, a verb or a
# preposition makes likely needs the other reader's consent.
_GUESSES = frozenset(["two unknown words", "ending", "verb behind", "preposition", "according to"])
# Kinds of names that other readers are not trained on, or confuse: the rules' type and span stand.
_OURS = ("ship", "known ship", "list of ships", "in lower case", "event in lower case", "lower head", "opener")
_SURE = 0.98
_EDGES = " \t\r\n\"“”«»„'‘’()[]{},;:!?*_"
_OWNING = ("’s", "'s")


def join(
    found: Iterable[Found], suggested: Iterable[SuggestedName], text: str, lexicon: Lexicon, by: str
) -> list[Found]:
    """Names of both, none overlapping a name of the other; *by* names the reader that suggests.

    Titles stand with the name of the person behind them, as the rules read them. Names left doubtful are handed on.
    """
    theirs = [pair for one in suggested if (pair := _read(one, text, lexicon, by)) is not None]
    ours = sorted(found, key=lambda name: (name.start, -name.end))
    kept: list[Found] = []
    matched: set[int] = set()
    for name, sure in sorted(theirs, key=lambda pair: (pair[0].start, -pair[0].end)):
        if kept and name.start < kept[-1].end and kept[-1].rule.startswith(by):
            continue
        over = [(n, other) for n, other in enumerate(ours) if other.start < name.end and name.start < other.end]
        matched.update(n for n, _ in over)
        kept += _settled(name, sure, [other for _, other in over if other.rule != DOUBTFUL], by)
    alone = [name for n, name in enumerate(ours) if n not in matched and name.rule not in _GUESSES]
    return _apart(kept + alone)


def _read(one: SuggestedName, text: str, lexicon: Lexicon, by: str) -> tuple[Found, float] | None:
    """A suggestion as a name: without what clings to its edges, with its titles; None where nothing is left."""
    start, end, kind, sure = one
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if (bracket := text.find("(", start, end)) > start and ")" not in text[bracket:end]:
        end = start + len(text[start:bracket].rstrip())  # another spelling that opens in brackets is a name of its own
    if text.endswith(_OWNING, start, end) and kind != "organisation":
        end -= 2
    if kind not in _TYPES or start >= end or not any(c.isalpha() for c in text[start:end]):
        return None
    if kind == "person":
        start = _with_titles(text, start, lexicon)
    return Found(start, end, kind, by), sure


def _with_titles(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the titles begin that stand before a person's name.

    >>> from polyvocal.close_reading.names.lexicon import lexicon_of
    >>> _with_titles("Then Vice Admiral Scheer spoke.", 18, lexicon_of("en"))
    5
    """
    while True:
        before = text[max(0, start - 24) : start]
        bare = before.rstrip()
        if not bare or len(before) - len(bare) > 2 or len(before) == len(bare):
            return start
        word = bare.split()[-1]
        if word not in lexicon.titles:
            return start
        start -= len(before) - len(bare) + len(word)


def _settled(name: Found, sure: float, over: Sequence[Found], by: str) -> list[Found]:
    """What stands where the other reader found *name* and the rules found *over*.

    Where both are certain of something else, the rules' names stand, unless the other reader has hardly a doubt.
    """
    if not over:
        return [name] if sure >= _LEAST[name.type] else []
    if any(other.rule.startswith(_OURS) for other in over):
        return list(over)
    same = next((other for other in over if other[:2] == name[:2]), None)
    if same is not None and same.type == name.type:
        return [name._replace(rule=f"{by}, {same.rule}")]
    certain = any(other.rule not in _GUESSES for other in over)
    if certain and sure < _SURE:
        return list(over)
    return [name] if certain or sure >= _LEAST[name.type] else list(over)


def _apart(names: list[Found]) -> list[Found]:
    """The names in order, of overlapping ones the first."""
    kept: list[Found] = []
    for name in sorted(names, key=lambda f: (f.start, f.rule == DOUBTFUL, -f.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept
