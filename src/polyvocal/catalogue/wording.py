"""The words by which documents name their own parts, in every language there is usage for."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.terms.line import Line, lines_of
from polyvocal.usage import languages, load


@cache
def patterns(section: str, key: str, *, cased: bool = False) -> tuple[re.Pattern[str], ...]:
    """Pattern *key* of each language; *cased* where capitals tell a name from a word."""
    flags = re.NOFLAG if cased else re.I
    return tuple(re.compile(load(language, "catalogue")[section][key], flags) for language in languages())


def search(section: str, key: str, text: str, start: int = 0, end: int | None = None, *, cased: bool = False) -> (
    re.Match[str] | None
):  # fmt: skip
    """The first place in ``text[start:end]`` where a language's pattern is found."""
    stop = len(text) if end is None else end
    found = [m for p in patterns(section, key, cased=cased) if (m := p.search(text, start, stop))]
    return min(found, key=lambda m: m.start(), default=None)


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Words of list *key* in all languages."""
    return frozenset(w for language in languages() for w in load(language, "catalogue")[section][key])


@cache
def label_fields() -> dict[str, str]:
    """Label (in lower case) to the field it fills."""
    return {
        label: field
        for language in languages()
        for field, labels in load(language, "catalogue")["labels"].items()
        for label in labels
    }


_WRAPPED, _WIDEST = 60, 130
_LABELLED = re.compile(r"[^\W\d_][\w’'/&\\ .-]{1,40}?:\s|by\s|автор\s", re.I)
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "…", ".)")


def unwrapped_lines(text: str, limit: int | None = None) -> list[Line]:
    r"""Lines that have words, the first *limit* of them; a hard-wrapped paragraph counts as one line.

    >>> [(line.words, line.gap) for line in unwrapped_lines("One\n\n Two")]
    [('One', 0), ('Two', 1)]
    """
    return _unwrapped(text, list(lines_of(text, limit)))


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Runs of long lines with nothing between them, made one; lines with a label, a byline or a claim keep apart."""
    joined: list[Line] = []
    begin = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is not None and _goes_on(line.words, following):
            continue
        if i > begin:
            first = lines[begin]
            line = Line(first.start, line.end, text[first.start : line.end], first.gap)
        joined.append(line)
        begin = i + 1
    return joined


def _goes_on(words: str, following: Line) -> bool:
    if following.gap or not _WRAPPED <= len(words) <= _WIDEST >= len(following.words):
        return False
    closed = words.endswith(".") and (_LABELLED.match(words) or _opens_claim(following))
    return not closed and not _LABELLED.match(following.words)


def _opens_claim(line: Line) -> bool:
    claim = search("rights", "claim", line.words)
    return claim is not None and claim.start() == 0


def is_paragraph(line: Line) -> bool:
    """Whether a line is running text rather than a heading, a label or a name."""
    return len(line.words) >= 160 or (
        len(line.words) >= 80 and line.words.endswith((".", "!", "?", "”", '"', "…", ".)"))
    )
