"""Two names of one person told together: "X, known as Y", "Y (real name X)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from polyvocal.close_reading.names.found import DOUBTFUL, Found
from polyvocal.usage import load

# What may part a name from such words, and these from the other name.
_BEFORE = re.compile(r"[\s,(–—-]{1,4}\Z")
_AFTER = re.compile(r"[\s:,]{0,2}[\"“”'‘«]?")
_OTHER = re.compile(r"(?:(?:the|The)\s+)?[^\W\d_a-zа-яё][\w’'-]+(?:\s[^\W\d_a-zа-яё][\w’'-]+){0,2}")


class Alias(NamedTuple):
    """Two names of one person: where each starts, and the words that say so."""

    one: int
    other: int
    words: str


def aliases(text: str, found: Iterable[Found], language: str) -> tuple[list[Found], list[Alias]]:
    """Names with those that only such words prove to be a person's, and which two are one person's.

    >>> text = "Vladimir Ulyanov, known to the party as Lenin, came."
    >>> names, pairs = aliases(text, [Found(0, 16, "person", "given name"), Found(40, 45, "other", DOUBTFUL)], "en")
    >>> [(text[n.start : n.end], n.type, n.rule) for n in names], [pair.words for pair in pairs]
    ([('Vladimir Ulyanov', 'person', 'given name'), ('Lenin', 'person', 'alias')], ['known to the party as'])
    """
    names = sorted(found, key=lambda name: (name.start, -name.end))
    ends = sorted((name.end, n) for n, name in enumerate(names) if name.type == "person")
    begins = {name.start: n for n, name in reversed([*enumerate(names)])}
    pairs: list[Alias] = []
    for cue in _cues(language).finditer(text) if ends else ():
        at = bisect_left(ends, (cue.start() + 1, -1)) - 1
        if at < 0 or not _BEFORE.fullmatch(text, ends[at][0], cue.start()):
            continue
        after = _AFTER.match(text, cue.end())
        start = after.end() if after else cue.end()
        other = begins.get(start, -1)
        if other < 0 and (words := _OTHER.match(text, start)):
            names.append(Found(start, words.end(), "person", "alias"))
        elif other < 0:
            continue
        elif names[other].rule == DOUBTFUL:
            names[other] = names[other]._replace(type="person", rule="alias")
        elif names[other].type != "person":
            continue
        pairs.append(Alias(names[ends[at][1]].start, start, " ".join(cue.group().split())))
    return names, pairs


@cache
def _cues(language: str) -> re.Pattern[str]:
    phrases = sorted(load(language, "persons")["aliases"], key=len, reverse=True)
    written = (r"\s+".join(map(re.escape, p.split())).replace(r"\s+\.\.\.", r"(?:\s+[\w’'-]+){0,5}?") for p in phrases)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])")
