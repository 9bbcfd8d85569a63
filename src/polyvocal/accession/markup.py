"""The tokens of an HTML page with their exact places, in time that grows evenly with the page however broken it is.

The standard library's parser reads some broken pages in quadratic time and does not tell where a token ends; this one
follows the tokenisation of the HTML Standard (13.2.5) as far as text and tags go, and never drops what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
# What may stand between "<" and its ">": quoted values hide the ">" inside them.
_INSIDE = re.compile(r"[^\"'>]*+(?:\"[^\"]*+\"[^\"'>]*+|'[^']*+'[^\"'>]*+)*+")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_RAW = frozenset(("script", "style", "textarea", "title"))
_TRIES = 12


class Token(NamedTuple):
    """A stretch of the page: "text", "reference" (of a character), "open" or "close" (a tag, by its *name*)."""

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(page: str) -> Iterator[Token]:
    """The tokens of *page* in order; comments and declarations are left out.

    >>> [t.kind + " " + "a <b>&amp;</b>"[t.start : t.end] for t in tokens("a <b>&amp;</b>")]
    ['text a ', 'open <b>', 'reference &amp;', 'close </b>']
    """
    at, size = 0, len(page)
    no_end_of_comment = no_end_of_tag = size + 1  # from here on none was found: never look twice
    while at < size:
        mark = page.find("<", at)
        mark = size if mark < 0 else mark
        if mark > at:
            yield from _text(page, at, mark)
        if mark == size:
            return
        if page.startswith("<!--", mark):
            end = page.find("-->", mark + 4) if mark < no_end_of_comment else -1
            no_end_of_comment = mark if end < 0 else no_end_of_comment
            at = mark + 4 if end < 0 else end + 3
            continue
        name = _NAME.match(page, mark + 1)
        declared = page.startswith(("<!", "<?"), mark)
        end = _end_of_tag(page, mark) if (name or declared) and mark < no_end_of_tag else -1
        if end < 0:
            no_end_of_tag = mark if (name or declared) and mark < no_end_of_tag else no_end_of_tag
            at = name.end() if name else mark + 1
            if not name:
                yield Token("text", mark, at)
            continue
        at = end
        if name:
            yield _tag(name, mark, end)
            at = _behind_raw(page, name[0].lower(), end)


def _text(page: str, start: int, end: int) -> Iterator[Token]:
    if page.find("&", start, end) < 0:
        yield Token("text", start, end)
        return
    at = start
    for reference in _REFERENCE.finditer(page, start, end):
        if reference.start() > at:
            yield Token("text", at, reference.start())
        at = reference.end()
        yield Token("reference", reference.start(), at)
    if end > at:
        yield Token("text", at, end)


def _tag(name: re.Match[str], start: int, end: int) -> Token:
    word = name[0].lower()
    return Token("close", start, end, word[1:]) if word[0] == "/" else Token("open", start, end, word)


def _end_of_tag(page: str, mark: int) -> int:
    """Just behind the ">" that closes the tag; the first one where its quotes never close, -1 where there is none."""
    first = end = page.find(">", mark)
    for _ in range(_TRIES):
        if end < 0 or _INSIDE.fullmatch(page, mark, end):
            break
        end = page.find(">", end + 1)
    else:
        end = first
    return (end if end >= 0 else first) + 1 if first >= 0 else -1


def _behind_raw(page: str, name: str, end: int) -> int:
    """Where reading goes on behind a tag: at the end tag, for elements that hold no markup."""
    if name not in _RAW:
        return end
    closing = _closing(name).search(page, end)
    return closing.start() if closing else len(page)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.I)


def attributes(page: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(page, token.start + 1 + len(token.name), token.end):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found
