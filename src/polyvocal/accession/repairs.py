"""Repairs of damaged characters and of words cut at a line's end, each a small edit."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.terms import Edit
from polyvocal.usage import languages, load

# Where damage shows: the letters that misread UTF-8 starts with, C1 controls, ligatures, entities left in text,
# lone surrogates, half- and full-width forms, and combining marks (which belong into their letters).
_SUSPECT = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufb00-\ufb06\uff01-\uffee\u0300-\u036f\ufeff]"
    r"|[ÂÃâÐÑÎÏÅÄ][^\sA-Za-z]|[РС][^\sА-яЁё\x00-\x7f]|[РС][А-Яа-я°±µ»»“”‚‡†€ѓ][РС]|вЂ|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
_WORD_END = re.compile(r"([A-Za-zА-Яа-яЁё]{2,}+)(-|¬|\xad)(\r?\n)[ \t]*([a-zа-яё]{2,})")
_SOFT_HYPHEN = re.compile("\xad(?![\r\n])")
_CARRIAGE = re.compile(r"\r(?=\n)|\r")
_MID_LINE_WORD = re.compile(r"(?<=[ \t\"“(])[A-Za-zА-Яа-яЁё]{2,}(?:-[a-zа-яё]{2,})?(?=[\s,.;:!?)”\"])")
_TOKEN = re.compile(r"\S+")


def repairs(text: str) -> list[Edit]:
    r"""Edits that mend *text*: encodings read wrongly once (by ftfy), words cut at line ends, line ends of DOS.

    >>> [(e.start, e.end, e.put) for e in repairs("the AdmiraltyÃ¢â‚¬â„¢s list")]
    [(13, 21, '’')]
    """
    edits = [Edit(m.start(), m.end(), "" if text[m.end() : m.end() + 1] == "\n" else "\n", "line end")
             for m in _CARRIAGE.finditer(text)] if "\r" in text else []  # fmt: skip
    edits += (
        [Edit(m.start(), m.end(), "", "soft hyphen") for m in _SOFT_HYPHEN.finditer(text)] if "\xad" in text else []
    )
    return edits + characters(text) + line_end_words(text)


def characters(text: str) -> list[Edit]:
    """Edits for characters that were decoded wrongly once, as ftfy explains them; only suspect lines are looked at."""
    edits: list[Edit] = []
    at = 0
    while suspect := _SUSPECT.search(text, at):
        start = max(text.rfind("\n", 0, suspect.start()) + 1, suspect.start() - 2000, at)
        end = text.find("\n", suspect.end())
        end = min(len(text) if end < 0 else end, suspect.end() + 2000)
        edits += _mended(text[start:end], start)
        at = max(end, suspect.end())
    return edits


def mended(text: str, start: int, end: int) -> list[Edit]:
    """Edits for damaged characters in ``text[start:end]`` alone."""
    return _mended(text[start:end], start) if _SUSPECT.search(text, start, end) else []


def _mended(line: str, offset: int) -> list[Edit]:
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, fix_character_width=False,
                             unescape_html=True, normalization="NFC")  # fmt: skip
    fixed = fix_text(line, config)
    if fixed == line:
        return []
    old, new = list(_TOKEN.finditer(line)), list(_TOKEN.finditer(fixed))
    if len(old) != len(new):
        return [_narrowed(line, fixed, offset)]
    return [_narrowed(o[0], n[0], offset + o.start()) for o, n in zip(old, new, strict=True) if o[0] != n[0]]


def _narrowed(old: str, new: str, offset: int) -> Edit:
    """One edit for the part in which two strings differ."""
    shortest = min(len(old), len(new))
    start = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    behind = next((i for i in range(shortest - start) if old[-1 - i] != new[-1 - i]), shortest - start)
    return Edit(offset + start, offset + len(old) - behind, new[start : len(new) - behind], "ftfy")


@cache
def _keeps_hyphen() -> frozenset[str]:
    return frozenset(word for language in languages() for word in load(language, "accession")["hyphen"]["keeps"])


def line_end_words(text: str) -> list[Edit]:
    r"""Edits that join words cut at a line's end, where it is safe to say that they are one word.

    The page itself decides: a second half that it uses as a word of its own may be half of a compound, or the start of
    a line of the next column, and is left alone.

    >>> [e.put for e in line_end_words("they were sur-\nprised; a known fleet, a well-\nknown one")]
    ['']
    """
    cuts = list(_WORD_END.finditer(text))
    if not cuts:
        return []
    known = set(map(str.casefold, set(_MID_LINE_WORD.findall(text))))
    edits = []
    for cut in cuts:
        first, second = cut[1].casefold(), cut[4]
        separate = second in known or f"{first}-{second}" in known or first in _keeps_hyphen()
        if cut[2] != "-" or first + second in known or not separate:
            edits.append(Edit(cut.start(2), cut.start(4), "", "word cut at the line's end"))
    return edits
