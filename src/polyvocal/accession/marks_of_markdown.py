"""Whether a text is Markdown: only where its marks leave no doubt; what is doubtful stays plain text."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^(?:```|~~~)[ \t]*[\w+-]*[ \t]*$", re.M)
_HEADING = re.compile(r"^#{1,6} [^\s#].*$", re.M)
_LINK = re.compile(r"(?<!\\)!?\[[^\]\[\n]{1,300}\]\((?:<[^>\n]{1,500}>|[^\s()]{1,500})(?:\s+[\"'(][^\n)]{0,200})?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]: +<?(?:https?://|mailto:|/|\./|#)\S+", re.M)
_STRONG = re.compile(r"(?<![\w*])\*\*(?![\s*])[^*\n]{1,200}(?<![\s*])\*\*(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?![\s*_])[^*_\n]{1,200}(?<![\s*_])\1(?![\w*_])")
_RULED = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^[^\s#>*-][^\n]{1,100}\n(?:={3,}|-{3,})[ \t]*$", re.M)
_QUOTE = re.compile(r"^> \S", re.M)
_ITEM = re.compile(r"^ {0,3}(?:[*+-]|\d{1,3}\.) +\S", re.M)
_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^[A-Za-z][\w-]*[ \t]*(?::(?:[ \t]|\r?$)|=[ \t]*\S)", re.M)
# A line that opens with "#" is a comment in scripts and settings, and a reply's mark or a number in letters.
_CODE = re.compile(r"^(?:#!|#include\b|#define\b|import |from \w+ import|def \w+\(|[\w.]+ *= *\S|\$ \w|set -)", re.M)


def is_markdown(text: str) -> bool:
    """Whether *text* bears marks that nobody sets by chance: front matter, or marks of at least two kinds.

    >>> is_markdown("# The convoy\\n\\nIt sailed on [4 May](notes.md).")
    True
    >>> is_markdown("Losses * are given below.\\n\\n* see the note * and 2 * 3")
    False
    """
    front = _FRONT_MATTER.match(text)
    if front and len(_FIELD.findall(front[0])) >= 2:
        return True
    headings, links = len(_HEADING.findall(text)), len(_LINK.findall(text))
    if _CODE.search(text[:2000]) and not links:
        return False
    strong = bool(links) + bool(_REFERENCE.search(text)) + bool(_RULED.search(text))
    strong += len(_FENCE.findall(text)) >= 2
    strong += headings >= 2 or bool(headings and re.match(r"\s*# \S", text))
    strong += len(_STRONG.findall(text)) >= 2
    weak = bool(_UNDERLINED.search(text)) + (len(_EMPHASIS.findall(text)) >= 2) + bool(_STRONG.search(text))
    weak += bool(headings) + (len(_QUOTE.findall(text)) >= 2) + (len(_ITEM.findall(text)) >= 3)
    return strong >= 2 or (strong == 1 and weak >= 2)
