"""What a page carries besides its text: counters, menus, advertisements' places, captions printed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polyvocal.terms import Edit
from polyvocal.terms.line import Line
from polyvocal.usage import languages, load

# Kinds whose words could be words of the text: such a line is furniture only where it stands apart.
_APART = ("widget", "menu")
_LONGEST = 200
_LONG_ENOUGH_TO_REPEAT = 60


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds: dict[str, list[str]] = {}
    for language in languages():
        for kind, patterns in load(language, "accession")["furniture"].items():
            kinds.setdefault(kind, []).extend(patterns)
    return {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.I) for kind, patterns in kinds.items()}


def furniture_kind(words: str, *, apart: bool = True) -> str:
    """Which furniture a whole line is: "widget", "advertisement", "engine", "menu" ("" where it is none).

    >>> furniture_kind("Powered by Blogger."), furniture_kind("Home", apart=False), furniture_kind("Home rule")
    ('engine', '', '')
    """
    if len(words) > _LONGEST:
        return ""
    for kind, pattern in _patterns().items():
        if (apart or kind not in _APART) and pattern.fullmatch(words):
            return kind
    return ""


def furniture(lines: Sequence[Line]) -> tuple[list[Edit], list[Line]]:
    """Edits that cut the furniture among *lines*, and the lines that are left."""
    edits: list[Edit] = []
    left: list[Line] = []
    cut_before = True
    for i, line in enumerate(lines):
        apart = (cut_before or line.gap > 0) and (i + 1 == len(lines) or lines[i + 1].gap > 0 or len(line.words) < 40)
        kind = furniture_kind(line.words, apart=apart)
        cut_before = bool(kind)
        if kind:
            edits.append(Edit(line.start, line.end, "", f"furniture: {kind}"))
        else:
            left.append(line)
    return edits, left


def printed_twice(lines: Sequence[Line]) -> tuple[list[Edit], list[Line]]:
    """Edits that cut a line printed again right after itself, as captions and alternative texts are.

    A short line counts only where both stand apart: verse and slogans repeat themselves on purpose.
    """
    edits: list[Edit] = []
    left: list[Line] = []
    run = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        again = i > 0 and _again(lines[i - 1], line, following.gap if following else 1)
        run = run + 1 if again else 0
        # Thrice is no caption but a refrain or a list.
        if run == 1 and not (following and _again(line, following, 1)):
            edits.append(Edit(line.start, line.end, "", "printed twice"))
        else:
            left.append(line)
    return edits, left


def _again(first: Line, second: Line, gap_after: int) -> bool:
    if abs(len(first.words) - len(second.words)) > 4 or first.words[:3].casefold() != second.words[:3].casefold():
        return False
    apart = first.gap > 0 and second.gap > 0 and gap_after > 0
    long_enough = len(second.words) >= (8 if apart else _LONG_ENOUGH_TO_REPEAT)
    return long_enough and first.key == second.key and bool(first.key)
